"""Tables whose columns, merges and colours come from the data."""

import re
from pathlib import Path
from typing import TypedDict

import pytest

from delibgen import lint
from delibgen.errors import RenderError, TemplateError
from delibgen.word import Template
from tests.word.build import cell, docx, p, part, table
from tests.word.office import audit, pdf_text, words

HEAD = ("Action", "{%tc for a in annees %}", "{{ a }}", "{%tc endfor %}", "Total")
ROW = ("{{ l.nom }}", "{%tc for m in l.montants %}", "{{ m }}", "{%tc endfor %}", "{{ l.total }}")
LOOP = ("{%tr for l in lignes %}", "", "", "", "")
END = ("{%tr endfor %}", "", "", "", "")
SCHEDULE = table(HEAD, LOOP, ROW, END)


def lines(*names: str, years: int) -> list[dict[str, object]]:
    return [{"nom": name, "montants": list(range(years)), "total": years} for name in names]


def rendered(body: str, **context: object) -> tuple[str, str]:
    document = Template(docx(body + p("fin"))).render(context)
    return document.text, part(document.to_bytes())


def grid(xml: str) -> list[int]:
    return [int(width) for width in re.findall(r'<w:gridCol w:w="(\d+)"/>', xml)]


def spans(xml: str) -> list[list[int]]:
    rows = re.findall(r"<w:tr\b.*?</w:tr>", xml, re.DOTALL)
    return [
        [int((re.findall(r'<w:gridSpan w:val="(\d+)"/>', c) or [1])[0]) for c in row.split("<w:tc>")[1:]]
        for row in rows
    ]


def test_a_column_for_each_year_and_the_table_keeps_its_width() -> None:
    text, xml = rendered(SCHEDULE, annees=[2024, 2025, 2026, 2027], lignes=lines("A", "B", years=4))
    assert text == "Action\t2024\t2025\t2026\t2027\tTotal\nA\t0\t1\t2\t3\t4\nB\t0\t1\t2\t3\t4\nfin"
    assert grid(xml) == [3000, 2250, 2250, 2250, 2250, 3000]
    assert sum(grid(xml)) == 15000
    assert re.findall(r'<w:tcW w:w="(\d+)"', xml)[:6] == ["3000", "2250", "2250", "2250", "2250", "3000"]
    assert "dg" not in re.findall(r"<w:(?:tbl|tr|tc)\b([^>]*)>", xml)


def test_zero_and_one_column() -> None:
    text, xml = rendered(SCHEDULE, annees=[], lignes=lines("A", years=0))
    assert text == "Action\tTotal\nA\t0\nfin"
    assert grid(xml) == [7500, 7500]
    text, xml = rendered(SCHEDULE, annees=[2024], lignes=lines("A", years=1))
    assert grid(xml) == [3000, 9000, 3000]


def test_many_columns_shrink_all() -> None:
    _, xml = rendered(SCHEDULE, annees=list(range(40)), lignes=lines("A", years=40))
    assert len(grid(xml)) == 42
    assert sum(grid(xml)) == 15000
    assert min(grid(xml)) > 100


def spanning(count: int, text: str) -> str:
    shape = f'<w:tcPr><w:tcW w:w="9000" w:type="dxa"/><w:gridSpan w:val="{count}"/></w:tcPr>'
    return f"<w:tc>{shape}{p(text)}</w:tc>"


def with_header(*rows: tuple[str, ...]) -> str:
    shape = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
    head = f"<w:tr>{shape}{cell('')}{spanning(3, 'Années')}{cell('')}</w:tr>"
    return table(*rows).replace("</w:tblGrid>", f"</w:tblGrid>{head}")


def test_a_cell_over_the_loop_spans_all_its_columns() -> None:
    body = with_header(HEAD, LOOP, ROW, END)
    text, xml = rendered(body, annees=[2024, 2025], lignes=lines("A", years=2))
    assert text.splitlines()[0] == "\tAnnées\t"
    assert spans(xml) == [[1, 2, 1], [1, 1, 1, 1], [1, 1, 1, 1]]
    assert "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" in xml
    _, xml = rendered(body, annees=[2024], lignes=lines("A", years=1))
    assert spans(xml)[0] == [1, 1, 1]
    text, xml = rendered(body, annees=[], lignes=lines("A", years=0))
    assert spans(xml)[0] == [1, 1]


def test_two_columns_each_turn() -> None:
    row = ("x", "{%tc for a in annees %}", "{{ a }}", "{{ a }} %", "{%tc endfor %}")
    text, xml = rendered(table(row), annees=[1, 2])
    assert text == "x\t1\t1 %\t2\t2 %\nfin"
    assert grid(xml) == [3000, 3000, 3000, 3000, 3000]


def test_a_column_under_a_condition() -> None:
    row = ("x", "{%tc if avec %}", "{{ v }}", "{%tc else %}", "sans", "{%tc endif %}", "z")
    assert rendered(table(row), avec=True, v=1)[0] == "x\t1\tz\nfin"
    text, xml = rendered(table(row), avec=False, v=1)
    assert text == "x\tsans\tz\nfin"
    assert sum(grid(xml)) == 21000


def test_rows_of_unequal_columns_are_refused_with_their_place() -> None:
    with pytest.raises(RenderError, match=r"DG413.*\(3 et 4\)|DG413") as caught:
        rendered(SCHEDULE, annees=[1, 2], lignes=lines("A", years=1))
    assert "corps, tableau 1" in str(caught.value)


def test_a_table_whose_only_cells_are_none_disappears() -> None:
    text, xml = rendered(table(("{%tc for a in l %}", "{{ a }}", "{%tc endfor %}")), l=[])
    assert text == "fin"
    assert "<w:tbl>" not in xml


