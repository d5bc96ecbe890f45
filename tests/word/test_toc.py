"""A table of contents with its entries, whoever inserted it, and its page numbers."""

import re
from pathlib import Path

import pytest

from delibgen.errors import Severity, TemplateError
from delibgen.exports.pages import number_pages
from delibgen.exports.pdf import to_pdf
from delibgen.word import Document, Properties, Template
from tests.word.build import SECTION, STYLES, docx, names, p, part
from tests.word.office import audit, pdf_text, text_of_pdf

HEAD1 = '<w:pStyle w:val="Titre1"/>'
HEAD2 = '<w:pStyle w:val="Sous"/>'
WITH_TOC = STYLES + (
    '<w:style w:type="paragraph" w:styleId="Sous"><w:name w:val="Sous-titre"/><w:basedOn w:val="Titre1"/>'
    '<w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="TM1"><w:name w:val="toc 1"/></w:style>'
)
CHAPTERS = (
    p("{%p for c in chapitres %}")
    + p("{{ c.titre }}", HEAD1)
    + p("{%p for t in c.textes %}")
    + p("{{ t }}")
    + p("{%p endfor %}")
    + p("Bilan de {{ c.titre }}", HEAD2)
    + p("{%p endfor %}")
)
DATA = {
    "chapitres": [
        {"titre": "Objet & durée", "textes": ["texte"] * 60},
        {"titre": "Moyens", "textes": ["texte"] * 50},
        {"titre": "Un titre si long qu'il prend plus d'une ligne dans la table des matières du document",
         "textes": []},
    ]
}  # fmt: skip
FIELD = (
    '<w:p><w:r><w:t>Plan</w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText>TOC \\o "{}" \\h</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    "<w:r><w:t>vieux</w:t></w:r></w:p><w:p><w:r><w:t>vieille entrée</w:t></w:r></w:p>"
    '<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
)


def rendered(toc: str = p("{%p sommaire %}"), **context: object) -> Document:
    return Template(docx(toc + CHAPTERS, styles=WITH_TOC)).render({**DATA, **context})


def entries(document: Document) -> list[str]:
    return [line for line in document.text.splitlines() if "\t" in line]


def test_the_entries_are_the_headings_of_the_document() -> None:
    document = rendered()
    long = "Un titre si long qu'il prend plus d'une ligne dans la table des matières du document"
    assert entries(document) == [
        "Objet & durée\t…", "Bilan de Objet & durée\t…", "Moyens\t…", "Bilan de Moyens\t…",
        f"{long}\t…", f"Bilan de {long}\t…",
    ]  # fmt: skip
    xml = part(document.to_bytes())
    assert '<w:pStyle w:val="TM1"/>' in xml
    anchors = re.findall(r'w:anchor="(\w+)"', xml)
    assert anchors == re.findall(r'<w:bookmarkStart w:id="\d+" w:name="(\w+)"/>', xml)
    assert xml.count('w:fldCharType="begin"') == xml.count('w:fldCharType="end"') == 7
    assert 'w:fldCharType="begin" w:dirty="true"' in xml
    (finding,) = document.findings
    assert (finding.code, finding.severity) == ("DG418", Severity.INFORMATION)


def test_the_field_that_word_inserted_is_filled_and_what_surrounds_it_stays() -> None:
    document = rendered(FIELD.format("1-1"))
    assert entries(document)[0].startswith("PlanObjet & durée\t")
    assert len(entries(document)) == 3
    assert "vieux" not in document.text
    assert "vieille" not in document.text
    assert " TOC" not in part(document.to_bytes()).replace('>TOC \\o "1-1" \\h<', "")


def test_no_heading_and_no_table() -> None:
    assert rendered(chapitres=[]).text == "Aucun titre à lister."
    assert rendered(chapitres=[]).findings == ()
    assert rendered("").findings == ()


