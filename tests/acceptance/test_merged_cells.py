"""A budget table with joined cells, typed in YAML: the extract, the minutes, the register show one grid."""

import pytest

from delibgen import check, load, render
from delibgen.actes.papiers import ProcesVerbal, Registre
from tests.acceptance.test_real_sittings import FOLDER
from tests.reader import Reader, W

ACT = load(FOLDER / "commune-rurale" / "actes" / "10-tarifs-salle.yaml")
GRID = [
    (True, [("Durée", 1, "restart"), ("Habitants", 2, None), ("Extérieurs", 2, None)]),
    (True, [("", 1, "continue"), ("Été", 1, None), ("Hiver", 1, None), ("Été", 1, None), ("Hiver", 1, None)]),
]


def grid(acte) -> list[tuple[bool, list[tuple[str, int, str | None]]]]:
    """Return the rows of the table of prices: whether each repeats, and its cells."""
    body = Reader(render(acte).to_bytes()).tree("word/document.xml")
    table = next(t for t in body.iter(f"{W}tbl") if "Week-end" in "".join(t.itertext()))
    return [
        (row.find(f"{W}trPr/{W}tblHeader") is not None, [cell(tc) for tc in row.iter(f"{W}tc")])
        for row in table.iter(f"{W}tr")
    ]


def cell(tc) -> tuple[str, int, str | None]:
    span, pile = tc.find(f"{W}tcPr/{W}gridSpan"), tc.find(f"{W}tcPr/{W}vMerge")
    wide = 1 if span is None else int(span.get(f"{W}val"))
    return "".join(tc.itertext()), wide, None if pile is None else pile.get(f"{W}val", "continue")


@pytest.mark.parametrize("kind", [None, ProcesVerbal, Registre])
def test_each_paper_shows_the_header_of_two_rows(kind):
    paper = ACT if kind is None else next(iter(kind.papers_of(ACT.seance, (ACT,))))
    rows = grid(paper)
    assert rows[:2] == GRID
    assert [repeats for repeats, _ in rows] == [True, True, False, False, False]
    assert rows[2][1] == [(t, 1, None) for t in ("Journée", "60 €", "80 €", "120 €", "150 €")]


def test_nothing_is_said_of_it():
    assert [finding for finding in check(ACT) if finding.code in {"DG375", "DG406"}] == []


def test_rows_under_one_cell_stay_on_one_page():
    text = "| A | B |\n|---|---|\n| Nord | 1 |\n| ^ | 2 |\n| Sud | 3 |"
    body = Reader(render(ACT.model_copy(update={"expose": text})).to_bytes()).tree("word/document.xml")
    table = next(t for t in body.iter(f"{W}tbl") if "Nord" in "".join(t.itertext()))
    linked = [row.find(f".//{W}keepNext") is not None for row in table.iter(f"{W}tr")]
    assert linked == [False, True, False, False]
