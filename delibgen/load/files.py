"""The files that data may name: inside the sitting's folder or its parent's."""

import os
import unicodedata
from copy import copy
from pathlib import Path

from delibgen.errors import Finding
from delibgen.load.json_reader import read_json
from delibgen.load.nodes import Fields, Items, Lost, Mark, Node, Scalar, text_of
from delibgen.load.rolls import read_roll
from delibgen.load.source import drop_forbidden, read_bytes, read_prose, read_source
from delibgen.load.tables import TABLEAUX
from delibgen.load.yaml_reader import read_yaml

DONNEES = (".yaml", ".yml", ".json")
TEXTES = (".md", ".txt")
IMAGES = (".png", ".jpg", ".jpeg")
PARTAGES = frozenset({"assemblee", "collectivite", "seance"})
"""Fields that several acts share, and that may name the data file that holds them."""


def read_tree(path: Path, faults: list[Finding], *, at: Mark | None = None) -> Node | None:
    """Return the tree of a data file, or ``None`` when it cannot be read; faults are reported."""
    source = read_source(path, faults, at=at.place() if at else None)
    if source is None:
        return None
    if path.suffix.lower() == ".json":
        return read_json(source, faults)
    return read_yaml(drop_forbidden(source, faults), faults)


def on_disk(path: Path) -> Path:
    """Return ``path`` as the disk spells it: « é » may be one character in the data, two on the disk."""
    if path.exists() or path.name.isascii() or not path.parent.is_dir():
        return path
    wanted = unicodedata.normalize("NFC", path.name)
    twins = (other for other in path.parent.iterdir() if unicodedata.normalize("NFC", other.name) == wanted)
    return next(twins, path)


def is_data(node: Node | None) -> bool:
    """Tell whether a value is the name of a data file."""
    return (text_of(node) or "").lower().endswith(DONNEES)


class Files:
    """Follows the names of files, and remembers which were used."""

    def __init__(self, folder: Path, faults: list[Finding]) -> None:
        self.bound = folder.resolve().parent
        self.faults = faults
        self.used: set[Path] = set()
        self._open: tuple[Path, ...] = ()

    def reporting(self, faults: list[Finding]) -> "Files":
        """Return the same follower, which reports faults elsewhere."""
        other = copy(self)
        other.faults = faults
        return other

    def locate(self, base: Path, name: Scalar) -> Path | None:
        """Return the path of a file named in the data, relative to the file that names it."""
        text = str(name.value)
        fault = _refusal(text) or self._escape(base / text)
        if fault:
            self._report("DG213", f"« {text} » : {fault}", name.mark)
            return None
        path = on_disk(Path(os.path.normpath(base / text)))
        self.used.add(path.resolve())
        return path

    def _escape(self, path: Path) -> str:
        try:
            inside = path.resolve().is_relative_to(self.bound)
        except (OSError, ValueError, RuntimeError):
            return "chemin impossible"
        return "" if inside else "hors du dossier de la séance et de celui qui le contient"

    def _report(self, code: str, message: str, mark: Mark) -> None:
        self.faults.append(Finding(code=code, message=message, place=mark.place()))

    def text(self, base: Path, name: Scalar) -> Node:
        """Return the text of a file, as if it stood in the data."""
        path = self.locate(base, name)
        found = read_prose(path, self.faults, at=name.mark.place()) if path else None
        return Scalar(*found) if found else Lost(name.mark)

    def attachment(self, base: Path, name: Scalar) -> Node:
        """Return the path of a file kept as it is, once it is known to exist."""
        path = self.locate(base, name)
        if path and not path.is_file():
            self._report("DG212", f"« {path} » : introuvable", name.mark)
        return Scalar(path, name.mark) if path else Lost(name.mark)

    def image(self, base: Path, group: Fields, name: Scalar) -> Fields:
        """Return the fields of an illustration: the octets of the file, in place of its name."""
        path = self.locate(base, name)
        data = read_bytes(path, self.faults, at=name.mark.place()) if path else None
        octets = Lost(name.mark) if data is None else Scalar(data, name.mark)
        return group.without("fichier").replaced(contenu=octets)

    def roll(self, base: Path, group: Fields, name: Scalar) -> Node:
        """Return the members of a table; the other fields of the group say whom to keep."""
        path = self.locate(base, name)
        keep = {
            key: str(child.value)
            for key, child in group.without("fichier").entries.items()
            if isinstance(child, Scalar)
        }
        found = read_roll(path, self.faults, at=name.mark.place(), keep=keep) if path else None
        return found or Lost(name.mark)

    def expand(self, node: Node, base: Path, *, parent: str = "") -> Node:
        """Replace the names of files by what they hold, in a whole tree.

        ``{fichier: x.md}`` is a text; ``membres: {fichier: x.csv}``, a roll; a group with
        ``fichier: x.png`` and no ``titre``, an illustration; another
        ``fichier``, a file kept as it is; ``assemblee``, ``collectivite`` and ``seance`` may name a data
        file. Annexed acts are left as they are.
        """
        if isinstance(node, Items):
            return Items(tuple(self.expand(item, base, parent=parent) for item in node.items), node.mark)
        if isinstance(node, Fields):
            return self._group(node, base, parent)
        if isinstance(node, Scalar) and parent in PARTAGES and is_data(node):
            return self._shared(base, node)
        return node

    def _group(self, node: Fields, base: Path, parent: str) -> Node:
        name = node.entries.get("fichier")
        if isinstance(name, Scalar) and text_of(name) is not None:
            return self._named(base, node, name, parent)
        inside = {key: child for key, child in node.entries.items() if key != "acte"}
        expanded = {key: self.expand(inside[key], base, parent=_under(parent, key)) for key in inside}
        return Fields({**node.entries, **expanded}, node.mark, node.names)

    def _shared(self, base: Path, name: Scalar) -> Node:
        path = self.locate(base, name)
        if path in self._open:
            self._report("DG214", f"« {name.value!s} » est déjà en cours de lecture", name.mark)
            return Lost(name.mark)
        tree = read_tree(path, self.faults, at=name.mark) if path else None
        if path is None or tree is None:
            return Lost(name.mark)
        self._open = (*self._open, path)
        expanded = self.expand(tree, path.parent)
        self._open = self._open[:-1]
        return expanded

    def _named(self, base: Path, node: Fields, name: Scalar, parent: str) -> Node:
        suffix = Path(str(name.value)).suffix.lower()
        if parent == "membres":
            return self.roll(base, node, name) if suffix in TABLEAUX else self._no_table(name)
        if suffix in TEXTES and len(node.entries) == 1 and parent != "annexes":
            return self.text(base, name)
        if suffix in IMAGES and "titre" not in node.entries and parent != "annexes":
            return self.image(base, node, name)
        return node.replaced(fichier=self.attachment(base, name))

    def _no_table(self, name: Scalar) -> Node:
        """Report a roll of members that is no table."""
        message = f"« {name.value!s} » : tableau des membres attendu, .csv, .tsv, .xlsx ou .ods"
        self._report("DG212", message, name.mark)
        return Lost(name.mark)


def _under(parent: str, key: str) -> str:
    """Return the name of a field, told from its like: the formula « annexes » is no list of files."""
    return f"formules.{key}" if parent == "formules" else key


def _refusal(text: str) -> str:
    if "\\" in text:
        return "écrire les chemins avec « / »"
    if not text.strip() or not text.isprintable():
        return "nom de fichier vide, ou avec un caractère interdit"
    absolute = text.startswith(("/", "~")) or text[1:2] == ":"
    return "chemin absolu ; l'écrire à partir du dossier de ce fichier" if absolute else ""
