"""The sheets of a sitting to trees: every value keeps its sheet, its row and its column."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import BaseModel

from delibgen.errors import Finding, Place, Severity, closest
from delibgen.load.classeur.cases import value_of
from delibgen.load.classeur.chemins import Case, Cellule, case, steps_in_sheet, tree_of
from delibgen.load.classeur.feuilles import (
    CHAMP,
    ETAT,
    ETATS,
    FEUILLES,
    MODE_D_EMPLOI,
    PAR_NOM,
    POINT,
    PRESENCE,
    VALEUR,
    Feuille,
    Forme,
)
from delibgen.load.nodes import Fields, Mark, Steps
from delibgen.load.packs import PackError, kind_of
from delibgen.load.rolls import fold
from delibgen.load.tables import CLASSEURS, Rangee, below_title, read_book, read_table
from delibgen.model.acte import Acte
from delibgen.model.deliberation import Deliberation
from delibgen.model.seance import Seance


@dataclass
class PointLu:
    """One item of the agenda, as its rows are read."""

    repere: str
    """What the other sheets call it."""
    mark: Mark
    kind: type[Acte] = Deliberation
    cellules: list[Cellule] = field(default_factory=list)


@dataclass(frozen=True)
class ClasseurLu:
    """The trees of a workbook."""

    seance: Fields
    points: tuple[tuple[str, Fields], ...]
    """Name of each item in the workbook, and its tree."""
    fichiers: tuple[Path, ...]
    """Files that the sheets stand in."""


@dataclass(frozen=True)
class _Grille:
    """One sheet as it is read: its cells, whatever they are."""

    feuille: Feuille
    fichier: str
    nom: str
    rangees: Sequence[Rangee]

    @property
    def entete(self) -> tuple[str, ...]:
        """Titles of the columns."""
        return self.rangees[0].cellules

    def case(self, ligne: int, colonne: int, titre: str = "", texte: str = "") -> Case:
        """Return the place of a cell."""
        return case(self.fichier, self.nom, ligne, colonne + 1, titre, texte)

    def header(self, colonne: int, titre: str) -> Case:
        """Return the place of a header."""
        return self.case(self.rangees[0].ligne, colonne, titre, titre)

    def named(self, rangee: Rangee) -> Iterator[tuple[int, str, str]]:
        """Yield column, header and text of each cell of a row that is not empty."""
        for colonne, texte in enumerate(rangee.cellules):
            if texte:
                yield colonne, self.entete[colonne] if colonne < len(self.entete) else "", texte


def read_classeur(path: Path, faults: list[Finding]) -> ClasseurLu | None:
    """Return the trees of a workbook, or of a folder of CSV files, or report why not."""
    grilles = _grilles(path, faults)
    if grilles is None:
        return None
    lecture = _Lecture(faults)
    # In the order of the spec: items are known before what belongs to them.
    for grille in sorted(grilles, key=lambda grille: FEUILLES.index(grille.feuille)):
        lecture.read(grille)
    seance = tree_of(lecture.seance, case(str(path), "séance", 1, 0), faults)
    points = tuple(
        (p.repere, _bare_list(tree_of(p.cellules, p.mark, faults))) for p in lecture.points.values()
    )
    files = tuple(dict.fromkeys(Path(grille.fichier) for grille in grilles))
    return ClasseurLu(seance, points, files or (path,))


def _bare_list(tree: Fields) -> Fields:
    """Let the decisions say their grammar, as a list does in YAML, unless the sheets name it."""
    dispositif = tree.entries.get("dispositif")
    if isinstance(dispositif, Fields) and set(dispositif.entries) == {"decisions"}:
        return tree.replaced(dispositif=dispositif.entries["decisions"])
    return tree


def _grilles(path: Path, faults: list[Finding]) -> list[_Grille] | None:
    """Return the known sheets of a workbook, or of a folder of CSV files; ``None`` for an unreadable book."""
    if path.is_dir():
        return list(_csv_grilles(path, faults))
    book = read_book(path, faults)
    if book is None:
        return None
    faults.extend(_unknown(path, name, rows) for name, rows in book.items() if _is_unknown(name, rows))
    known = ((PAR_NOM.get(fold(name)), name, rows) for name, rows in book.items() if rows)
    return [_grille(feuille, str(path), name, rows) for feuille, name, rows in known if feuille]


def _csv_grilles(folder: Path, faults: list[Finding]) -> Iterator[_Grille]:
    for file in sorted(folder.glob("*.csv")):
        feuille = PAR_NOM.get(fold(file.stem))
        table = read_table(file, faults) if feuille else None
        if feuille and table:
            yield _grille(feuille, str(file), file.stem, [Rangee(1, table.entete), *table.rangees])


def _grille(feuille: Feuille, fichier: str, nom: str, rangees: Sequence[Rangee]) -> _Grille:
    """Return a sheet from the row of its headers."""
    names = {CHAMP, VALEUR, POINT, ETAT, *map(fold, (*feuille.colonnes, *feuille.alias))}
    return _Grille(feuille, fichier, nom, list(below_title(rangees, lambda text: fold(text) in names)))


def _is_unknown(name: str, rows: Sequence[Rangee]) -> bool:
    return bool(rows) and fold(name) not in PAR_NOM and fold(name) != fold(MODE_D_EMPLOI)


def _unknown(path: Path, name: str, rows: Sequence[Rangee]) -> Finding:
    near = closest(name, (feuille.nom for feuille in FEUILLES))
    return Finding(
        code="DG228",
        message=f"feuille «\u00a0{name}\u00a0» inconnue : ses {len(rows)} lignes ne sont pas lues",
        place=Place(file=str(path)),
        suggestion=f"la renommer «\u00a0{near}\u00a0» ?" if near else "",
        severity=Severity.BLOQUANT if near else Severity.ALERTE,
    )


class _Lecture:
    """One reading: the cells of the sitting, those of each item."""

    def __init__(self, faults: list[Finding]) -> None:
        self.faults = faults
        self.seance: list[Cellule] = []
        self.points: dict[str, PointLu] = {}
        self.ranks: dict[tuple[str, Steps], int] = {}

    def report(self, code: str, message: str, mark: Mark, todo: str = "") -> None:
        """Add a fault."""
        self.faults.append(Finding(code=code, message=message, place=mark.place(), suggestion=todo))

    def read(self, grille: _Grille) -> None:
        """Add the cells of one sheet."""
        read = self._fiche if grille.feuille.forme is Forme.FICHE else self._row
        for rangee in grille.rangees[1:]:
            read(grille, rangee)

    def _fiche(self, grille: _Grille, rangee: Rangee) -> None:
        """Read a row that holds a field's name and its value."""
        cells = {fold(titre): (colonne, texte) for colonne, titre, texte in grille.named(rangee)}
        colonne, texte = cells.get(VALEUR, (0, ""))
        name = cells.get(CHAMP, (0, ""))[1]
        if not texte and (not name or grille.feuille.par_point):
            return
        mark = grille.case(rangee.ligne, colonne, name, texte)
        point = self._point_of(grille, rangee, cells.get(POINT))
        if grille.feuille.par_point and point is None:
            return
        steps = self._steps(grille.feuille, name, mark)
        if steps:
            where = grille.case(rangee.ligne, cells.get(CHAMP, (colonne, ""))[0], name, name)
            self._add(point, (*grille.feuille.racine, *steps), mark, where)

    def _row(self, grille: _Grille, rangee: Rangee) -> None:
        """Read a row that holds one object."""
        feuille = grille.feuille
        cells = {fold(titre): (colonne, texte) for colonne, titre, texte in grille.named(rangee)}
        if feuille is PRESENCE:
            self._presence(grille, rangee, cells)
            return
        point = self._point_of(grille, rangee, cells.get(POINT))
        if point is not None or not feuille.par_point:
            self._object(grille, rangee, point)

    def _object(self, grille: _Grille, rangee: Rangee, point: PointLu | None) -> None:
        """Add the cells of one object, the one that names its item left out."""
        feuille = grille.feuille
        base = (*feuille.racine, self._next(point, feuille.racine)) if feuille.liste else feuille.racine
        for colonne, titre, texte in grille.named(rangee):
            if feuille.par_point and fold(titre) == POINT:
                continue
            mark = grille.case(rangee.ligne, colonne, titre, texte)
            steps = self._steps(feuille, titre, mark)
            if steps is not None:
                self._add(point, (*base, *steps), mark, grille.header(colonne, titre))

    def _presence(self, grille: _Grille, rangee: Rangee, cells: dict[str, tuple[int, str]]) -> None:
        if ETAT not in cells:  # a name alone: nothing is said of it yet
            return
        colonne, etat = cells[ETAT]
        liste = _list_of(etat)
        if liste is None:
            mark = grille.case(rangee.ligne, colonne, grille.entete[colonne], etat)
            todo = "un membre qui a donné pouvoir s'écrit dans la feuille « pouvoirs », sans état ici"
            self.report("DG201", f"«\u00a0{etat}\u00a0» reçu ; présent, excusé ou absent attendu", mark, todo)
            return
        base = (liste, self._next(None, (liste,)))
        for colonne, titre, texte in grille.named(rangee):
            mark = grille.case(rangee.ligne, colonne, titre, texte)
            steps = None if fold(titre) == ETAT else self._steps(PRESENCE, titre, mark)
            if steps is not None:
                rest = steps[1:] if steps[0] == "membre" else steps
                self._add(None, (*base, *rest), mark, grille.header(colonne, titre))

    def _next(self, point: PointLu | None, racine: Steps) -> int:
        """Return the rank of the next item of a list."""
        key = (point.repere if point else "", racine)
        self.ranks[key] = self.ranks.get(key, -1) + 1
        return self.ranks[key]

    def _steps(self, feuille: Feuille, titre: str, mark: Case) -> Steps | None:
        """Return the steps of a header; none for « membre », which is the whole object."""
        if not titre:
            self.report("DG202", f"«\u00a0{mark.texte[:60]}\u00a0» n'a pas de nom de champ", mark)
            return None
        name = feuille.alias.get(fold(titre), titre)
        if feuille.alias and name == "membre":
            return ()
        steps = steps_in_sheet(name)
        if steps is None:
            self.report("DG202", f"«\u00a0{titre}\u00a0» n'est pas un nom de champ", mark)
        return steps

    def _point_of(self, grille: _Grille, rangee: Rangee, cell: tuple[int, str] | None) -> PointLu | None:
        """Return the item of a row, made when the row is that of the item itself."""
        if not grille.feuille.par_point:
            return None
        colonne, repere = cell or (0, "")
        mark = grille.case(rangee.ligne, colonne, POINT, repere)
        if fold(grille.feuille.nom) == "points":
            return self._new_point(grille, rangee, repere or str(len(self.points) + 1), mark)
        if not repere:
            self.report("DG203", "à quel point cette ligne appartient-elle ? colonne « point » vide", mark)
        elif repere not in self.points:
            known = ", ".join(self.points) or "aucun"
            self.report(
                "DG201", f"point «\u00a0{repere}\u00a0» absent de la feuille « points » : {known}", mark
            )
        return self.points.get(repere)

    def _new_point(self, grille: _Grille, rangee: Rangee, repere: str, mark: Case) -> PointLu | None:
        if repere in self.points:
            self.report("DG205", f"point «\u00a0{repere}\u00a0» écrit deux fois", mark)
            return None
        kinds = [texte for _, titre, texte in grille.named(rangee) if fold(titre) == "type"]
        try:
            kind = kind_of(kinds[0]) if kinds else Deliberation
        except PackError:  # said when the act is built
            kind = None
        self.points[repere] = PointLu(repere, grille.case(rangee.ligne, -1), kind or Deliberation)
        return self.points[repere]

    def _add(self, point: PointLu | None, steps: Steps, mark: Case, name: Mark) -> None:
        record: type[BaseModel] = point.kind if point else Seance
        value = value_of(record, steps, mark) if mark.texte else None
        (point.cellules if point else self.seance).append(Cellule(steps, value, name))


def _list_of(etat: str) -> str | None:
    """Return the list of a state, « présente » and « excusés » included."""
    ends = ("", "e", "s", "es")
    return next(
        (liste for name, liste in ETATS.items() if fold(etat) in {fold(name) + e for e in ends}), None
    )


def classeur_file(path: Path) -> Path | None:
    """Return the workbook of a sitting: the file itself, ``seance.xlsx`` or the CSV files of a folder."""
    if path.is_file():
        return path if path.suffix.lower() in CLASSEURS else None
    return _classeur_in(path) if path.is_dir() else None


def folder_of(source: Path) -> Path:
    """Return the folder of a sitting: itself, or the one that its workbook is in."""
    return source.parent if source.is_file() else source


def _classeur_in(folder: Path) -> Path | None:
    """Return the first workbook « seance » of a folder, else the folder itself when it has that sheet."""
    inside = sorted(child for child in folder.iterdir() if fold(child.stem) == "seance" and child.is_file())
    books = [child for child in inside if child.suffix.lower() in CLASSEURS]
    if books:
        return books[0]
    return folder if any(child.suffix.lower() == ".csv" for child in inside) else None
