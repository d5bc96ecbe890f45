"""A sitting of many acts, and a LibreOffice that is not one: what runs that are cut are tried on."""

import os
import stat
import subprocess
import sys
from pathlib import Path

from tests.dossier.conftest import acte

FAKE_SOFFICE = """#!/bin/sh
# Makes of each document a PDF that depends on it alone, slowly enough to be cut in between.
for word; do
  case "$previous" in --outdir) out="$word";; esac
  previous="$word"
done
for word; do
  case "$word" in *.docx)
    name=$(basename "$word" .docx)
    { printf '%%PDF-1.7\\n'; sha256sum < "$word"; printf '%%%%EOF\\n'; } > "$out/$name.tmp"
    mv "$out/$name.tmp" "$out/$name.pdf"
    sleep 0.01;;
  esac
done
"""


def fill(sitting: Path, count: int, word: str = "Objet") -> None:
    """Give a sitting some acts, whose subjects begin with ``word``."""
    for path in (sitting / "actes").glob("1*.yaml"):
        path.unlink()
    for rank in range(count):
        text = acte(f"D-{rank:03}").replace("objet: Objet", f"objet: {word}")
        (sitting / "actes" / f"1{rank:03}.yaml").write_text(text, encoding="utf-8")


def fake_soffice(folder: Path) -> Path:
    """Write the false LibreOffice, and return its path."""
    path = folder / "faux-soffice"
    path.write_text(FAKE_SOFFICE, encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def start(sitting: Path, output: Path, *options: str) -> "subprocess.Popen[bytes]":
    """Start ``delibgen seance`` in a process of its own, in the folder that has the templates."""
    command = [sys.executable, "-m", "delibgen", "seance", str(sitting), "-o", str(output), *options]
    here = sitting.parent
    environment = {**os.environ, "DELIBGEN_SOFFICE": str(fake_soffice(here)), "NO_COLOR": "1"}
    return subprocess.Popen(
        command,
        cwd=here,
        env={**environment, "PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def finish(sitting: Path, output: Path, *options: str) -> tuple[int, str]:
    """Run ``delibgen seance`` to its end; return its exit code and what it said."""
    process = start(sitting, output, *options)
    out, err = process.communicate(timeout=120)
    return process.returncode, (out + err).decode()


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder, by path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def final(files: dict[str, bytes]) -> dict[str, bytes]:
    """Return the files that have their final name."""
    return {name: data for name, data in files.items() if not name.startswith(".delibgen")}