@pytest.mark.parametrize("text", ["{% sommaire %}", "{%p sommaire 2 %}"])
def test_a_wrong_tag(text: str) -> None:
    with pytest.raises(TemplateError, match="DG140"):
        Template(docx(p(text)))
    with pytest.raises(TemplateError, match="DG124"):
        Template(docx(p("x"), header=p("{%p sommaire %}")))


def test_page_numbers_are_those_that_libreoffice_shows(soffice: str, tmp_path: Path) -> None:
    document = number_pages(rendered())
    assert document.findings == ()
    assert [entry.rpartition("\t")[2] for entry in entries(document)] == ["1", "2", "2", "3", "3", "3"]
    assert "w:dirty" not in part(document.to_bytes())
    assert names(document.to_bytes()) == names(rendered().to_bytes())
    assert audit(document.to_bytes()) == audit(docx(CHAPTERS, styles=WITH_TOC))
    pages = pdf_text(document.to_bytes(), soffice, tmp_path).split("\f")
    for entry in entries(document):
        title, _, page = entry.rpartition("\t")
        assert " ".join(title.split()) in " ".join(pages[int(page) - 1].split())
    assert number_pages(document) == document


def test_a_pdf_has_the_page_numbers_of_its_table(soffice: str, tmp_path: Path) -> None:
    paths = [rendered().save(tmp_path / "a.docx"), rendered("").save(tmp_path / "b.docx")]
    before = paths[0].read_bytes()
    first, second = to_pdf(paths, tmp_path / "pdf")
    assert paths[0].read_bytes() == before
    assert "…" not in text_of_pdf(first)
    assert re.search(r"Moyens\W*2\n", text_of_pdf(first))
    assert "Moyens" in text_of_pdf(second)


def test_references_are_not_taken_for_entries(soffice: str) -> None:
    body = p("{%p sommaire %}") + p("Titre", HEAD1) + p("{% numero article : a %} {% renvoi : a %}")
    document = number_pages(Template(docx(body, styles=WITH_TOC)).render({}))
    assert entries(document) == ["Titre\t1"]


def test_a_document_without_table_needs_no_libreoffice() -> None:
    document = rendered("")
    assert number_pages(document) is document


# ---------------------------------------------------------------- numbers counted by Word

NUMBERED = WITH_TOC.replace(
    '<w:name w:val="heading 1"/>',
    '<w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="9"/></w:numPr></w:pPr>',
).replace(
    '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>',
    '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="9"/></w:numPr><w:outlineLvl w:val="1"/></w:pPr>',
)


def _levels(*levels: tuple[str, str]) -> str:
    made = "".join(
        f'<w:lvl w:ilvl="{rank}"><w:start w:val="1"/><w:numFmt w:val="{shape}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for rank, (shape, text) in enumerate(levels)
    )
    return (
        f'<w:abstractNum w:abstractNumId="9"><w:multiLevelType w:val="multilevel"/>{made}</w:abstractNum>'
        '<w:num w:numId="9"><w:abstractNumId w:val="9"/></w:num>'
    )


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        (
            (("decimal", "Article %1"), ("upperRoman", "%2.")),
            ["Article 1 A", "I. a", "II. b", "Article 2 B", "I. c"],
        ),
        ((("upperRoman", "%1"), ("decimal", "%1.%2")), ["I A", "I.1 a", "I.2 b", "II B", "II.1 c"]),
        ((("upperLetter", "%1)"), ("none", "")), ["A) A", "a", "b", "B) B", "c"]),
        ((("bullet", "•"), ("lowerLetter", "%2)")), ["A", "a) a", "b) b", "B", "a) c"]),
    ],
)
def test_an_entry_bears_the_number_that_word_counts(
    levels: tuple[tuple[str, str], ...], expected: list[str], soffice: str, tmp_path: Path
) -> None:
    body = "".join(p(text, HEAD1 if text.isupper() else HEAD2) for text in ("A", "a", "b", "B", "c"))
    data = docx(p("{%p sommaire %}") + body, styles=NUMBERED, numbering=_levels(*levels))
    document = Template(data).render({})
    assert [entry.partition("\t")[0] for entry in entries(document)] == expected
    shown = " ".join(pdf_text(document.to_bytes(), soffice, tmp_path).split())
    for entry in expected:
        assert shown.count(entry) == 2, (entry, shown)  # in the table, and where Word counts it


