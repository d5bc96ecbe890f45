"""The Jinja source of a part: its XML, with the tags between the engine's own delimiters, one line each."""

import re
from typing import TYPE_CHECKING

from delibgen.word.blocks import DRAWING_ID
from delibgen.word.environment import (
    BLOCK,
    BLOCK_END,
    VALUE,
    VALUE_END,
)
from delibgen.word.lists import NUMBER, NUMBER_END, NUMBER_START
from delibgen.word.runtime import (
    BLOCKS,
    CELL_FILTERS,
    DRAWING,
    LIST,
    LIST_START,
    NUMBERED,
    REFERENCE,
    RUNS,
)
from delibgen.word.settling import EMPTY, OTHERWISE
from delibgen.word.structure import INSTRUCTION
from delibgen.word.tag import Tag
from delibgen.word.toc import TOC_TAG
from delibgen.word.xml import HEAD

if TYPE_CHECKING:
    from lxml.etree import _Element

_TOKEN = re.compile(
    f"\ufdd0(\\d+)\ufdd1|<\\?{INSTRUCTION} (\\d+)\\?>|{DRAWING_ID}|{OTHERWISE}"
    f"|([{NUMBER}{NUMBER_START}])(\\d+){NUMBER_END}"
)


def write_source(root: "_Element", tags: list[Tag]) -> tuple[str, dict[int, int]]:
    """Return the Jinja source of a part, and the number of the tag that starts on each line."""
    from lxml import etree

    text = HEAD + etree.tostring(root, encoding="unicode")
    pieces: list[str] = []
    lines: dict[int, int] = {}
    line, position = 1, 0
    for match in _TOKEN.finditer(text):
        literal = text[position : match.start()]
        position = match.end()
        line += literal.count("\n")
        pieces.append(literal)
        number = match[1] or match[2]
        if match[0] == OTHERWISE:
            pieces.append(f"{BLOCK}else{BLOCK_END}{EMPTY}")
            continue
        if match[3]:
            pieces.append(f"{VALUE}{match[4]}|{LIST if match[3] == NUMBER else LIST_START}{VALUE_END}")
            continue
        if number is None:
            pieces.append(f"{VALUE}0|{DRAWING}{VALUE_END}")
            continue
        lines[line] = int(number)
        pieces.append(_code(tags[int(number)]))
        line += 1
    pieces.append(text[position:])
    return "".join(pieces), lines


def _code(tag: Tag) -> str:
    """Return a tag as Jinja reads it; the line break inside makes the line number tell the tag."""
    if tag.keyword == "#":
        return "\ufdd6\n\ufdd7"
    if tag.is_value:
        kind = {"p": BLOCKS, "r": RUNS}.get(tag.prefix)
        body = f"({tag.body})|{kind}({tag.number})" if kind else tag.body
        return f"{VALUE} {body}\n{VALUE_END}"
    if tag.keyword == "sommaire":
        return f"{TOC_TAG}\n"
    if tag.is_field:
        filtered = NUMBERED if tag.keyword == "numero" else REFERENCE
        return f'{VALUE}({tag.body})|{filtered}("{tag.series}", {tag.number})\n{VALUE_END}'
    if tag.is_shape:
        return f"{VALUE}({tag.body})|{_shaping(tag)}\n{VALUE_END}"
    return f"{BLOCK}{tag.body}\n{BLOCK_END}"


def _shaping(tag: Tag) -> str:
    """Return the filter that writes what a tag asks of its cell."""
    arguments = {"hm": f"({tag.number}, loop.length)", "vm": f"({tag.number})"}
    return CELL_FILTERS[tag.keyword] + arguments.get(tag.keyword, "")
