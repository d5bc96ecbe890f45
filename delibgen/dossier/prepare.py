"""Everything that can fail is done here: reading, rules, numbers, templates, rendering. No file changes."""

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain
from pathlib import Path

from delibgen.actes.papiers import Phase
from delibgen.dossier.keys import copy_key, data_digest, file_digest, render_key
from delibgen.dossier.numbers import number_faults
from delibgen.dossier.plan import Lot, Papier, Plan, collisions, plan_act, plan_seance
from delibgen.dossier.work import Fait, Gabarit, Travail, attempt, share_out
from delibgen.errors import Finding, Severity
from delibgen.load import DossierSeance, Numeros, read_one, read_seance
from delibgen.model.acte import Acte
from delibgen.model.seance import Seance
from delibgen.render import find_template, template_bytes, template_folders

Progress = Callable[[int, int, str], None]
"""Told of each step: how many are done, how many there are, the name of this one."""

# Before the sitting nobody has voted yet: what the rules say of these fields is not a fault.
_AFTER = frozenset({"scrutin", "sort_declare", "secretaires", "declares"})


@dataclass(frozen=True)
class Recette:
    """What one file is made of."""

    cle: str | None
    """Hash of everything its octets depend on; ``None`` when that cannot be known."""
    donnees: str
    """SHA-256 of the data, or of the file copied."""
    gabarit: Gabarit | None = None
    """Template; ``None`` for a copy."""


class Puits:
    """Where documents go once they are made; this one forgets them."""

    def begin(self, phase: Phase) -> None:
        """Learn the phase of the packet."""

    def has(self, papier: Papier, recette: Recette) -> bool:
        """Tell whether the file is there already, made of the same."""
        return False

    def put(self, papier: Papier, recette: Recette, octets: bytes) -> None:
        """Take a document."""


@dataclass(frozen=True)
class LotPret:
    """An act and its annexes, rendered, with everything that was found."""

    lot: Lot
    """What was to be made."""
    findings: tuple[Finding, ...]
    """Faults and alerts of the act, of its annexes and of their documents."""

    def sound(self, *, strict: bool = False) -> bool:
        """Tell whether the lot may be written: no fault, nor any alert when ``strict``."""
        stopped = any(stops(finding, strict=strict) for finding in self.findings)
        return self.lot.lu.acte is not None and not stopped


@dataclass(frozen=True)
class Preparation:
    """A whole packet, ready or not, before the first file is changed."""

    lots: tuple[LotPret, ...]
    """Papers of the sitting, then every act, in order."""
    findings: tuple[Finding, ...]
    """Everything that was found, in the order of the files, each thing once."""
    phase: Phase = Phase.APRES
    """Before or after the sitting."""
    seance: Seance | None = None
    """The sitting; ``None`` when it is faulty, or for an act alone."""
    fichiers: tuple[Path, ...] = ()
    """Data files that were read."""
    recettes: dict[str, Recette] = field(default_factory=dict)
    """Path in the output → what it is made of."""
    numeros: Numeros | None = None
    """Numbers given to the acts that bear none, to be kept with the data."""

    def sound(self, *, strict: bool = False) -> bool:
        """Tell whether nothing stops the packet."""
        return not any(stops(finding, strict=strict) for finding in self.findings)


def stops(finding: Finding, *, strict: bool) -> bool:
    """Tell whether a finding forbids to write."""
    return finding.severity is Severity.BLOQUANT or (strict and finding.severity is Severity.ALERTE)


def prepare(
    folder: str | Path | DossierSeance,
    *,
    phase: Phase | None = None,
    puits: Puits | None = None,
    executor: Executor | None = None,
    progress: Progress | None = None,
    gabarits: Path | None = None,
) -> Preparation:
    """Read, check and render every paper of a sitting's folder.

    Args:
        folder: the sitting's folder, or what was read of it.
        phase: before or after the sitting; by default what the data allow.
        puits: what takes the documents.
        executor: who renders: any ``concurrent.futures.Executor``; serial by default.
        progress: told of each act.
        gabarits: folder where Word templates are looked for first.
    """
    dossier = folder if isinstance(folder, DossierSeance) else read_seance(folder)
    plan = plan_seance(dossier, phase)
    known = (*dossier.findings, *plan.findings, *number_faults(dossier.seance, dossier.lus))
    ready = _Atelier(plan, puits or Puits(), executor, progress, gabarits).prepare(known)
    return replace(ready, seance=dossier.seance, fichiers=dossier.fichiers, numeros=dossier.numeros)


def prepare_act(path: str | Path, *, puits: Puits | None = None, gabarits: Path | None = None) -> Preparation:
    """Read, check and render one act and its annexes; see ``prepare``."""
    lu = read_one(path)
    plan = Plan(Phase.APRES, (plan_act(lu, ""),))
    return prepare_plan(plan, lu.findings, puits=puits, gabarits=gabarits)


def prepare_plan(
    plan: Plan, known: Sequence[Finding] = (), *, puits: Puits | None = None, gabarits: Path | None = None
) -> Preparation:
    """Check and render papers that are planned already; see ``prepare``."""
    return _Atelier(plan, puits or Puits(), None, None, gabarits).prepare(known)


