"""The folder of a sitting: ``seance.yaml``, ``actes/``, ``annexes/``; or its workbook."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields, replace
from itertools import chain
from pathlib import Path

from delibgen.apercu import Findings
from delibgen.apercu.html import table
from delibgen.errors import Finding, LoadError, Place, Severity
from delibgen.load.classeur.lecture import classeur_file, folder_of, read_classeur
from delibgen.load.files import Files, read_tree
from delibgen.load.folders import act_files, no_sitting, only_tables, seance_file, unread
from delibgen.load.loading import ActLoader, Supplied
from delibgen.load.nodes import Built, Fields, Lost, Mark, Node, Source, mark_of, steps_of, text_of, walk
from delibgen.load.numbering import Numeros, Suites, give_numbers, number_said
from delibgen.load.packs import PackError, kind_of
from delibgen.load.records import Session, blocked, build_session, lost_session
from delibgen.model.acte import Acte
from delibgen.model.deliberation import Deliberation
from delibgen.model.seance import Seance

NOTHING = Lost(Mark(Source("", "")))
"""The tree of a file that could not be read."""

_IGNORED = {"thumbs.db", "desktop.ini"}


@dataclass(frozen=True)
class ActeLu:
    """An act of a folder: its file, and the act when it has no fault."""

    fichier: Path
    """File of the act."""
    acte: Acte | None
    """The act, or ``None`` when ``findings`` says what is wrong."""
    findings: tuple[Finding, ...] = ()
    """Faults of the act's own files."""
    node: Node = field(default=NOTHING, repr=False)
    """Tree of the file, to place what the rules find."""

    def place(self, finding: Finding) -> Finding:
        """Return a finding of the rules with the file and the line that it is about.

        The rules name an annexed act by its file's name: its own tree is then looked into.
        """
        if finding.place.line:
            return finding
        annexed = (node for node in walk(self.node) if _is_act(node, finding.place.file))
        place = mark_of(next(annexed, self.node), steps_of(finding.path)).place()
        return replace(finding, place=place if place.file else Place(file=str(self.fichier)))


def _is_act(node: Node, name: str) -> bool:
    return isinstance(node, Built) and isinstance(node.value, Acte) and node.value.nom_fichier == name


@dataclass(frozen=True)
class DossierSeance:
    """What a sitting's folder, or its workbook, holds."""

    dossier: Path
    """The folder; for a workbook, the one that it is in."""
    seance: Seance | None
    """The sitting, or ``None`` when it is faulty."""
    lus: tuple[ActeLu, ...]
    """Files of the acts, in the order of the sitting, faulty ones included."""
    findings: tuple[Finding, ...]
    """Every fault of every file, and what deserves attention (alerts)."""
    fichiers: tuple[Path, ...] = ()
    """Every file that the data are read from or name, sorted."""
    numeros: Numeros | None = None
    """Numbers given to the acts that bear none, when the assembly declares a pattern."""
    classeur: Path | None = None
    """The workbook, when the data are in one."""

    def _repr_html_(self) -> str:
        rows = ((lu.fichier.name, lu.acte.intitule if lu.acte else "illisible") for lu in self.lus)
        acts = table(("Fichier", "Acte"), rows, title=f"Dossier {self.nom}")
        return f"{acts}{Findings(self.findings)._repr_html_()}"

    @property
    def nom(self) -> str:
        """Name of the sitting among others: that of its folder, or of its workbook."""
        return self.classeur.stem if self.classeur and self.classeur.is_file() else self.dossier.name

    @property
    def actes(self) -> tuple[Acte, ...]:
        """Acts without fault, in the order of the sitting."""
        return tuple(lu.acte for lu in self.lus if lu.acte is not None)

    @property
    def faults(self) -> tuple[Finding, ...]:
        """Findings that forbid to go on."""
        return tuple(finding for finding in self.findings if finding.severity is Severity.BLOQUANT)


@dataclass(frozen=True)
class SeanceLue(DossierSeance):
    """A sitting's folder, or its workbook, without fault: what ``load_seance`` returns."""

    seance: Seance
    """The sitting."""


