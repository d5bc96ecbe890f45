"""The blocks of a piece put in a template, with the styles, numbering, images and links that they use."""

import posixpath
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

from delibgen.errors import Finding, TemplateError
from delibgen.word import opc
from delibgen.word.adopting import Numbering, StyleSheet, inside
from delibgen.word.codes import refusal
from delibgen.word.names import MC_NS, PPR, R_NS, REL_TYPE, SECT_PR, TBL, TC, P, is_instruction, w
from delibgen.word.package import Archive, compress
from delibgen.word.parts import Story
from delibgen.word.xml import serialize, sure, take_out

if TYPE_CHECKING:
    from lxml.etree import _Element

    from delibgen.word.opening import Work

_IGNORABLE = f"{{{MC_NS}}}Ignorable"
_NOTES = (w("footnoteReference"), w("endnoteReference"))
_START, _END, _NAME, _ID, _ANCHOR = (w(n) for n in ("bookmarkStart", "bookmarkEnd", "name", "id", "anchor"))


class Merger:
    """Merges pieces into one template."""

    def __init__(self, work: "Work") -> None:
        self._work = work
        self._styles = StyleSheet(work.roots.get(work.target("styles")))
        self._numbering = Numbering(work)
        self._copied: dict[tuple[str, bytes], str] = {}
        """Name in the template of each image that was copied, by ending and content."""

    def merge(self, story: Story, paragraph: "_Element", piece: "Work", name: str) -> list[Finding]:
        """Put the blocks of a piece in the place of a paragraph; return what is good to know.

        Raises ``TemplateError`` (DG192) for notes, charts and embedded objects.
        """
        _check_content(piece)
        body = sure(piece.roots[piece.main].find(w("body")))
        blocks = [e for e in body if not is_instruction(e) and e.tag != SECT_PR]
        for section in list(inside(blocks, SECT_PR)):
            take_out(section)  # with its headers: those of the template hold
        findings = self._styles.adopt(blocks, piece)
        self._numbering.adopt([*blocks, *self._styles.added], piece)
        brought = {style.get(w("styleId"), "") for style in self._styles.added}
        self._numbering.restart(inside(blocks, P), brought)
        self._styles.added.clear()
        self._relate(blocks, story, piece)
        self._rename_bookmarks(blocks)
        self._declare(piece.roots[piece.main], story)
        _place(blocks, paragraph)
        return findings

    def _relate(self, blocks: list["_Element"], story: Story, piece: "Work") -> None:
        """Copy the images and the links that blocks name, under identifiers of the template."""
        known = {r.id: r for r in piece.relations if r.source == piece.main}
        renamed: dict[str, str] = {}
        for element, key, identifier in list(_relationships(blocks)):
            if identifier not in renamed:
                renamed[identifier] = self._relation(known.get(identifier), story, piece)
            element.set(key, renamed[identifier])

    def _relation(self, relation: opc.Relation | None, story: Story, piece: "Work") -> str:
        """Copy a relationship, with its image; return its identifier in the template."""
        if relation is None:
            raise _not_taken("lien perdu")
        if relation.kind != "image" and not relation.external:
            raise _not_taken(relation.kind)
        target = relation.target if relation.external else f"/{self._copy(relation.target, piece)}"
        root = self._relations_of(story.name)
        return opc.add_relation(root, REL_TYPE + relation.kind, target, external=relation.external)

    def _relations_of(self, part: str) -> "_Element":
        from lxml import etree

        name = opc.rels_name(part)
        if name not in self._work.roots:
            self._work.roots[name] = etree.fromstring(f"{opc.EMPTY_RELS}</Relationships>".encode())
        return self._work.roots[name]

    def _copy(self, name: str, piece: "Work") -> str:
        """Copy an image, once for all its places; return its name in the template."""
        extension = posixpath.splitext(name)[1].lower()
        key = extension, piece.contents[name]
        if key not in self._copied:
            names = (f"word/media/piece{number}{extension}" for number in count(1))
            new = self._copied[key] = next(one for one in names if one not in self._work.entries)
            self._work.entries[new] = replace(piece.entries[name], name=new)
            kind = opc.content_types(piece.roots[opc.TYPES], [name])[name]
            opc.declare(self._work.roots[opc.TYPES], new, kind)
        return self._copied[key]

    def _rename_bookmarks(self, blocks: list["_Element"]) -> None:
        """Give the bookmarks of a piece identifiers and names that the template does not use."""
        used = [mark for story in self._work.stories for mark in story.root.iter(_START)]
        mine = [mark for block in blocks for mark in block.iter(_START, _END)]
        _number_apart(mine, used)
        renamed = _name_apart(mine, used)
        if renamed:
            _follow(blocks, renamed)

    def _declare(self, source: "_Element", story: Story) -> None:
        """Declare in a part the namespaces of a piece, and which of them old readers may ignore."""
        root = self._work.roots[story.name]
        missing = {prefix: uri for prefix, uri in source.nsmap.items() if prefix and prefix not in root.nsmap}
        ignorable = _ignorable(root)
        added = [prefix for prefix in _ignorable(source) if prefix not in ignorable]
        if missing:
            root = _with_namespaces(root, missing)
            self._work.replace_root(story.name, root)
        if kept := [prefix for prefix in added if prefix in root.nsmap]:
            root.set(_IGNORABLE, " ".join([*ignorable, *kept]))


