"""What a field of a record is: a list, a person, a number; asked of the type hints of the class."""

from decimal import Decimal

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from delibgen.load.nodes import Steps
from delibgen.model.membre import Personne
from delibgen.word.lint.hints import kinds_of
from delibgen.word.lint.shapes import Choice, Kinds, Leaf, Many, Thing, present, union


def kinds_at(record: type[BaseModel], steps: Steps) -> Kinds:
    """Return the kinds of the value at a path below a record; none when nothing is known there."""
    kinds: Kinds = frozenset({Thing(record)})
    for step in steps:
        if isinstance(step, int):
            kinds = union(shape.item for shape in kinds if isinstance(shape, Many))
        else:
            kinds = union(_field(shape.type, step) for shape in kinds if isinstance(shape, Thing))
    return kinds


def field_at(record: type[BaseModel], steps: Steps) -> FieldInfo | None:
    """Return the declaration of the field at a path, ``None`` when there is none."""
    if not steps or not isinstance(steps[-1], str):
        return None
    parents = (shape.type for shape in kinds_at(record, steps[:-1]) if isinstance(shape, Thing))
    found = (p.model_fields.get(steps[-1]) for p in parents if issubclass(p, BaseModel))
    return next((info for info in found if info is not None), None)


def _field(record: type, name: str) -> Kinds:
    info = record.model_fields.get(name) if issubclass(record, BaseModel) else None
    return kinds_of(info.annotation) if info else frozenset()


def many(kinds: Kinds) -> Many | None:
    """Return the shape of a list, ``None`` for another value."""
    return next((shape for shape in kinds if isinstance(shape, Many)), None)


def record_of(kinds: Kinds) -> type[BaseModel] | None:
    """Return the class of a record, ``None`` for another value."""
    found = (shape.type for shape in kinds if isinstance(shape, Thing))
    return next((kind for kind in found if issubclass(kind, BaseModel)), None)


def is_person(kinds: Kinds) -> bool:
    """Tell whether the value is a person: one cell holds the name."""
    record = record_of(kinds)
    return record is not None and issubclass(record, Personne)


def simple(kinds: Kinds) -> bool:
    """Tell whether one cell holds the value: a text, a number, a choice, a person."""
    shapes = present(kinds)
    return is_person(kinds) or (bool(shapes) and all(isinstance(s, Leaf | Choice) for s in shapes))


def choices(kinds: Kinds) -> tuple[str, ...]:
    """Return the values that a field may take, when they are few and known: for the list of a cell."""
    shapes = present(kinds)
    if shapes == {Leaf(bool)}:
        return ("oui", "non")
    return tuple(str(v) for s in shapes if isinstance(s, Choice) for v in s.values)


def is_number(kinds: Kinds) -> bool:
    """Tell whether the value is a number or an amount."""
    return any(isinstance(s, Leaf) and issubclass(s.type, int | Decimal) for s in present(kinds))


def is_whole(kinds: Kinds) -> bool:
    """Tell whether the value is a whole number, and nothing else."""
    shapes = present(kinds)
    return bool(shapes) and all(isinstance(s, Leaf) and issubclass(s.type, int) for s in shapes)
