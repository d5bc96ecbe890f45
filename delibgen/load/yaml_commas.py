"""Sentences that a comma cuts in a YAML list between brackets: « [que le siège est libre, vacant] »."""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from delibgen.errors import Finding, Severity
from delibgen.load.nodes import Fields, Items, Mark, Node, text_of, walk

_RECITAL_OPENINGS = (
    r"que?|l|les?|la|une?|des|ces?|cet|cette|son|sa|ses|leurs?|notre|nos|votre|vos|il|chaque|plusieurs|tous|toute?s?|"
    r"enfin|également|toutefois|cependant|néanmoins|donc|aussi|ainsi|d['’]une part|d['’]autre part|"
    r"en conséquence|en outre|par ailleurs|de plus"
)
_NO_RECITAL = re.compile(rf"(?!(?:qu['’]|(?:{_RECITAL_OPENINGS})\b))[\da-zà-ÿœ]")
"""What cannot begin a recital: « démissionnaire », « faute de candidat », « 33 € »."""
_NO_VISA = re.compile(
    r"(?:notamment|et|ou|mais|dont|qui|que|où|en|du|de|des|d['’]|à|au|aux|par|pour|sur|dans|sous|avec|sans|modifiée?s?"
    r"|relati(?:f|ve)s?|portant|ainsi|puis|pris|prise|approuvée?s?|complétée?s?|fixant|article)\b|\d"
)
"""What cannot begin a visa, nor follow « Vu »."""
_NO_SENTENCE = re.compile(r"[\da-zà-ÿœ]")
"""What cannot begin an article of the operative part."""
_NO_NAME = re.compile(r"[^A-ZÀ-ÞŒ]*\Z")
"""No capital letter: part of a name or of a capacity."""

_SENTENCES: dict[str, re.Pattern[str]] = {
    "visas": _NO_VISA,
    "considerants": _NO_RECITAL,
    "dispositif": _NO_SENTENCE,
    **dict.fromkeys(("assistants", "elus", "rapporteurs", "sieges_vacants"), _NO_NAME),
}
"""Fields that hold texts in a list, and what is the end of a text rather than the beginning of another."""
_QUOTED = "\"'|>&*"


def cut_texts(tree: Node) -> Iterator[Finding]:
    """Yield an alert for each text of a list between brackets that looks like the end of the one before."""
    for node in walk(tree):
        for name, child in node.entries.items() if isinstance(node, Fields) else ():
            if name in _SENTENCES and isinstance(child, Items) and _opens(child.mark, "["):
                yield from _cut(name, child, _SENTENCES[name].match)


def _cut(name: str, items: Items, is_end: Callable[[str], object]) -> Iterator[Finding]:
    for before, after in pairwise(items.items):
        first, end = _bare(before), _bare(after)
        if first and end and is_end(end):
            yield _alert(name, first, end, after.mark)


def _bare(node: Node) -> str:
    """Return a text that is written without quotes; nothing for anything else."""
    text = text_of(node)
    return "" if text is None or _opens(node.mark, _QUOTED) else text


def _opens(mark: Mark, signs: str) -> bool:
    """Tell whether what stands at a place begins with one of these signs."""
    lines = mark.source.lines
    return mark.line <= len(lines) and lines[mark.line - 1][mark.column - 1 : mark.column] in [*signs]


def _alert(name: str, before: str, after: str, mark: Mark) -> Finding:
    whole = f"{before}, {after}"
    shown = whole if len(whole) <= 60 else f"…{whole[-59:]}"
    return Finding(
        code="DG230",
        message=f"« {after} » : la virgule a coupé la phrase « {shown} »",
        place=mark.place(),
        path=name,
        severity=Severity.ALERTE,
        suggestion=f'mettre toute la phrase entre guillemets : {name}: ["…, …"], ou un tiret par ligne',
    )
