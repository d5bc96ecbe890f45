"""What earlier runs wrote in a folder: the manifest, and the journal of a run that was cut short."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

MANIFESTE = "manifeste.json"
ATELIER = ".delibgen"
"""Folder of the files that are not finished, in the output folder; it is gone after a run that ends well."""
JOURNAL = "journal.jsonl"

Genre = Literal["papier", "pdf", "recueil", "zip"]


@dataclass(frozen=True)
class Trace:
    """One file that delibgen wrote, or was about to write."""

    chemin: str
    """Path in the output folder."""
    sha256: str
    """Hash of its octets."""
    cle: str = ""
    """Hash of everything it is made of; ``""`` when that cannot be known."""
    genre: Genre = "papier"
    """Paper, its PDF, packet, archive."""
    phase: str = ""
    """Phase of the packet."""
    octets: int = 0
    """Size."""
    intitule: str = ""
    """Number and subject."""
    numero: str = ""
    """Number of the act."""
    donnees: str = ""
    """Hash of the data."""
    gabarit: str = ""
    """Hash of the Word template."""

    def to_dict(self) -> dict[str, object]:
        """Return the trace as plain data, without what is empty."""
        return {name: value for name, value in asdict(self).items() if value}


class Memory:
    """Traces of earlier runs, by path; the journal completes the manifest."""

    def __init__(self, output: Path) -> None:
        self.traces = {trace.chemin: trace for trace in _manifest(output / MANIFESTE)}
        self._seen = {(trace.chemin, trace.sha256) for trace in self.traces.values()}
        for trace in _journal(output / ATELIER / JOURNAL):
            self.traces[trace.chemin] = trace
            self._seen.add((trace.chemin, trace.sha256))

    def is_current(self, path: str, key: str | None, found: str) -> bool:
        """Tell whether the file of hash ``found`` was made of the same: it need not be made again."""
        trace = self.traces.get(path)
        return (
            bool(key and found and trace) and trace is not None and (trace.cle, trace.sha256) == (key, found)
        )

    def is_ours(self, path: str, found: str) -> bool:
        """Tell whether delibgen wrote these very octets there: no hand has changed them since."""
        return (path, found) in self._seen


def _manifest(path: Path) -> Iterator[Trace]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        rows = [*data["papiers"], *data["anciens"]]
    except (OSError, ValueError, KeyError, TypeError):  # none, or not ours
        return
    for row in rows:
        yield from _trace(row)


def _journal(path: Path) -> Iterator[Trace]:
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return
    for line in lines:
        try:
            row = json.loads(line)
        except ValueError:  # the line that was being written when the run was cut
            continue
        yield from _trace(row)


def _trace(row: dict[str, Any]) -> Iterator[Trace]:
    try:
        yield Trace(**row)
    except TypeError:  # written by another version
        return
