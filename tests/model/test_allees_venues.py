"""Headings that tell who came and went during the whole sitting, whichever item they stand above."""

import datetime as dt

from delibgen.model.allees_venues import (
    arrivee,
    debut_du_pouvoir,
    depart,
    fin_du_pouvoir,
    participants,
    tous_pouvoirs,
)
from delibgen.model.formules import Formules
from delibgen.model.seance import Seance
from tests.rules.papers import act, assembly, m, mouvement, ms, pouvoir, sitting

MIDI = dt.time(12, 0)


def test_who_arrives_later_took_part_and_stands_at_his_place_in_the_roll():
    seance = sitting(excuses=ms("I"), mouvements=(mouvement("C", "arrivee", point=2),))
    assert participants(seance)[:4] == ms("ABCD")
    assert m("I") not in participants(seance)


def test_late_ones_stand_last_when_the_sitting_has_an_order_of_its_own():
    seance = sitting(presents=ms("DAB"), mouvements=(mouvement("C", "arrivee", point=2),))
    assert participants(seance) == ms("DABC")


def test_who_leaves_took_part_and_comes_back_without_a_departure():
    out = mouvement("B", "depart", point=2)
    seance = sitting(mouvements=(out, mouvement("B", "arrivee", point=4)))
    assert m("B") in participants(seance)
    assert (arrivee(seance, m("B")), depart(seance, m("B"))) == (None, None)
    assert depart(sitting(mouvements=(out,)), m("B")) == out


def test_proxies_of_the_whole_sitting_are_those_of_the_opening_then_those_given_on_leaving():
    left = mouvement("B", "depart", point=3, heure=MIDI, pouvoir_a=m("A"))
    came = mouvement("J", "arrivee", point=2, heure=dt.time(11, 0))
    seance = sitting(pouvoirs=(pouvoir("J", "C"),), mouvements=(came, left))
    first, second = tous_pouvoirs(seance)
    assert (first.mandant, first.mandataire, first.du_point) == (m("J"), m("C"), None)
    assert (second.mandant, second.mandataire, second.du_point) == (m("B"), m("A"), 3)
    assert (debut_du_pouvoir(seance, first), fin_du_pouvoir(seance, first)) == (None, dt.time(11, 0))
    assert (debut_du_pouvoir(seance, second), fin_du_pouvoir(seance, second)) == (MIDI, None)


def _heading(seance: Seance) -> str:
    return " / ".join(act(seance=seance, rang=1).phrases.lignes_de("{participants}"))


def test_the_words_of_a_member_are_not_kept_from_one_sitting_to_the_next():
    words = assembly(formules=Formules(membre="{nom}[ dès {arrivee.point}][, pouvoir à {pouvoir_a.nom}]"))
    late = sitting(assemblee=words, pouvoirs=(), mouvements=(mouvement("B", "arrivee", point=4),))
    assert f"{m('B').nom} dès 4" in _heading(late)
    assert "dès" not in _heading(sitting(assemblee=words, pouvoirs=()))


def test_every_member_with_his_state_commune_by_commune():
    words = Formules(
        membre="{nom}[ P{?present}][ E{?excuse}][ → {pouvoir_a.nom}]", membres_par="{intitule}: {membres}"
    )
    seance = sitting(assemblee=assembly(formules=words), excuses=ms("I"), pouvoirs=(pouvoir("J", "C"),))
    text = " ".join(act(seance=seance, rang=1).phrases.lignes_de("{membres_par_commune}"))
    assert f"{m('A').nom} P" in text
    assert f"{m('I').nom} E" in text
    assert f"{m('J').nom} → {m('C').nom}" in text
