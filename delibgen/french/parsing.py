"""Strict readers of typed French: dates, hours, amounts. Nothing is guessed, nothing is rounded.

Only the ASCII digits are read; the three spaces that people type or paste (U+0020, U+00A0, U+202F) are
equal. A refusal lists the accepted forms. Amounts: « 12.500 » is refused, because it is twelve thousand
five hundred for the one who types and twelve and a half for the machine.
"""

import datetime as dt
import re
import unicodedata
from decimal import Decimal
from typing import Literal, NoReturn

from delibgen.french._refuse import LIMITE, NBSP, SPACES, FrenchError, check_choice, refuse
from delibgen.french.datetimes import JOURS, MOIS, jour_semaine

_DATE_FORMS = "« 12/09/2024 », « 12 septembre 2024 », « jeudi 12 septembre 2024 » ou « 2024-09-12 »"
_TIME_FORMS = "« 18 h 30 », « 18h30 », « 18:30 » ou « 18 h »"
_AMOUNT_FORMS = "« 12 500 », « 12 500,50 » ou « 12500.50 », avec ou sans « € »"


def _fold(text: str) -> str:
    bare = unicodedata.normalize("NFD", text.casefold())
    return "".join(char for char in bare if not unicodedata.combining(char))


_MONTHS = {_fold(name): number for number, name in enumerate(MOIS) if name}
_WEEKDAYS = {_fold(name): number for number, name in enumerate(JOURS)}

# patterns are compiled at their first use: importing stays light
_ISO = r"([0-9]{4})-([0-9]{2})-([0-9]{2})"
_WEEKDAY = rf"(?:({'|'.join(_WEEKDAYS)}) +)?"
_SLASHES = rf"{_WEEKDAY}([0-9]{{1,2}})/([0-9]{{1,2}})/([0-9]{{4}})"
_WORDS = rf"{_WEEKDAY}(1er|[0-9]{{1,2}}) +({'|'.join(_MONTHS)}) +([0-9]{{4}})"
_TIME = r"([0-9]{1,2}) ?(?:h|heures?)(?: ?([0-9]{2}))?|([0-9]{1,2}):([0-9]{2})"
_AMOUNT = r"([-−]?)((?:0|[1-9][0-9]*)|[1-9][0-9]{0,2}(?: [0-9]{3})+)(?:[,.]([0-9]{1,2}))?"
_DOT_GROUPS = r"[-−]?[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]*)?"
_SUFFIXES = {
    "EUR": r"(?i) ?(?:€|euros?)$",
    "XPF": r"(?i) ?(?:F ?CFP|francs? CFP|XPF)$",
}
_LENGTHS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_PLAIN_SPACES = str.maketrans(dict.fromkeys(SPACES, " "))


def _text(value: object, what: str) -> str:
    if not isinstance(value, str):
        refuse(f"{what} attendue en texte", value)
    return value.translate(_PLAIN_SPACES).strip(" ")


def _refuse_date(text: str) -> NoReturn:
    raise FrenchError(f"date « {text[:60]} » illisible ; écrivez {_DATE_FORMS}")


def _build_date(year: int, month: int, day: int, text: str) -> dt.date:
    if not (1 <= month <= 12 and year >= 1):
        _refuse_date(text)
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    last = 29 if month == 2 and leap else _LENGTHS[month]
    if not 1 <= day <= last:
        raise FrenchError(
            f"date « {text[:60]} » impossible : {MOIS[month]} {year} va du 1er au {last}, corrigez le jour"
        )
    return dt.date(year, month, day)


