"""Numbers in letters and figures, against num2words, text2num and hand-written traps."""

import decimal
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delibgen import french
from delibgen.french import FrenchError

N = "\u00a0"


@pytest.mark.parametrize(
    ("n", "words"),
    [
        (0, "zéro"),
        (1, "un"),
        (16, "seize"),
        (17, "dix-sept"),
        (21, "vingt et un"),
        (61, "soixante et un"),
        (70, "soixante-dix"),
        (71, "soixante et onze"),
        (77, "soixante-dix-sept"),
        (80, "quatre-vingts"),
        (81, "quatre-vingt-un"),
        (91, "quatre-vingt-onze"),
        (99, "quatre-vingt-dix-neuf"),
        (100, "cent"),
        (101, "cent un"),
        (180, "cent quatre-vingts"),
        (200, "deux cents"),
        (201, "deux cent un"),
        (280, "deux cent quatre-vingts"),
        (1000, "mille"),
        (1001, "mille un"),
        (1100, "mille cent"),
        (1900, "mille neuf cents"),
        (2000, "deux mille"),
        (21_000, "vingt et un mille"),
        (80_000, "quatre-vingt mille"),
        (80_080, "quatre-vingt mille quatre-vingts"),
        (200_000, "deux cent mille"),
        (200_200, "deux cent mille deux cents"),
        (280_000, "deux cent quatre-vingt mille"),
        (1_000_000, "un million"),
        (1_000_200, "un million deux cents"),
        (2_000_000, "deux millions"),
        (80_000_000, "quatre-vingts millions"),
        (200_000_000, "deux cents millions"),
        (201_000_000, "deux cent un millions"),
        (1_000_000_000, "un milliard"),
        (80_000_000_000, "quatre-vingts milliards"),
        (1_000_000_000_000, "mille milliards"),
        (2_000_001_000_000, "deux mille milliards un million"),
        (200_000_000_000_000, "deux cent mille milliards"),
        (10**15, "un million de milliards"),
        (-12, "moins douze"),
    ],
)
def test_traps_of_french_numbers(n: int, words: str) -> None:
    assert french.cardinal(n) == words


@pytest.mark.parametrize(
    ("n", "words"),
    [
        (21, "vingt-et-un"),
        (71, "soixante-et-onze"),
        (201, "deux-cent-un"),
        (1_100, "mille-cent"),
        (80_000_000, "quatre-vingts-millions"),
        (-101, "moins cent-un"),
    ],
)
def test_the_1990_spelling_joins_every_part(n: int, words: str) -> None:
    assert french.cardinal(n, orthographe="1990") == words


@pytest.mark.parametrize(
    ("n", "words"),
    [
        (1, "une"),
        (21, "vingt et une"),
        (81, "quatre-vingt-une"),
        (1001, "mille une"),
        (21_000, "vingt et un mille"),
    ],
)
def test_one_is_feminine_only_at_the_end(n: int, words: str) -> None:
    assert french.cardinal(n, genre="f") == words


@pytest.mark.parametrize(
    ("n", "words"), [(80, "quatre-vingt"), (200, "deux cent"), (1900, "mille neuf cent"), (3, "trois")]
)
def test_a_rank_is_invariable(n: int, words: str) -> None:
    assert french.cardinal(n, rang=True) == words


def spread() -> list[int]:
    step = [n * 7_919 for n in range(1, 1_500)]
    powers = [10**p + d for p in range(3, 12) for d in (-1, 0, 1, 21, 80, 100, 200)]
    return (
        step + [n * 1_000_003 for n in range(1, 1_500)] + [n * 600_000_001 for n in range(1, 1_500)] + powers
    )


def same_as_num2words(numbers: range | list[int]) -> None:
    from num2words import num2words

    for n in numbers:
        assert french.cardinal(n) == num2words(n, lang="fr"), n


def test_every_number_to_20_000_and_a_spread_to_one_thousand_milliards_agree_with_num2words() -> None:
    same_as_num2words(range(20_001))
    same_as_num2words(spread())


@pytest.mark.long
def test_every_number_to_a_million_agrees_with_num2words() -> None:
    same_as_num2words(range(20_000, 1_000_001))


def test_text2num_reads_back_what_is_written() -> None:
    reader = pytest.importorskip("text_to_num")
    for n in [*range(0, 3_000, 7), *spread()[::40]]:
        assert reader.text2num(french.cardinal(n), "fr") == n


@given(st.integers(min_value=0, max_value=10**15))
def test_two_numbers_never_share_their_words(n: int) -> None:
    words = french.cardinal(n)
    assert words != french.cardinal(n + 1 if n < 10**15 else n - 1)
    assert "  " not in words
    assert words == words.strip()


@pytest.mark.parametrize(
    ("n", "masculine", "feminine"),
    [
        (1, "premier", "première"),
        (2, "deuxième", "deuxième"),
        (4, "quatrième", "quatrième"),
        (5, "cinquième", "cinquième"),
        (9, "neuvième", "neuvième"),
        (13, "treizième", "treizième"),
        (16, "seizième", "seizième"),
        (20, "vingtième", "vingtième"),
        (21, "vingt et unième", "vingt et unième"),
        (71, "soixante et onzième", "soixante et onzième"),
        (80, "quatre-vingtième", "quatre-vingtième"),
        (81, "quatre-vingt-unième", "quatre-vingt-unième"),
        (86, "quatre-vingt-sixième", "quatre-vingt-sixième"),
        (93, "quatre-vingt-treizième", "quatre-vingt-treizième"),
        (100, "centième", "centième"),
        (103, "cent troisième", "cent troisième"),
        (200, "deux centième", "deux centième"),
        (1000, "millième", "millième"),
        (10**6, "millionième", "millionième"),
        (2 * 10**6, "deux millionième", "deux millionième"),
        (80 * 10**6, "quatre-vingt millionième", "quatre-vingt millionième"),
        (200 * 10**9, "deux cent milliardième", "deux cent milliardième"),
        (80 * 10**6 + 3, "quatre-vingts millions troisième", "quatre-vingts millions troisième"),
    ],
)
def test_ordinals_in_letters(n: int, masculine: str, feminine: str) -> None:
    assert french.ordinal_lettres(n) == masculine
    assert french.ordinal_lettres(n, "f") == feminine


