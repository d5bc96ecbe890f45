"""Which field a text of a finished act comes from, told by the words around it.

The same date may be that of the notice and of its posting, the same name the town and its body, the same
person the chair and the rapporteur. « Convocation affichée le » tells; where nothing does, it is said.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from delibgen.french.accents import without_accents

_STEM = 5
"""« convoqué » and « convocation » have five letters in common, « affiché » and « affichage » too."""
_WINDOW = 60
_NEAR = 15
_VAGUE = frozenset((
    *("nom", "date", "numero", "titre", "texte", "objet", "libelle", "qualite", "fonction", "heure"),
    *("membre", "seance", "acte", "personne", "nombre", "intitule", "de_nom", "a_nom", "du_nom", "au_nom"),
    *("nom_complet", "nom_court", "nom_sans_civilite", "nom_abrege"),
))
"""Last names of paths that say nothing by themselves: what they belong to does."""
_THERE = r"(?=\s(?:\s|$))"
"""The place of the value itself, right after a word: two spaces where what follows is looked at too."""
_OTHERS: Mapping[str, tuple[str, ...]] = {
    "ville": ("fait a", "delibere a"),
    "a_ville": (f"fait{_THERE}", f"delibere{_THERE}"),
    "lieu": ("fait a", "delibere a", "reuni a"),
    "president": ("maire", "sous la presidence"),
    "auteur": ("signataire", "par delegation"),
}
"""Words that tell a field and do not resemble its name."""
_TOWNS: Mapping[str, int] = {"ville": 0, "lieu": 0, "a_ville": 1}
"""Fields whose value, in one word, stands in many names (« Ormeval Habitat »); how many words come first."""
NOMBRES: Mapping[str, tuple[str, ...]] = {
    "presence.en_exercice": ("en exercice",),
    "presence.nombre_presents": ("presents", "presentes", "membres presents"),
    "presence.nombre_presents_votants": ("presents participant au vote", "presents votants"),
    "presence.nombre_pouvoirs": ("pouvoirs", "pouvoir", "procurations", "procuration", "representes"),
    "presence.nombre_absents": ("absents", "absentes"),
    "presence.votants": ("votants",),
    "presence.quorum": ("quorum",),
    "presence.nombre_non_votants": ("ne se prononce pas", "ne prend pas part", "non votants"),
    "scrutin.pour": ("pour", "voix pour"),
    "scrutin.contre": ("contre", "voix contre"),
    "scrutin.abstentions": ("abstention", "abstentions"),
    "scrutin.exprimes": ("exprimes", "suffrages exprimes"),
    "scrutin.blancs": ("blancs",),
    "scrutin.nuls": ("nuls",),
}
"""Numbers that the law wants printed, with the words beside which they stand."""
_NUMBER = re.compile(r"(?<![\w.,/-])\d{1,4}(?![\w/-]|[.,]\d)")
_LABELLED = re.compile(r"[:=]\s*$")
_LAST = re.compile(r"[^\d;–—.(\n]*$")
_NEXT = re.compile(r"^[^\d,;–—.)\n]*")


@dataclass(frozen=True, slots=True)
class Valeur:
    """A text that a document may hold, and the tag that writes it."""

    texte: str
    balise: str
    chemin: str = ""
    """The field: « seance.convocation.date »."""
    personne: bool = False
    """Whether it is the name of somebody."""


def fold(text: str) -> str:
    """Return a text in small letters without accents, of the same words."""
    return without_accents(text).lower()


def stems_of(path: str) -> frozenset[str]:
    """Return the beginnings of the words that tell a field.

    >>> sorted(stems_of("seance.affichage_convocation"))
    ['affic', 'convo']
    >>> sorted(stems_of("rapporteur.nom_complet"))
    ['rappo']
    """
    steps = [step for step in path.split(".") if step]
    told = next((step for step in reversed(steps) if step not in _VAGUE), steps[0] if steps else "")
    return frozenset(word[:_STEM] for word in fold(told).split("_") if word not in _VAGUE and len(word) > 2)


def choose(
    choices: Sequence[Valeur], before: str, after: str = ""
) -> tuple[Valeur | None, tuple[Valeur, ...]]:
    """Return the value that the words before tell, and those that it may be as well; none when it is sure.

    The one whose words are the most met and the least missing wins; the first of equals, the shortest path.
    ``None`` when the text is a common word, or the name of a town, and no word says why it is there.
    """
    near = f"{before[-_WINDOW:]} {after[:_NEAR]}"
    if all(_common(choice) and not named(choice.chemin, near) for choice in choices):
        return None, ()
    scores = [_score(choice.chemin, fold(before)[-_WINDOW:]) for choice in choices]
    best = max(scores)
    winners = [choice for choice, score in zip(choices, scores, strict=True) if score == best]
    rivals = tuple(_rivals(winners[0], winners))
    if not rivals and best <= (0, 0):  # no word tells any of them
        rivals = tuple(_rivals(winners[0], choices))
    return winners[0], rivals


def _common(value: Valeur) -> bool:
    """Tell whether a text may be there for another reason: the name of a town, a number in letters."""
    before = _TOWNS.get(value.chemin.split(".")[-1])
    return value.texte.count(" ") <= (before or 0) and (before is not None or value.texte.islower())


def _rivals(chosen: Valeur, choices: Iterable[Valeur]) -> Iterator[Valeur]:
    """Yield a value of each other field, two paths to one field being one."""
    known = {stems_of(chosen.chemin)}
    for choice in choices:
        if stems_of(choice.chemin) not in known:
            known.add(stems_of(choice.chemin))
            yield choice


def _score(path: str, words: str) -> tuple[int, int]:
    """Return how well the words tell a field: met less missing, then met."""
    last = path.split(".")
    if any(re.search(rf"\b{other}\b", words) for step in last for other in _OTHERS.get(step, ())):
        return (9, 9)
    stems = stems_of(path)
    met = sum(bool(re.search(rf"\b{stem}", words)) for stem in stems)
    return (2 * met - len(stems), met)


def named(path: str, words: str) -> bool:
    """Tell whether words speak of a field: « Secrétaire de séance » of ``secretaires``."""
    return _score(path, fold(words))[1] > 0


def numbers_in(text: str, values: Mapping[str, int]) -> Iterator[tuple[int, int, str]]:
    """Yield the numbers that the words beside them tell: beginning, end, path.

    >>> list(numbers_in("Présents : 15 – Votants : 18", {"presence.votants": 18}))
    [(26, 28, 'presence.votants')]
    """
    folded = fold(text)
    if len(folded) != len(text):  # a ligature: places would shift
        return
    for found in _NUMBER.finditer(folded):
        equal = [path for path, value in values.items() if value == int(found[0])]
        path = next(filter(None, (_told(equal, side) for side in _sides(folded, found))), None)
        if path:
            yield found.start(), found.end(), path


def _sides(text: str, number: re.Match[str]) -> Iterator[str]:
    """Yield the words that may tell a number: those after it, unless a label comes before, then that one."""
    before, after = _LAST.search(text[: number.start()]), _NEXT.match(text[number.end() :])
    label = before[0] if before else ""
    if after and not _LABELLED.search(label):
        yield after[0]
    yield label


def _told(paths: Sequence[str], words: str) -> str | None:
    """Return the path told by the longest of its words there."""
    known = [(len(clue), path) for path in paths for clue in NOMBRES[path] if _holds(clue, words)]
    longest = max(
        (len(clue) for clues in NOMBRES.values() for clue in clues if _holds(clue, words)), default=0
    )
    return max(known)[1] if known and max(known)[0] == longest else None


def _holds(clue: str, words: str) -> bool:
    return re.search(rf"\b{re.escape(clue)}\b", words) is not None
