"""The packet in one archive (.zip): the same files give the same octets."""

import shutil
import zipfile
from collections.abc import Iterable
from pathlib import Path

_START = (1980, 1, 1, 0, 0, 0)
_RIGHTS = 0o100644 << 16


def write_zip(target: Path, files: Iterable[tuple[str, Path]]) -> None:
    """Write an archive of files (name in the archive, path), in order.

    Documents and PDF are compressed already: they are stored as they are. Nothing in the archive tells of the
    day, the hour or the machine.
    """
    with zipfile.ZipFile(target, "w") as archive:
        for name, path in files:
            entry = zipfile.ZipInfo(name, _START)
            entry.external_attr = _RIGHTS
            entry.create_system = 3
            entry.file_size = path.stat().st_size
            with path.open("rb") as source, archive.open(entry, "w") as inside:
                shutil.copyfileobj(source, inside, 1 << 20)
