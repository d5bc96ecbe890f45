"""Blocks of other documents put in a template: letterhead, signatures, appeal notice."""

import io
import pickle
import re
from pathlib import Path
from typing import TypedDict

import docx as python_docx
import pytest

from delibgen import lint
from delibgen.errors import RenderError, Severity, TemplateError
from delibgen.render import load_template, template_bytes
from delibgen.word import Template
from delibgen.word.lint.annotate import annotate
from tests.word.build import NUMBERING, SECTION, STYLES, docx, names, p, part, table
from tests.word.office import audit, pdf_text
from tests.word.test_markdown import png


class Ville(TypedDict):
    ville: str


SIGNATURE = docx(
    p("Fait à {{ ville }}", '<w:pStyle w:val="Signe"/>')
    + table(("{%tr for s in signataires %}",), ("{{ s }}",), ("{%tr endfor %}",))
    + p("un", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>')
    + p("fin", f"<w:sectPr>{SECTION}</w:sectPr>"),
    styles=STYLES
    + '<w:style w:type="paragraph" w:styleId="Base"><w:name w:val="Base"/><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Signe"><w:name w:val="Signature"/><w:basedOn w:val="Base"/>'
    "</w:style>",
)
HOST = docx(
    p("début")
    + p("dix", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>')
    + p("{%p include “signature.docx” %}")
)
VALUES = {"ville": "Val & Mont", "signataires": ["A", "B"]}
PIECES = {"signature.docx": SIGNATURE}


def codes(error: TemplateError) -> list[str]:
    return [finding.code for finding in error.findings]


def test_the_blocks_take_the_place_of_the_tag_and_read_the_same_data() -> None:
    template = Template(HOST, pieces=PIECES)
    assert template.names == {"ville", "signataires"}
    document = template.render(VALUES)
    assert document.text == "début\ndix\nFait à Val & Mont\nA\nB\nun\nfin"
    xml = part(document.to_bytes())
    assert xml.count("<w:sectPr") == 1
    assert "dgfrom" not in xml


def test_styles_come_with_those_they_are_based_on_and_numbering_is_apart() -> None:
    data = Template(HOST, pieces=PIECES).render(VALUES).to_bytes()
    styles = part(data, "word/styles.xml")
    assert re.findall(r'<w:name w:val="(Signature|Base)"/>', styles) == ["Signature", "Base"]
    first, second = re.findall(r'<w:numId w:val="(\d+)"/>', part(data))
    assert first == "2" != second
    numbering = part(data, "word/numbering.xml")
    abstract = re.search(f'<w:num w:numId="{second}"><w:abstractNumId w:val="(\\d+)"/>', numbering)
    assert abstract is not None
    assert f'w:abstractNumId="{abstract[1]}"' in numbering
    assert numbering.rindex("<w:abstractNum ") < numbering.index("<w:num ")


def test_the_style_of_the_template_wins_and_it_is_said() -> None:
    own = STYLES + (
        '<w:style w:type="paragraph" w:styleId="Autre"><w:name w:val="signature"/>'
        "<w:rPr><w:i/></w:rPr></w:style>"
    )
    template = Template(docx(p("{%p include signature %}"), styles=own), pieces=PIECES)
    assert '<w:pStyle w:val="Autre"/>' in part(template.render(VALUES).to_bytes())
    (finding,) = template.findings
    assert (finding.code, finding.severity) == ("DG193", Severity.INFORMATION)
    assert finding.place.file == "signature.docx"
    assert pickle.loads(pickle.dumps(template)).findings == template.findings


def test_a_file_of_the_same_folder_or_of_the_folders_given(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "hote.docx").write_bytes(HOST)
    with pytest.raises(TemplateError, match="DG190"):
        Template(tmp_path / "hote.docx")
    (tmp_path / "a" / "signature.docx").write_bytes(SIGNATURE)
    assert Template(tmp_path / "hote.docx", pieces=tmp_path / "a").render(VALUES).text.endswith("fin")
    (tmp_path / "signature.docx").write_bytes(docx(p("ici")))
    template = Template(tmp_path / "hote.docx")
    assert template.render({}).text == "début\ndix\nici"
    assert template.piece_files == (tmp_path / "signature.docx",)
    assert lint(tmp_path / "hote.docx", dict[str, str]) == []


def test_pickled_with_its_pieces_and_the_same_bytes() -> None:
    template = Template(HOST, pieces=PIECES)
    assert pickle.loads(pickle.dumps(template)).render(VALUES) == template.render(VALUES)


def test_a_fault_in_a_piece_is_placed_in_its_file() -> None:
    with pytest.raises(TemplateError) as caught:
        Template(
            docx(p("{%p include a %}")),
            pieces={"a": docx(p("x") + table(("", "{{ Nom }}")))},
            name="hote.docx",
        )
    (finding,) = caught.value.findings
    assert (finding.code, finding.place.file, finding.place.element) == (
        "DG142", "a.docx", "tableau 1, ligne 1, colonne 2, §1",
    )  # fmt: skip
    template = Template(docx(p("{%p include a %}")), pieces={"a.docx": docx(p("{{ d }}"))}, name="hote.docx")
    with pytest.raises(RenderError) as failed:
        template.render({"d": None})
    assert (failed.value.findings[0].place.file, failed.value.findings[0].place.element) == ("a.docx", "§1")


def test_the_list_of_a_piece_starts_anew_each_time_that_a_loop_includes_it() -> None:
    direct = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>'
    begin, end = p("{%p for i in l %}"), p("{%p endfor %}")
    items = p("un", direct) + p("deux", direct)
    looped = p("{%p for i in l %}") + p("x", direct) + p("{%p endfor %}")
    for piece, body, wanted in (
        (items, begin + p("{%p include a %}") + end, "aabb"),
        (looped, begin + p("{%p include a %}") + end, "aabb"),
        (looped, p("{%p include a %}"), "aa"),
        (items, begin + begin + p("{%p include a %}") + end + end, "aabbccdd"),
        (items, p("{%p include a %}") + p("{%p include a %}"), "aabb"),
    ):
        data = Template(docx(body), pieces={"a": docx(piece)}).render({"l": ["1", "2"]}).to_bytes()
        found = re.findall(r'<w:numId w:val="(\d+)"/>', part(data))
        assert len(found) == len(wanted)
        assert len({*zip(found, wanted, strict=True)}) == len(set(wanted)) == len(set(found))


def test_pieces_in_pieces_in_headers_in_cells_in_loops() -> None:
    logo = docx(p("Mairie de {{ ville }}"))
    pieces = {
        "entete.docx": docx(p("{%p include logo %}") + p("suite")),
        "logo.docx": logo,
        "vide": docx(p("")),
    }
    body = (
        p("{%p for i in l %}") + p("{%p include logo %}") + p("{%p endfor %}")
        + table((p("{%p include entete %}") + p("sous"), p("{%p include logo %}")))
    )  # fmt: skip
    document = Template(docx(body, header=p("{%p include entete %}")), pieces=pieces).render({
        "ville": "V",
        "l": [1, 2],
    })
    assert document.text == "Mairie de V\nMairie de V\nMairie de V\nsuite\nsous\tMairie de V"
    assert "Mairie de V" in part(document.to_bytes(), "word/header1.xml")


@pytest.mark.parametrize(
    ("pieces", "code"),
    [
        ({}, "DG190"),
        ({"a": docx(p("{%p include a %}"))}, "DG191"),
        ({"a": docx(p("{%p include b %}")), "b": docx(p("{%p include a %}"))}, "DG191"),
        ({"a": docx('<w:p><w:r><w:footnoteReference w:id="2"/></w:r></w:p>')}, "DG192"),
        ({"a": b"rien"}, "DG102"),
        ({"a": docx('<w:p><w:r><w:drawing r:embed="rId77"/></w:r></w:p>')}, "DG192"),
    ],
)
def test_refusals(pieces: dict[str, bytes], code: str) -> None:
    with pytest.raises(TemplateError) as caught:
        Template(docx(p("{%p include a %}")), pieces=pieces)
    assert codes(caught.value) == [code]


@pytest.mark.parametrize(
    "text", ["{% include a %}", "x {%p include a %}", "{%p include %}", "{%p include '../a' %}"]
)
def test_an_inclusion_is_alone_in_its_paragraph_and_names_a_file(text: str) -> None:
    with pytest.raises(TemplateError, match="DG190"):
        Template(docx(p(text)), pieces={"a": docx(p("x"))})


def picture() -> bytes:
    document = python_docx.Document()
    document.add_heading("Lettre à en-tête", 1)
    document.add_picture(io.BytesIO(png(40, 20)))
    document.add_paragraph("un", style="List Number")
    document.add_paragraph("{{ ville }}", style="Intense Quote")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def host_of_word() -> bytes:
    document = python_docx.Document()
    document.add_paragraph("{%p include tete %}")
    document.add_picture(io.BytesIO(png(10, 10)))
    document.add_paragraph("{%p include tete %}")
    document.add_paragraph("dix", style="List Number")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_images_are_copied_and_the_result_is_valid(soffice: str, tmp_path: Path) -> None:
    document = Template(host_of_word(), pieces={"tete.docx": picture()}).render({"ville": "Val & Mont"})
    data = document.to_bytes()
    assert len([name for name in names(data) if name.startswith("word/media/")]) == 2
    xml = part(data)
    identifiers = re.findall(r'<wp:docPr id="(\d+)"', xml)
    assert len(set(identifiers)) == len(identifiers) == 3
    assert set(audit(data)) <= set(audit(host_of_word()))
    shown = pdf_text(data, soffice, tmp_path).split()
    assert shown.count("Lettre") == 2
    assert shown.count("Mont") == 2


def test_an_image_is_copied_once_and_leaves_with_its_block() -> None:
    """As Word writes it: the template has no image, and its content types know none."""
    piece, host = python_docx.Document(), python_docx.Document()
    piece.add_paragraph("Signé {{ nom }}")
    piece.add_picture(io.BytesIO(png()))
    for tag in ("{%p include a %}", "{%p if deux %}", "{%p include a %}", "{%p endif %}", "{%p if b %}"):
        host.add_paragraph(tag)
    for tag in ("{%p include b %}", "{%p endif %}"):
        host.add_paragraph(tag)
    other = python_docx.Document()
    other.add_picture(io.BytesIO(png(9)))
    made = Template(saved(host), pieces={"a": saved(piece), "b": saved(other)})
    images = [
        [
            name
            for name in names(made.render({"nom": "A", "deux": deux, "b": b}).to_bytes())
            if "media" in name
        ]
        for deux, b in ((True, True), (False, True), (True, False))
    ]
    first, second = "word/media/piece1.png", "word/media/piece2.png"
    assert images == [[first, second], [first, second], [first]]


def test_sections_and_headers_of_a_piece_are_left_out() -> None:
    piece = python_docx.Document()
    piece.add_paragraph("un")
    piece.sections[0].header.paragraphs[0].text = "En-tête {{ rien }}"
    piece.add_section()
    piece.add_paragraph("deux {{ nom }}")
    document = Template(docx(p("{%p include a %}")), pieces={"a": saved(piece)}).render({"nom": "A"})
    assert [line for line in document.text.split("\n") if line] == ["un", "deux A"]
    assert part(document.to_bytes()).count("<w:sectPr") == 1


def saved(document: object) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)  # type: ignore[attr-defined]
    return buffer.getvalue()


def test_bookmarks_of_a_piece_repeated_keep_their_links() -> None:
    mark = '<w:bookmarkStart w:id="1" w:name="ici"/><w:bookmarkEnd w:id="1"/>'
    piece = docx(f'<w:p>{mark}<w:hyperlink w:anchor="ici"><w:r><w:t>x</w:t></w:r></w:hyperlink></w:p>')
    source = docx(p("{%p include a %}") * 2)
    xml = part(Template(source, pieces={"a": piece}).render({}).to_bytes())
    marks = re.findall(r'<w:bookmarkStart w:id="(\d+)" w:name="(\w+)"/>', xml)
    assert len({identifier for identifier, _ in marks}) == 2
    assert [name for _, name in marks] == re.findall(r'w:anchor="(\w+)"', xml)
    assert len({name for _, name in marks}) == 2


def test_a_template_without_numbering_gets_that_of_the_piece() -> None:
    piece = docx(p("x", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>'), numbering=NUMBERING)
    buffer = docx(p("{%p include a %}"))
    document = Template(buffer, pieces={"a": piece}).render({})
    assert document.text == "x"


def test_the_shared_template_follows_its_pieces(tmp_path: Path) -> None:
    (tmp_path / "hote.docx").write_bytes(docx(p("{%p include pied %}")))
    (tmp_path / "pied.docx").write_bytes(docx(p("un")))
    assert load_template(tmp_path / "hote.docx").render({}).text == "un"
    assert load_template(tmp_path / "hote.docx").render({}).text == "un"
    (tmp_path / "pied.docx").write_bytes(docx(p("deux fois")))
    assert load_template(tmp_path / "hote.docx").render({}).text == "deux fois"
    octets = template_bytes(tmp_path / "hote.docx")
    assert Template(octets).render({}).text == "deux fois"
    assert Template.cached(tmp_path / "hote.docx") is Template.cached(tmp_path / "hote.docx")


def test_a_piece_is_that_of_the_folders_asked_as_they_are_now(tmp_path: Path) -> None:
    """Two town halls, one template: neither signs under the old letterhead, nor under the other's."""
    host, one, other = tmp_path / "hote.docx", tmp_path / "a", tmp_path / "b"
    host.write_bytes(docx(p("{%p include pied %}")))
    for folder in (one, other):
        folder.mkdir()
        (folder / "pied.docx").write_bytes(docx(p(folder.name)))

    def shown(*folders: Path) -> str:
        return load_template(host, folders).render({}).text

    assert [shown(one), shown(other), shown(one), shown(other)] == ["a", "b", "a", "b"]
    (one / "pied.docx").write_bytes(docx(p("a, nouveau")))
    assert [shown(other), shown(one)] == ["b", "a, nouveau"]
    (one / "pied.docx").unlink()
    assert [shown(one, other) for _ in "12"] == ["b", "b"]
    (one / "pied.docx").write_bytes(docx(p("a, revenu")))
    assert [shown(one, other) for _ in "12"] == ["a, revenu"] * 2


def test_lint_places_a_fault_of_a_piece_in_its_own_file(tmp_path: Path) -> None:
    (tmp_path / "pied.docx").write_bytes(docx(p("un") + table(("x", "{{ villes }}"))))
    (tmp_path / "hote.docx").write_bytes(docx(p("{{ vile }}") + p("{%p include pied %}") + p("{{ vil }}")))
    found = lint(tmp_path / "hote.docx", Ville)
    assert [(one.place.file, one.place.element) for one in found] == [
        ("hote.docx", "§1"),
        ("pied.docx", "tableau 1, ligne 1, colonne 2, §1"),
        ("hote.docx", "§3"),
    ]
    copy = part(annotate((tmp_path / "hote.docx").read_bytes(), found, name="hote.docx"), "word/comments.xml")
    assert "pied.docx, corps, tableau 1" in copy
    assert "hote.docx" not in copy


def _numbered(name: str, number: int) -> str:
    return f'<w:name w:val="{name}"/><w:pPr><w:numPr><w:numId w:val="{number}"/></w:numPr></w:pPr>'


def _listed(*numbers: tuple[str, int]) -> str:
    """Return the usual styles, those of these names numbered."""
    styles = STYLES
    for name, number in numbers:
        styles = styles.replace(f'<w:name w:val="{name}"/>', _numbered(name, number))
    return styles


LISTED = _listed(("List Number", 2), ("heading 1", 3))
BY_STYLE = '<w:pStyle w:val="Listenumros"/>'


def test_a_list_numbered_by_a_style_of_the_template_begins_anew_in_each_piece(
    soffice: str, tmp_path: Path
) -> None:
    title = '<w:pStyle w:val="Titre1"/>'
    piece = docx(p("P1", BY_STYLE) + p("P2", BY_STYLE) + p("Titre de la pièce", title), styles=LISTED)
    body = (
        p("Un", title)
        + p("H1", BY_STYLE)
        + p("{%p include sig %}")
        + p("H2", BY_STYLE)
        + p("{%p include sig %}")
    )
    data = Template(docx(body, styles=LISTED), pieces={"sig.docx": piece}).render({}).to_bytes()
    shown = " ".join(pdf_text(data, soffice, tmp_path).split())
    assert shown == "a. Un 1. H1 1. P1 2. P2 b. Titre de la pièce 2. H2 1. P1 2. P2 c. Titre de la pièce"
    assert audit(data) == audit(docx(body, styles=LISTED))


def test_a_list_by_style_in_a_piece_of_a_loop_begins_anew_at_each_turn(soffice: str, tmp_path: Path) -> None:
    piece = docx(p("{{ x }}1", BY_STYLE) + p("{{ x }}2", BY_STYLE), styles=LISTED)
    body = p("{%p for x in l %}") + p("{%p include sig %}") + p("{%p endfor %}")
    data = (
        Template(docx(body, styles=LISTED), pieces={"sig.docx": piece}).render({"l": ["a", "b"]}).to_bytes()
    )
    assert " ".join(pdf_text(data, soffice, tmp_path).split()) == "1. a1 2. a2 1. b1 2. b2"


def test_what_is_numbered_below_the_headings_of_the_template_counts_on_with_them(
    soffice: str, tmp_path: Path
) -> None:
    title, below = '<w:pStyle w:val="Titre1"/>', '<w:pStyle w:val="Citation"/>'
    styles = _listed(("heading 1", 9)).replace(
        '<w:name w:val="Quote"/>',
        '<w:name w:val="Quote"/><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="9"/></w:numPr></w:pPr>',
    )
    levels = "".join(
        f'<w:lvl w:ilvl="{rank}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for rank, text in enumerate(("Article %1", "%1.%2"))
    )
    numbering = (
        f'<w:abstractNum w:abstractNumId="9"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
        '<w:num w:numId="9"><w:abstractNumId w:val="9"/></w:num>'
    )
    piece = docx(p("B", title) + p("b", below), styles=styles, numbering=numbering)
    host = docx(p("A", title) + p("a", below) + p("{%p include sig %}"), styles=styles, numbering=numbering)
    data = Template(host, pieces={"sig.docx": piece}).render({}).to_bytes()
    assert " ".join(pdf_text(data, soffice, tmp_path).split()) == "Article 1 A 1.1 a Article 2 B 2.1 b"
