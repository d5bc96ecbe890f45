"""Minimal .docx packages made from strings, and an independent reader (zip + ElementTree)."""

import io
import zipfile
from collections.abc import Mapping
from xml.etree import ElementTree as ET

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NS = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
SECTION = (
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417" w:header="708"'
    ' w:footer="708" w:gutter="0"/>'
)
_ROOTS = {
    "header": ("hdr", "word/header1.xml"),
    "footer": ("ftr", "word/footer1.xml"),
    "footnotes": ("footnotes", "word/footnotes.xml"),
    "endnotes": ("endnotes", "word/endnotes.xml"),
    "comments": ("comments", "word/comments.xml"),
    "styles": ("styles", "word/styles.xml"),
    "numbering": ("numbering", "word/numbering.xml"),
}
STYLES = """
<w:docDefaults/>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Titre1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Citation"><w:name w:val="Quote"/></w:style>
<w:style w:type="paragraph" w:styleId="Listepuces"><w:name w:val="List Bullet"/>
  <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Listepuces2"><w:name w:val="List Bullet 2"/>
  <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Listenumros"><w:name w:val="List Number"/>
  <w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Listenumros2"><w:name w:val="List Number 2"/>
  <w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>
<w:style w:type="table" w:styleId="Grilledutableau"><w:name w:val="Table Grid"/></w:style>
<w:style w:type="character" w:styleId="Champ"><w:name w:val="delibgen champ"/></w:style>
"""
NUMBERING = "".join(
    f'<w:abstractNum w:abstractNumId="{n}"><w:multiLevelType w:val="singleLevel"/>'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/>'
    f'<w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl></w:abstractNum>'
    for n, kind, text in ((1, "bullet", "•"), (2, "decimal", "%1."), (3, "lowerLetter", "%1."))
) + "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (1, 2, 3))


def p(text: str, properties: str = "") -> str:
    """Return a paragraph of one run; ``text`` is XML already escaped."""
    shape = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f'<w:p>{shape}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def table(*rows: tuple[str, ...]) -> str:
    """Return a table; each cell is text, or blocks when it starts with « <w: »."""
    width = max(len(row) for row in rows)
    grid = '<w:gridCol w:w="3000"/>' * width
    lines = "".join(f"<w:tr>{''.join(cell(text) for text in row)}</w:tr>" for row in rows)
    return (
        '<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{lines}</w:tbl>"
    )


def cell(text: str) -> str:
    content = text if text.startswith("<w:") else p(text)
    return f'<w:tc><w:tcPr><w:tcW w:w="3000" w:type="dxa"/></w:tcPr>{content}</w:tc>'


def textbox(text: str) -> str:
    """Return a paragraph with a text box, in its two forms (Choice and Fallback)."""
    inside = f"<w:txbxContent>{p(text)}</w:txbxContent>"
    return (
        '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
        '<wp:inline distT="0" distB="0" distL="0" distR="0">'
        '<wp:extent cx="2000000" cy="500000"/><wp:docPr id="7" name="Zone"/><a:graphic>'
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
        '<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/>'
        '<a:ext cx="2000000" cy="500000"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>'
        f"<wps:txbx>{inside}</wps:txbx><wps:bodyPr/></wps:wsp>"
        "</a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict>"
        f'<v:shape style="width:100pt;height:40pt"><v:textbox>{inside}</v:textbox></v:shape>'
        "</w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )


def note(kind: str, text: str) -> str:
    """Return the content of a footnotes or endnotes part with one note."""
    separator = f'<w:{kind} w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:{kind}>'
    return f'{separator}<w:{kind} w:id="2">{p(text)}</w:{kind}>'


def call(kind: str) -> str:
    """Return a paragraph that calls the note of ``note``."""
    return f'<w:p><w:r><w:t>appel</w:t></w:r><w:r><w:{kind}Reference w:id="2"/></w:r></w:p>'


def docx(
    body: str, *, extra: Mapping[str, str | bytes] | None = None, relations: str = "", **parts: str
) -> bytes:
    """Return a minimal .docx: body XML, and the other parts of ``_ROOTS`` by name."""
    parts.setdefault("styles", STYLES)
    parts.setdefault("numbering", NUMBERING)
    overrides = [f'<Override PartName="/word/document.xml" ContentType="{_MAIN}.document.main+xml"/>']
    rels, files, references = [], {}, ""
    for number, (kind, content) in enumerate(parts.items(), 1):
        root, name = _ROOTS[kind]
        files[name] = f"{_HEAD}<w:{root} {NS}>{content}</w:{root}>"
        overrides.append(f'<Override PartName="/{name}" ContentType="{_MAIN}.{kind}+xml"/>')
        rels.append(
            f'<Relationship Id="rId{number}" Type="{_REL}/{kind}" Target="{name.removeprefix("word/")}"/>'
        )
        if kind in {"header", "footer"}:
            references += f'<w:{kind}Reference w:type="default" r:id="rId{number}"/>'
    everything: dict[str, str | bytes] = {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{"".join(overrides)}</Types>',
        "_rels/.rels": _rels(
            f'<Relationship Id="rId1" Type="{_REL}/officeDocument" Target="word/document.xml"/>'
        ),
        "word/document.xml": (
            f"{_HEAD}<w:document {NS}><w:body>{body}<w:sectPr>{references}{SECTION}</w:sectPr>"
            "</w:body></w:document>"
        ),
        "word/_rels/document.xml.rels": _rels("".join(rels) + relations),
        **files,
        **(extra or {}),
    }
    return packed(everything)


def _rels(content: str) -> str:
    return f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{content}</Relationships>'


def packed(files: Mapping[str, str | bytes]) -> bytes:
    """Return a zip of these files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def part(data: bytes, name: str = "word/document.xml") -> str:
    """Return a part of a .docx as text."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode("utf-8")


def names(data: bytes) -> list[str]:
    """Return the entries of a .docx, in order."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return archive.namelist()


def paragraph_texts(data: bytes, name: str = "word/document.xml") -> list[str]:
    """Return the text of every paragraph of a part, nested ones included, each with its own text only."""
    root = ET.fromstring(part(data, name))
    return [_text(node) for node in root.iter(f"{{{W}}}p")]


def _text(paragraph: ET.Element) -> str:
    signs = {f"{{{W}}}br": "\n", f"{{{W}}}tab": "\t"}
    pieces: list[str] = []

    def walk(node: ET.Element) -> None:
        for child in node:
            if child.tag == f"{{{W}}}t":
                pieces.append(child.text or "")
            elif child.tag in signs and node.tag == f"{{{W}}}r":
                pieces.append(signs[child.tag])
            elif child.tag != f"{{{W}}}p":
                walk(child)

    walk(paragraph)
    return "".join(pieces)
