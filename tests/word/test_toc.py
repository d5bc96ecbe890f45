"""A table of contents with its entries, whoever inserted it, and its page numbers."""

import re
from pathlib import Path

import pytest

from delibgen.errors import Severity, TemplateError
from delibgen.exports.pages import number_pages
from delibgen.exports.pdf import to_pdf
from delibgen.word import Document, Template
from tests.word.build import STYLES, docx, names, p, part
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
