"""What is given to the engine: odd sources are refused in French, odd line ends are line ends."""

import io
import pickle
from pathlib import Path
from typing import Any

import pytest

from delibgen import lint, render
from delibgen.errors import ConversionError, DelibgenError, RenderError, TemplateError
from delibgen.word import Document, Template
from tests.rules.papers import act
from tests.word.build import STYLES, docx, p, paragraph_texts
from tests.word.test_pieces import PIECES

ONE = docx(p("a {{ nom }}"))


@pytest.mark.parametrize("wrong", [None, 3, ["a.docx"], io.BytesIO(ONE), object])
@pytest.mark.parametrize("door", [Template, Template.cached, Document.read])
def test_what_is_no_document_is_refused_in_french(door: Any, wrong: object) -> None:
    with pytest.raises(TemplateError, match="chemin ou des octets") as caught:
        door(wrong)
    assert [finding.code for finding in caught.value.findings] == ["DG101"]


@pytest.mark.parametrize("wrong", [None, 3, io.BytesIO(ONE)])
def test_lint_tells_what_is_no_document(wrong: Any) -> None:
    assert [finding.code for finding in lint(wrong, dict)] == ["DG101"]


@pytest.mark.parametrize("octets", [bytearray(ONE), memoryview(ONE)])
def test_octets_of_any_sort_are_read(octets: Any) -> None:
    for template in (Template(octets), Template.cached(octets)):
        assert template.render({"nom": "x"}).text == "a x"
    assert [finding.code for finding in lint(octets, int)] == ["DG172"]
    assert Document.read(octets).text == "a {{ nom }}"


@pytest.mark.parametrize("path", ["a\x00b.docx", ""])
def test_an_impossible_path_is_refused(path: str, tmp_path: Path) -> None:
    with pytest.raises(TemplateError) as caught:
        Template(path)
    assert caught.value.findings[0].code == "DG101"
    with pytest.raises(ConversionError):
        Template(ONE).render({"nom": "x"}).save(f"{tmp_path}/\x00/a.docx")


@pytest.mark.parametrize("wrong", [None, 3, b"a.docx"])
def test_saving_nowhere_is_refused(wrong: Any) -> None:
    with pytest.raises(ConversionError, match="chemin") as caught:
        Template(ONE).render({"nom": "x"}).save(wrong)
    assert caught.value.findings[0].code == "DG501"


@pytest.mark.parametrize("kind", [int, str, list[str], None, bool, "Lettre", 3])
def test_a_type_without_fields_is_told(kind: Any) -> None:
    (finding,) = lint(ONE, kind)
    assert finding.code == "DG172"
    assert "champs" in finding.message


@pytest.mark.parametrize("kind", [dict, dict[str, str], object])
def test_a_type_of_any_names_says_nothing(kind: Any) -> None:
    assert lint(ONE, kind) == []


@pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\n", "\r\n"])
def test_separators_of_lines_are_line_breaks(mark: str) -> None:
    body = p("a {{ nom }}") + p("{{r nom | gras_italique }}") + p("{{p nom | markdown }}")
    data = Template(docx(body)).render({"nom": f"x{mark}y & z"}).to_bytes()
    first, second, *_ = paragraph_texts(data)
    assert first == "a x\ny & z"
    assert "\u2028" not in second
    assert Document.read(data).text == Template(docx(body)).render({"nom": "x\ny & z"}).text


@pytest.mark.parametrize("mark", ["\x0b", "\x0c", "\x85", "\x1c", "\x1e", "\r"])
def test_other_controls_are_refused(mark: str) -> None:
    with pytest.raises(RenderError) as caught:
        Template(ONE).render({"nom": f"x{mark}y"})
    assert caught.value.findings[0].code == "DG404"


def test_notes_of_pieces_are_those_of_a_cached_template_too() -> None:
    shape = '<w:name w:val="signature"/><w:rPr><w:i/></w:rPr>'
    own = f'{STYLES}<w:style w:type="paragraph" w:styleId="Autre">{shape}</w:style>'
    host = docx(p("{%p include signature %}"), styles=own)
    fresh = Template(host, pieces=PIECES)
    assert [finding.code for finding in fresh.findings] == ["DG193"]
    kept = Template.cached(host, pieces=PIECES)
    assert kept.findings == pickle.loads(pickle.dumps(fresh)).findings == fresh.findings
    assert kept is Template.cached(host, pieces=PIECES)


def test_a_render_proposes_the_closest_field_of_the_act() -> None:
    with pytest.raises(DelibgenError) as caught:
        render(act(), Template(docx(p("{{ objte }}"))))
    (finding,) = caught.value.findings
    assert (finding.code, finding.suggestion) == ("DG401", "vouliez-vous « objet » ?")


@pytest.mark.parametrize("value", ["z", None, True, 2.0, [1]])
@pytest.mark.parametrize("test", ["odd", "even"])
def test_only_a_whole_number_is_odd_or_even(test: str, value: object) -> None:
    template = Template(docx(p(f"{{% if v is {test} %}}x{{% endif %}}")))
    with pytest.raises(RenderError, match=r"DG406.*nombre entier"):
        template.render({"v": value})
    assert template.render({"v": 3 if test == "odd" else 4}).text == "x"


def test_a_number_without_end_is_refused_in_french() -> None:
    with pytest.raises(RenderError, match=r"DG405.*nombre trop long"):
        Template(ONE).render({"nom": 10**5000})
