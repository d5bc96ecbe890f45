"""Blocks of a finished act that a list or a Markdown text gave, folded into a loop or into one tag."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from copy import deepcopy
from functools import partial
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from delibgen.formats.appels import put_alone
from delibgen.formats.contexte import Valeur, named
from delibgen.formats.remplacer import alike, clone_with, place_of, replace_text, shown, text_of
from delibgen.formats.valeurs import RANG
from delibgen.word.document import text_lines
from delibgen.word.names import TBL, TC, TR, P, T

if TYPE_CHECKING:
    from lxml.etree import _Element

_SURE = 15
"""A list of one item is looked for by a text of that length at least: a short one may be there by chance."""


def label_of(paragraph: "_Element") -> str:
    """Return the words before a paragraph: the line above it, or the cell on its left."""
    cell = paragraph.getparent()
    before = paragraph.getprevious()
    if cell is not None and cell.tag == TC and (before is None or before.tag not in {P, TBL}):
        before = cell.getprevious()
    return text_of(before.iter(T)) if before is not None else ""


def own_texts(item: list[Valeur], known: Collection[str]) -> list[Valeur]:
    """Return the texts of the only item of a list that can be no other's."""
    long = (value for value in item if len(value.texte) >= _SURE)
    return [value for value in long if not any(value.texte in text for text in known)]


def fold_markdown(root: "_Element", tag: str, lines: list[str]) -> Iterator[str]:
    """Replace the paragraphs and tables that a Markdown text gives by its tag."""
    wanted = [alike(line) for line in lines]
    for first in list(root.iter(P)):
        run = list(as_many(first, len(wanted)))
        if wanted and [alike(line) for block in run for line in lines_of(block)] == wanted:
            put_alone(run, clone_with(first, tag))
            yield tag
            return


def as_many(first: "_Element | None", count: int) -> "Iterator[_Element]":
    """Yield a block and those that follow it, until they have so many lines."""
    block = first
    while block is not None and count > 0 and block.tag in {P, TBL}:
        yield block
        count -= len(lines_of(block))
        block = block.getnext()


def lines_of(block: "_Element") -> list[str]:
    """Return the text of a paragraph or of a table, by line."""
    holder = block.makeelement("lines", {}, None)
    holder.append(deepcopy(block))
    return list(text_lines(holder))


def _runs(root: "_Element", unit: str, count: int) -> "Iterator[list[_Element]]":
    """Yield every sequence of so many blocks that follow each other."""
    if count < 1:
        return
    for block in list(root.iter(unit)):
        same = takewhile(lambda one: one.tag == unit, onwards(block))
        run = list(islice(same, count))
        if len(run) == count:
            yield run


def onwards(block: "_Element") -> "Iterator[_Element]":
    """Yield a block and all that follow it beside it."""
    yield block
    yield from block.itersiblings()


def fold_lists(
    root: "_Element",
    path: str,
    items: list[list[Valeur]],
    rolls: "Collection[_Element]" = (),
    names: Iterable[str] = (),
) -> Iterator[str]:
    """Turn the rows, or the paragraphs, that differ only by the items of a list into a loop."""
    for unit, prefix in ((TR, "tr"), (P, "p")):
        for run in list(_runs(root, unit, len(items))):
            used = _shared(run, items)
            enough = len(run) > 1 or unit == P or len(used) > 1
            if used and enough and (len(run) > 1 or _told(run[0], path, used, rolls, names)):
                _fold(run, path, prefix, used)
                yield f"{{%{prefix} for element in {path} %}}"
                return


def _shared(run: "list[_Element]", items: list[list[Valeur]]) -> list[Valeur]:
    """Return the values that blocks hold each for its item, all else being equal; none when it is not."""
    frames = [frame_of(block, values) for block, values in zip(run, items, strict=True)]
    used = [value for value in items[0] if value.balise in frames[0][1]]
    said = any(value.chemin != RANG for value in used)
    equal = said and len(set(frames)) == 1 and not any(map(_tagged, run))
    return used if equal else []


def _told(
    block: "_Element",
    path: str,
    used: list[Valeur],
    rolls: "Collection[_Element]",
    names: Iterable[str],
) -> bool:
    """Tell whether a block is surely that of the only item of a list: a name alone is told by its words."""
    texts = [value.texte for value in used if value.chemin != RANG]
    if not all(_names_somebody(text, names) for text in texts):
        return True
    in_roll = any(paragraph in rolls for paragraph in block.iter(P))
    return bool(texts) and not in_roll and named(path, f"{label_of(block)} {shown(block)}")


def _names_somebody(text: str, names: Iterable[str]) -> bool:
    return any(name in alike(text) for name in names)


def _tagged(block: "_Element") -> bool:
    text = shown(block)
    return "{{" in text or "{%" in text


def _fold(run: "list[_Element]", path: str, prefix: str, values: list[Valeur]) -> None:
    """Keep the first block, tagged, between the tags of a loop."""
    first = run[0]
    for value in values:
        for paragraph in first.iter(P):
            replace_text(paragraph, value.texte, partial(_place, value))
    first.addprevious(clone_with(first, f"{{%{prefix} for element in {path} %}}"))
    first.addnext(clone_with(first, f"{{%{prefix} endfor %}}"))
    put_alone([first, *run[1:]], first)


def _place(value: Valeur, before: str, _after: str) -> str | None:
    """Return the tag of an item's value; that of its rank at the beginning of the text only."""
    return value.balise if value.chemin != RANG or not before.strip() else None


def frame_of(block: "_Element", values: Sequence[Valeur]) -> tuple[str, tuple[str, ...]]:
    """Return the text of a block with the item's values replaced by their tags, and the tags used."""
    text = alike(shown(block))
    used = []
    for value in values:
        known = alike(value.texte)
        if value.chemin == RANG:
            if text.startswith(known):
                text = value.balise + text[len(known) :]
                used.append(value.balise)
        elif (at := place_of(text, known)) >= 0:
            text = text[:at] + value.balise + text[at + len(known) :]
            used.append(value.balise)
    return text, tuple(used)
