"""The compiler: from the bytes of a .docx to what a render needs, once, with every fault collected."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jinja2 import TemplateSyntaxError

from delibgen.errors import Finding, Severity
from delibgen.word import blocks, cells, keep, lists
from delibgen.word.assembly import Assembly, assemble
from delibgen.word.codes import refusal
from delibgen.word.environment import WordEnvironment
from delibgen.word.guard import check_story
from delibgen.word.heal import clean, collect
from delibgen.word.language import check_tag
from delibgen.word.limits import Limits
from delibgen.word.marks import check_numbers, first_bookmark
from delibgen.word.opening import Work, open_template, renumber_drawings
from delibgen.word.parts import Places, Story
from delibgen.word.scope import undeclared
from delibgen.word.session import SESSION, Surroundings
from delibgen.word.source import guard, write_source
from delibgen.word.structure import lift, paragraph_formats
from delibgen.word.tags import Tag
from delibgen.word.toc import has_toc

if TYPE_CHECKING:
    from jinja2 import Template as Program


@dataclass(frozen=True, slots=True)
class Part:
    """One part that has tags, compiled."""

    name: str
    label: str
    program: "Program"
    filename: str
    """Name of its code in a traceback."""
    lines: Mapping[int, int]
    """Line of the Jinja source → tag number."""
    marked: bool
    """Whether the text holds marks of ``keep``."""
    gridded: bool
    """Whether the text holds tables to settle."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """A template ready for any number of renders; nothing in it changes any more."""

    parts: tuple[Part, ...]
    tags: tuple[Tag, ...]
    names: frozenset[str]
    surroundings: Surroundings
    assembly: Assembly
    has_toc: bool
    """Whether the body holds a table of contents."""
    findings: tuple[Finding, ...]
    """What is worth knowing without stopping a render."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A part whose tags are found, checked and at their level."""

    story: Story
    formats: Mapping[int, tuple[str, str]]


def compile_template(
    data: bytes,
    filters: Mapping[str, Callable[..., object]],
    tests: Mapping[str, Callable[..., bool]],
    limits: Limits,
) -> Compiled:
    """Open, check and compile a .docx; raise ``TemplateError`` with every fault that was found."""
    work = open_template(data, limits)
    environment = WordEnvironment(filters, tests)
    first_drawing = renumber_drawings(work)
    prepared = [item for story in work.stories if (item := prepare(work, story, environment)) is not None]
    work.stop_on_faults()
    built = [_build(item.story, work.tags, environment) for item in prepared]
    assembly = assemble(work, frozenset(part.name for part, _ in built))
    formats = {number: pair for item in prepared for number, pair in item.formats.items()}
    return Compiled(
        parts=tuple(part for part, _ in built),
        tags=tuple(work.tags),
        names=frozenset().union(*(names for _, names in built)),
        surroundings=Surroundings(
            limits,
            work.styles,
            formats,
            assembly.first_number,
            first_drawing,
            first_bookmark(work.stories),
            lists.instances(work.roots.get(work.target("numbering")), work.restarts),
        ),
        assembly=assembly,
        has_toc=any(tag.keyword == "sommaire" for tag in work.tags) or has_toc(work.roots[work.main]),
        findings=tuple(finding for finding in work.faults if finding.severity is not Severity.BLOQUANT),
    )


def prepare(work: Work, story: Story, environment: WordEnvironment) -> Prepared | None:
    """Check a part and bring its tags to their level; return ``None`` for a part without tags."""
    places, root, faults = Places(story), story.root, work.faults
    problems = check_story(story, places)
    faults += problems
    if any(finding.code == "DG112" for finding in problems):
        return None  # the tags are not what they will be once the changes are accepted
    clean(root, work.hint)
    first = len(work.tags)
    collect(root, places, work.tags, faults, work.limits.tags)
    if len(work.tags) == first:
        return None
    for tag in work.tags[first:]:
        check_tag(tag, environment, faults)
    formats = paragraph_formats(work.tags, root)
    cells.annotate(root, work.tags, faults)
    lift(root, work.tags, faults)
    order = blocks.order_of(root, work.tags)
    pairs = blocks.pair(order, faults)
    blocks.check_depth(pairs, faults)
    blocks.check_sets(order, pairs, faults)
    cells.check_turns(order, pairs, faults)
    blocks.settle(root, work.tags, places, faults)
    check_numbers(root, work.tags, faults, body=story.name == work.main)
    lists.restart(root, work.tags, work.styles, work.restarts)
    return Prepared(story, formats)


def _build(story: Story, tags: list[Tag], environment: WordEnvironment) -> tuple[Part, frozenset[str]]:
    gridded = cells.mark(story.root)
    marked = keep.mark(story.root, tags)
    source, lines = write_source(story.root, tags)
    filename = f"<{story.name}>"
    try:
        tree = guard(environment.parse(source))
        names = frozenset(undeclared(tree.body, {SESSION}))
        code = environment.compile(tree, story.name, filename)
    except (SyntaxError, TemplateSyntaxError, RecursionError, MemoryError) as error:
        message = "les blocs de cette partie sont trop nombreux ou trop imbriqués"
        raise refusal("DG135", message, "coupez la partie en plusieurs blocs", story.label) from error
    program = environment.template_class.from_code(environment, code, {})
    return Part(story.name, story.label, program, filename, lines, marked, gridded), names
