"""What the file tells of itself: the number of its first page."""

import pytest

from delibgen.word import Properties, Template
from delibgen.word.properties import number_from
from tests.word.build import docx, p

MARGINS = '<w:pgMar w:top="1"/>'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (MARGINS, f'{MARGINS}<w:pgNumType w:start="57"/>'),
        (f'{MARGINS}<w:cols w:space="708"/>', f'{MARGINS}<w:pgNumType w:start="57"/><w:cols w:space="708"/>'),
        (
            f'{MARGINS}<w:pgNumType w:fmt="decimal" w:start="3"/><w:docGrid/>',
            f'{MARGINS}<w:pgNumType w:fmt="decimal" w:start="57"/><w:docGrid/>',
        ),
        (f"{MARGINS}<w:lnNumType/><w:cols/>", f'{MARGINS}<w:lnNumType/><w:pgNumType w:start="57"/><w:cols/>'),
    ],
)
def test_pages_are_numbered_from_the_number_given(before, after):
    assert number_from(f"<w:sectPr>{before}</w:sectPr>", 57) == f"<w:sectPr>{after}</w:sectPr>"


def test_only_the_first_section_restarts():
    two = f"<w:sectPr>{MARGINS}</w:sectPr><w:sectPr>{MARGINS}</w:sectPr>"
    assert number_from(two, 8).count("pgNumType") == 1


def test_a_document_is_numbered_and_another_is_not():
    template = Template(docx(p("{{ x }}")))
    numbered = template.render({"x": "a"}, properties=Properties(premiere_page=12)).to_bytes()
    plain = template.render({"x": "a"}).to_bytes()
    assert part(numbered).count(b'w:start="12"') == 1
    assert b"pgNumType" not in part(plain)


def part(data: bytes) -> bytes:
    import io
    import zipfile

    return zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml")
