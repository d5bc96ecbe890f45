"""What the law asks: rules with their article and their period, run by ``check``."""

from collections.abc import Iterator

from delibgen.errors import Finding
from delibgen.model.acte import Acte
from delibgen.rules import (
    convention,
    deliberation,
    designation,
    montant,
    pouvoirs,
    presence,
    scrutin,
    seance,
    textes,
)
from delibgen.rules.base import Remarque, Rule, rule, run

_MODULES = (
    presence,
    pouvoirs,
    seance,
    scrutin,
    designation,
    deliberation,
    textes,
    montant,
    convention,
)


def _defined_rules() -> Iterator[Rule]:
    for module in _MODULES:
        yield from (value for value in vars(module).values() if isinstance(value, Rule))


ALL_RULES: tuple[Rule, ...] = tuple(sorted(_defined_rules(), key=lambda law: law.code))
"""Every rule, by code: the order in which findings are listed."""


def check(acte: Acte) -> list[Finding]:
    """Return what the rules find in an act and its annexes; an empty list when all is well."""
    return list(run(acte, ALL_RULES))


__all__ = ["ALL_RULES", "Remarque", "Rule", "check", "rule"]
