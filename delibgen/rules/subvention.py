"""Grants voted to private bodies: above 23 000 € a convention is compulsory."""

import re
from collections.abc import Iterator
from contextlib import suppress
from decimal import Decimal

from delibgen import french
from delibgen.model.convention import Convention
from delibgen.model.deliberation import Deliberation
from delibgen.rules.base import Remarque, rule
from delibgen.rules.convention import SEUIL_CONVENTION
from delibgen.rules.textes import passages, written

_AMOUNT = re.compile(
    r"(?<![\d.,])(\d{1,3}(?:[ \u00a0\u202f]?\d{3}){0,4}(?:,\d{2})?)[ \u00a0\u202f]?(?:€|euros)"
)


def amounts_in(text: str) -> Iterator[Decimal]:
    """Yield the amounts in euros that a text writes in figures; « 000 € » is none.

    >>> list(amounts_in("une subvention de 3 500 € et 1200,50 euros"))
    [Decimal('3500'), Decimal('1200.50')]
    """
    for found in _AMOUNT.finditer(text):
        with suppress(french.FrenchError):
            yield french.parse_montant(found[1])


def _annexed_convention(acte: Deliberation) -> bool:
    return any(isinstance(annexe.acte, Convention) for annexe in acte.annexes)


@rule("DG391", "loi n° 2000-321, article 10 ; décret n° 2001-495, article 1")
def subvention_sans_convention(acte: Deliberation) -> Iterator[Remarque]:
    """Une subvention de plus de 23 000 € par an à un organisme privé demande une convention.

    Elle n'est demandée ni entre personnes publiques, ni au-dessous du seuil.

    À faire : annexer la convention, ou citer celle qui existe.
    """
    own = [p for p in passages(acte, "subvention") if p.path.startswith(("objet", "dispositif"))]
    folded = written(acte).tout if own else ""
    private = re.search(r"\bassociation\b|\bfondation\b", folded)
    if not private or "convention" in folded.replace("subvention", "") or _annexed_convention(acte):
        return
    highest = max((amount for passage in own for amount in amounts_in(passage.text)), default=Decimal(0))
    if highest > SEUIL_CONVENTION:
        yield (
            "annexes",
            f"subvention de {french.euros(highest)} à un organisme privé, sans convention",
            "annexer la convention, ou la citer dans le dispositif",
        )
