"""A vote by names: every voter once in the minutes, numbers in the list. A postponed item: nobody votes."""

import re
from pathlib import Path

import pytest

from delibgen import load_seance, render
from delibgen.actes.papiers import Phase, papers_of
from delibgen.model.deliberation import Deliberation
from tests.reader import Reader

NAMES = [f"{chr(65 + rank)}ORVAL" for rank in range(26)]
FOR, AGAINST = ", ".join(NAMES[:14]), ", ".join(NAMES[14:])
PUBLIC = f"{{mode: public, demandeurs: 9, pour: [{FOR}], contre: [{AGAINST}]}}"
BY_NAME = "{pour: les autres, abstentions: [AORVAL]}\nvote_par_nom: oui"
POSTPONED = "objet: Tarifs\nnumero: '1'\nsort_declare: ajourne\ndispositif: []\n"


def printed(folder: Path, act: str, assembly: str = "") -> dict[str, str]:
    """Return the text of the extract and of each paper after the sitting, by class."""
    members = "".join(f"\n- Mme Anne {name}" for name in NAMES)
    (folder / "actes").mkdir()
    (folder / "assemblee.yaml").write_text(
        'collectivite: {nom: Ville de Rive, nature: commune, departement: "49", ville: Rive}\n'
        f"organe: conseil_municipal\n{assembly}membres:{members}\n",
        encoding="utf-8",
    )
    (folder / "seance.yaml").write_text(
        "assemblee: assemblee.yaml\ndate: 14/03/2025\nheure: 19 h\nlieu: mairie\nconvocation: 05/03/2025\n"
        "president: AORVAL\nsecretaires: [BORVAL]\n",
        encoding="utf-8",
    )
    (folder / "actes/01.yaml").write_text(act, encoding="utf-8")
    found = load_seance(folder)
    acts = [acte for acte in found.actes if isinstance(acte, Deliberation)]
    assert found.seance is not None
    papers = [*acts, *papers_of(found.seance, acts, Phase.APRES)]
    texts = ((type(paper).__name__, Reader(render(paper).to_bytes()).text()) for paper in papers)
    return {name: text.replace("\u00a0", " ") for name, text in texts}


def voted(vote: str, more: str = "") -> str:
    return f"objet: Tarifs\nnumero: '1'\n{more}dispositif: [FIXE: les tarifs]\nscrutin: {vote}\n"


def voters(text: str) -> dict[str, int]:
    """Return how often each voter is named from the title of the item on, where it is voted."""
    item = re.split("Feuillet de clôture|est levée", text.partition("Délibération n° 1")[2])[0]
    return {name: item.count(f"Mme Anne {name}") for name in NAMES}


@pytest.mark.parametrize("vote", [PUBLIC, BY_NAME])
@pytest.mark.parametrize("paper", ["ProcesVerbal", "Registre"])
def test_every_voter_is_named_once(tmp_path, vote, paper):
    text = printed(tmp_path, voted(vote))[paper]
    assert set(voters(text).values()) == {1}


def test_the_brief_line_of_minutes_tells_numbers(tmp_path):
    text = printed(tmp_path, voted(PUBLIC))["ProcesVerbal"]
    assert "Vote : Adoptée par 14 voix pour et 12 voix contre.\n" in text


def test_voters_that_the_decision_does_not_name_are_named_by_the_vote(tmp_path):
    papers = printed(tmp_path, voted(PUBLIC, "formule: 'Après en avoir délibéré,'\n"))
    for paper in ("ProcesVerbal", "Registre"):
        assert "Vote : Adoptée par 14 voix pour (Mme Anne AORVAL, " in papers[paper]
        assert set(voters(papers[paper]).values()) == {1}


def test_names_in_the_decision_alone_are_not_told_again(tmp_path):
    words = "vocabulaire: {majorite: 'à la majorité, {nombre_pour} contre {nombre_contre}[{?contre}]'}\n"
    own = "formules: {decision: 'Pour : {noms_pour}. Contre : {noms_contre}. [{resultat},]'}\n"
    text = printed(tmp_path, voted(PUBLIC, own), words)["ProcesVerbal"]
    assert set(voters(text).values()) == {1}


@pytest.mark.parametrize(
    ("vote", "said"),
    [
        (PUBLIC, "Adoptée par 14 voix pour et 12 voix contre"),
        (BY_NAME, "par 25 voix pour et 1 abstention"),
        ("{pour: les autres}\nvote_par_nom: oui", "Adoptée à l'unanimité (26 voix pour)"),
        ("{pour: les autres, contre: [BORVAL]}", "25 voix pour et 1 voix contre (Mme Anne BORVAL)"),
    ],
)
def test_the_list_tells_numbers_of_a_vote_by_names(tmp_path, vote, said):
    text = printed(tmp_path, voted(vote))["ListeDeliberations"]
    assert f"{said}\n" in text


def test_words_that_name_voters_give_way_to_numbers_in_the_list(tmp_path):
    words = "vocabulaire: {majorite: 'à la majorité, contre : {noms_contre} ({contre})'}\n"
    text = printed(tmp_path, voted(PUBLIC), words)["ListeDeliberations"]
    assert "Adoptée par 14 voix pour et 12 voix contre\n" in text


@pytest.mark.parametrize("sort", ["ajourne", "retire"])
@pytest.mark.parametrize("layout", ["", "presentation: {ouverture: non}\n"])
def test_nobody_votes_on_what_is_postponed(tmp_path, sort, layout):
    papers = printed(tmp_path, POSTPONED.replace("ajourne", sort), layout)
    assert [name for name, text in papers.items() if "Votants : 26" in text] == []
    assert "participant au vote" not in papers["Deliberation"]
    assert "Présents : 26 – Pouvoirs : 0\n" in papers["Registre"]


def test_who_votes_is_counted_again_where_an_item_is_postponed_by_a_vote(tmp_path):
    papers = printed(tmp_path, f"{POSTPONED}scrutin: {{pour: les autres}}\n")
    assert "Votants : 26" in papers["Deliberation"]
    assert "Votants : 26" in papers["Registre"]
