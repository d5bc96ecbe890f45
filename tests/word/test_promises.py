"""Promises that hold for any value: identical text, same bytes, no mixing, nothing broken on disk."""

import json
import os
import pickle
import re
import subprocess
import sys
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from delibgen.errors import ConversionError, RenderError
from delibgen.word import Document, Properties, Template, save
from delibgen.word.escape import FORBIDDEN
from tests.word.build import call, docx, names, note, p, paragraph_texts, part, table, textbox

ROOT = Path(__file__).parents[2]
BENCH = ROOT.parent / "shared" / "bench"
EVERYWHERE = docx(
    p("corps [{{ x }}]")
    + table(("cellule [{{ x }}]",))
    + textbox("zone [{{ x }}]")
    + call("footnote")
    + call("endnote"),
    header=p("haut [{{ x }}]"),
    footer=p("bas [{{ x }}]"),
    footnotes=note("footnote", "note [{{ x }}]"),
    endnotes=note("endnote", "fin [{{ x }}]"),
)
PLACES = {
    "word/document.xml": ("corps", "cellule", "zone"),
    "word/header1.xml": ("haut",),
    "word/footer1.xml": ("bas",),
    "word/footnotes.xml": ("note",),
    "word/endnotes.xml": ("fin",),
}
TEMPLATE = Template(EVERYWHERE)
SEPARATORS = {0x2028: "\n", 0x2029: "\n"}
NASTY = st.text(st.sampled_from("{}%#<>&'\"_-[]|\\ \n\t\u00a0\u202f’é€😀\x07\r\x0b\ud800\u202e\ufdd0\ufffe"))


@settings(max_examples=150, deadline=None)
@given(st.text(st.characters()) | NASTY)
def test_any_text_comes_out_identical_in_every_place_or_is_refused(text: str) -> None:
    plain = text.replace("\r\n", "\n").translate(SEPARATORS)
    forbidden = re.search(FORBIDDEN, plain)
    if forbidden:
        with pytest.raises(RenderError, match=f"U\\+{ord(forbidden[0]):04X}"):
            TEMPLATE.render({"x": text})
        return
    data = TEMPLATE.render({"x": text}).to_bytes()
    for name, words in PLACES.items():
        shown = paragraph_texts(data, name)
        for word in words:
            assert f"{word} [{plain}]" in shown


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_characters="\r\u2028\u2029", exclude_categories=("Cs", "Cc"))))
def test_other_readers_see_the_same_text(text: str) -> None:
    import io

    import docx as python_docx

    if re.search(FORBIDDEN, text):
        return
    data = TEMPLATE.render({"x": text}).to_bytes()
    document = python_docx.Document(io.BytesIO(data))
    assert document.paragraphs[0].text == f"corps [{text}]"
    assert document.tables[0].cell(0, 0).text == f"cellule [{text}]"
    assert document.sections[0].header.paragraphs[0].text == f"haut [{text}]"


_PROGRAM = """
import hashlib, json, sys
sys.path.insert(0, sys.argv[1])
from delibgen.word import Image, Properties, Template
from tests.word.build import docx, p, table
rows = table(("{%tr for x in l %}",), ("{{ x }}",), ("{%tr endfor %}",))
source = docx(p("{{p t | markdown }}") + p("{{ d }}") + rows + p("z"), header=p("{{ d }}"))
values = {"t": "1. a\\n2. b\\n\\n- c", "d": "été", "l": ["x", "y"]}
data = Template(source).render(values, properties=Properties(titre="T")).to_bytes()
print(hashlib.sha256(data).hexdigest())
"""


def test_the_same_input_gives_the_same_bytes_everywhere() -> None:
    found = set()
    for seed, locale, zone in (
        ("0", "C", "UTC"),
        ("1", "fr_FR.UTF-8", "Pacific/Kiritimati"),
        ("2", "POSIX", "Europe/Paris"),
    ):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale, "TZ": zone}
        command = [sys.executable, "-c", _PROGRAM, str(ROOT)]
        found.add(subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout)
    assert len(found) == 1


def test_threads_never_mix_acts() -> None:
    source = docx(p("{%p for x in l %}") + p("{{ n }} {{ x }}") + p("{%p endfor %}"), header=p("{{ n }}"))
    template = Template(source)

    def one(number: int) -> bool:
        text = template.render({"n": f"acte {number}", "l": [str(number)] * 20})
        body, head = paragraph_texts(text.to_bytes()), paragraph_texts(text.to_bytes(), "word/header1.xml")
        return body == [f"acte {number} {number}"] * 20 and head == [f"acte {number}"]

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(one, range(400)))


def _shout(value: object) -> str:
    return f"{value} !"


def test_a_template_goes_through_pickle() -> None:
    template = Template(docx(p("{{ a | crie }}")), filters={"crie": _shout}, name="t.docx")
    copy = pickle.loads(pickle.dumps(template))
    assert copy.render({"a": "x"}) == template.render({"a": "x"})
    assert copy.name == "t.docx"
    assert pickle.loads(pickle.dumps(template.render({"a": "x"}))) == template.render({"a": "x"})


