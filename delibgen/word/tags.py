"""Tags as they are typed: found in the text of a paragraph, cleaned, split into prefix, keyword and body."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import filterfalse

from delibgen.errors import Finding, Place, closest
from delibgen.word.advice import of_character, shown
from delibgen.word.codes import MOST_FAULTS, brief, fault, warning
from delibgen.word.names import ODD_SPACES
from delibgen.word.tag import CELL_KEYWORDS, FIELD_KEYWORDS, MIDDLES, OPENERS, UNMERGED, Tag

OBJECT = "\ufffc"
"""Stands, in the text of a paragraph, for whatever is not text: a break, an image, a field."""
_MARK = re.compile(r"\{\{|\{%|\{#|\}\}|%\}|#\}|\{\s+[{%#](?=[^{}]*[}%#]\s*\})|[}%#]\s+\}")
_OPEN = re.compile(r"\{[{%#]")
_CLOSE = {"{{": "}}", "{%": "%}", "{#": "#}"}
_SINGLE = re.compile(r"(?<![{%#])\{\s*[A-Za-z][A-Za-z0-9_.]*(?:\s*\|\s*[a-z_]+)*\s*\}(?![}%#])")
_SPACES = dict.fromkeys(map(ord, (*ODD_SPACES, "\t", "\n", "\r")), " ")
_CURLY = re.compile("“([^\"'“”‘’«»„]*)”|‘([^\"'“”‘’«»„]*)’")
_APOSTROPHE = re.compile(r"\w([’'])\w")
_STRING = re.compile(r"\"[^\"]*\"|'[^']*'")
_CURLED = re.compile("[“”‘]")
_BARE = re.compile(r'[A-Za-z0-9_ .,|()=!<>\[\]:+*/~%"-]')
_PREFIX = re.compile(r"(p|tr|tc|r)\s+(?=\S)")
_VALUE_PREFIX = re.compile(r"(p|tr|tc|r)\s+(?=[\w\"'(])(?!(?:if|is|in|and|or)\s)")

_LONGEST = 10_000
"""Characters of a tag: nobody types so many, and reading them takes seconds."""
_COMMAND = re.compile(
    r"\s*(?:(p|tr|tc|r)\s+)?(?:(for|if|elif|else|endfor|endif)\b(?!\s*[.|\]])"
    r"|set\s+\w+\s*=|(?:numero|renvoi|include)\s+(?!(?:if|is|in|and|or|not|else)\b)[\w:\"])"
)
"""What is a command for certain, between the signs of a value."""

KEYWORDS = (
    *OPENERS, *MIDDLES, "endfor", "endif", "set", *CELL_KEYWORDS, *FIELD_KEYWORDS, "sommaire", "include",
)  # fmt: skip
_FRENCH = {
    "pour": "for", "si": "if", "sinon": "else", "sinonsi": "elif", "fin": "endif", "finsi": "endif",
    "finpour": "endfor",
    "end": "endif", "elseif": "elif", "p": "{%p …", "tr": "{%tr …", "tc": "{%tc …", "r": "{%r …",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Span:
    """A tag in the text of a paragraph."""

    start: int
    end: int
    tag: Tag


def excerpt(text: str, start: int, end: int) -> str:
    """Return the words around ``text[start:end]``, on one line."""
    before, after = max(0, start - 40), min(len(text), end + 40)
    words = f"{text[before:start]}{brief(text[start:end])}{text[end:after]}"
    shown = words.replace(OBJECT, "▯").replace("\n", " ").strip()
    return f"{'…' if before else ''}{shown}{'…' if after < len(text) else ''}"


def scan(text: str, place: Place, faults: list[Finding]) -> Iterator[Span]:
    """Yield the tags of a paragraph's text; add what is not quite a tag to ``faults``."""
    position = 0
    faults.extend(_singles(text, place))
    while len(faults) < MOST_FAULTS and (match := _MARK.search(text, position)):
        mark, start = match[0], match.start()
        if mark not in _CLOSE:
            faults.append(_stray(mark, _at(place, text, start, match.end())))
            position = _after_stray(mark, text, match.end())
            continue
        limit = _limit(mark, text, match.end())
        end = text.find(_CLOSE[mark], match.end(), limit)
        if end < 0:
            faults.append(_unclosed(mark, _at(place, text, start, match.end())))
            position = limit
            continue
        position = end + 2
        faults.extend(_lone_brace(text, start, position, place))
        tag = read_tag(text[start:position], _at(place, text, start, position), faults)
        if tag is not None:
            yield Span(start, position, tag)


