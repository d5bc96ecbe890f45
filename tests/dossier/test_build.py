"""A packet is verified whole before it is written, and each of its files is whole."""

import os
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delibgen.actes.papiers import Phase
from delibgen.dossier import Dossier, Options, build, build_act, prepare
from delibgen.errors import ConversionError
from delibgen.model.acte import Acte
from delibgen.word.save import safe_name
from tests.dossier.conftest import acte
from tests.word.build import docx, p


def files(folder):
    """Return the files of a packet, but the manifest that every packet has."""
    found = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return [name for name in found if name != "manifeste.json"]


def states(report):
    return {Path(line.chemin).name: line.etat for line in report.lignes}


def test_every_act_is_written_with_its_annexes_in_order(sitting, tmp_path):
    report = build(sitting, tmp_path / "sortie")
    assert report.findings == ()
    assert report.ok
    act, convention, plan, other = [line.chemin for line in report.lignes]
    assert act.startswith("actes/2024-01-")
    assert convention.startswith("actes/2024-01-annexe-1-convention")
    assert plan.startswith("actes/2024-01-annexe-2-plan")
    assert plan.endswith(".pdf")
    assert other == "actes/2024-02.docx"
    assert (tmp_path / "sortie" / plan).read_bytes() == b"%PDF-1.7 plan"
    assert files(tmp_path / "sortie") == sorted(line.chemin for line in report.lignes)


def test_the_same_command_again_changes_nothing(sitting, tmp_path):
    first = build(sitting, tmp_path / "sortie")
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "sortie").rglob("*.docx")}
    second = build(sitting, tmp_path / "sortie")
    assert {line.etat for line in first.lignes} == {"écrit"}
    assert {line.etat for line in second.lignes} == {"inchangé"}
    assert before == {path: path.stat().st_mtime_ns for path in (tmp_path / "sortie").rglob("*.docx")}


def _total_known(acte):
    raise ValueError("le total n'est pas connu")


class ActeSansTotal(Acte):
    """An act of another project, whose own rule cannot be computed."""

    template = "convention.docx"
    rules = (_total_known,)


def test_an_act_that_cannot_be_computed_is_told_in_its_file_and_nothing_is_written(sitting, tmp_path):
    (sitting / "actes" / "02.yaml").write_text("type: acte_sans_total\nobjet: Plan\n", encoding="utf-8")
    report = build(sitting, tmp_path / "sortie")
    (finding,) = report.findings
    assert (finding.code, finding.message) == ("DG503", "le total n'est pas connu")
    assert Path(finding.place.file).name == "02.yaml"
    assert not (tmp_path / "sortie").exists()


class ActeTroue(Acte):
    """An act of another project, one of whose texts is empty."""

    template = "troue.docx"

    @property
    def signataire(self) -> str:
        return " "


def test_a_blank_in_a_document_is_an_alert_that_names_the_paper(sitting, tmp_path):
    (tmp_path / "templates" / "troue.docx").write_bytes(docx(p("{{ objet }}, {{ signataire }}")))
    (sitting / "actes" / "02.yaml").write_text("type: acte_troue\nobjet: Plan\n", encoding="utf-8")
    report = build(sitting, tmp_path / "sortie")
    assert report.ok
    (finding,) = report.findings
    assert (finding.code, finding.place.file, finding.place.element) == ("DG419", "troue.docx", "§1")
    assert "« {{ signataire }} » n'imprime rien" in finding.message
    assert "dans « actes/" in finding.message


def test_nothing_is_written_when_one_act_is_faulty(sitting, tmp_path):
    (sitting / "actes" / "02.yaml").write_text("objt: x\n", encoding="utf-8")
    report = build(sitting, tmp_path / "sortie")
    assert not report.ok
    assert not (tmp_path / "sortie").exists()
    assert {finding.code for finding in report.findings} == {"DG202", "DG203"}
    assert set(states(report).values()) == {"retenu", "erreur"}


def test_sound_acts_are_written_when_asked_and_the_others_named(sitting, tmp_path):
    (sitting / "actes" / "02.yaml").write_text("objt: x\n", encoding="utf-8")
    report = build(sitting, tmp_path / "sortie", Options(continuer=True))
    assert not report.ok
    assert len(files(tmp_path / "sortie")) == 3
    assert states(report)["02.yaml"] == "erreur"


def test_an_act_and_its_annexes_are_written_together_or_not_at_all(sitting, tmp_path):
    (sitting / "annexes" / "c.yaml").write_text("type: convention\nobjet: C\n", encoding="utf-8")
    report = build(sitting, tmp_path / "sortie", Options(continuer=True))
    assert files(tmp_path / "sortie") == ["actes/2024-02.docx"]
    assert {finding.place.file for finding in report.findings} == {str(sitting / "annexes" / "c.yaml")}


def test_a_faulty_sitting_holds_every_act_back(sitting, tmp_path):
    text = (sitting / "seance.yaml").read_text(encoding="utf-8").replace("jeudi", "lundi")
    (sitting / "seance.yaml").write_text(text, encoding="utf-8")
    report = build(sitting, tmp_path / "sortie", Options(continuer=True))
    assert set(states(report).values()) == {"retenu"}
    assert not (tmp_path / "sortie").exists()


def test_what_the_rules_find_has_its_line(sitting, tmp_path):
    (sitting / "actes" / "02.yaml").write_text(
        acte("2024-02").replace("pour: 3", "pour: 9"), encoding="utf-8"
    )
    report = build(sitting, tmp_path / "sortie")
    (finding,) = [finding for finding in report.findings if "scrutin" in finding.path]
    assert finding.place.file == str(sitting / "actes" / "02.yaml")
    assert finding.place.line == 3


