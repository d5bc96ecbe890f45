"""Paths of fields as sheets write them, and the trees that cells at such paths make."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from delibgen.errors import Finding, Place
from delibgen.load.nodes import Fields, Items, Mark, Node, Scalar, Source, Steps, steps_of
from delibgen.load.rolls import fold

_WIDTH = 100
_PATH = re.compile(r"[a-z_][a-z0-9_]*(?:\[[1-9][0-9]*\])*(?:\.[a-z_][a-z0-9_]*(?:\[[1-9][0-9]*\])*)*")


@dataclass(frozen=True)
class Case(Mark):
    """The place of a cell: its sheet, its row, its column."""

    feuille: str = ""
    """Name of the sheet."""
    titre: str = ""
    """Header of the column, or name of the field in the same row."""
    texte: str = field(default="", repr=False)
    """What the cell holds."""

    def place(self) -> Place:
        """Return the place in words: « feuille « votes », ligne 3, colonne B (pour) »."""
        column = f", colonne {letters(self.column)}" if self.column else ""
        title = f" ({self.titre})" if self.titre else ""
        return Place(
            file=self.source.name,
            line=self.line,
            column=self.column,
            part=f"feuille «\u00a0{self.feuille}\u00a0»",
            element=f"ligne {self.line}{column}{title}",
            excerpt=self.texte.split("\n")[0][:_WIDTH],
        )


def case(
    fichier: str, feuille: str, ligne: int, colonne: int, titre: str = "", texte: str = ""
) -> Case:  # a cell's place has that many parts
    """Return the place of a cell; ranks start at 1, column 0 for a whole row."""
    return Case(Source(fichier, ""), ligne, colonne, feuille, titre, texte)


def letters(column: int) -> str:
    """Return the name of a column.

    >>> letters(1), letters(26), letters(28)
    ('A', 'Z', 'AB')
    """
    text = ""
    while column:
        column, rank = divmod(column - 1, 26)
        text = chr(65 + rank) + text
    return text


def steps_in_sheet(text: str) -> Steps | None:
    """Return the steps of a header, case, accents and spaces aside, or ``None`` if it is no path.

    In sheets ranks start at 1, as people count.

    >>> steps_in_sheet("Tours[1].bulletins"), steps_in_sheet("Vote par nom"), steps_in_sheet("a..b")
    (('tours', 0, 'bulletins'), ('vote_par_nom',), None)
    """
    path = fold(text).replace(" ", "_").replace("-", "_")
    if not _PATH.fullmatch(path):
        return None
    return tuple(step - 1 if isinstance(step, int) else step for step in steps_of(path))


def sheet_path(steps: Steps) -> str:
    """Return a path as sheets write it.

    >>> sheet_path(("tours", 0, "bulletins"))
    'tours[1].bulletins'
    """
    bits = (f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in steps)
    return "".join(bits).removeprefix(".")


@dataclass(frozen=True)
class Cellule:
    """One value of the sheets: where it goes in the tree, and what it is."""

    steps: Steps
    valeur: Node | None
    """The value; ``None`` for the row of a field that nobody has filled."""
    nom: Mark
    """Place of the field's name: what is said of the name itself is said there."""


@dataclass
class _Branch:
    """A group or a list that is being filled."""

    children: dict[int | str, "_Branch | Cellule"] = field(default_factory=dict)
    names: dict[str, Mark] = field(default_factory=dict)


def tree_of(cells: Sequence[Cellule], mark: Mark, faults: list[Finding]) -> Fields:
    """Return the tree of some cells; two cells at one place are a fault.

    Args:
        cells: the values, in the order of the sheets.
        mark: place of the whole.
        faults: where faults go.
    """
    root = _Branch()
    filled = [cell for cell in cells if cell.valeur is not None]
    for cell in filled:
        if not _put(root, cell):
            name = sheet_path(cell.steps)
            message = f"«\u00a0{name}\u00a0» est écrit deux fois"
            faults.append(Finding(code="DG205", message=message, place=_mark(cell).place()))
    _name_empty(root, cells)
    node = _node(root, mark, faults)
    return node if isinstance(node, Fields) else Fields({}, mark)


def _mark(cell: Cellule) -> Mark:
    return cell.valeur.mark if cell.valeur else cell.nom


def _name_empty(root: "_Branch", cells: Iterable[Cellule]) -> None:
    """Remember where the row of an empty field is: that is where it is missing."""
    for cell in cells:
        branch: _Branch | Cellule | None = root
        for step in cell.steps[:-1]:
            branch = branch.children.get(step) if isinstance(branch, _Branch) else None
        if isinstance(branch, _Branch) and cell.valeur is None and isinstance(cell.steps[-1], str):
            branch.names.setdefault(cell.steps[-1], cell.nom)


def _put(branch: _Branch, cell: Cellule) -> bool:
    for step in cell.steps[:-1]:
        if isinstance(step, str):
            branch.names.setdefault(step, cell.nom)
        child = branch.children.setdefault(step, _Branch())
        if isinstance(child, Cellule):
            return False
        branch = child
    last = cell.steps[-1]
    if last in branch.children:
        return False
    branch.children[last] = cell
    if isinstance(last, str):
        branch.names.setdefault(last, cell.nom)
    return True


def _node(branch: _Branch, mark: Mark, faults: list[Finding]) -> Node:
    made = {step: _child(child, mark, faults) for step, child in branch.children.items()}
    items = {step: node for step, node in made.items() if isinstance(step, int)}
    if not items:
        return Fields({str(step): node for step, node in made.items()}, mark, branch.names)
    missing = set(range(len(items))) - items.keys()
    if missing:
        message = f"rang {min(missing) + 1} absent : les rangs d'une liste se suivent"
        faults.append(Finding(code="DG203", message=message, place=items[max(items)].mark.place()))
    return Items(tuple(items[rank] for rank in sorted(items)), _first(branch) or mark)


def _child(child: "_Branch | Cellule", mark: Mark, faults: list[Finding]) -> Node:
    if isinstance(child, Cellule):
        return child.valeur or Scalar(None, child.nom)
    return _node(child, _first(child) or mark, faults)


def _first(branch: _Branch) -> Mark | None:
    for child in branch.children.values():
        return _mark(child) if isinstance(child, Cellule) else _first(child)
    return None
