"""What is constant from one act to the next is printed once: the roll of a sitting, its chair, its votes.

A chunk of a part (a block of its first level) reads some names. When each has the very same value as the time
before, and nothing in these values can change, the chunk prints the same text: it is kept, one text a chunk.
A value cannot change when it is a text, a number, a date, or a tuple or a frozen record of such values all
the way down. A record of another library whose fields are computed proves nothing: it is read each time.
"""

from functools import lru_cache
from types import FunctionType, GetSetDescriptorType, MemberDescriptorType

from delibgen.word.fields import NAME

_SIMPLE = {
    *(("builtins", name) for name in ("str", "int", "bool", "NoneType", "float", "bytes")),
    *(("datetime", name) for name in ("date", "datetime", "time", "timedelta", "timezone")),
    ("decimal", "Decimal"),
}
_TRUSTED = frozenset(("abc", "builtins", "delibgen", "enum", "pydantic", "typing"))
"""Packages whose classes compute their fields from their data alone."""
_STORED = (FunctionType, classmethod, staticmethod, MemberDescriptorType, GetSetDescriptorType)
"""What a class holds beside its data, that is no computed field."""
_MOST = 64
_NOTHING: "tuple[tuple[object, ...], str | None, bool]" = ((), None, False)


class Memo:
    """The text that a chunk printed last, and the values that it was printed for; threads may share it."""

    __slots__ = ("_kept",)

    def __init__(self) -> None:
        self._kept = _NOTHING

    def text(self, *values: object) -> str | None:
        """Return the text for these values, ``None`` when it must be printed."""
        known, text, _ = self._kept
        return text if text is not None and _same(known, values) else None

    def keep(self, text: str, *values: object) -> None:
        """Keep a text whose values are met for the second time running, and cannot change."""
        known, _, tried = self._kept
        if not _same(known, values):
            self._kept = (values, None, False) if all(map(_may_be_constant, map(type, values))) else _NOTHING
        elif not tried:
            self._kept = (values, text if all(map(is_constant, values)) else None, True)


def _same(known: tuple[object, ...], values: tuple[object, ...]) -> bool:
    """Tell whether two lists hold the same objects, or equal texts and numbers."""
    if len(known) != len(values):
        return False
    for one, other in zip(known, values, strict=True):
        if one is not other:
            kind: type = type(one)
            if kind is not type(other) or (kind is not str and kind is not int) or one != other:
                return False
    return True


_verdicts: dict[int, tuple[object, bool]] = {}
"""What was found of the last values looked at, which are held so that no other takes their identity."""


def is_constant(value: object) -> bool:
    """Tell whether nothing that a template can read of a value will ever change."""
    known = _verdicts.get(id(value))
    if known is not None and known[0] is value:
        return known[1]
    verdict = _look(value)
    if len(_verdicts) >= _MOST:
        _verdicts.clear()
    _verdicts[id(value)] = value, verdict
    return verdict


def _look(value: object) -> bool:
    seen: set[int] = set()
    waiting: list[object] = [value]
    while waiting:
        one = waiting.pop()
        kind: type = type(one)
        if _is_simple(kind) or id(one) in seen:
            continue
        seen.add(id(one))
        if isinstance(one, tuple | frozenset) and (kind is tuple or kind is frozenset):
            waiting += one
        elif (names := _data_of(kind)) is not None:
            waiting += [getattr(one, name) for name in names]
        else:
            return False
    return True


def _may_be_constant(kind: type) -> bool:
    return _is_simple(kind) or kind is tuple or kind is frozenset or _data_of(kind) is not None


@lru_cache(maxsize=1024)
def _is_simple(kind: type) -> bool:
    """Tell whether values of a class never change: plain values, members of an enumeration."""
    if any(base.__module__ == "enum" and base.__name__ == "Enum" for base in kind.__mro__):
        return _computes_nothing(kind)
    return (kind.__module__, kind.__name__) in _SIMPLE


@lru_cache(maxsize=1024)
def _data_of(kind: type) -> tuple[str, ...] | None:
    """Return the names of the data of a frozen record that computes nothing else, or ``None``."""
    config: object = getattr(kind, "model_config", None)
    if hasattr(kind, "__pydantic_fields__"):
        frozen = isinstance(config, dict) and config.get("frozen") is True
        names = tuple(kind.__pydantic_fields__)
    else:
        frozen = getattr(getattr(kind, "__dataclass_params__", None), "frozen", False)
        names = tuple(getattr(kind, "__dataclass_fields__", ()))
    return names if frozen and _computes_nothing(kind) else None


def _computes_nothing(kind: type) -> bool:
    """Tell whether the fields of a class depend on its data alone, as far as its code can be trusted."""
    for base in kind.__mro__:
        if base.__module__.partition(".")[0] in _TRUSTED:
            continue
        for name, held in vars(base).items():
            if name in {"__getattr__", "__getattribute__"}:
                return False
            if NAME.match(name) and hasattr(type(held), "__get__") and not isinstance(held, _STORED):
                return False
    return True
