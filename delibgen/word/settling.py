"""The marks of ``keep`` in a rendered text: what is left without a row goes, a cell left empty is told."""

import re

TABLE, ROWS, ROWS_END, CELL, CELL_END = "\ufdda", "\ufddb", "\ufddc", "\ufddd", "\ufdde"
OTHERWISE, EMPTY = "\ufde0", "\ufde1"
"""In a loop that makes all the rows of a table: where its ``else`` goes, and what that prints."""
_BOOKMARK = re.compile(r"<w:bookmark(?:Start|End)(?: [^<>]*)?/>")
APART = "\ufde2"
"""After a table that a block repeats or takes away: another one may come to touch it."""
_EMPTY_TABLE = re.compile(f"{TABLE}[^{TABLE}]*?{ROWS}(?:{_BOOKMARK.pattern})*{ROWS_END}</w:tbl>")
_TOUCHING = re.compile(
    f"(</w:tbl>)((?:{_BOOKMARK.pattern}|{APART})*{APART}(?:{_BOOKMARK.pattern}|{APART})*)(?=<w:tbl[ >])"
)
_CELL_MARK = re.compile(f"{CELL}(\\d+){CELL_END}")
_TABLE_END = "</w:tbl>"
_ENDS = ("</w:p>", "<w:p/>", "</w:sdt>", "</w:tr>", "</w:tc>", _TABLE_END)
_PARAGRAPH = "<w:p/>"


def settle(text: str) -> tuple[str, int]:
    """Drop the tables left without a row, part those that Word would join, and take the marks away.

    Return the text and -1, or the number of the tag that left a cell empty.
    """
    while EMPTY in text:
        text = _drop_table(text, text.index(EMPTY))
    if ROWS in text:
        if _may_stand(ROWS_END, after=text.split(ROWS)):
            text = _EMPTY_TABLE.sub(lambda match: _bookmarks(match[0]), text)
        text = text.replace(TABLE, "").replace(ROWS, "").replace(ROWS_END, "")
    if APART in text:
        pieces = text.split(APART)
        if _may_stand("<w:tbl", after=pieces):
            pieces = _TOUCHING.sub(rf"\1{_PARAGRAPH}\2", text).split(APART)
        text = "".join(pieces)
    return _settle_cells(text) if CELL in text else (text, -1)


def _may_stand(sign: str, *, after: list[str]) -> bool:
    """Tell whether a pattern may find a sign after a mark: the pattern would read the whole text."""
    return any(piece.startswith((sign, "<w:bookmark")) for piece in after[1:])


def _settle_cells(text: str) -> tuple[str, int]:
    """Give a paragraph to each cell that a table ends; tell the tag that left one empty."""
    position = 0
    pieces: list[str] = []
    for match in _CELL_MARK.finditer(text):
        last = _last_tag(text, match.start())
        if not last.startswith(_ENDS):
            return text, int(match[1])
        pieces += (text[position : match.start()], _PARAGRAPH if last == _TABLE_END else "")
        position = match.end()
    return "".join(pieces) + text[position:], -1


def _drop_table(text: str, at: int) -> str:
    """Take out the table around a mark; it has no row, so no table inside."""
    start = max(text.rfind("<w:tbl>", 0, at), text.rfind("<w:tbl ", 0, at))
    end = text.index("</w:tbl>", at) + len("</w:tbl>")
    return text[:start] + _bookmarks(text[start:end]) + text[end:]


def _bookmarks(text: str) -> str:
    """Return the bookmarks of a table that goes: their other end may be elsewhere."""
    return "".join(_BOOKMARK.findall(text))


def _last_tag(text: str, at: int) -> str:
    """Return the tag that ends at ``at``, bookmarks passed over; an empty paragraph always as ``<w:p/>``."""
    start = text.rindex("<", 0, at)
    tag = text[start:at]
    if tag.startswith("<w:bookmark"):
        return _last_tag(text, start)
    return _PARAGRAPH if tag.startswith("<w:p ") and tag.endswith("/>") else tag
