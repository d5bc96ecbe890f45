"""Acts of many assemblies, made by typed code alone, break no rule and print what they hold."""

import pytest

from delibgen import check
from delibgen.model.acte import Acte
from tests.typing import actes_varies


def blocking(acte: Acte) -> list[str]:
    return [str(finding) for finding in check(acte) if finding.severity == "bloquant"]


@pytest.fixture(scope="module")
def conseil() -> list[Acte]:
    return actes_varies.actes_du_conseil()


def test_no_act_breaks_a_rule(conseil):
    others = [actes_varies.commission_permanente(), actes_varies.convention_a_six(), actes_varies.avenant()]
    assert [blocking(acte) for acte in (*conseil, *others)] == [[]] * 9


def test_each_item_has_its_own_presence(conseil):
    votants = [acte.presence.votants for acte in conseil]
    assert votants == [5, 6, 6, 6, 4, 6]
    assert [acte.president.nom for acte in conseil] == ["ROUX"] * 4 + ["MARTIN", "ROUX"]


def test_each_item_has_its_own_outcome(conseil):
    assert [acte.sort.value for acte in conseil] == [
        "adopte",
        "prend_acte",
        "designation",
        "adopte",
        "adopte",
        "retire",
    ]


def test_six_parties_share_to_the_cent():
    echeancier = actes_varies.convention_a_six().echeancier
    assert str(echeancier.somme) == "30000.03"