def test_a_list_of_headings_that_starts_anew_in_a_loop_is_numbered_anew() -> None:
    body = p("{%p for c in l %}") + p("{%p for t in c %}") + p("{{ t }}", HEAD1) + p("{%p endfor %}") * 2
    data = docx(p("{%p sommaire %}") + body, styles=NUMBERED, numbering=_levels(("decimal", "%1.")))
    found = entries(Template(data).render({"l": [["a", "b"], ["c"]]}))
    assert [entry.partition("\t")[0] for entry in found] == ["1. a", "2. b", "1. c"]


OWN = WITH_TOC + '<w:style w:type="paragraph" w:styleId="TA"><w:name w:val="Titre article"/></w:style>'


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ('TOC \\h \\z \\t "Titre article;1"', ["Article"]),
        ('TOC \\o "1-1" \\t "Titre article;2"', ["Chapitre", "Article"]),
        ('TOC \\t "Titre 1,1,Titre article,2"', ["Chapitre", "Article"]),
        ('TOC \\t "Inconnu;1"', ["Chapitre", "Sous"]),
        ("TOC \\h \\u", ["Chapitre", "Sous"]),
    ],
)
def test_the_styles_that_the_field_names_are_listed(code: str, expected: list[str]) -> None:
    field = FIELD.replace('TOC \\o "{}" \\h', code.replace('"', "&quot;"))
    body = p("Chapitre", HEAD1) + p("Sous", HEAD2) + p("Article", '<w:pStyle w:val="TA"/>') + p("{{ x }}")
    found = entries(Template(docx(field + body, styles=OWN)).render({"x": "y"}))
    assert [entry.partition("\t")[0].removeprefix("Plan") for entry in found] == expected


# ---------------------------------------------------------------- numbers that pages bear

BREAK = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
PAGE = '<w:p><w:r><w:t xml:space="preserve">page </w:t></w:r>{}</w:p>'.format(
    '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
)


def _end(values: str) -> str:
    """Return the end of a section with these values of its page numbers."""
    numbering = f"<w:pgNumType {values}/>" if values else ""
    return f"<w:p><w:pPr><w:sectPr>{SECTION}{numbering}</w:sectPr></w:pPr></w:p>"


def test_the_pages_of_a_section_that_begins_anew_are_those_it_prints(soffice: str) -> None:
    body = (
        p("{%p sommaire %}") + p("Avant", HEAD1) + BREAK + p("Suite", HEAD1) + _end('w:fmt="lowerRoman"')
        + BREAK + p("Onze", HEAD1) + _end('w:start="10"') + p("Douze", HEAD1)
        + _end("") + p("Un", HEAD1) + BREAK + p("Deux", HEAD1) + _end('w:start="1"')
        + p("Trois", HEAD1)
    )  # fmt: skip
    document = number_pages(Template(docx(body, styles=WITH_TOC)).render({}))
    found = dict(entry.split("\t") for entry in entries(document))
    assert found == {
        "Avant": "i", "Suite": "ii", "Onze": "11", "Douze": "12", "Un": "1", "Deux": "2", "Trois": "3",
    }  # fmt: skip
    assert "DelibgenSection" not in part(document.to_bytes())


def test_a_register_that_goes_on_over_the_year_has_its_own_pages(soffice: str, tmp_path: Path) -> None:
    body = p("{%p sommaire %}") + p("Avant", HEAD1) + BREAK + p("Suite", HEAD1)
    template = Template(docx(body, styles=WITH_TOC, footer=PAGE))
    document = number_pages(template.render({}, properties=Properties(premiere_page=87)))
    assert [entry.rpartition("\t")[2] for entry in entries(document)] == ["87", "88"]
    assert "page 88" in pdf_text(document.to_bytes(), soffice, tmp_path)
