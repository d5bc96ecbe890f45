"""The comparison of a text with the expected one, kept in a file."""

import difflib
import os
from pathlib import Path

REFAIRE = "DELIBGEN_REFAIRE"
"""Environment variable: set to 1, expected texts are written again instead of being compared."""


def assert_text(found: str, golden: str | Path) -> None:
    """Compare a text with the file that holds the expected one.

    A file that does not exist yet is written, and the comparison fails once: somebody must have read it.
    With ``DELIBGEN_REFAIRE=1`` in the environment, the file is written again and nothing fails.

    Raises:
        AssertionError: the texts differ (the message shows the lines that do), or the file is new.
    """
    path = Path(golden)
    if os.environ.get(REFAIRE) == "1":
        path.write_text(found, encoding="utf-8", newline="\n")
        return
    if not path.exists():
        path.write_text(found, encoding="utf-8", newline="\n")
        raise AssertionError(f"« {path} » vient d'être écrit : le relire, puis relancer le test")
    wanted = path.read_text(encoding="utf-8")
    if found != wanted:
        raise AssertionError(_difference(wanted, found, path.name))


def _difference(wanted: str, found: str, name: str) -> str:
    lines = difflib.unified_diff(
        wanted.splitlines(), found.splitlines(), f"{name} (attendu)", "document rendu", n=1, lineterm=""
    )
    advice = f"si le nouveau texte est le bon : {REFAIRE}=1 pytest"
    return "\n".join(("le texte rendu n'est pas celui qui est attendu", *lines, advice))
