"""The caller's code passes the type checkers, strictly; wrong code does not."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

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


def readme_code() -> str:
    """Return the Python blocks of the README."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return "\n".join(re.findall(r"```python\n(.*?)```", text, re.DOTALL))


@pytest.mark.parametrize("checker", [("mypy", "--strict"), ("pyright",)])
def test_user_code_passes_the_checkers(tmp_path, checker):
    readme = tmp_path / "readme.py"
    readme.write_text(readme_code(), encoding="utf-8")
    result = run(*checker, str(HERE / "seed_en_python.py"), str(HERE / "actes_varies.py"), str(readme))
    assert result.returncode == 0, result.stdout


def test_wrong_user_code_is_refused(tmp_path):
    wrong = tmp_path / "wrong.py"
    wrong.write_text(WRONG, encoding="utf-8")
    result = run("mypy", "--strict", str(wrong))
    assert len(re.findall(r": error:", result.stdout)) == 4, result.stdout
