"""What a finished convention says in whole blocks: its parties, its schedule of payments, its signatures.

They are tagged only where every word is that which delibgen writes from the data: a table that lacks a year,
or has an amount of its own, stays as it is.
"""

from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from typing import TYPE_CHECKING

from delibgen import french
from delibgen.formats.appels import cells_of, following, plain, put_alone
from delibgen.formats.gardes import VIDE
from delibgen.formats.remplacer import clone_with, shown
from delibgen.model.acte import Acte
from delibgen.model.convention import Convention
from delibgen.model.montant import Echeancier
from delibgen.model.phrases_convention import PartieDite, SignatureDite
from delibgen.word.names import TC, TR, P, R, T

if TYPE_CHECKING:
    from lxml.etree import _Element

_PARTS = ("suite", "part", "et")
"""Lines of a party after the one that names it."""
_NOMMEE = ('{{ partie.avant or "" }}', "{{ partie.nom }}", "{{ partie.apres }}")
"""What the line that names a party prints, in its order."""


def tag_convention(root: "_Element", acte: Acte) -> Iterator[str]:
    """Replace the parties, the signatures and the schedule of a convention by loops over them."""
    if not isinstance(acte, Convention):
        return
    yield from _tag_parties(root, acte.phrases.parties)
    yield from _tag_signatures(root, acte.phrases.lignes_signatures)


def tag_schedule(root: "_Element", acte: Acte) -> Iterator[str]:
    """Replace the rows and the years of the schedule of a convention by loops over them."""
    schedule = getattr(acte, "echeancier", None)
    if isinstance(schedule, Echeancier) and schedule.en_colonnes:
        yield from _tag_schedule(root, schedule)


# ---------------------------------------------------------------- the parties


def _tag_parties(root: "_Element", parties: Sequence[PartieDite]) -> Iterator[str]:
    wanted = [plain(line) for party in parties for line in _lines(party)]
    for first in list(root.iter(P)):
        run = following(first, len(wanted))
        if wanted and [plain(shown(one)) for one in run] == wanted:
            _put_parties(run, parties[0])
            yield "{%p for partie in phrases.parties %}"
            return


def _lines(party: PartieDite) -> list[str]:
    return [f"{party.avant}{party.nom}{party.apres}", *party.suite, *party.part, *party.et]


def _put_parties(run: "Sequence[_Element]", party: PartieDite) -> None:
    """Put the loop over the parties at the place of their lines, each in the format of the first party."""
    first = run[0]
    blocks = [clone_with(first, "{%p for partie in phrases.parties %}"), _named(first, party)]
    at = 1
    for name in _PARTS:
        lines: Sequence[str] = getattr(party, name)
        model = run[at] if lines else run[-1]
        at += len(lines)
        blocks += _loop(model, f"partie.{name}")
    blocks.append(clone_with(first, "{%p endfor %}"))
    for block in blocks:
        first.addprevious(block)
    for one in run:
        one.getparent().remove(one)  # type: ignore[union-attr]


def _loop(model: "_Element", path: str) -> "list[_Element]":
    texts = (f"{{%p for ligne in {path} %}}", "{{ ligne }}", "{%p endfor %}")
    return [clone_with(model, text) for text in texts]


def _named(line: "_Element", party: PartieDite) -> "_Element":
    """Return the line that names a party, with tags; its name keeps a format of its own."""
    copy = deepcopy(line)
    runs = _worded_runs(copy)
    before = [party.avant] if party.avant else []
    if list(map(_text, runs)) != [*before, party.nom, party.apres]:
        return clone_with(line, "".join(_NOMMEE))
    if not before:
        runs[0].addprevious(deepcopy(runs[-1]))
    for run, tag in zip(_worded_runs(copy), _NOMMEE, strict=True):
        first, *others = run.iter(T)
        first.text = tag
        for node in others:
            run.remove(node)
    return copy


def _worded_runs(line: "_Element") -> "list[_Element]":
    return [run for run in line.iter(R) if _text(run)]


def _text(run: "_Element") -> str:
    return "".join(node.text or "" for node in run.iter(T))


# ---------------------------------------------------------------- the signatures


