"""Texts compared without their accents, or without case and accents."""

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from typing import Literal

Form = Literal["NFD", "NFKD"]
Fold = Callable[[str], str]

_MARKS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")
"""The blocks of combining marks: faster than asking Unicode about each character."""

_PAGES = ("latin-1", "cp1252")
"""One octet for each letter of a name; for every sign of French texts, the narrow no-break space apart."""
_NARROW = "\u202f"
_ODD = 0x81
"""A control character that texts do not hold: what is not one octet once folded."""


def without_accents(text: str, form: Form = "NFD") -> str:
    """Return a text without its accents, for comparison only.

    >>> without_accents("Évry-Grégy")
    'Evry-Gregy'
    """
    return text if text.isascii() else _by_octets(text, _bare, form)


def without_case_or_accents(text: str, form: Form = "NFD") -> str:
    """Return a text without case or accents, for comparison only.

    >>> without_case_or_accents("ÉVRY-Grégy"), without_case_or_accents("Straße")
    ('evry-gregy', 'strasse')
    """
    return text.lower() if text.isascii() else _by_octets(text, _folded, form)


def _bare(text: str, form: Form) -> str:
    return _MARKS.sub("", unicodedata.normalize(form, text))


def _folded(text: str, form: Form) -> str:
    return _bare(text.casefold(), form)


def _by_octets(text: str, fold: Callable[[str, Form], str], form: Form) -> str:
    """Return ``fold(text)``; by a table of octets, ten times faster, when a code page has all of it."""
    for page in _PAGES:
        try:
            octets = text.encode(page).translate(_table(page, fold, form))
        except UnicodeEncodeError:
            continue
        if _ODD not in octets:
            return octets.decode(page)
    if _NARROW in text and form == "NFD":
        return _NARROW.join(_by_octets(piece, fold, form) for piece in text.split(_NARROW))
    return fold(text, form)


@cache
def _table(page: str, fold: Callable[[str, Form], str], form: Form) -> bytes:
    """Return what each octet of a code page becomes."""
    octets = bytearray()
    for octet in range(256):
        char = bytes((octet,)).decode(page, "ignore")
        folded = fold(char, form).encode(page, "ignore")
        octets.append(folded[0] if len(folded) == 1 and not 0x80 <= ord(char) < 0xA0 else _ODD)
    return bytes(octets)


__all__ = ["without_accents", "without_case_or_accents"]
