"""A change of a template, or of what an act prints, is read in a review before it is accepted.

To accept what is produced now: ``DELIBGEN_BENIR=1 python -m pytest tests/golden``, then read ``git diff``.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from delibgen import load_seance, render
from delibgen.render import shipped_templates
from tests.conftest import BUREAU, CONSEIL
from tests.golden.dump import dump

HERE = Path(__file__).parent
TEMPLATES = ("convention.docx", "deliberation.docx")


def papers() -> Iterator[tuple[str, bytes]]:
    """Yield each act of both sittings with its annexed acts, by file name."""
    for folder in (BUREAU, CONSEIL):
        for acte in load_seance(folder).actes:
            for paper in (acte, *acte.papers()):
                yield paper.nom_fichier, render(paper).to_bytes()


ACTES = dict(papers())


def compare(path: Path, text: str) -> None:
    if os.environ.get("DELIBGEN_BENIR"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert path.is_file(), "DELIBGEN_BENIR=1 python -m pytest tests/golden"
    assert text.splitlines() == path.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_is_what_its_text_says(name):
    compare(HERE / "gabarits" / f"{name}.txt", dump((shipped_templates() / name).read_bytes()))


@pytest.mark.parametrize("name", ACTES)
def test_an_act_is_what_its_text_says(name):
    compare(HERE / "actes" / f"{name}.txt", dump(ACTES[name]))


def test_no_text_is_left_without_its_document():
    kept = {path.stem for path in (HERE / "actes").glob("*.txt")}
    assert kept == set(ACTES)
