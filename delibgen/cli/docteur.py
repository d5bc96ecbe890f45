"""The command ``docteur``: the state of the installation."""

import platform
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import click

from delibgen.cli.polices import Constat, check_fonts, output_of
from delibgen.cli.reglages import NOM, REGLAGES, settings, settings_file
from delibgen.cli.screen import say, say_json

_EXTRAS = {
    "pikepdf": "pdf : réunit les PDF d'une séance",
    "rdocx": "apercu : pages sans LibreOffice",
    "python-calamine": "tableur : lit les fichiers .xlsx et .ods",
    "xlsxwriter": "tableur : écrit les classeurs à remplir",
}


@click.option("--json", "en_json", is_flag=True, help="Un objet JSON sur la sortie standard.")
def docteur(*, en_json: bool) -> None:
    """Dit l'état de l'installation : versions, réglages, LibreOffice, polices, compléments.

    \b
    Exemple :
      delibgen docteur
    """
    found = [*_versions(), _settings(), _soffice(), *_fonts(), *_extras()]
    if en_json:
        constats = [{"nom": name, "present": there, "detail": detail} for name, there, detail in found]
        say_json({"constats": constats})
    else:
        _say_all(found)


def _say_all(found: list[tuple[str, bool, str]]) -> None:
    width = max(len(name) for name, _, _ in found)
    for name, there, detail in found:
        answer, colour = ("oui", None) if there else ("non", "yellow")
        say(f"{answer}  {name.ljust(width)}  {detail}", colour=colour)


def _versions() -> Iterator[Constat]:
    import delibgen

    yield "delibgen", True, delibgen.__version__
    yield "Python", True, f"{platform.python_version()} ({platform.system()} {platform.machine()})"
    for name in ("lxml", "jinja2", "pydantic", "PyYAML", "click", "rich"):
        yield name, *_version(name)


def _version(name: str) -> tuple[bool, str]:
    try:
        return True, metadata.version(name)
    except metadata.PackageNotFoundError:
        return False, "absent"


def _soffice() -> Constat:
    from delibgen.apercu.soffice import require_soffice
    from delibgen.errors import MissingToolError

    try:
        path = require_soffice()
    except MissingToolError as fault:
        return "LibreOffice", False, f"--pdf impossible ; {fault.findings[0].suggestion}"
    return "LibreOffice", True, f"{output_of(path, '--version') or 'version inconnue'} ({path})"


def _settings() -> Constat:
    try:
        path = settings_file()
        values = settings(REGLAGES)
    except click.UsageError as fault:
        return "Réglages", False, fault.message.replace("\n  ", " ; ")
    if path is None:
        return "Réglages", True, f"aucun : pas de {NOM} dans ce dossier ni au-dessus"
    return "Réglages", True, f"{path} ({', '.join(values) or 'vide'})"


def _fonts() -> Iterator[Constat]:
    from delibgen.render import SHIPPED

    try:
        own = settings(("gabarits",)).get("gabarits", "templates")
    except click.UsageError:
        own = "templates"
    yield from check_fonts((SHIPPED, Path(str(own))))


def _extras() -> Iterator[Constat]:
    for name, use in _EXTRAS.items():
        there, version = _version(name)
        extra = use.split(" ", maxsplit=1)[0]
        yield name, there, f"{version} ; {use}" if there else f"pip install 'delibgen[{extra}]' ; {use}"
