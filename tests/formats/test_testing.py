"""``delibgen.testing``: what one line says of a bad act, and of a text that changed."""

import pytest

from delibgen import Acte
from delibgen.model.base import Ligne
from delibgen.testing import assert_act, assert_text, read_text
from tests.word.build import docx, p


@pytest.fixture
def kind(tmp_path, monkeypatch):
    class Essai(Acte):
        """Essai."""

        template = "essai.docx"

        lieu: Ligne
        """Lieu."""
        muet: Ligne = "x"

    monkeypatch.chdir(tmp_path)
    (tmp_path / "templates").mkdir()
    (tmp_path / "exemple.yaml").write_text("objet: Essai & <fils>\nlieu: Ormeval\n", encoding="utf-8")
    yield Essai
    Essai.template = ""


def template(tmp_path, *lines):
    (tmp_path / "templates" / "essai.docx").write_bytes(docx("".join(map(p, lines))))


def test_everything_wrong_is_said_at_once(kind, tmp_path):
    template(tmp_path, "{{ objet }} {{ lieux }}")
    with pytest.raises(AssertionError) as caught:
        assert_act(kind, "exemple.yaml")
    text = str(caught.value)
    assert "champ « muet » sans description" in text
    assert "lieux" in text
    assert "vouliez-vous « lieu »" in text


def test_a_missing_template_is_said(kind):
    with pytest.raises(AssertionError, match="DG150"):
        assert_act(kind, "exemple.yaml")


def test_the_expected_text_is_written_on_demand_then_compared(kind, tmp_path, monkeypatch):
    type(kind).__setattr__(kind, "template", "essai.docx")
    kind.model_fields["muet"].description = "Muet."
    template(tmp_path, "{{ objet }} à {{ lieu }}")
    with pytest.raises(AssertionError, match="vient d'être écrit"):
        assert_act(kind, "exemple.yaml")
    assert (tmp_path / "exemple.txt").read_text(encoding="utf-8") == "Essai & <fils> à Ormeval\n"
    assert_act(kind, "exemple.yaml")
    template(tmp_path, "{{ objet }}, à {{ lieu }}")
    with pytest.raises(AssertionError) as caught:
        assert_act(kind, "exemple.yaml")
    assert "-Essai & <fils> à Ormeval\n+Essai & <fils>, à Ormeval" in str(caught.value)
    monkeypatch.setenv("DELIBGEN_REFAIRE", "1")
    assert_act(kind, "exemple.yaml")
    monkeypatch.delenv("DELIBGEN_REFAIRE")
    assert_act(kind, "exemple.yaml")


def test_no_break_spaces_show():
    assert read_text(docx(p("12\u00a0€") + p("fin"))) == "12~€\nfin\n"


def test_a_text_without_its_file_fails_once(tmp_path):
    with pytest.raises(AssertionError, match="relire"):
        assert_text("a\n", tmp_path / "a.txt")
    assert_text("a\n", tmp_path / "a.txt")
