"""HTML for the cell of a notebook. Every text that comes in is data: it is escaped here, at one place."""

import html
from base64 import b64encode
from collections.abc import Iterable, Sequence

from delibgen.errors import printable

_CELL = "text-align:left;vertical-align:top;white-space:pre-line"
_PAGE = "max-width:100%;border:1px solid #bbb;margin:0 8px 8px 0"
_NOTE = "opacity:.75;font-size:85%"  # of the theme's own colour: dark themes too


class Html(str):
    """HTML already escaped."""

    __slots__ = ()


def escape(text: object) -> Html:
    """Return a text as HTML; what is HTML already stays as it is.

    >>> escape("Dupont & <Fils>"), escape(Html("<b>1</b>"))
    ('Dupont &amp; &lt;Fils&gt;', '<b>1</b>')
    """
    return text if isinstance(text, Html) else Html(html.escape(printable(str(text))))


def table(head: Sequence[object], rows: Iterable[Sequence[object]], *, title: object = "") -> Html:
    """Return a table; cells are texts, or ``Html``."""
    caption = f"<caption style='text-align:left;font-weight:bold'>{escape(title)}</caption>" if title else ""
    names = "".join(f"<th style='{_CELL}'>{escape(name)}</th>" for name in head)
    lines = (
        "<tr>" + "".join(f"<td style='{_CELL}'>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows
    )
    return Html(f"<table>{caption}<thead><tr>{names}</tr></thead><tbody>{''.join(lines)}</tbody></table>")


def items(values: Iterable[object]) -> Html:
    """Return a list."""
    lines = "".join(f"<li>{escape(value)}</li>" for value in values)
    return Html(f"<ul style='margin:0;padding-left:1.2em'>{lines}</ul>")


def folded(summary: object, content: Html) -> Html:
    """Return what opens when it is clicked."""
    return Html(f"<details><summary>{escape(summary)}</summary>{content}</details>")


def note(text: object) -> Html:
    """Return a remark in small letters."""
    return Html(f"<p style='{_NOTE}'>{escape(text)}</p>")


def plain(text: object) -> Html:
    """Return a text with its lines and its tabs."""
    return Html(f"<pre style='white-space:pre-wrap'>{escape(text)}</pre>")


def image(png: bytes, description: str) -> Html:
    """Return a page, its picture inside the HTML: a notebook that is sent away keeps it."""
    data = b64encode(png).decode("ascii")
    return Html(f"<img style='{_PAGE}' alt='{escape(description)}' src='data:image/png;base64,{data}'>")


def join(*parts: Html) -> Html:
    """Return the parts one after another."""
    return Html("".join(parts))
