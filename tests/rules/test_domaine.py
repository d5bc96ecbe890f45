"""Each sentence of the law of the domain reference, part 2, is proved: the table is in ``domaine.py``."""

import datetime as dt
import re
from pathlib import Path

import pytest

from delibgen import french, render
from delibgen.actes.papiers import LettreConvocation, ListeDeliberations, ProcesVerbal
from delibgen.cli.regles import every_rule
from delibgen.errors import Severity
from delibgen.model.acte import Acte
from delibgen.model.assemblee import Presentation
from delibgen.model.deliberation import Deliberation, Publicite
from delibgen.model.scrutin import ModeScrutin, Scrutin, Sort
from delibgen.rules import Rule, check
from tests.conftest import ROOT
from tests.reader import Reader
from tests.rules.cases import BUREAU, CONSEIL_EPCI, EPCI, FAULTS, second
from tests.rules.domaine import ROWS, Row
from tests.rules.papers import (
    MEMBRES,
    SEANCE,
    act,
    articles,
    assembly,
    body,
    decision,
    deport,
    m,
    mouvement,
    ms,
    pouvoir,
    sitting,
    votes,
)
from tests.rules.right import VALID
from tests.rules.test_places import SITUATIONS

TOLD = {what: code for code, what, _ in FAULTS}
RIGHT = {what for what, _ in VALID} | SITUATIONS.keys()
TESTS = "\n".join(path.read_text(encoding="utf-8") for path in Path(ROOT, "tests").rglob("test_*.py"))
UNCHECKED = " ".join(
    (ROOT / "docs" / "exigences.md").read_text(encoding="utf-8").split("n'est pas vérifié")[1].split()
)
LAWS = {law.code: law for law in every_rule()}
ONE_DAY = dt.timedelta(days=1)
THIRD, FOURTH = dt.date(2024, 10, 3), dt.date(2024, 10, 4)
IDS = [f"{row.section} {row.says[:50]}" for row in ROWS]


def words(acte: Acte) -> str:
    """Return what a paper prints, in one line, no-break spaces made plain."""
    return " ".join(Reader(render(acte).to_bytes()).text().split())


def codes(acte: Acte) -> set[str]:
    return {finding.code for finding in check(acte)}


def told_by(what: str) -> set[str]:
    """Return the codes that tell a situation; of a situation tried in every body, those of any of them."""
    return {TOLD[what]} if what in TOLD else set(SITUATIONS[what][1])


@pytest.mark.parametrize("row", ROWS, ids=IDS)
def test_a_sentence_of_the_law_is_proved_and_its_proofs_exist(row: Row) -> None:
    assert row.told or row.right or row.tests or row.unchecked
    for what in row.told:
        assert told_by(what), what
    assert {*row.right} <= RIGHT
    for name in row.tests:
        assert f"def {name}(" in TESTS, name
    assert row.unchecked in UNCHECKED


@pytest.mark.parametrize("row", [row for row in ROWS if row.mark == "M"], ids=lambda row: row.says[:50])
def test_what_the_reference_has_from_memory_never_blocks(row: Row) -> None:
    for code in {code for what in row.told for code in told_by(what)}:
        assert LAWS[code].severity is not Severity.BLOQUANT


def test_every_row_is_a_sentence_of_the_reference_with_its_mark(shared: Path) -> None:
    text = _law(shared)
    for row in ROWS:
        assert row.says in text, row.says
        assert row.section in text
        if row.mark != "✓":
            assert re.search(rf"(?<!\w){row.mark}(?!\w)", text[text.index(row.says) :][:700]), row.says


def _law(shared: Path) -> str:
    text = (shared / "reference" / "domaine.md").read_text(encoding="utf-8")
    return text.partition("\n## 2. ")[2].partition("\n## 3. ")[0]


