"""Foot and end notes follow their calls: a note whose call stands in a branch is printed with that branch.

Word keeps the notes in parts of their own. Without this, the text of a note would stay in the document when
its call is not printed: nobody would see it on the page, and everybody could read it in the file.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from delibgen.errors import Finding
from delibgen.word.around import Around, with_blocks
from delibgen.word.codes import fault
from delibgen.word.names import w
from delibgen.word.parts import Story
from delibgen.word.structure import instruction, tags_and
from delibgen.word.tag import Tag

if TYPE_CHECKING:
    from lxml.etree import _Element

_CALLS = {w("footnoteReference"): w("footnote"), w("endnoteReference"): w("endnote")}
Guard = tuple[tuple[tuple[int, ...], int], ...]
"""The blocks around a call, outermost first: numbers of the tags up to its branch, number of the end."""


def guard_notes(stories: Sequence[Story], tags: Sequence[Tag], faults: list[Finding]) -> list[Story]:
    """Put the blocks around the call of each note around the note; return the parts that this changes."""
    guards = _guards(stories[0].root, tags)
    stored = {tag.stored for tag in tags}
    changed = []
    for story in stories[1:]:
        for note in list(story.root):
            found = guards.get((str(note.tag), note.get(w("id"), "")), ())
            if found and _can_follow(found, tags, stored, faults):
                _wrap(note, found)
                changed.append(story)
    return list(dict.fromkeys(changed))


def _guards(body: "_Element", tags: Sequence[Tag]) -> dict[tuple[str, str], Guard]:
    """Return the blocks around each call of a note; none for a note that is called here and there."""
    found: dict[tuple[str, str], Guard] = {}
    for node, blocks in list(_calls(body, tags)):
        guard = tuple(
            (tuple(tag.number for tag in block.tags[:upto]), block.tags[-1].number)
            for block, upto in blocks
            if block.is_closed
        )
        key = _CALLS[str(node.tag)], node.get(w("id"), "")
        found[key] = guard if found.get(key, guard) == guard else ()
    return found


def _calls(body: "_Element", tags: Sequence[Tag]) -> Iterator[tuple["_Element", list[tuple[Around, int]]]]:
    """Yield the calls of notes, with the blocks around and how many tags of each come before the call."""
    for call, blocks in with_blocks(tags_and(body, *_CALLS), tags):
        yield call, [(block, len(block.tags)) for block in blocks]


def _can_follow(guard: Guard, tags: Sequence[Tag], stored: set[str], faults: list[Finding]) -> bool:
    """Tell whether the conditions read the data only; report one that reads what a ``set`` gave."""
    for numbers, _ in guard:
        for tag in (tags[number] for number in numbers):
            if given := sorted(stored.intersection(tag.names)):
                message = (
                    f"l'appel de note est dans un bloc qui dépend de « {given[0]} », calculé par un « set »"
                )
                advice = "écrivez la condition elle-même dans la balise, ou sortez l'appel de note du bloc"
                faults.append(fault("DG134", message, tag.place, advice))
                return False
    return True


def _wrap(note: "_Element", guard: Guard) -> None:
    for numbers, _ in guard:
        for number in numbers:
            note.addprevious(instruction(number))
    for _, end in guard:
        note.addnext(instruction(end))
