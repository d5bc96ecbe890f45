"""The packet in one PDF is fit for keeping: PDF/A-2b and tagged, or it says why it is not."""

import shutil

import pikepdf
import pytest
from pypdf import PdfReader

from delibgen.dossier import Options, build
from delibgen.exports.archivage import is_pdfa2
from delibgen.exports.folio import CARACTERES, document, font_of
from delibgen.exports.merge import Morceau, merge
from delibgen.exports.pdf import convert
from delibgen.exports.recueil import Recueil
from tests.conftest import CONSEIL

pytestmark = pytest.mark.libreoffice


@pytest.fixture(scope="module")
def packet(soffice, tmp_path_factory):
    """Return the packet of the example sitting, papers and extracts, and its report."""
    output = tmp_path_factory.mktemp("recueil")
    report = build(CONSEIL, output, Options(pdf=convert, recueil=Recueil()))
    return output / "seance.pdf", report


def fonts(pdf: PdfReader):
    """Yield each font of a PDF, as another reader finds it."""
    for page in pdf.pages:
        for name, font in page["/Resources"].get("/Font", {}).items():
            yield name, font.get_object()


def test_the_packet_says_that_it_is_pdfa_2b_and_has_what_that_asks_for(packet):
    path, report = packet
    assert report.ok
    assert is_pdfa2(path)
    read = PdfReader(path)
    root = read.trailer["/Root"]
    (intent,) = root["/OutputIntents"]
    assert intent["/S"] == "/GTS_PDFA1"
    assert intent["/DestOutputProfile"]["/N"] == 3
    assert "/Filter" not in root["/Metadata"].get_object()
    assert root["/Lang"] == "fr-FR"
    assert "/ID" in read.trailer
    assert not {"/Encrypt", "/AA"} & (set(read.trailer) | set(root))
    assert read.xmp_metadata.dc_title["x-default"] == read.metadata.title


def test_every_font_is_in_the_packet(packet):
    read = PdfReader(packet[0])
    missing = []
    for name, font in fonts(read):
        described = font.get("/FontDescriptor") or font["/DescendantFonts"][0]["/FontDescriptor"]
        if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(described.get_object()):
            missing.append((name, font["/BaseFont"]))
    assert missing == []


def test_each_page_is_numbered_and_the_number_is_read(packet):
    read = PdfReader(packet[0])
    count = len(read.pages)
    for rank, page in enumerate(read.pages, 1):
        assert f"{rank} / {count}" in page.extract_text()


def test_the_tags_of_every_document_are_those_of_the_packet(packet):
    """Each page has its own entry in the one tree, and what it holds stands on that very page."""
    with pikepdf.open(packet[0]) as pdf:
        root = pdf.Root.StructTreeRoot
        assert pdf.Root.MarkInfo.Marked
        entries = dict(pikepdf.NumberTree(root.ParentTree).items())
        numbers = [int(page.obj.StructParents) for page in pdf.pages]
        assert len(set(numbers)) == len(pdf.pages)
        for page, number in zip(pdf.pages, numbers, strict=True):
            for element in entries[number]:
                held = element.get("/Pg")
                assert held is None or held.objgen == page.obj.objgen
        assert int(root.ParentTreeNextKey) > max(entries)
        assert all(kid.P.objgen == root.objgen for kid in root.K)


def test_the_text_of_the_tags_is_that_of_the_documents(packet, tmp_path):
    """What a screen reader follows: as many tagged elements as the documents have together."""

    def count(path) -> int:
        with pikepdf.open(path) as pdf:
            return sum(
                isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/StructElem"
                for one in pdf.objects
            )

    made = [path for path in packet[0].parent.rglob("*.pdf") if path != packet[0]]
    assert count(packet[0]) > sum(map(count, made)) > 0


def test_an_annex_of_another_makes_a_packet_that_claims_nothing_and_says_so(soffice, tmp_path, monkeypatch):
    monkeypatch.setattr("delibgen.dossier.plan.papers_of", lambda *_: iter(()))
    folder = tmp_path / CONSEIL.name
    shutil.copytree(CONSEIL, folder)
    for path in (folder / "actes").glob("*.yaml"):
        if path.name != "04-ludobus.yaml":
            path.unlink()
    act = folder / "actes" / "04-ludobus.yaml"
    more = "  - {titre: Plan, fichier: ../annexes/plan.pdf}\nscrutin:"
    act.write_text(act.read_text(encoding="utf-8").replace("scrutin:", more), encoding="utf-8")
    with pikepdf.new() as plan:
        plan.add_blank_page(page_size=(595, 842))
        plan.save(folder / "annexes" / "plan.pdf")
    report = build(folder, tmp_path / "sortie", Options(pdf=convert, recueil=Recueil()))
    assert report.ok
    (finding,) = [f for f in report.findings if f.code == "DG535"]
    assert finding.severity.value == "information"
    assert finding.place.file.endswith("plan.pdf")
    path = tmp_path / "sortie" / "seance.pdf"
    assert not is_pdfa2(path)
    with pikepdf.open(path) as pdf:
        assert "/OutputIntents" not in pdf.Root
        assert not pdf.Root.MarkInfo.Marked  # the plan has no tags


def test_without_a_font_of_its_own_the_packet_claims_nothing(tmp_path):
    with pikepdf.new() as blank:
        blank.add_blank_page()
        blank.save(tmp_path / "a.pdf")
    assert merge([Morceau(tmp_path / "a.pdf", "A")], tmp_path / "r.pdf", title="R", total=1) == 1
    assert not is_pdfa2(tmp_path / "r.pdf")
    with pikepdf.new() as target:
        assert font_of(target, tmp_path / "a.pdf").texte("1 / 2") == "(1 / 2)"


def test_the_page_of_the_numbers_gives_a_font_with_each_character(soffice, tmp_path):
    (tmp_path / "folio.docx").write_bytes(document())
    assert document() == document()
    ((_, octets),) = convert([tmp_path / "folio.docx"])
    (tmp_path / "folio.pdf").write_bytes(octets)
    with pikepdf.new() as target:
        codes = font_of(target, tmp_path / "folio.pdf").codes
    assert codes is not None
    assert set(codes) >= set(CARACTERES)
    assert len({codes[char] for char in CARACTERES}) == len(CARACTERES)


def test_what_is_no_pdf_is_not_for_keeping(tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7 rien")
    assert not is_pdfa2(tmp_path / "a.pdf")