def test_the_cache_gives_one_template_for_one_content(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(docx(p("{{ a }}")))
    first = Template.cached(path)
    assert Template.cached(path) is first
    assert Template.cached(path, filters={"crie": _shout}) is not first
    path.write_bytes(docx(p("{{ b }}")))
    assert Template.cached(path).names == {"b"}


def test_importing_the_engine_loads_nothing_heavy() -> None:
    program = (
        "import sys, delibgen.word; print([m for m in ('lxml', 'jinja2', 'markdown_it') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_properties_are_those_given_and_nothing_else() -> None:
    from datetime import UTC, datetime

    moment = datetime(2024, 9, 12, 8, 30, tzinfo=UTC)
    core = part(
        TEMPLATE.render(
            {"x": "a"}, properties=Properties(titre="A & B", auteur="Mairie", cree=moment)
        ).to_bytes(),
        "docProps/core.xml",
    )
    assert "<dc:title>A &amp; B</dc:title>" in core
    assert "<dc:language>fr-FR</dc:language>" in core
    assert "2024-09-12T08:30:00Z" in core
    assert "modified" not in core
    with pytest.raises(RenderError):
        TEMPLATE.render({"x": "a"}, properties=Properties(titre="\x00"))


# ---------------------------------------------------------------- on disk

DOCUMENT = Document(b"PK neuf", name="BM20240912_001")


def test_a_document_is_saved_under_its_name_or_at_a_path(tmp_path: Path) -> None:
    assert DOCUMENT.save(tmp_path) == tmp_path / "BM20240912_001.docx"
    assert DOCUMENT.save(f"{tmp_path}/neuf/").read_bytes() == b"PK neuf"
    assert DOCUMENT.save(tmp_path / "x.docx", durable=True).read_bytes() == b"PK neuf"
    assert not list(tmp_path.rglob("*.part"))


@pytest.mark.parametrize("function", ["fsync", "open", "write", "replace"])
def test_a_failing_disk_leaves_the_old_file_and_nothing_else(
    function: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "acte.docx"
    target.write_bytes(b"ancien")

    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, function, fail)
    with pytest.raises(ConversionError, match="rien n'a été modifié") as caught:
        DOCUMENT.save(target, durable=True)
    monkeypatch.undo()
    assert caught.value.findings[0].code == "DG501"
    assert target.read_bytes() == b"ancien"
    assert [path.name for path in tmp_path.iterdir()] == ["acte.docx"]


def test_a_system_that_takes_few_octets_at_a_time_gets_them_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: write(handle, data[:3]))
    assert DOCUMENT.save(tmp_path / "acte.docx").read_bytes() == DOCUMENT.to_bytes()


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "fichier").write_text("x")
    with pytest.raises(ConversionError, match="DG501"):
        DOCUMENT.save(tmp_path / "fichier" / "acte.docx")


HOSTILE_NAMES = [
    "../../x",
    "2024/12",
    "a\0b",
    "é" * 130,
    "CON",
    "nul.",
    "C:\\x",
    "?*<>|",
    "a. ",
    "-x",
    ".x",
    "a\nb",
    "a\u202eb",
    "",
    "   ",
]


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_any_name_becomes_a_safe_file_of_the_folder(name: str, tmp_path: Path) -> None:
    path = Document(b"x", name=name).save(tmp_path)
    assert path.parent == tmp_path
    assert len(path.name.encode()) <= 120
    assert path.name.isprintable()
    assert path.name[0] not in "-. "


@given(st.text(max_size=200), st.text(max_size=200))
def test_different_names_make_different_files(one: str, other: str) -> None:
    first, second = save.safe_name(one), save.safe_name(other)
    assert len(first.encode()) <= 120
    assert first != second or one == other or {one, other} == {"", "document"} or _same(one, other)


def _same(one: str, other: str) -> bool:
    import unicodedata

    return unicodedata.normalize("NFC", one) == unicodedata.normalize("NFC", other)


# ---------------------------------------------------------------- against other implementations


@pytest.mark.skipif(not BENCH.is_dir(), reason="the bench templates are not beside the repository")
@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize(("source", "data"), [("delib", "delib150"), ("conv", "conv30")])
def test_the_text_equals_that_of_docxtpl(source: str, data: str, tmp_path: Path) -> None:
    docxtpl = pytest.importorskip("docxtpl")
    path = BENCH / f"{source}.docxtpl.docx"
    template = Template(path)
    for values in json.loads((BENCH / f"{data}.json").read_text(encoding="utf-8"))[:6]:
        other = docxtpl.DocxTemplate(path)
        other.render(values, autoescape=True)
        other.save(tmp_path / "other.docx")
        mine, theirs = template.render(values).to_bytes(), (tmp_path / "other.docx").read_bytes()
        for name in ("word/document.xml", "word/header1.xml", "word/footer1.xml"):
            assert paragraph_texts(mine, name) == paragraph_texts(theirs, name)


@pytest.mark.skipif(not BENCH.is_dir(), reason="the bench templates are not beside the repository")
@pytest.mark.filterwarnings("default")
def test_an_independent_validator_finds_nothing_new(tmp_path: Path) -> None:
    audit = pytest.importorskip("openxml_audit")
    source = BENCH / "delib.docxtpl.docx"
    values = json.loads((BENCH / "delib150.json").read_text(encoding="utf-8"))[0]
    output = Template(source).render(values).save(tmp_path / "acte.docx")

    def findings(path: Path) -> set[tuple[str, str]]:
        found = audit.OpenXmlValidator().validate(str(path))
        return {(str(error.error_type), str(error.description)) for error in found.errors}

    assert findings(output) - findings(source) == set()
    assert zipfile.ZipFile(output).testzip() is None


def test_no_tag_is_ever_left() -> None:
    data = TEMPLATE.render({"x": "a"}).to_bytes()
    assert all("{{" not in part(data, name) and "{%" not in part(data, name) for name in names(data))