def test_every_paragraph_of_the_reference_has_its_row(shared: Path) -> None:
    """A bullet, a row of a table, or a paragraph of numbers: each is named by a row at least."""
    body_of = _law(shared)
    parts = [line for line in body_of.split("\n") if re.match(r"- |\| (?!Check|---)|`DM", line)]
    assert len(parts) > 75
    missing = [part[:80] for part in parts if not any(row.says in part for row in ROWS)]
    assert missing == []


ARTICLE = re.compile(r"[LR]\d{3,4}(?:-\d+)+")


@pytest.mark.parametrize("law", every_rule(), ids=lambda law: law.code)
def test_every_article_that_a_rule_cites_was_read_or_is_said_from_memory(law: Rule, shared: Path) -> None:
    """An article that the reference lacks, or marks M, stands in « De mémoire » : the rule cannot block."""
    text = (shared / "reference" / "domaine.md").read_text(encoding="utf-8")
    for article in ARTICLE.findall(law.article) if law.de_memoire != "la règle entière" else ():
        read = re.search(rf"{re.escape(article)}(?![\d-])", text)
        memory = re.search(rf"{re.escape(article)}(?![\d-])[^✓~]{{0,12}}\bM\b", text)
        assert (read and not memory) or article in law.de_memoire, article


# the sitting


def first_sitting(nature: str, organe: str, gap: int) -> set[str]:
    """Return what is told of a first sitting, convened so many days before, of a large body."""
    place = assembly(organe, collectivite=body(nature, population_3500=True))
    return codes(act(sitting(assemblee=place, installation=True, sent=SEANCE - gap * ONE_DAY)))


def test_the_first_sitting_of_an_epci() -> None:
    assert first_sitting("communaute_de_communes", "conseil_communautaire", 5) == {"DG322"}
    assert first_sitting("communaute_de_communes", "conseil_communautaire", 6) == set()


def test_the_first_sitting_of_a_commune() -> None:
    assert first_sitting("commune", "conseil_municipal", 3) == {"DG322"}
    assert first_sitting("commune", "conseil_municipal", 4) == set()


@pytest.mark.parametrize(
    ("day", "sent"),
    [
        (dt.date(2024, 9, 12), dt.date(2024, 9, 6)),  # the seed: a Friday to a Thursday
        (dt.date(2024, 5, 14), dt.date(2024, 5, 8)),  # over a holiday, a Saturday and a Sunday
        (dt.date(2024, 3, 2), dt.date(2024, 2, 25)),  # over 29 February
    ],
)
def test_clear_days_count_every_day_but_the_two(day: dt.date, sent: dt.date) -> None:
    big = assembly(collectivite=body(population_3500=True))
    assert codes(act(sitting(assemblee=big, date=day, sent=sent))) == set()
    late = check(act(sitting(assemblee=big, date=day, sent=sent + ONE_DAY)))
    assert [finding.code for finding in late] == ["DG322"]
    assert french.date_longue(sent) in late[0].suggestion


def test_a_sitting_has_one_notice() -> None:
    """Two acts of one sitting cannot bear two dates (C04, C05): the date is the sitting's."""
    assert "convocation" not in Deliberation.model_fields
    seance = sitting()
    sent = french.date_longue(seance.convocation.date)
    for paper in (act(seance), act(seance, rang=2), ProcesVerbal.of(seance, [act(seance)])):
        assert sent in Reader(render(paper).to_bytes()).text()


@pytest.mark.parametrize(("in_office", "quorum"), [(11, 6), (8, 5), (10, 6), (1, 1), (55, 28)])
def test_a_quorum_is_more_than_half_of_those_in_office(in_office: int, quorum: int) -> None:
    place = assembly(en_exercice=in_office, membres=MEMBRES[:in_office])
    assert sitting(assemblee=place, absents=(), pouvoirs=()).presence().quorum == quorum


