"""Dates that people write in the text of an act: weekday, year in letters, dates inside numbers."""

import datetime as dt
import re
from collections.abc import Iterator

from delibgen import french
from delibgen.errors import Severity
from delibgen.model.acte import Acte
from delibgen.model.deliberation import Deliberation
from delibgen.rules.base import Remarque, rule
from delibgen.rules.textes import passages

_MONTHS = ("janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre")
MOIS = (*_MONTHS, "novembre", "decembre")
_JOURS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_DATE = rf"(1er|\d{{1,2}})\s+({'|'.join(MOIS)})\s+(\d{{4}})\b"
_WITH_DAY = re.compile(rf"\b({'|'.join(_JOURS)})\s+{_DATE}")
_WITH_DAY_LIKELY = re.compile(r"di(?:manche)?\s+(?:1er|\d)")
"""Looked for first: a pattern that begins with letters is five times faster."""
_OPENING = re.compile(
    rf"l'an(?<!\wl'an)\s+((?:deux[\s-])?mil[^;:.]{{0,40}}?)[ ,]+(?:et\s+)?le\s+(?:(?:{'|'.join(_JOURS)})\s+)?"
    rf"([\w\s-]{{1,20}}?)\s+({'|'.join(MOIS)})\b"
)
_NUMBER = re.compile(
    rf"n°(?<!\wn°)\s*([a-z_-]{{0,5}}(20\d\d)(\d\d)(\d\d)\w{{0,20}})[^;]{{0,40}}?\bdu\s+{_DATE}"
)
_OWN_NUMBER = re.compile(r"^\D{0,5}(20\d\d)(\d\d)(\d\d)")


def day_from(day: str, month: str, year: str) -> dt.date | None:
    """Return the date of « 1er », « mars », « 2024 »; ``None`` when there is no such day."""
    try:
        return dt.date(int(year), MOIS.index(month) + 1, int(day.removesuffix("er")))
    except ValueError:
        return None


@rule("DG376", "calendrier")
def jours_des_textes(acte: Acte) -> Iterator[Remarque]:
    """Dans les textes, le jour de la semaine est celui de la date.

    À faire : corriger le jour ou la date.
    """
    for passage in passages(acte, *_JOURS, like=(_WITH_DAY_LIKELY,)):
        for found in _WITH_DAY.finditer(passage.plain):
            day = day_from(*found.groups()[1:])
            if day is None:
                yield passage.path, f"« {found[0]} » : ce jour n'existe pas", "corriger la date"
            elif _JOURS[day.weekday()] != found[1]:
                real = french.jour_semaine(day)
                yield passage.path, f"« {found[0]} » : ce jour est un {real}", "corriger le jour ou la date"


@rule("DG377", "pratique : la formule d'ouverture est celle de la séance")
def date_en_lettres_de_la_seance(acte: Deliberation) -> Iterator[Remarque]:
    """La date en lettres, « l'an deux mille vingt-quatre, le douze septembre », est celle de la séance.

    À faire : corriger la formule, souvent restée d'une séance précédente, ou la date.
    """
    day = acte.seance.date
    for passage in passages(acte, "l'an", like=(_OPENING,)):
        for found in _OPENING.finditer(passage.plain):
            if _words(found[1]) not in _years(day) or not _same_day(found[2], found[3], day):
                yield (
                    passage.path,
                    f"« {found[0]} », alors que la séance est du {french.date_longue(day)}",
                    "corriger la formule ou la date",
                )


def _words(text: str) -> str:
    """Return a number in letters in one spelling: « deux mil vingt et deux » is « deux mille vingt deux »."""
    words = text.replace("-", " ").split()
    return " ".join({"mil": "mille"}.get(word, word.removesuffix("s")) for word in words if word != "et")


def _years(day: dt.date) -> set[str]:
    return {_words(french.cardinal(day.year))}


def _same_day(number: str, month: str, day: dt.date) -> bool:
    words = _words(number)
    days = {str(day.day), _words(french.cardinal(day.day))} | ({"premier", "1er"} if day.day == 1 else set())
    return MOIS[day.month - 1] == month and words in days


@rule("DG348", "pratique : numéro et date se vérifient l'un l'autre", severity=Severity.INFORMATION)
def date_dans_le_numero(acte: Deliberation) -> Iterator[Remarque]:
    """Un numéro qui contient une date contient celle de l'acte.

    À faire : vérifier le numéro et la date ; un numéro reste un texte libre.
    """
    own = _OWN_NUMBER.match(acte.numero)
    inside = _calendar(*own.groups()) if own else None
    if inside is not None and inside != acte.seance.date:
        yield "numero", *_differ(acte.numero, inside, acte.seance.date)
    for passage in passages(acte, "n°", like=(_NUMBER,)):
        for found in _NUMBER.finditer(passage.plain):
            inside, said = _calendar(*found.groups()[1:4]), day_from(*found.groups()[4:])
            if inside is not None and said is not None and inside != said:
                yield passage.path, *_differ(found[1].upper(), inside, said)


def _calendar(year: str, month: str, day: str) -> dt.date | None:
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None


def _differ(number: str, inside: dt.date, said: dt.date) -> tuple[str, str]:
    dates = f"{french.date_longue(inside)}, la date est le {french.date_longue(said)}"
    return f"le numéro « {number} » fait penser au {dates}", "vérifier l'un et l'autre"
