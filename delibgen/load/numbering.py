"""Numbers given to the acts that have none, when the assembly declares a pattern: ``numeros.yaml``.

The file stands beside ``seance.yaml``. A number once given stays with its act, whatever is added, taken away
or renamed (« 03-eau.yaml » to « 05-eau.yaml »); that of an act taken away is kept, and never given again.
"""

import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count, filterfalse
from pathlib import Path

from delibgen import french
from delibgen.errors import Finding, Place
from delibgen.load.files import read_tree
from delibgen.load.nodes import Fields, Node, text_of
from delibgen.model.numerotation import Numerotation
from delibgen.model.seance import Seance

FICHIER = "numeros.yaml"
_ENTETE = """\
# Numéros donnés par delibgen aux actes qui n'en portent pas : fichier à garder avec la séance.
# Le numéro d'un acte ôté reste ici, et n'est jamais redonné.
"""


@dataclass(frozen=True)
class Numeros:
    """The numbers of one sitting that its acts do not bear themselves."""

    chemin: Path
    """The file that keeps them."""
    gardes: Mapping[str, str] = field(default_factory=dict)
    """Key of an act → number, those of acts that went included."""
    par_fichier: Mapping[Path, str | None] = field(default_factory=dict)
    """File of an act of the sitting → its number; ``None`` when the fault is told, once for all."""
    retires: tuple[str, ...] = ()
    """Numbers of acts that are no longer there."""
    nouveaux: bool = False
    """Whether some are not in the file yet."""

    def texte(self) -> str:
        """Return the file that keeps the numbers."""
        lines = (f"{_quoted(key)}: {_quoted(number)}\n" for key, number in self.gardes.items())
        return _ENTETE + "".join(lines)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


class Suites:
    """Where each series of numbers stands, from one sitting of a year to the next."""

    def __init__(self) -> None:
        self._last: dict[object, int] = {}

    def premier(self, seance: Seance) -> int | None:
        """Return the rank that follows the sittings already read, if any was."""
        last = self._last.get(serie_key(seance))
        return None if last is None else last + 1

    def note(self, seance: Seance, numbers: Sequence[str]) -> None:
        """Learn the numbers of a sitting: its acts, and those that are kept."""
        pattern = seance.assemblee.numerotation
        key = serie_key(seance)
        if pattern is None or key is None:
            return
        ranks = _ranks(pattern, seance, (*numbers, *seance.numeros_retires))
        self._last[key] = max((*ranks, self._last.get(key, 0)))


def serie_key(seance: Seance) -> object:
    """Return what the sittings of a series share; ``None`` when each begins at 1, or without a pattern."""
    pattern = seance.assemblee.numerotation
    if pattern is None or pattern.periode == "seance":
        return None
    owner = (seance.assemblee.collectivite.nom, seance.assemblee.intitule, pattern.motif)
    return owner, seance.date.year if pattern.periode == "annee" else None


def _ranks(pattern: Numerotation, seance: Seance, numbers: Sequence[str]) -> set[int]:
    ranks = (pattern.rang(number, seance.date) for number in numbers)
    return {rank for rank in ranks if rank is not None}


def read_numbers(folder: Path, faults: list[Finding]) -> dict[str, str]:
    """Return the numbers that a sitting's folder keeps; each line that is not one is reported."""
    path = folder / FICHIER
    tree = read_tree(path, faults) if path.is_file() else None
    if tree is None:
        return {}
    kept = {}
    for key, node in tree.entries.items() if isinstance(tree, Fields) else ():
        number = text_of(node)
        if number is None:
            message = f"« {key} » : numéro attendu"
            faults.append(Finding(code="DG201", message=message, place=node.mark.place()))
        else:
            kept[key] = number
    return kept


