"""What is left in a cell and in a table whatever the blocks do."""

import pytest
from lxml import etree

from delibgen.errors import Place
from delibgen.word.keep import doubtful, mark
from delibgen.word.names import TBL, TC, TR, P
from delibgen.word.settling import APART, CELL, OTHERWISE, ROWS, TABLE
from delibgen.word.structure import instruction
from delibgen.word.tag import Tag

_NAMES = {"p": P, "table": TBL, "row": TR}


def holder(name: str, *typed: str) -> tuple[etree._Element, list[Tag]]:
    """Return a cell or a table, in a body, that holds elements and tags in this order."""
    body, tags = etree.Element("body"), []
    inner = etree.SubElement(body, name)
    for word in typed:
        if word in _NAMES:
            inner.append(etree.Element(_NAMES[word]))
        else:
            inner.append(instruction(len(tags)))
            keyword = "" if word == "value" else word
            tags.append(Tag(f"{{% {word} %}}", Place(), keyword=keyword, number=len(tags)))
    return body, tags


@pytest.mark.parametrize(
    "typed",
    [
        ("p",),
        ("if", "p", "endif", "p"),
        ("p", "if", "p", "endif"),
        ("if", "p", "else", "p", "endif"),
        ("if", "p", "elif", "p", "else", "value", "endif"),
        ("if", "if", "p", "else", "p", "endif", "else", "p", "endif"),
        ("for", "p", "else", "p", "endfor"),
        ("value",),
        ("p", "set"),
        ("sommaire",),
    ],
)
def test_a_cell_that_always_keeps_a_paragraph_is_not_doubted(typed: tuple[str, ...]) -> None:
    body, tags = holder(TC, *typed)
    assert list(doubtful(body, tags, ())) == []


@pytest.mark.parametrize(
    ("typed", "last"),
    [
        (("if", "p", "endif"), 1),
        (("for", "p", "endfor"), 1),
        (("if", "p", "elif", "p", "endif"), 2),
        (("if", "p", "else", "endif"), 2),
        (("if", "if", "p", "endif", "else", "p", "endif"), 4),
    ],
)
def test_the_last_tag_of_a_cell_that_may_be_empty_is_told(typed: tuple[str, ...], last: int) -> None:
    body, tags = holder(TC, *typed)
    assert [tag.number for tag in doubtful(body, tags, ())] == [last]


def test_a_loop_that_is_known_to_turn_fills_its_cell() -> None:
    body, tags = holder(TC, "for", "p", "endfor")
    assert list(doubtful(body, tags, {0})) == []


@pytest.mark.parametrize(
    "typed", [("if", "table", "endif"), ("p", "if", "table", "endif"), ("if", "p", "endif")]
)
def test_a_cell_that_may_end_without_a_paragraph_is_marked(typed: tuple[str, ...]) -> None:
    body, tags = holder(TC, *typed)
    assert mark(body, tags)
    assert CELL in etree.tostring(body, encoding="unicode")


def test_an_empty_branch_after_a_paragraph_leaves_it_last() -> None:
    body, tags = holder(TC, "p", "if", "else", "endif")
    assert not mark(body, tags)


def test_a_table_gets_the_paragraph_that_ends_its_cell() -> None:
    body, tags = holder(TC, "p", "table")
    assert not mark(body, tags)
    assert [child.tag for child in body[0]] == [P, TBL, P]


@pytest.mark.parametrize(
    ("typed", "marks"),
    [
        (("row", "for", "row", "endfor"), ""),
        (("for", "row", "else", "row", "endfor"), ""),
        (("for", "row", "endfor"), OTHERWISE),
        (("if", "row", "endif"), TABLE + ROWS),
        (("for", "row", "endfor", "for", "row", "endfor"), TABLE + ROWS),
        (("for", "if", "row", "endif", "endfor"), TABLE + ROWS),
    ],
)
def test_a_table_that_may_lose_its_rows_is_marked(typed: tuple[str, ...], marks: str) -> None:
    body, tags = holder(TBL, *typed)
    assert mark(body, tags) is bool(marks)
    written = etree.tostring(body, encoding="unicode")
    assert [sign for sign in (TABLE, ROWS, OTHERWISE) if sign in written] == list(marks)


def test_a_table_that_a_tag_follows_may_come_to_touch_another() -> None:
    body, tags = holder(TBL, "row")
    body.append(instruction(0))
    tags.append(Tag("{% endif %}", Place(), keyword="endif", number=0))
    assert mark(body, tags)
    assert body[0].tail == APART
