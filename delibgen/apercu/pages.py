"""The pages of a Word file as pictures: to look at, never to sign.

rdocx (extra ``apercu``) draws at once, with fonts of its own; without it, LibreOffice makes a PDF and
pypdfium2 or ``pdftoppm`` draws it. What the one cannot read, the other tries.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec

from delibgen.apercu import office
from delibgen.errors import ConversionError, DelibgenError, Finding, MissingToolError

DPI = 70
"""Dots an inch: a page is read at ease in the cell of a notebook."""

INSTALL = "pip install 'delibgen[apercu]'"


@dataclass(frozen=True)
class Pages:
    """Pages of a document."""

    images: tuple[bytes, ...]
    """A PNG file a page."""
    outil: str
    """What drew them: « rdocx » or « LibreOffice »."""


def draw_pages(data: bytes, *, dpi: int = DPI) -> Pages:
    """Return the pages of a .docx.

    Args:
        data: octets of the file.
        dpi: dots an inch.

    Raises:
        MissingToolError: (DG514) neither rdocx nor LibreOffice is installed; the message gives the command.
        ConversionError: (DG515) those that are installed could not draw it.
    """
    tools = list(_installed())
    if not tools:
        todo = f"pour les voir : {INSTALL} ; ou installer LibreOffice"
        raise MissingToolError(Finding(code="DG514", message="rien pour dessiner les pages", suggestion=todo))
    reasons = []
    for name, draw in tools:
        try:
            return Pages(draw(data, dpi), name)
        except DelibgenError as fault:
            reasons.append(f"{name} : {fault.findings[0].message}")
    raise ConversionError(
        Finding(code="DG515", message=f"pages impossibles à dessiner ({' ; '.join(reasons)})")
    )


def _installed() -> Iterator[tuple[str, Callable[[bytes, int], tuple[bytes, ...]]]]:
    if find_spec("rdocx"):
        yield "rdocx", by_rdocx
    if office.can_draw():
        yield "LibreOffice", office.draw


def by_rdocx(data: bytes, dpi: int) -> tuple[bytes, ...]:
    """Return a PNG for each page of a .docx; raise ``ConversionError`` when rdocx cannot read it."""
    import rdocx

    try:
        drawn = rdocx.Document.from_bytes(data).render_pages(dpi=float(dpi))
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as fault:  # a panic of its Rust code is no ``Exception``
        reason = str(fault).splitlines()[0] if str(fault) else type(fault).__name__
        raise ConversionError(Finding(code="DG515", message=reason)) from None
    return (drawn,) if isinstance(drawn, bytes) else tuple(drawn)
