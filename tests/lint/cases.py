"""The data of the tests of lint: every sort of field, in an invented shape of its own."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Literal, NamedTuple, TypedDict


class Etat(StrEnum):
    PRET = "pret"
    PARTI = "parti"


class Prix(NamedTuple):
    annee: int
    montant: Decimal


class Adresse(TypedDict):
    rue: str
    ville: str


@dataclass(frozen=True)
class Personne:
    nom: str
    prenom: str | None
    ne_le: dt.date

    @property
    def nom_complet(self) -> str:
        return f"{self.prenom} {self.nom}"

    @cached_property
    def age(self) -> int:
        return 40


@dataclass(frozen=True)
class Lettre:
    objet: str
    envoyee: dt.date
    heure: dt.time
    recue: dt.date | None
    urgente: bool
    nombre: int
    cout: Decimal
    taux: float
    etat: Etat
    sens: Literal["aller", "retour"]
    auteur: Personne
    relecteur: Personne | None
    copies: tuple[Personne, ...]
    mots: list[str]
    notes: list[str] | None
    prix: tuple[Prix, ...]
    paires: tuple[tuple[str, int], ...]
    adresse: Adresse
    libre: object

    @property
    def formule(self) -> str:
        """« le conseil décide »."""
        return "le conseil décide"
