"""``Template``: a Word document with tags, compiled once, rendered as often as wanted."""

import os
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path

from delibgen.errors import Finding, RenderError, TemplateError
from delibgen.light import TYPE_CHECKING, dataclass, replace
from delibgen.word.codes import refusal
from delibgen.word.limits import Limits
from delibgen.word.tag import UNMERGED

if TYPE_CHECKING:
    from delibgen.word.compiled import Compiled
    from delibgen.word.document import Document
    from delibgen.word.library import Pieces
    from delibgen.word.properties import Properties
    from delibgen.word.tag import Tag

Source = str | Path | bytes | bytearray | memoryview
"""A .docx: its path, or its bytes."""
Filters = Mapping[str, Callable[..., object]]
Tests = Mapping[str, Callable[..., bool]]


@dataclass(frozen=True, slots=True)
class _Given:
    """A template as it was given: its bytes; the name of its file and its folder, when they are known."""

    data: bytes
    name: str = ""
    home: "Path | None" = None


def _given(source: Source, limits: Limits) -> _Given:
    found = opened(source)
    if isinstance(found, bytes):
        return _Given(found)
    return _Given(read_file(found, limits), found.name, found.parent)


class Template:
    """A Word document with tags, checked and compiled.

    ``source`` is a path or the bytes of a .docx. ``filters`` and ``tests`` are added to those of the engine
    and of French. ``name`` is shown in errors; the file's name by default. Raises ``TemplateError`` with
    every fault.

    ``pieces`` is where the documents named by ``{%p include … %}`` are: their bytes by name, or folders; its
    own folder comes last. They are merged once: the template is pickled and cached with their content.

    A template never changes: threads may share it, and it can be pickled (it is compiled again on arrival).
    """

    __slots__ = ("_compiled", "_notes", "_options", "_source", "name", "piece_files")

    def __init__(
        self,
        source: Source,
        *,
        filters: Filters | None = None,
        tests: Tests | None = None,
        limits: Limits | None = None,
        pieces: "Pieces | None" = None,
        name: str = "",
    ) -> None:
        limits = limits or Limits()
        given = _given(source, limits)
        self.name, self._source = name or given.name, given.data
        self._options = (dict(filters or {}), dict(tests or {}), limits)
        self.piece_files: tuple[Path, ...] = ()
        self._notes: tuple[Finding, ...] = ()
        try:
            self._compiled: Compiled = self._compile(pieces, given.home)
        except TemplateError as error:
            raise TemplateError([_in_file(f, self.name) for f in error.findings]) from error.__cause__
        except (ArithmeticError, LookupError, MemoryError, RecursionError, TypeError, ValueError) as error:
            raise _unforeseen(error, self.name) from error

    def _compile(self, pieces: "Pieces | None", home: Path | None) -> "Compiled":
        """Compile the template; merge its pieces first when it has any."""
        from delibgen.word.compiled import compile_template
        from delibgen.word.library import Library, merge, recall

        limits = self._options[2]
        library = Library(pieces, home, limits)
        merged = recall(self._source, library, limits)
        if merged is None:
            try:
                return compile_template(self._source, *self._options)
            except TemplateError as error:
                _only_if_unmerged(error)
            library = Library(pieces, home, limits)
            merged = merge(self._source, library, limits)
        self._source, self._notes = merged.source, merged.notes
        self.piece_files = tuple(dict.fromkeys(library.files))
        return compile_template(self._source, *self._options)

    @classmethod
    def cached(
        cls,
        source: Source,
        *,
        filters: Filters | None = None,
        tests: Tests | None = None,
        pieces: "Pieces | None" = None,
        name: str = "",
    ) -> "Template":
        """Return the template, compiled once for the same content, filters, tests and pieces."""
        from hashlib import sha256

        from delibgen.word.library import Library, merge, recall

        given = _given(source, Limits())
        data, shown = given.data, name or given.name
        options = (tuple(sorted((filters or {}).items())), tuple(sorted((tests or {}).items())))
        merged = recall(data, Library(pieces, given.home, Limits()), Limits())
        if merged is None:
            try:
                return _cached(sha256(data).hexdigest(), _Bytes(data), options, shown)
            except TemplateError as error:
                _only_if_unmerged(error)
            merged = merge(data, Library(pieces, given.home, Limits()), Limits())
        return _cached(sha256(merged.source).hexdigest(), _Bytes(merged.source), options, shown, merged.notes)

    @property
    def ingredients(self) -> tuple[bytes, Filters, Tests, Limits]:
        """What it is made of, for who reads it again: bytes, filters, tests, limits."""
        return (self._source, *self._options)

    @property
    def names(self) -> frozenset[str]:
        """Names that ``render`` must be given; it reads no other."""
        return self._compiled.names

    @property
    def tags(self) -> "tuple[Tag, ...]":
        """Every tag, with its place, in the order of the document."""
        return self._compiled.tags

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is worth knowing without stopping a render (severity ``ALERTE``)."""
        found = (*self._notes, *self._compiled.findings)
        return tuple(_in_file(finding, self.name) for finding in found)

    def render(
        self, context: Mapping[str, object], *, properties: "Properties | None" = None, name: str = ""
    ) -> "Document":
        """Return the document for these values.

        ``context`` gives each of ``names``; ``properties`` is what the file tells of itself; ``name`` is its
        own name. Raises ``RenderError`` with the place of the tag when a value is missing
        or cannot be printed.
        """
        from delibgen.word.rendering import render

        try:
            document = render(self._compiled, context, properties, name)
        except RenderError as error:
            raise RenderError([_in_file(f, self.name) for f in error.findings]) from error.__cause__
        document.findings = tuple(_in_file(finding, self.name) for finding in document.findings)
        return document

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (self._source, *self._options, self.name, self._notes))

    def __repr__(self) -> str:
        return f"Template({self.name or '…'}, {len(self.tags)} balises)"


def _only_if_unmerged(error: TemplateError) -> None:
    """Raise a refusal again, but for a template that only waits for its pieces."""
    if all(finding.code != UNMERGED for finding in error.findings):
        raise error


def _unforeseen(error: Exception, name: str) -> TemplateError:
    """Return the refusal of a file whose oddity the engine does not know: nothing untyped comes out."""
    what = f"le document a une structure inattendue ({type(error).__name__})"
    found = refusal("DG104", what, "rouvrez-le dans Word et réenregistrez-le")
    return TemplateError([_in_file(finding, name) for finding in found.findings])


def _rebuild(
    source: bytes, filters: Filters, tests: Tests, limits: Limits, name: str, notes: tuple[Finding, ...]
) -> Template:
    """Return a template that was pickled; a worker that receives it again compiles it once."""
    if limits == Limits():
        from hashlib import sha256

        options = (tuple(sorted(filters.items())), tuple(sorted(tests.items())))
        return _cached(sha256(source).hexdigest(), _Bytes(source), options, name, notes)
    template = Template(source, filters=filters, tests=tests, limits=limits, name=name)
    template._notes = notes
    return template


def opened(source: object) -> bytes | Path:
    """Return the bytes or the path of a template; raise ``TemplateError`` (DG101) for anything else."""
    if isinstance(source, bytes | bytearray | memoryview):
        return bytes(source)
    if isinstance(source, str | os.PathLike):
        return Path(source)
    message = f"un chemin ou des octets sont attendus, et non une valeur de type {type(source).__name__}"
    raise refusal("DG101", message, "donnez le chemin du fichier .docx, ou son contenu")


def read_file(path: Path, limits: Limits) -> bytes:
    """Return the bytes of a template; raise ``TemplateError`` (DG101) when it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(limits.file_bytes + 1)
    except FileNotFoundError as error:
        raise refusal("DG101", f"le fichier « {path.name} » n'existe pas", "vérifiez le chemin") from error
    except IsADirectoryError as error:
        raise refusal("DG101", f"« {path} » est un dossier", "donnez le chemin du fichier .docx") from error
    except (OSError, ValueError) as error:
        raise refusal(
            "DG101", f"le fichier « {path.name} » ne peut pas être lu", "vérifiez les droits"
        ) from error


def _in_file(finding: Finding, name: str) -> Finding:
    if not name or finding.place.file:
        return finding
    return replace(finding, place=replace(finding.place, file=name))


class _Bytes:
    """Bytes that compare by nothing: the hash beside them is the key of the cache."""

    __slots__ = ("data",)

    def __init__(self, data: bytes) -> None:
        self.data = data

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Bytes)

    def __hash__(self) -> int:
        return 0


@lru_cache(maxsize=32)
def _cached(
    digest: str,
    source: _Bytes,
    options: tuple[tuple[tuple[str, Callable[..., object]], ...], ...],
    name: str,
    notes: tuple[Finding, ...] = (),
) -> Template:
    filters, tests = options
    template = Template(source.data, filters=dict(filters), tests=dict(tests), name=name)  # type: ignore[arg-type]
    template._notes = notes
    return template
