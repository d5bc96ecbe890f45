"""From tokens in a tree to a tree that Jinja can repeat: tags lifted to the level they act on.

After this step every block tag is either a processing instruction between siblings, closed in the same
parent, or inside one ``w:t`` with its end: whatever the values, the XML stays well-formed.
"""

import copy
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from delibgen.errors import Finding
from delibgen.word.breaks import begins_page, pass_break_on
from delibgen.word.codes import fault, warning
from delibgen.word.heal import TOKEN, token
from delibgen.word.names import (
    PPR,
    RPR,
    SECT_PR,
    TC,
    TR,
    XML_SPACE,
    P,
    T,
    ancestor,
    is_instruction,
    own_paragraph_nodes,
    w,
)
from delibgen.word.tag import MIDDLES, OPENERS, Tag

if TYPE_CHECKING:
    from lxml.etree import _Element

INSTRUCTION = "dg"
_BOOKMARKS = {w("bookmarkStart"), w("bookmarkEnd")}
_REPLACED = {"tr": TR, "tc": TC}
_CONTENT = frozenset(
    w(name)
    for name in (
        "drawing", "pict", "object", "sym", "footnoteReference", "endnoteReference", "fldChar", "fldSimple",
        "ptab", "noBreakHyphen", "softHyphen", "sectPr", "instrText",
    )
) | {"{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"}  # fmt: skip


def instruction(number: int) -> "_Element":
    """Return the node that stands for a tag between elements."""
    from lxml import etree

    return etree.ProcessingInstruction(INSTRUCTION, str(number))


def number_of(node: "_Element") -> int:
    """Return the tag number of a node made by ``instruction``, or -1."""
    if is_instruction(node) and getattr(node, "target", "") == INSTRUCTION:
        return int(node.text or "-1")
    return -1


def tags_and(root: "_Element", *names: str) -> Iterator["_Element"]:
    """Yield the nodes made by ``instruction`` and the elements of these names, in order."""
    from lxml import etree

    return root.iter(etree.ProcessingInstruction, *names)


def lift(root: "_Element", tags: list[Tag], faults: list[Finding]) -> None:
    """Move each tag of a part to the level it acts on: row, paragraph, run, or text."""
    for paragraph in list(root.iter(P)):
        if paragraph.getroottree().getroot() is root:
            _lift_paragraph(paragraph, tags, faults)


def _lift_paragraph(paragraph: "_Element", tags: list[Tag], faults: list[Finding]) -> None:
    texts = [
        node for node in own_paragraph_nodes(paragraph) if node.tag == T and TOKEN.search(node.text or "")
    ]
    here = [(tags[int(found[1])], node) for node in texts for found in TOKEN.finditer(node.text or "")]
    big = [tag for tag, _ in here if tag.prefix in {"p", "tr", "tc"}]
    if len(big) > 1:
        faults.append(_several(paragraph, big, texts))
    elif big:
        if big[0].prefix == "p" and not big[0].is_value:
            pass_break_on(paragraph)
        _lift_big(paragraph, big[0], faults)
    else:
        _lift_inline(here)


def _lift_inline(here: list[tuple[Tag, "_Element"]]) -> None:
    """Put between runs the tags of a paragraph that print runs, or whose block leaves its text."""
    _drop_comments(here)
    lifted = _inline_blocks(here) | {tag.number for tag, _ in here if tag.prefix == "r"}
    for run in _runs_of(node for tag, node in here if tag.number in lifted):
        _split_run(run, lifted)


def _several(paragraph: "_Element", big: list[Tag], texts: list["_Element"]) -> Finding:
    """Return the fault of a paragraph with several tags that replace it; each keeps its place."""
    for tag in big:
        paragraph.addprevious(instruction(tag.number))
    for node in texts:
        node.text = TOKEN.sub("", node.text or "")
    message = f"le paragraphe contient plusieurs balises « {big[0].raw} », « {big[1].raw} »"
    return fault("DG127", message, big[1].place, "mettez chacune seule dans son paragraphe")


def _lift_big(paragraph: "_Element", tag: Tag, faults: list[Finding]) -> None:
    holder = ancestor(paragraph, _REPLACED[tag.prefix]) if tag.prefix in _REPLACED else None
    target = paragraph if holder is None else holder
    node = instruction(tag.number)
    if problem := _lift_problem(target, tag, inside=holder is not None):
        faults.append(problem)
        target.addprevious(node)  # keeps its place among the blocks: one fault, not two
        for text in target.iter(T):
            _erase(text, tag)
        return
    if tag.prefix == "p" and not tag.is_value and begins_page(paragraph):
        faults.append(_lost_break(tag))
    target.addprevious(node)
    for mark in list(target.iter(*_BOOKMARKS)):
        (node.addprevious if tag.keyword in OPENERS or tag.is_value else target.addprevious)(mark)
    _remove(target)


def _erase(text: "_Element", tag: Tag) -> None:
    text.text = (text.text or "").replace(token(tag.number), "")


def _lost_break(tag: Tag) -> Finding:
    message = f"la balise « {tag.raw} » emporte le saut de page placé avant son paragraphe"
    return warning("DG178", message, tag.place, "donnez-le au premier paragraphe du bloc")


