"""One act file, alone or in the folder of a sitting."""

from dataclasses import replace
from pathlib import Path

from delibgen.errors import Finding, LoadError
from delibgen.load.files import Files
from delibgen.load.records import blocked
from delibgen.load.sitting import ActeLu, act_files, in_order, read_act, read_session, seance_file
from delibgen.model.acte import Acte
from delibgen.model.deliberation import Deliberation


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
    rang = siblings.index(path) + 1 if path in siblings else None
    default = kind or (Deliberation if path.parent.name == "actes" else None)
    read = read_act(path, files, session, rang=rang, default=default)
    faults.extend(read.findings)
    if kind and read.acte and not isinstance(read.acte, kind):
        message = f"« {read.acte.kind()} » lu, « {kind.kind()} » demandé"
        faults.append(read.place(Finding(code="DG204", message=message, path="type")))
    return replace(read, acte=None if blocked(faults) else read.acte, findings=in_order(faults))
