"""Each day on which the law changes: what is told the day before, and on the day itself.

The law of an act is that of its sitting, or of its signature: not of its notice, nor of its publication.
"""

import datetime as dt
from collections.abc import Callable

import pytest

from delibgen.actes.papiers import ProcesVerbal
from delibgen.cli.regles import every_rule
from delibgen.model.acte import Acte, Annexe
from delibgen.model.assemblee import Presentation
from delibgen.model.deliberation import Publicite
from delibgen.model.formules import Formules
from delibgen.model.seance import Convocation, Deport, Visioconference
from delibgen.rules import check
from tests.rules.cases import grant, held
from tests.rules.papers import act, assembly, deal, decision, deport, ms, partie, pouvoir, sitting, votes

ONE_DAY = dt.timedelta(days=1)
Made = Callable[[dt.date], Acte]
D = dt.date


def two_proxies(day: dt.date) -> Acte:
    return act(sitting(date=day, pouvoirs=(pouvoir("J", "C"), pouvoir("I", "C"))))


def a_third(day: dt.date) -> Acte:
    return act(sitting(date=day, presents=ms("ABCD"), absents=ms("EFGHIK")), scrutin=votes(5))


def by_video(day: dt.date) -> Acte:
    return act(sitting(date=day, visioconference=Visioconference()))


def worded(text: str) -> Made:
    return lambda day: act(sitting(date=day), expose=text)


def listed(days: int) -> Made:
    return lambda day: act(sitting(date=day, liste_publiee=day + days * ONE_DAY))


def posted(day: dt.date) -> Acte:
    return act(held(day), publicite=Publicite(affichage=day + ONE_DAY))


def recused(*deports: Deport) -> Made:
    return lambda day: act(sitting(date=day), deports=deports, scrutin=votes(10 - len(deports)))


def representatives(day: dt.date) -> Acte:
    """Two of the six present members of eleven withdraw: six for six, then four for five of nine."""
    two = tuple(deport(who, representant=True) for who in "EF")
    return act(sitting(date=day, presents=ms("ABCDEF"), absents=ms("GHIK")), deports=two, scrutin=votes(5))


def granted(day: dt.date) -> Acte:
    paper = grant(1000, "Objet de la subvention.")
    return paper.model_copy(update={"date": day})


def minutes(day: dt.date) -> Acte:
    seance = sitting(
        date=day, secretaires=ms("B"), pv_arrete=day + 30 * ONE_DAY, pv_publie=day + 38 * ONE_DAY
    )
    return ProcesVerbal.of(seance, [act(seance)])


def unsettled(day: dt.date) -> Acte:
    seance = sitting(date=day, heure=dt.time(18), pv_publie=day + ONE_DAY)
    return ProcesVerbal.of(seance, [act(seance, debats="Un membre demande le prix.")])


def without_secretary(day: dt.date) -> Acte:
    """An extract that neither names the secretary nor has a place for the signature."""
    silent = Presentation(signatures=False)
    place = assembly(presentation=silent, formules=Formules.model_validate({"secretaires": "non"}))
    return act(sitting(date=day, assemblee=place))


SIGNED = "Ainsi fait et délibéré, les membres présents ayant signé au registre."
TURNS: tuple[tuple[str, dt.date, Made, set[str], set[str]], ...] = (
    ("deux pouvoirs", D(2020, 3, 12), two_proxies, {"DG306"}, set()),
    ("deux pouvoirs", D(2022, 8, 1), two_proxies, set(), {"DG306"}),
    ("un tiers des membres", D(2020, 3, 12), a_third, {"DG327"}, set()),
    ("un tiers des membres", D(2022, 8, 1), a_third, set(), {"DG327"}),
    ("visioconférence en commune", D(2020, 3, 12), by_video, {"DG706"}, set()),
    ("visioconférence en commune", D(2022, 8, 1), by_video, set(), {"DG706"}),
    ("les membres ont signé", D(2022, 7, 1), worded(SIGNED), set(), {"DG379"}),
    ("compte rendu affiché", D(2022, 7, 1), worded("Le compte rendu a été affiché."), set(), {"DG379"}),
    ("quatre mois", D(2000, 11, 1), worded("Le silence gardé pendant quatre mois."), set(), {"DG379"}),
    ("liste ou compte rendu", D(2022, 7, 1), listed(8), {"DG368"}, {"DG367"}),
    ("liste ou compte rendu à temps", D(2022, 7, 1), listed(7), set(), set()),
    ("affichée seulement", D(2022, 7, 1), posted, set(), {"DG369"}),
    ("procès-verbal", D(2022, 7, 1), minutes, set(), {"DG604", "DG610"}),
    ("procès-verbal publié sans être arrêté", D(2022, 7, 1), unsettled, set(), {"DG607"}),
    ("secrétaire tu dans l'extrait", D(2022, 7, 1), without_secretary, set(), {"DG712"}),
    ("présidente intéressée", D(2025, 12, 22), recused(deport("A")), {"DG356"}, {"DG357"}),
    ("resté dans la salle", D(2025, 12, 22), recused(deport("D", quitte_la_salle=False)), {"DG366"}, set()),
    ("base du quorum", D(2025, 12, 22), representatives, {"DG329"}, {"DG327"}),
    ("contrat d'engagement républicain", D(2022, 1, 2), granted, set(), {"DG383"}),
)