def test_a_departure_during_the_item_does_not_spoil_its_quorum() -> None:
    """Six of eleven take the item up; one leaves ten minutes later; the next item has no quorum."""
    left = mouvement("F", "depart", heure=dt.time(19, 40))
    seance = sitting(presents=ms("ABCDEF"), absents=ms("GHIK"), mouvements=(left,))
    taken_up = act(seance, rang=1, heure=dt.time(19, 30), scrutin=votes(7))
    assert codes(taken_up) == set()
    assert codes(act(seance, rang=2, heure=dt.time(19, 45), scrutin=votes(6))) == {"DG327"}


def test_the_second_notice_says_that_it_is_one() -> None:
    seance = second(dt.date(2024, 9, 28))
    notice = words(LettreConvocation.of(seance, [act(seance, scrutin=votes(4))]))
    assert "du 28 septembre 2024, la présente convocation est la seconde" in notice
    assert "sans condition de quorum" in notice


def test_an_irregular_second_proxy_does_not_block() -> None:
    two = act(sitting(pouvoirs=(pouvoir("J", "C"), pouvoir("I", "C"))))
    assert {finding.severity for finding in check(two)} == {Severity.ALERTE}
    assert "n'annule l'acte que s'il change le résultat" in str(check(two)[0])


def test_the_giver_appears_in_both_lists_with_bounds() -> None:
    """She leaves at the third item and gives a proxy (C28, C37): present before, represented after."""
    seance = sitting(mouvements=(mouvement("D", "depart", point=3, pouvoir_a=m("E")),))
    before, after = act(seance, rang=2), act(seance, rang=3)
    assert "Monsieur Denis ESPÉRON pouvoir à" not in words(before)
    assert "Monsieur Denis ESPÉRON" in words(before)
    assert "Monsieur Denis ESPÉRON pouvoir à Madame Emma FAUVEL" in words(after)


# the vote


def test_effective_and_real_votes() -> None:
    """43 who can vote, 3 of them absent, 25 for, 10 against, 5 abstentions (SCDL): at the scale of eleven."""
    acte = act(deports=(deport("D"),), scrutin=votes(6, contre=2, abstentions=1))
    assert codes(acte) == set()
    assert acte.scrutin is not None
    assert (acte.presence.votants, acte.scrutin.votants, acte.scrutin.exprimes) == (9, 9, 8)


def test_a_vote_is_ordinary_by_default() -> None:
    assert Scrutin(pour=3).mode is ModeScrutin.ORDINAIRE


def test_a_single_candidate_is_read_out() -> None:
    """Nothing is put to the vote: minutes and list cannot say « Adoptée »."""
    acte = act(objet="Désignation d'un représentant", scrutin=None, sort_declare=Sort.DESIGNATION)
    assert codes(acte) == set()
    assert acte.issue == "Nomination d'effet immédiat"
    assert acte.adopte
    assert "Nomination d'effet immédiat" in words(ListeDeliberations.of(acte.seance, [acte]))


def test_a_secret_ballot_names_nobody() -> None:
    with pytest.raises(ValueError, match="scrutin secret : aucun nom de votant"):
        votes(ms("ABC"), mode=ModeScrutin.SECRET)
    seance = sitting(presents=ms("ABCDEFGHI"))
    text = words(act(seance, scrutin=votes(6, contre=4, mode=ModeScrutin.SECRET), vote_par_nom=True))
    assert "6 voix pour et 4 voix contre" in text
    assert "contre (" not in text


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"mode": "secret", "demandeurs": 3}, "demandé par 3 membres"),
        (
            {"mode": "public", "demandeurs": 4, "demande": "le quart des présents"},
            "demandé par le quart des présents",
        ),
    ],
)
def test_minutes_say_who_asked_for_a_special_ballot(asked: dict[str, object], said: str) -> None:
    public = asked["mode"] == "public"
    ballot = votes(ms("ABCDEFGHIJ"), **asked) if public else votes(10, **asked)
    acte = act(scrutin=ballot)
    assert said in words(ProcesVerbal.of(acte.seance, [acte]))
    assert said in words(acte)


def test_a_number_of_members_asks_for_no_ordinary_vote() -> None:
    assert votes(10, demandeurs=1).demande is None


