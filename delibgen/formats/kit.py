"""Word files in the common style: the style kit of the shipped deliberation, with another body.

Paragraphs are built as text: ``p("Corps", "Vu ", Tag("{{ visa }}"))``.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from xml.sax.saxutils import escape

from delibgen.render import SHIPPED

PAGE = 9864
"""Width of the text between the margins, in twentieths of a point."""
_BODY = "word/document.xml"
_FOOTER = "word/footer1.xml"
_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Tag:
    """A run in the character style of the tags, blue on yellow until the render."""

    texte: str


@dataclass(frozen=True, slots=True)
class Code:
    """A run in a monospace font: what is typed as it stands."""

    texte: str


@dataclass(frozen=True, slots=True)
class Gras:
    """A run in bold."""

    texte: str


Morceau = str | Tag | Code | Gras
_RUNS = {
    Tag: '<w:rPr><w:rStyle w:val="Champ"/></w:rPr>',
    Code: '<w:rPr><w:rFonts w:ascii="Liberation Mono" w:hAnsi="Liberation Mono" w:cs="Liberation Mono"/>'
    '<w:sz w:val="16"/><w:szCs w:val="16"/></w:rPr>',
    Gras: "<w:rPr><w:b/><w:bCs/></w:rPr>",
}


def run(morceau: Morceau) -> str:
    """Return a run; a tab in a plain text is a tab of Word."""
    properties = "" if isinstance(morceau, str) else _RUNS[type(morceau)]
    texte = morceau if isinstance(morceau, str) else morceau.texte
    inside = "<w:tab/>".join(f'<w:t xml:space="preserve">{escape(bit)}</w:t>' for bit in texte.split("\t"))
    return f"<w:r>{properties}{inside}</w:r>"


def p(style: str, *morceaux: Morceau) -> str:
    """Return a paragraph."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{"".join(map(run, morceaux))}</w:p>'


def block(style: str, ouverture: str, contenu: Iterable[str], fermeture: str) -> str:
    """Return paragraphs between two tags that stand each on their own line."""
    return p(style, Tag(ouverture)) + "".join(contenu) + p(style, Tag(fermeture))


def cell(width: int, *paragraphs: str, shade: str = "") -> str:
    """Return a cell of a table."""
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else ""
    inside = "".join(paragraphs) or p("Cellule")
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{fill}</w:tcPr>{inside}</w:tc>'


def row(*cells: str, head: bool = False) -> str:
    """Return a row, never cut by a page; a head is repeated on each page."""
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if head else ''}</w:trPr>{''.join(cells)}</w:tr>"


def table(widths: Sequence[int], *rows: str, style: str = "Tableau") -> str:
    """Return a table whose columns keep their widths."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    look = f'<w:tblStyle w:val="{style}"/>' if style else ""
    return (
        f'<w:tbl><w:tblPr>{look}<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


@lru_cache(maxsize=1)
def _parts() -> dict[str, bytes]:
    with zipfile.ZipFile(SHIPPED / "deliberation.docx") as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def letterhead() -> str:
    """Return the letterhead of the shipped templates: logo and lines of the body, room for the stamp."""
    body = _parts()[_BODY].decode("utf-8")
    return body[body.index("<w:tbl>") : body.index("</w:tbl>") + len("</w:tbl>")]


def package(body: str, footer: Sequence[Morceau], *, titre: str, styles: str = "") -> bytes:
    """Return a .docx: the style kit and ``styles``, this body, this text at the foot of each page."""
    parts = dict(_parts())
    parts["word/styles.xml"] = parts["word/styles.xml"].replace(
        b"</w:styles>", f"{styles}</w:styles>".encode()
    )
    section = re.search(r"<w:sectPr.*?</w:sectPr>", parts[_BODY].decode("utf-8"), re.DOTALL)
    head = parts[_BODY].decode("utf-8").split("<w:body>")[0]
    parts[_BODY] = f"{head}<w:body>{body}{section[0] if section else ''}</w:body></w:document>".encode()
    foot = parts[_FOOTER].decode("utf-8")
    first, number = foot.split("</w:pPr>", 1)[0] + "</w:pPr>", foot[foot.index("<w:r><w:tab/>") :]
    parts[_FOOTER] = (first + "".join(map(run, footer)) + number).encode()
    core = parts["docProps/core.xml"].decode("utf-8")
    parts["docProps/core.xml"] = re.sub(
        r"<dc:title>.*?</dc:title>", lambda _: f"<dc:title>{escape(titre)}</dc:title>", core
    ).encode()
    return _zipped(parts)


def _zipped(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, date_time=_EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return buffer.getvalue()


__all__ = [
    "PAGE",
    "Code",
    "Gras",
    "Morceau",
    "Tag",
    "block",
    "cell",
    "letterhead",
    "p",
    "package",
    "row",
    "run",
    "table",
]
