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
from typing import TypeVar, cast, get_type_hints

from delibgen.errors import Finding, Place, Severity
from delibgen.model.acte import Acte

A = TypeVar("A", bound=Acte)

Remarque = tuple[str, str, str]
"""Path in the act, what is wrong, what to do."""


@dataclass(frozen=True)
class Rule:
    """One rule: its code, the kind of act it looks at, and what the law says of it."""

    code: str
    """Stable code, « DG301 »."""
    function: Callable[[Acte], Iterable[Remarque]]
    kind: type[Acte]
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
        return (inspect.getdoc(self.function) or "").split("\n", 1)[0]

    def holds(self, acte: Acte, day: dt.date) -> bool:
        """Tell whether the rule looks at this act, on ``day``."""
        return isinstance(acte, self.kind) and self.since <= day <= self.until

    def __call__(self, acte: Acte) -> Iterator[Finding]:
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


def day_of(acte: Acte) -> dt.date | None:
    """Return the day whose law applies: that of the sitting, or of the signature, if it is known."""
    seance = getattr(acte, "seance", None)
    day = getattr(seance, "date", None) or getattr(acte, "date", None)
    return day if isinstance(day, dt.date) else None


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
) -> Callable[[Callable[[A], Iterable[Remarque]]], Rule]:
    """Make a rule of a generator; the kind of act is the annotation of its parameter.

    Args:
        code: stable code, « DG301 ».
        article: article of law, « CGCT L2121-17 », or the practice it comes from.
        severity: only ``BLOQUANT`` stops a render.
        since: first day in force.
        until: last day in force.
    """

    def decorate(function: Callable[[A], Iterable[Remarque]]) -> Rule:
        # Only acts of this kind reach the function: ``run`` asks ``holds`` first.
        work = cast("Callable[[Acte], Iterable[Remarque]]", function)
        return Rule(code, work, _kind_of(function), article, severity, since, until)

    return decorate


def run(acte: Acte, rules: Iterable[Rule], day: dt.date | None = None) -> Iterator[Finding]:
    """Yield the findings of the rules that hold, then those of the act's own, then those of its annexes.

    Args:
        acte: the act.
        rules: rules, in the order of the list.
        day: day whose law applies when the act does not say; an annex follows its act, then the latest law.
    """
    known = tuple(rules)
    day = day_of(acte) or day
    for law in known:
        if law.holds(acte, day or dt.date.max):
            yield from law(acte)
    for own in acte.rules:
        yield from own(acte)
    for paper in acte.papers():
        for finding in run(paper, known, day):
            place = finding.place if str(finding.place) else Place(file=paper.nom_fichier)
            yield replace(finding, place=place)
