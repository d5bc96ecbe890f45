"""Fonts that the Word templates ask for, and whether this machine has them."""

import shutil
import subprocess
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from delibgen.word.fonts import fonts_of

JUMELLES = {
    "Arial": ("Liberation Sans", "fonts-liberation"),
    "Times New Roman": ("Liberation Serif", "fonts-liberation"),
    "Courier New": ("Liberation Mono", "fonts-liberation"),
    "Calibri": ("Carlito", "fonts-crosextra-carlito"),
    "Cambria": ("Caladea", "fonts-crosextra-caladea"),
}
"""Font → free font of the same widths, Debian package that has it."""

Constat = tuple[str, bool, str]
"""What is looked at, whether it is there, and what is to be known of it."""


def output_of(*command: str) -> str:
    """Return what a program prints, or nothing when it cannot run."""
    try:
        done = subprocess.run(  # a list, no shell; the program was found by name
            command, capture_output=True, text=True, errors="replace", timeout=30, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip()


def check_fonts(folders: Iterable[Path]) -> Iterator[Constat]:
    """Yield, for each font of the templates of some folders, whether it is there and who needs it."""
    lister = shutil.which("fc-list")
    if lister is None:
        yield "Polices", True, "non vérifiées : fc-list est absent"
        return
    families = {
        name.strip() for line in output_of(lister, ":", "family").splitlines() for name in line.split(",")
    }
    for font, users in sorted(_uses(folders).items()):
        twin, package = JUMELLES.get(font, ("", ""))
        if font in families:
            yield f"Police {font}", True, _count(users)
        elif twin in families:
            yield f"Police {font}", True, f"{_count(users)} ; {twin}, mêmes largeurs"
        else:
            yield f"Police {font}", False, _missing(users, package)


def _missing(users: list[str], package: str) -> str:
    todo = f"sudo apt-get install {package}" if package else "l'installer, ou changer les styles du document"
    named = ", ".join(users[:3]) + (", …" if len(users) > 3 else "")
    return f"absente : {_count(users)} ({named}), PDF aux autres coupures ; {todo}"


def _count(users: list[str]) -> str:
    return f"{len(users)} document{'s' if len(users) > 1 else ''} Word"


def _uses(folders: Iterable[Path]) -> dict[str, list[str]]:
    """Return font → names of the templates that ask for it."""
    found: dict[str, list[str]] = {}
    places = dict.fromkeys(folder.resolve() for folder in folders if folder.is_dir())
    paths = (path for folder in places for path in sorted(folder.glob("*.docx")))
    for path in paths:
        try:
            fonts = fonts_of(path.read_bytes())
        except (OSError, zipfile.BadZipFile):
            continue  # « delibgen verifier » says what is wrong with it
        for font in fonts:
            found.setdefault(font, []).append(path.name)
    return found
