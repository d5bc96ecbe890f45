"""Money over years and parties, exact to the cent: schedules, funding plans, splits."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import zip_longest
from typing import Self

from pydantic import model_validator

from delibgen import french
from delibgen.model.base import (
    Annee,
    Ligne,
    Montant,
    MontantACompleter,
    OuiNon,
    Record,
    Suite,
    check_amount,
)
from delibgen.model.kept import cached_property

CENT = Decimal("0.01")


def repartir(total: Decimal | int, cles: Sequence[int | Decimal]) -> tuple[Decimal, ...]:
    """Split ``total`` by key, to the cent, so that the parts add up to it exactly.

    Largest remainders get the cents that are left; the first of equal remainders is served first.

    Raises:
        ValueError: no key, a negative key, or keys that add up to zero.

    >>> repartir(100, [1, 1, 1])
    (Decimal('33.34'), Decimal('33.33'), Decimal('33.33'))
    """
    if not cles or min(cles) < 0 or not sum(cles):
        raise ValueError("clés de répartition attendues : positives, et non toutes nulles")
    cents = int(check_amount(Decimal(total)) / CENT)
    weights = [Fraction(cle) / sum(map(Fraction, cles)) for cle in cles]
    parts = [int(cents * weight // 1) for weight in weights]
    by_remainder = sorted(range(len(parts)), key=lambda i: parts[i] - cents * weights[i])
    for rank in by_remainder[: cents - sum(parts)]:
        parts[rank] += 1
    return tuple(part * CENT for part in parts)


def _sum(amounts: Sequence[Decimal | None]) -> Decimal | None:
    """Add amounts; a sum with an unknown term is unknown."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal("0.00")) if len(known) == len(amounts) else None


def _widest(rows: Sequence[Sequence[Decimal | None]], *, centimes: bool) -> int:
    return max(_units(amount, centimes=centimes) for row in rows for amount in row)


def _units(amount: Decimal | None, *, centimes: bool) -> int:
    """Return the width of an amount in half digits; that of « compléter] » when there is none."""
    if amount is None:
        return 17
    return sum(1 if sign in "\u00a0," else 2 for sign in french.euros(amount, centimes=centimes))


class LigneEcheancier(Record):
    """What one party pays each year."""

    partie: Ligne
    """Partie qui verse."""
    montants: Suite[MontantACompleter]
    """Montant de chaque année ; « à compléter » s'il n'est pas connu."""
    total: Montant | None = None
    """Total déclaré, s'il figure dans les données ; il est comparé à la somme."""

    @cached_property
    def somme(self) -> Decimal | None:
        """Sum of the row, or ``None`` while an amount is missing."""
        return _sum(self.montants)


class Echeancier(Record):
    """Contributions by party and by year; totals are computed, and can be declared for comparison."""

    titre: Ligne | None = None
    """Titre du tableau."""
    annees: Suite[Annee]
    """Années, une par colonne."""
    lignes: Suite[LigneEcheancier]
    """Une ligne par partie."""
    totaux: Suite[MontantACompleter] | None = None
    """Totaux déclarés de chaque année."""
    total: Montant | None = None
    """Total général déclaré."""

    @model_validator(mode="after")
    def _rectangular(self) -> Self:
        for ligne in self.lignes:
            if len(ligne.montants) != len(self.annees):
                raise ValueError(
                    f"« {ligne.partie} » : {len(ligne.montants)} montants pour {len(self.annees)} années"
                )
        return self

    @cached_property
    def sommes(self) -> tuple[Decimal | None, ...]:
        """Sum of each year's column."""
        return tuple(
            _sum([ligne.montants[rank] for ligne in self.lignes]) for rank in range(len(self.annees))
        )

    @cached_property
    def somme(self) -> Decimal | None:
        """Grand total."""
        return _sum([ligne.somme for ligne in self.lignes])

    @cached_property
    def en_colonnes(self) -> bool:
        """Whether a portrait page is wide enough for a column a year; ``detail`` is to be printed otherwise.

        A digit takes two units, a space or a comma one. The years share 130 units of a line (86 up to three
        years, when the parties take more room), with a margin of 3 on each; the total has 22.
        """
        years = len(self.annees)
        room = (86 if years <= 3 else 130) // years - 3
        rows = [ligne.montants for ligne in self.lignes]
        return _widest([*rows, self.sommes], centimes=self.centimes) <= room and (
            _widest([(ligne.somme, self.somme) for ligne in self.lignes], centimes=self.centimes) <= 22
        )

    @cached_property
    def detail(self) -> tuple[tuple[str, str, Decimal | None], ...]:
        """The table in three columns, one amount a row: party, year or « Total », amount.

        For schedules of more years than a page has columns.
        """
        lignes = [(ligne.partie, (*ligne.montants, ligne.somme)) for ligne in self.lignes]
        lignes.append(("Toutes les parties", (*self.sommes, self.somme)))
        years = (*map(str, self.annees), "Total")
        return tuple(
            (name, year, amount) for name, row in lignes for year, amount in zip(years, row, strict=True)
        )

    @cached_property
    def centimes(self) -> bool:
        """Whether one amount has cents: then the whole table prints two decimals."""
        amounts = [amount for ligne in self.lignes for amount in ligne.montants if amount is not None]
        return any(amount % 1 for amount in amounts)

    @property
    def premiere_annee(self) -> int:
        """First year."""
        return self.annees[0]

    @property
    def derniere_annee(self) -> int:
        """Last year."""
        return self.annees[-1]


