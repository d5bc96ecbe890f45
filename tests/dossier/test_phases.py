"""Papers before and after the sitting; a new one is a class, and nothing is registered."""

from typing import ClassVar

import docx
import pytest

from delibgen.actes.papiers import PapierSeance, Phase, kinds_of, papers_of
from delibgen.dossier import Options, build
from tests.dossier.conftest import acte


@pytest.fixture
def affiche(sitting, tmp_path, monkeypatch):
    """Invent a paper of the sitting, as a user's project does: a class, and a Word file beside the others."""

    def not_shipped(*asked):
        return (paper for paper in papers_of(*asked) if not type(paper).__module__.startswith("delibgen."))

    monkeypatch.setattr("delibgen.dossier.plan.papers_of", not_shipped)

    class Affiche(PapierSeance):
        """Poster of what was decided."""

        template: ClassVar[str] = "affiche.docx"
        titre: ClassVar[str] = "Affiche"
        fichier: ClassVar[str] = "90-affiche"

    class Rappel(PapierSeance):
        """Reminder sent before."""

        phase: ClassVar[Phase] = Phase.AVANT
        template: ClassVar[str] = "affiche.docx"
        titre: ClassVar[str] = "Rappel"
        fichier: ClassVar[str] = "rappels/01-rappel"

    template = docx.Document()
    template.add_paragraph("{{ objet }} : {{ points | length }} points")
    template.save(tmp_path / "templates" / "affiche.docx")
    yield
    Affiche.template = Rappel.template = ""  # a class lives on: without a template, in no other test's packet


def paths(report):
    return [line.chemin for line in report.lignes if line.etat in {"écrit", "inchangé"}]


def without_votes(sitting):
    for path in sorted((sitting / "actes").glob("*.yaml")):
        path.write_text(
            path.read_text(encoding="utf-8").replace("scrutin: {pour: 3}\n", ""), encoding="utf-8"
        )


@pytest.mark.usefixtures("affiche")
def test_a_paper_of_a_project_joins_the_packet_of_its_phase(sitting, tmp_path):
    report = build(sitting, tmp_path / "sortie")
    assert (report.ok, report.phase, paths(report)[0]) == (True, Phase.APRES, "90-affiche.docx")
    text = docx.Document(tmp_path / "sortie" / "90-affiche.docx").paragraphs[0].text
    assert text.endswith("2024 : 2 points")


@pytest.mark.usefixtures("affiche")
def test_without_votes_the_packet_is_that_of_before_the_sitting(sitting, tmp_path):
    without_votes(sitting)
    report = build(sitting, tmp_path / "sortie")
    assert (report.ok, report.phase) == (True, Phase.AVANT)
    assert [finding.code for finding in report.findings] == ["DG507"]
    names = [path.split("/")[-1][:12] for path in paths(report)]
    assert paths(report)[0] == "rappels/01-rappel.docx"
    assert names == ["01-rappel.do", "2024-01-anne", "2024-01-anne"], "pas d'extrait avant la séance"


@pytest.mark.usefixtures("affiche")
def test_the_phase_that_is_asked_for_says_what_it_lacks(sitting, tmp_path):
    without_votes(sitting)
    report = build(sitting, tmp_path / "sortie", Options(phase=Phase.APRES))
    assert not report.ok
    assert {finding.code for finding in report.findings} == {"DG353"}


@pytest.mark.usefixtures("affiche")
def test_one_missing_vote_does_not_bring_back_the_time_before_the_sitting(sitting, tmp_path):
    path = sitting / "actes" / "02.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("scrutin: {pour: 3}\n", ""), encoding="utf-8")
    report = build(sitting, tmp_path / "sortie")
    assert (report.ok, report.phase) == (False, Phase.APRES)


@pytest.mark.usefixtures("affiche")
def test_both_phases_live_in_one_folder(sitting, tmp_path):
    texts = {path: path.read_text(encoding="utf-8") for path in (sitting / "actes").glob("*.yaml")}
    without_votes(sitting)
    build(sitting, tmp_path / "sortie")
    for path, text in texts.items():
        path.write_text(text, encoding="utf-8")
    report = build(sitting, tmp_path / "sortie")
    assert report.findings == ()
    assert (tmp_path / "sortie" / "rappels" / "01-rappel.docx").is_file()


@pytest.mark.usefixtures("affiche")
def test_a_paper_of_the_whole_sitting_is_never_made_of_a_part_of_it(sitting, tmp_path):
    (sitting / "actes" / "03.yaml").write_text("objt: x\n", encoding="utf-8")
    report = build(sitting, tmp_path / "sortie", Options(continuer=True))
    etats = {line.chemin: line.etat for line in report.lignes}
    assert etats["90-affiche.docx"] == "retenu"
    assert etats["actes/2024-02.docx"] == "écrit"


@pytest.mark.usefixtures("affiche")
def test_no_paper_takes_the_name_of_the_packet_itself(sitting, tmp_path, monkeypatch):
    (kind,) = (kind for kind in kinds_of(Phase.APRES) if kind.template == "affiche.docx")
    monkeypatch.setattr(kind, "fichier", "Seance")
    report = build(sitting, tmp_path / "sortie")
    assert [finding.code for finding in report.findings] == ["DG502"]
    assert not (tmp_path / "sortie").exists()


@pytest.mark.usefixtures("affiche")
def test_the_template_of_a_projects_paper_must_exist(sitting, tmp_path):
    (tmp_path / "templates" / "affiche.docx").unlink()
    report = build(sitting, tmp_path / "sortie")
    assert [finding.code for finding in report.findings] == ["DG150"]
    assert not (tmp_path / "sortie").exists()


def test_an_act_that_takes_the_name_of_another_never_takes_its_text(sitting, tmp_path):
    """« continuer » writes the first; the octets under its name are its own."""
    (sitting / "actes" / "03.yaml").write_text(
        acte("x").replace("'x'", "'2024-02 '").replace("Objet x", "Autre"), encoding="utf-8"
    )
    (sitting / "actes" / "04.yaml").write_text(acte("DÉLIB"), encoding="utf-8")
    (sitting / "actes" / "05.yaml").write_text(acte("délib").replace("Objet", "Autre"), encoding="utf-8")
    report = build(sitting, tmp_path / "sortie", Options(continuer=True))
    assert {finding.code for finding in report.findings} >= {"DG502"}
    (written,) = (tmp_path / "sortie" / "actes").glob("[dD]*.docx")
    assert docx.Document(written).paragraphs[0].text == "DÉLIB : Objet DÉLIB"


def test_before_the_sitting_what_is_annexed_follows_the_draft_of_its_act(tmp_path):
    from delibgen.dossier import plan_seance
    from delibgen.load import load_seance
    from tests.conftest import CONSEIL

    plan = plan_seance(load_seance(CONSEIL), Phase.AVANT)
    papers = [(paper.niveau, paper.chemin) for lot in plan.lots for paper in lot.papiers]
    place = papers.index((1, "actes/2024-34-annexe-1-convention.docx"))
    assert papers[place - 1] == (0, "projets/04-2024-34.docx")
