"""The ground of the model: a frozen, strict record and the scalar types that its fields use.

A record refuses unknown keys and never turns one type into another. The one exception is declared: when a
loader validates with ``context={"texte": True}``, scalars arrive as the text of a file and are read by the
strict French readers (``12/09/2024``, ``18 h 30``, ``12 500,50``), never guessed.
"""

import base64
import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Self, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    Strict,
    ValidationInfo,
)

from delibgen import french
from delibgen.french.accents import without_case_or_accents
from delibgen.model.kept import cached_property
from delibgen.printable import is_plain

T = TypeVar("T")

LONGUEUR_MAX = 200_000
"""Longest text of one field, in characters: far above any act, far below what would stall Word."""

MONTANT_MAX = 10**12
"""No amount of an act comes near a million millions: sums stay far from the limits of ``Decimal``."""

A_COMPLETER = "à compléter"
"""What the data do not say is printed as « [à compléter] », never left blank, never invented."""


def plain_word(text: str) -> str:
    """Return a choice as the model names it, whoever typed it: « Comité syndical » → « comite_syndical ».

    >>> plain_word("Communauté d'agglomération"), plain_word("arrivée")
    ('communaute_d_agglomeration', 'arrivee')
    """
    return re.sub(r"[\s'’-]+", "_", without_case_or_accents(text.strip()))


class Choix(StrEnum):
    """A closed list of words: case, accents and spaces do not matter when one is read."""

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        word = plain_word(value) if isinstance(value, str) else None
        return next((choice for choice in cls if plain_word(choice.value) == word), None)


def _read_word(value: object) -> object:
    return plain_word(value) if isinstance(value, str) else value


Mot = BeforeValidator(_read_word)
"""Reads a word of a closed list of plain words, whatever its case and accents."""


class Record(BaseModel):
    """Base of everything in the model: frozen, strict about types, unknown keys refused."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        strict=True,
        use_attribute_docstrings=True,
        validate_default=False,
        ser_json_bytes="base64",
        ignored_types=(cached_property,),
    )

    def _resume(self) -> Iterator[tuple[str, object]]:
        """Yield what a notebook shows of the record besides its fields: name, value."""
        yield from ()

    def _repr_html_(self) -> str:
        from delibgen.model.shown import record_html

        return record_html(self)

    def __copy__(self) -> Self:
        return _forget(super().__copy__())

    def __deepcopy__(self, memo: dict[int, object] | None = None) -> Self:
        return _forget(super().__deepcopy__(memo))

    def __getstate__(self) -> dict[Any, Any]:
        """Send the fields only: who receives the record computes again what it needs."""
        state, fields = super().__getstate__(), type(self).model_fields
        return state | {"__dict__": {name: self.__dict__[name] for name in fields if name in self.__dict__}}


R = TypeVar("R", bound=Record)


def _forget(copied: R) -> R:
    """Drop what the original had computed: ``model_copy(update=…)`` may change what it came from."""
    for name in copied.__dict__.keys() - type(copied).model_fields.keys():
        del copied.__dict__[name]
    return copied


Suite = Annotated[tuple[T, ...], Strict(strict=False)]
"""An ordered, immutable sequence: a list or a tuple comes in, a tuple stays. The order is the caller's."""


def reads_text(info: ValidationInfo) -> bool:
    """Tell whether scalars come as text (a file, JSON) and so must be read, or from Python."""
    return info.mode == "json" or (isinstance(info.context, dict) and bool(info.context.get("texte")))


_PLANES_END = "".join(chr(plane << 16 | end) for plane in range(17) for end in (0xFFFE, 0xFFFF))
_FORBIDDEN = re.compile(
    f"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef{_PLANES_END}]"
)
"""Control characters but the line break and the tab, halves of pairs, direction marks, noncharacters
(what Unicode keeps for programs, chapter 23.7)."""


def check_text(text: str) -> str:
    r"""Return ``text`` unchanged, or refuse what no document can show.

    Raises:
        ValueError: control character, half of a surrogate pair, non-character or bidirectional override, with
            its code point and its place; or a text above 200 000 characters.

    >>> check_text("Dupont & Fils <1 000 €>")
    'Dupont & Fils <1 000 €>'
    >>> check_text("a\x0bb")
    Traceback (most recent call last):
      ...
    ValueError: caractère interdit U+000B, le 2e du texte ; retapez ce passage
    """
    if len(text) > LONGUEUR_MAX:
        raise ValueError(f"texte de {len(text)} caractères ; {LONGUEUR_MAX} au plus")
    if is_plain(text):
        return text
    found = _FORBIDDEN.search(text)
    if found is None:
        return text
    rank = french.ordinal(found.start() + 1)
    raise ValueError(f"caractère interdit U+{ord(found[0]):04X}, le {rank} du texte ; retapez ce passage")


def _filled(text: str) -> str:
    if not text.strip():
        raise ValueError("texte vide ; écrire la valeur, ou supprimer le champ")
    return text


