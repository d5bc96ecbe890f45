"""The ways in which a tag is changed, each an accident that happens in Word.

The first ten are proved: every mutant of them that changes the document must be reported by lint. Those of
``BEYOND`` give a template that says something else but is a right template: they are measured, not proved.
"""

import re
from collections.abc import Callable, Iterator, Mapping

Mutation = Callable[[str], str]
"""A tag as typed → as changed; the same text when the accident cannot happen to it."""

_WORD = re.compile(r"[a-z_][a-z0-9_]*")
_LANGUAGE = frozenset((
    "p", "tr", "tc", "r", "if", "elif", "else", "endif", "for", "endfor", "in", "not", "and", "or", "is",
    "none", "set", "loop", "true", "false",
))  # fmt: skip
_KEYWORD = re.compile(r"^(\{%(?:p|tr|tc)? *)(if|elif|else|endif|for|endfor)\b")
_FILTER = re.compile(r"\s*\|\s*([a-z_]+)(\([^()]*\))?")
_STRING = re.compile(r"\"[^\"]*\"|'[^']*'")


def words(tag: str) -> list[re.Match[str]]:
    """Return the names of a tag: fields, variables, filters; not the words of the language."""
    bare = _STRING.sub(lambda match: " " * len(match[0]), tag)
    return [match for match in _WORD.finditer(bare) if match[0] not in _LANGUAGE]


def _at(tag: str, match: re.Match[str], text: str) -> str:
    return tag[: match.start()] + text + tag[match.end() :]


def _last_name(tag: str) -> re.Match[str] | None:
    filters = {match.start(1) for match in _FILTER.finditer(tag)}
    names = [match for match in words(tag) if match.start() not in filters]
    return names[-1] if names else None


def lettres_inversees(tag: str) -> str:
    """« objet » → « ojbet »."""
    name = _last_name(tag)
    if name is None:
        return tag
    text = name[0]
    for rank in range(1, len(text) - 1):
        if text[rank] != text[rank + 1]:
            swapped = text[:rank] + text[rank + 1] + text[rank] + text[rank + 2 :]
            return _at(tag, name, swapped)
    return tag


def lettre_perdue(tag: str) -> str:
    """« objet » → « objt »."""
    found = [match for match in words(tag) if len(match[0]) > 2]
    if not found:
        return tag
    first = found[0]
    return _at(tag, first, first[0][: len(first[0]) // 2] + first[0][len(first[0]) // 2 + 1 :])


def attribut_renomme(tag: str) -> str:
    """« objet » → « objets », « visas » → « visa »: the plural, the commonest slip."""
    name = _last_name(tag)
    if name is None:
        return tag
    return _at(tag, name, name[0][:-1] if name[0].endswith("s") else f"{name[0]}s")


def filtre_retire(tag: str) -> str:
    """« date | date_longue » → « date »."""
    found = list(_FILTER.finditer(tag))
    return tag[: found[-1].start()] + tag[found[-1].end() :] if found else tag


def filtre_renomme(tag: str) -> str:
    """« date_longue » → « date_longues »."""
    found = list(_FILTER.finditer(tag))
    if not found:
        return tag
    start, end = found[-1].span(1)
    return f"{tag[:end]}s{tag[end:]}" if start < end else tag


def accolade_perdue(tag: str) -> str:
    """« {{ objet }} » → « {{ objet } »."""
    return tag[:-1]


def guillemets(tag: str) -> str:
    """What French Word types for a quote or a hyphen: « » and –; round a name when there is neither."""
    if _STRING.search(tag):
        return _STRING.sub(lambda match: f"« {match[0][1:-1]} »", tag, count=1)
    if "_" in tag:
        return tag.replace("_", "–", 1)
    name = _last_name(tag)
    return tag if name is None else _at(tag, name, f"« {name[0]} »")


def majuscule(tag: str) -> str:
    """The capital that Word gives to the first word: « {{ Objet }} », « {% If … %} »."""
    match = re.search(r"[a-z]{2,}", tag)
    return tag if match is None else _at(tag, match, match[0].capitalize())


def espace_perdue_ou_point(tag: str) -> str:
    """« seance.date » → « seance date », « if x » → « ifx »: the dot or the space before the last name."""
    name = _last_name(tag)
    if name is None:
        return tag
    before = tag[name.start() - 1]
    joint = " " if before == "." else ""
    return tag[: name.start() - 1] + joint + tag[name.start() :] if before in ". " else tag


def commande_changee(tag: str) -> str:
    """« endif » → « endfi », « for » → « fro »: the word of command mistyped."""
    match = _KEYWORD.match(tag)
    if match is None:
        return tag
    word = match[2]
    return tag[: match.start(2)] + word[:-2] + word[-1] + word[-2] + tag[match.end(2) :]


def fin_retiree(tag: str) -> str:
    """The closing tag deleted with a line."""
    return "" if re.match(r"\{%(?:p|tr|tc)? *end", tag) else tag


def coupee(tag: str) -> str:
    """A line break typed inside (Shift + Enter)."""
    middle = tag.find(" ", 3)
    return tag[:middle] + "\n" + tag[middle + 1 :] if middle > 0 else tag


PROVED: Mapping[str, Mutation] = {
    "lettres inversées": lettres_inversees,
    "lettre perdue": lettre_perdue,
    "nom au pluriel ou au singulier": attribut_renomme,
    "filtre retiré": filtre_retire,
    "filtre renommé": filtre_renomme,
    "accolade perdue": accolade_perdue,
    "guillemets ou tiret de Word": guillemets,
    "majuscule de Word": majuscule,
    "point ou espace perdu": espace_perdue_ou_point,
    "mot de commande mal tapé": commande_changee,
    "fin de bloc retirée": fin_retiree,
    "balise coupée par un saut de ligne": coupee,
}


def balise_retiree(tag: str) -> str:
    """A printed value deleted."""
    return "" if tag.startswith("{{") else tag


def condition_inversee(tag: str) -> str:
    """« if x » → « if not x »."""
    match = re.match(r"\{%(?:p|tr|tc)? *(?:el)?if ", tag)
    if match is None:
        return tag
    rest = tag[match.end() :]
    return tag[: match.end()] + (rest.removeprefix("not ") if rest.startswith("not ") else f"not {rest}")


BEYOND: Mapping[str, Mutation] = {
    "valeur retirée": balise_retiree,
    "condition inversée": condition_inversee,
}


def changed(tag: str, mutation: Mutation, names: frozenset[str]) -> Iterator[str]:
    """Yield the tag as changed, unless nothing changes or the accident writes the name of another field.

    Nobody can tell « pour » typed for « contre » from what was meant: ``names`` are those of the data.
    """
    result = mutation(tag)
    if result == tag:
        return
    written = {match[0] for match in words(result)} - {match[0] for match in words(tag)}
    if not written & names:
        yield result
