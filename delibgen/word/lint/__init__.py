"""Lint: a template followed tag by tag through the types of its data. Knows no model of deliberations."""

from typing import TYPE_CHECKING

from delibgen.word.lint.mention import Mention

if TYPE_CHECKING:
    from delibgen.word.lint.linting import fieldless, lint_template, scope_of

__all__ = ["Mention", "fieldless", "lint_template", "scope_of"]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from delibgen.word.lint import linting

    found: object = getattr(linting, name)
    return found
