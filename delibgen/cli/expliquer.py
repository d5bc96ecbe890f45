"""The command ``expliquer``: what a code means, with an example and what to do."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click

from delibgen.cli.commands import json_option
from delibgen.cli.screen import say, say_json, show_table
from delibgen.errors import did_you_mean

if TYPE_CHECKING:
    from delibgen.rules import Rule

_DATA = Path(__file__).with_name("data") / "explications.toml"


@click.argument("code", metavar="[CODE]", required=False)
@json_option
def expliquer(code: str | None, *, en_json: bool) -> None:
    """Explique un code d'erreur : cause, exemple, ce qu'il faut faire ; sans CODE, les nomme tous.

    \b
    Exemple :
      delibgen expliquer DG322
    """
    known = titles()
    if code is None:
        _list_all(known, en_json=en_json)
        return
    wanted = code.upper() if code.upper().startswith("DG") else f"DG{code}"
    if wanted not in known:
        hint = did_you_mean(wanted, known, lead=" ; ")
        raise click.BadParameter(f"code « {code} » inconnu{hint}")
    _tell(wanted, explain(wanted), en_json=en_json)


def _list_all(known: Mapping[str, str], *, en_json: bool) -> None:
    if en_json:
        say_json(known)
    else:
        show_table(("Code", "Titre"), list(known.items()))


def _tell(code: str, told: dict[str, str], *, en_json: bool) -> None:
    if en_json:
        say_json({"code": code, **told})
        return
    say(f"{code} – {told.pop('titre')}")
    for name, text in told.items():
        say(f"\n{_LABELS.get(name, name)} : {text}")


_LABELS = {
    "cause": "Cause",
    "exemple": "Exemple",
    "correction": "À faire",
    "article": "Texte",
    "portee": "Portée",
    "periode": "En vigueur",
    "gravite": "Gravité",
    "a_verifier": "À vérifier (de mémoire, non lu dans le texte)",
}


@cache
def titles() -> Mapping[str, str]:
    """Return the title of every code that delibgen can emit, in order."""
    from delibgen.apercu import CODES as APERCU
    from delibgen.dossier import codes as dossier
    from delibgen.exports import CODES as EXPORTS
    from delibgen.formats import CODES as FORMATS
    from delibgen.load import codes as load
    from delibgen.word.codes import TITLES

    rules = {code: law.title for code, law in _laws().items()}
    known = {**TITLES, **load.CODES, **rules, **dossier.CODES, **EXPORTS, **FORMATS, **APERCU}
    return dict(sorted(known.items()))


@cache
def _laws() -> "Mapping[str, Rule]":
    """Return the rules of the law, and those that the papers of a sitting carry themselves."""
    from delibgen.cli.regles import every_rule

    return {law.code: law for law in every_rule()}


def explain(code: str) -> dict[str, str]:
    """Return what is known of a code: title, cause, example, what to do; for a rule, its text and period."""
    title = titles()[code]
    written = _explanations().get(code)
    return {"titre": title, **written} if written is not None else {"titre": title, **_rule(code)}


@cache
def _explanations() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(_DATA.read_text(encoding="utf-8"))


def _rule(code: str) -> dict[str, str]:
    """Return what a rule says of itself: nothing is written twice."""
    law = _laws().get(code)
    found = law.to_dict() if law is not None else {}
    told = {
        "cause": found.get("explication", ""),
        "correction": found.get("a_faire", ""),
        "article": found.get("article", ""),
        "portee": found.get("portee", ""),
        "periode": found.get("periode", ""),
        "gravite": found.get("severite", ""),
        "a_verifier": found.get("a_verifier", ""),
    }
    return {name: text for name, text in told.items() if text}
