"""What is in the output folder already: kept when a hand changed it, said when it is not true any more."""

import json
from types import SimpleNamespace

import docx
import pytest

from delibgen.dossier import Options, build, build_act, work
from delibgen.errors import ConversionError, Finding, Severity
from tests.dossier.conftest import acte
from tests.dossier.many import tree


def converter(paths):
    yield from ((path, b"%PDF-1.7 " + path.read_bytes()[-40:] + b"%%EOF") for path in paths)


def change(sitting, word="Autre"):
    text = acte("2024-02").replace("Objet", word)
    (sitting / "actes" / "02.yaml").write_text(text, encoding="utf-8")


def codes(report):
    return [finding.code for finding in report.findings]


def test_a_document_that_a_hand_changed_is_kept_and_nothing_else_is_written(sitting, tmp_path):
    output = tmp_path / "sortie"
    build(sitting, output)
    changed = output / "actes" / "2024-02.docx"
    changed.write_bytes(changed.read_bytes() + b" main")
    change(sitting)
    (sitting / "actes" / "03.yaml").write_text(acte("2024-03"), encoding="utf-8")
    before = tree(output)
    report = build(sitting, output)
    assert (report.ok, codes(report)) == (False, ["DG505"])
    assert tree(output) == before
    report = build(sitting, output, Options(continuer=True))
    assert {line.chemin: line.etat for line in report.lignes}["actes/2024-03.docx"] == "écrit"
    assert changed.read_bytes() == before["actes/2024-02.docx"]
    assert build(sitting, output, Options(tout=True)).ok
    assert changed.read_bytes() != before["actes/2024-02.docx"]


def test_a_file_of_somebody_else_is_never_replaced(sitting, tmp_path):
    output = tmp_path / "sortie"
    (output / "actes").mkdir(parents=True)
    (output / "actes" / "2024-02.docx").write_bytes(b"un autre document")
    report = build(sitting, output)
    assert codes(report) == ["DG505"]
    assert tree(output) == {"actes/2024-02.docx": b"un autre document"}


def test_a_signed_pdf_is_kept_as_long_as_its_document_has_not_changed(sitting, tmp_path):
    output, options = tmp_path / "sortie", Options(pdf=converter)
    build(sitting, output, options)
    signed = output / "actes" / "2024-02.pdf"
    signed.write_bytes(signed.read_bytes() + b"signature")
    before = tree(output)
    report = build(sitting, output, options)
    assert codes(report) == ["DG505"]
    assert tree(output) == before


def test_papers_of_withdrawn_acts_are_said_at_each_run_and_left(sitting, tmp_path):
    output, options = tmp_path / "sortie", Options(pdf=converter, archive=True)
    build(sitting, output, options)
    (sitting / "actes" / "02.yaml").unlink()
    for _ in range(2):
        report = build(sitting, output, options)
        left = [finding for finding in report.findings if finding.code == "DG506"]
        assert {finding.place.file[-11:] for finding in left} == {"024-02.docx", "2024-02.pdf"}
        assert report.ok
    assert (output / "actes" / "2024-02.docx").is_file()
    (output / "actes" / "2024-02.docx").unlink()
    (output / "actes" / "2024-02.pdf").unlink()
    assert codes(build(sitting, output, options)) == []


def test_a_pdf_older_than_its_document_is_said(sitting, tmp_path):
    output = tmp_path / "sortie"
    build(sitting, output, Options(pdf=converter, archive=True))
    change(sitting)
    report = build(sitting, output)
    assert codes(report) == ["DG506", "DG506"]
    assert "son document a changé depuis ce PDF" in report.findings[0].message
    assert codes(build(sitting, output, Options(pdf=converter, archive=True))) == []


def test_an_act_that_cannot_be_read_does_not_make_its_papers_stale(sitting, tmp_path):
    output = tmp_path / "sortie"
    build(sitting, output)
    (sitting / "actes" / "02.yaml").write_text("objt: x\n", encoding="utf-8")
    report = build(sitting, output, Options(continuer=True))
    assert "DG506" not in codes(report)
    manifest = json.loads((output / "manifeste.json").read_text(encoding="utf-8"))
    assert manifest["complet"] is False
    assert [row["chemin"] for row in manifest["anciens"]] == ["actes/2024-02.docx"]


def test_the_manifest_tells_what_everything_is_made_of(sitting, tmp_path):
    output = tmp_path / "sortie"
    build(sitting, output, Options(pdf=converter, archive=True))
    manifest = json.loads((output / "manifeste.json").read_text(encoding="utf-8"))
    assert manifest["complet"] is True
    data = manifest["donnees"]
    assert {"seance.yaml", "actes/01.yaml", "annexes/c.yaml", "annexes/plan.pdf"} <= data.keys()
    assert manifest["gabarits"].keys() == {"convention.docx", "deliberation.docx"}
    assert {"python", "lxml"} <= manifest["versions"].keys()
    files = tree(output)
    assert {row["chemin"] for row in manifest["papiers"]} | {"manifeste.json"} == files.keys()
    from hashlib import sha256

    for row in manifest["papiers"]:
        assert sha256(files[row["chemin"]]).hexdigest() == row["sha256"]


