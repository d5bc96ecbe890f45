"""Everything that can fail is done here, in memory: reading, rules, templates, rendering."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from delibgen.dossier.plan import Lot, Papier, collisions, plan_act
from delibgen.errors import DelibgenError, Finding, Severity
from delibgen.load import ActeLu, read_one, read_seance
from delibgen.model.acte import Acte
from delibgen.render import fill, find_template, load_template
from delibgen.rules import check

T = TypeVar("T")

Progress = Callable[[int, int, str], None]
"""Told of each act: how many are done, how many there are, its name."""


@dataclass(frozen=True)
class LotPret:
    """An act and its annexes, rendered, with everything that was found."""

    lot: Lot
    """What was to be made."""
    contenus: dict[str, bytes]
    """Path in the output → octets; copies are not there."""
    findings: tuple[Finding, ...]
    """Faults and alerts of the act, of its annexes and of their documents."""

    def sound(self, *, strict: bool = False) -> bool:
        """Tell whether the lot may be written: no fault, nor any alert when ``strict``."""
        return self.lot.lu.acte is not None and not any(stops(finding, strict) for finding in self.findings)


@dataclass(frozen=True)
class Preparation:
    """A whole packet, ready or not, before the first octet is written."""

    lots: tuple[LotPret, ...]
    """Every act, in order."""
    findings: tuple[Finding, ...]
    """Everything that was found, in the order of the files, each thing once."""

    def sound(self, *, strict: bool = False) -> bool:
        """Tell whether nothing stops the packet."""
        return not any(stops(finding, strict) for finding in self.findings)


def stops(finding: Finding, strict: bool) -> bool:  # noqa: FBT001  (used as a predicate)
    """Tell whether a finding forbids to write."""
    return finding.severity is Severity.BLOQUANT or (strict and finding.severity is Severity.ALERTE)


def prepare(folder: str | Path, *, progress: Progress | None = None) -> Preparation:
    """Read, check and render every act of a sitting's folder; nothing is written."""
    dossier = read_seance(folder)
    return _prepare(dossier.lus, dossier.findings, "actes/", progress)


def prepare_act(path: str | Path) -> Preparation:
    """Read, check and render one act and its annexes; nothing is written."""
    lu = read_one(path)
    return _prepare((lu,), lu.findings, "", None)


def _prepare(
    lus: tuple[ActeLu, ...],
    read: tuple[Finding, ...],
    folder: str,
    progress: Progress | None,
) -> Preparation:
    lots = [plan_act(lu, folder) for lu in lus]
    clashes = collisions(lots)
    ready = []
    for rank, lot in enumerate(lots):
        ready.append(_render_lot(lot, clashes.get(rank, [])))
        if progress is not None:
            progress(rank + 1, len(lots), lot.lu.fichier.name)
    findings = dict.fromkeys((*read, *(finding for lot in ready for finding in lot.findings)))
    return Preparation(tuple(ready), tuple(findings))


def _render_lot(lot: Lot, clashes: list[Finding]) -> LotPret:
    lu = lot.lu
    if lu.acte is None:
        return LotPret(lot, {}, lu.findings)
    found = [*lu.findings, *clashes]
    checked, faults = _attempt(partial(check, lu.acte))
    found.extend(lu.place(finding) for finding in (*(checked or ()), *faults))
    contents: dict[str, bytes] = {}
    for paper in lot.papiers:
        if paper.acte is not None:
            data, faults = _attempt(partial(_document, paper.acte))
            contents[paper.chemin] = data or b""
            found.extend(_about(faults, paper))
    return LotPret(lot, contents, tuple(dict.fromkeys(found)))


def _document(acte: Acte) -> bytes:
    template = load_template(find_template(type(acte)))
    return fill(acte, template).to_bytes()


def _attempt(work: Callable[[], T]) -> tuple[T | None, tuple[Finding, ...]]:
    """Return what ``work`` returns, or the faults that it raises."""
    try:
        return work(), ()
    except DelibgenError as fault:
        return None, fault.findings
    except ValueError as fault:  # the model says in French what cannot be computed
        return None, (Finding(code="DG503", message=str(fault)),)


def _about(faults: Iterable[Finding], paper: Papier) -> Iterator[Finding]:
    """Name the paper in the faults of its rendering; those of a template are the same for all papers."""
    for finding in faults:
        named = finding.place.file or finding.code.startswith("DG1")
        yield finding if named else replace(finding, place=replace(finding.place, file=paper.chemin))
