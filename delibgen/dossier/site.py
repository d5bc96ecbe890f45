"""Where files are made before they get their names: whole, hashed, on the disk; then moved in one go each.

A run may be cut anywhere. Until ``commit`` nothing in the packet has changed; then each file is announced in
the journal before it gets its name, so that the next run knows every file that delibgen wrote from those that
a hand has changed since, and finishes the work.
"""

import contextlib
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

from delibgen.actes.papiers import Phase
from delibgen.dossier.disk import check_writable, drop_folders, make_folders, opened_by, release, take
from delibgen.dossier.keys import file_digest
from delibgen.dossier.memory import ATELIER, JOURNAL, MANIFESTE, Memory, Trace
from delibgen.dossier.plan import Papier
from delibgen.dossier.prepare import Puits, Recette
from delibgen.errors import ConversionError, Finding, Place, Severity
from delibgen.word.save import refused, sync_folder, write_whole

_TAKEN_BACK = (
    "les fichiers pareils à ce qui serait refait sont repris, les autres sont gardés et dits un par un, "
    "et le manifeste est récrit"
)
_LEFT = (
    "rien n'a été écrit, ni le manifeste ; il sera récrit, et les fichiers pareils à ce qui serait refait "
    "seront repris, quand rien n'arrêtera l'écriture"
)


