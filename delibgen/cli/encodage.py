"""Terminals that are not UTF-8: a character that they lack is written with those that they have."""

import codecs
import sys
import unicodedata

_NEAR = {
    "–": "-",
    "—": "-",
    "‑": "-",
    "‐": "-",
    "−": "-",
    "…": "...",
    "’": "'",
    "‘": "'",
    "“": '"',
    "”": '"',
    "«": '"',
    "»": '"',
    "→": "->",
    "×": "x",
    "·": "-",
    "\u00a0": " ",
    "\u202f": " ",
    "œ": "oe",
    "Œ": "OE",
    "€": "EUR",
}


def _nearest(fault: UnicodeError) -> tuple[str, int]:
    """Return what stands for the characters that an encoding lacks: never a question mark, never an error."""
    if not isinstance(fault, UnicodeEncodeError):
        raise fault
    lost = fault.object[fault.start : fault.end]
    return "".join(map(_near, lost)), fault.end


def _near(char: str) -> str:
    bare = unicodedata.normalize("NFKD", char).encode("ascii", "ignore").decode()
    return _NEAR.get(char) or bare or char.encode("ascii", "backslashreplace").decode()


codecs.register_error("delibgen", _nearest)


def prepare_streams() -> None:
    """Make the standard streams write every text, whatever their encoding."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="delibgen")


def is_unicode() -> bool:
    """Tell whether standard output writes every character."""
    name = getattr(sys.stdout, "encoding", None) or "ascii"
    return codecs.lookup(name).name.startswith("utf")
