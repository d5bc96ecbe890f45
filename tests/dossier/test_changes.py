"""Two versions of a packet: the sheet says every paper and every passage that changed, and nothing else."""

import json
import shutil
from pathlib import Path

import pytest

from delibgen import LoadError, render
from delibgen.cli import main
from delibgen.dossier.changes import compare
from delibgen.word import Document, Template
from tests.reader import Reader
from tests.word.build import docx, p

LINES = {"a": ["Le conseil", "approuve & signe", "fin"], "b": ["seul"], "c": ["égal"]}


def packet(folder: Path, papers: dict[str, list[str]]) -> Path:
    template = Template(docx("".join(p(f"{{{{ l{i} }}}}") for i in range(3))))
    for name, lines in papers.items():
        values = {f"l{i}": lines[i] if i < len(lines) else "—" for i in range(3)}
        template.render(values).save(folder / "actes" / f"{name}.docx")
    return folder


@pytest.fixture
def versions(tmp_path: Path) -> tuple[Path, Path]:
    changed = {"a": ["Le conseil", "rejette <tout>", "fin"], "c": ["égal"], "d": ["neuf"]}
    return packet(tmp_path / "v1", LINES), packet(tmp_path / "v2", changed)


def test_each_paper_says_what_became_of_it(versions):
    sheet = compare(*versions)
    assert [(c.papier, c.etat) for c in sheet.changements] == [
        ("actes/a.docx", "modifié"),
        ("actes/b.docx", "retiré"),
        ("actes/d.docx", "ajouté"),
    ]
    (passage,) = sheet.changements[0].passages
    assert (passage.avant, passage.apres) == ("approuve & signe", "rejette <tout>")


def test_the_sheet_prints_both_texts(versions):
    text = Reader(render(compare(*versions)).to_bytes()).text()
    assert "approuve & signe" in text
    assert "rejette <tout>" in text
    assert "actes/b.docx – retiré" in text


def test_equal_versions_have_no_change(versions, tmp_path):
    shutil.copytree(versions[0], tmp_path / "v3")
    sheet = compare(versions[0], tmp_path / "v3")
    assert sheet.changements == ()
    assert "Aucun changement." in render(sheet).text


def test_a_document_is_read_back(versions):
    assert Document.read(versions[0] / "actes" / "a.docx").text.splitlines() == LINES["a"]


def test_a_folder_without_document_is_refused(versions, tmp_path):
    (tmp_path / "vide").mkdir()
    with pytest.raises(LoadError, match="DG513"):
        compare(versions[0], tmp_path / "vide")


def test_the_command_lists_and_writes(versions, tmp_path, capsys):
    out = tmp_path / "changements.docx"
    with pytest.raises(SystemExit) as stopped:
        main(["comparer", *map(str, versions), "-o", str(out), "--json"])
    assert stopped.value.code == 0
    assert len(json.loads(capsys.readouterr().out)["changements"]) == 3
    assert out.is_file()


def test_cells_of_a_row_do_not_run_together(tmp_path):
    """A tab that falls just before its stop leaves no gap: « 2024-32 » and « 2 » read « 2024-322 »."""
    before = packet(tmp_path / "v1", {"a": ["2024-32\t2\tSubvention\t"]})
    after = packet(tmp_path / "v2", {"a": ["2024-32\t2\tÉquipement\t"]})
    ((passage,),) = (change.passages for change in compare(before, after).changements)
    assert passage.avant == "2024-32 \u20032 \u2003Subvention"
    text = Reader(render(compare(before, after)).to_bytes()).text()
    assert "2024-32 \u20032 \u2003Équipement" in text
