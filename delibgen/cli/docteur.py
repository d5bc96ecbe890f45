"""The command ``docteur``: the state of the installation."""

import platform
import shutil
import subprocess
from collections.abc import Iterator
from importlib import metadata

import click

from delibgen.cli.screen import say, say_json

_EXTRAS = {
    "pikepdf": "pdf : réunit les PDF d'une séance",
    "rdocx": "apercu : pages sans LibreOffice",
    "python-calamine": "tableur : lit les fichiers .xlsx et .ods",
}
_FONTS = (("Liberation Sans", "Arial"), ("Liberation Serif", "Times New Roman"))

Constat = tuple[str, bool, str]
"""What is looked at, whether it is there, and what is to be known of it."""


@click.option("--json", "en_json", is_flag=True, help="Un objet JSON sur la sortie standard.")
def docteur(*, en_json: bool) -> None:
    """Dit l'état de l'installation : versions, LibreOffice, polices, compléments."""
    found = [*_versions(), _soffice(), *_fonts(), *_extras()]
    if en_json:
        constats = [{"nom": name, "present": there, "detail": detail} for name, there, detail in found]
        say_json({"constats": constats})
        return
    width = max(len(name) for name, _, _ in found)
    for name, there, detail in found:
        say(f"{'oui' if there else 'non'}  {name.ljust(width)}  {detail}", colour=None if there else "yellow")


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
    return "LibreOffice", True, f"{_output(path, '--version') or 'version inconnue'} ({path})"


def _output(*command: str) -> str:
    """Return what a program prints, or nothing when it cannot run."""
    try:
        done = subprocess.run(  # noqa: S603  (a list, no shell; the program was found by name)
            command, capture_output=True, text=True, errors="replace", timeout=30, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip()


def _fonts() -> Iterator[Constat]:
    lister = shutil.which("fc-list")
    if lister is None:
        yield "Polices", True, "non vérifiées : fc-list est absent"
        return
    families = _output(lister, ":", "family")
    for pair in _FONTS:
        there = [name for name in pair if name in families]
        todo = "sudo apt-get install fonts-liberation"
        yield " ou ".join(pair), bool(there), ", ".join(there) or f"les PDF auront une autre police ; {todo}"


def _extras() -> Iterator[Constat]:
    for name, use in _EXTRAS.items():
        there, version = _version(name)
        extra = use.split(" ", maxsplit=1)[0]
        yield name, there, f"{version} ; {use}" if there else f"pip install 'delibgen[{extra}]' ; {use}"
