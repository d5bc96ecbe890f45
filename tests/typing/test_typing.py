"""The caller's code passes the type checkers, strictly; wrong code does not."""

import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

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
