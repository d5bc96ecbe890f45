"""How real papers are set, parts 1.2 to 1.5 of the domain reference: said in data, printed as it reads.

A row names a piece of the reference, then where its line is printed: an act of ``papiers_reels`` (its data
and its whole document, which ``test_real_papers.py`` proves word for word), or data written here.
"""

import re
import zipfile
from pathlib import Path

import pytest

from delibgen import check, render
from delibgen.errors import LoadError
from delibgen.model.deliberation import Deliberation
from tests.acceptance.test_real_papers import PAPERS, expected
from tests.acceptance.test_variety import DECIDE, HEADERS, VOTES, read
from tests.conftest import ROOT
from tests.reader import Reader

PRINTED = {path.stem: "\n".join(expected(path)) for path in PAPERS}

Row = tuple[str, str, str]
"""A piece of the reference, the act, a line that it prints."""

BODIES: tuple[Row, ...] = (
    (
        "| Commune | conseil municipal",
        "01-commune-procurations",
        "EXTRAIT DU REGISTRE DES DÉLIBÉRATIONS\ndu conseil",
    ),
    ("conseil communautaire (or", "06-titulaires-suppleants", "du conseil communautaire du Val de Combre"),
    ("conseil communautaire (or", "48-communaute-urbaine", "du conseil de communauté de Grande-Combre"),
    (
        '"Conseil de la métropole"',
        "08-metropole-groupes",
        "Conseil du 1er octobre 2024\nLe Conseil de la Métropole",
    ),
    ('"relevé de décisions"', "05-decision-sur-votants", "RELEVÉ DE DÉCISIONS"),
    ("| EPT (Grand Paris)", "09-ept-tableau", "DÉLIBÉRATION n° 2024-10-01_1752"),
    ("name, presence, power and vote of each member", "09-ept-tableau", "Pouvoir à M. Bruno CASTEL\nPour"),
    (
        '"Extrait des délibérations de la séance du…"',
        "10-commission-permanente",
        "Extrait des délibérations de la séance",
    ),
    (
        '"DÉLIBÉRATION N° CP 2023-017',
        "11-region-commission-permanente",
        "DÉLIBÉRATION N° CP 2024-017\nDU 25 JANVIER",
    ),
    ("no list of members", "11-region-commission-permanente", "SOUTIEN AUX LYCÉES\nVU le code"),
    ('items called "Affaire n° 1"', "12-syndicat-affaire", "Affaire n° 1 – délibération"),
    (
        "named **with their commune**",
        "12-syndicat-affaire",
        "pour la commune de Nervaux : Chloé DARNAUD et Denis",
    ),
    ("half elected, half appointed", "13-ccas", "Membres nommés : M. Denis ESPÉRON, Mme Emma FAUVEL"),
    ("| Arrondissement (Paris, Lyon, Marseille)", "15-arrondissement-voeu", "CONSEIL DU 12e ARRONDISSEMENT"),
)

