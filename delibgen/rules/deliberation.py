"""Rules."""

from delibgen.rules.base import Rule

RULES: tuple[Rule, ...] = ()
