"""Amounts of money, in figures and in letters. Exact to the cent: a third decimal is refused, never rounded.

Rules:
    * « 12 500 € », « 12 500,50 € »: no-break spaces between thousands and before the sign (Imprimerie
      nationale, *Lexique*); whole euros have no decimals unless the table wants them, cents always have
      two;
    * « un million d'euros » when the number ends on *million* or *milliard*, which are nouns, but « un
      million deux cents euros » (Académie française, « million »);
    * the plural starts at two: « zéro euro », « un centime »;
    * the franc CFP has no subunit; « F CFP » follows the amount (code ISO 4217 XPF).
"""

from decimal import Decimal
from functools import lru_cache
from typing import Literal

from delibgen.french._refuse import (
    EXACT,
    FINE,
    NBSP,
    FrenchError,
    Orthographe,
    check_choice,
    check_decimal,
)
from delibgen.french.numbers import cardinal

_CENT = Decimal("0.01")


def _cents(x: object) -> int:
    value = check_decimal(x)
    rounded = value.quantize(_CENT, context=EXACT)
    if rounded != value:
        raise FrenchError(f"montant {str(value)[:40]} : deux décimales au plus, rien n'est arrondi")
    return int(rounded.scaleb(2, context=EXACT))


def _francs(x: object) -> int:
    cents = _cents(x)
    if cents % 100:
        raise FrenchError(f"montant {x} : le franc CFP n'a pas de centimes")
    return cents // 100


def _grouped(whole: int, *, espace_fine: bool) -> str:
    return f"{whole:,}".replace(",", FINE if espace_fine else NBSP)


def euros(x: Decimal | int, *, centimes: bool | None = None, espace_fine: bool = False) -> str:
    r"""Return « 12 500 € » or « 12 500,50 € ».

    Args:
        x: the amount in euros (an ``int`` is euros, not cents).
        centimes: ``True`` prints two decimals on whole euros as well, for a table where an amount has
            cents.
        espace_fine: narrow no-break space between thousands.

    >>> euros(12500), euros(Decimal("12500.5")), euros(0, centimes=True)
    ('12\xa0500\xa0€', '12\xa0500,50\xa0€', '0,00\xa0€')
    """
    total = _cents(x)
    whole, cents = divmod(abs(total), 100)
    sign = "-" if total < 0 else ""
    decimals = f",{cents:02}" if cents or centimes else ""
    return f"{sign}{_grouped(whole, espace_fine=espace_fine)}{decimals}{NBSP}€"


def _named(count: int, singular: str, plural: str, orthographe: Orthographe) -> str:
    """Return a count in letters and its noun, with *de* after a final *million* or *milliard*."""
    link = "" if count % 1_000_000 or not count else "d'" if singular[0] == "e" else "de "
    return f"{cardinal(count, orthographe=orthographe)} {link}{plural if count > 1 else singular}"


@lru_cache(maxsize=2048)
def _euros_letters(total: int, orthographe: Orthographe) -> str:
    whole, cents = divmod(abs(total), 100)
    parts = []
    if whole or not cents:
        parts.append(_named(whole, "euro", "euros", orthographe))
    if cents:
        parts.append(_named(cents, "centime", "centimes", orthographe))
    return ("moins " if total < 0 else "") + " et ".join(parts)


def euros_en_lettres(x: Decimal | int, *, orthographe: Orthographe = "traditionnelle") -> str:
    """Return an amount in letters.

    >>> euros_en_lettres(20000), euros_en_lettres(Decimal("12.50"))
    ('vingt mille euros', 'douze euros et cinquante centimes')
    >>> euros_en_lettres(1_000_000), euros_en_lettres(1_000_200)
    ("un million d'euros", 'un million deux cents euros')
    >>> euros_en_lettres(0), euros_en_lettres(Decimal("0.01"))
    ('zéro euro', 'un centime')
    """
    check_choice(orthographe, ("traditionnelle", "1990"), "orthographe")
    return _euros_letters(_cents(x), orthographe)


def euros_complets(
    x: Decimal | int,
    *,
    orthographe: Orthographe = "traditionnelle",
    centimes: bool | None = None,
    espace_fine: bool = False,
) -> str:
    r"""Return « vingt mille euros (20 000 €) ».

    >>> euros_complets(20000)
    'vingt mille euros (20\xa0000\xa0€)'
    """
    letters = euros_en_lettres(x, orthographe=orthographe)
    return f"{letters} ({euros(x, centimes=centimes, espace_fine=espace_fine)})"


def francs_cfp(x: Decimal | int, *, espace_fine: bool = False) -> str:
    r"""Return « 98 340 000 F CFP »; decimals are refused.

    >>> francs_cfp(98_340_000)
    '98\xa0340\xa0000\xa0F\xa0CFP'
    """
    total = _francs(x)
    sign = "-" if total < 0 else ""
    return f"{sign}{_grouped(abs(total), espace_fine=espace_fine)}{NBSP}F{NBSP}CFP"


def francs_cfp_en_lettres(x: Decimal | int, *, orthographe: Orthographe = "traditionnelle") -> str:
    """Return « un million de francs CFP ».

    >>> francs_cfp_en_lettres(1_000_000), francs_cfp_en_lettres(1)
    ('un million de francs CFP', 'un franc CFP')
    """
    check_choice(orthographe, ("traditionnelle", "1990"), "orthographe")
    total = _francs(x)
    return ("moins " if total < 0 else "") + _named(abs(total), "franc CFP", "francs CFP", orthographe)


def montant(x: Decimal | int, devise: Literal["EUR", "XPF"] = "EUR", *, espace_fine: bool = False) -> str:
    r"""Return an amount in figures in the currency of ``devise`` (ISO 4217).

    >>> montant(500), montant(500, "XPF")
    ('500\xa0€', '500\xa0F\xa0CFP')
    """
    check_choice(devise, ("EUR", "XPF"), "code de devise")
    return (euros if devise == "EUR" else francs_cfp)(x, espace_fine=espace_fine)


def montant_en_lettres(
    x: Decimal | int,
    devise: Literal["EUR", "XPF"] = "EUR",
    *,
    orthographe: Orthographe = "traditionnelle",
) -> str:
    """Return an amount in letters in the currency of ``devise``.

    >>> montant_en_lettres(500, "XPF")
    'cinq cents francs CFP'
    """
    check_choice(devise, ("EUR", "XPF"), "code de devise")
    return (euros_en_lettres if devise == "EUR" else francs_cfp_en_lettres)(x, orthographe=orthographe)
