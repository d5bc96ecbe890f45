"""Votes on parts of an item, and several elections in one: each is looked at, and named where it stands."""

import pytest

from delibgen.errors import Finding
from delibgen.model.deliberation import Deliberation
from delibgen.model.scrutin import ModeScrutin, Scrutin, Tour, VoteSepare
from delibgen.rules import check
from tests.rules.papers import act, body, m, sitting, tour, votes

VICE = "Élection du deuxième vice-président"


def apart(objet: str, vote: Scrutin, **more: object) -> Deliberation:
    """Return the deliberation with one vote on a part of it."""
    return act(votes_separes=(VoteSepare(objet=objet, scrutin=vote),), **more)


def elected(who: str, *tours: Tour) -> Scrutin:
    """Return the ballot of an election."""
    return Scrutin(mode=ModeScrutin.SECRET, tours=tours, elus=(m(who).nom_complet,))


def found(acte: Deliberation, code: str) -> list[Finding]:
    return [finding for finding in check(acte) if finding.code == code]


def test_too_many_voices_on_an_amendment_are_told_at_this_vote() -> None:
    (finding,) = found(apart("Amendement n° 1", votes(11)), "DG330")
    assert finding.path == "votes_separes[0].scrutin"
    assert "= 11 voix, pour 10\u00a0votants" in finding.message
    assert not found(apart("Amendement n° 1", votes(10)), "DG330")


def test_both_votes_are_told_when_both_have_too_many_voices() -> None:
    acte = apart("Amendement n° 1", votes(12), scrutin=votes(11))
    assert [finding.path for finding in found(acte, "DG330")] == ["scrutin", "votes_separes[0].scrutin"]


def test_an_item_without_a_vote_on_the_whole_still_has_those_on_its_parts() -> None:
    acte = apart("Chapitre 011", votes(11), scrutin=None)
    assert [finding.path for finding in found(acte, "DG330")] == ["votes_separes[0].scrutin"]


def test_in_an_open_syndicat_many_voices_are_an_alert_for_each_vote() -> None:
    base = sitting()
    syndicat = base.assemblee.model_copy(update={"collectivite": body("syndicat_mixte")})
    acte = apart("Amendement n° 1", votes(12), seance=base.model_copy(update={"assemblee": syndicat}))
    assert [finding.path for finding in found(acte, "DG620")] == ["votes_separes[0].scrutin"]
    assert not found(acte, "DG330")


def test_a_second_election_is_looked_at_as_if_it_were_alone() -> None:
    first = elected("D", tour(10, 8, 2))
    acte = apart(VICE, elected("D", tour(10, 4, 6)), scrutin=first)
    (finding,) = found(acte, "DG710")
    assert finding.path == "votes_separes[0].scrutin.elus[0]"
    assert finding.message.startswith(f"{VICE} : ")
    assert m("E").nom_complet in finding.message


def test_a_fault_of_the_first_election_keeps_its_place_beside_a_right_second_one() -> None:
    acte = apart(VICE, elected("E", tour(10, 4, 6)), scrutin=elected("D", tour(10, 4, 6)))
    (finding,) = found(acte, "DG710")
    assert (finding.path, finding.message.startswith(VICE)) == ("scrutin.elus[0]", False)


@pytest.mark.parametrize("code", ["DG345", "DG346", "DG347", "DG710"])
def test_an_ordinary_vote_on_a_part_is_no_election(code: str) -> None:
    acte = apart("Amendement n° 1", votes(10), scrutin=elected("D", tour(10, 8, 2)))
    assert not found(acte, code)


def test_an_elected_person_who_stood_nowhere_is_told_in_the_election_where_he_is() -> None:
    acte = apart(VICE, elected("K", tour(10, 8, 2)), scrutin=elected("D", tour(10, 8, 2)))
    (finding,) = found(acte, "DG346")
    assert finding.path == "votes_separes[0].scrutin.elus[0]"
    assert finding.message == f"{VICE} : {m('K').nom_complet} n'est candidat à aucun tour"
