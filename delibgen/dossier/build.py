"""Write a packet: nothing before everything is sound, each file whole or not at all."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from delibgen.dossier.disk import check_writable, write_if_changed
from delibgen.dossier.plan import Papier
from delibgen.dossier.prepare import LotPret, Preparation, Progress, prepare, prepare_act, stops
from delibgen.errors import Finding

Etat = Literal["écrit", "inchangé", "erreur", "retenu"]
"""« retenu »: no fault of its own, but not written because of others: another act's, the sitting's."""

Convertisseur = Callable[[Sequence[Path], Path], list[Path]]
"""Makes PDF files of documents in a folder: ``delibgen.exports.pdf.to_pdf``."""


@dataclass(frozen=True)
class Ligne:
    """What became of one paper."""

    chemin: str
    """Path in the output folder; the data file's name for an act that could not be read."""
    etat: Etat
    """What was done."""
    intitule: str = ""
    """Number and subject."""

    def to_dict(self) -> dict[str, str]:
        """Return the line as plain data."""
        return {"chemin": self.chemin, "etat": self.etat, "intitule": self.intitule}


@dataclass(frozen=True)
class Report:
    """What a build did."""

    sortie: Path
    """Output folder."""
    lignes: tuple[Ligne, ...]
    """One line a paper."""
    findings: tuple[Finding, ...]
    """Every fault and alert."""
    ok: bool
    """Whether everything was sound (``strict``: without alerts) and written."""

    def to_dict(self) -> dict[str, object]:
        """Return the report as plain data, for ``--json``."""
        return {
            "ok": self.ok,
            "sortie": str(self.sortie),
            "papiers": [line.to_dict() for line in self.lignes],
            "constats": [finding.to_dict() for finding in self.findings],
        }


def build(
    folder: str | Path,
    output: str | Path,
    *,
    pdf: Convertisseur | None = None,
    continuer: bool = False,
    strict: bool = False,
    progress: Progress | None = None,
) -> Report:
    """Write every paper of a sitting.

    Everything is read, checked and rendered first. When something is wrong nothing is written, and the report
    says what; with ``continuer`` the sound acts are written, each with all its annexes.

    Args:
        folder: the sitting's folder.
        output: where to write; made if need be.
        pdf: what converts to PDF, ``delibgen.exports.pdf.to_pdf``; no PDF by default.
        continuer: write the sound acts even if others are faulty.
        strict: take alerts for faults.
        progress: told of each act.

    Raises:
        ConversionError: a file cannot be written or converted; those that are written stay, and are whole.
    """
    check_writable(Path(output))
    ready = prepare(folder, progress=progress)
    return write(ready, output, pdf=pdf, continuer=continuer, strict=strict)


def build_act(
    path: str | Path,
    output: str | Path,
    *,
    pdf: Convertisseur | None = None,
    strict: bool = False,
) -> Report:
    """Write one act and its annexes; see ``build``."""
    check_writable(Path(output))
    return write(prepare_act(path), output, pdf=pdf, strict=strict)


def write(
    ready: Preparation,
    output: str | Path,
    *,
    pdf: Convertisseur | None = None,
    continuer: bool = False,
    strict: bool = False,
) -> Report:
    """Write what has been prepared; see ``build``."""
    output = Path(output)
    sound = ready.sound(strict=strict)
    lines: list[Ligne] = []
    for lot in ready.lots:
        if not lot.sound(strict=strict):
            faulty = any(stops(finding, strict) for finding in lot.findings)
            lines.extend(_lines(lot, "erreur" if faulty else "retenu"))
        elif sound or continuer:
            lines.extend(_write_lot(lot, output))
        else:
            lines.extend(_lines(lot, "retenu"))
    if pdf is not None:
        lines.extend(_convert(lines, output, pdf))
    return Report(output, tuple(lines), ready.findings, sound)


def _lines(lot: LotPret, etat: Etat) -> Iterator[Ligne]:
    if not lot.lot.papiers:
        yield Ligne(str(lot.lot.lu.fichier), etat)
    for paper in lot.lot.papiers:
        yield Ligne(paper.chemin, etat, paper.intitule)


def _write_lot(lot: LotPret, output: Path) -> Iterator[Ligne]:
    for paper in lot.lot.papiers:
        changed = write_if_changed(output / paper.chemin, _octets(paper, lot))
        yield Ligne(paper.chemin, "écrit" if changed else "inchangé", paper.intitule)


def _octets(paper: Papier, lot: LotPret) -> bytes:
    return paper.source.read_bytes() if paper.source else lot.contenus[paper.chemin]


def _convert(lines: Sequence[Ligne], output: Path, pdf: Convertisseur) -> Iterator[Ligne]:
    """Convert the documents that have no PDF, or an older one."""
    documents = [
        line for line in lines if line.etat in {"écrit", "inchangé"} and line.chemin.endswith(".docx")
    ]
    stale = [line for line in documents if line.etat == "écrit" or _older(output / line.chemin)]
    by_folder: dict[Path, list[Path]] = {}
    for line in stale:
        by_folder.setdefault((output / line.chemin).parent, []).append(output / line.chemin)
    for folder, paths in by_folder.items():
        pdf(paths, folder)
    for line in documents:
        chemin = f"{line.chemin.removesuffix('.docx')}.pdf"
        yield Ligne(chemin, "écrit" if line in stale else "inchangé", line.intitule)


def _older(document: Path) -> bool:
    pdf = document.with_suffix(".pdf")
    return not pdf.is_file() or pdf.stat().st_mtime_ns < document.stat().st_mtime_ns
