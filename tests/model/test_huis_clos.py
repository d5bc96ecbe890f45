"""Sitting in private: which items it covers, and how its vote is told."""

import pytest

from delibgen.model.seance import HuisClos
from tests.rules.papers import act, sitting, votes


@pytest.mark.parametrize(
    ("first", "last", "covered"),
    [
        (None, None, {1, 2, 3, 4}),
        (2, None, {2, 3, 4}),
        (None, 3, {1, 2, 3}),
        (2, 3, {2, 3}),
        (4, 4, {4}),
    ],
)
def test_the_items_between_its_bounds_are_examined_in_private(
    first: int | None, last: int | None, covered: set[int]
) -> None:
    private = HuisClos(du_point=first, au_point=last)
    assert {rank for rank in range(1, 5) if private.couvre(rank)} == covered
    seance = sitting(huis_clos=private)
    told = {rank for rank in range(1, 5) if act(seance, rang=rank).phrases.huis_clos is not None}
    assert told == covered


def test_an_item_without_rank_is_taken_for_the_first() -> None:
    assert HuisClos(au_point=1).couvre(None)
    assert not HuisClos(du_point=2).couvre(None)


def test_its_vote_is_told_when_there_was_one() -> None:
    assert HuisClos().resultat is None
    assert HuisClos(scrutin=votes(8, contre=2)).resultat == "par 8\u00a0voix pour et 2\u00a0voix contre"
