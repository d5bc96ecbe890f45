"""The variety of real papers, said in data: each wording of the law's reference, loaded, checked and right.

Names are invented; the shapes are those of real acts (C01 to C55 of the domain reference).
"""

from pathlib import Path

import pytest

from delibgen import check, load, load_seance, render
from delibgen.actes.papiers import Phase, papers_of
from delibgen.model.deliberation import Deliberation
from tests.conftest import CONSEIL
from tests.golden.dump import dump

MEMBRES = """\
    - Madame Alice BRUNEL, {chef}
    - Monsieur Bruno CASTEL, {second}
    - Madame Chloé DARNAUD
    - Monsieur Denis ESPÉRON
    - Madame Emma FAUVEL
    - Monsieur Farid GHAZI
    - Madame Gisèle HOUDAN
"""

ACTE = """\
type: deliberation
numero: "2024-10-01/12"
rang: 3
rubrique: CADRE DE VIE
objet: Réfection de la halle
rapporteur: CASTEL
seance:
  assemblee:
    collectivite: {{{collectivite}}}
    organe: {organe}
    {assemblee}
    membres:
{membres}
  date: mardi 1er octobre 2024
  heure: 18 h 30
  convocation: 24/09/2024
  president: BRUNEL
  secretaires: [DARNAUD]
{seance}
expose: La halle menace ruine.
{vote}
"""

DECIDE = "dispositif:\n  - d'approuver: le projet\n"


def read(tmp_path: Path, **parts: str) -> Deliberation:
    """Return the act of a file written from parts."""
    chef, second = parts.pop("titres", "Maire/1er adjoint").split("/")
    fields = {
        "collectivite": 'nom: Combreval, nature: commune, departement: "89", population_3500: non',
        "organe": "conseil_municipal",
        "assemblee": "sieges: 7",
        "seance": "  pouvoirs: [{mandant: HOUDAN, mandataire: GHAZI}]",
        "vote": f"{DECIDE}scrutin: {{pour: 7}}",
        **parts,
    }
    path = tmp_path / "acte.yaml"
    membres = fields.pop("membres", MEMBRES.format(chef=chef, second=second))
    path.write_text(ACTE.format(membres=membres.rstrip(), **fields), encoding="utf-8")
    acte = load(path)
    assert isinstance(acte, Deliberation)
    return acte


