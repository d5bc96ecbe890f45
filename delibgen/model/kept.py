"""What is computed one time from something frozen, and kept by it: gone with it, never copied, never sent.

A sitting is checked and printed for each of its items: what depends on the sitting alone is worked out for
the first of them. Nothing else is remembered from one act to the next.
"""

from collections.abc import Callable
from typing import TypeVar

H = TypeVar("H")
T = TypeVar("T")

_KEPT = "_connu"


def kept(compute: Callable[[H], T], holder: H) -> T:
    """Return ``compute(holder)``, computed at the first call only.

    Args:
        compute: a pure function, or a bound method, that looks at nothing else than ``holder``.
        holder: a record or a frozen dataclass; what it holds never changes.
    """
    known: dict[object, T] | None = holder.__dict__.get(_KEPT)
    if known is None:
        known = holder.__dict__[_KEPT] = {}
    try:
        return known[compute]
    except KeyError:
        found = known[compute] = compute(holder)
        return found
