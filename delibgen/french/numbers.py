"""Numbers in figures and in letters, ordinals, Roman numerals, and the agreement of what is counted.

Rules:
    * *vingt* and *cent* take an *s* when multiplied and last (« quatre-vingts », « deux cents »), also
      before the nouns *million* and *milliard* (« quatre-vingts millions »), never before *mille*
      (« quatre-vingt mille », « deux cent mille »), nor when the number is a rank (« page quatre-vingt »,
      « l'an mille neuf cent »); *mille* is invariable (Académie française, *Dictionnaire*, 9e édition,
      « cent », « mille », « vingt »);
    * « mille cent », not « onze cents », in acts; above 10¹² « mille milliards », as public accounts say;
    * 1990 spelling: every part of a number is joined by hyphens (Journal officiel, 6 December 1990, rule
      1);
    * « 1er », « 1re », « 2e »: never « 2ème » (Imprimerie nationale, *Lexique*);
    * the plural starts at two: « 1,5 million », « 0 abstention », « 2 abstentions ».
"""

from decimal import Decimal
from functools import lru_cache

from delibgen.french._refuse import (
    EXACT,
    FINE,
    NBSP,
    FrenchError,
    Genre,
    Orthographe,
    check_choice,
    check_decimal,
    check_genre,
    check_int,
    check_text,
)
from delibgen.french.agreement import au_pluriel

_UNITS = [
    *("zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf"),
    *("dix", "onze", "douze", "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf"),
]
_TENS = [
    "",
    "",
    "vingt",
    "trente",
    "quarante",
    "cinquante",
    "soixante",
    "soixante",
    "quatre-vingt",
    "quatre-vingt",
]


def _below_100(n: int) -> str:
    if n < 20:
        return _UNITS[n]
    tens, unit = divmod(n, 10)
    if tens in {7, 9}:
        unit += 10
    if n == 80:
        return "quatre-vingts"
    if not unit:
        return _TENS[tens]
    link = " et " if unit in {1, 11} and tens < 8 else "-"
    return f"{_TENS[tens]}{link}{_UNITS[unit]}"


def _below_1000(n: int) -> str:
    hundreds, rest = divmod(n, 100)
    if not hundreds:
        return _below_100(rest)
    head = "cent" if hundreds == 1 else f"{_UNITS[hundreds]} cent{'' if rest else 's'}"
    return f"{head} {_below_100(rest)}" if rest else head


def _invariable(words: str) -> str:
    """Take its *s* from a final « vingts » or « cents », before *mille* and in ranks."""
    return words[:-1] if words.endswith(("vingts", "cents")) else words


def _below_million(n: int) -> str:
    thousands, rest = divmod(n, 1000)
    if not thousands:
        return _below_1000(rest)
    head = "mille" if thousands == 1 else f"{_invariable(_below_1000(thousands))} mille"
    return f"{head} {_below_1000(rest)}" if rest else head


def _counted(n: int, noun: str) -> str:
    return f"{_letters(n)} {'de ' if n % 1_000_000 == 0 else ''}{noun}{'s' if n > 1 else ''}"


@lru_cache(maxsize=4096)
def _letters(n: int) -> str:
    """Return a whole number, zero or more, in the traditional spelling."""
    if n < 1_000_000:
        return _below_million(n)
    step, noun = (10**6, "million") if n < 10**9 else (10**9, "milliard")
    high, rest = divmod(n, step)
    head = _counted(high, noun)
    return f"{head} {_letters(rest)}" if rest else head


def cardinal(
    n: int, *, genre: Genre = "m", orthographe: Orthographe = "traditionnelle", rang: bool = False
) -> str:
    """Return a whole number in letters, up to 10¹⁵.

    Args:
        n: the number; negative numbers begin with « moins ».
        genre: ``"f"`` for « vingt et une » voix.
        orthographe: ``"1990"`` joins every part with hyphens.
        rang: the number is a rank (« page quatre-vingt », « l'an mille neuf cent »): *vingt* and *cent*
            invariable.

    >>> cardinal(21), cardinal(21, genre="f"), cardinal(21, orthographe="1990")
    ('vingt et un', 'vingt et une', 'vingt-et-un')
    >>> cardinal(80_000_080), cardinal(200_000), cardinal(1900, rang=True)
    ('quatre-vingts millions quatre-vingts', 'deux cent mille', 'mille neuf cent')
    """
    n = check_int(n)
    check_genre(genre)
    check_choice(orthographe, ("traditionnelle", "1990"), "orthographe")
    words = _letters(abs(n))
    if rang:
        words = _invariable(words)
    if genre == "f" and words.endswith("un"):
        words += "e"
    if orthographe == "1990":
        words = words.replace(" ", "-")
    return f"moins {words}" if n < 0 else words


