"""The numbers that a sitting's folder keeps (``numeros.yaml``), and which act each of them belongs to."""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from delibgen.errors import Finding
from delibgen.load.files import read_tree
from delibgen.load.nodes import Fields, Node, Scalar, text_of

FICHIER = "numeros.yaml"
_ENTETE = """\
# Numéros donnés par delibgen aux actes qui n'en portent pas : fichier à garder avec la séance.
# Le numéro d'un acte ôté reste ici, et n'est jamais redonné.
"""
K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True)
class Garde:
    """A number that was given, and what tells the act that has it."""

    numero: str
    """The number."""
    fichier: str = ""
    """Name of the act's file, without its suffix; ``""`` in a file of an earlier delibgen."""
    objet: str = ""
    """Subject of the act when it was last seen."""
    retire: bool = False
    """Whether a packet was made without the act."""

    def line(self, key: str) -> str:
        """Return the line of the file that keeps the number."""
        fields = {"numero": self.numero, "fichier": self.fichier, "objet": self.objet}
        said = [f"{name}: {_quoted(value)}" for name, value in fields.items() if value]
        said += ["retire: oui"] if self.retire else []
        return f"{_quoted(key)}: {{{', '.join(said)}}}\n"


def file_of(kept: Mapping[str, Garde]) -> str:
    """Return the file that keeps the numbers."""
    return _ENTETE + "".join(garde.line(key) for key, garde in kept.items())


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def read_numbers(folder: Path, faults: list[Finding]) -> dict[str, Garde]:
    """Return the numbers that a sitting's folder keeps; each line that is not one is reported."""
    path = folder / FICHIER
    tree = read_tree(path, faults) if path.is_file() else None
    kept = {}
    for key, node in tree.entries.items() if isinstance(tree, Fields) else ():
        garde = _garde(node)
        if garde is not None:
            kept[key] = garde
        else:
            message = f"« {key} » : numéro attendu"
            faults.append(Finding(code="DG201", message=message, place=node.mark.place()))
    return kept


def _garde(node: Node) -> Garde | None:
    """Return what a line keeps: a number alone, or with what tells its act."""
    if not isinstance(node, Fields):
        number = text_of(node)
        return Garde(number) if number else None
    said = {name: text_of(node.entries.get(name)) or "" for name in ("numero", "fichier", "objet")}
    retire = node.entries.get("retire")
    gone = isinstance(retire, Scalar) and retire.value in {True, "oui"}
    return Garde(**said, retire=gone) if said["numero"] else None


@dataclass(frozen=True)
class Fiche:
    """An act that bears no number: its file and its subject."""

    fichier: Path
    objet: str

    @property
    def nom(self) -> str:
        """Name of its file, without its suffix."""
        return unicodedata.normalize("NFC", self.fichier.stem)


@dataclass(frozen=True)
class Partage:
    """Which kept number each act has."""

    cles: Mapping[Path, str]
    """File → key of its number; a file without one is new."""
    doutes: Mapping[str, list[Fiche]]
    """Key of a number → acts that may be the one that had it."""


def share(fiches: Collection[Fiche], kept: Mapping[str, Garde]) -> Partage:
    """Find the act of each number that was given.

    Its file has the same name, whatever its subject has become; or it was renamed, and has the same subject.
    An act that a packet was made without comes back under its name and with its subject, not with one alone.

    Args:
        fiches: acts that bear no number.
        kept: numbers that no act says itself, by key.
    """
    waiting, free = list(fiches), dict(kept)
    cles: dict[Path, str] = {}
    for of_garde, of_fiche in _CLUES:
        found = dict(_pairs(waiting, free, of_garde, of_fiche))
        cles.update({fiche.fichier: key for fiche, key in found.items()})
        waiting = [fiche for fiche in waiting if fiche not in found]
        free = {key: garde for key, garde in free.items() if key not in found.values()}
    doubts = {key: [one for one in waiting if _alike(one, key, garde)] for key, garde in free.items()}
    return Partage(cles, {key: those for key, those in doubts.items() if those})


def short(name: str) -> str:
    """Return the name of a file without its rank.

    >>> short("03-eau")
    'eau'
    """
    return re.sub(r"^\d+[-_. ]*", "", name) or name


def _plain(objet: str) -> str:
    """Return a subject without what a correction of its typing changes."""
    bare = unicodedata.normalize("NFD", objet.casefold())
    return " ".join(re.findall(r"[a-z0-9]+", "".join(c for c in bare if not unicodedata.combining(c))))


_Clue = tuple[Callable[[str, Garde], Hashable], Callable[[Fiche], Hashable]]
_CLUES: tuple[_Clue, ...] = (
    # The same file; one that a packet was made without must have the same subject too.
    (lambda _, garde: None if garde.retire else garde.fichier or None, lambda fiche: fiche.nom),
    (lambda key, garde: None if garde.fichier else key, lambda fiche: fiche.nom),
    (
        lambda key, garde: _both(garde.fichier or key, garde.objet),
        lambda fiche: _both(fiche.nom, fiche.objet),
    ),
    # Files of an earlier delibgen say no subject.
    (lambda key, garde: None if garde.fichier else short(key), lambda fiche: short(fiche.nom)),
    (
        lambda _, garde: None if garde.retire else _plain(garde.objet) or None,
        lambda fiche: _plain(fiche.objet),
    ),
)


def _both(name: str, objet: str) -> tuple[str, str] | None:
    return (short(name), _plain(objet)) if _plain(objet) else None


def _pairs(
    waiting: Collection[Fiche],
    free: Mapping[str, Garde],
    of_garde: Callable[[str, Garde], Hashable],
    of_fiche: Callable[[Fiche], Hashable],
) -> Iterator[tuple[Fiche, str]]:
    """Yield the acts and the numbers that one clue joins, when it joins no other."""
    sought = {key: of_garde(key, garde) for key, garde in free.items()}
    numbers, acts = Counter(sought.values()), Counter(map(of_fiche, waiting))
    by_clue = {clue: key for key, clue in sought.items() if clue is not None and numbers[clue] == 1}
    for fiche in waiting:
        clue = of_fiche(fiche)
        if clue in by_clue and acts[clue] == 1:
            yield fiche, by_clue[clue]


def _alike(fiche: Fiche, key: str, garde: Garde) -> bool:
    """Tell whether an act may be the one that had a number."""
    same_subject = _plain(fiche.objet) and _plain(fiche.objet) == _plain(garde.objet) and not garde.retire
    return short(fiche.nom) == short(garde.fichier or key) or bool(same_subject)


def surprise(fiche: Fiche, garde: Garde) -> str:
    """Return why an act may not be the one that had its number; ``""`` when it surely is."""
    before, now = _plain(garde.objet), _plain(fiche.objet)
    if not (before and now and garde.fichier):
        return ""
    if fiche.nom == garde.fichier and not _words(before) & _words(now):
        return f"l'objet de ce fichier était « {garde.objet} »"
    if short(fiche.nom) != short(garde.fichier):
        return f"il était dans « {garde.fichier} », sous le même objet"
    return ""


def _words(subject: str) -> set[str]:
    return {word for word in subject.split() if len(word) > 3}


def remembered(garde: Garde, fiche: Fiche | None, *, gone: bool) -> Garde:
    """Return what is kept of a number once its act was seen, or was not."""
    if fiche is not None:
        return Garde(garde.numero, fiche.nom, fiche.objet)
    return replace(garde, retire=True) if gone else garde
