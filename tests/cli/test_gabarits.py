"""A clerk who knows Word and nothing else: take a template, change it, mend what a comment shows."""

import copy
import zipfile
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner
from docx.text.paragraph import Paragraph

from delibgen.cli import main
from delibgen.render import SHIPPED
from tests.conftest import CONSEIL
from tests.reader import Reader


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "vide"))
    return lambda *words: CliRunner().invoke(main, [str(word) for word in words])


def test_the_chosen_templates_are_copied_and_the_next_commands_told(run):
    result = run("gabarits", "ma mairie", "deliberation", "convention.docx")
    assert result.exit_code == 0, result.output
    made = sorted(Path("ma mairie").iterdir())
    assert [path.name for path in made] == ["convention.docx", "deliberation.docx"]
    assert all(path.read_bytes() == (SHIPPED / path.name).read_bytes() for path in made)
    assert 'delibgen seance DOSSIER --gabarits "ma mairie"' in result.output


def test_all_of_them_by_default(run):
    assert run("gabarits", "mairie").exit_code == 0
    assert {path.name for path in Path("mairie").iterdir()} == {path.name for path in SHIPPED.glob("*.docx")}


def test_a_template_that_is_there_is_kept(run):
    Path("mairie").mkdir()
    Path("mairie/deliberation.docx").write_bytes(b"le mien")
    result = run("gabarits", "mairie", "deliberation")
    assert Path("mairie/deliberation.docx").read_bytes() == b"le mien"
    assert "Déjà là, gardés tels quels : deliberation.docx" in result.output


def test_every_wrong_name_is_told_with_the_closest_and_nothing_is_written(run):
    result = run("gabarits", "mairie", "convetion", "zzzz")
    assert result.exit_code == 2
    assert (
        "« convetion » : aucun document Word type de ce nom ; vouliez-vous dire « convention » ?"
        in result.output
    )
    assert "« zzzz » : aucun document Word type de ce nom ; documents : arrete, " in result.output
    assert not Path("mairie").exists()


def edit(path: Path) -> None:
    """Change the template as the guide says: a fixed letterhead, a mention at the end, a wrong tag."""
    document = docx.Document(str(path))
    cell = document.tables[0].rows[0].cells[0]
    for paragraph in cell.paragraphs[1:]:
        paragraph._p.getparent().remove(paragraph._p)
    cell.paragraphs[0].text = "MAIRIE DE NERVAUX"
    last = document.paragraphs[-1]
    added = copy.deepcopy(last._p)
    last._p.addnext(added)
    Paragraph(added, last._parent).text = "Copie au comptable public : {{ objt }}."
    document.save(str(path))


def test_from_the_letterhead_to_the_papers(run):
    run("gabarits", "mairie", "deliberation")
    template = Path("mairie/deliberation.docx")
    edit(template)
    result = run("verifier", "mairie", "--annoter")
    assert result.exit_code == 1
    assert (
        "le nom « objt » n'existe pas, dans la balise « {{ objt }} » ; vouliez-vous « objet » ?"
        in result.output
    )
    copied = Path("mairie/deliberation.verifie.docx")
    comments = zipfile.ZipFile(copied).read("word/comments.xml").decode()
    assert "À faire : vouliez-vous « objet » ?<" in comments
    mended = docx.Document(
        str(copied)
    )  # the comment shows the place: mended there, and saved as the template
    wrong = next(paragraph for paragraph in mended.paragraphs if "objt" in paragraph.text)
    wrong.text = wrong.text.replace("objt", "objet")
    mended.save(str(template))
    assert run("verifier", "mairie").exit_code == 0
    assert run("seance", CONSEIL, "--gabarits", "mairie", "-o", "sortie").exit_code == 0
    text = Reader(Path("sortie/actes/2024-31.docx")).text()
    assert text.startswith("MAIRIE DE NERVAUX")
    assert text.count("Copie au comptable public : Rapport annuel 2023") == 1
    assert "word/comments.xml" not in zipfile.ZipFile("sortie/actes/2024-31.docx").namelist()