class Poste(Record):
    """One line of a funding plan."""

    libelle: Ligne
    """Dépense ou recette."""
    montant: Montant
    """Montant."""


class LigneFinancement(Record):
    """One row of the printed table."""

    depense: Poste | None
    """Dépense, à gauche."""
    recette: Poste | None
    """Recette, à droite."""
    part_depense: str = ""
    """Part de la dépense dans le total : « 60 % »."""
    part_recette: str = ""
    """Part de la recette dans le total."""


class PlanFinancement(Record):
    """A funding plan: expenses and resources, equal."""

    depenses: Suite[Poste]
    """Dépenses."""
    recettes: Suite[Poste]
    """Recettes."""
    base: Ligne = "HT"
    """« HT » ou « TTC »."""
    pourcentages: OuiNon = False
    """Imprimer la part de chaque poste dans son total."""

    @cached_property
    def total_depenses(self) -> Decimal:
        """Sum of the expenses."""
        return sum((poste.montant for poste in self.depenses), Decimal("0.00"))

    @cached_property
    def total_recettes(self) -> Decimal:
        """Sum of the resources."""
        return sum((poste.montant for poste in self.recettes), Decimal("0.00"))

    @cached_property
    def centimes(self) -> bool:
        """Whether one amount has cents: then the whole table prints two decimals."""
        return any(poste.montant % 1 for poste in (*self.depenses, *self.recettes))

    @cached_property
    def lignes(self) -> tuple[LigneFinancement, ...]:
        """Rows of the table, expenses on the left and resources on the right."""
        left, right = (zip(side, _shares(side), strict=True) for side in (self.depenses, self.recettes))
        rows = zip_longest(left, right, fillvalue=(None, ""))
        return tuple(
            LigneFinancement(
                depense=expense, recette=resource, part_depense=of_all, part_recette=of_resources
            )
            for (expense, of_all), (resource, of_resources) in rows
        )

    @property
    def part_totale(self) -> str:
        """« 100 % », where the shares are known."""
        known = all(line.part_depense or line.part_recette for line in self.lignes)
        return french.pourcentage(100) if self.lignes and known else ""


def _places(share: Decimal) -> int:
    """Return how many decimals a share needs: « 40 % », « 33,3 % », « 90,91 % »."""
    return 2 if share * 10 % 1 else 1 if share % 1 else 0


def _shares(postes: Sequence[Poste]) -> list[str]:
    """Return the share of each line in the total, to two decimals at most, so that all make 100 % exactly."""
    amounts = [poste.montant for poste in postes]
    if not amounts or min(amounts) < 0 or not sum(amounts):
        return [""] * len(amounts)
    return [french.pourcentage(share, decimales=_places(share)) for share in repartir(100, amounts)]


__all__ = ["Echeancier", "LigneEcheancier", "LigneFinancement", "PlanFinancement", "Poste", "repartir"]