HEADER: tuple[Row, ...] = (
    (
        "| sovereignty block |",
        "01-commune-procurations",
        "RÉPUBLIQUE FRANÇAISE\nDépartement de l'Yonne\nArrondissement",
    ),
    ('"SESSION ORDINAIRE" (C04)', "24-personnel-assistant", "Session extraordinaire"),
    ('"Page 1 sur 3" + repeated title', "08-metropole-groupes", "2024-1234 → Page 1/1"),
    ("| session date |", "36-homonymes", "Séance du mardi 1er octobre 2024"),
    ("SÉANCE DU 27 FEVRIER 2023", "02-commune-messieurs-mesdames", "SÉANCE DU 1er OCTOBRE 2024"),
    (
        "L'an deux mille vingt-trois",
        "03-commune-objet-en-tete",
        "L'an deux mille vingt-quatre, le premier octobre à dix-huit",
    ),
    ('"lieu habituel de ses séances"', "01-commune-procurations", "dans le lieu habituel de ses séances"),
    (
        "hybrid video + hall (C37)",
        "23-visioconference",
        "Séance tenue en visioconférence entre les sites suivants",
    ),
    ("| number | see 2.9", "48-communaute-urbaine", "Délibération n° 20241001-095"),
    ('"OBJET :", "Objet :"', "03-commune-objet-en-tete", "Objet : Décision modificative n° 1"),
    ("rubric + title on two levels", "48-communaute-urbaine", "OBJET : 7 – FINANCES\nFonds de soutien"),
    ('"RAPPORTEUR :"', "08-metropole-groupes", "rapporteur : Monsieur le 1er vice-président CASTEL"),
    ('"Convocation envoyée le"', "36-homonymes", "Convocation envoyée le 24 septembre 2024"),
    (
        '"Date de convocation :"',
        "02-commune-messieurs-mesdames",
        "Date de convocation du Conseil municipal : 24 septembre",
    ),
    ('"légalement convoqué le"', "25-ajourne", "légalement convoqué le 24 septembre 2024"),
    ('"Affichée le"', "24-personnel-assistant", "Convocation affichée le 25 septembre 2024."),
    ('"Publié le"', "18-polynesie", "publié le 7 octobre 2024"),
    ('"Nombre de membres du Bureau : 41"', "36-homonymes", "Nombre de membres du conseil municipal : 5"),
    ('"Afférents au conseil : 50', "24-personnel-assistant", "Afférents au conseil : 12 – En exercice : 11"),
    (
        "with resigned and deceased (C54)",
        "17-alsace-moselle",
        "Sièges vacants : M. René DUC (démissionnaire).",
    ),
    (
        '"présents titulaires : 45',
        "06-titulaires-suppleants",
        "présents titulaires : 8 – présents suppléants : 1",
    ),
    (
        '"Nombre de présents participant au vote" (seed)',
        "36-homonymes",
        "Nombre de présents participant au vote : 5",
    ),
    ('"Ayant pris part au vote : 53', "07-majorite-absolue", "Ayant pris part au vote : 10 (9 + 1 pouvoir)"),
    (
        "| powers | pouvoirs · procurations · mandats",
        "13-ccas",
        "Avaient donné mandat : M. Farid GHAZI à M. Denis",
    ),
    ('"Excusés représentés"', "06-titulaires-suppleants", "EXCUSÉS REPRÉSENTÉS : M. Jules KERVELLA"),
    ('"représentée par"', "21-commune-nouvelle", "Jules KERVELLA représenté par Hugo IMBERT"),
    ('"X (pouvoir à Y)"', "01-commune-procurations", "Jules KERVELLA (pouvoir à Bruno CASTEL)"),
    ("| absent | absents · excusés", "17-alsace-moselle", "M. Farid GHAZI (excusé)"),
    ('"non représentés"', "06-titulaires-suppleants", "EXCUSÉS NON REPRÉSENTÉS : Mme Irène JOUVET"),
    ('"Quorum : 18" (C35)', "24-personnel-assistant", "Quorum : 6"),
    ('"Le quorum étant atteint"', "24-personnel-assistant", "Le quorum étant atteint, la séance est ouverte"),
    (
        "**two secretaries** (C42)",
        "07-majorite-absolue",
        "Chloé DARNAUD et Denis ESPÉRON sont nommés secrétaires",
    ),
    (
        '"Assistait également à la réunion',
        "24-personnel-assistant",
        "Assistait également à la réunion : Mme Odile FERRAND",
    ),
    ("arrivals/departures by clock", "37-sorties", "Arrivée de Mme Katia LORIOL à 19 h 07."),
    (
        "| vote counts in header |",
        "48-communaute-urbaine",
        "Exprimés 8 | Pour 8 | Contre – | Abstention 1 | NPPV 2",
    ),
)

