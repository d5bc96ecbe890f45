"""Foot and end notes go with their calls: a note whose call is not printed is not in the act."""

from dataclasses import dataclass

import pytest

from delibgen import lint
from delibgen.errors import TemplateError
from delibgen.word import Template, validate
from tests.word.build import call, docx, note, p, part, table, textbox

CALL = '<w:r><w:{}Reference w:id="2"/></w:r>'


@dataclass
class Data:
    a: bool
    b: bool
    x: str | None


def inline(text: str, kind: str = "footnote") -> str:
    """Return a paragraph whose « ^ » is the call of a note."""
    runs = (f'<w:r><w:t xml:space="preserve">{bit}</w:t></w:r>' for bit in text.split("^"))
    return f"<w:p>{CALL.format(kind).join(runs)}</w:p>"


def notes(body: str, text: str, kind: str = "footnote", **values: object) -> str:
    template = Template(docx(body, **{f"{kind}s": note(kind, text)}))
    data = template.render(values).to_bytes()
    assert validate(data) == []
    assert f"<w:{kind}Reference" in part(data) or text.split("{")[0] not in part(data, f"word/{kind}s.xml")
    return part(data, f"word/{kind}s.xml")


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
@pytest.mark.parametrize(
    "body",
    [
        p("{%p if a %}") + "CALL" + p("{%p endif %}"),
        p("{%p if not a %}") + p("z") + p("{%p else %}") + "CALL" + p("{%p endif %}"),
        p("{%p if not a %}") + p("z") + p("{%p elif b %}") + "CALL" + p("{%p endif %}"),
        p("{%p if b %}") + p("{%p if a %}") + "CALL" + p("{%p endif %}") + p("{%p endif %}"),
        "<w:p>IF</w:p>",
        "ROW",
    ],
)
def test_a_note_goes_with_its_call(body: str, kind: str) -> None:
    row = table(("{%tr if a %}",), ("CALL",), ("{%tr endif %}",), ("z",))
    body = body.replace("ROW", row).replace(p("CALL"), "CALL").replace("CALL", call(kind))
    body = body.replace("<w:p>IF</w:p>", inline("u {% if a %}v^{% endif %}w", kind))
    assert "secret" not in notes(body, "secret {{ x }}", kind, a=False, b=True, x=None)
    assert "secret de A &amp; B" in notes(body, "secret {{ x }}", kind, a=True, b=True, x="de A & B")
    assert "fixe" not in notes(body, "fixe", kind, a=False, b=True)
    assert "fixe" in notes(body, "fixe", kind, a=True, b=True)


def test_a_note_that_is_always_called_stays() -> None:
    body = p("{%p if a %}") + p("z") + p("{%p endif %}") + call("footnote")
    assert "fixe" in notes(body, "fixe", a=False)


def test_a_call_in_a_text_box_is_one_call() -> None:
    box = textbox("BOX").replace(p("BOX"), call("footnote"))
    body = p("{%p if a %}") + box + p("{%p endif %}") + p("z")
    template = Template(docx(body, footnotes=note("footnote", "secret {{ x }}")))
    assert "secret" not in part(template.render({"a": False, "x": None}).to_bytes(), "word/footnotes.xml")


def test_the_names_of_the_condition_are_asked_of_the_data_once() -> None:
    body = p("{%p if a %}") + call("footnote") + p("{%p endif %}")
    assert Template(docx(body, footnotes=note("footnote", "n {{ x }}"))).names == {"a", "x"}


def test_a_condition_that_reads_a_set_is_refused_with_what_to_do() -> None:
    body = p("{% set ok = a %}") + p("{%p if ok %}") + call("footnote") + p("{%p endif %}")
    with pytest.raises(TemplateError, match="appel de note") as caught:
        Template(docx(body, footnotes=note("footnote", "n")))
    assert [finding.code for finding in caught.value.findings] == ["DG134"]
    assert [f.code for f in lint(docx(body, footnotes=note("footnote", "n")), Data)] == ["DG134"]


def test_lint_reads_a_note_under_the_condition_of_its_call() -> None:
    shown = note("footnote", "n {{ x }}")
    body = p("{%p if x %}") + call("footnote") + p("{%p endif %}")
    assert lint(docx(body, footnotes=shown), Data) == []
    (finding,) = lint(docx(call("footnote"), footnotes=shown), Data)
    assert (finding.code, finding.place.part) == ("DG153", "notes de bas de page")
