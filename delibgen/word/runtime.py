"""What a program calls as it prints: fields, lists, comparisons, the turn of a loop, the engine's marks."""

from collections.abc import Callable, Mapping

from delibgen.light import TYPE_CHECKING
from delibgen.word.escape import Raw
from delibgen.word.faults import Fault
from delibgen.word.fields import as_list, as_rows, folded, known_fields, read_field, read_item
from delibgen.word.session import Session
from delibgen.word.shaping import background, merge_along, merge_down, span

if TYPE_CHECKING:
    from typing import Never


def read(value: object, name: str) -> object:
    """Return a key of a mapping or a public datum of an object; raise ``Fault`` (DG402)."""
    if type(value) is dict:
        if name in value:
            return value[name]
        return read_field(value, name)
    kind: type = type(value)
    if name in known_fields.get(kind, ()):
        found: object = getattr(value, name)
        if not callable(found):
            return found
    return read_field(value, name)


def missing(name: str) -> "Never":
    """Stop the render at a name that nothing gave."""
    advice = "donnez-lui une valeur dans tous les cas"
    raise Fault("DG401", f"le nom « {name} » n'a pas de valeur ici", advice)


class Turn:
    """``loop``, where a template names it whole: which turn this is, of how many."""

    __slots__ = ("index0", "length")

    def __init__(self, index0: int, length: int) -> None:
        self.index0, self.length = index0, length

    @property
    def index(self) -> int:
        """Rank of the turn, from 1."""
        return self.index0 + 1

    @property
    def first(self) -> bool:
        """Tell whether this is the first turn."""
        return self.index0 == 0

    @property
    def last(self) -> bool:
        """Tell whether this is the last turn."""
        return self.index0 == self.length - 1

    @property
    def revindex(self) -> int:
        """Number of turns left, this one included."""
        return self.length - self.index0

    @property
    def revindex0(self) -> int:
        """Number of turns left after this one."""
        return self.length - self.index0 - 1


# ---------------------------------------------------------------- filters that the engine writes itself

BLOCKS, RUNS, DRAWING, LIST, LIST_START = "_blocs", "_runs", "_dessin", "_liste", "_nouvelle_liste"
NUMBERED, REFERENCE = "_numero", "_renvoi"
CELL_FILTERS = {"colspan": "_colonnes", "cellbg": "_fond", "hm": "_en_ligne", "vm": "_en_colonne"}


def _numbered(session: Session, name: object, series: str, number: int) -> Raw:
    return session.references.number(series, name, session.run_format(number))


def _reference(session: Session, name: object, series: str, number: int) -> Raw:
    return session.references.refer(series, name, session.run_format(number), number)


MARKS: Mapping[str, Callable[..., str]] = {
    BLOCKS: Session.print_blocks,
    RUNS: Session.print_runs,
    DRAWING: Session.drawing_id,
    LIST: Session.list_number,
    LIST_START: Session.start_list,
    NUMBERED: _numbered,
    REFERENCE: _reference,
}
"""Filters that write in the document what the render counts: they are given its session, they return XML."""

SHAPES: Mapping[str, Callable[..., str]] = {
    "_colonnes": span,
    "_fond": background,
    "_en_ligne": merge_along,
    "_en_colonne": merge_down,
}
"""Filters that shape a cell: they return marks."""

MISSING = object()
"""Stands for the value of a name that has none."""
GLOBALS: Mapping[str, object] = {
    "__builtins__": {"callable": callable, "dict": dict, "enumerate": enumerate, "len": len, "type": type},
    "MISSING": MISSING,
    "Turn": Turn,
    "as_list": as_list,
    "as_rows": as_rows,
    "folded": folded,
    "known_fields": known_fields,
    "missing": missing,
    "read": read,
    "read_item": read_item,
}
"""All that the code of a program can name, but for its filters and tests."""