BODY: tuple[Row, ...] = (
    (
        "*dûment / légalement / régulièrement*",
        "01-commune-procurations",
        "régulièrement convoqué le vingt-quatre septembre",
    ),
    (
        "*dûment / légalement / régulièrement*",
        "02-commune-messieurs-mesdames",
        "dûment convoqué, s'est réuni en session",
    ),
    (
        "short form without date in C23",
        "10-commission-permanente",
        "la Commission permanente s'est assemblée au lieu",
    ),
    (
        'secretary ("a été désigné(e) / élu(e) / nommé(e)',
        "02-commune-messieurs-mesdames",
        "a été élu secrétaire de séance",
    ),
    ('rapporteur, expose :"', "47-cias-prend-acte", "M. Bruno CASTEL, 1er vice-président, expose :"),
    (
        '"Ceci exposé," (C49)',
        "40-signature-par-delegation",
        "Le Conseil, ceci exposé, après en avoir délibéré, DÉLIBÈRE",
    ),
    (
        '"VU" in capitals (C25 C35)',
        "03-commune-objet-en-tete",
        "VU le code général des collectivités territoriales,",
    ),
    ("lui donnant délégation", "10-commission-permanente", "1er juillet 2021 lui donnant délégation ;"),
    ('"Considérant que …"', "03-commune-objet-en-tete", "CONSIDÉRANT qu'il convient d'ajuster"),
    (
        '"Le Bureau, après en avoir délibéré, décide :" (seed)',
        "44-bureau-presents-colonne",
        "après en avoir délibéré, à",
    ),
    (
        '"Ouï l\'exposé de son 1er vice-président" (C47)',
        "48-communaute-urbaine",
        "Ouï l'exposé de son 1er vice-président,",
    ),
    (
        'infinitives after "décide :" with elision',
        "05-decision-sur-votants",
        "décide de :\n- d'autoriser la garantie",
    ),
    (
        "3rd person present in capitals",
        "04-votes-barres",
        "APPROUVE l'acquisition de la parcelle ;\nAUTORISE Madame la Maire",
    ),
    ('numbered verbs "1. ACCEPTE', "08-metropole-groupes", "1. → APPROUVE la tarification ;\n2. → AUTORISE"),
    ('articles — "Article 1er', "10-commission-permanente", "Article 1er : Une subvention est attribuée"),
    ('"Article unique :"', "20-collectivite-unique", "Article unique : Le tarif est modifié"),
    ("before or after the dispositif, or both", "08-metropole-groupes", "à signer.\nAdopté par 7 voix pour"),
    ("before or after the dispositif, or both", "04-votes-barres", "SE SONT ABSTENUS : /\nAPPROUVE"),
    (
        "Notification/publication clauses",
        "19-assemblee-de-province",
        "La présente délibération sera transmise",
    ),
    (
        '"Fait et délibéré les jour, mois et an susdits"',
        "03-commune-objet-en-tete",
        "Ainsi fait et délibéré les jour, mois",
    ),
    ('"Pour copie conforme au registre"', "03-commune-objet-en-tete", "Pour copie conforme au registre,"),
    (
        '"Extrait certifié conforme et exécutoire"',
        "40-signature-par-delegation",
        "Pour extrait certifié conforme et exécutoire,",
    ),
    (
        '"Signé électroniquement par : …',
        "10-commission-permanente",
        "Signé électroniquement par : Alice BRUNEL\nDate de sig",
    ),
    (
        '"Pour le Maire et par délégation, Directrice',
        "40-signature-par-delegation",
        "Pour le Maire et par délégation\nDirectrice",
    ),
    (
        '"Certifié exécutoire compte tenu',
        "03-commune-objet-en-tete",
        "Certifié exécutoire compte tenu de la transmission en",
    ),
    ("**Voies et délais de recours** (2.8)", "46-recours-complet", "d'un recours gracieux devant le maire"),
    (
        "Matières de l'acte : 8.8-Environnement",
        "46-recours-complet",
        "2024_10_01_001 – Matière de l'acte : 8.8",
    ),
)