def test_ordinals_agree_with_num2words_but_where_it_errs() -> None:
    from num2words import num2words

    for n in range(2, 1_000):
        if n % 100 == 80 or n % 100 == 0:
            continue
        assert french.ordinal_lettres(n) == num2words(n, lang="fr", to="ordinal"), n


def test_short_ordinals_and_romans() -> None:
    assert [french.ordinal(n) for n in (1, 2, 3, 21, 100)] == ["1er", "2e", "3e", "21e", "100e"]
    assert french.ordinal(1, "f") == "1re"
    assert [french.romain(n) for n in (1, 4, 9, 14, 40, 90, 400, 1999, 2024, 3999)] == [
        *("I", "IV", "IX", "XIV", "XL", "XC", "CD", "MCMXCIX", "MMXXIV", "MMMCMXCIX")
    ]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (999, "999"),
        (1000, "1 000"),
        (12_500, "12 500"),
        (-1_234_567, "-1 234 567"),
        (Decimal("3.5"), "3,5"),
        (Decimal("1234.50"), "1 234,50"),
        (Decimal("1E+3"), "1 000"),
        (Decimal("-0"), "0"),
        (Decimal("0.001"), "0,001"),
    ],
)
def test_numbers_in_figures(value: Decimal | int, text: str) -> None:
    assert french.nombre(value) == text.replace(" ", N)


def test_decimals_are_fixed_but_never_rounded() -> None:
    assert french.nombre(Decimal("3.5"), decimales=2) == "3,50"
    assert french.pourcentage(Decimal("33.3")) == f"33,3{N}%"
    assert french.nombre(12_500, espace_fine=True) == "12\u202f500"
    with pytest.raises(FrenchError, match="arrondi"):
        french.nombre(Decimal("3.555"), decimales=2)


def test_the_context_of_the_caller_changes_nothing() -> None:
    with decimal.localcontext(decimal.Context(prec=3, traps=[decimal.Inexact, decimal.Rounded])):
        assert french.nombre(Decimal("1234567.89")) == f"1{N}234{N}567,89"
        assert french.euros(Decimal("1234567.89")) == f"1{N}234{N}567,89{N}€"
        assert french.euros_en_lettres(Decimal("-1234.5")).startswith(
            "moins mille deux cent trente-quatre euros et"
        )
        assert french.parse_montant("1 234 567,89") == Decimal("1234567.89")
        assert french.compte(Decimal("-1234.5"), "voix") == f"-1{N}234,5{N}voix"


@pytest.mark.parametrize(
    ("n", "noun", "text"),
    [
        (0, "abstention", "0 abstention"),
        (1, "abstention", "1 abstention"),
        (Decimal("1.5"), "million", "1,5 million"),
        (2, "abstention", "2 abstentions"),
        (38, "voix", "38 voix"),
        (1_000_000, "voix", "1 000 000 voix"),
        (6, "procuration", "6 procurations"),
        (3, "bulletin blanc", "3 bulletins blancs"),
        (2, "vote contre", "2 votes contre"),
        (6, "exemplaire original", "6 exemplaires originaux"),
        (41, "membre en exercice", "41 membres en exercice"),
        (2, "procès-verbal", "2 procès-verbaux"),
    ],
)
def test_what_is_counted_agrees_from_two_on(n: Decimal | int, noun: str, text: str) -> None:
    assert french.compte(n, noun) == text.replace(" ", N, text.count(" ") - noun.count(" "))


def test_an_irregular_plural_may_be_given() -> None:
    assert french.pluriel(2, "ayant cause", "ayants cause") == "ayants cause"
    assert french.pluriel(1, "ayant cause", "ayants cause") == "ayant cause"


@pytest.mark.parametrize(
    "value", [True, False, 1.0, float("nan"), None, "12", Decimal("NaN"), Decimal("sNaN"), 10**15 + 1]
)
@pytest.mark.parametrize(
    "function", [french.cardinal, french.ordinal, french.romain, french.nombre, french.pourcentage]
)
def test_what_is_not_a_number_is_refused_even_after_its_equal_was_written(function, value: object) -> None:
    french.cardinal(1)
    french.nombre(1)
    with pytest.raises(FrenchError):
        function(value)


@pytest.mark.parametrize(
    "call",
    [
        lambda: french.cardinal(Decimal("1.5")),
        lambda: french.cardinal(1, genre="x"),
        lambda: french.cardinal(1, genre=[]),
        lambda: french.ordinal(0),
        lambda: french.romain(4000),
        lambda: french.nombre(Decimal("1E-40")),
        lambda: french.nombre(Decimal("1E+1000000")),
        lambda: french.nombre(10**5000),
        lambda: french.cardinal(10**5000),
        lambda: french.compte(2, ""),
    ],
)
def test_what_cannot_be_written_is_refused(call) -> None:
    with pytest.raises(FrenchError):
        call()


def test_a_whole_decimal_is_a_whole_number() -> None:
    assert french.cardinal(Decimal("21.00")) == "vingt et un"
    with pytest.raises(FrenchError, match="nombre entier attendu"):
        french.cardinal(Decimal("21.5"))
