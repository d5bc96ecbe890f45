"""Rolls of members: hand-made tables, spreadsheets, files of the Répertoire national des élus."""

import shutil
import sys
from pathlib import Path

import pytest

from delibgen import LoadError, load_seance
from delibgen.errors import Finding, Severity
from delibgen.load.nodes import plain
from delibgen.load.rolls import read_roll
from delibgen.load.tables import read_table
from tests.conftest import CONSEIL

RNE = (
    "Code du département;Libellé du département;Code de la collectivité à statut particulier;"
    "Libellé de la collectivité à statut particulier;Code de la commune;Libellé de la commune;Nom de l'élu;"
    "Prénom de l'élu;Code sexe;Date de naissance;Code de la catégorie socio-professionnelle;"
    "Libellé de la catégorie socio-professionnelle;Date de début du mandat;Libellé de la fonction;"
    "Date de début de la fonction;Code nationalité"
)
ROWS = (
    "1;Ain;;;1004;Brévanne;DUVAL;Anne-Lise;F;12/03/1970;54;Avocate;18/05/2020;Maire;25/05/2020;FR",
    "1;Ain;;;1004;Brévanne;de BOISJOLI;Rémi;M;01/01/1980;;;18/05/2020;1er adjoint au Maire;25/05/2020;FR",
    "1;Ain;;;1005;Autreville;MARTIN;Paul;M;1985-02-03;37;Cadre;2020-05-18;;;FR",
)


