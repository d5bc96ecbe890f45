"""The notebooks of ``docs/carnets`` run from the first cell to the last, and show what their text says."""

import re
import zipfile
from pathlib import Path

import nbclient
import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook

from delibgen import Document, load, render
from tests.bench.lecture import minutes, of_the_notebook, to_the_pdf
from tests.conftest import BUREAU, CONSEIL, ROOT
from tests.word.build import docx, p

CARNETS = sorted((ROOT / "docs" / "carnets").glob("*.ipynb"))


def run(path: Path, folder: Path) -> NotebookNode:
    """Run a notebook in an empty folder; a cell that fails without saying so beforehand fails the test."""
    notebook = nbformat.read(path, as_version=4)
    nbclient.NotebookClient(
        notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(folder)}}
    ).execute()
    return notebook


def outputs(notebook: NotebookNode, kind: str) -> list[str]:
    """Return what the cells show in one format."""
    shown = (output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs)
    return [output.data[kind] for output in shown if kind in output.get("data", {})]


def faults(notebook: NotebookNode) -> list[str]:
    shown = (output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs)
    return ["\n".join(output.traceback) for output in shown if output.output_type == "error"]


def pages(notebook: NotebookNode) -> list[int]:
    """Return how many pages each document shows."""
    return [html.count("data:image/png") for html in outputs(notebook, "text/html") if "<img" in html]


@pytest.mark.parametrize("path", CARNETS, ids=lambda path: path.stem)
def test_a_notebook_is_stored_without_outputs(path):
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell.outputs for cell in cells if cell.outputs or cell.execution_count] == []


@pytest.fixture
def carnet(request, tmp_path) -> NotebookNode:
    return run(ROOT / "docs" / "carnets" / f"{request.param}.ipynb", tmp_path)


@pytest.mark.parametrize("carnet", ["1-deliberation"], indirect=True)
def test_the_seed_in_ten_cells(carnet, tmp_path):
    cells = [cell for cell in carnet.cells if cell.cell_type == "code"]
    assert len(cells) == 10
    assert pages(carnet) == [2, 3]
    assert len(faults(carnet)) == 1
    assert "39 voix" in faults(carnet)[0]
    assert "Traceback" not in faults(carnet)[0]
    assert {path.name for path in (tmp_path / "sortie").iterdir()} == {
        "BM20240912_001.docx",
        "BM20240912_001-annexe.docx",
    }
    written = Document.read(tmp_path / "sortie" / "BM20240912_001.docx")
    assert written.text == render(load(BUREAU / "actes" / "01-reussite-educative.yaml")).text


@pytest.mark.parametrize("carnet", ["2-nouvel-acte"], indirect=True)
def test_a_new_act_from_the_idea_to_the_folder(carnet, tmp_path):
    assert pages(carnet) == [1, 1, 1]
    html = "".join(outputs(carnet, "text/html"))
    assert "vouliez-vous « beneficiaire » ?" in html
    assert "Aucun constat." in html
    assert "la saison finit le 31 octobre" in html
    (fault,) = faults(carnet)
    assert "vouliez-vous dire « beneficiaire » ?" in fault
    assert "pydantic" not in fault
    printed = "".join(
        output.text
        for cell in carnet.cells
        for output in cell.get("outputs", ())
        if output.output_type == "stream"
    )
    assert "-Adresse" in printed
    assert "+Bénéficiaire (exemple) peut occuper le domaine public" in printed
    assert "1 passed" in printed
    assert re.search(r"^\d+ secondes$", printed, re.MULTILINE), "the notebook tells how long it took"
    assert zipfile.is_zipfile(tmp_path / "terrasses.zip")


@pytest.mark.parametrize("carnet", ["3-une-annee"], indirect=True)
def test_a_year_of_acts(carnet):
    assert faults(carnet) == []
    assert len(outputs(carnet, "image/png")) == 1
    assert len(pages(carnet)) == 1
    tables = outputs(carnet, "text/html")
    assert any("Vie associative" in table and "Travaux" in table for table in tables)
    late = [table for table in tables if "jours francs" in table and "2025-04-14" in table]
    assert len(late) == 1
    assert "2025-10-14" in late[0]


def test_a_new_user_reads_little():
    """Under five minutes to the seed's PDF, under fifteen for a new act with its template and its test."""
    assert 0 < minutes(to_the_pdf()) < 4
    assert 0 < minutes(of_the_notebook()) < 10


SURVEILLANCE = """
from pathlib import Path
from delibgen import load, surveiller

path, saves = Path("acte.docx"), [{good!r}, None, {bad!r}, None]
path.write_bytes({good!r})

def wait(_):
    data = saves.pop(0)
    if data:
        path.write_bytes(data)

surveiller(path, load({acte!r}), dormir=wait, fini=lambda: not saves)
"""


def test_surveiller_draws_again_in_the_same_cell(tmp_path):
    """The kernel sends one display, then updates of it: what the cell ends by showing is the last save."""
    acte = CONSEIL / "actes" / "04-ludobus.yaml"
    source = SURVEILLANCE.format(good=docx(p("{{ objet }}")), bad=docx(p("{{ objt }}")), acte=str(acte))
    nbformat.write(new_notebook(cells=[new_code_cell(source)]), tmp_path / "carnet.ipynb")
    (cell,) = run(tmp_path / "carnet.ipynb", tmp_path).cells
    (shown,) = [output for output in cell.outputs if output.output_type == "display_data"]
    assert "« objt » n'existe pas" in shown.data["text/html"].replace("&#x27;", "'")