def _lift_problem(target: "_Element", tag: Tag, *, inside: bool) -> Finding | None:
    if tag.prefix in _REPLACED and not inside:
        message = f"la balise « {tag.raw} » n'est pas dans un tableau"
        return fault("DG126", message, tag.place, "utilisez {%p … %} hors d'un tableau")
    if not _has_content(target, tag):
        return None
    if inside:
        what = "ligne" if tag.prefix == "tr" else "cellule"
        message = f"la balise « {tag.raw} » remplace toute la {what} : le texte qui s'y trouve serait perdu"
        return fault("DG126", message, tag.place, f"mettez la balise seule dans sa {what}")
    message = f"la balise « {tag.raw} » remplace tout le paragraphe : le texte qui s'y trouve serait perdu"
    return fault("DG125", message, tag.place, "mettez la balise seule dans son paragraphe")


def _has_content(target: "_Element", tag: Tag) -> bool:
    mine = token(tag.number)
    text = "".join(e.text or "" for e in target.iter(T)).replace(mine, "", 1)
    if text.strip():
        return True
    breaks = any(e.get(w("type")) in {"page", "column"} for e in target.iter(w("br")))
    return breaks or next(target.iter(*_CONTENT), None) is not None


def _drop_comments(here: list[tuple[Tag, "_Element"]]) -> None:
    for tag, node in here:
        if tag.keyword == "#":
            _erase(node, tag)


def _inline_blocks(here: list[tuple[Tag, "_Element"]]) -> set[int]:
    """Return the numbers of the block tags whose block leaves its ``w:t``: they go between runs."""
    lifted: set[int] = set()
    stack: list[list[tuple[Tag, _Element]]] = []
    for tag, node in here:
        if tag.keyword in OPENERS:
            stack.append([(tag, node)])
        elif stack and tag.keyword in MIDDLES:
            stack[-1].append((tag, node))
        elif stack and tag.keyword in OPENERS.values():
            group = [*stack.pop(), (tag, node)]
            if len({id(e) for _, e in group}) > 1:
                lifted |= {t.number for t, _ in group}
    return lifted


def _split_run(run: "_Element", lifted: set[int]) -> None:
    """Cut a run at its lifted tags; each piece keeps the run's formatting."""
    pieces = [_empty_run(run)]
    for child in [child for child in run if child.tag != RPR]:
        if child.tag == T and TOKEN.search(child.text or ""):
            _add_cut(pieces, run, child.text or "", lifted)
        else:
            pieces[-1].append(child)
    for piece in pieces:
        if is_instruction(piece) or any(child.tag != RPR for child in piece):
            run.addprevious(piece)
    _remove(run)


def _add_cut(pieces: list["_Element"], run: "_Element", text: str, lifted: set[int]) -> None:
    """Add a text to the pieces of a run, a new piece after each lifted tag."""
    for before, number in _cut(text, lifted):
        if before:
            _add_text(pieces[-1], before)
        if number >= 0:
            pieces += [instruction(number), _empty_run(run)]


def _remove(element: "_Element") -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _runs_of(nodes: Iterable["_Element"]) -> list["_Element"]:
    return [run for run in dict.fromkeys(node.getparent() for node in nodes) if run is not None]


def _empty_run(run: "_Element") -> "_Element":
    new = copy.copy(run)
    new.tail = None
    for child in list(new):
        new.remove(child)
    properties = run.find(RPR)
    if properties is not None:
        new.append(copy.deepcopy(properties))
    return new


def _add_text(run: "_Element", text: str) -> None:
    element = run.makeelement(T, {XML_SPACE: "preserve"})
    element.text = text
    run.append(element)


def _cut(text: str, lifted: set[int]) -> list[tuple[str, int]]:
    cuts, position = [], 0
    for match in TOKEN.finditer(text):
        if int(match[1]) in lifted:
            cuts.append((text[position : match.start()], int(match[1])))
            position = match.end()
    return [*cuts, (text[position:], -1)]


def paragraph_formats(tags: list[Tag], root: "_Element") -> dict[int, tuple[str, str]]:
    """Return, for each ``{{p}}`` and ``{{r}}`` tag, the XML of its paragraph's and its run's formatting."""
    formats = {}
    for node in root.iter(T):
        for match in TOKEN.finditer(node.text or ""):
            tag = tags[int(match[1])]
            if (tag.is_value or tag.is_field) and tag.prefix:
                run, paragraph = node.getparent(), ancestor(node, P)
                formats[tag.number] = (_fragment(paragraph, PPR, root), _fragment(run, RPR, root))
    return formats


def _fragment(holder: "_Element | None", name: str, root: "_Element") -> str:
    found = holder.find(name) if holder is not None else None
    if found is None:
        return ""
    from lxml import etree

    clone = copy.deepcopy(found)
    for section in clone.findall(SECT_PR):
        clone.remove(section)
    text = etree.tostring(clone, encoding="unicode", with_tail=False)
    for prefix, uri in root.nsmap.items():
        text = text.replace(f' xmlns:{prefix}="{uri}"' if prefix else f' xmlns="{uri}"', "")
    return text
