"""How grave an assembly says that each rule is: the form of files, and what is refused."""

import pytest
from pydantic import ValidationError

from delibgen.model.assemblee import Assemblee
from delibgen.model.reglage import Reglage
from tests.rules.papers import assembly


def regles(data: object) -> list[tuple[str, str, str | None]]:
    """Return the choices of an assembly that sets its rules so."""
    body: Assemblee = assembly(regles=data)
    return [(one.code, one.severite, one.motif) for one in body.regles]


def test_a_group_by_code_is_read_with_a_word_or_with_a_reason() -> None:
    data = {"DG312": "alerte", "DG327": {"severite": "ignoree", "motif": "statuts, article 4"}}
    assert regles(data) == [("DG312", "alerte", None), ("DG327", "ignoree", "statuts, article 4")]


def test_ignoree_may_be_written_with_its_accent() -> None:
    assert regles({"DG327": {"severite": "ignorée", "motif": "usage"}}) == [("DG327", "ignoree", "usage")]


def test_a_list_of_choices_is_kept_as_it_is() -> None:
    chosen = Reglage(code="DG312", severite="information")
    assert regles((chosen,)) == [("DG312", "information", None)]


@pytest.mark.parametrize("severite", ["ignoree", "ignorée"])
def test_a_rule_is_not_ignored_without_a_reason(severite: str) -> None:
    with pytest.raises(ValidationError, match="ne s'ignore pas sans raison"):
        regles({"DG327": severite})


def test_a_word_that_is_no_severity_is_refused_with_the_four_that_are() -> None:
    with pytest.raises(ValidationError, match="'bloquant', 'alerte', 'information' or 'ignoree'"):
        regles({"DG312": "grave"})
