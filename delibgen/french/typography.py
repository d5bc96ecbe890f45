"""French spaces and capitals, only where a template asks for them: typed text is never set right silently.

:func:`typographie` changes only spaces (and, if asked, the apostrophe): never a digit, a letter or a mark.
Addresses (``https://``, e-mail) and XML entities are left alone. Doing it twice changes nothing more.

Rules (Imprimerie nationale, *Lexique des règles typographiques*; INSEE for names): a no-break space inside
« », before ``: ; ! ? % € ‰``, between thousands, after « n° », « art. », « L. », « M. », « Mme », between
the day and the month, around « h ». Capitals keep their accents (Académie française, « Accentuation des
majuscules »).
"""

import re
from functools import cache

from delibgen.french._refuse import FINE, NBSP, check_text
from delibgen.french.datetimes import MOIS

_SP = f"[ {NBSP}{FINE}\u2009]"
_KEPT = r"(https?://\S+|www\.\S+|[\w.+-]+@[\w-]+\.[\w.-]+|&#?\w+;)"
_GROUP = rf"(?<![\d,.])(?<!\d{_SP})\d{{1,3}}(?:{_SP}\d{{3}})+(?!\d)"


def _rules() -> tuple[tuple[str, str], ...]:
    return (
        # what follows « or precedes » must be text: a lone guillemet at a line's end is left alone
        (rf"«{_SP}*(?=[^\s»])", f"«{NBSP}"),
        (rf"(?<=[^\s«]){_SP}*»", f"{NBSP}»"),
        (rf"(?<=\d){_SP}*(?=[%‰€](?!\d))", NBSP),
        (rf"(?<=\d){_SP}*(?=(?:k|M|Md)€)", NBSP),
        (rf"(?<=\d){_SP}+(?=(?:euros?|centimes?|km|m|m²|m³|ha|kg|kWh|MWh|F{_SP}?CFP)(?!\w))", NBSP),
        (rf"(?<=\d{NBSP}F){_SP}(?=CFP\b)", NBSP),
        (rf"(?<!\w)([nN]°){_SP}*(?=\d)", rf"\1{NBSP}"),
        (rf"(?<!\w)([nN]°s?){_SP}+(?=\w)", rf"\1{NBSP}"),
        (rf"(?<!\w)(nos){_SP}+(?=\d)", rf"\1{NBSP}"),
        (
            rf"(?<!\w)(M\.|MM\.|Mmes?|Messieurs|Monsieur|Mesdames|Madame|Me|Dr){_SP}+(?=[^\W\d_a-zà-ÿ])",
            rf"\1{NBSP}",
        ),
        (
            rf"(?<!\w)(M\.|MM\.|Mmes?){_SP}+(?=(?:les?|la)[ {NBSP}]|l['’])",
            rf"\1{NBSP}",
        ),
        (rf"(?<!\w)([aA]rt\.|[aA]rticles?|ARTICLES?){_SP}+(?=(?:[LRDA]\*?\.?{_SP}?)?\d)", rf"\1{NBSP}"),
        (rf"(?<![\w.'’])([LRDA]){_SP}+(?=\d{{3}})", rf"\1{NBSP}"),
        (rf"(?<![\w.])([LRDA]\*?\.){_SP}*(?=\d)", rf"\1{NBSP}"),
        (rf"(?<![\w,])(1er|[12]?\d|3[01]){_SP}+(?=(?:{'|'.join(MOIS[1:])})(?!\w))", rf"\1{NBSP}"),
        (rf"(?<![\w,:])([01]?\d|2[0-4]){_SP}*h{_SP}*([0-5]\d)(?!\w)", rf"\1{NBSP}h{NBSP}\2"),
        (rf"(?<![\w,:])([01]?\d|2[0-4]){_SP}*h(?![\w’'])", rf"\1{NBSP}h"),
        (rf"(?<![\w,:])([01]?\d|2[0-4]){_SP}+(heures?)(?!\w)", rf"\1{NBSP}\2"),
        (rf"(?<!\w)(heures?){_SP}+(?=[0-5]\d(?!\w))", rf"\1{NBSP}"),
    )


