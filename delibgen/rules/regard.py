"""What a rule looks at, told by the annotations of its parameters.

- ``acte: Deliberation``, or another kind of act;
- ``acte: Deliberation, presence: Presence``: silent when nothing is known of who takes part;
- ``seance: Seance``: what depends on the sitting of a deliberation and on nothing else;
- ``presence: Presence``: what depends on who takes part in its item and on nothing else.

A function cannot see what it is not given: the findings of the last two are worked out one time for a
sitting, or for a state of the assembly, and told for each of its items.
"""

import datetime as dt
from collections.abc import Callable
from enum import Enum
from functools import cache
from typing import get_type_hints

from delibgen.model.acte import Acte
from delibgen.model.assemblee import Assemblee
from delibgen.model.deliberation import Deliberation
from delibgen.model.presence import Presence
from delibgen.model.seance import Seance


class Regard(Enum):
    """What a rule looks at."""

    ACTE = "acte"
    ACTE_ET_PRESENCE = "acte, presence"
    SEANCE = "seance"
    PRESENCE = "presence"


_ALONE = {Seance: Regard.SEANCE, Presence: Regard.PRESENCE}
"""What a rule on deliberations may look at instead of the act."""


@cache
def sight_of(function: Callable[..., object]) -> tuple[Regard, type[Acte]]:
    """Return what a rule looks at, and the kind of act.

    Raises:
        TypeError: its parameters are none of the four.
    """
    hints = get_type_hints(function)
    hints.pop("return", None)
    first, *more = list(hints.values()) or [None]
    if first in _ALONE and not more:
        return _ALONE[first], Deliberation
    if isinstance(first, type) and issubclass(first, Acte) and more in ([], [Presence]):
        return Regard.ACTE_ET_PRESENCE if more else Regard.ACTE, first
    raise TypeError(
        f"{function.__name__} : une règle regarde « acte: Deliberation » (ou un autre acte), et « presence: "
        "Presence » si elle en a besoin ; ou « seance: Seance » ; ou « presence: Presence »"
    )


def seance_of(acte: Acte) -> Seance | None:
    """Return the sitting of an act that has one."""
    found = getattr(acte, "seance", None)
    return found if isinstance(found, Seance) else None


def assemblee_of(acte: Acte) -> Assemblee | None:
    """Return the assembly of an act that has one, itself or through its sitting."""
    found = getattr(acte, "assemblee", None) or getattr(getattr(acte, "seance", None), "assemblee", None)
    return found if isinstance(found, Assemblee) else None


def day_of(acte: Acte) -> dt.date | None:
    """Return the day whose law applies: that of the sitting, or of the signature, if it is known."""
    seance = getattr(acte, "seance", None)
    day = getattr(seance, "date", None) or getattr(acte, "date", None)
    return day if isinstance(day, dt.date) else None


def roll_known(seance: Seance) -> bool:
    """Tell whether the data name anybody: without a roll, presence says nothing."""
    return seance.presents is not None or bool(seance.assemblee.membres)


def presence_of(acte: Acte) -> Presence | None:
    """Return who takes part in an item, or ``None`` when it is not known: DG300 and DG301 say so."""
    if not isinstance(acte, Deliberation) or not roll_known(acte.seance):
        return None
    try:
        return acte.presence
    except ValueError:
        return None
