"""The README and the guides tell the truth: their Python runs, and the README opens with its two commands."""

import re
import shutil

import pytest

from tests.conftest import EXEMPLES, ROOT
from tests.reader import Reader

README = (ROOT / "README.md").read_text(encoding="utf-8")


def python_blocks(text: str) -> list[str]:
    return re.findall(r"```python\n(.*?)```", text, re.DOTALL)


def test_the_readme_opens_with_the_two_commands():
    blocks = re.findall(r"```\n(.*?)\n```", README, re.DOTALL)
    assert blocks[0] == "python -m pip install . && delibgen demo"
    assert blocks[1] == "python -m pip install -e '.[dev]' && python -m pytest -n auto"


def test_the_python_of_the_readme_makes_the_acts(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    space: dict[str, object] = {"__name__": "readme"}
    for block in python_blocks(README):
        exec(compile(block, "README.md", "exec"), space)
    act = Reader(tmp_path / "sortie" / "2024-34.docx").text().replace("\u00a0", " ")
    annexe = Reader(tmp_path / "sortie" / "2024-34-annexe.docx").text().replace("\u00a0", " ")
    assert "d'approuver la convention annexée à la présente délibération ;" in act
    assert "Monsieur Étienne BAZIN" in act
    assert "84 543,55 €" in annexe


def test_the_python_of_the_papers_page_makes_them(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shutil.copytree(EXEMPLES, tmp_path / "demo-delibgen")
    for block in python_blocks((ROOT / "docs" / "papiers.md").read_text(encoding="utf-8")):
        exec(compile(block, "papiers.md", "exec"), {"__name__": "papiers"})
    made = {path.name for path in (tmp_path / "sortie").glob("*.docx")}
    assert {"11-proces-verbal.docx", "12-registre.docx", "table-2024.docx"} <= made


def test_the_papers_page_names_every_template():
    page = (ROOT / "docs" / "papiers.md").read_text(encoding="utf-8")
    shown = {path.name for path in (ROOT / "templates").glob("*.docx")} - {"sommaire.docx"}
    assert [name for name in sorted(shown) if f"`{name}`" not in page] == []


@pytest.mark.parametrize("image", re.findall(r"!\[.*?\]\((.*?)\)", README))
def test_the_images_of_the_readme_exist(image):
    assert (ROOT / image).is_file()


@pytest.mark.parametrize(
    ("page", "target"),
    [
        (page.relative_to(ROOT), target)
        for page in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
        for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", page.read_text(encoding="utf-8"))
    ],
)
def test_links_between_pages_hold(page, target):
    assert (ROOT / page.parent / target).exists()


@pytest.mark.parametrize(
    ("page", "mark"), [("CHANGELOG.md", r"(?m)^- (.{40})"), ("docs/decisions.md", r"(?m)^## (.*)$")]
)
def test_nothing_is_told_twice(page, mark):
    told = re.findall(mark, (ROOT / page).read_text(encoding="utf-8"))
    assert sorted(told) == sorted(set(told))
