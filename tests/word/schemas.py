"""The transitional schemas: what they say of the printed parts of a .docx, extensions of Word left out."""

import io
import zipfile
from functools import cache
from pathlib import Path

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_STANDARD = ("http://schemas.openxmlformats.org/", "urn:schemas-microsoft-com:", "http://www.w3.org/XML/")


@cache
def _schema(folder: Path) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(folder / "wml.xsd"))


def schema_findings(data: bytes, folder: Path) -> set[str]:
    """Return the messages of the schema on the parts of a .docx, each once."""
    found: set[str] = set()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.startswith("word/") and name.endswith(".xml") and name.count("/") == 1:
                root = etree.fromstring(archive.read(name))
                if etree.QName(root).namespace == W:
                    _strip_extensions(root)
                    schema = _schema(folder)
                    schema.validate(etree.fromstring(etree.tostring(root)))
                    found |= {error.message for error in schema.error_log}
    return found


def _strip_extensions(root: etree._Element) -> None:
    """Do what a reader of the standard does: take the fallbacks, ignore what is not of the standard."""
    for choice in list(root.iter(f"{_MC}AlternateContent")):
        fallback = choice.find(f"{_MC}Fallback")
        for child in () if fallback is None else list(fallback):
            choice.addprevious(child)
        choice.getparent().remove(choice)
    for element in list(root.iter(etree.Element)):
        for key in list(element.attrib):
            space = etree.QName(key).namespace
            if (space and not space.startswith(_STANDARD)) or (space and "markup-compatibility" in space):
                del element.attrib[key]
        space = etree.QName(element).namespace or ""
        if not space.startswith(_STANDARD) and element.getparent() is not None:
            element.getparent().remove(element)
