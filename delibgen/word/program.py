"""What prints a part: a program of a small closed language, kept as JSON, written in Python once loaded.

A program is a list of statements, each a list that begins with its kind; a tag is its number, -1 for none:

- ``["text", text]``: XML as it stands; ``["print", tag, value]``;
- ``["if", [[tag, value, body], …], body]``: the branches, then what is printed when none is taken;
- ``["for", tag, target, value, value or null, body, body]``: what each item is called (a name, or a list of
  them), the list, the condition on an item, the body, what is printed when no item is left;
- ``["set", tag, name, value]``.

Values are those of ``expressions``. Whatever else a file holds is refused with ``ValueError``: a program that
comes from the disk cannot do more than a template can. A name set in a loop is forgotten at each turn, as in
Jinja; one that an ``if`` sets stays.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from delibgen.light import TYPE_CHECKING, dataclass
from delibgen.word.expressions import Expressions, Json, Scope, Written, checked_name, foreign, pairs
from delibgen.word.memo import Memo
from delibgen.word.runtime import GLOBALS
from delibgen.word.session import MANY

if TYPE_CHECKING:
    from typing import Any

    from delibgen.word.session import Session
    from delibgen.word.vocabulary import Vocabulary

_PIECES = 40
"""Pieces of text added in one statement: each deepens Python's stack."""
_WORTH = 4
"""Fields that a block reads, from which its text is worth keeping; a loop reads as many."""


@dataclass(frozen=True, slots=True)
class Program:
    """A part, ready to be printed any number of times, by any number of threads."""

    run: "Callable[[Mapping[str, object], Session], str]"
    tags: tuple[int, ...]
    """Number of the tag that each line of the code comes from, -1 for none."""

    def tag_of(self, line: int) -> int:
        """Return the number of the tag that a line comes from, or -1."""
        return self.tags[line - 1] if 0 < line <= len(self.tags) else -1


def build(body: Json, given: Collection[str], vocabulary: "Vocabulary", filename: str) -> Program:
    """Return a program in Python; ``given`` are the names that the data give.

    Raises ``ValueError`` for what is not a program; ``SyntaxError``, ``RecursionError`` or ``MemoryError``
    for one that Python cannot take in.
    """
    writer = _Writer(given, vocabulary, stored_in(body))
    source = writer.write(body)
    space: dict[str, Any] = {**GLOBALS, **writer.functions}
    space |= {f"memo{rank}": Memo() for rank in range(writer.memos)}
    exec(compile(source, filename, "exec", dont_inherit=True), space)  # noqa: S102  (all of it is ours)
    return Program(space["render"], tuple(writer.tags))


