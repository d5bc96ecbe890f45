"""The Markdown that acts are made of — paragraphs, flat lists, bold and italic — read without a parser.

Only texts whose blocks can be told line by line are taken; any other is left to the parser of CommonMark.
What is taken gives exactly what the parser would give: a property test compares the two.
"""

import re

_MARKS = "#>+*-"
"""What a heading, a quotation, another list or a rule begins with."""
_ORDERED = re.compile(r"\d{1,9}[.)]")


def has_inline(text: str) -> bool:
    """Tell whether something may be bold, italic or escaped in a text."""
    return "*" in text or "_" in text or "\\" in text


def split_blocks(source: str) -> list[str | list[str]] | None:
    r"""Return the paragraphs (texts) and the bulleted lists (their items), ``None`` if not simple.

    >>> split_blocks("Le Conseil\ndécide :\n- d'approuver\n- de charger\n\nVu")
    ['Le Conseil\ndécide :', ["d'approuver", 'de charger'], 'Vu']
    >>> split_blocks("1. un") is None
    True
    """
    if "|" in source or "\t" in source:
        return None
    blocks: list[str | list[str]] = []
    fresh = True
    for line in source.split("\n"):
        text = line[2:] if line.startswith("- ") else line
        if not line:
            fresh = True
            continue
        if _is_odd(text):
            return None
        if text is not line:
            _add_item(blocks, text)
        elif fresh:
            blocks.append(line)
        else:
            _continue(blocks, line)
        fresh = False
    return blocks


def _is_odd(text: str) -> bool:
    """Tell whether a line is a heading, a quotation, another list, an indented text or a hard break."""
    if not text or text[0] in _MARKS or text.strip() != text:
        return True
    return text[0].isdigit() and _ORDERED.match(text) is not None


def _add_item(blocks: list[str | list[str]], item: str) -> None:
    """Add an item to the list that comes last, or begin one: a blank line ends no list."""
    last = blocks[-1] if blocks else ""
    if isinstance(last, list):
        last.append(item)
    else:
        blocks.append([item])


def _continue(blocks: list[str | list[str]], line: str) -> None:
    """Add a line to the paragraph, or to the item, that comes last."""
    last = blocks[-1]
    if isinstance(last, list):
        last[-1] = f"{last[-1]}\n{line}"
    else:
        blocks[-1] = f"{last}\n{line}"
