"""How a formula is to be read before it is filled: whom it names."""

from functools import lru_cache

from delibgen.model.formule import SANS, parse, places


@lru_cache(maxsize=64)
def names_president(formule: str) -> bool:
    """Tell whether a formula prints the name of the chair; « {president:Le} » agrees with it, no more."""
    if formule == SANS:
        return False
    printed = (place.nom for place in places(parse(formule)) if not place.mot and not place.condition)
    return any(name == "president" or name.startswith("president.nom") for name in printed)


__all__ = ["names_president"]
