"""``delibgen apercu``: pages of acts and of Word files, as pictures."""

import json
import sys
from functools import partial
from types import SimpleNamespace

import pytest

from delibgen.apercu import office, pages
from delibgen.watch import surveiller
from tests.cli.test_cli import run
from tests.conftest import CONSEIL
from tests.word.build import docx, p

__all__ = ["run"]

ACTE = CONSEIL / "actes" / "04-ludobus.yaml"


@pytest.fixture
def out(tmp_path):
    return tmp_path / "pages"


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_an_act_and_its_annexes(run, out):
    result = run("apercu", ACTE, "-o", out)
    assert result.exit_code == 0, result.output
    assert "2024-34-page-1.png" in names(out)
    assert "2024-34-annexe-page-1.png" in names(out)
    assert sorted(result.stdout.splitlines()) == [str(out / name) for name in names(out)]
    assert all((out / name).read_bytes().startswith(b"\x89PNG") for name in names(out))


def test_a_template_filled_by_an_act_and_pages_that_are_no_longer_there(run, out, tmp_path):
    path = tmp_path / "acte.docx"
    path.write_bytes(docx(p("{{ objet }}") + '<w:p><w:r><w:br w:type="page"/></w:r></w:p>' + p("fin")))
    assert run("apercu", path, "-d", ACTE, "-o", out).exit_code == 0
    assert names(out) == ["2024-34-page-1.png", "2024-34-page-2.png"]
    path.write_bytes(docx(p("{{ objet }}")))
    data = json.loads(run("apercu", path, "-d", ACTE, "-o", out, "--json").stdout)
    assert data == {"ok": True, "pages": [str(out / "2024-34-page-1.png")]}
    assert names(out) == ["2024-34-page-1.png"]


def test_a_finished_document(run, out, tmp_path):
    path = tmp_path / "lettre.docx"
    path.write_bytes(docx(p("Bonjour")))
    assert run("apercu", path, "-o", out).exit_code == 0
    assert names(out) == ["lettre-page-1.png"]


def test_faults_have_their_code_and_write_nothing(run, out, tmp_path):
    path = tmp_path / "acte.docx"
    path.write_bytes(docx(p("{{ objt }}")))
    result = run("apercu", path, "-d", ACTE, "-o", out)
    assert (result.exit_code, "vouliez-vous « objet »" in result.stderr) == (1, True)
    path.write_bytes(b"no word file")
    assert run("apercu", path, "-o", out).exit_code == 1
    assert run("apercu", ACTE, "-d", ACTE, "-o", out).exit_code == 1
    assert run("apercu", ACTE, "--surveiller").exit_code == 2
    assert not out.exists()


def test_nothing_that_draws_is_a_missing_tool(run, out, monkeypatch):
    monkeypatch.setattr(pages, "find_spec", lambda name: None)
    monkeypatch.setattr(office, "find_soffice", lambda: None)
    result = run("apercu", ACTE, "-o", out)
    assert result.exit_code == 3
    assert "pip install 'delibgen[apercu]'" in result.stderr


def test_watching_draws_again_at_each_save(run, out, tmp_path, monkeypatch):
    path = tmp_path / "acte.docx"
    path.write_bytes(docx(p("{{ objt }}")))
    saves = iter([docx(p("{{ objet }}"))])

    def wait(_seconds):
        if watching.closed:
            raise KeyboardInterrupt
        data = next(saves, None)
        if data is not None:
            path.write_bytes(data)
        watching.closed = out.is_dir()

    watching = SimpleNamespace(closed=False)
    monkeypatch.setattr(sys.modules["delibgen.cli.apercu"], "surveiller", partial(surveiller, dormir=wait))
    result = run("apercu", path, "-d", ACTE, "-o", out, "--surveiller")
    assert result.exit_code == 0
    assert "vouliez-vous « objet » ?" in result.stderr
    assert names(out) == ["2024-34-page-1.png"]
