"""Numbers of articles and annexes, and references to them, as Word fields with the right text inside.

``{% numero article a.titre %}`` writes the next number of a series as a SEQ field in a bookmark;
``{% renvoi a.titre %}``, or ``[[titre]]`` in formatted text, writes a REF field to that bookmark.
References are filled once every part is rendered: a target may stand after what refers to it.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain

from delibgen.errors import closest
from delibgen.word.escape import Raw, plain
from delibgen.word.faults import Fault

ASKED, ASKED_END = "\ufded", "\ufdee"
"""Around the rank of a reference that is not filled yet."""
IN_TEXT = re.compile(r"\[\[([^\[\]\n]{1,200})\]\]")
"""A reference in formatted text."""
_ASKED = re.compile(f"{ASKED}(\\d+){ASKED_END}")
_ORDINAL = frozenset(("article", "alinea"))
"""Series whose first number is « 1er »."""


@dataclass(frozen=True, slots=True)
class _Target:
    series: str
    name: str
    """What it was called, as given."""
    shown: str
    bookmark: str


@dataclass(frozen=True, slots=True)
class _Asked:
    name: str
    series: str
    format: str
    """Run properties."""
    tag: int


def folded(text: str) -> str:
    """Return a name as names are compared: without case, accents or punctuation.

    >>> folded("Modalités  de versement")
    'modalites de versement'
    """
    bare = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe"))
    return " ".join(re.findall(r"[a-z0-9]+", "".join(c for c in bare if not unicodedata.combining(c))))


def field_runs(properties: str, code: str, shown: str) -> str:
    """Return the runs of a field that shows ``shown``."""
    run = f"<w:r>{properties}"
    return (
        f'{run}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'{run}<w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        f'{run}<w:fldChar w:fldCharType="separate"/></w:r>'
        f'{run}<w:t xml:space="preserve">{shown}</w:t></w:r>{run}<w:fldChar w:fldCharType="end"/></w:r>'
    )


def _ambiguous(asked: _Asked, found: Sequence[_Target]) -> Fault:
    shown = ", ".join(f"{target.series} {target.shown}" for target in found)
    message = f"le renvoi à « {asked.name} », dans {{tag}}, désigne plusieurs endroits : {shown}"
    several = len({target.series for target in found}) == len(found)
    advice = f"précisez « {found[0].series}: {asked.name} », ou changez un titre"
    return Fault("DG417", message, advice if several else "donnez à chacun un titre qui lui est propre")


@dataclass(slots=True)
class References:
    """The numbers and references of one render."""

    first_bookmark: int
    """First bookmark identifier that is free."""
    _counts: Counter[str] = field(default_factory=Counter)
    _targets: dict[str, list[_Target]] = field(default_factory=dict)
    _asked: list[_Asked] = field(default_factory=list)
    _bookmarks: int = 0

    @property
    def next_bookmark(self) -> int:
        """Return a bookmark identifier that is free once everything is numbered."""
        return self.first_bookmark + self._bookmarks

    def number(self, series: str, name: object, properties: str) -> Raw:
        """Return the next number of a series, in a bookmark that references find under ``name``."""
        self._counts[series] += 1
        rank = self._counts[series]
        ending = "er" if rank == 1 and series in _ORDINAL else ""
        bookmark = f"_Ref_{series}_{rank}"
        target = _Target(series, _text(name), f"{rank}{ending}", bookmark)
        if key := folded(target.name):
            self._targets.setdefault(key, []).append(target)
        identifier = self.first_bookmark + self._bookmarks
        self._bookmarks += 1
        suffix = f"<w:r>{properties}<w:t>{ending}</w:t></w:r>" if ending else ""
        number = field_runs(properties, f"SEQ {series} \\* ARABIC", str(rank))
        return Raw(
            f'<w:bookmarkStart w:id="{identifier}" w:name="{bookmark}"/>{number}{suffix}'
            f'<w:bookmarkEnd w:id="{identifier}"/>'
        )

    def refer(self, series: str, name: object, properties: str, tag: int) -> Raw:
        """Return what stands for a reference until the targets are known."""
        text = _text(name)
        before, colon, after = text.partition(":")
        if not series and colon and folded(before) in self._counts.keys() | _ORDINAL | {"annexe"}:
            series, text = folded(before), after
        self._asked.append(_Asked(text.strip(), series, properties, tag))
        return Raw(f"{ASKED}{len(self._asked) - 1}{ASKED_END}")

    def faults(self) -> list[tuple[Fault, int]]:
        """Return a fault, and the tag where it is, for each reference that has not exactly one target."""
        return [(problem, asked.tag) for asked in self._asked if (problem := self._problem(asked))]

    def _found(self, asked: _Asked) -> list[_Target]:
        found = self._targets.get(folded(asked.name), [])
        return [target for target in found if asked.series in {"", target.series}]

    def _problem(self, asked: _Asked) -> Fault | None:
        found = self._found(asked)
        if len(found) == 1:
            return None
        return _ambiguous(asked, found) if found else self._leads_nowhere(asked)

    def _leads_nowhere(self, asked: _Asked) -> Fault:
        names = self._names(asked.series)
        near = closest(folded(asked.name), list(map(folded, names)))
        shown = ", ".join(f"« {name} »" for name in names[:12])
        advice = f"on peut renvoyer à {shown}" if shown else "aucun numéro ne porte de nom"
        if near:
            advice = f"vouliez-vous « {next(name for name in names if folded(name) == near)} » ?"
        return Fault("DG416", f"le renvoi à « {asked.name} », dans {{tag}}, ne désigne rien", advice)

    def _names(self, series: str) -> list[str]:
        """Return what a reference of a series may lead to, in the order of the document; ``""`` for any."""
        targets = chain.from_iterable(self._targets.values())
        return list(dict.fromkeys(target.name for target in targets if series in {"", target.series}))

    def fill(self, text: str) -> str:
        """Return a part with its references filled; each has exactly one target."""
        return _ASKED.sub(self._field, text) if ASKED in text else text

    def _field(self, match: re.Match[str]) -> str:
        asked = self._asked[int(match[1])]
        target = self._found(asked)[0]
        return field_runs(asked.format, f"REF {target.bookmark} \\h", target.shown)

    def split(self, text: str, properties: str, tag: int) -> list[str]:
        """Return formatted text cut at its references: text, reference, text…"""
        pieces: list[str] = []
        position = 0
        for match in IN_TEXT.finditer(text):
            pieces += [text[position : match.start()], self.refer("", match[1], properties, tag)]
            position = match.end()
        return [*pieces, text[position:]]


def _text(name: object) -> str:
    text = plain(name)
    if text is None:
        raise Fault("DG406", "le nom donné à {tag} n'est pas un texte", "nommez un champ de texte")
    return text
