"""The tree of a data file: values that remember the file, line and column that they come from."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from delibgen.errors import Place

Steps = tuple[int | str, ...]
"""Path of a value in the data: ``("pouvoirs", 2, "mandant")``."""

_BREAKS = re.compile(r"\r\n|\r|\n")
_WIDTH = 100


class UnreadableError(Exception):
    """The rest of a file cannot be read; the fault is in the list that is being made."""


@dataclass(frozen=True)
class Source:
    """A text file that has been read."""

    name: str
    """Name as the user gave it."""
    text: str = field(repr=False)
    """Whole text."""

    @cached_property
    def lines(self) -> list[str]:
        """Lines, without their breaks."""
        return _BREAKS.split(self.text)

    @cached_property
    def starts(self) -> list[int]:
        """Offset of the first character of each line."""
        return [0, *(match.end() for match in _BREAKS.finditer(self.text))]

    def at(self, offset: int) -> "Mark":
        """Return the place of a character of the text."""
        line = bisect_right(self.starts, offset)
        return Mark(self, line, offset - self.starts[line - 1] + 1)


@dataclass(frozen=True)
class Mark:
    """A place in a source; lines and columns start at 1."""

    source: Source
    line: int = 1
    column: int = 1

    def place(self) -> Place:
        """Return the place as findings carry it: with the line, and a caret beneath."""
        return Place(file=self.source.name, line=self.line, column=self.column, excerpt=self._excerpt())

    def _excerpt(self) -> str:
        lines = self.source.lines
        if not 0 < self.line <= len(lines):
            return ""
        start = max(0, self.column - 1 - _WIDTH * 3 // 4) if len(lines[self.line - 1]) > _WIDTH else 0
        shown = "".join(map(_visible, lines[self.line - 1][start : start + _WIDTH]))
        caret = "".join(" " if _width(char) else "" for char in shown[: self.column - 1 - start])
        return f"{shown.rstrip()}\n{caret}^" if shown.strip() else ""


def _visible(char: str) -> str:
    """Return a character that a terminal can show without obeying it."""
    if char == "\t":
        return " "
    return "\ufffd" if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Cn"} else char


def _width(char: str) -> int:
    return 0 if unicodedata.combining(char) else 1


@dataclass(frozen=True)
class Scalar:
    """A text, or what a file stands for: octets of an image, path of a file kept as it is."""

    value: str | bytes | bool | Path | None
    mark: Mark


@dataclass(frozen=True)
class Items:
    """A list."""

    items: tuple["Node", ...]
    mark: Mark


@dataclass(frozen=True)
class Fields:
    """A group of fields; the place of each name is kept for what is said of the name itself."""

    entries: Mapping[str, "Node"]
    mark: Mark
    names: Mapping[str, Mark] = field(default_factory=dict)

    def replaced(self, **changes: "Node") -> "Fields":
        """Return the group with some entries changed or added."""
        return Fields({**self.entries, **changes}, self.mark, self.names)

    def without(self, name: str) -> "Fields":
        """Return the group without one entry."""
        entries = {key: node for key, node in self.entries.items() if key != name}
        return Fields(entries, self.mark, self.names)


@dataclass(frozen=True)
class Built:
    """A record that has been made already, and the tree it was made from."""

    value: object
    node: "Node"

    @property
    def mark(self) -> Mark:
        """Place of the tree."""
        return self.node.mark


@dataclass(frozen=True)
class Lost:
    """What a faulty file should have held: the fault is known, nothing more is said of it."""

    mark: Mark
    value: None = None


Node = Scalar | Items | Fields | Built | Lost


def text_of(node: Node | None) -> str | None:
    """Return the text of a node; ``None`` when it holds something else, or nothing."""
    return node.value if isinstance(node, Scalar) and isinstance(node.value, str) else None


def plain(node: Node) -> object:
    """Return the tree as plain data for the model: dicts, lists, texts, records already made."""
    if isinstance(node, Fields):
        return {name: plain(child) for name, child in node.entries.items()}
    if isinstance(node, Items):
        return [plain(child) for child in node.items]
    return node.value


def find(node: Node, steps: Steps) -> Node:
    """Return the value at ``steps``, or the nearest one around it.

    Short forms have fewer levels than the model (``dispositif`` as a list, ``contre`` as names): a step that
    the tree does not have is skipped.
    """
    for step in steps:
        node = _child(node, step)
    return node


def mark_of(node: Node, steps: Steps, *, name: bool = False) -> Mark:
    """Return the place of a value, or of its name (``name=True``: the field itself is what is wrong)."""
    parent = _tree_of(find(node, steps[:-1]))
    if name and steps and isinstance(parent, Fields):
        return parent.names.get(str(steps[-1]), parent.mark)
    return find(node, steps).mark


def _tree_of(node: Node) -> Node:
    """Return the tree that a record was made from, or the node itself."""
    while isinstance(node, Built):
        node = node.node
    return node


def _child(node: Node, step: int | str) -> Node:
    node = _tree_of(node)
    if isinstance(node, Items) and isinstance(step, int) and step < len(node.items):
        return node.items[step]
    if isinstance(node, Fields) and isinstance(step, int):  # a group written for a list: « regles »
        return dict(enumerate(node.entries.values())).get(step, node)
    if isinstance(node, Fields) and isinstance(step, str):
        return node.entries.get(step, node.entries.get(step.removeprefix("noms_"), node))
    return node


def walk(node: Node) -> Iterator[Node]:
    """Yield a tree's nodes, parents first, those of records already made included."""
    yield node
    if isinstance(node, Built):
        yield from walk(node.node)
    if isinstance(node, Fields | Items):
        children = node.entries.values() if isinstance(node, Fields) else node.items
        for child in children:
            yield from walk(child)


_STEP = re.compile(r"\[(\d+)\]|([^.\[\]]+)")


def steps_of(path: str) -> Steps:
    """Return the steps of a path written as findings write it.

    >>> steps_of("pouvoirs[2].mandant")
    ('pouvoirs', 2, 'mandant')
    """
    return tuple(int(rank) if rank else name for rank, name in _STEP.findall(path))
