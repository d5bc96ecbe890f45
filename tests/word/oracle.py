"""An independent renderer of templates, on plain text: no jinja, no lxml, nothing of delibgen.

A document is a list of blocks: a paragraph is its text, tags as typed; a table is a list of rows, a row a
list of cells, a cell a list of blocks. ``{%p … %}`` stands alone in its paragraph, ``{%tr … %}`` in its row.
"""

import re
from collections.abc import Callable, Sequence

Row = list[list["Block"]]
Block = str | list[Row]
Values = dict[str, object]


class EmptyCellError(Exception):
    """A cell or a part would be left without a paragraph: Word refuses such a file, so must the engine."""


def paragraphs(blocks: Sequence[Block], values: Values) -> list[str]:
    """Return the text of each paragraph once rendered, nested ones included, in the order of the document."""
    found: list[str] = []
    run(blocks, values, lambda b: _keyword(b, "p"), lambda b, v: found.extend(_block(b, v)))
    if not found:
        raise EmptyCellError
    return found


def _block(block: Block, values: Values) -> list[str]:
    if isinstance(block, str):
        pieces: list[str] = []
        parts = re.split(r"(\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\})", block)
        run(parts, values, lambda b: _keyword(b, ""), lambda b, v: pieces.append(_inline(b, v)))
        return ["".join(pieces)]
    found: list[str] = []
    first = lambda row: row[0][0] if isinstance(row[0][0], str) else ""  # noqa: E731
    cells = lambda row, v: found.extend(text for cell in row for text in paragraphs(cell, v))  # noqa: E731
    run(block, values, lambda row: _keyword(first(row), "tr"), cells)
    return found


def _inline(piece: str, values: Values) -> str:
    if piece.startswith("{#"):
        return ""
    return str(value(piece[2:-2], values)) if piece.startswith("{{") else piece


def _keyword(block: object, prefix: str) -> list[str]:
    match = re.fullmatch(rf"\{{%{prefix} (.*) %\}}", block) if isinstance(block, str) else None
    return match[1].split(" ", 1) if match else []


def run(
    items: Sequence,
    values: Values,
    tag: Callable[[object], list[str]],
    emit: Callable[[object, Values], None],
) -> None:
    """Give each item that is reached to ``emit``, following the tags that stand among the items."""
    at = 0
    while at < len(items):
        word, *rest = tag(items[at]) or [""]
        at += 1
        if word == "set":
            name, _, expression = rest[0].partition(" = ")
            values[name] = value(expression, values)
        elif word in {"for", "if"}:
            branches, at = _branches(items, at, tag, [word, *rest])
            _choose(branches, values, tag, emit)
        else:
            emit(items[at - 1], values)


def _branches(
    items: Sequence, at: int, tag: Callable, opening: list[str]
) -> tuple[list[tuple[list[str], list]], int]:
    branches, depth = [(opening, [])], 0
    while True:
        words = tag(items[at])
        word = words[0] if words else ""
        at += 1
        if depth == 0 and word in {"endfor", "endif"}:
            return branches, at
        if depth == 0 and word in {"else", "elif"}:
            branches.append((words, []))
            continue
        depth += (word in {"for", "if"}) - (word in {"endfor", "endif"})
        branches[-1][1].append(items[at - 1])


def _choose(branches: list[tuple[list[str], list]], values: Values, tag: Callable, emit: Callable) -> None:
    (word, *rest), body = branches[0]
    if word == "for":
        name, _, expression = rest[0].partition(" in ")
        turns = value(expression, values)
        for index, item in enumerate(turns):
            loop = {
                "index": index + 1, "index0": index, "first": index == 0, "last": index == len(turns) - 1,
                "length": len(turns), "revindex": len(turns) - index,
            }  # fmt: skip
            run(body, {**values, name: item, "loop": loop}, tag, emit)
        if not turns and len(branches) > 1:
            run(branches[1][1], dict(values), tag, emit)
        return
    for (word, *rest), chosen in branches:
        if word == "else" or value(rest[0], values):
            run(chosen, values, tag, emit)
            return


def value(expression: str, values: Values) -> object:
    """Return the value of an expression: the grammar of the tags without parentheses."""
    text = expression.strip()
    if match := re.fullmatch(r"(.+?) if (.+) else (.+)", text):
        return value(match[1] if value(match[2], values) else match[3], values)
    for word, join in ((" or ", any), (" and ", all)):
        if word in text:
            return join(value(piece, values) for piece in text.split(word))
    if text.startswith("not "):
        return not value(text[4:], values)
    sign = next((sign for sign in _COMPARE if sign in text), "")
    if sign:
        left, right = text.split(sign)
        return _COMPARE[sign](value(left, values), value(right, values))
    text, none, _ = text.partition(" is none")
    source, *filters = text.split(" | ")
    found = _atom(source.strip(), values)
    for name in filters:
        found = _FILTERS[name.strip()](found)
    return found is None if none else found


_COMPARE: dict[str, Callable] = {
    " == ": lambda a, b: a == b, " != ": lambda a, b: a != b, " >= ": lambda a, b: a >= b,
    " > ": lambda a, b: a > b, " < ": lambda a, b: a < b, " not in ": lambda a, b: a not in b,
    " in ": lambda a, b: a in b,
}  # fmt: skip
_FILTERS: dict[str, Callable] = {
    "length": len, "first": lambda a: a[0], "last": lambda a: a[-1], "join(', ')": ", ".join,
}  # fmt: skip


def _atom(text: str, values: Values) -> object:
    if text[0] in "\"'":
        return text[1:-1]
    if text.isdigit():
        return int(text)
    name, *steps = text.split(".")
    found = values[name]
    for step in steps:
        found = found[step]
    return found