def load_seance(folder: str | Path) -> SeanceLue:
    """Read the folder of a sitting, or its workbook: the sitting and its acts, in order.

    >>> from delibgen import load_seance
    >>> from delibgen.render import PACKAGE
    >>> dossier = load_seance(PACKAGE / "exemples" / "2024-10-01-conseil-municipal")
    >>> len(dossier.actes)
    7

    Args:
        folder: holds ``seance.yaml`` (or ``.json``), ``actes/`` and, if need be, ``annexes/``; or a workbook
            (``.xlsx``, ``.ods``), or a folder of CSV files named as its sheets (``seance.csv``…).

    Raises:
        LoadError: every fault of every file, each with its line.
    """
    found = read_seance(folder)
    if found.faults or found.seance is None:
        raise LoadError(found.findings, title=f"Dossier {found.nom}")
    known = {one.name: getattr(found, one.name) for one in fields(found)}
    return SeanceLue(**{**known, "seance": found.seance})


def read_seance(folder: str | Path, suites: Suites | None = None) -> DossierSeance:
    """Read a folder or a workbook as ``load_seance`` does, and return its faults instead of raising them.

    Args:
        folder: the sitting's folder, or its workbook.
        suites: numbers of the sittings of the year that come before; those of this one are added.
    """
    folder, classeur = _folder_and_book(Path(folder))
    faults: list[Finding] = []
    files = Files(folder, faults)
    session, started = _of_book(classeur, folder, files) if classeur else _of_folder(folder, files)
    session, numeros = _numbered(session, started, folder, faults, suites, classeur=classeur is not None)
    actes = tuple(_numbers_apart(started, _built(started, files, session, numeros)))
    own = chain.from_iterable(lu.findings for lu in actes)
    findings = in_order((*faults, *own, *_unused(folder, files)))
    sitting = session.seance if session.sound else None
    if suites is not None and sitting is not None:
        suites.note(sitting, _numbers(actes))
    return DossierSeance(folder, sitting, actes, findings, _files_read(files, actes), numeros, classeur)


def _folder_and_book(source: Path) -> tuple[Path, Path | None]:
    """Return the folder of a sitting, and its workbook when its data are in one."""
    classeur = None if seance_file(source) else classeur_file(source)
    return (folder_of(source) if classeur else source), classeur


def _numbers(actes: Iterable[ActeLu]) -> list[str]:
    """Return the numbers of the acts that have one."""
    return [lu.acte.numero for lu in actes if lu.acte and lu.acte.numero]


def _numbered(
    session: Session,
    started: "Iterable[Commence]",
    folder: Path,
    faults: list[Finding],
    suites: Suites | None,
    *,
    classeur: bool,
) -> tuple[Session, Numeros | None]:
    """Return a sitting that knows its numbers, and those that its acts lack; none of a faulty one."""
    if not session.sound:
        return session, None
    trees = [(one.fichier, one.tree) for one in started]
    numeros = give_numbers(folder, session.seance, trees, faults, suites, classeur=classeur)
    return session.keeping(numeros.retires), numeros


def _files_read(files: Files, actes: Iterable[ActeLu]) -> tuple[Path, ...]:
    """Return the files that a sitting was read from, in the order of their paths."""
    named = {*files.used, *(acte.fichier.resolve() for acte in actes)}
    return tuple(sorted(path for path in named if path.is_file()))


def _of_folder(folder: Path, files: Files) -> "tuple[Session, list[Commence]]":
    session = read_session(folder, files)
    return session, [start(path, files) for path in _act_files(folder, files)]


