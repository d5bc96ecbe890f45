"""Compiled templates kept on disk, so that a program that makes one document does not compile again.

What is kept is text (JSON, never code that would be run), under a name made of everything it depends on:
the bytes of the template, the engine's own files, the versions, the limits. The folder belongs to the user
alone; whatever is not exactly as expected is ignored and made again. ``DELIBGEN_CACHE=non`` turns it off,
``DELIBGEN_CACHE=/dossier`` puts it elsewhere.
"""

import json
import os
import stat
import sys
from collections.abc import Iterable
from functools import lru_cache
from importlib.machinery import PathFinder
from pathlib import Path

from delibgen.light import TYPE_CHECKING

try:
    from _blake2 import blake2b  # ``hashlib`` would load OpenSSL
except ImportError:
    from hashlib import blake2b

if TYPE_CHECKING:
    from delibgen.word.compiled import Patched
    from delibgen.word.library import Merged

_FORMAT = "delibgen 1"
_MAX_FILES = 64
_MAX_BYTES = 16 * 1024 * 1024
_OFF = frozenset(("non", "0", "off", "no"))


def key_of(data: bytes, options: Iterable[str]) -> str:
    """Return the name of what a template compiles to; ``""`` when nothing must be kept."""
    engine = _engine()
    if not engine:
        return ""
    digest = blake2b(f"{_FORMAT}\n{engine}\n".encode())
    for option in options:
        digest.update(f"{option}\n".encode())
    digest.update(blake2b(data).digest())
    return digest.hexdigest()


@lru_cache(maxsize=1)
def _engine() -> str:
    """Return what tells this engine from another: versions, and the state of its files."""
    package = Path(__file__).parent.parent
    try:
        files = [package / "errors.py", *sorted((package / "word").glob("*.py"))]
        files += sorted((package / "french").glob("*.py"))
        files += _parser()
        states = [(path.name, (state := path.stat()).st_size, state.st_mtime_ns) for path in files]
    except OSError:
        return ""  # not installed as files
    return f"{sys.version} {states}"


def _parser() -> list[Path]:
    """Return the files of Jinja that read the tags, found without loading them."""
    spec = PathFinder.find_spec("jinja2")
    folders = (spec and spec.submodule_search_locations) or ()
    return [Path(folder) / f"{name}.py" for folder in folders for name in ("lexer", "parser")]


def folder() -> Path | None:
    """Return the private folder, made if need be; ``None`` when there is none that can be trusted."""
    chosen = os.environ.get("DELIBGEN_CACHE", "")
    if chosen.lower() in _OFF or not hasattr(os, "geteuid"):
        return None
    try:
        place = Path(chosen) if chosen else _usual()
        if not place.is_absolute():
            return None
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        return place if _is_private(place.lstat()) else None
    except (OSError, RuntimeError, ValueError):
        return None


def _usual() -> Path:
    """Return the folder of this system for what can be made again; ``RuntimeError`` without a home."""
    home = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(home) if home else Path.home() / ".cache") / "delibgen"


def _is_private(state: os.stat_result) -> bool:
    """Tell whether a folder is a true one, ours, that nobody else can read."""
    return stat.S_ISDIR(state.st_mode) and state.st_uid == os.geteuid() and not state.st_mode & 0o077


def digest_of(data: bytes) -> str:
    """Return what tells some bytes from any other."""
    return blake2b(data).hexdigest()


def read(key: str) -> "Patched | Merged | None":
    """Return what was kept under a name, or ``None``."""
    place = folder() if key else None
    if place is None:
        return None
    from delibgen.word.compiled import Patched
    from delibgen.word.frozen import thaw
    from delibgen.word.library import Merged

    try:
        digest, _, text = _read_own(place / f"{key}.json").partition(b"\n")
        if blake2b(key.encode() + text).hexdigest().encode() != digest:
            return None
        found = thaw(json.loads(text))
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return None
    return found if isinstance(found, Patched | Merged) else None


def _read_own(path: Path) -> bytes:
    """Read a file that belongs to the user and that nobody else can write; raise ``OSError``."""
    with os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC), "rb") as file:
        state = os.fstat(file.fileno())
        if not stat.S_ISREG(state.st_mode) or state.st_uid != os.geteuid() or state.st_mode & 0o022:
            raise PermissionError(path)
        return file.read(_MAX_BYTES + 1)


def write(key: str, patched: "Patched | Merged") -> None:
    """Keep something under a name; whatever prevents it is no fault."""
    place = folder() if key else None
    if place is None:
        return
    from delibgen.word.frozen import freeze

    try:
        text = json.dumps(freeze(patched), separators=(",", ":")).encode("ascii")
        if len(text) < _MAX_BYTES:
            digest = blake2b(key.encode() + text).hexdigest().encode()
            _write_whole(place / f"{key}.json", digest + b"\n" + text)
            _prune(place)
    except (OSError, TypeError):
        return


def _write_whole(path: Path, data: bytes) -> None:
    temporary = path.with_name(f".{os.urandom(8).hex()}.part")
    try:
        with os.fdopen(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            file.write(data)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _prune(place: Path) -> None:
    """Leave the latest files only."""
    kept = sorted(place.glob("*.json"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    for path in kept[_MAX_FILES:]:
        path.unlink(missing_ok=True)
