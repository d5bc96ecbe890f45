"""The packet in one PDF: every paper once, in order, at the page that the contents say."""

import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader

from delibgen.dossier import Options, build
from delibgen.errors import ConversionError, MissingToolError
from delibgen.exports.annexes import defects
from delibgen.exports.merge import Morceau, bookmarks, merge, page_count
from delibgen.exports.pdf import convert
from delibgen.exports.recueil import Recueil
from tests.conftest import CONSEIL

A4 = (595.3, 841.9)


def blank(path, pages=1, size=A4, rotate=0, **options):
    """Write a PDF of empty pages."""
    pdf = pikepdf.new()
    for _ in range(pages):
        page = pdf.add_blank_page(page_size=size)
        if rotate:
            page.obj.Rotate = rotate
    pdf.save(path, **options)
    return path


def codes(path, **options):
    return [defect.code for defect in defects(path, **options)]


def test_an_annex_in_a4_either_way_up_has_nothing_wrong(tmp_path):
    assert codes(blank(tmp_path / "a.pdf", 2)) == []
    assert codes(blank(tmp_path / "b.pdf", size=A4[::-1])) == []
    assert codes(blank(tmp_path / "c.pdf", rotate=90)) == []


def test_what_cannot_join_a_packet_is_found(tmp_path):
    locked = pikepdf.Encryption(owner="o", user="u")
    assert codes(blank(tmp_path / "mot-de-passe.pdf", encryption=locked)) == ["DG530"]
    assert codes(blank(tmp_path / "protege.pdf", encryption=pikepdf.Encryption(owner="o"))) == ["DG530"]
    assert codes(blank(tmp_path / "vide.pdf", 0)) == ["DG531"]
    (tmp_path / "faux.pdf").write_bytes(b"%PDF-1.7 rien")
    assert codes(tmp_path / "faux.pdf") == ["DG531"]
    assert codes(blank(tmp_path / "a3.pdf", size=(842, 1191))) == ["DG532"]
    assert codes(blank(tmp_path / "lourd.pdf"), octets_max=100) == ["DG533"]
    (defect,) = defects(tmp_path / "a3.pdf")
    assert "297 × 420 mm" in defect.message


def test_pages_are_numbered_to_the_end_and_each_piece_has_its_bookmark(tmp_path):
    pieces = [
        Morceau(blank(tmp_path / "a.pdf", 2), "1 – Un"),
        Morceau(blank(tmp_path / "b.pdf", 1, rotate=90), "Plan", 1),
        Morceau(blank(tmp_path / "c.pdf", 1), "2 – Deux"),
    ]
    assert merge(pieces, tmp_path / "r.pdf", title="Dossier", first=11, total=14) == 4
    texts = [page.extract_text().strip() for page in PdfReader(tmp_path / "r.pdf").pages]
    assert texts == ["11 / 14", "12 / 14", "13 / 14", "14 / 14"]
    assert list(bookmarks(tmp_path / "r.pdf")) == [(0, "1 – Un"), (1, "Plan"), (0, "2 – Deux")]
    merge(pieces, tmp_path / "s.pdf", title="Dossier", first=11, total=14)
    assert (tmp_path / "r.pdf").read_bytes() == (tmp_path / "s.pdf").read_bytes()


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_the_number_is_at_the_top_right_of_the_page_as_it_is_seen(tmp_path, rotate):
    """Drawn by another program: the ink of the number is in that corner, upright."""
    if shutil.which("pdftoppm") is None:
        pytest.skip("pdftoppm absent")
    source = blank(tmp_path / "a.pdf", size=(300, 500), rotate=rotate)
    merge([Morceau(source, "A")], tmp_path / "r.pdf", title="", total=1)
    command = ["pdftoppm", "-r", "72", "-gray", str(tmp_path / "r.pdf")]
    head, size, _, pixels = subprocess.run(command, capture_output=True, check=True).stdout.split(b"\n", 3)
    width, height = map(int, size.split())
    assert (head, width, height) == (b"P5", *((500, 300) if rotate % 180 else (300, 500)))
    dark = [divmod(place, width) for place, ink in enumerate(pixels) if ink < 200]
    rows, columns = {row for row, _ in dark}, {column for _, column in dark}
    assert width - 45 < min(columns) < max(columns) <= width - 20
    assert 10 < min(rows) < max(rows) < 26
    assert max(columns) - min(columns) > max(rows) - min(rows), "le numéro n'est pas droit"


