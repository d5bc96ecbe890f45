"""The law of the day: the same papers, before and after each change."""

import datetime as dt
from dataclasses import replace

import pytest

from delibgen import render
from delibgen.errors import CheckError
from delibgen.model.deliberation import Deliberation, Publicite
from delibgen.rules import RULES, Rule, check
from tests.rules.papers import act, assembly, body, deport, ms, pouvoir, sitting, votes

ONE_DAY = dt.timedelta(days=1)


def of_the_time(day: dt.date) -> Deliberation:
    """Return an act as a town of 5 000 inhabitants made them in 2021, dated of another day.

    A third of the members are there, one holds two proxies, all have signed, an interested member has stayed,
    the act is posted at the mairie only.
    """
    town = assembly(collectivite=body(population_3500=True))
    seance = sitting(
        assemblee=town,
        date=day,
        presents=ms("ABCD"),
        absents=ms("EFGHK"),
        pouvoirs=(pouvoir("J", "C"), pouvoir("I", "C")),
        liste_publiee=day + dt.timedelta(days=9),
    )
    return act(
        seance,
        expose="Ainsi fait et délibéré, les membres présents ayant signé au registre.",
        deports=(deport("D", quitte_la_salle=False),),
        publicite=Publicite(affichage=day + ONE_DAY),
        scrutin=votes(5),
    )


@pytest.mark.parametrize(
    ("day", "codes"),
    [
        (dt.date(2019, 6, 4), {"DG306", "DG327", "DG366", "DG368"}),
        (dt.date(2021, 6, 1), {"DG366", "DG368"}),
        (dt.date(2022, 6, 30), {"DG366", "DG368"}),
        (dt.date(2022, 7, 1), {"DG366", "DG367", "DG369", "DG379"}),
        (dt.date(2022, 7, 31), {"DG366", "DG367", "DG369", "DG379"}),
        (dt.date(2022, 8, 1), {"DG306", "DG327", "DG366", "DG367", "DG369", "DG379"}),
        (dt.date(2025, 12, 21), {"DG306", "DG327", "DG366", "DG367", "DG369", "DG379"}),
        (dt.date(2025, 12, 22), {"DG306", "DG327", "DG367", "DG369", "DG379"}),
    ],
)
def test_an_act_is_checked_by_the_rules_of_its_day(day: dt.date, codes: set[str]):
    assert {finding.code for finding in check(of_the_time(day))} == codes


@pytest.mark.parametrize("law", [law for law in RULES if law.periode != "toujours"], ids=lambda law: law.code)
def test_a_dated_rule_holds_on_its_first_and_last_day_and_not_beyond(law: Rule):
    paper = act() if issubclass(Deliberation, law.kind) else None
    if paper is None or not replace(law, since=dt.date.min, until=dt.date.max).holds(paper, dt.date.min):
        kind = law.kind
        held = [law.holds_for(kind, day, None) for day in (law.since, law.until)]
        assert all(held)
        return
    assert law.holds(paper, law.since)
    assert law.holds(paper, law.until)
    if law.since > dt.date.min:
        assert not law.holds(paper, law.since - ONE_DAY)
    if law.until < dt.date.max:
        assert not law.holds(paper, law.until + ONE_DAY)


def test_what_the_law_of_its_day_blocks_is_not_rendered_unless_the_assembly_says_so():
    refused = of_the_time(dt.date(2024, 6, 4))
    with pytest.raises(CheckError, match="DG327"):
        render(refused)
    town = assembly(
        collectivite=body(population_3500=True),
        regles={"DG327": {"severite": "alerte", "motif": "membres partis après le débat"}},
    )
    seance = refused.seance.model_copy(update={"assemblee": town})
    assert "Réfection de la halle" in render(refused.model_copy(update={"seance": seance})).text