def test_the_same_packet_has_the_same_octets_wherever_it_is_made(sitting, tmp_path, monkeypatch):
    options = Options(pdf=converter, archive=True)
    build(sitting, tmp_path / "a", options)
    monkeypatch.chdir(sitting)
    (sitting / "templates").symlink_to(tmp_path / "templates")
    build(sitting, tmp_path / "b" / "c", options)
    assert tree(tmp_path / "a") == tree(tmp_path / "b" / "c")


@pytest.mark.parametrize("what", ["template", "data", "tout"])
def test_what_changed_is_made_again_and_nothing_else(sitting, tmp_path, what, monkeypatch):
    output = tmp_path / "sortie"
    build(sitting, output)
    rendered = []
    real = work._document
    monkeypatch.setattr(work, "_document", lambda acte, *a: rendered.append(acte.objet) or real(acte, *a))
    build(sitting, output)
    assert rendered == []
    if what == "template":
        template = docx.Document()
        template.add_paragraph("{{ objet }} !")
        template.save(tmp_path / "templates" / "convention.docx")
        build(sitting, output)
        assert rendered == ["Convention"]
    elif what == "data":
        change(sitting)
        build(sitting, output)
        assert rendered == ["Autre 2024-02"]
    else:
        report = build(sitting, output, Options(tout=True))
        assert len(rendered) == 3
        assert {line.etat for line in report.lignes} == {"inchangé"}


@pytest.mark.parametrize("ending", ["annexe-1-convention-f71fe353.docx", "02.docx", "02.pdf", "plan"])
def test_what_is_listed_does_not_depend_on_what_was_there_before(sitting, tmp_path, ending):
    output, options = tmp_path / "sortie", Options(pdf=converter, archive=True)
    build(sitting, output, options)
    whole = tree(output)
    (lost,) = [name for name in whole if ending in name]
    (output / lost).unlink()
    (output / "seance.zip").unlink()
    build(sitting, output, options)
    assert tree(output) == whole


UNREADABLE = {
    "cut": lambda text: text[: len(text) // 2],
    "cut before its first file": lambda text: text[:40],
    "empty": lambda _: "",
    "garbage": lambda _: "\x00\x01 rien",
    "of something else": lambda _: '{"name": "x"}',
    "a list": lambda _: "[]",
    "of another shape": lambda text: text.replace('"chemin"', '"path"'),
    "no list of files": lambda _: '{"papiers": 3, "anciens": []}',
    "deep": lambda _: "[" * 100_000,
}


@pytest.mark.parametrize("how", UNREADABLE)
def test_an_unreadable_manifest_is_said_once_and_what_is_the_same_is_taken_back(sitting, tmp_path, how):
    output, options = tmp_path / "sortie", Options(pdf=converter, archive=True)
    build(sitting, output, options)
    before = tree(output)
    manifest = output / "manifeste.json"
    manifest.write_text(UNREADABLE[how](manifest.read_text(encoding="utf-8")), encoding="utf-8")
    report = build(sitting, output, options)
    assert (report.ok, codes(report)) == (True, ["DG516"])
    assert report.findings[0].place.file == str(manifest)
    assert {line.etat for line in report.lignes} == {"inchangé"}
    assert tree(output) == before
    assert codes(build(sitting, output, options)) == []


def test_without_its_manifest_a_file_that_differs_is_kept_and_the_others_are_taken_back(sitting, tmp_path):
    output, options = tmp_path / "sortie", Options(pdf=converter)
    build(sitting, output, options)
    signed = output / "actes" / "2024-02.pdf"
    signed.write_bytes(signed.read_bytes() + b"signature")
    (output / "manifeste.json").write_text("{", encoding="utf-8")
    before = tree(output)
    report = build(sitting, output, options)
    assert (report.ok, codes(report)) == (False, ["DG516", "DG505"])
    (kept,) = [finding for finding in report.findings if finding.code == "DG505"]
    assert (kept.place.file, "le manifeste ne dit plus" in kept.message) == (str(signed), True)
    assert tree(output) == before
    assert "rien n'a été écrit, ni le manifeste" in report.findings[0].message
    report = build(sitting, output, Options(pdf=converter, tout=True))
    assert "et le manifeste est récrit" in report.findings[0].message
    assert (report.ok, [f.severity.value for f in report.findings]) == (True, ["information"])
    assert signed.read_bytes() != before["actes/2024-02.pdf"]


@pytest.mark.parametrize(
    ("fault", "options", "written"),
    [
        ("objet: \n", Options(), False),
        ("objet: \n", Options(continuer=True), True),
        ("", Options(strict=True), False),
        ("", Options(tout=True), True),
    ],
)
def test_an_unreadable_manifest_is_said_to_be_made_again_only_where_it_is(
    sitting, tmp_path, fault, options, written
):
    output = tmp_path / "sortie"
    build(sitting, output)
    manifest = output / "manifeste.json"
    manifest.write_text("{", encoding="utf-8")
    if fault:
        first = min(path for path in sitting.rglob("*.yaml") if path.stem not in {"seance", "assemblee"})
        first.write_text(fault, encoding="utf-8")
    report = build(sitting, output, options)
    (said,) = [finding for finding in report.findings if finding.code == "DG516"]
    assert (manifest.read_text(encoding="utf-8") != "{") is written
    assert ("le manifeste est récrit" in said.message) is written


def test_a_cut_manifest_still_tells_the_files_that_it_names_whole(sitting, tmp_path):
    output = tmp_path / "sortie"
    build(sitting, output)
    change(sitting)  # its document will differ: only the manifest can say whose it is
    manifest = output / "manifeste.json"
    manifest.write_text(manifest.read_text(encoding="utf-8")[:-4], encoding="utf-8")
    report = build(sitting, output)
    assert (report.ok, codes(report)) == (True, ["DG516"])
    assert "écrit" in {line.etat for line in report.lignes}


def test_a_manifest_of_a_later_version_is_read_for_what_is_known_of_it(sitting, tmp_path):
    output = tmp_path / "sortie"
    build(sitting, output)
    manifest = output / "manifeste.json"
    data = json.loads(manifest.read_text(encoding="utf-8"))
    for row in data["papiers"]:
        row["signature"] = {"par": "la Maire"}
    manifest.write_text(json.dumps(data), encoding="utf-8")
    change(sitting)
    assert codes(build(sitting, output)) == []


def test_a_deleted_manifest_loses_nothing(sitting, tmp_path):
    output, options = tmp_path / "sortie", Options(pdf=converter, continuer=True)
    build(sitting, output, options)
    before = tree(output)
    (output / "manifeste.json").unlink()
    report = build(sitting, output, options)
    assert (report.ok, codes(report), tree(output)) == (True, [], before)


def other_day(sitting, before="jeudi 12 septembre 2024", after="10 octobre 2024"):
    path = sitting / "seance.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")