def test_what_the_rules_find_in_an_annexed_act_is_in_its_own_file(sitting, tmp_path):
    path = sitting / "annexes" / "c.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("Texte.", "[à compléter]"), encoding="utf-8")
    text = path.read_text(encoding="utf-8").replace("texte: [à compléter]", 'texte: "[à compléter]"')
    path.write_text(text, encoding="utf-8")
    (finding,) = build(sitting, tmp_path / "sortie").findings
    assert (finding.place.file, finding.place.line) == (str(path), 6)


def test_alerts_stop_the_packet_only_when_strict(sitting, tmp_path):
    (sitting / "actes" / "03-orphelin.md").write_text("texte", encoding="utf-8")
    assert not build(sitting, tmp_path / "sortie", Options(strict=True)).ok
    assert not (tmp_path / "sortie").exists()
    assert build(sitting, tmp_path / "sortie").ok


def test_names_that_one_system_confuses_are_refused_before_anything_is_rendered(sitting, tmp_path):
    (sitting / "actes" / "02.yaml").write_text(acte("Délib"), encoding="utf-8")
    (sitting / "actes" / "03.yaml").write_text(acte("DÉLIB"), encoding="utf-8")
    report = build(sitting, tmp_path / "sortie")
    (finding,) = report.findings
    assert (finding.code, finding.place.file) == ("DG502", str(sitting / "actes" / "03.yaml"))
    assert not (tmp_path / "sortie").exists()


def test_a_number_never_leads_out_of_the_output_folder(sitting, tmp_path):
    (sitting / "actes" / "02.yaml").write_text(acte("../../dehors"), encoding="utf-8")
    report = build(sitting, tmp_path / "a" / "b" / "sortie")
    written = [path for path in tmp_path.rglob("*dehors*") if path.is_file()]
    assert report.ok
    assert [path.parent for path in written] == [tmp_path / "a" / "b" / "sortie" / "actes"]


def test_a_template_at_fault_is_said_once_for_all_acts(sitting, tmp_path):
    (tmp_path / "templates" / "deliberation.docx").write_bytes(b"pas un document")
    report = build(sitting, tmp_path / "sortie")
    assert [finding.code[:3] for finding in report.findings] == ["DG1"]
    assert not (tmp_path / "sortie").exists()


def test_an_output_that_is_a_file_is_said_before_any_work(sitting, tmp_path):
    (tmp_path / "sortie").write_text("x", encoding="utf-8")
    with pytest.raises(ConversionError, match="est un fichier"):
        build(sitting, tmp_path / "sortie")


def test_a_write_that_fails_leaves_the_older_file_whole(sitting, tmp_path, monkeypatch):
    build(sitting, tmp_path / "sortie")
    target = tmp_path / "sortie" / "actes" / "2024-02.docx"
    before = target.read_bytes()
    (sitting / "actes" / "02.yaml").write_text(
        acte("2024-02", "rubrique: Sport\n").replace("Objet", "Autre"), encoding="utf-8"
    )

    def full(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ConversionError):
        build(sitting, tmp_path / "sortie")
    assert target.read_bytes() == before
    assert [path.name for path in target.parent.iterdir() if path.suffix == ".part"] == []


def test_one_act_is_written_beside_its_annexes(sitting, tmp_path):
    report = build_act(sitting / "actes" / "01.yaml", tmp_path / "sortie")
    assert report.ok
    assert len(files(tmp_path / "sortie")) == 3
    assert all("/" not in line.chemin for line in report.lignes)


def test_preparing_writes_nothing_and_tells_its_progress(sitting):
    before, told = files(sitting.parent), []
    ready = prepare(sitting, progress=lambda *step: told.append(step))
    assert ready.sound()
    assert files(sitting.parent) == before
    assert told == [(1, 2, "01.yaml"), (2, 2, "02.yaml")]


def test_pdf_files_are_made_of_what_changed_only(sitting, tmp_path):
    asked = []

    def converter(paths):
        asked.append([path.name for path in paths])
        yield from ((path, b"%PDF-1.7 %%EOF") for path in paths)

    build(sitting, tmp_path / "sortie", Options(pdf=converter))
    again = build(sitting, tmp_path / "sortie", Options(pdf=converter))
    assert len(asked) == 1
    assert len(asked[0]) == 3
    assert [line.etat for line in again.lignes] == ["inchangé"] * 7


def test_a_packet_is_planned_then_checked_then_built(sitting, tmp_path):
    dossier = Dossier(sitting)
    planned = [paper.chemin for lot in dossier.plan.lots for paper in lot.papiers]
    assert dossier.check() == ()
    assert not (tmp_path / "sortie").exists()
    report = dossier.build(tmp_path / "sortie")
    assert [line.chemin for line in report.lignes] == planned
    assert Dossier(sitting, phase=Phase.AVANT).plan.phase is Phase.AVANT


WINDOWS = re.compile(r'[<>:"/\\|?*\x00-\x1f]|[ .]$')
DEVICES = {"con", "prn", "aux", "nul", *(f"{name}{rank}" for name in ("com", "lpt") for rank in range(10))}


@given(st.text(st.characters(codec="utf-8"), max_size=300))
def test_any_number_gives_a_name_that_windows_takes(numero):
    name = safe_name(numero)
    assert not WINDOWS.search(name)
    assert name.split(".")[0].rstrip().casefold() not in DEVICES
    assert len(name.encode()) <= 120
    assert not name.startswith(("-", ".", " ", "~$"))
    assert name == unicodedata.normalize("NFC", name)
    assert safe_name(numero) == name
