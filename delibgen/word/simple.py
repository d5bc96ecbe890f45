"""The Markdown that acts are made of — paragraphs, flat lists, bold and italic — read without a parser.

Only texts whose blocks can be told line by line are taken; any other is left to the parser of CommonMark.
What is taken gives exactly what the parser would give: a property test compares the two.
"""

import re

_NOT_SIMPLE = re.compile(r"\||\t|^(?:- )?+(?:[^\S\n]|[#>+*-]|\d{1,9}[.)])|[^\S\n]$", re.MULTILINE)
"""A cell, a heading, a quotation, another list, an indented line, a hard break: anything but plain lines."""
INLINE = re.compile(r"[*_\\]")
"""What may be bold, italic or escaped in the text of a paragraph."""


def split_blocks(source: str) -> list[str | list[str]] | None:
    r"""Return the paragraphs (texts) and the bulleted lists (their items), ``None`` if not simple.

    >>> split_blocks("Le Conseil\ndécide :\n- d'approuver\n- de charger\n\nVu")
    ['Le Conseil\ndécide :', ["d'approuver", 'de charger'], 'Vu']
    >>> split_blocks("1. un") is None
    True
    """
    if _NOT_SIMPLE.search(source):
        return None
    blocks: list[str | list[str]] = []
    fresh = True
    for line in source.split("\n"):
        last = blocks[-1] if blocks else ""
        if line.startswith("- "):
            if isinstance(last, list):
                last.append(line[2:])
            else:
                blocks.append([line[2:]])
        elif line and fresh:
            blocks.append(line)
        elif line and isinstance(last, list):
            last[-1] = f"{last[-1]}\n{line}"
        elif line:
            blocks[-1] = f"{last}\n{line}"
        fresh = not line
    return blocks
