"""What was found, as a list that a notebook shows as a table."""

from typing import Protocol

from delibgen.apercu.html import Html, escape, note, plain, table
from delibgen.errors import Finding, Severity

_COLOURS = {Severity.BLOQUANT: "#e02840", Severity.ALERTE: "#b36b00", Severity.INFORMATION: "#2f7de1"}
"""Colours that stand out on white and on black alike (contrast of 4 at least)."""
_HEAD = ("Gravité", "Code", "Où", "Constat", "À faire", "Texte")


class _Printer(Protocol):
    def text(self, text: str) -> None:
        """Write a text."""


class Findings(list[Finding]):
    """A list of findings; a notebook shows it as a table, IPython on a terminal a line each."""

    def __str__(self) -> str:
        return "\n".join(_line(finding) for finding in self) or "Aucun constat."

    def _repr_html_(self) -> str:
        if not self:
            return note("Aucun constat.")
        return table(_HEAD, (_cells(finding) for finding in self))

    def _repr_pretty_(self, printer: _Printer, cycle: bool) -> None:  # noqa: FBT001  (IPython's protocol)
        printer.text("Findings(…)" if cycle else str(self))


def _line(finding: Finding) -> str:
    mark = "" if finding.severity is Severity.BLOQUANT else f"{finding.severity.value} : "
    return f"{mark}{finding}"


def _cells(finding: Finding) -> tuple[object, ...]:
    colour = _COLOURS[finding.severity]
    grave = Html(f"<b style='color:{colour}'>{escape(finding.severity.value)}</b>")
    where = "\n".join(part for part in (finding.path, str(finding.place)) if part)
    excerpt = plain(finding.place.excerpt) if finding.place.excerpt else Html("")
    message = Html(escape(finding.message) + excerpt)
    return grave, finding.code, where, message, finding.suggestion, finding.article
