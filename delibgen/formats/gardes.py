"""Guards put around what another act may lack, so that a proposed template is clean for the lint.

A line that says one thing is printed or not, a table too; within a sentence, what stands between commas or
brackets goes with its value, and anything else says « [à compléter] ».
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING

from delibgen.formats.remplacer import clone_with, put, segments_of, shown, text_of
from delibgen.word.lint.hints import fields_of
from delibgen.word.lint.shapes import Kinds, Leaf, Many, Thing, optional, present
from delibgen.word.names import TBL, TC, TXBX, P, w

if TYPE_CHECKING:
    from lxml.etree import _Element

VIDE = "[à compléter]"
"""What is printed within a sentence for a value that is missing."""
_TAG = re.compile(r"\{\{p?\s*([a-z_][\w.]*)[^{}]*\}\}")
_FOR = re.compile(r"\{%(?:p|tr)? for ([\w, ]+) in ([a-z_][\w.]*)[^{}]*%\}")
_END = re.compile(r"\{%(?:p|tr)? endfor %\}")
_CONTROL = re.compile(r"\{%(p|tr) [^{}]*%\}")
_INLINE = re.compile(r"\{% (?:if ([^{}]*)|endif) %\}")
_APART = re.compile(r"(?:\s\((?:[^(),;{}]{0,25}\s)?|,\s(?:[^(),;{}]{0,20}\s)?)$")
_CLOSED = {"(": re.compile(r"\)"), ",": re.compile(r"(?=\s*(?:[,.;)]|$))")}
_LABEL = re.compile(r"^[^{}.;,]{0,45}$")
_SHORT = 60


@dataclass(slots=True)
class _Scope:
    """What a template reads where a block stands."""

    kind: type
    boucles: list[tuple[str, Kinds]]
    """Loops open there: name of the item, its kinds (none where it has several names)."""
    tenus: frozenset[str] = frozenset()
    """Conditions that already hold."""

    def conditions(self, path: str) -> list[str]:
        """Return the conditions to print a path, the outermost first."""
        return [c for c in self._conditions(path) if c not in self.tenus]

    def _conditions(self, path: str) -> Iterator[str]:
        name, *steps = path.split(".")
        loop = next((kinds for known, kinds in reversed(self.boucles) if known == name), None)
        kinds = loop if loop is not None else _field(frozenset({Thing(self.kind)}), name)
        yield from _condition(kinds, name)
        for step in steps:
            name = f"{name}.{step}"
            kinds = _field(kinds, step)
            yield from _condition(kinds, name)

    def items(self, path: str) -> Kinds:
        """Return the kinds of the items of a list."""
        name, *steps = path.split(".")
        kinds = _field(frozenset({Thing(self.kind)}), name)
        for step in steps:
            kinds = _field(kinds, step)
        return next((shape.item for shape in kinds if isinstance(shape, Many)), frozenset())

    def enter(self, names: Sequence[str], path: str) -> None:
        """Enter a loop; nothing is known of the items that several names share."""
        kinds = self.items(path) if len(names) == 1 else frozenset()
        self.boucles += [(name, kinds) for name in names]


def conditions(kind: type, path: str, items: Mapping[str, Kinds] | None = None) -> list[str]:
    """Return the conditions to print a path of an act, the outermost first; none when it is always there.

    Args:
        kind: the kind of act.
        path: what is read: « seance.convocation.date ».
        items: kinds of the names of the loops around.
    """
    return _Scope(kind, list((items or {}).items())).conditions(path)


def _field(kinds: Kinds, name: str) -> Kinds:
    things = (shape for shape in present(kinds) if isinstance(shape, Thing))
    return next((fields_of(thing)[name] for thing in things if name in fields_of(thing)), frozenset())


def _condition(kinds: Kinds, path: str) -> Iterator[str]:
    """Yield what tests that an optional value is there: zero is a value."""
    if optional(kinds):
        number = any(isinstance(s, Leaf) and issubclass(s.type, Decimal | int) for s in kinds)
        yield f"{path} is not none" if number else path


def guard(root: "_Element", kind: type) -> None:
    """Guard the tags of a part of a proposed template."""
    for table in list(root.iter(TBL)):
        if next(table.iterancestors(TBL), None) is None:
            _guard_table(table, kind)
    scope = _Scope(kind, [])
    for paragraph in list(root.iter(P)):
        text = shown(paragraph)
        scope.tenus = _held(paragraph)
        if (loop := _FOR.search(text)) and _CONTROL.search(text):
            _guard_loop(paragraph, loop[2], scope)
            scope.enter(loop[1].split(", "), loop[2])
        elif _END.search(text):
            scope.boucles.clear()
        elif _TAG.search(text):
            _guard_paragraph(paragraph, scope)


def _held(paragraph: "_Element") -> frozenset[str]:
    """Return the conditions put around the table of a paragraph."""
    tables = list(paragraph.iterancestors(TBL))
    before = tables[-1].getprevious() if tables else None
    found = re.match(r"\{%p if (.*) %\}$", shown(before)) if before is not None and before.tag == P else None
    return frozenset(found[1].split(" and ")) if found else frozenset()


def _guard_table(table: "_Element", kind: type) -> None:
    """Print a table only where what all of its tags read is there."""
    needs = [_Scope(kind, []).conditions(path) for path in _read_by(table, kind)]
    shared = (
        [condition for condition in needs[0] if all(condition in need for need in needs)] if needs else []
    )
    if shared:
        model = next(table.iter(P))
        table.addprevious(clone_with(model, f"{{%p if {' and '.join(shared)} %}}"))
        table.addnext(clone_with(model, "{%p endif %}"))


def _read_by(table: "_Element", kind: type) -> Iterator[str]:
    """Yield what a table reads of the act: its lists, its values outside them."""
    act = frozenset({Thing(kind)})
    for text in map(shown, table.iter(P)):
        yield from (found[2] for found in _FOR.finditer(text))
        yield from (found[1] for found in _TAG.finditer(text) if _field(act, found[1].split(".")[0]))


def _guard_loop(opening: "_Element", path: str, scope: _Scope) -> None:
    """Guard the list of a loop, and give a cell that it may leave empty the paragraph that Word wants."""
    closing = _closing(opening)
    cell = next(opening.iterancestors(TC), None)
    rows = shown(opening).startswith("{%tr")
    alone = cell is not None and closing.getnext() is None and not rows
    if alone:
        _otherwise(closing)
    if needs := scope.conditions(path):
        start, end, mark = (opening, closing, "p") if not rows else (_row(opening), _row(closing), "tr")
        start.addprevious(clone_with(start, f"{{%{mark} if {' and '.join(needs)} %}}"))
        end.addnext(clone_with(end, f"{{%{mark} endif %}}"))
        if alone and (last := end.getnext()) is not None:
            _otherwise(last)


def _otherwise(closing: "_Element") -> None:
    closing.addprevious(clone_with(closing, "{%p else %}"))
    closing.addprevious(clone_with(closing, ""))


def _row(paragraph: "_Element") -> "_Element":
    cell = next(paragraph.iterancestors(TC))
    row = cell.getparent()
    return paragraph if row is None else row


def _closing(opening: "_Element") -> "_Element":
    """Return the paragraph that ends a loop: loops of a proposed template hold no other."""
    root = opening.getroottree().getroot()
    following = list(root.iter(P))
    after = following[following.index(opening) + 1 :]
    return next(one for one in after if _END.search(shown(one)))


def _guard_paragraph(paragraph: "_Element", scope: _Scope) -> None:
    text = shown(paragraph)
    first = _TAG.search(text)
    needs = scope.conditions(first[1]) if first else []
    if first and needs and _says_one_thing(text, first) and _all_may_lack(text, scope):
        _guard_whole(paragraph, needs)
        scope.tenus |= frozenset(needs)
    for nodes in segments_of(paragraph):
        _guard_within(nodes, scope)


def _all_may_lack(text: str, scope: _Scope) -> bool:
    """Tell whether nothing that is always there would go with what is missing: « Le Maire : nom »."""
    return all(scope.conditions(found[1]) for found in _TAG.finditer(text))


def _says_one_thing(text: str, first: "re.Match[str]") -> bool:
    """Tell whether a paragraph is a label, then a value and what goes with it."""
    rest = _TAG.sub("", text[first.end() :])
    return bool(_LABEL.match(text[: first.start()])) and len(rest) < _SHORT and _with(text, first[1])


def _with(text: str, path: str) -> bool:
    owner = path.split(".")[0]
    return all(found[1].split(".")[0] == owner for found in _TAG.finditer(text))


def _guard_whole(paragraph: "_Element", needs: Iterable[str]) -> None:
    """Print a paragraph only where its value is there; a cell, a box or a footer keep it, empty."""
    condition = " and ".join(needs)
    if _may_go(paragraph):
        paragraph.addprevious(clone_with(paragraph, f"{{%p if {condition} %}}"))
        paragraph.addnext(clone_with(paragraph, "{%p endif %}"))
        return
    nodes = list(chain.from_iterable(segments_of(paragraph)))
    last = next(node for node in reversed(nodes) if _TAG.search(node.text or ""))
    nodes[0].text = f"{{% if {condition} %}}{nodes[0].text or ''}"
    last.text = f"{last.text or ''}{{% endif %}}"


def _may_go(paragraph: "_Element") -> bool:
    """Tell whether a paragraph stands in the body, where nothing needs it."""
    root = paragraph.getroottree().getroot()
    return root.tag == w("document") and next(paragraph.iterancestors(TC, TXBX), None) is None


def _guard_within(nodes: "list[_Element]", scope: _Scope) -> None:
    """Guard the tags of a segment, the last first: what was found keeps its place."""
    for found in reversed(list(_TAG.finditer(text_of(nodes)))):
        open_there = _opened(text_of(nodes)[: found.start()])
        if needs := [need for need in scope.conditions(found[1]) if need not in open_there]:
            text, condition = text_of(nodes), " and ".join(needs)
            start, end = _clause(text, found)
            missing = "" if (start, end) != found.span() else f"{{% else %}}{VIDE}"
            put(nodes, start, end, f"{{% if {condition} %}}{text[start:end]}{missing}{{% endif %}}")


def _opened(before: str) -> set[str]:
    """Return the conditions that hold at the end of a text."""
    held: list[list[str]] = []
    for found in _INLINE.finditer(before):
        if found[1]:
            held.append(found[1].split(" and "))
        elif held:
            held.pop()
    return {condition for conditions in held for condition in conditions}


def _clause(text: str, tag: "re.Match[str]") -> tuple[int, int]:
    """Return what goes with a tag when its value is missing: what is apart, or the tag alone."""
    before = _APART.search(text[: tag.start()])
    if before and (closed := _CLOSED[before[0].strip()[0]].match(text[tag.end() :])):
        return before.start(), tag.end() + closed.end()
    return tag.span()
