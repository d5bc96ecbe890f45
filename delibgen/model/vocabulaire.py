"""The words an assembly chooses for the result of its votes."""

import re
from typing import Annotated

from pydantic import AfterValidator

from delibgen.model.base import Ligne, Record

_AVEC_ABSTENTIONS = "à l'unanimité des suffrages exprimés, par {pour} et {abstentions}"
_FIELDS = ("{pour}", "{abstentions}")


def _check_formule(formule: str) -> str:
    """Refuse a pattern that would hide the abstentions, or print a brace."""
    unknown = re.findall(r"\{[^{}]*\}|[{}]", formule)
    unknown = [piece for piece in unknown if piece not in _FIELDS]
    if unknown:
        raise ValueError(f"« {unknown[0]} » inconnu ; possibles : {', '.join(_FIELDS)}")
    if "{abstentions}" not in formule:
        raise ValueError("« {abstentions} » est attendu : « à l'unanimité, moins {abstentions} »")
    return formule


class Vocabulaire(Record):
    """How the result of a vote is worded; by default, the shortest words that are true."""

    unanimite: Ligne | None = None
    """Toutes les voix pour, sans abstention : « à l'unanimité des membres présents et représentés »."""
    unanimite_avec_deports: Ligne | None = None
    """Toutes les voix pour, des présents ne prenant pas part au vote : « à l'unanimité des votants »."""
    unanimite_avec_abstentions: Annotated[Ligne, AfterValidator(_check_formule)] | None = None
    """Aucune voix contre, des abstentions : « à l'unanimité, moins {abstentions} »."""
    majorite: Ligne | None = None
    """Ce qui précède les voix quand la proposition l'emporte malgré des voix contre : « à la majorité »."""
    scrutin_ordinaire: Ligne | None = None
    """Comment se vote un scrutin ordinaire, avant le résultat : « à main levée »."""

    def sans_contre(self, pour: str, abstentions: str) -> str:
        """Return the result without a vote against, from « 10 voix pour » and « 2 abstentions »."""
        # One pass, so that no name could bring a field of its own.
        said = {"{pour}": pour, "{abstentions}": abstentions}
        return re.sub(
            r"\{(?:pour|abstentions)\}",
            lambda field: said[field[0]],
            self.unanimite_avec_abstentions or _AVEC_ABSTENTIONS,
        )


__all__ = ["Vocabulaire"]
