"""Money: totals of schedules and funding plans, exact to the cent."""

from collections.abc import Iterator
from decimal import Decimal

from delibgen import french
from delibgen.errors import Severity
from delibgen.model.convention import Convention
from delibgen.model.deliberation import Deliberation
from delibgen.model.montant import Echeancier
from delibgen.rules.base import Remarque, rule

Total = tuple[str, str, Decimal | None, Decimal | None]
"""Path, what it is the total of, declared, computed."""


def _euros(amount: Decimal) -> str:
    return french.euros(amount, centimes=bool(amount % 1))


def _totals(table: Echeancier) -> Iterator[Total]:
    for rank, row in enumerate(table.lignes):
        yield f"lignes[{rank}].total", row.partie, row.total, row.somme
    declared = table.totaux or ()
    for rank, (year, amount) in enumerate(zip(table.annees, declared, strict=False)):
        yield f"totaux[{rank}]", f"année {year}", amount, table.sommes[rank]
    yield "total", "total général", table.total, table.somme


@rule("DG370", "exactitude des comptes", severity=Severity.BLOQUANT)
def totaux_exacts(acte: Convention) -> Iterator[Remarque]:
    """Les totaux déclarés d'un échéancier sont ses sommes, au centime.

    À faire : corriger les montants ou le total.
    """
    table = acte.echeancier
    if table is None:
        return
    for path, what, declared, computed in _totals(table):
        if declared is not None and computed is not None and declared != computed:
            gap = _euros(abs(declared - computed))
            yield (
                f"echeancier.{path}",
                f"{what} : {_euros(declared)} déclarés, {_euros(computed)} calculés, {gap} d'écart",
                "corriger les montants ou le total",
            )
    if table.totaux is not None and len(table.totaux) != len(table.annees):
        yield (
            "echeancier.totaux",
            f"{french.compte(len(table.totaux), 'total')} pour {french.compte(len(table.annees), 'année')}",
            "donner un total pour chaque année",
        )


@rule("DG371", "pratique : un échéancier se signe complet")
def montants_complets(acte: Convention) -> Iterator[Remarque]:
    """Aucun montant de l'échéancier ne reste à compléter.

    À faire : donner les montants avant la signature.
    """
    table = acte.echeancier
    if table is None:
        return
    missing = [
        f"{row.partie} ({_years(years)})"
        for row in table.lignes
        if (years := [y for y, amount in zip(table.annees, row.montants, strict=True) if amount is None])
    ]
    if missing:
        cells = sum(amount is None for row in table.lignes for amount in row.montants)
        yield (
            "echeancier.lignes",
            f"{french.compte(cells, 'montant')} à compléter : {' ; '.join(missing)}",
            "donner les montants avant la signature",
        )


def _years(years: list[int]) -> str:
    return ", ".join(map(str, years))


@rule("DG372", "exactitude des comptes : un plan de financement est équilibré", severity=Severity.BLOQUANT)
def plan_equilibre(acte: Deliberation) -> Iterator[Remarque]:
    """Les recettes d'un plan de financement égalent ses dépenses, au centime.

    Bloquant : les deux totaux s'impriment sur la même ligne, et un plan inégal n'en est pas un. Ce qui n'est
    pas financé se dit : une ligne « Autofinancement » ou « Reste à financer ».

    À faire : corriger un montant, ou ajouter la ligne qui manque.
    """
    plan = acte.plan_financement
    if plan is None or plan.total_depenses == plan.total_recettes:
        return
    gap = plan.total_depenses - plan.total_recettes
    side = "recettes" if gap > 0 else "dépenses"
    yield (
        "plan_financement",
        f"dépenses {_euros(plan.total_depenses)}, recettes {_euros(plan.total_recettes)} : "
        f"il manque {_euros(abs(gap))} de {side}",
        "corriger un montant, ou ajouter une ligne « Autofinancement » ou « Reste à financer »",
    )