def _of_book(path: Path, folder: Path, files: Files) -> "tuple[Session, list[Commence]]":
    """Read the sitting and the acts of a workbook; files that its cells name are sought from its folder."""
    lu = read_classeur(path, files.faults)
    if lu is None:
        return lost_session(NOTHING), []
    files.used.update(file.resolve() for file in lu.fichiers)
    before = len(files.faults)
    session = build_session(files.expand(lu.seance, folder), files.faults)
    session = replace(session, sound=session.sound and not blocked(files.faults, before))
    if not lu.points:
        message = "aucun point : un point par ligne est attendu dans la feuille « points »"
        files.faults.append(Finding(code="DG216", message=message, place=Place(file=str(path))))
    return session, [Commence(folder / f"{path.name}, point {name}", tree, []) for name, tree in lu.points]


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings in the order of the files, then of the lines, each of them once."""
    unique = tuple(dict.fromkeys(findings))
    files = {name: rank for rank, name in enumerate(dict.fromkeys(f.place.file for f in unique))}
    sheets = {name: rank for rank, name in enumerate(dict.fromkeys(f.place.part for f in unique))}

    def key(finding: Finding) -> tuple[int, int, int, int]:
        """Return the rank of a fault: its file, then its line."""
        place = finding.place
        return files[place.file], sheets[place.part], place.line, place.column

    return tuple(sorted(unique, key=key))


def read_session(folder: Path, files: Files) -> Session:
    """Return the sitting of a folder; when it is faulty, what its acts are read with all the same."""
    path = seance_file(folder)
    if path is None:
        files.faults.append(no_sitting(folder))
        return lost_session(NOTHING)
    files.used.add(path.resolve())
    before = len(files.faults)
    tree = read_tree(path, files.faults)
    if tree is None:
        return lost_session(NOTHING)
    session = build_session(files.expand(tree, folder), files.faults)
    return replace(session, sound=session.sound and not blocked(files.faults, before))


def _act_files(folder: Path, files: Files) -> list[Path]:
    paths = act_files(folder)
    if not paths and folder.is_dir() and not only_tables(folder):
        place = Place(file=str(folder / "actes"))
        message = "aucun acte : un fichier .yaml par acte est attendu dans « actes »"
        files.faults.append(Finding(code="DG216", message=message, place=place))
    return paths


@dataclass(frozen=True)
class Commence:
    """The file of an act, read but not yet understood."""

    fichier: Path
    tree: Node | None
    faults: list[Finding]


def start(path: Path, files: Files) -> Commence:
    """Read the file of an act."""
    own: list[Finding] = []
    return Commence(path, ActLoader(files.reporting(own), None).tree(path), own)


def finish(
    one: Commence,
    files: Files,
    session: Session | None,
    *,
    supplied: Supplied,
    default: type[Acte] | None = Deliberation,
) -> ActeLu:
    """Return the act of a file that was read, with its own faults."""
    loader = ActLoader(files.reporting(one.faults), session)
    tree = one.tree
    built = None if tree is None else loader.of_file(tree, one.fichier, default=default, supplied=supplied)
    acte = built.value if built else None
    found = acte if isinstance(acte, Acte) else None
    return ActeLu(one.fichier, found, tuple(one.faults), built or NOTHING)


def _built(
    started: Iterable[Commence], files: Files, session: Session, numeros: Numeros | None
) -> Iterator[ActeLu]:
    given = numeros.par_fichier if numeros else {}
    rang = 0
    for one in started:
        rang += _is_item(one.tree)
        supplied: dict[str, str | None] = {"rang": str(rang)}
        if one.fichier in given:
            supplied["numero"] = given[one.fichier]
        yield finish(one, files, session, supplied=supplied)


def _is_item(tree: Node | None) -> bool:
    """Tell whether the act is an item of the agenda: an arrêté that lies among them takes no rank."""
    name = text_of(tree.entries.get("type")) if isinstance(tree, Fields) else None
    try:
        kind = None if name is None else kind_of(name)
    except PackError:
        return True
    return kind is None or "rang" in kind.model_fields


def _numbers_apart(started: Iterable[Commence], actes: Iterable[ActeLu]) -> Iterator[ActeLu]:
    """Yield the acts, with a fault for a number used before; a faulty act has the one that its file says."""
    first: dict[str, Path] = {}
    for one, read in zip(started, actes, strict=True):
        number = read.acte.numero if read.acte else number_said(one.tree)
        if number is None or first.setdefault(number, read.fichier) == read.fichier:
            yield read
            continue
        message = f"numéro « {number} » déjà utilisé par « {first[number].name} »"
        finding = read.place(Finding(code="DG215", message=message, path="numero"))
        yield replace(read, findings=(*read.findings, finding))


def _unused(folder: Path, files: Files) -> Iterator[Finding]:
    """Yield an alert for each file that no act uses: a text that someone thinks is in the act."""
    book = classeur_file(folder)
    if book is not None and seance_file(folder):
        yield unread(book, "ce classeur n'est pas lu : « seance.yaml » est là aussi")
    for path in sorted([*(folder / "actes").rglob("*"), *(folder / "annexes").rglob("*")]):
        hidden = path.name.startswith((".", "~$")) or path.name.lower() in _IGNORED
        if path.is_file() and not hidden and path.resolve() not in files.used:
            yield unread(path, "ce fichier n'est utilisé par aucun acte")
