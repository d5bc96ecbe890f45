"""What a clerk types in good faith is read as it was meant: other rapporteurs, lists, weighted voices."""

from pathlib import Path

import pytest

from delibgen import LoadError, check, load, render
from delibgen.actes.papiers import ProcesVerbal, Projet, Registre
from delibgen.model.assemblee import Collectivite
from delibgen.model.deliberation import Deliberation
from delibgen.model.dispositif import Dispositif
from delibgen.model.fonctions import bare
from tests.reader import Reader

SITTING = """assemblee:
  collectivite: {nom: Ormeval, nature: NATURE, departement: "89", ville: Ormeval}
  organe: conseil_administration
  EXTRA
  membres: [Mme Alice BRUNEL, M. Bruno CASTEL, Mme Chloé DARNAUD]
date: 01/10/2024
convocation: 20/09/2024
president: BRUNEL
secretaires: [CASTEL]
"""


def write(tmp_path: Path, act: str, extra: str = "", nature: str = "autre") -> Path:
    """Write one act of a board of three."""
    sitting = SITTING.replace("EXTRA", extra).replace("NATURE", nature).replace("\n", "\n  ")
    path = tmp_path / "acte.yaml"
    path.write_text(
        f'type: deliberation\nnumero: "1"\nobjet: Tarifs\nseance:\n  {sitting}\n{act}', encoding="utf-8"
    )
    return path


def lines(path: Path) -> list[str]:
    return Reader(render(load(path)).to_bytes()).text().replace("\u00a0", " ").split("\n")


def found(path: Path) -> dict[str, str]:
    return {finding.code: str(finding) for finding in check(load(path)) if finding.severity != "information"}


PASSED = "dispositif: [Les tarifs sont fixés.]\nscrutin: {pour: 3}\n"


def test_a_rapporteur_who_is_no_member_is_typed_where_the_others_are(tmp_path):
    path = write(tmp_path, f'rapporteur: "Mme Odile FERRAND, directrice"\n{PASSED}')
    assert "Rapporteure : Mme Odile FERRAND, directrice." in lines(path)


def test_a_member_badly_typed_is_still_told(tmp_path):
    with pytest.raises(LoadError, match=r"vouliez-vous dire « Monsieur.Bruno CASTEL »"):
        load(write(tmp_path, f"rapporteur: CASTELL\n{PASSED}"))


def test_a_rapporteur_of_any_kind_answers_the_by_laws(tmp_path):
    wanted = "reglement: {champs_obligatoires: [rapporteur]}"
    assert "donner « rapporteur »" in " ".join(found(write(tmp_path, PASSED, wanted)).values())
    assert found(write(tmp_path, f"rapporteur: Maître Luc PRAT\n{PASSED}", wanted)) == {}


WEIGHTED = "dispositif: [Les tarifs sont fixés.]\nscrutin: {pour: 80, contre: 4}\n"


@pytest.mark.parametrize(("nature", "code"), [("autre", "DG330"), ("syndicat_mixte", "DG620")])
def test_voices_are_weighted_when_the_statutes_say_so(tmp_path, nature, code):
    assert code in found(write(tmp_path, WEIGHTED, nature=nature))
    assert found(write(tmp_path, WEIGHTED, "reglement: {source: statuts, voix_ponderees: oui}", nature)) == {}


PARTS = "votes_separes: [{objet: Dossier 1, scrutin: {pour: 3}}, {objet: Dossier 2, scrutin: {contre: 3}}]\n"


def test_parts_that_are_voted_one_by_one_need_no_vote_on_the_whole(tmp_path):
    act = f"{PARTS}dispositif:\n  - ACCORDE: l'aide du dossier 1\n"
    assert "sort_declare: adopte" in found(write(tmp_path, act))["DG353"]
    assert found(write(tmp_path, f"{act}sort_declare: adopte\n")) == {}
    whole = "dispositif:\n  - ACCORDE: l'aide\nsort_declare: adopte\n"
    assert "DG354" in found(write(tmp_path, whole))


