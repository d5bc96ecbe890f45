"""What any act may leave unsaid: the places where a text says that it is to be completed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from delibgen.french.accents import without_accents
from delibgen.model.acte import Acte
from delibgen.model.base import A_COMPLETER, Record
from delibgen.model.membre import Membre
from delibgen.rules.base import Remarque, rule

_MARK = "a completer"
_CUT = "\x00"
"""Between the texts of an act: no text holds it."""
_HOLE = re.compile(rf"\[\s*{A_COMPLETER}", re.IGNORECASE)


class Passage(NamedTuple):
    """One text of an act."""

    path: str
    text: str
    plain: str
    """The text without case or accents."""


def _collect(value: object, path: str, found: list[tuple[str, str]]) -> None:
    """Add the path and the text of each string of a field.

    Members are not looked into: an assembly has a hundred, and their names come from its roll. Annexed acts
    are not either: they are checked for themselves.
    """
    if isinstance(value, str):
        found.append((path, value))
    elif isinstance(value, tuple | list):
        for rank, item in enumerate(value):
            if isinstance(item, Membre):
                continue
            _collect(item, f"{path}[{rank}]", found)
    elif isinstance(value, Record) and not isinstance(value, Membre | Acte):
        _collect_record(value, path, found)


def _collect_record(record: Record, path: str, found: list[tuple[str, str]]) -> None:
    values = record.__dict__
    for name in type(record).model_fields:
        value = values[name]
        if value is not None and name != "seance":
            _collect(value, f"{path}.{name}", found)


@lru_cache(maxsize=32)
def plain(text: str) -> str:
    """Return a text without case or accents, for patterns.

    >>> plain("L’État, à Évry")
    "l'etat, a evry"
    """
    folded = text.casefold().replace("’", "'")
    if folded.isascii():
        return folded
    return without_accents(folded)


@dataclass(frozen=True)
class Ecrit:
    """What was written for one act, its sitting left out; several rules read it."""

    passages: tuple[Passage, ...]
    """Every text, in the order of the fields."""
    tout: str
    """All of them, folded: what is not there is in none of them."""


@dataclass(frozen=True, eq=False)
class _Same:
    """A record as a key, by identity: hashing a whole act would cost more than reading it."""

    record: Record

    def __hash__(self) -> int:
        return id(self.record)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.record is self.record


@lru_cache(maxsize=8)
def _written(key: _Same) -> Ecrit:
    """Read an act once for all its rules, and a sitting once for all its acts."""
    found: list[tuple[str, str]] = []
    _collect_record(key.record, "", found)
    folded = plain(_CUT.join(text for _, text in found)).split(_CUT)  # folded once, not piece by piece
    pieces = zip(found, folded, strict=True)
    return Ecrit(tuple(Passage(path[1:], text, bare) for (path, text), bare in pieces), "\n".join(folded))


def passages(acte: Acte, *marks: str) -> Sequence[Passage]:
    """Return what was written for an act, piece by piece.

    Args:
        acte: the act; its sitting and its annexed acts are not looked into.
        marks: folded words, one of which must be in the piece.
    """
    return _with_marks(acte, marks)


def _with_marks(record: Record, marks: tuple[str, ...]) -> Sequence[Passage]:
    written = _written(_Same(record))
    if not marks:
        return written.passages
    there = [mark for mark in marks if mark in written.tout]
    if not there:
        return ()
    return [passage for passage in written.passages if any(mark in passage.plain for mark in there)]


@rule("DG362", "pratique : un acte se signe complet")
def textes_complets(acte: Acte) -> Iterator[Remarque]:
    """Aucun texte ne reste à compléter.

    À faire : écrire le texte avant la signature.
    """
    seance = getattr(acte, "seance", None)
    sitting = _with_marks(seance, (_MARK,)) if isinstance(seance, Record) else ()
    own = (*passages(acte, _MARK), *(p._replace(path=f"seance.{p.path}") for p in sitting))
    for path, text, _ in own:
        found = _HOLE.search(text)
        if found:
            excerpt = text[found.start() :].split("\n")[0]
            short = excerpt if len(excerpt) <= 60 else f"{excerpt[:59]}…"
            yield path, f"reste à compléter : « {short} »", "écrire le texte avant la signature"
