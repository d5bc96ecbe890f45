"""Sittings like no other: the example ones, with fields changed to anything that the model takes."""

import datetime as dt
import random
from decimal import Decimal
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from delibgen.load.classeur.especes import kinds_at
from delibgen.model.acte import Acte
from delibgen.model.assemblee import Illustration
from delibgen.model.membre import Membre, Personne
from delibgen.model.seance import Seance
from delibgen.word.lint.shapes import Choice, Kinds, Leaf, Many, Nothing, Thing

R = TypeVar("R", bound=BaseModel)
PIECES = (
    "Été", "=A1", "01004", "[]", " ", "_x000D_", "&amp;", "<b>", "12,5", "'", '"', ";", "\u00a0", "1er",
    "oui", "n° #3", "- tiret", ": ", "~", "null", "@x", "\t", "𝄞", "é́", "12/09/2024", "{{ x }}", "|", "\\n",
)  # fmt: skip


def line(rnd: random.Random) -> str:
    return "".join(rnd.choice(PIECES) for _ in range(rnd.randint(1, 5)))


def leaf(kind: type, rnd: random.Random) -> object:
    if issubclass(kind, bool):
        return rnd.random() < 0.5
    if issubclass(kind, str):
        breaks = "\n" if rnd.random() < 0.3 else ""
        return line(rnd) + breaks + line(rnd) + (breaks if rnd.random() < 0.3 else "")
    if issubclass(kind, int):
        return rnd.choice((0, 1, 3, 17, 2024))
    if issubclass(kind, Decimal):
        return Decimal(rnd.randint(-100, 10**9)) / 100
    if issubclass(kind, dt.date):
        return dt.date(2020, 1, 1) + dt.timedelta(rnd.randint(0, 3000))
    return dt.time(rnd.randint(0, 23), rnd.randint(0, 59)) if issubclass(kind, dt.time) else None


def value(kinds: Kinds, rnd: random.Random, people: tuple[Membre, ...], depth: int) -> object:
    """Return some value of these kinds; the model may refuse it."""
    shape = rnd.choice(sorted(kinds, key=str))
    if isinstance(shape, Choice):
        return rnd.choice(shape.values)
    if isinstance(shape, Leaf):
        return leaf(shape.type, rnd)
    if isinstance(shape, Many):
        return tuple(value(shape.item, rnd, people, depth) for _ in range(rnd.randint(0, 3)))
    if isinstance(shape, Thing) and depth and takes(shape.type):
        if issubclass(shape.type, Personne) and people and rnd.random() < 0.7:
            return rnd.choice(people)
        return made(shape.type, rnd, people, depth - 1)
    return None if isinstance(shape, Nothing) else ()


def takes(kind: type) -> bool:
    return issubclass(kind, BaseModel) and not issubclass(kind, Acte | Illustration | Seance)


def made(kind: type[R], rnd: random.Random, people: tuple[Membre, ...], depth: int = 2) -> R | None:
    """Return a record of some class, or nothing when its checks want what chance does not give."""
    given = {
        name: value(kinds_at(kind, (name,)), rnd, people, depth)
        for name, info in kind.model_fields.items()
        if info.is_required() or rnd.random() < 0.3
    }
    try:
        return kind.model_validate(given)
    except ValidationError:
        return None


def changed(
    record: R, rnd: random.Random, people: tuple[Membre, ...], skip: frozenset[str] = frozenset()
) -> R:
    """Return the record with one field changed, or one inside it, if the model takes the change."""
    names = [name for name in type(record).model_fields if name not in skip]
    name = rnd.choice(names)
    held = getattr(record, name)
    if isinstance(held, BaseModel) and rnd.random() < 0.6:
        new: object = changed(held, rnd, people)
    elif isinstance(held, tuple) and held and isinstance(held[0], BaseModel) and rnd.random() < 0.6:
        rank = rnd.randrange(len(held))
        new = (*held[:rank], changed(held[rank], rnd, people), *held[rank + 1 :])
    else:
        new = value(kinds_at(type(record), (name,)), rnd, people, 3)
    fields = {one: getattr(record, one) for one in type(record).model_fields}
    try:
        return type(record).model_validate({**fields, name: new})
    except ValidationError:
        return record


def sitting(seance: Seance, actes: tuple[Acte, ...], rnd: random.Random) -> tuple[Seance, tuple[Acte, ...]]:
    """Return a sitting and its acts, changed many times over."""
    people = seance.assemblee.membres
    for _ in range(rnd.randint(0, 12)):
        seance = changed(seance, rnd, people)
    made_of = []
    for rang, acte in enumerate(actes, 1):
        new = type(acte).model_validate({**dict(acte), "seance": seance, "rang": rang})
        for _ in range(rnd.randint(0, 8)):
            new = changed(new, rnd, people, frozenset({"seance", "rang"}))
        made_of.append(new)
    return seance, tuple(made_of)