VOTED: tuple[Row, ...] = (
    (
        "| à l'unanimité · à l'unanimité des présents",
        "45-main-levee-unanimite",
        "à l'unanimité des 10 votants",
    ),
    (
        "**des suffrages exprimés**",
        "10-commission-permanente",
        "Adopté à l'unanimité des suffrages exprimés, par 7 voix",
    ),
    ("38 votes pour, dont 3 procurations", "39-amendement", "par 8 voix pour (dont 1 procuration)"),
    (
        "2 votes contre, M. MAILLER, M. SY",
        "39-amendement",
        "2 voix contre (M. Denis ESPÉRON, Mme Katia LORIOL)",
    ),
    (
        '"à la majorité absolue (49 voix Pour',
        "07-majorite-absolue",
        "à la majorité absolue (8 voix Pour et 2 abstentions : Emma",
    ),
    ('"à 15 voix pour, 10 voix contre', "15-arrondissement-voeu", "7 voix pour, 3 voix contre, 1 abstention"),
    (
        '"46 voix Pour, 1 abstention et 5 ne prenant',
        "48-communaute-urbaine",
        "1 abstention et 2 ne prenant pas part au vote",
    ),
    (
        '"ONT VOTE POUR : 14',
        "04-votes-barres",
        "ONT VOTÉ POUR : 11\nONT VOTÉ CONTRE : /\nSE SONT ABSTENUS : /",
    ),
    ('"DECISION (par 34 voix POUR', "05-decision-sur-votants", "0 ABSTENTION(S), sur 11 VOTANTS)"),
    (
        "Table of every member with P / C / NPPV",
        "09-ept-tableau",
        "Monsieur Hugo IMBERT (Vy)\nPrésent\nNe prend pas part",
    ),
    (
        "Pour : list of the names of those in favour",
        "32-scrutin-public",
        "Ont voté POUR : BRUNEL A., CASTEL B.",
    ),
    (
        "| Présents ou représentés 40 · Exprimés 40",
        "48-communaute-urbaine",
        "Présents ou représentés 11 | Exprimés 8 | Pour 8",
    ),
    ("| secret ballot: bulletins trouvés", "30-election-tours", "Bulletins trouvés dans l'urne\n11"),
    ("a obtenu 32 voix", "30-election-tours", "A obtenu le nombre de voix requis : Madame Emma FAUVEL."),
    (
        "| PREND ACTE (no vote, or a vote",
        "28-prend-acte-dob",
        "par un vote à l'unanimité,\nPREND ACTE de la tenue",
    ),
    ("| PREND ACTE (no vote, or a vote", "47-cias-prend-acte", "entendu cet exposé,\nPREND ACTE du rapport"),
    ('"Point reporté à une prochaine séance"', "25-ajourne", "Point reporté à une prochaine séance."),
    ("| Motion / vœu put to the vote", "33-motion", "à l'unanimité :\nDEMANDE le maintien de la maternité ;"),
    ("| Motion / vœu put to the vote", "15-arrondissement-voeu", "ÉMET LE VŒU que la Ville renforce"),
)

FORMES = (*BODIES, *HEADER, *BODY, *VOTED)


@pytest.mark.parametrize(
    ("says", "stem", "line"), FORMES, ids=[f"{says[:40]} {stem}" for says, stem, _ in FORMES]
)
def test_a_real_act_prints_what_the_reference_reads(says: str, stem: str, line: str) -> None:
    assert line in PRINTED[stem]


FORMULES = "formules:\n      {}: {}"
"""One formula of the assembly, in the act's file."""


def formule(name: str, text: str) -> dict[str, str]:
    return {"assemblee": FORMULES.format(name, f'"{text}"')}


VOTED_AND_PUBLISHED = (
    f"{DECIDE}scrutin: {{pour: 7}}\npublicite: {{affichage: 02/10/2024, publication: 04/10/2024}}"
)

