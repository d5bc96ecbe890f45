"""Each step of each builder: what it is given wrong is told once, in French, with the step and the line."""

import inspect
import re
from collections.abc import Callable
from typing import Any

import pytest

from delibgen.actes.assemblee import assemblee, collectivite
from delibgen.actes.builder import Builder
from delibgen.actes.convention import ConventionBuilder, convention
from delibgen.actes.deliberation import DeliberationBuilder, deliberation
from delibgen.actes.seance import SeanceBuilder, seance
from delibgen.actes.unilateral import ActeUnilateralBuilder, arrete, decision_deleguee
from delibgen.errors import LoadError

NOMS = ["Madame Anne DURAND, Maire", "Monsieur Paul PETIT", "M. Luc de BRÉON", "Mme Zoé L'HUILLIER"]
CONSEIL = assemblee(collectivite("Ormeval", "commune"), "conseil_municipal", membres=NOMS)
OUVERTURE = seance(CONSEIL, "2024-09-12").president("DURAND").secretaire("PETIT").build()
BELL = "sonnerie \x07"
"""A character that no document can hold."""

Wrong = dict[str, Callable[[Any], object]]


def item() -> DeliberationBuilder:
    return deliberation("2024-1", assemblee=CONSEIL).seance(OUVERTURE).objet("Halle")


ITEM: Wrong = {
    "seance": lambda b: b.seance(OUVERTURE, heure="25 h"),
    "objet": lambda b: b.objet(""),
    "rapporteur": lambda b: b.rapporteur("Madame Eve INCONNU"),
    "rapporteurs": lambda b: b.rapporteurs("Paul PETI"),
    "signataire": lambda b: b.signataire("Pour la Maire", qualite="", nom="Odile FERRAND"),
    "vu": lambda b: b.vu("le code", BELL),
    "considerant": lambda b: b.considerant(""),
    "expose": lambda b: b.expose(BELL),
    "note": lambda b: b.note(" "),
    "debats": lambda b: b.debats(BELL),
    "teletransmission": lambda b: b.teletransmission(matiere="7,5"),
    "formule": lambda b: b.formule(""),
    "decide": lambda b: b.decide("approuver", ""),
    "article": lambda b: b.article(""),
    "plan_financement": lambda b: b.plan_financement(depenses={"Travaux": "12.500"}, recettes={}),
    "annexe": lambda b: b.annexe("plan.pdf", titre=BELL),
    "scrutin": lambda b: b.scrutin(pour=-1),
    "vote_separe": lambda b: b.vote_separe("Chapitre 011", contre=["PETITE"]),
    "scrutin_secret": lambda b: b.scrutin_secret(pour=1, contre=-1),
    "tour": lambda b: b.tour({"Anne": 2}, bulletins=2, naissances={"Anne": "31/02/1958"}),
    "deport": lambda b: b.deport("personne"),
    "presidence": lambda b: b.presidence("Madame Eve INCONNU"),
    "declare": lambda b: b.declare(presents=-3),
    "publicite": lambda b: b.publicite(publication="vendredi 12 septembre 2024"),
}
SITTING: Wrong = {
    "lieu": lambda b: b.lieu("mairie", heure="18 h 75"),
    "convocation": lambda b: b.convocation("2024-09-31"),
    "president": lambda b: b.president("Madame Eve INCONNU"),
    "secretaire": lambda b: b.secretaire("PETIT", "PETITE"),
    "presents": lambda b: b.presents("DURAND", "PETITE"),
    "absents": lambda b: b.absents("personne"),
    "excuses": lambda b: b.excuses("personne"),
    "pouvoir": lambda b: b.pouvoir("PETIT", a="personne"),
    "arrivee": lambda b: b.arrivee("PETIT", heure="midi"),
    "depart": lambda b: b.depart("PETIT", heure="25 h"),
    "assistants": lambda b: b.assistants(""),
    "fin": lambda b: b.fin("24 h 30"),
    "pv_precedent": lambda b: b.pv_precedent("hier"),
    "informations": lambda b: b.informations(BELL),
    "questions": lambda b: b.questions("Voirie", ""),
    "session": lambda b: b.session(""),
    "affichage_convocation": lambda b: b.affichage_convocation("2024-09-31"),
    "huis_clos": lambda b: b.huis_clos(demandeurs=-1),
    "visioconference": lambda b: b.visioconference("personne", lieux=["siège"]),
    "premier_feuillet": lambda b: b.premier_feuillet(0),
    "liste_publiee": lambda b: b.liste_publiee("demain"),
    "colonnes": lambda b: b.colonnes(3, -1),
}
DEAL: Wrong = {
    "partie": lambda b: b.partie("C", siret="123"),
    "avenant_a": lambda b: b.avenant_a("Convention", signee_le="2024-13-01"),
    "vu": lambda b: b.vu(""),
    "considerant": lambda b: b.considerant(BELL),
    "preambule": lambda b: b.preambule(BELL),
    "article": lambda b: b.article("Objet", ""),
    "echeancier": lambda b: b.echeancier([2025], {"A": ["mille"]}),
    "annexe": lambda b: b.annexe("plan.pdf", titre=BELL),
    "fait_a": lambda b: b.fait_a("Ormeval", le="le jour même"),
    "annexee_a": lambda b: b.annexee_a("2024-32"),
    "entete": lambda b: b.entete("RÉPUBLIQUE FRANÇAISE", ""),
}
ALONE: Wrong = {
    "objet": lambda b: b.objet(BELL),
    "signe": lambda b: b.signe("DURAND", date="2024-09-31"),
    "delegation": lambda b: b.delegation(""),
    "vu": lambda b: b.vu(""),
    "considerant": lambda b: b.considerant(""),
    "expose": lambda b: b.expose(BELL),
    "article": lambda b: b.article(""),
    "matiere": lambda b: b.matiere("x"),
    "annexe": lambda b: b.annexe("plan.pdf", titre=BELL),
    "publicite": lambda b: b.publicite(transmission="hier"),
}


