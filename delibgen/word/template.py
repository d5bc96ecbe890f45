"""``Template``: a Word document with tags, compiled once, rendered as often as wanted."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from delibgen.errors import Finding, RenderError, TemplateError
from delibgen.word.codes import refusal
from delibgen.word.limits import Limits

if TYPE_CHECKING:
    from delibgen.word.compile import Compiled
    from delibgen.word.document import Document
    from delibgen.word.properties import Properties
    from delibgen.word.tags import Tag

Filters = Mapping[str, Callable[..., object]]
Tests = Mapping[str, Callable[..., bool]]


class Template:
    """A Word document with tags, checked and compiled.

    ``source`` is a path or the bytes of a .docx. ``filters`` and ``tests`` are added to those of the engine
    and of French. ``name`` is shown in errors; the file's name by default. Raises ``TemplateError`` with
    every fault.

    A template never changes: threads may share it, and it can be pickled (it is compiled again on arrival).
    """

    __slots__ = ("_compiled", "_options", "_source", "name")

    def __init__(
        self,
        source: str | Path | bytes,
        *,
        filters: Filters | None = None,
        tests: Tests | None = None,
        limits: Limits | None = None,
        name: str = "",
    ) -> None:
        self.name = name or ("" if isinstance(source, bytes) else Path(source).name)
        self._source = source if isinstance(source, bytes) else read_file(Path(source), limits or Limits())
        self._options = (dict(filters or {}), dict(tests or {}), limits or Limits())
        from delibgen.word.compile import compile_template

        try:
            self._compiled: Compiled = compile_template(self._source, *self._options)
        except TemplateError as error:
            raise TemplateError([_in_file(f, self.name) for f in error.findings]) from error.__cause__
        except (ArithmeticError, LookupError, MemoryError, RecursionError, TypeError, ValueError) as error:
            raise _unforeseen(error, self.name) from error

    @classmethod
    def cached(
        cls,
        source: str | Path | bytes,
        *,
        filters: Filters | None = None,
        tests: Tests | None = None,
        name: str = "",
    ) -> "Template":
        """Return the template, compiled once for the same content, filters and tests."""
        data = source if isinstance(source, bytes) else read_file(Path(source), Limits())
        shown = name or ("" if isinstance(source, bytes) else Path(source).name)
        options = (tuple(sorted((filters or {}).items())), tuple(sorted((tests or {}).items())))
        return _cached(hashlib.sha256(data).hexdigest(), _Bytes(data), options, shown)

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
        return tuple(_in_file(finding, self.name) for finding in self._compiled.findings)

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
            return render(self._compiled, context, properties, name)
        except RenderError as error:
            raise RenderError([_in_file(f, self.name) for f in error.findings]) from error.__cause__

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (self._source, *self._options, self.name))

    def __repr__(self) -> str:
        return f"Template({self.name or '…'}, {len(self.tags)} balises)"


def _unforeseen(error: Exception, name: str) -> TemplateError:
    """Return the refusal of a file whose oddity the engine does not know: nothing untyped comes out."""
    what = f"le document a une structure inattendue ({type(error).__name__})"
    found = refusal("DG104", what, "rouvrez-le dans Word et réenregistrez-le")
    return TemplateError([_in_file(finding, name) for finding in found.findings])


def _rebuild(source: bytes, filters: Filters, tests: Tests, limits: Limits, name: str) -> Template:
    return Template(source, filters=filters, tests=tests, limits=limits, name=name)


def read_file(path: Path, limits: Limits) -> bytes:
    """Return the bytes of a template; raise ``TemplateError`` (DG101) when it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(limits.file_bytes + 1)
    except FileNotFoundError as error:
        raise refusal("DG101", f"le fichier « {path.name} » n'existe pas", "vérifiez le chemin") from error
    except OSError as error:
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
    digest: str, source: _Bytes, options: tuple[tuple[tuple[str, Callable[..., object]], ...], ...], name: str
) -> Template:
    filters, tests = options
    return Template(source.data, filters=dict(filters), tests=dict(tests), name=name)  # type: ignore[arg-type]
