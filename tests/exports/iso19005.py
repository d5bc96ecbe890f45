"""What ISO 19005-2 (PDF/A-2), level b, asks for and a program of our own can see; clause → what breaks it.

It is no validator: what depends on the drawing of each glyph (widths of fonts against their programs,
.notdef), on the bytes between objects and on the inside of the colour profile is not looked at.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

_ACTIONS = {"/GoTo", "/GoToR", "/GoToE", "/Thread", "/URI", "/Named", "/SubmitForm"}
_NAMED = {"/NextPage", "/PrevPage", "/FirstPage", "/LastPage"}
_NOTES_REFUSED = {"/3D", "/Sound", "/Screen", "/Movie"}
_BLENDS = {
    *("/Normal", "/Compatible", "/Multiply", "/Screen", "/Overlay", "/Darken", "/Lighten", "/ColorDodge"),
    *("/ColorBurn", "/HardLight", "/SoftLight", "/Difference", "/Exclusion", "/Hue", "/Saturation", "/Color"),
    "/Luminosity",
}
_OPERATORS = {
    *(
        "b",
        "B",
        "b*",
        "B*",
        "BDC",
        "BI",
        "BMC",
        "BT",
        "BX",
        "c",
        "cm",
        "CS",
        "cs",
        "d",
        "d0",
        "d1",
        "Do",
        "DP",
    ),
    *("EI", "EMC", "ET", "EX", "f", "F", "f*", "G", "g", "gs", "h", "i", "ID", "j", "J", "K", "k", "l", "m"),
    *("M", "MP", "n", "q", "Q", "re", "RG", "rg", "ri", "s", "S", "SC", "sc", "SCN", "scn", "sh", "T*", "Tc"),
    *("Td", "TD", "Tf", "Tj", "TJ", "TL", "Tm", "Tr", "Ts", "Tw", "Tz", "v", "w", "W", "W*", "y", "'", '"'),
}
_INTENTS = {"/RelativeColorimetric", "/AbsoluteColorimetric", "/Perceptual", "/Saturation"}
_XMP = {"rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "pdfaid": "http://www.aiim.org/pdfa/ns/id/"}
_SAME = {
    "/Title": "{http://purl.org/dc/elements/1.1/}title",
    "/Subject": "{http://purl.org/dc/elements/1.1/}description",
    "/Author": "{http://purl.org/dc/elements/1.1/}creator",
    "/Keywords": "{http://ns.adobe.com/pdf/1.3/}Keywords",
    "/Producer": "{http://ns.adobe.com/pdf/1.3/}Producer",
    "/Creator": "{http://ns.adobe.com/xap/1.0/}CreatorTool",
}
"""Key of the information dictionary → its twin in XMP."""


def violations(path: Path) -> list[str]:
    """Return what breaks PDF/A-2b in a file, each with its clause, in a fixed order."""
    data = path.read_bytes()
    with pikepdf.open(path) as pdf:
        found = [
            *_file(data, pdf),
            *(fault for thing in _objects(pdf) for fault in _object(thing)),
            *_catalog(pdf),
            *_intents(pdf),
            *_metadata(pdf),
            *(f"page {rank}: {fault}" for rank, page in enumerate(pdf.pages, 1) for fault in _page(page)),
        ]
    return list(dict.fromkeys(found))


def _file(data: bytes, pdf: Pdf) -> Iterator[str]:
    header, second = data.split(b"\n", 2)[:2]
    if not re.fullmatch(rb"%PDF-1\.[0-7]\r?", header):
        yield "6.1.2 header"
    if not (second.startswith(b"%") and len(second) >= 5 and all(byte > 127 for byte in second[1:5])):
        yield "6.1.2 binary comment"
    if not re.search(rb"%%EOF\r?\n?$", data):
        yield "6.1.3 data after the end"
    if "/ID" not in pdf.trailer:
        yield "6.1.3 no ID"
    if "/Encrypt" in pdf.trailer:
        yield "6.1.3 encrypted"


def _objects(pdf: Pdf) -> Iterator[Object]:
    """Yield every object of a file, those inside others included, once."""
    for thing in pdf.objects:
        yield from _inside(thing)


def _inside(thing: Object) -> Iterator[Object]:
    pending = [thing]
    while pending:
        one = pending.pop()
        if not isinstance(one, Object):
            continue
        yield one
        children = dict(one.items()).values() if isinstance(one, Dictionary | Stream) else ()
        if isinstance(one, Array):
            children = list(one)
        pending.extend(child for child in children if not _indirect(child))


def _indirect(thing: object) -> bool:
    return isinstance(thing, Object) and thing.is_indirect


def _object(thing: Object) -> Iterator[str]:
    if isinstance(thing, pikepdf.String) and len(bytes(thing)) > 32_767:
        yield "6.1.13 string too long"
    if isinstance(thing, Name) and len(str(thing).encode()) > 128:
        yield "6.1.13 name too long"
    if isinstance(thing, Stream):
        yield from _stream(thing)
    if isinstance(thing, Dictionary | Stream):
        yield from _dictionary(thing)


def _stream(thing: Stream) -> Iterator[str]:
    if {"/F", "/FFilter", "/FDecodeParms"} & set(thing.keys()):
        yield "6.1.7.1 stream in another file"
    filters = thing.get("/Filter", [])
    names = {str(one) for one in (filters if isinstance(filters, Array) else [filters])}
    if {"/LZWDecode", "/Crypt"} & names:
        yield "6.1.7.2 filter"
    if thing.get("/Subtype") == "/Image":
        yield from _image(thing)
    if thing.get("/Subtype") == "/PS" or thing.get("/Subtype2") == "/PS" or "/PS" in thing:
        yield "6.2.9 PostScript"
    if thing.get("/Subtype") == "/Form" and ("/Ref" in thing or "/OPI" in thing):
        yield "6.2.9 reference to another file"


def _image(thing: Stream) -> Iterator[str]:
    if "/Alternates" in thing or "/OPI" in thing:
        yield "6.2.8 alternates"
    if bool(thing.get("/Interpolate", False)):
        yield "6.2.8 interpolation"
    if int(thing.get("/BitsPerComponent", 8)) not in {1, 2, 4, 8, 16}:
        yield "6.2.8 bits per component"


def _dictionary(thing: Object) -> Iterator[str]:
    kind, sort = str(thing.get("/Type", "")), str(thing.get("/S", ""))
    if kind == "/Font":
        yield from _font(thing)
    if kind == "/ExtGState":
        yield from _state(thing)
    if kind == "/Annot" or ("/Rect" in thing and "/Subtype" in thing):
        yield from _note(thing)
    if kind == "/Action" or (sort in {"/JavaScript", "/Launch", "/URI", "/GoToR"} and kind != "/StructElem"):
        yield from _action(thing)
    if "/AA" in thing:
        yield "6.5.2 additional actions"
    if kind == "/Filespec" and "/EF" in thing:
        yield "6.8 embedded file"


def _font(font: Object) -> Iterator[str]:
    subtype, name = str(font.get("/Subtype", "")), font.get("/BaseFont", "?")
    if subtype == "/Type0":
        mapped = font.get("/Encoding", "")
        if not isinstance(mapped, Stream) and str(mapped) not in {"/Identity-H", "/Identity-V"}:
            yield f"6.2.11.3.3 CMap of {name}"
    elif subtype != "/Type3":
        described = font.get("/FontDescriptor", Dictionary())
        if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(described.keys()):
            yield f"6.2.11.4.1 {name} not embedded"
        yield from _glyphs(font, subtype, f"{name}", symbolic=bool(int(described.get("/Flags", 0)) & 4))


def _glyphs(font: Object, subtype: str, name: str, *, symbolic: bool) -> Iterator[str]:
    """Yield what is wrong with how the codes of a font name its glyphs."""
    if subtype == "/CIDFontType2" and "/CIDToGIDMap" not in font:
        yield f"6.2.11.3.2 no CIDToGIDMap in {name}"
    if subtype == "/TrueType" and symbolic == ("/Encoding" in font):
        yield f"6.2.11.6 encoding of {name}"
    count = int(font.get("/LastChar", -1)) - int(font.get("/FirstChar", 0)) + 1
    if subtype in {"/TrueType", "/Type1"} and len(font.get("/Widths", [])) != count:
        yield f"6.2.11.5 widths of {name}"


def _state(state: Object) -> Iterator[str]:
    if "/TR" in state or str(state.get("/TR2", "/Default")) != "/Default" or "/HTP" in state:
        yield "6.2.5 transfer function"
    blends = state.get("/BM", Name.Normal)
    for blend in blends if isinstance(blends, Array) else [blends]:
        if str(blend) not in _BLENDS:
            yield f"6.2.10 blend mode {blend}"
    if "/RI" in state and str(state.RI) not in _INTENTS:
        yield "6.2.6 rendering intent"


def _note(note: Object) -> Iterator[str]:
    subtype, flags = str(note.get("/Subtype", "")), int(note.get("/F", 0))
    if subtype in _NOTES_REFUSED:
        yield f"6.3.1 note {subtype}"
    if subtype != "/Popup":
        if not flags & 4 or flags & (1 | 2 | 32 | 256):
            yield f"6.3.2 note {subtype} not printed"
        appearance = note.get("/AP")
        if appearance is None and subtype not in {"/Link"} and list(note.Rect)[:2] != list(note.Rect)[2:]:
            yield f"6.3.3 no appearance of {subtype}"
        if appearance is not None and set(appearance.keys()) != {"/N"}:
            yield "6.3.3 appearances"


def _action(action: Object) -> Iterator[str]:
    sort = str(action.get("/S", ""))
    if sort not in _ACTIONS:
        yield f"6.5.1 action {sort}"
    if sort == "/Named" and str(action.get("/N", "")) not in _NAMED:
        yield "6.5.1 named action"


def _catalog(pdf: Pdf) -> Iterator[str]:
    root = pdf.Root
    for name, clause in {
        "/Requirements": "6.11",
        "/Perms": "6.1.12",
        "/Collection": "6.8",
        "/NeedsRendering": "6.4.2",
    }.items():
        if name in root:
            yield f"{clause} {name}"
    form = root.get("/AcroForm", Dictionary())
    if bool(form.get("/NeedAppearances", False)) or "/XFA" in form:
        yield "6.4 form"
    names = root.get("/Names", Dictionary())
    for name, clause in {
        "/JavaScript": "6.5.1",
        "/EmbeddedFiles": "6.8",
        "/AlternatePresentations": "6.10",
    }.items():
        if name in names:
            yield f"{clause} {name}"
    groups = root.get("/OCProperties")
    if groups is not None and "/Name" not in groups.get("/D", Dictionary()):
        yield "6.9 optional content"


def _intents(pdf: Pdf) -> Iterator[str]:
    intents = list(pdf.Root.get("/OutputIntents", []))
    profiles = {one.DestOutputProfile.objgen for one in intents if "/DestOutputProfile" in one}
    if len(intents) == 0 or len(profiles) != 1:
        yield "6.2.3 output intent"
        return
    if any(one.S != "/GTS_PDFA1" or "/DestOutputProfileRef" in one for one in intents):
        yield "6.2.3 output intent"
    data = intents[0].DestOutputProfile.read_bytes()
    space = {1: b"GRAY", 3: b"RGB ", 4: b"CMYK"}[int(intents[0].DestOutputProfile.N)]
    if data[36:40] != b"acsp" or data[16:20] != space or data[12:16] not in {b"mntr", b"prtr"} or data[8] > 4:
        yield "6.2.3 colour profile"
    if len(data) != int.from_bytes(data[:4], "big"):
        yield "6.2.3 length of the colour profile"


def _metadata(pdf: Pdf) -> Iterator[str]:
    stream = pdf.Root.get("/Metadata")
    if stream is None:
        yield "6.6.2.1 no XMP"
        return
    if "/Filter" in stream:
        yield "6.6.2.1 XMP compressed"
    text = stream.read_bytes().decode("utf-8")
    if re.search(r"<\?xpacket begin=[^?]*(bytes|encoding)=", text):
        yield "6.6.2.1 XMP header"
    tree = ET.fromstring(text)
    told = {tag: tree.find(f".//pdfaid:{tag}", _XMP) for tag in ("part", "conformance")}
    if [None if one is None else one.text for one in told.values()] != ["2", "B"]:
        yield "6.6.4 part and conformance"
    for key, value in pdf.docinfo.items():
        same = tree.find(f".//{_SAME[key]}", _XMP) if key in _SAME else None
        text = "" if same is None else "".join(same.itertext()).strip()
        if str(value) != text:
            yield f"6.6.3 {key} is not that of XMP"


def _page(page: pikepdf.Page) -> Iterator[str]:
    if "/PresSteps" in page.obj:
        yield "6.10 presentation"
    for box in ("/MediaBox", "/CropBox"):
        edges = [float(edge) for edge in page.obj.get(box, page.mediabox)]
        if not all(3 <= abs(edges[at + 2] - edges[at]) <= 14_400 for at in (0, 1)):
            yield f"6.1.13 {box}"
    yield from _drawing(page.obj, page.obj.get("/Resources"), set())


def _drawing(holder: Object, resources: Object | None, seen: set[tuple[int, int]]) -> Iterator[str]:
    """Yield what breaks the rules in a drawing and in those that it calls."""
    if resources is None:
        yield "6.2.2 no resources"
        return
    depth = 0
    for operands, operator in pikepdf.parse_content_stream(holder):
        word = str(operator)
        if word not in _OPERATORS and word != "INLINE IMAGE":
            yield f"6.2.2 operator {word}"
        depth += {"q": 1, "Q": -1}.get(word, 0)
        if depth > 28:
            yield "6.1.13 nesting"
        yield from _call(word, list(operands), resources, seen)


_CALLED = {"Do": "/XObject", "Tf": "/Font", "gs": "/ExtGState", "sh": "/Shading"}
_CMYK = {"k", "K"}


def _call(word: str, operands: list[Object], resources: Object, seen: set[tuple[int, int]]) -> Iterator[str]:
    if word in _CMYK:
        yield "6.2.4.3 CMYK"
    if word == "ri" and str(operands[0]) not in _INTENTS:
        yield "6.2.6 rendering intent"
    if word in {"cs", "CS"}:
        yield from _space(operands[0], resources)
    if word in _CALLED:
        yield from _called(word, str(operands[0]), resources, seen)


def _called(word: str, name: str, resources: Object, seen: set[tuple[int, int]]) -> Iterator[str]:
    """Yield what is wrong with what a drawing calls by its name."""
    found = resources.get(_CALLED[word], Dictionary()).get(name)
    if found is None:
        yield f"6.2.2 {word} {name} without resource"
    elif word == "Do" and found.objgen not in seen:
        seen.add(found.objgen)
        if found.Subtype == "/Form":
            yield from _drawing(found, found.get("/Resources", Dictionary()), seen)
        elif "/ColorSpace" in found:
            yield from _space(found.ColorSpace, resources)


def _space(space: Object, resources: Object) -> Iterator[str]:
    if isinstance(space, Name):
        space = resources.get("/ColorSpace", Dictionary()).get(str(space), space)
    kind = str(space[0] if isinstance(space, Array) else space)
    if kind == "/DeviceCMYK":
        yield "6.2.4.3 CMYK"
    if kind in {"/Indexed", "/Pattern"} and isinstance(space, Array) and len(space) > 1:
        yield from _space(space[1], resources)
    if kind in {"/Separation", "/DeviceN"}:
        yield from _space(space[2], resources)


__all__ = ["violations"]
