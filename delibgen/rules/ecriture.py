"""What people write in an act: amounts in letters and figures, courts, worn-out formulas."""

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import takewhile

from delibgen import french
from delibgen.errors import Severity
from delibgen.french import FrenchError
from delibgen.french._data import records
from delibgen.model.acte import Acte
from delibgen.model.convention import Convention
from delibgen.model.deliberation import Deliberation
from delibgen.model.seance import Seance
from delibgen.rules.base import Remarque, rule
from delibgen.rules.periods import PUBLICITE_2022
from delibgen.rules.textes import Passage, passages, plain

_TAX = r"(?:\s*(?:ht|ttc|hors taxes?|toutes taxes comprises))?"
_FIGURES = rf"(\d[\d\s]{{0,20}}(?:,\d{{1,2}})?)\s?(?:€|euros?){_TAX}"
_IN_BRACKETS = re.compile(rf"\(\s*{_FIGURES}\s*\)")
_LETTERS_BEFORE = re.compile(rf"([a-z' -]*(?:euros?|centimes?)){_TAX}\s*$")
_LETTERS_IN_BRACKETS = rf"\(\s*([a-z' -]{{2,160}}?(?:euros?|centimes?)){_TAX}\s*\)"
_REVERSE = re.compile(rf"{_FIGURES}\s*{_LETTERS_IN_BRACKETS}")
_REVERSE_LIKELY = re.compile(_LETTERS_IN_BRACKETS)
"""Looked for first: a pattern that begins with a bracket is far faster than one that begins with a digit."""
_BRACKETED = re.compile(rf"{_IN_BRACKETS.pattern}|{_LETTERS_IN_BRACKETS}")


def _pairs(folded: str) -> Iterator[tuple[str, str]]:
    """Yield the amounts written twice: in letters, in figures."""
    for found in _IN_BRACKETS.finditer(folded):
        before = _LETTERS_BEFORE.search(folded[max(0, found.start() - 160) : found.start()])
        if before:
            yield before[1], found[1]
    for found in _REVERSE.finditer(folded) if _REVERSE_LIKELY.search(folded) else ():
        yield found[2], found[1]


_NUMBER_WORDS = frozenset([
    "zero",
    "un",
    "une",
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
    "onze",
    "douze",
    "treize",
    "quatorze",
    "quinze",
    "seize",
    "vingt",
    "trente",
    "quarante",
    "cinquante",
    "soixante",
    "cent",
    "mille",
    "million",
    "milliard",
    "euro",
    "centime",
])


def _letters(text: str) -> str:
    """Return the amount that ends a text, in one spelling: no hyphen, no « et », no plural mark."""
    words = text.replace("-", " ").replace("d'euro", "euro").split()
    kept = [_bare(word) for word in words if word != "et"]
    return " ".join(reversed(list(takewhile(_NUMBER_WORDS.__contains__, reversed(kept)))))


def _bare(word: str) -> str:
    bare = {"mil": "mille"}.get(word, word)
    return bare if bare in _NUMBER_WORDS else bare.removesuffix("s")


def _spelt(amount: str) -> tuple[str, str] | None:
    """Return the amount as it should be written, and in one spelling; ``None`` if it is not an amount."""
    try:
        text = french.euros_en_lettres(french.parse_montant("".join(amount.split())))
    except FrenchError:
        return None
    return text, _letters(plain(text))


@rule("DG373", "code civil, article 1376 : la somme en lettres et en chiffres")
def sommes_en_lettres(acte: Acte) -> Iterator[Remarque]:
    """Une somme écrite en lettres et en chiffres est la même.

    De mémoire : article 1376.

    À faire : corriger les lettres ou les chiffres.
    """
    for passage in passages(acte, "€", "euro", like=(_BRACKETED,)):
        for words, figures in _pairs(passage.plain):
            written = _spelt(figures)
            said = re.sub(r" zero centime$", "", _letters(words))
            if written is not None and said != written[1]:
                shown = " ".join(figures.split())
                yield (
                    passage.path,
                    f"« {words.strip()} » et « {shown} € » ne sont pas la même somme",
                    f"en lettres, {shown} € s'écrit « {written[0]} »",
                )


_MARKED_LIKELY = (re.compile(r",\d\d"), re.compile(r"\.\d\d"))
"""Looked for first: few amounts have cents, and a pattern that begins with a sign is ten times faster."""
_MARKED = re.compile(r"\d([.,])(\d{2,3})(?!\d)\s*(?:€|euros|(,))")
_WAYS = {
    (".", 3, True): "point des milliers",
    (".", 3, False): "point des milliers",
    (".", 2, False): "point décimal",
    (",", 2, False): "virgule décimale",
}
"""Sign, digits after it, whether a comma follows → how the amount is written."""


