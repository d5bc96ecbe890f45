"""An empty text that is printed leaves a hole in the document: the document says where."""

import pytest

from delibgen.errors import Severity
from delibgen.word import Template
from tests.word.build import call, docx, note, p, table


def told(body: str, context: dict[str, object], **parts: str) -> list[tuple[str, str, str]]:
    document = Template(docx(body, **parts), name="lettre.docx").render(context)
    assert all(f.code == "DG419" and f.severity is Severity.ALERTE for f in document.findings)
    assert all(f.place.file == "lettre.docx" for f in document.findings)
    return [(f.place.part, f.place.element, f.message) for f in document.findings]


@pytest.mark.parametrize("blank", ["", " ", "\u00a0", "\n", "\t \u202f"])
def test_a_blank_is_told_with_its_place(blank: str) -> None:
    ((part, element, message),) = told(p("x") + p("Le maire, {{ m.nom }}, signe."), {"m": {"nom": blank}})
    assert (part, element) == ("corps", "§2")
    assert "« {{ m.nom }} »" in message


def test_a_tag_is_told_once_with_the_number_of_its_blanks() -> None:
    rows = table(("{%tr for x in l %}",), ("{{ x }}",), ("{%tr endfor %}",))
    ((_, element, message),) = told(rows, {"l": ["", "a", "", ""]})
    assert element == "tableau 1, ligne 2, colonne 1, §1"
    assert "3 fois" in message


def test_every_part_is_looked_at() -> None:
    parts = told(
        p("{{ a }}{{ b }}") + call("footnote"),
        {"a": "", "b": "x", "c": " "},
        header=p("{{ a }}"),
        footnotes=note("footnote", "n {{ c }}"),
    )
    assert [place[0] for place in parts] == ["corps", "en-tête 1", "notes de bas de page"]


@pytest.mark.parametrize(
    "body",
    [
        "{% if a %}{{ a }}{% endif %}",
        '{{ a or "" }}',
        '{{ "x" if a else "" }}',
        "{{ a if a else '' }}",
        "{% if a %}x{% else %}{% endif %}",
        '{% if a == "" %}z{% endif %}',
        '{{ a or "néant" }}',
    ],
)
def test_a_blank_that_the_template_wants_is_not_told(body: str) -> None:
    assert told(p(body) + p("fin"), {"a": ""}) == []


def test_the_text_is_as_before() -> None:
    document = Template(docx(p("a{{ x }}b"))).render({"x": ""})
    assert document.text == "ab"
