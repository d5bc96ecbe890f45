"""Where findings go: one for each fault, at the place of its tag, none twice."""

from dataclasses import dataclass, field, replace

from delibgen.errors import Finding, Place, Severity
from delibgen.word.codes import TITLES, fault
from delibgen.word.tag import Tag

_ALERTS = frozenset((
    "DG160",
    "DG162",
    "DG163",
    "DG164",
    "DG165",
    "DG166",
    "DG167",
    "DG169",
    "DG185",
    "DG186",
    "DG189",
))
"""Codes that do not make a document wrong for certain."""


@dataclass(slots=True)
class Findings:
    """The findings of one lint."""

    all: list[Finding] = field(default_factory=list)
    tag: Tag | None = None
    """The tag being read."""
    muted: int = 0
    """Above zero, nothing is reported: an expression is read again."""

    def say(
        self,
        code: str,
        message: str,
        advice: str = "",
        *,
        tag: Tag | None = None,
        severity: Severity | None = None,
    ) -> None:
        """Add a finding about a tag, the one being read by default, as grave as its code is by default."""
        assert code in TITLES, code  # noqa: S101
        about = tag or self.tag
        if self.muted or about is None:
            return
        severity = severity or (Severity.ALERTE if code in _ALERTS else Severity.BLOQUANT)
        self.add(code, f"{message}, dans la balise « {about.raw} »", about.place, advice, severity)

    def add(self, code: str, message: str, place: Place, advice: str, severity: Severity) -> None:
        """Add a finding, once."""
        finding = replace(fault(code, message, place, advice), severity=severity)
        if finding not in self.all:
            self.all.append(finding)
