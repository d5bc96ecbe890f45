"""Rows of a spreadsheet or of a CSV file, as texts, with the line they come from.

French spreadsheets write CSV in Windows-1252 with « ; », the RNE is in UTF-8 with « ; »: what was taken is
said. A spreadsheet gives 242100410.0 for a whole number, and a datetime for a date: they become 242100410
and a day.
"""

import codecs
import csv
import datetime as dt
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from delibgen.errors import Finding, Place, Severity
from delibgen.load.formules_en_erreur import failed_formulas
from delibgen.load.nodes import Mark, Source

CSV = (".csv", ".tsv")
CLASSEURS = (".xlsx", ".xlsm", ".xls", ".ods")
TABLEAUX = (*CSV, *CLASSEURS)
_TITLES = 4
"""Rows of titles that may stand above the headers."""
TAILLE_MAX = 400 * 1024 * 1024
"""Largest table, in octets: the national directory of elected people fits, and is read row by row."""


@dataclass(frozen=True)
class Rangee:
    """One row."""

    ligne: int
    """Line in the file, from 1."""
    cellules: tuple[str, ...]
    """Its cells, without the spaces around them."""


@dataclass(frozen=True)
class Tableau:
    """A table: its name, its header, its rows."""

    fichier: Path
    entete: tuple[str, ...]
    rangees: Iterable[Rangee]
    ligne: int = 1
    """Line of the header."""

    def mark(self, ligne: int) -> Mark:
        """Return the place of a row."""
        return Mark(Source(str(self.fichier), ""), ligne, 1)


def read_table(
    path: Path, faults: list[Finding], *, at: Place | None = None, feuille: str | None = None
) -> Tableau | None:
    """Return the table of a file, or report why not.

    Args:
        path: .csv, .tsv, .xlsx, .ods or .xls file.
        faults: where faults go, and what was taken of a CSV file.
        at: where the file is named; the file itself by default.
        feuille: sheet of a spreadsheet; the first one by default.
    """
    place = at or Place(file=str(path))
    if not path.is_file():
        faults.append(Finding(code="DG212", message=f"« {path} » : introuvable", place=place))
        return None
    if path.stat().st_size > TAILLE_MAX:
        faults.append(Finding(code="DG210", message=f"« {path} » trop grand", place=place))
        return None
    rows = _csv(path, faults) if path.suffix.lower() in CSV else _sheet(path, faults, place, feuille)
    first = next(rows, None)
    if first is None:
        if not any(finding.place in {place, Place(file=str(path))} for finding in faults):
            faults.append(Finding(code="DG221", message="tableau vide", place=Place(file=str(path))))
        return None
    return Tableau(path, first.cellules, rows, first.ligne)


def below_title(rows: Iterable[Rangee], known: Callable[[str], bool]) -> Iterator[Rangee]:
    """Yield the rows from that of the headers: what stands above it alone in its row is a title.

    Args:
        rows: the rows of a table.
        known: whether a text is a header.
    """
    given = iter(rows)
    first = list(islice(given, _TITLES + 1))
    header = next((rank for rank, row in enumerate(first) if any(map(known, row.cellules))), 0)
    titled = all(sum(map(bool, row.cellules)) == 1 for row in first[:header])
    yield from (*first[header if titled else 0 :], *given)


def _csv(path: Path, faults: list[Finding]) -> Iterator[Rangee]:
    encoding = _encoding(path)
    with path.open(encoding=encoding, newline="") as file:
        sample = file.readline()
        separator = max(";,\t", key=sample.count)
        if encoding == "cp1252":
            said = f"lu en Windows-1252, séparateur « {separator} »"
            place = Place(file=str(path))
            faults.append(Finding(code="DG222", message=said, place=place, severity=Severity.INFORMATION))
        file.seek(0)
        reader = csv.reader(file, delimiter=separator)
        first = 1  # a cell may hold several lines: a row is known by the first of them
        for cells in reader:
            if any(map(str.strip, cells)):
                yield Rangee(first, tuple(map(cell_text, cells)))
            first = reader.line_num + 1


