"""Pieces of an act: references to other acts, the operative part, annexed acts read back."""

import datetime as dt

import pytest
from pydantic import ValidationError

from delibgen.model.acte import Annexe, Decision, Dispositif, Reference
from delibgen.model.convention import Convention
from delibgen.model.deliberation import Deliberation
from tests.rules.papers import act, decision


@pytest.mark.parametrize(
    ("organe", "words"),
    [
        ("conseil municipal", "délibération du conseil municipal"),
        ("Bureau métropolitain", "délibération du Bureau métropolitain"),
        ("commission permanente", "délibération de la commission permanente"),
        ("la commission permanente", "délibération de la commission permanente"),
        ("le conseil communautaire", "délibération du conseil communautaire"),
        ("l'assemblée générale", "délibération de l'assemblée générale"),
        ("assemblée générale", "délibération de l'assemblée générale"),
        ("du comité syndical", "délibération du comité syndical"),
        ("de la commission permanente", "délibération de la commission permanente"),
    ],
)
def test_a_cited_deliberation_names_its_assembly(organe, words):
    assert Reference(organe=organe).libelle == words


def test_a_cited_deliberation_has_its_number_and_date():
    cited = Reference(numero="12", date=dt.date(2024, 6, 1), organe="conseil municipal")
    assert cited.libelle.replace("\u00a0", " ") == "délibération du conseil municipal n° 12 du 1er juin 2024"
    assert Reference().libelle == "délibération"


@pytest.mark.parametrize(
    ("grammaire", "true"),
    [
        ("infinitifs", "infinitifs"),
        ("verbes", "verbes"),
        ("verbes_numerotes", "verbes_numerotes"),
        ("articles", "articles"),
    ],
)
def test_a_template_asks_which_grammar_it_is(grammaire, true):
    verb = {"infinitifs": "d'approuver", "articles": None}.get(grammaire, "APPROUVE")
    part = Dispositif(grammaire=grammaire, decisions=[Decision(verbe=verb, texte="le budget")])
    names = ("infinitifs", "verbes", "verbes_numerotes", "articles")
    assert [name for name in names if getattr(part, name)] == [true]


@pytest.mark.parametrize(
    ("texte", "ponctue"), [("le budget", False), ("le budget.", True), ("fin ;  ", True)]
)
def test_a_text_with_its_own_punctuation_is_known(texte, ponctue):
    assert Decision(texte=texte).ponctue is ponctue


@pytest.mark.parametrize(
    ("verbe", "printed", "grammaire"),
    [
        ("approuver", "d'approuver", "infinitifs"),
        ("Autoriser", "d'autoriser", "infinitifs"),
        ("mettre à disposition", "de mettre à disposition", "infinitifs"),
        ("prendre acte", "de prendre acte", "infinitifs"),
        ("inscrire", "d'inscrire", "infinitifs"),
        ("conclure", "de conclure", "infinitifs"),
        ("émettre", "d'émettre", "infinitifs"),
        ("réduire", "de réduire", "infinitifs"),
        ("recevoir", "de recevoir", "infinitifs"),
        ("hausser", "de hausser", "infinitifs"),
        ("D'AUTORISER", "D'AUTORISER", "infinitifs"),
        ("APPROUVE", "APPROUVE", "verbes"),
        ("PREND ACTE", "PREND ACTE", "verbes"),
        ("prend acte", "prend acte", "verbes"),
        ("Approuve", "Approuve", "verbes"),
        ("retire", "retire", "verbes"),
        ("déclare", "déclare", "verbes"),
        ("ouvre", "ouvre", "verbes"),
    ],
)
def test_a_bare_infinitive_is_given_its_de_and_nothing_else_is_changed(verbe, printed, grammaire):
    part = Dispositif.model_validate([{verbe: "le budget"}])
    assert (part.decisions[0].verbe, part.grammaire) == (printed, grammaire)


def test_a_decision_with_unknown_fields_is_refused():
    with pytest.raises(ValidationError):
        Dispositif.model_validate([{"verbe": "APPROUVE", "texte": "x", "autre": "y"}])


def test_an_annexed_act_comes_back_as_its_own_type():
    convention = {
        "type": "convention",
        "objet": "Convention",
        "parties": [{"nom": "A"}, {"nom": "B"}],
        "articles": [{"texte": "Texte."}],
    }
    annexe = Annexe.model_validate({"titre": "Annexe", "acte": convention})
    assert isinstance(annexe.acte, Convention)
    whole = act(annexes=(annexe,))
    assert Deliberation.model_validate_json(whole.model_dump_json()) == whole
    with pytest.raises(ValidationError, match="vouliez-vous dire « convention »"):
        Annexe.model_validate({"titre": "Annexe", "acte": {**convention, "type": "convantion"}})
    with pytest.raises(ValidationError, match="type d'acte absent"):
        Annexe.model_validate({"titre": "Annexe", "acte": {"objet": "x"}})


@pytest.mark.parametrize(
    ("delegation", "said"),
    [
        (
            Reference(numero="2020-11", date=dt.date(2020, 5, 25), organe="conseil municipal"),
            "la délibération du conseil municipal n° 2020-11 du 25 mai 2020",
        ),
        ("la délibération du 25 mai 2020, modifiée", "la délibération du 25 mai 2020, modifiée"),
    ],
)
def test_the_delegation_of_a_decision_is_a_reference_or_a_text_of_its_own(delegation, said):
    assert decision(delegation=delegation).visa_delegation.replace("\u00a0", " ") == said