def _limit(mark: str, text: str, position: int) -> int:
    """Return where a tag must be closed: before the next one opens, unless it is a comment."""
    following = None if mark == "{#" else _OPEN.search(text, position)
    return following.start() if following else len(text)


def _singles(text: str, place: Place) -> Iterator[Finding]:
    for single in _SINGLE.finditer(text):
        message = f"« {single[0]} » ne sera pas remplacé : une balise a deux accolades"
        where = _at(place, text, single.start(), single.end())
        yield warning("DG129", message, where, f"écrivez « {{{single[0]}}} »")


def _lone_brace(text: str, start: int, end: int, place: Place) -> Iterator[Finding]:
    """Yield the brace typed once too often beside a tag: it would be printed. A pair around it is meant."""
    before, after = text[:start].rstrip().endswith("{"), text[end:].lstrip().startswith("}")
    if (before or after) and text.count("{") != text.count("}"):
        brace, side = ("{", "devant") if before else ("}", "derrière")
        message = f"une accolade « {brace} » seule s'imprimera {side} la balise « {text[start:end]} »"
        yield warning("DG129", message, _at(place, text, start, end), "retirez-la")


def _after_stray(mark: str, text: str, position: int) -> int:
    """Return where to go on: after the end of a tag whose opening is mistyped."""
    closing = _CLOSE.get("".join(mark.split()))
    following = text.find("{", position)
    found = text.find(closing, position, following if following >= 0 else len(text)) if closing else -1
    return position if found < 0 else found + 2


def _at(place: Place, text: str, start: int, end: int) -> Place:
    return place.around(excerpt(text, start, end))


def _stray(mark: str, place: Place) -> Finding:
    joined = "".join(mark.split())
    if joined != mark:
        return fault(
            "DG121", f"« {mark} » : une espace sépare les signes de la balise", place, f"écrivez « {joined} »"
        )
    opening = next(key for key, value in _CLOSE.items() if value == mark)
    return fault(
        "DG120",
        f"« {mark} » ferme une balise qui n'est pas ouverte",
        place,
        f"ajoutez « {opening} » devant, ou retirez-le",
    )


def _unclosed(mark: str, place: Place) -> Finding:
    message = f"la balise ouverte par « {mark} » n'est pas fermée dans son paragraphe"
    return fault("DG120", message, place, f"ajoutez « {_CLOSE[mark]} » dans le même paragraphe")


def read_tag(raw: str, place: Place, faults: list[Finding]) -> Tag | None:
    """Return the tag typed as ``raw``, or ``None`` with its fault."""
    if raw.startswith("{#"):
        return Tag(raw, place, keyword="#", prefix=_comment_prefix(raw))
    if len(raw) > _LONGEST:
        message = f"la balise « {_shown(raw)} » compte {len(raw)} caractères ; la limite est de {_LONGEST}"
        faults.append(fault("DG135", message, place, "préparez la valeur dans les données"))
        return _guess(raw[:200], place)
    if OBJECT in raw:
        message = (
            f"la balise « {_shown(raw)} » est coupée par un saut, une image, un champ ou un tiret spécial"
        )
        faults.append(fault("DG122", message, place, "retapez la balise d'un seul tenant"))
        return None
    inner = _clean(raw, place, faults)
    if inner is None:
        return _guess(raw, place)
    if inner[:1] in {"-", "+"} or inner[-1:] in {"-", "+"}:
        message = f"la balise « {raw} » contient un signe qui supprime les espaces"
        faults.append(
            fault("DG128", message, place, "retirez le « - » ou le « + » collé au « % » ou aux accolades")
        )
        return _guess(raw, place)
    return (
        _value(raw, inner, place, faults) if raw.startswith("{{") else _statement(raw, inner, place, faults)
    )


def _comment_prefix(raw: str) -> str:
    match = _PREFIX.match(raw[2:-2])
    return match[1] if match and match[1] in {"p", "tr", "tc"} else ""


def _shown(raw: str) -> str:
    return raw.replace(OBJECT, "▯")


