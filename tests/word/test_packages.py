"""Hostile packages: each kind is refused with its reason, at once and in little memory."""

import io
import re
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from delibgen.errors import TemplateError
from delibgen.word import Limits, Template, validate
from tests.word.build import W, docx, names, p, part

ROOT = Path(__file__).parents[2]
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
SOURCE = docx(p("{{ a }}"), header=p("{{ a }}"), footnotes="")


def files(data: bytes = SOURCE) -> dict[str, str | bytes]:
    return {name: part(data, name) for name in names(data)}


def stored(content: Mapping[str, str | bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, text in content.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def with_part(name: str, text: str | bytes) -> bytes:
    return stored({**files(), name: text})


def changed(name: str, old: str, new: str) -> bytes:
    text = part(SOURCE, name)
    assert old in text
    return with_part(name, text.replace(old, new, 1))


def body(xml: str) -> bytes:
    return stored(files(docx(xml)))


def external(kind: str, target: str, source: str = "word/document.xml") -> bytes:
    folder, _, base = source.rpartition("/")
    rels = f"{folder}/_rels/{base}.rels".lstrip("/")
    line = f'<Relationship Id="rIdX" Type="x/{kind}" Target="{target}" TargetMode="External"/>'
    old = files().get(rels)
    text = str(old).replace("</Relationships>", f"{line}</Relationships>") if old else ""
    return with_part(rels, text or f'<Relationships xmlns="{_RELS}">{line}</Relationships>')


def field(code: str) -> str:
    return (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'{code}<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>x</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )


def instruction(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def declared(kind: str, name: str = "word/x.bin") -> bytes:
    types = part(SOURCE, "[Content_Types].xml")
    override = f'<Override PartName="/{name}" ContentType="{kind}"/></Types>'
    return stored({**files(), "[Content_Types].xml": types.replace("</Types>", override), name: b"x"})


PARTS = [
    "word/document.xml",
    "word/header1.xml",
    "word/footnotes.xml",
    "word/styles.xml",
    "docProps/app.xml",
    "",
]
KINDS = [
    "image",
    "attachedTemplate",
    "oleObject",
    "aFChunk",
    "subDocument",
    "frame",
    "mailMergeSource",
    "video",
]
TARGETS = [
    "http://exemple.fr/a",
    "file:///etc/passwd",
    "\\\\serveur\\a",
    "../a.png",
    "C:\\a",
    "ftp://exemple.fr/a",
]
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
FOREIGN = [
    "application/vnd.ms-office.vbaProject",
    "application/vnd.ms-office.activeX",
    "text/html",
    "application/vnd.openxmlformats-officedocument.oleObject",
    "application/rtf",
    "application/vnd.ms-word.attachedToolbars.macroEnabled",
]
FIELDS = [
    "INCLUDETEXT", "INCLUDEPICTURE", "DDE", "DDEAUTO", "LINK", "IMPORT", "INCLUDE", "DATABASE", "RD", "EMBED",
    "MACROBUTTON", "PRINT", "HTMLCONTROL",
]  # fmt: skip
ENTITY = '<!DOCTYPE a [<!ENTITY x "y">]>'


Case = tuple[str, bytes, str]
"""Its name, the package, and the code that refuses it."""


def _outside() -> Iterator[Case]:
    for source in PARTS:
        for rank, kind in enumerate(KINDS):
            yield f"{kind} de {source or 'paquet'}", external(kind, TARGETS[rank % 6], source), "DG110"
        for target in TARGETS[1:]:
            name = f"lien {target} de {source or 'paquet'}"
            yield name, external("hyperlink", target, source), "DG110"
    for tag in ("v:imagedata src", "v:fill src", "v:shape href", "v:stroke src"):
        name, attribute = tag.split()
        yield tag, body(f'<w:p><w:r><w:pict><{name} {attribute}="file:///a"/></w:pict></w:r></w:p>'), "DG110"
    merge = {"word/settings.xml": f'<w:settings xmlns:w="{W}"><w:mailMerge/></w:settings>'}
    relation = '<Relationship Id="rIdS" Type="x/settings" Target="settings.xml"/>'
    yield "publipostage", stored(files(docx(p("x"), extra=merge, relations=relation))), "DG110"


def _fields() -> Iterator[Case]:
    for name in FIELDS:
        shapes = {
            "complexe": field(instruction(f' {name} "c:/a" ')),
            "coupé": field(instruction(f" {name[:2]}") + instruction(f'{name[2:]} "c:/a" ')),
            "simple": f"<w:p><w:fldSimple w:instr=' {name} \"c:/a\" '/></w:p>",
            "minuscules": field(instruction(f" {name.lower()} c:/a ")),
            "dans le texte": field(f"<w:r><w:t>{name} c:/a</w:t></w:r>"),
            "commentaire": field(instruction(f"{name[:2]}<!-- x -->{name[2:]} c:/a")),
            "entité": field(instruction(f"&#{ord(name[0])};{name[1:]} c:/a")),
            "imbriqué": field(instruction("IF 1 = 1 ") + field(instruction(f"{name} c:/a"))[5:-6]),
            "jamais fermé": f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>{instruction(name)}</w:p>',
        }
        for shape, xml in shapes.items():
            yield f"champ {name} {shape}", body(xml), "DG111"
    inner = field(instruction("QUOTE 68 68 69"))[5:-6]
    yield "champ au nom calculé", body(field(inner + instruction(" c"))), "DG111"


def _xml() -> Iterator[Case]:
    for name in files():
        text = str(files()[name]).partition("?>")[2]
        for what, content in (
            ("DTD", ENTITY + text),
            ("UTF-16", text.encode("utf-16")),
            ("UTF-16 sans marque", (ENTITY + text).encode("utf-16-le")),
            ("UTF-16 sans marque ni DTD", text.encode("utf-16-be")),
            ("Latin-1", f"<?xml version='1.0' encoding='latin-1'?>{text}"),
            ("UTF-7", f"<?xml version='1.0' encoding='UTF-7'?>{text}"),
            ("XML coupé", text[: len(text) // 2]),
            ("octets", b"\xff\xfe\x00"),
        ):
            yield f"{what} dans {name}", with_part(name, content), "DG109"
    for text in ("&#xFDD0;0&#xFDD1;", "&#64980;a&#64981;", "\ufdd4a\ufdd5", "&#xFDEF;"):
        yield f"marques {text!a}", body(p(text)), "DG109"
        yield f"marques {text!a} en attribut", body(p("x", f'<w:pStyle w:val="{text}"/>')), "DG109"


def _names() -> Iterator[Case]:
    for name in ("../a", "/a", "a/../b", "a\\b", "c:a", "a//b", "./a", "a/./b", "a./b", "a ", "a\x01b"):
        yield f"nom {name!a}", with_part(name, "x"), "DG106"
    for name in ("WORD/document.xml", "word/Document.xml", "[content_types].xml", "word/HEADER1.XML"):
        yield f"double {name}", with_part(name, str(files()["word/document.xml"])), "DG106"
    yield "en-tête caché", declared(f"{MAIN}.header+xml"), "DG106"


LINKS = [
    '\\o "aide" "\\\\\\\\serveur\\\\a.exe"',
    '\\t "_blank" "calc.exe"',
    '\\l "signet" "calc.exe"',
    '"file:///c:/a" \\o "https://exemple.fr"',
]
SVG = [
    "<svg><script>a()</script></svg>",
    "<svg><image href='file:///etc/passwd'/></svg>",
    '<svg><use xlink:href="http://exemple.fr/a.svg#b"/></svg>',
    "<svg onload='a()'/>",
    "<svg><style>@import 'a.css'</style></svg>",
    "<svg><rect fill='url(http://exemple.fr/a)'/></svg>",
    '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg>&x;</svg>',
]
DRAWN = "<svg><use href='#a'/><image href='data:image/png;base64,AA=='/><rect fill='url(#b)'/></svg>"


def image(name: str, content: str | bytes, kind: str) -> bytes:
    types = part(SOURCE, "[Content_Types].xml")
    default = f'<Default Extension="{name[-3:]}" ContentType="{kind}"/></Types>'
    return stored({
        **files(),
        "[Content_Types].xml": types.replace("</Types>", default),
        f"word/media/{name}": content,
    })


def related(kind: str, name: str, content: str, source: str = "word/document.xml") -> bytes:
    folder, _, base = source.rpartition("/")
    rels = f"{folder}/_rels/{base}.rels".lstrip("/")
    line = f'<Relationship Id="rIdX" Type="x/{kind}" Target="/{name}"/></Relationships>'
    text = str(files()[rels]).replace("</Relationships>", line)
    return stored({**files(), rels: text, name: content})


def _hidden() -> Iterator[Case]:
    """Yield what a second look found: links behind switches, building blocks, drawings that do more."""
    for link in LINKS:
        yield f"lien {link}", body(field(instruction(f" HYPERLINK {link} "))), "DG110"
    yield (
        "lien calculé",
        body(field(instruction('HYPERLINK "') + field(instruction("QUOTE a"))[5:-6])),
        "DG110",
    )
    blocks = f'<w:glossaryDocument xmlns:w="{W}">{field(instruction("DDEAUTO a"))}</w:glossaryDocument>'
    yield "bloc de construction", related("glossaryDocument", "word/glossary/document.xml", blocks), "DG111"
    yield "complément Office", related("webextensiontaskpanes", "word/taskpanes.xml", "<a/>", ""), "DG114"
    yield "second corps", related("officeDocument", "word/autre.xml", "<a/>", ""), "DG106"
    twice = changed("word/_rels/document.xml.rels", 'Id="rId2"', 'Id="rId1"')
    yield "identifiant de lien en double", twice, "DG106"
    yield "programme nommé image", image("a.png", b"MZ\x90\x00", "image/png"), "DG114"
    for drawing in SVG:
        yield drawing, image("a.svg", drawing, "image/svg+xml"), "DG114"
    yield "dessin en UTF-16", image("a.svg", SVG[0].encode("utf-16"), "image/svg+xml"), "DG114"


def test_a_drawing_that_only_draws_is_kept() -> None:
    assert Template(image("a.svg", DRAWN, "image/svg+xml")).render({"a": "x"})


def test_a_link_of_the_document_itself_may_have_switches() -> None:
    links = ('\\l "signet" \\o "aide : ici"', "\\h \\l signet", '"https://exemple.fr/?a=b" \\t "_blank" \\n')
    for link in links:
        assert Template(body(field(instruction(f" HYPERLINK {link} "))))


def _foreign() -> Iterator[Case]:
    for kind in FOREIGN:
        yield f"type {kind}", declared(kind), "DG114"
    for xml in ("<w:altChunk/>", "<w:subDoc/>", "<w:p><w:r><w:object><w:control/></w:object></w:r></w:p>"):
        yield xml, body(xml), "DG114"


CASES = {
    name: (data, code)
    for kind in (_outside, _fields, _xml, _names, _foreign, _hidden)
    for name, data, code in kind()
}


def test_there_are_many_kinds() -> None:
    assert len(CASES) >= 150


@pytest.mark.parametrize("name", CASES)
def test_a_hostile_package_is_refused_with_its_reason(name: str) -> None:
    data, code = CASES[name]
    with pytest.raises(TemplateError) as caught:
        Template(data)
    assert code in {finding.code for finding in caught.value.findings}, str(caught.value)


def _patched(data: bytes, change: Callable[[bytearray], None]) -> bytes:
    copy = bytearray(data)
    change(copy)
    return bytes(copy)


def _central(data: bytes, rank: int) -> int:
    return [match.start() for match in re.finditer(b"PK\x01\x02", data)][rank]


def _overlapping() -> bytes:
    data = stored(files())
    first = struct.unpack_from("<I", data, _central(data, 0) + 42)[0]
    return _patched(data, lambda copy: struct.pack_into("<I", copy, _central(data, 1) + 42, first))


def _renamed() -> bytes:
    data = stored(files())
    before, _, after = data.rpartition(b"word/styles.xml")
    return before + b"word/stylez.xml" + after


def _encrypted() -> bytes:
    data = stored(files())
    return _patched(data, lambda copy: struct.pack_into("<H", copy, _central(data, 2) + 8, 1))


def _wrong_crc() -> bytes:
    data = stored(files())
    return _patched(data, lambda copy: struct.pack_into("<I", copy, _central(data, 2) + 16, 1))


def _lying_size() -> bytes:
    data = stored(files(), zipfile.ZIP_DEFLATED)
    return _patched(data, lambda copy: struct.pack_into("<I", copy, _central(data, 2) + 24, 10))


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (_overlapping, "DG106"),
        (_renamed, "DG106"),
        (_encrypted, "DG103"),
        (_wrong_crc, "DG104"),
        (_lying_size, "DG104"),
    ],
)
def test_a_directory_that_lies_is_refused(make: Callable[[], bytes], code: str) -> None:
    with pytest.raises(TemplateError) as caught:
        Template(make())
    assert caught.value.findings[0].code == code


def _streamed() -> bytes:
    """Return a package as a program that cannot seek writes it: sizes after the data."""

    class Pipe(io.RawIOBase):
        def __init__(self) -> None:
            self.pieces: list[bytes] = []

        def writable(self) -> bool:
            return True

        def write(self, data: bytes) -> int:  # type: ignore[override]
            self.pieces.append(bytes(data))
            return len(data)

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files().items():
            archive.writestr(name, text)
    return b"".join(pipe.pieces)


def _zip64() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files().items():
            with archive.open(name, "w", force_zip64=True) as entry:
                entry.write(text if isinstance(text, bytes) else text.encode())
    return buffer.getvalue()


def _signed() -> bytes:
    return stored({
        **files(),
        "word/document.xml": b"\xef\xbb\xbf" + str(files()["word/document.xml"]).encode(),
    })


def _other_case() -> bytes:
    return changed("word/_rels/document.xml.rels", "header1.xml", "Header1.xml")


@pytest.mark.parametrize("make", [_streamed, _zip64, _signed, _other_case])
def test_what_other_programs_write_is_read(make: Callable[[], bytes]) -> None:
    assert "x &amp; y" in part(Template(make()).render({"a": "x & y"}).to_bytes(), "word/header1.xml")


# ---------------------------------------------------------------- time and memory

_PROGRAM = """
import resource, sys, time
sys.path.insert(0, sys.argv[1])
from delibgen.errors import DelibgenError
from delibgen.word import Template, compile
import lxml.etree, zipfile, delibgen.word.opening
resource.setrlimit(resource.RLIMIT_AS, (400 * 2**20, 400 * 2**20))
data = sys.stdin.buffer.read()
begin = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
start = time.process_time()
try:
    Template(data)
    code = "accepté"
except DelibgenError as error:
    code = error.findings[0].code
spent = time.process_time() - start
print(code, round(spent, 3), (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - begin) // 1024)
"""


def _nested() -> bytes:
    inner = stored({"a": b"\0" * 60_000_000}, zipfile.ZIP_DEFLATED)
    return with_part("word/embeddings/a.zip", stored({"b": inner}, zipfile.ZIP_DEFLATED))


def _quoted() -> bytes:
    """Return many directory entries that share one deflated block (an overlapping bomb)."""
    size, block = 1_000_000, zlib.compress(b"\0" * 100_000)[2:-4]
    local = struct.pack("<IHHHHHIIIHH", 0x04034B50, 20, 0, 8, 0, 33, 0, len(block), size, 1, 0) + b"a" + block
    letters = range(97, 123)
    head = (0x02014B50, 20, 20, 0, 8, 0, 33, 0, len(block), 90_000, 1, 0, 0, 0, 0, 0, 0)
    central = b"".join(struct.pack("<IHHHHHHIIIHHHHHII", *head) + bytes([letter]) for letter in letters)
    count, end = len(letters), (len(central), len(local), 0)
    return local + central + struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, count, count, *end)


def _image() -> bytes:
    return stored({**files(), "word/media/a.png": b"\0" * 90_000_000}, zipfile.ZIP_DEFLATED)


def _attributes() -> bytes:
    return body("<w:p " + " ".join(f"a{n}=''" for n in range(400_000)) + "/>")


BOMBS: dict[str, Callable[[], bytes]] = {
    "image de 90 Mo": lambda: stored(
        {**files(), "word/media/a.png": b"\0" * 90_000_000}, zipfile.ZIP_DEFLATED
    ),
    "XML de 19 Mio": lambda: body("<w:p/>" * 3_300_000),
    "XML bien compressé": lambda: stored(files(docx("<w:p/>" * 3_000_000)), zipfile.ZIP_DEFLATED),
    "archives emboîtées": _nested,
    "entrées superposées": _quoted,
    "attributs": _attributes,
    "profondeur": lambda: body("<w:sdt>" * 20_000 + "</w:sdt>" * 20_000),
    "texte énorme": lambda: body(p("x" * 15_000_000)),
    "balises": lambda: body(p("{{ a }}" * 60_000)),
    "accolades": lambda: body(p("{{ " * 200_000)),
    "commentaires": lambda: body(p("{# " * 200_000)),
    "éléments": lambda: stored({**files(), **{f"a/{n}": "" for n in range(5_000)}}),
    "espaces de noms": lambda: body("<w:p " + " ".join(f'xmlns:a{n}="u{n}"' for n in range(100_000)) + "/>"),
}


def measure(data: bytes) -> tuple[str, float, int]:
    """Return the code, the seconds of the processor and the Mio of opening a package, in its own process."""
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, str(ROOT)], input=data, capture_output=True, check=True
    )
    code, seconds, memory = done.stdout.decode().split()
    return code, float(seconds), int(memory)


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_in_little_memory(name: str) -> None:
    code, _, memory = measure(BOMBS[name]())
    assert code.startswith("DG")
    assert memory < 200


@pytest.mark.bench
@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_in_under_a_second(name: str) -> None:
    code, seconds, memory = measure(BOMBS[name]())
    print(f"\n{name:24} {code} {seconds:6.3f} s {memory:4} Mio")
    assert seconds < 1


def test_a_long_table_of_like_rows_is_no_bomb() -> None:
    """A thousand empty rows, or twenty thousand like lines, shrink over a hundred times."""
    cells = "<w:tr>" + '<w:tc><w:tcPr><w:tcW w:w="1000" w:type="dxa"/></w:tcPr><w:p/></w:tc>' * 5 + "</w:tr>"
    grid = "<w:tblGrid>" + '<w:gridCol w:w="1000"/>' * 5 + "</w:tblGrid>"
    rows = f"<w:tbl><w:tblPr/>{grid}{cells * 1_000}</w:tbl>"
    template = stored(files(docx(rows + p("{{ a }}"))), zipfile.ZIP_DEFLATED)
    assert Template(template).render({"a": "x"})
    loop = docx(p("{%p for x in l %}") + p("{{ x }}") + p("{%p endfor %}"))
    assert validate(Template(loop).render({"l": ["même texte"] * 20_000}).to_bytes()) == []


def test_several_parts_that_swell_count_together() -> None:
    swollen = {f"word/media/{n}.png": b"\0" * 500_000 for n in range(10)}
    with pytest.raises(TemplateError, match="DG105"):
        Template(stored({**files(), **swollen}, zipfile.ZIP_DEFLATED))


def test_every_limit_can_be_moved() -> None:
    data = body(p("{{ a }}{{ a }}") * 4)
    for limits in (Limits(markup=20), Limits(tags=7)):
        with pytest.raises(TemplateError, match="DG105"):
            Template(data, limits=limits)
    assert len(Template(body(p("{{ a }}") * 11_000), limits=Limits(tags=20_000)).tags) == 11_000


@pytest.mark.parametrize(
    ("kind", "shown"),
    [
        ("application/vnd.ms-word.document.macroEnabled.main+xml", ".docm"),
        ("application/vnd.ms-word.template.macroEnabledTemplate.main+xml", "document type"),
        (f"{MAIN}.template.main+xml", "document type"),
    ],
)
def test_a_neighbour_of_docx_is_named(kind: str, shown: str) -> None:
    with pytest.raises(TemplateError, match=shown) as caught:
        Template(changed("[Content_Types].xml", f"{MAIN}.document.main+xml", kind))
    assert [finding.code for finding in caught.value.findings] == ["DG107"]
