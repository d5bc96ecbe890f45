"""Public holidays and clear days."""

import datetime as dt

import pytest

from delibgen import french
from delibgen.french import FrenchError


@pytest.mark.parametrize("region", ["", "Alsace-Moselle"])
def test_holidays_agree_with_the_holidays_package_for_1982_to_2099(region: str) -> None:
    holidays = pytest.importorskip("holidays")
    for year in range(1982, 2100):
        ours = set(french.jours_feries(year, alsace_moselle=bool(region)))
        theirs = set(holidays.France(subdiv="57" if region else None, years=year))
        if 2005 <= year <= 2007:  # it leaves out Whit Monday, which stayed a public holiday in law
            theirs.add(french.paques(year) + dt.timedelta(days=50))
        assert ours == theirs, year


def test_holidays_are_named_and_in_order() -> None:
    days = french.jours_feries(2024)
    assert list(days) == sorted(days)
    assert len(days) == 11
    assert days[dt.date(2024, 5, 9)] == "Ascension"
    both = french.jours_feries(2008)
    assert both[dt.date(2008, 5, 1)] == "Ascension, Fête du Travail"


def test_clear_days_count_neither_end() -> None:
    day = dt.date(2024, 9, 12)
    assert french.jours_francs(dt.date(2024, 9, 6), day) == 5
    assert french.jours_francs(dt.date(2024, 9, 11), day) == 0
    assert french.jours_francs(day, day) == 0
    assert french.jours_francs(dt.date(2023, 2, 1), dt.date(2023, 2, 6)) == 4
    with pytest.raises(FrenchError, match="à l'envers"):
        french.jours_francs(day, dt.date(2024, 9, 6))


@pytest.mark.parametrize("year", [1981, 2200, True, 2024.0, "2024", None])
def test_other_years_are_refused(year: object) -> None:
    with pytest.raises(FrenchError):
        french.jours_feries(year)


def test_alsace_and_moselle_have_two_more() -> None:
    more = french.jours_feries(2024, alsace_moselle=True)
    assert {day: name for day, name in more.items() if day not in french.jours_feries(2024)} == {
        dt.date(2024, 3, 29): "Vendredi saint",
        dt.date(2024, 12, 26): "Saint Étienne",
    }
    assert list(more) == sorted(more)
