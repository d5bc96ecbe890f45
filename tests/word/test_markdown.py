"""Formatted text: Markdown in the template's own styles, nothing lost; images."""

import io
import re
import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from delibgen.errors import DelibgenError, RenderError
from delibgen.word import Image, Template, validate
from delibgen.word.faults import Fault
from delibgen.word.markdown import (
    Blocks,
    Bullets,
    Grid,
    Paragraph,
    Span,
    _bare,
    _simple,
    inline,
    markdown,
    parse,
)
from delibgen.word.simple import has_inline, split_blocks
from tests.word.build import NUMBERING, STYLES, docx, names, p, paragraph_texts, part, table

BLOCK = docx(p("{{p t | markdown }}", '<w:jc w:val="both"/>') + p("fin"))


def written(text: str, source: bytes = BLOCK) -> str:
    return part(Template(source).render({"t": text}).to_bytes())


def styles(text: str) -> list[str]:
    return re.findall(r'<w:pStyle w:val="(\w+)"/>', written(text))


def test_paragraphs_take_the_formatting_of_the_tag() -> None:
    run = (
        '<w:r><w:rPr><w:rFonts w:ascii="Arial"/><w:sz w:val="20"/></w:rPr>'
        "<w:t>{{p t | markdown }}</w:t></w:r>"
    )
    xml = written(
        "un **deux** *trois*\n\nquatre", docx(f'<w:p><w:pPr><w:jc w:val="both"/></w:pPr>{run}</w:p>')
    )
    assert xml.count('<w:pPr><w:jc w:val="both"/></w:pPr>') == 2
    assert (
        '<w:rPr><w:rFonts w:ascii="Arial"/><w:b/><w:bCs/><w:sz w:val="20"/></w:rPr>'
        '<w:t xml:space="preserve">deux' in xml
    )
    assert (
        '<w:rPr><w:rFonts w:ascii="Arial"/><w:i/><w:iCs/><w:sz w:val="20"/></w:rPr>'
        '<w:t xml:space="preserve">trois' in xml
    )


def test_lists_use_the_styles_of_the_template_and_each_numbered_list_restarts() -> None:
    text = "- a\n  1. b\n  2. c\n- d\n\nentre\n\n1. e\n\nentre\n\n1. f\n2. g"
    assert styles(text) == [
        "Listepuces",
        "Listenumros2",
        "Listenumros2",
        "Listepuces",
        "Listenumros",
        "Listenumros",
        "Listenumros",
    ]
    data = Template(BLOCK).render({"t": text}).to_bytes()
    assert re.findall(r'<w:numId w:val="(\d+)"/>', part(data)) == ["4", "4", "5", "6", "6"]
    numbering = part(data, "word/numbering.xml")
    for number, abstract in (("4", "3"), ("5", "2"), ("6", "2")):
        assert (
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>'
            '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>' in numbering
        )


def test_a_page_break_before_the_tag_comes_once() -> None:
    for mark in ("<w:pageBreakBefore/>", '<w:pageBreakBefore w:val="1"/>'):
        template = Template(docx(p("x") + p("{{p t | markdown }}", f"<w:keepNext/>{mark}")))
        body = part(template.render({"t": "un\n\ndeux\n\n<w:pageBreakBefore/>"}).to_bytes())
        assert body.count("<w:pageBreakBefore") == 1
        assert body.index("<w:pageBreakBefore") < body.index("un</w:t>")
        assert body.count("<w:keepNext/>") == 3
        assert "&lt;w:pageBreakBefore/&gt;" in body


def test_quotes_headings_breaks_and_tables() -> None:
    text = "# Titre\n\n> cité\n\nun  \ndeux\n\n| A | B |\n|---|--:|\n| 1 | **2** |"
    xml = written(text)
    assert styles(text) == ["Titre1", "Citation"]
    assert '<w:tblStyle w:val="Grilledutableau"/>' in xml
    assert '<w:jc w:val="right"/>' in xml
    shown = Template(BLOCK).render({"t": text}).text
    assert shown == "Titre\ncité\nun\ndeux\nA\tB\n1\t2\n\nfin"