def _tag_signatures(
    root: "_Element", rows: Sequence[tuple[SignatureDite, SignatureDite | None]]
) -> Iterator[str]:
    wanted = [[_signature(one) for one in row] for row in rows]
    for first in list(root.iter(TR)):
        run = following(first, len(wanted))
        if wanted and [cells_of(row) for row in run] == wanted:
            row = deepcopy(first)
            left, right = row.iter(TC)
            _sign(left, "gauche")
            _sign(right, "droite")
            head = "{%tr for gauche, droite in phrases.lignes_signatures %}"
            first.addprevious(clone_with(first, head))
            first.addnext(clone_with(first, "{%tr endfor %}"))
            put_alone(run, row)
            yield head
            return


def _signature(signature: SignatureDite | None) -> str:
    if signature is None:
        return ""
    return plain(" ".join((signature.premiere, *signature.lignes, signature.nom)))


def _sign(cell: "_Element", side: str) -> None:
    """Write the tags of a signature in its cell, each in the format of its line."""
    paragraphs = list(cell.iter(P))
    first, middle, last = paragraphs[0], paragraphs[min(1, len(paragraphs) - 1)], paragraphs[-1]
    blocks = [clone_with(first, f"{{{{ {side}.premiere }}}}"), *_loop(middle, f"{side}.lignes")]
    blocks.append(clone_with(last, f"{{{{ {side}.nom }}}}"))
    if side == "droite":
        otherwise = [clone_with(first, text) for text in ("{%p else %}", "", "{%p endif %}")]
        blocks = [clone_with(first, "{%p if droite %}"), *blocks, *otherwise]
    for block in blocks:
        first.addprevious(block)
    for one in paragraphs:
        cell.remove(one)


# ---------------------------------------------------------------- the schedule


def _tag_schedule(root: "_Element", schedule: Echeancier) -> Iterator[str]:
    wanted = list(_table(schedule))
    for first in list(root.iter(TR)):
        run = following(first, len(wanted))
        if [cells_of(row) for row in run] == wanted:
            _put_schedule(run)
            yield "{%tr for ligne in echeancier.lignes %}"
            return


def _table(schedule: Echeancier) -> Iterator[list[str]]:
    """Yield the cells of the schedule as the act prints it: years, parties, totals."""
    yield ["Partie", *map(str, schedule.annees), "Total"]
    for line in schedule.lignes:
        yield [plain(line.partie), *_amounts(schedule, (*line.montants, line.somme))]
    yield ["Total", *_amounts(schedule, (*schedule.sommes, schedule.somme))]


def _amounts(schedule: Echeancier, amounts: Iterable[object]) -> Iterator[str]:
    for amount in amounts:
        yield VIDE if amount is None else plain(french.euros(amount, centimes=schedule.centimes))  # type: ignore[arg-type]


def _put_schedule(run: "Sequence[_Element]") -> None:
    """Put loops over the years, then over the parties, in the rows of a schedule."""
    head, line, *others, total = run
    _put_years(head, "annee in echeancier.annees", "{{ annee }}", "Total")
    _put_years(line, "montant in ligne.montants", _written("montant"), _written("ligne.somme"))
    _put_years(total, "somme in echeancier.sommes", _written("somme"), _written("echeancier.somme"))
    _write(next(line.iter(TC)), "{{ ligne.partie }}")
    line.addprevious(clone_with(line, "{%tr for ligne in echeancier.lignes %}"))
    line.addnext(clone_with(line, "{%tr endfor %}"))
    for one in others:
        one.getparent().remove(one)  # type: ignore[union-attr]


def _put_years(row: "_Element", loop: str, inside: str, last: str) -> None:
    """Repeat one cell of a row by year in the place of those of each year, and write its last cell."""
    _, first, *others, end = row.iter(TC)
    for cell in others:
        row.remove(cell)
    before, after = deepcopy(first), deepcopy(first)
    first.addprevious(before)
    first.addnext(after)
    for cell, text in (
        (before, f"{{%tc for {loop} %}}"),
        (first, inside),
        (after, "{%tc endfor %}"),
        (end, last),
    ):
        _write(cell, text)


def _write(cell: "_Element", text: str) -> None:
    """Write a text in a cell, in the format of its first paragraph."""
    first, *others = cell.iter(P)
    cell.replace(first, clone_with(first, text))
    for one in others:
        cell.remove(one)


def _written(path: str) -> str:
    """Return the tags of an amount that another convention may lack."""
    written = f"{{{{ {path} | euros(centimes=echeancier.centimes) }}}}"
    return f"{{% if {path} is not none %}}{written}{{% else %}}{VIDE}{{% endif %}}"
