"""A template read for lint: the blocks of every part as trees, and every fault met."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jinja2 import TemplateError as JinjaError
from jinja2 import nodes

from delibgen.errors import Finding, Place, TemplateError
from delibgen.word.compile import prepare
from delibgen.word.environment import WordEnvironment
from delibgen.word.heal import TOKEN
from delibgen.word.language import parse_alone
from delibgen.word.limits import Limits
from delibgen.word.lint.lookalikes import Lookalike, lookalikes
from delibgen.word.lint.scope import names_in
from delibgen.word.lint.unshown import Unshown, unshown_values, unused_parts
from delibgen.word.names import (
    PPR,
    P,
    T,
    is_instruction,
    own_paragraph_nodes,
    value_of,
    w,
)
from delibgen.word.notes import guard_notes
from delibgen.word.opc import TYPES, declared_apart
from delibgen.word.opening import Work, open_template
from delibgen.word.parts import Places, Story
from delibgen.word.structure import number_of, tags_and
from delibgen.word.styles import Styles
from delibgen.word.tag import Tag

if TYPE_CHECKING:
    from lxml.etree import _Element

Spot = tuple[str, str, str]
"""The place of a paragraph: file of its piece, part, element."""


@dataclass(slots=True)
class Words:
    """Text that stands as it is; ``"\\n"`` at the end of a paragraph."""

    text: str


@dataclass(slots=True)
class Print:
    """A tag that prints a value."""

    tag: Tag
    value: nodes.Expr


@dataclass(slots=True)
class Store:
    """``set``."""

    tag: Tag
    name: str
    value: nodes.Expr


@dataclass(slots=True)
class Branch:
    """One branch of an ``if``; ``test`` is ``None`` for ``else``, and for a condition that cannot be read."""

    tag: Tag
    test: nodes.Expr | None
    body: list["Step"] = field(default_factory=list)


@dataclass(slots=True)
class If:
    """A condition."""

    branches: list[Branch]

    @property
    def closed(self) -> bool:
        """Tell whether one branch is always taken."""
        return self.branches[-1].tag.keyword == "else"


@dataclass(slots=True)
class Loop:
    """A loop; ``items`` is ``None`` when its tag cannot be read."""

    tag: Tag
    items: nodes.Expr | None
    target: nodes.Node | None = None
    test: nodes.Expr | None = None
    body: list["Step"] = field(default_factory=list)
    otherwise: list["Step"] = field(default_factory=list)


Step = Words | Print | Store | If | Loop


@dataclass(slots=True)
class Read:
    """What there is to look at in a template."""

    parts: list[list[Step]] = field(default_factory=list)
    tags: list[Tag] = field(default_factory=list)
    faults: list[Finding] = field(default_factory=list)
    environment: WordEnvironment | None = None
    ranks: dict[Spot, int] = field(default_factory=dict)
    """Rank of each paragraph, by its place."""
    roots: list["_Element"] = field(default_factory=list)
    """The parts, their tags at their level."""
    hidden: list[Unshown] = field(default_factory=list)
    """Where a value is printed that Word does not show, and why."""
    sentences: dict[Spot, str] = field(default_factory=dict)
    """The tag that begins each sentence, or is a title, by the place of the paragraph."""
    titles: set[Spot] = field(default_factory=set)
    """Those that are titles."""
    held: list[frozenset[str]] = field(default_factory=list)
    """Relationships of each part to images that the engine never takes out of the file."""
    styles: Styles = field(default_factory=Styles)
    """Styles of the template."""
    shown: list[list[Step]] = field(default_factory=list)
    """The parts that pages bear, those without tags included."""
    likes: list[Lookalike] = field(default_factory=list)
    """Texts that look like tags."""


def spot_of(place: Place) -> Spot:
    """Return what tells a paragraph from all others, those of the pieces included."""
    return place.file, place.part, place.element


def read(
    data: bytes,
    filters: Mapping[str, Callable[..., object]],
    tests: Mapping[str, Callable[..., bool]],
    limits: Limits,
) -> Read:
    """Read a template; what cannot be read is a fault, and the rest is read all the same."""
    environment = WordEnvironment(filters, tests)
    try:
        work = open_template(data, limits)
    except TemplateError as error:
        return Read(faults=list(error.findings), environment=environment)
    unused = unused_parts(work)
    hidden = list(unshown_values(work, unused))
    ranks, sentences, titles, likes = _ranks(work)
    prepared = _prepared(work, environment)
    parts = [_Grower().grow(_events(story.root, work.tags)) for story in prepared]
    roots = [story.root for story in prepared]
    held = [_held_images(work, story) for story in prepared]
    shown = [part for story, part in zip(prepared, parts, strict=True) if story.name not in unused]
    shown += [_fixed(story) for story in work.stories if story not in prepared and story.name not in unused]
    seen = (ranks, roots, hidden, sentences, titles, held, work.styles, shown, likes)
    return Read(parts, work.tags, work.faults, environment, *seen)


def _fixed(story: Story) -> list[Step]:
    """Return a part without tags as a tree: its words."""
    return [Words("".join(event for event in _events(story.root, []) if isinstance(event, str)))]


def _prepared(work: Work, environment: WordEnvironment) -> list[Story]:
    """Return the parts with tags, those that the calls of notes bring included."""
    own = [story for story in work.stories if prepare(work, story, environment) is not None]
    return list(dict.fromkeys([*own, *guard_notes(work.stories, work.tags, work.faults)]))


def _held_images(work: Work, story: Story) -> frozenset[str]:
    apart = declared_apart(work.roots[TYPES])
    images = (r for r in work.relations if r.source == story.name and r.kind == "image")
    return frozenset(r.id for r in images if r.target.casefold() in apart)


_SENTENCE = re.compile(r"\s*(\{\{.*?\}\}).*[.,;:]\s*\Z", re.DOTALL)

_ALONE = re.compile(r"\s*(\{\{[^{}]*\}\})\s*\Z")
_STYLE = f"{PPR}/{w('pStyle')}"
_TITLES = ("title", "subtitle")
_ANY_TAG = re.compile(r"\{[{%#].*?[}%#]\}", re.DOTALL)
_WORD = re.compile(r"[^\W\d_]{3}")


def _first_of_sentence(text: str, *, title: bool) -> str:
    """Return the tag that begins a sentence, or is a title, or ``""``."""
    match = _ALONE.match(text) if title else _SENTENCE.match(text)
    return match[1] if match and (title or _WORD.search(_ANY_TAG.sub("", text))) else ""


def _is_title(paragraph: "_Element", styles: Styles) -> bool:
    if styles.outline_of(paragraph):
        return True
    style = styles.by_id.get(value_of(paragraph, _STYLE))
    return style is not None and any(style is styles.find(name) for name in _TITLES)


def _ranks(work: Work) -> tuple[dict[Spot, int], dict[Spot, str], set[Spot], list[Lookalike]]:
    likes: list[Lookalike] = []
    ranks: dict[Spot, int] = {}
    sentences: dict[Spot, str] = {}
    titles: set[Spot] = set()
    for story in work.stories:
        places = Places(story)
        for paragraph in story.root.iter(P):
            place = places.of(paragraph)
            spot = spot_of(place)
            ranks.setdefault(spot, len(ranks))
            text = "".join(node.text or "" for node in own_paragraph_nodes(paragraph) if node.tag == T)
            likes += lookalikes(text, place)
            if "{{" not in text:
                continue
            title = _is_title(paragraph, work.styles)
            if first := _first_of_sentence(text, title=title):
                sentences[spot] = first
                titles |= {spot} if title else set()
        places.write_origins("")  # the places of the pieces are read again with their tags
    return ranks, sentences, titles, likes


def _events(root: "_Element", tags: list[Tag]) -> Iterator[Tag | str]:
    """Yield the texts and the tags of a part, in order; what is shown and is no text is « ▯ »."""
    for node in tags_and(root, P, T, *_SHOWN):
        number = number_of(node)
        if number >= 0:
            yield tags[number]
        elif is_instruction(node):
            continue
        elif node.tag == P:
            yield "\n"
        elif node.tag == T and node.text:
            yield from _cut(node.text, tags)
        elif node.tag != T:
            yield "▯"


def _cut(text: str, tags: list[Tag]) -> Iterator[Tag | str]:
    position = 0
    for match in TOKEN.finditer(text):
        if text[position : match.start()]:
            yield text[position : match.start()]
        yield tags[int(match[1])]
        position = match.end()
    if text[position:]:
        yield text[position:]


_SHOWN = frozenset(w(name) for name in ("drawing", "pict", "object", "sym", "fldChar", "fldSimple", "br"))


_DEEPEST = 50
"""Blocks one inside another that lint follows; the engine refuses sixteen."""


class _Grower:
    """Grows the tree of a part; a block that is wrongly closed was reported, and is closed as best it can."""

    def __init__(self) -> None:
        self._open: list[If | Loop] = []
        self._bodies: list[list[Step]] = [[]]

    def grow(self, events: Iterator[Tag | str]) -> list[Step]:
        """Return the tree."""
        for event in events:
            if isinstance(event, str):
                self._bodies[-1].append(Words(event))
            elif event.opens and len(self._open) < _DEEPEST:
                self._enter(event)
            elif event.divides:
                self._divide(event)
            elif event.closes:
                self._leave(event)
            elif event.keyword != "#":
                self._add(event)
        return self._bodies[0]

    def _enter(self, tag: Tag) -> None:
        block: If | Loop
        found = self._parse(tag)
        if tag.keyword == "if":
            branch = Branch(tag, _test_of(found))
            block, body = If([branch]), branch.body
        else:
            block = _loop_of(tag, found)
            body = block.body
        self._bodies[-1].append(block)
        self._open.append(block)
        self._bodies.append(body)

    def _divide(self, tag: Tag) -> None:
        block = self._open[-1] if self._open else None
        if isinstance(block, If):
            found = self._parse(tag) if tag.keyword == "elif" else None
            branch = Branch(tag, _test_of(found))
            block.branches.append(branch)
            self._bodies[-1] = branch.body
        elif isinstance(block, Loop) and tag.keyword == "else":
            self._bodies[-1] = block.otherwise

    def _leave(self, tag: Tag) -> None:
        wanted: type[If | Loop] = Loop if tag.keyword == "endfor" else If
        if not any(isinstance(block, wanted) for block in self._open):
            return
        while not isinstance(self._open[-1], wanted):
            self._close()
        self._close()

    def _close(self) -> None:
        self._open.pop()
        self._bodies.pop()

    def _add(self, tag: Tag) -> None:
        found = self._parse(tag)
        match found:
            case nodes.Output(nodes=[nodes.Expr() as value, *_]):
                self._bodies[-1].append(Print(tag, value))
            case nodes.Assign(target=nodes.Name(name=name), node=nodes.Expr() as value):
                self._bodies[-1].append(Store(tag, name, value))
            case nodes.Assign(target=nodes.Tuple(items=targets), node=nodes.Expr() as value):
                for rank, target in enumerate(targets):  # it was reported; its names are known all the same
                    item = nodes.Getitem(value, nodes.Const(rank), "load")
                    self._bodies[-1] += (Store(tag, name, item) for name in names_in(target))

    def _parse(self, tag: Tag) -> nodes.Node | None:
        """Return the statement of a tag; ``None`` for a tag that was reported."""
        if tag.faulty:
            return None
        try:
            body = parse_alone(tag).body
        except (JinjaError, RecursionError, MemoryError, AssertionError, ValueError):
            return None
        return body[0] if body else None


def _test_of(found: nodes.Node | None) -> nodes.Expr | None:
    test = found.test if isinstance(found, nodes.If) else None
    return test if isinstance(test, nodes.Expr) else None


def _loop_of(tag: Tag, found: nodes.Node | None) -> Loop:
    match found:
        case nodes.For(iter=nodes.Expr() as items, target=target, test=test):
            return Loop(tag, items, target, test if isinstance(test, nodes.Expr) else None)
    return Loop(tag, None)
