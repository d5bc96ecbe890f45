"""A page break that Writer puts at the end of a tag's paragraph goes back to the paragraph after it.

Where Word says « page break before » of a paragraph, LibreOffice may write a break at the end of the one that
precedes. When that one is a tag, the break would leave with it.
"""

from typing import TYPE_CHECKING

from delibgen.word.names import PPR, RPR, P, R, is_on, w
from delibgen.word.xml import properties_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_BEFORE = frozenset(w(name) for name in ("pStyle", "keepNext", "keepLines"))
_BREAK_BEFORE = w("pageBreakBefore")


def pass_break_on(paragraph: "_Element") -> None:
    """Give the page break that ends a tag's paragraph to the paragraph after it, if there is one."""
    run, after = _last_break(paragraph), paragraph.getnext()
    if run is None or after is None or after.tag != P:
        return
    paragraph.remove(run)
    if not begins_page(after):
        _begin_page(after)


def begins_page(paragraph: "_Element") -> bool:
    """Tell whether a paragraph asks for a page break before it."""
    return is_on(paragraph.find(f"{PPR}/{_BREAK_BEFORE}"))


def _last_break(paragraph: "_Element") -> "_Element | None":
    """Return the run that ends a paragraph and holds a page break, no more."""
    run = paragraph[-1] if len(paragraph) else None
    if run is None or run.tag != R:
        return None
    inside = [child for child in run if child.tag != RPR]
    is_break = len(inside) == 1 and inside[0].tag == w("br") and inside[0].get(w("type")) == "page"
    return run if is_break else None


def _begin_page(paragraph: "_Element") -> None:
    properties = properties_of(paragraph)
    for refused in properties.findall(_BREAK_BEFORE):
        properties.remove(refused)
    rank = sum(1 for child in properties if child.tag in _BEFORE)
    properties.insert(rank, properties.makeelement(_BREAK_BEFORE, {}))
