"""The door between a value and the text of a document: which types are printed, which characters, how."""

import re
from enum import Enum

from delibgen.printable import is_plain
from delibgen.word.faults import Fault

_HIGH_NONCHARACTERS = "".join(chr(plane << 16 | low) for plane in range(1, 17) for low in (0xFFFE, 0xFFFF))
FORBIDDEN = (
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef"
    "\ufff9-\ufffb\ufffe\uffff"
    f"{_HIGH_NONCHARACTERS}]"
)
"""What no act holds: control characters, lone surrogates, marks of direction or gloss, noncharacters."""
INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff \t\n\u00a0\u202f"
"""What a text may be made of and show nothing."""
LOST = "\ufffc\ufffd"
"""Stand for what a copy or a reading has lost: an object, a letter."""
BREAK = '</w:t><w:br/><w:t xml:space="preserve">'
TAB = '</w:t><w:tab/><w:t xml:space="preserve">'
_CONTROLS = {
    "\x00": "caractère nul",
    "\x0b": "saut de ligne manuel",
    "\x0c": "saut de page",
    "\r": "retour chariot seul",
    "\x7f": "effacement",
}
_SEPARATORS = dict.fromkeys((0x2028, 0x2029), "\n")
"""Line ends of other programs (web pages, page layout), which Word would not break at."""


class Raw(str):
    """XML made by the engine itself: never by a value, never by a template."""

    __slots__ = ()


def escape(text: str) -> str:
    """Return text with ``&``, ``<`` and ``>`` escaped, for element content.

    >>> escape("Dupont & Fils")
    'Dupont &amp; Fils'
    """
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def escape_attribute(text: str) -> str:
    """Return text escaped for an attribute between double quotes."""
    return escape(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")


def checked(text: str, limit: int = 0) -> str:
    r"""Return the text with every line end as ``\n``; raise ``Fault`` for a character that no act may hold.

    >>> checked("a\r\nb")
    'a\nb'
    """
    if limit and len(text) > limit:
        raise Fault("DG405", f"la valeur de {{tag}} compte {len(text)} caractères ; la limite est de {limit}")
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    if is_plain(text):
        return text
    if match := re.search(FORBIDDEN, text):
        raise _forbidden(match[0], match.start())
    return text.translate(_SEPARATORS)


def _forbidden(char: str, position: int) -> Fault:
    code = ord(char)
    name = _CONTROLS.get(char, "")
    if 0xD800 <= code <= 0xDFFF:
        name = "demi-caractère"
    elif 0x202A <= code <= 0x2069:
        name = "inversion du sens de lecture"
    shown = f"U+{code:04X}" + (f", {name}" if name else "")
    message = f"la valeur de {{tag}} contient un caractère refusé ({shown}), au rang {position + 1}"
    return Fault("DG404", message, "retirez ce caractère de la donnée")


def text_of(text: str, limit: int) -> str:
    """Return text as the content of a ``w:t``: escaped, line ends as ``w:br``, tabs as ``w:tab``."""
    # Nearly all of them; « isprintable » takes the no-break space for a control.
    if not limit and (text.isprintable() or text.replace("\u00a0", " ").isprintable()):
        return escape(text) if "&" in text or "<" in text or ">" in text else text
    text = escape(checked(text, limit))
    if "\n" in text:
        text = text.replace("\n", BREAK)
    return text.replace("\t", TAB) if "\t" in text else text


_UNPRINTABLE: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (("NoneType",), "absente (None)", "donnez-la, ou entourez la balise de {% if … %}"),
    (("bool",), "un oui/non", 'écrivez {{ "oui" if … else "non" }}'),
    (("date",), "une date", "choisissez son écriture : {{ … | date_longue }}"),
    (("Decimal",), "un montant ou un nombre décimal", "choisissez son écriture : {{ … | euros }}"),
    (("time",), "une heure", "choisissez son écriture : {{ … | heure }}"),
    (("timedelta",), "une durée", "donnez un texte, ou un nombre entier"),
    (("dict",), "un dictionnaire", "nommez l'une de ses clés : {{ ….nom }}"),
    (("float",), "un nombre à virgule flottante", "donnez un Decimal, puis {{ … | euros }}"),
    (("list", "tuple", "set", "frozenset"), "une liste", "utilisez {% for … %}, ou le filtre « liste »"),
)
"""Types that never print as they are, by name: what the value is, what to do."""


def refuse_type(value: object) -> Fault:
    """Return the fault for a value that cannot be printed, with the filter that would do."""
    names = {base.__name__ for base in type(value).__mro__}
    for types, what, todo in _UNPRINTABLE:
        if names.intersection(types):
            return Fault("DG403", f"la valeur de {{tag}} est {what}", todo)
    what = f"un objet « {type(value).__name__} », qui ne s'imprime pas"
    return Fault("DG403", f"la valeur de {{tag}} est {what}", "nommez l'un de ses champs")


def plain(value: object) -> str | None:
    """Return what prints as itself (str, int, enumeration of texts) as a plain ``str``, else ``None``."""
    if type(value) is str:
        return value
    if isinstance(value, str) and isinstance(value, Enum):
        return str(value.value)
    if type(value) is int:
        return str(value)
    return None
