"""What extracts, decisions and arrêtés say alike: whom a formula names, the annexes that are texts."""

from collections.abc import Iterable
from functools import lru_cache

from delibgen.model.acte import Annexe, AnnexeImprimee
from delibgen.model.champs import ANNEXE
from delibgen.model.formule import SANS, Rempli, parse, places


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


__all__ = ["annexes_printed", "names"]
