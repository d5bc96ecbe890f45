"""Compiled templates as JSON: plain values and a closed list of classes, so that reading runs no code.

A list is tagged by its first item: the name of a class, or what kind of collection it was. Programs are lists
already, and are kept as they are.
"""

from binascii import a2b_base64, b2a_base64
from collections.abc import Callable, Mapping

from delibgen.errors import Finding, Place, Severity
from delibgen.word.compiled import Assembly, Loose, Patched, Source
from delibgen.word.expressions import Json
from delibgen.word.library import Merged
from delibgen.word.limits import Limits
from delibgen.word.package import Archive, Entry
from delibgen.word.session import Surroundings
from delibgen.word.styles import Style, Styles
from delibgen.word.tag import Tag

_CLASSES: dict[str, type] = {
    kind.__name__: kind
    for kind in (
        Archive, Assembly, Entry, Finding, Limits, Loose, Merged, Patched, Place, Source, Style, Styles,
        Surroundings, Tag,
    )
}  # fmt: skip
Shape = type | tuple[object, ...]
"""What a field holds: a class; or ``(tuple, item)``, ``(frozenset, item)``, ``(dict, key, value)``, and
``(PAIR, first, second…)`` for a tuple of known length."""
PAIR = "pair"
_TEXTS = (dict, str, str)
_STYLES = (dict, str, Style)
_NAMES = (frozenset, str)
_FINDINGS = (tuple, Finding)
FIELDS: dict[type, tuple[Shape, ...]] = {
    Archive: (bytes, bytes, int, (tuple, Entry)),
    Assembly: (Archive, str, str, str, _TEXTS, (PAIR, str, str, str), int, (tuple, Loose)),
    Entry: (str, int, int, int, bytes),
    Finding: (str, str, Severity, str, Place, str, str),
    Limits: (int,) * 10,
    Loose: (str,) * 4,
    Merged: ((tuple, (PAIR, str, str)), bytes, _FINDINGS),
    Patched: (
        (tuple, Source), (tuple, Tag), _NAMES, (PAIR, _NAMES, _NAMES), Surroundings, Assembly, bool,
        _FINDINGS,
    ),
    Place: (str, int, int, str, str, str, str),
    Source: (str, str, list, bool, bool),
    Style: (str, str, str, int, int, int, int, str),
    Styles: (_STYLES, _STYLES, _TEXTS, (frozenset, (PAIR, str, int))),
    Surroundings: (Limits, Styles, (dict, int, (PAIR, str, str)), int, int, int, (tuple, str)),
    Tag: (str, Place, str, str, str, _NAMES, int, str, bool, int),
}  # fmt: skip
"""What the fields of each class hold, in order: a kept file is held to it, whoever wrote it."""


def freeze(value: object) -> Json:
    """Return a value as JSON; raise ``TypeError`` for a class that is not in the list."""
    kind = type(value)
    if value is None or kind in {bool, int, str}:
        return value  # type: ignore[return-value]
    if isinstance(value, bytes):
        return ["bytes", b2a_base64(value, newline=False).decode("ascii")]
    if isinstance(value, Severity):
        return ["Severity", value.value]
    return _freeze_collection(value) or _freeze_record(value)


def _freeze_collection(value: object) -> Json:
    if isinstance(value, list):
        return ["json", value]
    if isinstance(value, tuple):
        return ["tuple", *map(freeze, value)]
    if isinstance(value, frozenset):
        return ["set", *map(freeze, sorted(value))]
    if isinstance(value, Mapping):
        return ["map", *(freeze(part) for pair in value.items() for part in pair)]
    return None


def _freeze_record(value: object) -> Json:
    kind = type(value)
    if _CLASSES.get(kind.__name__) is not kind:
        raise TypeError(f"« {kind.__name__} » is not in the list of classes that are kept on disk")
    return [kind.__name__, *(freeze(getattr(value, name)) for name in vars(kind)["__slots__"])]


def thaw(value: Json) -> object:
    """Return what was frozen; raise ``LookupError``, ``TypeError`` or ``ValueError`` for any other JSON."""
    if not isinstance(value, list):
        return value
    kind, *rest = value
    if kind == "bytes":
        return a2b_base64(str(rest[0]), strict_mode=True)
    if kind == "json":
        return rest[0]
    parts = [thaw(part) for part in rest]
    if make := _THAWED.get(str(kind)):
        return make(parts)
    return _thaw_record(str(kind), parts)


def _mapping(parts: list[object]) -> dict[object, object]:
    return dict(zip(parts[::2], parts[1::2], strict=True))


def _severity(parts: list[object]) -> Severity:
    return Severity(str(parts[0]))


_THAWED: dict[str, Callable[[list[object]], object]] = {
    "tuple": tuple,
    "set": frozenset,
    "map": _mapping,
    "Severity": _severity,
}
"""How the kinds that are no record are made of their parts."""


def _thaw_record(kind: str, parts: list[object]) -> object:
    made = _CLASSES[kind]
    if not all(map(fits, parts, FIELDS[made])):
        raise TypeError(f"« {kind} » does not hold what it should")
    return made(**dict(zip(vars(made)["__slots__"], parts, strict=True)))


def fits(value: object, shape: object) -> bool:
    """Tell whether a value is of a shape, all the way down; a record was held to its own when it was made."""
    if not isinstance(shape, tuple):
        return type(value) is shape
    kind, *items = shape
    if kind == PAIR:
        return isinstance(value, tuple) and len(value) == len(items) and all(map(fits, value, items))
    if not isinstance(value, kind):
        return False
    if isinstance(value, dict):
        return all(fits(pair, (PAIR, *items)) for pair in value.items())
    return all(fits(item, items[0]) for item in value)
