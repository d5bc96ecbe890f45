"""A document in the cell of a notebook."""

from delibgen.apercu.html import Html, image, join, note, plain
from delibgen.apercu.pages import draw_pages
from delibgen.errors import DelibgenError

PAGES_MAX = 20
"""Pages put into a cell: a register of 300 pages would stall the browser."""


def show_document(data: bytes, name: str, text: str) -> Html:
    """Return the pages of a document as HTML, or its text and why there are no pages.

    Args:
        data: octets of the .docx.
        name: its name.
        text: its text, shown when pages cannot be drawn.
    """
    title = name or "Document"
    try:
        pages = draw_pages(data)
    except DelibgenError as fault:
        reason = " ; ".join(bit for f in fault.findings for bit in (f.message, f.suggestion) if bit)
        return join(note(f"{title} : le texte seul, {reason}"), plain(text))
    count = len(pages.images)
    shown = pages.images[:PAGES_MAX]
    pictures = (image(png, f"{title}, page {rank}") for rank, png in enumerate(shown, 1))
    more = f" ; les {PAGES_MAX} premières sont montrées" if count > PAGES_MAX else ""
    size = f"{count} page{'s' if count > 1 else ''}{more}"
    return join(
        note(f"{title} : {size} ; aperçu par {pages.outil}, la page exacte est celle de Word"), *pictures
    )