def _styles(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Yield how each amount of a text is written."""
    if not any(pattern.search(text) for pattern in _MARKED_LIKELY):
        return
    for found in _MARKED.finditer(text):
        sign, digits, comma = found.groups()
        way = _WAYS.get((sign, len(digits), comma is not None))
        if way is not None:
            yield way, found


@rule("DG374", "pratique : une seule écriture des montants dans un acte")
def une_marque_decimale(acte: Acte) -> Iterator[Remarque]:
    """Les montants d'un acte s'écrivent d'une seule façon.

    À faire : écrire « 4 343 040,07 € » partout : espace des milliers, virgule décimale.
    """
    seen: dict[str, tuple[Passage, str]] = {}
    for passage in passages(acte, "€", "euro", like=_MARKED_LIKELY):
        for style, found in _styles(passage.text):
            if style not in seen:
                start = max(0, found.start() - 12)
                seen[style] = passage, passage.text[start : found.end()].split("\n")[-1].strip()
    if len(seen) > 1:
        shown = " ; ".join(f"{style} « {excerpt} »" for style, (_, excerpt) in seen.items())
        yield (
            next(reversed(seen.values()))[0].path,
            f"plusieurs écritures : {shown}",
            "écrire « 4 343 040,07 € »",
        )


@cache
def _courts() -> dict[str, str]:
    """Return the names of the courts, folded, longest first, and as they are written."""
    names = {french.tribunal(code) for code in records("tribunaux")}
    return {plain(name): name for name in sorted(names, key=len, reverse=True)}


def _cited(acte: Acte, before: str = "") -> Iterator[tuple[str, str]]:
    for passage in passages(acte, "tribunal administratif"):
        text = " ".join(passage.plain.split())
        for found in re.finditer("tribunal administratif ", text):
            known = (name for key, name in _courts().items() if text.startswith(key, found.start()))
            yield from ((f"{before}{passage.path}", name) for name in [*known][:1])


@rule("DG378", "code de justice administrative, R221-3")
def tribunal_du_departement(acte: Deliberation) -> Iterator[Remarque]:
    """Le tribunal administratif cité est celui du département de la collectivité.

    De mémoire : l'exception des aérodromes.

    À faire : corriger le nom du tribunal, ou le département.
    """
    own = acte.collectivite.tribunal
    if own is None:
        return
    for path, court in _all_cited(acte):
        if court != own:
            yield path, f"{court} cité, mais le département dépend du {own}", f"écrire « {own} »"


def _all_cited(acte: Deliberation) -> Iterator[tuple[str, str]]:
    """Yield the courts that an act and its annexed conventions cite, each with its path."""
    yield from _cited(acte, "")
    for rank, annexe in enumerate(acte.annexes):
        if isinstance(annexe.acte, Convention):
            yield from _cited(annexe.acte, f"annexes[{rank}].acte.")


@rule("DG623", "code de justice administrative, R421-6", severity=Severity.INFORMATION)
def recours_du_pacifique(seance: Seance) -> Iterator[Remarque]:
    """À Wallis-et-Futuna, en Polynésie et en Nouvelle-Calédonie, le recours est imprimé à trois mois.

    En Nouvelle-Calédonie, les règles propres aux communes ne sont pas vérifiées : un autre code y vaut.

    De mémoire : les trois mois (R421-6).

    À faire : vérifier le délai, et l'écrire dans la formule « recours » s'il est autre.
    """
    body, usual = seance.assemblee.collectivite, seance.assemblee.formules.recours is None
    if usual and body.delai_recours != "deux mois" and seance.assemblee.presentation.recours:
        yield (
            "seance.assemblee.collectivite.departement",
            f"délai de recours imprimé : {body.delai_recours}",
            "le vérifier ; la formule « recours » en écrit un autre",
        )


Worn = tuple[dt.date, str, str, str, str]
_WORN: tuple[Worn, ...] = (
    (
        PUBLICITE_2022,
        "les membres",
        r"les membres presents (?:ayant|ont) signe|ont signe (?:au registre )?(?:tous )?les membres",
        "depuis le 1er juillet 2022 le président et les secrétaires signent seuls (L2121-23)",
        "« ont signé le président et le secrétaire »",
    ),
    (
        PUBLICITE_2022,
        "compte rendu",
        r"\bcompte rendu (?:sommaire )?(?:de la seance )?(?:a ete |est |sera )?affiche",
        "depuis le 1er juillet 2022 la liste des délibérations remplace le compte rendu (L2121-25)",
        "écrire « liste des délibérations »",
    ),
    (
        dt.date(2000, 11, 1),
        "silence",
        r"silence (?:garde |de l'administration )?(?:pendant |durant )?(?:plus de )?quatre mois",
        "le silence de deux mois vaut rejet depuis la loi du 12 avril 2000 (CRPA L231-4, CJA R421-2)",
        "écrire « deux mois »",
    ),
)
"""First day of the new law, a mark of the old one, its words, what the law says now, what to write."""


@lru_cache(maxsize=64)
def _worn(day: dt.date) -> tuple[tuple[str, ...], tuple[Worn, ...]]:
    """Return the formulas worn on a day, after their marks."""
    worn = tuple(formula for formula in _WORN if day >= formula[0])
    return tuple(mark for _, mark, *_ in worn), worn


@rule("DG379", "CGCT L2121-23, L2121-25 ; CRPA L231-4")
def formules_d_un_autre_texte(acte: Deliberation) -> Iterator[Remarque]:
    """Aucune formule ne vient d'un texte qui n'est plus en vigueur le jour de la séance.

    À faire : écrire la formule d'aujourd'hui.
    """
    marks, worn = _worn(acte.seance.date)
    for passage in passages(acte, *marks):
        for _, mark, pattern, why, todo in worn:
            found = re.search(pattern, passage.plain) if mark in passage.plain else None
            if found:
                yield passage.path, f"« {found[0]} » : {why}", todo
