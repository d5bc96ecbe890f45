"""How long a new user reads, and waits: ``python -m tests.bench.lecture``.

A word is a run of letters and digits: « render(acte) » is two, a path as many as its names; what the command
prints is read too. Two hundred words a minute. Two paths:

- from the first line of the README to the seed's PDF: the README up to « In Python », then what
  ``delibgen demo`` prints;
- from the idea of a new act to its linted template and its test: the whole of the notebook « 2-nouvel-acte ».
"""

import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import nbformat

ROOT = Path(__file__).resolve().parents[2]
MOTS_PAR_MINUTE = 200
CARNET = ROOT / "docs" / "carnets" / "2-nouvel-acte.ipynb"


def words(text: str) -> int:
    """Return how many words a text has."""
    return len(re.findall(r"[^\W_]+", text))


def minutes(text: str) -> float:
    """Return how long a text takes to read."""
    return words(text) / MOTS_PAR_MINUTE


def to_the_pdf() -> str:
    """Return what is read from the README before the first command has made the PDF."""
    return (ROOT / "README.md").read_text(encoding="utf-8").split("## In Python")[0]


def of_the_notebook() -> str:
    """Return the text of the notebook of a new act: prose and code."""
    notebook = nbformat.read(CARNET, as_version=4)
    return "\n".join(cell.source for cell in notebook.cells)


def told(name: str, text: str, seconds: float) -> None:
    print(f"{name} : {words(text)} mots, {minutes(text):.1f} min de lecture, {seconds:.0f} s d'exécution")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        demo = subprocess.run(
            [sys.executable, "-m", "delibgen", "demo"], cwd=folder, capture_output=True, text=True, check=True
        )
        made = any(Path(folder).rglob("BM20240912_001.pdf"))
        assert made or shutil.which("soffice") is None, "pas de PDF"
        told("du README au PDF de la graine", to_the_pdf() + demo.stdout, time.perf_counter() - start)
        start = time.perf_counter()
        import nbclient

        notebook = nbformat.read(CARNET, as_version=4)
        nbclient.NotebookClient(notebook, timeout=300, resources={"metadata": {"path": folder}}).execute()
        told("d'une idée d'acte au test", of_the_notebook(), time.perf_counter() - start)


if __name__ == "__main__":
    main()
