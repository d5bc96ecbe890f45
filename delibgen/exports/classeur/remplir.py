"""Texts at paths to the rows of the sheets."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pydantic import BaseModel

from delibgen.load.classeur.chemins import sheet_path
from delibgen.load.classeur.especes import choices, field_at, kinds_at, many, record_of, simple
from delibgen.load.classeur.feuilles import (
    AUTRES,
    CHAMP,
    ETAT,
    ETATS,
    FEUILLES,
    POINT,
    POINTS,
    PRESENCE,
    VALEUR,
    Feuille,
    Forme,
)
from delibgen.load.nodes import Steps
from delibgen.model.assemblee import Illustration
from delibgen.model.deliberation import Deliberation
from delibgen.model.seance import Seance

AIDE = "ce que c'est"
"""Column that only people read."""
_DEPTH = 2
_RACINES = frozenset(feuille.racine for feuille in FEUILLES)


@dataclass
class Grille:
    """The rows of one sheet."""

    feuille: Feuille
    entete: list[str]
    rangees: list[dict[str, str]] = field(default_factory=list)

    def row(self, values: dict[str, str]) -> None:
        """Add a row, with the columns that it needs."""
        self.entete += [name for name in values if name not in self.entete]
        self.rangees.append(values)

    def choix(self, titre: str, champ: str = "") -> tuple[str, ...]:
        """Return the values that the cells of a column, or of a field's row, may take."""
        if self.feuille is PRESENCE and titre == ETAT:
            return tuple(ETATS)
        return choices(kinds_at(_record(self.feuille), self._steps(champ or titre)))

    def aide(self, titre: str) -> str:
        """Return what a column, or a field, is."""
        if titre in _AIDES:
            return _AIDES[titre]
        info = field_at(_record(self.feuille), self._steps(titre))
        if info is None or not info.description:
            return ""
        listed = many(kinds_at(_record(self.feuille), self._steps(titre)))
        text = " ".join(info.description.split()).rstrip(".")
        lines = " ; un par ligne dans la case" if listed else ""
        return f"{text}{lines}." + (" Obligatoire." if info.is_required() else "")

    def _steps(self, titre: str) -> Steps:
        base = (*self.feuille.racine, 0) if self.feuille.liste else self.feuille.racine
        if self.feuille is PRESENCE:
            base = ("presents", 0)
        return (*base, *(titre.removeprefix("membre.").split(".")))


_AIDES = {
    POINT: "Repère du point dans la feuille « points » : 1, 2, 3…",
    ETAT: "À l'ouverture : présent, excusé ou absent.",
    "membre": "Nom du membre, tel que la feuille « membres » permet de le reconnaître.",
    CHAMP: "Nom du champ.",
    VALEUR: "À remplir ; une case vide : le champ n'est pas dit.",
    "type": "Sorte d'acte ; une délibération si rien n'est dit.",
    "acte": "Fichier de données de l'acte annexé : annexes/convention.yaml.",
    "fichier": "Fichier joint tel quel : annexes/plan.pdf.",
}


def _record(feuille: Feuille) -> type[BaseModel]:
    return Deliberation if feuille.par_point else Seance


def empty_grids() -> dict[str, Grille]:
    """Return every sheet with its usual columns, or the usual fields of a sheet that holds one a row."""
    return {feuille.nom: Grille(feuille, list(_head(feuille))) for feuille in FEUILLES}


def _head(feuille: Feuille) -> tuple[str, ...]:
    if feuille.forme is Forme.TABLE:
        return feuille.colonnes
    return (POINT, CHAMP, VALEUR) if feuille.par_point else (CHAMP, VALEUR, AIDE)


def fill_sitting(grilles: dict[str, Grille], paires: Iterable[tuple[Steps, str]]) -> None:
    """Put the texts of a sitting in its sheets; usual fields without a value have their row."""
    pairs = list(paires)
    of_sitting = [feuille for feuille in FEUILLES if not feuille.par_point]
    for feuille in of_sitting:
        if feuille.forme is not Forme.FICHE:
            taken = set(_fill_lists(grilles[feuille.nom], feuille, pairs))
            pairs = [pair for pair in pairs if pair[0] not in taken]
    held = dict(pairs)
    for feuille in sorted(of_sitting, key=lambda one: -len(one.racine)):
        if feuille.forme is Forme.FICHE:
            _fill_card(grilles[feuille.nom], feuille.racine, held)


def _fill_card(grille: Grille, racine: Steps, held: dict[Steps, str]) -> None:
    """Move the texts that stand under a path to a sheet of one field a row, after its usual fields."""
    usual = dict.fromkeys(_usual(Seance, racine, _DEPTH), "")
    own = {steps: text for steps, text in held.items() if _stands_under(steps, racine)}
    for steps, text in {**usual, **own}.items():
        grille.row({CHAMP: sheet_path(steps[len(racine) :]), VALEUR: text})
        held.pop(steps, None)


