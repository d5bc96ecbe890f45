"""How rules are written and run.

A rule is a generator of ``(path, message, what to do)`` over one kind of act; the decorator adds what the
law says: article, severity, where and on which days it holds. ``check`` runs the rules in force on the day of
the act, over the act and everything annexed to it. An assembly may set how grave a rule is; its choice is
told with what the rule finds, never silent.
"""

import datetime as dt
import inspect
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TypeVar, cast, get_type_hints

from delibgen import french
from delibgen.errors import Finding, Place, Severity
from delibgen.model.acte import Acte
from delibgen.model.assemblee import Assemblee
from delibgen.model.reglage import Reglage
from delibgen.rules.portee import PARTOUT, Lieu, Portee, where

A = TypeVar("A", bound=Acte)

Remarque = tuple[str, str, str]
"""Path in the act, what is wrong, what to do."""

REGLAGES = "DG399"
"""Code of the one rule that no assembly can set: it checks the settings themselves."""

_TODO = "À faire : "


@dataclass(frozen=True, eq=False)
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
    portee: Portee = PARTOUT
    """Bodies and assemblies that it concerns."""

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
        return "\n\n".join(text for text in self._paragraphs if not text.startswith(_TODO))

    @property
    def todo(self) -> str:
        """What to do when the rule finds something, in one French sentence without its stop."""
        found = (text for text in self._paragraphs if text.startswith(_TODO))
        return next(found, "").removeprefix(_TODO).rstrip(".")

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
        return [
            Finding(
                code=self.code,
                severity=self.severity,
                message=message,
                path=path,
                article=self.article,
                suggestion=todo,
            )
            for path, message, todo in self.function(acte)
        ]

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
        }


def assemblee_of(acte: Acte) -> Assemblee | None:
    """Return the assembly of an act that has one, itself or through its sitting."""
    found = getattr(acte, "assemblee", None) or getattr(getattr(acte, "seance", None), "assemblee", None)
    return found if isinstance(found, Assemblee) else None


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
    portee: Portee = PARTOUT,
) -> Callable[[Callable[[A], Iterable[Remarque]]], Rule]:
    """Make a rule of a generator; the kind of act is the annotation of its parameter.

    The docstring is what users read: the rule in one sentence, then if need be why, then « À faire : … ».

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
    """

    def decorate(function: Callable[[A], Iterable[Remarque]]) -> Rule:
        # Only acts of this kind reach the function: ``run`` asks ``holds`` first.
        work = cast("Callable[[Acte], Iterable[Remarque]]", function)
        return Rule(code, work, _kind_of(function), article, severity, since, until, portee)

    return decorate


@lru_cache(maxsize=64)
def in_force(rules: tuple[Rule, ...], kind: type[Acte], day: dt.date, lieu: Lieu | None) -> tuple[Rule, ...]:
    """Return the rules that look at the acts of a kind, of a day and of a place: the same for a sitting."""
    return tuple(law for law in rules if law.holds_for(kind, day, lieu))


def run(
    acte: Acte, rules: Iterable[Rule], day: dt.date | None = None, regles: tuple[Reglage, ...] = ()
) -> Iterator[Finding]:
    """Yield the findings of the rules that hold, then those of the act's own, then those of its annexes.

    Args:
        acte: the act.
        rules: rules, in the order of the list.
        day: day whose law applies when the act does not say; an annex follows its act, then the latest law.
        regles: what the assembly of the act has set; an annex follows its act.
    """
    known = tuple(rules)
    day = day_of(acte) or day
    assemblee = assemblee_of(acte)
    regles = assemblee.regles if assemblee is not None else regles
    choices = {reglage.code: reglage for reglage in regles}
    for law in in_force(known, type(acte), day or dt.date.max, where(assemblee)):
        found = law(acte)
        if found:
            yield from _chosen(found, choices)
    yield from _chosen(_own(acte, day or dt.date.max), choices)
    for paper in acte.papers():
        for finding in run(paper, known, day, regles):
            place = finding.place if str(finding.place) else Place(file=paper.nom_fichier)
            yield replace(finding, place=place)


def _own(acte: Acte, day: dt.date) -> Iterator[Finding]:
    """Yield what the rules of the act's own class find; a plain function has neither period nor scope."""
    for own in acte.rules:
        if not isinstance(own, Rule) or own.holds(acte, day):
            yield from own(acte)


def _chosen(findings: Iterable[Finding], choices: dict[str, Reglage]) -> Iterator[Finding]:
    """Give findings the severity that the assembly has chosen, and say so."""
    if not choices:
        yield from findings
        return
    for finding in findings:
        choice = choices.get(finding.code)
        yield finding if choice is None or finding.code == REGLAGES else _set(finding, choice)


def _set(finding: Finding, choice: Reglage) -> Finding:
    ignored = choice.severite == "ignoree"
    severity = Severity.INFORMATION if ignored else Severity(choice.severite)
    if severity is finding.severity and not ignored:
        return finding
    word = "ignorée" if ignored else severity.value
    reason = f" : {choice.motif}" if choice.motif else ""
    said = f"règle « {word} » au lieu de « {finding.severity.value} », choix de l'assemblée{reason}"
    return replace(finding, severity=severity, message=f"{finding.message} [{said}]")
