"""The preview of the seed's extract: rdocx against LibreOffice with a PDF drawer, in turn.

python -m tests.bench.apercu [ROUNDS]
"""

import statistics
import sys
import time
from collections.abc import Callable

from delibgen import load, render
from delibgen.apercu import DPI, office
from delibgen.apercu.pages import by_rdocx
from tests.conftest import BUREAU


def timed(draw: Callable[[bytes, int], object], data: bytes) -> float:
    start = time.perf_counter()
    draw(data, DPI)
    return time.perf_counter() - start


def main(rounds: int) -> None:
    data = render(load(BUREAU / "actes" / "01-reussite-educative.yaml")).to_bytes()
    timed(by_rdocx, data)
    pairs = [(timed(by_rdocx, data), timed(office.draw, data)) for _ in range(rounds)]
    ratio = statistics.median(slow / quick for quick, slow in pairs)
    quick, slow = (statistics.median(times) for times in zip(*pairs, strict=True))
    print(f"rdocx {quick:.3f} s, LibreOffice {slow:.2f} s, {ratio:.0f} fois")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
