"""One act file, alone or in the folder of a sitting."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar, overload

from delibgen.errors import Finding, LoadError
from delibgen.load.files import Files, read_tree
from delibgen.load.folders import act_files, seance_file
from delibgen.load.nodes import Fields
from delibgen.load.numbering import give_numbers
from delibgen.load.records import Session, blocked, validate
from delibgen.load.sitting import (
    ActeLu,
    Commence,
    finish,
    in_order,
    read_session,
    start,
)
from delibgen.model.acte import Acte
from delibgen.model.assemblee import Assemblee
from delibgen.model.deliberation import Deliberation

A = TypeVar("A", bound=Acte)


@overload
def load(path: str | Path) -> Acte:
    """Read an act of the type that its file names."""


@overload
def load(path: str | Path, kind: type[A]) -> A:
    """Read an act of a kind."""


def load(path: str | Path, kind: type[Acte] | None = None) -> Acte:
    """Read one act file.

    An act in the folder ``actes`` of a sitting belongs to it: ``seance.yaml`` gives its sitting, and
    its place in the folder its rank.

    >>> from delibgen import load
    >>> from delibgen.render import PACKAGE
    >>> folder = PACKAGE / "exemples" / "2024-10-01-conseil-municipal"
    >>> load(folder / "actes" / "03-petite-enfance.yaml").numero
    '2024-33'

    Args:
        path: YAML or JSON file.
        kind: its kind; that of its field ``type`` by default, or a deliberation in ``actes``.

    Raises:
        LoadError: every fault of the file and of those that it names, each with its line.
    """
    read = read_one(path, kind)
    if read.acte is None:
        raise LoadError(read.findings, title=f"Fichier {Path(path).name}")
    return read.acte


def read_one(path: str | Path, kind: type[Acte] | None = None) -> ActeLu:
    """Read one act file as ``load`` does, and return its faults instead of raising them."""
    path = Path(path)
    folder = path.parent.parent if path.parent.name in {"actes", "annexes"} else path.parent
    faults: list[Finding] = []
    files = Files(folder, faults)
    in_sitting = path.parent.name == "actes" and seance_file(folder) is not None
    session = read_session(folder, files) if in_sitting else None
    siblings = act_files(folder) if in_sitting else []
    one = start(path, files)
    supplied = _supplied(one, siblings, session, faults)
    default = kind or (Deliberation if path.parent.name == "actes" else None)
    read = finish(one, files, session, supplied=supplied, default=default)
    faults.extend(read.findings)
    faults.extend(map(read.place, _other_kind(read.acte, kind)))
    return replace(read, acte=None if blocked(faults) else read.acte, findings=in_order(faults))


def _other_kind(acte: Acte | None, asked: type[Acte] | None) -> Iterator[Finding]:
    """Yield the fault of an act that is not of the kind that the caller asked for."""
    if asked and acte and not isinstance(acte, asked):
        message = f"« {acte.kind()} » lu, « {asked.kind()} » demandé"
        yield Finding(code="DG204", message=message, path="type")


def _supplied(
    one: Commence, siblings: list[Path], session: Session | None, faults: list[Finding]
) -> dict[str, str | None]:
    """Return what the folder gives an act: its rank, and its number when a pattern gives it one."""
    path = one.fichier
    if path not in siblings or session is None:
        return {}
    supplied: dict[str, str | None] = {"rang": str(siblings.index(path) + 1)}
    numbered = session.sound and session.seance.assemblee.numerotation is not None
    if not numbered or not isinstance(one.tree, Fields) or "numero" in one.tree.entries:
        return supplied
    trees = [(other, one.tree if other == path else read_tree(other, [])) for other in siblings]
    numeros = give_numbers(path.parent.parent, session.seance, trees, faults)
    return {**supplied, "numero": numeros.par_fichier.get(path)}


def load_assemblee(path: Path) -> Assemblee:
    """Read the file of an assembly, alone.

    Raises:
        LoadError: every fault of the file and of those that it names, each with its line.
    """
    faults: list[Finding] = []
    files = Files(path.parent, faults)
    tree = read_tree(path, faults)
    found = validate(Assemblee, files.expand(tree, path.parent), faults) if tree else None
    if found is None or blocked(faults):
        raise LoadError(in_order(faults), title=f"Fichier {path.name}")
    return found
