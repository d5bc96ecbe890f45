"""The other way round: what a document must say, held against what its template prints and when."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from jinja2 import nodes

from delibgen.errors import Finding, Severity
from delibgen.word.lint.logic import Atom, Formula, Not, assume, atoms, both, counter_example, either, negate
from delibgen.word.lint.mention import Mention
from delibgen.word.lint.reading import If, Loop, Print, Read, Step, Store, Words
from delibgen.word.lint.report import Findings
from delibgen.word.lint.scope import Name, Scope, names_in
from delibgen.word.lint.shapes import ANY


def check_mentions(found: Read, mentions: Sequence[Mention], scope: Scope, report: Findings) -> None:
    """Report each mention that no branch of the template prints, or only some."""
    if not found.parts:
        return
    for mention in mentions:
        formula = either(_Printed(mention).steps(part, scope) for part in found.parts)
        _judge(mention, formula, report)


def _judge(mention: Mention, formula: Formula, report: Findings) -> None:
    formula = assume(formula, _given(mention))
    if mention.parmi and formula is not False:
        formula = either([formula, _none_of(mention)])
    if formula is False:
        message = f"ce document n'imprime nulle part {mention.libelle}"
        report.all.append(_finding("DG180", mention, message, f"imprimez « {mention.champs[0]} »"))
        return
    missing = counter_example(formula)
    if missing is None:
        return
    always = counter_example(_best_layout(mention, formula))
    if always is None:
        chosen = _told({atom: value for atom, value in missing.items() if _is_choice(atom, mention)})
        message = f"la présentation peut ôter {mention.libelle} : rien ne l'imprime si {chosen}"
        report.all.append(_finding("DG182", mention, message, "à vérifier avec la collectivité"))
        return
    message = f"ce document n'imprime pas toujours {mention.libelle} : rien si {_told(always)}"
    advice = f"imprimez « {mention.champs[0]} » dans ce cas aussi"
    report.all.append(_finding("DG181", mention, message, advice))


def _finding(code: str, mention: Mention, message: str, advice: str) -> Finding:
    severity = Severity.INFORMATION if code == "DG182" else Severity.ALERTE
    return Finding(code=code, message=message, severity=severity, article=mention.article, suggestion=advice)


def _given(mention: Mention) -> Callable[[Atom], bool | None]:
    """Return what is known when there is something to say: the guards on the data themselves hold."""

    def value_of(atom: Atom) -> bool | None:
        """Return what the mention says of an atom."""
        if atom.origin and atom.origin in mention.si:
            return True
        if any(_within(path, atom.origin) for path in mention.sauf):
            return False
        about = (*mention.champs, *mention.si)
        return True if atom.origin and any(_within(path, atom.origin) for path in about) else None

    return value_of


def _none_of(mention: Mention) -> Formula:
    """Return what never happens: none of the conditions of which one always holds."""
    return both(Not(Atom(path, path)) for path in mention.parmi)


def _within(path: str, origin: str) -> bool:
    """Tell whether ``origin`` is ``path`` or what holds it: « seance.convocation » for its date."""
    return path == origin or path.startswith(f"{origin}.")


def _is_choice(atom: Atom, mention: Mention) -> bool:
    return any(atom.origin == path or atom.origin.startswith(f"{path}.") for path in mention.choix)


def _best_layout(mention: Mention, formula: Formula) -> Formula:
    """Return the formula under the choices of layout that print the most."""
    for atom in dict.fromkeys(found for found in atoms(formula) if _is_choice(found, mention)):
        sides = [assume(formula, {atom: value}.get) for value in (True, False)]
        formula = sides[0] if counter_example(sides[0]) is None or sides[1] is False else either(sides)
    return formula


def _told(conditions: Mapping[Atom, bool]) -> str:
    told = [f"« {atom.text} » est {'vrai' if value else 'faux'}" for atom, value in conditions.items()]
    return " et ".join(told) or "rien d'autre n'est dit"


class _Printed:
    """Says when steps print a mention."""

    def __init__(self, mention: Mention) -> None:
        self._mention = mention
        self._words = [re.compile(re.escape(words), re.IGNORECASE) for words in mention.textes]

    def steps(self, steps: list[Step], scope: Scope) -> Formula:
        """Return the formula of a sequence of steps."""
        terms: list[Formula] = [any(words.search(_text(steps)) for words in self._words)]
        for step in steps:
            match step:
                case Print():
                    terms.append(any(self._says(path) for path in _read(step.value, scope)))
                case Store():
                    scope = scope.naming({step.name: Name(ANY, scope.origin(step.value))})
                case If():
                    terms.append(self._if(step, scope))
                case Loop():
                    terms.append(self._loop(step, scope))
        return either(terms)

    def _says(self, path: str) -> bool:
        return any(path == field or path.startswith(f"{field}.") for field in self._mention.champs)

    def _if(self, step: If, scope: Scope) -> Formula:
        bodies = [self.steps(branch.body, scope) for branch in step.branches]
        if not any(bodies):
            return False  # most blocks print nothing of a mention: their conditions need no formula
        terms: list[Formula] = []
        before: list[Formula] = []
        for branch, body in zip(step.branches, bodies, strict=True):
            test = True if branch.test is None else _test(branch.test, scope)
            terms.append(both([*before, test, body]))
            before.append(negate(test))
        return either(terms)

    def _loop(self, step: Loop, scope: Scope) -> Formula:
        if step.items is None or step.target is None:
            return self.steps(step.body, scope)
        origin = scope.origin(step.items).removeprefix("acte.")
        inside = scope.naming({name: Name(ANY, origin) for name in names_in(step.target)})
        body, otherwise = self.steps(step.body, inside), self.steps(step.otherwise, scope)
        if not (body or otherwise):
            return False
        turns = Atom(origin or "la liste", origin)
        test = [_test(step.test, inside)] if step.test is not None else []
        return either([both([turns, *test, body]), both([negate(turns), otherwise])])


def _text(steps: Iterable[Step]) -> str:
    return "".join(step.text for step in steps if isinstance(step, Words))


def _read(node: nodes.Node, scope: Scope) -> Iterator[str]:
    """Yield the paths of the data that an expression prints; conditions inside it print nothing."""
    if isinstance(node, nodes.CondExpr):
        yield from _read(node.expr1, scope)
        if node.expr2 is not None:
            yield from _read(node.expr2, scope)
        return
    origin = scope.origin(node)
    if origin:
        yield origin.removeprefix("acte.")
        return
    for child in node.iter_child_nodes():
        yield from _read(child, scope)


def _test(node: nodes.Node, scope: Scope) -> Formula:
    if isinstance(node, nodes.Not):
        return negate(_test(node.node, scope))
    if isinstance(node, nodes.And):
        return both([_test(node.left, scope), _test(node.right, scope)])
    if isinstance(node, nodes.Or):
        return either([_test(node.left, scope), _test(node.right, scope)])
    if isinstance(node, nodes.Test) and node.name == "none":
        return negate(_test(node.node, scope))
    if isinstance(node, nodes.Name | nodes.Getattr):
        origin = scope.origin(node).removeprefix("acte.")
        return Atom(origin, origin)
    return Atom(_written(node, scope))


def _written(node: nodes.Node, scope: Scope) -> str:
    """Return a short text for a condition that is no plain field; the same text for the same condition."""
    if isinstance(node, nodes.Name | nodes.Getattr):
        return scope.origin(node)
    if isinstance(node, nodes.Const):
        return repr(node.value)
    if isinstance(node, nodes.Filter) and node.node is not None:
        return f"{_written(node.node, scope)} | {node.name}"
    if isinstance(node, nodes.Compare):
        signs = [f"{_SIGNS.get(op.op, op.op)} {_written(op.expr, scope)}" for op in node.ops]
        return " ".join([_written(node.expr, scope), *signs])
    return repr(node)


_SIGNS = {"eq": "==", "ne": "!=", "lt": "<", "lteq": "<=", "gt": ">", "gteq": ">=", "notin": "not in"}
