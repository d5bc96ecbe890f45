"""Paths as Windows and macOS write them."""

import shutil
import unicodedata
from pathlib import Path

import pytest

from delibgen.load import read_seance
from delibgen.load.files import Files
from delibgen.load.nodes import Mark, Scalar, Source
from tests.conftest import CONSEIL

HERE = Mark(Source("acte.yaml", ""))


@pytest.fixture
def folder(tmp_path) -> Path:
    target = tmp_path / "séance"
    shutil.copytree(CONSEIL, target)
    return target


@pytest.mark.parametrize(
    "name",
    [r"..\annexes\plan.pdf", r"C:\plan.pdf", "C:/plan.pdf", "c:plan.pdf", r"\\serveur\actes\plan.pdf", "~/x"],
)
def test_a_path_that_holds_on_one_system_only_is_refused_with_the_way_to_write_it(folder, name):
    faults = []
    assert Files(folder, faults).locate(folder, Scalar(name, HERE)) is None
    assert faults[0].code == "DG213"
    told = ("écrire les chemins avec « / »", "l'écrire à partir du dossier de ce fichier")
    assert any(words in str(faults[0]) for words in told)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_names_with_accents_are_found_whatever_the_disk_and_the_data_spell(folder, form):
    other = {"NFC": "NFD", "NFD": "NFC"}[form]
    disk, data = (unicodedata.normalize(kind, "exposé.md") for kind in (form, other))
    act = next((folder / "actes").glob("01-*.yaml"))
    (folder / "actes" / "01-eau.md").unlink()
    (folder / "actes" / disk).write_text("Texte de l'exposé.", encoding="utf-8")
    text = act.read_text(encoding="utf-8")
    act.write_text(f"{text}\nexpose: {{fichier: {data}}}\n", encoding="utf-8")
    read = read_seance(folder)
    assert [str(fault) for fault in read.faults] == []
    assert "Texte de l'exposé." in str(read.actes[0].expose)
    assert [finding.code for finding in read.findings if finding.code == "DG218"] == []


def test_a_sitting_written_with_windows_line_ends_and_a_mark_is_the_same(folder):
    wanted = read_seance(folder).actes
    for path in (*folder.glob("*.yaml"), *folder.glob("*/*.yaml"), *folder.glob("*/*.md")):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert read_seance(folder).actes == wanted
