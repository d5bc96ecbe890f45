"""Rules that count, over any number, any date, any amount: they find a fault when there is one, only then."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from delibgen import french
from delibgen.model.acte import Acte
from delibgen.model.seance import Convocation
from delibgen.rules import check
from tests.rules.papers import act, assembly, body, ms, sitting, votes

AMOUNTS = st.decimals(Decimal("0.01"), Decimal(10**8), places=2)
DAYS = st.dates(dt.date(2001, 1, 1), dt.date(2099, 12, 31))
MOST = settings(max_examples=60, deadline=None)


def codes(acte: Acte) -> set[str]:
    """Return the codes of what is found."""
    return {finding.code for finding in check(acte)}


def saying(text: str, **more: object) -> Acte:
    """Return an act whose statement is a text."""
    return act(expose=text, **more)


@MOST
@given(AMOUNTS, AMOUNTS, st.sampled_from(["traditionnelle", "1990"]))
def test_letters_and_figures(amount: Decimal, other: Decimal, orthographe: str):
    right = french.euros_complets(amount, orthographe=orthographe)
    assert "DG373" not in codes(saying(f"Une aide de {right} est demandée."))
    letters, figures = french.euros_en_lettres(amount), french.euros(other, centimes=True)
    assert ("DG373" in codes(saying(f"Une aide de {letters} ({figures})."))) == (amount != other)
    assert ("DG373" in codes(saying(f"Une aide de {figures} ({letters})."))) == (amount != other)


@MOST
@given(DAYS, st.integers(1, 6))
def test_weekdays(day: dt.date, shift: int):
    assert "DG376" not in codes(saying(f"Avis du {french.date_complete(day)}."))
    other = french.jour_semaine(day + dt.timedelta(days=shift))
    assert "DG376" in codes(saying(f"Avis du {other} {french.date_longue(day)}."))


@MOST
@given(DAYS, DAYS, st.sampled_from(["traditionnelle", "1990"]))
def test_opening_in_letters(day: dt.date, other: dt.date, orthographe: str):
    opening = french.date_acte(day, orthographe=orthographe)
    for sat in (day, other):
        found = codes(saying(f"{opening.capitalize()}, le conseil s'est réuni.", seance=sitting(date=sat)))
        assert ("DG377" in found) == (sat != day)


@MOST
@given(st.lists(AMOUNTS, min_size=2, max_size=8), st.integers(-1, 1))
def test_totals_of_tables(amounts: list[Decimal], cent: int):
    total = sum(amounts) + Decimal(cent) / 100
    rows = [f"| Poste | {french.euros(amount, centimes=True)} |" for amount in amounts]
    table = [
        "| Dépense | Montant |",
        "|---|---:|",
        *rows,
        f"| Total | {french.euros(total, centimes=True)} |",
    ]
    assert ("DG375" in codes(saying("\n".join(table)))) == (cent != 0)


@pytest.mark.parametrize(
    ("nature", "more", "least"),
    [
        ("commune", {"population_3500": False}, 3),
        ("commune", {"population_3500": True}, 5),
        ("syndicat", {}, 5),
        ("commune", {"population_3500": True, "departement": "67"}, 5),
    ],
)
def test_clear_days(nature: str, more: dict[str, object], least: int):
    for days in range(12):
        sent = dt.date(2024, 10, 1) - dt.timedelta(days=days)
        seance = sitting(assemblee=assembly(collectivite=body(nature, **more)), sent=sent)
        clear = french.jours_francs(sent, seance.date)
        assert ("DG322" in codes(act(seance))) == (clear < least)
        urgent = Convocation(date=sent, urgence=True, motif_urgence="crue")
        assert ("DG322" in codes(act(seance.model_copy(update={"convocation": urgent})))) == (clear < 1)


@pytest.mark.parametrize("count", range(1, 12))
def test_quorum_is_more_than_half(count: int):
    roll = "ABCDEFGHIJK"[:count]
    for there in range(1, count + 1):
        seance = sitting(
            assemblee=assembly(membres=ms(roll)),
            presents=ms(roll[:there]),
            absents=ms(roll[there:]),
            pouvoirs=(),
            secretaires=ms("A"),
        )
        assert ("DG327" in codes(act(seance, scrutin=votes(there)))) == (2 * there <= count)


@MOST
@given(st.integers(0, 10), st.integers(0, 10), st.integers(0, 10))
def test_votes_and_voters(pour: int, contre: int, abstentions: int):
    total = pour + contre + abstentions
    found = codes(act(scrutin=votes(pour, contre=contre, abstentions=abstentions)))
    assert ("DG330" in found) == (total > 10)
    assert ("DG331" in found) == (total < 10)
    assert ("DG336" in found) == (pour == contre > 0)


PIECES = (
    *("lundi", "1er", "31", "février", "2024", "l'an deux mil", "le douze", "n° DM20249999", "du"),
    *("(", ")", "€", "euros", "vingt mille", "9" * 30, ",5", ".000", "1 2 3 4 5", "12,5", "%", "silence"),
    *("|", "\n|", "|---|", "Total", "tribunal administratif de", "Nice", "subvention à l'association"),
    *("[à compléter", "\n", " "),
)
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=30).map(" ".join)


@settings(max_examples=200, deadline=None)
@given(TEXTS)
@example("subvention à l'association .000 €")
@example("subvention à l'association 000 € et 1 000000 euros, 12.500 €, 3²3 €")
def test_no_text_however_odd_makes_a_rule_raise(text: str):
    allowed = "".join(char for char in text if char.isprintable() or char == "\n")
    if allowed.strip():
        check(saying(allowed, objet=" ".join(allowed.split()) or "Halle"))
