"""Strict XML reading: no DTD, no entity, no recovery, libxml2's own limits kept."""

import re
from typing import TYPE_CHECKING, TypeVar

from delibgen.errors import TemplateError
from delibgen.word.codes import refusal
from delibgen.word.names import PPR, RPR, R

if TYPE_CHECKING:
    from lxml.etree import _Element

T = TypeVar("T")
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_LONG_TAG, _MOST_ATTRIBUTES = 10_000, 2_000
"""The parser's time is quadratic in the attributes of one tag; no real document has many."""
_NAME = re.compile(rb"[^\s/>]+")
_ATTRIBUTE = re.compile(rb"\s+[^\s=/>]+\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_ENCODING = re.compile(rb"^<\?xml[^>]*encoding\s*=\s*[\"']([A-Za-z0-9_.-]+)[\"']")


def parse(data: bytes, part: str) -> "_Element":
    """Return the root of a part; raise ``TemplateError`` (DG109) for a DOCTYPE or unreadable XML."""
    from lxml import etree

    _check_bytes(data, part)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        message = f"la partie « {part} » n'est pas du XML lisible"
        raise refusal("DG109", message, "rouvrez le fichier dans Word et réenregistrez-le") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise _doctype(part)
    return root


def sure(found: T | None) -> T:
    """Return what earlier checks have made certain; ``None`` here would be a fault of the engine.

    Raises:
        AssertionError: there is nothing.
    """
    if found is None:
        raise AssertionError
    return found


def take_out(element: "_Element") -> None:
    """Take an element, and what follows it in the text, out of its parent."""
    sure(element.getparent()).remove(element)


def discard(element: "_Element") -> None:
    """Take an element out of its parent, if it is in one still."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def discard_in_run(element: "_Element") -> None:
    """Take an element out of its parent; a run that holds nothing more goes with it."""
    parent = element.getparent()
    discard(element)
    if parent is not None and parent.tag == R and all(child.tag == RPR for child in parent):
        discard(parent)


def properties_of(paragraph: "_Element") -> "_Element":
    """Return the formatting of a paragraph, made when it has none."""
    properties = paragraph.find(PPR)
    if properties is None:
        properties = paragraph.makeelement(PPR, {})
        paragraph.insert(0, properties)
    return properties


def write_before(element: "_Element", text: str) -> None:
    """Put a text before an element, after what precedes it."""
    previous, parent = element.getprevious(), element.getparent()
    if previous is not None:
        previous.tail = (previous.tail or "") + text
    elif parent is not None:
        parent.text = (parent.text or "") + text


def _check_bytes(data: bytes, part: str) -> None:
    """Refuse, before any parser sees it, a DOCTYPE, another encoding, or a tag with too many attributes."""
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise _doctype(part)
    if _is_foreign(data):
        raise refusal(
            "DG109", f"la partie « {part} » n'est pas en UTF-8", "réenregistrez le document dans Word"
        )
    if len(data) > _LONG_TAG and any(len(tag) > _LONG_TAG and _is_laden(tag) for tag in data.split(b"<")):
        raise refusal("DG109", f"une balise XML de la partie « {part} » a trop d'attributs")


def _is_foreign(data: bytes) -> bool:
    """Tell whether a part is in another encoding than UTF-8."""
    bare = data.removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n")
    # a NUL byte is UTF-16 or UTF-32 without a mark; whatever does not start by « < » is another code page
    if not bare.startswith(b"<") or b"\0" in data:
        return True
    declared = _ENCODING.match(bare)
    return declared is not None and declared[1].lower() not in {b"utf-8", b"us-ascii"}


def _is_laden(tag: bytes) -> bool:
    """Tell whether a tag, with the text after it, has too many attributes; the text may say « = » at will."""
    if tag.count(b"=") <= _MOST_ATTRIBUTES:
        return False
    found = _NAME.match(tag)
    position, count = found.end() if found else 0, 0
    while count <= _MOST_ATTRIBUTES and (found := _ATTRIBUTE.match(tag, position)):
        position, count = found.end(), count + 1
    return count > _MOST_ATTRIBUTES


def _doctype(part: str) -> TemplateError:
    return refusal("DG109", f"la partie « {part} » déclare un DOCTYPE ; le fichier est piégé ou abîmé")


def serialize(root: "_Element") -> bytes:
    """Return a part as UTF-8 bytes."""
    from lxml import etree

    return (HEAD + etree.tostring(root, encoding="unicode")).encode("utf-8")
