"""Leaves of the register that each sitting takes, continued over the year: ``feuillets.yaml``.

The file stands beside ``seance.yaml``, as ``numeros.yaml`` does; that of « octobre.xlsx » is
« octobre-feuillets.yaml ». The first leaf of a sitting, once given,
stays: its register may be signed. The pages of the register that LibreOffice lays out give the others.
"""

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from delibgen.errors import Finding, Place
from delibgen.load.files import Files, read_tree
from delibgen.load.folders import is_sitting, seance_file
from delibgen.load.nodes import Fields, Items, Node, Scalar
from delibgen.load.rolls import fold
from delibgen.load.sitting import read_seance, read_session
from delibgen.load.tables import CLASSEURS
from delibgen.model.assemblee import Assemblee
from delibgen.model.seance import Seance

FICHIER = "feuillets.yaml"
_ENTETE = """\
# Feuillets du registre que prend la séance, comptés par delibgen : fichier à garder avec elle.
# « annules » : feuillets restés blancs après ceux-ci, et barrés ; aucune séance ne les prend.
# Pour renuméroter une séance dont le registre n'est pas signé : supprimer ce fichier, et recommencer.
"""
_Rank = tuple[dt.date, str]
"""Day of a sitting, then its name: two may be held on one day."""


@dataclass(frozen=True)
class Feuillets:
    """The leaves of one sitting."""

    registre: str
    """Whose register: « Ormeval, conseil municipal »."""
    seance: dt.date
    """Day of the sitting."""
    premier: int
    """First leaf."""
    dernier: int
    """Last leaf."""
    affaires: Mapping[str, int] = field(default_factory=dict)
    """Number of a deliberation → leaf where it begins."""
    annules: tuple[int, ...] = ()
    """Leaves left blank after them, and struck out."""

    @property
    def suivant(self) -> int:
        """Leaf that the next sitting begins with."""
        return max(self.dernier, *self.annules, 0) + 1

    def texte(self) -> str:
        """Return the file that keeps the leaves."""
        lines = [
            f"registre: {_quoted(self.registre)}",
            f"seance: {self.seance.isoformat()}",
            f"premier: {self.premier}",
            f"dernier: {self.dernier}",
            f"annules: {list(self.annules)}",
            "affaires:" if self.affaires else "affaires: {}",
            *(f"  {_quoted(number)}: {leaf}" for number, leaf in self.affaires.items()),
        ]
        return _ENTETE + "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def register_of(assemblee: Assemblee) -> str:
    """Return what tells the register of an assembly from those of others."""
    return f"{assemblee.collectivite.nom}, {assemblee.intitule}"


def leaves_file(source: Path) -> Path:
    """Return the file that keeps the leaves of a sitting: in its folder, or beside its workbook, by its name.

    Args:
        source: the sitting's folder, the file that tells the sitting, or its workbook; several workbooks may
            lie in one folder.
    """
    if source.suffix.lower() not in CLASSEURS or source.is_dir():
        return (source.parent if source.name == "seance.yaml" else source) / FICHIER
    return source.with_name(FICHIER if fold(source.stem) == "seance" else f"{source.stem}-{FICHIER}")


def read_leaves(folder: Path, faults: list[Finding]) -> Feuillets | None:
    """Return the leaves that a sitting keeps; ``None`` without them, or when they cannot be read."""
    path = leaves_file(folder)
    tree = read_tree(path, faults) if path.is_file() else None
    if tree is None:
        return None
    try:
        return _understood(tree)
    except (KeyError, TypeError, ValueError):
        message = "fichier de feuillets illisible : il n'est pas celui que delibgen écrit"
        todo = "le supprimer, et recommencer : les feuillets sont comptés à nouveau"
        faults.append(Finding(code="DG201", message=message, place=Place(file=str(path)), suggestion=todo))
        return None


def own_leaves(folder: Path, seance: Seance, faults: list[Finding]) -> Feuillets | None:
    """Return the leaves that a folder keeps for this very sitting: its day may have been corrected since."""
    kept = read_leaves(folder, faults)
    same = kept is not None and (kept.registre, kept.seance) == (register_of(seance.assemblee), seance.date)
    return kept if same else None


