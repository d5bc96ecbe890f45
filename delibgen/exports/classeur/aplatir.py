"""Records to texts at paths: what each cell of a sheet holds."""

import datetime as dt
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from itertools import chain
from pathlib import Path

from pydantic import BaseModel, ValidationError

from delibgen import french
from delibgen.errors import Finding, Place
from delibgen.load.classeur.cases import GROUPE_VIDE, VIDE, split_items
from delibgen.load.classeur.chemins import sheet_path
from delibgen.load.classeur.especes import kinds_at, many
from delibgen.load.nodes import Steps
from delibgen.model.acte import Acte, Dispositif
from delibgen.model.assemblee import Illustration
from delibgen.model.base import A_COMPLETER, check_text
from delibgen.model.membre import Annuaire, Membre
from delibgen.word.lint.shapes import Many

CASE_MAX = 32_767
"""Longest text of a cell, in characters."""

Paires = Iterator[tuple[Steps, str]]


@dataclass
class Aplatisseur:
    """Turns one record into texts; what a cell cannot hold goes in a file beside, or is said.

    Args:
        record: the class of the record.
        dossier: folder of the workbook: files are named from there.
        prefixe: what names the files that are made.
        annuaire: members who may be written by their name.
        ou: what is being written, for findings.
    """

    record: type[BaseModel]
    dossier: Path
    prefixe: str
    annuaire: Annuaire | None = None
    ou: str = ""
    fichiers: dict[str, bytes] = field(default_factory=dict)
    """Files beside the workbook: name → octets."""
    pertes: list[Finding] = field(default_factory=list)

    def record_at(self, value: BaseModel, steps: Steps = (), skip: frozenset[str] = frozenset()) -> Paires:
        """Yield the texts of a record: its fields that differ from their default."""
        found = [
            pair
            for name in _said(value)
            if name not in skip
            for pair in self.value_at(getattr(value, name), (*steps, name))
        ]
        if not found and steps:  # a record whose fields all have their default is there all the same
            found = list(self._first_default(value, steps))
        yield from self._short(value, steps, found)

    def _short(self, value: BaseModel, steps: Steps, found: list[tuple[Steps, str]]) -> Paires:
        """Leave out the grammar of decisions that their verbs tell."""
        told = isinstance(value, Dispositif) and _told(value)
        for path, text in found:
            if not (told and path == (*steps, "grammaire")):
                yield path, text

    def _first_default(self, value: BaseModel, steps: Steps) -> Paires:
        for name in type(value).model_fields:
            held = getattr(value, name)
            if isinstance(held, bool | int | str | Enum) or held == ():
                yield from self.value_at(held, (*steps, name))
                return
        yield steps, GROUPE_VIDE

    def value_at(self, value: object, steps: Steps) -> Paires:
        """Yield the texts of a value: one for a simple one."""
        if isinstance(value, Membre) and steps[0] != "assemblee" and (name := self._name(value)):
            yield steps, name  # in the assembly itself, members are told whole
        elif isinstance(value, Illustration):
            yield from self._image(value, steps)
        elif isinstance(value, BaseModel):
            yield from self._record(value, steps)
        elif isinstance(value, Path):
            yield from self._file(value, steps)
        elif isinstance(value, tuple | list):
            yield from self._list(value, steps)
        else:
            yield from self._text(value, steps)

    def _record(self, value: BaseModel, steps: Steps) -> Paires:
        if isinstance(value, Acte):
            yield (*steps, "type"), type(value).kind()
        yield from self.record_at(value, steps)

    def _name(self, membre: Membre) -> str:
        """Return the name under which a member is found as he or she is, or nothing."""
        name = membre.nom_complet.replace("\u00a0", " ")
        for text in (name, f"{name} ({membre.commune})"):
            if self.annuaire is not None and self.annuaire.knows(text) and self.annuaire.find(text) == membre:
                return text
        return ""

    def _list(self, values: tuple[object, ...] | list[object], steps: Steps) -> Paires:
        """Yield a list: in one cell, an item on each line, when it can be read back; else item by item."""
        listed = many(kinds_at(self.record, steps))
        inner = [list(self.value_at(value, (*steps, rank))) for rank, value in enumerate(values)]
        one = self._one_cell(inner, steps, listed) if listed else None
        if one is not None:
            yield steps, one
        elif not values:
            self.lose(steps, "liste vide")
        else:
            yield from chain.from_iterable(inner)

    def _one_cell(self, inner: list[list[tuple[Steps, str]]], steps: Steps, listed: Many) -> str | None:
        """Return the cell of a whole list; ``None`` for lists of lists, and what would not be read back."""
        if not inner:
            return VIDE
        texts = _one_text_each(inner, depth=len(steps) + 1)
        if texts is None or many(listed.item) is not None:
            return None
        text = "\n".join(texts)
        return text if len(text) <= CASE_MAX and split_items(text, listed.item) == texts else None

    def _image(self, image: Illustration, steps: Steps) -> Paires:
        suffix = "jpg" if image.contenu[:2] == b"\xff\xd8" else "png"
        name = self._beside(steps, suffix, image.contenu)
        yield (*steps, "fichier"), name
        for one in ("description", "largeur_mm"):
            if one in _said(image):
                yield from self._text(getattr(image, one), (*steps, one))

    def _file(self, path: Path, steps: Steps) -> Paires:
        """Yield the name of an annexed file, from the workbook's folder."""
        try:
            name = Path(os.path.relpath(path.resolve(), self.dossier.resolve())).as_posix()
        except ValueError:  # another drive
            name = "../.."
        if name.startswith("../.."):
            self.lose(steps, f"«\u00a0{path}\u00a0», hors du dossier du classeur et de celui qui le contient")
        else:
            yield steps, name

    def _beside(self, steps: Steps, suffix: str, octets: bytes) -> str:
        bits = "-".join(str(step + 1) if isinstance(step, int) else step for step in steps)
        name = f"{self.prefixe}-{bits}.{suffix}"
        self.fichiers[name] = octets
        return name

    def _text(self, value: object, steps: Steps) -> Paires:
        text = self._written(value, steps)
        if text is None:
            return
        if text == text.strip() and text and len(text) <= CASE_MAX:
            yield steps, text
        else:  # a cell keeps neither the spaces at the ends of a text nor more than it can hold
            yield (*steps, "fichier"), self._beside(steps, "md", f"{text}\n".encode())

    def _written(self, value: object, steps: Steps) -> str | None:
        """Return a simple value as people write it in a cell, ``None`` once it is said to be lost."""
        try:
            kind = next(kind for kind in _WRITE if isinstance(value, kind))
            return _WRITE[kind](value)
        except StopIteration:
            self.lose(steps, f"valeur de type {type(value).__name__}")
        except ValueError as fault:
            self.lose(steps, str(fault))
        return None

    def lose(self, steps: Steps, why: str) -> None:
        """Say what a spreadsheet cannot hold."""
        message = f"{why} : une feuille de calcul ne peut pas garder cette valeur"
        place = Place(file=self.ou)
        self.pertes.append(Finding(code="DG229", message=message, path=sheet_path(steps), place=place))


