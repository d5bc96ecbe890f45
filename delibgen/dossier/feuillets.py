"""Leaves of the register: what a sitting keeps of them, and the proof that they have no gap and no reuse."""

from collections.abc import Iterator
from pathlib import Path

from delibgen.actes.papiers import PapierSeance, Registre
from delibgen.dossier.numbers import about_sitting
from delibgen.errors import Finding, Severity
from delibgen.exports.feuillets import register_pages
from delibgen.load import DossierSeance
from delibgen.load.feuillets import (
    FICHIER,
    Feuillets,
    first_leaf,
    leaves_file,
    own_leaves,
    previous_leaves,
    read_leaves,
    register_of,
)
from delibgen.model.seance import Seance
from delibgen.word.save import write_whole


def with_leaves(paper: PapierSeance, folder: Path) -> PapierSeance:
    """Return a register that begins with the leaf after those of the sitting before; other papers as is."""
    if not isinstance(paper, Registre):
        return paper
    first = first_leaf(folder, paper.seance)
    return paper if first is None else paper.model_copy(update={"premier_feuillet": first})


def follows_leaves(seance: Seance | None) -> bool:
    """Tell whether the assembly of a sitting has the leaves of its register counted."""
    return seance is not None and seance.assemblee.feuillets_suivis


def leaf_faults(dossier: DossierSeance) -> Iterator[Finding]:
    """Yield what is wrong with the leaves that a sitting keeps; nothing unless they are followed."""
    seance = dossier.seance
    if seance is None or not seance.assemblee.feuillets_suivis:
        return
    faults: list[Finding] = []
    source = dossier.classeur or dossier.dossier
    read_leaves(source, faults)
    yield from faults
    first, before = first_leaf(source, seance), previous_leaves(source, seance)
    if first is None:
        yield from () if faults else (_unknown(seance),)
    elif before is not None:
        yield from between(before, first, seance)


def _unknown(seance: Seance) -> Finding:
    message = "feuillets du registre en blanc : ceux des séances précédentes ne sont pas connus"
    todo = (
        "« delibgen tables » sur le dossier de l'année les compte ; à la première séance de l'année, donner "
        "« premier_feuillet: 1 » dans « seance.yaml »"
    )
    return about_sitting(seance, "DG525", message, todo, severity=Severity.INFORMATION)


def between(
    before: Feuillets, first: int, seance: Seance, *, severity: Severity = Severity.ALERTE
) -> Iterator[Finding]:
    """Yield the gap or the reuse between the leaves of a sitting and those of the one before.

    Args:
        before: leaves of the sitting before.
        first: first leaf of the sitting.
        seance: the sitting.
        severity: of a reuse; a gap is a leaf to strike out, no more than an alert.
    """
    day = before.seance.strftime("%d/%m/%Y")
    again = f"si le registre n'est pas signé, supprimer « {FICHIER} » de cette séance, et recommencer"
    if first < before.suivant:
        message = f"feuillet {first} du registre : déjà pris par la séance du {day}, qui va jusqu'au "
        message += f"{before.suivant - 1}"
        yield about_sitting(seance, "DG523", message, again, severity=severity)
    elif first > before.suivant:
        message = f"trou dans les feuillets du registre, entre le {before.suivant - 1} (séance du {day}) et "
        message += f"le {first}"
        todo = f"barrer les feuillets blancs, et les dire dans « annules » de son « {FICHIER} » ; ou, {again}"
        yield about_sitting(seance, "DG524", message, todo, severity=Severity.ALERTE)


def counted(registre: Registre, first: int, pdf: Path, *, kept: Feuillets | None) -> Feuillets:
    """Return the leaves that a register takes: a page is a leaf, as its foot numbers them.

    Args:
        registre: the register of a sitting.
        first: its first leaf.
        pdf: the register as it is laid out.
        kept: what the sitting kept so far; leaves struck out after its last one stay so.
    """
    seance = registre.seance
    numbers = [point.numero for point in registre.points]
    pages, starts = register_pages(pdf, numbers)
    last = first + pages - 1
    struck = kept.annules if kept is not None else ()
    return Feuillets(
        registre=register_of(seance.assemblee),
        seance=seance.date,
        premier=first,
        dernier=last,
        affaires={number: first + page - 1 for number, page in starts.items()},
        annules=tuple(leaf for leaf in struck if leaf > last),
    )


def keep_leaves(folder: Path, leaves: Feuillets) -> bool:
    """Write the leaves of a sitting beside its data; return whether that changed them.

    Raises:
        ConversionError: the file cannot be written.
    """
    if read_leaves(folder, []) == leaves:
        return False
    write_whole(leaves_file(folder), leaves.texte().encode())
    return True


def keep_of_register(registre: Registre, source: Path, pdf: Path) -> None:
    """Count and keep the leaves of a register that has just been laid out, if its assembly follows them."""
    first = registre.premiere_page
    if registre.assemblee.feuillets_suivis and first is not None:
        kept = own_leaves(source, registre.seance, [])
        keep_leaves(source, counted(registre, first, pdf, kept=kept))


__all__ = [
    "between",
    "counted",
    "follows_leaves",
    "keep_leaves",
    "keep_of_register",
    "leaf_faults",
    "with_leaves",
]
