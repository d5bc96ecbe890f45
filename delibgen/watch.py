"""``surveiller``: an act drawn again each time its Word template, or its data, are saved."""

import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from delibgen.apercu import Findings
from delibgen.apercu.html import plain
from delibgen.errors import (
    DelibgenError,
    Finding,
    Place,
    RenderError,
    Severity,
    TemplateError,
    printable,
    system_reason,
)
from delibgen.lint import lint
from delibgen.load import load
from delibgen.model.acte import Acte
from delibgen.render import render
from delibgen.word import Document

PAUSE = 0.5
"""Seconds between two looks at the files."""


@dataclass(frozen=True)
class Essai:
    """One render of the act: its document or its fault, and what the lint says of the template."""

    resultat: Document | DelibgenError
    """Document, or what stopped the render."""
    constats: Findings
    """What the lint finds in the template."""

    def __str__(self) -> str:
        if isinstance(self.resultat, DelibgenError):
            return printable(str(self.resultat))
        return "\n".join((repr(self.resultat), *(printable(str(finding)) for finding in self.constats)))

    def _repr_html_(self) -> str:
        if isinstance(self.resultat, DelibgenError):
            return plain(self)
        pages = self.resultat._repr_mimebundle_()["text/html"]
        return f"{self.constats._repr_html_()}{pages}" if self.constats else pages


Afficheur = Callable[[Essai], object]
"""Is given each render."""


class _Handle(Protocol):
    def update(self, value: object) -> None:
        """Show another value in its place."""


def essayer(fichier: str | Path, acte: Acte | str | Path) -> Essai:
    """Render an act with a template and lint it; a fault is a value, not an exception.

    Args:
        fichier: Word template.
        acte: the act, or its data file.
    """
    try:
        read = acte if isinstance(acte, Acte) else load(acte)
        found = lint(fichier, type(read))
        return _render(read, fichier, found)
    except DelibgenError as fault:
        return Essai(fault, Findings())
    except OSError as fault:
        place = Place(file=str(fault.filename or fichier))
        absent = Finding(code="DG101", message=f"illisible : {system_reason(fault)}", place=place)
        return Essai(TemplateError(absent), Findings())


def _render(acte: Acte, fichier: str | Path, found: Findings) -> Essai:
    """Render; of a template that cannot be, the lint says more: every fault, and the closest names."""
    try:
        return Essai(render(acte, fichier), found)
    except (RenderError, TemplateError):
        faults = [finding for finding in found if finding.severity is Severity.BLOQUANT]
        if not faults:
            raise
        raise TemplateError(faults, title=Path(fichier).name) from None


def surveiller(
    fichier: str | Path,
    acte: Acte | str | Path,
    *,
    afficher: Afficheur | None = None,
    pause: float = PAUSE,
    dormir: Callable[[float], object] = time.sleep,
    fini: Callable[[], bool] = lambda: False,
) -> int:
    """Render an act now, then each time its Word template is saved; return how many times.

    In a notebook the pages are drawn again in the same cell, on a terminal a line is printed, until it is
    interrupted: the square of Jupyter, Ctrl-C. A file is read once it has kept the same size and date between
    two looks: one that Word is still writing is left alone. A fault in the template is shown, and the next
    save mends it.

    Args:
        fichier: Word template.
        acte: the act, or its data file, which is then watched too.
        afficher: is given each render; by default the cell of the notebook, or the terminal.
        pause: seconds between two looks.
        dormir: waits; for tests.
        fini: tells whether to stop; for tests and programs.

    >>> from delibgen import convention, surveiller
    >>> acte = (
    ...     convention("Convention relative au ludobus")
    ...     .partie("la commune d'Ormeval", represente_par="Madame Claire VASSEUR, Maire")
    ...     .partie("l'association Les Ludos", represente_par="Monsieur Paul NOIR, Président")
    ...     .article("Objet", "La convention fixe les conditions du partage.")
    ...     .build()
    ... )
    >>> surveiller("absent.docx", acte, afficher=print, fini=lambda: True)
    absent.docx : 1 erreur
      absent.docx : DG101 : le fichier « absent.docx » n'existe pas ; vérifiez le chemin
    1
    """
    watched = [Path(fichier)] if isinstance(acte, Acte) else [Path(fichier), Path(acte)]
    show = afficher or _usual()
    shown, before, count = None, _state(watched), 0
    try:
        while True:
            now = _state(watched)
            if now == before and now != shown:
                show(essayer(fichier, acte))
                shown, count = now, count + 1
            before = now
            if fini():
                return count
            dormir(pause)
    except KeyboardInterrupt:
        return count


def _state(paths: Iterable[Path]) -> tuple[tuple[int, int], ...]:
    """Return what tells a saved file from the same before; a file that is not there has nothing."""
    return tuple(_stamp(path) for path in paths)


def _stamp(path: Path) -> tuple[int, int]:
    try:
        state = path.stat()
    except OSError:
        return (0, 0)
    return (state.st_mtime_ns, state.st_size)


def in_notebook() -> bool:
    """Tell whether a cell of a notebook is running."""
    if "IPython" not in sys.modules:
        return False
    from IPython import get_ipython

    shell = get_ipython()
    return shell is not None and hasattr(shell, "kernel")


def _usual() -> Afficheur:
    """Return what shows a render where the program runs."""
    if not in_notebook():
        return _print
    from IPython.display import display

    handle: _Handle | None = None

    def update(essai: Essai) -> None:
        """Show a render in the cell."""
        nonlocal handle
        if handle is None:
            handle = display(essai, display_id=True)  # type: ignore[no-untyped-call]
        else:
            handle.update(essai)

    return update


def _print(essai: Essai) -> None:
    sys.stdout.write(f"{time.strftime('%H:%M:%S')}  {essai}\n")


__all__ = ["Essai", "essayer", "surveiller"]
