"""One loading: an act of a sitting, or alone, with everything that it names."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from difflib import SequenceMatcher
from pathlib import Path

from delibgen.errors import Finding, closest
from delibgen.load.files import DONNEES, Files, is_data, on_disk, read_tree
from delibgen.load.nodes import Built, Fields, Items, Lost, Mark, Node, Scalar, Steps, text_of
from delibgen.load.packs import TOUS, PackError, kind_names, kind_of, some_kinds
from delibgen.load.records import Session, blocked, build_session, validate
from delibgen.load.source import read_prose
from delibgen.model.acte import Acte
from delibgen.model.convention import Convention
from delibgen.model.deliberation import Deliberation
from delibgen.model.unilateral import Arrete, DecisionDeleguee

SHIPPED = (Deliberation, Convention, DecisionDeleguee, Arrete)
"""Kinds that are always known: importing them is what makes ``Acte.kinds`` list them."""


_SLIP = 0.8
"""Likeness of two names from which one is the other, mistyped."""


def _how_to_say_kind(name: str) -> str:
    """Return what to write instead of a kind that nobody knows, or that is not said."""
    kinds = kind_names()
    near = closest(name, kinds)
    own = "si « delibgen nouveau » l'a créé, l'installer : pip install -e DOSSIER"
    if near:
        asked = f"vouliez-vous dire « {near} » ?"
        is_slip = SequenceMatcher(None, name, near).ratio() > _SLIP
        return asked if is_slip else f"{asked} Ou, {own}"
    known = f"écrire « type: » et {' ou '.join(some_kinds(name, kinds))} ; {TOUS}"
    return f"{own} ; sinon {known}" if name else known


Supplied = Mapping[str, str | None]
"""What a folder gives an act that does not say it; ``None`` when that is lost, and the fault told."""


def _lent(kind: type[Acte], tree: Fields, supplied: Supplied) -> Iterator[tuple[str, Node]]:
    """Yield what the folder gives to an act of a kind that has the field, and does not say it itself."""
    for name, value in supplied.items():
        if name in kind.model_fields and name not in tree.entries:
            yield name, Lost(tree.mark) if value is None else Scalar(value, tree.mark)


class ActLoader:
    """Reads acts; every fault goes to ``faults``, with its place.

    Args:
        files: follows the names of files.
        session: the sitting of the acts, when there is one.
    """

    def __init__(self, files: Files, session: Session | None) -> None:
        self.files, self.session = files, session
        self.faults = files.faults
        self._open: list[Path] = []

    def report(self, code: str, message: str, mark: Mark, *, todo: str = "", path: str = "") -> None:
        """Add a fault."""
        place = mark.place()
        self.faults.append(Finding(code=code, message=message, place=place, suggestion=todo, path=path))

    def tree(self, path: Path) -> Node | None:
        """Return the tree of a file of data, or ``None`` after a fault."""
        self.files.used.add(path.resolve())
        return read_tree(path, self.faults)

    def read(self, path: Path, *, default: type[Acte] | None = None) -> Built | None:
        """Return the act of a file with its tree, or ``None`` after a fault."""
        tree = self.tree(path)
        return None if tree is None else self.of_file(tree, path, default=default)

    def of_file(
        self,
        tree: Node,
        path: Path,
        *,
        default: type[Acte] | None = None,
        supplied: Supplied | None = None,
    ) -> Built | None:
        """Return the act of a file whose tree is known; see ``build``."""
        self._open.append(path.resolve())
        built = self.build(tree, path, default=default, supplied=supplied)
        self._open.pop()
        return built

    def build(
        self,
        tree: Node,
        path: Path,
        *,
        default: type[Acte] | None = None,
        supplied: Supplied | None = None,
        at: Steps = (),
    ) -> Built | None:
        """Return the act of a tree that stands in the file ``path``.

        Args:
            tree: the tree.
            path: the file.
            default: kind of an act that does not say it.
            supplied: what the folder gives the act when it does not say it: rank, number.
            at: path of the tree in its file.
        """
        before = len(self.faults)
        if not isinstance(tree, Fields):
            self.report("DG201", "groupe de champs attendu : « objet: … », un champ par ligne", tree.mark)
            return None
        kind = self._kind(tree, default)
        if kind is None:
            return None
        tree = self._complete(kind, tree.without("type"), path, supplied or {}, at)
        session = self._session_of(kind, tree, at)
        if session is None:
            tree = self._with_assembly(kind, tree)
            acte = validate(kind, tree, self.faults, at=at)
        else:
            tree = tree.replaced(seance=Built(session.seance, session.node))
            acte = validate(kind, tree, self.faults, annuaire=session.annuaire, at=at)
        lost = blocked(self.faults, before) or (session is not None and not session.sound)
        return Built(None if lost else acte, tree)

    def _kind(self, tree: Fields, default: type[Acte] | None) -> type[Acte] | None:
        """Return the kind that an act says, else the default one, or ``None`` after a fault."""
        node = tree.entries.get("type")
        if node is not None:
            return self._said_kind(text_of(node) or "", node.mark)
        if default is None:
            self.report("DG204", "type d'acte absent", tree.mark, todo=_how_to_say_kind(""), path="type")
        return default

    def _said_kind(self, name: str, mark: Mark) -> type[Acte] | None:
        """Return the kind of a name, or ``None`` after a fault: nobody knows it, its package is broken."""
        try:
            found = kind_of(name)
        except PackError as error:
            self.faults += [replace(finding, place=mark.place(), path="type") for finding in error.findings]
            return None
        if found is None:
            message = f"type d'acte « {name} » inconnu"
            self.report("DG204", message, mark, todo=_how_to_say_kind(name), path="type")
        return found

    def _complete(self, kind: type[Acte], tree: Fields, path: Path, supplied: Supplied, at: Steps) -> Fields:
        """Add what the folder supplies: rank, number, reasons; and what the data name: files, acts."""
        if not at and "expose" in kind.model_fields:
            tree = self._with_expose(tree, path)
        tree = tree.replaced(**dict(_lent(kind, tree, supplied)))
        expanded = self.files.expand(tree, path.parent)
        with_acts = self._with_acts(expanded, path, at)
        return with_acts if isinstance(with_acts, Fields) else tree

    def _with_expose(self, tree: Fields, path: Path) -> Fields:
        beside = on_disk(path.with_suffix(".md"))
        if path.suffix.lower() not in DONNEES or not beside.exists():
            return tree
        self.files.used.add(beside.resolve())
        if "expose" in tree.entries:
            message = f"« expose » est aussi écrit dans « {beside.name} »"
            self.report("DG219", message, tree.names["expose"], todo="garder l'un des deux", path="expose")
            return tree
        found = read_prose(beside, self.faults)
        if found and not found[0].strip():
            return tree
        return tree.replaced(expose=Scalar(*found) if found else Lost(tree.mark))

    def _session_of(self, kind: type[Acte], tree: Fields, at: Steps) -> Session | None:
        if "seance" not in kind.model_fields:
            return None
        own = tree.entries.get("seance")
        if own is None or isinstance(own, Lost):
            return self.session
        if self.session is not None:
            todo = "ôter ce champ : « seance.yaml » le donne"
            self.report(
                "DG217", "« seance » écrite dans l'acte", tree.names["seance"], todo=todo, path="seance"
            )
            return self.session
        return build_session(own, self.faults, at=(*at, "seance"))

    def _with_assembly(self, kind: type[Acte], tree: Fields) -> Fields:
        """Give an act that names no assembly the one that sits, in the folder of a sitting."""
        if self.session is None or "assemblee" not in kind.model_fields or "assemblee" in tree.entries:
            return tree
        seance, node = self.session.seance, self.session.node
        lent = Built(seance.assemblee, node) if self.session.sound else Lost(tree.mark)
        return tree.replaced(assemblee=lent)

    def _with_acts(self, node: Node, path: Path, at: Steps) -> Node:
        """Replace each ``acte:``, a file's name or a group of fields, by the act itself."""
        if isinstance(node, Items):
            items = (self._with_acts(item, path, (*at, rank)) for rank, item in enumerate(node.items))
            return Items(tuple(items), node.mark)
        if not isinstance(node, Fields):
            return node
        entries = dict(self._entries_with_acts(node, path, at))
        return Fields(entries, node.mark, node.names)

    def _entries_with_acts(self, node: Fields, path: Path, at: Steps) -> Iterator[tuple[str, Node]]:
        for name, child in node.entries.items():
            if name != "acte":
                yield name, self._with_acts(child, path, (*at, name))
            elif isinstance(child, Fields):
                yield name, self.build(child, path, at=(*at, name)) or Lost(child.mark)
            elif isinstance(child, Scalar) and (text := text_of(child)) is not None:
                yield name, self._annexed(child, text, path)
            else:
                yield name, child

    def _annexed(self, name: Scalar, text: str, path: Path) -> Node:
        if not is_data(name):
            self.report("DG201", f"« {text} » : fichier .yaml ou .json attendu", name.mark, path="acte")
            return Lost(name.mark)
        target = self.files.locate(path.parent, name)
        if target is None:
            return Lost(name.mark)
        if target.resolve() in self._open:
            todo = "un acte ne s'annexe pas lui-même, même à travers un autre"
            self.report("DG214", f"« {text} » est déjà en cours de lecture", name.mark, todo=todo)
            return Lost(name.mark)
        if not target.is_file():
            self.report("DG212", f"« {target} » : introuvable", name.mark, path="acte")
            return Lost(name.mark)
        return self.read(target) or Lost(name.mark)
