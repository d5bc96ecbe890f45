"""Texts without a letter that a render has printed: each may be a hole where a name should be."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache

from delibgen.errors import Finding, Place
from delibgen.word.codes import warning
from delibgen.word.compiled import Part
from delibgen.word.escape import LOST
from delibgen.word.tag import Tag

_WANTED = re.compile(r"\"\s*\"|'\s*'")
"""A tag that writes an empty text itself: « {{ nom or "" }} »."""
_AROUND = re.compile(f"[^<>]{{0,40}}[{LOST}][^<>]{{0,40}}")
_LOST_MESSAGE = "un signe « \ufffd », ou vide, tient la place d'un caractère perdu avant le rendu"
_LOST_ADVICE = "retapez le mot dans la donnée, ou relisez le fichier d'origine dans son codage (UTF-8)"


def tell_lost(texts: Mapping[str, str], parts: Sequence[Part]) -> tuple[Finding, ...]:
    """Return a finding for each part that shows « \ufffd »: a letter was lost before the render."""
    labels = {part.name: part.label for part in parts}
    return tuple(
        warning("DG420", _LOST_MESSAGE, Place(part=labels[name], excerpt=match[0].strip()), _LOST_ADVICE)
        for name, text in texts.items()
        if (match := _AROUND.search(text))
    )


def tell_blanks(
    blanks: Sequence[tuple[str, int]], parts: Sequence[Part], tags: Sequence[Tag]
) -> tuple[Finding, ...]:
    """Return a finding for each tag that printed nothing; ``blanks`` are the parts and lines where it was."""
    programs = {part.name: part.program for part in parts}
    counts: dict[int, int] = {}
    for (part, line), count in Counter(blanks).items():
        number = programs[part].tag_of(line)
        counts[number] = counts.get(number, 0) + count
    found = [_told(tags[number], count) for number, count in sorted(counts.items()) if number >= 0]
    return tuple(finding for finding in found if finding is not None)


@lru_cache(maxsize=512)
def _told(tag: Tag, count: int) -> Finding | None:
    """Return what is told of a tag, the same from one act to the next."""
    if _WANTED.search(tag.body):
        return None
    times = "" if count == 1 else f", {count} fois"
    message = f"la balise « {tag.raw} » n'imprime rien{times} : sa valeur est un texte vide"
    advice = "complétez la donnée ; si elle peut manquer, entourez la balise de {% if … %} … {% endif %}"
    return warning("DG419", message, tag.place, advice)
