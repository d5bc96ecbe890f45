"""Every figure of docs/performance.md, measured in one run, as Markdown tables.

    python -m tests.bench [--tours 7] [--documents 30] [--processeur] [--dossier /dev/shm]

Each round runs every engine in turn; a ratio is the median of the ratios of the rounds, so that a machine
that slows down slows them all. The data are those of ``../shared/bench``. ``javascript.py`` has the peers.
"""

import argparse
import itertools
import json
import os
import subprocess
import sys
import tempfile
import time
import warnings
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Literal

from delibgen import Seance, Template, render
from tests.bench import javascript
from tests.bench.deliberation import BENCH, crowd, group_by_state, sitting, typed
from tests.bench.equivalent import typed_template
from tests.bench.timing import Timer, clock, measure, table

DELIB, CONV = BENCH / "delib.docxtpl.docx", BENCH / "conv.docxtpl.docx"
DELIBS, CONVS = BENCH / "delib150.json", BENCH / "conv30.json"
ONCE = Path(__file__).with_name("once.py")
Data = list[dict[str, object]]
_NUMBERS = itertools.count()


def read(path: Path) -> Data:
    """Return the data sets of a file."""
    found: Data = json.loads(path.read_text(encoding="utf-8"))
    return found


def fresh(folder: Path) -> Path:
    """Return the path of a new file: replacing one costs what the disk makes of it, for every engine."""
    return folder / f"{next(_NUMBERS)}.docx"


def raw(template: Path, data: Data, folder: Path) -> Callable[[int], None]:
    """Return what fills a template with raw docxtpl."""
    from docxtpl import DocxTemplate

    def work(rank: int) -> None:
        document = DocxTemplate(template)
        document.render(data[rank % len(data)], autoescape=True)
        document.save(fresh(folder))

    return work


def engine(template: Path, data: Data, folder: Path) -> Callable[[int], None]:
    """Return what fills a template with delibgen's engine."""
    compiled = Template(template)

    def work(rank: int) -> None:
        compiled.render(data[rank % len(data)]).save(fresh(folder))

    return work


def only_written(template: Path, data: Data, folder: Path) -> Callable[[int], None]:
    """Return what writes a document that is ready: what the disk takes of the figures of delibgen."""
    ready = Template(template).render(data[0])

    def work(_: int) -> None:
        ready.save(fresh(folder))

    return work


def acts(
    data: Data,
    folder: Path,
    *,
    sittings: Literal["gardées", "refaites", "une seule"],
    template: Template | None = None,
) -> Callable[[int], None]:
    """Return what builds, checks, renders and saves a typed act; no text is ever met twice.

    ``sittings``: each act is of a sitting built before, or built with it, or all are of the same one.
    """
    kept = [sitting(group_by_state(one)) for one in (data[:1] if sittings == "une seule" else data)]
    turn = itertools.count()

    def work(rank: int) -> None:
        one = data[rank % len(data)]
        seance = sitting(group_by_state(one)) if sittings == "refaites" else kept[rank % len(kept)]
        render(typed(one, seance, f"{next(turn)}"), template).save(fresh(folder))

    return work


def warm(rounds: int, count: int, folder: Path, *, cpu: bool) -> None:
    """Print the cost of one document to a file, in a process that has made others."""
    data, same = read(DELIBS)[:count], Template(typed_template(DELIB))
    works = {
        "docxtpl": raw(DELIB, data, folder),
        "delibgen, le fichier seul": only_written(DELIB, data, folder),
        "delibgen, gabarit de docxtpl": engine(DELIB, data, folder),
        "delibgen, acte typé et toute sa séance": acts(data, folder, sittings="refaites"),
        "delibgen, acte typé, une autre séance à chaque fois": acts(data, folder, sittings="gardées"),
        "delibgen, acte typé, les points d'une séance": acts(data, folder, sittings="une seule"),
        "delibgen, gabarit équivalent, acte et toute sa séance": acts(
            data, folder, sittings="refaites", template=same
        ),
        "delibgen, gabarit équivalent, une autre séance à chaque fois": acts(
            data, folder, sittings="gardées", template=same
        ),
        "delibgen, gabarit équivalent, les points d'une séance": acts(
            data, folder, sittings="une seule", template=same
        ),
        "docxtpl, convention": raw(CONV, read(CONVS), folder),
        "delibgen, convention": engine(CONV, read(CONVS), folder),
    }
    timers: dict[str, Timer] = {name: clock(work, count, cpu=cpu) for name, work in works.items()}
    absent, node = javascript.why_not(), None
    if cpu:
        absent = "seul le temps de processeur de Python est mesuré"
    if not absent:
        node = javascript.Node(DELIB, data, folder)
        timers |= {name: (lambda peer=name: node.run(peer, count)) for name in javascript.PEERS}
    found = measure(timers, rounds)
    if node is not None:
        node.close()
    rows = []
    for name in timers:
        base = "docxtpl, convention" if "convention" in name else "docxtpl"
        peer = "" if absent or "convention" in name else f"{found.ratio('easy-template-x', name):.1f}"
        rows.append((name, f"{found.median(name):.2f}", f"{found.ratio(base, name):.1f}", peer))
    table("À chaud, dans un fichier", ("moteur", "ms", "docxtpl / ceci", "easy-template-x / ceci"), rows)
    if absent:
        print(f"\nModules JavaScript non mesurés : {absent}.")


