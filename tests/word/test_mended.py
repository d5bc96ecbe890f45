"""Faults that random templates and hostile files found: each was mended, and stays so."""

from typing import Any

import pytest

from delibgen.errors import DelibgenError, RenderError, TemplateError
from delibgen.word import Template
from tests.word.build import W, cell, docx, p, paragraph_texts, part, table, textbox

HIDDEN = '<w:bookmarkStart w:id="4" w:name="_GoBack"/><w:bookmarkEnd w:id="4"/>'
NAMED = '<w:bookmarkStart w:id="5" w:name="repere"/>', '<w:bookmarkEnd w:id="5"/>'


def texts(body: str, **values: object) -> list[str]:
    return paragraph_texts(Template(docx(body)).render(values).to_bytes())


def code(body: str, **values: object) -> str:
    with pytest.raises(DelibgenError) as caught:
        Template(docx(body)).render(values)
    return caught.value.findings[0].code


def marked(text: str, marks: str = HIDDEN) -> str:
    return p(text).replace("</w:p>", f"{marks}</w:p>")


def rows(end: str = "") -> str:
    grid = table(("{%tr for x in l %}",), ("{{ x }}",), ("{%tr endfor %}",))
    return grid.replace("endfor %}</w:t></w:r></w:p>", f"endfor %}}</w:t></w:r>{end}</w:p>")


def test_a_bookmark_at_the_end_of_an_emptied_table_does_no_harm() -> None:
    assert texts(rows(HIDDEN) + p("fin"), l=[]) == ["fin"]
    two = table(("{%tr if a %}",), ("oui",), (marked("{%tr endif %}"),))
    assert texts(two + p("fin"), a=False) == ["fin"]
    named = p("x").replace("</w:p>", f"{NAMED[0]}</w:p>") + rows(NAMED[1]) + p("fin")
    data = Template(docx(named)).render({"l": []}).to_bytes()
    assert part(data).count("repere") == part(data).count(NAMED[1]) == 1


def test_a_bookmark_after_the_last_paragraph_of_a_cell_is_not_an_empty_cell() -> None:
    inside = p("oui") + marked("{%p if a %}") + p("non") + p("{%p endif %}")
    assert texts(table((inside,)) + p("fin"), a=False) == ["oui", "fin"]


def test_an_emptied_table_may_declare_its_own_namespaces() -> None:
    grid = rows().replace("<w:tbl>", f'<w:tbl xmlns:w="{W}" xmlns:z="urn:z">')
    assert texts(grid + p("fin"), l=[]) == ["fin"]


def test_a_cell_never_ends_with_a_table() -> None:
    inside = table(("q",)) + p("{%p if a %}") + p("k") + p("{%p endif %}")
    assert texts(table((inside,)) + p("fin"), a=False) == ["q", "", "fin"]
    assert texts(table((table(("{{ a }}",)),)) + p("fin"), a="q") == ["q", "", "fin"]
    header = docx(p("x"), header=rows())
    assert paragraph_texts(Template(header).render({"l": []}).to_bytes(), "word/header1.xml") == [""]


def test_a_content_control_never_ends_up_empty() -> None:
    inside = p("{%p if a %}") + p("x") + p("{%p endif %}")
    control = f"<w:sdt><w:sdtContent>{inside}</w:sdtContent></w:sdt>"
    assert code(table((control,)) + p("z"), a=False) == "DG408"
    assert texts(table((control,)) + p("z"), a=True) == ["x", "z"]
    line = "<w:tr>{}</w:tr>".format
    lines = line(cell("{%tr for x in l %}")) + line(cell("{{ x }}")) + line(cell("{%tr endfor %}"))
    grid = table(("t",)).replace("<w:tr>", f"<w:sdt><w:sdtContent>{lines}</w:sdtContent></w:sdt><w:tr>")
    assert texts(grid, l=["a"]) == ["a", "t"]


