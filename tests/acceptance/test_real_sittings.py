"""Acts typed from the forms that real assemblies publish, sitting by sitting: what each must print.

Each folder of ``seances_reelles`` is one body with one sitting, in the words that such a body uses, with
invented people and towns. The last lines of an act say what its paper must show, written from the form before
anything was rendered and never copied from what is printed: « #| » is a line (cells of a row are parted by
« | »), « #… » stands for lines that do not matter here. Lines that follow each other must do so on paper.
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest

from delibgen import check, load, render
from delibgen.word import validate
from tests.reader import Reader, W

FOLDER = Path(__file__).parent / "seances_reelles"
ACTS = sorted(FOLDER.glob("*/a*/*.yaml"))
ALONE = sorted((Path(__file__).parent / "papiers_reels").glob("*.yaml"))
LINE, GAP = "#|", "#…"


def printed(data: bytes) -> list[str]:
    """Return the lines of the body; a row of several cells is one line, « / » a break in a cell."""
    reader = Reader(data)
    body = reader.tree("word/document.xml").find(f"{W}body")
    assert body is not None
    return [line for line in _lines(reader, body) if line.strip(" |")]


def _lines(reader: Reader, parent: ET.Element) -> Iterator[str]:
    for node in parent:
        if node.tag == f"{W}p":
            yield from _clean(reader.label(node) + reader.text_of(node)).split("\n")
        elif node.tag == f"{W}tbl":
            for row in node.iter(f"{W}tr"):
                yield from _row(reader, row)


def _row(reader: Reader, row: ET.Element) -> Iterator[str]:
    cells = row.findall(f"{W}tc")
    texts = [[_clean(reader.text_of(p).replace("\n", " / ")) for p in cell.iter(f"{W}p")] for cell in cells]
    if all(len(cell) == 1 for cell in texts) and len(texts) > 1:
        yield _clean(" | ".join(text for (text,) in texts))
    else:
        yield from (text for cell in texts for text in cell)


def _clean(text: str) -> str:
    """Return a line with plain spaces; the empty cells that end a row are left out."""
    return re.sub(r"( \|)+$", "", re.sub(r"[ \u00a0\u202f]+", " ", text).replace("\t", " → ").strip())


def expected(path: Path) -> list[list[str]]:
    """Return the runs of lines that must follow each other, in order."""
    runs: list[list[str]] = [[]]
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith(GAP):
            runs.append([])
        elif line.startswith(LINE):
            runs[-1].append(_clean(line.removeprefix(LINE)))
    return runs


def first_missing(lines: list[str], runs: list[list[str]]) -> str:
    """Return what is not printed where it must be; nothing when all is."""
    at = 0
    for rank, run in enumerate(runs):
        places = [0] if rank == 0 else range(at, len(lines) + 1)
        found = next((place for place in places if lines[place : place + len(run)] == run), None)
        if found is None:
            return _nearest(lines, run, at)
        at = found + len(run)
    return "" if not runs[-1] or at == len(lines) else f"lignes de trop : {lines[at:]}"


def _nearest(lines: list[str], run: list[str], at: int) -> str:
    start = lines.index(run[0], at) if run[0] in lines[at:] else at
    wrong = next(
        (
            (want, got)
            for want, got in zip(run, [*lines[start:], *[""] * len(run)], strict=False)
            if want != got
        ),
        (run[0], ""),
    )
    return "attendu : {}\nimprimé : {}".format(*wrong) + "\n\n" + "\n".join(lines)


@pytest.mark.parametrize("path", ACTS, ids=lambda path: "-".join((*path.parts[-3:-1], path.stem)))
def test_a_real_act_is_said_in_data_and_prints_what_its_form_shows(path: Path):
    acte = load(path)
    assert [str(finding) for finding in check(acte) if finding.severity != "information"] == []
    data = render(acte).to_bytes()
    assert validate(data) == []
    assert first_missing(printed(data), expected(path)) == ""


def test_the_reader_of_expectations_tells_a_line_too_many_and_one_too_few():
    lines = ["a", "b", "c", "d"]
    assert first_missing(lines, [["a", "b"], ["d"]]) == ""
    assert first_missing(lines, [[], ["c"], []]) == ""
    assert "attendu : c" in first_missing(lines, [["a", "c"], []])
    assert "trop" in first_missing(lines, [["a"], ["c"]])
    assert "attendu : d\nimprimé : c" in first_missing(lines, [[], ["b", "d"], []])
    assert "attendu : a" in first_missing(lines, [[], ["b"], ["a"], []])


def test_the_page_of_forms_has_a_row_for_each_act():
    page = (Path(__file__).parents[2] / "docs" / "formes-reelles.md").read_text(encoding="utf-8")
    rows = set(re.findall(r"^\| `([^`]+)` \|", page, re.MULTILINE))
    alone = {path.stem for path in ALONE if int(path.stem.partition("-")[0]) > 100}  # the first have no row
    sittings = {"/".join((*path.parts[-3:-1], path.stem)).replace("/actes/", "/") for path in ACTS}
    assert rows == sittings | alone
