"""Where a field that is unknown here is known: « secretaires » of an act belongs to its sitting."""

from collections import deque
from collections.abc import Sequence
from functools import cache

from pydantic import BaseModel

from delibgen.errors import closest
from delibgen.load.nodes import Steps
from delibgen.model.assemblee import Assemblee
from delibgen.model.convention import Convention
from delibgen.model.deliberation import Deliberation
from delibgen.model.faults import fields_at, join_path, records_of
from delibgen.model.formules import Formules
from delibgen.model.seance import Seance
from delibgen.model.unilateral import Arrete, DecisionDeleguee

_DEEP = 3
"""Levels that are looked into: nobody means what is deeper."""
_COMMON = frozenset({"nom", "titre", "texte", "numero", "libelle", "montant", "partie", "membre", "type"})
"""Names that say nothing of where they belong."""
_FILES = {"assemblee": "assemblee.yaml", "seance": "seance.yaml"}
_ACTS = (Deliberation, DecisionDeleguee, Arrete, Convention)
_ALIKE = 0.85
"""From here on, a name is a slip of the keyboard: « lieux » for « lieu »."""
Names = tuple[str, ...]


@cache
def _fields_below(kind: type[BaseModel]) -> dict[str, tuple[Names, ...]]:
    """Return name → paths of groups that hold such a field, nearest first, the record itself left out."""
    found: dict[str, list[Names]] = {}
    waiting: deque[tuple[type[BaseModel], Names]] = deque([(kind, ())])
    while waiting:
        record, path = waiting.popleft()
        for name, field in record.model_fields.items():
            if path:
                found.setdefault(name, []).append(path)
            if len(path) < _DEEP:
                inner = [
                    inner for inner in records_of(field.annotation) if inner not in {kind, record, Formules}
                ]
                waiting.extend((one, (*path, name)) for one in dict.fromkeys(inner))
    return {name: tuple(dict.fromkeys(paths)) for name, paths in found.items()}


def belongs(kind: type[BaseModel], steps: Steps) -> str:
    """Return where a field that is unknown here is known, as what to do; nothing when nowhere, or anywhere.

    Args:
        kind: the record that was read.
        steps: path of the field in it.
    """
    name = str(steps[-1]) if steps else ""
    if name in _COMMON or _misspelt(name, fields_at(kind, steps[:-1])):
        return ""
    if len(steps) > 1:
        return _outside(steps) if name in kind.model_fields else ""
    paths = _nearest(kind, name)
    beside = [path for path in paths if len(path) == 1]
    return _in(beside) or _around(kind, name) or _in(paths)


def _misspelt(name: str, known: list[str]) -> bool:
    """Tell whether a name is that of a field of the same group, badly typed."""
    from difflib import SequenceMatcher

    near = closest(name, known)
    return bool(near) and SequenceMatcher(None, name, near).ratio() >= _ALIKE


def _outside(steps: Steps) -> str:
    return f"le placer hors de « {join_path(steps[:-1])} », au premier niveau"


def _nearest(kind: type[BaseModel], name: str) -> list[Names]:
    paths = _fields_below(kind).get(name, ())
    return [path for path in paths if len(path) == len(paths[0])]


def _in(paths: Sequence[Names]) -> str:
    """Say the one group where a field is known."""
    if len(paths) != 1:
        return ""
    file = next((_FILES[step] for step in reversed(paths[0]) if step in _FILES), "")
    return f"le placer dans « {join_path(paths[0])} »" + (f" ({file})" if file else "")


def _around(kind: type[BaseModel], name: str) -> str:
    """Return where a field is known outside of the record: in the sitting, in another kind of act."""
    if kind is Assemblee and name in Seance.model_fields:
        return "le placer dans « seance.yaml »"
    others = [f"« {act.kind()} »" for act in _ACTS if act is not kind and name in act.model_fields]
    if not others:
        return ""
    if kind in {Assemblee, Seance}:
        return "le placer dans le fichier d'un acte"
    return f"l'ôter : c'est un champ d'un autre type d'acte, {' ou '.join(others)}"
