"""The papers of a sitting: which ones, in which order, what they compute, what their rules find."""

import datetime as dt
from typing import ClassVar

import pytest

from delibgen import check, load_seance
from delibgen.actes.papiers import (
    CertificatPublicite,
    LettreConvocation,
    ListeDeliberations,
    NoteSynthese,
    PapierSeance,
    Phase,
    ProcesVerbal,
    Projet,
    Registre,
    TableDeliberations,
    papers_of,
)
from delibgen.actes.papiers.base import by_heading
from delibgen.model.acte import Acte
from delibgen.model.deliberation import Deliberation
from delibgen.model.seance import Seance
from tests.conftest import CONSEIL

SITTING = load_seance(CONSEIL)
SEANCE, POINTS = SITTING.seance, SITTING.actes
assert SEANCE is not None


def other(record: Acte | Seance, **fields: object):
    kind = type(record)
    return kind(**{**{name: getattr(record, name) for name in kind.model_fields}, **fields})


def codes(paper: Acte) -> set[str]:
    return {finding.code for finding in check(paper)}


def test_the_papers_before_the_sitting_come_in_the_order_of_their_files():
    names = [paper.nom_fichier for paper in papers_of(SEANCE, POINTS, Phase.AVANT)]
    assert names[:5] == [
        "00-convocation",
        "01-ordre-du-jour",
        "02-note-synthese",
        "03-feuille-de-presence",
        "04-pouvoir",
    ]
    assert names[5] == "05-decisions-par-delegation"
    assert names[6:] == sorted(names[6:])
    assert len(names[6:]) == sum(point.dispositif is not None for point in POINTS)


def test_the_papers_after_it_too():
    names = [paper.nom_fichier for paper in papers_of(SEANCE, POINTS, Phase.APRES)]
    assert names == [
        "10-liste-des-deliberations",
        "11-proces-verbal",
        "12-registre",
        "13-certificat-de-publicite",
    ]


def test_a_paper_of_another_project_joins_the_packet_without_registration():
    class Invitation(PapierSeance):
        """Invitation of the press."""

        template: ClassVar[str] = "invitation.docx"
        titre: ClassVar[str] = "Invitation"
        fichier: ClassVar[str] = "05-invitation"
        phase: ClassVar[Phase] = Phase.AVANT

    found = [type(paper) for paper in papers_of(SEANCE, POINTS, Phase.AVANT)]
    Invitation.template = ""  # leaves no trace in the other tests
    assert Invitation in found


def test_items_are_grouped_by_heading_in_their_order():
    groups = by_heading(POINTS)
    assert [point for group in groups for point in group.points] == list(POINTS)
    assert all(point.rubrique == group.titre for group in groups for point in group.points)


def test_a_draft_is_named_after_the_rank_of_its_item():
    first = next(Projet.papers_of(SEANCE, POINTS))
    assert first.nom_fichier.startswith("projets/0")
    assert first.numero == first.point.numero


def test_a_notice_without_hour_or_agenda_is_found():
    bare = LettreConvocation.of(other(SEANCE, heure=None, lieu=None, convocation=None, questions=()))
    assert [finding.path for finding in check(bare)] == [
        "points",
        "seance.heure",
        "seance.lieu",
        "seance.convocation",
    ]
    assert codes(bare) == {"DG601"}
    assert codes(LettreConvocation.of(SEANCE, POINTS)) == set()


def test_an_item_without_any_explanation_is_found():
    mute = other(POINTS[0], note=None, expose=None)
    (finding,) = check(NoteSynthese.of(SEANCE, [mute]))
    assert (finding.code, finding.path) == ("DG602", "points[0].note")


def test_an_item_without_outcome_is_found_in_the_list():
    open_item = other(POINTS[0], scrutin=None, sort_declare=None)
    assert codes(ListeDeliberations.of(SEANCE, [open_item])) == {"DG603"}
    assert codes(ListeDeliberations.of(SEANCE, POINTS)) == set()


def test_minutes_lack_hour_secretary_and_debates():
    bare = other(SEANCE, heure=None, secretaires=())
    mute = [other(point, debats=None) for point in POINTS]
    assert codes(ProcesVerbal.of(bare, mute)) == {"DG604"}
    assert [f.path for f in check(ProcesVerbal.of(bare, mute))] == [
        "seance.heure",
        "seance.secretaires",
        "points",
    ]


@pytest.mark.parametrize(
    ("days_to_settle", "days_to_publish", "paths"),
    [
        (None, None, []),
        (0, None, ["seance.pv_arrete"]),
        (1, None, []),
        (None, 30, ["seance.pv_publie"]),
        (30, 29, ["seance.pv_publie"]),
        (30, 30, []),
        (30, 37, []),
        (30, 38, ["seance.pv_publie"]),
    ],
)
def test_minutes_are_settled_after_their_sitting_and_published_within_the_week(
    days_to_settle: int | None, days_to_publish: int | None, paths: list[str]
):
    def after(days: int | None) -> dt.date | None:
        return None if days is None else SEANCE.date + dt.timedelta(days)

    dated = other(SEANCE, pv_arrete=after(days_to_settle), pv_publie=after(days_to_publish))
    found = [
        finding for finding in check(ProcesVerbal.of(dated, POINTS)) if finding.code in {"DG607", "DG610"}
    ]
    assert [finding.path for finding in found] == paths


def test_a_hole_in_the_ranks_is_found_in_the_register():
    assert codes(Registre.of(SEANCE, POINTS)) == set()
    assert codes(Registre.of(SEANCE, POINTS[1:])) == {"DG605"}


def test_leaves_are_continued_over_the_year():
    assert Registre.of(other(SEANCE, premier_feuillet=None), POINTS).premiere_page is None
    assert Registre.of(other(SEANCE, premier_feuillet=87), POINTS).premiere_page == 87


def test_what_is_withdrawn_is_not_certified_as_published():
    gone = other(POINTS[0], scrutin=None, dispositif=None, sort_declare="retire")
    paper = CertificatPublicite.of(SEANCE, [gone, POINTS[1]])
    assert paper.publiees == (POINTS[1],)


def test_a_paper_comes_back_from_json():
    paper = ListeDeliberations.of(SEANCE, POINTS, affichage=dt.date(2024, 10, 4))
    assert ListeDeliberations.model_validate_json(paper.model_dump_json()) == paper


def with_code(rank: int, code: str | None) -> Deliberation:
    return other(POINTS[rank], matiere=code)


def test_the_table_by_subject_sorts_codes_as_numbers():
    acts = [with_code(0, "7.10"), with_code(1, "7.9"), with_code(2, None), with_code(3, "7.10")]
    table = TableDeliberations.of(acts, 2024, par="matiere")
    assert [group.matiere for group in table.groupes] == ["7.9", "7.10", None]
    assert [row.numero for row in table.groupes[1].lignes] == [acts[0].numero, acts[3].numero]


def test_a_year_without_deliberations_has_no_table():
    with pytest.raises(ValueError, match="aucune délibération en 2019"):
        TableDeliberations.of(POINTS, 2019)