class _Writer(Expressions):
    """Writes the Python code of a program, line by line, with the tag that each line comes from."""

    def __init__(self, given: Collection[str], vocabulary: "Vocabulary", stored: set[str]) -> None:
        super().__init__(given, vocabulary, stored)
        self.lines: list[str] = []
        self.tags: list[int] = []
        self._depth = 1
        self._scopes = 0
        self.memos = 0
        """Chunks whose text may be kept."""
        self._pending: list[tuple[int, str]] = []

    def write(self, body: Json) -> str:
        """Return the code of the function ``render``."""
        for statement in statements(body):
            if self._may_be_kept(statement) and not self._is_roll(statement):
                self._chunk(statement)
            else:
                self._statement(statement)
        self._line(-1, "return s.joined(o)")
        self._depth = 0
        names = sorted(self.read | self.scope.stored)
        values = {name: f"c[{name!r}]" if name in self.given else "MISSING" for name in names}
        head = ["def render(c, s):", " p = s.print_value", " o = []"]
        head += (f" v0_{name} = {value}" for name, value in values.items())
        head += (f" k_{name} = known_fields.get(type(v0_{name}), ())" for name in sorted(self.records))
        self._insert(0, -1, head)
        return "\n".join(self.lines)

    # ---- lines

    def _line(self, tag: int, code: str) -> None:
        self._flush()
        self._add(tag, code)

    def _add(self, tag: int, code: str) -> None:
        self.lines.append(" " * self._depth + code)
        self.tags.append(tag)

    def _piece(self, tag: int, code: str) -> None:
        self._pending.append((tag, code))
        if len(self._pending) == _PIECES:
            self._flush()

    def _flush(self) -> None:
        """Write the pieces met since the last statement, a line each: an error tells its tag by the line."""
        if self._pending:
            self._add(-1, "o += (")
            for tag, code in self._pending:
                self._add(tag, f"{code},")
            self._add(-1, ")")
            self._pending.clear()

    def _insert(self, at: int, tag: int, codes: Iterable[str]) -> None:
        """Write lines before those that stand from ``at`` on."""
        lines = [" " * self._depth + code for code in codes]
        self.lines[at:at], self.tags[at:at] = lines, [tag] * len(lines)

    # ---- statements

    def _body(self, body: Json) -> None:
        for statement in statements(body):
            self._statement(statement)

    def _statement(self, statement: Json) -> None:
        match statement:
            case ["text", str(text)]:
                self._piece(-1, repr(text))
            case ["print", int(tag), value]:
                self._piece(tag, self.printed(value))
            case ["if", [_, *_] as branches, otherwise]:
                self._if(branches, otherwise)
            case ["for", int(tag), target, value, test, inside, otherwise]:
                self._for(tag, target, value, test, inside, otherwise)
            case ["set", int(tag), str(name), value]:
                self._line(tag, f"{self.scope.place(name)} = {self.value(value)}")
                self.sure.add(self.scope.place(name))
            case _:
                raise foreign(statement)

    def _block(self, body: Json, beginning: Iterable[str] = ()) -> None:
        """Write a body one level deeper."""
        self._flush()
        self._depth += 1
        start = len(self.lines)
        for line in beginning:
            self._add(-1, line)
        self._body(body)
        self._flush()
        if len(self.lines) == start:
            self._add(-1, "pass")
        self._depth -= 1

    def _if(self, branches: list[Json], otherwise: Json) -> None:
        ends: list[set[str]] = []
        for rank, branch in enumerate(branches):
            match branch:
                case [int(tag), test, body]:
                    self._line(tag, f"{'elif' if rank else 'if'} {self.value(test)}:")
                    ends.append(self._branch(body))
                case _:
                    raise foreign(branch)
        if otherwise:
            self._line(-1, "else:")
            ends.append(self._branch(otherwise))
        else:
            ends.append(self.sure)
        self.sure = set.intersection(*ends)

    def _branch(self, body: Json) -> set[str]:
        """Write a branch; return the places that have a value at its end."""
        before, self.sure = self.sure, set(self.sure)
        self._block(body)
        after, self.sure = self.sure, before
        return after

    # ---- chunks whose text is kept

    def _may_be_kept(self, statement: Json) -> bool:
        """Tell whether a block prints what the names it reads say, no more, and is worth keeping."""
        is_block = isinstance(statement, list) and statement[:1] in (["for"], ["if"])
        worth = is_block and _reads(statement) >= _WORTH
        return worth and not stored_in([statement]) and self.is_pure(statement)

    def _chunk(self, statement: Json) -> None:
        """Write a block that is printed when its text is not known."""
        rank, start = self._begin_kept()
        self.touched = set()
        self._statement(statement)
        self._end_kept(rank, start, sorted(self.touched))

    def _begin_kept(self) -> tuple[int, int]:
        self._flush()
        self._depth += 1
        self.memos += 1
        return self.memos - 1, len(self.lines)

    def _end_kept(self, rank: int, start: int, names: list[str]) -> None:
        """Write what keeps the text of the lines from ``start`` on, for the values of these names."""
        self._flush()
        self._depth -= 1
        if not names:
            self._insert(start, -1, ["if 1:"])
            return
        memo, values = f"memo{rank}", ", ".join(names)
        head = [f"t = {memo}.text(s, {values})", "if t is None:", f" d{rank}, h{rank}, o = s.traces(), o, []"]
        self._insert(start, -1, head)
        self._add(-1, f" t, o = s.joined(o), h{rank}")
        self._add(-1, f" {memo}.keep(s, d{rank}, t, {values})")
        self._piece(-1, "t")

    # ---- loops

    def _for(self, tag: int, target: Json, value: Json, test: Json, body: Json, otherwise: Json) -> None:
        """Write a loop; the text of a roll is kept with its list, wherever it stands."""
        if self.scope.loop() is not None:  # loops in loops multiply what the data give
            self._line(tag, f"if len(o) > {MANY}: s.hold(o)")
        if not self._is_roll(["for", tag, target, value, test, body, otherwise]):
            self._loop(tag, target, value, test, body, otherwise)
            return
        given: list[str] = []
        value = self._lifted(tag, value, given)
        rank, start = self._begin_kept()
        self._loop(tag, target, value, test, body, otherwise)
        self._end_kept(rank, start, given)

    def _is_roll(self, statement: Json) -> bool:
        """Tell whether a block is a loop whose rows are filled by its list alone."""
        match statement:
            case ["for", _, list(target), value, None, body, otherwise]:
                return self._fills(set(names_of(target)), [body, otherwise]) and self.is_pure(value)
            case _:
                return False

    def _fills(self, names: set[str], bodies: Json) -> bool:
        """Tell whether what a body prints is told by these names alone."""
        stored = any(map(stored_in, statements(bodies)))
        return not stored and set(_named(bodies)) <= names and self.is_pure(bodies)

    def _lifted(self, tag: int, value: Json, given: list[str]) -> Json:
        """Write the fields that a value reads, each under a name of its own; return it with these names."""
        match value:
            case ["const", _]:
                return value
            case ["filter", str(name), of, list(ranked), list(named)]:
                lifted = [self._lifted(tag, part, given) for part in [of, *ranked]]
                keys: list[Json] = [[key, self._lifted(tag, part, given)] for key, part in pairs(named)]
                return ["filter", name, lifted[0], lifted[1:], keys]
            case _:
                given.append(f"g{self.memos}_{len(given)}")
                self._line(tag, f"{given[-1]} = {self.value(value)}")
                return Written(given[-1])

    def _loop(self, tag: int, target: Json, value: Json, test: Json, body: Json, otherwise: Json) -> None:
        check = "as_rows" if isinstance(target, list) else "as_list"
        items = f"{check}({self.value(value)})"
        if test is not None:
            items = self._kept(tag, target, items, test)
        self._flush()
        start = len(self.lines)
        scope = self._scoped(set(names_of(target)), body, is_loop=True)
        self._insert(start, tag, self._opening(scope, target, items, otherwise))
        if otherwise:
            self._line(-1, f"if not len(r{scope.rank}):")
            self._scoped(set(), otherwise)

    def _scoped(self, names: set[str], body: Json, *, is_loop: bool = False) -> Scope:
        """Write a body that forgets at its end what it sets; ``names`` have a value as it begins."""
        scope = self._scope(names, body, is_loop=is_loop)
        outer, before = self.scope, self.sure
        aliases = {scope.place(name): self.place_of(name) for name in sorted(scope.stored - names)}
        self.sure = before | set(map(scope.place, names))
        self.sure |= {place for place, source in aliases.items() if source in before}
        self.scope = scope
        self._block(body, [f"{place} = {source or 'MISSING'}" for place, source in aliases.items()])
        self.scope, self.sure = outer, before
        return scope

    def _scope(self, names: set[str], body: Json, *, is_loop: bool = False) -> Scope:
        self._scopes += 1
        return Scope(self._scopes, names | stored_in(body), self.scope, is_loop=is_loop)

    def _kept(self, tag: int, target: Json, items: str, test: Json) -> str:
        """Write what keeps the items that meet a condition; return the name of their list."""
        names = set(names_of(target))
        outer, scope, before = self.scope, self._scope(names, []), self.sure
        r = scope.rank
        self._line(tag, f"r{r} = []")
        self._line(tag, f"for q{r} in {items}:")
        self._line(tag, f" {_written(scope, target)} = q{r}")
        self.scope, self.sure = scope, before | set(map(scope.place, names))
        self._line(tag, f" if {self.value(test)}: r{r}.append(q{r})")
        self.scope, self.sure = outer, before
        return f"r{r}"

    def _opening(self, scope: Scope, target: Json, items: str, otherwise: Json) -> list[str]:
        """Return the lines that open a loop: no more than what its body asks of it."""
        r, named = scope.rank, _written(scope, target)
        if not scope.uses and not otherwise:
            return [f"for {named} in {items}:"]
        lines = [f"r{r} = {items}"]
        if "n" in scope.uses:
            lines.append(f"n{r} = len(r{r})")
        if not scope.uses:
            return [*lines, f"for {named} in r{r}:"]
        lines.append(f"for i{r}, {named} in enumerate(r{r}):")
        if "loop" in scope.uses:
            lines.append(f" {scope.place('loop')} = Turn(i{r}, n{r})")
        return lines