def give_numbers(
    folder: Path,
    seance: Seance,
    trees: Sequence[tuple[Path, Node | None]],
    faults: list[Finding],
    suites: Suites | None = None,
    *,
    classeur: bool = False,
) -> Numeros:
    """Return the numbers of the acts that bear none: those they had, or the next free ones, in order.

    Args:
        folder: the sitting's folder.
        seance: the sitting.
        trees: file and tree of each act, in the order of the sitting.
        faults: where faults go.
        suites: where the sittings of the year that come before have stopped.
        classeur: whether the acts are rows of a workbook: nothing tells a row that was moved from another,
            so they bear their numbers themselves.
    """
    pattern = seance.assemblee.numerotation
    borne = {file: _borne(tree) for file, tree in trees}
    if pattern is None or not (None in borne.values() or (folder / FICHIER).is_file()):
        return Numeros(folder / FICHIER)
    giving = _Giving(folder, seance, pattern, borne, faults)
    return giving.by_row() if classeur and giving.waiting else giving.by_name(suites)


@dataclass(frozen=True)
class _Giving:
    """One giving of numbers: to the acts of a sitting, by the pattern of its assembly."""

    folder: Path
    seance: Seance
    pattern: Numerotation
    borne: Mapping[Path, str | None]
    """File of an act → the number that it bears itself, as ``_borne`` tells it."""
    faults: list[Finding]

    @property
    def waiting(self) -> list[Path]:
        """Files of the acts that bear no number, in the order of the sitting."""
        return [file for file, number in self.borne.items() if number is None]

    @property
    def own(self) -> set[str]:
        """Numbers that the acts bear themselves."""
        return set(filter(None, self.borne.values()))

    def by_row(self) -> Numeros:
        """Refuse the rows of a workbook that bear no number."""
        fault = _unnumbered_rows(self.pattern, self.seance, self.folder, len(self.waiting))
        return self._refused({}, [fault])

    def by_name(self, suites: Suites | None) -> Numeros:
        """Return the numbers kept under the names of the files, and new ones for the others."""
        kept = read_numbers(self.folder, self.faults)
        keys, doubts = _keys(self.borne, kept)
        if doubts:
            whose = (_whose(key, kept[key], files, self.folder) for key, files in doubts.items())
            return self._refused(kept, whose)
        new = [keys[file] for file in self.waiting if keys[file] not in kept]
        used = _ranks(self.pattern, self.seance, (*self.own, *kept.values(), *self.seance.numeros_retires))
        added = _next_free(new, self.pattern, self.seance, used, suites)
        if added is None:
            return self._refused(kept, [_unknown_first(self.pattern, self.seance, self.folder, len(new))])
        given = {**kept, **added}
        by_file = {file: given[keys[file]] for file in self.waiting}
        gone = tuple(filterfalse({*self.own, *by_file.values()}.__contains__, given.values()))
        return Numeros(self.folder / FICHIER, given, by_file, gone, nouveaux=bool(new))

    def _refused(self, kept: Mapping[str, str], faults: Iterable[Finding]) -> Numeros:
        """Report why no act that waits for a number has one."""
        self.faults.extend(faults)
        return Numeros(self.folder / FICHIER, kept, dict.fromkeys(self.waiting))


def _next_free(
    keys: Sequence[str], pattern: Numerotation, seance: Seance, used: set[int], suites: Suites | None
) -> dict[str, str] | None:
    """Return a number for each key, in their order; ``None`` when nobody knows where the sitting begins."""
    if not keys:
        return {}
    first = _first(pattern, seance, used, suites)
    if first is None:
        return None
    free = filterfalse(used.__contains__, count(first or 1))
    return {key: pattern.numero(seance.date, next(free)) for key in keys}


def number_said(tree: Node | None) -> str | None:
    """Return the number that the file of an act says, whatever is wrong with the rest of it."""
    return text_of(tree.entries.get("numero")) if isinstance(tree, Fields) else None


