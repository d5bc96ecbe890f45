"""What the layout does to values, told before any data: cells left empty, hidden text, fields of Word."""

from xml.sax.saxutils import quoteattr

import pytest

from delibgen import lint
from delibgen.cli.verifier import guessed_kind
from delibgen.errors import Severity, TemplateError
from delibgen.render import SHIPPED
from delibgen.word import Template
from delibgen.word.names import REL_TYPE
from tests.lint.cases import Lettre
from tests.word.build import call, docx, names, note, p, paragraph_texts, part, table, textbox
from tests.word.test_markdown import png

BLOCK = p("{%p if urgente %}") + p("vite") + p("{%p endif %}")
WHOLE = p("{%p if urgente %}") + p("vite") + p("{%p else %}") + p("") + p("{%p endif %}")


def codes(body: str, **parts: str) -> list[tuple[str, str]]:
    return [(f.code, f.place.element) for f in lint(docx(body, **parts), Lettre)]


def test_a_cell_that_may_be_left_empty_is_told() -> None:
    assert codes(table((BLOCK, "z"))) == [("DG173", "tableau 1, ligne 1, colonne 1, §3")]
    assert codes(p("z"), header=BLOCK) == [("DG173", "§3")]
    assert codes(call("footnote"), footnotes=note("footnote", "Q").replace(p("Q"), BLOCK))[0][0] == "DG173"
    assert codes(textbox("Q").replace(p("Q"), BLOCK))[0][0] == "DG173"
    assert codes(f"<w:sdt><w:sdtContent>{BLOCK}</w:sdtContent></w:sdt>{p('z')}")[0][0] == "DG173"


@pytest.mark.parametrize("inside", [WHOLE, BLOCK + p("z"), p("z") + BLOCK, BLOCK + p("{{ objet }}")])
def test_a_cell_that_keeps_a_paragraph_is_right(inside: str) -> None:
    assert codes(table((inside, "z"))) == []


def test_a_table_that_may_lose_all_its_rows_does_not_fill_what_holds_it() -> None:
    rows = table(("{%tr for mot in mots %}",), ("{{ mot }}",), ("{%tr endfor %}",))
    assert codes(p("z"), header=rows + BLOCK)[0][0] == "DG173"
    assert codes(p("z"), header=table(("{{ objet }}",)) + BLOCK) == []
    assert codes(p("{%p if mots %}") + table((rows + BLOCK,)) + p("{%p endif %}")) == []


def test_a_loop_that_is_known_to_turn_fills_its_cell() -> None:
    loop = p("{%p for mot in mots %}") + p("{{ mot }}") + p("{%p endfor %}")
    assert codes(table((loop,)))[0][0] == "DG173"
    assert codes(p("{%p if mots %}") + table((loop,)) + p("{%p endif %}")) == []


def test_the_body_may_be_emptied() -> None:
    assert codes(BLOCK) == []


@pytest.mark.parametrize("off", ["", ' w:val="0"'])
def test_a_value_in_hidden_text_is_told(off: str) -> None:
    run = f"<w:r><w:rPr><w:vanish{off}/></w:rPr><w:t>{{{{ objet }}}}</w:t></w:r>"
    assert codes(f"<w:p>{run}</w:p>") == ([] if off else [("DG174", "§1")])


@pytest.mark.parametrize(("merge", "told"), [("<w:vMerge/>", True), ('<w:vMerge w:val="restart"/>', False)])
def test_a_value_in_a_cell_that_another_covers_is_told(merge: str, told: bool) -> None:
    body = table(("a",), ("{{ objet }}",))
    first, second = body.split("<w:tcPr>", 2)[1:]
    body = f'{body.split("<w:tcPr>")[0]}<w:tcPr><w:vMerge w:val="restart"/>{first}<w:tcPr>{merge}{second}'
    found = [finding for finding in lint(docx(body), Lettre) if finding.code == "DG174"]
    assert [(f.place.element, "fusionnée" in f.message) for f in found] == [
        ("tableau 1, ligne 2, colonne 1", True)
    ][: int(told)]


def test_a_block_tag_may_be_hidden() -> None:
    hidden = p("{%p if urgente %}").replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>")
    assert codes(hidden + p("vite") + p("{%p endif %}")) == []


def field(code: str, result: str) -> str:
    signs = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    shown = f"<w:r><w:t>{result}</w:t></w:r>"
    return f"<w:p>{signs[0]}<w:r><w:instrText> {code} </w:instrText></w:r>{signs[1]}{shown}{signs[2]}</w:p>"


@pytest.mark.parametrize("code", ['DATE \\@ "d MMMM yyyy"', "PAGE", "NUMPAGES", "FILENAME"])
def test_a_tag_in_what_word_computes_is_refused(code: str) -> None:
    simple = f"<w:p><w:fldSimple w:instr='{code}'><w:r><w:t>{{{{ objet }}}}</w:t></w:r></w:fldSimple></w:p>"
    for body in (field(code, "{{ objet }}"), simple):
        with pytest.raises(TemplateError, match=f"DG124.*{code.split()[0]}"):
            Template(docx(body))
        assert codes(body) == [("DG124", "§1")]
    assert codes(field(code, "1")) == []


