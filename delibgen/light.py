"""``dataclass`` of the standard library, without what it costs to load: a fifth of the start of a program.

``dataclasses`` imports ``inspect`` and runs the compiler for each method of each class; a render from the
cache needs some fifteen classes, most of them never made. Here a class gets its slots at once, and its
``__init__`` the first time that one is made. A type checker sees the standard library, whose ``replace``,
``fields`` and ``asdict`` work as ever, through ``__dataclass_fields__``.
"""

from collections.abc import Callable, Iterator

TYPE_CHECKING = False
"""Read by type checkers as true: ``typing`` takes as long to load as all of these classes."""

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
    from dataclasses import field as field
    from dataclasses import replace as replace
else:
    _NONE = object()

    class field:  # noqa: N801  (the name that the standard library gives it)
        """A default value made anew for each instance."""

        def __init__(self, *, default_factory: Callable[[], object]) -> None:
            self.default_factory = default_factory

    class _Asked:
        """What the standard library writes in a class of its own, made by it for who asks."""

        def __init__(self, defaults: dict[str, object], options: dict[str, bool]) -> None:
            self.defaults, self.options = defaults, options

        def __set_name__(self, owner: type, name: str) -> None:
            self.owner, self.name = owner, name

        def __iter__(self) -> Iterator[str]:
            return iter(self.owner.__slots__)

        def __get__(self, instance: object, owner: type) -> dict[str, object]:
            import dataclasses

            space: dict[str, object] = {"__annotations__": self.owner.__annotations__}
            for name, default in self.defaults.items():
                made = isinstance(default, field)
                space[name] = dataclasses.field(default_factory=default.default_factory) if made else default
            twin = dataclasses.dataclass(**self.options)(type(self.owner.__name__, (), space))
            setattr(self.owner, self.name, getattr(twin, self.name))
            return getattr(twin, self.name)

    def dataclass(
        *, slots: bool, frozen: bool = False, kw_only: bool = False, eq: bool = True
    ) -> Callable[[type], type]:
        """Return a decorator that makes a class whose slots are the annotated names."""
        if not slots:
            raise ValueError("only classes with slots are made here")

        def make(cls: type) -> type:
            """Return the class, its constructor not made yet."""
            names = tuple(cls.__annotations__)
            space = dict(vars(cls))
            defaults = {name: space.pop(name) for name in names if name in space}
            for name in ("__dict__", "__weakref__"):
                space.pop(name, None)
            options = {"frozen": frozen, "kw_only": kw_only, "eq": eq}
            made = type(cls)(
                cls.__name__,
                cls.__bases__,
                {
                    **_COMMON,
                    **(_COMPARED if eq else {}),
                    **(_FROZEN if frozen else {}),
                    **space,
                    "__qualname__": cls.__qualname__,
                    "__slots__": names,
                    "__match_args__": () if kw_only else names,
                    "__dataclass_fields__": _Asked(defaults, options),
                    "__dataclass_params__": _Asked(defaults, options),
                },
            )
            made.__init__ = _first_init(made, defaults, kw_only=kw_only)
            return made

        return make

    def _first_init(cls: type, defaults: dict[str, object], *, kw_only: bool) -> Callable[..., None]:
        """Return an ``__init__`` that writes the real one, then calls it."""

        def __init__(self: object, *args: object, **kwargs: object) -> None:  # noqa: N807
            cls.__init__ = _written(cls, defaults, kw_only=kw_only)
            cls.__init__(self, *args, **kwargs)

        return __init__

    def _written(cls: type, defaults: dict[str, object], *, kw_only: bool) -> Callable[..., None]:
        """Return ``__init__``, which puts its arguments in the slots, of a frozen instance too."""
        space: dict[str, object] = {"NONE": _NONE}
        arguments, lines = ["self", "*"] if kw_only else ["self"], []
        for name in cls.__slots__:
            space[f"set_{name}"] = vars(cls)[name].__set__
            default, value = defaults.get(name, _NONE), name
            if isinstance(default, field):
                space[f"new_{name}"], default = default.default_factory, _NONE
                value = f"new_{name}() if {name} is NONE else {name}"
            space[f"old_{name}"] = default
            arguments.append(f"{name}=old_{name}" if name in defaults else name)
            lines.append(f" set_{name}(self, {value})")
        exec(f"def __init__({', '.join(arguments)}):\n" + "\n".join(lines), space)  # noqa: S102
        return space["__init__"]

    def replace(thing: object, /, **changes: object) -> object:
        """Return a copy of an instance with other values."""
        return type(thing)(**{name: getattr(thing, name) for name in thing.__slots__} | changes)

    def _values(self: object) -> list[object]:
        return [getattr(self, name) for name in self.__slots__]

    def _restore(self: object, state: list[object]) -> None:
        for name, value in zip(self.__slots__, state, strict=True):
            vars(type(self))[name].__set__(self, value)

    def _repr(self: object) -> str:
        shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__slots__)
        return f"{type(self).__qualname__}({shown})"

    def _equal(self: object, other: object) -> bool:
        return _values(self) == _values(other) if type(other) is type(self) else NotImplemented

    def _hash(self: object) -> int:
        return hash(tuple(_values(self)))

    def _refuse(self: object, name: str, *_: object) -> None:
        from dataclasses import FrozenInstanceError

        raise FrozenInstanceError(f"cannot change field {name!r}")

    _COMMON = {"__repr__": _repr, "__getstate__": _values, "__setstate__": _restore, "__replace__": replace}
    _COMPARED = {"__eq__": _equal, "__hash__": None}
    _FROZEN = {"__hash__": _hash, "__setattr__": _refuse, "__delattr__": _refuse}