@pytest.mark.parametrize(
    ("formule", "said"),
    [("Absents : {absents_sans_pouvoir|néant}", True), ("Absents : {absents_sans_pouvoir}", False)],
)
def test_nobody_absent_is_said_by_the_assembly_that_has_a_word_for_it(tmp_path, formule, said):
    path = write(tmp_path, PASSED, f'formules: {{absents: "{formule}"}}')
    assert ("Absents : néant" in lines(path)) is said


LISTED = """dispositif:
  grammaire: liste
  decisions:
    - la mise en vente des **logements**
    - texte: |-
        le prix :

        - 1 650 € par mètre carré
    - l'inscription au budget
scrutin: {pour: 3}
"""


def test_things_decided_are_a_list_without_a_verb_each(tmp_path):
    listed = [line for line in lines(write(tmp_path, LISTED)) if line.startswith("- ")]
    assert listed == [
        "- la mise en vente des logements ;",
        "- le prix :",
        "- 1 650 € par mètre carré",
        "- l'inscription au budget.",
    ]
    assert any(line.endswith("à l'unanimité, décide :") for line in lines(write(tmp_path, LISTED)))


def test_the_marks_of_a_list_may_be_chosen(tmp_path):
    text = "\n".join(lines(write(tmp_path, LISTED, 'formules: {puce: "{rang}°"}')))
    assert "1°\tla mise en vente" in text
    assert "3°\tl'inscription" in text


def test_a_list_has_no_verb_apart():
    with pytest.raises(
        ValueError, match="une liste n'a pas de verbe à part : écrire « APPROUVE » dans le texte"
    ):
        Dispositif.model_validate({"grammaire": "liste", "decisions": [{"APPROUVE": "la convention"}]})


@pytest.mark.parametrize("kind", [ProcesVerbal, Registre, Projet], ids=lambda kind: kind.__name__)
def test_other_papers_print_the_list_too(tmp_path, kind):
    acte = load(write(tmp_path, LISTED))
    (paper,) = kind.papers_of(acte.seance, (acte,))
    text = Reader(render(paper).to_bytes()).text().replace("\u00a0", " ")
    assert "- la mise en vente des logements ;\n- le prix :" in text


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Syndicat mixte", "syndicat_mixte"),
        ("Communauté d'agglomération", "communaute_d_agglomeration"),
        ("CCAS", "ccas"),
    ],
)
def test_a_choice_is_read_with_its_accents_and_spaces(typed, read):
    body = {"nom": "Ormeval", "nature": typed, "departement": "03"}
    found = Collectivite.model_validate(body)
    assert found.nature == read


def test_what_is_no_choice_is_refused_with_the_nearest():
    with pytest.raises(ValueError, match="syndica"):
        Collectivite.model_validate({"nom": "Ormeval", "nature": "syndicat des eaux"})


@pytest.mark.parametrize("typed", ["arrivée", "Arrivée", "arrivee"])
def test_an_arrival_is_read_as_french_writes_it(tmp_path, typed):
    path = write(tmp_path, f"rang: 2\n{PASSED}")
    moved = f"president: BRUNEL\n  mouvements: [{{membre: CASTEL, sens: {typed}, point: 2}}]"
    path.write_text(path.read_text(encoding="utf-8").replace("president: BRUNEL", moved), encoding="utf-8")
    assert "Arrivée de Monsieur Bruno CASTEL, avant l'examen du présent point." in lines(path)


FUNCTIONS = {
    "2e adjointe à la culture": "adjoint",
    "Conseillère municipale déléguée": "conseiller municipal délégué",
    "1re vice-présidente, chargée des finances": "vice-président",
    "troisième adjoint": "adjoint",
    "Maire": "maire",
    "Maire déléguée de Vy": "maire délégué",
    "Président de la commission": "président",
    "trésorier": "trésorier",
}


@pytest.mark.parametrize("typed", FUNCTIONS)
def test_a_function_is_told_without_rank_matter_or_gender(typed):
    assert bare(typed) == FUNCTIONS[typed]


