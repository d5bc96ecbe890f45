"""Tables of a year's register: by date, and by subject (CGCT R2121-9)."""

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import ClassVar, Literal, Self, TypeGuard

from delibgen.model.acte_assemblee import ActeAssemblee
from delibgen.model.assemblee import Assemblee
from delibgen.model.base import Annee, Jour, Ligne, OuiNon, Rang, Record, Suite
from delibgen.model.deliberation import Deliberation, Matiere
from delibgen.model.unilateral import DecisionDeleguee

SANS_MATIERE = "Sans matière"


class LigneTable(Record):
    """One deliberation of the table."""

    numero: Ligne
    """Numéro."""
    date: Jour
    """Date de la séance."""
    objet: Ligne
    """Objet."""
    matiere: Matiere | None = None
    """Matière."""
    feuillet: Rang | None = None
    """Feuillet du registre."""
    decision: OuiNon = False
    """Décision prise par délégation, inscrite au même registre (CGCT R2122-7-1)."""


class GroupeMatiere(Record):
    """The deliberations of one subject."""

    matiere: Matiere | None
    """Code, or ``None`` for those without one."""
    lignes: tuple[LigneTable, ...]
    """Deliberations, by date."""


class TableDeliberations(ActeAssemblee):
    """Table of a register at the end of the year, by date or by subject."""

    template: ClassVar[str] = "table-deliberations.docx"

    assemblee: Assemblee
    """Assemblée."""
    annee: Annee
    """Année du registre."""
    par: Literal["date", "matiere"] = "date"
    """Ordre de la table."""
    lignes: Suite[LigneTable]
    """Délibérations."""

    @classmethod
    def of(
        cls,
        deliberations: Iterable[Deliberation | DecisionDeleguee],
        annee: int,
        *,
        par: Literal["date", "matiere"] = "date",
        feuillets: Mapping[tuple[dt.date, str], int] | None = None,
    ) -> Self:
        """Return the table of a year's deliberations, of one assembly, and of the decisions it is told of.

        What was put off or withdrawn is no deliberation: it is left out.

        Args:
            deliberations: the acts of the year, and others that are left out.
            annee: the year.
            par: order of the table.
            feuillets: day of the sitting and number of a deliberation → its leaf; left blank by default.

        Raises:
            ValueError: no deliberation of that year.
        """
        acts = [acte for acte in deliberations if _day(acte).year == annee and TableDeliberations.lists(acte)]
        if not acts:
            raise ValueError(f"aucune délibération en {annee}")
        how = "chronologique" if par == "date" else "par matière"
        return cls(
            objet=f"Table {how} des délibérations – {annee}",
            assemblee=acts[0].assemblee,
            annee=annee,
            par=par,
            lignes=tuple(_row(acte, feuillets or {}) for acte in acts),
        )

    @staticmethod
    def lists(acte: object) -> TypeGuard[Deliberation | DecisionDeleguee]:
        """Tell whether a table lists an act: a decision, or a deliberation neither put off nor withdrawn."""
        if isinstance(acte, Deliberation):
            return not (acte.ajourne or acte.retire)
        return isinstance(acte, DecisionDeleguee)

    @property
    def par_matiere(self) -> bool:
        """Whether deliberations are grouped by subject."""
        return self.par == "matiere"

    @property
    def avec_decisions(self) -> bool:
        """Whether decisions taken by delegation are listed too."""
        return any(ligne.decision for ligne in self.lignes)

    @cached_property
    def par_date(self) -> tuple[LigneTable, ...]:
        """Rows by date; those of a same sitting keep their order."""
        return tuple(sorted(self.lignes, key=lambda ligne: ligne.date))

    @cached_property
    def groupes(self) -> tuple[GroupeMatiere, ...]:
        """Rows by subject: « 7.10 » comes after « 7.9 »; those without a subject come last."""
        codes = {ligne.matiere for ligne in self.lignes}
        ordered = sorted(codes, key=lambda code: (code is None, code_key(code)))
        return tuple(
            GroupeMatiere(matiere=code, lignes=tuple(x for x in self.par_date if x.matiere == code))
            for code in ordered
        )

    @property
    def nom_fichier(self) -> str:
        """Name of the file, without its extension."""
        return f"table-{self.annee}-par-{self.par}"


def code_key(code: str | None) -> tuple[int, ...]:
    """Return what sorts a subject code.

    >>> sorted(["7.10", "7.9", "1"], key=code_key)
    ['1', '7.9', '7.10']
    """
    return tuple(map(int, code.split("."))) if code else ()


def _day(acte: Deliberation | DecisionDeleguee) -> dt.date:
    return acte.date if isinstance(acte, DecisionDeleguee) else acte.seance.date


def _row(acte: Deliberation | DecisionDeleguee, leaves: Mapping[tuple[dt.date, str], int]) -> LigneTable:
    return LigneTable(
        numero=acte.numero,
        date=_day(acte),
        feuillet=leaves.get((_day(acte), acte.numero)),
        objet=acte.objet,
        matiere=acte.matiere,
        decision=isinstance(acte, DecisionDeleguee),
    )


__all__ = ["GroupeMatiere", "LigneTable", "TableDeliberations"]
