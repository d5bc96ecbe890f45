"""What is made of finished papers: their PDF files, the packet in one PDF, the archive."""

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from importlib import metadata
from pathlib import Path

from delibgen.actes.papiers import Registre
from delibgen.actes.sommaire import Sommaire
from delibgen.apercu.soffice import find_soffice, version_of
from delibgen.dossier.archive import write_zip
from delibgen.dossier.feuillets import follows_leaves, keep_of_register
from delibgen.dossier.keys import assembled_key, digest, engine_digest, file_digest
from delibgen.dossier.memory import Trace
from delibgen.dossier.plan import Lot, Papier
from delibgen.dossier.prepare import LotPret, Preparation, Progress
from delibgen.dossier.report import Ligne, Options
from delibgen.dossier.site import Site
from delibgen.errors import Finding, Place, Severity
from delibgen.exports.annexes import defects, finding_of, joins, not_for_keeping, require_pikepdf
from delibgen.exports.recueil import Piece, Recueil, assemble
from delibgen.render import find_template


def _to_join(lot: Lot) -> list[Path]:
    """Return the PDF files annexed to an act that the recueil may hold."""
    return [paper.source for paper in lot.papiers if paper.source is not None and paper.pdf]


def _of_annex(source: Path, wish: Recueil) -> Iterator[Finding]:
    """Yield what is wrong with an annexed PDF, and what it could not be kept for years with."""
    for defect in defects(source, octets_max=wish.annexe_max):
        yield finding_of(defect, source, wish.annexes)
    if joins(source, wish.annexes, octets_max=wish.annexe_max):
        yield from not_for_keeping(source)