def sitting() -> SeanceBuilder:
    return seance(CONSEIL, "2024-09-12").president("DURAND")


def deal() -> ConventionBuilder:
    return convention("Convention").partie("A").partie("B").article("Objet", "Texte.")


def alone() -> ActeUnilateralBuilder[Any]:
    made = decision_deleguee("2024-D1", assemblee=CONSEIL).objet("Bail").article("Le bail est conclu.")
    return made.signe("DURAND", date="2024-09-12").delegation("la délibération n° 2020-11")


BUILDERS: dict[type[Builder], tuple[Callable[[], Any], Wrong, set[str]]] = {
    DeliberationBuilder: (item, ITEM, {"prend_acte", "ajourne", "retire"}),
    SeanceBuilder: (sitting, SITTING, {"installation"}),
    ConventionBuilder: (deal, DEAL, set()),
    ActeUnilateralBuilder: (alone, ALONE, set()),
}
CASES = [
    pytest.param(begin, name, wrong, id=f"{kind.__name__}.{name}")
    for kind, (begin, steps, _) in BUILDERS.items()
    for name, wrong in steps.items()
]


@pytest.mark.parametrize("kind", BUILDERS)
def test_every_step_that_takes_something_is_tried(kind: type[Builder]) -> None:
    _, steps, bare = BUILDERS[kind]
    public = {
        name
        for name, _ in inspect.getmembers(kind, inspect.isfunction)
        if not name.startswith("_") and name != "build"
    }
    assert public == set(steps) | bare
    assert all(len(inspect.signature(getattr(kind, name)).parameters) == 1 for name in bare)


@pytest.mark.parametrize(("begin", "name", "wrong"), CASES)
def test_a_wrong_step_is_told_once_in_french_with_its_line(
    begin: Callable[[], Any], name: str, wrong: Callable[[Any], object]
) -> None:
    builder = begin()
    assert wrong(builder) is builder  # a step never raises: its fault waits for the others
    with pytest.raises(LoadError) as caught:
        builder.build()
    (finding,) = caught.value.findings
    assert finding.place.step.startswith(f".{name}(")
    assert (finding.place.file, finding.place.line) == ("test_steps.py", wrong.__code__.co_firstlineno)
    assert not re.search(r"\b(should|must|valid|input|string|value|expected|at least)\b", finding.message)
    assert "\x07" not in str(caught.value)


@pytest.mark.parametrize("begin", [begin for begin, _, _ in BUILDERS.values()])
def test_without_a_wrong_step_the_act_is_made(begin: Callable[[], Any]) -> None:
    assert begin().build() == begin().build()


def test_all_the_wrong_steps_of_an_act_are_told_at_once() -> None:
    builder = item()
    wrongs = [wrong for name, wrong in ITEM.items() if name in {"rapporteur", "scrutin", "tour", "publicite"}]
    for wrong in wrongs:
        wrong(builder)
    with pytest.raises(LoadError) as caught:
        builder.build()
    lines = [finding.place.line for finding in caught.value.findings]
    assert lines == [wrong.__code__.co_firstlineno for wrong in wrongs]


def test_an_arrete_needs_no_delegation() -> None:
    made = arrete("2024-A1", assemblee=CONSEIL).objet("Voirie").article("La rue est fermée.")
    assert made.signe("DURAND", date="2024-09-12").build().autorite == "La Maire"
