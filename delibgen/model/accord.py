"""Words of formulas that agree with people: « {secretaires:a été élu} » → « ont été élues »."""

from collections.abc import Sequence

from delibgen import french
from delibgen.french._refuse import Genre

_VERBES = {
    "a": "ont",
    "est": "sont",
    "était": "étaient",
    "avait": "avaient",
    "donne": "donnent",
    "vote": "votent",
    "siège": "siègent",
    "assiste": "assistent",
    "assistait": "assistaient",
    "s'abstient": "s'abstiennent",
    "s'est": "se sont",
    "M.": "MM.",
    "Monsieur": "Messieurs",
    "Madame": "Mesdames",
    "Mme": "Mmes",
    "quitte": "quittent",
    "prend": "prennent",
    "présente": "présentent",
    "expose": "exposent",
    "rapporte": "rapportent",
    "le": "les",
    "son": "ses",
}
_FEMININS = {"le": "la", "son": "sa"}
_INVARIABLES = frozenset(["ne", "pas", "part", "au", "en", "vote", "été", "pouvoir", "présidence", "la"])


def agree(mot: str, genres: Sequence[Genre]) -> str:
    """Return words agreed with people: « a été élu » → « ont été élues ».

    >>> agree("a été élu", ["f", "f"]), agree("Le", ["f"])
    ('ont été élues', 'La')
    """
    return " ".join(_agreed(word, genres) for word in mot.split(" "))


def _agreed(word: str, genres: Sequence[Genre]) -> str:
    if word in _VERBES:
        return _verb(word, genres)
    small = word[:1].lower() + word[1:]
    if small in _VERBES:
        return french.capitale(_verb(small, genres))
    return word if word in _INVARIABLES or not word else french.accord_groupe(word, genres)


def _verb(word: str, genres: Sequence[Genre]) -> str:
    """Return a word of the table for these people."""
    if len(genres) > 1:
        return _VERBES[word]
    return _FEMININS.get(word, word) if set(genres) == {"f"} else word


__all__ = ["agree"]
