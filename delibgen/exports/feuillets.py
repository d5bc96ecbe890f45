"""Where each deliberation begins in the register, as LibreOffice lays it out."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from delibgen.errors import ConversionError, Finding, Place
from delibgen.exports.annexes import require_pikepdf

if TYPE_CHECKING:
    import pikepdf


def register_pages(pdf: Path, numbers: Sequence[str]) -> tuple[int, dict[str, int]]:
    """Return the number of pages of a register, and the page (from 1) where each deliberation begins.

    A deliberation is found by a bookmark whose title bears its number: the heading of a template of one's own
    does as well. One that no heading names has no page.

    Raises:
        MissingToolError: the extra ``pdf`` is not installed.
        ConversionError: the file cannot be read.
    """
    require_pikepdf()
    import pikepdf

    try:
        with pikepdf.open(pdf) as file, file.open_outline() as outline:
            ranks = {page.obj.objgen: rank for rank, page in enumerate(file.pages, 1)}
            return len(file.pages), dict(_found(_headings(outline.root, ranks), numbers))
    except (pikepdf.PdfError, OSError) as error:
        message = "PDF du registre illisible : ses feuillets ne se comptent pas"
        raise ConversionError(Finding(code="DG511", message=message, place=Place(file=str(pdf)))) from error


def _headings(
    items: "Sequence[pikepdf.OutlineItem]", ranks: dict[tuple[int, int], int]
) -> Iterator[tuple[str, int]]:
    """Yield the title and the page of each bookmark, in reading order."""
    import pikepdf

    for item in items:
        target = item.action.get("/D") if item.action is not None else item.destination
        if isinstance(target, pikepdf.Array) and target[0].objgen in ranks:
            yield str(item.title), ranks[target[0].objgen]
        yield from _headings(item.children, ranks)


def _found(titles: Iterable[tuple[str, int]], numbers: Sequence[str]) -> Mapping[str, int]:
    """Return number → page: an object may name another number, but all the headings begin alike."""
    words = {number: re.compile(rf"(?<![\w/.-]){re.escape(number)}(?![\w/-]|\.\w)") for number in numbers}
    by_prefix: dict[str, dict[str, int]] = {}
    for title, page in titles:
        for number, word in words.items():
            hit = word.search(title)
            if hit is not None:
                prefix = re.sub(r"\d+", "#", title[: hit.start()])
                by_prefix.setdefault(prefix, {}).setdefault(number, page)
    return max(by_prefix.values(), key=len, default={})


__all__ = ["register_pages"]
