"""Dates, hours and periods, against hand-written expectations and Babel."""

import contextlib
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delibgen import french
from delibgen.french import FrenchError

D = dt.date
N = "\u00a0"


def plain(text: str) -> str:
    return text.replace(N, " ")


def test_every_day_from_1900_to_2100_reads_as_babel_writes_it_but_for_the_first_of_the_month() -> None:
    from babel.dates import get_day_names, get_month_names

    months, weekdays = get_month_names("wide", locale="fr_FR"), get_day_names("wide", locale="fr_FR")
    day, step = D(1900, 1, 1), dt.timedelta(days=1)
    while day.year <= 2100:
        number = "1er" if day.day == 1 else str(day.day)
        expected = f"{number}{N}{months[day.month]} {day.year}"
        assert french.date_longue(day) == expected
        assert french.date_complete(day) == f"{weekdays[day.weekday()]} {expected}"
        assert french.date_numerique(day) == day.strftime("%d/%m/%Y")
        day += step


def test_babel_itself_agrees_on_whole_dates_of_two_years() -> None:
    from babel.dates import format_date

    for offset in range(731):
        day = D(2024, 1, 1) + dt.timedelta(days=offset)
        babel = format_date(day, "full", locale="fr_FR").replace(" 1 ", " 1er ")
        assert plain(french.date_complete(day)) == babel


@pytest.mark.parametrize(
    ("day", "letters", "act"),
    [
        (
            D(2024, 9, 12),
            "douze septembre deux mille vingt-quatre",
            "l'an deux mille vingt-quatre, le douze septembre",
        ),
        (
            D(2024, 12, 1),
            "premier décembre deux mille vingt-quatre",
            "l'an deux mille vingt-quatre, le premier décembre",
        ),
        (
            D(2023, 8, 21),
            "vingt et un août deux mille vingt-trois",
            "l'an deux mille vingt-trois, le vingt et un août",
        ),
        (D(2000, 2, 29), "vingt-neuf février deux mille", "l'an deux mille, le vingt-neuf février"),
        (D(1999, 5, 31), "trente et un mai mille neuf cent quatre-vingt-dix-neuf", None),
        (D(1900, 1, 2), "deux janvier mille neuf cent", None),
        (D(2080, 7, 14), "quatorze juillet deux mille quatre-vingt", None),
    ],
)
def test_dates_in_letters(day: dt.date, letters: str, act: str | None) -> None:
    assert french.date_lettres(day) == letters
    assert act is None or french.date_acte(day) == act


def test_dates_in_letters_follow_the_1990_spelling_on_request() -> None:
    assert (
        french.date_lettres(D(2021, 3, 21), orthographe="1990") == "vingt-et-un mars deux-mille-vingt-et-un"
    )
    assert (
        french.date_acte(D(2023, 1, 1), orthographe="1990")
        == "l'an deux-mille-vingt-trois, le premier janvier"
    )


def test_no_year_is_ever_written_with_mil() -> None:
    for year in range(1000, 2200):
        assert "mil " not in french.date_lettres(D(year, 6, 15)) + " "


@pytest.mark.parametrize(
    ("time", "short", "long", "letters"),
    [
        (dt.time(18, 30), "18 h 30", "18 heures 30", "dix-huit heures trente"),
        (dt.time(18), "18 h", "18 heures", "dix-huit heures"),
        (dt.time(9, 5), "9 h 05", "9 heures 05", "neuf heures cinq"),
        (dt.time(1, 1), "1 h 01", "1 heure 01", "une heure une"),
        (dt.time(0, 30), "0 h 30", "0 heure 30", "zéro heure trente"),
        (dt.time(21, 21), "21 h 21", "21 heures 21", "vingt et une heures vingt et une"),
    ],
)
def test_hours(time: dt.time, short: str, long: str, letters: str) -> None:
    assert french.heure(time) == short.replace(" ", N)
    assert french.heure_longue(time) == long.replace(" ", N)
    assert french.heure_lettres(time) == letters


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (D(2024, 9, 12), D(2024, 9, 12), "le 12 septembre 2024"),
        (D(2024, 9, 1), D(2024, 9, 12), "du 1er au 12 septembre 2024"),
        (D(2024, 9, 1), D(2024, 10, 12), "du 1er septembre au 12 octobre 2024"),
        (D(2024, 1, 1), D(2024, 3, 31), "du 1er janvier au 31 mars 2024"),
        (D(2024, 12, 31), D(2025, 1, 1), "du 31 décembre 2024 au 1er janvier 2025"),
        (D(2024, 9, 12), D(2025, 9, 12), "du 12 septembre 2024 au 12 septembre 2025"),
    ],
)
def test_periods_say_once_what_is_common(start: dt.date, end: dt.date, expected: str) -> None:
    assert plain(french.periode(start, end)) == expected


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ([D(2024, 9, 12)], "le 12 septembre 2024"),
        ([D(2024, 9, 1), D(2024, 9, 2)], "les 1er et 2 septembre 2024"),
        ([D(2024, 9, 1), D(2024, 9, 2), D(2024, 9, 5)], "les 1er, 2 et 5 septembre 2024"),
        ([D(2024, 9, 30), D(2024, 10, 4)], "les 30 septembre et 4 octobre 2024"),
        ([D(2024, 12, 30), D(2025, 1, 2)], "les 30 décembre 2024 et 2 janvier 2025"),
    ],
)
def test_several_days(days: list[dt.date], expected: str) -> None:
    assert plain(french.dates(days)) == expected


