"""What a reader sees at once in a bad document: empty bullets, headings alone, punctuation left over."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from delibgen.testing.ossature import (
    Style,
    body_of,
    drawn,
    listed,
    style_name,
    style_of,
    styles_of,
    text_of,
)
from delibgen.word.limits import Limits
from delibgen.word.names import P
from delibgen.word.opening import open_template

if TYPE_CHECKING:
    from lxml.etree import _Element

_LEFT_OVER = (
    (re.compile(r"\bNone\b"), "« None »"),
    (re.compile(r"\(\s*\)"), "parenthèses vides"),
    (re.compile("«\\s*»"), "guillemets vides"),
    (re.compile(r",\s*[,.;]"), "virgule suivie d'un autre signe"),
    (re.compile(r"(?<=\S)  +(?=\S)"), "espaces doubles"),
    (re.compile(r"\w[ \u00a0]+[,.](?:\s|$)"), "espace avant une virgule ou un point"),
)


def ugly(data: bytes) -> Iterator[str]:
    """Yield what is ugly in a finished document, with the words around."""
    work = open_template(data, Limits())
    styles = styles_of(work)
    for story in work.stories:
        yield from _headings_alone(story.root, styles)
        for paragraph in story.root.iter(P):
            text = text_of(paragraph)
            if not text.strip() and listed(paragraph, styles) and not drawn(paragraph):
                yield f"puce ou numéro sans texte, {_near(paragraph)}"
            for pattern, name in _LEFT_OVER:
                if found := pattern.search(text):
                    yield f"{name} : « {text[max(0, found.start() - 20) : found.end() + 20].strip()} »"


def _near(paragraph: "_Element") -> str:
    previous = paragraph.getprevious()
    text = text_of(previous) if previous is not None else ""
    return f"après « {text[-40:]} »" if text.strip() else "en tête"


def _headings_alone(root: "_Element", styles: dict[str, Style]) -> Iterator[str]:
    """Yield headings that nothing follows before the end, or before another one in the same style.

    Only Word's own styles of headings count: the styles of a title block (number, heading, subject) follow
    each other by design.
    """
    shown = list(_shown(root, styles))
    for (style, title), after in zip(shown, [*shown[1:], None], strict=True):
        if style and (after is None or after[0] == style):
            yield f"titre sans rien dessous : « {title} »"


def _shown(root: "_Element", styles: dict[str, Style]) -> Iterator[tuple[str, str]]:
    """Yield the blocks that one sees: the style of a heading, nothing for another block; the text."""
    for block in body_of(root):
        text, name = text_of(block).strip(), _heading_style(block, styles)
        if text or (not name and drawn(block)):
            yield name, text


def _heading_style(block: "_Element", styles: dict[str, Style]) -> str:
    """Return the style of a heading, nothing for another block."""
    return style_name(block) if block.tag == P and style_of(block, styles).titre else ""
