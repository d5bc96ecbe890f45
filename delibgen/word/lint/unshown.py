"""Values typed where Word shows nothing: hidden text, covered cells, headers that no page bears."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from delibgen.errors import Place
from delibgen.word.names import R_NS, SECT_PR, TC, VAL, R, T, ancestor, is_on, w
from delibgen.word.opening import Work
from delibgen.word.parts import Places, Story

if TYPE_CHECKING:
    from lxml.etree import _Element

MASKED, COVERED, UNUSED = "texte masqué", "cellule couverte", "en-tête inemployé"
"""Why a value is not shown."""
Unshown = tuple[Place, str]
"""The place of a value, and why Word does not show it."""
_REFERENCES = (w("headerReference"), w("footerReference"))
_ID, _TYPE = f"{{{R_NS}}}id", w("type")


def unused_parts(work: Work) -> frozenset[str]:
    """Return the headers and footers that no page bears: those of first or even pages that are not asked for.

    Word leaves them in the file when « Première page différente » is unchecked.
    """
    body, settings = work.roots[work.main], work.roots.get(work.target("settings"))
    asked = {"default"}
    if any(is_on(section.find(w("titlePg"))) for section in body.iter(SECT_PR)):
        asked.add("first")
    if settings is not None and is_on(settings.find(w("evenAndOddHeaders"))):
        asked.add("even")
    used = {str(one.get(_ID)) for one in body.iter(*_REFERENCES) if one.get(_TYPE, "default") in asked}
    margins = [r for r in work.relations if r.source == work.main and r.kind in {"header", "footer"}]
    return frozenset(r.target for r in margins) - {r.target for r in margins if r.id in used}


def unshown_values(work: Work, unused: frozenset[str]) -> Iterator[Unshown]:
    """Yield the values that Word does not show; ``unused`` are the headers and footers that no page bears."""
    for story in work.stories:
        yield from _unshown(story, unused=story.name in unused)


def _unshown(story: Story, *, unused: bool) -> Iterator[Unshown]:
    marks = filter(is_on, story.root.iter(w("vanish")))
    merged = (mark for mark in story.root.iter(w("vMerge")) if mark.get(VAL) != "restart")
    found = [(*one, MASKED) for one in _typed_in(marks, R)]
    found += [(*one, COVERED) for one in _typed_in(merged, TC)]
    if unused:
        found += [(*one, UNUSED) for one in _typed_in(story.root.iter(T), R)]
    if found:
        places = Places(story)
        yield from ((places.of(holder, text.strip()), why) for holder, text, why in found)
        places.write_origins("")


def _typed_in(marks: Iterable["_Element"], tag: str) -> Iterator[tuple["_Element", str]]:
    """Yield the runs, or cells, around marks that hold a value, with their text."""
    for mark in marks:
        holder = ancestor(mark, tag)
        text = "" if holder is None else "".join(node.text or "" for node in holder.iter(T))
        if holder is not None and "{{" in text:
            yield holder, text
