"""The properties of a document (title, language…): written by the engine, never taken from the template."""

import re

from delibgen.errors import Finding, RenderError
from delibgen.light import TYPE_CHECKING, dataclass
from delibgen.word.escape import checked, escape
from delibgen.word.faults import Fault

if TYPE_CHECKING:
    from datetime import datetime

CORE = "docProps/core.xml"
APP = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns="http://schemas.openxmlformats.org/'
    'officeDocument/2006/extended-properties"><Application>delibgen</Application></Properties>'
)
_OPEN = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties'
    ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:dcmitype="http://purl.org/dc/dcmitype/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Properties:
    """What the file tells of itself. Nothing is taken from the template nor from the clock."""

    titre: str = ""
    sujet: str = ""
    auteur: str = ""
    mots_cles: str = ""
    categorie: str = ""
    langue: str = "fr-FR"
    cree: "datetime | None" = None
    """Time of creation, with its time zone; left out when ``None``."""
    modifie: "datetime | None" = None
    premiere_page: int | None = None
    """Number of the first page, for a register continued over the year; 1 when ``None``."""

    def to_xml(self) -> str:
        """Return the core properties part; raise ``RenderError`` (DG404, DG403) for what it cannot hold."""
        texts = (
            ("dc:title", self.titre), ("dc:subject", self.sujet), ("dc:creator", self.auteur),
            ("cp:keywords", self.mots_cles), ("cp:category", self.categorie), ("dc:language", self.langue),
        )  # fmt: skip
        lines = [f"<{name}>{_text(value)}</{name}>" for name, value in texts if value]
        for name, moment in (("created", self.cree), ("modified", self.modifie)):
            if moment is not None:
                lines.append(f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{_moment(moment)}</dcterms:{name}>')
        return f"{_OPEN}{''.join(lines)}</cp:coreProperties>"


_PAGE_SETUP = r"(?s)(<w:pgMar [^>]*/>.*?)(?:<w:pgNumType( [^>]*)?/>)?(?=<w:cols|<w:docGrid|</w:sectPr)"
_START = r' w:start="[^"]*"'


def number_from(body: str, first: int) -> str:
    """Return a main part whose first section numbers its pages from ``first``."""

    def start(found: re.Match[str]) -> str:
        """Return the page setup with its first number."""
        kept = re.sub(_START, "", found[2] or "")
        return f'{found[1]}<w:pgNumType{kept} w:start="{first}"/>'

    return re.sub(_PAGE_SETUP, start, body, count=1)


def _text(value: str) -> str:
    try:
        return escape(checked(value, 4_000))
    except Fault as error:
        message = error.message.replace("{tag}", "une propriété du document")
        raise RenderError(Finding(code=error.code, message=message, suggestion=error.suggestion)) from error


def _moment(moment: "datetime") -> str:
    from datetime import UTC

    if moment.tzinfo is None:
        message = "la date de création ou de modification du document n'a pas de fuseau horaire"
        raise RenderError(Finding(code="DG403", message=message, suggestion="donnez un datetime avec tzinfo"))
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
