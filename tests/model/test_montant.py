"""Amounts are exact to the cent, and their sums too."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from delibgen.model.base import check_amount
from delibgen.model.montant import Echeancier, LigneEcheancier, PlanFinancement, Poste, repartir
from tests.rules.papers import schedule

cents = st.integers(-(10**11), 10**11).map(lambda n: Decimal(n) / 100)
keys = st.lists(st.integers(0, 10**6) | st.decimals(0, 1000, places=3), min_size=1, max_size=20).filter(any)


@given(cents, keys)
def test_the_parts_add_up_to_the_total_exactly(total: Decimal, cles: list[int | Decimal]):
    parts = repartir(total, cles)
    assert sum(parts) == total
    assert all(check_amount(part) == part for part in parts)


@given(cents, keys)
def test_each_part_is_within_a_cent_of_its_share(total: Decimal, cles: list[int | Decimal]):
    whole = sum(cles)
    for part, cle in zip(repartir(total, cles), cles, strict=True):
        assert abs(part - total * Decimal(cle) / Decimal(whole)) <= Decimal("0.0100001")


@given(cents, st.integers(1, 30))
def test_equal_keys_give_parts_that_differ_by_a_cent_at_most(total: Decimal, count: int):
    parts = repartir(total, [1] * count)
    assert max(parts) - min(parts) <= Decimal("0.01")


@pytest.mark.parametrize("cles", [[], [0, 0], [1, -1]])
def test_absurd_keys_are_refused(cles: list[int]):
    with pytest.raises(ValueError, match="clés de répartition attendues"):
        repartir(100, cles)


@pytest.mark.parametrize("text", ["NaN", "sNaN", "Infinity", "0.001", "1e12", "1e999999", "1e-999999"])
def test_what_is_no_exact_amount_is_refused(text: str):
    with pytest.raises(ValueError, match="montant"):
        Poste(libelle="Travaux", montant=Decimal(text))


@pytest.mark.parametrize("value", [12500.5, 1.0, True, "12 500"])
def test_a_float_a_boolean_and_a_text_are_no_amount_in_python(value: object):
    with pytest.raises(ValidationError):
        Poste.model_validate({"libelle": "Travaux", "montant": value})


def test_an_amount_of_a_file_is_read_as_french():
    poste = Poste.model_validate({"libelle": "Travaux", "montant": "12 500,50"}, context={"texte": True})
    assert poste.montant == Decimal("12500.50")


def test_an_unknown_amount_makes_its_sums_unknown_and_no_other():
    table = schedule({"Ormeval": (100, 200), "Nervaux": (50, None)})
    assert table.sommes == (Decimal(150), None)
    assert [ligne.somme for ligne in table.lignes] == [Decimal(300), None]
    assert table.somme is None


def test_a_file_says_that_an_amount_is_to_complete():
    row = LigneEcheancier.model_validate(
        {"partie": "Ormeval", "montants": ["à compléter", "12,50"]}, context={"texte": True}
    )
    assert row.montants == (None, Decimal("12.50"))


def test_a_row_has_one_amount_a_year():
    row = LigneEcheancier(partie="Ormeval", montants=(Decimal(1),))
    with pytest.raises(ValidationError, match="« Ormeval » : 1 montants pour 2 années"):
        Echeancier(annees=(2025, 2026), lignes=(row,))


def test_one_cent_gives_the_whole_table_decimals():
    assert not schedule({"Ormeval": (100, 200)}).centimes
    row = LigneEcheancier(partie="Ormeval", montants=(Decimal("1.50"),))
    assert Echeancier(annees=(2025,), lignes=(row,)).centimes


def test_a_plan_adds_both_sides_and_makes_rows():
    plan = PlanFinancement(
        depenses=(Poste(libelle="Travaux", montant=Decimal("100.10")),),
        recettes=(
            Poste(libelle="État", montant=Decimal("60.05")),
            Poste(libelle="Commune", montant=Decimal("40.05")),
        ),
    )
    assert plan.total_depenses == plan.total_recettes == Decimal("100.10")
    assert [(row.depense is None, row.recette is None) for row in plan.lignes] == [
        (False, False),
        (True, False),
    ]


def test_a_schedule_in_three_columns_says_what_the_table_says():
    rows = (
        LigneEcheancier(partie="A", montants=(Decimal(10), None)),
        LigneEcheancier(partie="B", montants=(Decimal("1.50"), Decimal(2))),
    )
    table = Echeancier(annees=(2025, 2026), lignes=rows)
    assert table.detail == (
        ("A", "2025", Decimal(10)),
        ("A", "2026", None),
        ("A", "Total", None),
        ("B", "2025", Decimal("1.50")),
        ("B", "2026", Decimal(2)),
        ("B", "Total", Decimal("3.50")),
        ("Toutes les parties", "2025", Decimal("11.50")),
        ("Toutes les parties", "2026", None),
        ("Toutes les parties", "Total", None),
    )
