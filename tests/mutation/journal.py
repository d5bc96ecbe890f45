"""What a long run has done already, so that it may stop and go on, or be shared between processes."""

import hashlib
import json
from pathlib import Path


class Journal:
    """Verdicts of the mutants of one template, in a folder: each process writes a file of its own."""

    def __init__(self, folder: Path, data: bytes, title: str, part: str) -> None:
        name = hashlib.sha256(data + title.encode()).hexdigest()[:16]
        folder.mkdir(parents=True, exist_ok=True)
        self._own = folder / f"{name}-{part}.jsonl"
        self._known: dict[tuple[int, str], str] = {}
        for path in sorted(folder.glob(f"{name}-*.jsonl")):
            for line in path.read_text(encoding="utf-8").splitlines():
                rank, mutation, verdict = json.loads(line)
                self._known[rank, mutation] = verdict

    def read(self, rank: int, mutation: str) -> str | None:
        """Return the verdict of a mutant that has been judged, or ``None``."""
        return self._known.get((rank, mutation))

    def write(self, rank: int, mutation: str, verdict: str) -> None:
        """Keep a verdict at once: a run that is stopped loses one mutant."""
        with self._own.open("a", encoding="utf-8") as file:
            file.write(json.dumps([rank, mutation, verdict], ensure_ascii=False) + "\n")