WRITTEN: dict[str, tuple[dict[str, str], str]] = {
    '"Date de mise en ligne de l\'acte" (C15 C58)': (
        {
            **formule(
                "executoire", "Affichée le {affichage}, date de mise en ligne de l'acte : {publication}"
            ),
            "vote": VOTED_AND_PUBLISHED,
        },
        "Affichée le 2 octobre 2024, date de mise en ligne de l'acte : 4 octobre 2024",
    ),
    '"présents (y compris ceux ayant donné procuration) : 28"': (
        formule(
            "comptes", "présents (y compris ceux ayant donné procuration) : {nombre_presents_et_representes}"
        ),
        "présents (y compris ceux ayant donné procuration) : 7",
    ),
    '"formant la majorité des membres en exercice"': (
        formule("quorum", "{nombre_presents} membres présents, formant la majorité des membres en exercice."),
        "6 membres présents, formant la majorité des membres en exercice.",
    ),
    "**or by item number** (C16 C44 C49 C53 C28": (
        HEADERS["arrivée et départ par point (C16, C28)"],
        "GHAZI",
    ),
    '"ENTENDU que" (C10)': (
        {
            **formule("considerant", "ENTENDU {considerant}"),
            "vote": f"considerants: [que la halle menace ruine]\n{DECIDE}scrutin: {{pour: 7}}",
        },
        "ENTENDU que la halle menace ruine",
    ),
    '"Le rapporteur entendu,"': (formule("apres_expose", "Le rapporteur entendu,"), "Le rapporteur entendu,"),
    '"Cet exposé entendu et après en avoir délibéré" (C10)': (
        formule(
            "decision", "Cet exposé entendu et après en avoir délibéré, {assemblee}, {resultat}, décide :"
        ),
        "Cet exposé entendu et après en avoir délibéré, le conseil municipal, à l'unanimité, décide :",
    ),
    '"Le Conseil Municipal après en avoir délibéré À l\'unanimité" (C04)': (
        formule("decision", "Le Conseil Municipal après en avoir délibéré À l'unanimité DÉCIDE"),
        "Le Conseil Municipal après en avoir délibéré À l'unanimité DÉCIDE",
    ),
    "chair left or right, secretary beside it": (
        {"assemblee": "presentation: {secretaire_a_gauche: oui}"},
        "La secrétaire de séance",
    ),
    "the dissenter is the maire himself": (
        {"vote": VOTES["le maire seul contre (C30)"]},
        "1 voix contre (Mme Alice BRUNEL)",
    ),
    "ne prennent pas part au vote en raison de leurs fonctions": (
        {"vote": VOTES["en raison de leurs fonctions (C21)"]},
        "en raison de ses fonctions",
    ),
    '"approuve par 25 voix pour" (no word on the others)': (
        {
            **formule(
                "decision", "{Assemblee}, après en avoir délibéré, approuve par {nombre_pour} voix pour"
            ),
            "vote": f"{DECIDE}scrutin: {{pour: 7}}",
        },
        "approuve par 7 voix pour",
    ),
    "SCRUTIN POUR : 38 · CONTRE : 0": (
        {"assemblee": "presentation: {vote: tableau}"},
        "DONT 1 PROCURATION(S)",
    ),
}


def printed(acte: Deliberation) -> str:
    text = Reader(render(acte).to_bytes()).text().replace("\u00a0", " ")
    return re.sub(r"[ \t]+", " ", text)


@pytest.mark.parametrize("says", WRITTEN)
def test_a_form_without_its_act_is_said_and_printed(says: str, tmp_path: Path) -> None:
    parts, line = WRITTEN[says]
    acte = read(tmp_path, **parts)
    assert [str(finding) for finding in check(acte) if finding.severity != "information"] == []
    assert line in printed(acte)