@pytest.fixture
def conseil(tmp_path, monkeypatch):
    """Return a copy of the example, one act with a plan and a spreadsheet annexed."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("delibgen.dossier.plan.papers_of", lambda *_: iter(()))
    folder = tmp_path / CONSEIL.name
    shutil.copytree(CONSEIL, folder)
    path = folder / "actes" / "04-ludobus.yaml"
    more = (
        "  - {titre: Plan de situation, fichier: ../annexes/plan.pdf}\n"
        "  - {titre: Coûts, fichier: ../annexes/couts.xlsx}\n"
    )
    path.write_text(path.read_text(encoding="utf-8").replace("scrutin:", f"{more}scrutin:"), encoding="utf-8")
    blank(folder / "annexes" / "plan.pdf", 2)
    (folder / "annexes" / "couts.xlsx").write_bytes(b"tableur")
    return folder


def _annex_findings(report):
    return [(f.code, f.severity.value) for f in report.findings if re.match("DG53[0-4]", f.code)]


@pytest.mark.parametrize(
    ("policy", "size", "severity"),
    [
        (None, (842, 1191), "alerte"),
        ("bloquer", (842, 1191), "bloquant"),
        ("exclure", (842, 1191), "alerte"),
        (None, None, "bloquant"),
        ("avertir", None, "alerte"),
    ],
)
def test_a_doubtful_annex_is_judged_before_anything_is_written(conseil, tmp_path, policy, size, severity):
    plan = conseil / "annexes" / "plan.pdf"
    if size is None:
        plan.write_bytes(b"%PDF-1.7 rien")
    else:
        blank(plan, size=size)
    assemble = Recueil(annexes=policy)
    options = Options(pdf=lambda paths: pytest.fail("converti"), recueil=assemble)
    if severity == "bloquant":
        report = build(conseil, tmp_path / "sortie", options)
        assert not (tmp_path / "sortie").exists()
        assert _annex_findings(report) == [("DG532" if size else "DG531", severity)]
        assert Path(report.findings[-1].place.file).name == "plan.pdf"
    else:
        with pytest.raises(pytest.fail.Exception, match="converti"):
            build(conseil, tmp_path / "sortie", options)


@pytest.mark.libreoffice
def test_the_contents_give_the_page_where_each_paper_begins(conseil, tmp_path, soffice, monkeypatch):
    monkeypatch.setenv("DELIBGEN_SOFFICE", soffice)
    output = tmp_path / "sortie"
    options = Options(pdf=convert, recueil=Recueil(), archive=True)
    report = build(conseil, output, options)
    assert report.ok, report.findings
    reader = PdfReader(output / "seance.pdf")
    texts = [page.extract_text() for page in reader.pages]
    front = texts[0].replace("\xa0", " ")
    assert "1 / " in front
    assert "fichier à part" in front
    for act in sorted((output / "actes").glob("2024-3?.pdf")):
        (line,) = [one for one in front.splitlines() if one.startswith(f"{act.stem} –")]
        page = int(line.rsplit(".", 1)[1])
        assert f"n° {act.stem}" in texts[page - 1].replace("\xa0", " ")
        assert f"{page} / {len(texts)}" in texts[page - 1]
    _same_again(conseil, tmp_path, options)
    _volumes(conseil, output, len(texts))


def _same_again(conseil, tmp_path, options):
    output, other = tmp_path / "sortie", tmp_path / "autre"
    titles = [title for _, title in bookmarks(output / "seance.pdf")]
    assert titles[0] == "Sommaire"
    assert "2024-31 – Rapport annuel 2023" in titles[1]
    parts = sum(page_count(path) for path in (output / "actes").glob("*.pdf"))
    assert page_count(output / "seance.pdf") == parts + 1
    again = build(conseil, output, options)
    assert {line.etat for line in again.lignes} == {"inchangé"}
    build(conseil, other, options)
    for name in ("seance.pdf", "seance.zip", "manifeste.json"):
        assert (other / name).read_bytes() == (output / name).read_bytes(), name


def _volumes(conseil, output, pages):
    options = Options(pdf=convert, recueil=Recueil(volume_max=120_000))
    report = build(conseil, output, options)
    volumes = [output / line.chemin for line in report.lignes if line.intitule.startswith("Recueil, volume")]
    assert len(volumes) > 2
    assert all(path.stat().st_size < 120_000 for path in volumes)  # the first one holds the contents too
    texts = [page.extract_text() for path in volumes for page in PdfReader(path).pages]
    assert len(texts) == pages
    assert [text for rank, text in enumerate(texts, 1) if f"{rank} / {pages}" not in text] == []
    left = [finding.place.file for finding in report.findings if finding.code == "DG506"]
    assert [Path(name).name for name in left] == ["seance.pdf", "seance.zip"]
    _cut_otherwise(conseil, output, {path.name for path in volumes})


def _cut_otherwise(conseil, output, before):
    """No volume is over its limit, and those of an earlier cut are said at each run."""
    limit = sum((output / name).stat().st_size for name in sorted(before)[:2])
    options = Options(pdf=convert, recueil=Recueil(volume_max=limit))
    for _ in range(2):
        report = build(conseil, output, options)
        volumes = {line.chemin for line in report.lignes if line.intitule.startswith("Recueil, volume")}
        assert len(volumes) > 1
        assert [name for name in volumes if (output / name).stat().st_size > limit] == []
        assert "DG534" not in {finding.code for finding in report.findings}
        older = [f for f in report.findings if f.code == "DG506" and f.place.file.endswith(".pdf")]
        assert {Path(finding.place.file).name for finding in older} == {*before, "seance.pdf"} - volumes
        assert all("coupé autrement" in finding.message for finding in older)


COPY = """#!/bin/sh
for word; do
  case "$previous" in --outdir) out="$word";; esac
  previous="$word"
