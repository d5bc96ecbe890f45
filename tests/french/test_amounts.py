"""Amounts of money: figures, letters, and the strict reader."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delibgen import french
from delibgen.french import FrenchError

N, F = "\u00a0", "\u202f"
CENT = Decimal("0.01")


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (0, "0 €"),
        (20_000, "20 000 €"),
        (Decimal("12500"), "12 500 €"),
        (Decimal("12500.00"), "12 500 €"),
        (Decimal("12500.5"), "12 500,50 €"),
        (Decimal("0.05"), "0,05 €"),
        (Decimal("198765492.07"), "198 765 492,07 €"),
        (Decimal("-1234.50"), "-1 234,50 €"),
        (Decimal("-0.00"), "0 €"),
        (Decimal("2E+4"), "20 000 €"),
        (Decimal("12.500"), "12,50 €"),
        (10**15, "1 000 000 000 000 000 €"),
    ],
)
def test_euros_in_figures(amount: Decimal | int, text: str) -> None:
    assert french.euros(amount) == text.replace(" ", N)


def test_euros_options() -> None:
    assert french.euros(12_500, centimes=True) == f"12{N}500,00{N}€"
    assert french.euros(12_500, espace_fine=True) == f"12{F}500{N}€"
    assert french.montant(98_340_000, "XPF") == f"98{N}340{N}000{N}F{N}CFP"
    assert french.montant(Decimal("1.5")) == f"1,50{N}€"


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "zéro euro"),
        (1, "un euro"),
        (2, "deux euros"),
        (80, "quatre-vingts euros"),
        (200, "deux cents euros"),
        (1_100, "mille cent euros"),
        (20_000, "vingt mille euros"),
        (12_500, "douze mille cinq cents euros"),
        (200_000, "deux cent mille euros"),
        (80_000, "quatre-vingt mille euros"),
        (1_000_000, "un million d'euros"),
        (2_000_000, "deux millions d'euros"),
        (80_000_000, "quatre-vingts millions d'euros"),
        (1_000_200, "un million deux cents euros"),
        (1_200_000, "un million deux cent mille euros"),
        (2_000_000_000, "deux milliards d'euros"),
        (1_001_000_000, "un milliard un million d'euros"),
        (10**12, "mille milliards d'euros"),
        (Decimal("0.01"), "un centime"),
        (Decimal("0.50"), "cinquante centimes"),
        (Decimal("1.01"), "un euro et un centime"),
        (Decimal("12.50"), "douze euros et cinquante centimes"),
        (Decimal("1000000.80"), "un million d'euros et quatre-vingts centimes"),
        (Decimal("-12.50"), "moins douze euros et cinquante centimes"),
        (Decimal("-0"), "zéro euro"),
    ],
)
def test_euros_in_letters(amount: Decimal | int, words: str) -> None:
    assert french.euros_en_lettres(amount) == words


def test_euros_in_letters_follow_the_1990_spelling_on_request() -> None:
    assert french.euros_en_lettres(20_021, orthographe="1990") == "vingt-mille-vingt-et-un euros"
    assert french.euros_en_lettres(1_000_000, orthographe="1990") == "un-million d'euros"


def test_an_amount_is_written_both_ways_together() -> None:
    assert french.euros_complets(20_000) == f"vingt mille euros (20{N}000{N}€)"
    assert french.euros_complets(Decimal("0.5")) == f"cinquante centimes (0,50{N}€)"


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "zéro franc CFP"),
        (1, "un franc CFP"),
        (500, "cinq cents francs CFP"),
        (1_000_000, "un million de francs CFP"),
        (98_340_000, "quatre-vingt-dix-huit millions trois cent quarante mille francs CFP"),
        (-2, "moins deux francs CFP"),
    ],
)
def test_francs_cfp_in_letters(amount: int, words: str) -> None:
    assert french.francs_cfp_en_lettres(amount) == words
    assert french.montant_en_lettres(amount, "XPF") == words


WRITERS = [
    french.euros,
    french.euros_en_lettres,
    french.euros_complets,
    french.francs_cfp,
    french.francs_cfp_en_lettres,
    french.montant,
    french.montant_en_lettres,
]
JUNK = [
    *(True, False, None, 12.5, 0.1 + 0.2, float("inf"), float("nan"), "12500", b"1", [], {}, object()),
    *(Decimal("NaN"), Decimal("sNaN"), Decimal("Infinity"), Decimal("-Infinity")),
    *(Decimal("0.001"), Decimal("12.345"), Decimal("1E-50"), Decimal("1." + "0" * 80 + "1")),
    *(10**15 + 1, Decimal("1E+40"), Decimal("1E+999999"), 10**6000),
]


@pytest.mark.parametrize("write", WRITERS, ids=lambda write: write.__name__)
@pytest.mark.parametrize("value", JUNK, ids=lambda value: type(value).__name__)
def test_what_is_not_an_exact_amount_is_refused_even_after_its_equal_was_written(
    write, value: object
) -> None:
    write(1)
    write(0)
    with pytest.raises(FrenchError) as caught:
        write(value)
    assert str(caught.value)


def test_a_franc_has_no_cents() -> None:
    for write in (french.francs_cfp, french.francs_cfp_en_lettres):
        with pytest.raises(FrenchError, match="centimes"):
            write(Decimal("1.5"))
    with pytest.raises(FrenchError, match="« EUR », « XPF »"):
        french.montant(1, "USD")


def test_a_float_is_refused_with_what_to_write_instead() -> None:
    with pytest.raises(FrenchError, match="Decimal"):
        french.euros(12.5)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("12500", "12500"),
        ("12 500", "12500"),
        (f"12{N}500", "12500"),
        (f"12{F}500,5", "12500.5"),
        ("12 500,50 €", "12500.50"),
        ("12 500,50€", "12500.50"),
        ("12500.50", "12500.50"),
        ("2 275.00€", "2275.00"),
        ("198 765 492.07 €", "198765492.07"),
        ("4 343 040,07", "4343040.07"),
        ("20 000 euros", "20000"),
        ("1 euro", "1"),
        ("0", "0"),
        ("0,05", "0.05"),
        ("-12,50", "-12.50"),
        ("−12,50 €", "-12.50"),
        (" 12 ", "12"),
    ],
)
def test_typed_amounts_are_read_exactly(text: str, amount: str) -> None:
    read = french.parse_montant(text)
    assert read == Decimal(amount)
    assert str(read) == str(Decimal(amount))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "illisible"),
        ("€", "illisible"),
        ("12.500", "ambigu"),
        ("4.000 €", "ambigu"),
        ("98.340.000", "ambigu"),
        ("12.500,50", "ambigu"),
        ("12,500", "deux décimales"),
        ("12,345", "deux décimales"),
        ("12500.505", "deux décimales"),
        ("1 25 00", "groupes de trois"),
        ("12 5000", "groupes de trois"),
        ("1250 000", "groupes de trois"),
        ("12  500", "groupes de trois"),
        ("007", "illisible"),
        ("12,", "illisible"),
        (",50", "illisible"),
        ("12,5,0", "illisible"),
        ("1e5", "illisible"),
        ("12k€", "illisible"),
        ("12 500 $", "illisible"),
        ("€ 12", "illisible"),
        ("12\t500", "illisible"),
        ("12\n", "illisible"),
        ("١٢", "illisible"),
        ("１２", "illisible"),
        ("NaN", "illisible"),
        ("1 000 000 000 000 001", "trop grand"),
        ("9" * 5000, "trop grand"),
    ],
)
def test_other_typed_amounts_are_refused_and_say_why(text: str, words: str) -> None:
    with pytest.raises(FrenchError) as caught:
        french.parse_montant(text)
    assert words in str(caught.value)
    assert len(str(caught.value)) < 300


def test_typed_francs_cfp() -> None:
    assert french.parse_montant("98 340 000 F CFP", devise="XPF") == 98_340_000
    with pytest.raises(FrenchError, match="centimes"):
        french.parse_montant("98,50", devise="XPF")
    with pytest.raises(FrenchError):
        french.parse_montant("98 F CFP")


amounts = st.integers(min_value=-(10**17), max_value=10**17).map(lambda cents: Decimal(cents) * CENT)


@given(amounts, st.booleans(), st.booleans())
def test_a_printed_amount_is_read_back(amount: Decimal, cents: bool, thin: bool) -> None:
    assert french.parse_montant(french.euros(amount, centimes=cents, espace_fine=thin)) == amount


@given(st.integers(min_value=-(10**15), max_value=10**15))
def test_printed_francs_are_read_back(amount: int) -> None:
    assert french.parse_montant(french.francs_cfp(amount), devise="XPF") == amount