# the act


def test_an_extract_prints_its_author_and_the_day_it_was_put_online() -> None:
    mayor = m("A").model_copy(update={"qualite": "Maire"})
    seance = sitting(assemblee=assembly(membres=(mayor, *MEMBRES[1:])), president=mayor)
    text = words(
        act(seance, publicite=Publicite(transmission=dt.date(2024, 10, 3), publication=dt.date(2024, 10, 4)))
    )
    assert "La Maire, Alice BRUNEL" in text
    assert (
        "sa transmission au représentant de l'État le 3 octobre 2024 et sa publication le 4 octobre 2024"
        in text
    )


@pytest.mark.parametrize(
    ("public", "day"),
    [
        (Publicite(publication=FOURTH), None),
        (Publicite(transmission=THIRD), None),
        (Publicite(transmission=THIRD, publication=FOURTH), FOURTH),
        (Publicite(transmission=FOURTH, publication=THIRD), FOURTH),
        (Publicite(publication=FOURTH, transmissible=False), FOURTH),
        (Publicite(notification=FOURTH, transmissible=False), FOURTH),
    ],
)
def test_an_act_is_executory_once_public_and_sent(public: Publicite, day: dt.date | None) -> None:
    assert public.executoire == day


def test_the_appeal_mention_says_who_what_where_when_and_how() -> None:
    text = words(act())
    for piece in (
        "recours pour excès de pouvoir",
        "tribunal administratif de Dijon",
        "dans un délai de deux mois à compter de sa publication",
        "Télérecours citoyens (www.telerecours.fr)",
    ):
        assert piece in text


COURTS = """
Amiens 02 60 80 · Bastia 2A 2B · Besançon 25 39 70 90 · Bordeaux 24 33 47 · Caen 14 50 61
· Cergy-Pontoise 92 95 · Châlons-en-Champagne 08 10 51 52 · Clermont-Ferrand 03 15 43 63
· Dijon 21 58 71 89 · Grenoble 26 38 73 74
· Lille 59 62 · Limoges 19 23 36 87 · Lyon 01 07 42 69 · Marseille 04 05 13 · Melun 77 94
· Montpellier 11 34 66 · Montreuil 93 · Nancy 54 55 88 · Nantes 44 49 53 72 85 · Nice 06
· Nîmes 30 48 84 · Orléans 18 28 37 41 45
· Paris 75 · Pau 32 40 64 65 · Poitiers 16 17 79 86 · Rennes 22 29 35 56 · Rouen 27 76 · Strasbourg 57 67 68
· Toulon 83 · Toulouse 09 12 31 46 81 82 · Versailles 78 91
"""
OVERSEAS = {
    "971": "de la Guadeloupe",
    "972": "de la Martinique",
    "973": "de la Guyane",
    "974": "de La Réunion",
    "975": "de Saint-Pierre-et-Miquelon",
    "976": "de Mayotte",
    "977": "de Saint-Barthélemy",
    "978": "de Saint-Martin",
    "986": "de Wallis-et-Futuna",
    "987": "de la Polynésie française",
    "988": "de Nouvelle-Calédonie",
}


def test_each_departement_has_the_court_of_the_reference() -> None:
    seats = {}
    for row in " ".join(COURTS.split()).split("·"):
        town, *departements = row.split()
        seats |= dict.fromkeys(departements, town)
    assert len(seats) == 96
    for departement, town in seats.items():
        assert french.tribunal(departement) == f"tribunal administratif {french.de(town)}"
    for departement, name in OVERSEAS.items():
        assert french.tribunal(departement) == f"tribunal administratif {name}"


