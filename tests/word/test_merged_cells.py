"""Cells of a Markdown table that are one in Word: « < » and « ^ », and headers of several rows."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delibgen.word.faults import Fault
from delibgen.word.markdown import markdown
from delibgen.word.merged import joins_of, lift_rulers, spans_of
from delibgen.word.writing import shares
from tests.word.grids import cells, grid

BUDGET = """\
| Chapitre | Exercice 2025 | < | Total |
| ^ | Dépenses | Recettes | ^ |
|---|--:|--:|--:|
| 011 | 10 € | 12 € | 22 € |
"""


def test_rows_above_the_ruler_are_the_header():
    found = grid(BUDGET)
    assert found.headers == 2
    assert found.aligns == ("", "right", "right", "right")
    assert cells(BUDGET) == [
        ["Chapitre", "Exercice 2025", "", "Total"],
        ["", "Dépenses", "Recettes", ""],
        ["011", "10 €", "12 €", "22 €"],
    ]
    assert found.joins[1] == ((0, 0), (1, 1), (1, 2), (0, 3))


def test_a_header_cell_that_reaches_down_takes_its_row_into_the_header():
    assert grid("| A | B | < |\n|---|---|---|\n| ^ | C | D |\n| 1 | 2 | 3 |").headers == 2


def test_a_header_of_two_rows_without_any_joined_cell():
    found = grid("| A | B |\n| a | b |\n|---|---|\n| 1 | 2 |")
    assert (found.headers, len(found.rows), found.joins) == (2, 3, ())


def test_a_column_cell_covers_several_rows():
    found = grid("| Secteur | Tarif |\n|---|--:|\n| Nord | 1 |\n| ^ | 2 |\n| Sud | 3 |")
    assert found.headers == 1
    assert [row[0] for row in found.joins] == [(0, 0), (1, 0), (1, 0), (3, 0)]


def test_two_tables_and_a_list_keep_their_own_headers():
    found = markdown(
        f"Un.\n\n{BUDGET}\n\nDeux.\n\n- item\n\n  | A | B |\n  | a | b |\n  |---|---|\n  | 1 | 2 |\n"
    )
    assert found.text.count("Dépenses") == 1
    assert "\x01" not in found.text
    assert "a\tb" in found.text


@pytest.mark.parametrize("body", ["| - | - |", "|---|---|", "| x | 1 |\n|---|---|"])
def test_dashes_in_a_body_are_still_the_text_that_they_were(body):
    assert grid(f"| A | B |\n|---|---|\n{body}\n| 1 | 2 |").headers == 1


@pytest.mark.parametrize("cell", [r"\<", r"\^", "< 3", "x^2"])
def test_a_sign_that_is_no_mark_is_printed(cell):
    assert cells(f"| A | B |\n|---|---|\n| x | {cell} |")[1][1] == cell.removeprefix("\\")


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("| < | B |\n|---|---|", "celle de gauche"),
        ("| A | ^ |\n|---|---|", "celle du dessus"),
        ("| A | < |\n|---|---|\n| ^ | x |", "ligne 1, colonne 1"),
    ],
)
def test_a_mark_that_joins_nothing_is_refused(table, said):
    with pytest.raises(Fault, match=said) as caught:
        markdown(table)
    assert caught.value.code == "DG406"


def test_widths_share_the_words_of_a_cell_that_covers_several_columns():
    alone = shares(grid("| A | B |\n|---|---|\n| 1 | 2 |"))
    assert shares(grid("| Un titre long pour deux colonnes | < |\n|---|---|\n| 1 | 2 |")) == alone


@given(st.lists(st.lists(st.sampled_from(["a", "<", "^"]), min_size=3, max_size=3), min_size=1, max_size=4))
def test_whatever_is_joined_each_column_is_covered_once_in_each_row(rows):
    try:
        joins = joins_of(rows)
    except Fault:
        return
    for rank in range(len(rows)):
        spans = list(spans_of(joins, rank, 3))
        assert [c for column, wide, _ in spans for c in range(column, column + wide)] == [0, 1, 2]


@given(st.lists(st.sampled_from(["| A | B |", "|---|---|", "texte", "", "  | x |", "| 1 |"]), max_size=9))
def test_lifting_a_ruler_loses_no_line(lines):
    source = "\n".join(lines)
    kept = [line for line in lift_rulers(source).split("\n") if "\x01" not in line]
    assert sorted(kept) == sorted(source.split("\n"))


def test_an_ordinary_table_is_left_as_it_is():
    source = "| A |\n|---|\n| 1 |\n\n| B |\n|---|\n| 2 |"
    assert lift_rulers(source) == source
    assert re.sub(r"\s", "", markdown(source).text) == "A1B2"
