"""What a finished act says of the sitting in whole sentences and tables: roll, absents, votes, funding plan.

delibgen writes these lines itself (``phrases``); where an act holds them word for word, the tag of the whole
line is better than tags within it: it agrees with one member as with thirty, and leaves what is missing.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from delibgen import french
from delibgen.formats.remplacer import alike, clone_row, clone_with, shown
from delibgen.model.acte import Acte
from delibgen.word.document import text_lines
from delibgen.word.names import TBL, TC, TR, P

if TYPE_CHECKING:
    from lxml.etree import _Element

PHRASES = (
    "ouverture",
    "renseignements",
    "comptes",
    "session",
    "sieges_vacants",
    "presents",
    "absents",
    "mouvements",
    "assistants",
    "secretaires",
    "quorum",
    "reunion",
    "deports",
    "presidence",
    "votes_separes",
    "scrutin",
    "vote",
    "votes_nommes",
    "executoire",
    "recours",
)
"""Lines of ``phrases`` tried; a title, a subject or a visa is told better by its own field."""
_CHAMPS = {
    "parties": "parties",
    "vote": "scrutin",
    "votes_nommes": "scrutin",
    "comptes": "declares",
    "secretaires": "secretaires",
}
"""Fields that lines print."""
_ROLL = 3
"""So many names of members together are a roll, where nobody stands for a function."""
_ABSENT = re.compile(r"pouvoir|procuration|absente?s?\b|excusée?s?\b", re.IGNORECASE)
_ASIDE = 30


@dataclass(frozen=True, slots=True)
class Lignes:
    """A list of lines that an act may hold, as rows of a table."""

    boucle: str
    balises: tuple[str, ...]
    textes: tuple[tuple[str, ...], ...]


def printed_by(tag: str) -> str:
    """Return the field that a line of ``phrases`` prints; nothing for another tag."""
    return _CHAMPS.get(tag.rpartition("phrases.")[2].rstrip(" %}"), "") if "phrases." in tag else ""


def tag_sentences(root: "_Element", acte: Acte) -> Iterator[str]:
    """Replace the lines that delibgen writes itself by a loop over them, and the tables of names."""
    for lines in _tables(acte):
        yield from _tag_table(root, lines)
    phrases = getattr(acte, "phrases", None)
    yield from _tag_pairs(root, getattr(phrases, "signatures_secretaires", ()))
    for name in PHRASES:
        written: tuple[str, ...] = getattr(phrases, name, ())
        if written:
            yield from _tag_lines(root, f"phrases.{name}", written)


def _tag_lines(root: "_Element", path: str, lines: Sequence[str]) -> Iterator[str]:
    wanted = [plain(line) for line in lines]
    for first in list(root.iter(P)):
        run = following(first, len(lines))
        if first.getparent() is not None and [plain(shown(one)) for one in run] == wanted:
            head = f"{{%p for ligne in {path} %}}"
            first.addprevious(clone_with(first, head))
            first.addnext(clone_with(first, "{%p endfor %}"))
            put_alone(run, clone_with(first, "{{ ligne }}"))
            yield head
            return


def _tag_pairs(root: "_Element", pairs: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Replace the signatures of the secretaries, a line for the title and one for the name."""
    wanted = [plain(text) for pair in pairs for text in pair]
    for first in list(root.iter(P)) if wanted else ():
        run = following(first, len(wanted))
        if [plain(shown(one)) for one in run] == wanted:
            head = "{%p for titre, nom in phrases.signatures_secretaires %}"
            first.addprevious(clone_with(first, head))
            run[1].addnext(clone_with(first, "{%p endfor %}"))
            put_alone([first], clone_with(first, "{{ titre }}"))
            put_alone(run[1:], clone_with(run[1], "{{ nom }}"))
            yield head
            return


def put_alone(run: "Sequence[_Element]", block: "_Element") -> None:
    """Put one block at the place of several that follow each other."""
    parent = run[0].getparent()
    if parent is not None:
        parent.replace(run[0], block)
        for one in run[1:]:
            parent.remove(one)


def following(first: "_Element", count: int) -> "list[_Element]":
    """Return an element and those of its kind that follow it at once, so many at most."""
    run = [first]
    while len(run) < count and (after := run[-1].getnext()) is not None and after.tag == first.tag:
        run.append(after)
    return run


def plain(text: str) -> str:
    """Return a text with the spaces and the apostrophes of a keyboard, one space at a time."""
    return " ".join(alike(text).split())


def cells_of(row: "_Element") -> list[str]:
    """Return the plain text of each cell of a row."""
    return [plain(" ".join(text_lines(cell))) for cell in row.iter(TC)]


