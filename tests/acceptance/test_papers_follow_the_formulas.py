"""Minutes and register word the roll, the counts, the chair, separate votes and requests as extracts do."""

import re
from decimal import Decimal

import pytest

from delibgen import deliberation, render, seance
from delibgen.actes.papiers import NoteSynthese, PapierSeance, ProcesVerbal, Projet, Registre
from delibgen.model.deliberation import Deliberation
from delibgen.model.formules import Formules
from delibgen.model.montant import PlanFinancement, Poste
from delibgen.model.scrutin import ModeScrutin, Scrutin
from tests.acceptance.test_built_variety import CONSEIL
from tests.reader import Reader

AFTER = [ProcesVerbal, Registre]


def words(acte) -> str:
    text = Reader(render(acte).to_bytes()).text().replace("\u00a0", " ").replace("\u202f", " ")
    return re.sub(r"\s+", " ", text)


def item(**formules: str) -> Deliberation:
    """Return an item with another chair, a separate vote, a movement, a proxy, an excuse, a request."""
    body = CONSEIL.model_copy(update={"formules": Formules.model_validate(formules)})
    opened = (
        seance(body, "mardi 1er octobre 2024")
        .convocation("2024-09-24")
        .president("BRUNEL")
        .excuses("CASTEL")
        .pouvoir("GHAZI", a="DARNAUD")
        .arrivee("FAUVEL", point=1, heure="19 h 10")
        .build()
    )
    built = (
        deliberation("2024-1", assemblee=body)
        .seance(opened, rang=1)
        .objet("Affaire.")
        .presidence("DARNAUD")
        .decide("APPROUVE", "le contrat")
        .vote_separe("Article 2", pour=5)
        .build()
    )
    vote = Scrutin(mode=ModeScrutin.SECRET, pour=5, demande="le tiers des membres présents")
    return built.model_copy(update={"scrutin": vote, "sort_declare": None})


def paper(kind: type[PapierSeance], act: Deliberation) -> PapierSeance:
    return next(iter(kind.papers_of(act.seance, (act,))))


USUAL = (
    "Membres présents :",
    "Membres absents :",
    "Madame Chloé DARNAUD préside la séance pour ce point.",
    "Article 2 : adoption à l'unanimité.",
    "Scrutin secret demandé par le tiers des membres présents.",
    "Il est procédé au vote au scrutin secret.",
)
OWN = {
    "presents": "Étaient présents :",
    "absents": "Étaient excusés ou représentés :",
    "presidence": "La séance est conduite par {presidence.nom_complet}.",
    "vote_separe": "Sur « {objet} » : {sort} {resultat}.",
    "demande": "Demande de vote secret : {demande}.",
    "scrutin_secret": "Les bulletins sont mis dans l'urne.",
    "arrivee": "{membre.nom_complet} entre[ à {heure}].",
    "comptes": "En exercice : {en_exercice} ; présents : {nombre_presents}.",
}
SAID = (
    "Étaient présents :",
    "Étaient excusés ou représentés :",
    "La séance est conduite par Madame Chloé DARNAUD.",
    "Sur « Article 2 » : adoption à l'unanimité.",
    "Demande de vote secret : le tiers des membres présents.",
    "Les bulletins sont mis dans l'urne.",
    "Madame Emma FAUVEL entre à 19 h 10.",
)


@pytest.mark.parametrize("kind", AFTER)
def test_the_usual_words_are_those_of_the_extract(kind: type[PapierSeance]):
    act = item()
    told, extract = words(paper(kind, act)), words(act)
    for line in USUAL:
        assert told.count(line) == extract.count(line) == 1, line


@pytest.mark.parametrize("kind", AFTER)
def test_the_words_of_the_assembly_replace_them(kind: type[PapierSeance]):
    told = words(paper(kind, item(**OWN)))
    for line in SAID:
        assert told.count(line) == 1, line
    assert not [line for line in USUAL if line in told]


def test_the_minutes_count_in_the_words_of_the_assembly():
    said = words(paper(ProcesVerbal, item(**OWN)))
    assert said.count("En exercice : 6 ; présents : 3.") == 1
    assert "Membres en exercice" not in said


@pytest.mark.parametrize("kind", AFTER)
def test_what_extracts_leave_out_is_told_in_the_usual_words(kind: type[PapierSeance]):
    silent = dict.fromkeys(("presidence", "demande", "arrivee", "presents", "absents", "comptes"), "non")
    act = item(**silent)
    told = words(paper(kind, act))
    for line in (*USUAL[:3], USUAL[4], "Arrivée de Madame Emma FAUVEL à 19 h 10"):
        assert told.count(line) == 1, line
    assert not [line for line in (USUAL[2], USUAL[4]) if line in words(act)]


@pytest.mark.parametrize("kind", AFTER)
def test_a_formula_that_names_people_replaces_the_list(kind: type[PapierSeance]):
    said = words(
        paper(
            kind,
            item(presents="Sont là : {presents.nom_court}.", absents="[Ont donné pouvoir : {pouvoirs}.]"),
        )
    )
    assert said.count("Sont là : Madame BRUNEL, Madame DARNAUD et Monsieur ESPÉRON.") == 1
    assert said.count("Ont donné pouvoir : Monsieur Farid GHAZI") == 1
    assert "Membres présents :" not in said
    assert "Membres absents :" not in said


@pytest.mark.parametrize("kind", AFTER)
def test_a_heading_that_speaks_of_an_item_is_not_that_of_a_sitting(kind: type[PapierSeance]):
    assert "Membres présents :" in words(paper(kind, item(presents="Présents pour {objet} :")))


@pytest.mark.parametrize("kind", [*AFTER, Projet, NoteSynthese])
@pytest.mark.parametrize("shares", [True, False])
def test_the_shares_of_a_funding_plan_are_in_every_paper(kind: type[PapierSeance], shares: bool):
    plan = PlanFinancement(
        depenses=(Poste(libelle="Travaux", montant=Decimal(100)),),
        recettes=(
            Poste(libelle="État", montant=Decimal(40)),
            Poste(libelle="Commune", montant=Decimal(60)),
        ),
        pourcentages=shares,
    )
    act = item().model_copy(update={"plan_financement": plan})
    for said in (words(paper(kind, act)), words(act)):
        assert said.count("60 %") == said.count("40 %") == shares
        assert said.count("Plan de financement (montants HT)") == 1