def _one_text_each(inner: list[list[tuple[Steps, str]]], *, depth: int) -> tuple[str, ...] | None:
    """Return the text of each item; ``None`` when one has several, or parts."""
    if any(len(pairs) != 1 or len(pairs[0][0]) != depth for pairs in inner):
        return None
    return tuple(pairs[0][1] for pairs in inner)


def _said(value: BaseModel) -> list[str]:
    """Return the fields of a record that must be written: those that differ from their default.

    Those that do not are written too when the model would not find them again by itself: a vote by groups
    sums what is not told.
    """
    fields = type(value).model_fields
    said = [
        name
        for name, info in fields.items()
        if info.is_required() or getattr(value, name) != info.get_default(call_default_factory=True)
    ]
    if _gives_back(value, said):
        return said
    return [name for name in fields if name in said or isinstance(getattr(value, name), bool | int | str)]


def _gives_back(value: BaseModel, names: list[str]) -> bool:
    try:
        return type(value).model_validate({name: getattr(value, name) for name in names}) == value
    except ValidationError:
        return False


def _told(dispositif: Dispositif) -> bool:
    """Tell whether the decisions alone give the same operative part."""
    decisions = [decision.model_dump(exclude_none=True) for decision in dispositif.decisions]
    try:
        return bool(decisions) and Dispositif.model_validate(decisions) == dispositif
    except ValueError:
        return False


def _time(value: dt.time) -> str:
    if value.second or value.microsecond or value.tzinfo:
        raise ValueError("heure avec des secondes")
    return french.heure(value).replace("\u00a0", " ")


def _date(value: dt.date) -> str:
    if isinstance(value, dt.datetime):
        raise ValueError("date avec une heure")
    return f"{value:%d/%m}/{value.year:04}"


def _whole(value: int) -> str:
    if value < 0:
        raise ValueError("nombre négatif")
    return str(value)


def _enum(value: Enum) -> str:
    return str(value.value)


_WRITE: Mapping[type, Callable[..., str]] = {
    bool: lambda value: "oui" if value else "non",
    Enum: _enum,
    dt.date: _date,
    dt.time: _time,
    Decimal: lambda value: f"{value:f}".replace(".", ","),
    int: _whole,
    str: check_text,
    type(None): lambda _: A_COMPLETER,
}
"""Type → how it is written; the first that fits."""