def parse_date(texte: str) -> dt.date:
    """Read a typed date; a weekday, when given, must be the right one.

    Accepted: « 2024-09-12 », « 12/09/2024 » (or « 12/9/2024 »), « 12 septembre 2024 », « 1er septembre
    2024 », « jeudi 12 septembre 2024 », in any case, with or without accents.

    Raises:
        FrenchError: another form, a day that does not exist, a weekday that is not the one of the date.

    >>> parse_date("1er septembre 2024")
    datetime.date(2024, 9, 1)
    >>> parse_date("lundi 1er mai 2025")
    Traceback (most recent call last):
      ...
    delibgen.french.FrenchError: date « lundi 1er mai 2025 » : c'est un jeudi, corrigez le jour ou la date
    """
    text = _text(texte, "date")
    if match := re.fullmatch(_ISO, text):
        return _build_date(int(match[1]), int(match[2]), int(match[3]), text)
    folded = _fold(text)
    match = re.fullmatch(_SLASHES, folded) or re.fullmatch(_WORDS, folded)
    if not match:
        _refuse_date(text)
    weekday, day, month, year = match.groups()
    number = _MONTHS[month] if month in _MONTHS else int(month)
    found = _build_date(int(year), number, int(day.removesuffix("er")), text)
    if weekday and _WEEKDAYS[weekday] != found.weekday():
        raise FrenchError(f"date « {text} » : c'est un {jour_semaine(found)}, corrigez le jour ou la date")
    return found


def parse_heure(texte: str) -> dt.time:
    """Read a typed time of day.

    Accepted: « 18:30 », « 18 h 30 », « 18h30 », « 18 h », « 18 heures 30 ».

    Raises:
        FrenchError: another form, or a time that does not exist (« 24 h », « 18 h 75 »).

    >>> parse_heure("18 h 30"), parse_heure("9h")
    (datetime.time(18, 30), datetime.time(9, 0))
    """
    text = _text(texte, "heure")
    match = re.fullmatch(_TIME, text.casefold())
    if not match:
        raise FrenchError(f"heure « {text[:60]} » illisible ; écrivez {_TIME_FORMS}")
    hours, minutes = int(match[1] or match[3]), int(match[2] or match[4] or 0)
    if hours > 23 or minutes > 59:
        raise FrenchError(f"heure « {text} » impossible : de 0 h à 23 h 59")
    return dt.time(hours, minutes)


def _refuse_amount(text: str) -> NoReturn:
    shown = text[:60]
    if re.fullmatch(_DOT_GROUPS, text):
        plain = text.replace(".", NBSP)
        raise FrenchError(
            f"montant « {shown} » ambigu : le point peut séparer les milliers ou les décimales ; "
            f"écrivez « {plain} » ou une virgule"
        )
    if re.search(r"[,.][0-9]{3,}$", text):
        raise FrenchError(f"montant « {shown} » : deux décimales au plus, rien n'est arrondi")
    if re.fullmatch(r"[0-9][0-9 .,]* [0-9.,]+", text):
        raise FrenchError(
            f"montant « {shown} » : des espaces entre groupes de trois chiffres ; écrivez {_AMOUNT_FORMS}"
        )
    raise FrenchError(f"montant « {shown} » illisible ; écrivez {_AMOUNT_FORMS}")


def parse_montant(texte: str, *, devise: Literal["EUR", "XPF"] = "EUR") -> Decimal:
    """Read a typed amount, exactly.

    Accepted: « 12500 », « 12 500 », « 12 500,50 », « 12500.5 », then « € », « euro » or « euros »
    (« F CFP » with ``devise="XPF"``); a leading minus.

    Raises:
        FrenchError: a third decimal, a dot before three digits (ambiguous), groups that are not of three
            digits, any other form, or more than 10¹⁵.

    >>> parse_montant("12 500,50 €")
    Decimal('12500.50')
    """
    check_choice(devise, _SUFFIXES, "code de devise")
    text = _text(texte, "somme")
    bare = re.sub(_SUFFIXES[devise], "", text)
    match = re.fullmatch(_AMOUNT, bare)
    if not match:
        _refuse_amount(bare or text)
    sign, whole, cents = match.groups()
    if devise == "XPF" and cents:
        raise FrenchError(f"montant « {text} » : le franc CFP n'a pas de centimes")
    amount = Decimal(".".join(filter(None, (whole.replace(" ", ""), cents))))
    if amount > LIMITE:
        raise FrenchError(f"montant « {text[:60]} » trop grand, vérifiez la saisie")
    return amount.copy_negate() if sign else amount
