"""PDF/A-2b: what a program of our own can check of ISO 19005-2, on the papers, the packet and its annexes."""

import shutil

import docx
import pikepdf
import pytest
from docx.enum.section import WD_ORIENT
from docx.shared import Mm
from pikepdf import Array, Dictionary, Name, Stream

from delibgen.dossier import Options, build
from delibgen.exports.pages import convert_numbered
from delibgen.exports.recueil import Recueil
from tests.conftest import CONSEIL
from tests.exports.iso19005 import violations

pytestmark = pytest.mark.libreoffice


STANDARD = {
    *("/Document", "/P", "/H1", "/H2", "/H3", "/L", "/LI", "/LBody", "/Lbl", "/Table", "/TR", "/TH", "/TD"),
    *("/Figure", "/Link", "/Span", "/TOC", "/TOCI", "/Caption", "/Note", "/Reference"),
}
"""Roles of ISO 32000-1 that the papers use, or may."""


@pytest.fixture(scope="module")
def packet(soffice, tmp_path_factory):
    """Return the output of the example sitting, with an annexed plan that is PDF/A-2 itself, on its side."""
    folder = tmp_path_factory.mktemp("pdfa")
    source = folder / CONSEIL.name
    shutil.copytree(CONSEIL, source)
    plan = docx.Document()
    plan.add_paragraph("Plan de masse, parcelle AB 112")
    section = plan.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    plan.save(folder / "plan.docx")
    ((_, octets),) = convert_numbered([folder / "plan.docx"])
    (source / "annexes" / "plan.pdf").write_bytes(octets)
    act = source / "actes" / "04-ludobus.yaml"
    more = "  - {titre: Plan, fichier: ../annexes/plan.pdf}\nscrutin:"
    act.write_text(act.read_text(encoding="utf-8").replace("scrutin:", more), encoding="utf-8")
    report = build(source, folder / "o", Options(pdf=convert_numbered, recueil=Recueil()))
    assert report.ok
    assert not [finding for finding in report.findings if finding.code == "DG535"]
    return folder / "o"


def test_the_packet_with_its_annex_breaks_nothing_that_can_be_seen(packet):
    assert violations(packet / "seance.pdf") == []
    with pikepdf.open(packet / "seance.pdf") as pdf:
        sizes = {tuple(int(edge) for edge in page.mediabox) for page in pdf.pages}
    assert (0, 0, 841, 595) in sizes  # the plan is there, on its side


def test_each_paper_breaks_nothing_either(packet):
    papers = [path for path in packet.rglob("*.pdf") if path.name != "seance.pdf"]
    assert len(papers) > 10
    assert {path.name: violations(path) for path in papers if violations(path)} == {}


def test_what_a_screen_reader_needs_is_in_the_packet(packet):
    """Tags, language, title and bookmarks: more than level b asks for, less than a proof of PDF/UA."""
    with pikepdf.open(packet / "seance.pdf") as pdf:
        root = pdf.Root
        assert root.MarkInfo.Marked
        assert root.Lang == "fr-FR"
        assert root.ViewerPreferences.DisplayDocTitle
        assert str(pdf.docinfo["/Title"]).startswith("Dossier de la séance")
        assert "/Outlines" in root
        mapped = {str(name): str(role) for name, role in root.StructTreeRoot.RoleMap.items()}
        used = {str(one.S) for one in pdf.objects if _is_element(one)}
        assert {mapped.get(role, role) for role in used} <= STANDARD
        assert {"/H1", "/Table", "/TR", "/TH", "/TD", "/Figure", "/L", "/LI"} <= used
        assert not mapped.keys() & STANDARD
        assert {str(page.obj.Tabs) for page in pdf.pages} == {"/S"}


def _is_element(thing):
    return isinstance(thing, Dictionary) and thing.get("/Type") == "/StructElem"


def _page(pdf):
    return pdf.pages[0]


def _draw(pdf, text):
    _page(pdf).contents_add(text)


def _font(pdf):
    fonts = (
        one for one in pdf.objects if isinstance(one, Dictionary) and one.get("/Type") == "/FontDescriptor"
    )
    font = next(fonts)
    for key in ("/FontFile", "/FontFile2", "/FontFile3"):
        if key in font:
            del font[key]


def _note(pdf, **fields):
    note = Dictionary(Type=Name.Annot, Rect=[0, 0, 9, 9], **{"Subtype": Name.Link, "F": 4, **fields})
    _page(pdf).obj.Annots = Array([*_page(pdf).obj.get("/Annots", []), pdf.make_indirect(note)])


def _xmp(pdf, before, after):
    pdf.Root.Metadata.write(pdf.Root.Metadata.read_bytes().replace(before, after))


def _resource(pdf, kind, thing):
    _page(pdf).add_resource(thing, kind, Name("/Mutant"))


def _image(pdf, **fields):
    image = Stream(pdf, b"\0" * 3)
    image.update({"/Type": Name.XObject, "/Subtype": Name.Image, "/Width": 1, "/Height": 1, **fields})
    _resource(pdf, Name.XObject, pdf.make_indirect(image))


