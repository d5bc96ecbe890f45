"""Numbers that follow a pattern: written, read back, and nothing else is taken for one."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from delibgen.model.numerotation import Numerotation

DAY = dt.date(2024, 10, 1)
PATTERNS = [
    "DEL{annee}-{rang:03}",
    "{annee}/{mois}/{jour}-{rang}",
    "{an}{mois}{jour}_{rang:02}",
    "{rang}",
    "{{{annee}}} n° {rang}.",
]
MOTIFS = [Numerotation(motif=motif) for motif in PATTERNS]


@pytest.mark.parametrize(
    ("motif", "numero"),
    [
        ("DEL{annee}-{rang:03}", "DEL2024-007"),
        ("{annee}/{mois}/{jour}-{rang}", "2024/10/01-7"),
        ("{an}{mois}{jour}_{rang:02}", "241001_07"),
        ("{{{annee}}} n° {rang}.", "{2024} n° 7."),
    ],
)
def test_a_number_is_written_as_its_pattern_says(motif: str, numero: str) -> None:
    assert Numerotation(motif=motif).numero(DAY, 7) == numero


@given(st.sampled_from(MOTIFS), st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31)), st.integers(1, 10**6))
def test_a_number_gives_its_rank_back(motif: Numerotation, day: dt.date, rang: int) -> None:
    assert motif.rang(motif.numero(day, rang), day) == rang


@given(st.sampled_from(MOTIFS), st.text("DEL0123456789-/_{}. n°", max_size=15))
def test_a_text_has_a_rank_only_when_it_is_the_number_of_that_rank(motif: Numerotation, text: str) -> None:
    rang = motif.rang(text, DAY)
    assert rang is None or motif.numero(DAY, rang) == text


@pytest.mark.parametrize(
    "numero",
    [
        "DEL2023-007",
        "DEL2024-07",
        "DEL2024-0007",
        "DEL2024-000",
        "DEL2024-7",
        "del2024-007",
        "DEL2024-007 ",
        "",
    ],
)
def test_a_number_off_the_pattern_has_no_rank(numero: str) -> None:
    assert Numerotation(motif="DEL{annee}-{rang:03}").rang(numero, DAY) is None


def test_a_width_is_a_minimum() -> None:
    motif = Numerotation(motif="{rang:02}")
    assert (motif.rang("99", DAY), motif.rang("100", DAY), motif.rang("0100", DAY)) == (99, 100, None)


@pytest.mark.parametrize(
    ("motif", "message"),
    [
        ("DEL{annee", "accolade"),
        ("DEL}", "accolade"),
        ("DEL{anne}-{rang}", "« {anne} » inconnu ; possibles : {annee}, {an}, {mois}, {jour}, {rang}"),
        ("DEL{annee}", "un « {rang} » et un seul"),
        ("{rang}-{rang}", "un « {rang} » et un seul"),
        ("{rang:3}", "seule la forme « {rang:03} »"),
        ("{rang:00}", "seule la forme « {rang:03} »"),
        ("{annee:04}-{rang}", "seule la forme « {rang:03} »"),
        ("{annee!r}-{rang}", "ôter le « ! »"),
        ("{}-{rang}", "« {} » inconnu"),
        ("{rang.real}", "« {rang.real} » inconnu"),
    ],
)
def test_a_pattern_that_cannot_be_followed_is_refused_with_what_is_possible(motif: str, message: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Numerotation(motif=motif)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("motif", "periode"),
    [
        ("{rang}", "mandat"),
        ("{mois}-{rang}", "mandat"),
        ("{an}-{rang}", "annee"),
        ("{annee}-{rang}", "annee"),
        ("{annee}{mois}{jour}-{rang}", "seance"),
    ],
)
def test_what_ranks_go_on_over_is_guessed_from_the_pattern_or_told(motif: str, periode: str) -> None:
    assert Numerotation(motif=motif).periode == periode
    assert Numerotation(motif=motif, continuite="mandat").periode == "mandat"
