"""XML names of WordprocessingML, and small readers of an lxml tree (imports nothing heavy)."""

from collections.abc import Iterator

from delibgen.light import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

W_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R_NS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W14_NS = "http://schemas.microsoft.com/office/word/2010/wordml"
W15_NS = "http://schemas.microsoft.com/office/word/2012/wordml"
MC_NS = "http://schemas.openxmlformats.org/markup-compatibility/2006"
WP_NS = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
STRICT_NS = "http://purl.oclc.org/ooxml/wordprocessingml/main"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
REL_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def w(name: str) -> str:
    """Return the lxml name of a ``w:`` element or attribute.

    >>> w("p")
    '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p'
    """
    return f"{{{W_NS}}}{name}"


P, R, T, RPR, PPR, TBL, TR, TC, SDT, SDT_CONTENT = (
    w(name) for name in ("p", "r", "t", "rPr", "pPr", "tbl", "tr", "tc", "sdt", "sdtContent")
)
VAL, TXBX, SECT_PR = w("val"), w("txbxContent"), w("sectPr")
FALLBACK = f"{{{MC_NS}}}Fallback"
DOC_PR = f"{{{WP_NS}}}docPr"
_INNER = f".//{P}"


def ancestor(element: "_Element", name: str) -> "_Element | None":
    """Return the nearest ancestor called ``name``."""
    return next(element.iterancestors(name), None)


def value_of(element: "_Element | None", path: str) -> str:
    """Return ``w:val`` of the child at ``path`` (lxml names), or ``""``."""
    child = element.find(path) if element is not None else None
    return "" if child is None else child.get(VAL, "")


def is_on(mark: "_Element | None") -> bool:
    """Tell whether a property that is there or not, as « bold », is asked for."""
    return mark is not None and mark.get(VAL) not in {"0", "false", "off"}


def is_instruction(element: "_Element") -> bool:
    """Tell whether a node is a processing instruction or a comment (their tag is not text)."""
    return not isinstance(element.tag, str)


def own_paragraph_nodes(paragraph: "_Element") -> Iterator["_Element"]:
    """Yield the descendants of a paragraph, without those of the paragraphs inside its text boxes."""
    if paragraph.find(_INNER) is None:
        return paragraph.iterdescendants()
    return _outside_boxes(paragraph)


def _outside_boxes(element: "_Element") -> Iterator["_Element"]:
    for child in element:
        if child.tag != P:
            yield child
            yield from _outside_boxes(child)


ODD_SPACES = (
    "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)
"""Every space of Unicode but the plain one: people see no difference, neither do tags."""
