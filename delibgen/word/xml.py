"""Strict XML reading: no DTD, no entity, no recovery, libxml2's own limits kept."""

import re
from typing import TYPE_CHECKING

from delibgen.word.codes import refusal

if TYPE_CHECKING:
    from lxml.etree import _Element

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_ENCODING = re.compile(rb"^<\?xml[^>]*encoding\s*=\s*[\"']([A-Za-z0-9_.-]+)[\"']")


def parse(data: bytes, part: str) -> "_Element":
    """Return the root of a part; raise ``TemplateError`` (DG109) for a DOCTYPE or unreadable XML."""
    from lxml import etree

    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise refusal("DG109", f"la partie « {part} » déclare un DOCTYPE ; le fichier est piégé ou abîmé")
    declared = _ENCODING.match(data.removeprefix(b"\xef\xbb\xbf"))
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"} or (
        declared and declared[1].lower() not in {b"utf-8", b"us-ascii"}
    ):
        raise refusal(
            "DG109", f"la partie « {part} » n'est pas en UTF-8", "réenregistrez le document dans Word"
        )
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        message = f"la partie « {part} » n'est pas du XML lisible"
        raise refusal("DG109", message, "rouvrez le fichier dans Word et réenregistrez-le") from error


def serialize(root: "_Element") -> bytes:
    """Return a part as UTF-8 bytes."""
    from lxml import etree

    return (HEAD + etree.tostring(root, encoding="unicode")).encode("utf-8")
