"""Rules that only look at some acts: told with the others, silent for the rest, whatever they do."""

from collections.abc import Iterator

import pytest

from delibgen.model.deliberation import Deliberation
from delibgen.model.scrutin import Sort, VoteSepare
from delibgen.rules import RULES, rule
from delibgen.rules.base import Remarque
from delibgen.rules.occasion import (
    only_if,
    with_annexes,
    with_election,
    with_outcome,
    with_recusals,
)
from delibgen.rules.running import run
from tests.rules.papers import act, votes


@rule("ZZ1", "essai")
def toujours(acte: Deliberation) -> Iterator[Remarque]:
    """Essai."""
    yield "objet", f"toujours : {acte.objet[:1]}", ""


@rule("ZZ0", "essai")
@only_if(with_outcome)
def parfois(acte: Deliberation) -> Iterator[Remarque]:
    """Essai."""
    yield "objet", f"parfois : {acte.sort_declare}", ""


@pytest.mark.parametrize("sort", [None, Sort.ADOPTE])
def test_a_rule_of_an_occasion_is_run_for_its_acts_in_the_order_of_the_list(sort: Sort | None) -> None:
    acte = act(sort_declare=sort)
    expected = ["ZZ0", "ZZ1"] if sort else ["ZZ1"]
    assert [finding.code for finding in run(acte, (parfois, toujours))] == expected
    assert [finding.code for finding in run(acte, (toujours, parfois))] == expected[::-1]
    assert len(parfois(acte)) == len(expected) - 1


@pytest.mark.parametrize("occasion", [with_annexes, with_election, with_outcome, with_recusals])
def test_an_ordinary_act_gives_no_occasion_and_its_rules_find_nothing_in_it(occasion: object) -> None:
    """What ``only_if`` leaves out would have been silent."""
    acte = act(scrutin=votes(10))
    assert not occasion(acte)  # type: ignore[operator]  # one of the four above
    laws = [law for law in RULES if law.occasion is occasion]
    assert laws
    seen = {"acte": (acte,), "acte, presence": (acte, acte.presence)}
    assert [list(law.function(*seen[law.regard.value])) for law in laws] == [[]] * len(laws)


def test_an_election_on_a_part_of_an_item_is_an_occasion() -> None:
    assert with_election(act(votes_separes=(VoteSepare(objet="Amendement n° 1", scrutin=votes(10)),)))
