"""``Template``: a Word document with tags, compiled once, rendered as often as wanted."""

import hashlib
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from types import TracebackType

from delibgen.errors import DelibgenError, Finding, Place, RenderError, TemplateError, closest
from delibgen.word.codes import refusal
from delibgen.word.compile import Compiled, Part, compile_template
from delibgen.word.document import Document
from delibgen.word.faults import Fault
from delibgen.word.keep import settle
from delibgen.word.limits import Limits
from delibgen.word.opc import rels_name
from delibgen.word.package import Entry, compress, store
from delibgen.word.properties import Properties
from delibgen.word.session import SESSION, Session
from delibgen.word.tags import Tag

Filters = Mapping[str, Callable[..., object]]
Tests = Mapping[str, Callable[..., bool]]


class Template:
    """A Word document with tags, checked and compiled.

    ``source`` is a path or the bytes of a .docx. ``filters`` and ``tests`` are added to those of the engine and of
    French. ``name`` is shown in errors; the file's name by default. Raises ``TemplateError`` with every fault.

    A template never changes: it may be shared by threads, and pickled (it is compiled again on the other side).
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
        self._source = source if isinstance(source, bytes) else _read(Path(source), limits or Limits())
        self._options = (dict(filters or {}), dict(tests or {}), limits or Limits())
        try:
            self._compiled: Compiled = compile_template(self._source, *self._options)
        except TemplateError as error:
            raise TemplateError([_in_file(f, self.name) for f in error.findings]) from error.__cause__

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
        data = source if isinstance(source, bytes) else _read(Path(source), Limits())
        shown = name or ("" if isinstance(source, bytes) else Path(source).name)
        options = (tuple(sorted((filters or {}).items())), tuple(sorted((tests or {}).items())))
        return _cached(hashlib.sha256(data).hexdigest(), _Bytes(data), options, shown)

    @property
    def names(self) -> frozenset[str]:
        """Names that ``render`` must be given; it reads no other."""
        return self._compiled.names

    @property
    def tags(self) -> tuple[Tag, ...]:
        """Every tag, with its place, in the order of the document."""
        return self._compiled.tags

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is worth knowing without stopping a render (severity ``ALERTE``)."""
        return tuple(_in_file(finding, self.name) for finding in self._compiled.findings)

    def render(
        self, context: Mapping[str, object], *, properties: Properties | None = None, name: str = ""
    ) -> Document:
        """Return the document for these values.

        ``context`` gives each of ``names``; ``properties`` is what the file tells of itself; ``name`` names the file.
        Raises ``RenderError`` with the place of the tag when a value is missing or cannot be printed.
        """
        compiled = self._compiled
        missing = [key for key in compiled.names if key not in context]
        if missing:
            raise RenderError([self._unknown(key, context) for key in sorted(missing)])
        session = Session(compiled.surroundings)
        values = {key: context[key] for key in compiled.names}
        values[SESSION] = session
        texts = {part.name: self._render_part(part, values, session) for part in compiled.parts}
        entries = {key: compress(key, text.encode("utf-8")) for key, text in texts.items()}
        self._add_allocated(entries, session)
        assembly = compiled.assembly
        entries[assembly.core] = _core_entry(assembly.core, properties or _NO_PROPERTIES)
        body = texts.get(assembly.body, assembly.static_body)
        return Document(assembly.archive.pack(entries), name=name, body=body)

    def _render_part(self, part: Part, values: dict[str, object], session: Session) -> str:
        session.part = part.name
        program = part.program
        try:
            text = "".join(program.root_render_func(program.new_context(values)))
        except Exception as error:
            raise RenderError(self._explain(error, part)) from error
        if part.marked:
            text, empty = settle(text)
            if empty >= 0:
                raise RenderError(self._placed(_EMPTY_CELL, self.tags[empty]))
        if len(text) > session.limits.output_chars:
            raise RenderError(
                Finding(
                    code="DG405", message="le document obtenu est trop long", place=Place(part=part.label)
                )
            )
        return text

    def _add_allocated(self, entries: dict[str, Entry], session: Session) -> None:
        """Add the images, relationships and numbering that the values asked for."""
        assembly = self._compiled.assembly
        for key, data in sorted(session.media.items()):
            entries[key] = store(key, data)
        for part in session.relations:
            text = f"{assembly.relations[part]}{session.relation_lines(part)}</Relationships>"
            entries[rels_name(part)] = compress(rels_name(part), text.encode("utf-8"))
        if session.numbers:
            key, before, after = assembly.numbering
            entries[key] = compress(key, f"{before}{session.number_lines()}{after}".encode())

    def _unknown(self, key: str, context: Mapping[str, object]) -> Finding:
        tag = next((tag for tag in self.tags if key in tag.names), None)
        near = closest(key, (str(name) for name in context))
        advice = f"vouliez-vous « {near} » ?" if near else "ajoutez-le aux données, ou corrigez la balise"
        message = f"le nom « {key} » n'est pas dans les données"
        if tag is None:
            return Finding(code="DG401", message=message, suggestion=advice)
        return self._placed(Fault("DG401", f"{message} (balise « {tag.raw} »)", advice), tag)

    def _explain(self, error: Exception, part: Part) -> list[Finding]:
        """Return the findings of an exception raised during a render, at the tag where it happened."""
        line = _line(error.__traceback__, part.filename)
        number = part.lines.get(part.program.get_corresponding_lineno(line), -1) if line else -1
        tag = self.tags[number] if number >= 0 else Tag("", Place(part=part.label))
        if isinstance(error, Fault):
            return [self._placed(error, tag)]
        if isinstance(error, DelibgenError):
            return [
                self._placed(Fault(f.code, f"{f.message} (balise « {tag.raw} »)", f.suggestion), tag)
                for f in error.findings
            ]
        if isinstance(error, ValueError | TypeError) and error.args and isinstance(error.args[0], str):
            return [
                self._placed(
                    Fault("DG406", f"la balise {{tag}} ne peut pas être remplie : {error.args[0]}"), tag
                )
            ]
        return [self._placed(Fault("DG412", f"la balise {{tag}} échoue ({type(error).__name__})"), tag)]

    def _placed(self, fault: Fault, tag: Tag) -> Finding:
        message = fault.message.replace("{tag}", f"« {tag.raw} »")
        finding = Finding(code=fault.code, message=message, place=tag.place, suggestion=fault.suggestion)
        return _in_file(finding, self.name)

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (self._source, *self._options, self.name))

    def __repr__(self) -> str:
        return f"Template({self.name or '…'}, {len(self.tags)} balises)"


_NO_PROPERTIES = Properties()
_EMPTY_CELL = Fault(
    "DG408",
    "la cellule ou la zone se retrouve vide après « {tag} »".replace("« {tag} »", "{tag}"),
    "ajoutez dessous un paragraphe vide hors du bloc, ou une branche {%p else %} avec un texte",
)


@lru_cache(maxsize=64)
def _core_entry(name: str, properties: Properties) -> Entry:
    return compress(name, properties.to_xml().encode("utf-8"))


def _rebuild(source: bytes, filters: Filters, tests: Tests, limits: Limits, name: str) -> Template:
    return Template(source, filters=filters, tests=tests, limits=limits, name=name)


def _read(path: Path, limits: Limits) -> bytes:
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
    from dataclasses import replace

    return (
        replace(finding, place=replace(finding.place, file=name))
        if name and not finding.place.file
        else finding
    )


def _line(traceback: TracebackType | None, filename: str) -> int:
    """Return the line where the innermost frame of a part's code stopped."""
    line = 0
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename == filename:
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    return line


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
