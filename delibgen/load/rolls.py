"""Rolls of members from a table: hand-made ones, and those of the Répertoire national des élus (RNE).

In « assemblee.yaml »: ``membres: {fichier: membres.csv}``; for a national file, ``commune:`` or
``epci:`` says whose members to keep. Birth dates, occupations and nationalities of the RNE are dropped: no
paper needs them.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain
from pathlib import Path

from delibgen.errors import Finding, Place, Severity, did_you_mean
from delibgen.load.nodes import Fields, Items, Mark, Node, Scalar
from delibgen.load.tables import Rangee, Tableau, below_title, read_table

COLONNES = {
    "civilite": "civilite",
    "code sexe": "civilite",
    "sexe": "civilite",
    "prenom": "prenom",
    "prenom de l'elu": "prenom",
    "firstname": "prenom",
    "nom": "nom",
    "nom de l'elu": "nom",
    "nom de naissance": "nom",
    "lastname": "nom",
    "qualite": "qualite",
    "fonction": "qualite",
    "libelle de la fonction": "qualite",
    "titre": "titre",
    "commune": "commune",
    "libelle de la commune de rattachement": "commune",
    "suppleant de": "suppleant_de",
    "membre": "membre",
}
"""Header, without case or accents → field; « membre » is « Monsieur François REBSAMEN, Président »."""

IGNOREES = frozenset({
    "date de naissance",
    "code de la categorie socio-professionnelle",
    "libelle de la categorie socio-professionnelle",
    "code nationalite",
    "date de debut du mandat",
    "date de debut de la fonction",
    "code du departement",
    "libelle du departement",
    "code de la collectivite a statut particulier",
    "libelle de la collectivite a statut particulier",
    "code de la commune",
    "libelle de la commune",
    "code de la commune de rattachement",
    "n° siren",
    "libelle de l'epci",
    "email",
    "phonenumber",
    "epci",
    "groupe",
})
"""Known headers that no paper needs."""
_SEXES = {"m": "Monsieur", "f": "Madame", "h": "Monsieur"}
_FILTRES = {
    "commune": ("code de la commune", "libelle de la commune"),
    "epci": ("n° siren", "libelle de l'epci"),
}


def fold(text: str) -> str:
    """Return a header for comparison: no case, no accents, straight apostrophe.

    >>> fold("Prénom de l’élu")
    "prenom de l'elu"
    """
    bare = unicodedata.normalize("NFD", text.casefold().replace("’", "'"))
    return " ".join("".join(c for c in bare if not unicodedata.combining(c)).split())


def read_roll(
    path: Path, faults: list[Finding], *, at: Place | None = None, keep: Mapping[str, str] | None = None
) -> Node | None:
    """Return the members of a table as a tree, in the order of the rows, or report why not.

    Args:
        path: the table.
        faults: where faults go.
        at: where the table is named.
        keep: ``commune`` or ``epci`` → code or name of those to keep.
    """
    table = read_table(path, faults, at=at)
    if table is None:
        return None
    table = _from_headers(table)
    columns = list(_columns(table, faults))
    if not {"nom", "membre"} & set(columns):
        faults.append(_nameless(table))
        return None
    rows = _wanted(table, keep, faults) if keep else _all(table, faults)
    if not rows:
        whose = f" pour {' et '.join(keep.values())}" if keep else ""
        message = f"aucun membre{whose}"
        faults.append(Finding(code="DG224", message=message, place=Place(file=str(path))))
        return None
    return Items(tuple(_member(row, columns, table) for row in rows), table.mark(table.ligne))


def _nameless(table: Tableau) -> Finding:
    """Say that no column holds the names, and which there are."""
    known = ", ".join(f"« {name} »" for name in table.entete if name)
    message = f"aucune colonne « nom » ou « membre » ; colonnes : {known}"
    return Finding(code="DG224", message=message, place=table.mark(table.ligne).place())


def _from_headers(table: Tableau) -> Tableau:
    """Return a table from the row of its headers: hand-made ones may have a title above."""
    whole = chain([Rangee(table.ligne, table.entete)], table.rangees)
    rows = below_title(whole, lambda text: fold(text) in COLONNES)
    first = next(rows)
    return replace(table, entete=first.cellules, rangees=rows, ligne=first.ligne)


def _wanted(table: Tableau, keep: Mapping[str, str], faults: list[Finding]) -> list[Rangee]:
    """Return the rows of the bodies that are named."""
    filters = list(_filters(table, keep, faults))
    return [row for row in table.rangees if all(_matches(row, *wanted) for wanted in filters)]


def _all(table: Tableau, faults: list[Finding]) -> list[Rangee]:
    """Return every row; when they are of several bodies, say that nothing tells which to keep."""
    rows = list(table.rangees)
    for name, (column, _) in _FILTRES.items():
        codes = _codes(table, column, rows)
        if len(codes) > 1:
            faults.append(_several(table, name, codes))
    return rows


def _codes(table: Tableau, column: str, rows: list[Rangee]) -> list[str]:
    """Return the values of a column, each once; none without this column."""
    headers = [fold(header) for header in table.entete]
    if column not in headers:
        return []
    rank = headers.index(column)
    cells = chain.from_iterable(row.cellules[rank : rank + 1] for row in rows)
    return list(dict.fromkeys(filter(None, cells)))


def _several(table: Tableau, name: str, codes: list[str]) -> Finding:
    first = ", ".join(codes[:3]) + ("…" if len(codes) > 3 else "")
    return Finding(
        code="DG231",
        message=f"membres de {len(codes)} collectivités ({first}) : tous sont pris",
        place=table.mark(table.ligne).place(),
        suggestion=f'dire laquelle : {{fichier: {table.fichier.name}, {name}: "{codes[0]}"}}',
        severity=Severity.ALERTE,
    )


def _columns(table: Tableau, faults: list[Finding]) -> Iterator[str]:
    for header in table.entete:
        name = fold(header)
        if name and name not in COLONNES and name not in IGNOREES:
            todo = did_you_mean(name, COLONNES)
            message = f"colonne « {header} » ignorée"
            place = table.mark(table.ligne).place()
            faults.append(
                Finding(code="DG225", message=message, place=place, suggestion=todo, severity=Severity.ALERTE)
            )
        yield COLONNES.get(name, "")


def _filters(
    table: Tableau, keep: Mapping[str, str], faults: list[Finding]
) -> Iterator[tuple[list[int], str]]:
    headers = [fold(header) for header in table.entete]
    for name, value in keep.items():
        ranks = [headers.index(column) for column in _FILTRES.get(name, ()) if column in headers]
        if not ranks:
            message = f"« {name} » : aucune colonne du tableau ne permet ce choix"
            faults.append(Finding(code="DG224", message=message, place=table.mark(table.ligne).place()))
            continue
        yield ranks, fold(value).lstrip("0")


def _matches(row: Rangee, ranks: list[int], wanted: str) -> bool:
    """Tell whether a row is of the wanted body; codes may have lost their leading zero."""
    return any(fold(row.cellules[rank]).lstrip("0") == wanted for rank in ranks if rank < len(row.cellules))


def _member(row: Rangee, columns: list[str], table: Tableau) -> Node:
    mark = table.mark(row.ligne)
    cells = {name: text for name, text in zip(columns, row.cellules, strict=False) if name and text}
    if "membre" in cells:
        return Scalar(cells["membre"], mark)
    if "civilite" in cells:
        cells["civilite"] = _SEXES.get(cells["civilite"].casefold(), cells["civilite"])
    return _fields(cells, mark)


def _fields(cells: Mapping[str, str], mark: Mark) -> Fields:
    return Fields(
        {name: Scalar(text, mark) for name, text in cells.items()}, mark, dict.fromkeys(cells, mark)
    )