@cache
def _compiled() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Compile the rules at the first use: most documents never ask for them."""
    return tuple((re.compile(pattern), replacement) for pattern, replacement in _rules())


_HIGH = rf"(?<=\S)(?:{_SP}+|(?<=[\w»)\]%€’”\"…]))([;!?]+)(?=[\s»)\]”\"]|$)"
_COLON = rf"(?<=\S)(?:{_SP}+|(?<=[\w»)\]%€’”\"…]))(:)(?=[\s»)\]”\"]|$)"
_APOSTROPHE = r"(?<=[^\W\d_])'(?=[\w«])"


def _set(text: str, thin: str) -> str:
    for pattern, replacement in _compiled():
        text = pattern.sub(replacement, text)
    text = re.sub(_GROUP, lambda match: re.sub(_SP, thin, match[0]), text)
    text = re.sub(_HIGH, rf"{thin}\1", text)
    return re.sub(_COLON, rf"{NBSP}\1", text)


def typographie(texte: str, *, espace_fine: bool = False, apostrophe: bool = False) -> str:
    r"""Return the text with French spaces.

    Args:
        texte: the text; line breaks are kept.
        espace_fine: U+202F between thousands and before ``; ! ?``, instead of U+00A0 everywhere.
        apostrophe: « ' » between letters becomes « ’ ».

    >>> typographie("M. Dupont : «oui» à 12 500€ le 1er septembre, à 18h30 !")
    'M.\xa0Dupont\xa0: «\xa0oui\xa0» à 12\xa0500\xa0€ le 1er\xa0septembre, à 18\xa0h\xa030\xa0!'
    """
    check_text(texte)
    thin = FINE if espace_fine else NBSP
    pieces = re.split(_KEPT, texte)
    pieces[::2] = [_set(piece, thin) for piece in pieces[::2]]
    if apostrophe:
        pieces[::2] = [re.sub(_APOSTROPHE, "’", piece) for piece in pieces[::2]]
    return "".join(pieces)


_ORDINAL = r"(\d+(?:ers?|res?|es?|nde?s?|°)(?!\w))"


def majuscules(texte: str) -> str:
    """Return the text in capitals, accents kept; « 1er », « 2e » stay as they are.

    >>> majuscules("Extrait du registre des délibérations"), majuscules("Article 1er – cœur de l'État")
    ('EXTRAIT DU REGISTRE DES DÉLIBÉRATIONS', "ARTICLE 1er – CŒUR DE L'ÉTAT")
    """
    pieces = re.split(_ORDINAL, check_text(texte))
    pieces[::2] = [piece.upper() for piece in pieces[::2]]
    return "".join(pieces)


def capitale(texte: str) -> str:
    """Return the text with a capital on its first letter, nothing else changed.

    >>> capitale("élu à l'unanimité"), capitale("« œuvre »"), capitale("1er adjoint")
    ("Élu à l'unanimité", '« Œuvre »', '1er adjoint')
    """
    for index, char in enumerate(check_text(texte)):
        if char.isalnum():
            return f"{texte[:index]}{char.upper()}{texte[index + 1 :]}"
    return texte


def insecable(texte: str, *, traits: bool = False) -> str:
    r"""Return the text on one line: no-break spaces, and no-break hyphens (U+2011) with ``traits=True``.

    >>> insecable("Jean-Michel EL HASSOUNI"), insecable("BEGIN-CLAUDET", traits=True)
    ('Jean-Michel\xa0EL\xa0HASSOUNI', 'BEGIN‑CLAUDET')
    """
    text = check_text(texte).replace(" ", NBSP)
    return text.replace("-", "\u2011") if traits else text