def other_acts(sitting):
    for path in (sitting / "actes").iterdir():
        path.unlink()
    (sitting / "actes" / "01.yaml").write_text(acte("2024-09"), encoding="utf-8")


@pytest.mark.parametrize(
    "words",
    [
        ("jeudi 12 septembre 2024", "10 octobre 2024"),
        ("jeudi 12 septembre 2024\n", "jeudi 12 septembre 2024\nheure: 20 h 30\n"),
        ("organe: conseil_municipal", "organe: conseil_municipal\n  nom: conseil municipal des jeunes"),
    ],
)
@pytest.mark.parametrize("continuer", [False, True])
def test_the_papers_of_another_sitting_are_not_replaced(sitting, tmp_path, words, continuer):
    output = tmp_path / "sortie"
    build(sitting, output)
    before = tree(output)
    other_day(sitting, *words)
    other_acts(sitting)
    with pytest.raises(ConversionError, match=r"DG517.*2024-09-12.*« -o »"):
        build(sitting, output, Options(continuer=continuer))
    assert tree(output) == before
    assert build(sitting, output, Options(tout=True)).ok


def test_a_sitting_whose_day_is_corrected_is_the_same(sitting, tmp_path):
    output = tmp_path / "sortie"
    build(sitting, output)
    other_day(sitting)
    assert build(sitting, output).ok
    manifest = json.loads((output / "manifeste.json").read_text(encoding="utf-8"))
    assert manifest["seance"] == "2024-10-10"
    other_acts(sitting)  # and one whose acts all change on the same day
    assert build(sitting, output).ok


def test_one_act_alone_leaves_the_folder_to_its_sitting(sitting, tmp_path):
    output = tmp_path / "sortie"
    build(sitting, output)
    assert build_act(sitting / "actes" / "02.yaml", output).ok
    manifest = json.loads((output / "manifeste.json").read_text(encoding="utf-8"))
    assert manifest["seance"] == "2024-09-12"
    other_day(sitting)
    other_acts(sitting)
    with pytest.raises(ConversionError, match="DG517"):
        build(sitting, output)


def test_the_alerts_of_a_document_are_said_again_though_it_has_not_changed(sitting, tmp_path, monkeypatch):
    real = work._document
    blank = Finding(code="DG419", message="rien", severity=Severity.ALERTE)

    def with_alert(acte, template):
        made = real(acte, template)
        alerts = (blank,) if acte.numero == "2024-02" else ()
        return SimpleNamespace(to_bytes=made.to_bytes, findings=alerts)

    monkeypatch.setattr(work, "_document", with_alert)
    output = tmp_path / "sortie"
    first = build(sitting, output, Options(pdf=converter))
    assert (first.ok, codes(first)) == (True, ["DG419"])
    before = tree(output)
    again = build(sitting, output, Options(pdf=converter))
    assert codes(again) == ["DG419"]
    assert {line.etat for line in again.lignes} == {"inchangé"}
    assert not build(sitting, output, Options(strict=True)).ok
    assert tree(output) == before