def table(folder: Path, text: str, name: str = "membres.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def members(path: Path, **keep: str) -> tuple[list[dict[str, str]], list[str]]:
    faults = []
    found = read_roll(path, faults, keep=keep)
    rows = [{k: v.value for k, v in item.entries.items()} for item in found.items] if found else []
    return rows, [finding.code for finding in faults]


def test_the_rne_gives_the_members_of_one_commune_and_nothing_private(tmp_path):
    rows, codes = members(table(tmp_path, "\n".join((RNE, *ROWS))), commune="01004")
    assert rows == [
        {"nom": "DUVAL", "prenom": "Anne-Lise", "civilite": "Madame", "qualite": "Maire"},
        {
            "nom": "de BOISJOLI",
            "prenom": "Rémi",
            "civilite": "Monsieur",
            "qualite": "1er adjoint au Maire",
        },
    ]
    assert codes == []


def test_a_commune_is_also_found_by_its_name(tmp_path):
    rows, _ = members(table(tmp_path, "\n".join((RNE, *ROWS))), commune="AUTREVILLE")
    assert [row["nom"] for row in rows] == ["MARTIN"]


def test_a_commune_that_is_not_there_is_said(tmp_path):
    assert members(table(tmp_path, "\n".join((RNE, *ROWS))), commune="99999") == ([], ["DG224"])


def test_a_national_file_with_nobody_named_is_said(tmp_path):
    path = table(tmp_path, "\n".join((RNE, *ROWS)))
    faults: list[Finding] = []
    assert read_roll(path, faults) is not None
    (finding,) = faults
    assert (finding.code, finding.severity) == ("DG231", Severity.ALERTE)
    assert "2 collectivités (1004, 1005)" in finding.message
    assert f'{{fichier: {path.name}, commune: "1004"}}' in finding.suggestion
    assert len(members(path, commune="1004")[0]) == 2
    assert members(table(tmp_path, "\n".join((RNE, ROWS[0]))))[1] == []


def test_the_unicode_text_of_excel_is_read(tmp_path):
    path = tmp_path / "membres.csv"
    path.write_bytes("Civilité\tPrénom\tNOM\r\nMadame\tZoé\tŒUVRARD\r\n".encode("utf-16"))
    assert members(path) == ([{"civilite": "Madame", "prenom": "Zoé", "nom": "ŒUVRARD"}], [])


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_table_from_french_excel_is_read_and_said(tmp_path, separator):
    text = separator.join(("Civilité", "Prénom", "Nom", "Fonction")) + "\r\n"
    text += separator.join(("Mme", "Aïcha", "ŒUVRARD", "2e adjointe")) + "\r\n"
    rows, codes = members(table(tmp_path, text, encoding="cp1252"))
    assert rows[0]["nom"] == "ŒUVRARD"
    assert codes == ["DG222"]


def test_one_column_may_hold_the_whole_member(tmp_path):
    faults = []
    found = read_roll(table(tmp_path, "Membre\nMonsieur Paul NÈGRE\n"), faults)
    assert [item.value for item in found.items] == ["Monsieur Paul NÈGRE"]


def test_a_column_unknown_is_said_with_the_nearest(tmp_path):
    faults = []
    read_roll(table(tmp_path, "Nom;Prénoom;Civilité\nROY;Ève;Mme\n"), faults)
    assert [(f.code, f.suggestion) for f in faults] == [("DG225", "vouliez-vous dire « prenom » ?")]


def test_a_table_without_names_is_refused(tmp_path):
    assert members(table(tmp_path, "a;b\n1;2\n")) == ([], ["DG225", "DG225", "DG224"])
    assert members(table(tmp_path, "")) == ([], ["DG221"])


def test_a_spreadsheet_gives_whole_numbers_and_days(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    import datetime as dt

    book = openpyxl.Workbook()
    book.active.append(["SIREN", "Date", "Nom"])
    book.active.append([242100410, dt.date(2024, 9, 12), "ROY"])
    book.save(tmp_path / "t.xlsx")
    found = read_table(tmp_path / "t.xlsx", [])
    assert found.entete == ("SIREN", "Date", "Nom")
    assert [row.cellules for row in found.rangees] == [("242100410", "2024-09-12", "ROY")]


def test_a_damaged_spreadsheet_and_a_missing_sheet_are_said(tmp_path):
    (tmp_path / "t.xlsx").write_bytes(b"PK\x03\x04rien")
    faults = []
    assert read_table(tmp_path / "t.xlsx", faults) is None
    assert [f.code for f in faults] == ["DG221"]


def test_without_the_reader_of_spreadsheets_the_table_says_what_to_install(tmp_path, monkeypatch):
    (tmp_path / "t.xlsx").write_bytes(b"PK\x03\x04rien")
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    faults = []
    assert read_table(tmp_path / "t.xlsx", faults) is None
    assert [(f.code, "delibgen[tableur]" in f.suggestion) for f in faults] == [("DG223", True)]


@pytest.fixture
def sitting(tmp_path: Path) -> Path:
    folder = tmp_path / "seance"
    shutil.copytree(CONSEIL, folder)
    text = (folder / "assemblee.yaml").read_text(encoding="utf-8")
    before, rest = text.split("membres:\n")
    kept = [line for line in rest.splitlines() if not line.startswith((" ", "-"))]
    (folder / "assemblee.yaml").write_text(
        before + "membres: {fichier: membres.csv}\n" + "\n".join(kept) + "\n", encoding="utf-8"
    )
    return folder


def roll_of(assemblee) -> str:
    lines = ["civilite;prenom;nom;qualite;titre"]
    lines += [
        ";".join((m.civilite.value, m.prenom or "", m.nom, m.qualite or "", m.titre or ""))
        for m in assemblee.membres
    ]
    return "\n".join(lines)


def test_a_sitting_whose_roll_is_a_table_is_the_same_sitting(sitting):
    whole = load_seance(CONSEIL)
    (sitting / "membres.csv").write_text(roll_of(whole.seance.assemblee), encoding="utf-8")
    assert load_seance(sitting).actes == whole.actes


def test_a_fault_in_the_roll_has_its_line(sitting):
    whole = load_seance(CONSEIL)
    rows = roll_of(whole.seance.assemblee).splitlines()
    rows[3] = rows[3].replace("Madame", "Mademoiselle")
    (sitting / "membres.csv").write_text("\n".join(rows), encoding="utf-8")
    with pytest.raises(LoadError) as caught:
        load_seance(sitting)
    (finding,) = caught.value.findings
    assert finding.place.file.endswith("membres.csv")
    assert finding.place.line == 4
    assert "Mademoiselle" in finding.message


def test_a_title_above_the_headers_of_a_roll_is_passed_over(tmp_path):
    path = tmp_path / "membres.csv"
    path.write_text("Élus du conseil;;\n;;\nPrénom;Nom;Sexe\nAnne;MARTINET;F\n", encoding="utf-8")
    faults: list[Finding] = []
    found = read_roll(path, faults)
    assert found is not None
    assert faults == []
    assert plain(found) == [{"prenom": "Anne", "nom": "MARTINET", "civilite": "Madame"}]


def test_a_row_of_data_is_no_title(tmp_path):
    path = tmp_path / "membres.csv"
    path.write_text("Anne;MARTINET\nBruno;nom\n", encoding="utf-8")
    faults: list[Finding] = []
    assert read_roll(path, faults) is None
    assert faults[-1].code == "DG224"


def test_a_roll_that_is_no_table_is_said(sitting):
    (sitting / "membres.docx").write_bytes(b"PK")
    path = sitting / "assemblee.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text[: text.index('membres:')]}membres: {{fichier: membres.docx}}\n", encoding="utf-8")
    with pytest.raises(LoadError, match=r"DG212.*« membres\.docx » : tableau des membres attendu") as caught:
        load_seance(sitting)
    assert "liste attendue" not in str(caught.value)
