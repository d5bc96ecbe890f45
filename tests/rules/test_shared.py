"""What the items of a sitting share is checked one time; nothing else is kept from one act to the next."""

import copy
import pickle
from collections.abc import Iterator

import pytest

from delibgen.errors import Finding
from delibgen.model.deliberation import Deliberation
from delibgen.model.presence import Presence
from delibgen.model.seance import Seance
from delibgen.rules import RULES, Remarque, check, rule
from delibgen.rules.running import run
from tests.rules.cases import FAULTS
from tests.rules.papers import act, deal, deport, m, mouvement, ms, pouvoir, sitting, votes

CASES = [pytest.param(make, id=f"{code} {what}") for code, what, make in FAULTS]


def found(acte: Deliberation) -> list[str]:
    """Return what is found, as texts."""
    return [str(finding) for finding in check(acte)]


def rebuilt(acte: Deliberation) -> Deliberation:
    """Return an act equal to another that shares nothing with it that was computed."""
    return pickle.loads(pickle.dumps(acte))


@pytest.mark.parametrize("make", CASES)
def test_the_second_item_of_a_sitting_is_told_what_it_would_be_alone(make):
    first = make()
    if not isinstance(first, Deliberation):
        return
    check(first)
    other = act(first.seance, rang=2, objet="Autre point")
    assert found(other) == found(rebuilt(other))
    assert found(first) == found(rebuilt(first))


def test_a_copy_in_another_sitting_forgets_what_was_found_of_the_first():
    acte = act()
    assert found(acte) == []
    alone = acte.model_copy(update={"seance": sitting(secretaires=())})
    assert [finding.code for finding in check(alone)] == ["DG312"]
    changed = acte.seance.model_copy(update={"president": m("K")})
    assert "DG310" in {finding.code for finding in check(acte.model_copy(update={"seance": changed}))}


def test_what_was_computed_is_neither_copied_nor_sent():
    acte = act()
    check(acte)
    assert acte.seance.__dict__.keys() > Seance.model_fields.keys()
    for other in (rebuilt(acte), copy.copy(acte), copy.deepcopy(acte), acte.model_copy()):
        assert other == acte
        assert other.__dict__.keys() == Deliberation.model_fields.keys()
    assert rebuilt(acte).seance.__dict__.keys() == Seance.model_fields.keys()


def test_rules_see_only_what_their_parameters_say():
    seen: list[object] = []

    @rule("RI1", "règlement intérieur")
    def of_sitting(seance: Seance) -> list[Remarque]:
        """Du point de la séance."""
        seen.append(seance)
        return [("seance.lieu", "lieu à préciser", "le donner")]

    @rule("RI2", "règlement intérieur")
    def of_state(presence: Presence) -> list[Remarque]:
        """Des présents."""
        seen.append(presence)
        return []

    seance = sitting()
    acts = [act(seance, rang=rank) for rank in (1, 2, 3)]
    findings: list[list[Finding]] = [run(acte, (of_sitting, of_state)) for acte in acts]
    assert seen == [seance, acts[0].presence]
    assert findings[0] == findings[1] == findings[2] == of_sitting(acts[0])
    recused = act(seance, rang=4, deports=(deport("D"),), scrutin=votes(9))
    assert run(recused, (of_sitting, of_state)) == findings[0]
    assert seen[-1] is recused.presence


def test_a_rule_of_other_parameters_is_refused():
    with pytest.raises(TypeError, match="une règle regarde « acte: Deliberation »"):

        @rule("RI1", "règlement intérieur")  # type: ignore[arg-type]  # what is tested
        def odd(texte: str) -> list[Remarque]:
            return [(texte, "", "")]


def test_the_law_is_told_in_the_order_of_its_codes_whatever_it_looks_at():
    acte = act(sitting(secretaires=()), scrutin=votes(4), numero_transmis="été")
    assert [finding.code for finding in check(acte)] == ["DG312", "DG331", "DG359"]
    assert {law.regard.value for law in RULES} == {"acte", "acte, presence", "seance", "presence"}


LISTS = (
    "presents",
    "pouvoirs",
    "representes",
    "excuses",
    "absents",
    "absents_sans_pouvoir",
    "lignes_absents",
)


@pytest.mark.parametrize("name", LISTS)
def test_items_of_one_state_have_the_same_lists_recusals_or_not(name: str):
    seance = sitting()
    first, second = act(seance, rang=1).presence, act(seance, rang=2).presence
    assert first is second
    recused = act(seance, rang=3, deports=(deport("D"),), presidence=m("B"), scrutin=votes(9)).presence
    assert recused is not first
    assert getattr(recused, name) is getattr(first, name)


def test_items_between_two_movements_have_the_same_state():
    seance = sitting(
        presents=ms("ABCDEFGHI"),
        absents=ms("K"),
        pouvoirs=(pouvoir("J", "C", au_point=3),),
        mouvements=(mouvement("K", "arrivee", point=3),),
    )
    states = [act(seance, rang=rank).presence for rank in range(1, 6)]
    assert states[0] is states[1]
    assert states[3] is states[4]
    assert len({id(state) for state in states}) == 3
    assert [state.nombre_presents for state in states] == [9, 9, 10, 10, 10]
    assert [len(state.pouvoirs) for state in states] == [1, 1, 1, 0, 0]


def test_a_rule_called_alone_is_given_what_it_asks_for():
    """An act without a sitting has no presence: the rule then finds nothing."""

    @rule("MA1", "règlement intérieur, article 1")
    def presents_seuls(presence: Presence) -> Iterator[Remarque]:
        """Compte les présents."""
        yield "presents", f"{presence.nombre_presents} présents", "rien"

    @rule("MA2", "règlement intérieur, article 2")
    def acte_et_presents(acte: Deliberation, presence: Presence) -> Iterator[Remarque]:
        """Compte les présents d'un acte."""
        yield "objet", f"{acte.numero} : {presence.nombre_presents} présents", "rien"

    acte = act()
    assert [finding.message for finding in presents_seuls(acte)] == ["9 présents"]
    assert [finding.message for finding in acte_et_presents(acte)] == [f"{acte.numero} : 9 présents"]
    assert presents_seuls(deal()) == []
