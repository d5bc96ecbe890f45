"""The words an assembly chooses for the result of its votes."""

from typing import Annotated

from pydantic import AfterValidator

from delibgen.model.base import Ligne, Record
from delibgen.model.champs import VOIX
from delibgen.model.formule import check, named

_AVEC_ABSTENTIONS = "à l'unanimité des suffrages exprimés, par {pour} et {abstentions}"


def _check(formule: str) -> str:
    return check(formule, VOIX)


def _says(sense: str) -> AfterValidator:
    """Return the check that a pattern does not hide votes, should it have fields at all."""

    def checked(formule: str) -> str:
        """Return the pattern, or refuse it without its count."""
        wanted = {sense, f"nombre_{sense}", f"noms_{sense}"}
        if named(formule) and not wanted & named(formule):
            raise ValueError(f"« {{{sense}}} » ou « {{nombre_{sense}}} » attendu : un vote ne se tait pas")
        return formule

    return AfterValidator(checked)


def _has_field(formule: str) -> str:
    if not named(formule):
        raise ValueError("« {abstentions} » est attendu : « à l'unanimité, moins {abstentions} »")
    return formule


Mots = Annotated[Ligne, AfterValidator(_check)]


class Vocabulaire(Record):
    """How the result of a vote is worded; by default, the shortest words that are true."""

    unanimite: Mots | None = None
    """Toutes les voix pour, sans abstention : « à l'unanimité des membres présents et représentés »."""
    unanimite_avec_deports: Mots | None = None
    """Toutes les voix pour, des présents ne prenant pas part au vote : « à l'unanimité des votants »."""
    unanimite_avec_abstentions: Annotated[Mots, AfterValidator(_has_field), _says("abstentions")] | None = (
        None
    )
    """Aucune voix contre, des abstentions : « à l'unanimité, moins {abstentions} »."""
    majorite: Annotated[Mots, _says("contre")] | None = None
    """Adopté malgré des voix contre : « à la majorité », devant les voix ; avec des champs, toute la phrase :
    « à la majorité, {pour}[, {contre}][, {abstentions}] »."""
    scrutin_ordinaire: Ligne | None = None
    """Comment se vote un scrutin ordinaire, avant le résultat : « à main levée »."""

    @property
    def avec_abstentions(self) -> str:
        """Pattern of a result without a vote against."""
        return self.unanimite_avec_abstentions or _AVEC_ABSTENTIONS

    @property
    def choisi(self) -> bool:
        """Whether the assembly has chosen words of its own."""
        return bool(self.model_fields_set)


__all__ = ["Vocabulaire"]
