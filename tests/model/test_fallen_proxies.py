"""A proxy is exercised while its holder is there; who gave it is absent afterwards."""

from delibgen import render
from tests.reader import Reader
from tests.rules.papers import act, m, mouvement, ms, pouvoir, sitting, votes


def test_the_giver_is_absent_once_the_holder_has_left():
    seance = sitting(mouvements=(mouvement("C", "depart", point=2),))
    before, after = act(seance, rang=1).presence, act(seance, rang=2).presence
    assert (before.representes, before.absents, before.votants) == (ms("J"), ms("K"), 10)
    assert (after.representes, after.absents, after.votants) == ((), ms("KCJ"), 8)
    assert [p.mandant for p in after.tombes] == [m("J")]


def test_the_proxy_holds_again_when_the_holder_comes_back():
    moved = (mouvement("C", "depart", point=2), mouvement("C", "arrivee", point=3))
    back = act(sitting(mouvements=moved), rang=3).presence
    assert (back.representes, back.tombes, back.votants) == (ms("J"), (), 10)


def test_a_proxy_passed_on_by_the_giver_s_departure_falls_too():
    moved = (mouvement("D", "depart", point=2, pouvoir_a=m("E")), mouvement("E", "depart", point=3))
    gone = act(sitting(mouvements=moved), rang=3).presence
    assert gone.absents == ms("KDE")
    assert gone.votants == 8


def test_a_proxy_that_has_ended_leaves_its_giver_absent():
    ended = act(sitting(pouvoirs=(pouvoir("J", "C", au_point=1),)), rang=2).presence
    assert (ended.representes, ended.absents, ended.tombes) == ((), ms("KJ"), ())


def test_a_holder_who_never_came_is_still_a_fault():
    never = act(sitting(pouvoirs=(pouvoir("J", "K"),))).presence
    assert (never.tombes, [p.mandataire for p in never.pouvoirs]) == ((), [m("K")])


def test_the_extract_prints_the_giver_among_the_absents():
    seance = sitting(mouvements=(mouvement("C", "depart", point=2),))
    text = Reader(render(act(seance, rang=2, scrutin=votes(8))).to_bytes()).text().replace("\u00a0", " ")
    assert "pouvoir à Madame Chloé DARNAUD" not in text
    assert "Jules KERVELLA" in text