def test_an_own_table_style_comes_first() -> None:
    own = STYLES + '<w:style w:type="table" w:styleId="Delib"><w:name w:val="Delibgen Tableau"/></w:style>'
    assert '<w:tblStyle w:val="Delib"/>' in written(
        "|A|\n|-|\n|1|", docx(p("{{p t | markdown }}"), styles=own)
    )


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("- a", "List Bullet"),
        ("1. a", "List Number"),
        ("> a", "Quote"),
        ("## a", "heading 2"),
        ("|A|\n|-|", "Table Grid"),
    ],
)
def test_a_missing_style_is_named_with_the_place(text: str, name: str) -> None:
    bare = '<w:style w:type="paragraph" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    template = Template(docx(p("{{p t | markdown }}"), styles=bare))
    with pytest.raises(RenderError, match="DG410") as caught:
        template.render({"t": text})
    assert f"« {name} »" in str(caught.value)
    assert "corps, §1" in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "<b>gras</b> & <script>",
        "[lien](http://x.fr)",
        "![i](x.png)",
        "`code`",
        "    indenté",
        "```\na\n```",
        "a\n---",
        "***",
        "&amp; &eacute;",
        "[x]: http://y.fr",
        "<http://x.fr>",
        "R&D < 5 000",
    ],
)
def test_what_is_not_for_an_act_stays_literal(text: str) -> None:
    shown = "".join(paragraph_texts(Template(BLOCK).render({"t": text}).to_bytes())).removesuffix("fin")
    assert re.sub(r"\s", "", shown) == re.sub(r"\s", "", text)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from([
            "# ",
            "- ",
            "1. ",
            "  ",
            "**",
            "*",
            "_",
            "> ",
            "|",
            "\n",
            "\n\n",
            "mot",
            "é",
            "12",
            "&",
            "<b>",
            "\\",
            "`",
            "[a](b)",
            "|-|",
        ])
    ).map("".join)
)
def test_no_letter_of_markdown_is_ever_lost(text: str) -> None:
    try:
        found = markdown(text)
    except Fault:
        return
    assert [c for c in found.text if c.isalpha()] == [c for c in text if c.isalpha()]
    try:
        data = Template.cached(BLOCK).render({"t": text}).to_bytes()
    except DelibgenError:
        return
    letters = "".join(c for c in "".join(paragraph_texts(data)) if c.isalpha())
    assert letters == "".join(c for c in text if c.isalpha()) + "fin"


def test_a_table_row_longer_than_its_header_is_refused() -> None:
    with pytest.raises(Fault, match="perdue"):
        markdown("|A|\n|-|\n|1|2|")


def test_blocks_and_runs_are_values_too() -> None:
    blocks = Blocks((
        Paragraph((Span("a", bold=True),)),
        Bullets(((Paragraph((Span("b"),)),),)),
        Grid((((Span("c"),),),), ("",)),
    ))
    document = Template(docx(p("{{p t }}"))).render({"t": blocks})
    assert document.text == "a\nb\nc\n"
    assert blocks.text == "a\nb\nc"
    runs = Template(docx(p("x {{r t }} y"))).render({"t": inline("un **deux**")})
    assert runs.text == "x un deux y"


def test_formatted_text_in_a_cell_always_ends_with_a_paragraph() -> None:
    source = docx(table((p("{{p t | markdown }}"),)) + p("fin"))
    for text in ("", "a", "|A|\n|-|\n|1|"):
        xml = part(Template(source).render({"t": text}).to_bytes())
        assert "</w:tbl></w:tc>" not in xml
        assert re.search(r"(</w:p>|<w:p/>)</w:tc></w:tr></w:tbl><w:p>", xml)


def test_markup_at_the_wrong_place_is_told() -> None:
    for tag, message in (
        ("{{ t | markdown }}", "{{p"),
        ("{{p t }}", "markdown"),
        ("{{r t }}", "gras_italique"),
    ):
        with pytest.raises(RenderError, match="DG409") as caught:
            Template(docx(p(tag))).render({"t": "x"})
        assert message in str(caught.value)


def test_control_characters_are_refused_in_markdown() -> None:
    with pytest.raises(RenderError, match="U\\+0007"):
        Template(BLOCK).render({"t": "a\x07"})


def test_a_template_without_numbering_tells_it() -> None:
    plain = STYLES.replace('<w:numId w:val="2"/>', '<w:numId w:val="0"/>')
    with pytest.raises(RenderError, match="DG410"):
        Template(docx(p("{{p t | markdown }}"), styles=plain, numbering=NUMBERING)).render({"t": "1. a"})


# ---------------------------------------------------------------- images


def png(columns: int = 10, rows: int = 5, extra: bytes = b"") -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", columns, rows, 8, 2, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n"
        + head
        + extra
        + chunk(b"IDAT", zlib.compress(b"\0" * 31 * 5))
        + chunk(b"IEND", b"")
    )


JPEG = (
    b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x01\x00\x48\x00\x48\x00\x00\xff\xc0\x00\x11\x08\x00\x90\x00\x48\x03"
    + b"\0" * 30
)


def test_an_image_is_printed_in_any_part_and_stored_once() -> None:
    logo = Image(png(), description='Logo "A & B"', largeur_mm=20)
    source = docx(
        p("{{ logo }} texte {{ logo }}") + p("{% for x in l %}{{ logo }}{% endfor %}"), header=p("{{ logo }}")
    )
    data = Template(source).render({"logo": logo, "l": [1, 2]}).to_bytes()
    media = [name for name in names(data) if name.startswith("word/media/")]
    assert media == [f"word/media/{logo.media_name}"]
    xml = part(data) + part(data, "word/header1.xml")
    identifiers = re.findall(r'<wp:docPr id="(\d+)"', xml)
    assert len(identifiers) == len(set(identifiers)) == 5
    assert 'descr="Logo &quot;A &amp; B&quot;"' in xml
    assert 'cx="720000" cy="360000"' in xml
    for rels in ("word/_rels/document.xml.rels", "word/_rels/header1.xml.rels"):
        assert part(data, rels).count("rIdDelibgen1") == 1
    assert 'Extension="png"' in part(data, "[Content_Types].xml")
    docx_reader = pytest.importorskip("docx")
    assert len(docx_reader.Document(io.BytesIO(data)).inline_shapes) == 4