def ordinal(n: int, genre: Genre = "m") -> str:
    """Return « 1er », « 1re », « 2e ».

    >>> ordinal(1), ordinal(1, "f"), ordinal(2), ordinal(21)
    ('1er', '1re', '2e', '21e')
    """
    n = check_int(n, least=1)
    check_genre(genre)
    if n == 1:
        return "1er" if genre == "m" else "1re"
    return f"{n}e"


_RANKS = {"cinq": "cinqu", "neuf": "neuv"}


def ordinal_lettres(n: int, genre: Genre = "m", *, orthographe: Orthographe = "traditionnelle") -> str:
    """Return « premier », « première », « deuxième », « vingt et unième ».

    >>> ordinal_lettres(1, "f"), ordinal_lettres(80), ordinal_lettres(80_000_000)
    ('première', 'quatre-vingtième', 'quatre-vingt millionième')
    """
    n = check_int(n, least=1)
    check_genre(genre)
    if n == 1:
        return "premier" if genre == "m" else "première"
    words = cardinal(n, orthographe=orthographe)
    if n in {10**6, 10**9}:
        words = words[3:]
    cut = max(words.rfind(" "), words.rfind("-")) + 1
    head, last = words[:cut], words[cut:]
    if last.startswith("milli"):
        head = _invariable(head[:-1]) + head[-1:]
    if last not in {"trois", "six", "dix"}:
        last = last.removesuffix("s")
    return f"{head}{_RANKS.get(last, last.removesuffix('e'))}ième"


_ROMANS = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)


def romain(n: int) -> str:
    """Return a number from 1 to 3999 in Roman numerals, as annexes and centuries are numbered.

    >>> romain(4), romain(2024)
    ('IV', 'MMXXIV')
    """
    n = check_int(n, least=1, most=3999)
    digits = ""
    for value, letters in _ROMANS:
        count, n = divmod(n, value)
        digits += letters * count
    return digits


def _figures(value: Decimal, *, espace_fine: bool) -> str:
    value = value.copy_abs() if value.is_zero() else value
    whole, dot, decimals = f"{value:,f}".partition(".")
    grouped = whole.replace(",", FINE if espace_fine else NBSP)
    return f"{grouped}{',' if dot else ''}{decimals}"


def nombre(x: Decimal | int, *, decimales: int | None = None, espace_fine: bool = False) -> str:
    r"""Return a number in figures: no-break spaces between thousands, a decimal comma.

    ``decimales`` sets how many decimals are printed; a number that has more is refused, never rounded.

    >>> nombre(12500), nombre(Decimal("3.5")), nombre(Decimal("3.5"), decimales=2)
    ('12\xa0500', '3,5', '3,50')
    """
    value = check_decimal(x)
    if len(value.as_tuple().digits) > 30 or value.adjusted() < -20:
        raise FrenchError("nombre trop précis : trente chiffres au plus")
    if decimales is not None:
        fixed = value.quantize(Decimal(1).scaleb(-check_int(decimales, least=0, most=20)), context=EXACT)
        if fixed != value:
            raise FrenchError(f"nombre {value} : plus de {decimales} décimales, rien n'est arrondi")
        value = fixed
    return _figures(value, espace_fine=espace_fine)


def pourcentage(x: Decimal | int, *, decimales: int | None = None, espace_fine: bool = False) -> str:
    r"""Return a percentage; ``x`` is the number before the sign: 12.5 for « 12,5 % ».

    >>> pourcentage(Decimal("12.5"))
    '12,5\xa0%'
    """
    return f"{nombre(x, decimales=decimales, espace_fine=espace_fine)}{NBSP}%"


def est_pluriel(n: Decimal | int) -> bool:
    """Tell whether what ``n`` counts is plural: from two on, by size.

    >>> [est_pluriel(n) for n in (0, 1, Decimal("1.99"), 2, -2)]
    [False, False, False, True, True]
    """
    return check_decimal(n).copy_abs() >= 2


def pluriel(n: Decimal | int, singulier: str, pluriel: str | None = None) -> str:
    """Return the noun, or the noun and its adjectives, agreed with ``n``; ``pluriel`` overrides the rule.

    >>> pluriel(1, "abstention"), pluriel(2, "abstention"), pluriel(38, "voix")
    ('abstention', 'abstentions', 'voix')
    >>> pluriel(2, "bulletin blanc"), pluriel(2, "ayant cause", "ayants cause")
    ('bulletins blancs', 'ayants cause')
    """
    check_text(singulier, "nom attendu")
    if not est_pluriel(n):
        return singulier
    return au_pluriel(singulier) if pluriel is None else check_text(pluriel, "pluriel attendu")


_agreed = pluriel


def compte(n: Decimal | int, singulier: str, pluriel: str | None = None) -> str:
    r"""Return a number and its agreed noun, held by a no-break space.

    >>> compte(2, "abstention"), compte(0, "abstention"), compte(1250, "voix")
    ('2\xa0abstentions', '0\xa0abstention', '1\xa0250\xa0voix')
    """
    return f"{nombre(n)}{NBSP}{_agreed(n, singulier, pluriel)}"
