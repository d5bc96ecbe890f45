"""Who votes, who does not, who comes and goes: extract, minutes and register tell it once, and all of it."""

from pathlib import Path

import pytest

from delibgen import render
from delibgen.actes.papiers import PapierSeance, ProcesVerbal, Registre
from delibgen.model.deliberation import Deliberation
from tests.acceptance.test_variety import DECIDE, read
from tests.reader import Reader

NAMES = (
    "Mme Alice BRUNEL, M. Bruno CASTEL, Mme Chloé DARNAUD, Mme Emma FAUVEL, M. Farid GHAZI, Mme Gisèle HOUDAN"
)
PAPERS = pytest.mark.parametrize("kind", [None, ProcesVerbal, Registre])
AFTER = pytest.mark.parametrize("kind", [ProcesVerbal, Registre])


def lines(kind: type[PapierSeance] | None, acte: Deliberation) -> list[str]:
    paper = acte if kind is None else next(iter(kind.papers_of(acte.seance, (acte,))))
    return [line.replace("\u00a0", " ") for line in Reader(render(paper).to_bytes()).paragraphs()]


@PAPERS
def test_those_in_favour_are_named_when_they_are_all_the_others(tmp_path: Path, kind):
    acte = read(tmp_path, vote=f"{DECIDE}vote_par_nom: oui\nscrutin: {{pour: 6, contre: [ESPÉRON]}}")
    said = f"par 6 voix pour ({NAMES}) et 1 voix contre (M. Denis ESPÉRON)"
    assert any(said in line for line in lines(kind, acte))


@PAPERS
def test_a_unanimous_vote_by_name_has_no_brackets_in_brackets(tmp_path: Path, kind):
    acte = read(tmp_path, vote=f"{DECIDE}vote_par_nom: oui\nscrutin: {{pour: 7}}")
    assert any("à l'unanimité, par 7 voix pour (Mme Alice BRUNEL, " in line for line in lines(kind, acte))


@pytest.mark.parametrize(
    "vote", ["{pour: 5, contre: [ESPÉRON], abstentions: 1}", "{pour: 5, non_votants: 2}"]
)
def test_those_in_favour_are_not_guessed(tmp_path: Path, vote: str):
    acte = read(tmp_path, vote=f"{DECIDE}vote_par_nom: oui\nscrutin: {vote}")
    assert "BRUNEL" not in (acte.resultat_vote or "")


@AFTER
def test_names_of_a_public_ballot_are_said_once(tmp_path: Path, kind):
    public = "{mode: public, pour: [BRUNEL, CASTEL, DARNAUD, GHAZI, HOUDAN, FAUVEL], contre: [ESPÉRON]}"
    told = lines(kind, read(tmp_path, vote=f"{DECIDE}scrutin: {public}"))
    assert not any(line.startswith("Ont voté pour") for line in told)
    everyone = public.replace("], contre: [", ", ")
    told = lines(kind, read(tmp_path, vote=f"{DECIDE}scrutin: {everyone}"))
    assert any(line.startswith("Ont voté pour : Mme Alice BRUNEL, ") for line in told)


UNVOTED = {
    "sort_declare: ajourne": "Reportée à une prochaine séance.",
    "sort_declare: retire": "Retirée de l'ordre du jour.",
    "dispositif: [{PREND ACTE: du rapport}]\nsort_declare: prend_acte": "Il est pris acte.",
    f"{DECIDE}sort_declare: designation": "Nomination d'effet immédiat.",
}


@AFTER
@pytest.mark.parametrize("vote", UNVOTED)
def test_what_was_not_voted_bears_no_vote(tmp_path: Path, kind, vote: str):
    told = lines(kind, read(tmp_path, vote=vote))
    assert UNVOTED[vote] in told
    assert not any(line.startswith("Vote") for line in told)


def test_those_who_do_not_vote_and_are_not_named_are_counted_in_the_extract(tmp_path: Path):
    acte = read(tmp_path, vote=f"{DECIDE}scrutin: {{pour: 4, abstentions: 1, non_votants: 2}}")
    assert lines(None, acte).count("Ne prennent pas part au vote : 2.") == 1


@pytest.mark.parametrize(
    "words",
    [
        'formules: {vote: "NPPV : {nombre_non_votants}"}',
        'formules: {non_votants: "non"}',
        'formule: "Le Conseil, par 4 voix pour, 2 membres ne prenant pas part au vote, décide :"',
    ],
)
def test_they_are_not_counted_twice(tmp_path: Path, words: str):
    acte = read(tmp_path, vote=f"{DECIDE}{words}\nscrutin: {{pour: 4, abstentions: 1, non_votants: 2}}")
    assert not any(line.startswith("Ne prennent pas part") for line in lines(None, acte))


VOTED, LEFT = "Vote : Adoptée à l'unanimité.", "Départ de Madame Chloé DARNAUD à 19 h 40."
CLOCK = "  mouvements:\n    - {membre: DARNAUD, sens: depart, heure: 19 h 40}"


@AFTER
def test_a_departure_after_the_last_item_is_told(tmp_path: Path, kind):
    acte = read(tmp_path, seance=CLOCK, vote=f"heure: 19 h 30\n{DECIDE}scrutin: {{pour: 7}}")
    told = lines(kind, acte)
    assert told.count(LEFT) == 1
    assert told.index(LEFT) > told.index("Vote : Adoptée à l'unanimité.")


@AFTER
def test_a_departure_before_an_item_is_told_with_it_only(tmp_path: Path, kind):
    seance = CLOCK.replace("19 h 40", "19 h 10")
    told = lines(kind, read(tmp_path, seance=seance, vote=f"heure: 19 h 30\n{DECIDE}scrutin: {{pour: 6}}"))
    assert told.count(LEFT.replace("40", "10")) == 1
    assert told.index(LEFT.replace("40", "10")) < told.index("Vote : Adoptée à l'unanimité.")


ELECTIONS = """votes_separes:
  - objet: Titulaire
    scrutin:
      {mode: secret, elus: [BRUNEL], tours: [{bulletins: 7, candidatures: [{nom: BRUNEL, voix: 7}]}]}
"""


def test_minutes_count_the_voters_of_elections_too(tmp_path: Path):
    acte = read(tmp_path, vote=f"{DECIDE}{ELECTIONS}")
    assert "Votants : 7, dont 1 par pouvoir." in lines(ProcesVerbal, acte)


def test_minutes_count_deputies_apart_as_the_extract_does(tmp_path: Path):
    acte = read(
        tmp_path,
        collectivite='nom: Syndicat des eaux, nature: syndicat, departement: "89"',
        organe="comite_syndical",
        assemblee="sieges: 7\n    suppleants: [{civilite: Madame, nom: LEROY, suppleant_de: FAUVEL}]",
        seance="  suppleants: [LEROY]",
    )
    counts = "Membres en exercice : 7 – Présents : 7 (titulaires : 6, suppléants : 1) – Pouvoirs : 0"
    assert counts in lines(ProcesVerbal, acte)
    assert f"{counts} – Votants : 7" in lines(None, acte)
