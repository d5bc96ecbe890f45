"""Click in French: its messages are translated while a command of ours runs, and only then."""

import importlib
import re
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from unittest.mock import patch

import click

_MODULES = (
    "core",
    "decorators",
    "exceptions",
    "formatting",
    "parser",
    "termui",
    "types",
    "utils",
    "shell_completion",
)

_TEXTS = {
    "Usage:": "Usage :",
    "Options": "Options ",
    "Commands": "Commandes ",
    "Positional arguments": "Arguments ",
    "Aborted!": "Interrompu.",
    "deprecated": "abandonné",
    "default: {default}": "par défaut : {default}",
    "env var: {var}": "variable : {var}",
    "(dynamic)": "(calculé)",
    "Show this message and exit.": "Affiche cette aide.",
    "Show the version and exit.": "Affiche la version.",
    "Error: {message}": "Erreur : {message}",
    "Try '{command} {option}' for help.": "Pour l'aide : {command} {option}",
    "Missing command.": "Commande attendue.",
    "No such command {name!r}.": "Commande inconnue : {name}.",
    "No such option {name!r}.": "Option inconnue : {name}.",
    "Did you mean {possibility}?": "Vouliez-vous dire {possibility} ?",
    "(Did you mean one of: {possibilities}?)": "(Vouliez-vous dire : {possibilities} ?)",
    "Invalid value: {message}": "Valeur refusée : {message}",
    "Invalid value for {param_hint}: {message}": "Valeur refusée pour {param_hint} : {message}",
    "Missing argument": "Argument attendu",
    "Missing option": "Option attendue",
    "Missing parameter": "Paramètre attendu",
    "Missing {param_type}": "Attendu : {param_type}",
    "Missing parameter: {param_name}": "Paramètre attendu : {param_name}",
    "Got unexpected extra argument ({args})": "Argument en trop : {args}",
    "Got unexpected extra arguments ({args})": "Arguments en trop : {args}",
    "Option {name!r} does not take a value.": "L'option {name} ne prend pas de valeur.",
    "Option {name!r} requires an argument.": "L'option {name} attend une valeur.",
    "Option {name!r} requires {nargs} arguments.": "L'option {name} attend {nargs} valeurs.",
    "Argument {name!r} takes {nargs} values.": "L'argument {name} attend {nargs} valeurs.",
    "Could not open file {filename!r}: {message}": "Impossible d'ouvrir « {filename} » : {message}",
    "unknown error": "erreur inconnue",
    "file": "fichier",
    "directory": "dossier",
    "path": "chemin",
    "{name} {filename!r} does not exist.": "« {filename} » introuvable.",
    "{name} {filename!r} is a file.": "« {filename} » est un fichier, un dossier est attendu.",
    "{name} {filename!r} is a directory.": "« {filename} » est un dossier, un fichier est attendu.",
    "{name} {filename!r} is not readable.": "« {filename} » illisible : demander le droit de le lire.",
    "{name} {filename!r} is not writable.": "« {filename} » en lecture seule.",
    "{value!r} is not {choice}.": "« {value} » reçu, {choice} attendu.",
    "{value!r} is not a valid {number_type}.": "« {value} » n'est pas un nombre.",
    "{value} is not in the range {range}.": "{value} est hors de l'intervalle permis, {range}.",
    "{name} {filename!r} is not executable.": "« {filename} » ne s'exécute pas.",
    "Couldn't detect Bash version, shell completion is not supported.": "Bash de version inconnue.",
    "Shell completion is not supported for Bash versions older than 4.4.": "Bash 4.4 ou plus récent attendu.",
    "{value!r} is not one of {choices}.": "« {value} » reçu ; choix possibles : {choices}.",
}


def _translate(text: str) -> str:
    return _TEXTS.get(text, text)


def _translate_plural(one: str, many: str, count: int) -> str:
    return _translate(one if count < 2 else many)


class Aide(click.HelpFormatter):
    """Help whose lines are never cut between a « guillemet », a « : » or a « ; » and its word."""

    def write_text(self, text: str) -> None:
        """Write a paragraph."""
        super().write_text(_bound(text))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write a list of options or commands, each with what it does."""
        super().write_dl([(name, _bound(text)) for name, text in rows], col_max, col_spacing)


def _bound(text: str) -> str:
    """Return a text with no-break spaces where French has them."""
    return re.sub(r"(?<=«) | (?=[»:;?!…])", "\u00a0", text)


@contextmanager
def french() -> Iterator[None]:
    """Translate click's messages inside the ``with`` block."""
    with ExitStack() as stack:
        for name in _MODULES:
            module = importlib.import_module(f"click.{name}")
            for hook, translate in (("_", _translate), ("ngettext", _translate_plural)):
                if hasattr(module, hook):
                    stack.enter_context(patch.object(module, hook, translate))
        yield
