"""Against docxtpl, the reference of the dialect: same result, a refusal, or a fault of docxtpl's.

docxtpl's own test templates are under LGPL and stay out of this repository: put its folder ``tests`` beside
the repository (``../docxtpl/tests``), or name it in ``DELIBGEN_DOCXTPL_TESTS``. ``docs/differential.md`` is
the list that this test prints (``pytest -m long -s tests/word/test_differential.py``).
"""

import contextlib
import io
import os
import runpy
import shutil
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from jinja2.defaults import DEFAULT_FILTERS

from delibgen.errors import DelibgenError
from delibgen.word import Template, validate
from tests.word.build import docx, p
from tests.word.canonical import canonical
from tests.word.test_conservation import Maker, escaped

docxtpl = pytest.importorskip("docxtpl")
pytestmark = pytest.mark.filterwarnings("default")
ROOT = Path(__file__).parents[2]
THEIRS = Path(os.environ.get("DELIBGEN_DOCXTPL_TESTS", ROOT.parent / "docxtpl" / "tests"))
STORIES = ("document", "header", "footer", "footnotes", "endnotes")
DIFFERS = {
    "horizontal_merge_tpl.docx": "docxtpl loses a bookmark that stands in the paragraph of a {%tc %} tag",
    "vertical_merge_tpl.docx": "docxtpl repeats the text in the merged cells, where Word hides it",
}
"""Templates of docxtpl's whose result differs, each with the fault of docxtpl's."""


def differences(mine: bytes, theirs: bytes, *, widths: bool = True) -> list[str]:
    """Return the printed parts whose canonical forms differ."""
    with zipfile.ZipFile(io.BytesIO(mine)) as a, zipfile.ZipFile(io.BytesIO(theirs)) as b:
        names = [n for n in b.namelist() if n.startswith(tuple(f"word/{s}" for s in STORIES))]
        return [
            name
            for name in names
            if name.endswith(".xml")
            and canonical(a.read(name), widths=widths) != canonical(b.read(name), widths=widths)
        ]


# ---------------------------------------------------------------- templates of our own


class Tame(Maker):
    """Documents that docxtpl renders right: a paragraph is one run, no mark of docxtpl's in the values."""

    def words(self) -> str:
        return "".join(self.dice.choice(["Vu ", " & ", "<b>", "« é »", "]]>", "12"]) for _ in range(2))

    def text(self) -> str:
        return self.dice.choice(["A & B", "<w:p/>", "l’État", "é\u202f!", "x", ""])

    def paragraph(self, text: str) -> str:
        return p(escaped(text), self.dice.choice(["", '<w:jc w:val="center"/>', "<w:keepNext/>"]))


def compare(seed: int) -> bool:
    """Render one random document both ways; tell whether delibgen accepted it."""
    maker = Tame(seed)
    source = docx(maker.xml([*maker.blocks(), maker.inline()]), header=maker.xml([maker.inline()]))
    values = maker.values()
    try:
        mine = Template(source).render(values).to_bytes()
    except DelibgenError:
        return False  # a cell left empty
    other, output = docxtpl.DocxTemplate(io.BytesIO(source)), io.BytesIO()
    other.render(values, autoescape=True)
    other.save(output)
    if any(finding.code == "DG540" for finding in validate(output.getvalue())):
        return False  # docxtpl leaves a table without a row
    assert differences(mine, output.getvalue()) == [], f"graine {seed}"
    return True


def test_random_templates_give_what_docxtpl_gives() -> None:
    assert sum(compare(seed) for seed in range(25)) > 18


# ---------------------------------------------------------------- templates of docxtpl's


@dataclass
class Call:
    """One render that a script of docxtpl's did."""

    script: str
    template: Path
    values: dict[str, object]
    filters: dict[str, object]
    owner: object
    output: bytes = b""


@pytest.fixture(scope="module")
def calls(tmp_path_factory: pytest.TempPathFactory) -> list[Call]:
    """Every render of docxtpl's own test scripts, with what docxtpl made of it."""
    if not THEIRS.is_dir():
        pytest.skip("gabarits de docxtpl absents")
    folder = tmp_path_factory.mktemp("docxtpl") / "tests"
    shutil.copytree(THEIRS, folder)
    (folder / "output").mkdir(exist_ok=True)
    found: list[Call] = []
    with pytest.MonkeyPatch.context() as patch, contextlib.chdir(folder):
        _record(patch, found)
        for script in sorted(set(folder.glob("*.py")) - {folder / "runtests.py"}):
            quiet = contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO())
            with quiet[0], quiet[1], contextlib.suppress(Exception, SystemExit):
                found.append(Call(script.name, Path(), {}, {}, None))
                runpy.run_path(str(script), run_name="__main__")
    return [call for call in found if call.output]


def _record(patch: pytest.MonkeyPatch, found: list[Call]) -> None:
    kind = docxtpl.DocxTemplate
    render, save = kind.render, kind.save

    def rendering(self, context, jinja_env=None, autoescape=False):
        filters = dict(jinja_env.filters) if jinja_env else {}
        source = self.template_file
        path = Path(source.name if hasattr(source, "name") else source).resolve()
        found.append(Call(found[-1].script, path, dict(context), filters, self))
        return render(self, context, jinja_env, autoescape)

    def saving(self, filename, *rest, **options):
        save(self, filename, *rest, **options)
        mine = [call for call in found if call.owner is self and not call.output]
        for call in mine[-1:]:
            call.output = (
                filename.getvalue() if hasattr(filename, "getvalue") else Path(filename).read_bytes()
            )

    patch.setattr(kind, "render", rendering)
    patch.setattr(kind, "save", saving)


def verdict(call: Call) -> str:
    """Return « égal », « refusé » with its codes, or the parts that differ."""
    own = {name: f for name, f in call.filters.items() if name not in DEFAULT_FILTERS and callable(f)}
    try:
        mine = Template(call.template, filters=own).render(call.values).to_bytes()
    except DelibgenError as error:
        codes = sorted({f.code for f in error.findings if f.severity == "bloquant"})
        return f"refusé ({', '.join(codes)}) : {error.findings[0].message}"
    if not differences(mine, call.output):
        return "égal"
    parts = differences(mine, call.output, widths=False)
    return f"diffère : {', '.join(parts)}" if parts else "égal, aux largeurs des cellules près"


@pytest.mark.long
def test_templates_of_docxtpl_give_the_same_or_are_refused(calls: list[Call]) -> None:
    found = {(call.script, call.template.name): verdict(call) for call in calls}
    for (script, name), text in sorted(found.items()):
        print(f"| {name} | {script} | {text} |")
    assert len(found) >= 25
    unexplained = {name for (_, name), text in found.items() if text.startswith("diffère")} - set(DIFFERS)
    assert not unexplained
