"""The pages of every act of the example sittings, as LibreOffice prints them: nothing cut, nothing lost."""

import re
import subprocess
import xml.etree.ElementTree as ET
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from delibgen.exports.pdf import to_pdf
from tests.golden.test_golden import ACTES
from tests.reader import Reader, W

pytestmark = pytest.mark.libreoffice

HEADINGS = {
    "heading 1",
    "heading 2",
    "heading 3",
    "delibgen légende",
    "delibgen rubrique",
    "delibgen formule",
}
FOOTER = re.compile(r"Page (\d+)/(\d+)$")
LEAF = re.compile(r"Feuillet (\d+)$")
REGISTRE = "12-registre"
FOOT = 780
"""Below it, in points, there is only the footer."""
X = "{http://www.w3.org/1999/xhtml}"


@dataclass(frozen=True)
class Line:
    page: int
    top: float
    text: str


@pytest.fixture(scope="module")
def pages(soffice, tmp_path_factory) -> dict[str, list[list[Line]]]:
    """The lines of each page of each act, from one call of LibreOffice."""
    folder = tmp_path_factory.mktemp("actes")
    sources = []
    for name, data in ACTES.items():
        sources.append(folder / f"{name}.docx")
        sources[-1].write_bytes(data)
    made = to_pdf(sources, folder / "pdf")
    return {path.stem: lines_of(path) for path in made}


def lines_of(pdf: Path) -> list[list[Line]]:
    out = pdf.with_suffix(".html")
    subprocess.run(["pdftotext", "-bbox-layout", str(pdf), str(out)], check=True)
    return [
        sorted(
            (
                Line(
                    number,
                    float(line.get("yMin", 0)),
                    " ".join(word.text or "" for word in line.iter(f"{X}word")),
                )
                for line in page.iter(f"{X}line")
            ),
            key=lambda line: line.top,
        )
        for number, page in enumerate(ET.parse(out).getroot().iter(f"{X}page"), 1)
    ]


def styled(name: str, styles: set[str]) -> set[str]:
    """Return the texts of the paragraphs of an act in one of these styles."""
    reader = Reader(ACTES[name])
    labels = {
        style.get(f"{W}styleId"): style.find(f"{W}name").get(f"{W}val")
        for style in reader.tree("word/styles.xml").iter(f"{W}style")
    }
    found = set()
    for paragraph in reader.tree("word/document.xml").iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if style is not None and labels[style.get(f"{W}val")] in styles:
            found.add(fold(reader.text_of(paragraph)))
    return found - {""}


def fold(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("name", ACTES)
def test_the_footer_counts_the_pages(pages, name):
    counts = [
        [tuple(map(int, found.groups())) for line in page if (found := FOOTER.search(line.text))]
        for page in pages[name]
    ]
    if name == REGISTRE:  # its leaves go on from the sitting before
        counts = [
            [int(found[1])] for page in pages[name] for line in page if (found := LEAF.search(line.text))
        ]
        assert counts == [[rank] for rank in range(57, 57 + len(pages[name]))]
        return
    assert counts == [[(rank, len(counts))] for rank in range(1, len(counts) + 1)]
    assert 1 <= len(counts) <= (6 if name.startswith("recueil") else 5)  # it tells the rounds of an election


@pytest.mark.parametrize("name", ACTES)
def test_no_heading_ends_a_page(pages, name):
    headings = styled(name, HEADINGS)
    for page in pages[name][:-1]:
        body = [fold(line.text) for line in page if line.top < FOOT]
        assert not any(heading.endswith(body[-1]) for heading in headings), body[-1]


@pytest.mark.parametrize("name", ACTES)
def test_no_page_is_blank(pages, name):
    assert [rank for rank, page in enumerate(pages[name], 1) if all(line.top >= FOOT for line in page)] == []


@pytest.mark.parametrize("name", ACTES)
def test_a_signature_block_stays_on_one_page(pages, name):
    places = [(fold(line.text), line.page) for page in pages[name] for line in page]
    tops = styled(name, {"delibgen fait à", "delibgen signature"})
    signed = {page for text, page in places if any(text and text in top for top in tops if len(top) > 12)}
    names = styled(name, {"delibgen signataire"}) - {"[à compléter]"}
    last = {max(page for text, page in places if person in text) for person in names}
    assert not names or (signed >= last and len(last) == 1)


@pytest.mark.parametrize("name", ACTES)
def test_the_room_of_the_stamp_is_free(pages, name):
    """8 cm by 4 cm at the top right of page 1: no line of the first 5 cm but those of the letterhead."""
    lines = [fold(line.text) for line in pages[name][0] if line.top < 5.2 / 2.54 * 72]
    assert set(lines) <= styled(name, {"delibgen collectivité"})


@pytest.mark.parametrize("name", ACTES)
def test_the_printed_words_are_those_of_the_document(pages, name):
    """In both directions, as many times; the printer adds the numbers of lists."""
    body = " ".join(line.text for page in pages[name] for line in page if line.top < FOOT)
    written, printed = Counter(words(Reader(ACTES[name]).text())), Counter(words(body))
    assert written - printed == Counter()
    extra = printed - written
    for row in repeated(name):  # a table that goes over a page prints its header again
        while extra >= row:
            extra -= row
    added = list(extra.elements())
    assert len(added) == len(numbered(name))
    assert all(re.fullmatch(r"\d+\.", word) for word in added)


def repeated(name: str) -> list[Counter[str]]:
    """Return the words of each row that is printed again on every page."""
    rows = Reader(ACTES[name]).tree("word/document.xml").iter(f"{W}tr")
    headers = [row for row in rows if row.find(f"{W}trPr/{W}tblHeader") is not None]
    return [Counter(word for p in row.iter(f"{W}p") for word in words(Reader.text_of(p))) for row in headers]


def words(text: str) -> list[str]:
    """Return the words, the pieces of a hyphenated one apart: a line may end after a hyphen.

    The leader of a table of contents and its page are the printer's.
    """
    return [word for word in re.split(r"[\s-]+|\.{4,}\d+", text.strip()) if word and word.strip(".…")]


def numbered(name: str) -> set[str]:
    return styled(name, {"List Number"})
