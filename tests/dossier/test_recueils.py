"""The command that gathers the acts of a period from the folders of their sittings."""

import shutil

import pytest
from click.testing import CliRunner

from delibgen.cli import main
from delibgen.dossier import build_tables
from tests.conftest import BUREAU, CONSEIL
from tests.reader import Reader

ARRETE = """\
type: arrete
numero: A-2024-7
objet: Stationnement
assemblee: ../assemblee.yaml
auteur: Madame Claire VASSEUR, Maire
date: 02/10/2024
dispositif: ["Le stationnement est interdit."]
"""
DECISION = """\
type: decision_deleguee
numero: D-2024-7
objet: Chaudières
assemblee: ../assemblee.yaml
auteur: Madame Claire VASSEUR, Maire
delegation: la délibération n° 2020-11 du 25 mai 2020
date: 01/03/2024
dispositif: ["Le contrat est conclu."]
"""


@pytest.fixture
def year(tmp_path):
    folder = tmp_path / "2024"
    shutil.copytree(CONSEIL, folder / CONSEIL.name)
    return folder


def run(year, tmp_path, *more):
    return CliRunner().invoke(main, ["recueil", str(year), "-o", str(tmp_path / "o"), *more])


def text(path):
    return Reader(path.read_bytes()).text().replace("\u00a0", " ")


def test_the_acts_of_the_year_are_gathered(year, tmp_path):
    result = run(year, tmp_path)
    assert result.exit_code == 0, result.output
    said = text(tmp_path / "o" / "recueil-2024-01-01-2024-12-31.docx")
    assert said.count("2024-33 –") == 2  # its line in the contents, and itself
    assert "2024-36" not in said


def test_the_period_the_number_and_the_form_are_chosen(year, tmp_path):
    more = ["--du", "1er octobre 2024", "--au", "31/12/2024", "--numero", "4/2024", "--dispositif"]
    result = run(year, tmp_path, *more)
    assert result.exit_code == 0, result.output
    (path,) = (tmp_path / "o").glob("recueil-*.docx")
    assert "Actes du 1er octobre au 31 décembre 2024" in text(path)
    assert "Vu le code" not in text(path)


def test_a_period_without_act_is_told_and_nothing_is_written(year, tmp_path):
    result = run(year, tmp_path, "--du", "01/08/2024", "--au", "31/08/2024")
    assert result.exit_code == 1
    assert "DG526" in result.output
    assert not (tmp_path / "o").exists()


@pytest.mark.parametrize("day", ["hier", "31/02/2024", "lundi 1er octobre 2024"])
def test_a_day_that_is_none_is_refused_in_french(year, tmp_path, day):
    result = run(year, tmp_path, "--du", day)
    assert result.exit_code == 2
    assert "--du" in result.output


def test_a_faulty_act_stops_it(year, tmp_path):
    (year / CONSEIL.name / "actes" / "08-x.yaml").write_text("numero: 1\n", encoding="utf-8")
    result = run(year, tmp_path)
    assert result.exit_code == 1
    assert "08-x.yaml" in result.output
    assert not (tmp_path / "o").exists()


def test_arretes_and_decisions_of_no_sitting_are_in_it_and_decisions_in_the_tables(year, tmp_path):
    for name in ("assemblee.yaml", "logo.png"):
        shutil.copy(CONSEIL / name, year / name)
    for folder, text_of in {"arretes": ARRETE, "decisions": DECISION}.items():
        (year / folder).mkdir()
        (year / folder / "1.yaml").write_text(text_of, encoding="utf-8")
    result = run(year, tmp_path)
    assert result.exit_code == 0, result.output
    said = text(tmp_path / "o" / "recueil-2024-01-01-2024-12-31.docx")
    assert "A-2024-7 du 2 octobre 2024 – Stationnement" in said
    assert "D-2024-7 du 1er mars 2024 – Chaudières" in said
    report = build_tables([year / CONSEIL.name], tmp_path / "t", source=year)
    assert report.ok
    assert "Décision – Chaudières" in text(tmp_path / "t" / "table-2024-par-date.docx")


def test_a_faulty_arrete_stops_it_at_its_line(year, tmp_path):
    (year / "arretes").mkdir()
    (year / "arretes" / "1.yaml").write_text("type: arrete\nnumero: 1\n", encoding="utf-8")
    result = run(year, tmp_path)
    assert result.exit_code == 1
    assert "1.yaml:1:1" in result.output
    assert not (tmp_path / "o").exists()


def test_each_public_body_has_its_own(year, tmp_path):
    shutil.copytree(BUREAU, year / BUREAU.name)
    result = run(year, tmp_path)
    assert result.exit_code == 0, result.output
    found = sorted(path.parent.name for path in (tmp_path / "o").rglob("recueil-*.docx"))
    assert len(found) == 2
    assert "Ormeval" in found


def alone(year, text_of=ARRETE, folder="arretes"):
    """Give the year an act of no sitting."""
    for name in ("assemblee.yaml", "logo.png"):
        shutil.copy(CONSEIL / name, year / name)
    (year / folder).mkdir()
    (year / folder / "1.yaml").write_text(text_of, encoding="utf-8")


def test_what_is_found_of_an_arrete_is_placed_in_its_own_file(year, tmp_path):
    alone(year, ARRETE.replace("dispositif:", 'matiere: "4.1"\ndispositif:'))
    (said,) = [line for line in run(year, tmp_path).output.splitlines() if "DG641" in line]
    assert "arretes/1.yaml:7:" in said.replace("\\", "/")


def test_a_year_without_a_sitting_has_its_recueil_too(year, tmp_path):
    shutil.rmtree(year / CONSEIL.name)
    alone(year, DECISION, "decisions")
    result = run(year, tmp_path)
    assert result.exit_code == 0, result.output
    assert "Chaudières" in text(tmp_path / "o" / "recueil-2024-01-01-2024-12-31.docx")


def test_a_period_that_ends_before_it_begins_is_told(year, tmp_path):
    result = run(year, tmp_path, "--du", "01/10/2024", "--au", "01/09/2024")
    assert result.exit_code == 1
    assert "finit le 1er septembre 2024, avant de commencer" in result.output.replace("\u00a0", " ")


@pytest.mark.parametrize("command", ["recueil", "tables", "seance", "verifier"])
def test_a_workbook_beside_the_sittings_of_a_year_is_told(year, tmp_path, command):
    (year / "2024-11.xlsx").write_bytes(b"")
    (year / "~$2024-11.xlsx").write_bytes(b"")
    result = CliRunner().invoke(
        main, [command, str(year), *(["-o", str(tmp_path / "o")] * (command != "verifier"))]
    )
    assert result.exit_code == 0, result.output
    (said,) = [line for line in result.output.splitlines() if "DG218" in line]
    assert "2024-11.xlsx" in said
    assert "« seance »" in said