def test_the_notice_and_who_sent_it_are_named(tmp_path: Path) -> None:
    """« sur la convocation qui leur a été adressée le … par … »."""
    words = (
        "Sur la convocation qui leur a été adressée le {convocation} par {convocation.auteur}, ils siègent."
    )
    acte = read(tmp_path, **formule("ouverture", words))
    assert acte.seance.convocation is not None
    notice = acte.seance.convocation.model_copy(update={"auteur": "Madame la Maire"})
    sent = acte.seance.model_copy(update={"convocation": notice})
    line = "Sur la convocation qui leur a été adressée le 24 septembre 2024 par Madame la Maire, ils siègent."
    assert line in printed(acte.model_copy(update={"seance": sent}))


def test_signatures_change_sides(tmp_path: Path) -> None:
    usual, other = (
        printed(read(tmp_path, assemblee=f"presentation: {{secretaire_a_gauche: {left}}}"))
        for left in ("non", "oui")
    )
    assert usual.index("La Maire,") < usual.index("La secrétaire de séance,")
    assert other.index("La secrétaire de séance,") < other.index("La Maire,")


def test_an_act_has_one_grammar(tmp_path: Path) -> None:
    """« four grammars, never mixed in one act »."""
    mixed = "dispositif: [{d'approuver: le projet}, {AUTORISE: la signature}]\nscrutin: {pour: 7}"
    with pytest.raises(LoadError):
        read(tmp_path, vote=mixed)


ELSEWHERE = {
    "| Bureau of an EPCI |": "test_the_text_of_the_extract_is_the_seed_token_by_token",
    "| Métropole |": "test_papers_name_their_own_assembly_and_no_other",
    "SCRUTIN POUR : 38 · CONTRE : 0": "test_the_text_of_the_extract_is_the_seed_token_by_token",
    "sur la convocation qui leur a été adressée": "test_the_notice_and_who_sent_it_are_named",
    "four grammars, never mixed": "test_an_act_has_one_grammar",
    "chair left or right": "test_signatures_change_sides",
    "**Stamp of the prefecture gateway**": "test_every_template_leaves_room_for_the_stamp",
    "| posting / publication |": "test_the_certificate_says_how_each_act_was_made_public",
    "| changes during the session |": "test_an_arrival_known_by_the_clock_is_told",
    "| place |": "test_a_sitting_in_private_and_by_video_is_told_once_at_its_opening",
}
"""Rows that other tests prove."""


def test_every_template_leaves_room_for_the_stamp() -> None:
    """The gateway lays its stamp over the top of each page: a margin of 15 mm at least."""
    xml = zipfile.ZipFile(ROOT / "templates" / "deliberation.docx").read("word/document.xml").decode()
    tops = [int(top) for top in re.findall(r'<w:pgMar[^>]*w:top="(\d+)"', xml)]
    assert tops
    assert min(tops) >= 15 * 1440 / 25.4


def rows_of(shared: Path) -> list[str]:
    """Return the rows and numbered paragraphs of parts 1.2 to 1.5 of the reference."""
    text = (shared / "reference" / "domaine.md").read_text(encoding="utf-8")
    part = text.partition("\n### 1.2 ")[2].partition("\n## 2. ")[0]
    lines = [line for line in part.split("\n") if re.match(r"\| |\d+\. |   [a-d]\. ", line)]
    heads = ("| Body |", "| Field |", "| Wording |")
    return [line for line in lines if not line.startswith(heads)]


def test_each_row_of_the_reference_has_its_line(shared: Path) -> None:
    pieces = [*(says for says, *_ in FORMES), *WRITTEN, *ELSEWHERE]
    rows = rows_of(shared)
    assert len(rows) > 60
    missing = [row[:70] for row in rows if not any(piece in row for piece in pieces)]
    assert missing == []


def test_each_piece_is_of_the_reference(shared: Path) -> None:
    text = (shared / "reference" / "domaine.md").read_text(encoding="utf-8")
    assert [says for says in (*(says for says, *_ in FORMES), *WRITTEN) if says not in text] == []


def test_tests_that_prove_a_row_exist() -> None:
    tests = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    assert [name for name in ELSEWHERE.values() if f"def {name}(" not in tests] == []