def in_memory(rounds: int, count: int) -> None:
    """Print the cost of a render in memory against that of deflating what it changed."""
    rows = []
    for name, path, source in (("délibération", DELIB, DELIBS), ("convention", CONV, CONVS)):
        data, compiled = read(source)[:count], Template(path)
        changed = [_changed(compiled.render(one).to_bytes(), compiled) for one in data]

        def deflate(rank: int, changed: list[list[bytes]] = changed) -> None:
            for part in changed[rank % len(changed)]:
                packer = zlib.compressobj(6, zlib.DEFLATED, -15)
                packer.compress(part)
                packer.flush()

        def whole(rank: int, compiled: Template = compiled, data: Data = data) -> None:
            compiled.render(data[rank % len(data)]).to_bytes()

        found = measure({"render": clock(whole, count * 4), "deflate": clock(deflate, count * 4)}, rounds)
        costs = f"{found.median('render'):.3f}", f"{found.median('deflate'):.3f}"
        rows.append((name, *costs, f"{found.ratio('render', 'deflate'):.2f}"))
    table("En mémoire", ("document", "rendu, ms", "compression de ses parties, ms", "rapport"), rows)


def _changed(document: bytes, template: Template) -> list[bytes]:
    """Return the parts that the render wrote."""
    parts = ("word/document.xml", "word/header1.xml", "word/footer1.xml")
    with zipfile.ZipFile(BytesIO(document)) as archive:
        return [archive.read(name) for name in parts]


def growth(rounds: int, *, cpu: bool) -> None:
    """Print what a roll of 500 costs against one of 100: the engine alone, typed acts, rules included."""
    compiled, one = Template(DELIB), read(DELIBS)[0]

    def of(members: int) -> Timer:
        row = {"a": "Madame Jeanne ARÈNE", "b": "Monsieur Paul NOIR", "c": "Madame Zoé d'AUBE"}
        roll = [row] * (members // 3)
        return clock(lambda _: compiled.render({**one, "presents": roll}), 40, cpu=cpu)

    turn = itertools.count()

    def item(seance: Seance) -> None:
        render(typed(one, seance, f"{next(turn)}")).to_bytes()

    def more(members: int) -> Timer:
        seance = crowd(members)
        return clock(lambda _: item(seance), 40, cpu=cpu)

    def first(members: int) -> Timer:
        return clock(lambda _: item(crowd(members)), 10, cpu=cpu)

    works = {"moteur": of, "acte typé, un de plus": more, "acte typé et sa séance": first}
    timers = {f"{name} {count}": work(count) for name, work in works.items() for count in (100, 500)}
    found = measure(timers, rounds)
    rows = [
        (
            name,
            *(f"{found.median(f'{name} {count}'):.2f}" for count in (100, 500)),
            f"{found.ratio(f'{name} 500', f'{name} 100'):.2f}",
        )
        for name in works
    ]
    table(
        "Croissance, en mémoire", ("ce qui est fait", "100 membres, ms", "500 membres, ms", "500 / 100"), rows
    )


def process(command: list[str | Path]) -> Timer:
    """Return a timer of a whole process, in milliseconds; its modules are compiled as by ``pip``."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}

    def run() -> float:
        start = time.perf_counter()
        subprocess.run(command, check=True, env=environment)
        return (time.perf_counter() - start) * 1000

    return run


def processes(rounds: int, folder: Path) -> None:
    """Print the cost of whole processes: one document, then 150."""
    for count in (1, 150):
        timers = {
            name: process([sys.executable, "-W", "ignore", ONCE, name, DELIB, DELIBS, str(count), folder])
            for name in ("docxtpl", "delibgen")
        }
        found = measure(timers, rounds)
        rows = [
            (
                name,
                f"{found.median(name):.0f}",
                f"{found.ratio('docxtpl', name):.2f}",
                f"{found.ratio(name, 'docxtpl'):.2f}",
            )
            for name in timers
        ]
        title = f"Un processus, {count} document{'s' if count > 1 else ''} (gabarit déjà en cache)"
        table(title, ("moteur", "ms", "docxtpl / ceci", "ceci / docxtpl"), rows)


def memory(folder: Path, count: int = 10_000) -> None:
    """Print the resident memory after 2,000 and after 10,000 documents."""
    command = [sys.executable, ONCE, "memory", DELIB, DELIBS, str(count), folder]
    early, late = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    table("Mémoire résidente, Kio", ("2 000 documents", "10 000 documents"), [(early, late)])


def main() -> None:
    """Measure everything and print it."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("--tours", type=int, default=7)
    parser.add_argument("--documents", type=int, default=30)
    parser.add_argument("--processeur", action="store_true", help="temps de processeur, à chaud seulement")
    parser.add_argument("--dossier", type=Path, help="où faire les fichiers ; « /dev/shm » : sans le disque")
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    with tempfile.TemporaryDirectory(prefix="delibgen-bench-", dir=options.dossier) as name:
        warm(options.tours, options.documents, Path(name), cpu=options.processeur)
        growth(options.tours, cpu=options.processeur)
        if options.processeur:
            return
        in_memory(options.tours, options.documents)
        processes(options.tours, Path(name))
        memory(Path(name))


if __name__ == "__main__":
    main()