MUTANTS = {
    "6.1.3 no ID": lambda pdf: pdf.trailer.__delitem__("/ID"),
    "6.1.7.2 filter": lambda pdf: _image(pdf, **{"/Filter": Name.LZWDecode}),
    "6.1.13 nesting": lambda pdf: _draw(pdf, b"q " * 29 + b"Q " * 29),
    "6.2.2 operator XX": lambda pdf: _draw(pdf, b"1 XX"),
    "6.2.2 gs /None": lambda pdf: _draw(pdf, b"/None gs"),
    "6.2.3 output intent": lambda pdf: pdf.Root.__delitem__("/OutputIntents"),
    "6.2.3 colour profile": lambda pdf: pdf.Root.OutputIntents[0].DestOutputProfile.write(b"x" * 200),
    "6.2.4.3 CMYK": lambda pdf: _draw(pdf, b"0 0 0 1 k"),
    "6.2.5 transfer function": lambda pdf: _resource(
        pdf, Name.ExtGState, pdf.make_indirect(Dictionary(Type=Name.ExtGState, TR=Name.Identity))
    ),
    "6.2.10 blend mode /Odd": lambda pdf: _resource(
        pdf, Name.ExtGState, pdf.make_indirect(Dictionary(Type=Name.ExtGState, BM=Name("/Odd")))
    ),
    "6.2.8 interpolation": lambda pdf: _image(pdf, **{"/Interpolate": True}),
    "6.2.11.4.1": _font,
    "6.3.1 note /Movie": lambda pdf: _note(pdf, Subtype=Name.Movie),
    "6.3.2 note /Link": lambda pdf: _note(pdf, F=2),
    "6.3.3 no appearance of /Stamp": lambda pdf: _note(pdf, Subtype=Name.Stamp),
    "6.4 form": lambda pdf: pdf.Root.update({"/AcroForm": Dictionary(NeedAppearances=True)}),
    "6.5.1 action /JavaScript": lambda pdf: _note(pdf, A=Dictionary(S=Name.JavaScript, JS="1")),
    "6.5.1 action /Launch": lambda pdf: _note(pdf, A=Dictionary(Type=Name.Action, S=Name.Launch)),
    "6.5.2 additional actions": lambda pdf: pdf.Root.update({"/AA": Dictionary()}),
    "6.6.2.1 no XMP": lambda pdf: pdf.Root.__delitem__("/Metadata"),
    "6.6.3 /Title": lambda pdf: pdf.docinfo.update({"/Title": "autre"}),
    "6.6.3 /Author": lambda pdf: pdf.docinfo.update({"/Author": "Mairie"}),
    "6.6.4 part": lambda pdf: _xmp(pdf, b">2<", b">1<"),
    "6.8 /EmbeddedFiles": lambda pdf: pdf.Root.update({"/Names": Dictionary(EmbeddedFiles=Dictionary())}),
    "6.10 presentation": lambda pdf: _page(pdf).obj.update({"/PresSteps": Dictionary()}),
    "6.11 /Requirements": lambda pdf: pdf.Root.update({"/Requirements": Array()}),
}


@pytest.mark.parametrize("clause", MUTANTS)
def test_each_clause_can_be_seen_broken(packet, tmp_path, clause):
    with pikepdf.open(packet / "10-liste-des-deliberations.pdf") as pdf:
        MUTANTS[clause](pdf)
        how = pikepdf.StreamDecodeLevel.none
        pdf.save(tmp_path / "x.pdf", compress_streams=False, stream_decode_level=how)
    if clause == "6.1.3 no ID":
        data = (tmp_path / "x.pdf").read_bytes()
        (tmp_path / "x.pdf").write_bytes(data.replace(b"/ID", b"/XD"))
    assert any(fault.startswith(clause) for fault in _all(tmp_path / "x.pdf"))


def _all(path):
    return [fault.partition(": ")[2] if fault.startswith("page ") else fault for fault in violations(path)]


def test_the_bytes_of_a_file_are_looked_at_too(packet, tmp_path):
    data = (packet / "10-liste-des-deliberations.pdf").read_bytes()
    header, rest = data.split(b"\n", 1)
    for told, octets in {
        "6.1.2 header": b"%PDF-2.0\n" + rest,
        "6.1.2 binary comment": header + b"\n%abcd\n" + rest.split(b"\n", 1)[1],
        "6.1.3 data after the end": data + b"signature",
    }.items():
        (tmp_path / "x.pdf").write_bytes(octets)
        assert told in violations(tmp_path / "x.pdf")


@pytest.mark.parametrize("title", ["L'eau & l'air", '« Le "Clos" » <b>', "A &amp; B &apos; ]]> é œ"])
def test_the_title_is_the_same_in_both_places(soffice, tmp_path, title):
    """LibreOffice escapes the apostrophe two times in the XMP metadata, and nowhere else."""
    document = docx.Document()
    document.core_properties.title = title
    document.core_properties.subject = f"Sujet : {title}"
    document.add_paragraph("Texte")
    document.save(tmp_path / "a.docx")
    ((_, octets),) = convert_numbered([tmp_path / "a.docx"])
    (tmp_path / "a.pdf").write_bytes(octets)
    assert [fault for fault in violations(tmp_path / "a.pdf") if fault.startswith("6.6")] == []
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        assert str(pdf.docinfo["/Title"]) == title
