"""Styles and numbering of a template, found by the built-in English names that Word stores."""

import re
from collections.abc import Callable, Iterator, Mapping

from delibgen.light import TYPE_CHECKING, dataclass, field
from delibgen.word.names import PPR, value_of, w

if TYPE_CHECKING:
    from lxml.etree import _Element

_LEVELS = frozenset("012345678")
_HEADING = r"heading ([1-9])\Z"
_NUM_PR, _NUM_ID, _LEVEL = w("numPr"), w("numId"), w("ilvl")


@dataclass(frozen=True, slots=True)
class Style:
    """One style of the template."""

    id: str
    kind: str
    """paragraph, character, table or numbering."""
    number: str = ""
    """Numbering instance of its paragraphs, inherited ones included."""
    level: int = 0
    outline: int = 0
    """Level of its paragraphs among the headings, 0 for the text."""
    left: int = 0
    """Indent of its paragraphs, in twips; 0 too when their numbering gives it."""
    hanging: int = 0
    """How far their first line begins before it."""
    link: str = ""
    """The style that goes with it: Word makes one of characters for a « linked » style of paragraphs."""


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles by name in lower case, and the numbering."""

    by_name: Mapping[str, Style] = field(default_factory=dict)
    by_id: Mapping[str, Style] = field(default_factory=dict)
    abstracts: Mapping[str, str] = field(default_factory=dict)
    """Abstract numbering of each instance."""
    bullets: frozenset[tuple[str, int]] = frozenset()
    """Levels of abstract numberings that show a bullet or nothing: they do not count."""

    def find(self, name: str, kind: str = "paragraph") -> Style | None:
        """Return the style called ``name``, whatever its case."""
        style = self.by_name.get(name.casefold())
        return style if style is not None and style.kind == kind else None

    def outline_of(self, paragraph: "_Element") -> int:
        """Return the level of a paragraph among the headings, 0 for the text."""
        own = value_of(paragraph, f"{PPR}/{w('outlineLvl')}")
        if own in _LEVELS:
            return int(own) + 1
        style = self.by_id.get(value_of(paragraph, f"{PPR}/{w('pStyle')}"))
        return style.outline if style is not None and not own else 0

    def counted(self, paragraph: "_Element") -> tuple[str, int]:
        """Return the numbering instance and the level of a paragraph; no instance when it has none."""
        number = value_of(paragraph, f"{PPR}/{_NUM_PR}/{_NUM_ID}")
        level = _level(value_of(paragraph, f"{PPR}/{_NUM_PR}/{_LEVEL}"))
        style = self.by_id.get(value_of(paragraph, f"{PPR}/{w('pStyle')}"))
        if not number and style is not None:
            number, level = style.number, style.level
        return "" if number == "0" else number, level

    def numbering_of(self, paragraph: "_Element") -> tuple[str, str, int] | None:
        """Return the numbering (instance, abstract, level) that counts a paragraph, or ``None``."""
        number, level = self.counted(paragraph)
        abstract = self.abstracts.get(number)
        if number in {"", "0"} or abstract is None or (abstract, level) in self.bullets:
            return None
        return number, abstract, level


def read_styles(styles: "_Element | None", numbering: "_Element | None") -> Styles:
    """Return the styles of a template from its parts."""
    raw = _by_key(styles, "style", w("styleId"))
    by_id = {identifier: _style(identifier, raw) for identifier in raw}
    by_name = {value_of(e, w("name")).casefold(): by_id[identifier] for identifier, e in raw.items()}
    if numbering is None:
        return Styles(by_name, by_id)
    instances = _by_key(numbering, "num", _NUM_ID)
    abstracts = {number: value_of(e, w("abstractNumId")) for number, e in instances.items()}
    return Styles(by_name, by_id, abstracts, frozenset(_bullets(numbering)))


def _by_key(root: "_Element | None", kind: str, key: str) -> dict[str, "_Element"]:
    """Return the elements of a kind by their identifier; none without the part."""
    elements = root.iter(w(kind)) if root is not None else ()
    return {element.get(key, ""): element for element in elements}


def _bullets(numbering: "_Element") -> Iterator[tuple[str, int]]:
    """Yield the lists, and their levels, whose marks are no numbers."""
    for numbered in numbering.iter(w("abstractNum")):
        for level in numbered.iter(w("lvl")):
            if value_of(level, w("numFmt")) in {"bullet", "none"}:
                yield numbered.get(w("abstractNumId"), ""), _level(level.get(_LEVEL, ""))


def _style(identifier: str, raw: Mapping[str, "_Element"]) -> Style:
    lineage = list(_lineage(identifier, raw))

    def said(read: "Callable[[_Element], str]") -> str:
        """Return what the style says, or else the nearest of those that it is based on."""
        return next(filter(None, map(read, lineage)), "")

    return Style(
        identifier,
        kind=raw[identifier].get(w("type"), ""),
        number=said(lambda style: value_of(style, f"{PPR}/{_NUM_PR}/{_NUM_ID}")),
        level=_level(said(lambda style: value_of(style, f"{PPR}/{_NUM_PR}/{_LEVEL}"))),
        outline=max(next(filter(None, map(_outline, lineage)), 0), 0),
        left=_twips(said(lambda style: _indent(style, "left") or _indent(style, "start"))),
        hanging=_twips(said(lambda style: _indent(style, "hanging"))),
        link=value_of(raw[identifier], w("link")),
    )


def _lineage(identifier: str, raw: Mapping[str, "_Element"]) -> Iterator["_Element"]:
    """Yield a style, then those that it is based on, nearest first."""
    seen: set[str] = set()
    while identifier in raw and identifier not in seen:
        seen.add(identifier)
        yield raw[identifier]
        identifier = value_of(raw[identifier], w("basedOn"))


def _indent(style: "_Element", side: str) -> str:
    indent = style.find(f"{PPR}/{w('ind')}")
    return "" if indent is None else indent.get(w(side), "")


def _twips(text: str) -> int:
    """Return a length in twips; what is written in another way counts as none."""
    return int(text) if text.isascii() and text.isdigit() else 0


def _outline(style: "_Element") -> int:
    """Return the level among headings that a style sets, -1 for the text, 0 when it does not say."""
    own = value_of(style, f"{PPR}/{w('outlineLvl')}")
    if own:
        return int(own) + 1 if own in _LEVELS else -1
    found = re.match(_HEADING, value_of(style, w("name")).casefold())
    return int(found[1]) if found else 0


def _level(text: str) -> int:
    """Return a level of numbering; what is not one counts as the first, as in Word."""
    return int(text) if text in _LEVELS else 0
