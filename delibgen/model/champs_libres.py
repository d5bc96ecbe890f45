"""Fields that an assembly invents for the headings of its acts: « commission », « service », « NOR »."""

import re
from collections.abc import Callable, Mapping
from typing import Annotated, TypeVar

from pydantic import BeforeValidator, field_validator

from delibgen.errors import closest
from delibgen.french.accents import without_case_or_accents
from delibgen.model.base import Ligne, Record, Suite
from delibgen.model.formule import Champ, Nature

S = TypeVar("S")
PREFIXE = "champs."
"""How the formulas name them: « {champs.commission} »."""
_NOM = re.compile(r"[a-z][a-z_]*")


class ChampLibre(Record):
    """One field that the assembly has invented."""

    nom: Ligne
    """Nom, tel que les formules l'appellent : « commission »."""
    valeur: Ligne
    """Valeur, telle qu'elle s'imprime."""

    @field_validator("nom")
    @classmethod
    def _plain(cls, nom: str) -> str:
        if _NOM.fullmatch(nom):
            return nom
        bare = re.sub("[^a-z]+", "_", without_case_or_accents(nom)).strip("_") or "commission"
        raise ValueError(f"« {nom} » : minuscules sans accent ni espace, « {bare} »")


def _by_name(data: object) -> object:
    """Read ``{commission: Urbanisme, service: Voirie}``, the form of files."""
    return (
        [{"nom": nom, "valeur": valeur} for nom, valeur in data.items()] if isinstance(data, dict) else data
    )


ChampsLibres = Annotated[Suite[ChampLibre], BeforeValidator(_by_name)]
"""The invented fields of an act, in order; in a file, a group whose fields are their names."""


class AvecLibres(dict[str, Champ[S]]):
    """Fields of formulas, and any invented one after « champs. »."""

    def __init__(self, champs: Mapping[str, Champ[S]], lire: Callable[[S], tuple[ChampLibre, ...]]) -> None:
        super().__init__(champs)
        self._lire = lire
        self._libres: dict[str, Champ[S]] = {}

    def __missing__(self, nom: str) -> Champ[S]:
        found = self._libre(nom)
        if found is None:
            raise KeyError(nom)
        return found

    def get(self, nom: str, default: Champ[S] | None = None) -> Champ[S] | None:  # type: ignore[override]
        """Return a field, or what reads an invented one."""
        return super().get(nom) or self._libre(nom) or default

    def _libre(self, nom: str) -> Champ[S] | None:
        if not (nom.startswith(PREFIXE) and _NOM.fullmatch(nom.removeprefix(PREFIXE))):
            return None
        if nom not in self._libres:
            bare, lire = nom.removeprefix(PREFIXE), self._lire
            self._libres[nom] = Champ(Nature.TEXTE, lambda source: _value(lire(source), bare), bare)
        return self._libres[nom]


def _value(champs: tuple[ChampLibre, ...], nom: str) -> str | None:
    return next((champ.valeur for champ in champs if champ.nom == nom), None)


def nearest(nom: str, formules: frozenset[str]) -> str:
    """Return the invented field of formulas that is most like a name, or nothing."""
    known = [field.removeprefix(PREFIXE) for field in sorted(formules) if field.startswith(PREFIXE)]
    return closest(nom, known) or ""


__all__ = ["PREFIXE", "AvecLibres", "ChampLibre", "ChampsLibres", "nearest"]
