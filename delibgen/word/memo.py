"""What is constant from one act to the next is printed once: the roll of a sitting, its chair, its votes.

A chunk of a part is a block of its first level, or the rows of a roll wherever it stands. It reads some
values. When each is the very same as the time before, and nothing in them can change, the chunk prints the
same text: it is kept, one text a chunk, with the blanks that it leaves, which are told each time.
A value cannot change when it is a text, a number, a date, or a tuple or a frozen record of such values all
the way down. A record of another library proves nothing when its class computes a field, tells itself how it
is compared, or holds more than its fields: it is read each time.
"""

from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from types import FunctionType, MemberDescriptorType, MethodDescriptorType, WrapperDescriptorType

from delibgen.light import TYPE_CHECKING
from delibgen.word.fields import NAME

if TYPE_CHECKING:
    from delibgen.word.session import Session

_SIMPLE = {
    *(("builtins", name) for name in ("str", "int", "bool", "NoneType", "float", "bytes")),
    *(("datetime", name) for name in ("date", "datetime", "time", "timedelta", "timezone")),
    ("decimal", "Decimal"),
}
_TRUSTED = frozenset(("abc", "builtins", "delibgen", "enum", "pydantic", "typing"))
"""Packages whose classes compute their fields from their data alone."""
_STORED = (FunctionType, classmethod, staticmethod, MemberDescriptorType)
"""What a class holds beside its data, that is no computed field."""
_ASKED = frozenset(
    f"__{name}__"
    for name in (
        "getattr", "getattribute", "bool", "len", "eq", "ne", "lt", "le", "gt", "ge", "hash", "contains",
        "iter", "getitem", "str", "format", "class", "get",
    )
)  # fmt: skip
"""What a template may call without naming it."""
_MOST = 64
Trace = tuple[int, int]
"""Drawings made and blanks left by a render so far."""
_NOTHING: "tuple[tuple[object, ...], str | None, list[tuple[str, int]], bool]" = ((), None, [], False)


class Memo:
    """The text that a chunk printed last, and the values that it was printed for; threads may share it."""

    __slots__ = ("_kept",)

    def __init__(self) -> None:
        self._kept = _NOTHING

    def text(self, session: "Session", *values: object) -> str | None:
        """Return the text for these values, and tell the blanks in it; ``None`` when it must be printed."""
        known, text, blanks, _ = self._kept
        if text is None or not _same(known, values):
            return None
        session.blanks += blanks
        return text

    def keep(self, session: "Session", before: Trace, text: str, *values: object) -> None:
        """Keep a text whose values are met for the second time running, and cannot change.

        ``before``: what the render had left before the chunk; one that draws is never kept.
        """
        known, _, _, tried = self._kept
        drawings, blanks = before
        if not _same(known, values):
            may_be = session.drawings == drawings and all(map(_may_be_constant, map(type, values)))
            self._kept = (values, None, [], False) if may_be else _NOTHING
        elif not tried:
            constant = session.drawings == drawings and all(map(is_constant, values))
            self._kept = (values, text if constant else None, session.blanks[blanks:], True)


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
        parts = _parts_of(one)
        if parts is None:
            return False
        waiting += parts
    return True


def _parts_of(value: object) -> Iterable[object] | None:
    """Return what a tuple or a frozen record holds; ``None`` for what may change."""
    kind: type = type(value)
    if isinstance(value, tuple | frozenset) and (kind is tuple or kind is frozenset):
        return value
    names = _data_of(kind)
    return None if names is None else _held(value, names)


def _held(record: object, names: tuple[str, ...]) -> list[object] | None:
    """Return the data of a record; ``None`` when it does not hold all of them, or when its class does."""
    kind, own = type(record), getattr(record, "__dict__", {})
    found: list[object] = []
    for name in names:
        if name in own:
            found.append(own[name])
        elif isinstance(getattr(kind, name, None), MemberDescriptorType) and hasattr(record, name):
            found.append(getattr(record, name))
        else:
            return None
    return found


def _may_be_constant(kind: type) -> bool:
    return _is_simple(kind) or kind is tuple or kind is frozenset or _data_of(kind) is not None


@lru_cache(maxsize=1024)
def _is_simple(kind: type) -> bool:
    """Tell whether values of a class never change: plain values, members of an enumeration."""
    if any(base.__module__ == "enum" and base.__name__ == "Enum" for base in kind.__mro__):
        return _computes_nothing(kind, ())
    return (kind.__module__, kind.__name__) in _SIMPLE


@lru_cache(maxsize=1024)
def _data_of(kind: type) -> tuple[str, ...] | None:
    """Return the names of the data of a frozen record that holds and computes nothing else, or ``None``."""
    if hasattr(kind, "__pydantic_fields__"):
        config: Mapping[str, object] = getattr(kind, "model_config", {})
        more = config.get("extra") == "allow" or bool(getattr(kind, "__private_attributes__", {}))
        frozen = config.get("frozen") is True and not more
        names = tuple(kind.__pydantic_fields__)
    else:
        frozen = getattr(getattr(kind, "__dataclass_params__", None), "frozen", False)
        names = tuple(getattr(kind, "__dataclass_fields__", ()))
    return names if frozen and _computes_nothing(kind, names) else None


def _computes_nothing(kind: type, data: tuple[str, ...]) -> bool:
    """Tell whether what is read of a class depends on its data alone, as far as its code can be trusted."""
    ours = {name for base in kind.__mro__ if _package(base) == "delibgen" for name in vars(base)}
    theirs = (base for base in kind.__mro__ if _package(base) not in _TRUSTED)
    return all(_is_inert(name, held, data, ours) for base in theirs for name, held in vars(base).items())


def _is_inert(name: str, held: object, data: Collection[str], ours: Collection[str]) -> bool:
    """Tell whether what a class of others holds under a name changes nothing of what a template reads."""
    if name in _ASKED:
        return held is None or _is_made(held)
    if isinstance(held, MemberDescriptorType):
        return name in data
    if not hasattr(type(held), "__get__") or _is_special(name):
        return True
    # A method that stands for one of ours may be asked by one of our fields.
    return name not in ours and (not NAME.match(name) or isinstance(held, _STORED))


def _is_special(name: str) -> bool:
    return name.startswith("_") and name.endswith("_")


def _is_made(held: object) -> bool:
    """Tell whether ``dataclass``, or a package that is trusted, wrote a function."""
    if isinstance(held, WrapperDescriptorType | MethodDescriptorType):
        return _package(held.__objclass__) in _TRUSTED
    return isinstance(held, FunctionType) and (
        held.__code__.co_filename == "<string>" or _package(held) in _TRUSTED
    )


def _package(of: type | FunctionType) -> str:
    return of.__module__.partition(".")[0]