ELSEWHERE = {"DG640"}
"""Rules of a period rather than of a day: ``test_recueil.py`` has their bounds."""


def codes(acte: Acte) -> set[str]:
    return {finding.code for finding in check(acte)}


@pytest.mark.parametrize(
    ("day", "make", "before", "after"),
    [pytest.param(*turn, id=f"{what}, {turn[0]:%d/%m/%Y}") for what, *turn in TURNS],
)
def test_the_law_turns_on_its_day(day: dt.date, make: Made, before: set[str], after: set[str]) -> None:
    assert codes(make(day - ONE_DAY)) == before
    assert codes(make(day)) == after


def test_every_dated_rule_has_its_turning_day() -> None:
    dated = {law.code for law in every_rule() if law.periode != "toujours"}
    assert dated - ELSEWHERE <= set().union(*(before | after for *_, before, after in TURNS))
    days = {day for _, day, *_ in TURNS}
    for law in every_rule():
        assert law.since == dt.date.min or law.since in days
        assert law.until == dt.date.max or law.until + ONE_DAY in days


def test_the_quorum_printed_turns_with_the_law_of_the_representatives() -> None:
    eve, first = representatives(D(2025, 12, 21)), representatives(D(2025, 12, 22))
    assert (eve.presence.quorum, first.presence.quorum) == (6, 5)
    assert (eve.presence.nombre_presents_quorum, first.presence.nombre_presents_quorum) == (6, 4)


# the day of the sitting, and other days


def test_the_notice_and_the_publication_do_not_choose_the_law() -> None:
    """Convened in June 2022 for July: the law of July. Voted in June, posted in July: that of June."""
    late = sitting(
        date=D(2022, 7, 1), convocation=Convocation(date=D(2022, 6, 20)), liste_publiee=D(2022, 7, 9)
    )
    assert codes(act(late)) == {"DG367"}
    early = held(D(2022, 6, 30))
    assert codes(act(early, publicite=Publicite(affichage=D(2022, 7, 5)))) == set()


def test_a_convention_follows_the_day_of_its_signature_else_that_of_its_act() -> None:
    paper = grant(1000, "Objet de la subvention.")

    def annexed(signed: dt.date | None) -> set[str]:
        annexe = Annexe(titre="Convention", acte=paper.model_copy(update={"date": signed}))
        return codes(act(sitting(date=D(2021, 12, 14)), annexes=(annexe,)))

    assert annexed(None) == set()
    assert annexed(D(2021, 12, 20)) == set()
    assert annexed(D(2022, 1, 10)) == {"DG383"}


def test_an_act_without_a_date_follows_the_law_of_today() -> None:
    parties = (partie("la commune de Combreval"), partie("l'association Les Mots", publique=False))
    assert codes(deal(parties=parties, preambule="Subvention.", articles=deal().articles)) == set()
    assert "DG383" in codes(grant(1000, "Objet de la subvention."))


def test_a_decision_follows_its_own_day() -> None:
    published = Publicite(publication=D(2022, 6, 30))
    assert codes(decision(date=D(2022, 6, 30), publicite=published)) == set()
    assert codes(decision(date=D(2022, 7, 1), publicite=published)) == {"DG609"}


@pytest.mark.parametrize("year", [1999, 2008, 2014, 2019, 2021, 2022, 2024, 2026])
def test_an_ordinary_sitting_is_right_in_every_year(year: int) -> None:
    assert codes(act(sitting(date=D(year, 6, 7)))) == set()


def test_the_missed_quorum_says_who_is_not_counted():
    after = next(f for f in check(representatives(D(2025, 12, 22))) if f.code == "DG327")
    before = [f for f in check(representatives(D(2025, 12, 21))) if f.code == "DG327"]
    assert (
        "4 présents (les pouvoirs ne comptent pas, ni les 2 représentants qui se retirent)" in after.message
    )
    assert before == []
