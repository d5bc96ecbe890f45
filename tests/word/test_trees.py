"""Small writers and readers of XML trees: what is taken out, put before, made, counted, inherited."""

import struct

import pytest
from lxml import etree

from delibgen.errors import RenderError
from delibgen.word import opc
from delibgen.word.counters import written
from delibgen.word.image import Image
from delibgen.word.names import PPR, RPR, P, R, T, w
from delibgen.word.styles import read_styles
from delibgen.word.xml import discard, discard_in_run, properties_of, write_before


def run(*children: str) -> etree._Element:
    """Return a run, in a paragraph, with empty children of these names."""
    paragraph = etree.Element(P)
    found = etree.SubElement(paragraph, R)
    for name in children:
        etree.SubElement(found, name)
    return found


def test_an_element_is_taken_out_once() -> None:
    text = run(T)[0]
    discard(text)
    discard(text)
    assert text.getparent() is None


@pytest.mark.parametrize("children", [(T,), (RPR, T)])
def test_a_run_that_holds_nothing_more_goes(children: tuple[str, ...]) -> None:
    found = run(*children)
    paragraph = found.getparent()
    discard_in_run(found[-1])
    assert paragraph is not None
    assert len(paragraph) == 0


def test_a_run_that_holds_something_stays() -> None:
    found = run(RPR, T, w("tab"))
    discard_in_run(found[1])
    assert [child.tag for child in found] == [RPR, w("tab")]
    assert found.getparent() is not None


def test_what_is_in_no_run_goes_alone() -> None:
    paragraph = etree.Element(P)
    body = etree.Element("body")
    body.append(paragraph)
    discard_in_run(etree.SubElement(paragraph, w("proofErr")))
    assert paragraph.getparent() is body


def test_a_text_is_put_after_what_precedes() -> None:
    root = etree.fromstring("<a>1<b/>2<c/></a>")
    write_before(root[1], "x")
    write_before(root[0], "y")
    assert etree.tostring(root) == b"<a>1y<b/>2x<c/></a>"


def test_the_formatting_of_a_paragraph_is_made_once_and_first() -> None:
    paragraph = run(T).getparent()
    assert paragraph is not None
    made = properties_of(paragraph)
    assert paragraph[0] is made
    assert made.tag == PPR
    assert properties_of(paragraph) is made


def test_a_relationship_takes_a_free_identifier() -> None:
    root = etree.fromstring(f"{opc.EMPTY_RELS}</Relationships>".encode())
    first = opc.add_relation(root, "genre", "/word/media/a.png")
    second = opc.add_relation(root, "genre", "https://exemple.fr", external=True)
    root.remove(root[0])
    third = opc.add_relation(root, "genre", "/word/media/b.png")
    assert first == third != second
    modes = {node.get("Id"): node.get("TargetMode") for node in root}
    assert modes == {second: "External", third: None}


@pytest.mark.parametrize(
    ("number", "form", "shown"),
    [
        (4, "decimal", "4"),
        (4, "decimalZero", "04"),
        (14, "decimalZero", "14"),
        (1, "ordinal", "1er"),
        (2, "ordinal", "2e"),
        (9, "lowerRoman", "ix"),
        (49, "upperRoman", "XLIX"),
        (1, "lowerLetter", "a"),
        (26, "upperLetter", "Z"),
        (27, "lowerLetter", "aa"),
        (53, "upperLetter", "AAA"),
        (3, "none", ""),
        (0, "upperRoman", "0"),
        (0, "lowerLetter", "0"),
        (5, "chicago", "5"),
    ],
)
def test_a_number_is_written_as_word_does(number: int, form: str, shown: str) -> None:
    assert written(number, form) == shown


def sheet(*styles: str) -> etree._Element:
    """Return a styles part."""
    namespace = w("")[1:-1]
    return etree.fromstring(f'<w:styles xmlns:w="{namespace}">{"".join(styles)}</w:styles>')


def style(name: str, based_on: str = "", properties: str = "") -> str:
    """Return a paragraph style."""
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/>{base}'
        f"<w:pPr>{properties}</w:pPr></w:style>"
    )


def test_a_style_says_what_those_it_is_based_on_say() -> None:
    found = read_styles(
        sheet(
            style("Base", properties='<w:outlineLvl w:val="1"/><w:ind w:start="700" w:hanging="300"/>'),
            style("Milieu", "Base", '<w:numPr><w:ilvl w:val="2"/><w:numId w:val="7"/></w:numPr>'),
            style("Article", "Milieu", '<w:ind w:left="500"/>'),
        ),
        None,
    )
    article = found.find("article")
    assert article is not None
    assert (article.number, article.level, article.outline) == ("7", 2, 2)
    assert (article.left, article.hanging) == (500, 300)


def test_a_style_that_is_taken_for_text_hides_the_heading_below() -> None:
    found = read_styles(
        sheet(
            style("Base", properties='<w:outlineLvl w:val="0"/>'),
            style("Texte", "Base", '<w:outlineLvl w:val="9"/>'),
        ),
        None,
    ).find("texte")
    assert found is not None
    assert found.outline == 0


def test_styles_based_on_each_other_are_read_all_the_same() -> None:
    found = read_styles(sheet(style("Un", "Deux"), style("Deux", "Un", '<w:ind w:left="9"/>')), None)
    assert {one.left for one in found.by_id.values()} == {9}


def jpeg(*segments: bytes) -> bytes:
    """Return the bytes of a JPEG file with these segments."""
    return b"\xff\xd8" + b"".join(segments)


def segment(marker: int, content: bytes) -> bytes:
    """Return a segment."""
    return bytes((0xFF, marker)) + struct.pack(">H", len(content) + 2) + content


FRAME = segment(0xC0, b"\x08" + struct.pack(">HH", 200, 400) + b"\x03")


def density(unit: int, value: int) -> bytes:
    """Return the segment that tells the density of the points."""
    return segment(0xE0, b"JFIF\0\x01\x01" + bytes((unit,)) + struct.pack(">HH", value, value) + b"\0\0")


@pytest.mark.parametrize(
    ("data", "inches"),
    [
        (jpeg(FRAME), 400 / 96),
        (jpeg(density(1, 200), FRAME), 2.0),
        (jpeg(density(2, 100), FRAME), 400 / 254),
        (jpeg(density(0, 200), FRAME), 400 / 96),
        (jpeg(segment(0xE1, b"Exif"), b"\xff\xff", FRAME), 400 / 96),
        (jpeg(segment(0xC4, b"table"), FRAME), 400 / 96),
    ],
)
def test_the_size_of_a_jpeg_is_read_in_its_header(data: bytes, inches: float) -> None:
    image = Image(data, description="Vue du port")
    assert image.width == pytest.approx(inches * 914_400, abs=1)
    assert image.height == pytest.approx(inches * 457_200, abs=1)


@pytest.mark.parametrize(
    "data",
    [
        jpeg(FRAME[:6]),
        jpeg(segment(0xE1, b"Exif"), b"x"),
        jpeg(segment(0xC4, b"table")),
        jpeg(b"\xff\xe0\0"),
    ],
)
def test_a_damaged_jpeg_is_refused(data: bytes) -> None:
    with pytest.raises(RenderError, match="abîmée"):
        Image(data, description="Vue du port")
