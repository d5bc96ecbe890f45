"""What a file is made of, as hashes: it is made again only when one of them has changed."""

import hashlib
import json
import platform
import re
import sys
from collections.abc import Iterable
from functools import lru_cache
from importlib import metadata
from pathlib import Path

from delibgen.model.acte import Acte

PACKAGE = Path(__file__).resolve().parents[1]
_LIBRARIES = ("jinja2", "lxml", "markdown-it-py", "pydantic")
# Where a file lies is not what it holds: the same data elsewhere must give the same hash.
_FOLDER = re.compile(r'("fichier":")(?:[^"\\]|\\.)*/')
_BLOCK = 1 << 20


def digest(*parts: str | bytes) -> str:
    """Return the SHA-256 of some parts, told apart by their lengths."""
    found = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        found.update(str(len(data)).encode() + b":" + data)
    return found.hexdigest()


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file, as ``sha256sum`` prints it; ``""`` when there is no such file."""
    found = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                found.update(block)
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        return ""
    return found.hexdigest()


def data_digest(acte: Acte) -> str:
    """Return the hash of everything that an act holds."""
    return digest(type(acte).__qualname__, _FOLDER.sub(r"\1", acte.model_dump_json()))


@lru_cache(maxsize=64)
def code_digest(kind: type[Acte]) -> str | None:
    """Return the hash of the code that a kind of act brings from outside delibgen: ``""`` for none.

    ``None`` when it cannot be known (a class typed in a notebook): such an act is always made again.
    """
    sources = []
    for parent in kind.__mro__:
        module = sys.modules.get(parent.__module__)
        if not issubclass(parent, Acte) or parent.__module__.split(".")[0] == PACKAGE.name:
            continue
        file = getattr(module, "__file__", None)
        if file is None or parent.__module__ == "__main__":
            return None
        sources.append(file_digest(Path(file)))
    return digest(*sources) if sources else ""


@lru_cache(maxsize=1)
def engine_digest() -> str:
    """Return the hash of delibgen's own code and of the versions of what renders with it."""
    files = sorted(PACKAGE.rglob("*.py"), key=lambda path: path.relative_to(PACKAGE).as_posix())
    parts = [f"{path.relative_to(PACKAGE).as_posix()} {file_digest(path)}" for path in files]
    return digest(*parts, json.dumps(versions(), sort_keys=True))


def versions() -> dict[str, str]:
    """Return the versions that decide of the octets of a document."""
    found = {name: metadata.version(name) for name in _LIBRARIES}
    return {"python": ".".join(platform.python_version_tuple()[:2]), **found}


def render_key(acte: Acte, data: str, template: str) -> str | None:
    """Return what the octets of a document depend on, or ``None`` when that cannot be known."""
    code = code_digest(type(acte))
    return None if code is None else digest(data, template, engine_digest(), code)


def copy_key(source: str) -> str:
    """Return the key of a file copied as it is."""
    return digest("copie", source)


def assembled_key(recipe: str, parts: Iterable[str]) -> str:
    """Return the key of a file made of others: their hashes in order, and how."""
    return digest(recipe, *parts)
