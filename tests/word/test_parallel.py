"""One compiled template, many acts at once: nothing mixed, the same bytes everywhere, memory that stays."""

import gc
import multiprocessing
import sys
import tracemalloc
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import pytest

from delibgen.word import Image, Template
from tests.word.build import NUMBERING, STYLES, docx, p, table
from tests.word.test_markdown import png

SOURCE = docx(
    p("{{ nom }} {% if logo %}{{ logo }}{% endif %}")
    + p("{%p for x in lignes %}")
    + p("{{ loop.index }} {{ x }} {{ nom }}")
    + p("{%p endfor %}")
    + p("{{p texte | markdown }}")
    + table(("{%tr for x in lignes %}",), ("{{ x }}",), ("{%tr endfor %}",)),
    styles=STYLES,
    numbering=NUMBERING,
)
ACTS = range(200)


def act(rank: int) -> dict[str, object]:
    """Return an act all of whose texts bear its rank; some have an image, some a numbered list."""
    return {
        "nom": f"acte-{rank}",
        "lignes": [f"l{rank}-{i}" for i in range(1, rank % 7 + 2)],
        "texte": f"1. un {rank}\n2. deux {rank}" if rank % 2 else f"Un **mot** {rank}",
        "logo": Image(png(), description="Logo", largeur_mm=5 + rank % 3) if rank % 3 else None,
    }


def rendered(template: Template, rank: int) -> bytes:
    return template.render(act(rank)).to_bytes()


def test_eight_threads_never_mix_acts() -> None:
    template = Template(SOURCE)
    expected = [rendered(Template(SOURCE), rank) for rank in ACTS]
    assert len(set(expected)) == len(expected)
    pace = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as pool:
            assert list(pool.map(lambda rank: rendered(template, rank), ACTS)) == expected
    finally:
        sys.setswitchinterval(pace)


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_processes_make_the_same_bytes(method: str) -> None:
    if method not in multiprocessing.get_all_start_methods():
        pytest.skip(f"{method} n'existe pas ici")
    template, context = Template(SOURCE), multiprocessing.get_context(method)
    with ProcessPoolExecutor(2, mp_context=context) as pool:
        made = list(pool.map(rendered, [template] * 12, range(12), chunksize=6))
    assert made == [rendered(template, rank) for rank in range(12)]


def test_renders_leave_nothing_behind() -> None:
    template = Template(SOURCE)
    sizes = []
    tracemalloc.start()
    try:
        for turns in (60, 60, 240):
            for rank in range(turns):
                rendered(template, rank % 6)
            gc.collect()
            sizes.append(tracemalloc.get_traced_memory()[0])
    finally:
        tracemalloc.stop()
    assert sizes[2] - sizes[1] < 20_000
