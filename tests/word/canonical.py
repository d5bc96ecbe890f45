"""The canonical form of a part: two parts are equal when Word shows and keeps the same thing.

What is taken away, and why it may be:
- the order and place of namespace declarations, of attributes: XML says they mean nothing;
- revision and paragraph identifiers (``rsid…``, ``paraId``), proofing marks, ``lastRenderedPageBreak``,
  the bookmark ``_GoBack`` (where the cursor was): Word writes them for itself, and anew at the next save;
- ``xml:space``; the cutting of a text into runs of equal formatting, runs without content: not shown;
- the marks of comments: delibgen takes comments out, a promise of its own;
- identifiers of drawings: unique numbers without meaning;
- ``w:gridCol`` widths: docxtpl counts the grid anew for every table (``fix_tables``), changed or not;
- the order of the children of ``w:tcPr``: the schema allows one order only, which docxtpl does not keep;
- ``w:val="continue"`` of ``w:vMerge``: it is the default.

Nothing else: texts, formatting, tables, cells, order, breaks, fields, bookmarks, sections stay compared.
``widths=False`` also leaves out the widths of cells, to tell a difference of widths from any other.
"""

from xml.etree import ElementTree as ET

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_NOISE = {
    f"{W}{name}"
    for name in (
        "proofErr", "lastRenderedPageBreak", "commentRangeStart", "commentRangeEnd", "commentReference",
        "permStart", "permEnd",
    )
}  # fmt: skip
_IDS = ("rsid", "paraId", "textId")


def canonical(xml: str | bytes, *, widths: bool = True) -> str:
    """Return the canonical form of a part."""
    root = ET.fromstring(xml)
    for element in root.iter():
        _clean_properties(element)
        if not widths and element.tag == f"{W}tcW":
            element.attrib.clear()
    _clean(root)
    return ET.canonicalize(ET.tostring(root, encoding="unicode"))


def _clean_properties(element: ET.Element) -> None:
    for key in list(element.attrib):
        if key == _SPACE or key.rpartition("}")[2].startswith(_IDS):
            del element.attrib[key]
    if element.tag.endswith("}docPr"):
        element.attrib.pop("id", None)
    elif element.tag == f"{W}tcPr":
        element[:] = sorted(element, key=lambda child: child.tag)
    elif element.tag == f"{W}gridCol":
        element.attrib.pop(f"{W}w", None)
    elif element.tag == f"{W}vMerge" and element.get(f"{W}val") == "continue":
        del element.attrib[f"{W}val"]


def _clean(element: ET.Element) -> None:
    for child in list(element):
        if child.tag in _NOISE or _is_cursor(child, element):
            element.remove(child)
        else:
            child.tail = None
            _clean(child)
    if len(element) and element.text and not element.text.strip():
        element.text = None
    _merge_texts(element)
    _merge_runs(element)


def _is_cursor(mark: ET.Element, parent: ET.Element) -> bool:
    if mark.tag == f"{W}bookmarkStart":
        return mark.get(f"{W}name") == "_GoBack"
    starts = {m.get(f"{W}id") for m in parent.iter(f"{W}bookmarkStart")}
    return mark.tag == f"{W}bookmarkEnd" and mark.get(f"{W}id") == "0" and "0" not in starts


def _merge_texts(element: ET.Element) -> None:
    previous: ET.Element | None = None
    for child in list(element):
        if child.tag == f"{W}t" and not child.text:
            element.remove(child)
        elif child.tag == f"{W}t" and previous is not None and previous.tag == f"{W}t":
            previous.text = (previous.text or "") + (child.text or "")
            element.remove(child)
        else:
            previous = child


def _merge_runs(element: ET.Element) -> None:
    previous: ET.Element | None = None
    for child in list(element):
        if child.tag == f"{W}r" and all(part.tag == f"{W}rPr" for part in child):
            element.remove(child)
        elif child.tag == f"{W}r" and previous is not None and _shape(previous) == _shape(child):
            previous.extend(part for part in child if part.tag != f"{W}rPr")
            element.remove(child)
            _merge_texts(previous)
        else:
            previous = child if child.tag == f"{W}r" else None


def _shape(run: ET.Element) -> str:
    properties = run.find(f"{W}rPr")
    return (
        ""
        if properties is None or not len(properties)
        else ET.canonicalize(ET.tostring(properties, encoding="unicode"))
    )
