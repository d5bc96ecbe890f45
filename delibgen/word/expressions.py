"""The values of a program, written in Python: names of our own, constants by their ``repr``, nothing else.

A value is a list that begins with its kind:

- ``["name", name]``, ``["const", text or number or boolean]``, ``["list", value…]``, ``["tuple", value…]``;
- ``["field", value, name]``, ``["item", value, text or number]``;
- ``["filter", name, value, [value…], [[name, value]…]]`` and ``["test", …]`` alike;
- ``["compare", value, [[operator, value]…]]``, ``["and", value, value]``, ``["or", …]``, ``["not", value]``,
  ``["choose", condition, value, value]``.
"""

from collections.abc import Callable, Collection, Iterator
from keyword import iskeyword

from delibgen.light import TYPE_CHECKING
from delibgen.word.fields import NAME
from delibgen.word.runtime import MARKS, SHAPES

if TYPE_CHECKING:
    from delibgen.word.vocabulary import Vocabulary

Json = None | bool | int | str | list["Json"]
"""What a program is made of."""
_OPERATORS = {
    "eq": "==", "ne": "!=", "gt": ">", "gteq": ">=", "lt": "<", "lteq": "<=", "in": "in", "notin": "not in"
}  # fmt: skip
_LOOP = {
    "index": "i{0} + 1", "index0": "i{0}", "first": "i{0} == 0", "last": "i{0} == n{0} - 1", "length": "n{0}",
    "revindex": "n{0} - i{0}", "revindex0": "n{0} - i{0} - 1",
}  # fmt: skip


class Written(str):
    """A name of the code's own, in the place of a value: no file can hold one."""

    __slots__ = ()


class Scope:
    """The part, a loop or the ``else`` of a loop: what it sets is forgotten at its end."""

    __slots__ = ("is_loop", "outer", "rank", "stored", "uses")

    def __init__(self, rank: int, stored: set[str], outer: "Scope | None", *, is_loop: bool = False) -> None:
        self.rank, self.stored, self.outer, self.is_loop = rank, stored, outer, is_loop
        self.uses: set[str] = set()
        """What the body asks of the loop: ``i`` its rank, ``n`` its length, ``loop`` the whole."""

    def place(self, name: str) -> str:
        """Return the Python name under which the scope keeps a name."""
        return f"v{self.rank}_{name}"

    def find(self, name: str) -> "Scope | None":
        """Return the scope that keeps a name, this one or one around it."""
        scope: Scope | None = self
        while scope is not None and name not in scope.stored:
            scope = scope.outer
        return scope

    def loop(self) -> "Scope | None":
        """Return the innermost loop."""
        scope: Scope | None = self
        while scope is not None and not scope.is_loop:
            scope = scope.outer
        return scope


