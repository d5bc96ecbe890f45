"""Pre-flight of the PDF files annexed by others, before they join a packet."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from delibgen.errors import Finding, MissingToolError, Place, Severity
from delibgen.exports.archivage import is_pdfa2

if TYPE_CHECKING:
    import pikepdf

Politique = Literal["bloquer", "avertir", "exclure"]
"""What to do of a doubtful annex: stop, say so and take it if it can be, or leave it out."""

A4_MM = (210.0, 297.0)
_TOLERANCE_MM = 4.0
_MM = 25.4 / 72
OCTETS_MAX = 20_000_000
"""Size of an annex, in octets, above which it is said to be too big."""


@dataclass(frozen=True)
class Defaut:
    """What is wrong with one annex."""

    code: str
    message: str
    perdu: bool = False
    """The file cannot join the packet at all."""


def require_pikepdf() -> None:
    """Refuse to go on without the library that joins PDF files.

    Raises:
        MissingToolError: the extra ``pdf`` is not installed.
    """
    try:
        import_module("pikepdf")
    except ImportError as error:
        todo = "pip install 'delibgen[pdf]'"
        message = "la bibliothèque pikepdf est absente : elle réunit les PDF d'une séance"
        raise MissingToolError(Finding(code="DG512", message=message, suggestion=todo)) from error


def defects(path: Path, *, octets_max: int = OCTETS_MAX) -> Iterator[Defaut]:
    """Yield what is wrong with a PDF file: encrypted, unreadable, empty, not A4, too big."""
    import pikepdf

    size = path.stat().st_size
    if size > octets_max:
        yield Defaut("DG533", f"{size / 1e6:.1f} Mo, plus que {octets_max / 1e6:g} Mo".replace(".", ","))
    try:
        with pikepdf.open(path) as pdf:
            if pdf.is_encrypted:
                yield Defaut("DG530", "protégé : ses pages ne peuvent pas être reprises", perdu=True)
            elif not len(pdf.pages):
                yield Defaut("DG531", "sans aucune page", perdu=True)
            else:
                yield from _formats(pdf)
    except pikepdf.PasswordError:
        yield Defaut("DG530", "protégé par un mot de passe", perdu=True)
    except (pikepdf.PdfError, OSError, ValueError):
        yield Defaut("DG531", "illisible : ce n'est pas un PDF entier", perdu=True)


def _formats(pdf: "pikepdf.Pdf") -> Iterator[Defaut]:
    odd = [(rank, size) for rank, page in enumerate(pdf.pages, 1) if not _is_a4(size := page_mm(page))]
    if odd:
        rank, (width, height) = odd[0]
        more = f", et {len(odd) - 1} autres" if len(odd) > 1 else ""
        yield Defaut("DG532", f"page {rank} de {width:.0f} × {height:.0f} mm, pas A4{more}")


def page_mm(page: "pikepdf.Page") -> tuple[float, float]:
    """Return the width and the height of a page as it is seen, in millimetres."""
    left, bottom, right, top = (float(edge) for edge in page.cropbox)
    unit = float(page.obj.get("/UserUnit", 1)) * _MM
    width, height = abs(right - left) * unit, abs(top - bottom) * unit
    turned = int(page.obj.get("/Rotate", 0)) % 180 == 90
    return (height, width) if turned else (width, height)


def _is_a4(size: tuple[float, float]) -> bool:
    return all(abs(a - b) <= _TOLERANCE_MM for a, b in zip(sorted(size), A4_MM, strict=True))


def finding_of(defect: Defaut, path: Path, policy: Politique | None) -> Finding:
    """Return what to say of a defect; without a policy, only what cannot join the packet stops it."""
    stops = policy == "bloquer" or (policy is None and defect.perdu)
    todo = "« --annexes exclure » la laisse à part du recueil" if stops else ""
    if policy == "exclure" or (policy == "avertir" and defect.perdu):
        todo = "laissée à part du recueil"
    return Finding(
        code=defect.code,
        message=f"annexe PDF : {defect.message}",
        severity=Severity.BLOQUANT if stops else Severity.ALERTE,
        place=Place(file=str(path)),
        suggestion=todo,
    )


def not_for_keeping(path: Path) -> Iterator[Finding]:
    """Yield the reason why a packet that holds this annex is not PDF/A, if there is one."""
    if not is_pdfa2(path):
        yield Finding(
            code="DG535",
            message="annexe PDF : ce n'est pas du PDF/A-2, le recueil où elle est n'en sera pas",
            severity=Severity.INFORMATION,
            place=Place(file=str(path)),
            suggestion="pour un recueil à conserver, demander l'annexe en PDF/A-2",
        )


def joins(path: Path, policy: Politique | None, *, octets_max: int = OCTETS_MAX) -> bool:
    """Tell whether an annex joins the packet."""
    found = list(defects(path, octets_max=octets_max))
    return not (any(defect.perdu for defect in found) or (found and policy == "exclure"))