def test_years() -> None:
    assert french.annees(2024, 2026) == "2024-2026"
    assert french.annees(2024, 2026, espaces=True) == f"2024{N}–{N}2026"
    assert french.annees(2024, 2024, espaces=True) == "2024"
    assert french.annees_longues(2024, 2026) == "de 2024 à 2026"
    assert french.annees_longues(2024, 2024) == "en 2024"


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: french.date_longue(dt.datetime(2024, 9, 12)), "donnez le jour seul"),  # noqa: DTZ001
        (lambda: french.date_longue("12/09/2024"), "parse_date"),
        (lambda: french.date_longue(None), "rien (None)"),
        (lambda: french.heure(dt.time(18, 30, 1)), "secondes"),
        (lambda: french.heure("18:30"), "heure attendue"),
        (lambda: french.periode(D(2024, 9, 12), D(2024, 9, 11)), "à l'envers"),
        (lambda: french.annees(2026, 2024), "à l'envers"),
        (lambda: french.dates([]), "liste vide"),
        (lambda: french.dates([D(2024, 1, 1), D(2024, 1, 1)]), "deux fois"),
        (lambda: french.date_lettres(D(2024, 1, 1), orthographe="moderne"), "« traditionnelle », « 1990 »"),
    ],
)
def test_what_is_not_a_day_or_an_hour_is_refused_in_french(call, words: str) -> None:
    with pytest.raises(FrenchError) as caught:
        call()
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-09-12", D(2024, 9, 12)),
        ("12/09/2024", D(2024, 9, 12)),
        ("12/9/2024", D(2024, 9, 12)),
        ("1/9/2024", D(2024, 9, 1)),
        ("jeudi 12/09/2024", D(2024, 9, 12)),
        ("12 septembre 2024", D(2024, 9, 12)),
        ("1er septembre 2024", D(2024, 9, 1)),
        ("1 septembre 2024", D(2024, 9, 1)),
        ("jeudi 12 septembre 2024", D(2024, 9, 12)),
        ("  Jeudi 12 SEPTEMBRE 2024 ", D(2024, 9, 12)),
        ("12\u00a0août\u202f2024", D(2024, 8, 12)),
        ("12 aout 2024", D(2024, 8, 12)),
        ("12 aou\u0302t 2024", D(2024, 8, 12)),
        ("29 février 2024", D(2024, 2, 29)),
    ],
)
def test_typed_dates_are_read(text: str, day: dt.date) -> None:
    assert french.parse_date(text) == day


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "illisible"),
        ("12/09/24", "« 12/09/2024 »"),
        ("12.09.2024", "illisible"),
        ("2024-9-12", "illisible"),
        ("2024-09-12T18:30", "illisible"),
        ("09/13/2024", "illisible"),
        ("2er septembre 2024", "illisible"),
        ("12 septembre", "illisible"),
        ("12 sept. 2024", "illisible"),
        ("mercredi 12/09/2024", "c'est un jeudi"),
        ("123/9/2024", "illisible"),
        ("١٢/٠٩/٢٠٢٤", "illisible"),
        ("0000-01-01", "illisible"),
        ("31/02/2024", "février 2024 va du 1er au 29"),
        ("29 février 2023", "février 2023 va du 1er au 28"),
        ("00/01/2024", "va du 1er au 31"),
        ("vendredi 12 septembre 2024", "c'est un jeudi"),
        ("vendredi 06 février 2023", "c'est un lundi"),
    ],
)
def test_other_typed_dates_are_refused_with_the_accepted_forms(text: str, words: str) -> None:
    with pytest.raises(FrenchError) as caught:
        french.parse_date(text)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("18:30", dt.time(18, 30)),
        ("18 h 30", dt.time(18, 30)),
        ("18h30", dt.time(18, 30)),
        ("18H30", dt.time(18, 30)),
        ("18\u00a0h\u00a030", dt.time(18, 30)),
        ("18 h", dt.time(18)),
        ("9h05", dt.time(9, 5)),
        ("18 heures 30", dt.time(18, 30)),
        ("0 h", dt.time(0)),
    ],
)
def test_typed_hours_are_read(text: str, time: dt.time) -> None:
    assert french.parse_heure(text) == time


@pytest.mark.parametrize(
    "text", ["", "18", "18h5", "24 h", "18 h 60", "18h30 heures", "18:30:00", "18.30", "1830", "h30"]
)
def test_other_typed_hours_are_refused(text: str) -> None:
    with pytest.raises(FrenchError):
        french.parse_heure(text)


years = st.dates(min_value=D(1000, 1, 1))


@given(years)
def test_a_printed_date_is_read_back(day: dt.date) -> None:
    for write in (french.date_longue, french.date_complete, french.date_numerique, dt.date.isoformat):
        assert french.parse_date(write(day)) == day


@given(st.times().map(lambda time: time.replace(second=0, microsecond=0)))
def test_a_printed_hour_is_read_back(time: dt.time) -> None:
    for write in (french.heure, french.heure_longue):
        assert french.parse_heure(write(time)) == time


@given(st.text())
def test_any_text_is_read_or_refused_in_french(text: str) -> None:
    for read in (french.parse_date, french.parse_heure, french.parse_montant):
        with contextlib.suppress(FrenchError):
            read(text)


def test_a_day_of_a_class_of_ones_own_is_a_day() -> None:
    """Test tools stand in for ``date`` by a subclass."""

    class Figee(dt.date):
        pass

    assert french.date_longue(Figee(2024, 10, 1)).replace("\u00a0", " ") == "1er octobre 2024"
