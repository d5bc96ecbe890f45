"""Paired timing: every engine in turn in each round, the median of the ratios of the same round."""

import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

Timer = Callable[[], float]
"""Runs something once and returns its cost."""


def clock(work: Callable[[int], object], count: int, *, cpu: bool = False) -> Timer:
    """Return a timer of one document, in milliseconds, over ``count`` of them; ``cpu``: of the processor."""
    now = time.process_time if cpu else time.perf_counter

    def run() -> float:
        start = now()
        for rank in range(count):
            work(rank)
        return (now() - start) * 1000 / count

    return run


@dataclass(frozen=True)
class Rounds:
    """What each engine cost in each round."""

    costs: Mapping[str, list[float]]

    def median(self, name: str) -> float:
        """Return the median cost of an engine."""
        return statistics.median(self.costs[name])

    def ratio(self, slow: str, fast: str) -> float:
        """Return how many times ``slow`` costs what ``fast`` does: the median over the rounds."""
        pairs = zip(self.costs[slow], self.costs[fast], strict=True)
        return statistics.median(one / other for one, other in pairs)


def measure(timers: Mapping[str, Timer], rounds: int) -> Rounds:
    """Run every engine once for nothing, then in turn in each round."""
    costs: dict[str, list[float]] = {name: [] for name in timers}
    for timer in timers.values():
        timer()
    for _ in range(rounds):
        for name, timer in timers.items():
            costs[name].append(timer())
    return Rounds(costs)


def table(title: str, head: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    """Print a Markdown table."""
    print(f"\n## {title}\n")
    print(f"| {' | '.join(head)} |\n|{'---|' * len(head)}")
    for row in rows:
        print(f"| {' | '.join(row)} |")
