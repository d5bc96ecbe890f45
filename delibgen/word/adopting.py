"""Styles and numbering that a piece brings to a template; what the template defines, it keeps."""

import copy
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from delibgen.errors import Finding, Place
from delibgen.word import opc
from delibgen.word.codes import note
from delibgen.word.lists import number_directly
from delibgen.word.names import PPR, REL_TYPE, VAL, W_NS, is_instruction, value_of, w
from delibgen.word.styles import read_styles
from delibgen.word.xml import sure, take_out

if TYPE_CHECKING:
    from lxml.etree import _Element

    from delibgen.word.opening import Work

_USES = (w("pStyle"), w("rStyle"), w("tblStyle"))
_LINKS = (w("basedOn"), w("link"), w("next"))
_STYLE, _STYLE_ID, _TYPE = w("style"), w("styleId"), w("type")
_NUM, _NUM_ID, _ABSTRACT, _ABSTRACT_ID = w("num"), w("numId"), w("abstractNum"), w("abstractNumId")
_IGNORED = {w(name) for name in ("name", "uiPriority", "semiHidden", "unhideWhenUsed", "qFormat", "rsid")}
_NUMBERING_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"


class StyleSheet:
    """The styles of a template, to which pieces add theirs."""

    def __init__(self, root: "_Element | None") -> None:
        self._root = root
        self.added: list[_Element] = []
        """Styles that the last piece brought."""

    def adopt(self, blocks: list["_Element"], piece: "Work") -> list[Finding]:
        """Bring the styles that blocks use; return a finding for each that the template defines otherwise."""
        source = piece.roots.get(piece.target("styles"))
        if self._root is None or source is None:
            return []
        theirs = _Theirs({e.get(_STYLE_ID, ""): e for e in source.iter(_STYLE)})
        for mark in inside(blocks, *_USES):
            identifier = mark.get(VAL, "")
            if identifier in theirs.styles:
                mark.set(VAL, self._adopt(identifier, theirs))
        return theirs.findings

    def _adopt(self, identifier: str, theirs: "_Theirs") -> str:
        """Return the identifier that a style of the piece has in the template."""
        if identifier not in theirs.renamed:
            style = theirs.styles[identifier]
            mine = self._like(style)
            if mine is None:
                self._add(identifier, theirs)
            else:
                theirs.renamed[identifier] = mine.get(_STYLE_ID, "")
                theirs.findings += _differences(mine, style)
        return theirs.renamed[identifier]

    def _add(self, identifier: str, theirs: "_Theirs") -> None:
        """Add a style of the piece to those of the template, with the styles that it is linked to."""
        new = copy.deepcopy(theirs.styles[identifier])
        theirs.renamed[identifier] = self._free(identifier)
        new.set(_STYLE_ID, theirs.renamed[identifier])
        new.attrib.pop(w("default"), "")
        sure(self._root).append(new)
        self.added.append(new)
        for link in [e for e in new if e.tag in _LINKS]:
            linked = link.get(VAL, "")
            if linked in theirs.styles:
                link.set(VAL, self._adopt(linked, theirs))
            else:
                new.remove(link)

    def _like(self, style: "_Element") -> "_Element | None":
        """Return the style of the template with the same name and kind."""
        name = value_of(style, w("name")).casefold()
        return next(
            (
                mine
                for mine in sure(self._root).iter(_STYLE)
                if value_of(mine, w("name")).casefold() == name and mine.get(_TYPE) == style.get(_TYPE)
            ),
            None,
        )

    def _free(self, identifier: str) -> str:
        used = {mine.get(_STYLE_ID) for mine in sure(self._root).iter(_STYLE)}
        names = (identifier if n == 1 else f"{identifier}{n}" for n in range(1, len(used) + 2))
        return next(name for name in names if name not in used)


@dataclass(slots=True)
class _Theirs:
    """The styles of a piece, while they come into a template."""

    styles: dict[str, "_Element"]
    renamed: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def inside(blocks: Iterable["_Element"], *names: str) -> Iterator["_Element"]:
    """Yield the elements of these names in blocks."""
    for block in blocks:
        yield from block.iter(*names)


def _definition(style: "_Element") -> list[object]:
    """Return what a style looks like, its names and revision marks apart."""
    kept = [e for e in style if e.tag not in _IGNORED and e.tag not in _LINKS]
    return [_shape(e) for e in sorted(kept, key=lambda e: str(e.tag))]


def _shape(element: "_Element") -> object:
    values = sorted((k, v) for k, v in element.attrib.items() if str(k).startswith(f"{{{W_NS}}}"))
    children = [_shape(e) for e in element if not is_instruction(e) and e.tag != _NUM_ID]
    return element.tag, values, children


