"""Texts compared without their accents."""

import re
import unicodedata
from typing import Literal

_MARKS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")
"""The blocks of combining marks: faster than asking Unicode about each character."""


def without_accents(text: str, form: Literal["NFD", "NFKD"] = "NFD") -> str:
    """Return a text without its accents, for comparison only.

    >>> without_accents("Évry-Grégy")
    'Evry-Gregy'
    """
    return text if text.isascii() else _MARKS.sub("", unicodedata.normalize(form, text))
