"""The ground of the typed builders: they take what people have, and remember which step brought what.

A step never raises: its faults wait for ``build()``, which reports them all at once, each with the step and
the line of the caller's code.
"""

import datetime as dt
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path, PurePath
from typing import Self, TypeVar

from pydantic import ValidationError

from delibgen import french
from delibgen.errors import Finding, LoadError, Place
from delibgen.model.acte import Acte, Annexe
from delibgen.model.faults import explain
from delibgen.model.membre import Annuaire, Membre, Personne, parse_membre, parse_personne

T = TypeVar("T")
R = TypeVar("R")

DateLike = str | dt.date
"""A date, or a text such as ``2024-09-12``, ``12/09/2024``, « jeudi 12 septembre 2024 »."""

HeureLike = str | dt.time
"""A time, or a text such as ``18:30``, « 18 h 30 »."""

MontantLike = str | int | Decimal
"""An amount, or a text such as « 12 500,50 »; never a float."""


def read_date(value: DateLike) -> dt.date:
    """Return a date from a date or a text.

    Raises:
        ValueError: unreadable text, or weekday that does not match.
    """
    return french.parse_date(value) if isinstance(value, str) else value


def read_time(value: HeureLike) -> dt.time:
    """Return a time from a time or a text."""
    return french.parse_heure(value) if isinstance(value, str) else value


def read_amount(value: MontantLike) -> Decimal:
    """Return an amount from a number or a text; a float is refused, whatever the type checker says."""
    if isinstance(value, float | bool):
        raise ValueError(f"{value!r} : montant exact attendu, texte, entier ou Decimal")
    return french.parse_montant(value) if isinstance(value, str) else Decimal(value)


def read_membre(value: str | Membre, annuaire: Annuaire | None) -> Membre:
    """Return a member from a member, a name of the roll, or « Monsieur François REBSAMEN »."""
    if not isinstance(value, str):
        return value
    if annuaire is not None and annuaire.membres:
        return annuaire.find(value)
    return Membre.model_validate(parse_membre(value), context={"texte": True})


def read_personne(value: str | Personne) -> Personne:
    """Return a person from a person or « Monsieur François REBSAMEN, Président »."""
    if not isinstance(value, str):
        return value
    return Personne.model_validate(parse_personne(value), context={"texte": True})


def read_annexe(annexe: Acte | str | Path, titre: str | None) -> Annexe:
    """Return what is annexed: an act, or a file kept as it is; its subject or its name is the title."""
    if isinstance(annexe, Acte):
        return Annexe(titre=titre or annexe.objet, acte=annexe)
    path = Path(annexe)
    return Annexe(titre=titre or path.stem, fichier=path)


def optional(read: Callable[..., R], value: object) -> R | None:
    """Return ``read(value)``, or ``None`` for ``None``."""
    return None if value is None else read(value)


class Builder:
    """Steps, their places, and their faults."""

    _kind = "Acte"

    def __init__(self) -> None:
        self._fields: dict[str, object] = {}
        self._places: dict[str, Place] = {}
        self._faults: list[Finding] = []

    def _step(self, name: str, work: Callable[[], Mapping[str, object]], **given: object) -> None:
        """Run one step: ``work`` returns the fields that it sets; what it raises becomes a finding."""
        place = _caller(name, given)
        try:
            fields = work()
        except (ValueError, TypeError) as fault:
            self._faults.extend(_findings(fault, name, place))
            return
        for field, value in fields.items():
            self._fields[field] = value
            self._places[field] = place

    def _append(self, field: str, *values: object) -> dict[str, object]:
        """Return ``field`` with values added at its end."""
        earlier = self._fields.get(field, ())
        return {field: (*earlier, *values)} if isinstance(earlier, tuple) else {field: values}

    def _finish(self, kind: Callable[..., T], title: str) -> T:
        """Make the model, or raise every fault of every step.

        Raises:
            LoadError: one finding a fault.
        """
        here = _caller("build", {})
        try:
            result = kind(**self._fields)
        except ValidationError as fault:
            for finding in explain(fault):
                place = self._places.get(re.split(r"[.\[]", finding.path)[0], here)
                if finding.path not in {earlier.path for earlier in self._faults}:
                    self._faults.append(replace(finding, place=place))
        if self._faults:
            raise LoadError(self._faults, title=title)
        return result


class MotivatedBuilder(Builder):
    """An act that begins with its visas and its recitals."""

    def vu(self, *visas: str) -> Self:
        """Add visas, without « Vu » and without final punctuation."""
        self._step("vu", lambda: self._append("visas", *visas), visas=len(visas))
        return self

    def considerant(self, *considerants: str) -> Self:
        """Add recitals, without « Considérant » and without final punctuation."""
        self._step("considerant", lambda: self._append("considerants", *considerants))
        return self


class ExplainedBuilder(MotivatedBuilder):
    """An act that says its reasons before it decides."""

    def expose(self, texte: str) -> Self:
        """Set the statement of reasons (Markdown)."""
        self._step("expose", lambda: {"expose": texte})
        return self


def _findings(fault: ValueError | TypeError, name: str, place: Place) -> Iterable[Finding]:
    if isinstance(fault, ValidationError):
        return [replace(finding, place=place) for finding in explain(fault)]
    if isinstance(fault, LoadError):
        return fault.findings
    return [Finding(code="DG201", message=str(fault), path=name, place=place)]


def _caller(name: str, given: Mapping[str, object]) -> Place:
    """Return the place of the caller's line: the first frame outside this package."""
    frame = sys._getframe(2)
    while frame.f_back is not None and str(frame.f_globals.get("__name__", "")).startswith("delibgen.actes"):
        frame = frame.f_back
    shown = ", ".join(f"{key}={_short(value)}" for key, value in given.items() if value is not None)
    file = PurePath(frame.f_code.co_filename).name
    return Place(file=file, line=frame.f_lineno, step=f".{name}({shown})")


def _short(value: object) -> str:
    text = value if isinstance(value, str) else str(getattr(value, "nom_complet", value))
    return repr(text if len(text) <= 40 else f"{text[:39]}…") if isinstance(value, str) else text[:40]
