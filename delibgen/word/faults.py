"""What goes wrong during one render, before its place is known."""


class Fault(Exception):  # noqa: N818
    """A render fault without its place: the session adds the tag and the paragraph.

    The message may hold ``{tag}``, replaced by the tag as typed.
    """

    def __init__(self, code: str, message: str, suggestion: str = "") -> None:
        super().__init__(code, message, suggestion)
        self.code, self.message, self.suggestion = code, message, suggestion