done
for word; do
  case "$word" in *.docx) cp "{page}" "$out/$(basename "$word" .docx).pdf";; esac
done
"""


@pytest.fixture
def one_page_each(sitting, tmp_path, monkeypatch):
    """A LibreOffice that makes a blank page of every document."""
    program = tmp_path / "faux-soffice"
    program.write_text(COPY.replace("{page}", str(blank(tmp_path / "page.pdf"))), encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("DELIBGEN_SOFFICE", str(program))
    blank(sitting / "annexes" / "plan.pdf")
    return sitting


def test_an_act_that_is_heavier_than_a_volume_is_said_and_not_cut(one_page_each, tmp_path):
    report = build(one_page_each, tmp_path / "x", Options(pdf=convert, recueil=Recueil(volume_max=1)))
    heavy = [finding for finding in report.findings if finding.code == "DG534"]
    volumes = [line.chemin for line in report.lignes if line.intitule.startswith("Recueil")]
    assert sorted(Path(finding.place.file).name for finding in heavy) == sorted(volumes)
    assert len(volumes) == 2
    assert sum(page_count(tmp_path / "x" / name) for name in volumes) == 5  # contents, two acts, two annexes


def test_the_packet_says_what_to_install_before_anything_is_written(one_page_each, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pikepdf", None)
    with pytest.raises(MissingToolError, match="DG512") as caught:
        build(one_page_each, tmp_path / "x", Options(pdf=convert, recueil=Recueil()))
    assert "delibgen[pdf]" in str(caught.value)
    assert not (tmp_path / "x" / "manifeste.json").exists()


def test_a_file_that_is_no_pdf_names_itself(tmp_path):
    bad = tmp_path / "faux.pdf"
    bad.write_bytes(b"%PDF-1.7 rien")
    for work in (
        lambda: page_count(bad),
        lambda: merge([Morceau(bad, "x")], tmp_path / "s", title="", total=1),
    ):
        with pytest.raises(ConversionError, match="DG511") as caught:
            work()
        assert [finding.place.file for finding in caught.value.findings] == [str(bad)]
    assert not (tmp_path / "s").exists()
