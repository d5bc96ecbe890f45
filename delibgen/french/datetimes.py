"""Days, hours and periods as acts write them, and the strict reader of typed dates.

Rules:
    * the first of the month is « 1er », the other days are cardinals (Imprimerie nationale, *Lexique des
      règles typographiques*; Académie française, « Dates »);
    * names of days and months are in lower case, a no-break space stands between the day and the month;
    * hours: « 18 h 30 » with no-break spaces on both sides of « h », minutes on two digits;
    * in letters: « l'an deux mille vingt-quatre, le douze septembre »; « mil » is never used (it belonged
      to the years 1001 to 1999); a year is an ordinal use, so *cent* and *vingt* stay invariable.
"""

import datetime as dt
from collections.abc import Iterable
from itertools import groupby

from delibgen.french._refuse import (
    NBSP,
    FrenchError,
    Orthographe,
    check_date,
    check_int,
    check_items,
    check_time,
)
from delibgen.french.lists import liste
from delibgen.french.numbers import cardinal

JOURS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
"""Names of the days, Monday first as ``date.weekday()`` counts."""

MOIS = (
    "",
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
"""Names of the months, from index 1."""

_DAYS = ("", "1er", *(str(day) for day in range(2, 32)))


def date_longue(jour: dt.date) -> str:
    r"""Return « 12 septembre 2024 », with « 1er » for the first of the month.

    >>> date_longue(dt.date(2024, 9, 12))
    '12\xa0septembre 2024'
    >>> date_longue(dt.date(2024, 1, 1))
    '1er\xa0janvier 2024'
    """
    jour = check_date(jour)
    return f"{_DAYS[jour.day]}{NBSP}{MOIS[jour.month]} {jour.year}"


def date_complete(jour: dt.date) -> str:
    r"""Return « jeudi 12 septembre 2024 ».

    >>> date_complete(dt.date(2024, 9, 12))
    'jeudi 12\xa0septembre 2024'
    """
    jour = check_date(jour)
    return f"{JOURS[jour.weekday()]} {_DAYS[jour.day]}{NBSP}{MOIS[jour.month]} {jour.year}"


def date_numerique(jour: dt.date) -> str:
    """Return « 12/09/2024 ».

    >>> date_numerique(dt.date(2024, 9, 2))
    '02/09/2024'
    """
    jour = check_date(jour)
    return f"{jour.day:02}/{jour.month:02}/{jour.year:04}"


def _day_and_year(jour: dt.date, orthographe: Orthographe) -> tuple[str, str]:
    jour = check_date(jour)
    day = "premier" if jour.day == 1 else cardinal(jour.day, orthographe=orthographe)
    return f"{day} {MOIS[jour.month]}", cardinal(jour.year, orthographe=orthographe, rang=True)


def date_lettres(jour: dt.date, *, orthographe: Orthographe = "traditionnelle") -> str:
    """Return « douze septembre deux mille vingt-quatre ».

    >>> date_lettres(dt.date(2024, 9, 12))
    'douze septembre deux mille vingt-quatre'
    >>> date_lettres(dt.date(2024, 12, 1), orthographe="1990")
    'premier décembre deux-mille-vingt-quatre'
    """
    return " ".join(_day_and_year(jour, orthographe))


def date_acte(jour: dt.date, *, orthographe: Orthographe = "traditionnelle") -> str:
    """Return the opening of an act: « l'an deux mille vingt-quatre, le douze septembre ».

    >>> date_acte(dt.date(2024, 12, 1))
    "l'an deux mille vingt-quatre, le premier décembre"
    """
    day, year = _day_and_year(jour, orthographe)
    return f"l'an {year}, le {day}"


def jour_semaine(jour: dt.date) -> str:
    """Return the name of the day.

    >>> jour_semaine(dt.date(2024, 9, 12))
    'jeudi'
    """
    return JOURS[check_date(jour).weekday()]


def mois(jour: dt.date) -> str:
    """Return the name of the month.

    >>> mois(dt.date(2024, 8, 12))
    'août'
    """
    return MOIS[check_date(jour).month]


def annee(jour: dt.date) -> str:
    """Return the year in figures.

    >>> annee(dt.date(2024, 8, 12))
    '2024'
    """
    return str(check_date(jour).year)


def heure(instant: dt.time) -> str:
    r"""Return « 18 h 30 », or « 18 h » on the hour.

    >>> heure(dt.time(18, 30)), heure(dt.time(9, 5)), heure(dt.time(18))
    ('18\xa0h\xa030', '9\xa0h\xa005', '18\xa0h')
    """
    instant = check_time(instant)
    minutes = f"{NBSP}{instant.minute:02}" if instant.minute else ""
    return f"{instant.hour}{NBSP}h{minutes}"


def heure_longue(instant: dt.time) -> str:
    r"""Return « 18 heures 30 », or « 18 heures » on the hour.

    >>> heure_longue(dt.time(18, 30)), heure_longue(dt.time(1))
    ('18\xa0heures\xa030', '1\xa0heure')
    """
    instant = check_time(instant)
    minutes = f"{NBSP}{instant.minute:02}" if instant.minute else ""
    return f"{instant.hour}{NBSP}heure{'s' if instant.hour > 1 else ''}{minutes}"


def heure_lettres(instant: dt.time, *, orthographe: Orthographe = "traditionnelle") -> str:
    """Return « dix-huit heures trente »; hours and minutes are feminine.

    >>> heure_lettres(dt.time(21, 31))
    'vingt et une heures trente et une'
    """
    instant = check_time(instant)
    minutes = f" {cardinal(instant.minute, genre='f', orthographe=orthographe)}" if instant.minute else ""
    hours = cardinal(instant.hour, genre="f", orthographe=orthographe)
    return f"{hours} heure{'s' if instant.hour > 1 else ''}{minutes}"


def periode(debut: dt.date, fin: dt.date) -> str:
    r"""Return the period from ``debut`` to ``fin``, both included; what is common is written once.

    >>> periode(dt.date(2024, 9, 1), dt.date(2024, 9, 12))
    'du 1er au 12\xa0septembre 2024'
    >>> periode(dt.date(2024, 9, 1), dt.date(2024, 10, 12))
    'du 1er\xa0septembre au 12\xa0octobre 2024'
    >>> periode(dt.date(2024, 12, 31), dt.date(2025, 1, 2))
    'du 31\xa0décembre 2024 au 2\xa0janvier 2025'
    """
    debut, fin = check_date(debut), check_date(fin)
    if fin < debut:
        raise FrenchError(
            f"période à l'envers : elle finit le {date_longue(fin)}, avant le {date_longue(debut)}"
        )
    if fin == debut:
        return f"le {date_longue(fin)}"
    start = date_longue(debut)
    if debut.year == fin.year:
        start = _DAYS[debut.day] + ("" if debut.month == fin.month else f"{NBSP}{MOIS[debut.month]}")
    return f"du {start} au {date_longue(fin)}"


def dates(jours: Iterable[dt.date]) -> str:
    r"""Return several days in the order given, each month and each year written once.

    >>> dates([dt.date(2024, 9, 12), dt.date(2024, 9, 13)])
    'les 12 et 13\xa0septembre 2024'
    >>> dates([dt.date(2024, 9, 12), dt.date(2024, 10, 1), dt.date(2025, 1, 2)])
    'les 12\xa0septembre et 1er\xa0octobre 2024 et 2\xa0janvier 2025'
    """
    days = [check_date(jour) for jour in check_items(jours)]
    if not days:
        raise FrenchError("au moins une date attendue, liste vide reçue")
    if len(set(days)) < len(days):
        raise FrenchError("la même date est donnée deux fois")
    if len(days) == 1:
        return f"le {date_longue(days[0])}"
    years = [f"{_months(list(group))} {year}" for year, group in groupby(days, lambda day: day.year)]
    return f"les {liste(years)}"


def _months(days: list[dt.date]) -> str:
    months = groupby(days, lambda day: day.month)
    return liste([
        f"{liste([_DAYS[day.day] for day in group])}{NBSP}{MOIS[month]}" for month, group in months
    ])


def _check_years(debut: int, fin: int) -> None:
    check_int(debut, least=1, most=9999)
    check_int(fin, least=1, most=9999)
    if fin < debut:
        raise FrenchError(f"années à l'envers : {debut}, puis {fin}")


def annees(debut: int, fin: int, *, espaces: bool = False) -> str:
    r"""Return « 2024-2026 », or « 2024 – 2026 » with ``espaces=True``.

    >>> annees(2024, 2026), annees(2024, 2026, espaces=True), annees(2024, 2024)
    ('2024-2026', '2024\xa0–\xa02026', '2024')
    """
    _check_years(debut, fin)
    if debut == fin:
        return str(fin)
    return f"{debut}{NBSP}–{NBSP}{fin}" if espaces else f"{debut}-{fin}"


def annees_longues(debut: int, fin: int) -> str:
    """Return « de 2024 à 2026 », or « en 2024 » for a single year.

    >>> annees_longues(2024, 2026)
    'de 2024 à 2026'
    """
    _check_years(debut, fin)
    return f"en {fin}" if debut == fin else f"de {debut} à {fin}"
