"""The page of formulas is what its command prints, and names every formula."""

from delibgen.cli.formules import page
from delibgen.model.blocs import NOMS
from delibgen.model.formules import Formules
from tests.conftest import ROOT

PAGE = ROOT / "docs" / "formules-champs.md"


def test_the_committed_page_is_what_the_command_prints():
    assert PAGE.read_text(encoding="utf-8") == page()


def test_every_formula_has_its_row():
    text = page()
    assert [name for name in Formules.model_fields if f"| `{name}` |" not in text] == []


def test_the_guide_names_every_block():
    guide = (ROOT / "docs" / "formules.md").read_text(encoding="utf-8")
    assert [name for name in NOMS if f"`{name}`" not in guide] == []
