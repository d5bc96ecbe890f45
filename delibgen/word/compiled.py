"""A compiled template: what is kept of the Word file, and the programs that print its parts.

This is all that a render needs: the compiler, which reads and checks the XML, is loaded only for a template
that is not in the cache.
"""

from collections.abc import Callable, Mapping

from delibgen.errors import TemplateError
from delibgen.light import TYPE_CHECKING, dataclass
from delibgen.word import cache
from delibgen.word.codes import refusal
from delibgen.word.expressions import Json
from delibgen.word.limits import Limits
from delibgen.word.package import Archive, Packer
from delibgen.word.program import Program, build
from delibgen.word.session import Surroundings
from delibgen.word.vocabulary import Vocabulary

if TYPE_CHECKING:
    from delibgen.errors import Finding
    from delibgen.word.tag import Tag


@dataclass(frozen=True, slots=True)
class Loose:
    """A relationship of a rendered part that only blocks name: an image, a link."""

    part: str
    id: str
    line: str
    """Its text, among the relationships of the part."""
    target: str
    """Image that nothing else needs, or ``""``."""


@dataclass(frozen=True, slots=True)
class Assembly:
    """Everything of a document that is not rendered text."""

    archive: Archive
    body: str
    """Name of the main part."""
    static_body: str
    """The main part, when it has no tag."""
    core: str
    """Name of the core properties part."""
    relations: Mapping[str, str]
    """Relationships of each rendered part, open for more."""
    numbering: tuple[str, str, str]
    """Name of the numbering part, its text before and after the place of new instances."""
    first_number: int
    """First numbering instance that is free."""
    loose: tuple[Loose, ...] = ()
    """What leaves the file with the blocks that are not printed."""


@dataclass(frozen=True, slots=True)
class Source:
    """One part that has tags, as a program of the engine's own language."""

    name: str
    label: str
    code: list[Json]
    marked: bool
    """Whether the text holds marks of ``keep``."""
    gridded: bool
    """Whether the text holds tables to settle."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part that has tags, ready to print."""

    name: str
    label: str
    program: Program
    filename: str
    """Name of its code in a traceback."""
    packer: Packer
    marked: bool
    """Whether the text holds marks of ``keep``."""
    gridded: bool
    """Whether the text holds tables to settle."""


@dataclass(frozen=True, slots=True)
class Patched:
    """What the compiler makes of a template: plain data, that can be kept."""

    sources: tuple[Source, ...]
    tags: "tuple[Tag, ...]"
    names: frozenset[str]
    words: tuple[frozenset[str], frozenset[str]]
    """Filters and tests that the tags use."""
    surroundings: Surroundings
    assembly: Assembly
    has_toc: bool
    """Whether the body holds a table of contents."""
    findings: "tuple[Finding, ...]"
    """What is worth knowing without stopping a render."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """A template ready for any number of renders: nothing in it changes but what it keeps of the last one."""

    parts: tuple[Part, ...]
    tags: "tuple[Tag, ...]"
    names: frozenset[str]
    surroundings: Surroundings
    assembly: Assembly
    has_toc: bool
    """Whether the body holds a table of contents."""
    findings: "tuple[Finding, ...]"


def compile_template(
    data: bytes,
    filters: Mapping[str, Callable[..., object]],
    tests: Mapping[str, Callable[..., bool]],
    limits: Limits,
) -> Compiled:
    """Open, check and compile a .docx; raise ``TemplateError`` with every fault that was found.

    A template whose filters and tests are the engine's own is kept on disk.
    """
    key = "" if filters or tests else cache.key_of(data, [repr(limits)])
    patched = cache.read(key)
    if isinstance(patched, Patched):
        try:
            return _complete(patched, Vocabulary(filters, tests, patched.words))
        except (ArithmeticError, AttributeError, LookupError, MemoryError, TypeError, ValueError):
            pass  # it was not what a compiler writes: it is made again
    from delibgen.word.compile import patch_template
    from delibgen.word.environment import WordEnvironment

    environment = WordEnvironment(filters, tests)
    patched = patch_template(data, environment, limits)
    cache.write(key, patched)
    return _complete(patched, environment.vocabulary)


def _complete(patched: Patched, vocabulary: Vocabulary) -> Compiled:
    """Return a template ready to render; raise ``ValueError`` for what is no program."""
    parts = tuple(_build(source, patched.names, vocabulary) for source in patched.sources)
    if any(number >= len(patched.tags) for part in parts for number in part.program.tags):
        raise ValueError("a tag that is not there")
    return Compiled(
        parts,
        patched.tags,
        patched.names,
        patched.surroundings,
        patched.assembly,
        patched.has_toc,
        patched.findings,
    )


def _build(source: Source, names: frozenset[str], vocabulary: Vocabulary) -> Part:
    filename = f"<{source.name}>"
    try:
        program = build(source.code, names, vocabulary, filename)
    except (SyntaxError, RecursionError, MemoryError) as error:
        raise too_deep(source.label) from error
    return Part(
        source.name, source.label, program, filename, Packer(source.name), source.marked, source.gridded
    )


def too_deep(label: str) -> TemplateError:
    """Return the refusal of a part that Python cannot take in."""
    message = "les blocs de cette partie sont trop nombreux ou trop imbriqués"
    return refusal("DG135", message, "coupez la partie en plusieurs blocs", label)
