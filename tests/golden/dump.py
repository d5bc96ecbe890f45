"""A readable text of a .docx: « [style] text » a paragraph, tables row by row, part by part.

Independent of delibgen (zipfile and ElementTree): it shows what a change of a template changed.
"""

import io
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SIGNS = {f"{W}tab": "→", f"{W}br": "↵", f"{W}drawing": "[image]", f"{W}noBreakHyphen": "\u2011"}


def dump(data: bytes) -> str:
    """Return the text of every part that holds paragraphs, no-break spaces shown as « ~ »."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in sorted(archive.namelist()) if _holds_text(name)}
        names = _style_names(archive.read("word/styles.xml"))
    lines = []
    for name, content in parts.items():
        root = ET.fromstring(content)
        if next(root.iter(f"{W}p"), None) is not None:
            lines += [f"## {name}", *_blocks(root, names, ""), ""]
    return "\n".join(lines).replace("\u00a0", "~")


def _holds_text(name: str) -> bool:
    return name.startswith("word/") and name.endswith(".xml") and "/theme/" not in name


def _style_names(styles: bytes) -> dict[str, str]:
    found = {}
    for style in ET.fromstring(styles).iter(f"{W}style"):
        label = style.find(f"{W}name")
        found[style.get(f"{W}styleId", "")] = "" if label is None else label.get(f"{W}val", "")
    return found


def _blocks(parent: ET.Element, names: dict[str, str], indent: str) -> Iterator[str]:
    for child in parent:
        if child.tag == f"{W}p":
            yield indent + _paragraph(child, names)
        elif child.tag == f"{W}tbl":
            widths = [grid.get(f"{W}w", "") for grid in child.iter(f"{W}gridCol")]
            yield f"{indent}tableau {' '.join(widths)}"
            for rank, row in enumerate(child.iter(f"{W}tr"), 1):
                yield f"{indent}  ligne {rank}{_marks(row)}"
                for cell in row.findall(f"{W}tc"):
                    yield from _blocks(cell, names, f"{indent}    | ")
        elif child.tag != f"{W}sectPr":
            yield from _blocks(child, names, indent)


def _marks(row: ET.Element) -> str:
    properties = row.find(f"{W}trPr")
    found = [] if properties is None else [mark.tag.removeprefix(W) for mark in properties]
    words = {"tblHeader": "en-tête répété", "cantSplit": "insécable"}
    return "".join(f", {words[name]}" for name in sorted(found) if name in words)


def _paragraph(paragraph: ET.Element, names: dict[str, str]) -> str:
    properties = paragraph.find(f"{W}pPr")
    style, keep = None, None
    if properties is not None:
        style, keep = properties.find(f"{W}pStyle"), properties.find(f"{W}keepNext")
    name = names.get(style.get(f"{W}val", ""), "?") if style is not None else "Normal"
    held = " +lié" if keep is not None and keep.get(f"{W}val") != "0" else ""
    return f"[{name}{held}] {''.join(_pieces(paragraph))}".rstrip()


def _pieces(paragraph: ET.Element) -> Iterator[str]:
    for run in paragraph.iter(f"{W}r"):
        for node in run:
            if node.tag == f"{W}t":
                yield node.text or ""
            elif node.tag == f"{W}instrText":
                yield f"«{(node.text or '').strip()}»"
            elif node.tag in _SIGNS:
                yield _SIGNS[node.tag]