VOTES = {
    "à l'unanimité (C03)": f"{DECIDE}scrutin: {{pour: 7}}",
    "abstentions nommées (C42)": f"{DECIDE}scrutin: {{pour: 5, abstentions: [ESPÉRON, FAUVEL]}}",
    "contre, nommés, dont un représenté (C22)": f"{DECIDE}scrutin: {{pour: 5, contre: [HOUDAN, ESPÉRON]}}",
    "15 pour, 10 contre, 6 abstentions (C41)": f"{DECIDE}scrutin: {{pour: 4, contre: 2, abstentions: 1}}",
    "le maire seul contre (C30)": f"{DECIDE}scrutin: {{pour: 6, contre: [BRUNEL]}}",
    "en raison de leurs fonctions (C21)": (
        f"{DECIDE}scrutin: {{pour: 6}}\ndeports: [{{membre: ESPÉRON, motif: en raison de ses fonctions}}]"
    ),
    "le mandataire se retire, et son pouvoir avec lui (C28)": (
        f"{DECIDE}scrutin: {{pour: 5}}\ndeports: [{{membre: GHAZI}}]"
    ),
    "rejeté": f"{DECIDE}scrutin: {{pour: 2, contre: 5}}",
    "partage, voix du président": (
        f"{DECIDE}scrutin: {{pour: 3, contre: 3, abstentions: 1, voix_du_president: pour}}"
    ),
    "scrutin public, noms dans chaque sens (C47)": (
        f"{DECIDE}scrutin:\n  mode: public\n  demandeurs: 2\n  demande: le quart des membres présents\n"
        "  pour: [BRUNEL, CASTEL, DARNAUD, GHAZI, HOUDAN]\n  contre: [ESPÉRON]\n  abstentions: [FAUVEL]"
    ),
    "vote de chaque membre (C28)": (f"{DECIDE}vote_par_nom: oui\nscrutin: {{pour: 6, contre: [ESPÉRON]}}"),
    "secret par oui ou non": f"{DECIDE}scrutin: {{mode: secret, pour: 4, contre: 2, blancs: 1}}",
    "secret à trois tours, le plus âgé (C27)": (
        f"{DECIDE}scrutin:\n  mode: secret\n  tours:\n"
        + "    - {bulletins: 7, blancs: 1, candidatures: [{nom: A, voix: 3}, {nom: B, voix: 3}]}\n" * 2
        + "    - {bulletins: 7, blancs: 1, candidatures: [{nom: A, voix: 3, naissance: 03/05/1950}, "
        "{nom: B, voix: 3, naissance: 04/05/1950}]}\n  elus: [A]"
    ),
    "candidat unique, sans vote (C26)": f"{DECIDE}sort_declare: designation",
    "désignation sans secret, à l'unanimité": (
        f'{DECIDE}matiere: "5.3"\nscrutin: {{pour: 7, renonciation_au_secret: oui}}'
    ),
    "prend acte (C13)": "dispositif: [{PREND ACTE: du rapport}]\nsort_declare: prend_acte",
    "prend acte, par un vote (C21)": (
        "dispositif: [{PREND ACTE: du débat}]\nsort_declare: prend_acte\nscrutin: {pour: 7}"
    ),
    "reporté (C30)": "sort_declare: ajourne",
    "retiré": "sort_declare: retire",
    "verbes (C22)": (
        "dispositif: [{APPROUVE: le projet}, {DIT: que les crédits sont inscrits}]\nscrutin: {pour: 7}"
    ),
    "verbes numérotés (C05)": (
        "dispositif: {grammaire: verbes_numerotes, decisions: [{verbe: ACCEPTE, texte: le don}]}\n"
        "scrutin: {pour: 7}"
    ),
    "articles (C19)": (
        "dispositif: [Le projet est approuvé., La maire est chargée de l'exécution.]\nscrutin: {pour: 7}"
    ),
    "comptes votés sous une autre présidence (C44)": (
        f"{DECIDE}presidence: CASTEL\ndeports: [{{membre: BRUNEL, motif: se retire}}]\nscrutin: {{pour: 6}}"
    ),
    "nombres imprimés en tête (C48)": (
        f"{DECIDE}scrutin: {{pour: 7}}\n"
        "declares: {presents: 6, pouvoirs: 1, votants: 7, exprimes: 7, quorum: 4}"
    ),
    "présents, procurations comprises (C51)": (
        f"{DECIDE}scrutin: {{pour: 7}}\ndeclares: {{presents_et_representes: 7, pouvoirs: 1}}"
    ),
    "ne prennent pas part au vote, sans leur nom (C49)": (
        f"{DECIDE}scrutin: {{pour: 4, abstentions: 1, non_votants: 2}}\n"
        "declares: {votants: 5, non_votants: 2}"
    ),
}


@pytest.mark.parametrize("vote", VOTES.values(), ids=list(VOTES))
def test_each_way_a_vote_is_worded(tmp_path: Path, vote: str):
    found = check(read(tmp_path, vote=vote))
    assert [str(finding) for finding in found if finding.severity != "information"] == []


HEADERS: dict[str, dict[str, str]] = {
    "deux secrétaires, agents présents (C42, C53)": {
        "seance": "  excuses: [HOUDAN]\n  assistants: [Monsieur Luc PRAT, directeur général adjoint]",
        "vote": f"{DECIDE}scrutin: {{pour: 6}}",
    },
    "arrivée et départ par l'horloge (C10)": {
        "seance": (
            "  absents: [HOUDAN]\n  mouvements:\n"
            "    - {membre: HOUDAN, sens: arrivee, heure: 19 h 07}\n"
            "    - {membre: GHAZI, sens: depart, heure: 20 h 15, pouvoir_a: FAUVEL}"
        ),
        "vote": f"heure: 20 h 30\n{DECIDE}scrutin: {{pour: 7}}",
    },
    "arrivée et départ par point (C16, C28)": {
        "seance": (
            "  pouvoirs: [{mandant: HOUDAN, mandataire: GHAZI, au_point: 1}]\n  mouvements:\n"
            "    - {membre: HOUDAN, sens: arrivee, point: 2}\n    - {membre: GHAZI, sens: depart, point: 3}"
        ),
        "vote": f"{DECIDE}scrutin: {{pour: 6}}",
    },
    "communauté, suppléant présent et porteur d'un pouvoir (C06)": {
        "collectivite": 'nom: Val de Combre, nature: communaute_de_communes, departement: "89"',
        "organe": "conseil_communautaire",
        "titres": "Présidente/1er vice-président",
        "assemblee": "suppleants: [{civilite: Monsieur, prenom: Zacharie, nom: WAGNER, suppleant_de: GHAZI}]",
        "seance": (
            "  presents:\n    - BRUNEL\n    - CASTEL\n    - DARNAUD\n    - ESPÉRON\n    - FAUVEL\n"
            "    - WAGNER\n"
            "  pouvoirs: [{mandant: HOUDAN, mandataire: WAGNER}]"
        ),
    },
    "syndicat, délégués avec leur commune (C29)": {
        "collectivite": 'nom: SIVOM de la Combre, nature: syndicat, departement: "89"',
        "organe": "comite_syndical",
        "assemblee": "nom: comité syndical",
        "membres": MEMBRES
        .format(chef="Présidente", second="vice-président")
        .replace("DARNAUD", "DARNAUD (Ivry-le-Bas)")
        .replace("ESPÉRON", "ESPÉRON (Nervaux)"),
    },
    "commission permanente, présents ou représentés (C23)": {
        "collectivite": 'nom: Yonne, nature: departement, departement: "89"',
        "organe": "commission_permanente",
        "titres": "Présidente/vice-président",
        "seance": (
            "  absents: [ESPÉRON, FAUVEL, GHAZI]\n  pouvoirs: [{mandant: HOUDAN, mandataire: CASTEL}]"
        ),
        "vote": f"{DECIDE}scrutin: {{pour: 4}}",
    },
    "CCAS, avec une vice-présidente": {
        "collectivite": 'nom: CCAS de Combreval, nature: ccas, departement: "89"',
        "organe": "conseil_administration",
        "titres": "Présidente de droit/vice-président",
    },
    "région, sans liste de membres (C25)": {
        "collectivite": "nom: Région invraisemblable, nature: region",
        "organe": "commission_permanente",
        "titres": "Présidente/vice-président",
        "assemblee": "presentation: {comptes: non, quorum: non}",
    },
    "démissionnaire et décédé (C54)": {
        "assemblee": "sieges: 9\n    sieges_vacants: [M. René DUC (démissionnaire), Mme Ève SOLAL (décédée)]",
    },
    "convocation affichée, session ordinaire (C04)": {
        "seance": (
            "  session: ordinaire\n  affichage_convocation: 24/09/2024\n"
            "  pouvoirs: [{mandant: HOUDAN, mandataire: GHAZI}]"
        ),
    },
}


