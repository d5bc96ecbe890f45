"""Random damage to data files: every fault is a ``DelibgenError`` with its place, never another exception."""

import contextlib
import random
import shutil
from pathlib import Path

import pytest

from delibgen import load_seance
from delibgen.errors import DelibgenError
from tests.conftest import BUREAU, CONSEIL

TOKENS = [
    ":", "- ", "\n", "  ", "{", "}", "[", "]", "&a ", "*a", "!!python/object:os.system x", "<<: *a", "|", ">",
    "'", '"', "\t", "#", "? ", "---\n", "...\n", "null", "~", "0x1F", "1e999", ".inf", "18:30", "2024-13-45",
    "é", "\ufeff", "\u2028", "\x00", "9" * 21, "%YAML 9.9\n", "!<x>", "@", "`", "-", "oui", "2024-02-30",
]  # fmt: skip


def _damage(text: str, dice: random.Random) -> str:
    for _ in range(dice.randint(1, 3)):
        at = dice.randrange(len(text) + 1)
        kind = dice.randrange(4)
        if kind == 0:
            text = text[:at] + dice.choice(TOKENS) + text[at:]
        elif kind == 1:
            text = text[:at] + text[at + dice.randint(1, 40) :]
        elif kind == 2:
            lines = text.splitlines(keepends=True) or [""]
            dice.shuffle(lines[: dice.randrange(len(lines)) + 1])
            lines.insert(dice.randrange(len(lines)), dice.choice(lines))
            text = "".join(lines)
        else:
            text = text[:at] + dice.choice(TOKENS) * dice.choice([2, 50]) + text[at + 1 :]
    return text


def _try(seed: int, folder: Path) -> None:
    dice = random.Random(seed)
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(dice.choice([BUREAU, CONSEIL]), folder)
    path = dice.choice(
        sorted(p for p in folder.rglob("*") if p.suffix in {".yaml", ".yml", ".md", ".csv", ".json"})
    )
    data = path.read_bytes()
    if dice.random() < 0.2:
        copy = bytearray(data)
        copy[dice.randrange(len(copy))] = dice.randrange(256)
        path.write_bytes(bytes(copy))
    else:
        path.write_text(_damage(data.decode(), dice), encoding="utf-8", errors="surrogatepass")
    with contextlib.suppress(DelibgenError):
        load_seance(folder)


def test_a_damaged_folder_gives_findings_or_a_sitting(tmp_path: Path) -> None:
    for seed in range(60):
        _try(seed, tmp_path / "seance")


@pytest.mark.long
def test_many_damaged_folders_give_findings_or_a_sitting(tmp_path: Path) -> None:
    for seed in range(1_000, 5_000):
        _try(seed, tmp_path / "seance")
