"""The numbers that Word shows before its paragraphs, « Article 3 » or « II.1 », and that no text holds."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from delibgen.word.names import FALLBACK, P, is_on, value_of, w

if TYPE_CHECKING:
    from lxml.etree import _Element

    from delibgen.word.styles import Styles

_LEVEL, _NUM_ID, _ABSTRACT_ID = w("ilvl"), w("numId"), w("abstractNumId")
_PLACE = re.compile(r"%([1-9])")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    format: str
    text: str
    legal: bool
    """Whether the levels above are shown in digits."""


@dataclass(slots=True)
class Counters:
    """What each numbered paragraph of a body shows, asked for in the order of the document."""

    levels: dict[tuple[str, int], _Level] = field(default_factory=dict)
    """By abstract numbering and level."""
    instances: dict[str, tuple[str, dict[int, int]]] = field(default_factory=dict)
    """Abstract numbering of each instance, and the levels that it starts anew."""
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _seen: set[tuple[str, int]] = field(default_factory=set)

    def label(self, instance: str, level: int) -> str:
        """Count one paragraph; return what Word shows before it, or ``""``."""
        abstract, starts = self.instances.get(instance, ("", {}))
        own = self.levels.get((abstract, level))
        if own is None:
            return ""
        counts = self._counts.setdefault(abstract, {})
        if level in starts and (instance, level) not in self._seen:
            self._seen.add((instance, level))
            counts[level] = starts[level] - 1
        counts[level] = counts.get(level, own.start - 1) + 1
        for deeper in [one for one in counts if one > level]:
            del counts[deeper]
        if own.format == "bullet":
            return ""
        return _PLACE.sub(lambda m: self._shown(abstract, int(m[1]) - 1, legal=own.legal), own.text).strip()

    def _shown(self, abstract: str, level: int, *, legal: bool) -> str:
        own = self.levels.get((abstract, level))
        if own is None:
            return ""
        number = self._counts[abstract].setdefault(level, own.start)
        return written(number, "decimal" if legal else own.format)


def written(number: int, form: str) -> str:
    """Return a number in a format of Word.

    >>> written(4, "upperRoman"), written(28, "lowerLetter"), written(1, "ordinal")
    ('IV', 'bb', '1er')
    """
    if number > 0 and form in _IN_LETTERS:
        return _IN_LETTERS[form](number)
    return _IN_DIGITS.get(form, str)(number)


def _ordinal(number: int) -> str:
    return "1er" if number == 1 else f"{number}e"


def _letters(number: int) -> str:
    """Return « a » to « z », then « aa », « bb » and so on."""
    turns, rank = divmod(number - 1, 26)
    return chr(ord("a") + rank) * (turns + 1)


def _roman(number: int) -> str:
    text = ""
    for value, sign in _ROMAN:
        text += sign * (number // value)
        number %= value
    return text


_IN_LETTERS: dict[str, Callable[[int], str]] = {
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
}
_IN_DIGITS: dict[str, Callable[[int], str]] = {
    "ordinal": _ordinal,
    "decimalZero": "{:02}".format,
    "none": lambda _: "",
}


def labels_of(root: "_Element", numbering: str, styles: "Styles") -> Mapping["_Element", str]:
    """Return what Word shows before each numbered paragraph of a body.

    ``numbering`` is the numbering part of the document, ``""`` when it has none.
    """
    counters = _read(numbering)
    if not counters.instances:
        return {}
    found: dict[_Element, str] = {}
    for paragraph in root.iter(P):
        number, level = styles.counted(paragraph)
        if number and next(paragraph.iterancestors(FALLBACK), None) is None:
            found[paragraph] = counters.label(number, level)
    return found


def _read(numbering: str) -> Counters:
    if not numbering:
        return Counters()
    from lxml import etree

    root = etree.fromstring(numbering.encode("utf-8"))
    levels = {
        (definition.get(_ABSTRACT_ID, ""), rank): level
        for definition in root.iter(w("abstractNum"))
        for rank, level in _levels(definition)
    }
    instances = {
        element.get(_NUM_ID, ""): (value_of(element, w("abstractNumId")), _starts(element))
        for element in root.iter(w("num"))
    }
    return Counters(levels, instances)


def _starts(instance: "_Element") -> dict[int, int]:
    """Return the levels that a numbering instance starts anew, with their first number."""
    return {
        _number(change.get(_LEVEL), 0): _number(value_of(change, w("startOverride")), 1)
        for change in instance.findall(w("lvlOverride"))
        if change.find(w("startOverride")) is not None
    }


def _levels(definition: "_Element") -> Iterator[tuple[int, _Level]]:
    for level in definition.findall(w("lvl")):
        legal = level.find(w("isLgl"))
        is_legal = is_on(legal)
        text = value_of(level, w("lvlText"))
        shape = value_of(level, w("numFmt")) or "decimal"
        yield (
            _number(level.get(_LEVEL), 0),
            _Level(_number(value_of(level, w("start")), 1), shape, text, is_legal),
        )


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdigit() and len(text) < 6 else otherwise