@pytest.mark.parametrize("parts", HEADERS.values(), ids=list(HEADERS))
def test_each_header_of_each_body(tmp_path: Path, parts: dict[str, str]):
    acte = read(tmp_path, **parts)
    found = check(acte)
    assert [str(finding) for finding in found if finding.severity != "information"] == []


def test_titulaires_and_suppleants_are_counted_apart(tmp_path: Path):
    acte = read(tmp_path, **HEADERS["communauté, suppléant présent et porteur d'un pouvoir (C06)"])
    presence = acte.presence
    assert (presence.nombre_titulaires, presence.nombre_suppleants, presence.nombre_pouvoirs) == (5, 1, 1)
    assert presence.en_exercice == 7
    assert presence.nombre_presents_et_representes == 7


def test_members_who_take_no_part_without_a_name_leave_the_voters(tmp_path: Path):
    presence = read(tmp_path, vote=VOTES["ne prennent pas part au vote, sans leur nom (C49)"]).presence
    assert (presence.votants, presence.nombre_presents_votants, presence.nombre_non_votants) == (5, 4, 2)


def test_the_words_of_the_vote_come_from_the_file_of_the_assembly(tmp_path: Path):
    words = "vocabulaire: {unanimite_avec_abstentions: 'à l''unanimité, moins {abstentions}'}"
    acte = read(tmp_path, assemblee=words, vote=f"{DECIDE}scrutin: {{pour: 5, abstentions: [CASTEL, GHAZI]}}")
    assert acte.resultat_vote is not None
    assert acte.resultat_vote.startswith("à l'unanimité, moins 2\u00a0abstentions (")


def test_an_item_with_a_member_who_takes_no_part_is_not_unanimous_among_those_present(tmp_path: Path):
    words = "vocabulaire: {unanimite: à l'unanimité des membres présents et représentés}"
    vote = f"{DECIDE}deports: [{{membre: CASTEL}}]\nscrutin: {{pour: 6}}"
    assert read(tmp_path, assemblee=words, vote=vote).resultat_vote == "à l'unanimité"


@pytest.mark.parametrize("paper", ["11-proces-verbal", "12-registre"])
def test_the_session_and_the_vacant_seats_are_printed(paper: str):
    sitting = load_seance(CONSEIL)
    assert sitting.seance is not None
    vacant = sitting.seance.assemblee.model_copy(update={"sieges_vacants": ("M. René DUC (démissionnaire)",)})
    held = sitting.seance.model_copy(update={"session": "ordinaire", "assemblee": vacant})
    made = {p.nom_fichier: p for p in papers_of(held, sitting.actes, Phase.APRES)}
    said = dump(render(made[paper]).to_bytes()).replace("~", " ")
    assert "Session ordinaire" in said
    assert "Sièges vacants : M. René DUC (démissionnaire)" in said
