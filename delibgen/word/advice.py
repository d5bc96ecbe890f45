"""What to write instead: the slips of people who know Word, French, or another template language."""

import re
import unicodedata

_DASHES = "–—‐‑−"
_SIGNS = {"≠": "!=", "≥": ">=", "≤": "<=", "&": "and"}
_STRINGS = re.compile(r"\"[^\"]*\"|'[^']*'")
_SLIPS = (
    (r"(?<![=!<>])=(?![=<>])", "=", "=="),
    (r"<>", "<>", "!="),
    (r"===", "===", "=="),
    (r"=>", "=>", ">="),
    (r"=<", "=<", "<="),
    (r"\|\|", "||", "or"),
    (r"!(?!=)", "!", "not"),
    (r"\bet\b", "et", "and"),
    (r"\bou\b", "ou", "or"),
    (r"\b(?:non|pas|sans)\b", "non", "not"),
    (r"\bdans\b", "dans", "in"),
    (r"\bof\b", "of", "in"),
    (r"\best\b", "est", "is"),
    (r"\bsinon\b", "sinon", "else"),
    (r"\bsi\b", "si", "if"),
)
"""Pattern, what was typed, what the language calls it; tried in this order on what cannot be read."""
_CAPITALS = re.compile(r"\b(?:A[Nn][Dd]|O[Rr]|N[Oo][Tt]|I[NnSsFf]|E[Ll][Ss][Ee])\b")
_FORMS = "formes : {{ champ }}, {{ champ | filtre }}, {% for x in liste %}, {% if champ %}"


def of_expression(body: str) -> str:
    """Return what to write in a tag that cannot be read.

    >>> of_expression("if n = 1"), of_expression("for x l")
    ('écrivez « == » au lieu de « = »', 'écrivez « for x in l »')
    """
    bare = _STRINGS.sub('""', body)
    statement = bare.split()[:1]
    for pattern, typed, meant in _SLIPS:
        if statement == ["set"] and typed == "=":
            continue
        if found := re.search(pattern, bare, re.IGNORECASE):
            return f"écrivez « {meant} » au lieu de « {found[0] if found[0].isalpha() else typed} »"
    if capital := _CAPITALS.search(bare):
        return f"écrivez « {capital[0].lower()} » au lieu de « {capital[0]} »"
    if (loop := re.fullmatch(r"for\s+(\w+)\s+([\w.]+)", bare)) and loop[2] != "in":
        return f"écrivez « for {loop[1]} in {loop[2]} »"
    return _FORMS


def of_character(char: str, raw: str) -> str:
    """Return what to write instead of a character that a tag may not hold.

    >>> of_character("é", "{{ élu }}"), of_character("≥", "{% if n ≥ 1 %}")
    ('écrivez « elu » : les noms de champ sont en minuscules sans accent', 'écrivez « >= »')
    """
    if char in _DASHES:
        return "utilisez le tiret bas « _ » dans un nom ; les calculs se font dans les données"
    if char in "«»„“”‘’'\"":
        return 'écrivez le texte entre guillemets droits : "texte"'
    if char in "{}":
        return "une balise a deux accolades de chaque côté : retirez celle de trop"
    if char in _SIGNS:
        return f"écrivez « {_SIGNS[char]} »"
    if char.isalpha() and not unicodedata.name(char, "").startswith("LATIN"):
        return "cette lettre est d'un autre alphabet : retapez le mot au clavier"
    if char.isalpha() or unicodedata.combining(char):
        return f"écrivez « {_unaccented(char, raw)} » : les noms de champ sont en minuscules sans accent"
    return "retapez la balise en caractères simples"


def _unaccented(char: str, raw: str) -> str:
    """Return the word that holds a letter, without accents."""
    word = next((word for word in re.findall(r"[\w\u0300-\u036f]+", raw) if char in word), char)
    spelt = word.casefold().replace("œ", "oe").replace("æ", "ae")
    return unicodedata.normalize("NFD", spelt).encode("ascii", "ignore").decode("ascii")


_INVISIBLE = {
    "\u00ad": "trait d'union conditionnel",
    "\u200b": "espace sans largeur",
    "\u200c": "antiliant sans chasse",
    "\u200d": "liant sans chasse",
    "\u200e": "marque de gauche à droite",
    "\u200f": "marque de droite à gauche",
    "\u2060": "gluon de mots",
    "\ufeff": "espace sans chasse",
}


def shown(char: str) -> str:
    """Return a character as a message names it.

    >>> shown("é"), shown("\\u00ad"), shown("\\x07")
    ('é', "trait d'union conditionnel", 'U+0007')
    """
    if char in _INVISIBLE:
        return _INVISIBLE[char]
    return char if char.isprintable() else f"U+{ord(char):04X}"


_OR = 'écrivez {{ champ or "texte" }}, ou entourez de {% if champ %}'
_AS_IS = "retirez-le : une valeur s'imprime telle qu'elle est donnée, et jamais comme du code"
_IN_DATA = "préparez la valeur dans les données"
_FILTERS = {
    "upper": "majuscules", "uppercase": "majuscules", "capitalize": "capitale", "title": "capitale",
    "date": "date_longue", "strftime": "date_longue", "format_date": "date_longue",
    "currency": "euros", "money": "euros", "prix": "euros", "monnaie": "euros", "eur": "euros",
    "lettres": "cardinal", "en_lettres": "euros_en_lettres", "size": "nombre_de", "md": "markdown",
    "bold": "gras_italique", "plural": "pluriel", "percent": "pourcentage", "number": "nombre",
}  # fmt: skip
_TOLD = {
    **dict.fromkeys(("default", "d", "defaut"), _OR),
    **dict.fromkeys(("safe", "escape", "e", "xml", "string", "str", "trim", "strip"), _AS_IS),
    **dict.fromkeys((
        "round", "int", "float", "abs", "sum", "sort", "dictsort", "replace", "format", "lower", "minuscules",
        "truncate", "unique", "reverse", "map", "select", "reject", "selectattr", "rejectattr", "groupby",
        "batch", "slice", "min", "max", "items", "list", "attr", "wordwrap", "indent", "center", "random",
    ), _IN_DATA),
}  # fmt: skip


def of_filter(name: str) -> str:
    """Return what to do of a filter of another language; ``""`` for a name that nobody has.

    >>> of_filter("upper"), of_filter("round"), of_filter("xyz")
    ('écrivez « majuscules »', 'préparez la valeur dans les données', '')
    """
    return f"écrivez « {_FILTERS[name]} »" if name in _FILTERS else _TOLD.get(name, "")


_TESTS = {
    "defined": "un champ absent arrête le rendu ; s'il peut être vide, écrivez « is not none »",
    "undefined": "un champ absent arrête le rendu ; s'il peut être vide, écrivez « is none »",
    "empty": "écrivez {% if not champ %}",
    "null": "écrivez « is none »",
    "vide": "écrivez {% if not champ %}",
    "true": "écrivez {% if champ %}",
    "false": "écrivez {% if not champ %}",
}


def of_test(name: str) -> str:
    """Return what to write instead of a test of another language; ``""`` for a name that nobody has."""
    return _TESTS.get(name, "")
