"""A name that the data lack: the tag that asks for it, and the loop or ``set`` that gives it elsewhere."""

import re
from collections.abc import Iterable, Iterator

from delibgen.word.tag import Tag

_TARGETS = re.compile(r"for\s+(.+?)\s+in\s")
_BOX = "zone de texte"


def first_use(name: str, tags: Iterable[Tag]) -> Tag | None:
    """Return the first tag that reads a name as a datum; failing that, the first that reads it at all.

    The same name is often that of a loop elsewhere: « {{ ligne.total }} » typed below its « endfor ».
    """
    inside = None
    for tag, given in _with_given(tags):
        if name in tag.names:
            if not any(name in names for names in given):
                return tag
            inside = inside or tag
    return inside


def _with_given(tags: Iterable[Tag]) -> Iterator[tuple[Tag, list[set[str]]]]:
    """Yield each tag with the names that are given there, block by block from the outside."""
    given: list[set[str]] = [set()]
    part = ""
    for tag in tags:
        if (story := _story_of(tag, part)) != part:
            given, part = [set()], story
        if (tag.closes or tag.divides) and len(given) > 1:
            given.pop()
        yield tag, given
        if tag.opens or tag.divides:
            given.append(loop_names(tag))
        elif tag.stored:
            given[-1].add(tag.stored)


def advice_about(name: str, tags: Iterable[Tag]) -> str:
    """Return what to do of a name that a loop or a ``set`` gives elsewhere, ``""`` when none does."""
    if name == "loop":
        return (
            "« loop » n'existe que dans une boucle, entre {% for … %} et son {% else %} ou son {% endfor %}"
        )
    for tag in tags:
        if name in loop_names(tag):
            return f"« {name} » n'existe que dans la boucle « {tag.raw} » : mettez la balise avant son endfor"
        if tag.stored == name:
            return f"« {name} » n'existe qu'après « {tag.raw} », dans la même partie et le même bloc"
    return ""


def _story_of(tag: Tag, before: str) -> str:
    """Return the part that holds a tag; that of the tag before it for a piece, which says its own."""
    if tag.place.file:
        return before
    place = tag.place
    return place.element.partition(",")[0] if place.part == _BOX else place.part


def loop_names(tag: Tag) -> set[str]:
    """Return the names that a loop gives to what it repeats; its ``else`` has none of them."""
    found = _TARGETS.match(tag.body) if tag.keyword == "for" else None
    return set(re.findall(r"\w+", found[1])) if found else set()
