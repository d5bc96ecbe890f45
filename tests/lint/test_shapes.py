"""What is left of each kind of value on both sides of a condition, and how a message names it."""

import datetime as dt
from decimal import Decimal

import pytest

from delibgen.word.lint.shapes import (
    ANY,
    BLANK,
    NOTHING,
    NUMBER,
    TEXT,
    YES_NO,
    Choice,
    Dictionary,
    Leaf,
    Many,
    Nothing,
    Row,
    Shape,
    Thing,
    describe,
    falsy,
    truthy,
    without,
)


class Plain:
    """An object that is always true."""


class Counted:
    """An object that may be empty."""

    def __len__(self) -> int:
        return 0


DATE = Leaf(dt.date)
LIST = Many(TEXT)


@pytest.mark.parametrize(
    ("shape", "left", "otherwise"),
    [
        (Leaf(str), Leaf(str), BLANK),
        (Leaf(int), Leaf(int), Choice((0,))),
        (Leaf(bool), Leaf(bool), Leaf(bool)),
        (Leaf(Decimal), Leaf(Decimal), Leaf(Decimal)),
        (Leaf(dt.timedelta), Leaf(dt.timedelta), Leaf(dt.timedelta)),
        (DATE, DATE, None),
        (Nothing(), None, Nothing()),
        (Choice(("", "a"), "Sens"), Choice(("a",), "Sens"), Choice(("",), "Sens")),
        (Choice(("a", "b")), Choice(("a", "b")), None),
        (BLANK, None, BLANK),
        (LIST, Many(TEXT, filled=True, least=1), Many(TEXT, filled=False)),
        (Many(TEXT, filled=True, least=3), Many(TEXT, filled=True, least=3), None),
        (Many(TEXT, filled=False), None, Many(TEXT, filled=False)),
        (Row((TEXT, NUMBER)), Row((TEXT, NUMBER)), None),
        (Row(()), None, Row(())),
        (Dictionary(TEXT), Dictionary(TEXT), Dictionary(TEXT)),
        (Thing(Plain), Thing(Plain), None),
        (Thing(Counted), Thing(Counted), Thing(Counted)),
    ],
)
def test_a_condition_leaves_what_fits_it(shape: Shape, left: Shape | None, otherwise: Shape | None) -> None:
    assert truthy(frozenset({shape})) == frozenset({left} - {None})
    assert falsy(frozenset({shape})) == frozenset({otherwise} - {None})


def test_what_is_not_known_stays_unknown() -> None:
    assert truthy(ANY) == falsy(ANY) == ANY


@pytest.mark.parametrize(
    ("kinds", "name"),
    [
        (TEXT | NOTHING, "un texte"),
        (frozenset({DATE, Leaf(int)}), "un nombre entier ou une date"),
        (frozenset({LIST, Row((TEXT,))}), "une liste"),
        (frozenset({Dictionary(TEXT)}), "un dictionnaire"),
        (frozenset({Thing(Plain)}), "un objet Plain"),
        (frozenset({Leaf(complex)}), "une valeur de type complex"),
        (frozenset({Choice((1, 2))}), "un nombre (1, 2)"),
        (frozenset({Choice(("a", "b"))}), "un code parmi a, b"),
        (frozenset({BLANK}), "un texte vide"),
        (YES_NO, "un oui/non"),
        (ANY, "une valeur"),
        (NOTHING, "rien (None)"),
    ],
)
def test_a_message_names_a_value(kinds: frozenset[Shape], name: str) -> None:
    assert describe(kinds) == name


def test_a_code_that_is_excluded_leaves_the_others() -> None:
    kinds = frozenset({Choice(("a", "b"), "Sens"), Leaf(str)})
    assert without(kinds, "a") == {Choice(("b",), "Sens"), Leaf(str)}
    assert without(frozenset({Choice(("a",))}), "a") == frozenset()
    assert without(kinds, 1) == kinds