NUMBERS = """
DM20240607028 · 2023/021 · DEL-2023-007 · DEL2023_001 · N°36/2023 · 03-2024 · 14/25-02-20/C · PACU/17-2023 ·
DLvil_2023 02 ADG 001 · n° 13-02-2023 · N° 2022 7 4 · CC02_2023 · DB2024_001 · BC_2023_008 · CP 2023-017 ·
2023_01_26_006 · N°230214 001 · D2023-01-003 · DCM 23.1.49 · 2022-12-21/16 · 2020-02-25 1812 · C 2023/02/1 ·
(n°02/2020-01) · DL-2023-12 · D01 · 181/2022 · 20221214-095 · DEL_20220628_1 · DEL2023-01
"""


@pytest.mark.parametrize("number", [" ".join(number.split()) for number in NUMBERS.split("·")])
def test_each_real_number_is_printed_as_it_is(number: str) -> None:
    acte = act(numero=number)
    assert {finding.severity for finding in check(acte)} <= {Severity.INFORMATION}
    assert number in words(acte)


SUBJECTS = (
    "Budget primitif 2025",
    "Taux de la taxe de séjour",
    "Tarifs de la piscine",
    "Redevance d'assainissement",
    "Compte administratif 2023",
    "Compte financier unique 2023",
    "Inscription d'office d'une dépense au budget",
    "Modification des statuts de la communauté",
    "Adhésion au syndicat des eaux",
    "Délégation de service public de l'eau",
    "Orientations en matière d'aménagement de l'espace",
    "Programme local de l'habitat",
    "Orientation de la politique de la ville",
)


@pytest.mark.parametrize("subject", SUBJECTS)
def test_the_seven_subjects_kept_by_the_council(subject: str) -> None:
    assert "DG392" in codes(act(sitting(assemblee=BUREAU), objet=subject, presidence=m("B")))
    assert "DG621" in codes(decision(assemblee=CONSEIL_EPCI, objet=subject))
    council = assembly("conseil_communautaire", collectivite=EPCI)
    assert not {"DG392", "DG621"} & codes(act(sitting(assemblee=council), objet=subject))
    assert not {"DG392", "DG621"} & codes(decision(objet=subject))


@pytest.mark.parametrize(
    "subject",
    [
        "Emprunt à taux fixe de 800 000 € auprès de la Caisse des dépôts",
        "Emprunt au taux révisable du Livret A",
        "Avenant n° 1 : taux de rémunération du maître d'œuvre",
        "Demande d'une subvention au taux de 40 %",
    ],
)
def test_a_loan_or_a_contract_has_a_rate_that_nobody_fixes(subject: str) -> None:
    assert "DG392" not in codes(act(sitting(assemblee=BUREAU), objet=subject, presidence=m("B")))
    assert "DG621" not in codes(decision(assemblee=CONSEIL_EPCI, objet=subject))


REMEDIES = "Le présent acte peut être contesté devant le tribunal administratif dans un délai de deux mois."


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        (("Le contrat est conclu.", f"Recours : {REMEDIES}"), False),
        (("Le contrat est conclu.", "Le recours à un prestataire est autorisé."), True),
    ],
)
def test_remedies_may_be_an_article_of_the_act(texts: tuple[str, ...], *, told: bool) -> None:
    notified = Publicite(transmission=dt.date(2024, 9, 18), notification=dt.date(2024, 9, 19))
    silent = assembly(presentation=Presentation(recours=False))
    paper = decision(assemblee=silent, publicite=notified, dispositif=articles(*texts))
    assert ("DG714" in codes(paper)) is told


def test_a_vote_is_suggested_with_as_many_as_could_vote() -> None:
    paper = act(scrutin=None)
    (found,) = [finding for finding in check(paper) if finding.code == "DG353"]
    assert f"{{pour: {paper.presence.votants}}}" in found.suggestion


@pytest.mark.parametrize(
    "subject",
    ["Convention de réussite éducative", "Marché de travaux de la médiathèque", "Acquisition d'une parcelle"],
)
def test_other_subjects_may_be_delegated(subject: str) -> None:
    assert codes(act(sitting(assemblee=BUREAU), objet=subject)) == set()
    assert codes(decision(assemblee=CONSEIL_EPCI, objet=subject)) == set()