def _clean(raw: str, place: Place, faults: list[Finding]) -> str | None:
    """Return the inside of a tag in plain characters, or ``None`` with a fault that shows the odd one."""
    inner = _CURLY.sub(lambda m: f'"{m[1] if m[1] is not None else m[2]}"', raw[2:-2].translate(_SPACES))
    problem = _oddity(inner, raw, place)
    if problem is not None:
        faults.append(problem)
        return None
    return inner


def _oddity(inner: str, raw: str, place: Place) -> Finding | None:
    """Return the fault of the first odd character of a tag, outside its constants and then in them."""
    bare = _STRING.sub('""', inner)
    if _CURLED.search(bare) and (inside := _APOSTROPHE.search(bare)):
        return _odd_constant(inside[1], raw, place)
    if odd := next(filterfalse(_BARE.match, bare), ""):
        return _odd(odd, raw, place)
    typed = "".join(constant[1:-1] for constant in _STRING.findall(inner))
    odd = next(filter(_is_odd_in_constant, typed), "")
    return _odd_constant(odd, raw, place) if odd else None


def _is_odd_in_constant(char: str) -> bool:
    return char in "“”‘’«»„&\"'\\" or not char.isprintable()


def _odd(char: str, raw: str, place: Place) -> Finding:
    message = f"le caractère « {shown(char)} » (U+{ord(char):04X}) est refusé dans la balise « {raw} »"
    return fault("DG123", message, place, of_character(char, raw))


def _odd_constant(char: str, raw: str, place: Place) -> Finding:
    sign = f"« {shown(char)} » (U+{ord(char):04X})"
    message = f"le caractère {sign} est refusé dans un texte comparé (balise « {raw} »)"
    return fault("DG123", message, place, "comparez à un code simple, sans apostrophe ni guillemet ni « & »")


def _value(raw: str, inner: str, place: Place, faults: list[Finding]) -> Tag | None:
    if command := _COMMAND.match(inner):
        meant = f"{{%{inner.rstrip()} %}}" if inner[:1].isspace() else f"{{%{inner.strip()} %}}"
        message = f"la balise « {raw} » est une commande entre accolades doubles"
        faults.append(fault("DG140", message, place, f"écrivez « {meant} »"))
        known = bool(command[2])
        return Tag(raw, place, prefix=command[1] or "", keyword=command[2], faulty=True) if known else None
    prefix, body = _parted(_VALUE_PREFIX, inner)
    if prefix in {"tr", "tc"}:
        message = f"la forme « {{{{{prefix} … }}}} » n'est pas prise en charge"
        faults.append(fault("DG128", message, place, "utilisez {{ … }} ou {{p … }}"))
        return None
    if not body:
        faults.append(fault("DG140", f"la balise « {raw} » est vide", place, "écrivez le nom d'un champ"))
        return None
    return Tag(raw, place, prefix=prefix, body=body)


def _parted(prefixes: re.Pattern[str], inner: str) -> tuple[str, str]:
    """Return the prefix of a tag, none if it has none, and the rest of its inside."""
    match = prefixes.match(inner)
    return (match[1], inner[match.end() :].strip()) if match else ("", inner.strip())


def _statement(raw: str, inner: str, place: Place, faults: list[Finding]) -> Tag | None:
    prefix, body = _parted(_PREFIX, inner)
    keyword = (re.match(r"\w+", body) or [""])[0]
    if reader := _READERS.get(keyword):
        return reader(raw, prefix, body, place, faults)
    if keyword in KEYWORDS:
        return Tag(raw, place, prefix=prefix, keyword=keyword, body=body)
    near = _nearest(keyword, body)
    faults.append(_unknown_keyword(body, near, raw, place))
    block = near in KEYWORDS and near not in CELL_KEYWORDS
    return Tag(raw, place, prefix=prefix, keyword=near, faulty=True) if block else None


def _include(raw: str, _prefix: str, _body: str, place: Place, faults: list[Finding]) -> None:
    """Report an inclusion that is still there: it is written alone in its paragraph, in one form only."""
    advice = 'écrivez {%p include "signatures.docx" %}, seule dans son paragraphe'
    faults.append(fault(UNMERGED, f"la balise « {raw} » ne reprend aucune pièce", place, advice))


def _toc(raw: str, prefix: str, body: str, place: Place, faults: list[Finding]) -> Tag | None:
    """Return the tag of a table of contents: it is written alone in its paragraph, in one form only."""
    if (prefix, body) == ("p", "sommaire"):
        return Tag(raw, place, prefix=prefix, keyword=body, body=body)
    advice = "écrivez {%p sommaire %}, seule dans son paragraphe"
    faults.append(fault("DG140", f"la balise « {raw} » ne se lit pas", place, advice))
    return None


