"""What the other papers of a sitting ask of the model: end, leaves of the register, debates, subject code."""

import datetime as dt

import pytest
from pydantic import ValidationError

from delibgen import load_seance
from delibgen.model.deliberation import Deliberation
from delibgen.model.seance import Seance
from tests.conftest import CONSEIL

SITTING = load_seance(CONSEIL)


def changed(acte: Deliberation, **fields: object) -> Deliberation:
    return Deliberation(**{**{name: getattr(acte, name) for name in Deliberation.model_fields}, **fields})


@pytest.mark.parametrize("code", ["1", "7.5", "7.10", "9.1.2"])
def test_a_subject_code_is_text(code):
    assert changed(SITTING.actes[0], matiere=code).matiere == code


@pytest.mark.parametrize("code", ["", "0.1", "7.", "7,5", "7.05", "sept"])
def test_what_is_not_a_subject_code_is_refused(code):
    with pytest.raises(ValidationError):
        changed(SITTING.actes[0], matiere=code)


def test_a_sitting_says_its_end_and_its_first_leaf():
    fields = {name: getattr(SITTING.seance, name) for name in Seance.model_fields}
    sitting = Seance(**{**fields, "fin": dt.time(21, 15), "premier_feuillet": 41})
    assert (sitting.fin, sitting.premier_feuillet) == (dt.time(21, 15), 41)
