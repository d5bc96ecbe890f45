"""Names, content types and relationships of a package."""

import posixpath
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import unquote

from delibgen.word.codes import refusal
from delibgen.word.names import REL_TYPE

if TYPE_CHECKING:
    from lxml.etree import _Element

TYPES = "[Content_Types].xml"
_CT = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELS_NS = "http://schemas.openxmlformats.org/package/2006/relationships"
EMPTY_RELS = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="{_RELS_NS}">'
_IMAGE_TYPES = {"png": "image/png", "jpeg": "image/jpeg"}
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
CORE_REL = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
THUMBNAIL_REL = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail"


@dataclass(frozen=True, slots=True)
class Relation:
    """One relationship; ``target`` is a part name of the package unless ``external``."""

    source: str
    """Part that holds it, ``""`` for the package."""
    id: str
    kind: str
    """Last step of the type, « header » for « …/relationships/header »."""
    target: str
    external: bool


def rels_name(part: str) -> str:
    """Return the name of the relationships of a part (``""`` for the package).

    >>> rels_name("word/header1.xml"), rels_name("")
    ('word/_rels/header1.xml.rels', '_rels/.rels')
    """
    folder, base = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def source_of(rels: str) -> str:
    """Return the part whose relationships are in ``rels``.

    >>> source_of("word/_rels/header1.xml.rels"), source_of("_rels/.rels")
    ('word/header1.xml', '')
    """
    folder, base = posixpath.split(rels)
    return posixpath.join(posixpath.dirname(folder), base.removesuffix(".rels"))


def read_relations(roots: Mapping[str, "_Element"], names: Iterable[str]) -> list[Relation]:
    """Return every relationship of the package; targets bear the names of ``names``, whatever their case."""
    known = {name.casefold(): name for name in names}
    found = []
    for name in sorted(roots):
        if name.lower().endswith(".rels"):
            source = source_of(name)
            if rels_name(source) != name:
                raise refusal("DG106", f"la liste de liens « {name} » n'est pas nommée comme Word la nomme")
            here = [_relation(source, node) for node in roots[name] if isinstance(node.tag, str)]
            if len({relation.id for relation in here}) < len(here):
                raise refusal("DG106", f"deux liens de « {name} » portent le même identifiant")
            found += here
    return [r if r.external else replace(r, target=known.get(r.target.casefold(), r.target)) for r in found]


def reached(relations: Iterable[Relation], without: Collection[str]) -> frozenset[str]:
    """Return the parts that relationships lead to from the package, those of ``without`` not followed."""
    targets: dict[str, list[str]] = {}
    for relation in relations:
        if not relation.external:
            targets.setdefault(relation.source, []).append(relation.target)
    found, waiting = {""}, [""]
    while waiting:
        new = {name for name in targets.get(waiting.pop(), ()) if name not in found and name not in without}
        found |= new
        waiting += new
    return frozenset(found)


def _relation(source: str, node: "_Element") -> Relation:
    external = node.get("TargetMode") == "External"
    target = node.get("Target", "")
    if not external and not target.startswith("#"):
        target = _resolve(source, target)
    return Relation(source, node.get("Id", ""), node.get("Type", "").rsplit("/", 1)[-1], target, external)


def _resolve(source: str, target: str) -> str:
    path = posixpath.normpath(posixpath.join("/" + posixpath.dirname(source), unquote(target)))
    steps = 0
    for step in unquote(target).split("/"):
        steps += -1 if step == ".." else step not in {"", "."}
        if steps < -source.count("/") and not target.startswith("/"):
            raise refusal(
                "DG106",
                f"un lien interne sort du document (« {target[:60]} ») ; le fichier est piégé ou abîmé",
            )
    return path.lstrip("/")


