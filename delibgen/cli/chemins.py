"""Paths that a user types: a name that is nowhere is told with the closest one, or where it was sought."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from delibgen.errors import Finding, Place, TemplateError, closest
from delibgen.load.files import on_disk


def quoted(path: Path) -> str:
    """Return a path as it is typed in a command, on every system: quoted if it holds a space.

    >>> quoted(Path("mes démos"))
    '"mes démos"'
    """
    return f'"{path}"' if " " in str(path) else str(path)


class Chemin(click.Path):
    """A file or a folder that must be there; its accents may be composed otherwise on the disk."""

    def __init__(self, **options: Any) -> None:
        super().__init__(exists=True, path_type=Path, **options)

    def convert(
        self,
        value: str | os.PathLike[str],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Any:  # noqa: ANN401  (click's own signature)
        """Return the path, as the disk spells it.

        Raises:
            click.BadParameter: it is nowhere, or is not what the command takes.
        """
        path = on_disk(Path(value))
        if not path.exists():
            self.fail(f"« {path} » introuvable ; {_advice(path)}", param, ctx)
        return super().convert(path, param, ctx)


class Sortie(click.Path):
    """A file to write, of one kind: « rapport.pdf » where a Word document is made would open nowhere."""

    def __init__(self, suffix: str) -> None:
        super().__init__(dir_okay=False, path_type=Path)
        self.suffix = suffix

    def convert(
        self,
        value: str | os.PathLike[str],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Any:  # noqa: ANN401  (click's own signature)
        """Return the path.

        Raises:
            click.BadParameter: it is a folder, or its name says another kind of file.
        """
        path = Path(value)
        if path.suffix.lower() != self.suffix and not path.is_dir():
            self.fail(
                f"« {path} » : un nom en {self.suffix} est attendu, « {path.stem}{self.suffix} »", param, ctx
            )
        return super().convert(path, param, ctx)


_AUTRES = frozenset({".doc", ".docm", ".dot", ".dotm", ".dotx", ".odt", ".rtf"})
"""Files of word processors that are no .docx."""


def unexpected(path: Path, message: str) -> Finding:
    """Return the fault of a file of another kind than those that a command takes."""
    word = path.suffix.lower() in _AUTRES
    todo = "l'ouvrir dans Word ou LibreOffice, et l'enregistrer en .docx" if word else ""
    return Finding(code="DG212", message=message, place=Place(file=str(path)), suggestion=todo)


@contextmanager
def about(path: Path) -> Iterator[None]:
    """Name the Word file that the block reads in what stops it."""
    try:
        yield
    except TemplateError as fault:
        named = [
            found if found.place.file else replace(found, place=replace(found.place, file=str(path)))
            for found in fault.findings
        ]
        raise type(fault)(named, title=fault.heading) from fault


def _advice(path: Path) -> str:
    """Return the closest name in the same folder, else where the path was looked for."""
    folder = path.parent
    if not folder.is_dir():
        return f"le dossier « {folder} » n'existe pas ; la commande cherche depuis « {Path.cwd()} »"
    near = closest(path.name, sorted(other.name for other in folder.iterdir()))
    if near:
        return f"vouliez-vous dire « {folder / near} » ?"
    return f"cherché dans « {folder.resolve()} » : corriger le nom, ou changer de dossier de travail"
