"""How rules are written.

A rule is a generator of ``(path, message, what to do)`` over what its parameters say (``regard.py``); the
decorator adds what the law says: article, severity, where and on which days it holds. ``running.py`` runs
them.
"""

import datetime as dt
import inspect
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from delibgen import french
from delibgen.errors import Finding, Severity
from delibgen.model.acte import Acte
from delibgen.model.presence import Presence
from delibgen.model.seance import Seance
from delibgen.rules.occasion import Occasion, occasion_of
from delibgen.rules.portee import PARTOUT, Lieu, Portee, where
from delibgen.rules.regard import Regard, assemblee_of, presence_of, seance_of, sight_of

A = TypeVar("A", bound=Acte)

Remarque = tuple[str, str, str]
"""Path in the act, what is wrong, what to do."""

REGLAGES = "DG399"
"""Code of the one rule that no assembly can set: it checks the settings themselves."""

_TODO = "À faire : "
_MEMORY = "De mémoire : "

Work = (
    Callable[[A], Iterable[Remarque]]
    | Callable[[A, Presence], Iterable[Remarque]]
    | Callable[[Seance], Iterable[Remarque]]
    | Callable[[Presence], Iterable[Remarque]]
)
"""What a rule may be made of."""


@dataclass(frozen=True, eq=False)
class Rule:
    """One rule: its code, the kind of act it looks at, and what the law says of it."""

    code: str
    """Stable code, « DG301 »."""
    function: Callable[..., Iterable[Remarque]]
    regard: Regard
    """What the function is given."""
    kind: type[Acte]
    article: str
    """Text of law or practice behind it."""
    severity: Severity
    since: dt.date = dt.date.min
    """First day in force."""
    until: dt.date = dt.date.max
    """Last day in force."""
    portee: Portee = PARTOUT
    """Bodies and assemblies that it concerns."""
    occasion: Occasion | None = None
    """What tells the acts that give it something to look at; it is not run for the others."""

    @property
    def title(self) -> str:
        """First line of the function's docstring: the rule in one French sentence."""
        return (inspect.getdoc(self.function) or "").split("\n", 1)[0]

    @property
    def _paragraphs(self) -> list[str]:
        text = (inspect.getdoc(self.function) or "").split("\n\n")[1:]
        return [" ".join(paragraph.split()) for paragraph in text]

    @property
    def explication(self) -> str:
        """What the docstring adds to the title: why, how it is counted."""
        return "\n\n".join(text for text in self._paragraphs if not text.startswith((_TODO, _MEMORY)))

    def _said(self, mark: str) -> str:
        """Return the paragraph of the docstring that begins with a mark, without it and without its stop."""
        found = (text for text in self._paragraphs if text.startswith(mark))
        return next(found, "").removeprefix(mark).rstrip(".")

    @property
    def todo(self) -> str:
        """What to do when the rule finds something, in one French sentence without its stop."""
        return self._said(_TODO)

    @property
    def de_memoire(self) -> str:
        """What in it was not read in the text of law: to be checked, and never a reason to block."""
        return self._said(_MEMORY)

    @property
    def periode(self) -> str:
        """« depuis le 22 décembre 2025 », « jusqu'au 30 juin 2022 », or « toujours »."""
        since, until = self.since > dt.date.min, self.until < dt.date.max
        if since and until:
            return french.periode(self.since, self.until)
        if since:
            return f"depuis le {french.date_longue(self.since)}"
        return f"jusqu'au {french.date_longue(self.until)}" if until else "toujours"

    def holds(self, acte: Acte, day: dt.date) -> bool:
        """Tell whether the rule looks at this act, on ``day``."""
        return self.holds_for(type(acte), day, where(assemblee_of(acte)))

    def holds_for(self, kind: type[Acte], day: dt.date, lieu: Lieu | None) -> bool:
        """Tell whether the rule looks at the acts of a kind, of a day and of a place."""
        if not issubclass(kind, self.kind) or not self.since <= day <= self.until:
            return False
        return self.portee is PARTOUT or (lieu is not None and self.portee.covers(lieu))

    def __call__(self, acte: Acte) -> list[Finding]:
        """Return what the rule finds in ``acte``."""
        seen: tuple[object, ...] = (acte,)
        if self.regard is Regard.SEANCE:
            seen = (seance_of(acte),)
        elif self.regard is Regard.PRESENCE:
            seen = (presence_of(acte),)
        elif self.regard is Regard.ACTE_ET_PRESENCE:
            seen = (acte, presence_of(acte))
        silent = None in seen or (self.occasion is not None and not self.occasion(acte))
        return [] if silent else [self.finding(*remark) for remark in self.function(*seen)]

    def finding(self, path: str, message: str, todo: str) -> Finding:
        """Return a remark of the rule with what the law says of it."""
        return Finding(
            code=self.code,
            severity=self.severity,
            message=message,
            path=path,
            article=self.article,
            suggestion=todo,
        )

    def to_dict(self) -> dict[str, str]:
        """Return what is known of the rule as plain data, for ``--json`` and other tools."""
        return {
            "code": self.code,
            "titre": self.title,
            "article": self.article,
            "periode": self.periode,
            "portee": str(self.portee),
            "severite": self.severity.value,
            "acte": self.kind.kind(),
            "a_faire": self.todo,
            "explication": self.explication,
            "a_verifier": self.de_memoire,
        }


def rule(
    code: str,
    article: str,
    *,
    severity: Severity = Severity.ALERTE,
    since: dt.date = dt.date.min,
    until: dt.date = dt.date.max,
    portee: Portee = PARTOUT,
) -> Callable[[Work[A]], Rule]:
    """Make a rule of a generator; the annotations of its parameters say what it looks at.

    One act, alone or with who takes part in it (``acte: Deliberation, presence: Presence``); or what all the
    items of a sitting share, checked one time: ``seance: Seance``, or ``presence: Presence``.

    The docstring is what users read: the rule in one sentence, then if need be why, « De mémoire : … » for
    what was not read in the text of law, then « À faire : … ».

    >>> from delibgen import Deliberation, rule
    >>> @rule("RI1", "règlement intérieur, article 4")
    ... def rapporteur_nomme(acte: Deliberation):
    ...     '''Chaque point a un rapporteur.'''
    ...     if acte.rapporteur is None:
    ...         yield "rapporteur", "aucun rapporteur", "donner « rapporteur »"
    >>> rapporteur_nomme.code, rapporteur_nomme.title
    ('RI1', 'Chaque point a un rapporteur.')

    Args:
        code: stable code, « DG301 »; a rule of one's own has its own prefix, « RI1 ».
        article: article of law, « CGCT L2121-17 », or the practice it comes from.
        severity: only ``BLOQUANT`` stops a render.
        since: first day in force.
        until: last day in force.
        portee: bodies and assemblies that it concerns.

    Raises:
        TypeError: parameters of other types.
        ValueError: a rule from memory that would block.
    """

    def decorate(function: Work[A]) -> Rule:
        """Return the rule of a function."""
        if severity is Severity.BLOQUANT and _MEMORY in (function.__doc__ or ""):
            raise ValueError(f"{code} : ce qui est écrit de mémoire ne bloque pas")
        return Rule(
            code,
            function,
            *sight_of(function),
            article,
            severity,
            since,
            until,
            portee,
            occasion_of(function),
        )

    return decorate