def test_a_name_set_and_read_inside_a_branch_is_not_asked_of_the_data() -> None:
    body = p("{% if a %}{% set z = b %}{{ z }}{% else %}-{% endif %}")
    assert Template(docx(body)).names == {"a", "b"}
    assert texts(body, a=True, b="k") == ["k"]
    both = p("{% if a %}{% set z = 1 %}{% else %}{% set z = 2 %}{% endif %}{{ z }}")
    assert Template(docx(both)).names == {"a"}
    half = p("{% if a %}{% set z = 1 %}{% endif %}{{ z }}")
    assert Template(docx(half)).names == {"a", "z"}
    assert Template(docx(p("{{ z }}{% set z = 1 %}"))).names == {"z"}
    loop = p("{% for x in l %}{{ x }}{{ loop.index }}{% else %}{{ x }}{% endfor %}")
    assert Template(docx(loop)).names == {"l", "x"}


def test_a_set_in_a_loop_of_a_text_box_is_in_its_two_copies() -> None:
    body = textbox("{% for x in l %}{% set z = x %}{{ z }}{% endfor %}")
    assert texts(body, l=["a", "b"]) == ["", "ab", "ab"]


@pytest.mark.parametrize("written", ["Dijon métropole", "Dijon\u00a0métropole", "Dijon\u202fme\u0301tropole"])
@pytest.mark.parametrize("given", ["Dijon métropole", "Dijon\u00a0métropole", "Dijon me\u0301tropole"])
def test_a_text_is_compared_as_it_looks(written: str, given: str) -> None:
    assert texts(p(f'{{% if a == "{written}" %}}oui{{% else %}}non{{% endif %}}'), a=given) == ["oui"]
    assert texts(p(f'{{% if a in ["x", "{written}"] %}}oui{{% endif %}}'), a=given) == ["oui"]
    assert texts(p(f'{{% if "{written}" in l %}}oui{{% endif %}}'), l=[given]) == ["oui"]


def test_a_comment_may_hold_a_tag() -> None:
    assert texts(p("a{# {{ b }} {% if %} #}c")) == ["ac"]


def test_smart_tags_and_permissions_of_word_disappear_with_their_text_kept() -> None:
    body = (
        '<w:p><w:permStart w:id="1" w:edGrp="everyone"/><w:r><w:t>{{ </w:t></w:r><w:smartTag w:uri="u"'
        ' w:element="n"><w:smartTagPr><w:attr w:name="x" w:val="y"/></w:smartTagPr><w:r><w:t>a }</w:t></w:r>'
        '</w:smartTag><w:permEnd w:id="1"/><w:r><w:t>} z</w:t></w:r></w:p>'
    )
    data = Template(docx(body)).render({"a": "x"}).to_bytes()
    assert paragraph_texts(data) == ["x z"]
    assert not any(word in part(data) for word in ("smartTag", "perm"))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("".join(f"{{% for x{n} in l %}}" for n in range(25)) + "x" + "{% endfor %}" * 25, "DG135"),
        ("{% if a %}" * 120 + "x" + "{% endif %}" * 120, "DG135"),
        ("{% if a %}x" + "{% elif a %}y" * 3_000 + "{% endif %}", "DG135"),
        ("{{ a" + " | length" * 500 + " }}", "DG135"),
        ("{{ a | euros(centimes=true, centimes=false) }}", "DG147"),
        ("{% if a is odd(3) %}x{% endif %}", "DG147"),
        ("{% if a is pluriel(b=1, b=2) %}x{% endif %}", "DG147"),
        ("{{ 0x" + "F" * 4_000 + " }}", "DG143"),
        ("{{ a[0x" + "F" * 4_000 + "] }}", "DG143"),
        ("{{ " + "1" * 5_000 + " }}", "DG140"),
        ("{{ " + "(" * 3_000 + "a" + ")" * 3_000 + " }}", "DG140"),
        ("{% if " + "not " * 2_000 + "a %}x{% endif %}", "DG140"),
        ("{% if " + "not " * 3_000 + "a %}x{% endif %}", "DG135"),
    ],
)
def test_what_python_cannot_compile_is_refused_in_french(text: str, wanted: str) -> None:
    with pytest.raises(TemplateError) as caught:
        Template(docx(p(text)))
    assert {finding.code for finding in caught.value.findings} == {wanted}


