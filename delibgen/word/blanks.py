"""Texts without a letter that a render has printed: each may be a hole where a name should be."""

import re
from collections import Counter
from collections.abc import Sequence

from delibgen.errors import Finding
from delibgen.word.codes import warning
from delibgen.word.compiled import Part
from delibgen.word.tag import Tag

_WANTED = re.compile(r"\"\s*\"|'\s*'")
"""A tag that writes an empty text itself: « {{ nom or "" }} »."""


def tell_blanks(
    blanks: Sequence[tuple[str, int]], parts: Sequence[Part], tags: Sequence[Tag]
) -> tuple[Finding, ...]:
    """Return a finding for each tag that printed nothing; ``blanks`` are the parts and lines where it was."""
    programs = {part.name: part.program for part in parts}
    counts = Counter(programs[part].tag_of(line) for part, line in blanks)
    return tuple(
        _told(tags[number], count)
        for number, count in sorted(counts.items())
        if number >= 0 and not _WANTED.search(tags[number].body)
    )


def _told(tag: Tag, count: int) -> Finding:
    times = "" if count == 1 else f", {count} fois"
    message = f"la balise « {tag.raw} » n'imprime rien{times} : sa valeur est un texte vide"
    advice = "complétez la donnée ; si elle peut manquer, entourez la balise de {% if … %} … {% endif %}"
    return warning("DG419", message, tag.place, advice)