def test_the_size_of_an_image_comes_from_its_file_or_from_the_caller() -> None:
    assert Image(JPEG, description="x").width == 914_400
    assert Image(JPEG, description="x").height == 1_828_800
    assert Image(png(), description="x", hauteur_mm=10).width == 720_000
    assert Image(png(8000, 100), description="x").width == 160 * 36_000


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg/>",
        b"RIFF0000WEBP",
        b"GIF89a",
        png(60_000, 60_000),
        png()[:40],
        png()[:-12],
        b"\xff\xd8\xff\xe0",
        JPEG[:22],
        b"\0" * 11_000_000,
    ],
)
def test_what_is_not_a_sane_image_is_refused(data: bytes) -> None:
    with pytest.raises(RenderError, match="DG411"):
        Image(data, description="x")


def test_an_image_needs_a_text_and_a_possible_size(tmp_path: Path) -> None:
    for options in (
        {"description": " "},
        {"description": "x\x00"},
        {"description": "x", "largeur_mm": 0},
        {"description": "x", "hauteur_mm": 5000},
    ):
        with pytest.raises(RenderError, match="DG411"):
            Image(png(), **options)  # type: ignore[arg-type]
    with pytest.raises(RenderError, match="ne peut pas être lue"):
        Image(tmp_path / "absente.png", description="x")
    (tmp_path / "a.png").write_bytes(png())
    assert Image(tmp_path / "a.png", description="x") == Image(str(tmp_path / "a.png"), description="x")


_PIECES = st.sampled_from([
    "a", "Le Conseil", "é", "\n", "\n\n", "- ", "-", "* ", "+ ", "1. ", "12) ", "#", "# ", "> ", "*", "**",
    "_", "\\", "|", " ", "  ", "\u00a0", "\t", "`", "<b>", "&amp;", "[x](y)", "---", "===", ":", "2024",
    "~~", "!", "http://x.fr",
])  # fmt: skip


@given(st.lists(_PIECES, max_size=14).map("".join))
@example("Texte :\n- un\n- deux\nsuite\n\n- trois\n\nfin")
@example("- **un** et\n- *deux*\\\nsuite")
@example("\n\na\n")
def test_simple_markdown_reads_as_the_parser_reads_it(text: str) -> None:
    blocks = split_blocks(text)
    if blocks is not None:
        assert Blocks(tuple(map(_simple, blocks))) == parse(text)
        if not has_inline(text):
            assert Blocks(tuple(map(_bare, blocks))) == parse(text)


def test_what_acts_are_made_of_needs_no_parser() -> None:
    assert split_blocks(
        "Par délibération du 28 juin, la **métropole**\n\n- d'une part ;\n- d'autre part.\n\nVu"
    )


@pytest.mark.parametrize(
    "text",
    [
        "| `a|b` | c |\n|---|---|\n| 1 | 2 |",
        "| a | b | c |\n|---|---|\n| 1 | 2 | 3 |",
        "avant\n\n| a |\n|:--|--:|\n| 1 |",
    ],
)
def test_a_table_that_cannot_be_read_is_never_printed_with_its_pipes(text: str) -> None:
    with pytest.raises(RenderError, match="un tableau du Markdown"):
        written(text)


@pytest.mark.parametrize("text", ["a | b --- c", "| seul |", "x\n\n---\n\ny", "a --- | --- b"])
def test_pipes_and_dashes_of_a_sentence_are_no_table(text: str) -> None:
    assert text.split()[0] in written(text)


DEEP = "- a\n  - b\n    - c\n      - d\n\n1. e\n   1. f\n      1. g"


def test_a_list_deeper_than_the_styles_takes_the_deepest_one_further_in() -> None:
    data = Template(docx(p("{{p t | markdown }}"))).render({"t": DEEP}).to_bytes()
    assert paragraph_texts(data) == list("abcdefg")
    indents = re.findall(r'w:pStyle w:val="(\w+)"/>.*?(?:w:left="(\d+)"[^>]*/></w:pPr>|</w:pPr>)', part(data))
    assert indents == [
        ("Listepuces", ""),
        ("Listepuces2", ""),
        ("Listepuces2", "1080"),
        ("Listepuces2", "1440"),
        ("Listenumros", ""),
        ("Listenumros2", ""),
        ("Listenumros2", "1080"),
    ]
    assert validate(data) == []
