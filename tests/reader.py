"""An independent reader of .docx files: zipfile and ElementTree only, nothing of delibgen."""

import io
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from pathlib import Path

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Reader:
    """The text of a .docx, as Word shows it."""

    def __init__(self, source: bytes | Path) -> None:
        data = source if isinstance(source, bytes) else source.read_bytes()
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            assert archive.testzip() is None
            self.parts = {info.filename: archive.read(info) for info in archive.infolist()}
        self._bullets = self._levels() if "word/numbering.xml" in self.parts else {}
        self._style_num = self._styles_with_numbers()

    def tree(self, name: str) -> ET.Element:
        """Return the root element of a part."""
        return ET.fromstring(self.parts[name])

    def paragraphs(self, name: str = "word/document.xml") -> list[str]:
        """Return the text of each paragraph of a part in document order, list labels included."""
        return [self.label(p) + self.text_of(p) for p in self.tree(name).iter(f"{W}p")]

    def text(self, name: str = "word/document.xml") -> str:
        """Return the text of a part."""
        return "\n".join(self.paragraphs(name))

    @staticmethod
    def text_of(paragraph: ET.Element) -> str:
        """Return a paragraph's own text: line breaks as ``\\n``, tabs as ``\\t``."""
        marks = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": "\t", f"{W}noBreakHyphen": "\u2011"}
        out = []
        for node in _own(paragraph):
            if node.tag == f"{W}t":
                out.append(node.text or "")
            elif node.tag in marks:
                out.append(marks[node.tag])
        return "".join(out)

    def label(self, paragraph: ET.Element) -> str:
        """Return « - » for a paragraph that Word numbers with a dash, else nothing."""
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            return ""
        number = properties.find(f"{W}numPr")
        style = properties.find(f"{W}pStyle")
        key = _number(number) if number is not None else None
        if key is None and style is not None:
            key = self._style_num.get(style.get(f"{W}val", ""))
        return f"{self._bullets[key]} " if key in self._bullets else ""

    def _levels(self) -> dict[tuple[str, str], str]:
        root = self.tree("word/numbering.xml")
        abstract = {}
        for node in root.iter(f"{W}abstractNum"):
            for level in node.iter(f"{W}lvl"):
                text, kind = level.find(f"{W}lvlText"), level.find(f"{W}numFmt")
                if text is not None and kind is not None and kind.get(f"{W}val") == "bullet":
                    key = (node.get(f"{W}abstractNumId", ""), level.get(f"{W}ilvl", ""))
                    abstract[key] = text.get(f"{W}val", "")
        found = {}
        for node in root.iter(f"{W}num"):
            target = node.find(f"{W}abstractNumId")
            for (identity, level), text in abstract.items():
                if target is not None and target.get(f"{W}val") == identity:
                    found[node.get(f"{W}numId", ""), level] = text
        return found

    def _styles_with_numbers(self) -> dict[str, tuple[str, str]]:
        if "word/styles.xml" not in self.parts:
            return {}
        found = {}
        for style in self.tree("word/styles.xml").iter(f"{W}style"):
            number = style.find(f"{W}pPr/{W}numPr")
            if number is not None:
                found[style.get(f"{W}styleId", "")] = _number(number)
        return found


def _number(number: ET.Element) -> tuple[str, str]:
    level, identity = number.find(f"{W}ilvl"), number.find(f"{W}numId")
    return (
        identity.get(f"{W}val", "") if identity is not None else "",
        level.get(f"{W}val", "0") if level is not None else "0",
    )


def _own(element: ET.Element) -> Iterator[ET.Element]:
    """Yield the descendants of a paragraph, but not those of a paragraph inside it (text boxes)."""
    for child in element:
        if child.tag != f"{W}p" and child.tag != f"{W}pPr":
            yield child
            yield from _own(child)
