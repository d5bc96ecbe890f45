"""The pages that the documentation shows, and the golden texts of the papers that they are pages of.

    python -m tests.golden.images [IMAGE…]

makes them again, all or some (with LibreOffice and pdftoppm), and keeps beside them the hash of each text: an
image whose paper has changed since is then told by ``test_images.py``, without LibreOffice.
"""

import datetime as dt
import hashlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from delibgen import load_seance, render
from delibgen.actes.papiers import Registre
from delibgen.dossier.annee import build_tables
from delibgen.exports.pdf import convert, to_pdf
from delibgen.model.deliberation import Deliberation
from tests.bench import annee
from tests.conftest import CONSEIL
from tests.golden.test_golden import ACTES, HERE

IMAGES = HERE.parents[1] / "docs" / "images"
TEXTES = IMAGES / "textes.json"
PAPIERS, GRANDES = (530, 749), (662, 936)
"""Pixels of a page."""
COLOURS = 64


@dataclass(frozen=True)
class Page:
    """One page of a paper."""

    texte: str
    """Golden text of the paper; that of its template for one that no golden text is of."""
    page: int = 1
    made: Callable[[Path], bytes] | None = None
    """What makes the paper, in a folder of its own, when it has no golden text."""

    @property
    def golden(self) -> Path:
        """File of the golden text."""
        return HERE / self.texte


def sheet_of_2022(_: Path) -> bytes:
    """Return the register of the sitting as it was before the reform of July 2022."""
    sitting = load_seance(CONSEIL)
    seance = sitting.seance.model_copy(update={"date": dt.date(2022, 6, 28)})
    points = [acte for acte in sitting.actes if isinstance(acte, Deliberation)]
    return render(Registre.of(seance, points)).to_bytes()


def table_of_the_year(folder: Path) -> bytes:
    """Return the table by date of an invented year, its leaves counted in registers that were laid out."""
    sittings = annee.write_year(folder / "annee")
    build_tables(sittings, folder / "sortie", layout=convert, source=folder / "annee")
    (table,) = (folder / "sortie").rglob("*par-date.docx")
    return table.read_bytes()


PAGES = {
    "extrait-page-1": Page("actes/2024-34.txt"),
    "convention-page-1": Page("actes/2024-34-annexe.txt"),
    "convention-page-2": Page("actes/2024-34-annexe.txt", 2),
    "papiers/arrete": Page("actes/A-2024-7.txt"),
    "papiers/certificat-publicite": Page("actes/13-certificat-de-publicite.txt"),
    "papiers/convocation": Page("actes/00-convocation.txt"),
    "papiers/decision": Page("actes/DEC-2024-12.txt"),
    "papiers/decisions-rendues": Page("actes/05-decisions-par-delegation.txt"),
    "papiers/feuille-presence": Page("actes/03-feuille-de-presence.txt"),
    "papiers/liste-deliberations": Page("actes/10-liste-des-deliberations.txt"),
    "papiers/note-synthese": Page("actes/02-note-synthese.txt"),
    "papiers/ordre-du-jour": Page("actes/01-ordre-du-jour.txt"),
    "papiers/pouvoir": Page("actes/04-pouvoir.txt"),
    "papiers/proces-verbal": Page("actes/11-proces-verbal.txt"),
    "papiers/projet": Page("actes/projets-02-2024-32.txt"),
    "papiers/recueil-actes": Page("actes/recueil-2024-2.txt"),
    "papiers/recueil-actes-2": Page("actes/recueil-2024-2.txt", 2),
    "papiers/registre": Page("actes/12-registre.txt"),
    "papiers/registre-cloture": Page("actes/12-registre.txt", -1),
    "papiers/registre-cloture-2022": Page("gabarits/registre.docx.txt", -1, sheet_of_2022),
    "papiers/table-deliberations": Page("actes/table-2024-par-matiere.txt"),
    "papiers/table-par-date": Page("gabarits/table-deliberations.docx.txt", 1, table_of_the_year),
}


def text_digest(page: Page) -> str:
    """Return the SHA-256 of the golden text of a page's paper."""
    return hashlib.sha256(page.golden.read_bytes()).hexdigest()


def draw(name: str, page: Page, pdf: Path) -> None:
    """Draw a page of a PDF file as the documentation shows it."""
    from PIL import Image

    width, height = PAPIERS if "/" in name else GRANDES
    size = ["-scale-to-x", str(width), "-scale-to-y", str(height)]
    subprocess.run(["pdftoppm", "-png", *size, str(pdf), str(pdf.with_suffix(""))], check=True)
    drawn = sorted(pdf.parent.glob(f"{pdf.stem}-*.png"))
    image = Image.open(drawn[page.page - 1 if page.page > 0 else page.page]).convert("RGB")
    image.quantize(COLOURS).save(IMAGES / f"{name}.png", optimize=True)
    for path in drawn:
        path.unlink()


def main(names: Iterable[str]) -> None:
    """Draw these pages."""
    with tempfile.TemporaryDirectory() as folder:
        sources = {}
        for rank, name in enumerate(names):
            made = PAGES[name].made
            path = Path(folder, f"p{rank:02}", "page.docx")
            path.parent.mkdir()
            path.write_bytes(made(path.parent) if made else ACTES[Path(PAGES[name].texte).stem])
            sources[name] = path
        for name, path in sources.items():
            (pdf,) = to_pdf([path], path.parent / "pdf")
            draw(name, PAGES[name], pdf)
    kept = json.loads(TEXTES.read_text(encoding="utf-8")) if TEXTES.is_file() else {}
    kept.update({name: text_digest(PAGES[name]) for name in sources})
    TEXTES.write_text(json.dumps(dict(sorted(kept.items())), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:] or PAGES)
