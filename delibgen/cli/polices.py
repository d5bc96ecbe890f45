"""Fonts that the Word templates ask for, and whether this machine has them."""

import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from delibgen.cli.screen import counted
from delibgen.word.fonts import families_of, fonts_of

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
    families = installed()
    if families is None:
        yield "Polices", True, "non vérifiées : ni fc-list, ni dossier de polices connu"
        return
    for font, users in sorted(_uses(folders).items()):
        twin, package = JUMELLES.get(font, ("", ""))
        if font in families:
            yield f"Police {font}", True, _count(users)
        elif twin in families:
            yield f"Police {font}", True, f"{_count(users)} ; {twin}, mêmes largeurs"
        else:
            yield f"Police {font}", False, _missing(users, package)


def font_folders(system: str = sys.platform) -> tuple[Path, ...]:
    """Return the folders of fonts of Windows and of macOS, the user's own included; none elsewhere.

    Args:
        system: name of the system, as ``sys.platform`` gives it.
    """
    home = Path.home()
    if system == "win32":
        local = os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local"
        windows = os.environ.get("WINDIR") or "C:/Windows"
        return Path(windows) / "Fonts", Path(local) / "Microsoft" / "Windows" / "Fonts"
    if system == "darwin":
        return home / "Library" / "Fonts", Path("/Library/Fonts"), Path("/System/Library/Fonts")
    return ()


def installed(folders: Iterable[Path] | None = None) -> set[str] | None:
    """Return the families of fonts of this machine, ``None`` when nothing tells them.

    Args:
        folders: folders whose fonts are read; by default fontconfig is asked, else those of the system.
    """
    lister = shutil.which("fc-list")
    if folders is not None:
        return _installed_in(folders)
    return _listed_by(lister) if lister is not None else _installed_in(font_folders())


def _listed_by(lister: str) -> set[str]:
    """Return the families that fontconfig knows; one font may have several names on its line."""
    lines = output_of(lister, ":", "family").splitlines()
    return {name.strip() for line in lines for name in line.split(",")}


def _installed_in(folders: Iterable[Path]) -> set[str] | None:
    """Return the families of the fonts of some folders, ``None`` when none of them is there."""
    places = [place for place in folders if place.is_dir()]
    files = chain.from_iterable(place.rglob("*") for place in places)
    return set(chain.from_iterable(map(families_of, files))) if places else None


def _missing(users: list[str], package: str) -> str:
    debian = package and sys.platform.startswith("linux")
    todo = f"sudo apt-get install {package}" if debian else "l'installer, ou changer les styles du document"
    named = ", ".join(users[:3]) + (", …" if len(users) > 3 else "")
    return f"absente : {_count(users)} ({named}), PDF aux autres coupures ; {todo}"


def _count(users: list[str]) -> str:
    return counted(len(users), "document Word", "documents Word")


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