class _Atelier:
    """One preparation: the templates already read, the recipes already known."""

    def __init__(
        self,
        plan: Plan,
        puits: Puits,
        executor: Executor | None,
        progress: Progress | None,
        gabarits: Path | None,
    ) -> None:
        self.plan, self.puits, self.executor, self.progress = plan, puits, executor, progress
        self.gabarits = gabarits
        self.by_kind: dict[type[Acte], tuple[Gabarit | None, tuple[Finding, ...]]] = {}
        self.by_digest: dict[str, Gabarit] = {}
        self.compiled: dict[str, tuple[Finding, ...]] = {}
        self.recettes: dict[str, Recette] = {}
        self.partial = any(lot.lu.acte is None for lot in plan.lots)
        """Whether an act cannot be read: the papers of the sitting lack it."""
        puits.begin(plan.phase)

    def prepare(self, known: Sequence[Finding]) -> Preparation:
        """Check and render every lot; ``known`` is what reading found."""
        lots = self.plan.lots
        clashes = collisions(lots)
        done = self._made(clashes)
        ready = []
        for rank, lot in enumerate(lots):
            made = next(done) if lot.lu.acte is not None else None
            ready.append(self._finish(lot, made, clashes.get(rank, [])))
            if self.progress is not None:
                self.progress(rank + 1, len(lots), lot.lu.fichier.name)
        findings = dict.fromkeys((*known, *chain.from_iterable(lot.findings for lot in ready)))
        return Preparation(tuple(ready), tuple(findings), self.plan.phase, recettes=self.recettes)

    def _made(self, clashes: Collection[int]) -> Iterator[Fait]:
        """Return what is made of each act that could be read, in the order of the lots.

        What would take another act's file (``clashes``) is checked, and never rendered.
        """
        lots = enumerate(self.plan.lots)
        readable = [(rank, lot, lot.lu.acte) for rank, lot in lots if lot.lu.acte is not None]
        for _, lot, _ in readable:
            self._templates(lot)
        works = (self._work(acte, () if rank in clashes else lot.papiers) for rank, lot, acte in readable)
        return share_out(works, self.by_digest, self.executor)

    def _templates(self, lot: Lot) -> None:
        """Read, once, the template of each kind of paper of a lot."""
        for paper in lot.papiers:
            if paper.acte is None or type(paper.acte) in self.by_kind:
                continue
            kind = type(paper.acte)
            found, faults = attempt(partial(_read_template, kind, self.gabarits))
            self.by_kind[kind] = (found, faults)
            if found is not None:
                self.by_digest[found.empreinte] = found

    def _work(self, acte: Acte, papers: Iterable[Papier]) -> Travail:
        documents = []
        for paper in papers:
            recipe = self._recipe(paper)
            if recipe is None or paper.acte is None or recipe.gabarit is None:
                continue
            if not self.puits.has(paper, recipe) and self._compiles(type(paper.acte), recipe.gabarit):
                documents.append((paper.chemin, paper.acte, recipe.gabarit.empreinte))
        return Travail(acte, tuple(documents))

    def _compiles(self, kind: type[Acte], template: Gabarit) -> bool:
        """Tell whether a template is sound; asked for what must be rendered only: compiling is dear."""
        if template.empreinte not in self.compiled:
            self.compiled[template.empreinte] = attempt(template.template)[1]
        faults = self.compiled[template.empreinte]
        if faults:
            self.by_kind[kind] = (template, faults)
        return not faults

    def _recipe(self, paper: Papier) -> Recette | None:
        if paper.acte is None:
            source = file_digest(paper.source) if paper.source else ""
            recipe = Recette(copy_key(source), source)
        else:
            template = self.by_kind[type(paper.acte)][0]
            if template is None:
                return None
            data = data_digest(paper.acte)
            recipe = Recette(render_key(paper.acte, data, template.empreinte), data, template)
        self.recettes[paper.chemin] = recipe
        return recipe

    def _finish(self, lot: Lot, made: Fait | None, clashes: list[Finding]) -> LotPret:
        if made is None:
            return LotPret(lot, lot.lu.findings)
        found = [*lot.lu.findings, *clashes]
        found.extend(lot.lu.place(finding) for finding in made.findings if self._true(lot, finding))
        by_path = {paper.chemin: paper for paper in lot.papiers}
        for paper in lot.papiers:
            found.extend(self.by_kind[type(paper.acte)][1] if paper.acte else ())
        found.extend(_about(finding, by_path[path]) for path, finding in made.faults)
        self._hand_over(made, by_path)
        return LotPret(lot, tuple(dict.fromkeys(found)))

    def _hand_over(self, made: Fait, papers: Mapping[str, Papier]) -> None:
        """Give the documents of an act to what takes them.

        A document with alerts has no key: it is made again by each run, which says them again.
        """
        told = {path for path, _ in made.faults}
        for path, octets in made.octets.items():
            recipe = replace(self.recettes[path], cle=None) if path in told else self.recettes[path]
            self.puits.put(papers[path], recipe, octets)

    def _true(self, lot: Lot, finding: Finding) -> bool:
        """Tell whether what a rule found holds: not too early, nor of items of which some are missing."""
        field_name = finding.path.split(".")[0].split("[")[0]
        if self.partial and lot.de_seance and field_name == "points":
            return False
        return self.plan.phase is Phase.APRES or field_name not in _AFTER


def _read_template(kind: type[Acte], gabarits: Path | None) -> Gabarit:
    path = find_template(kind, gabarits)
    data = template_bytes(path, template_folders(kind, gabarits))
    return Gabarit(path.name, data, hashlib.sha256(data).hexdigest())


def _about(finding: Finding, paper: Papier) -> Finding:
    """Name the paper in a fault of its rendering; those of a template are the same for all papers."""
    if finding.place.file and finding.code.startswith("DG4"):  # the place is that of a tag in the template
        return replace(finding, message=f"{finding.message}, dans « {paper.chemin} »")
    named = finding.place.file or finding.code.startswith("DG1")
    return finding if named else replace(finding, place=replace(finding.place, file=paper.chemin))


__all__ = [
    "LotPret",
    "Preparation",
    "Progress",
    "Puits",
    "Recette",
    "prepare",
    "prepare_act",
    "prepare_plan",
    "stops",
]
