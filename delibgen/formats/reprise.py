"""``reprise``: a tagged template proposed from a finished act and its data, verified by rendering it again.

Values found in the text are replaced by the tag that writes them so; paragraphs or rows that differ only by
the items of a list become one, in a loop; the paragraphs of a Markdown text become one tag. What is found
nowhere is said.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from delibgen.errors import DelibgenError, Finding
from delibgen.formats.lecture import read_text
from delibgen.formats.remplacer import clone_with, replace_text, shown
from delibgen.formats.valeurs import Valeur, doubles_of, lists_of, markdown_of, values_of
from delibgen.lint import lint
from delibgen.model.acte import Acte
from delibgen.render import fill
from delibgen.word import Template
from delibgen.word.limits import Limits
from delibgen.word.names import TR, P
from delibgen.word.opening import open_template
from delibgen.word.package import replace_part

if TYPE_CHECKING:
    from lxml.etree import _Element


_SURE = 15
"""A list of one item is looked for by a text of that length at least: a short one may be there by chance."""


@dataclass(frozen=True, slots=True)
class Reprise:
    """A proposed template."""

    gabarit: bytes
    """The .docx."""
    places: tuple[str, ...]
    """Tags placed."""
    absents: tuple[str, ...]
    """Fields of the data whose value is nowhere in the act as a filter writes it."""
    ambigus: tuple[str, ...]
    """Tags of a text that other fields hold too: « {{ nom }} ou {{ ville }} », for people to choose."""
    differences: tuple[str, ...]
    """Lines that the template, rendered with the same data, gives otherwise; none when it is faithful."""
    constats: tuple[Finding, ...]
    """What the lint says: a field that another act may lack is still to be guarded."""

    @property
    def fidele(self) -> bool:
        """Whether the template gives the act back, word for word."""
        return not self.differences


def reprendre(docx: str | Path | bytes, acte: Acte) -> Reprise:
    """Return the template proposed for a finished act and its data.

    Raises:
        TemplateError: the file is no Word document.
    """
    data = docx if isinstance(docx, bytes) else Path(docx).read_bytes()
    work = open_template(data, Limits())
    placed: list[str] = []
    made = data
    for story in work.stories:
        before = work.contents[story.name]
        root = etree.fromstring(before)
        _tag(root, acte, placed)
        made = replace_part(
            made, before, etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        )
    return Reprise(
        gabarit=made,
        places=tuple(dict.fromkeys(placed)),
        absents=tuple(_absent(acte, placed)),
        ambigus=tuple(_ambiguous(acte, placed)),
        differences=tuple(_differences(data, made, acte)),
        constats=tuple(lint(made, type(acte))),
    )


def _tag(root: "_Element", acte: Acte, placed: list[str]) -> None:
    """Tag one part: Markdown and lists, which take whole paragraphs, then values, then lists of one item."""
    for tag, lines in markdown_of(acte):
        placed += _markdown(root, tag, lines)
    lists, values = lists_of(acte), values_of(acte)
    for path, items in lists:
        if len(items) > 1:
            placed += _loops(root, path, items)
    placed += _values(root, values)
    known = {value.texte for value in values}
    for path, items in lists:
        own = [value for value in items[0] if len(value.texte) >= _SURE and value.texte not in known]
        if len(items) == 1 and own:
            placed += _loops(root, path, [own])


def _values(root: "_Element", values: list[Valeur]) -> Iterator[str]:
    """Replace the values of the act outside its lists."""
    for value in values:
        for paragraph in root.iter(P):
            if replace_text(paragraph, value.texte, value.balise):
                yield value.balise


def _markdown(root: "_Element", tag: str, lines: list[str]) -> Iterator[str]:
    """Replace the paragraphs that a Markdown text gives by its tag."""
    for run in list(_runs(root, P, len(lines))):
        if [shown(paragraph) for paragraph in run] == lines:
            _keep_first(run, tag)
            yield tag


def _keep_first(run: "list[_Element]", tag: str) -> None:
    parent = run[0].getparent()
    if parent is not None:
        parent.replace(run[0], clone_with(run[0], tag))
        for paragraph in run[1:]:
            parent.remove(paragraph)


def _runs(root: "_Element", unit: str, count: int) -> "Iterator[list[_Element]]":
    """Yield every sequence of so many blocks that follow each other."""
    if count < 1:
        return
    for block in list(root.iter(unit)):
        run = [block]
        while len(run) < count and (following := run[-1].getnext()) is not None and following.tag == unit:
            run.append(following)
        if len(run) == count and all(one.getparent() is block.getparent() for one in run):
            yield run


def _loops(root: "_Element", path: str, items: list[list[Valeur]]) -> Iterator[str]:
    """Turn the rows, or the paragraphs, that differ only by the items of a list into a loop."""
    for unit, prefix in ((TR, "tr"), (P, "p")):
        for run in list(_runs(root, unit, len(items))):
            frames = [_frame(block, values) for block, values in zip(run, items, strict=True)]
            used = frames[0][1]
            if used and not any(map(_tagged, run)) and all(frame == frames[0] for frame in frames):
                _fold(run, path, prefix, [value for value in items[0] if value.balise in used])
                yield f"{{%{prefix} for element in {path} %}}"
                break


def _tagged(block: "_Element") -> bool:
    text = shown(block)
    return "{{" in text or "{%" in text


def _fold(run: "list[_Element]", path: str, prefix: str, values: list[Valeur]) -> None:
    """Keep the first block, tagged, between the tags of a loop."""
    first = run[0]
    for value in values:
        for paragraph in first.iter(P):
            replace_text(paragraph, value.texte, value.balise)
    first.addprevious(clone_with(first, f"{{%{prefix} for element in {path} %}}"))
    first.addnext(clone_with(first, f"{{%{prefix} endfor %}}"))
    parent = first.getparent()
    for block in run[1:]:
        if parent is not None:
            parent.remove(block)


def _frame(block: "_Element", values: list[Valeur]) -> tuple[str, tuple[str, ...]]:
    """Return the text of a block with the item's values replaced by their tags, and the tags used."""
    text = shown(block)
    used = []
    for value in values:
        if value.texte in text:
            text = text.replace(value.texte, value.balise)
            used.append(value.balise)
    return text, tuple(used)


def _absent(acte: Acte, placed: Iterable[str]) -> Iterator[str]:
    """Yield the fields given by the data that no tag prints."""
    printed = " ".join(placed)
    for name in type(acte).model_fields:
        value = getattr(acte, name)
        given = value is not None and value != () and name in acte.model_fields_set
        if given and not any(f"{before}{name}" in printed for before in ("{{ ", "{{p ", " in ")):
            yield name


def _ambiguous(acte: Acte, placed: list[str]) -> Iterator[str]:
    """Yield the choices made between fields of the same text; two ways to one field are no choice."""
    for tags in doubles_of(acte).values():
        by_name: dict[str, str] = {}
        for tag in tags:
            by_name.setdefault(tag.strip("{ }").split(".")[-1], tag)
        if tags[0] in placed and len(by_name) > 1:
            yield " ou ".join(by_name.values())


def _differences(data: bytes, made: bytes, acte: Acte) -> list[str]:
    wanted = read_text(data).splitlines()
    try:
        found = read_text(fill(acte, Template(made))).splitlines()
    except DelibgenError as fault:
        return str(fault).splitlines()
    return list(unified_diff(wanted, found, "acte", "rendu", n=0, lineterm=""))[2:]


__all__ = ["Reprise", "reprendre"]