class Site(Puits):
    """The output folder during one run; use it in a ``with`` statement.

    Args:
        output: output folder, made if need be, and taken away if nothing was written.
        tout: make every file again, and replace those that a hand has changed.
    """

    def __init__(self, output: Path, *, tout: bool = False) -> None:
        self.output = output
        self.tout = tout
        self.traces: dict[str, Trace] = {}
        """Path → file of this run, written or unchanged."""
        self._work = output / ATELIER
        self._staged: dict[str, Path] = {}
        self._made: list[Path] = []
        self._rank = 0
        self._named = False  # whether a file of this run has its name
        self.phase = Phase.APRES
        self.order: dict[str, int] = {}
        """Path → place in the packet: what is listed must not depend on what was made before a cut."""

    @property
    def files(self) -> list[Trace]:
        """Files of this run, in the order of the packet."""
        last = len(self.order)
        return sorted(self.traces.values(), key=lambda t: (self.order.get(t.chemin, last), t.chemin))

    def __enter__(self) -> Self:
        check_writable(self.output)
        self._made = make_folders(self._work)
        try:
            self._lock = take(self._work / "verrou")
        except ConversionError:
            drop_folders(self._made)
            raise
        self._sweep()
        self.memory = Memory(self.output)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._sweep()
        kept = self._work / JOURNAL
        with contextlib.suppress(OSError):
            if not kept.exists():
                (self._work / "verrou").unlink()
                self._work.rmdir()
        release(self._lock)
        drop_folders(self._made)

    def _sweep(self) -> None:
        # Those of the output folder itself are of a manifest that was being written.
        for path in (*self._work.glob("*.part"), *self.output.glob(".delibgen-*.part")):
            with contextlib.suppress(OSError):
                path.unlink()

    def begin(self, phase: Phase) -> None:
        """Learn the phase of the packet."""
        self.phase = phase

    def has(self, papier: Papier, recette: Recette) -> bool:
        """Tell whether the file is there already, made of the same."""
        return self.keeps(_trace_of(papier, recette))

    def keeps(self, wanted: Trace) -> bool:
        """Tell whether a file is there already, made of the same; it is then one of the files of this run."""
        if self.tout:
            return False
        path = self.output / wanted.chemin
        found = file_digest(path)
        if not self.memory.is_current(wanted.chemin, wanted.cle, found):
            return False
        self._note(wanted, found, path.stat().st_size)
        return True

    def put(self, papier: Papier, recette: Recette, octets: bytes) -> None:
        """Keep a document until ``commit``."""
        self.stage(_trace_of(papier, recette), octets)

    def stage(self, trace: Trace, octets: bytes) -> None:
        """Keep a file until ``commit``.

        Raises:
            ConversionError: no room.
        """
        target = self._next()
        try:
            handle = os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o666)
            with os.fdopen(handle, "wb") as file:
                file.write(octets)
        except OSError as error:
            raise self._refused(self.output / trace.chemin, error) from error
        self._keep(trace, target, hashlib.sha256(octets).hexdigest(), len(octets))

    def stage_file(self, trace: Trace, source: Path) -> None:
        """Keep a copy of a file until ``commit``."""
        self.stage_by(trace, lambda target: shutil.copyfile(source, target))

    def stage_by(self, trace: Trace, write: Callable[[Path], object]) -> None:
        """Keep until ``commit`` a file that ``write`` makes at the path that it is given.

        Raises:
            ConversionError: no room, or a source that cannot be read.
        """
        target = self._next()
        try:
            write(target)
        except OSError as error:
            raise self._refused(self.output / trace.chemin, error) from error
        self._keep(trace, target, file_digest(target), target.stat().st_size)

    def copy(self, papier: Papier, recette: Recette) -> None:
        """Keep a copy of a file annexed as it is, unless it is there already."""
        if papier.source is not None and not self.has(papier, recette):
            self.stage_file(_trace_of(papier, recette), papier.source)

    def _next(self) -> Path:
        self._rank += 1
        return self._work / f"{self._rank:06}.part"

    def _keep(self, trace: Trace, target: Path, sha256: str, size: int) -> None:
        self._note(trace, sha256, size)
        self._staged[trace.chemin] = target

    def _note(self, trace: Trace, sha256: str, size: int) -> None:
        noted = replace(trace, sha256=sha256, octets=size, phase=self.phase.value)
        self.traces[trace.chemin] = noted

    def current(self, chemin: str) -> Path:
        """Return where the octets of a file of this run are: not committed yet, or under its name."""
        return self._staged.get(chemin, self.output / chemin)

    def forget(self, chemins: Iterable[str]) -> None:
        """Drop files that will not be written."""
        for chemin in chemins:
            self.traces.pop(chemin, None)
            self._staged.pop(chemin, None)

    def conflicts(self, chemins: Iterable[str]) -> Iterator[tuple[str, Finding]]:
        """Yield the files that must not be replaced: a hand has changed them, and nobody said ``tout``."""
        for chemin in chemins:
            if chemin in self._staged:
                for finding in self.foreign(chemin, self.traces[chemin].sha256):
                    yield chemin, finding

    def foreign(self, chemin: str, wanted: str = "") -> Iterator[Finding]:
        """Yield the reason why a file must not be replaced by octets of hash ``wanted``, if there is one."""
        path = self.output / chemin
        found = "" if self.tout else file_digest(path)
        if found and found != wanted and not self.memory.is_ours(chemin, found):
            message = "ce fichier a été changé, ou écrit, par quelqu'un d'autre que delibgen : il est gardé"
            if self.memory.illisible and chemin not in self.memory.traces:
                message = (
                    "ce fichier n'est pas celui qui serait refait, et le manifeste ne dit plus qui "
                    "l'a écrit : il est gardé"
                )
            todo = "le déplacer pour le garder, ou « --tout » pour le remplacer"
            yield Finding(code="DG505", message=message, place=Place(file=str(path)), suggestion=todo)

    def unreadable(self, *, written: bool = True) -> Iterator[Finding]:
        """Yield what is said of a manifest that cannot be read: what is done all the same, if anything is."""
        if self.memory.illisible:
            done = _TAKEN_BACK if written else _LEFT
            yield Finding(
                code="DG516",
                message=f"manifeste illisible : {self.memory.illisible} ; {done}",
                severity=Severity.INFORMATION if self.tout else Severity.ALERTE,
                place=Place(file=str(self.output / MANIFESTE)),
                suggestion="rien à faire si aucun fichier n'est dit ; sinon, « --tout » les remplace",
            )

    def adopt(self, trace: Trace, octets: bytes) -> None:
        """Take for ours a file that no manifest tells, if it has these very octets."""
        found = file_digest(self.output / trace.chemin)
        if found == hashlib.sha256(octets).hexdigest():
            self._note(trace, found, len(octets))

    def commit(self, chemins: Iterable[str]) -> dict[str, Literal["écrit", "inchangé"]]:
        """Give these files their names; return what became of each.

        Raises:
            ConversionError: a file is open in Word (then none is written), or the system refuses one: those
                that have their names are whole, the others are as they were.
        """
        wanted = [chemin for chemin in chemins if chemin in self.traces]
        new = [chemin for chemin in wanted if self._differs(chemin)]
        self._refuse_opened(new)
        folders = sorted({(self.output / chemin).parent for chemin in new})
        for folder in folders:
            check_writable(folder)
        self._flush(new)
        self._announce(new)
        self._name(new)
        for folder in folders:
            sync_folder(folder)
        return {chemin: "écrit" if chemin in new else "inchangé" for chemin in wanted}

    def _differs(self, chemin: str) -> bool:
        staged = self._staged.get(chemin)
        if staged is None:
            return False
        if file_digest(self.output / chemin) != self.traces[chemin].sha256:
            return True
        del self._staged[chemin]
        return False

    def _refuse_opened(self, chemins: Iterable[str]) -> None:
        faults = []
        for chemin in chemins:
            path = self.output / chemin
            who = opened_by(path)
            if who is not None:
                by = f" par {who}" if who else ""
                message = f"« {path.name} » est ouvert{by} ; rien n'a été écrit"
                todo = "fermer le document, puis recommencer"
                place = Place(file=str(path))
                faults.append(Finding(code="DG504", message=message, place=place, suggestion=todo))
        if faults:
            raise ConversionError(faults)

    def _refused(self, path: Path, error: OSError) -> ConversionError:
        return refused(path, error, others=self._named)

    def _flush(self, chemins: Iterable[str]) -> None:
        """Wait until the files are on the disk, together: one by one would be slower."""
        for chemin in chemins:
            try:
                with self._staged[chemin].open("rb+") as file:
                    os.fsync(file.fileno())
            except OSError as error:
                raise self._refused(self.output / chemin, error) from error

    def _announce(self, chemins: Iterable[str]) -> None:
        lines = [json.dumps(self.traces[chemin].to_dict(), ensure_ascii=False) + "\n" for chemin in chemins]
        journal = self._work / JOURNAL
        if not lines:
            return
        try:
            with journal.open("ab") as file:
                # A line cut by an earlier crash must not spoil the first one of ours.
                file.write(b"\n" + "".join(lines).encode())
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise self._refused(journal, error) from error

    def _name(self, chemins: Iterable[str]) -> None:
        for chemin in chemins:
            path, staged = self.output / chemin, self._staged.pop(chemin)
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                staged.replace(path)
            except OSError as error:
                raise self._refused(path, error) from error
            self._named = True

    def close(self, manifest: bytes) -> None:
        """Write the manifest, last of all, and forget the journal."""
        path = self.output / MANIFESTE
        if not path.is_file() or path.read_bytes() != manifest:
            write_whole(path, manifest)
        with contextlib.suppress(OSError):
            (self._work / JOURNAL).unlink(missing_ok=True)


def _trace_of(papier: Papier, recette: Recette) -> Trace:
    return Trace(
        chemin=papier.chemin,
        sha256="",
        cle=recette.cle or "",
        intitule=papier.intitule,
        numero=(papier.acte.numero if papier.acte else None) or "",
        donnees=recette.donnees,
        gabarit=recette.gabarit.empreinte if recette.gabarit else "",
    )
