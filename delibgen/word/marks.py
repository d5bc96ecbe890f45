"""Bookmarks of a template, and where a number may be written."""

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from delibgen.errors import Finding
from delibgen.word.codes import fault
from delibgen.word.names import TXBX, ancestor, w
from delibgen.word.parts import Story
from delibgen.word.structure import number_of, tags_and
from delibgen.word.tag import Tag

if TYPE_CHECKING:
    from lxml.etree import _Element

_IDENTIFIER = re.compile(r"[0-9]{1,9}\Z")


def first_bookmark(stories: Iterable[Story]) -> int:
    """Return an identifier above those of every bookmark of the document."""
    found = (
        int(identifier)
        for story in stories
        for mark in story.root.iter(w("bookmarkStart"))
        if _IDENTIFIER.match(identifier := mark.get(w("id"), ""))
    )
    return 1 + max(found, default=0)


def check_numbers(root: "_Element", tags: Sequence[Tag], faults: list[Finding], *, body: bool) -> None:
    """Refuse a number of a series where it would be counted twice, or out of order."""
    for node in tags_and(root):
        number = number_of(node)
        if number < 0 or tags[number].keyword not in {"numero", "sommaire"}:
            continue
        if not body or ancestor(node, TXBX) is not None:
            message = f"la balise « {tags[number].raw} » n'est pas dans le texte du document"
            advice = "placez-la dans le corps, hors des en-têtes, des notes et des zones de texte"
            faults.append(fault("DG124", message, tags[number].place, advice))