class Derived:
    """What is asked beside the papers themselves."""

    def __init__(self, site: Site, ready: Preparation, options: Options) -> None:
        self.site, self.ready, self.options = site, ready, options
        self.alerts: list[Finding] = []
        """What was found while making the files."""
        self.remade: set[str] = set()
        """Packets and archives made by this run."""
        if options.recueil is not None or (options.pdf is not None and follows_leaves(ready.seance)):
            require_pikepdf()

    def preflight(self) -> Iterator[tuple[int, Finding]]:
        """Yield what can be known to be wrong before anything is written: annexes, PDF files signed since."""
        wish = self.options.recueil
        if wish is None:
            return
        for rank, ready in enumerate(self.ready.lots):
            for source in _to_join(ready.lot):
                yield from ((rank, finding) for finding in _of_annex(source, wish))

    def pdf_conflicts(self, lots: Iterable[Lot]) -> Iterator[Finding]:
        """Yield the PDF files that a hand has changed (signed, say) and that would be made again."""
        if self.options.pdf is not None:
            for trace in self._pdf_traces(lots):
                if trace.chemin not in self.site.traces and not self.site.keeps(trace):
                    yield from self.site.foreign(trace.chemin)

    def adopt(self, lots: Iterable[Lot]) -> None:
        """Take for ours the PDF files that no manifest tells and that would be made again octet for octet.

        Raises:
            ConversionError: LibreOffice could not convert a document.
        """
        unknown = [trace for trace in self._pdf_traces(lots) if self._unknown(trace.chemin)]
        if unknown and self.options.pdf is not None:
            documents = {self.site.output / _document_of(trace.chemin): trace for trace in unknown}
            for document, octets in self.options.pdf(list(documents)):
                self.site.adopt(documents[document], octets)

    def _unknown(self, chemin: str) -> bool:
        """Tell whether a PDF file is there that no manifest tells, perhaps of the document that is there."""
        known = self.site.tout or chemin in self.site.memory.traces
        if known or not (self.site.output / chemin).is_file():
            return False
        document = _document_of(chemin)
        return file_digest(self.site.output / document) == self.site.traces[document].sha256

    def make(self, lots: Sequence[LotPret], progress: Progress | None, *, complete: bool) -> Iterator[Ligne]:
        """Make everything that is asked of the papers just written; yield a line a file.

        Raises:
            ConversionError: LibreOffice could not convert a document, or a file cannot be written.
        """
        plans = [ready.lot for ready in lots]
        if self.options.pdf is not None:
            yield from self._pdf(plans, progress)
            self._keep_leaves(plans)
            if self.options.recueil is not None and complete:
                yield from self._recueil(plans)
        if self.options.archive and complete:
            yield from self._archive()

    def _keep_leaves(self, lots: Iterable[Lot]) -> None:
        """Keep, with the data, the leaves of the register that its PDF file has just told."""
        for lot in lots:
            registre = lot.lu.acte
            if isinstance(registre, Registre):
                pdf = next(paper.pdf for paper in lot.papiers if paper.acte is registre)
                if pdf is not None:
                    keep_of_register(registre, lot.lu.fichier, self.site.output / pdf)

    @cached_property
    def _converter(self) -> str:
        """What tells this converter from another: a PDF of another version is made again."""
        try:
            cleaner = metadata.version("pikepdf")
        except metadata.PackageNotFoundError:
            cleaner = ""
        return f"PDF/A-2b (2) ; {version_of(find_soffice() or '')} ; pikepdf {cleaner}"

    def _pdf_traces(self, lots: Iterable[Lot]) -> Iterator[Trace]:
        for lot in lots:
            for paper in lot.papiers:
                if paper.acte is not None and paper.pdf and paper.chemin in self.site.traces:
                    source = self.site.traces[paper.chemin].sha256
                    key = assembled_key(self._converter, [source])
                    yield Trace(paper.pdf, "", key, "pdf", intitule=paper.intitule)

    def _pdf(self, lots: Sequence[Lot], progress: Progress | None) -> Iterator[Ligne]:
        wanted = list(self._pdf_traces(lots))
        waiting = [
            trace for trace in wanted if trace.chemin not in self.site.traces and not self.site.keeps(trace)
        ]
        self._convert(waiting, progress)
        made = {trace.chemin for trace in waiting}
        for trace in wanted:
            yield Ligne(trace.chemin, "écrit" if trace.chemin in made else "inchangé", trace.intitule)

    def _convert(self, waiting: Sequence[Trace], progress: Progress | None) -> None:
        """Write the PDF files of documents, each as soon as it is made."""
        if not waiting or self.options.pdf is None:
            return
        documents = {self.site.output / _document_of(trace.chemin): trace for trace in waiting}
        for done, (document, octets) in enumerate(self.options.pdf(list(documents)), 1):
            trace = documents[document]
            self.site.stage(trace, octets)
            self.site.commit([trace.chemin])
            if progress is not None:
                progress(done, len(documents), f"PDF {Path(trace.chemin).name}")

    def _recueil(self, lots: Sequence[Lot]) -> Iterator[Ligne]:
        recipe = f"recueil {self._converter} {self.options.recueil!r} {self._cover()}"
        papers = [paper for lot in lots for paper in lot.papiers]
        parts = [f"{paper.intitule} {paper.niveau} {self._sha(paper)}" for paper in papers]
        key = assembled_key(recipe, parts)
        known = self._known(key)
        if known:
            yield from (Ligne(trace.chemin, "inchangé", trace.intitule) for trace in known)
            return
        with tempfile.TemporaryDirectory(prefix="delibgen-") as name:
            yield from self._assemble([self._piece(paper) for paper in papers], key, Path(name))

    def _assemble(self, pieces: Sequence[Piece], key: str, work: Path) -> Iterator[Ligne]:
        wish, convert = self.options.recueil, self.options.pdf
        if wish is None or convert is None:
            return
        template = find_template(Sommaire, self.options.gabarits)
        volumes = assemble(pieces, self.ready.seance, wish, convert, work, template)
        for rank, path in enumerate(volumes, 1):
            several = len(volumes) > 1
            title = f"Recueil, volume {rank}" if several else "Recueil"
            chemin = f"{self._name}-{rank}.pdf" if several else f"{self._name}.pdf"
            self.site.stage_file(Trace(chemin, "", f"{key}-{len(volumes)}", "recueil", intitule=title), path)
            self._weigh(chemin, path, wish.volume_max)
            yield from self._commit(chemin, title)

    def _cover(self) -> str:
        """Return the hash of what the cover prints of the sitting, and of how it prints it."""
        seance = self.ready.seance.model_dump_json() if self.ready.seance else ""
        return digest(seance, file_digest(find_template(Sommaire, self.options.gabarits)), engine_digest())

    @property
    def _name(self) -> str:
        return f"seance-{self.ready.phase.value}" if self.ready.phase.value == "avant" else "seance"

    def _known(self, key: str) -> list[Trace]:
        """Return the volumes made before of the same papers, if they are all there."""
        volumes = (trace for trace in self.site.memory.traces.values() if trace.genre == "recueil")
        found = [trace for trace in volumes if trace.cle.rpartition("-")[0] == key]
        counts = {int(trace.cle.rpartition("-")[2]) for trace in found}
        if counts != {len(found)} or not all(map(self.site.keeps, found)):
            self.site.forget([trace.chemin for trace in found])
            return []
        return sorted(found, key=lambda trace: trace.chemin)

    def _weigh(self, chemin: str, path: Path, limit: int | None) -> None:
        size = path.stat().st_size
        if limit is not None and size > limit:
            weights = f"{-(-size // 1000)} ko, plus que {limit // 1000} ko"
            message = f"{weights} : un acte et ses annexes ne se coupent pas"
            finding = Finding(
                code="DG534",
                message=message,
                severity=Severity.ALERTE,
                place=Place(file=str(self.site.output / chemin)),
                suggestion="alléger les annexes, ou permettre des volumes plus lourds",
            )
            self.alerts.append(finding)

    def _piece(self, paper: Papier) -> Piece:
        wish = self.options.recueil
        path = self.site.output / paper.pdf if paper.pdf else None
        if paper.source is not None and path is not None and wish is not None:
            path = path if joins(path, wish.annexes, octets_max=wish.annexe_max) else None
        return Piece(paper.intitule, path, paper.niveau)

    def _sha(self, paper: Papier) -> str:
        trace = self.site.traces.get(paper.pdf or paper.chemin) or self.site.traces[paper.chemin]
        return trace.sha256

    def _archive(self) -> Iterator[Ligne]:
        traces = [trace for trace in self.site.files if trace.genre != "zip"]
        key = assembled_key("zip", [f"{trace.chemin} {trace.sha256}" for trace in traces])
        trace = Trace(f"{self._name}.zip", "", key, "zip", intitule="Archive")
        if self.site.keeps(trace):
            yield Ligne(trace.chemin, "inchangé", trace.intitule)
            return
        files = [(one.chemin, self.site.output / one.chemin) for one in traces]
        self.site.stage_by(trace, lambda target: write_zip(target, files))
        yield from self._commit(trace.chemin, trace.intitule)

    def _commit(self, chemin: str, title: str) -> Iterator[Ligne]:
        self.alerts.extend(finding for _, finding in self.site.conflicts([chemin]))
        if any(
            finding.place.file == str(self.site.output / chemin) and finding.code == "DG505"
            for finding in self.alerts
        ):
            self.site.forget([chemin])
            yield Ligne(chemin, "erreur", title)
            return
        self.remade.add(chemin)
        for path, etat in self.site.commit([chemin]).items():
            yield Ligne(path, etat, title)


def _document_of(pdf: str) -> str:
    """Return the document that a PDF file is made of."""
    return f"{pdf.removesuffix('.pdf')}.docx"
