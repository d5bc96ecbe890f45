"""The XLSX file of a sitting: texts as typed, lists of choices, a note on each header."""

import datetime as dt
import io
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from delibgen.errors import Finding, MissingToolError
from delibgen.exports.classeur.remplir import AIDE, Grille
from delibgen.load.classeur.chemins import letters
from delibgen.load.classeur.feuilles import CHAMP, FEUILLES, MODE_D_EMPLOI, VALEUR, Forme

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

_LARGEURS = {CHAMP: 44, VALEUR: 52, AIDE: 80, "objet": 50, "texte": 80, "expose": 60, "visas": 50}
_USUELLE = 20
_HAUTEUR = 15
"""Height of one line, in points."""
_LIGNES = 300
"""Rows that a list of choices is offered on, beyond those that are filled."""
_NOTICE = (
    "Une séance entière : remplir les feuilles, enregistrer, puis : delibgen seance CE_FICHIER.xlsx",
    "Une case vide : rien n'est dit. Une liste : un élément par ligne dans la case (Alt+Entrée).",
    "Dates : 12/09/2024 ; heures : 18 h 30 ; montants : 12 500,50 ; oui ou non.",
    "Un champ sans colonne ? L'ajouter, avec le nom du champ pour titre, ou : feuille « autres champs ».",
    "Vérifier sans rien écrire : delibgen verifier CE_FICHIER.xlsx",
)


def workbook(grilles: Iterable[Grille]) -> bytes:
    """Return the octets of a workbook: the same sheets give the same octets.

    Raises:
        MissingToolError: XlsxWriter is not installed.
    """
    try:
        from xlsxwriter import Workbook
    except ImportError as fault:
        todo = "pip install 'delibgen[tableur]', ou demander un dossier de fichiers .csv"
        message = "écrire un classeur demande le module XlsxWriter"
        raise MissingToolError(Finding(code="DG223", message=message, suggestion=todo)) from fault
    octets = io.BytesIO()
    book = Workbook(octets, {"in_memory": True})
    book.set_properties({"title": "Séance", "created": dt.datetime(2000, 1, 1, tzinfo=dt.UTC)})
    _notice(book)
    for grille in grilles:
        _sheet(book, grille)
    book.close()
    return octets.getvalue()


def _notice(book: "Workbook") -> None:
    sheet = book.add_worksheet(MODE_D_EMPLOI)
    bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 22, bold)
    sheet.set_column(1, 1, 100, wrap)
    sheet.hide_gridlines(2)
    _on_paper(sheet)
    for rank, text in enumerate(_NOTICE):
        sheet.write_string(rank, 1, text)
    for rank, feuille in enumerate(FEUILLES, len(_NOTICE) + 1):
        sheet.write_string(rank, 0, feuille.nom)
        sheet.write_string(rank, 1, feuille.aide)


def _on_paper(sheet: Any) -> None:  # noqa: ANN401  (XlsxWriter has no types)
    """Print a sheet as wide as an A4 page."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _sheet(book: "Workbook", grille: Grille) -> None:
    sheet = book.add_worksheet(grille.feuille.nom)
    styles = _styles(book)
    sheet.freeze_panes(1, 0)
    _on_paper(sheet)
    sheet.ignore_errors({
        "number_stored_as_text": f"A1:{letters(len(grille.entete))}{_LIGNES + len(grille.rangees)}"
    })
    for column, titre in enumerate(grille.entete):
        sheet.set_column(column, column, _LARGEURS.get(titre, _USUELLE), styles["texte"])
        sheet.write_string(0, column, titre, styles["titre"])
        if note := grille.aide(titre):
            sheet.write_comment(0, column, note, {"x_scale": 2.2, "author": ""})
        if grille.feuille.forme is Forme.TABLE:
            _offer(sheet, 1, len(grille.rangees) + _LIGNES, column, grille.choix(titre))
    for rank, rangee in enumerate(grille.rangees, 1):
        _row(sheet, grille, rank, rangee, styles)


def _styles(book: "Workbook") -> dict[str, Any]:
    return {
        "texte": book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"}),
        "titre": book.add_format({"bold": True, "bg_color": "#DDE6F0", "bottom": 1, "valign": "top"}),
        "champ": book.add_format({"num_format": "@", "valign": "top", "font_color": "#404040"}),
        "aide": book.add_format({
            "text_wrap": True,
            "valign": "top",
            "italic": True,
            "font_color": "#555555",
        }),
    }


def _row(sheet: Any, grille: Grille, rank: int, rangee: dict[str, str], styles: dict[str, Any]) -> None:  # noqa: ANN401
    fiche = grille.feuille.forme is Forme.FICHE
    sheet.set_row(rank, _HAUTEUR * max(_lines(rangee.get(titre, ""), titre) for titre in grille.entete))
    for column, titre in enumerate(grille.entete):
        if text := rangee.get(titre, ""):
            style = "champ" if fiche and titre == CHAMP else "texte"
            sheet.write_string(rank, column, text, styles[style])
        elif fiche:
            _to_fill(sheet, grille, (rank, column), rangee[CHAMP], styles)


def _to_fill(sheet: Any, grille: Grille, place: tuple[int, int], champ: str, styles: dict[str, Any]) -> None:  # noqa: ANN401
    """Help to fill the row of a field: what it is, the values that it may take."""
    rank, column = place
    if grille.entete[column] == AIDE:
        sheet.write_string(rank, column, grille.aide(champ), styles["aide"])
    elif grille.entete[column] == VALEUR:
        _offer(sheet, rank, rank, column, grille.choix(VALEUR, champ))


def _lines(text: str, titre: str) -> int:
    """Return how many lines a text takes in its column, up to what a screen shows."""
    width = _LARGEURS.get(titre, _USUELLE)
    return min(12, sum(len(line) // width + 1 for line in text.split("\n")))


def _offer(sheet: Any, first: int, last: int, column: int, values: tuple[str, ...]) -> None:  # noqa: ANN401
    """Offer a list of choices in some cells, that other values may leave: delibgen says what is wrong."""
    if not values:
        return
    options = {"validate": "list", "source": list(values), "error_type": "information"}
    sheet.data_validation(first, column, last, column, options)
