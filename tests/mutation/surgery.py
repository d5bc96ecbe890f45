"""Tags of a .docx found and changed in its XML, as a person would in Word."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from delibgen.word.limits import Limits
from delibgen.word.names import P, T, own_paragraph_nodes
from delibgen.word.opening import Work, open_template
from delibgen.word.parts import Places

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
_OPENER = re.compile(r"\{%(?:p|tr|tc)? *(for|if)\b")
_CLOSER = re.compile(r"\{%(?:p|tr|tc)? *end(for|if)\b")


@dataclass(frozen=True)
class Site:
    """A tag in a document."""

    story: str
    paragraph: int
    start: int
    raw: str
    part: str
    element: str
    block: tuple[tuple[str, str], ...] = ()
    """Places of the opening tags around it."""


@lru_cache(maxsize=4)
def _opened(data: bytes) -> Work:
    return open_template(data, Limits())


def sites(data: bytes) -> Iterator[Site]:
    """Yield the tags of a document, in order."""
    work = open_template(data, Limits())  # looking for places takes the origins of the pieces off
    for story in work.stories:
        places, stack = Places(story), []
        for number, paragraph in enumerate(story.root.iter(P)):
            text = "".join(node.text or "" for node in _texts(paragraph))
            place = places.of(paragraph)
            for match in _TAG.finditer(text):
                where = (place.part, place.element)
                if _OPENER.match(match[0]):
                    stack.append(where)
                around = tuple(stack)
                if _CLOSER.match(match[0]):
                    stack.pop()
                yield Site(story.name, number, match.start(), match[0], *where, around)


def operate(data: bytes, site: Site, text: str) -> bytes:
    """Return the document where ``text`` stands instead of a tag; a line end becomes a break."""
    work = _opened(data)
    story = next(story for story in work.stories if story.name == site.story)
    root = etree.fromstring(etree.tostring(story.root))
    paragraph = list(root.iter(P))[site.paragraph]
    position, end, rest = 0, site.start + len(site.raw), text
    for node in list(_texts(paragraph)):
        length = len(node.text or "")
        first, last = max(site.start - position, 0), min(end - position, length)
        if first < length and last > 0 and first < last:
            node.text = (node.text or "")[:first] + rest + (node.text or "")[last:]
            if rest.count("\n"):
                _break(node)
            rest = ""
        position += length
    return _saved(data, site.story, etree.tostring(root))


def _texts(paragraph):
    return (node for node in own_paragraph_nodes(paragraph) if node.tag == T)


def _break(node) -> None:
    before, after = node.text.split("\n", 1)
    node.text = before
    line = node.makeelement(T.replace("}t", "}br"), {})
    more = node.makeelement(T, dict(node.attrib))
    more.text = after
    node.addnext(line)
    line.addnext(more)


def _saved(data: bytes, name: str, content: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for info in old.infolist():
            new.writestr(info.filename, content if info.filename == name else old.read(info))
    return buffer.getvalue()
