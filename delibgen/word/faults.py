"""What goes wrong during one render, before its place is known."""

from delibgen.errors import Finding


class Fault(Exception):  # noqa: N818
    """A render fault without its place: the session adds the tag and the paragraph.

    The message may hold ``{tag}``, replaced by the tag as typed.
    """

    def __init__(self, code: str, message: str, suggestion: str = "") -> None:
        super().__init__(code, message, suggestion)
        self.code, self.message, self.suggestion = code, message, suggestion


class Unplaced(Exception):  # noqa: N818
    """Findings that already know their place."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__(*findings)
        self.findings = findings