def _shape(raw: str, prefix: str, body: str, place: Place, faults: list[Finding]) -> Tag | None:
    """Return a tag that shapes its cell."""
    keyword, _, given = body.partition(" ")
    given = given.strip()
    if prefix or bool(given) != (keyword in {"colspan", "cellbg"}):
        form = {"colspan": "{% colspan nombre %}", "cellbg": "{% cellbg couleur %}"}.get(
            keyword, f"{{% {keyword} %}}"
        )
        message = f"la balise « {raw} » ne se lit pas"
        faults.append(fault("DG140", message, place, f"écrivez « {form} » avec le texte de la cellule"))
        return None
    return Tag(raw, place, keyword=keyword, body=given or "loop.first")


_NUMBER = re.compile(r"numero ([a-z]+)(?: *: *([\w .,-]+)| +([^ :].*))?\Z")
_REFERENCE = re.compile(r"renvoi(?: ([a-z]+))? *: *([\w .,-]+)\Z|renvoi +([^ :].*)\Z")


def _field(raw: str, prefix: str, body: str, place: Place, faults: list[Finding]) -> Tag | None:
    """Return a tag that writes a number or a reference, to a name typed after « : » or found in the data."""
    keyword = body.partition(" ")[0]
    found = (_NUMBER if keyword == "numero" else _REFERENCE).match(body)
    if prefix or found is None:
        form = "{% numero article titre %}" if keyword == "numero" else "{% renvoi titre %}"
        advice = f"écrivez « {form} », ou « {form.replace('titre', ': mots')} »"
        faults.append(fault("DG140", f"la balise « {raw} » ne se lit pas", place, advice))
        return None
    name = found[3] or f'"{(found[2] or "").strip()}"'
    return Tag(raw, place, prefix="r", keyword=keyword, body=name, series=found[1] or "")


_Reader = Callable[[str, str, str, Place, list[Finding]], Tag | None]
_READERS: dict[str, _Reader] = {
    **dict.fromkeys(CELL_KEYWORDS, _shape), **dict.fromkeys(FIELD_KEYWORDS, _field),
    "include": _include, "sommaire": _toc,
}  # fmt: skip
"""How the statements that are no blocks are read: as typed, prefix, inside, place, faults."""


def _guess(raw: str, place: Place) -> Tag | None:
    """Return a tag that cannot be read but whose keyword is plain, so that its block is not reported too."""
    found = re.match(r"\{%[-+]?(?:(p|tr|tc|r) )?\s*(\w+)", raw)
    if found and found[2] in KEYWORDS and found[2] not in CELL_KEYWORDS:
        return Tag(raw, place, prefix=found[1] or "", keyword=found[2], faulty=True)
    return None


def _nearest(keyword: str, body: str) -> str:
    if keyword == "end" and body.split()[1:2] in (["for"], ["if"]):
        return f"end{body.split()[1]}"
    small = keyword.lower()
    if glued := _GLUED.match(small):
        return f"{{%{glued[1]} {glued[2]}"
    return _FRENCH.get(small) or closest(keyword, KEYWORDS)


_GLUED = re.compile(r"(p|tr|tc|r)(for|if|elif|else|endfor|endif|include|sommaire)\Z")
_LEFT_OUT = re.compile(r"(end)?(raw|macro|call|filter|block|trans|with|autoescape|verbatim)\Z|do\Z|break\Z")
"""Commands of Jinja that the language does without."""
_PATH = re.compile(r"[a-z][a-z0-9_.]*(?:\s*\|.*)?\Z")


def _unknown_keyword(body: str, near: str, raw: str, place: Place) -> Finding:
    keyword = (re.match(r"\w+", body) or [""])[0]
    message = f"la commande « {keyword} » de la balise « {raw} » n'existe pas"
    advice = "les commandes sont for, endfor, if, elif, else, endif et set"
    if near:
        advice = f"écrivez « {near} »"
    elif _PATH.match(body) and not _LEFT_OUT.match(keyword):
        advice = f"pour imprimer une valeur, écrivez « {{{{ {body} }}}} » ; {advice}"
    if not keyword:
        message = f"la balise « {raw} » ne commence par aucune commande"
    return fault("DG141", message, place, advice)
