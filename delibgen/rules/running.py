"""How rules are run: those in force on the day of the act, over it and everything annexed to it.

What the items of a sitting share is checked for the first of them (``regard.py``). An assembly may set how
grave a rule is; its choice is told with what the rule finds, never silent.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from operator import itemgetter

from delibgen.errors import Finding, Place, Severity
from delibgen.model.acte import Acte
from delibgen.model.kept import kept
from delibgen.model.presence import Presence
from delibgen.model.reglage import Reglage
from delibgen.model.seance import Seance
from delibgen.rules.base import REGLAGES, Remarque, Rule
from delibgen.rules.occasion import Occasion
from delibgen.rules.portee import Lieu, where
from delibgen.rules.regard import Regard, assemblee_of, day_of, presence_of, seance_of

Ranked = tuple[int, Rule, Callable[..., Iterable[Remarque]]]
"""Rank of a rule in the list, the rule, what it runs."""

Told = tuple[int, Finding]
"""Rank of a rule, what it found."""


@dataclass(frozen=True, eq=False)
class Plan:
    """The rules that look at the acts of a kind, of a day and of a place, by what they look at."""

    acte: tuple[Ranked, ...]
    acte_et_presence: tuple[Ranked, ...]
    seance: tuple[Ranked, ...]
    presence: tuple[Ranked, ...]
    occasions: "Others" = ()
    """The rules that only look at some acts, by what tells which."""

    def findings(self, acte: Acte) -> list[Finding]:
        """Return what they find in an act, in the order of the list."""
        seance, presence = seance_of(acte), presence_of(acte)
        told = self._of_acte(acte, presence)
        for occasion, plan in self.occasions:
            if occasion(acte):
                told += plan._of_acte(acte, presence)
        if seance is not None:
            told += kept(self._of_seance, seance)
        if presence is not None:
            told += kept(self._of_presence, presence)
        told.sort(key=itemgetter(0))
        return [finding for _, finding in told]

    def _of_acte(self, acte: Acte, presence: Presence | None) -> list[Told]:
        told = _told(self.acte, acte)
        return told if presence is None else told + _told(self.acte_et_presence, acte, presence)

    def _of_seance(self, seance: Seance) -> list[Told]:
        return _told(self.seance, seance)

    def _of_presence(self, presence: Presence) -> list[Told]:
        return _told(self.presence, presence)


def _told(laws: tuple[Ranked, ...], *seen: object) -> list[Told]:
    """Return what some rules find in what they look at; nearly always nothing."""
    told: list[Told] = []
    for rank, law, function in laws:
        for remark in function(*seen):
            told.append((rank, law.finding(*remark)))  # noqa: PERF401  (a list for each rule costs as much as it)
    return told


Others = tuple[tuple[Occasion, Plan], ...]


@lru_cache(maxsize=64)
def in_force(rules: tuple[Rule, ...], kind: type[Acte], day: dt.date, lieu: Lieu | None) -> Plan:
    """Return the rules that look at the acts of a kind, of a day and of a place: the same for a sitting."""
    laws = [(rank, law, law.function) for rank, law in enumerate(rules) if law.holds_for(kind, day, lieu)]
    occasions = dict.fromkeys(law.occasion for _, law, _ in laws if law.occasion is not None)
    return _plan(laws, None, tuple((occasion, _plan(laws, occasion)) for occasion in occasions))


def _plan(
    laws: list[Ranked], occasion: Occasion | None, others: tuple[tuple[Occasion, Plan], ...] = ()
) -> Plan:
    """Return the rules of an occasion, by what they look at."""
    seen: dict[Regard, list[Ranked]] = {regard: [] for regard in Regard}
    for ranked in laws:
        if ranked[1].occasion is occasion:
            seen[ranked[1].regard].append(ranked)
    acte, acte_et_presence, seance, presence = (tuple(seen[regard]) for regard in Regard)
    return Plan(acte, acte_et_presence, seance, presence, others)


def run(
    acte: Acte, rules: tuple[Rule, ...], day: dt.date | None = None, regles: tuple[Reglage, ...] = ()
) -> list[Finding]:
    """Return the findings of the rules that hold, then those of the act's own, then those of its annexes.

    Args:
        acte: the act.
        rules: rules, in the order of the list.
        day: day whose law applies when the act does not say; an annex follows its act, then the latest law.
        regles: what the assembly of the act has set; an annex follows its act.
    """
    day = day_of(acte) or day or dt.date.max
    assemblee = assemblee_of(acte)
    regles = assemblee.regles if assemblee is not None else regles
    law = in_force(rules, type(acte), day, where(assemblee))
    found = [*law.findings(acte), *_own(acte, day)]
    if found and regles:
        found = _chosen(found, {reglage.code: reglage for reglage in regles})
    for paper in acte.papers():
        found += (_in_paper(finding, paper) for finding in run(paper, rules, day, regles))
    return found


def _in_paper(finding: Finding, paper: Acte) -> Finding:
    return finding if str(finding.place) else replace(finding, place=Place(file=paper.nom_fichier))


def _own(acte: Acte, day: dt.date) -> Iterator[Finding]:
    """Yield what the rules of the act's own class find; a plain function has neither period nor scope."""
    for own in acte.rules:
        if not isinstance(own, Rule) or own.holds(acte, day):
            yield from own(acte)


def _chosen(findings: list[Finding], choices: dict[str, Reglage]) -> list[Finding]:
    """Give findings the severity that the assembly has chosen, and say so."""
    return [_set(finding, choices.get(finding.code)) for finding in findings]


def _set(finding: Finding, choice: Reglage | None) -> Finding:
    if choice is None or finding.code == REGLAGES:
        return finding
    ignored = choice.severite == "ignoree"
    severity = Severity.INFORMATION if ignored else Severity(choice.severite)
    if severity is finding.severity and not ignored:
        return finding
    word = "ignorée" if ignored else severity.value
    reason = f" : {choice.motif}" if choice.motif else ""
    said = f"règle « {word} » au lieu de « {finding.severity.value} », choix de l'assemblée{reason}"
    return replace(finding, severity=severity, message=f"{finding.message} [{said}]")
