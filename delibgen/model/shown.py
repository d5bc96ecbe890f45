"""A record in the cell of a notebook: a table of its fields, what is empty named below; nothing is cut."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from enum import Enum

from delibgen import french
from delibgen.apercu.html import Html, escape, folded, items, join, note, table
from delibgen.model.base import Record
from delibgen.model.noms import noun

LONG = 240
"""Characters above which a text is folded: one click shows it whole."""
MANY = 8
"""Values above which a list is folded."""

_NAMES = ("intitule", "nom_complet", "denomination", "libelle", "titre", "nom")


def record_html(record: Record) -> Html:
    """Return the table of a record."""
    names = list(type(record).model_fields)
    inside = dict(_inside(record))
    rows = (
        (name, inside[name], first_sentence(_described(record, name))) for name in names if name in inside
    )
    computed = ((name, show(value), "calculé") for name, value in record._resume() if value is not None)
    heading = f"{nature(type(record))} : {label(record)}" if label(record) else nature(type(record))
    fields = table(("Champ", "Valeur", "Ce que c'est"), (*rows, *computed), title=heading)
    rest = ", ".join(name for name in names if name not in inside)
    return join(fields, note(f"Vides, ou comme d'habitude : {rest}")) if rest else fields


def nature(kind: type[Record]) -> str:
    """Return what a kind of record is, as people read it.

    >>> from delibgen import Deliberation
    >>> nature(Deliberation)
    'Délibération'
    """
    said = noun(kind)
    return said[:1].upper() + said[1:]


def _described(record: Record, name: str) -> str | None:
    return type(record).model_fields[name].description


def first_sentence(text: str | None) -> str:
    """Return the first line of the description of a field."""
    return (text or "").split("\n", 1)[0]


def label(record: Record) -> str:
    """Return the few words that name a record: its title, a person's name, a subject."""
    found = (getattr(record, name, None) for name in _NAMES)
    day = getattr(record, "date", None)
    return next((value for value in found if isinstance(value, str) and value), _scalar(day) if day else "")


def show(value: object) -> object:
    """Return a value as a text or HTML, in French."""
    if isinstance(value, Record):
        return _record(value)
    if isinstance(value, tuple):
        content = items(show(item) for item in value)
        return folded(f"{len(value)} éléments", content) if len(value) > MANY else content
    if isinstance(value, str) and not isinstance(value, Enum):
        return folded(f"{value[:LONG]}…", escape(value)) if len(value) > LONG else value
    return _scalar(value)


def _record(record: Record) -> object:
    """Return a record inside another: a person in a few words, else a name and its fields under a click."""
    person = getattr(record, "nom_complet", None)
    if isinstance(person, str):
        quality = getattr(record, "qualite", None)
        return f"{person}, {quality}" if quality else person
    pairs = (f"<i>{escape(name)}</i> : {escape(value)}" for name, value in _inside(record))
    name = label(record)
    return folded(name, Html("<br>".join(pairs))) if name else Html(" ; ".join(pairs))


def _inside(record: Record) -> Iterator[tuple[str, object]]:
    for name, field in type(record).model_fields.items():
        value = getattr(record, name)
        if value is not None and value != () and value != field.default:
            yield name, show(value)


def _scalar(value: object) -> str:
    return next((write(value) for kind, write in _WRITE.items() if isinstance(value, kind)), str(value))


_WRITE: Mapping[type, Callable[..., str]] = {
    bool: lambda value: "oui" if value else "non",
    Decimal: french.euros,
    dt.date: french.date_longue,
    dt.time: french.heure,
    bytes: lambda value: f"{len(value)} octets",
    Enum: lambda value: str(value.value),
}
"""Type → how its values are written in French; others are texts already."""