@pytest.mark.parametrize("level", ["x", "²", "-1", "99", ""])
def test_an_odd_level_of_numbering_counts_as_the_first(level: str) -> None:
    odd = p("{{ a }}", f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="2"/></w:numPr>')
    assert texts(odd, a="x") == ["x"]


@pytest.mark.parametrize("identifier", ["0", "²", "4294967295", "-3", "x", "7"])
def test_odd_identifiers_of_drawings_are_given_anew(identifier: str) -> None:
    box = textbox("x").replace('id="7"', f'id="{identifier}"')
    xml = part(Template(docx(box + box)).render({}).to_bytes())
    found = [piece.split('"')[0] for piece in xml.split('<wp:docPr id="')[1:]]
    assert len(set(found)) == 2
    assert all(0 < int(number) < 2**31 for number in found)


def test_an_emptied_table_leaves_nothing_of_the_engine_behind() -> None:
    xml = part(Template(docx(rows() + p("fin"))).render({"l": []}).to_bytes())
    assert "<w:tbl>" not in xml
    assert not any(0xFDD0 <= ord(char) <= 0xFDEF for char in xml)


@pytest.mark.parametrize(
    "tag", ["{{ -a }}", "{{ +a }}", "{{ a - }}", "{% if a - %}x{% endif %}", "{%- set z = a %}"]
)
def test_a_sign_at_the_end_of_a_tag_never_eats_a_space(tag: str) -> None:
    with pytest.raises(TemplateError, match=r"DG12|DG14"):
        Template(docx(p(f"Total {tag}")))


def test_a_private_key_is_refused_before_any_value() -> None:
    with pytest.raises(TemplateError, match="DG142"):
        Template(docx(p("{{ a['__class__'] }}")))


@pytest.mark.parametrize(
    "text", ["{{ a }}}", "{ {{ a }}", "{{ a }} }", "{% if a %}}x{% endif %}", "{# x #}}"]
)
def test_a_brace_too_many_beside_a_tag_is_told(text: str) -> None:
    (found,) = Template(docx(p("avant") + p(text))).findings
    assert (found.code, found.place.element) == ("DG129", "§2")


@pytest.mark.parametrize("text", ["{ {{ a }} }", "{voir {{ a }}}", "({{ a }})"])
def test_braces_typed_in_pairs_around_a_tag_are_meant(text: str) -> None:
    assert Template(docx(p(text))).findings == ()


def test_an_odd_character_is_told_in_french() -> None:
    for tag, advice in (
        ("{{{ a }}", "celle de trop"),
        ("{{ \u0435 }}", "autre alphabet"),
        ("{{ é }}", "accent"),
    ):
        with pytest.raises(TemplateError, match=advice) as caught:
            Template(docx(p(tag)))
        assert "letter" not in str(caught.value)
        assert "bracket" not in str(caught.value)


@pytest.mark.parametrize("rows", [[(1, 2, 3)], [(1,)], [4]])
def test_a_loop_with_other_names_than_its_elements_says_so(rows: list[object]) -> None:
    template = Template(docx(p("{% for x, y in l %}{{ x }}{{ y }}{% endfor %}")))
    with pytest.raises(RenderError, match="un nom par élément"):
        template.render({"l": rows})


@pytest.mark.parametrize("row", ["ab", {"k": "1", "j": "2"}])
def test_a_text_or_a_mapping_is_not_shared_out_among_the_names_of_a_loop(row: object) -> None:
    template = Template(docx(p("{% for x, y in l %}{{ x }}{{ y }}{% endfor %}")))
    assert template.render({"l": [("1", "2"), ["3", "4"]]}).text == "1234"
    with pytest.raises(RenderError, match="DG407"):
        template.render({"l": [("1", "2"), row]})


@pytest.mark.parametrize("context", [None, 3, "abc", [1], object()])
def test_data_without_names_are_refused_as_such(context: Any) -> None:
    with pytest.raises(RenderError, match="un dictionnaire"):
        Template(docx(p("{{ a }}"))).render(context)
