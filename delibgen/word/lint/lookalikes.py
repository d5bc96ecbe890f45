"""Texts that look like tags, with other signs than braces: « [[ objet ]] » is printed as it is."""

import re
from collections.abc import Collection, Iterable, Iterator

from delibgen.errors import Finding, Place
from delibgen.word.codes import warning

Lookalike = tuple[Place, str]
"""A text that looks like a tag, and its place."""
_NAMED = r"\s*([a-z]\w*(?:\.\w+)*)\s*(?:(?:\||(?:or|and|if)\b).*?)?"
_PAIRS = (
    (r"\[\[", r"\]\]"),
    (r"\(\(", r"\)\)"),
    (r"<<", r">>"),
    (r"\u2039\u2039", r"\u203a\u203a"),
    (r"\u00ab\u00ab", r"\u00bb\u00bb"),
    (r"\{\[", r"\]\}"),
    (r"\{\(", r"\)\}"),
    (r"\[\{", r"\}\]"),
    (r"\(\{", r"\}\)"),
    (r"\uff5b\uff5b", r"\uff5d\uff5d"),
)
_VALUE = re.compile("|".join(f"{left}{_NAMED}{right}" for left, right in _PAIRS))
_COMMAND = re.compile(
    r"(?:\[%|<%|\(%)\s*((?:p|tr|tc|r)?\s*(?:for|if|elif|else|endif|endfor|set)\b[^%]*)(?:%\]|%>|%\))"
)


def lookalikes(text: str, place: Place) -> Iterator[Lookalike]:
    """Yield the texts of a paragraph that look like tags."""
    if _SIGNS.search(text):
        for found in (*_VALUE.finditer(text), *_COMMAND.finditer(text)):
            yield place, found[0]


_SIGNS = re.compile(r"\[[\[%{]|\([(%{]|<[<%]|\u2039\u2039|\u00ab\u00ab|\{[\[(]|\uff5b\uff5b")


def mistaken(found: Iterable[Lookalike], names: Collection[str]) -> Iterator[Finding]:
    """Yield a finding for each command, and each value whose name is known, between other signs than braces.

    ``names`` are those that a tag may read: a word in double brackets that is no name was meant as it is.
    """
    for place, text in found:
        value, command = _VALUE.fullmatch(text), _COMMAND.fullmatch(text)
        meant = ""
        if command:
            meant = f"{{% {command[1].strip()} %}}"
        elif value and next(filter(None, value.groups())).partition(".")[0] in names:
            meant = f"{{{{ {text[2:-2].strip()} }}}}"
        if meant:
            message = f"« {text} » ne sera pas remplacé : une balise s'écrit entre accolades"
            yield warning("DG129", message, place.around(text), f"écrivez « {meant} »")
