"""What ``check`` and ``render`` say of what is no act, or no template: a typed error, in French."""

from pathlib import Path

import pytest

from delibgen import DelibgenError, LoadError, RenderError, TemplateError, check, deliberation, load, render
from tests.conftest import CONSEIL
from tests.word.build import docx, p

ACTE = load(CONSEIL / "actes" / "02-subvention.yaml")


@pytest.mark.parametrize(
    ("given", "kind", "todo"),
    [
        ("01-eau.yaml", "str", "load(…)"),
        (Path("01-eau.yaml"), type(Path()).__name__, "load(…)"),
        (None, "NoneType", "deliberation(…)….build()"),
        (ACTE.seance, "Seance", "load(…)"),
        (deliberation("1", assemblee=ACTE.seance.assemblee), "DeliberationBuilder", "ajouter .build()"),
    ],
    ids=["name", "path", "nothing", "sitting", "builder"],
)
def test_what_is_no_act_is_said(given: object, kind: str, todo: str):
    with pytest.raises(RenderError, match="attend un acte"):
        render(given)
    with pytest.raises(LoadError) as caught:
        check(given)
    (finding,) = caught.value.findings
    assert finding.code == "DG201"
    assert finding.message.startswith("un acte est attendu")
    assert finding.message.endswith(kind)
    assert todo in finding.suggestion


@pytest.mark.parametrize(
    ("template", "code"),
    [
        ("absent.docx", "DG101"),
        (Path("absent.docx"), "DG101"),
        (b"abc", "DG102"),
        (42, "DG101"),
        (".", "DG101"),
    ],
)
def test_what_is_no_template_is_said(tmp_path, monkeypatch, template, code):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(TemplateError, match=code):
        render(ACTE, template)
    with pytest.raises(DelibgenError):
        render(ACTE, template, templates=tmp_path)


def test_a_template_written_after_a_first_refusal_is_found(tmp_path):
    path = tmp_path / "apres.docx"
    with pytest.raises(TemplateError, match="n'existe pas"):
        render(ACTE, path)
    path.write_bytes(docx(p("{{ numero }}")))
    assert render(ACTE, path).text.strip() == ACTE.numero
