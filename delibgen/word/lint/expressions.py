"""Expressions read through the types: what each gives, and what is wrong in it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from jinja2 import nodes

from delibgen.errors import Severity, closest
from delibgen.word.environment import WordEnvironment
from delibgen.word.fields import NAME
from delibgen.word.language import binds
from delibgen.word.lint.comparisons import check_comparison
from delibgen.word.lint.conditions import narrow
from delibgen.word.lint.hints import example_of, fields_of, may_lack
from delibgen.word.lint.quoted import check_printed, check_tested
from delibgen.word.lint.report import Findings
from delibgen.word.lint.scope import Scope, path_of
from delibgen.word.lint.shapes import (
    ANY,
    NUMBER,
    YES_NO,
    Anything,
    Choice,
    Dictionary,
    Kinds,
    Leaf,
    Many,
    Nothing,
    Row,
    Shape,
    Thing,
    describe,
    falsy,
    items_of,
    optional,
    present,
    truthy,
    union,
    unknown,
)
from delibgen.word.lint.signatures import FROM_ITEMS, SENTENCES, accepts, result_of, signature_of
from delibgen.word.lint.writing import FIELDLESS, formatting
from delibgen.word.missing import advice_about
from delibgen.word.tag import Tag

_ENDLESS = 10**9
"""Stands for the length of a list that no type tells."""


class Reader:
    """Reads expressions; faults go to ``findings``."""

    def __init__(self, findings: Findings, environment: WordEnvironment, tags: Sequence[Tag] = ()) -> None:
        self.findings = findings
        self._tags = tags
        self.filled: set[int] = set()
        """Numbers of the loops that are known to turn."""
        self._environment = environment

    def read(self, node: nodes.Expr, scope: Scope) -> Kinds:
        """Return the kinds of what an expression gives."""
        handler = _HANDLERS.get(type(node))
        return handler(self, node, scope) if handler is not None else ANY

    def look(self, node: nodes.Expr, scope: Scope) -> Kinds:
        """Return the kinds of an expression, without reporting anything."""
        self.findings.muted += 1
        try:
            return self.read(node, scope)
        finally:
            self.findings.muted -= 1

    def example(self, node: nodes.Expr, scope: Scope) -> str:
        """Return the docstring of the field that an expression names, or ``""``."""
        if isinstance(node, nodes.Name) and node.name not in scope.names and scope.root is not None:
            return example_of(scope.root, node.name)
        if isinstance(node, nodes.Getattr):
            owners = [shape for shape in self.look(node.node, scope) if isinstance(shape, Thing)]
            return "\n".join(example_of(owner, node.attr) for owner in owners)
        return ""

    def needed(self, node: nodes.Expr, scope: Scope, use: str) -> Kinds:
        """Return the kinds of a value that must be there; report one that may be missing."""
        kinds = self.read(node, scope)
        if optional(kinds) and not unknown(kinds):
            self._missing(node, kinds, use)
        return present(kinds) or ANY

    def _missing(self, node: nodes.Expr, kinds: Kinds, use: str) -> None:
        path = path_of(node) or "cette valeur"
        if not present(kinds):
            message = f"« {path} » est vide à cet endroit : la condition l'écarte, et {use}"
            self.findings.say("DG168", message, "retirez le « not » de la condition, ou changez de branche")
            return
        message = f"« {path} » peut manquer, et {use} sans condition"
        advice = f"entourez de {{% if {path} %}} … {{% endif %}}"
        if not path_of(node):
            advice = "entourez la balise de {% if … %} … {% endif %}, ou donnez une valeur par « or »"
        self.findings.say("DG153", message, advice)

    def _constant(self, node: nodes.Const, _scope: Scope) -> Kinds:
        if isinstance(node.value, bool):
            return YES_NO
        known = isinstance(node.value, str | int)
        return frozenset({Choice((node.value,))}) if known else ANY  # the engine refuses any other

    def _row(self, node: nodes.Tuple | nodes.List, scope: Scope) -> Kinds:
        return frozenset({Row(tuple(self.read(item, scope) for item in node.items))})

    def _name(self, node: nodes.Name, scope: Scope) -> Kinds:
        kinds = scope.kinds(node.name)
        if kinds is None:
            if not scope.open and NAME.match(node.name):  # the engine reports a name that is ill-formed
                self._unknown_name(node.name, scope)
            return ANY
        said = scope.says.get(node.name)
        same = scope.fact(said, kinds) if said is not None else kinds
        return scope.fact(node, same)

    def _unknown_name(self, name: str, scope: Scope) -> None:
        near = closest(name, scope.known())
        owner = next((field for field in scope.fields if self._has(scope.fields[field], name)), "")
        advice = f"vouliez-vous « {near} » ?" if near else "voyez le dictionnaire des champs"
        if not near and owner:
            advice = f"écrivez « {owner}.{name} »"
        advice = advice_about(name, self._tags) or advice
        self.findings.say("DG151", f"le nom « {name} » n'existe pas", advice)

    @staticmethod
    def _has(kinds: Kinds, name: str) -> bool:
        return any(isinstance(shape, Thing) and name in fields_of(shape) for shape in kinds)

    def _attribute(self, node: nodes.Getattr, scope: Scope) -> Kinds:
        return self._field(node, node.attr, scope)

    def _field(self, node: nodes.Getattr | nodes.Getitem, name: str, scope: Scope) -> Kinds:
        base = self.needed(node.node, scope, f"« {name} » lui est demandé")
        found = union(self._field_of(shape, name) for shape in base)
        if scope.canonical(path_of(node)) not in scope.facts:
            self._key(node.node, name, base, found)
        return scope.fact(node, found) if found != ANY else ANY

    def _key(self, owner: nodes.Expr, name: str, base: Kinds, found: Kinds) -> None:
        """Report a key of a mapping that may not be there, and that no condition has looked for."""
        path, free = path_of(owner), any(isinstance(shape, Dictionary) for shape in base)
        if not path or unknown(found) or not (free or any(may_lack(shape, name) for shape in base)):
            return
        message = f"« {path}.{name} » peut manquer : "
        message += f"« {path} » est un dictionnaire, aux clés libres" if free else "sa clé est facultative"
        advice = f'entourez de {{% if "{name}" in {path} %}} … {{% endif %}}'
        self.findings.say("DG153", message, advice, severity=Severity.ALERTE if free else None)

    def _field_of(self, shape: Shape, name: str) -> Kinds:
        match shape:
            case Anything():
                return ANY
            case Dictionary(value):
                return value
            case Thing():
                return self._field_of_thing(shape, name)
            case Leaf(kind) if name in {"year", "month", "day"} and hasattr(kind, name):
                return NUMBER
            case _:
                self._no_fields(name, shape)
                return ANY

    def _field_of_thing(self, thing: Thing, name: str) -> Kinds:
        fields = fields_of(thing)
        if name not in fields and NAME.match(name):
            self._unknown_field(name, fields, thing.type.__name__)
        return fields.get(name, ANY)

    def _no_fields(self, name: str, shape: Shape) -> None:
        advice = "retirez ce qui suit le point"
        function = self._environment.filters.get(name) if name in self._environment.public_filters else None
        if function is not None and accepts(signature_of(name, function).value, frozenset({shape})):
            advice = f"c'est un filtre : écrivez « | {name} »"
        elif isinstance(shape, Many | Row):
            advice = "parcourez la liste : {% for x in … %}"
        asked = describe(frozenset({shape}))
        self.findings.say("DG152", f"« {name} » est demandé à {asked}, sans champs", advice)

    def _unknown_field(self, name: str, fields: Mapping[str, Kinds], owner: str) -> None:
        near = closest(name, fields)
        shown = ", ".join(list(fields)[:12]) + ("…" if len(fields) > 12 else "")
        advice = f"vouliez-vous « {near} » ?" if near else f"champs : {shown}" if shown else FIELDLESS
        self.findings.say("DG152", f"le champ « {name} » n'existe pas dans {owner}", advice)

    def _item(self, node: nodes.Getitem, scope: Scope) -> Kinds:
        key = node.arg.value if isinstance(node.arg, nodes.Const) else None
        return self._field(node, key, scope) if isinstance(key, str) else self._ranked(node, key, scope)

    def _ranked(self, node: nodes.Getitem, key: object, scope: Scope) -> Kinds:
        """Return the kinds of the item of this rank in a list."""
        base = self.needed(node.node, scope, "un élément lui est demandé")
        if unknown(base):
            return ANY
        if not all(isinstance(shape, Many | Row) for shape in base):
            self.findings.say("DG152", f"[{key}] est demandé à {describe(base)}", "nommez un champ")
            return ANY
        self._check_filled(node.node, base, f"son élément [{key}] est demandé", key)
        longest = max(map(_longest, base))
        if isinstance(key, int) and key >= longest:
            message = f"[{key}] est demandé à une liste de {longest} éléments, comptés à partir de 0"
            self.findings.say("DG152", message, f"le dernier est [{longest - 1}]")
            return ANY
        return scope.fact(node, union(_at(shape, key) for shape in base))

    def _check_filled(self, node: nodes.Expr, kinds: Kinds, what: str, rank: object = 0) -> None:
        least = min((shape.least for shape in kinds if isinstance(shape, Many)), default=_ENDLESS)
        last = rank if isinstance(rank, int) else 0
        if least > last:
            return
        path = path_of(node) or "cette liste"
        problem = (
            f"peut n'avoir que {max(least, 1)} élément{'s' if least > 1 else ''}"
            if last
            else "peut être vide"
        )
        known = f"{path} | length > {last}" if last else path
        message = f"« {path} » {problem}, et {what} sans condition"
        self.findings.say("DG162", message, f"entourez de {{% if {known} %}} … {{% endif %}}")

    def _check_items(self, node: nodes.Filter, listed: nodes.Expr, value: Kinds) -> None:
        """Report a filter that an empty list would stop."""
        if node.name in FROM_ITEMS:
            self._check_filled(listed, value, f"son élément « {node.name} » est demandé")
        elif node.name in SENTENCES and not any(pair.key == "vide" for pair in node.kwargs):
            self._check_filled(listed, value, "son énumération est demandée")

    def check_shown(self, node: nodes.Expr, scope: Scope) -> None:
        """Report what a tag prints in vain: a name between quotes, the items of a list that may be empty."""
        check_printed(self.findings, node, scope)
        if isinstance(node, nodes.Filter) and node.name == "join" and node.node is not None:
            self._check_filled(node.node, self.look(node.node, scope), "le texte de ses éléments est demandé")

    def _filter(self, node: nodes.Filter, scope: Scope) -> Kinds:
        function = self._environment.filters.get(node.name)
        public = node.name in self._environment.public_filters
        if function is None or not public or node.node is None or not binds(node, function):
            return ANY  # reported by the engine already
        value = self.needed(node.node, scope, f"le filtre « {node.name} » lui est appliqué")
        signature = signature_of(node.name, function)
        if not accepts(signature.value, value):
            self._not_filtered(node.name, signature.value, value)
            return result_of(node, signature, ANY)
        items = union(map(_items, value))
        if signature.listed and (problem := formatting(items, frozenset())):
            self.findings.say("DG155", f"le filtre « {node.name} » ne réunit que des textes", problem)
        elif signature.listed and optional(items):
            message = (
                f"un élément de la liste peut manquer, et le filtre « {node.name} » ne réunit que des textes"
            )
            self.findings.say("DG153", message, "parcourez la liste : {% for x in … if x %}")
        else:
            self._check_items(node, node.node, value)
        self._arguments(node, signature.parameters, scope)
        return result_of(node, signature, value)

    def _not_filtered(self, name: str, wanted: Kinds, value: Kinds) -> None:
        message = f"le filtre « {name} » attend {describe(wanted)}, et reçoit {describe(value)}"
        advice = formatting(value, self._environment.public_filters)
        self.findings.say("DG155", message, advice or "ôtez le filtre, ou nommez une autre donnée")

    def _arguments(self, node: nodes.Filter, parameters: Mapping[str, Kinds], scope: Scope) -> None:
        given = dict(zip(parameters, node.args, strict=False))
        given |= {str(pair.key): pair.value for pair in node.kwargs}
        for name, expression in given.items():
            wanted, kinds = parameters.get(name, ANY), self.read(expression, scope)
            if unknown(wanted) or unknown(kinds):
                continue
            message = f"l'argument « {name} » du filtre « {node.name} » attend {describe(wanted)}"
            if not accepts(wanted, kinds):
                self.findings.say("DG156", f"{message}, et reçoit {describe(kinds)}", "corrigez l'argument")
            elif optional(kinds) and not optional(wanted):
                path = path_of(expression)
                advice = f"entourez de {{% if {path} %}} … {{% endif %}}" if path else "corrigez l'argument"
                self.findings.say("DG156", f"{message}, et « {path or 'cette valeur'} » peut manquer", advice)

    def _not(self, node: nodes.Not, scope: Scope) -> Kinds:
        self.check_test(node.node, scope)
        return YES_NO

    def _and(self, node: nodes.And, scope: Scope) -> Kinds:
        left = self.read(node.left, scope)
        return falsy(left) | self.read(node.right, narrow(node.left, scope, self.look, holds=True))

    def _or(self, node: nodes.Or, scope: Scope) -> Kinds:
        check_tested(self.findings, node.left, scope)
        left = self.read(node.left, scope)
        return truthy(left) | self.read(node.right, narrow(node.left, scope, self.look, holds=False))

    def _choice(self, node: nodes.CondExpr, scope: Scope) -> Kinds:
        self.check_test(node.test, scope)
        yes = self.read(node.expr1, narrow(node.test, scope, self.look, holds=True))
        if node.expr2 is None:
            return ANY
        return yes | self.read(node.expr2, narrow(node.test, scope, self.look, holds=False))

    def _compare(self, node: nodes.Compare, scope: Scope) -> Kinds:
        check_comparison(self, node, scope)
        return YES_NO

    def _test(self, node: nodes.Test, scope: Scope) -> Kinds:
        if node.name == "none":
            self._check_none(node, scope)
        else:
            self._check_asked(node, scope)
        return YES_NO

    def _check_none(self, node: nodes.Test, scope: Scope) -> None:
        kinds = self.read(node.node, scope)
        if not unknown(kinds) and not optional(self.look(node.node, scope.bare())):
            path = path_of(node.node) or "cette valeur"
            self.findings.say("DG163", f"« {path} » n'est jamais vide (None)", "retirez « is none »")

    def _check_asked(self, node: nodes.Test, scope: Scope) -> None:
        function = self._environment.tests.get(node.name)
        if function is None:  # reported by the engine already
            self.read(node.node, scope)
            return
        kinds = self.needed(node.node, scope, f"le test « {node.name} » lui est appliqué")
        signature = signature_of(node.name, function)
        wanted = NUMBER if node.name in {"odd", "even"} else signature.value
        if not accepts(wanted, kinds):
            message = f"le test « {node.name} » attend {describe(wanted)}, et reçoit {describe(kinds)}"
            self.findings.say("DG155", message, "nommez un autre champ")

    def check_test(self, node: nodes.Expr, scope: Scope) -> None:
        """Read a condition; report one of its terms that is always true or never, by its type."""
        if isinstance(node, nodes.And | nodes.Or):
            self.check_test(node.left, scope)
            holds = isinstance(node, nodes.And)
            self.check_test(node.right, narrow(node.left, scope, self.look, holds=holds))
            return
        check_tested(self.findings, node, scope)
        kinds = self.read(node, scope)
        path = path_of(node)
        declared = self.look(node, scope.bare()) if path else kinds
        if not path or unknown(kinds) or unknown(declared):
            return
        certain = (isinstance(one, Thing | Leaf | Choice) and not _may_be_false(one) for one in declared)
        if all(certain):
            message = f"la condition « {path} » est toujours vraie : {describe(declared)} est toujours là"
            self.findings.say("DG163", message, "nommez un champ oui/non ou facultatif, ou ôtez la condition")


_HANDLERS: dict[type[nodes.Expr], Callable[[Reader, Any, Scope], Kinds]] = {
    nodes.Const: Reader._constant,
    nodes.Tuple: Reader._row,
    nodes.List: Reader._row,
    nodes.Name: Reader._name,
    nodes.Getattr: Reader._attribute,
    nodes.Getitem: Reader._item,
    nodes.Filter: Reader._filter,
    nodes.Not: Reader._not,
    nodes.And: Reader._and,
    nodes.Or: Reader._or,
    nodes.CondExpr: Reader._choice,
    nodes.Compare: Reader._compare,
    nodes.Test: Reader._test,
}
"""How each form of the language is read; of any other, nothing is known."""


def _longest(shape: Shape) -> int:
    """Return how many items a list has at most."""
    return len(shape.items) if isinstance(shape, Row) else _ENDLESS


def _may_be_false(shape: Shape) -> bool:
    return bool(falsy(frozenset({shape})))


def _at(shape: Shape, key: object) -> Kinds:
    """Return the kinds of an item of a list, by rank."""
    if isinstance(shape, Row) and isinstance(key, int) and -len(shape.items) <= key < len(shape.items):
        return shape.items[key]
    return _items(shape)


def _items(shape: Shape) -> Kinds:
    if isinstance(shape, Nothing):
        return frozenset()
    return items_of(frozenset({shape}))