def _borne(tree: Node | None) -> str | None:
    """Return the number that an act bears itself; "" when nobody can tell, or it is no deliberation."""
    if not isinstance(tree, Fields):
        return ""
    if "numero" in tree.entries:
        return number_said(tree) or ""
    is_deliberation = "type" not in tree.entries or text_of(tree.entries["type"]) == "deliberation"
    return None if is_deliberation else ""


def _keys(
    borne: Mapping[Path, str | None], kept: Mapping[str, str]
) -> tuple[dict[Path, str], dict[str, list[Path]]]:
    """Return the key of each file without a number, and the files that may have had the same one before.

    A file whose name is kept has that key; another one has that of the file of the same name but for its
    rank, if that file went: it was renamed. A new key is the name without its rank, or all of it when that
    would be shared.
    """
    names = {file: unicodedata.normalize("NFC", file.stem) for file in borne}
    gone = _gone(names.values(), filter(None, borne.values()), kept)
    uses = Counter([*map(_short, names.values()), *kept])
    keys = {file: names[file] for file, number in borne.items() if number is None}
    doubts = {}
    for short, files in _by_short({file: name for file, name in keys.items() if name not in kept}).items():
        before = gone[short]
        if len(before) == len(files) == 1:
            keys[files[0]] = before[0]
        elif before:
            doubts[before[0]] = files
        elif uses[short] == 1:
            keys[files[0]] = short
    return keys, doubts


def _by_short(names: Mapping[Path, str]) -> dict[str, list[Path]]:
    """Return the files of each name without rank."""
    files = defaultdict(list)
    for file, name in names.items():
        files[_short(name)].append(file)
    return files


def _gone(
    names: Collection[str], numbers: Iterable[str], kept: Mapping[str, str]
) -> defaultdict[str, list[str]]:
    """Return the kept keys that no file has any more and whose number no act says itself, by short name."""
    said, gone = set(numbers), defaultdict(list)
    for key, number in kept.items():
        if key not in names and number not in said:
            gone[_short(key)].append(key)
    return gone


def _short(name: str) -> str:
    return re.sub(r"^\d+[-_. ]*", "", name) or name


def _whose(key: str, number: str, files: Sequence[Path], folder: Path) -> Finding:
    those = french.liste_ou(f"« {file.name} »" for file in files)
    message = f"le numéro {number} est celui de « {key} » : {those} ?"
    todo = "écrire « numero » dans celui qui le porte, ou donner un autre nom à ceux qui ne le portent pas"
    return Finding(code="DG227", message=message, place=Place(file=str(folder)), suggestion=todo)


def _first(pattern: Numerotation, seance: Seance, used: set[int], suites: Suites | None) -> int | None:
    if seance.premier_numero is not None:
        return pattern.rang(seance.premier_numero, seance.date)
    if pattern.periode == "seance":
        return 1
    after = suites.premier(seance) if suites is not None else None
    return after if after is not None else min(used, default=None)


def _unnumbered_rows(pattern: Numerotation, seance: Seance, folder: Path, waiting: int) -> Finding:
    example = seance.premier_numero or pattern.numero(seance.date, 1)
    what = french.compte(waiting, "point sans numéro", "points sans numéro")
    message = f"{what} : dans un classeur, chaque point porte le sien"
    todo = f"remplir la colonne « numero » de la feuille « points », comme « {example} »"
    return Finding(code="DG227", message=message, place=Place(file=str(folder)), suggestion=todo)


def _unknown_first(pattern: Numerotation, seance: Seance, folder: Path, waiting: int) -> Finding:
    example = pattern.numero(seance.date, 1)
    what = french.compte(waiting, "acte sans numéro", "actes sans numéro")
    message = f"{what}, et le premier numéro de la séance n'est pas connu"
    todo = f"donner « premier_numero: {example} » dans « seance.yaml », ou construire toute l'année ensemble"
    return Finding(code="DG227", message=message, place=Place(file=str(folder)), suggestion=todo)


__all__ = ["FICHIER", "Numeros", "Suites", "give_numbers", "number_said", "read_numbers", "serie_key"]