def _relationships(blocks: Iterable["_Element"]) -> Iterator[tuple["_Element", str, str]]:
    """Yield the elements that name a relationship, with the attribute that does and its identifier."""
    for element in inside(blocks):
        if is_instruction(element):
            continue
        for key, value in element.attrib.items():
            if value and str(key).startswith(f"{{{R_NS}}}"):
                yield element, str(key), str(value)


def _not_taken(what: str) -> TemplateError:
    message = f"la pièce contient un objet qui ne se reprend pas ({what})"
    return refusal("DG192", message, "gardez le texte, les tableaux et les images", "corps")


def _ignorable(root: "_Element") -> list[str]:
    """Return the prefixes of a part that old readers may ignore."""
    return root.get(_IGNORABLE, "").split()


def _with_namespaces(root: "_Element", missing: Mapping[str, str]) -> "_Element":
    """Return a new root, with the same children, that declares more namespaces: lxml adds none to a root."""
    from lxml import etree

    known = {str(k): uri for k, uri in (*missing.items(), *root.nsmap.items()) if k}
    values = {str(key): str(value) for key, value in root.attrib.items()}
    new = etree.Element(root.tag, values, nsmap=known)
    new.text = root.text
    new.extend(list(root))
    return new


def _number_apart(marks: Iterable["_Element"], used: Iterable["_Element"]) -> None:
    """Give bookmarks identifiers that no other has; a start and its end keep the same one."""
    last = max((int(i) for mark in used if (i := mark.get(_ID, "")).isdigit()), default=0)
    numbers: dict[str, str] = {}
    for mark in marks:
        mark.set(_ID, numbers.setdefault(mark.get(_ID, ""), str(last + 1 + len(numbers))))


def _name_apart(marks: Iterable["_Element"], used: Iterable["_Element"]) -> dict[str, str]:
    """Rename the bookmarks whose name is taken; return old name → new name."""
    names = {mark.get(_NAME, "") for mark in used}
    renamed: dict[str, str] = {}
    for mark in marks:
        name = mark.get(_NAME)
        if name is None:  # an end
            continue
        if name in names:
            renamed[name] = name = _free_name(name, names)
            mark.set(_NAME, name)
        names.add(name)
    return renamed


def _check_content(piece: "Work") -> None:
    if next(piece.roots[piece.main].iter(*_NOTES), None) is not None:
        message = "la pièce contient une note de bas de page ou de fin"
        raise refusal("DG192", message, "mettez la note dans le document qui reprend la pièce", "corps")


def _follow(blocks: list["_Element"], renamed: dict[str, str]) -> None:
    """Let the links and the fields of a piece follow its renamed bookmarks."""
    words = re.compile(rf"\b({'|'.join(map(re.escape, renamed))})\b")
    for block in blocks:
        for element in block.iter(w("hyperlink"), w("instrText"), w("fldSimple")):
            if (anchor := element.get(_ANCHOR)) in renamed:
                element.set(_ANCHOR, renamed[str(anchor)])
            if element.tag == w("instrText"):
                element.text = words.sub(lambda m: renamed[m[1]], element.text or "")
            elif (code := element.get(w("instr"))) is not None:
                element.set(w("instr"), words.sub(lambda m: renamed[m[1]], str(code)))


def _free_name(name: str, taken: Collection[str]) -> str:
    return next(new for n in count(2) if (new := f"{name[:34]}_{n}") not in taken)


def _place(blocks: list["_Element"], paragraph: "_Element") -> None:
    """Put blocks in the place of a paragraph; it stays, empty, where there must be one."""
    for block in blocks:
        paragraph.addprevious(block)
    if blocks and not (blocks[-1].tag == TBL and _is_needed(paragraph)):
        sure(paragraph.getparent()).remove(paragraph)
        return
    for child in list(paragraph):
        if child.tag != PPR:
            paragraph.remove(child)


def _is_needed(paragraph: "_Element") -> bool:
    """Tell whether a table needs the paragraph after it: a cell ends with one, two tables do not touch."""
    following = paragraph.getnext()
    if following is None or following.tag == TBL:
        return True
    return sure(paragraph.getparent()).tag == TC and following.tag != P


def pack(work: "Work") -> bytes:
    """Return the package of a template whose parts were changed."""
    names = dict.fromkeys([opc.TYPES, *work.entries, *work.roots])
    entries = [
        compress(name, serialize(work.roots[name])) if name in work.roots else work.entries[name]
        for name in names
    ]
    return Archive.of(entries, ()).pack({})
