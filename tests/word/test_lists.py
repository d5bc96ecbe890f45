"""Numbered paragraphs in loops: each list starts anew, by real numbering."""

import re
from pathlib import Path

import pytest

from delibgen.word import Limits, Template
from delibgen.word.counters import labels_of
from delibgen.word.opening import open_template
from tests.word.build import NUMBERING, docx, p, part, table
from tests.word.office import audit, pdf_text

DIRECT = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>'
BY_STYLE = '<w:pStyle w:val="Listenumros"/>'
BULLET = '<w:pStyle w:val="Listepuces"/>'
DEEP = (
    '<w:abstractNum w:abstractNumId="9"><w:multiLevelType w:val="multilevel"/>'
    + "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/></w:lvl>'
        for n, start, kind, text in ((0, 4, "decimal", "%1."), (1, 1, "lowerLetter", "%2)"))
    )
    + "</w:abstractNum>"
)
LEVELS = NUMBERING.replace('<w:num w:numId="1">', DEEP + '<w:num w:numId="1">', 1) + (
    '<w:num w:numId="9"><w:abstractNumId w:val="9"/></w:num>'
)
GROUPS = [{"nom": "A", "items": ["a", "b"]}, {"nom": "B", "items": []}, {"nom": "C", "items": ["c", "d"]}]


def nested(shape: str, head: str = "") -> str:
    return (
        p("{%p for g in groupes %}")
        + p("{{ g.nom }}", head)
        + p("{%p for i in g['items'] %}")
        + p("{{ i }}", shape)
        + p("{%p endfor %}") * 2
    )


def numbers(data: bytes) -> list[str]:
    return re.findall(r'<w:numId w:val="(\d+)"/>', part(data))


def test_each_pass_of_the_outer_loop_starts_its_list_anew() -> None:
    for shape in (DIRECT, BY_STYLE):
        data = Template(docx(nested(shape))).render({"groupes": GROUPS}).to_bytes()
        assert numbers(data) == ["4", "4", "5", "5"]
        assert (
            part(data, "word/numbering.xml").count(
                '<w:abstractNumId w:val="2"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
                "</w:lvlOverride></w:num>"
            )
            == 2
        )


def test_bullets_and_a_single_loop_are_left_alone() -> None:
    data = Template(docx(nested(BULLET))).render({"groupes": GROUPS}).to_bytes()
    assert numbers(data) == []
    body = p("{%p for i in l %}") + p("{{ i }}", DIRECT) + p("{%p endfor %}")
    assert numbers(Template(docx(body)).render({"l": [1, 2]}).to_bytes()) == ["2", "2"]


def test_levels_of_one_list_stay_one_list() -> None:
    level = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="9"/></w:numPr>'
    template = Template(docx(nested(level.format(1), level.format(0)), numbering=LEVELS))
    data = template.render({"groupes": GROUPS}).to_bytes()
    assert set(numbers(data)) == {"9"}
    body = p("{%p for x in deux %}") + nested(level.format(1), level.format(0)) + p("{%p endfor %}")
    data = Template(docx(body, numbering=LEVELS)).render({"deux": [1, 2], "groupes": GROUPS}).to_bytes()
    assert numbers(data) == ["10"] * 7 + ["11"] * 7
    assert (
        '<w:num w:numId="10"><w:abstractNumId w:val="9"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride>'
        '<w:lvlOverride w:ilvl="1"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    ) in part(data, "word/numbering.xml")


def test_markdown_lists_and_restarted_lists_share_no_number() -> None:
    body = p("{{p t | markdown }}") + nested(DIRECT) + p("{{p t | markdown }}")
    data = Template(docx(body)).render({"t": "1. x\n2. y", "groupes": GROUPS}).to_bytes()
    assert numbers(data) == ["4", "4", "5", "5", "6", "6", "7", "7"]


HEAD, LINE = p("{{ g }}"), p("un", DIRECT)
BRANCHES = p("{%p if g == 'A' %}") + LINE + p("{%p else %}") + LINE + p("{%p endif %}")
INNER = p("{%p for x in deux %}") + LINE + p("{%p endfor %}")


@pytest.mark.parametrize(
    ("turn", "shown"),
    [
        (HEAD + LINE * 2, "1212"),
        (HEAD + LINE + p("texte") + LINE, "1212"),
        (LINE * 2 + p("fin de {{ g }}"), "1212"),
        (HEAD + LINE + INNER, "123123"),
        (HEAD + INNER + LINE, "123123"),
        (HEAD + p("{%p if g %}") + LINE + p("{%p endif %}") + LINE, "1212"),
        (HEAD + table(("n", LINE), ("n", LINE)), "1212"),
        (table((LINE * 2,)), "1212"),
        (HEAD + LINE, "12"),
        (HEAD + BRANCHES, "12"),
        (LINE * 2, "1234"),
        (LINE + p("corps de {{ g }}") + LINE + p("corps"), "1234"),
        (HEAD + LINE + p("sous", DIRECT.replace('ilvl w:val="0"', 'ilvl w:val="1"')) * 2, "12"),
    ],
)
def test_several_numbered_paragraphs_of_one_turn_are_its_own_list(turn: str, shown: str) -> None:
    body = p("{%p for g in groupes %}") + turn + p("{%p endfor %}") + p("fin")
    assert labels(docx(body), {"groupes": ["A", "B"], "deux": [1, 2]}) == shown


def test_a_list_that_goes_on_outside_its_loop_is_one_list() -> None:
    body = LINE + p("{%p for g in groupes %}") + HEAD + LINE * 2 + p("{%p endfor %}")
    assert labels(docx(body), {"groupes": ["A", "B"]}) == "12345"


@pytest.mark.parametrize(
    ("cells", "shown"), [((LINE * 2, "x"), "1212"), ((LINE, LINE), "1234"), ((LINE, "x"), "12")]
)
def test_a_list_in_a_cell_is_that_of_its_row(cells: tuple[str, ...], shown: str) -> None:
    rows = table(("{%tr for g in groupes %}", ""), cells, ("{%tr endfor %}", ""))
    assert labels(docx(rows + p("fin")), {"groupes": ["A", "B"]}) == shown


def labels(source: bytes, data: dict[str, object]) -> str:
    """Return the numbers that Word shows before the paragraphs, « 1212 »."""
    document = Template(source).render(data).to_bytes()
    work = open_template(document, Limits())
    shown = labels_of(work.roots[work.main], part(document, "word/numbering.xml"), work.styles)
    return "".join(label.rstrip(".") for label in shown.values())


def test_libreoffice_shows_the_restarts(soffice: str, tmp_path: Path) -> None:
    source = docx(nested(DIRECT))
    document = Template(source).render({"groupes": GROUPS})
    assert audit(document.to_bytes()) == audit(source)
    shown = pdf_text(document.to_bytes(), soffice, tmp_path)
    assert " ".join(shown.split()) == "A 1. a 2. b B C 1. c 2. d"
