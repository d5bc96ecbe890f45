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
    many = len(genres) > 1
    women = bool(genres) and "m" not in genres
    words = []
    for word in mot.split(" "):
        small = word[:1].lower() + word[1:]
        known = word if word in _VERBES else small
        if known in _VERBES:
            said = _VERBES[known] if many else _FEMININS.get(known, known) if women else known
            words.append(said if known == word else french.capitale(said))
        else:
            words.append(word if word in _INVARIABLES or not word else french.accord_groupe(word, genres))
    return " ".join(words)


__all__ = ["agree"]
