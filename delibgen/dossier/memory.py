"""What earlier runs wrote in a folder: the manifest, and the journal of a run that was cut short."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Literal

from delibgen.errors import system_reason

MANIFESTE = "manifeste.json"
ATELIER = ".delibgen"
"""Folder of the files that are not finished, in the output folder; it is gone after a run that ends well."""
JOURNAL = "journal.jsonl"
IDENTITE = ("assemblee", "seance", "heure")
"""What tells a sitting from another, in the manifest."""

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
        data, found, self.illisible = _manifest(output / MANIFESTE)
        self.identite = {name: str(data[name]) for name in IDENTITE if name in data}
        """Which sitting the folder holds, as far as the manifest tells it."""
        self.traces = {trace.chemin: trace for trace in found}
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


def _manifest(path: Path) -> tuple[dict[str, object], list[Trace], str]:
    """Return a manifest, its files, and why it cannot be read: ``""`` when it can, or is absent."""
    try:
        text = path.read_bytes().decode("utf-8", "replace")
    except FileNotFoundError:
        return {}, [], ""
    except OSError as error:
        return {}, [], system_reason(error)
    try:
        data = json.loads(text)
        rows = [*data["papiers"], *data["anciens"]]
    except ValueError as error:
        return {}, list(_traces(_saved(text))), f"coupé ou abîmé vers la ligne {getattr(error, 'lineno', 1)}"
    except (KeyError, TypeError, RecursionError):
        return {}, list(_traces(_saved(text))), "ce n'est pas celui d'un dossier de séance"
    found = list(_traces(rows))
    lost = len(rows) - len(found)
    return data, found, f"{lost} de ses fichiers y sont mal décrits" if lost else ""


def _saved(text: str) -> Iterator[object]:
    """Yield the rows that are whole in a manifest that is not: its hashes say whether they still hold."""
    for row in re.findall(r'\{[^{}]*"chemin"[^{}]*\}', text):
        try:
            yield json.loads(row)
        except ValueError:  # something was written over it
            continue


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
        yield from _traces([row])


_FIELDS = {field.name: int if field.name == "octets" else str for field in fields(Trace)}


def _traces(rows: Iterable[object]) -> Iterator[Trace]:
    """Yield the rows that tell a file; what another version says more of it is left aside."""
    for row in rows:
        if (
            isinstance(row, dict)
            and isinstance(row.get("chemin"), str)
            and isinstance(row.get("sha256"), str)
        ):
            known = {name: row[name] for name, kind in _FIELDS.items() if isinstance(row.get(name), kind)}
            yield Trace(**known)