def _one_line(text: str) -> str:
    if "\n" in text or "\t" in text:
        raise ValueError("une seule ligne attendue : ni retour à la ligne, ni tabulation")
    return text


def _read_text(text: str) -> str:
    return _filled(check_text(text.replace("\r\n", "\n")))


def _read_line(text: str) -> str:
    # Nearly every line; one call for each field, since a hundred members have three.
    if text.isprintable() and len(text) <= LONGUEUR_MAX and not text.isspace() and text:
        return text
    return _one_line(_filled(check_text(text)))


Texte = Annotated[str, AfterValidator(_read_text)]
"""Plain text, printed as it is; line breaks and tabs are kept."""

Ligne = Annotated[str, AfterValidator(_read_line)]
"""Plain text on one line."""

TexteRiche = Annotated[Texte, Field(json_schema_extra={"format": "markdown"})]
"""Markdown: paragraphs, lists, bold, italic, tables; printed by ``{{p champ | markdown }}``."""


def _read_date(value: object, info: ValidationInfo) -> object:
    if isinstance(value, dt.datetime):
        raise ValueError("date attendue, sans heure ni fuseau horaire")
    if isinstance(value, str) and reads_text(info):
        return french.parse_date(value)
    return value


def _read_time(value: object, info: ValidationInfo) -> object:
    if not (isinstance(value, str) and reads_text(info)):
        return value
    iso = value.count(":") == 2 and value.endswith(":00")  # as JSON writes it
    return french.parse_heure(value[:-3] if iso else value)


def _read_int(value: object, info: ValidationInfo) -> object:
    if not (isinstance(value, str) and reads_text(info)):
        return value
    bare = value.replace("\u00a0", "").replace("\u202f", "").strip()
    if not (bare.isascii() and bare.isdigit()) or len(bare) > 15:
        raise ValueError(f"nombre entier attendu, « {value} » reçu")
    return int(bare)


_YES_NO = {"oui": True, "non": False, "vrai": True, "faux": False, "true": True, "false": False}


def _read_bool(value: object, info: ValidationInfo) -> object:
    if not (isinstance(value, str) and reads_text(info)):
        return value
    if value.strip().casefold() not in _YES_NO:
        raise ValueError(f"« oui » ou « non » attendu, « {value} » reçu")
    return _YES_NO[value.strip().casefold()]


def _read_amount(value: object, info: ValidationInfo) -> object:
    if isinstance(value, str) and reads_text(info):
        return french.parse_montant(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    return value


def check_amount(value: Decimal) -> Decimal:
    """Return an amount exact to the cent, or refuse it: nothing is ever rounded.

    Raises:
        ValueError: NaN, infinity, a million millions or more, or more than two decimals.

    >>> check_amount(Decimal("12500.5"))
    Decimal('12500.50')
    """
    if not value.is_finite():
        raise ValueError("montant attendu, pas un infini ni « NaN »")
    if abs(value) >= MONTANT_MAX:
        raise ValueError(f"montant trop grand : moins de {MONTANT_MAX:,} attendu".replace(",", "\u00a0"))
    cents = value.quantize(Decimal("0.01"))
    if cents != value:
        raise ValueError(f"montant au centime attendu, {value} a plus de deux décimales")
    return cents


def _read_bytes(value: object, info: ValidationInfo) -> object:
    if not (isinstance(value, str) and info.mode == "json"):
        return value
    return base64.b64decode(value, altchars=b"-_", validate=True)


Octets = Annotated[bytes, BeforeValidator(_read_bytes)]
"""The bytes of a file; base64 in JSON."""

Jour = Annotated[dt.date, BeforeValidator(_read_date)]
"""A calendar day; never a datetime, never « today » by default."""

Heure = Annotated[dt.time, BeforeValidator(_read_time)]
"""A time of day."""

Entier = Annotated[int, BeforeValidator(_read_int)]
"""A whole number."""

Nombre = Annotated[int, BeforeValidator(_read_int), Field(ge=0, le=1_000_000)]
"""A count: a whole number, from zero to a million."""

Rang = Annotated[int, BeforeValidator(_read_int), Field(ge=1)]
"""A rank: 1 for the first."""

Annee = Annotated[int, BeforeValidator(_read_int), Field(ge=1800, le=2200)]
"""A year."""

OuiNon = Annotated[bool, BeforeValidator(_read_bool)]
"""Yes or no; « oui » and « non » in files."""

Montant = Annotated[Decimal, BeforeValidator(_read_amount), AfterValidator(check_amount)]
"""An amount of money exact to the cent, as ``Decimal``; never a ``float``."""


def _read_missing(value: object, info: ValidationInfo) -> object:
    if isinstance(value, str) and reads_text(info) and value.strip().casefold() == A_COMPLETER:
        return None
    return value


MontantACompleter = Annotated[Montant | None, BeforeValidator(_read_missing)]
"""An amount, or nothing yet: « à compléter » in a file, ``None`` in Python."""