def _stands_under(steps: Steps, racine: Steps) -> bool:
    return len(steps) > len(racine) and steps[: len(racine)] == racine


def _fill_lists(grille: Grille, feuille: Feuille, pairs: list[tuple[Steps, str]]) -> Iterator[Steps]:
    """Put a list of the sitting in its sheet, one row an item; yield the paths that are there."""
    if feuille is PRESENCE:
        for etat, liste in ETATS.items():
            one = [(steps, text) for steps, text in pairs if steps[:1] == (liste,)]
            yield from _state(grille, etat, liste, one)
        return
    rows = _rows(feuille.racine, pairs)
    for values in rows.values():
        grille.row({sheet_path(rest): text for rest, text in values.items()})
    for rank, values in rows.items():
        yield from ((*feuille.racine, rank, *rest) for rest in values)


def _state(grille: Grille, etat: str, liste: str, pairs: list[tuple[Steps, str]]) -> Iterator[Steps]:
    whole = [text for steps, text in pairs if len(steps) == 1 and text != "[]"]
    for text in whole:
        for name in text.split("\n"):
            grille.row({"membre": name, ETAT: etat})
        yield (liste,)
    rows = _rows((liste,), pairs)
    for rank, values in rows.items():
        cells = {sheet_path(("membre", *rest)): text for rest, text in values.items()}
        grille.row({**cells, ETAT: etat})
        yield from ((liste, rank, *rest) for rest in values)


def _rows(racine: Steps, pairs: Iterable[tuple[Steps, str]]) -> dict[int, dict[Steps, str]]:
    """Return the rows of a list: for each item its fields that a column can hold.

    None at all when an item would have no row: the ranks of the others would change.
    """
    rows: dict[int, dict[Steps, str]] = {}
    ranks = set()
    inside = ((steps[len(racine) :], text) for steps, text in pairs if _stands_under(steps, racine))
    for steps, text in inside:
        rank, rest = steps[0], steps[1:]
        if isinstance(rank, int):
            ranks.add(rank)
            if rest and not _ranked(rest):
                rows.setdefault(rank, {})[rest] = text
    return rows if set(rows) == ranks else {}


def _only_row(racine: Steps, pairs: Iterable[tuple[Steps, str]]) -> dict[int, dict[Steps, str]]:
    """Return the fields of a group as ``_rows`` does those of the items of a list; none when it has none."""
    own = {
        steps[len(racine) :]: text
        for steps, text in pairs
        if _stands_under(steps, racine) and not _ranked(steps)
    }
    return {0: own} if own else {}


def _usual(record: type[BaseModel], racine: Steps, depth: int) -> Iterator[Steps]:
    """Yield the paths of the fields that one cell can hold, those of groups included."""
    parent = record_of(kinds_at(record, racine)) if racine else record
    for name in parent.model_fields if parent else ():
        steps = (*racine, name)
        if steps not in _RACINES and name not in ETATS.values():  # these have their own sheets
            yield from _usual_of_field(record, steps, depth)


def _usual_of_field(record: type[BaseModel], steps: Steps, depth: int) -> Iterator[Steps]:
    """Yield the path of a field when one cell can hold it, else those of the fields of its group."""
    kinds = kinds_at(record, steps)
    listed, inner = many(kinds), record_of(kinds)
    if simple(kinds) or (listed and simple(listed.item)):
        yield steps
    elif inner is Illustration:
        yield from ((*steps, one) for one in ("fichier", "description", "largeur_mm"))
    elif inner is not None and depth:
        yield from _usual(record, steps, depth - 1)


def fill_point(grilles: dict[str, Grille], repere: str, paires: Iterable[tuple[Steps, str]]) -> None:
    """Put the texts of an item in its sheets."""
    pairs = list(paires)
    for feuille in FEUILLES:
        if feuille.par_point and feuille.racine:
            taken = set(_fill_of_point(grilles[feuille.nom], feuille, repere, pairs))
            pairs = [pair for pair in pairs if pair[0] not in taken]
    simple_ones = {sheet_path(steps): text for steps, text in pairs if not _ranked(steps)}
    grilles[POINTS.nom].row({POINT: repere, **simple_ones})
    for steps, text in pairs:
        if _ranked(steps):
            grilles[AUTRES.nom].row({POINT: repere, CHAMP: sheet_path(steps), VALEUR: text})


def _ranked(steps: Steps) -> bool:
    return any(isinstance(step, int) for step in steps)


def _fill_of_point(
    grille: Grille, feuille: Feuille, repere: str, pairs: list[tuple[Steps, str]]
) -> Iterator[Steps]:
    racine = feuille.racine
    rows = _rows(racine, pairs) if feuille.liste else _only_row(racine, pairs)
    for rank, values in rows.items():
        grille.row({POINT: repere, **{sheet_path(rest): text for rest, text in values.items()}})
        base = (*racine, rank) if feuille.liste else racine
        yield from ((*base, *rest) for rest in values)