class Expressions:
    """Writes values in Python, and keeps the functions that they call."""

    def __init__(self, given: Collection[str], vocabulary: "Vocabulary", stored: set[str]) -> None:
        self.given, self._vocabulary = given, vocabulary
        self.scope = Scope(0, stored, None)
        self.read: set[str] = set()
        """Names that are read from the data."""
        self.records: set[str] = set()
        """Those whose fields are read."""
        self.sure = {self.scope.place(name) for name in given}
        """Places that surely have a value."""
        self.touched: set[str] = set()
        """Places of the part itself that are read."""
        self.functions: dict[str, Callable[..., object]] = {}
        self._known: dict[tuple[str, str], str] = {}

    def printed(self, node: Json) -> str:
        """Return the code of the text that a value prints."""
        match node:
            case ["filter", str(name), *_] if name in MARKS or name in SHAPES:
                return self.value(node)
            case _:
                return f"p({self.value(node)})"

    def value(self, node: Json) -> str:
        """Return the code of a value; raise ``ValueError`` for what is none."""
        match node:
            case Written():
                return str(node)
            case ["name", str(name)]:
                return self._name(name)
            case ["const", (str() | int()) as constant]:
                return repr(constant)
            case ["field", of, str(name)]:
                return self._field(of, name)
            case ["item", of, (str() | int()) as key]:
                return f"read_item({self.value(of)}, {key!r})"
            case ["filter" | "test" as kind, str(name), of, list(ranked), list(named)]:
                return self._call(str(kind), name, of, ranked, named)
            case _:
                return self._operation(node)

    def _operation(self, node: Json) -> str:
        match node:
            case ["compare", first, [_, *_] as operands]:
                return self._comparison(node, first, operands)
            case ["and" | "or" as word, left, right]:
                return f"({self.value(left)} {word} {self.value(right)})"
            case ["not", of]:
                return f"(not {self.value(of)})"
            case ["choose", test, first, second]:
                return f"({self.value(first)} if {self.value(test)} else {self.value(second)})"
            case ["list", *items]:
                return f"[{', '.join(map(self.value, items))}]"
            case ["tuple", *items]:
                return f"({''.join(map('{}, '.format, map(self.value, items)))})"
            case _:
                raise foreign(node)

    def _field(self, of: Json, name: str) -> str:
        """Return the code of a field; what the loop says of itself is counted by the code."""
        loop = self.scope.loop() if of == ["name", "loop"] and name in _LOOP else None
        if loop is not None:
            loop.uses |= {"i", "n"} & set(_LOOP[name])
            return f"({_LOOP[name].format(loop.rank)})"
        code = f"read({self.value(of)}, {checked_name(name)!r})"
        match of:
            case ["name", str(holder)] if self.place_of(holder) in self.sure and not iskeyword(name):
                return self._read_without_call(holder, name, code)
            case _:
                return code

    def _read_without_call(self, holder: str, name: str, code: str) -> str:
        """Return the code of a field of a name; ``code`` reads it in any case, and costs a call.

        What the data give to the part is a record most often, and what a loop gives a dictionary.
        """
        place = self.place_of(holder)
        if self.scope.find(holder) is not None:
            return f"({place}[{name!r}] if type({place}) is dict and {name!r} in {place} else {code})"
        self.records.add(holder)
        return f"(x if {name!r} in k_{holder} and not callable(x := {place}.{name}) else {code})"

    def _name(self, name: str) -> str:
        loop = self.scope.loop() if name == "loop" else None
        if loop is not None:
            loop.uses |= {"i", "n", "loop"}
            return loop.place(name)
        place = self.place_of(name)
        if place is None:
            return f"missing({name!r})"
        return place if place in self.sure else f"({place} if {place} is not MISSING else missing({name!r}))"

    def place_of(self, name: str) -> str | None:
        """Return the Python name of a name, or ``None`` when nothing gives it."""
        scope = self.scope.find(checked_name(name))
        if scope is None and name not in self.given:
            return None
        place = scope.place(name) if scope is not None else f"v0_{name}"
        if scope is None:
            self.read.add(name)
        if scope is None or scope.outer is None:
            self.touched.add(place)
        return place

    def _comparison(self, node: Json, first: Json, operands: list[Json]) -> str:
        """Return a comparison; beside a text written in the tag, values are read as Word shows them."""
        form = "folded({})" if any(_texts(node)) else "{}"
        pieces = [form.format(self.value(first))]
        for operand in operands:
            match operand:
                case [str(word), value] if word in _OPERATORS:
                    pieces.append(f" {_OPERATORS[word]} {form.format(self.value(value))}")
                case _:
                    raise foreign(operand)
        return f"({''.join(pieces)})"

    def _call(self, kind: str, name: str, of: Json, ranked: list[Json], named: list[Json]) -> str:
        arguments = ["s"] if kind == "filter" and name in MARKS else []
        arguments += map(self.value, [of, *ranked])
        for key, value in pairs(named):
            plain = NAME.match(key) and not iskeyword(key)
            code = self.value(value)
            arguments.append(f"{key}={code}" if plain else f"**{{{key!r}: {code}}}")
        return f"{self._function(kind, name)}({', '.join(arguments)})"

    def is_pure(self, node: Json) -> bool:
        """Tell whether a block calls nothing but filters and tests that depend on what they are given."""
        match node:
            case ["filter" | "test" as kind, str(name), *rest]:
                return (kind, name) in self._vocabulary.pure and all(map(self.is_pure, rest))
            case list():
                return all(map(self.is_pure, node))
            case _:
                return True

    def _function(self, kind: str, name: str) -> str:
        """Return the Python name of a filter or of a test; raise ``ValueError`` when there is none."""
        known = self._known.get((kind, name))
        if known is None:
            function = self._vocabulary.filter(name) if kind == "filter" else self._vocabulary.tests.get(name)
            if function is None:
                raise foreign(name)
            known = self._known[kind, name] = f"f{len(self._known)}"
            self.functions[known] = function
        return known


def pairs(named: list[Json]) -> Iterator[tuple[str, Json]]:
    """Yield the named arguments of a call; raise ``ValueError`` for what is none."""
    for pair in named:
        match pair:
            case [str(key), value]:
                yield key, value
            case _:
                raise foreign(pair)


def foreign(found: object) -> ValueError:
    """Return the error for what no template can say."""
    return ValueError(f"not of the language: {found!r:.80}")


def checked_name(name: Json) -> str:
    """Return a name that a template may use; raise ``ValueError`` for any other thing."""
    if not isinstance(name, str) or not NAME.match(name):
        raise foreign(name)
    return name


def _texts(node: Json) -> Iterator[bool]:
    """Yield whether each constant of a value is a text."""
    if isinstance(node, list):
        if node[:1] == ["const"]:
            yield isinstance(node[1], str)
        else:
            for part in node:
                yield from _texts(part)
