"""What is written is valid: own rules, an independent validator, the schemas, LibreOffice's own reading."""

import re
import subprocess
import zipfile
from pathlib import Path

import pytest

from delibgen import load_seance, render
from delibgen.render import find_template
from delibgen.word import Template, validate
from tests.conftest import BUREAU, CONSEIL
from tests.reader import Reader
from tests.word.build import W, cell, docx, note, p, packed, part, table, textbox
from tests.word.schemas import schema_findings
from tests.word.test_fuzz import SOURCE, VALUES

pytestmark = pytest.mark.filterwarnings("default")


def audit(path: Path) -> set[str]:
    """Return what the validator says, without the places (they move with the text)."""
    from openxml_audit import OpenXmlValidator

    return {f"{e.error_type} {e.description}" for e in OpenXmlValidator().validate(str(path)).errors}


def papers() -> dict[str, tuple[Path, bytes]]:
    """Return one document for each shipped template that the example sittings use, with its template."""
    found: dict[str, tuple[Path, bytes]] = {}
    for folder in (BUREAU, CONSEIL):
        for acte in load_seance(folder).actes:
            for paper in (acte, *acte.papers()):
                path = find_template(type(paper))
                if path.name not in found:
                    found[path.name] = path, render(paper).to_bytes()
    return found


# ---------------------------------------------------------------- own rules


@pytest.mark.parametrize("number", range(26))
def test_a_broken_document_is_seen(number: int, shared: Path) -> None:
    path = sorted((shared / "corpus" / "broken-outputs").glob("*.docx"))[number]
    own = validate(path.read_bytes())
    assert own or audit(path), path.name


def test_own_rules_see_most_broken_documents(shared: Path) -> None:
    paths = sorted((shared / "corpus" / "broken-outputs").glob("*.docx"))
    unseen = {path.stem for path in paths if not validate(path.read_bytes())}
    assert unseen == {"broken_bad_enum", "broken_unknown_elem"}


FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
MARK = '<w:bookmarkStart w:id="{}" w:name="{}"/>'
TWICE = (MARK.format(1, "a") + '<w:bookmarkEnd w:id="1"/>') * 2


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("<w:tbl><w:tblPr/><w:tblGrid/></w:tbl>", "DG540"),
        ("<w:tbl><w:tblPr/><w:tblGrid/><w:tr/></w:tbl>", "DG540"),
        (table(("x",)).replace(p("x"), ""), "DG540"),
        (table((table(("x",)),)), "DG540"),
        (f"<w:p>{p('x')}</w:p>", "DG540"),
        ("<w:r><w:t>x</w:t></w:r>", "DG540"),
        ("<w:p>texte</w:p>", "DG540"),
        ("<w:p/>texte", "DG540"),
        (cell("x"), "DG540"),
        ("<w:p><w:t>x</w:t></w:p>", "DG540"),
        ("<w:p><w:r><w:t>x</w:t></w:r><w:pPr/></w:p>", "DG540"),
        ("<w:p><w:r><w:t>x</w:t><w:rPr/></w:r></w:p>", "DG540"),
        (table(("x",)).replace("<w:tcPr>", '<w:tcPr><w:gridSpan w:val="3"/>'), "DG540"),
        (p("x {{ nom }}"), "DG541"),
        ("<w:p><w:r><w:t>x {</w:t></w:r><w:r><w:t>% fin</w:t></w:r></w:p>", "DG541"),
        (f"<w:p>{FIELD.format('begin')}</w:p>", "DG542"),
        (f"<w:p>{FIELD.format('end')}</w:p>", "DG542"),
        (f"<w:p>{MARK.format(1, 'a')}</w:p>", "DG542"),
        (f"<w:p>{TWICE}</w:p>", "DG543"),
        (textbox("x") * 2, "DG543"),
        (p("x", '<w:pStyle w:val="Absent"/>'), "DG544"),
        (p("x", '<w:numPr><w:numId w:val="99"/></w:numPr>'), "DG544"),
        ('<w:p><w:hyperlink r:id="rId99"/></w:p>', "DG544"),
        ('<w:p><w:r><w:footnoteReference w:id="5"/></w:r></w:p>', "DG544"),
    ],
)
def test_each_rule_sees_its_fault(body: str, code: str) -> None:
    assert code in {finding.code for finding in validate(docx(body))}


def test_a_section_must_close_the_body() -> None:
    text = part(docx(p("x")))
    for other in (re.sub("<w:sectPr>.*</w:sectPr>", "", text), text.replace("</w:body>", "<w:p/></w:body>")):
        files = {name: part(docx(p("x")), name) for name in zip_names(docx(p("x")))}
        assert [f.code for f in validate(packed({**files, "word/document.xml": other}))] == ["DG540"]


