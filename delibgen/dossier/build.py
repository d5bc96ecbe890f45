"""Write a packet: nothing before everything is sound, each file whole or not at all, the manifest last."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from delibgen.dossier.derived import Derived
from delibgen.dossier.manifest import manifest
from delibgen.dossier.memory import Trace
from delibgen.dossier.place import check_same_sitting
from delibgen.dossier.plan import Papier, Plan
from delibgen.dossier.prepare import (
    LotPret,
    Preparation,
    Progress,
    prepare,
    prepare_act,
    prepare_plan,
    stops,
)
from delibgen.dossier.report import Etat, Ligne, Options, Report
from delibgen.dossier.site import Site
from delibgen.dossier.stale import stale
from delibgen.errors import Finding
from delibgen.load import DossierSeance
from delibgen.load.sitting import in_order
from delibgen.word.save import write_whole

NOTHING = Options()


def build(
    folder: str | Path | DossierSeance,
    output: str | Path,
    options: Options = NOTHING,
    *,
    progress: Progress | None = None,
) -> Report:
    """Write every paper of a sitting.

    Everything is read, checked and rendered first, out of sight. When something is wrong the packet stays as
    it was, and the report says what; with ``continuer`` the sound acts are written, each with its annexes.
    What has not changed since the last run is not made again. A run that was cut is finished by the next.

    Args:
        folder: the sitting's folder, or what was read of it.
        output: where to write; made if need be.
        options: what is wanted.
        progress: told of each act.

    Raises:
        ConversionError: a file cannot be written or converted; those that are written stay, and are whole.
            Or the folder holds another sitting.
    """
    with Site(Path(output), tout=options.tout) as site:
        ready = prepare(
            folder,
            phase=options.phase,
            puits=site,
            executor=options.executor,
            progress=progress,
            gabarits=options.gabarits,
        )
        if not options.tout:
            check_same_sitting(site.memory, ready, str(site.output))
        source = folder.dossier if isinstance(folder, DossierSeance) else Path(folder)
        return _Build(site, ready, options, source).run(progress)


def build_act(path: str | Path, output: str | Path, options: Options = NOTHING) -> Report:
    """Write one act and its annexes, beside those of other acts; see ``build``."""
    with Site(Path(output), tout=options.tout) as site:
        ready = prepare_act(path, puits=site, gabarits=options.gabarits)
        return _Build(site, ready, options, Path(path).parent).run(None)


def build_plan(
    plan: Plan,
    output: str | Path,
    options: Options = NOTHING,
    *,
    source: Path,
    fichiers: Sequence[Path] = (),
    known: Sequence[Finding] = (),
) -> Report:
    """Write papers that no sitting's folder gives by itself: those of a year; see ``build``.

    Args:
        plan: the papers.
        output: where to write.
        options: what is wanted.
        source: folder from which the manifest tells the data files.
        fichiers: data files that were read.
        known: what reading them found.
    """
    with Site(Path(output), tout=options.tout) as site:
        ready = prepare_plan(plan, known, puits=site, gabarits=options.gabarits)
        return _Build(site, replace(ready, fichiers=tuple(fichiers)), options, source).run(None)


class _Build:
    """One run over one prepared packet."""

    def __init__(self, site: Site, ready: Preparation, options: Options, source: Path) -> None:
        self.site, self.ready, self.options, self.source = site, ready, options, source
        self.findings = list(ready.findings)
        self.faulty: set[int] = {
            rank
            for rank, lot in enumerate(ready.lots)
            if any(stops(finding, strict=options.strict) for finding in lot.findings)
        }

    def run(self, progress: Progress | None) -> Report:
        """Make everything, and return what was done."""
        self.findings.extend(self.site.unreadable())
        derived = Derived(self.site, self.ready, self.options)
        self._order()
        for rank, finding in derived.preflight():
            self._object(rank, finding)
        accepted = self._accepted()
        for rank in accepted:
            self._stage_copies(self.ready.lots[rank])
        self._refuse_conflicts(accepted, derived)
        accepted = self._settled()
        lines = list(self._lines(accepted, self._commit(accepted)))
        written = {line.chemin for line in lines if line.etat == "écrit"}
        if accepted:
            lots = [self.ready.lots[rank] for rank in accepted]
            lines.extend(derived.make(lots, progress, complete=self._sound()))
        older = self._older()
        whole = any(trace.genre == "recueil" for trace in self.site.files)
        written |= derived.remade
        left = stale(self.site.output, self.ready, older, written=written, recueil=whole)
        self.findings.extend((*derived.alerts, *left))
        if self.site.traces:
            self._close(older, complete=self._sound())
        else:
            self._say_manifest_left()
        found = in_order(self.findings)
        return Report(self.site.output, tuple(lines), found, self._sound(), self.ready.phase)

    def _say_manifest_left(self) -> None:
        """Say of a manifest that cannot be read that it was not made again after all."""
        others = [finding for finding in self.findings if finding.code != "DG516"]
        self.findings = [*self.site.unreadable(written=False), *others]

    def _order(self) -> None:
        """Tell in which order the files are listed: the papers, then the PDF files."""
        papers = list(self._papers(range(len(self.ready.lots))))
        names = [*(paper.chemin for paper in papers), *(paper.pdf for paper in papers if paper.pdf)]
        self.site.order = {name: place for place, name in enumerate(dict.fromkeys(names))}

    def _commit(self, accepted: list[int]) -> Mapping[str, Etat]:
        """Put the accepted papers in place, and nothing else; return what became of each."""
        papers = list(self._papers(accepted))
        names = [paper.chemin for paper in papers]
        self.site.forget({*self.site.traces} - {*names} - {paper.pdf for paper in papers})
        return self.site.commit(names)

    def _settled(self) -> list[int]:
        """Return what will be written; the numbers that were given are kept before any document bears one."""
        accepted, numeros = self._accepted(), self.ready.numeros
        if accepted and numeros is not None and numeros.nouveaux:
            write_whole(numeros.chemin, numeros.texte().encode())
        return accepted

    def _object(self, rank: int, finding: Finding) -> None:
        self.findings.append(finding)
        if stops(finding, strict=self.options.strict):
            self.faulty.add(rank)

    def _sound(self) -> bool:
        return not any(stops(finding, strict=self.options.strict) for finding in self.findings)

    def _accepted(self) -> list[int]:
        """Return the ranks of what may be written: all or nothing, unless ``continuer``."""
        lots = self.ready.lots
        if self._sound():
            return list(range(len(lots)))
        if not self.options.continuer:
            return []
        good = [
            rank
            for rank, lot in enumerate(lots)
            if rank not in self.faulty and lot.sound(strict=self.options.strict)
        ]
        whole = len(good) == len(lots)
        return [rank for rank in good if whole or not lots[rank].lot.de_seance]

    def _papers(self, ranks: Iterable[int]) -> Iterator[Papier]:
        for rank in ranks:
            yield from self.ready.lots[rank].lot.papiers

    def _stage_copies(self, ready: LotPret) -> None:
        for paper in ready.lot.papiers:
            if paper.source is not None:
                self.site.copy(paper, self.ready.recettes[paper.chemin])

    def _refuse_conflicts(self, accepted: Sequence[int], derived: Derived) -> None:
        owners = {paper.chemin: rank for rank in accepted for paper in self.ready.lots[rank].lot.papiers}
        for chemin, finding in self.site.conflicts(owners):
            self._object(owners[chemin], finding)
        derived.adopt(self.ready.lots[rank].lot for rank in accepted)
        for rank in accepted:
            for finding in derived.pdf_conflicts([self.ready.lots[rank].lot]):
                self._object(rank, finding)

    def _lines(self, accepted: Sequence[int], states: Mapping[str, Etat]) -> Iterator[Ligne]:
        for rank, ready in enumerate(self.ready.lots):
            held: Etat = "erreur" if rank in self.faulty else "retenu"
            if not ready.lot.papiers and ready.lot.lu.acte is None:
                yield Ligne(str(ready.lot.lu.fichier), held)
            for paper in ready.lot.papiers:
                etat = states.get(paper.chemin, held) if rank in accepted else held
                yield Ligne(paper.chemin, etat, paper.intitule)

    def _older(self) -> list[Trace]:
        """Return what earlier runs wrote, that this one did not touch, and that is still there."""
        known = self.site.memory.traces.values()
        return [
            trace
            for trace in known
            if trace.chemin not in self.site.traces and (self.site.output / trace.chemin).is_file()
        ]

    def _close(self, older: Sequence[Trace], *, complete: bool) -> None:
        self.site.close(
            manifest(
                self.ready,
                self.source,
                self.site.files,
                older,
                complete=complete,
                identite=self.site.memory.identite,
            )
        )