def statements(body: Json) -> list[Json]:
    """Return the statements of a body; raise ``ValueError`` for what is none."""
    if not isinstance(body, list):
        raise foreign(body)
    return body


def names_of(target: Json) -> list[str]:
    """Return the names that a loop gives."""
    if isinstance(target, list):
        return [name for item in target for name in names_of(item)]
    return [_assignable(target)]


def stored_in(body: Json) -> set[str]:
    """Return the names that a body sets, but for those that its loops set and forget."""
    found: set[str] = set()
    for statement in statements(body):
        match statement:
            case ["set", _, name, _]:
                found.add(_assignable(name))
            case ["if", list(branches), otherwise]:
                inside = [branch[-1] for branch in branches if isinstance(branch, list) and branch]
                found.update(*map(stored_in, (*inside, otherwise)))
    return found


def _named(node: Json) -> Iterator[str]:
    """Yield the names that a body reads."""
    if isinstance(node, list):
        if node[:1] == ["name"]:
            yield str(node[-1])
        else:
            for part in node:
                yield from _named(part)


def _reads(node: Json) -> int:
    """Return how many fields are read by a block, at least."""
    if not isinstance(node, list):
        return 0
    own = _WORTH if node[:1] == ["for"] else int(node[:1] == ["field"])
    return own + sum(map(_reads, node))


def _assignable(name: Json) -> str:
    if name == "loop":
        raise foreign(name)
    return checked_name(name)


def _written(scope: Scope, target: Json) -> str:
    """Return a target of a loop in Python."""
    if isinstance(target, list):
        return f"({''.join(f'{_written(scope, item)}, ' for item in target)})"
    return scope.place(checked_name(target))
