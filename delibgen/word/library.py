"""Where pieces are found, and templates whose pieces were merged before: nothing is merged twice."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from delibgen.errors import Finding
from delibgen.light import dataclass
from delibgen.word import cache
from delibgen.word.limits import Limits

Pieces = Mapping[str, bytes] | str | Path | Sequence[str | Path]
"""Where pieces are: their bytes by name, or folders, looked into in order."""


@dataclass(frozen=True, slots=True)
class Merged:
    """A template with its pieces in their place."""

    pieces: tuple[tuple[str, str], ...]
    """Name and digest of each piece that was read."""
    source: bytes
    notes: tuple[Finding, ...]
    """What is good to know."""


class Library:
    """Finds pieces by name, and remembers where they were looked for."""

    def __init__(self, pieces: Pieces | None, home: Path | None, limits: Limits) -> None:
        self._mapping = pieces if isinstance(pieces, Mapping) else {}
        folders: Iterable[str | Path] = ()
        if isinstance(pieces, str | Path):
            folders = (pieces,)
        elif pieces is not None and not isinstance(pieces, Mapping):
            folders = pieces
        self._folders = [*map(Path, folders), *([home] if home is not None else [])]
        self._limits = limits
        self.files: list[Path] = []
        """Files that were read, and those that would have been in their place, had they been there."""
        self.found: dict[str, str] = {}
        """Digest of each piece that was read, by name."""
        self.count = 0

    def find(self, name: str) -> bytes | None:
        """Return the bytes of a piece, or ``None``."""
        data = self._look(name)
        if data is not None:
            self.found[name] = cache.digest_of(data)
        return data

    def _look(self, name: str) -> bytes | None:
        if not is_name(name) or ".." in name:
            return None
        if name in self._mapping or name.removesuffix(".docx") in self._mapping:
            return self._mapping.get(name) or self._mapping[name.removesuffix(".docx")]
        from delibgen.word.template import read_file

        for folder in self._folders:
            path = folder / name
            self.files.append(path)
            if path.is_file():
                return read_file(path, self._limits)
        return None

    def names(self) -> Iterator[str]:
        """Yield the names that could be meant."""
        yield from self._mapping
        for folder in self._folders:
            if folder.is_dir():
                yield from (path.name for path in folder.glob("*.docx"))


def is_name(name: str) -> bool:
    """Tell whether a piece may be called so: a file's name, never a path."""
    import re

    return re.match(r"[\w][\w .'-]{0,120}\Z", name) is not None


def recall(data: bytes, library: Library, limits: Limits) -> Merged | None:
    """Return a template merged by an earlier program, if its pieces are the same; ``None`` otherwise."""
    kept = cache.read(_key_of(data, limits))
    if not isinstance(kept, Merged) or not isinstance(kept.source, bytes):
        return None
    try:
        same = all(
            library.find(name) is not None and library.found[name] == told for name, told in kept.pieces
        )
    except (TypeError, ValueError):  # it was not what « merge » writes: it is made again
        return None
    return kept if same else None


def merge(data: bytes, library: Library, limits: Limits) -> Merged:
    """Return a template with its pieces merged, and keep it; raise ``TemplateError`` with every fault."""
    from delibgen.word.pieces import merge_pieces

    source, notes = merge_pieces(data, library, limits)
    merged = Merged(tuple(library.found.items()), source, tuple(notes))
    cache.write(_key_of(data, limits), merged)
    return merged


def _key_of(data: bytes, limits: Limits) -> str:
    return cache.key_of(data, ["pieces", repr(limits)])
