"""Fields that an assembly invents for the headings of its acts."""

import pytest
from pydantic import ValidationError

from delibgen.model.champs_libres import ChampLibre
from delibgen.model.deliberation import Deliberation
from delibgen.model.formules import Formules
from delibgen.model.formules_actes import FormulesActe
from delibgen.rules import check
from tests.rules.papers import act, assembly, decision, sitting

COMMISSION = (ChampLibre(nom="commission", valeur="Urbanisme"),)


def test_a_formula_prints_a_field_of_the_act_and_drops_what_the_act_does_not_give():
    words = Formules(objet="[Commission : {champs.commission}]\n[Service : {champs.service}]\n{objet}")
    seance = sitting(assemblee=assembly(formules=words))
    assert act(seance, champs=COMMISSION).phrases.objet[0] == "Commission : Urbanisme"
    assert act(seance).phrases.objet == (act(seance).objet,)


def test_two_items_of_one_sitting_do_not_share_it():
    words = Formules(comptes="{en_exercice} membres – {champs.service|néant}")
    seance = sitting(assemblee=assembly(formules=words))
    first = act(seance, champs=(ChampLibre(nom="service", valeur="Voirie"),))
    assert [a.phrases.comptes[0].rpartition(" ")[2] for a in (first, act(seance))] == ["Voirie", "néant"]


def test_a_decision_has_its_own_too():
    paper = decision(formules=FormulesActe(objet="{CHAMPS.COMMISSION} – {objet}"), champs=COMMISSION)
    assert paper.phrases.objet[0].startswith("URBANISME – ")


def test_a_file_gives_them_by_name():
    data = act().model_dump() | {"champs": {"commission": "Urbanisme", "nor": "DBF24DL"}}
    read = Deliberation.model_validate(data)
    assert [(champ.nom, champ.valeur) for champ in read.champs] == [
        ("commission", "Urbanisme"),
        ("nor", "DBF24DL"),
    ]


def test_a_name_that_no_formula_could_call_is_refused_with_the_one_to_write():
    with pytest.raises(ValidationError, match="« date_du_depot »"):
        ChampLibre(nom="Date du dépôt", valeur="3 mai")


@pytest.mark.parametrize("field", ["{champs.}", "{champs}", "{champ.service}", "{champs.Été}"])
def test_a_field_badly_named_is_refused_when_the_formula_is_read(field: str):
    with pytest.raises(ValidationError):
        Formules(objet=field)


def test_the_nearest_field_of_the_formulas_is_proposed():
    words = Formules(objet="{champs.service} {objet}")
    paper = act(
        sitting(assemblee=assembly(formules=words)), champs=(ChampLibre(nom="servise", valeur="Voirie"),)
    )
    assert "« service »" in str(next(f for f in check(paper) if f.code == "DG715"))
