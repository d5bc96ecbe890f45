"""Paired timing of one deliberation: raw docxtpl against delibgen, warm, in one process, in turn.

    python -m tests.bench.deliberation [ROUNDS]

Three columns, each writing a file, on the data of ``../shared/bench``:

- docxtpl: ``DocxTemplate(path)``, ``render(context, autoescape=True)``, ``save(path)``;
- delibgen, engine: the same template, the same dictionaries, ``Template.render`` and ``Document.save``;
- delibgen, typed: records built and validated from Python values, rules checked, delibgen's own template
  of the extract rendered and saved: everything that a caller of the library pays for one act.

The figure to keep is the median over the rounds of the ratio within a round, not the milliseconds.
"""

import datetime as dt
import json
import statistics
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path

from delibgen import Assemblee, Collectivite, Deliberation, Membre, Scrutin, Seance, Template, render
from delibgen.model.acte import Decision, Dispositif, Grammaire
from delibgen.model.membre import Civilite
from delibgen.model.seance import Convocation, Pouvoir

BENCH = Path(__file__).resolve().parents[3] / "shared" / "bench"
TEMPLATE = BENCH / "delib.docxtpl.docx"
COUNT = 30

Row = dict[str, str]


def membre(text: str, rank: int) -> Membre:
    """Return a member of that name, made unique by the rank (the names of the data are drawn at random)."""
    honorific, given, name = text.replace("\u00a0", " ").split(" ", 2)
    return Membre(civilite=Civilite(honorific), prenom=f"{given}-{rank}", nom=name)


def split_absents(rows: list[Row]) -> tuple[list[str], list[str]]:
    """Return the names without a proxy and the givers of a proxy."""
    givers = [row["b"].split(" pouvoir")[0] for row in rows if row["b"]]
    return [row["a"] for row in rows if row["a"]], givers


def people(data: dict[str, object]) -> tuple[list[Membre], list[Membre], list[Membre]]:
    """Return the present, the absent and the represented members of one data set."""
    present_rows, absent_rows = data["presents"], data["absents"]
    assert isinstance(present_rows, list)
    assert isinstance(absent_rows, list)
    names = [cell for row in present_rows for cell in row.values() if cell]
    absents, givers = split_absents(absent_rows)
    groups, rank = [], 0
    for group in (names, absents, givers):
        groups.append([membre(name, rank + i) for i, name in enumerate(group)])
        rank += len(group)
    return groups[0], groups[1], groups[2]


def typed(data: dict[str, object], groups: tuple[list[Membre], list[Membre], list[Membre]]) -> Deliberation:
    """Build and validate the records of one act from Python values."""
    presents, absents, givers = groups
    organe = Assemblee(
        collectivite=Collectivite(nom="Dijon métropole", nature="metropole", departement="21"),
        organe="bureau",
        nom="Bureau métropolitain",
        membres=(*presents, *absents, *givers),
    )
    seance = Seance(
        assemblee=organe,
        date=dt.date(2024, 9, 12),
        convocation=Convocation(date=dt.date(2024, 9, 6)),
        president=presents[0],
        secretaires=(presents[1],),
        presents=tuple(presents),
        absents=tuple(absents),
        pouvoirs=tuple(
            Pouvoir(mandant=giver, mandataire=presents[2 + rank]) for rank, giver in enumerate(givers)
        ),
    )
    return Deliberation(
        numero=str(data["ref"]),
        seance=seance,
        rang=1,
        objet=str(data["titre"]),
        rubrique=str(data["rubrique"]),
        visas=tuple(str(text).removeprefix("VU ").rstrip(",;") for text in list(data["visas"])),
        considerants=tuple(
            str(text).removeprefix("CONSIDÉRANT ").rstrip(",;") for text in list(data["considerants"])
        ),
        expose="\n\n".join([*data["paragraphes"], *(f"- {x}" for x in data["missions"]), *data["suite"]]),
        dispositif=Dispositif(
            grammaire=Grammaire.INFINITIFS,
            decisions=tuple(
                Decision(verbe=item["verbe"], texte=item["texte"].rstrip(" ;.")) for item in data["decisions"]
            ),
        ),
        scrutin=Scrutin(pour=len(presents) + len(givers)),
    )


def clock(work: Callable[[int], object]) -> float:
    """Return the milliseconds of one document, over ``COUNT`` of them."""
    start = time.perf_counter()
    for rank in range(COUNT):
        work(rank)
    return (time.perf_counter() - start) * 1000 / COUNT


def main(rounds: int) -> None:
    """Run the rounds and print the medians."""
    from docxtpl import DocxTemplate

    warnings.simplefilter("ignore")
    data = json.loads((BENCH / "delib150.json").read_text(encoding="utf-8"))[:COUNT]
    groups = [people(one) for one in data]
    template = Template(TEMPLATE)
    folder = Path(tempfile.mkdtemp(prefix="delibgen-bench-"))

    def raw(rank: int) -> None:
        document = DocxTemplate(TEMPLATE)
        document.render(data[rank], autoescape=True)
        document.save(folder / f"raw-{rank}.docx")

    def engine(rank: int) -> None:
        template.render(data[rank]).save(folder / f"engine-{rank}.docx")

    def whole(rank: int) -> None:
        render(typed(data[rank], groups[rank])).save(folder / f"typed-{rank}.docx")

    columns = {"docxtpl": raw, "delibgen, moteur": engine, "delibgen, typé": whole}
    times: dict[str, list[float]] = {name: [] for name in columns}
    for work in columns.values():
        work(0)
    for _ in range(rounds):
        for name, work in columns.items():
            times[name].append(clock(work))
    for name, values in times.items():
        ratio = statistics.median(a / b for a, b in zip(times["docxtpl"], values, strict=True))
        print(f"{name:18} {statistics.median(values):7.2f} ms   docxtpl / ceci : {ratio:5.1f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
