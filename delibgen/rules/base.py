"""How rules are written and run.

A rule is a generator of ``(path, message, what to do)`` over one kind of act; the decorator adds what the
law says: article, severity, and the days on which it holds. ``check`` runs the rules in force on the day of
the act, over the act and everything annexed to it.
"""

import datetime as dt
import inspect
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Generic, TypeVar, get_type_hints

from delibgen.errors import Finding, Place, Severity
from delibgen.model.acte import Acte

A = TypeVar("A", bound=Acte)

Remarque = tuple[str, str, str]
"""Path in the act, what is wrong, what to do."""


@dataclass(frozen=True)
class Rule(Generic[A]):
    """One rule: its code, the kind of act it looks at, and what the law says of it."""

    code: str
    """Stable code, « DG301 »."""
    function: Callable[[A], Iterable[Remarque]]
    kind: type[A]
    article: str
    """Text of law or practice behind it."""
    severity: Severity
    since: dt.date = dt.date.min
    """First day in force."""
    until: dt.date = dt.date.max
    """Last day in force."""

    @property
    def title(self) -> str:
        """First line of the function's docstring: the rule in one French sentence."""
        return (inspect.getdoc(self.function) or "").splitlines()[0]

    def holds(self, acte: Acte) -> bool:
        """Tell whether the rule looks at this act, on its day."""
        return isinstance(acte, self.kind) and self.since <= _day(acte) <= self.until

    def __call__(self, acte: A) -> Iterator[Finding]:
        """Yield what the rule finds in ``acte``."""
        for path, message, todo in self.function(acte):
            yield Finding(
                code=self.code,
                severity=self.severity,
                message=message,
                path=path,
                article=self.article,
                suggestion=todo,
            )


def _day(acte: Acte) -> dt.date:
    """Return the day whose law applies: that of the sitting, or of the signature, or the latest law."""
    seance = getattr(acte, "seance", None)
    day = getattr(seance, "date", None) or getattr(acte, "date", None)
    return day if isinstance(day, dt.date) else dt.date.max


@cache
def _kind_of(function: Callable[..., object]) -> type[Acte]:
    hints = get_type_hints(function)
    first: type[Acte] = next(hint for name, hint in hints.items() if name != "return")
    return first


def rule(
    code: str,
    article: str,
    *,
    severity: Severity = Severity.ALERTE,
    since: dt.date = dt.date.min,
    until: dt.date = dt.date.max,
) -> Callable[[Callable[[A], Iterable[Remarque]]], Rule[A]]:
    """Make a rule of a generator; the kind of act is the annotation of its parameter.

    Args:
        code: stable code, « DG301 ».
        article: article of law, « CGCT L2121-17 », or the practice it comes from.
        severity: only ``BLOQUANT`` stops a render.
        since: first day in force.
        until: last day in force.
    """

    def decorate(function: Callable[[A], Iterable[Remarque]]) -> Rule[A]:
        kind = _kind_of(function)
        return Rule(code, function, kind, article, severity, since, until)  # type: ignore[arg-type]

    return decorate


def run(acte: Acte, rules: Iterable[Rule[A]]) -> Iterator[Finding]:
    """Yield the findings of the rules that hold, then those of the act's own, then those of its annexes."""
    known = tuple(rules)
    for law in known:
        if law.holds(acte):
            yield from law(acte)  # type: ignore[arg-type]
    for own in acte.rules:
        yield from own(acte)
    for paper in acte.papers():
        for finding in run(paper, known):
            place = finding.place if str(finding.place) else Place(file=paper.nom_fichier)
            yield replace(finding, place=place)
