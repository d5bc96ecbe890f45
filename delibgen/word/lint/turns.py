"""What ``loop`` says inside a loop."""

from dataclasses import dataclass


@dataclass(frozen=True)
class loop:  # noqa: N801  (its name in a template, shown in messages)
    """The turn of a loop, as templates see it."""

    index: int
    index0: int
    first: bool
    last: bool
    length: int
    revindex: int
    revindex0: int


TURN = loop