def test_colspan_cellbg_in_cells() -> None:
    body = table(
        ("{% colspan n %}{% cellbg c %}Total {{ n }}",), ("{%tc for a in l %}", "{{ a }}", "{%tc endfor %}")
    )
    text, xml = rendered(body, n=3, c="d9e2f3", l=[1, 2, 3])
    assert text == "Total 3\n1\t2\t3\nfin"
    assert '<w:gridSpan w:val="3"/><w:shd w:val="clear" w:color="auto" w:fill="D9E2F3"/></w:tcPr>' in xml
    assert grid(xml) == [3000, 3000, 3000]


@pytest.mark.parametrize("value", ["deux", 0, -1, True, None, 64, '3"/><w:vanish/>'])
def test_colspan_takes_a_small_number_only(value: object) -> None:
    with pytest.raises(RenderError, match="DG415"):
        rendered(table(("{% colspan n %}x",)), n=value)


@pytest.mark.parametrize("value", ["rouge", 'FF0000"/><w:x', "", 1, None, "FFF"])
def test_cellbg_takes_a_colour_only(value: object) -> None:
    with pytest.raises(RenderError, match="DG415"):
        rendered(table(("{% cellbg n %}x",)), n=value)


def test_merged_down_and_along() -> None:
    down = table(
        ("{%tr for g in groupes %}", ""),
        ("{%tr for l in g.lignes %}", ""),
        ("{% vm %}{{ g.nom }}", "{{ l }}"),
        ("{%tr endfor %}", ""),
        ("{%tr endfor %}", ""),
    )
    groups = [{"nom": "A", "lignes": [1, 2]}, {"nom": "B", "lignes": [3]}]
    text, xml = rendered(down, groupes=groups)
    assert text == "A\t1\n\t2\nB\t3\nfin"
    assert re.findall(r"<w:vMerge[^>]*>", xml) == [
        '<w:vMerge w:val="restart"/>',
        "<w:vMerge/>",
        '<w:vMerge w:val="restart"/>',
    ]
    along = table(
        ("{%tc for a in l %}", "{% hm %}Années", "{%tc endfor %}"),
        ("{%tc for a in l %}", "{{ a }}", "{%tc endfor %}"),
    )
    text, xml = rendered(along, l=[1, 2, 3])
    assert text == "Années\n1\t2\t3\nfin"
    assert spans(xml) == [[3], [1, 1, 1]]


def test_merging_never_hides_a_different_text() -> None:
    with pytest.raises(RenderError, match="DG414"):
        rendered(table(("{%tr for l in x %}",), ("{% vm %}{{ l }}",), ("{%tr endfor %}",)), x=["a", "b"])
    with pytest.raises(RenderError, match="DG414"):
        rendered(table(("{%tc for l in x %}", "{% hm %}{{ l }}", "{%tc endfor %}")), x=["a", "b"])


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (p("{% colspan 2 %}x"), "DG126"),
        (p("{%tc for a in l %}"), "DG126"),
        (table(("{%tc for a in l %} perdu", "{{ a }}", "{%tc endfor %}")), "DG126"),
        (table(("{%tc for a in l %}", "{{ a }}")), "DG130"),
        (table(("{%tc for a in l %}", "{{ a }}"), ("{%tc endfor %}", "")), "DG131"),
        (table(("{% colspan %}x",)), "DG140"),
        (table(("{% hm 2 %}x",)), "DG140"),
        (table(("{%tc colspan 2 %}",)), "DG140"),
        (table(("{% colspan 1 + 1 %}x",)), "DG143"),
        (table(("{{tc x }}",)), "DG128"),
    ],
)
def test_refusals(body: str, code: str) -> None:
    with pytest.raises(TemplateError) as caught:
        Template(docx(body))
    assert code in {finding.code for finding in caught.value.findings}


def test_a_merge_needs_a_loop() -> None:
    with pytest.raises(TemplateError, match="DG140"):
        Template(docx(table(("{% vm %}x",))))


def test_a_table_in_a_cell_has_its_own_columns() -> None:
    inner = table(("{%tc for b in a.l %}", "{{ b }}", "{%tc endfor %}")) + p("après")
    text, _ = rendered(table(("{%tc for a in x %}", inner, "{%tc endfor %}")), x=[{"l": [1, 2]}, {"l": [3]}])
    assert text == "1\t2\naprès\t3\naprès\nfin"


COLOURED = with_header(
    HEAD, LOOP, ("{% vm %}{% cellbg c %}{{ annees | count }} ans", *ROW[1:]), END, ("{% colspan n %}Total",)
)


def test_the_tables_are_valid_and_open_in_libreoffice(soffice: str, tmp_path: Path) -> None:
    source = docx(COLOURED.replace("3000", "1500").replace("9000", "4500") + p("fin"))
    document = Template(source).render({
        "annees": [2024, 2025, 2026],
        "lignes": lines("A", "B & C", years=3),
        "n": 5,
        "c": "D9E2F3",
    })
    assert audit(document.to_bytes()) == audit(source)
    assert words(pdf_text(document.to_bytes(), soffice, tmp_path)) == words(document.text)


def test_lint_follows_columns_and_what_shapes_cells() -> None:
    class Seance(TypedDict):
        annees: list[int]
        n: str

    body = table(("{%tc for a in annees %}", "{% hm %}{{ a }}", "{%tc endfor %}", "{% colspan n %}x"))
    found = lint(docx(body), Seance)
    assert [finding.code for finding in found] == ["DG155"]
    assert "colspan n" in found[0].place.excerpt