def _encoding(path: Path) -> str:
    """Return UTF-8 when the whole file is, else the code page of French Windows.

    « Texte Unicode » of Excel is UTF-16, and says so by its first two octets.
    """
    with path.open("rb") as octets:
        if octets.read(2) in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE}:
            return "utf-16"
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            while file.read(1 << 20):
                pass
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def _sheet(path: Path, faults: list[Finding], place: Place, feuille: str | None) -> Iterator[Rangee]:
    book = read_book(path, faults, at=place)
    names = list(book or {})
    if book is not None and feuille is not None and feuille not in names:
        message = f"feuille « {feuille} » absente ; feuilles : {', '.join(names)}"
        faults.append(Finding(code="DG221", message=message, place=place))
    elif book:
        yield from book[feuille or names[0]]


def read_book(
    path: Path, faults: list[Finding], *, at: Place | None = None
) -> dict[str, list[Rangee]] | None:
    """Return the rows of each sheet of a workbook that are not empty, or report why not.

    Args:
        path: .xlsx, .xlsm, .xls or .ods file.
        faults: where faults go.
        at: where the file is named; the file itself by default.
    """
    place = at or Place(file=str(path))
    try:
        from python_calamine import CalamineError, CalamineWorkbook
    except ImportError:
        todo = "pip install 'delibgen[tableur]', ou enregistrer la feuille en CSV"
        message = "lire un classeur demande le module python-calamine"
        faults.append(Finding(code="DG223", message=message, place=place, suggestion=todo))
        return None
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes()))
        sheets = {name: book.get_sheet_by_name(name) for name in book.sheet_names}
        rows = {name: sheet.to_python(skip_empty_area=False) for name, sheet in sheets.items()}
    except (CalamineError, OSError, ValueError) as fault:
        faults.append(Finding(code="DG221", message=f"classeur illisible ({fault})", place=place))
        return None
    faults += [_failed(path, *cell) for cell in failed_formulas(path)]
    return {name: list(_rangees(cells)) for name, cells in rows.items()}


def _failed(path: Path, feuille: str, case: str, shown: str) -> Finding:
    """Return the fault of a formula that gives no value: it would be read as an empty cell."""
    return Finding(
        code="DG201",
        message=f"« {shown} » : la formule de cette case ne donne aucune valeur",
        place=Place(file=str(path), part=f"feuille «\u00a0{feuille}\u00a0»", element=f"case {case}"),
        suggestion="corriger la formule, ou taper la valeur",
    )


def _rangees(rows: Iterable[Iterable[object]]) -> Iterator[Rangee]:
    for ligne, cells in enumerate(rows, 1):
        texts = tuple(map(cell_text, cells))
        if any(texts):
            yield Rangee(ligne, texts)


def _decimal(value: float) -> str:
    """Return a number with the fifteen digits that spreadsheets keep: 0.1 + 0.2 is 0.3 for people."""
    if value.is_integer():
        return str(int(value))
    text = f"{value:.15g}"
    return repr(value) if "e" in text else text


def cell_text(value: object) -> str:
    """Return a cell as the text that a person reads in it.

    >>> cell_text(242100410.0), cell_text(dt.datetime(2024, 9, 12)), cell_text(True), cell_text("")
    ('242100410', '2024-09-12', 'oui', '')
    >>> cell_text(0.1 + 0.2)
    '0.3'
    """
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, float):
        return _decimal(value)
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time.min else value.isoformat(" ")
    if isinstance(value, dt.time | dt.timedelta):
        return _hour(value)
    return str(value).replace("\r\n", "\n").strip()


def _hour(value: dt.time | dt.timedelta) -> str:
    """Return an hour; that of a cell whose format counts them (« [h]:mm ») is a length of time."""
    if isinstance(value, dt.timedelta):
        value = (dt.datetime(1, 1, 1) + value).time()  # noqa: DTZ001  (an hour has no zone)
    return value.isoformat("seconds" if value.second else "minutes")
