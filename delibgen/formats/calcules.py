"""The computed fields of an act, as a template meets them: what each says, in French."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from pathlib import Path

from delibgen.formats.champs import Champ
from delibgen.word.lint.hints import fields_of
from delibgen.word.lint.shapes import Kinds, Many, Thing, present

_DATA = Path(__file__).with_name("data") / "calcules.toml"


@cache
def descriptions() -> Mapping[str, Mapping[str, str]]:
    """Return class of delibgen → computed field → what it says; nothing for what only programs use."""
    return tomllib.loads(_DATA.read_text(encoding="utf-8"))


def described(kind: type, name: str) -> str | None:
    """Return what a computed field says, ``""`` for what no template needs, ``None`` when nobody wrote it.

    A class of one's own says it in the docstring of the property.
    """
    for owner in kind.__mro__:
        known = descriptions().get(owner.__name__, {}) if owner.__module__.startswith("delibgen.") else {}
        if name in known or "*" in known:
            return known.get(name, "")
        declared = vars(owner).get(name)
        if isinstance(declared, property | cached_property):
            return _own(owner, declared)
    return None


def _own(owner: type, declared: "property | cached_property[object]") -> str | None:
    text = (declared.__doc__ or "").strip().split("\n")[0].rstrip(".")
    return None if owner.__module__.startswith("delibgen.") or not text else text


def computed_of(kind: type) -> tuple[Champ, ...]:
    """Return the computed fields of a class that a template may want, by name."""
    stored = getattr(kind, "model_fields", {})
    names = {name: kinds for name, kinds in fields_of(Thing(kind)).items() if name not in stored}
    told = {name: described(kind, name) for name in names}
    return tuple(
        Champ(nom=name, description=told[name] or "", kinds=kinds, obligatoire=False)
        for name, kinds in names.items()
        if told[name] != ""
    )


def class_of(kinds: Kinds) -> type | None:
    """Return the class of an object, or of the items of a list of objects; ``None`` for another value."""
    return next(_classes(kinds), None)


def _classes(kinds: Kinds) -> Iterator[type]:
    for shape in sorted(present(kinds), key=str):
        if isinstance(shape, Thing):
            yield shape.type
        elif isinstance(shape, Many):
            yield from _classes(shape.item)