def _differences(mine: "_Element", theirs: "_Element") -> Iterator[Finding]:
    """Yield what is good to know when two styles of the same name look different."""
    if _definition(mine) == _definition(theirs):
        return
    name = value_of(theirs, w("name"))
    message = f"le style « {name} » est défini autrement dans la pièce : celui du document l'emporte"
    advice = "donnez au style la même définition des deux côtés, ou un autre nom dans la pièce"
    yield note("DG193", message, Place(part="corps"), advice)


class Numbering:
    """The numbering of a template, to which pieces add theirs."""

    def __init__(self, work: "Work") -> None:
        self._work = work

    def adopt(self, elements: list["_Element"], piece: "Work") -> None:
        """Bring the numbering that blocks and styles use, under new identifiers."""
        source = piece.roots.get(piece.target("numbering"))
        if source is None:
            return
        instances = {e.get(_NUM_ID, ""): e for e in source.iter(_NUM)}
        renamed: dict[str, str] = {}
        abstracts: dict[str, str] = {}
        for mark in list(inside(elements, _NUM_ID)):
            number = mark.get(VAL, "")
            if number not in instances:
                continue
            if number not in renamed:
                renamed[number] = self._copy(instances[number], source, abstracts)
            mark.set(VAL, renamed[number])

    def restart(self, paragraphs: Iterable["_Element"], known: Collection[str]) -> None:
        """Let the lists that a style of the template numbers begin anew in a piece, as its other lists do.

        Headings count on, with what is numbered below them: an article after those of the template is the
        next one. ``known`` are the styles that the piece brought, whose numbering is its own already.
        """
        roots, work = self._work.roots, self._work
        numbering = roots.get(work.target("numbering"))
        styles = read_styles(roots.get(work.target("styles")), numbering)
        headed = {styles.abstracts.get(style.number) for style in styles.by_id.values() if style.outline}
        copies: dict[str, str] = {}
        for paragraph in paragraphs:
            style, counted = value_of(paragraph, f"{PPR}/{w('pStyle')}"), styles.numbering_of(paragraph)
            own = value_of(paragraph, f"{PPR}/{w('numPr')}/{_NUM_ID}")
            if not counted or own or style in known or counted[1] in headed:
                continue
            number, _, level = counted
            if number not in copies:  # with an abstract of its own: instances of one share their count
                copies[number] = self._copy(self._instance(number), self._root(), {})
            number_directly(paragraph, copies[number], level)

    def _instance(self, number: str) -> "_Element":
        return next(e for e in self._root().iter(_NUM) if e.get(_NUM_ID) == number)

    def _copy(self, instance: "_Element", source: "_Element", abstracts: dict[str, str]) -> str:
        root = self._root()
        old = value_of(instance, _ABSTRACT_ID)
        if old not in abstracts:
            abstracts[old] = self._copy_abstract(old, source, root)
        number = _following(root, _NUM, _NUM_ID)
        new = copy.deepcopy(instance)
        new.set(_NUM_ID, number)
        sure(new.find(_ABSTRACT_ID)).set(VAL, abstracts[old])
        last = root.findall(_NUM)
        if last:
            last[-1].addnext(new)
        else:
            root.append(new)
        return number

    def _copy_abstract(self, old: str, source: "_Element", root: "_Element") -> str:
        number = _following(root, _ABSTRACT, _ABSTRACT_ID)
        for definition in source.iter(_ABSTRACT):
            if definition.get(_ABSTRACT_ID) == old:
                new = copy.deepcopy(definition)
                new.set(_ABSTRACT_ID, number)
                for name in ("nsid", "tmpl", "styleLink", "numStyleLink"):
                    for mark in new.findall(w(name)):
                        new.remove(mark)
                for mark in list(new.iter(w("lvlPicBulletId"), w("pStyle"))):
                    take_out(mark)
                known = root.findall(_ABSTRACT)
                if known:
                    known[-1].addnext(new)
                else:
                    root.insert(len(root.findall(w("numPicBullet"))), new)
        return number

    def _root(self) -> "_Element":
        """Return the numbering part of the template, made when it has none."""
        name = self._work.target("numbering")
        if name:
            return self._work.roots[name]
        from lxml import etree

        name = "word/numbering.xml"
        self._work.roots[name] = etree.Element(w("numbering"), nsmap={"w": W_NS})
        types = self._work.roots[opc.TYPES]
        values = {"PartName": f"/{name}", "ContentType": _NUMBERING_TYPE}
        types.append(types.makeelement(f"{_TYPES}Override", values))
        rels = self._work.roots[opc.rels_name(self._work.main)]
        opc.add_relation(rels, f"{REL_TYPE}numbering", f"/{name}")
        self._work.relations.append(opc.Relation(self._work.main, "", "numbering", name, external=False))
        return self._work.roots[name]


def _following(root: "_Element", kind: str, key: str) -> str:
    used = [int(value) for e in root.iter(kind) if (value := e.get(key, "")).isdigit()]
    return str(1 + max(used, default=0))
