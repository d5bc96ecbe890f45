"""The one error of this package, and the checks that every function makes on what it is given.

Nothing is converted silently: a ``float`` has already lost cents, a ``bool`` is not a number, a
``datetime`` is not a day, ``None`` is not a blank. Each refusal says in French what was expected and what
came.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Context, Decimal
from typing import Literal, NoReturn, TypeVar

T = TypeVar("T")

Genre = Literal["m", "f"]
"""Grammatical gender: ``"m"`` or ``"f"``."""

Orthographe = Literal["traditionnelle", "1990"]
"""Spelling of numbers: ``"traditionnelle"`` (« vingt et un ») or ``"1990"`` (« vingt-et-un »)."""

NBSP = "\u00a0"
"""The no-break space of documents."""

FINE = "\u202f"
"""The narrow no-break space, for templates whose font has it."""

SPACES = f" {NBSP}{FINE}"
"""The three spaces that people type or paste inside numbers and dates."""

LIMITE = 10**15
"""Largest number or amount that is written; more is a typing slip."""

EXACT = Context(prec=60)
"""Own decimal context: the caller's (precision, traps) must not change what is printed."""


_NATURES: Mapping[type, str] = {
    bool: "vrai ou faux",
    float: "nombre à virgule flottante",
    dt.datetime: "date avec heure",
    dt.date: "date",
    dt.time: "heure",
    Decimal: "nombre décimal",
}
"""How a message names the nature of a value; a class before those that it derives from."""


class FrenchError(ValueError):
    """A value that cannot be written as asked, or a text that cannot be read; the message is French."""

    __module__ = "delibgen.french"


def describe(value: object) -> str:
    """Return how an error message names a value.

    >>> describe(None), describe(12.5), describe("lundi")
    ('rien (None)', '12.5 (nombre à virgule flottante)', '« lundi » (texte)')
    """
    if value is None:
        return "rien (None)"
    if isinstance(value, str):
        return f"« {value[:60]} » (texte)"
    nature = next((name for kind, name in _NATURES.items() if isinstance(value, kind)), None)
    return f"{value} ({nature})" if nature else f"un objet « {type(value).__name__} »"


def refuse(expected: str, value: object, advice: str = "") -> NoReturn:
    """Raise the error « expected … attendu, … reçu ; advice »."""
    tail = f" ; {advice}" if advice else ""
    raise FrenchError(f"{expected}, {describe(value)} reçu{tail}")


def check_date(value: object) -> dt.date:
    """Return ``value`` when it is a day without a time, or refuse it."""
    if type(value) is dt.date:
        return value
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value
    advice = {str: "un texte se lit d'abord avec parse_date", dt.datetime: "donnez le jour seul"}
    refuse("date attendue", value, advice.get(type(value), ""))


def check_time(value: object) -> dt.time:
    """Return ``value`` when it is a time in whole minutes, or refuse it."""
    if not isinstance(value, dt.time):
        refuse("heure attendue", value, "donnez l'heure seule, par exemple time(18, 30)")
    if value.second or value.microsecond:
        refuse("heure en heures et minutes attendue", value, "les secondes ne s'écrivent pas dans un acte")
    return value


def check_int(value: object, *, least: int = -LIMITE, most: int = LIMITE) -> int:
    """Return ``value`` when it is a whole number between ``least`` and ``most``, or refuse it."""
    if (
        isinstance(value, Decimal)
        and value.is_finite()
        and -LIMITE <= value <= LIMITE
        and value == int(value)
    ):
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool):
        refuse("nombre entier attendu", value)
    if not least <= value <= most:
        bounds = f"de {least} à {most}" if abs(value) > LIMITE else f"de {least} à {most}, {value} reçu"
        raise FrenchError(f"nombre entier attendu {bounds}")
    return int(value)


def check_decimal(value: object) -> Decimal:
    """Return ``value`` as an exact finite ``Decimal``, or refuse it."""
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        advice = {
            str: "un texte se lit d'abord avec parse_montant",
            float: 'écrivez Decimal("12.50") : un nombre flottant a déjà perdu de la précision',
        }
        refuse("nombre attendu (Decimal ou entier)", value, advice.get(type(value), ""))
    if isinstance(value, Decimal) and not value.is_finite():
        raise FrenchError("nombre attendu, infini ou « NaN » reçu")
    if not -LIMITE <= value <= LIMITE:
        raise FrenchError("nombre trop grand : un million de milliards au plus, vérifiez la saisie")
    return Decimal(value)


def check_text(value: object, what: str = "texte attendu") -> str:
    """Return ``value`` when it is a text that is not blank, or refuse it."""
    if not isinstance(value, str):
        refuse(what, value)
    if not value.strip():
        raise FrenchError(f"{what}, texte vide reçu")
    return value


def check_choice(value: object, known: Iterable[str], what: str) -> None:
    """Refuse ``value`` unless it is one of the ``known`` words; the message lists them."""
    choices = tuple(known)
    if not isinstance(value, str) or value not in choices:
        refuse(f"{what} attendu parmi {', '.join(f'« {choice} »' for choice in choices)}", value)


def check_items(items: Iterable[T]) -> list[T]:
    """Return the items of a list, a tuple or a generator; a text or a number is refused."""
    if isinstance(items, (str, bytes)) or not isinstance(items, Iterable):
        refuse("liste attendue", items)
    return list(items)


def check_genre(value: object) -> None:
    """Refuse a gender that is neither ``"m"`` nor ``"f"``."""
    if not isinstance(value, str) or value not in {"m", "f"}:
        refuse("genre attendu : « m » ou « f »", value)


def find(table: Mapping[str, T], code: object, what: str) -> T:
    """Return ``table[code]``, or refuse the code and propose the closest one."""
    if not isinstance(code, str):
        refuse(f"{what} attendu sous forme de texte, par exemple « 21 » ou « 2A »", code)
    if code in table:
        return table[code]
    from delibgen.errors import closest

    near = f"0{code}" if f"0{code}" in table else closest(code, table)
    advice = f" ; vouliez-vous « {near} » ?" if near else ""
    raise FrenchError(f"{what} « {code} » inconnu{advice}")
