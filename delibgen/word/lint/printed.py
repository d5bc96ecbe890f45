"""When the steps of a template print a mention, as a formula over its conditions."""

import re
from collections.abc import Callable, Iterable, Mapping

from delibgen.word.lint.logic import Atom, Formula, assume, both, either, negate
from delibgen.word.lint.meanings import Names, Value, one_of, standing_for, truth_of, value_of
from delibgen.word.lint.mention import Mention
from delibgen.word.lint.reading import If, Loop, Print, Step, Store, Words
from delibgen.word.lint.scope import names_in


def when_printed(mention: Mention, parts: Iterable[list[Step]]) -> Formula:
    """Return when a mention is printed by one of these parts.

    Args:
        mention: what is looked for.
        parts: the printed parts of a template, as trees.
    """
    printed = _Printed(mention)
    return either(printed.steps(part, {})[0] for part in parts)


class _Printed:
    """Says when steps print a mention, and what the names that they set stand for."""

    def __init__(self, mention: Mention) -> None:
        self._mention = mention
        self._words = [_pattern(words) for words in mention.textes]
        self._loops = 0

    def steps(self, steps: list[Step], names: Names) -> tuple[Formula, Names]:
        """Return when a sequence of steps prints the mention, and the names after it."""
        terms: list[Formula] = [any(words.search(_text(steps)) for words in self._words)]
        for step in steps:
            match step:
                case Print() if not step.tag.is_shape:
                    terms.append(self._says(value_of(step.value, names)))
                case Store():
                    names = {**names, step.name: value_of(step.value, names)}
                case If():
                    printed, names = self._if(step, names)
                    terms.append(printed)
                case Loop():
                    terms.append(self._loop(step, names))
        return either(terms), names

    def _says(self, value: Value) -> Formula:
        return either(when for when, path in value.paths if self._is_mentioned(path))

    def _is_mentioned(self, path: str) -> bool:
        return any(path == field or path.startswith(f"{field}.") for field in self._mention.champs)

    def _if(self, step: If, names: Names) -> tuple[Formula, Names]:
        ends = [self.steps(branch.body, names) for branch in step.branches]
        changed = {name for _, after in ends for name, value in after.items() if value is not names.get(name)}
        if not changed and not any(body for body, _ in ends):
            return False, names  # most blocks print nothing of a mention: their conditions need no formula
        terms: list[Formula] = []
        ways: list[tuple[Formula, Names]] = []
        before: list[Formula] = []
        for branch, (body, after) in zip(step.branches, ends, strict=True):
            test = True if branch.test is None else truth_of(branch.test, names)
            taken = both([*before, test])
            terms.append(both([taken, body]))
            ways.append((taken, after))
            before.append(negate(test))
        ways.append((both(before), names))
        return either(terms), {**names, **{name: _merged(name, ways) for name in changed}}

    def _loop(self, step: Loop, names: Names) -> Formula:
        if step.items is None or step.target is None:
            return self.steps(step.body, names)[0]
        items = value_of(step.items, names)
        self._loops += 1
        turn = f"loop#{self._loops}"
        given = dict.fromkeys(names_in(step.target), items)
        inside = {**names, **given, "loop": standing_for(turn)}
        body, otherwise = self.steps(step.body, inside)[0], self.steps(step.otherwise, names)[0]
        if not (body or otherwise):
            return False
        turns = items.truth if items.paths or isinstance(items.truth, bool) else Atom("la liste")
        test = truth_of(step.test, inside) if step.test is not None else True
        once = _once(turn, both([test, body]))
        return either([both([turns, once]), both([negate(turns), otherwise])])


def _pattern(words: str) -> re.Pattern[str]:
    """Return what finds words in a text, whatever the spaces between them."""
    return re.compile(r"\s+".join(map(re.escape, words.split())), re.IGNORECASE)


def _merged(name: str, ways: Iterable[tuple[Formula, Names]]) -> Value:
    """Return what a name stands for after branches, each way with its condition."""
    return one_of((when, names[name]) for when, names in ways if name in names)


def _once(turn: str, body: Formula) -> Formula:
    """Return when one turn at least prints: a loop that turns has a first turn, and a last one."""
    first = {"first": True, "index": True, "index0": False}
    last = {"last": True, "revindex": True, "revindex0": False}
    turns = (assume(body, _known(turn, said)) for said in (first, last))
    return either([*turns, body])


def _known(turn: str, said: Mapping[str, bool]) -> Callable[[Atom], bool | None]:
    """Return what is known of the conditions on a turn that is the first one, or the last."""

    def value(atom: Atom) -> bool | None:
        """Return whether the condition holds in this turn, ``None`` for any other condition."""
        owner, _, name = (atom.origin or atom.about).partition(".")
        if owner != turn or name not in said:
            return None
        return said[name] if atom.origin else atom.code == 1

    return value


def _text(steps: Iterable[Step]) -> str:
    return "".join(step.text for step in steps if isinstance(step, Words))
