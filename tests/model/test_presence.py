"""Presence, proxies, chair and voters belong to the item."""

import datetime as dt

import pytest
from pydantic import ValidationError

from delibgen.model.seance import Convocation, Mouvement, Pouvoir
from tests.rules.papers import act, assembly, deport, m, mouvement, ms, pouvoir, sitting


def initials(membres: tuple[object, ...]) -> str:
    """Return the letters of members."""
    return "".join(letter for letter in "ABCDEFGHIJK" for who in membres if who == m(letter))


def test_without_a_list_everybody_is_present_whom_nothing_sets_aside():
    presence = sitting(excuses=ms("I")).presence(1)
    assert initials(presence.presents) == "ABCDEFGH"
    assert initials(presence.absents_sans_pouvoir) == "IK"
    assert initials(presence.representes) == "J"
    assert (presence.nombre_presents, presence.nombre_pouvoirs, presence.votants) == (8, 1, 9)
    assert presence.nombre_absents == 3


def test_the_printed_order_is_that_of_the_list():
    presence = sitting(presents=ms("CAB")).presence(1)
    assert presence.presents == ms("CAB")


def test_an_arrival_by_item_counts_from_that_item_on():
    seance = sitting(mouvements=(mouvement("K", "arrivee", point=3),))
    assert [m("K") in seance.presence(rang).presents for rang in (None, 1, 2, 3, 4)] == [
        False,
        False,
        False,
        True,
        True,
    ]


@pytest.mark.parametrize(
    ("presents", "order"),
    [(None, "ABCDEFGHI"), (ms("CDEFGHIA"), "CDEFGHIAB")],
    ids=["order of the table", "order that « presents » says"],
)
def test_whoever_arrives_stands_at_his_place_in_the_list(presents, order):
    seance = sitting(presents=presents, mouvements=(mouvement("B", "arrivee", point=2),))
    assert [one.nom for one in seance.presence(2).presents] == [m(letter).nom for letter in order]


def test_who_comes_back_stands_at_his_place_again():
    seance = sitting(mouvements=(mouvement("B", "depart", point=2), mouvement("B", "arrivee", point=3)))
    assert seance.presence(3).presents == seance.presence(1).presents


def test_an_arrival_by_the_clock_counts_from_its_minute_on():
    seance = sitting(mouvements=(mouvement("K", "arrivee", heure=dt.time(19, 7)),))
    before, at = dt.time(19, 6), dt.time(19, 7)
    assert m("K") not in seance.presence(1, heure=before).presents
    assert m("K") in seance.presence(1, heure=at).presents


def test_a_movement_by_the_clock_needs_the_hour_of_the_item():
    seance = sitting(mouvements=(mouvement("K", "arrivee", heure=dt.time(19, 7)),))
    with pytest.raises(ValueError, match="Katia LORIOL : indiquer le point, ou l'heure"):
        seance.presence(1)


def test_a_movement_without_a_place_is_refused():
    with pytest.raises(ValidationError, match="indiquer le point ou l'heure"):
        Mouvement(membre=m("K"), sens="arrivee")


def test_whoever_arrives_takes_the_vote_back_from_the_proxy():
    seance = sitting(mouvements=(mouvement("J", "arrivee", point=2),))
    assert seance.presence(1).votants == seance.presence(2).votants == 10
    assert seance.presence(1).nombre_pouvoirs == 1
    assert seance.presence(2).nombre_pouvoirs == 0


def test_whoever_leaves_may_leave_a_proxy():
    seance = sitting(
        mouvements=(
            mouvement("D", "depart", point=2),
            mouvement("E", "depart", point=2, pouvoir_a=m("F")),
        )
    )
    presence = seance.presence(2)
    assert presence.nombre_presents == 7
    assert initials(presence.representes) == "EJ"
    assert initials(presence.absents_sans_pouvoir) == "DK"
    assert presence.votants == 9


def test_a_proxy_holds_between_its_bounds():
    bounded = pouvoir("J", "C", du_point=2, au_point=3)
    assert [bounded.vaut_au_point(rang) for rang in (None, 1, 2, 3, 4)] == [False, False, True, True, False]


def test_a_recused_member_attends_but_does_not_vote():
    presence = sitting().presence(1, deports=(deport("D"),))
    assert m("D") in presence.presents
    assert m("D") not in presence.presents_votants
    assert (presence.votants, presence.nombre_non_votants) == (9, 1)


def test_the_proxy_of_a_recused_holder_falls_with_him():
    presence = sitting().presence(1, deports=(deport("C"),))
    assert presence.pouvoirs
    assert presence.pouvoirs_exerces == ()
    assert presence.votants == 8
    assert m("J").cle not in presence.cles_votants


def test_a_represented_member_may_be_recused():
    presence = sitting().presence(1, deports=(deport("J"),))
    assert presence.nombre_pouvoirs == 0
    assert presence.votants == 9


@pytest.mark.parametrize(("members", "quorum"), [(11, 6), (8, 5), (1, 1), (41, 21), (100, 51)])
def test_the_quorum_is_more_than_half_of_the_members_in_office(members: int, quorum: int):
    seance = sitting(assemblee=assembly(en_exercice=members))
    assert seance.presence(1).quorum == quorum


def test_proxies_do_not_count_for_the_quorum():
    presence = sitting(presents=ms("ABCDE"), absents=ms("FGHIK")).presence(1)
    assert presence.votants == 6
    assert not presence.quorum_atteint


def test_the_item_may_have_its_own_chair():
    assert act(presidence=m("D")).presence.president == m("D")
    assert act().presence.president == m("A")


def test_an_excused_member_who_gave_a_proxy_is_represented():
    presence = sitting(excuses=ms("J")).presence(1)
    assert presence.excuses == ()
    assert initials(presence.representes) == "J"


def test_a_member_with_and_without_capacity_is_one_person_everywhere():
    plain = m("J")
    titled = plain.model_copy(update={"qualite": "1er adjoint"})
    seance = sitting(pouvoirs=(Pouvoir(mandant=titled, mandataire=m("C")),))
    assert plain not in seance.presence(1).presents
    assert seance.presence(1).votants == 10


def test_imposed_heights_hold_for_a_list_of_that_length_only():
    seance = sitting(presents_par_colonne=(4, 3, 2), mouvements=(mouvement("K", "arrivee", point=2),))
    assert seance.presence(1).hauteurs_presents == (4, 3, 2)
    assert seance.presence(2).hauteurs_presents is None


def test_absent_members_and_proxies_make_rows_of_two_columns():
    rows = sitting(absents=ms("IK")).presence(1).lignes_absents
    assert [(row.sans_pouvoir, row.pouvoir is not None) for row in rows] == [(m("I"), True), (m("K"), False)]


def test_a_notice_may_be_a_date_alone():
    assert Convocation.model_validate(dt.date(2024, 9, 6)).date == dt.date(2024, 9, 6)
    text = Convocation.model_validate("6 septembre 2024", context={"texte": True})
    assert (text.date, text.seconde) == (dt.date(2024, 9, 6), False)


def test_an_act_without_a_rank_tells_no_movement():
    """Its state is that of the opening: who came in later is not told before being there."""
    seance = sitting(absents=ms("J"), mouvements=(mouvement("K", "arrivee", point=2),))
    assert [len(act(seance, rang=rang).mouvements) for rang in (None, 1, 2, 3)] == [0, 0, 1, 0]