def content_types(root: "_Element", names: Iterable[str]) -> dict[str, str]:
    """Return the content type of each part name."""
    defaults = {
        node.get("Extension", "").lower(): node.get("ContentType", "") for node in root.iter(f"{_CT}Default")
    }
    overrides = {
        node.get("PartName", "").lstrip("/").lower(): node.get("ContentType", "")
        for node in root.iter(f"{_CT}Override")
    }
    return {
        name: overrides.get(name.lower(), defaults.get(name.rpartition(".")[2].lower(), "")) for name in names
    }


def declared_apart(root: "_Element") -> frozenset[str]:
    """Return the parts whose content type is told by their name, in small letters."""
    return frozenset(node.get("PartName", "").lstrip("/").casefold() for node in root.iter(f"{_CT}Override"))


def declare(root: "_Element", name: str, kind: str) -> None:
    """Tell the content type of a new part: by its ending, or by its name when the ending means another."""
    extension = name.rpartition(".")[2]
    known = _defaults(root)
    if extension not in known:
        root.insert(0, root.makeelement(f"{_CT}Default", {"Extension": extension, "ContentType": kind}))
    elif known[extension] != kind:
        root.append(root.makeelement(f"{_CT}Override", {"PartName": f"/{name}", "ContentType": kind}))


def rewrite_types(root: "_Element", dropped: frozenset[str], core: str) -> None:
    """Take the dropped parts out of the content types; declare images and the core properties."""
    from lxml import etree

    doomed = {name.casefold() for name in dropped}
    for node, name in list(_overrides(root)):
        if name.casefold() in doomed:
            root.remove(node)
    known = _defaults(root)
    for extension, kind in _IMAGE_TYPES.items():
        if extension not in known:
            root.insert(0, etree.Element(f"{_CT}Default", {"Extension": extension, "ContentType": kind}))
    if core not in {name for _, name in _overrides(root)}:
        etree.SubElement(root, f"{_CT}Override", {"PartName": f"/{core}", "ContentType": _CORE_TYPE})


def _defaults(root: "_Element") -> dict[str, str]:
    """Return the type of the parts with each ending, in lower case."""
    nodes = root.iter(f"{_CT}Default")
    return {node.get("Extension", "").lower(): node.get("ContentType", "") for node in nodes}


def _overrides(root: "_Element") -> Iterator[tuple["_Element", str]]:
    """Yield the declarations of the type of one part, with the name of the part."""
    for node in root.iter(f"{_CT}Override"):
        yield node, node.get("PartName", "").lstrip("/")


def rewrite_relations(root: "_Element", source: str, dropped: frozenset[str]) -> bool:
    """Take the relationships to dropped parts out; tell whether something changed."""
    gone = {name.casefold() for name in dropped}
    doomed = [
        node
        for node in root
        if isinstance(node.tag, str)
        and not (relation := _relation(source, node)).external
        and relation.target.casefold() in gone
    ]
    for node in doomed:
        root.remove(node)
    return bool(doomed)


def add_relation(root: "_Element", kind: str, target: str, *, external: bool = False) -> str:
    """Add a relationship; return its identifier, one that was free."""
    from lxml import etree

    used = {node.get("Id") for node in root if isinstance(node.tag, str)}
    identifier = next(free for n in range(1, len(used) + 2) if (free := f"rIdProp{n}") not in used)
    values = {"Id": identifier, "Type": kind, "Target": target}
    if external:
        values["TargetMode"] = "External"
    etree.SubElement(root, f"{{{_RELS_NS}}}Relationship", values)
    return identifier


def open_relations(data: bytes | None) -> str:
    """Return the text of a relationships part without its closing tag, ready for more relationships."""
    if data is None:
        return EMPTY_RELS
    from lxml import etree

    root = etree.fromstring(data)
    text = etree.tostring(root, encoding="unicode")
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    closing = text.rfind("</Relationships>")
    return head + (text[:closing] if closing >= 0 else text[: text.rfind("/>")] + ">")


def image_relation(identifier: str, target: str) -> str:
    """Return the relationship of an image, as text."""
    return f'<Relationship Id="{identifier}" Type="{REL_TYPE}image" Target="{target}"/>'
