"""Amendments and chapters have votes of their own, before the vote on the whole."""

import pytest

from delibgen import CheckError, deliberation, load_seance, render
from delibgen.actes.papiers import ProcesVerbal, Registre
from delibgen.model.deliberation import Deliberation
from tests.conftest import CONSEIL

SEANCE = load_seance(CONSEIL).seance
assert SEANCE is not None
AMENDMENT = "Amendement de Monsieur BAZIN : rejet par 2 voix pour (M. Étienne BAZIN, Mme Victoire AUBRY)"
CHAPTER = "Chapitre 011 : adoption à l'unanimité."


def budget(contre: int = 16) -> Deliberation:
    return (
        deliberation("2024-40", assemblee=SEANCE.assemblee)
        .seance(SEANCE, rang=1)
        .objet("Décision modificative n° 1")
        .decide("adopter", "la décision modificative n° 1")
        .vote_separe("Amendement de Monsieur BAZIN", pour=["BAZIN", "AUBRY"], contre=contre)
        .vote_separe("Chapitre 011", pour=18)
        .scrutin(pour=18)
        .build()
    )


def shown(paper) -> str:
    return render(paper).text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    "paper", [budget(), ProcesVerbal.of(SEANCE, [budget()]), Registre.of(SEANCE, [budget()])]
)
def test_each_vote_is_told_before_the_decision(paper):
    text = shown(paper)
    assert text.index(AMENDMENT) < text.index(CHAPTER) < text.index("d'adopter la décision modificative")


def test_more_votes_than_voters_are_refused_there_too():
    with pytest.raises(CheckError, match="DG330") as caught:
        render(budget(contre=17))
    assert caught.value.findings[0].path == "votes_separes[0].scrutin"


def test_they_are_written_in_a_file(tmp_path):
    import shutil

    shutil.copytree(CONSEIL, tmp_path / "s")
    act = tmp_path / "s" / "actes" / "06-panneaux.yaml"
    added = "votes_separes:\n  - {objet: Article 2, scrutin: {pour: 10, contre: [BAZIN]}}\n"
    act.write_text(act.read_text(encoding="utf-8") + added, encoding="utf-8")
    (vote,) = load_seance(tmp_path / "s").actes[5].resultats_separes
    assert (vote.objet, vote.sort) == ("Article 2", "adoption")
    assert vote.resultat.replace("\u00a0", " ") == "par 10 voix pour et 1 voix contre (M. Étienne BAZIN)"
