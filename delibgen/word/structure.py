"""From tokens in a tree to a tree that Jinja can repeat: tags lifted to the level they act on.

After this step every block tag is either a processing instruction between siblings, closed in the same
parent, or inside one ``w:t`` with its end: whatever the values, the XML stays well-formed.
"""

import copy
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from delibgen.errors import Finding
from delibgen.word.breaks import begins_page, pass_break_on
from delibgen.word.codes import fault, warning
from delibgen.word.heal import TOKEN, erase, tags_in, token
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
from delibgen.word.tag import Tag
from delibgen.word.xml import discard

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


def tag_at(node: "_Element", tags: Sequence[Tag]) -> Tag | None:
    """Return the tag of a node made by ``instruction``, or ``None``."""
    number = number_of(node)
    return tags[number] if number >= 0 else None


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
    texts = (node for node in own_paragraph_nodes(paragraph) if node.tag == T)
    here = [(tag, node) for node in texts for tag in tags_in(node, tags)]
    big = [tag for tag, _ in here if tag.prefix in {"p", "tr", "tc"}]
    if not big:
        _lift_inline(here)
    elif len(big) == 1:
        _lift_big(paragraph, big[0], faults)
    else:
        faults.append(_several(paragraph, big, [node for _, node in here]))


def _lift_inline(here: list[tuple[Tag, "_Element"]]) -> None:
    """Put between runs the tags of a paragraph that print runs, or whose block leaves its text."""
    _drop_comments(here)
    cuts = {tag.number for tag, _ in here if tag.prefix == "r"}
    lifted = cuts | _inline_blocks(here, cuts)
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
    """Put a tag in the place of its paragraph, row or cell; one that would take a text with it is a fault."""
    loses_break = _pass_break(paragraph, tag)
    target = _replaced(paragraph, tag)
    node = instruction(tag.number)
    target.addprevious(node)  # a tag at fault keeps its place among the blocks: one fault, not two
    if problem := _lift_problem(target, tag, inside=target is not paragraph):
        faults.append(problem)
        for text in target.iter(T):
            erase(text, tag)
        return
    if loses_break:
        faults.append(_lost_break(tag))
    _keep_bookmarks(target, node if tag.opens or tag.is_value else target)
    discard(target)


def _pass_break(paragraph: "_Element", tag: Tag) -> bool:
    """Give on the page break after a tag that leaves no paragraph; tell whether one before it is lost."""
    if tag.prefix != "p" or tag.is_value:
        return False
    pass_break_on(paragraph)
    return begins_page(paragraph)


def _replaced(paragraph: "_Element", tag: Tag) -> "_Element":
    """Return what a tag replaces: its paragraph, unless it asks for a row or a cell and is in one."""
    holder = ancestor(paragraph, _REPLACED[tag.prefix]) if tag.prefix in _REPLACED else None
    return paragraph if holder is None else holder


def _keep_bookmarks(target: "_Element", following: "_Element") -> None:
    """Take the bookmarks of what is replaced out of it, before ``following``."""
    for mark in list(target.iter(*_BOOKMARKS)):
        following.addprevious(mark)


def _lost_break(tag: Tag) -> Finding:
    message = f"la balise « {tag.raw} » emporte le saut de page placé avant son paragraphe"
    return warning("DG178", message, tag.place, "donnez-le au premier paragraphe du bloc")


def _lift_problem(target: "_Element", tag: Tag, *, inside: bool) -> Finding | None:
    if tag.prefix in _REPLACED and not inside:
        message = f"la balise « {tag.raw} » n'est pas dans un tableau"
        return fault("DG126", message, tag.place, "utilisez {%p … %} hors d'un tableau")
    lost = _content_beside(target, tag)
    if not lost:
        return None
    if inside:
        what = "ligne" if tag.prefix == "tr" else "cellule"
        message = f"la balise « {tag.raw} » remplace toute la {what} : {lost} serait perdu"
        return fault("DG126", message, tag.place, f"mettez la balise seule dans sa {what}")
    message = f"la balise « {tag.raw} » remplace tout le paragraphe : {lost} serait perdu"
    return fault("DG125", message, tag.place, "mettez la balise seule dans son paragraphe")


def _content_beside(target: "_Element", tag: Tag) -> str:
    """Return what a lifted tag would take away with it, as a message names it; ``""`` when it is alone."""
    mine = token(tag.number)
    text = "".join(e.text or "" for e in target.iter(T)).replace(mine, "", 1)
    if text.strip():
        return "le texte qui s'y trouve"
    if any(e.get(w("type")) in {"page", "column"} for e in target.iter(w("br"))):
        return "le saut de page ou de colonne qui s'y trouve"
    content = next(target.iter(*_CONTENT), None)
    if content is None:
        return ""
    return (
        "le saut de section qui s'y trouve"
        if content.tag == SECT_PR
        else "l'objet (image, champ, note…) qui s'y trouve"
    )


def _drop_comments(here: list[tuple[Tag, "_Element"]]) -> None:
    for tag, node in here:
        if tag.keyword == "#":
            erase(node, tag)


def _inline_blocks(here: list[tuple[Tag, "_Element"]], cuts: set[int]) -> set[int]:
    """Return the numbers of the block tags whose block leaves its ``w:t``: they go between runs."""
    lifted: set[int] = set()
    stack: list[list[tuple[Tag, _Element]]] = []
    for tag, node in here:
        if tag.opens:
            stack.append([])
        if stack and tag.is_block:
            stack[-1].append((tag, node))
        if stack and tag.closes:
            lifted |= _spread(stack.pop(), cuts)
    return lifted


def _spread(block: list[tuple[Tag, "_Element"]], cuts: set[int]) -> set[int]:
    """Return the numbers of the tags of a block that lie in several texts; none if one text holds it.

    A tag that prints runs, among ``cuts``, cuts in two the text that holds it.
    """
    numbers = {tag.number for tag, _ in block}
    cut = any(min(numbers) < number < max(numbers) for number in cuts)
    return numbers if cut or len({id(text) for _, text in block}) > 1 else set()


def _split_run(run: "_Element", lifted: set[int]) -> None:
    """Cut a run at its lifted tags; each piece keeps the run's formatting."""
    pieces = [_empty_run(run)]
    for child in _content_of(run):
        if child.tag == T and child.text and TOKEN.search(child.text):
            _add_cut(pieces, run, child.text, lifted)
        else:
            pieces[-1].append(child)
    for piece in pieces:
        if is_instruction(piece) or _content_of(piece):
            run.addprevious(piece)
    discard(run)


def _content_of(run: "_Element") -> list["_Element"]:
    """Return what a run holds beside its formatting."""
    return [child for child in run if child.tag != RPR]


def _add_cut(pieces: list["_Element"], run: "_Element", text: str, lifted: set[int]) -> None:
    """Add a text to the pieces of a run, a new piece after each lifted tag."""
    for before, number in _cut(text, lifted):
        if before:
            _add_text(pieces[-1], before)
        if number >= 0:
            pieces += [instruction(number), _empty_run(run)]


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
        for tag in tags_in(node, tags):
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