def _understood(tree: Node) -> Feuillets:
    """Return the leaves of a tree; raise ``KeyError``, ``TypeError`` or ``ValueError`` for another one."""
    if not isinstance(tree, Fields):
        raise TypeError
    entries = tree.entries
    affairs = entries["affaires"]
    if not isinstance(affairs, Fields):
        raise TypeError
    return Feuillets(
        registre=_text(entries["registre"]),
        seance=dt.date.fromisoformat(_text(entries["seance"])),
        premier=int(_text(entries["premier"])),
        dernier=int(_text(entries["dernier"])),
        affaires={number: int(_text(leaf)) for number, leaf in affairs.entries.items()},
        annules=tuple(_ranks(entries["annules"])),
    )


def _text(node: Node) -> str:
    if not isinstance(node, Scalar):
        raise TypeError
    return str(node.value)


def _ranks(node: Node) -> Iterator[int]:
    """Yield the ranks of a list, or the only one of a scalar."""
    for item in node.items if isinstance(node, Items) else (node,):
        yield int(_text(item))


def first_leaf(folder: Path, seance: Seance | None) -> int | None:
    """Return the first leaf of a sitting: said in its data, kept, or next after the sitting before it.

    ``None`` when the assembly does not have its leaves counted (« feuillets_suivis »), when nothing is known
    of the sittings before, or when the last of them has no leaves yet.
    """
    if seance is None or seance.premier_feuillet is not None or not seance.assemblee.feuillets_suivis:
        return None if seance is None else seance.premier_feuillet
    kept = own_leaves(folder, seance, [])
    if kept is not None:
        return kept.premier
    before = previous_leaves(folder, seance)
    return None if before is None else before.suivant


def previous_leaves(folder: Path, seance: Seance) -> Feuillets | None:
    """Return the leaves of the sitting before, in the same register and year; ``None`` if it has none yet."""
    here = _place_of(folder)
    end = (seance.date, here.name)
    read = {path: read_leaves(path, []) for path in _beside(here)}
    kept = dict(_kept(read, seance))
    last = max((rank for rank in kept if rank < end), default=None)
    if last is None:
        return None
    waiting = (path for path, leaves in read.items() if leaves is None)
    return None if any(last < rank < end for rank in _days(waiting, seance)) else kept[last]


def _place_of(source: Path) -> Path:
    """Return what stands for a sitting among others: its folder, or its workbook."""
    here = source.resolve()
    in_its_folder = leaves_file(here).name == FICHIER and not here.is_dir()
    return here.parent if in_its_folder else here


def _beside(here: Path) -> list[Path]:
    """Return the other sittings of a year, in the order of their names: folders, or workbooks as this one."""
    like = _is_sitting if here.is_dir() else _is_book
    return [path for path in sorted(here.parent.iterdir()) if path != here and like(path)]


def _kept(read: Mapping[Path, Feuillets | None], seance: Seance) -> Iterator[tuple[_Rank, Feuillets]]:
    """Yield the leaves of the register and year of a sitting, by the rank of the one that took them."""
    for path, leaves in read.items():
        if leaves is not None and _same_year(leaves, seance):
            yield (leaves.seance, path.name), leaves


def _days(folders: Iterable[Path], seance: Seance) -> Iterator[_Rank]:
    """Yield day and name of the sittings of the register of this one that can be read."""
    for path in folders:
        day = _day_of(path, seance)
        if day is not None:
            yield day, path.name


def _is_sitting(path: Path) -> bool:
    return path.is_dir() and is_sitting(path)


def _is_book(path: Path) -> bool:
    return path.is_file() and path.suffix.lower() in CLASSEURS and not path.name.startswith("~$")


def _same_year(leaves: Feuillets, seance: Seance) -> bool:
    return (leaves.registre, leaves.seance.year) == (register_of(seance.assemblee), seance.date.year)


def _day_of(folder: Path, seance: Seance) -> dt.date | None:
    """Return the day of a sitting of the same register; ``None`` for another one, or one that is faulty."""
    if seance_file(folder) is None:  # a workbook
        other = read_seance(folder).seance
    else:
        session = read_session(folder, Files(folder, []))
        other = session.seance if session.sound else None
    same = other is not None and register_of(other.assemblee) == register_of(seance.assemblee)
    return other.date if other is not None and same else None


__all__ = [
    "FICHIER",
    "Feuillets",
    "first_leaf",
    "leaves_file",
    "own_leaves",
    "previous_leaves",
    "read_leaves",
    "register_of",
]
