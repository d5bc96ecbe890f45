"""The packet in one PDF: cover, table of contents, papers, bookmarks, continuous page numbers, volumes."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from delibgen.actes.sommaire import EntreeSommaire, Sommaire
from delibgen.errors import ConversionError, Finding
from delibgen.exports.annexes import OCTETS_MAX, Politique
from delibgen.exports.folio import document as folio_document
from delibgen.exports.merge import Morceau, merge, page_count
from delibgen.model.seance import Seance
from delibgen.render import fill, find_template, load_template

_PROPRE = 16_384
"""Octets that a volume has of its own at most: font of its numbers, colour profile, claims."""

Convert = Callable[[Sequence[Path]], Iterator[tuple[Path, bytes]]]


@dataclass(frozen=True, kw_only=True)
class Recueil:
    """How the packet in one PDF is wanted."""

    annexes: Politique | None = None
    """What to do of annexed PDF files that are doubtful; by default what cannot be read stops the packet."""
    annexe_max: int = OCTETS_MAX
    """Octets above which an annexed file is doubtful."""
    volume_max: int | None = None
    """Octets of a volume at most; a single one by default."""


@dataclass(frozen=True)
class Piece:
    """One paper of the packet."""

    intitule: str
    """« 2024-31 – Objet » : its bookmark and its line in the table of contents."""
    pdf: Path | None
    """Its PDF; ``None`` for a file left apart."""
    niveau: int = 0
    """0 for an act, 1 for what is annexed to it."""
    pages: int = field(default=0, compare=False)
    """Number of pages."""


def assemble(
    pieces: Sequence[Piece],
    seance: Seance | None,
    wish: Recueil,
    convert: Convert,
    work: Path,
    template: Path | None = None,
) -> list[Path]:
    """Write the volumes of the packet in ``work``, and return their paths, in order.

    The table of contents takes pages itself: it is made until its length is the one that its numbers suppose.

    Raises:
        ConversionError: a PDF cannot be read, or LibreOffice fails.
    """
    counted = [replace(piece, pages=page_count(piece.pdf) if piece.pdf else 0) for piece in pieces]
    cut = _Cut(counted, wish.volume_max, work)
    document, folio, pages, weight = work / "sommaire.docx", work / "folio.docx", 1, 0
    pdf = document.with_suffix(".pdf")
    folio.write_bytes(folio_document())
    volumes = cut.volumes(weight)
    for _ in range(6):
        sommaire = _sommaire(volumes, seance, pages)
        document.write_bytes(fill(sommaire, load_template(template or find_template(Sommaire))).to_bytes())
        for made, octets in convert([document, folio]):
            made.with_suffix(".pdf").write_bytes(octets)
        supposed = pages, volumes
        # What the contents weigh never decreases: two ways to cut cannot take turns for ever.
        weight = max(weight, cut.weight([Piece("", pdf)]))
        pages, volumes = page_count(pdf), cut.volumes(weight)
        if (pages, volumes) == supposed:
            return list(_merged(volumes, pdf, folio.with_suffix(".pdf"), work, sommaire.objet))
    message = "la longueur du sommaire ne se stabilise pas"
    raise ConversionError(Finding(code="DG511", message=message))


class _Cut:
    """How the pieces are parted into volumes; an act and its annexes stay together, and are weighed once."""

    def __init__(self, pieces: Sequence[Piece], limit: int | None, work: Path) -> None:
        self.pieces, self.limit, self.work = pieces, limit, work
        self.groups = [] if limit is None else [(group, self.weight(group)) for group in _groups(pieces)]

    def volumes(self, front: int) -> list[list[Piece]]:
        """Return the pieces of each volume, the first one with contents that weigh ``front``."""
        return [list(self.pieces)] if self.limit is None else list(self._parted(front, self.limit))

    def _parted(self, front: int, limit: int) -> Iterator[list[Piece]]:
        volume: list[Piece] = []
        weight = front
        for group, size in self.groups:
            if volume and weight + size + _PROPRE > limit:
                yield volume
                volume, weight = [], 0
            volume.extend(group)
            weight += size
        yield volume

    def weight(self, group: Sequence[Piece]) -> int:
        """Return what some pieces add to a volume: less than their files, which each describe themselves."""
        return 0 if self.limit is None else _weight(group, self.work / "poids.pdf")


def _weight(group: Sequence[Piece], path: Path) -> int:
    bits = [Morceau(piece.pdf, piece.intitule) for piece in group if piece.pdf]
    merge(bits, path, title="", total=0)
    return path.stat().st_size


def _groups(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    group: list[Piece] = []
    for piece in pieces:
        if group and piece.niveau == 0:
            yield group
            group = []
        group.append(piece)
    if group:
        yield group


def _sommaire(volumes: Sequence[Sequence[Piece]], seance: Seance | None, front: int) -> Sommaire:
    page = front + 1
    several = len(volumes) > 1
    entries = []
    for rank, volume in enumerate(volumes, 1):
        for place, piece in enumerate(volume):
            entry = EntreeSommaire(
                intitule=piece.intitule,
                niveau=piece.niveau,
                page=page if piece.pdf else None,
                volume=rank if several else None,
                debut_de_volume=several and place == 0,
            )
            entries.append(entry)
            page += piece.pages
    return Sommaire(objet="Dossier de la séance", seance=seance, entrees=tuple(entries), volumes=len(volumes))


def _merged(
    volumes: Sequence[Sequence[Piece]], front: Path, folio: Path, work: Path, title: str
) -> Iterator[Path]:
    total = page_count(front) + sum(piece.pages for volume in volumes for piece in volume)
    first = 1
    for rank, volume in enumerate(volumes, 1):
        bits = [Morceau(piece.pdf, piece.intitule, piece.niveau) for piece in volume if piece.pdf]
        if rank == 1:
            bits.insert(0, Morceau(front, "Sommaire"))
        path = work / f"recueil-{rank}.pdf"
        first += merge(bits, path, title=title, first=first, total=total, folio=folio)
        yield path
