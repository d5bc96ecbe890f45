"""What the law asks: rules with their article and their period, run by ``check``."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from delibgen.apercu import Findings
from delibgen.errors import Finding, LoadError
from delibgen.model.acte import Acte
from delibgen.rules import reglages
from delibgen.rules.base import Remarque, Rule, rule
from delibgen.rules.portee import Portee
from delibgen.rules.running import run

_MODULES = (
    "budget",
    "convention",
    "convocation",
    "dates",
    "delegations",
    "deliberation",
    "deports",
    "designation",
    "ecriture",
    "extrait",
    "matieres",
    "montant",
    "nominations",
    "pouvoirs",
    "presence",
    "publicite",
    "reglages",
    "reunion",
    "scrutin",
    "seance",
    "subvention",
    "tableaux",
    "textes",
    "unilateral",
)
"""Modules whose rules are those of the law."""


def _defined_rules() -> Iterator[Rule]:
    for name in _MODULES:
        module = import_module(f"{__name__}.{name}")
        yield from (value for value in vars(module).values() if isinstance(value, Rule))


_LAW = tuple(_defined_rules())

RULES: tuple[Rule, ...] = tuple(sorted((*_LAW, reglages.known_codes(_LAW)), key=lambda law: law.code))
"""Every rule, by code: the order in which findings are listed."""


def find_rule(code: str) -> Rule | None:
    """Return the rule of a code, or ``None``.

    >>> find_rule("DG322").article
    'CGCT L2121-11, L2121-12, L5211-1'
    """
    return next((law for law in RULES if law.code == code), None)


def check(acte: Acte) -> Findings:
    """Return what the rules find in an act and its annexes, a list; an empty one when all is well.

    >>> from delibgen import check, convention
    >>> acte = (
    ...     convention("Convention relative au ludobus")
    ...     .partie("la commune d'Ormeval", represente_par="Madame Claire VASSEUR, Maire")
    ...     .partie("l'association Les Ludos", represente_par="Monsieur Paul NOIR, Président")
    ...     .article("Objet", "La convention fixe les conditions du partage.")
    ...     .build()
    ... )
    >>> check(acte)[0].message
    "la commune d'Ormeval : habilitation à compléter"

    Raises:
        LoadError: what is given is no act, but the name of its file, say.
    """
    if not isinstance(acte, Acte):
        raise _no_act(acte)
    return Findings(run(acte, RULES))


def _no_act(given: object) -> LoadError:
    """Return what is said to a person who gives something else than an act."""
    todo = "load(…), ou deliberation(…)….build(), en font un"
    if isinstance(given, str | Path):
        todo = "un fichier se lit d'abord : load(…)"
    elif hasattr(given, "build"):
        todo = "ajouter .build()"
    message = f"un acte est attendu, et non une valeur de type {type(given).__name__}"
    return LoadError(Finding(code="DG201", message=message, suggestion=todo))


__all__ = ["RULES", "Portee", "Remarque", "Rule", "check", "find_rule", "rule"]
