"""Tables: what a person reads in a cell is what is read, with the line it stands on; the rest is said."""

import datetime as dt
from pathlib import Path

import pytest

from delibgen.errors import Finding
from delibgen.load import tables
from delibgen.load.tables import cell_text, read_table
from tests.load.workbook import Cell, workbook

HEAD: list[Cell] = ["Nom", "Jour", "Heure", "Code", "Part", "Élu"]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A workbook of two sheets, the first with a blank row and cells of every kind."""
    rows: list[list[Cell]] = [
        HEAD,
        [],
        ["L'HUILLIER & Cie", dt.date(2024, 9, 12), dt.time(18, 30), 242100410, 0.5, True],
        ["  ROY ", dt.datetime.fromisoformat("2024-09-12T18:30"), None, 1004, 12, False],
    ]
    path = tmp_path / "liste.xlsx"
    path.write_bytes(workbook({"Séance": rows, "Autre": [["Nom"], ["NOIR"]], "Vide": []}))
    return path


def read(path: Path, **options: str) -> tuple[tables.Tableau | None, list[tuple[str, str]]]:
    faults: list[Finding] = []
    found = read_table(path, faults, **options)
    if found is not None:
        rows = tuple(found.rangees)
        found = tables.Tableau(found.fichier, found.entete, rows)
    return found, [(fault.code, fault.message) for fault in faults]


def test_a_cell_is_read_as_a_person_reads_it_with_its_line(book: Path) -> None:
    found, faults = read(book)
    assert faults == []
    assert found is not None
    assert found.entete == tuple(map(str, HEAD))
    assert [(row.ligne, row.cellules) for row in found.rangees] == [
        (3, ("L'HUILLIER & Cie", "2024-09-12", "18:30", "242100410", "0.5", "oui")),
        (4, ("ROY", "2024-09-12 18:30:00", "", "1004", "12", "non")),
    ]
    assert (found.mark(3).place().file, found.mark(3).place().line) == (str(book), 3)


def test_a_sheet_is_taken_by_its_name_and_a_missing_one_names_those_that_are_there(book: Path) -> None:
    found, _ = read(book, feuille="Autre")
    assert found is not None
    assert [row.cellules for row in found.rangees] == [("NOIR",)]
    assert read(book, feuille="Autres") == (
        None,
        [("DG221", "feuille « Autres » absente ; feuilles : Séance, Autre, Vide")],
    )


def test_an_empty_sheet_is_said_once(book: Path) -> None:
    assert read(book, feuille="Vide") == (None, [("DG221", "tableau vide")])


def test_a_missing_or_huge_table_is_said_and_not_read(
    tmp_path: Path, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing = tmp_path / "absente.csv"
    assert read(missing) == (None, [("DG212", f"« {missing} » : introuvable")])
    monkeypatch.setattr(tables, "TAILLE_MAX", book.stat().st_size)
    assert read(book)[1] == []
    monkeypatch.setattr(tables, "TAILLE_MAX", book.stat().st_size - 1)
    assert read(book) == (None, [("DG210", f"« {book} » trop grand")])


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_blank_lines_of_a_csv_are_passed_over_and_lines_stay_those_of_the_file(
    tmp_path: Path, separator: str
) -> None:
    path = tmp_path / "liste.csv"
    lines = [["Nom", "Prénom"], ["", " "], ["ROY", '"Anne\nMarie"'], ["NOIR", "Paul"]]
    path.write_text("\n".join(map(separator.join, lines)), encoding="utf-8")
    found, faults = read(path)
    assert faults == []
    assert found is not None
    assert [(row.ligne, row.cellules) for row in found.rangees] == [
        (3, ("ROY", "Anne\nMarie")),  # two lines: that where it begins
        (5, ("NOIR", "Paul")),
    ]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (True, "oui"),
        (False, "non"),
        (1.0, "1"),
        (-2.5, "-2.5"),
        (1e15, "1000000000000000"),
        (dt.datetime.fromisoformat("2024-09-12"), "2024-09-12"),
        (dt.datetime.fromisoformat("2024-09-12T09:05"), "2024-09-12 09:05:00"),
        (dt.date(2024, 9, 12), "2024-09-12"),
        (dt.time(9, 5), "09:05"),
        ("  mot ", "mot"),
        ("", ""),
    ],
)
def test_a_value_becomes_the_text_of_its_cell(value: object, text: str) -> None:
    assert cell_text(value) == text
