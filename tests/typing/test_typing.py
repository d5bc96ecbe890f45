"""The caller's code passes the type checkers, strictly; wrong code does not."""

import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import nbformat
import pytest

from tests.test_docs import NEEDS, PYTHON, texts

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
WRONG = """
from delibgen import collectivite, deliberation, reference, seance

collectivite("Ormeval", "communne")
deliberation("1").scrutin(pour="38 voix")
deliberation("1").objett("x")
reference("1", date=20240912)
"""


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *command], capture_output=True, text=True, cwd=ROOT, check=False
    )


def pages(folder: Path) -> list[str]:
    """Write the Python of each page as a module; blocks that import what is not installed are left out."""
    for page in PYTHON:
        blocks = [text for text in texts(page, "python") if all(map(find_spec, NEEDS.findall(text)))]
        name = re.sub(r"\W", "_", page.lower())
        (folder / f"{name}.py").write_text("\n\n".join(blocks), encoding="utf-8")
    return sorted(map(str, folder.glob("*.py")))


def is_right_code(cell: nbformat.NotebookNode) -> bool:
    """Tell whether a cell is code that is meant to work: some show what is refused."""
    return cell.cell_type == "code" and "raises-exception" not in cell.metadata.get("tags", ())


def notebooks(folder: Path) -> list[str]:
    """Write the code of each notebook as a module, and the modules that its cells write."""
    found = []
    for path in sorted((ROOT / "docs" / "carnets").glob("*.ipynb")):
        cells = [cell.source for cell in nbformat.read(path, as_version=4).cells if is_right_code(cell)]
        for cell in cells:
            if cell.startswith("%%writefile"):
                head, _, body = cell.partition("\n")
                module = folder / Path(head.split()[1]).name
                module.write_text(body, encoding="utf-8")
        lines = [line for cell in cells if not cell.startswith("%%") for line in cell.splitlines()]
        code = folder / f"carnet_{re.sub(r'[^a-z]', '_', path.stem)}.py"
        code.write_text("\n".join(line for line in lines if not line.startswith("%")), encoding="utf-8")
        found.append(str(code))
    return found


PANDAS = """
[mypy]
[mypy-pandas.*]
ignore_missing_imports = True
"""


@pytest.mark.parametrize("checker", ["mypy", "pyright"])
def test_the_cells_of_the_notebooks_pass_the_checkers(tmp_path, checker):
    found = notebooks(tmp_path)
    assert len(found) == 3
    (tmp_path / "mypy.ini").write_text(PANDAS, encoding="utf-8")
    options = ("--strict", "--config-file", str(tmp_path / "mypy.ini")) if checker == "mypy" else ()
    command = [sys.executable, "-m", checker, *options, *found]
    result = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize("checker", [("mypy", "--strict"), ("pyright",)])
def test_user_code_passes_the_checkers(tmp_path, checker):
    """The code of the tests, and the examples of the README and of every page."""
    result = run(*checker, str(HERE / "seed_en_python.py"), str(HERE / "actes_varies.py"), *pages(tmp_path))
    assert result.returncode == 0, result.stdout


def test_wrong_user_code_is_refused(tmp_path):
    wrong = tmp_path / "wrong.py"
    wrong.write_text(WRONG, encoding="utf-8")
    result = run("mypy", "--strict", str(wrong))
    assert len(re.findall(r": error:", result.stdout)) == 4, result.stdout