@pytest.mark.parametrize("code", ['HYPERLINK "https://x.fr"', "TITLE", "REF repere", "FORMTEXT"])
def test_a_tag_in_another_field_is_a_value(code: str) -> None:
    data = docx(field(code, "{{ objet }}"))
    assert lint(data, Lettre) == []
    assert paragraph_texts(Template(data).render({"objet": "x"}).to_bytes()) == ["x"]


def test_a_control_filled_by_a_tag_is_no_prompt_any_more() -> None:
    def control(text: str) -> str:
        inside = f"<w:sdtContent><w:r><w:t>{text}</w:t></w:r></w:sdtContent>"
        return f"<w:p><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr>{inside}</w:sdt></w:p>"

    xml = part(
        Template(docx(control("{{ objet }}") + control("Cliquez ici"))).render({"objet": "x"}).to_bytes()
    )
    assert xml.count("showingPlcHdr") == 1
    assert xml.index("Cliquez") > xml.index("showingPlcHdr") > xml.index(">x<")


def test_shipped_templates_have_none_of_these() -> None:
    for path in sorted(SHIPPED.glob("*.docx")):
        kind = guessed_kind(path)
        found = lint(path, kind or dict)
        assert [str(f) for f in found if f.code in {"DG124", "DG173", "DG174"}] == []


MARK = '<w:p><w:bookmarkStart w:id="1" w:name="a3"/><w:r><w:t>q</w:t></w:r><w:bookmarkEnd w:id="1"/></w:p>'
LINK = '<w:p><w:hyperlink w:anchor="a3"><w:r><w:t>voir</w:t></w:r></w:hyperlink></w:p>'
BEGIN, END = p("{%p if urgente %}"), p("{%p endif %}")


@pytest.mark.parametrize("reference", [LINK, field("REF a3 \\h", "3"), field("PAGEREF a3", "3")])
def test_a_reference_that_a_block_may_leave_without_its_bookmark_is_told(reference: str) -> None:
    assert codes(BEGIN + MARK + END + reference) == [("DG175", "§1")]
    assert codes(BEGIN + MARK + p("{%p else %}") + reference + END) == [("DG175", "§1")]
    assert codes(BEGIN + MARK + reference + END) == []
    assert codes(MARK + BEGIN + reference + END) == []
    assert codes(MARK + reference) == []


def test_an_image_that_stays_in_the_file_without_its_block_is_told() -> None:
    """As some programs write it: its content type is told by its name, and not by its ending."""
    picture = '<w:p><w:r><w:drawing><a:blip r:embed="rId50"/></w:drawing></w:r></w:p>'
    relation = f'<Relationship Id="rId50" Type="{REL_TYPE}image" Target="media/i.png"/>'
    declared = '<Override PartName="/word/media/i.png" ContentType="image/png"/></Types>'

    def found(body: str, types: str = "</Types>") -> list[tuple[str, str, str]]:
        plain = part(docx(body), "[Content_Types].xml")
        extra = {"word/media/i.png": png(), "[Content_Types].xml": plain.replace("</Types>", types)}
        data = docx(body, extra=extra, relations=relation)
        kept = "word/media/i.png" in names(Template(data).render({"urgente": False}).to_bytes())
        assert kept is (types == declared)
        return [(f.code, f.severity, f.place.element) for f in lint(data, Lettre)]

    block = BEGIN + picture + picture + END
    assert found(block, declared) == [("DG176", Severity.INFORMATION, "§1")]
    assert found(block) == []


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("MERGEFIELD Nom_du_Maire \\* MERGEFORMAT ", "{{ nom_du_maire }}"),
        (' MERGEFIELD "Prénom usuel" ', "{{ prenom"),
        (" GREETINGLINE ", "{{ champ }}"),
        (" QUOTE x ", ""),
        (" DOCPROPERTY nom ", ""),
    ],
)
def test_a_field_of_a_mail_merge_is_told_with_its_tag(code: str, told: str) -> None:
    for whole in (field(code, "«nom»"), f"<w:p><w:fldSimple w:instr={quoteattr(code)}/></w:p>"):
        data = docx(p("{{ objet }}") + whole)
        found = [f for f in lint(data, Lettre) if f.code == "DG177"]
        assert [f.severity for f in found] == [Severity.ALERTE][: bool(told)]
        assert all(told in f.suggestion for f in found)
        assert Template(data).findings == tuple(found)
        assert "Eau" in Template(data).render({"objet": "Eau"}).text


def test_a_page_break_that_goes_with_its_tag_is_told() -> None:
    page = "<w:pageBreakBefore{}/>"

    def found(mark: str) -> list[str]:
        body = p("{%p if urgente %}", mark) + p("vite") + p("{%p endif %}")
        return [finding.code for finding in lint(docx(body), Lettre)]

    assert found(page.format("")) == ["DG178"]
    assert found(page.format(' w:val="0"')) == found("<w:keepNext/>") == []
    body = p("{%p if urgente %}") + p("vite", page.format("")) + p("{%p endif %}")
    assert lint(docx(body), Lettre) == []


def test_a_title_begins_with_a_capital() -> None:
    titled = p("{{ formule }}", '<w:pStyle w:val="Titre1"/>')
    assert codes(titled) == [("DG166", "§1")]
    assert codes(titled.replace("formule", "formule | capitale")) == []
    assert codes(p("{{ formule }}")) == []
    assert codes(p("1. {{ formule }}", '<w:pStyle w:val="Titre1"/>')) == []
