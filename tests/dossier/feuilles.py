"""A year of an invented commune, and what lays its registers out without LibreOffice."""

import io
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pikepdf

from tests.dossier.conftest import SEANCE, acte
from tests.reader import Reader

DAYS = {"01-janvier": "2024-01-18", "02-mars": "2024-03-14", "03-mai": "2024-05-16"}


def sitting(folder: Path, day: str, numbers: Sequence[str], more: str = "", assembly: str = "") -> Path:
    """Write one sitting; its assembly follows its leaves."""
    (folder / "actes").mkdir(parents=True, exist_ok=True)
    text = SEANCE.replace("  membres:", f"  feuillets_suivis: oui\n{assembly}  membres:")
    text = text.replace("jeudi 12 septembre 2024", day).replace("convocation: 06/09/2024\n", "heure: 19 h\n")
    (folder / "seance.yaml").write_text(text + more, encoding="utf-8")
    for number in numbers:
        (folder / "actes" / f"{number}.yaml").write_text(acte(number), encoding="utf-8")
    return folder


def year(folder: Path) -> list[Path]:
    """Write three sittings of two, one and two deliberations; the first says its first leaf."""
    numbers = {"01-janvier": ["2024-1", "2024-2"], "02-mars": ["2024-3"], "03-mai": ["2024-10", "2024-11"]}
    return [
        sitting(folder / name, day, numbers[name], "premier_feuillet: 1\n" if name[:2] == "01" else "")
        for name, day in DAYS.items()
    ]


def layout(documents: Sequence[Path]) -> Iterator[tuple[Path, bytes]]:
    """Yield a PDF for each document, where each deliberation begins a page, as LibreOffice would make it.

    A deliberation whose subject has « long » takes two pages.
    """
    for document in documents:
        pages = list(_pages(Reader(document.read_bytes()).text()))
        with pikepdf.new() as pdf:
            for _ in pages:
                pdf.add_blank_page(page_size=(595, 842))
            with pdf.open_outline() as outline:
                outline.root.extend(
                    pikepdf.OutlineItem(title, at) for at, title in enumerate(pages) if title is not None
                )
            octets = io.BytesIO()
            pdf.save(octets, deterministic_id=True)
        yield document, octets.getvalue()


def _pages(text: str) -> Iterator[str | None]:
    yield None
    for block in re.split(r"(?=Délibération n°|Feuillet de clôture)", text.replace("\u00a0", " "))[1:]:
        yield block.splitlines()[0]
        if "long" in block and block.startswith("Délibération"):
            yield None
