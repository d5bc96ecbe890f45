"""How a formula is to be read before it is filled: whom it names."""

from functools import lru_cache

from delibgen.model.formule import SANS, parse, places


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


__all__ = ["names"]
