"""What the rules cost, against what validating or writing the same records costs in the same run.

python -m pytest -m bench -s tests/rules/test_speed.py
"""

import itertools
import statistics
import time
from collections.abc import Callable

import pytest

from delibgen.model.deliberation import Deliberation
from delibgen.model.seance import Seance
from delibgen.rules import check
from tests.rules.papers import act, votes
from tests.rules.test_messages import seed_like
from tests.rules.test_properties import PIECES

pytestmark = pytest.mark.bench

_MARK = itertools.count()


def cost(work: Callable[[object], object], make: Callable[[], object], count: int = 20) -> float:
    """Return the seconds of processor that ``work`` takes on things that are made beforehand."""
    made = [make() for _ in range(count)]
    start = time.process_time()
    for one in made:
        work(one)
    return (time.process_time() - start) / count


def ratio(slow: Callable[[], float], fast: Callable[[], float], rounds: int = 9) -> float:
    """Return how many times ``slow`` costs what ``fast`` does: the median over rounds that run both."""
    slow(), fast()
    return statistics.median(slow() / fast() for _ in range(rounds))


def item(seance: Seance) -> Deliberation:
    """Return an item that nobody has met."""
    return act(seance, objet=f"Point {next(_MARK)}", scrutin=votes(seance.presence().votants))


def of_known_sitting(members: int) -> float:
    """Return the cost of checking one more item of a sitting."""
    seance = seed_like(members).seance
    check(item(seance))
    return cost(check, lambda: item(seance), 100)


def of_new_sitting(members: int) -> float:
    """Return the cost of checking the first item of a sitting."""
    return cost(check, lambda: seed_like(members))


def validation(members: int) -> float:
    """Return the cost of reading the same act from plain data, its sitting included."""
    data = seed_like(members).model_dump()
    return cost(Deliberation.model_validate, lambda: data)


def test_one_more_item_costs_the_same_whatever_the_roll():
    found = ratio(lambda: of_known_sitting(500), lambda: of_known_sitting(100))
    print(f"\ncheck, un point de plus, 500 membres / 100 : {found:.2f}")
    assert found < 1.5


def test_the_first_item_of_a_sitting_costs_in_proportion_of_the_roll():
    found = ratio(lambda: of_new_sitting(500), lambda: of_new_sitting(100))
    print(f"\ncheck, premier point, 500 membres / 100 : {found:.2f}")
    assert found < 7.5


@pytest.mark.parametrize("members", [41, 100])
def test_a_check_costs_less_than_reading_the_data(members: int):
    first = ratio(lambda: of_new_sitting(members), lambda: validation(members))
    more = ratio(lambda: of_known_sitting(members), lambda: validation(members))
    print(
        f"\ncheck / lecture des données, {members} membres : {first:.2f} au premier point, {more:.2f} ensuite"
    )
    assert first < 4
    assert more < 1


@pytest.mark.parametrize("piece", [*PIECES, "1 ", "adhesion ", "n°20240101a", "[ ", "un euro "])
def test_a_text_twice_as_long_is_read_in_about_twice_the_time(piece: str):
    """A pattern that goes back over the text would take four times as long."""

    def of_length(length: int) -> float:
        long = (piece * (length // len(piece)))[:length]
        made = itertools.count()
        subject = f"{' '.join(long.split())} x"
        return cost(check, lambda: act(expose=f"{long} {next(made)} x", objet=subject), 3)

    found = ratio(lambda: of_length(100_000), lambda: of_length(50_000), 5)
    print(f"\ncheck, 100 000 caractères / 50 000, « {piece.strip()} » : {found:.2f}")
    assert found < 3.2
