"""What any act may leave unsaid: the places where a text says that it is to be completed."""

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from functools import cache, lru_cache
from typing import Annotated, Any, Literal, NamedTuple, cast, get_args, get_origin

from delibgen.french.accents import without_case_or_accents
from delibgen.model.acte import Acte
from delibgen.model.base import A_COMPLETER, Record
from delibgen.model.faults import join_path
from delibgen.model.kept import cached_property, kept
from delibgen.model.membre import Membre
from delibgen.model.seance import Seance
from delibgen.rules.base import Remarque, rule
from delibgen.rules.regard import seance_of

_MARK = "["
"""What such a place begins with: nearly no text holds one."""
_FEW = 2
"""Words that are looked for before a pattern."""
_CUT = "\x00"
"""Between the texts of an act: no text holds it."""
_HOLE = re.compile(rf"\[\s*{A_COMPLETER}", re.IGNORECASE)

Step = tuple[Any, str | int]
"""Where a text is: the step before (``None`` at first), and the name of a field or a rank."""


class Passage(NamedTuple):
    """One text of an act."""

    step: Step
    """Where it is."""
    text: str
    plain: str
    """The text without case or accents."""
    before: str = ""

    @property
    def path(self) -> str:
        """Its path: written for what is found, and nearly always nothing is."""
        return self.before + _path(self.step)


@cache
def _text_fields(kind: type[Record]) -> tuple[str, ...]:
    """Return the fields of a record that may hold a text; the sitting of an act is read apart."""
    fields = kind.model_fields.items()
    return tuple(name for name, field in fields if name != "seance" and _may_hold_text(field.annotation))


def _may_hold_text(annotation: Any) -> bool:  # noqa: ANN401  (typing forms have no type)
    """Tell whether a text may be found in a field; members and choices in a list are none.

    Members are not looked into: an assembly has a hundred, and their names come from its roll. Annexed acts
    are not either: they are checked for themselves.
    """
    if get_origin(annotation) is Literal or annotation in {type(None), Ellipsis}:
        return False
    if get_origin(annotation) is Annotated:
        return _may_hold_text(get_args(annotation)[0])
    if inner := get_args(annotation):
        return any(map(_may_hold_text, inner))
    return not isinstance(annotation, type) or annotation is object or _class_may_hold_text(annotation)


def _class_may_hold_text(kind: type) -> bool:
    if issubclass(kind, Enum | Membre | Acte):
        return False
    return issubclass(kind, str | tuple | list) or (issubclass(kind, Record) and bool(_text_fields(kind)))


@lru_cache(maxsize=1024)
def _is_read_inside(kind: type) -> bool:
    """Tell whether values of a class are looked into: records that are neither members nor acts."""
    return issubclass(kind, Record) and not issubclass(kind, (Membre, Acte))


@cache
def _is_silent_unset(kind: type[Record]) -> bool:
    """Tell whether a record of which no field was given holds no text: formulas, declared counts."""
    fields = [kind.model_fields[name] for name in _text_fields(kind)]
    return not any(field.default or field.default_factory for field in fields)


def _collect(value: object, step: Step, found: list[tuple[Step, str]]) -> None:
    """Add each string of a field, and where it is."""
    kind: type = type(value)
    if isinstance(value, str):
        found.append((step, value))
    elif isinstance(value, (tuple, list)):
        for rank, item in enumerate(value):
            _collect(item, (step, rank), found)
    elif _is_read_inside(kind):
        _collect_record(cast("Record", value), step, found)


def _collect_record(record: Record, step: Step | None, found: list[tuple[Step, str]]) -> None:
    kind, values = type(record), record.__dict__
    if not record.__pydantic_fields_set__ and _is_silent_unset(kind):
        return
    for name in _text_fields(kind):
        value = values[name]
        if type(value) is str:  # most are, and most of the others are not given
            found.append(((step, name), value))
        elif value:
            _collect(value, (step, name), found)


