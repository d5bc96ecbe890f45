"""What extracts, decisions and arrêtés say alike: whom a formula names, the annexes that are texts."""

from collections.abc import Iterable
from functools import lru_cache

from delibgen.model.acte import Annexe, AnnexeImprimee
from delibgen.model.champs import ANNEXE
from delibgen.model.formule import SANS, Rempli, named, parse, places

PRESENTS = ("presents", "titulaires", "participants", "membres_par_")
"""How the fields begin by which a formula names the members present."""
TOUS = ("membres_par_",)
"""How those begin by which it names every member, present or not."""
ABSENTS = ("pouvoirs", "excuses", "absents", "representes")
"""How those begin by which it names the absent ones."""


@lru_cache(maxsize=64)
def names(formule: str, who: str) -> bool:
    """Tell whether a formula prints the name of someone; « {president:Le} » agrees with it, no more.

    >>> names("Signé : {president.nom_court}", "president"), names("{president:Le} président,", "president")
    (True, False)
    """
    if formule == SANS:
        return False
    printed = (place.nom for place in places(parse(formule)) if not place.mot and not place.condition)
    return any(name == who or name.startswith(f"{who}.nom") for name in printed)


def annexes_printed(annexes: Iterable[Annexe], formule: str) -> tuple[AnnexeImprimee, ...]:
    """Return the annexes that are texts, each under its title; an untitled one is printed all the same."""
    return tuple(
        AnnexeImprimee(
            titre=Rempli(ANNEXE, annexe).texte(formule) if formule != SANS else "", texte=annexe.texte
        )
        for annexe in annexes
        if annexe.texte is not None
    )


def names_people(formule: str, champs: tuple[str, ...]) -> bool:
    """Tell whether a formula names people itself, by fields that begin so."""
    return any(name.startswith(champs) for name in named(formule))


@lru_cache(maxsize=64)
def says_nobody(formule: str) -> bool:
    """Tell whether a formula has words for nobody: « {excuses|néant} »."""
    return formule != SANS and any(place.defaut is not None for place in places(parse(formule)))


__all__ = ["ABSENTS", "PRESENTS", "TOUS", "annexes_printed", "names", "names_people", "says_nobody"]
