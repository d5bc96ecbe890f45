"""The year of an invented commune: delibgen's packet against raw docxtpl, its PDF against bare LibreOffice.

    python -m tests.bench.packet [ROUNDS] [--pdf]

- packet: the command ``delibgen seance ANNEE``, a whole process: data read, rules checked, every paper of the
  twelve sittings rendered and written, manifests included;
- again: the same command when nothing has changed;
- docxtpl: the extracts alone, of the same acts, the same template (its pieces merged), by ``DocxTemplate``,
  ``render(context, autoescape=True)``, ``save(path)``; the acts are read beforehand, out of the clock, and
  the Markdown is given to it ready made;
- engine: the same extracts by ``Template.render`` and ``save``, for what the engine alone saves.

With ``--pdf``: the files of two sittings, converted in one call by ``delibgen.exports.pdf.convert`` and by
bare ``soffice --convert-to``, in turn. The figure to keep is the median over the rounds of the ratio within a
round.
"""

import io
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from functools import partial
from pathlib import Path

from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage
from jinja2 import Environment
from markupsafe import Markup

from delibgen import Deliberation, load_seance
from delibgen.apercu.soffice import require_soffice
from delibgen.exports.pdf import convert
from delibgen.render import context_of, fill, find_template, load_template, template_bytes
from delibgen.word.filters import engine_filters, engine_tests
from tests.bench.annee import POINTS, SEANCES, write_year

COUNT = SEANCES * POINTS


def clock(work: Callable[[], object]) -> float:
    """Return the seconds that some work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def command(*words: str) -> None:
    """Run ``delibgen``."""
    done = subprocess.run(
        [sys.executable, "-m", "delibgen", *words], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def acts(year: Path) -> list[Deliberation]:
    """Return the deliberations of the year."""
    sittings = [path for path in sorted(year.iterdir()) if path.is_dir()]
    read = [acte for sitting in sittings for acte in load_seance(sitting).actes]
    return [acte for acte in read if isinstance(acte, Deliberation)]


def ready_made(text: object) -> Markup:
    """Return paragraphs of Word for a text: less than what delibgen makes of its Markdown."""
    blocks = str(text).split("\n\n")
    return Markup(
        "".join(f'<w:p><w:r><w:t xml:space="preserve">{block}</w:t></w:r></w:p>' for block in blocks)
    )


def raw_docxtpl(actes: list[Deliberation], folder: Path) -> None:
    """Make the extracts with docxtpl: our template, our filters, our acts."""
    path = find_template(Deliberation)
    names, merged = load_template(path).names, template_bytes(path)  # docxtpl includes no piece
    environment = Environment(autoescape=True)
    environment.filters.update({**engine_filters(), "markdown": ready_made, "gras_italique": str})
    environment.tests.update(engine_tests())
    for rank, acte in enumerate(actes):
        document = DocxTemplate(io.BytesIO(merged))
        context = dict(context_of(acte, names))
        if acte.logo is not None:
            context["logo"] = InlineImage(document, io.BytesIO(acte.logo.contenu), width=Mm(22))
        document.render(context, environment, autoescape=True)
        document.save(folder / f"raw-{rank}.docx")


def engine(actes: list[Deliberation], folder: Path) -> None:
    """Make the extracts with delibgen's engine alone."""
    template = load_template(find_template(Deliberation))
    for rank, acte in enumerate(actes):
        fill(acte, template).save(folder / f"engine-{rank}.docx", durable=False)


def documents(rounds: int, work: Path) -> None:
    """Time the year."""
    year = work / "annee"
    write_year(year)
    actes = acts(year)
    assert len(actes) == COUNT
    times: dict[str, list[float]] = {"packet": [], "again": [], "docxtpl": [], "engine": []}
    raw_docxtpl(actes[:2], work)
    for _ in range(rounds):
        output = Path(tempfile.mkdtemp(dir=work))
        build = partial(command, "seance", str(year), "-o", str(output))
        times["packet"].append(clock(build))
        times["again"].append(clock(build))
        times["docxtpl"].append(clock(partial(raw_docxtpl, actes, work)))
        times["engine"].append(clock(partial(engine, actes, work)))
        files = sum(1 for path in output.rglob("*.docx"))
    print(f"{COUNT} actes, {files} documents Word dans les dossiers, {rounds} tours")
    for name, values in times.items():
        ratio = statistics.median(a / b for a, b in zip(times["docxtpl"], values, strict=True))
        median = statistics.median(values)
        print(f"{name:8} {median:7.2f} s   {COUNT / median:7.0f} actes/s   docxtpl / ceci : {ratio:5.1f}")


def pdf(rounds: int, work: Path) -> None:
    """Time the PDF of two sittings."""
    year = work / "annee"
    sittings = [path for path in sorted(year.iterdir()) if path.is_dir()][:2]
    command("seance", *map(str, sittings), "-o", str(work / "pour-pdf"))
    paths = sorted((work / "pour-pdf").rglob("*.docx"))
    copies = [shutil.copy(path, work / f"pdf-{rank:04}.docx") for rank, path in enumerate(paths)]
    soffice = require_soffice()

    def bare() -> None:
        profile = f"-env:UserInstallation={Path(tempfile.mkdtemp(dir=work)).as_uri()}"
        target = tempfile.mkdtemp(dir=work)
        words = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", target, *map(str, copies)]
        subprocess.run(words, capture_output=True, check=True)
        assert len(list(Path(target).glob("*.pdf"))) == len(copies)

    def ours() -> None:
        assert len(list(convert(paths))) == len(paths)

    pairs = [(clock(bare), clock(ours)) for _ in range(rounds)]
    ratio = statistics.median(mine / other for other, mine in pairs)
    other, mine = (statistics.median(column) for column in zip(*pairs, strict=True))
    print(f"{len(paths)} PDF : soffice seul {other:.1f} s, delibgen (PDF/A, reproductible) {mine:.1f} s")
    print(f"delibgen / soffice : {ratio:.2f}")


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    with tempfile.TemporaryDirectory(prefix="delibgen-bench-") as name:
        documents(numbers[0] if numbers else 5, Path(name))
        if "--pdf" in sys.argv:
            pdf(numbers[0] if numbers else 5, Path(name))
