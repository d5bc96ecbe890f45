"""The manifest of a packet: what it was made of and what it holds, hash by hash.

It has no date: the same packet gives the same manifest.
"""

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from delibgen.dossier.keys import engine_digest, file_digest, versions
from delibgen.dossier.memory import Trace
from delibgen.dossier.place import identity
from delibgen.dossier.prepare import Preparation


def manifest(
    ready: Preparation,
    folder: Path,
    traces: Sequence[Trace],
    older: Iterable[Trace],
    *,
    complete: bool,
    identite: Mapping[str, str],
) -> bytes:
    """Return the octets of ``manifeste.json``.

    Args:
        ready: what was prepared.
        folder: the sitting's folder, from which the paths of the data are told.
        traces: files of the packet, in order.
        older: files of other phases, of withdrawn acts or of acts held back, still in the output folder.
        complete: whether nothing was held back.
        identite: the sitting that the folder held before, kept when this run is of no sitting: one act, say.
    """
    from delibgen import __version__

    templates = {r.gabarit.nom: r.gabarit.empreinte for r in ready.recettes.values() if r.gabarit}
    data = {
        "delibgen": __version__,
        "moteur": engine_digest(),
        "versions": versions(),
        **(identity(ready.seance) if ready.seance else {"seance": "", **identite}),
        "phase": ready.phase.value,
        "complet": complete,
        "donnees": {_name(path, folder): file_digest(path) for path in ready.fichiers},
        "gabarits": dict(sorted(templates.items())),
        "papiers": [trace.to_dict() for trace in traces],
        "anciens": [trace.to_dict() for trace in older],
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")


def _name(path: Path, folder: Path) -> str:
    return Path(os.path.relpath(path, folder.resolve())).as_posix()
