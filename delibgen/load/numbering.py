"""Numbers given to the acts that have none, when the assembly declares a pattern: ``numeros.yaml``.

The file stands beside ``seance.yaml``. A number once given stays with its act, whatever is added, taken away
or renamed (« 03-eau.yaml » to « 05-eau.yaml »); that of an act taken away is kept, and never given again.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count, filterfalse
from pathlib import Path

from delibgen import french
from delibgen.errors import Finding, Place, Severity
from delibgen.load.nodes import Fields, Node, text_of
from delibgen.load.numeros import (
    FICHIER,
    Fiche,
    Garde,
    Partage,
    file_of,
    read_numbers,
    remembered,
    share,
    short,
    surprise,
)
from delibgen.model.numerotation import Numerotation
from delibgen.model.seance import Seance


@dataclass(frozen=True)
class Numeros:
    """The numbers of one sitting that its acts do not bear themselves."""

    chemin: Path
    """The file that keeps them."""
    gardes: Mapping[str, Garde] = field(default_factory=dict)
    """Key of an act → number, those of acts that went included."""
    par_fichier: Mapping[Path, str | None] = field(default_factory=dict)
    """File of an act of the sitting → its number; ``None`` when the fault is told, once for all."""
    retires: tuple[str, ...] = ()
    """Numbers of acts that are no longer there."""
    nouveaux: bool = False
    """Whether the file does not say all of it yet."""

    def texte(self) -> str:
        """Return the file that keeps the numbers."""
        return file_of(self.gardes)


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
    if seance.assemblee.numerotation is None:
        return Numeros(folder / FICHIER)
    giving = _Giving(folder, seance, seance.assemblee.numerotation, dict(trees), faults)
    if not (giving.waiting or (folder / FICHIER).is_file()):
        return Numeros(folder / FICHIER)
    return giving.by_row() if classeur and giving.waiting else giving.by_name(suites)


@dataclass(frozen=True)
class _Giving:
    """One giving of numbers: to the acts of a sitting, by the pattern of its assembly."""

    folder: Path
    seance: Seance
    pattern: Numerotation
    arbres: Mapping[Path, Node | None]
    """File of an act → its tree, in the order of the sitting."""
    faults: list[Finding]

    @cached_property
    def borne(self) -> dict[Path, str | None]:
        """File of an act → the number that it bears itself, as ``_borne`` tells it."""
        return {file: _borne(tree) for file, tree in self.arbres.items()}

    @property
    def sound(self) -> bool:
        """Whether every file can be read: one that cannot may be any act that went."""
        return None not in self.arbres.values()

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
        """Return the numbers kept with the acts that have them, and new ones for the others."""
        kept = read_numbers(self.folder, self.faults)
        fiches = [Fiche(file, _subject(self.arbres[file])) for file in self.waiting]
        partage = share(fiches, self._unsaid(kept))
        if partage.doutes:
            whose = (_whose(kept[key], key, those, self.folder) for key, those in partage.doutes.items())
            return self._refused(kept, whose)
        keys = {**_new_keys(self.borne, kept), **partage.cles}
        new = [keys[file] for file in self.waiting if keys[file] not in kept]
        added = _next_free(new, self.seance, (*self.own, *_numbers(kept)), suites)
        if added is None:
            return self._refused(kept, [_unknown_first(self.pattern, self.seance, self.folder, len(new))])
        self.faults.extend(_surprises(fiches, partage, kept))
        return self._given({**kept, **added}, {keys[fiche.fichier]: fiche for fiche in fiches}, kept)

    def _given(
        self, given: Mapping[str, Garde], fiches: Mapping[str, Fiche], kept: Mapping[str, Garde]
    ) -> Numeros:
        """Return the numbers of the acts, and what the folder keeps of them from now on."""
        by_file = {fiche.fichier: given[key].numero for key, fiche in fiches.items()}
        gone = tuple(filterfalse({*self.own, *by_file.values()}.__contains__, _numbers(given)))
        seen = {
            key: remembered(garde, fiches.get(key), gone=self.sound and garde.numero in gone)
            for key, garde in given.items()
        }
        return Numeros(self.folder / FICHIER, seen, by_file, gone, nouveaux=seen != kept)

    def _unsaid(self, kept: Mapping[str, Garde]) -> dict[str, Garde]:
        """Return the kept numbers that no act says itself, and whose file bears no other."""
        numbered = {Fiche(file, "").nom for file, number in self.borne.items() if number is not None}
        return {
            key: garde
            for key, garde in kept.items()
            if garde.numero not in self.own and (garde.fichier or key) not in numbered
        }

    def _refused(self, kept: Mapping[str, Garde], faults: Iterable[Finding]) -> Numeros:
        """Report why no act that waits for a number has one."""
        self.faults.extend(faults)
        return Numeros(self.folder / FICHIER, kept, dict.fromkeys(self.waiting))


def _numbers(kept: Mapping[str, Garde]) -> list[str]:
    return [garde.numero for garde in kept.values()]


def _new_keys(borne: Mapping[Path, str | None], kept: Mapping[str, Garde]) -> dict[Path, str]:
    """Return a key for each file: its name without its rank, or all of it when that would be shared."""
    names = {file: Fiche(file, "").nom for file in borne}
    counts = Counter(map(short, names.values()))
    taken = {short(key) for key in kept}
    whole = {name for name in names.values() if counts[short(name)] > 1 or short(name) in taken}
    return {file: _unused(name, kept) if name in whole else short(name) for file, name in names.items()}


def _unused(name: str, kept: Mapping[str, Garde]) -> str:
    """Return a key that no number has yet."""
    others = (f"{name} ({rank})" for rank in count(2))
    return name if name not in kept else next(filterfalse(kept.__contains__, others))


def _next_free(
    keys: Sequence[str], seance: Seance, numbers: Sequence[str], suites: Suites | None
) -> dict[str, Garde] | None:
    """Return a number for each key, in their order; ``None`` when nobody knows where the sitting begins."""
    pattern = seance.assemblee.numerotation
    if not keys or pattern is None:
        return {}
    used = _ranks(pattern, seance, (*numbers, *seance.numeros_retires))
    first = _first(pattern, seance, used, suites)
    if first is None:
        return None
    free = filterfalse(used.__contains__, count(first or 1))
    return {key: Garde(pattern.numero(seance.date, next(free))) for key in keys}


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


def _subject(tree: Node | None) -> str:
    return text_of(tree.entries.get("objet")) or "" if isinstance(tree, Fields) else ""


def _whose(garde: Garde, key: str, fiches: Sequence[Fiche], folder: Path) -> Finding:
    those = french.liste_ou(f"« {fiche.fichier.name} »" for fiche in fiches)
    before = f"« {garde.fichier or key} »" + (f", « {garde.objet} »" if garde.objet else "")
    gone = ", ôté depuis" if garde.retire else ""
    message = f"le numéro {garde.numero} est celui de {before}{gone} : {those} ?"
    todo = (
        f"écrire « numero: {garde.numero} » dans celui qui le porte, ou donner un autre nom à ceux "
        "qui ne le portent pas"
    )
    return Finding(code="DG227", message=message, place=Place(file=str(folder)), suggestion=todo)


def _surprises(fiches: Sequence[Fiche], partage: Partage, kept: Mapping[str, Garde]) -> Iterator[Finding]:
    """Yield an alert for each act that keeps a number and may be another one."""
    for fiche in fiches:
        garde = kept.get(partage.cles.get(fiche.fichier, ""))
        why = surprise(fiche, garde) if garde is not None else ""
        if garde is not None and why:
            yield Finding(
                code="DG232",
                message=f"garde le numéro {garde.numero} : {why}",
                severity=Severity.ALERTE,
                place=Place(file=str(fiche.fichier)),
                suggestion="rien à faire si c'est le même acte ; sinon, lui écrire un autre « numero »",
            )


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


__all__ = ["Numeros", "Suites", "give_numbers", "number_said", "serie_key"]
