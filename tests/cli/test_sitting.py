"""The command ``seance``: phases, several sittings, processes, packets."""

import json
import shutil

import pytest
from click.testing import CliRunner

from delibgen.cli import main
from tests.dossier.conftest import SEANCE, acte


@pytest.fixture
def run(monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    return lambda *words: CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture
def year(sitting, tmp_path):
    """Return a folder of two sittings whose numbers follow each other."""
    shutil.rmtree(sitting / "actes")
    shutil.rmtree(sitting / "annexes")
    for name, day, number in (("01", "12/09/2024", "D2024-01"), ("02", "10/10/2024", "D2024-02")):
        folder = tmp_path / "annee" / name
        (folder / "actes").mkdir(parents=True)
        text = SEANCE.replace("  membres:", "  numerotation: {motif: 'D{annee}-{rang:02}'}\n  membres:")
        text = text.replace("jeudi 12 septembre 2024", day)
        (folder / "seance.yaml").write_text(text, encoding="utf-8")
        (folder / "actes" / "01.yaml").write_text(acte(number), encoding="utf-8")
    return tmp_path / "annee"


def test_every_sitting_of_a_folder_is_written_in_its_own(run, year, tmp_path):
    result = run("seance", year, "-o", "sortie", "--json")
    found = json.loads(result.stdout)
    assert (result.exit_code, found["ok"], len(found["seances"])) == (0, True, 2)
    written = sorted(
        path.relative_to(tmp_path / "sortie").as_posix() for path in tmp_path.rglob("sortie/**/*.docx")
    )
    assert written == ["01/actes/D2024-01.docx", "02/actes/D2024-02.docx"]
    assert run("seance", year / "01", year / "02").output.count("1 écrit, dans") == 2


def test_a_gap_between_sittings_stops_the_whole_year(run, year, tmp_path):
    (year / "02" / "actes" / "01.yaml").write_text(acte("D2024-03"), encoding="utf-8")
    result = run("seance", year, "-o", "sortie")
    assert result.exit_code == 1
    assert "« D2024-02 » n'est à aucun acte" in result.output
    assert not (tmp_path / "sortie").exists()
    assert run("seance", year, "-o", "sortie", "--continuer").exit_code == 1
    assert len(list(tmp_path.rglob("sortie/**/*.docx"))) == 2


def test_processes_write_the_same_files(run, sitting, tmp_path):
    assert run("seance", sitting, "-o", "seul").exit_code == 0
    result = run("seance", sitting, "-o", "deux", "-j", "2")
    assert result.exit_code == 0, result.output
    files = [path for path in (tmp_path / "seul").rglob("*") if path.is_file()]
    assert len(files) == 5
    for path in files:
        assert (tmp_path / "deux" / path.relative_to(tmp_path / "seul")).read_bytes() == path.read_bytes()


def test_the_phase_may_be_imposed(run, sitting):
    result = run("seance", sitting, "-o", "avant", "--phase", "avant", "--json")
    found = json.loads(result.stdout)
    assert (found["phase"], found["ok"]) == ("avant", True)
    assert not [line for line in found["papiers"] if line["chemin"] == "actes/2024-02.docx"]
    assert run("seance", sitting, "--phase", "pendant").exit_code == 2


def test_a_packet_needs_its_library(run, sitting, tmp_path, monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "pikepdf", None)
    result = run("seance", sitting, "-o", "sortie", "--recueil")
    assert result.exit_code == 3
    assert "pip install 'delibgen[pdf]'" in result.stderr
    assert not (tmp_path / "sortie").exists()


def test_the_archive_holds_every_file(run, sitting, tmp_path):
    import zipfile

    assert run("seance", sitting, "-o", "sortie", "--zip").exit_code == 0
    with zipfile.ZipFile(tmp_path / "sortie" / "seance.zip") as archive:
        assert archive.testzip() is None
        names = set(archive.namelist())
    on_disk = {path.relative_to(tmp_path / "sortie").as_posix() for path in tmp_path.rglob("sortie/actes/*")}
    assert names == on_disk


def test_a_file_changed_by_hand_is_said_and_replaced_only_when_asked(run, sitting, tmp_path):
    run("seance", sitting, "-o", "sortie")
    (tmp_path / "sortie" / "actes" / "2024-02.docx").write_bytes(b"main")
    result = run("seance", sitting, "-o", "sortie")
    assert result.exit_code == 1
    assert "DG505" in result.output
    assert run("seance", sitting, "-o", "sortie", "--tout").exit_code == 0


@pytest.mark.parametrize("sittings", [1, 2])
def test_strict_counts_the_alert_on_a_workbook_left_beside(run, year, tmp_path, sittings):
    (year / "fevrier.xlsx").write_bytes(b"PK")
    if sittings == 1:
        shutil.rmtree(year / "02")
    soft = run("seance", year, "-o", "souple")
    assert (soft.exit_code, "DG218" in soft.output) == (0, True)
    result = run("seance", year, "-o", "sortie", "--strict")
    assert (result.exit_code, "DG218" in result.output) == (1, True)
    assert not list((tmp_path / "sortie").rglob("*.docx"))
    found = json.loads(run("seance", year, "-o", "sortie", "--strict", "--continuer", "--json").stdout)
    assert found["ok"] is False
    assert len(list((tmp_path / "sortie").rglob("*.docx"))) == sittings


@pytest.mark.parametrize(
    ("names", "said", "todo"),
    [
        (["mars.xlsx"], "« mars.xlsx »", "delibgen seance {}/mars.xlsx"),
        (["avril.ods", "mars.xlsx"], "« avril.ods » et « mars.xlsx »", "sous le nom « seance »"),
        (["a.ods", "b.ods", "c.ods", "d.ods"], "« c.ods » et 1 autre", "delibgen seance {}/a.ods"),
        (["export.csv"], "« export.csv »", "« seance.csv »"),
    ],
)
def test_a_folder_of_workbooks_is_told_with_the_command_that_reads_them(run, tmp_path, names, said, todo):
    folder = tmp_path / "classeurs"
    folder.mkdir()
    for name in names:
        (folder / name).write_bytes(b"PK")
    for command in ("seance", "verifier"):
        found = json.loads(run(command, folder, "--json").stdout)
        (fault,) = found["constats"]
        assert fault["code"] == "DG216"
        assert said in fault["message"].replace("\u00a0", " ")
        assert todo.format(folder) in fault["suggestion"]


def test_two_sittings_of_one_name_do_not_share_an_output(run, year, tmp_path):
    other = tmp_path / "autre" / "01"
    shutil.copytree(year / "02", other)
    result = run("seance", year / "01", other, "-o", "sortie")
    assert result.exit_code == 2
    assert "deux séances iraient dans" in result.output
    assert not (tmp_path / "sortie").exists()
    assert run("seance", year / "01", year / "01", "-o", "sortie").exit_code == 0  # the same one, twice
