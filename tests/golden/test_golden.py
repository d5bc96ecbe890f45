"""A change of a template, or of what an act prints, is read in a review before it is accepted.

To accept what is produced now: ``DELIBGEN_BENIR=1 python -m pytest tests/golden``, then read ``git diff``.
"""

import datetime as dt
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from delibgen import Acte, Assemblee, load_seance, reference, render
from delibgen.actes.papiers import Phase, RecueilActes, TableDeliberations, papers_of
from delibgen.actes.unilateral import arrete, decision_deleguee
from delibgen.model.unilateral import ActeUnilateral
from delibgen.render import shipped_templates
from tests.conftest import BUREAU, CONSEIL
from tests.golden.dump import dump

HERE = Path(__file__).parent
TEMPLATES = sorted(path.name for path in shipped_templates().glob("*.docx"))


def papers() -> Iterator[tuple[str, bytes]]:
    """Yield each act of both sittings with its annexed acts, by file name."""
    for folder in (BUREAU, CONSEIL):
        for acte in load_seance(folder).actes:
            for paper in (acte, *acte.papers()):
                yield paper.nom_fichier, render(paper).to_bytes()
    sitting = load_seance(CONSEIL)
    assert sitting.seance is not None
    for phase in Phase:
        for paper in papers_of(sitting.seance, sitting.actes, phase):
            yield paper.nom_fichier.replace("/", "-"), render(paper).to_bytes()
    alone = list(others(sitting.seance.assemblee))
    signed = [acte for acte in alone if isinstance(acte, ActeUnilateral)]
    half = (dt.date(2024, 7, 1), dt.date(2024, 12, 31))
    alone.append(RecueilActes.of([*sitting.actes, *signed], *half, numero="2024-2"))
    yield from ((paper.nom_fichier, render(paper).to_bytes()) for paper in alone)


def others(assemblee: Assemblee) -> Iterator[Acte]:
    """Yield the acts that no sitting votes, and the table of the year."""
    yield TableDeliberations.of(load_seance(CONSEIL).actes, 2024, par="matiere")
    yield (
        decision_deleguee("DEC-2024-12", assemblee=assemblee)
        .objet("Contrat d'entretien des chaudières")
        .signe(assemblee.membres[0], date="2024-09-16")
        .delegation(reference("2020-11", date="2020-05-25", organe="conseil municipal"))
        .vu("le code général des collectivités territoriales, notamment son article L. 2122-22")
        .article("Le contrat d'entretien des chaudières est conclu avec la société Thermo & Cie.")
        .article("La dépense annuelle est de 1\u00a0840\u00a0€.")
        .build()
    )
    yield (
        arrete("A-2024-7", assemblee=assemblee)
        .objet("Stationnement place de l'Église")
        .signe(assemblee.membres[0], date="2024-10-02")
        .considerant("qu'il y a lieu de réserver la place au marché d'automne")
        .article("Le stationnement est interdit place de l'Église le 12 octobre 2024.")
        .build()
    )


ACTES = dict(papers())


def compare(path: Path, text: str) -> None:
    if os.environ.get("DELIBGEN_BENIR"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert path.is_file(), "DELIBGEN_BENIR=1 python -m pytest tests/golden"
    assert text.splitlines() == path.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_is_what_its_text_says(name):
    compare(HERE / "gabarits" / f"{name}.txt", dump((shipped_templates() / name).read_bytes()))


@pytest.mark.parametrize("name", ACTES)
def test_an_act_is_what_its_text_says(name):
    compare(HERE / "actes" / f"{name}.txt", dump(ACTES[name]))


def test_no_text_is_left_without_its_document():
    kept = {path.stem for path in (HERE / "actes").glob("*.txt")}
    assert kept == set(ACTES)
