"""The kind of act of a Word document: given by name, told by the file, or by the names that it reads."""

from collections.abc import Iterator
from pathlib import Path

import click

from delibgen.cli.cibles import SUFFIXE
from delibgen.errors import DelibgenError, Finding, Place, Severity
from delibgen.model.acte import Acte
from delibgen.word import Template

PIECE = "piece-"
"""What the names of the documents that others include begin with."""
_FEW, _MOST = 0.5, 0.8
"""Share of known names under which a document is not of a kind, and from which it is."""
_ENOUGH = 5
"""Number of names from which they tell a kind."""


def _names(path: Path) -> frozenset[str]:
    """Return the names that a document reads; none of one that cannot be read: that is told already."""
    from delibgen.render import template_folders

    try:
        return Template(path, pieces=template_folders(Acte)).names
    except DelibgenError:
        return frozenset()


def other_kind(path: Path, kind: type) -> Iterator[Finding]:
    """Yield what is said of a document most of whose names are those of another kind of act."""
    names = _names(path)
    likely = _likely(names)
    if likely is None or likely is kind or _share(names, kind) > _FEW:
        return
    yield Finding(
        code="DG187",
        message=f"ce document semble être le gabarit de « {likely.kind()} », pas de « {_called(kind)} »",
        place=Place(file=str(path)),
        suggestion=f"ajouter --type {likely.kind()}, ou donner au fichier le nom de sa sorte d'acte",
        severity=Severity.ALERTE,
    )


def _called(kind: type) -> str:
    return kind.kind() if issubclass(kind, Acte) else kind.__name__


def _likely(names: frozenset[str]) -> type[Acte] | None:
    """Return the kind of act that has nearly all of these names, if one has more of them than the others."""
    kinds = [kind for kind in Acte.kinds().values() if kind.template]
    best = max(kinds, key=lambda kind: _share(names, kind), default=None)
    enough = best is not None and len(names) >= _ENOUGH and _share(names, best) >= _MOST
    return best if enough else None


def _share(names: frozenset[str], kind: type) -> float:
    """Return the part of these names that a kind of act has."""
    from delibgen.word.lint import scope_of

    known = {*scope_of(kind).fields, "acte"}
    return len(names & known) / len(names) if names else 1.0


def unknown_kind(path: Path) -> Iterator[Finding]:
    """Yield what is said of a document whose fields were not looked at."""
    names = _names(path)
    if not names or path.stem.startswith(PIECE):  # a piece of another is looked at there
        return
    here = path.with_name(f"{path.stem.removesuffix(SUFFIXE)}.py")
    likely = _likely(names)
    kind = likely.kind() if likely else "deliberation"
    todo = f"ajouter --type {kind}, ou la sorte d'acte que ce document imprime"
    if here.is_file():
        todo = f"installer l'acte de « {here.name} » (pip install -e), ou ajouter --type module:Classe"
    yield Finding(
        code="DG183",
        message="le nom de ce fichier ne dit pas sa sorte d'acte : ses champs ne sont pas vérifiés",
        place=Place(file=str(path)),
        suggestion=todo,
        severity=Severity.INFORMATION,
    )


def guessed_kind(path: Path) -> type[Acte] | None:
    """Return the kind of act whose template bears this file name, or whose name it begins with.

    Packs are imported when their name is that of the file, and only then.

    Raises:
        PackError: the pack of that name cannot be imported.
    """
    from delibgen.load.packs import kind_names, kind_of

    stem = path.stem.removesuffix(SUFFIXE)
    for kind in Acte.kinds().values():
        if kind.template and Path(kind.template).stem == stem:
            return kind
    words = f"{stem.replace('-', '_')}_"
    near = [name for name in kind_names() if words.startswith(f"{name}_")]
    longest = max(near, key=len, default=None)
    return kind_of(longest) if longest and not _beside_its_class(path, longest) else None


def _beside_its_class(path: Path, name: str) -> bool:
    """Tell whether a template is that of a new act not installed yet, whose name begins with a known one."""
    stem = path.stem.removesuffix(SUFFIXE)
    return stem.replace("-", "_") != name and path.with_name(f"{stem}.py").is_file()


def named_kind(text: str) -> type:
    """Return a kind of act by name, « deliberation », or a class by place, « mes_actes:Arrete ».

    Raises:
        BadParameter: the class is nowhere.
        UnknownKind: nobody knows the name.
        PackError: its pack cannot be imported.
    """
    from delibgen.load.packs import kind_of, require_kind

    known = kind_of(text)
    if known is not None:
        return known
    module, _, name = text.partition(":")
    if not name:
        require_kind(text)
    import importlib
    import sys

    sys.path.insert(0, "")
    try:
        found = getattr(importlib.import_module(module), name, None)
    except ImportError as error:
        raise click.BadParameter(_not_loaded(module, error)) from error
    if not isinstance(found, type):
        raise click.BadParameter(f"« {module} » n'a pas de classe « {name} »")
    return found


def _not_loaded(module: str, error: ImportError) -> str:
    if isinstance(error, ModuleNotFoundError) and error.name == module.partition(".")[0]:
        where = f"ni installé, ni dans « {Path.cwd()} »"
        return f"module « {module} » introuvable : {where} ; se placer dans le dossier de son fichier .py"
    return f"le module « {module} » ne se charge pas : {error}"