def _path(step: Step | None) -> str:
    steps: list[str | int] = []
    while step is not None:
        step, name = step
        steps.insert(0, name)
    return join_path(tuple(steps))


@lru_cache(maxsize=32)
def plain(text: str) -> str:
    """Return a text without case or accents, for patterns.

    >>> plain("L’État, à Évry")
    "l'etat, a evry"
    """
    return without_case_or_accents(text.replace("’", "'"))


class Ecrit:
    """What was written for one record, its sitting left out; several rules read it."""

    def __init__(self, record: Record) -> None:
        self._found: list[tuple[Step, str]] = []
        _collect_record(record, None, self._found)
        self.tout = plain.__wrapped__(_CUT.join([text for _, text in self._found]))
        """All its texts, folded at one go: what is not there is in none of them."""
        self._holds: dict[tuple[str, ...], bool] = {}
        self._known: dict[tuple[str, ...], Sequence[Passage]] = {}
        self._fields: dict[str, str] = {}

    @cached_property
    def _plains(self) -> list[str]:
        return self.tout.split(_CUT)

    def field(self, name: str) -> str:
        """Return a field that is one text, folded; ``""`` when it has none."""
        known = self._fields.get(name)
        if known is None:
            known = self._fields[name] = self._at((None, name))
        return known

    def _at(self, step: Step) -> str:
        for rank, (place, _) in enumerate(self._found):
            if place == step:
                return self.tout.split(_CUT, rank + 1)[rank]
        return ""

    def holds(self, marks: tuple[str, ...]) -> bool:
        """Tell whether the texts hold one of these folded words."""
        known = self._holds.get(marks)
        if known is None:
            known = self._holds[marks] = any(mark in self.tout for mark in marks)
        return known

    def passages(self, marks: tuple[str, ...]) -> Sequence[Passage]:
        """Return the texts that hold one of these folded words, in the order of the fields."""
        known = self._known.get(marks)
        if known is None:
            known = self._known[marks] = self._holding([mark for mark in marks if mark in self.tout])
        return known

    def _holding(self, there: list[str]) -> Sequence[Passage]:
        if not there:
            return ()
        plains = self._plains
        ranks = {rank for mark in there for rank, text in enumerate(plains) if mark in text}
        return [Passage(*self._found[rank], plains[rank]) for rank in sorted(ranks)]


def written(record: Record) -> Ecrit:
    """Return what was written for an act or a sitting, read one time for all the rules."""
    return kept(Ecrit, record)


def passages(acte: Acte, *marks: str, like: tuple[re.Pattern[str], ...] = ()) -> Sequence[Passage]:
    """Return what was written for an act, piece by piece.

    Args:
        acte: the act; its sitting and its annexed acts are not looked into.
        marks: folded words, one of which must be in the piece.
        like: patterns, one of which must be found in one of the folded texts; they are looked for in all of
            them at one go, and fast when they begin with a letter or a sign.
    """
    found = written(acte)
    if len(marks) <= _FEW and not found.holds(marks):
        return ()
    if like and not any(pattern.search(found.tout) for pattern in like):
        return ()
    return found.passages(marks)


def _of_sitting(seance: Seance) -> Sequence[Passage]:
    found = written(seance).passages((_MARK,))
    return [passage._replace(before="seance.") for passage in found]


@rule("DG362", "pratique : un acte se signe complet")
def textes_complets(acte: Acte) -> Iterator[Remarque]:
    """Aucun texte ne reste à compléter.

    À faire : écrire le texte avant la signature.
    """
    seance = seance_of(acte)
    sitting = () if seance is None else kept(_of_sitting, seance)
    for passage in (*passages(acte, _MARK), *sitting):
        found = _HOLE.search(passage.text)
        if found:
            excerpt = passage.text[found.start() :].split("\n")[0]
            short = excerpt if len(excerpt) <= 60 else f"{excerpt[:59]}…"
            yield passage.path, f"reste à compléter : « {short} »", "écrire le texte avant la signature"
