"""Public holidays, and the clear days (*jours francs*) between a convocation and its sitting.

Sources: code du travail L3133-1 (eleven days) and L3134-13 (Alsace and Moselle: Good Friday in communes
with a Protestant or mixed church, and 26 December). Valid from 1982 on (loi n° 81-893 of 2 October 1981
for 8 May). Clear days: neither the day of sending nor the day of the sitting counts; Saturdays, Sundays
and holidays count.
"""

import datetime as dt

from delibgen.french._refuse import FrenchError, check_date, check_int
from delibgen.french.datetimes import date_longue


def paques(annee: int) -> dt.date:
    """Return Easter Sunday of a year (Gregorian computus, Meeus's form).

    >>> paques(2024), paques(2025)
    (datetime.date(2024, 3, 31), datetime.date(2025, 4, 20))
    """
    annee = check_int(annee, least=1583, most=9999)
    century = annee // 100
    moon = (19 * (annee % 19) + century - century // 4 - (8 * century + 13) // 25 + 15) % 30
    moon -= (moon // 28) * (1 - (29 // (moon + 1)) * ((21 - annee % 19) // 11))
    sunday = (annee + annee // 4 + moon + 2 - century + century // 4) % 7
    shift = moon - sunday
    return dt.date(annee, 3, 28) + dt.timedelta(days=shift)


_FIXED = (
    (1, 1, "Jour de l'an"),
    (5, 1, "Fête du Travail"),
    (5, 8, "Victoire de 1945"),
    (7, 14, "Fête nationale"),
    (8, 15, "Assomption"),
    (11, 1, "Toussaint"),
    (11, 11, "Armistice de 1918"),
    (12, 25, "Noël"),
)
_MOVABLE = ((1, "Lundi de Pâques"), (39, "Ascension"), (50, "Lundi de Pentecôte"))


def jours_feries(annee: int, *, alsace_moselle: bool = False) -> dict[dt.date, str]:
    """Return the public holidays of a year and their names, in order; two more in Alsace and Moselle.

    >>> jours_feries(2024)[dt.date(2024, 5, 20)]
    'Lundi de Pentecôte'
    """
    annee = check_int(annee, least=1982, most=2199)
    easter = paques(annee)
    days = [(dt.date(annee, month, day), name) for month, day, name in _FIXED]
    days += [(easter + dt.timedelta(days=shift), name) for shift, name in _MOVABLE]
    if alsace_moselle:
        days.append((easter - dt.timedelta(days=2), "Vendredi saint"))
        days.append((dt.date(annee, 12, 26), "Saint Étienne"))
    holidays: dict[dt.date, str] = {}
    for day, name in sorted(days):
        holidays[day] = f"{holidays[day]}, {name}" if day in holidays else name
    return holidays


def jours_francs(envoi: dt.date, seance: dt.date) -> int:
    """Return how many clear days lie between the sending of a convocation and the sitting; never less than 0.

    Raises:
        FrenchError: the sitting is before the sending.

    >>> jours_francs(dt.date(2024, 9, 6), dt.date(2024, 9, 12))
    5
    """
    envoi, seance = check_date(envoi), check_date(seance)
    if seance < envoi:
        raise FrenchError(
            f"dates à l'envers : séance le {date_longue(seance)}, convocation envoyée le {date_longue(envoi)}"
        )
    return max((seance - envoi).days - 1, 0)
