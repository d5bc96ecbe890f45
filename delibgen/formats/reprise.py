"""``reprise``: a tagged template proposed from a finished act and its data, verified by rendering it again.

Whole lines and tables that delibgen writes itself come first; then the paragraphs of a Markdown text become
one tag, paragraphs or rows that differ only by the items of a list one loop, values the tag that writes them
so. Where several fields have one text, the words around tell which; where they do not, both are said. What
another act may lack is guarded.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import unified_diff
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from delibgen.errors import DelibgenError, Finding
from delibgen.formats.appels import printed_by, rolls_in, tag_sentences
from delibgen.formats.articles import fold_sections, sections_of
from delibgen.formats.boucles import fold_lists, fold_markdown, label_of, own_texts
from delibgen.formats.contexte import Valeur, choose, numbers_in
from delibgen.formats.conventions import tag_convention, tag_schedule
from delibgen.formats.gardes import guard
from delibgen.formats.lecture import read_text
from delibgen.formats.remplacer import (
    Decision,
    alike,
    put,
    replace_text,
    segments_of,
    text_of,
)
from delibgen.formats.valeurs import Choix, choices_of, counts_of, lists_of, markdown_of, names_of
from delibgen.lint import lint
from delibgen.model.acte import Acte
from delibgen.render import fill
from delibgen.word import Template
from delibgen.word.limits import Limits
from delibgen.word.names import P
from delibgen.word.opening import open_template
from delibgen.word.package import replace_part

if TYPE_CHECKING:
    from lxml.etree import _Element


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
    """Choices that no word around makes: « Ormeval » : {{ nom }} ou {{ ville }}, for people to choose."""
    differences: tuple[str, ...]
    """Lines that the template, rendered with the same data, gives otherwise; none when it is faithful."""
    constats: tuple[Finding, ...]
    """What the lint says: the mentions of the law that the act left in plain text, or does not bear."""

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
    pose = _Pose(acte)
    made = data
    for story in work.stories:
        before = work.contents[story.name]
        root = etree.fromstring(before)
        pose.tag(root)
        made = replace_part(
            made, before, etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        )
    return Reprise(
        gabarit=made,
        places=tuple(dict.fromkeys(pose.places)),
        absents=tuple(_absent(acte, pose.places)),
        ambigus=tuple(dict.fromkeys(pose.ambigus)),
        differences=tuple(_differences(data, made, acte)),
        constats=tuple(lint(made, type(acte))),
    )


@dataclass(slots=True)
class _Pose:
    """Tags being placed in the parts of an act."""

    acte: Acte
    places: list[str] = field(default_factory=list)
    ambigus: list[str] = field(default_factory=list)

    def tag(self, root: "_Element") -> None:
        """Tag one part: what takes whole blocks first, then values and numbers, then guards."""
        self.places += tag_sentences(root, self.acte)
        self.places += tag_convention(root, self.acte)
        for tag, lines in markdown_of(self.acte):
            self.places += fold_markdown(root, tag, lines)
        for path, sections in sections_of(self.acte):
            self.places += fold_sections(root, path, sections)
        self.places += tag_schedule(root, self.acte)
        lists, choices = lists_of(self.acte), choices_of(self.acte)
        for path, items in lists:
            if len(items) > 1:
                self.places += fold_lists(root, path, items)
        rolls = rolls_in(root, names_of(self.acte))
        only = {path: items[0] for path, items in lists if len(items) == 1}
        self._only_items(root, only, {text for text, _ in choices}, rolls)
        self._values(root, choices, rolls)
        self._counts(root, rolls)
        guard(root, type(self.acte))

    def _only_items(
        self,
        root: "_Element",
        only: Mapping[str, list[Valeur]],
        known: set[str],
        rolls: "set[_Element]",
    ) -> None:
        """Fold the lists of one item, by the texts that nothing else in the act gives."""
        names = names_of(self.acte)
        for path, item in only.items():
            if own := own_texts(item, known):
                self.places += fold_lists(root, path, [own], rolls, names)

    def _values(self, root: "_Element", choices: list[Choix], rolls: "set[_Element]") -> None:
        """Replace the values of the act outside its lists."""
        for text, values in choices:
            for paragraph in root.iter(P):
                if not (values[0].personne and paragraph in rolls):
                    replace_text(paragraph, text, self._decide(values, paragraph))

    def _decide(self, values: tuple[Valeur, ...], paragraph: "_Element") -> Decision:
        """Return what chooses the tag of a text by the words before it."""

        def decide(before: str, after: str) -> str | None:
            """Return the tag that stands for the value, by the words before it."""
            words = before if before.strip() else label_of(paragraph)
            chosen, others = choose(values, words, after)
            if chosen is None:
                return None
            self.places.append(chosen.balise)
            if others:
                tags = " ou ".join(one.balise for one in (chosen, *others))
                self.ambigus.append(f"« {chosen.texte} » : {tags}")
            return chosen.balise

        return decide

    def _counts(self, root: "_Element", rolls: "set[_Element]") -> None:
        """Replace the numbers of those present and of the vote."""
        counts = counts_of(self.acte)
        for paragraph in root.iter(P) if counts else ():
            for nodes in segments_of(paragraph) if paragraph not in rolls else ():
                for start, end, path in reversed(list(numbers_in(text_of(nodes), counts))):
                    put(nodes, start, end, f"{{{{ {path} }}}}")
                    self.places.append(f"{{{{ {path} }}}}")


def _absent(acte: Acte, placed: Iterable[str]) -> Iterator[str]:
    """Yield the fields given by the data that no tag prints."""
    placed = list(placed)
    printed = " ".join((*placed, *(f"{{{{ {printed_by(tag)} }}}}" for tag in placed)))
    for name in type(acte).model_fields:
        value = getattr(acte, name)
        given = value is not None and value != () and name in acte.model_fields_set
        if given and not any(f"{before}{name}" in printed for before in ("{{ ", "{{p ", " in ")):
            yield name


def _differences(data: bytes, made: bytes, acte: Acte) -> list[str]:
    wanted = alike(read_text(data).replace("~", " ")).splitlines()
    try:
        found = alike(read_text(fill(acte, Template(made))).replace("~", " ")).splitlines()
    except DelibgenError as fault:
        return str(fault).splitlines()
    return list(unified_diff(wanted, found, "acte", "rendu", n=0, lineterm=""))[2:]


__all__ = ["Reprise", "reprendre"]
