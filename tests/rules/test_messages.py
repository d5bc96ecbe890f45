"""What the findings say: both numbers, how they are made, who is meant; and what they hold against."""

import datetime as dt
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from delibgen.errors import Finding, Severity
from delibgen.model.acte import Article
from delibgen.model.deliberation import Comptes, Deliberation
from delibgen.model.membre import Civilite, Membre
from delibgen.model.scrutin import Scrutin
from delibgen.model.seance import Convocation, Deport, Mouvement, Pouvoir
from delibgen.rules import check
from tests.rules.papers import act, assembly, body, deal, deport, m, ms, pouvoir, schedule, sitting, votes


def only(acte: Deliberation) -> Finding:
    """Return the one finding of an act."""
    (finding,) = check(acte)
    return finding


def plain(text: str) -> str:
    """Return a text with ordinary spaces."""
    return text.replace("\u00a0", " ")


def test_a_declared_count_is_told_with_the_computed_one_and_how_it_is_made():
    finding = only(act(declares=Comptes(votants=11)))
    assert finding.path == "declares.votants"
    assert plain(finding.message) == "11 déclarés, 10 calculés : 9 présents + 1 pouvoir"
    assert finding.severity is Severity.BLOQUANT


@pytest.mark.parametrize("field", sorted(Comptes.model_fields))
def test_every_declared_count_is_compared(field: str):
    assert only(act(declares=Comptes.model_validate({field: 999}))).path == f"declares.{field}"


def test_missing_votes_are_told_with_the_names_of_those_whose_vote_no_list_names():
    scrutin = Scrutin.model_validate({"pour": ms("ABCDEFG"), "contre": ms("H"), "abstentions": ms("J")})
    finding = only(act(scrutin=scrutin))
    assert "9 voix, pour 10 votants (9 présents + 1 pouvoir) : 1 de moins" in plain(finding.message)
    assert finding.message.endswith("sans vote nommé : Madame\u00a0Irène JOUVET")


@pytest.mark.parametrize(
    ("letter", "why"), [("K", "est absente sans pouvoir"), ("J", "son pouvoir n'est pas exercé")]
)
def test_a_vote_that_cannot_be_is_told_with_the_reason(letter: str, why: str):
    finding = check(act(deports=(deport("C"),), scrutin=votes(7, contre=ms(letter))))[1]
    assert finding.code == "DG332"
    assert why in finding.message


def test_a_late_notice_is_told_with_the_last_day_that_was_right():
    finding = only(act(sitting(sent=dt.date(2024, 9, 28))))
    assert "2 jours francs, 3 au moins" in finding.message
    assert "27 septembre 2024" in plain(finding.suggestion)


def test_the_quorum_is_told_with_its_numbers():
    finding = only(act(sitting(presents=ms("ABCDE"), absents=ms("FGHIK")), scrutin=votes(6)))
    assert finding.message.startswith("quorum non atteint : 5 présents (les pouvoirs ne comptent pas), 6 au")
    assert finding.severity is Severity.BLOQUANT


def test_an_unknown_person_is_told_with_the_closest_member():
    wrong = Membre(civilite=Civilite.MADAME, prenom="Katja", nom="LORIOL")
    (finding,) = check(act(sitting(secretaires=(m("B"), wrong))))
    assert finding.suggestion == "vouliez-vous dire « Katia LORIOL » ?"


def test_each_amount_to_complete_is_listed():
    table = schedule({"commune de Combreval": (None, 1), "commune d'Ivry-le-Bas": (None, None)})
    article = Article(texte="Le contrat d'engagement républicain.", echeancier=True)
    (finding,) = check(deal(articles=(article,), echeancier=table))
    assert plain(finding.message) == (
        "3 montants à compléter : commune de Combreval (2025) ; commune d'Ivry-le-Bas (2025, 2026)"
    )


def test_a_movement_without_a_place_blocks_and_the_other_rules_still_speak():
    lost = Mouvement(membre=m("K"), sens="arrivee", heure=dt.time(19, 7))
    findings = check(act(sitting(mouvements=(lost,), jour="lundi"), declares=Comptes(votants=3)))
    assert [finding.code for finding in findings] == ["DG300", "DG320"]
    assert "Madame\u00a0Katia LORIOL" in findings[0].message


def test_a_member_given_once_with_a_capacity_and_once_without_is_one_person():
    plain, mayor = m("A"), m("A").model_copy(update={"qualite": "Maire"})
    assert plain != mayor
    assert check(act(sitting(president=mayor))) == []
    twice = act(sitting(presents=ms("ABCDEFGHI"), absents=(m("K"), mayor)))
    assert only(twice).code == "DG302"


def seed_like(count: int = 41) -> Deliberation:
    """Return a Bureau with the numbers of the seed, and invented names."""
    roll = tuple(
        Membre(civilite=Civilite.MADAME, prenom=f"Prénom{rank}", nom=f"NOM{'ABCDEFGHIJ'[rank % 10]}")
        for rank in range(count)
    )
    bureau = assembly("bureau", collectivite=body("metropole", departement="21"), membres=roll)
    seance = sitting(
        assemblee=bureau,
        date=dt.date(2024, 9, 12),
        jour="jeudi",
        convocation=Convocation(date=dt.date(2024, 9, 6)),
        president=roll[0],
        secretaires=(roll[1],),
        absents=roll[-3:],
        pouvoirs=tuple(Pouvoir(mandant=roll[-4 - n], mandataire=roll[1 + n]) for n in range(6)),
    )
    return act(seance, scrutin=votes(count - 3))


def test_the_numbers_of_the_seed_give_no_finding():
    declared = Comptes(presents=32, presents_votants=32, pouvoirs=6, absents=9, en_exercice=41, votants=38)
    assert check(seed_like().model_copy(update={"declares": declared})) == []


letters = st.text("ABCDEFGHIJK", max_size=11)
one = st.sampled_from("ABCDEFGHIJK")


@st.composite
def any_act(draw: Callable[[st.SearchStrategy[str]], str]) -> Deliberation:
    """Return an act whose lists are drawn at random, most often absurd."""
    number = st.integers(0, 12)
    seance = sitting(
        presents=ms(draw(letters)),
        absents=ms(draw(letters)),
        excuses=ms(draw(letters)),
        pouvoirs=tuple(pouvoir(draw(one), draw(one)) for _ in range(int(draw(number)) // 4)),
        president=m(draw(one)),
        secretaires=ms(draw(letters)),
    )
    scrutin = votes(int(draw(number)), contre=ms(draw(letters)), abstentions=int(draw(number)))
    return act(seance, scrutin=scrutin, deports=tuple(Deport(membre=who) for who in ms(draw(letters))))


@settings(max_examples=150, deadline=None)
@given(any_act())
def test_no_data_however_absurd_make_a_rule_raise(acte: Deliberation):
    assert all(isinstance(finding, Finding) for finding in check(acte))


@settings(max_examples=150, deadline=None)
@given(any_act())
def test_what_does_not_block_prints_numbers_that_add_up(acte: Deliberation):
    if any(finding.severity is Severity.BLOQUANT for finding in check(acte)):
        return
    presence = acte.presence
    assert acte.scrutin is not None
    assert acte.scrutin.votants <= presence.votants <= presence.en_exercice
    assert presence.president.cle in presence.cles_presents
