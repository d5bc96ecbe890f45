"""What the law asks: rules with their article and their period, run by ``check``."""

from delibgen.errors import Finding
from delibgen.model.acte import Acte
from delibgen.rules.base import Remarque, Rule, rule, run
from delibgen.rules.convention import RULES as _CONVENTION
from delibgen.rules.deliberation import RULES as _DELIBERATION

ALL_RULES: tuple[Rule, ...] = (*_DELIBERATION, *_CONVENTION)  # type: ignore[type-arg]
"""Every rule, in the order in which findings are listed."""


def check(acte: Acte) -> list[Finding]:
    """Return what the rules find in an act and its annexes; an empty list when all is well."""
    return list(run(acte, ALL_RULES))


__all__ = ["ALL_RULES", "Remarque", "Rule", "check", "rule"]
