"""One tag of a template: all that a render needs of the reading of tags."""

from delibgen.errors import Place
from delibgen.light import dataclass, field

OPENERS = {"for": "endfor", "if": "endif"}
_CLOSERS = frozenset(OPENERS.values())
MIDDLES = {"else": ("for", "if"), "elif": ("if",)}
CELL_KEYWORDS = ("colspan", "cellbg", "hm", "vm")
"""What shapes the cell it is typed in, and prints nothing."""
UNMERGED = "DG190"
"""Code of an inclusion that is still there: the pieces are not merged yet, or cannot be."""
FIELD_KEYWORDS = ("numero", "renvoi")
"""What writes a Word field: a number of a series, a reference to one."""


@dataclass(slots=True, eq=False)
class Tag:
    """One tag of the template, with its place: what a render error, and a lint, point at."""

    raw: str
    """As typed, delimiters included."""
    place: Place
    prefix: str = ""
    """``p``, ``tr``, ``tc``, ``r`` or ``""``: what the tag replaces."""
    keyword: str = ""
    """``for``, ``if``… for a block tag, ``#`` for a comment, ``""`` for a printed value."""
    body: str = ""
    """The expression, or the whole statement, cleaned; of a tag that shapes its cell, what it is given."""
    names: frozenset[str] = field(default_factory=frozenset)
    """Names the tag reads, loop variables included."""
    number: int = -1
    """Position in ``Template.tags``."""
    series: str = ""
    """Of a number or a reference: « article », « annexe »…"""
    faulty: bool = False
    """Already reported: it only keeps its place among the blocks."""
    pieces: int = 1
    """Number of texts over which Word had spread it."""

    @property
    def is_value(self) -> bool:
        """Tell whether the tag prints something."""
        return not self.keyword

    @property
    def is_shape(self) -> bool:
        """Tell whether the tag shapes its cell."""
        return self.keyword in CELL_KEYWORDS

    @property
    def is_field(self) -> bool:
        """Tell whether the tag writes a number or a reference."""
        return self.keyword in FIELD_KEYWORDS

    @property
    def stored(self) -> str:
        """The name that a ``set`` gives; ``""`` for any other tag, and for one that is at fault."""
        if self.keyword != "set" or self.faulty:
            return ""
        return self.body.partition("=")[0].split()[-1]

    @property
    def opens(self) -> bool:
        """Tell whether the tag opens a block."""
        return self.keyword in OPENERS

    @property
    def divides(self) -> bool:
        """Tell whether the tag begins another branch of a block."""
        return self.keyword in MIDDLES

    @property
    def closes(self) -> bool:
        """Tell whether the tag closes a block."""
        return self.keyword in _CLOSERS

    @property
    def is_block(self) -> bool:
        """Tell whether the tag opens, divides or closes a block."""
        return self.opens or self.divides or self.closes

    @property
    def step(self) -> int:
        """How much deeper in blocks what follows the tag is: 1, 0 or -1."""
        return self.opens - self.closes
