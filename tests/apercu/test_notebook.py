"""What a notebook shows: pages, tables, faults; every character of the data is escaped."""

import io
import re
import struct
from base64 import b64decode
from html.parser import HTMLParser

import pytest

from delibgen import (
    ConversionError,
    Finding,
    LoadError,
    MissingToolError,
    Place,
    RenderError,
    Severity,
    check,
    lint,
    load,
    load_seance,
    render,
)
from delibgen.apercu import Findings, draw_pages, office, pages
from delibgen.model.acte import Reference
from delibgen.model.shown import LONG
from delibgen.word import Document, Template
from tests.conftest import BUREAU, CONSEIL
from tests.word.build import docx, p

EVIL = "Dupont & <script>alert(1)</script> \"'\u202e"


class Texts(HTMLParser):
    """The text of a page, and the tags it has."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.tags: set[str] = set()
        self.feed(html)

    def handle_data(self, data):
        self.texts.append(data)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)


def text_of(html: str) -> str:
    return "".join(Texts(html).texts)


@pytest.fixture(scope="module")
def acte():
    return load(CONSEIL / "actes" / "04-ludobus.yaml")


def html_of(document: Document) -> str:
    return document._repr_mimebundle_()["text/html"]


def sizes(html: str) -> list[tuple[int, int]]:
    images = [b64decode(data) for data in re.findall(r"base64,([^']+)'", html)]
    assert all(png.startswith(b"\x89PNG") for png in images)
    return [struct.unpack(">II", png[16:24]) for png in images]


def test_a_document_shows_its_pages(acte):
    html = html_of(render(acte))
    assert len(sizes(html)) == 2
    assert all(abs(height / width - 297 / 210) < 0.01 for width, height in sizes(html))
    assert "2 pages ; aperçu par rdocx" in text_of(html)


def without(monkeypatch, *, rdocx=False, office_too=False):
    found = pages.find_spec
    if rdocx:
        monkeypatch.setattr(pages, "find_spec", lambda name: None if name == "rdocx" else found(name))
    if office_too:
        monkeypatch.setattr(office, "find_soffice", lambda: None)


@pytest.mark.libreoffice
@pytest.mark.parametrize("pdfium", [True, False])
def test_without_rdocx_libreoffice_draws_them(acte, soffice, monkeypatch, pdfium):
    without(monkeypatch, rdocx=True)
    if not pdfium:
        monkeypatch.setattr(office, "_has_pdfium", lambda: False)
    elif not office._has_pdfium():
        pytest.skip("pypdfium2 absent")
    html = html_of(render(acte))
    assert len(sizes(html)) == 2
    assert "LibreOffice" in text_of(html)


def test_without_both_the_text_is_shown_whole_with_what_to_install(monkeypatch):
    without(monkeypatch, rdocx=True, office_too=True)
    document = Template(docx(p("{{ nom }}"))).render({"nom": "Dupont & <b>Fils</b>"}, name="lettre")
    with pytest.raises(MissingToolError, match="DG514"):
        draw_pages(document.to_bytes())
    html = html_of(document)
    assert "pip install 'delibgen[apercu]'" in text_of(html)
    assert "Dupont & <b>Fils</b>" in text_of(html)
    assert "b" not in Texts(html).tags


def test_what_rdocx_cannot_read_libreoffice_tries(monkeypatch):
    monkeypatch.setattr(office, "can_draw", lambda: True)
    monkeypatch.setattr(office, "draw", lambda data, dpi: (b"page",))
    assert draw_pages(b"PK\x03\x04 broken").outil == "LibreOffice"


def test_a_file_that_nothing_can_draw_is_said_with_the_reasons(monkeypatch):
    without(monkeypatch, office_too=True)
    with pytest.raises(ConversionError, match="DG515"):
        draw_pages(b"PK\x03\x04 broken")
    html = html_of(Document(b"PK\x03\x04 broken", body="<w/>", name="x"))
    assert "pages impossibles à dessiner (rdocx : " in text_of(html)


def test_a_record_shows_its_fields_and_names_the_empty_ones(acte):
    text = text_of(acte._repr_html_())
    assert text.startswith("Délibération : 2024-34 – Ludobus intercommunal")
    assert "Objet de l'acte." in text
    assert "à l'unanimité" in text
    assert "debats" in text.split("Vides, ou comme d'habitude : ")[1]


@pytest.mark.parametrize("folder", [BUREAU, CONSEIL])
def test_every_act_and_sitting_of_the_examples_shows(folder):
    dossier = load_seance(folder)
    for acte in dossier.actes:
        assert acte.objet in text_of(acte._repr_html_())
        for paper in acte.papers():
            assert paper.objet in text_of(paper._repr_html_())
    text = text_of(dossier.seance._repr_html_())
    assert all(membre.nom_complet in text for membre in dossier.seance.assemblee.membres)
    shown = text_of(dossier._repr_html_())
    assert all(acte.objet in shown for acte in dossier.actes)


def test_a_long_text_is_folded_never_cut():
    long = "mot " * LONG + "fin."
    text = text_of(Reference(organe=long)._repr_html_())
    assert long in text


def test_data_are_escaped_everywhere():
    found = Finding(
        code="DG1",
        message=EVIL,
        path=EVIL,
        suggestion=EVIL,
        article=EVIL,
        place=Place(file=EVIL, excerpt=EVIL),
    )
    bad = EVIL.replace("\u202e", "")
    for html in (Findings([found])._repr_html_(), Reference(numero=bad, organe=bad)._repr_html_()):
        assert "script" not in Texts(html).tags
        assert "Dupont & <script>alert(1)</script>" in text_of(html)
        assert "\u202e" not in html


def test_findings_are_a_list_shown_as_a_table(acte):
    found = check(acte)
    assert isinstance(found, list)
    assert isinstance(lint(b"no docx", type(acte)), Findings)
    one = Findings([Finding(code="DG305", message="à voir", severity=Severity.ALERTE, article="CGCT L1")])
    html = one._repr_html_()
    assert {"table", "td"} <= Texts(html).tags
    assert "alerte" in text_of(html)
    assert "CGCT L1" in text_of(html)
    assert str(one) == "alerte : DG305 : à voir (CGCT L1)"
    assert text_of(Findings()._repr_html_()) == "Aucun constat."


def shown_by_ipython(capsys, *cells: str) -> str:
    from IPython.core.interactiveshell import InteractiveShell

    shell = InteractiveShell.instance()
    try:
        for cell in cells:
            shell.run_cell(cell)
    finally:
        shell.set_custom_exc((), None)
        InteractiveShell.clear_instance()
    printed = capsys.readouterr()
    return printed.out + printed.err


def test_a_fault_says_in_a_notebook_what_the_command_says(tmp_path, capsys):
    path = tmp_path / "acte.yaml"
    path.write_text("type: convention\nobjt: Ludobus\n", encoding="utf-8")
    shown = shown_by_ipython(capsys, f"from delibgen import load; load({str(path)!r})")
    with pytest.raises(LoadError) as caught:
        load(path)
    assert shown.split() == str(caught.value).split()
    assert max(map(len, shown.splitlines())) <= 110, "the cell would cut it inside a word"
    assert "Traceback" not in shown


def test_a_fault_never_commands_the_terminal():
    fault = RenderError(Finding(code="DG401", message="a\x1b[31mb"))
    assert "\x1b" not in "".join(fault._render_traceback_())


def test_pages_are_png_that_pillow_reads():
    image = pytest.importorskip("PIL.Image")
    drawn = draw_pages(docx(p("Bonjour")), dpi=72)
    assert image.open(io.BytesIO(drawn.images[0])).size in {(595, 842), (596, 842)}


def test_a_refused_record_is_told_in_french(capsys):
    code = "from delibgen.model.acte import Reference; Reference(numro='1')"
    shown = shown_by_ipython(capsys, "%load_ext delibgen", code)
    assert "vouliez-vous dire « numero » ?" in shown
    assert "Traceback" not in shown
    assert "pydantic" not in shown


def test_other_models_keep_their_own_faults(capsys):
    code = "import pydantic\nclass M(pydantic.BaseModel):\n    x: int\nM(x='a')"
    assert "ValidationError" in shown_by_ipython(capsys, "%load_ext delibgen", code)


def test_findings_picked_out_of_a_list_are_a_line_each(acte):
    from IPython.lib.pretty import pretty

    one = Finding(code="DG305", message="à voir")
    assert pretty([one]) == "[DG305 : à voir]"
    assert pretty(Findings([one, one])) == "DG305 : à voir\nDG305 : à voir"
