"""Opening tags paired with their divisions and ends; where they do not match, the likeliest slip is told."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from delibgen.errors import Finding
from delibgen.word.codes import MOST_FAULTS, fault, warning
from delibgen.word.tag import MIDDLES, OPENERS, Tag

if TYPE_CHECKING:
    from lxml.etree import _Element

_AHEAD = 2_000
"""Tags looked at to tell which slip is the likeliest: a hostile file has many more."""
_AROUND = 50
"""Blocks around a tag that it may answer to: a right file has sixteen at most."""


@dataclass(slots=True, eq=False)
class Block:
    """An opening tag, its divisions and its end."""

    tags: list[Tag]
    """Opening, ``elif`` and ``else``, end."""
    parent: "Block | None"
    first: int
    """Rank of the opening tag in the part."""
    last: int = -1
    """Rank of the end; of the tag that begins the latest branch, as long as there is none."""
    child: "Block | None" = None
    """The last block that it holds."""

    @property
    def is_loop(self) -> bool:
        """Tell whether the block repeats."""
        return self.tags[0].keyword == "for"

    def holds(self, rank: int) -> bool:
        """Tell whether the tag of this rank in the part is inside the block."""
        return self.first < rank < self.last


def pair(order: list[tuple[Tag, "_Element"]], faults: list[Finding]) -> list[Block]:
    """Return the blocks of a part; ``order`` gives each tag with the element that holds it.

    A tag that is told wrong, and that was meant for another, is changed into it: one slip is one finding.
    """
    pairing = _Pairing([tag for tag, _ in order], faults)
    for rank, (_, site) in enumerate(order):
        pairing.read(rank, site)
    for block, _ in pairing.stack:
        faults.extend(pairing.left_open(block))
    return pairing.blocks


@dataclass(slots=True)
class _Pairing:
    """The blocks that are open, as tags are read."""

    tags: list[Tag]
    faults: list[Finding]
    stack: list[tuple[Block, "_Element"]] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)

    def read(self, rank: int, site: "_Element") -> None:
        """Read one more tag."""
        tag = self.tags[rank]
        if tag.opens:
            block = Block([tag], self.stack[-1][0] if self.stack else None, rank)
            self.stack.append((block, site))
            self.blocks.append(block)
        elif tag.is_block and self._is_placed(rank, site):
            self._join(rank, tag, site)

    def _join(self, rank: int, tag: Tag, site: "_Element") -> None:
        block, opened = self.stack[-1]
        if site is not opened and not tag.faulty:
            self.faults.append(_across(block.tags[0], tag))
        if tag.divides:
            self.faults.extend(_after_else(tag, block))
        block.tags.append(tag)
        block.last = rank
        if tag.closes:
            self.stack.pop()
            if block.parent is not None:
                block.parent.child = block

    def _is_placed(self, rank: int, site: "_Element") -> bool:
        """Tell whether a tag goes on or closes the block that is open, once what is wrong was told."""
        tag = self.tags[rank]
        while self.stack:
            opening, fits = self.stack[-1][0].tags[0], self._fits_here(tag, site)
            if fits:
                return True
            slip = _UNCLOSED if fits is None else self._likeliest(rank, tag)
            if slip == _UNCLOSED:
                self.faults.extend(self.left_open(self.stack.pop()[0], tag))
                continue
            self.faults.append(_misplaced(tag, opening, slip))
            tag.keyword, tag.faulty = (OPENERS[opening.keyword] if slip == _MISTAKEN else "#"), True
            return slip == _MISTAKEN
        message = f"« {tag.raw} » ne répond à aucun bloc ouvert"
        todo = "ajoutez le {% for … %} ou le {% if … %}, ou retirez la balise"
        self.faults.append(fault("DG130", message, tag.place, todo))
        return False

    def _fits_here(self, tag: Tag, site: "_Element") -> bool | None:
        """Tell whether a tag answers to the innermost block; ``None``: to one around it, at its own place."""
        block, opened = self.stack[-1]
        if not _fits(tag, block.tags[0].keyword):
            return False
        around = self.stack[-_AROUND:-1] if site is not opened else ()
        outside = any(place is site and _fits(tag, one.tags[0].keyword) for one, place in around)
        return None if outside else True

    def left_open(self, block: Block, before: Tag | None = None) -> Iterator[Finding]:
        """Yield the fault of a block without an end, and the doubt on an ``if`` that may be an ``elif``."""
        opening, last = block.tags[0], block.child
        yield _unclosed(opening, before)
        if opening.keyword == "if" and last is not None and last.first > block.last:
            nested = last.tags[0]
            if _owner(nested) and _owner(nested) in map(_owner, block.tags):
                message = f"« {nested.raw} » ouvre un bloc dans celui de « {opening.raw} », non fermé"
                advice = f"si c'en est une branche, écrivez « {{%{nested.prefix} el{nested.body} %}} »"
                yield warning("DG130", message, nested.place, advice)

    def _likeliest(self, rank: int, tag: Tag) -> str:
        """Return the slip that leaves the fewest others in what follows."""
        if len(self.faults) >= MOST_FAULTS:
            return _EXTRA
        opened = [block.tags[0].keyword for block, _ in self.stack]
        rest = self.tags[rank + 1 : rank + _AHEAD]
        left = {_UNCLOSED: _unmatched(opened[:-1], [tag, *rest]), _EXTRA: _unmatched(opened, rest)}
        if tag.closes:
            left = {_MISTAKEN: _unmatched(opened[:-1], rest), **left}
        return min(left, key=left.__getitem__)


_MISTAKEN, _UNCLOSED, _EXTRA = "endif pour endfor", "fin manquante", "balise de trop"
"""What may be wrong where a tag does not answer to the block that is open."""


def _fits(tag: Tag, opened: str) -> bool:
    """Tell whether a tag goes on or closes a block opened by this keyword."""
    return OPENERS[opened] == tag.keyword if tag.closes else opened in MIDDLES[tag.keyword]


def _unmatched(opened: list[str], tags: Iterable[Tag]) -> int:
    """Return how many tags do not match in what follows, blocks left open included."""
    stack, count = list(opened), 0
    for tag in tags:
        if tag.opens:
            stack.append(tag.keyword)
        elif tag.is_block:
            while stack and tag.closes and not _fits(tag, stack[-1]) and _answers(tag, stack):
                stack.pop()
                count += 1
            if not stack or not _fits(tag, stack[-1]):
                count += 1
            elif tag.closes:
                stack.pop()
    return count + len(stack)


def _answers(tag: Tag, stack: Sequence[str]) -> bool:
    return any(_fits(tag, opened) for opened in stack)


def _owner(tag: Tag) -> str:
    """Return what holds the datum that a condition asks for: « bloc » for « if bloc.visas »."""
    found = _ASKED.match(tag.body) if tag.keyword in {"if", "elif"} else None
    return found[1] if found else ""


_ASKED = re.compile(r"(?:el)?if\s+(?:not\s+)?(\w+(?:\.\w+)*)\.\w+")


def _unclosed(opening: Tag, before: Tag | None = None) -> Finding:
    """Return the fault of a block without an end, or whose end does not come before a tag."""
    end = f"{{%{opening.prefix} {OPENERS[opening.keyword]} %}}"
    if before is None:
        message = f"le bloc ouvert par « {opening.raw} » n'est fermé nulle part"
        advice = f"ajoutez « {end} » dans la même cellule ou le même texte"
    else:
        message = f"le bloc ouvert par « {opening.raw} » n'est pas fermé avant « {before.raw} »"
        advice = f"ajoutez « {end} » entre les deux"
    return fault("DG130", message, opening.place, advice)


def _misplaced(tag: Tag, opening: Tag, slip: str) -> Finding:
    message = f"« {tag.raw} » se trouve dans le bloc ouvert par « {opening.raw} »"
    advice = f"fermez d'abord par « {OPENERS[opening.keyword]} », ou retirez la balise"
    if slip == _MISTAKEN:
        advice = f"écrivez « {{%{tag.prefix} {OPENERS[opening.keyword]} %}} »"
    return fault("DG130", message, tag.place, advice)


def _after_else(tag: Tag, block: Block) -> Iterator[Finding]:
    """Yield the fault of an ``else`` that is not the last branch of its block, at its own place."""
    for earlier in block.tags:
        if earlier.keyword == "else":
            message = f"« {earlier.raw} » n'est pas la dernière branche de son bloc : « {tag.raw} » le suit"
            advice = "gardez un seul « else », en dernier ; une autre condition s'écrit « elif … »"
            yield fault("DG130", message, earlier.place, advice)
            earlier.keyword, earlier.faulty = "elif", True


def _across(opening: Tag, tag: Tag) -> Finding:
    """Return the fault of a block over two places, at the tag that lacks the sign of the other."""
    wrong, right = sorted((opening, tag), key=lambda one: _REACH.index(one.prefix))
    told = wrong if _REACH.index(wrong.prefix) < _REACH.index(right.prefix) else opening
    here, there = (f" ({one.place.element})" if one is not told else "" for one in (opening, tag))
    message = f"le bloc ouvert par « {opening.raw} »{here} continue ailleurs par « {tag.raw} »{there}"
    if told.prefix != right.prefix:
        body = wrong.body or wrong.keyword
        return fault("DG131", message, wrong.place, f"écrivez « {{%{right.prefix} {body} %}} »")
    advice = (
        "ouvrez et fermez le bloc dans le même paragraphe, ou seul dans son paragraphe avec {%p … %}, "
        "ou seul dans sa ligne avec {%tr … %}"
    )
    return fault("DG131", message, opening.place, advice)


_REACH = ("", "r", "p", "tc", "tr")
"""Prefixes of block tags, from what replaces the least to what replaces the most."""
