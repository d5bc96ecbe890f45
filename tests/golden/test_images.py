"""The pages that the documentation shows are those of the papers as they are."""

import json
import re

import pytest

from tests.golden import images
from tests.golden.images import IMAGES, PAGES, TEXTES, text_digest

KEPT = json.loads(TEXTES.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", PAGES)
def test_an_image_is_not_older_than_its_paper(name):
    assert (IMAGES / f"{name}.png").is_file()
    assert KEPT[name] == text_digest(PAGES[name]), f"python -m tests.golden.images {name}"


def test_every_image_of_the_documentation_is_a_page_of_a_known_paper():
    drawn = {path.relative_to(IMAGES).with_suffix("").as_posix() for path in IMAGES.rglob("*.png")}
    assert drawn == set(PAGES) == set(KEPT)


def test_every_image_is_shown():
    pages = [*IMAGES.parent.glob("*.md"), IMAGES.parents[1] / "README.md"]
    shown = {name for page in pages for name in re.findall(r"images/([\w/-]+)\.png", page.read_text("utf-8"))}
    assert shown >= set(PAGES)


def test_a_paper_that_changes_makes_its_image_old(tmp_path, monkeypatch):
    page = PAGES["papiers/pouvoir"]
    other = tmp_path / page.texte
    other.parent.mkdir()
    monkeypatch.setattr(images, "HERE", tmp_path)
    other.write_bytes((IMAGES.parents[1] / "tests" / "golden" / page.texte).read_bytes())
    assert text_digest(page) == KEPT["papiers/pouvoir"]
    other.write_text(other.read_text("utf-8").replace("POUVOIR", "Pouvoir"), encoding="utf-8")
    assert text_digest(page) != KEPT["papiers/pouvoir"]
