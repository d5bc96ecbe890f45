"""The compiler: from the bytes of a .docx to what a render needs, once, with every fault collected."""

from collections.abc import Mapping
from dataclasses import dataclass

from jinja2 import TemplateSyntaxError, nodes

from delibgen.errors import Severity
from delibgen.word import blocks, cells, keep, lists
from delibgen.word.assembly import assemble
from delibgen.word.compiled import Patched, Source, too_deep
from delibgen.word.copies import differing
from delibgen.word.environment import WordEnvironment
from delibgen.word.guard import check_story
from delibgen.word.heal import clean, collect
from delibgen.word.language import check_tag
from delibgen.word.limits import Limits
from delibgen.word.loose import loose_identifiers
from delibgen.word.lowering import lower
from delibgen.word.marks import check_numbers, first_bookmark
from delibgen.word.notes import guard_notes
from delibgen.word.opening import Work, open_template, renumber_drawings
from delibgen.word.pairing import pair
from delibgen.word.parts import Places, Story
from delibgen.word.scope import undeclared
from delibgen.word.session import Surroundings
from delibgen.word.source import write_source
from delibgen.word.structure import lift, paragraph_formats
from delibgen.word.tag import Tag
from delibgen.word.toc import has_toc


@dataclass(frozen=True, slots=True)
class Prepared:
    """A part whose tags are found, checked and at their level."""

    story: Story
    formats: Mapping[int, tuple[str, str]]


def patch_template(data: bytes, environment: WordEnvironment, limits: Limits) -> Patched:
    """Open and check a .docx, and bring its tags to Jinja; raise ``TemplateError`` with every fault."""
    work = open_template(data, limits)
    first_drawing = renumber_drawings(work)
    prepared = _prepare_all(work, environment)
    sources, trees, loose = [], [], {}
    for item in prepared:
        loose[item.story.name] = loose_identifiers(item.story.root, work.tags)
        source, tree = _source(item.story, work.tags, environment)
        sources.append(source)
        trees.append(tree)
    assembly = assemble(work, loose)
    formats = {number: pair for item in prepared for number, pair in item.formats.items()}
    return Patched(
        sources=tuple(sources),
        tags=tuple(work.tags),
        names=frozenset().union(*(undeclared(tree.body, set()) for tree in trees)),
        words=(_words(trees, nodes.Filter, environment), _words(trees, nodes.Test, environment)),
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


def _prepare_all(work: Work, environment: WordEnvironment) -> list[Prepared]:
    """Return the parts that a render writes; raise ``TemplateError`` with every fault."""
    prepared = [item for story in work.stories if (item := prepare(work, story, environment)) is not None]
    work.stop_on_faults()
    followed = guard_notes(work.stories, work.tags, work.faults)
    prepared += [Prepared(story, {}) for story in followed if all(one.story is not story for one in prepared)]
    work.stop_on_faults()
    return prepared


def prepare(work: Work, story: Story, environment: WordEnvironment) -> Prepared | None:
    """Check a part and bring its tags to their level; return ``None`` for a part without tags."""
    places, root, faults = Places(story), story.root, work.faults
    problems = check_story(story, places)
    faults += problems
    if any(finding.code == "DG112" for finding in problems):
        return None  # the tags are not what they will be once the changes are accepted
    faults += differing(root, places)
    clean(root, work.hints)
    first = len(work.tags)
    collect(root, places, work.tags, faults, work.limits.tags)
    keep.give_paragraphs(root, tagged=len(work.tags) > first)
    if len(work.tags) == first:
        return None
    for tag in work.tags[first:]:
        check_tag(tag, environment, faults)
    formats = paragraph_formats(work.tags, root)
    cells.annotate(root, work.tags, faults)
    lift(root, work.tags, faults)
    order = blocks.order_of(root, work.tags)
    pairs = pair(order, faults)
    blocks.check_depth(pairs, faults)
    blocks.check_sets(order, pairs, faults)
    cells.check_turns(order, pairs, faults)
    blocks.settle(root, work.tags, places, faults)
    check_numbers(root, work.tags, faults, body=story.name == work.main)
    lists.restart(root, work.tags, work.styles, places, work.restarts)
    return Prepared(story, formats)


def _source(story: Story, tags: list[Tag], environment: WordEnvironment) -> tuple[Source, nodes.Template]:
    """Return a part as a program, and as the tree that Jinja reads."""
    gridded = cells.mark(story.root)
    marked = keep.mark(story.root, tags)
    text, lines = write_source(story.root, tags)
    try:
        tree = environment.parse(text)
        code = lower(tree, lines)
    except (TemplateSyntaxError, RecursionError, MemoryError) as error:
        raise too_deep(story.label) from error
    return Source(story.name, story.label, code, marked, gridded), tree


def _words(
    trees: list[nodes.Template], kind: type[nodes.Filter | nodes.Test], environment: WordEnvironment
) -> frozenset[str]:
    """Return the filters, or the tests, that the tags use."""
    used = {node.name for tree in trees for node in tree.find_all(kind)}
    return frozenset(used) & (environment.public_filters | environment.tests.keys())