def zip_names(data: bytes) -> list[str]:
    import io

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.namelist()


def test_what_is_no_docx_is_a_finding_too() -> None:
    assert [finding.code for finding in validate(b"x")] == ["DG102"]


def test_sound_documents_have_no_finding() -> None:
    assert validate(docx(p("x") + table(("a", "b")) + textbox("z"), footnotes=note("footnote", "n"))) == []
    assert validate(Template(SOURCE).render(VALUES).to_bytes()) == []
    assert W in part(SOURCE)


# ---------------------------------------------------------------- other validators, LibreOffice


def test_shipped_papers_are_sound() -> None:
    for name, (_, data) in papers().items():
        assert validate(data) == [], name


def test_the_independent_validator_finds_nothing_new_in_one_paper(tmp_path: Path) -> None:
    _assert_nothing_new({"deliberation.docx": papers()["deliberation.docx"]}, tmp_path)


@pytest.mark.long
def test_the_independent_validator_finds_nothing_new_in_any_paper(tmp_path: Path) -> None:
    source = tmp_path / "source.docx"
    source.write_bytes(SOURCE)
    _assert_nothing_new(
        papers() | {"essai.docx": (source, Template(SOURCE).render(VALUES).to_bytes())}, tmp_path
    )


def _assert_nothing_new(documents: dict[str, tuple[Path, bytes]], folder: Path) -> None:
    for name, (source, data) in documents.items():
        output = folder / name
        output.write_bytes(data)
        assert audit(output) - audit(source) == set(), name


def test_the_schemas_find_nothing_new(shared: Path) -> None:
    folder = shared / "schemas" / "ooxml-transitional"
    if not folder.is_dir():
        pytest.skip("schémas absents")
    known = (shared / "corpus" / "broken-outputs" / "broken_unknown_elem.docx").read_bytes()
    assert schema_findings(known, folder), "the schemas see what they should"
    documents = {name: (path.read_bytes(), data) for name, (path, data) in papers().items()}
    documents["essai"] = SOURCE, Template(SOURCE).render(VALUES).to_bytes()
    for name, (source, output) in documents.items():
        assert schema_findings(output, folder) - schema_findings(source, folder) == set(), name


@pytest.mark.libreoffice
def test_libreoffice_reads_the_same_text(soffice: str, tmp_path: Path) -> None:
    documents = {name: data for name, (_, data) in papers().items()}
    for name, data in documents.items():
        (tmp_path / name).write_bytes(data)
    profile = f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", "."]
    subprocess.run([*command, *documents], cwd=tmp_path, check=True, capture_output=True, timeout=300)
    for name, data in documents.items():
        read = (tmp_path / name).with_suffix(".txt").read_text(encoding="utf-8-sig")
        _assert_in_order(Reader(data), read, name)


def _assert_in_order(reader: Reader, text: str, name: str) -> None:
    """Every paragraph of the body is in the text, in order; what remains is numbering."""
    squeezed, position, rest = "".join(text.split()), 0, []
    for paragraph in reader.tree("word/document.xml").iter(f"{{{W}}}p"):
        wanted = "".join(Reader.text_of(paragraph).replace("\u2011", "\u2011").split())
        at = squeezed.find(wanted, position)
        assert at >= 0, f"{name} : « {wanted} » manque après « {squeezed[position : position + 60]} »"
        rest.append(squeezed[position:at])
        position = at + len(wanted)
    left = "".join([*rest, squeezed[position:]])
    assert not re.search(r"\w{12}", left), f"{name} : {left[:200]}"


INNER = "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>"


@pytest.mark.parametrize("header", ["", INNER.format("<w:p/>"), "{{ a }}"])
@pytest.mark.parametrize(
    "cell", ["<w:tcPr/>", f"<w:tcPr/>{INNER.format('<w:p/>')}", INNER.format("<w:tcPr/>")]
)
@pytest.mark.parametrize("text", ["fixe", "{{ a }}"])
def test_what_the_template_left_without_a_paragraph_has_one(header: str, cell: str, text: str) -> None:
    """Word refuses such a cell; it is no fault of the tags, and is mended without a word."""
    header = p(header) + INNER.format(cell) if "{{" in header else header + INNER.format(cell)
    source = docx(p(text) + INNER.format(cell) + p("fin"), header=header)
    assert list(map(str, validate(Template(source).render({"a": "x"}).to_bytes()))) == []