def _tag_table(root: "_Element", lines: Lignes) -> Iterator[str]:
    wanted = [[plain(text) for text in row] for row in lines.textes]
    for first in list(root.iter(TR)):
        run = following(first, len(wanted))
        if first.getparent() is not None and [cells_of(row) for row in run] == wanted:
            head = f"{{%tr for {lines.boucle} %}}"
            first.addprevious(clone_with(first, head))
            first.addnext(clone_with(first, "{%tr endfor %}"))
            put_alone(run, clone_row(first, lines.balises))
            yield head
            return


def _tables(acte: Acte) -> Iterator[Lignes]:
    phrases = getattr(acte, "phrases", None)
    absents: tuple[tuple[str, str], ...] = getattr(phrases, "liste_absents", ())
    yield from _rolls(acte)
    if absents:
        yield Lignes(
            "absent, pouvoir in phrases.liste_absents",
            ('{{ absent or "" }}', '{{ pouvoir or "" }}'),
            tuple((absent or "", pouvoir or "") for absent, pouvoir in absents),
        )
    yield from _plan(acte)


def _rolls(acte: Acte) -> Iterator[Lignes]:
    """Yield the tables of those present, read downwards, in two columns or more."""
    presence, phrases = getattr(acte, "presence", None), getattr(acte, "phrases", None)
    heights = getattr(presence, "hauteurs_presents", None) or ()
    lists = {
        "phrases.liste_presents": getattr(phrases, "liste_presents", ()),
        "presence.presents": tuple(one.nom_complet for one in getattr(presence, "presents", ())),
    }
    for path, names in lists.items():
        if len(names) >= _ROLL:
            yield from (_columns(path, names, count, heights) for count in (2, 3, 4))


def _columns(path: str, names: Sequence[str], count: int, heights: Sequence[int]) -> Lignes:
    """Return the table of a list of names in so many columns, of the heights that suit them."""
    given = heights if len(heights) == count else None
    option = ", hauteurs=presence.hauteurs_presents" if given else ""
    letters = "abcd"[:count]
    loop = f"{', '.join(letters)} in {path} | colonnes({count}{option})"
    rows = tuple(french.colonnes(names, count, hauteurs=given))
    return Lignes(loop, tuple(_in_column(letter, path) for letter in letters), rows)


def _in_column(letter: str, path: str) -> str:
    if path.startswith("phrases."):
        return f"{{{{ {letter} }}}}" if letter == "a" else f'{{{{ {letter} or "" }}}}'
    return f"{{% if {letter} %}}{{{{ {letter}.nom_complet }}}}{{% endif %}}"


def _plan(acte: Acte) -> Iterator[Lignes]:
    """Yield the rows of a funding plan: name and amount of an expense, of a receipt."""
    plan = getattr(acte, "plan_financement", None)
    if plan is None:
        return
    ways: dict[str, dict[str, bool]] = {
        "euros(centimes=plan_financement.centimes)": {"centimes": plan.centimes},
        "euros": {},
    }
    for written, given in ways.items():
        rows = tuple((*_part(row.depense, given), *_part(row.recette, given)) for row in plan.lignes)
        tags = tuple(
            f"{{% if l.{side} %}}{{{{ l.{side}.{field} }}}}{{% endif %}}"
            for side in ("depense", "recette")
            for field in ("libelle", f"montant | {written}")
        )
        yield Lignes("l in plan_financement.lignes", tags, rows)


def _part(part: object, given: dict[str, bool]) -> tuple[str, str]:
    if part is None:
        return "", ""
    return str(getattr(part, "libelle", "")), french.euros(getattr(part, "montant", 0), **given)


def rolls_in(root: "_Element", names: Iterable[str]) -> "set[_Element]":
    """Return the paragraphs that list members: nobody there stands for a function."""
    known = [alike(name) for name in names]
    counted = [(paragraph, _count(shown(paragraph), known)) for paragraph in root.iter(P)]
    sentences = {one for one, count in counted if count >= _ROLL or (count and _ABSENT.search(shown(one)))}
    return {*_in_tables(root, known), *sentences, *_one_name_each(counted, known)}


def _in_tables(root: "_Element", known: Sequence[str]) -> "Iterator[_Element]":
    """Yield the paragraphs of the tables that name as many members as make a roll."""
    for table in root.iter(TBL):
        if _count(" ".join(map(shown, table.iter(P))), known) >= _ROLL:
            yield from table.iter(P)


def _one_name_each(counted: Iterable[tuple["_Element", int]], known: Sequence[str]) -> "Iterator[_Element]":
    """Yield the paragraphs of one name each that follow one another, as many as make a roll."""
    for alone, group in groupby(counted, lambda pair: pair[1] == 1 and _only(shown(pair[0]), known)):
        listed = [paragraph for paragraph, _ in group]
        if alone and len(listed) >= _ROLL:
            yield from listed


def _count(text: str, known: Sequence[str]) -> int:
    plain = alike(text)
    return sum(name in plain for name in known)


def _only(text: str, known: Sequence[str]) -> bool:
    plain = alike(text)
    return any(name in plain and len(plain) - len(name) <= _ASIDE for name in known)
