"""PDF made by LibreOffice, or an error: never a stale, empty or other document's PDF."""

import os
import re
import stat
import time

import pytest

from delibgen.apercu.soffice import find_soffice, require_soffice, write_profile
from delibgen.dossier import Options, build
from delibgen.errors import ConversionError, MissingToolError
from delibgen.exports.pdf import convert, to_pdf
from tests.conftest import CONSEIL

FAKE = """#!/bin/sh
for last; do
  case "$previous" in --outdir) out="$last";; esac
  previous="$last"
done
{body}
"""


@pytest.fixture
def fake(tmp_path, monkeypatch):
    """Return a function that puts a false LibreOffice in place; ``$out`` is its output folder."""

    def install(body):
        path = tmp_path / "faux-soffice"
        path.write_text(FAKE.replace("{body}", body), encoding="utf-8")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("DELIBGEN_SOFFICE", str(path))

    return install


@pytest.fixture
def documents(tmp_path):
    paths = [tmp_path / f"acte {rank}.docx" for rank in range(3)]
    for path in paths:
        path.write_bytes(b"PK\x03\x04 pas un vrai document")
    return paths


def test_a_missing_libreoffice_gives_the_command_that_installs_it(monkeypatch, documents, tmp_path):
    monkeypatch.setenv("DELIBGEN_SOFFICE", str(tmp_path / "rien"))
    assert find_soffice() is None
    with pytest.raises(MissingToolError, match="pour l'installer"):
        to_pdf(documents, tmp_path / "pdf")
    monkeypatch.delenv("DELIBGEN_SOFFICE")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(MissingToolError, match="LibreOffice est introuvable"):
        require_soffice()


@pytest.mark.parametrize(
    "body", ["exit 0", "exit 77", ': > "$out/0000.pdf"', 'echo "<html>" > "$out/0000.pdf"']
)
def test_an_exit_without_a_whole_pdf_is_an_error_and_an_older_pdf_stays(fake, documents, tmp_path, body):
    fake(body)
    old = tmp_path / "acte 0.pdf"
    old.write_bytes(b"%PDF-1.4 ancien %%EOF")
    with pytest.raises(ConversionError) as caught:
        to_pdf(documents[:1], tmp_path)
    assert [(f.code, f.place.file) for f in caught.value.findings] == [("DG511", str(documents[0]))]
    assert old.read_bytes() == b"%PDF-1.4 ancien %%EOF"


def test_a_bad_document_does_not_spoil_the_others(fake, documents, tmp_path):
    documents[1].write_bytes(b"PK\x03\x04 MAUVAIS")
    fake(
        'for f; do case "$f" in *.docx) grep -q MAUVAIS "$f" || '
        'printf "%%PDF-1.7 x %%%%EOF" > "$out/$(basename "$f" .docx).pdf";; esac; done'
    )
    with pytest.raises(ConversionError) as caught:
        to_pdf(documents, tmp_path / "pdf")
    assert [finding.place.file for finding in caught.value.findings] == [str(documents[1])]
    assert sorted(path.name for path in (tmp_path / "pdf").iterdir()) == ["acte 0.pdf", "acte 2.pdf"]


def test_time_out_kills_libreoffice_and_its_children(fake, documents, tmp_path):
    fake(f'sleep 600 & echo $! > "{tmp_path}/pid"; wait')
    with pytest.raises(ConversionError, match="arrêté après"):
        to_pdf(documents[:1], tmp_path / "pdf", timeout=3)
    child = int((tmp_path / "pid").read_text(encoding="utf-8"))
    end = time.monotonic() + 60
    while _running(child):  # a process that was killed still stands for a moment
        assert time.monotonic() < end
        time.sleep(0.01)


def _running(pid):
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8") as file:  # noqa: PTH123
            return file.read().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_what_is_not_a_document_is_refused_before_libreoffice_runs(fake, tmp_path):
    fake(f'touch "{tmp_path}/appelé"')
    paths = [tmp_path / "vide.docx", tmp_path / "texte.docx", tmp_path / "absent.docx"]
    paths[0].write_bytes(b"")
    paths[1].write_text("texte", encoding="utf-8")
    with pytest.raises(ConversionError) as caught:
        to_pdf(paths, tmp_path / "pdf")
    assert len(caught.value.findings) == 3
    assert not (tmp_path / "appelé").exists()


def test_two_documents_never_share_a_pdf(fake, documents, tmp_path):
    fake("exit 0")
    (tmp_path / "b").mkdir()
    twin = tmp_path / "b" / documents[0].name
    twin.write_bytes(documents[0].read_bytes())
    with pytest.raises(ConversionError, match="le même PDF"):
        to_pdf([documents[0], twin], tmp_path / "pdf")


def test_the_profile_blocks_foreign_links_and_macros(tmp_path):
    option = write_profile(tmp_path / "profil")
    text = (tmp_path / "profil" / "user" / "registrymodifications.xcu").read_text(encoding="utf-8")
    assert option.startswith("-env:UserInstallation=file://")
    assert "BlockUntrustedRefererLinks" in text
    assert "DisableMacrosExecution" in text


@pytest.mark.libreoffice
def test_libreoffice_makes_a_tagged_archive_pdf_of_every_paper(soffice, sitting, tmp_path, monkeypatch):
    monkeypatch.setenv("DELIBGEN_SOFFICE", soffice)
    report = build(sitting, tmp_path / "sortie", Options(pdf=convert))
    made = [tmp_path / "sortie" / line.chemin for line in report.lignes if line.chemin.endswith(".pdf")]
    documents = [line for line in report.lignes if line.chemin.endswith(".docx")]
    assert len(made) == len(documents) + 1
    for path in made[1:]:
        data = path.read_bytes()
        assert b"pdfaid:part>2<" in data
        assert re.search(rb"/MarkInfo\s*<<\s*/Marked true", data)
    assert _text(tmp_path / "sortie" / "actes" / "2024-02.pdf").startswith("2024-02 : Objet 2024-02")


def _text(path):
    from pypdf import PdfReader

    return PdfReader(path).pages[0].extract_text()


@pytest.mark.libreoffice
def test_a_linked_image_is_never_fetched(soffice, tmp_path, monkeypatch):
    """A document that a hand has changed after us is converted without any request."""
    import http.server
    import threading

    import docx
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml.ns import qn

    asked = []

    class Listener(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(404)

        do_OPTIONS = do_HEAD = do_PROPFIND = do_GET  # noqa: N815

        def log_message(self, *args):
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    document = docx.Document()
    link = f"http://127.0.0.1:{server.server_port}/image.png"
    rel = document.part.relate_to(link, RELATIONSHIP_TYPE.IMAGE, is_external=True)
    document.add_picture(str(CONSEIL / "logo.png"))
    (blip,) = document.element.body.iter(qn("a:blip"))
    del blip.attrib[qn("r:embed")]
    blip.set(qn("r:link"), rel)
    document.save(tmp_path / "lien.docx")
    monkeypatch.setenv("DELIBGEN_SOFFICE", soffice)
    (made,) = to_pdf([tmp_path / "lien.docx"], tmp_path / "pdf")
    server.shutdown()
    server.server_close()
    assert made.read_bytes().startswith(b"%PDF-")
    assert asked == []
    assert os.listdir(tmp_path / "pdf") == ["lien.pdf"]  # noqa: PTH208
