"""Values that nobody expects: each is printed as it is, or refused with its reason, whatever they do."""

import collections
import datetime as dt
import enum
import math
from collections.abc import Iterator
from decimal import Decimal
from types import MappingProxyType
from typing import Any

import pytest

from delibgen.errors import RenderError
from delibgen.word import Template
from tests.word.build import docx, p

LOOP = "{% for x in a %}{{ x }}{% endfor %}"
FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
SAME = [
    "E\u0301vian",
    f"{FAMILY} \U0001f1eb\U0001f1f7",
    "{{ x }}{% if y %}{# z #}",
    "]]><![CDATA[",
    "&amp;&lt;&#38;",
    "<w:p/>",
    "<?xml?>",
    "\"'`",
    "$&\\1\\g<0>",
    "%s %(a)s {0}",
    "x" * 100_000,
    "é" * 5_000,
    "\t a\t",
    "a\n\nb",
    "a\n",
    "\na",
    "  a   b  ",
    "\u00a0a\u00a0",
    "a" + "\u0301" * 200,
    "مرحبا",
    "שלום",
    "\U0001d49c",
    "x\u00ady",
    "x\u200by",
    "x\u2060y",
]  # fmt: skip
REFUSED = [
    "\x00",
    "\x07",
    "\x0b",
    "\x0c",
    "\x1b",
    "\x7f",
    "\x85",
    "\x9f",
    "\u061c",
    "\u200e",
    "\u202d",
    "\u2067",
    "\ud800",
    "\udfff",
    "\ufdd0",
    "\ufff9",
    "\ufffa",
    "\ufffb",
    "\ufffe",
    "\uffff",
    "\U0001fffe",
    "\U0010ffff",
]  # fmt: skip


def shown(value: object, text: str = "{{ a }}") -> str:
    return Template(docx(p(text))).render({"a": value}).text


def refusal(value: object, text: str = "{{ a }}") -> str:
    with pytest.raises(RenderError) as caught:
        Template(docx(p(text))).render({"a": value})
    (found,) = caught.value.findings
    assert found.place.element == "§1"
    return found.code


@pytest.mark.parametrize("value", SAME, ids=ascii)
def test_a_text_is_printed_as_it_is(value: str) -> None:
    assert shown(value) == value


@pytest.mark.parametrize("char", REFUSED, ids=ascii)
def test_a_character_that_no_act_holds_is_refused(char: str) -> None:
    assert refusal(f"x{char}y") == "DG404"
    assert refusal([f"x{char}y"], LOOP) == "DG404"


class Bad:
    @property
    def runtime(self) -> str:
        raise RuntimeError("non")

    @property
    def key(self) -> str:
        raise KeyError("z")

    @property
    def attribute(self) -> str:
        raise AttributeError("z")

    @property
    def itself(self) -> str:
        return self.itself

    def __bool__(self) -> bool:
        raise ValueError("b")

    def __iter__(self) -> Iterator[str]:
        raise ValueError("i")

    def __len__(self) -> int:
        raise ValueError("l")

    def __eq__(self, other: object) -> bool:
        raise ValueError("e")

    __hash__ = None  # type: ignore[assignment]


class Odd(str):
    __slots__ = ()

    def __html__(self) -> str:
        return "<b>x</b>"


class Number(enum.IntEnum):
    TROIS = 3


class Word(enum.StrEnum):
    A = "va"


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        1.5,
        math.nan,
        Decimal("NaN"),
        Decimal("sNaN"),
        Decimal("Infinity"),
        Decimal("-0"),
        Decimal("1E+99999"),
        dt.date(2024, 1, 1),
        dt.datetime(2024, 1, 1, tzinfo=dt.UTC),
        dt.time(1),
        dt.timedelta(1),
        b"x",
        bytearray(b"x"),
        1j,
        ["a"],
        ("a",),
        {"a"},
        {"a": 1},
        object(),
        int,
        len,
        math,
        ValueError("x"),
        ...,
        range(3),
        Odd("x"),
        Number.TROIS,
    ],
    ids=lambda value: type(value).__name__,
)  # fmt: skip
def test_what_is_no_text_and_no_integer_is_refused(value: object) -> None:
    assert refusal(value) == "DG403"


def test_numbers_and_codes_are_printed() -> None:
    assert [shown(value) for value in (0, -5, 10**30, Word.A)] == ["0", "-5", "1" + "0" * 30, "va"]
    assert refusal(10**6000) == "DG405"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *((f"{{{{ a.{name} }}}}", Bad()) for name in ("runtime", "key", "attribute", "itself")),
        ("{% if a %}x{% endif %}", Bad()),
        ("{% if a == 'x' %}x{% endif %}", Bad()),
        ("{{ a | length }}", Bad()),
        (LOOP, Bad()),
        (LOOP, "abc"),
        (LOOP, {"k": 1}),
        (LOOP, None),
        (LOOP, (x for x in "ab")),
        (LOOP, map(str, [1])),
        (LOOP, {"k": 1}.keys()),
        (LOOP, iter([1])),
        (LOOP, range(10**12)),
        (LOOP, range(10**30)),
        ("{% if a > 1 %}x{% endif %}".replace(">", "&gt;"), Decimal("sNaN")),
        ("{% if a > 1 %}x{% endif %}".replace(">", "&gt;"), dt.date(2024, 1, 1)),
        ("{{ a.upper }}", "abc"),
        ("{{ a.append }}", ["x"]),
        ("{{ a.real }}", 3),
        ("{{ a.x.y }}", {"x": None}),
        ("{{ a.zz }}", collections.defaultdict(list)),
        ("{{ a[3] }}", ["x"]),
    ],
    ids=lambda value: value if isinstance(value, str) else type(value).__name__,
)
def test_what_fails_or_never_ends_is_refused(text: str, value: Any) -> None:
    assert refusal(value, text).startswith("DG4")


def test_data_that_hold_themselves_are_refused() -> None:
    turned: list[object] = []
    turned.append(turned)
    around: dict[str, object] = {}
    around["a"] = around
    assert refusal(turned, LOOP) == "DG403"
    assert refusal(around, "{{ a.a.a.a }}") == "DG403"


def test_mappings_of_every_kind_are_read_by_key() -> None:
    assert shown({"items": "q", "keys": "w"}, "{{ a.items }}{{ a.keys }}") == "qw"
    assert shown(MappingProxyType({"x": "q"}), "{{ a.x }}") == "q"
    assert shown(range(3), LOOP) == "012"


@pytest.mark.parametrize("value", ["", " ", "\u00a0", "\u200b", "\ufeff \u2060", "\u00ad", "\n"], ids=ascii)
def test_a_text_that_shows_nothing_is_told(value: str) -> None:
    (found,) = Template(docx(p("x {{ a }}"))).render({"a": value}).findings
    assert (found.code, found.severity) == ("DG419", "alerte")


@pytest.mark.parametrize("char", ["\ufffd", "\ufffc"])
def test_a_lost_letter_is_told_with_the_words_around(char: str) -> None:
    document = Template(docx(p("Monsieur {{ a }}, maire"), header=p("{{ a }}"))).render({"a": f"Jos{char}"})
    assert [(one.code, one.severity, one.place.part) for one in document.findings] == [
        ("DG420", "alerte", "corps"),
        ("DG420", "alerte", "en-tête 1"),
    ]
    assert document.findings[0].place.excerpt == f"Monsieur Jos{char}, maire"
    assert Template(docx(p("{{ a }}"))).render({"a": "José"}).findings == ()
