"""One act may hold several elections, each with its rounds: all are printed, and all are checked."""

import pytest

from delibgen import CheckError, check, deliberation, load_seance, render
from delibgen.actes.papiers import ListeDeliberations, ProcesVerbal, Registre
from delibgen.model.deliberation import Deliberation
from delibgen.model.scrutin import Sort, VoteSepare
from tests.conftest import CONSEIL

SEANCE = load_seance(CONSEIL).seance
assert SEANCE is not None


def election(objet: str, *, elu: str, voix: int, bulletins: int = 18) -> dict[str, object]:
    other = {"nom": "M. Étienne BAZIN", "voix": bulletins - voix}
    candidates = [{"nom": elu, "voix": voix}, other] if voix < bulletins else [{"nom": elu, "voix": voix}]
    round_ = {"bulletins": bulletins, "candidatures": candidates}
    return {"objet": objet, "scrutin": {"mode": "secret", "tours": [round_], "elus": [elu]}}


def appointed(**wrong: int) -> Deliberation:
    plain = (
        deliberation("2024-41", assemblee=SEANCE.assemblee)
        .seance(SEANCE, rang=1)
        .objet("Délégués au syndicat des eaux")
        .scrutin(pour=18)
        .build()
    )
    votes = (
        election("Délégué titulaire", elu="Mme Victoire AUBRY", voix=18),
        election("Délégué suppléant", elu="M. Hervé LOMBARD", voix=wrong.get("voix", 12)),
    )
    separes = tuple(VoteSepare.model_validate(vote, context={"texte": False}, strict=False) for vote in votes)
    return plain.model_copy(update={"scrutin": None, "votes_separes": separes})


def shown(paper) -> str:
    return render(paper).text.replace("\u00a0", " ")


def test_the_act_has_its_outcome_without_another_vote():
    acte = appointed()
    assert acte.sort is Sort.DESIGNATION
    assert [election.objet for election in acte.depouillements] == ["Délégué titulaire", "Délégué suppléant"]
    assert [f.code for f in check(acte) if f.severity != "information"] == []


@pytest.mark.parametrize(
    "paper", [appointed(), ProcesVerbal.of(SEANCE, [appointed()]), Registre.of(SEANCE, [appointed()])]
)
def test_each_paper_prints_every_election_under_its_name(paper):
    text = shown(paper)
    first, second = text.index("Délégué titulaire"), text.index("Délégué suppléant")
    assert first < text.index("A obtenu le nombre de voix requis : Mme Victoire AUBRY.") < second
    assert second < text.index("A obtenu le nombre de voix requis : M. Hervé LOMBARD.")
    assert "12 voix" in text


def test_the_list_of_deliberations_names_all_the_elected():
    text = shown(ListeDeliberations.of(SEANCE, [appointed()]))
    assert "Désignation au scrutin secret : Mme Victoire AUBRY et M. Hervé LOMBARD" in text


def test_a_fault_of_the_second_election_is_told_with_its_place():
    (fault,) = [f for f in check(appointed(voix=5)) if f.code == "DG710"]
    assert fault.path == "votes_separes[1].scrutin.elus[0]"
    assert "Délégué suppléant" in fault.message


def test_more_papers_than_voters_are_refused_there_too():
    acte = appointed()
    wrong = election("Délégué titulaire", elu="Mme Victoire AUBRY", voix=40, bulletins=40)
    votes = (VoteSepare.model_validate(wrong, strict=False),)
    with pytest.raises(CheckError, match="DG340"):
        render(acte.model_copy(update={"votes_separes": votes}))