def test_members_are_listed_by_function_under_agreed_headings(tmp_path):
    formules = 'formules: {presents: "{presents_par_fonction}", membre: "{nom}"}'
    path = write(tmp_path, PASSED, formules)
    text = path.read_text(encoding="utf-8").replace("M. Bruno CASTEL", "'M. Bruno CASTEL, 1er adjoint'")
    path.write_text(
        text.replace("Mme Alice BRUNEL", "'Mme Alice BRUNEL, 2e adjointe à la voirie'"), encoding="utf-8"
    )
    assert "adjoints : BRUNEL, CASTEL" in lines(path)
    assert "administratrice : DARNAUD" in lines(path)


FIXED = "dispositif: [Les tarifs sont fixés.]\n"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("unanimité", "à l'unanimité, décide :"),
        ("à l'unanimité", "à l'unanimité, décide :"),
        ("{pour: Unanimité}", "à l'unanimité, décide :"),
        (
            "{pour: les autres, contre: [CASTEL]}",
            "2 voix pour et 1 voix contre (M. Bruno CASTEL), décide :",
        ),
        ("{pour: tous, abstentions: 1}", "par 2 voix pour et 1 abstention, décide :"),
        (
            "{mode: secret, pour: les autres, blancs: 1}",
            "0 voix contre et 1 bulletin blanc, décide :",
        ),
    ],
)
def test_votes_of_the_others_are_counted(tmp_path, typed, said):
    path = write(tmp_path, f"{FIXED}scrutin: {typed}\n")
    assert any(line.endswith(said) for line in lines(path))
    assert found(path) == {}


def test_the_others_are_those_who_vote_on_the_item(tmp_path):
    acte = load(write(tmp_path, f"{FIXED}deports: [CASTEL]\nscrutin: unanimité\n"))
    assert (acte.scrutin.pour, acte.deports[0].membre.nom) == (2, "CASTEL")
    parts = "votes_separes: [{objet: A, scrutin: unanimité}, {objet: B, scrutin: {pour: 2, contre: 1}}]"
    acte = load(write(tmp_path, f"{FIXED}{parts}\nscrutin: unanimité\n"))
    assert [vote.scrutin.pour for vote in acte.votes_separes] == [3, 2]


def test_the_others_are_counted_again_at_each_item(tmp_path):
    moved = "president: BRUNEL\n  mouvements: [{membre: CASTEL, sens: depart, point: 2}]"
    counts = []
    for rank in (1, 2):
        path = write(tmp_path, f"rang: {rank}\n{FIXED}scrutin: unanimité\n")
        path.write_text(
            path.read_text(encoding="utf-8").replace("president: BRUNEL", moved), encoding="utf-8"
        )
        counts.append(load(path).scrutin.pour)
    assert counts == [3, 2]


def test_unanimity_and_votes_against_are_refused(tmp_path):
    with pytest.raises(LoadError, match="des voix contre : écrire « pour: les autres »"):
        load(write(tmp_path, f"{FIXED}scrutin: {{pour: unanimité, contre: 1}}\n"))


def test_a_vote_that_was_counted_is_read_again_as_it_was(tmp_path):
    acte = load(write(tmp_path, f"{FIXED}scrutin: {{pour: les autres, contre: [CASTEL]}}\n"))
    assert Deliberation.model_validate_json(acte.model_dump_json()) == acte


@pytest.mark.parametrize(
    "typed", ["DARNAUD à CASTEL", "Mme DARNAUD a donné pouvoir à M. CASTEL", "DARNAUD pouvoir à CASTEL"]
)
def test_a_proxy_is_typed_as_papers_write_it(tmp_path, typed):
    path = write(tmp_path, f"{FIXED}scrutin: unanimité\n")
    given = f"president: BRUNEL\n  pouvoirs: [{typed}]"
    path.write_text(path.read_text(encoding="utf-8").replace("president: BRUNEL", given), encoding="utf-8")
    (proxy,) = load(path).presence.pouvoirs
    assert (proxy.mandant.nom, proxy.mandataire.nom) == ("DARNAUD", "CASTEL")
