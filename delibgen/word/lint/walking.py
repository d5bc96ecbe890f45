"""A part followed from its first tag to its last, through loops and conditions."""

import re
from collections.abc import Collection, Mapping
from dataclasses import replace

from jinja2 import nodes

from delibgen.errors import Severity
from delibgen.word.lint.conditions import narrow
from delibgen.word.lint.expressions import Reader
from delibgen.word.lint.hints import items_of_row
from delibgen.word.lint.reading import If, Loop, Print, Spot, Step, Store, Words, spot_of
from delibgen.word.lint.scope import Name, Scope, after_branches, path_of
from delibgen.word.lint.shapes import (
    ANY,
    NUMBER,
    TEXT,
    YES_NO,
    Kinds,
    Leaf,
    Many,
    Row,
    Shape,
    Thing,
    describe,
    items_of,
    truthy,
    union,
    unknown,
)
from delibgen.word.lint.signatures import accepts
from delibgen.word.lint.turns import TURN
from delibgen.word.lint.writing import formatting
from delibgen.word.lint.written import written
from delibgen.word.markdown import Blocks, Runs
from delibgen.word.tag import Tag

_GIVEN = {
    "colspan": (NUMBER, "un nombre de colonnes"),
    "cellbg": (TEXT, "une couleur"),
    "numero": (TEXT, "un texte"),
    "renvoi": (TEXT, "un texte"),
}
"""What the tags that shape a cell or write a field are given."""
_FORMS = {"p": (Blocks, "markdown"), "r": (Runs, "gras_italique")}


class Walker:
    """Follows the steps of a part."""

    def __init__(self, reader: Reader, sentences: Mapping[Spot, str], titles: Collection[Spot] = ()) -> None:
        self._reader = reader
        self._titles = titles
        self._sentences = sentences
        self._findings = reader.findings

    def walk(self, steps: list[Step], scope: Scope) -> Scope:
        """Follow steps; return what is known after them."""
        for rank, step in enumerate(steps):
            match step:
                case Print():
                    self._print(step, scope)
                    self._written(step, scope, steps[rank + 1 : rank + 2])
                case Store():
                    scope = self._store(step, scope)
                case If():
                    scope = self._if(step, scope)
                case Loop():
                    self._loop(step, scope)
        return scope

    def _print(self, step: Print, scope: Scope) -> None:
        self._findings.tag = step.tag
        kinds = self._reader.needed(step.value, scope, "la balise l'imprime")
        self._reader.check_shown(step.value, scope)
        if unknown(kinds):
            return
        if step.tag.is_shape or step.tag.is_field:
            self._shaped(step.tag, kinds)
        elif step.tag.prefix in _FORMS:
            self._formed(step.tag, kinds)
        elif _is_blank(kinds):
            self._excluded(step.value)
        else:
            self._plain(kinds)

    def _excluded(self, value: nodes.Expr) -> None:
        """Report a value that is empty because of the conditions around it."""
        message = f"« {path_of(value)} » est vide à cet endroit : la condition l'écarte"
        self._findings.say("DG168", message, "retirez le « not » de la condition, ou changez de branche")

    def _plain(self, kinds: Kinds) -> None:
        """Report what does not print as it is."""
        advice = formatting(kinds)
        if advice:
            formed = any(isinstance(shape, Leaf) and shape.type in {Blocks, Runs} for shape in kinds)
            code = "DG161" if formed else "DG154"
            self._findings.say(code, f"{describe(kinds)} ne s'imprime pas ainsi", advice)

    def _written(self, step: Print, scope: Scope, following: list[Step]) -> None:
        """Report what would read wrong: a sentence without its capital, « 1 tour » for « 1er tour »."""
        path = path_of(step.value)
        spot = spot_of(step.tag.place)
        if self._sentences.get(spot) == step.tag.raw and _small(
            self._reader.example(step.value, scope), title=spot in self._titles
        ):
            message = f"« {path} » commence par une minuscule, et la phrase ou le titre par lui"
            self._findings.say("DG166", message, f"écrivez {{{{ {path} | capitale }}}}")
        next_words = following[0].text if following and isinstance(following[0], Words) else ""
        if path == "loop.index" and _WORD_AFTER.match(next_words):
            message = f"« {path} » est suivi d'un mot : « 1{next_words[:12]} » ne s'écrit pas ainsi"
            self._findings.say("DG169", message, "écrivez {{ loop.index | ordinal }}")

    def _formed(self, tag: Tag, kinds: Kinds) -> None:
        wanted, name = _FORMS[tag.prefix]
        if not all(isinstance(shape, Leaf) and shape.type is wanted for shape in kinds):
            message = f"« {{{{{tag.prefix} … }}}} » attend un texte mis en forme, et reçoit {describe(kinds)}"
            advice = f"ajoutez « | {name} », ou retirez le « {tag.prefix} » pour un texte simple"
            self._findings.say("DG161", message, advice)

    def _shaped(self, tag: Tag, kinds: Kinds) -> None:
        wanted, what = _GIVEN.get(tag.keyword, (ANY, ""))
        if not accepts(wanted, kinds):
            message = f"« {tag.keyword} » attend {what}, et reçoit {describe(kinds)}"
            self._findings.say("DG155", message, "nommez une autre donnée")

    def _store(self, step: Store, scope: Scope) -> Scope:
        self._findings.tag = step.tag
        kinds = self._reader.read(step.value, scope)
        if step.name in scope.fields:
            self._taken(step.name)
        return scope.storing(step.name, Name(kinds, scope.origin(step.value)), step.value)

    def _taken(self, name: str) -> None:
        message = f"« {name} » est déjà le nom d'un champ : il le cache"
        self._findings.say("DG164", message, f"choisissez un autre nom que « {name} »")

    def _if(self, step: If, scope: Scope) -> Scope:
        known, ends = scope, []
        for branch in step.branches:
            self._findings.tag = branch.tag
            if branch.test is None:
                ends.append(self.walk(branch.body, known))
                continue
            self._reader.check_test(branch.test, known)
            inside = narrow(branch.test, known, self._reader.look, holds=True)
            ends.append(self.walk(branch.body, inside))
            known = narrow(branch.test, known, self._reader.look, holds=False)
        if not any(_has_content(branch.body) for branch in step.branches):
            self._empty(step.branches[0].tag, spacing=self._is_spacing(step, scope))
        after = after_branches(scope, ends, closed=step.closed, test=step.branches[0].test)
        return replace(after, facts=scope.facts) if after.names == scope.names else after

    def _is_spacing(self, step: If, scope: Scope) -> bool:
        """Tell whether a block adds blank lines under a yes/no; under a value, the value itself is gone."""
        lines = any(isinstance(one, Words) and "\n" in one.text for b in step.branches for one in b.body)
        tests = [branch.test for branch in step.branches if branch.test is not None]
        return lines and all(self._reader.look(test, scope) <= YES_NO for test in tests)

    def _empty(self, tag: Tag, *, spacing: bool = False) -> None:
        message = "le bloc n'imprime que des lignes vides" if spacing else "le bloc ne contient rien"
        severity = Severity.INFORMATION if spacing else None
        self._findings.say("DG167", message, "complétez-le, ou retirez-le", tag=tag, severity=severity)

    def _loop(self, step: Loop, scope: Scope) -> None:
        self._findings.tag = step.tag
        if step.items is None or step.target is None:
            self.walk(step.body, scope.loosened())
            self.walk(step.otherwise, scope)
            return
        told = len(self._findings.all)
        item = self._item_of(step.items, scope)
        wrong = len(self._findings.all) > told and unknown(item)
        listed = self._reader.look(step.items, scope)
        if listed and all(getattr(shape, "filled", False) for shape in listed):
            self._reader.filled.add(step.tag.number)
        names = self._bind(step.target, item, scope.origin(step.items))
        for given in names.values():
            given.read |= wrong
        for name in filter(scope.fields.__contains__, names):
            self._taken(name)
        inside = self._inside(step, step.items, scope, names)
        self.walk(step.body, inside)
        self.walk(step.otherwise, scope)
        self._unread(step.tag, names)
        if not _has_content(step.body):
            self._empty(step.tag)

    def _inside(self, loop: Loop, items: nodes.Expr, scope: Scope, names: Mapping[str, Name]) -> Scope:
        path = path_of(items)
        facts = {path: truthy(self._reader.look(items, scope))} if path else {}
        turn = Name(frozenset({Thing(TURN)}), read=True)
        inside = scope.knowing(facts).naming({**names, "loop": turn})
        if loop.test is None:
            return inside
        self._reader.check_test(loop.test, inside)
        return narrow(loop.test, inside, self._reader.look, holds=True)

    def _item_of(self, items: nodes.Expr, scope: Scope) -> Kinds:
        kinds = self._reader.needed(items, scope, "la boucle la parcourt")
        if unknown(kinds):
            return ANY
        if isinstance(items, nodes.Tuple) and self._is_mixed(items, scope):
            message = "la boucle porte sur des listes et d'autres valeurs, séparées par une virgule"
            path = ".".join(map(written, items.items))
            self._findings.say("DG157", message, f"un champ se nomme par un point : « {path} »")
            return ANY
        if not all(isinstance(shape, Many | Row) or _is_row(shape) for shape in kinds):
            message = f"la boucle porte sur {describe(kinds)}, qui n'est pas une liste"
            self._findings.say("DG157", message, "nommez une liste")
            return ANY
        if all(isinstance(shape, Many) and shape.filled is False for shape in kinds):
            self._excluded(items)
        return items_of(kinds)

    def _is_mixed(self, items: nodes.Tuple, scope: Scope) -> bool:
        """Tell whether lists and other values are in one list: a comma is typed for a dot."""
        looked = [self._reader.look(item, scope) for item in items.items]
        lists = [all(isinstance(one, Many | Row) for one in kinds) for kinds in looked if not unknown(kinds)]
        return any(lists) and not all(lists)

    def _bind(self, target: nodes.Node, item: Kinds, origin: str) -> dict[str, Name]:
        if isinstance(target, nodes.Name):
            return {target.name: Name(item, origin)}
        assert isinstance(target, nodes.Tuple)  # noqa: S101  (the engine refuses any other target)
        told = len(self._findings.all)
        columns = [self._unpacked(shape, len(target.items)) for shape in item]
        wrong = len(self._findings.all) > told
        names: dict[str, Name] = {}
        for rank, part in enumerate(target.items):
            kinds = union(column[rank] for column in columns)
            names |= self._bind(part, kinds or ANY, origin)
        for given in names.values():
            given.read |= wrong  # one fault is one finding: a name too many is not also one that nobody reads
        return names

    def _unpacked(self, shape: Shape, count: int) -> tuple[Kinds, ...]:
        items = shape.items if isinstance(shape, Row) else None
        if isinstance(shape, Thing):
            items = items_of_row(shape)
        if items is not None and len(items) != count:
            message = f"la boucle donne {count} noms à des lignes de {len(items)} éléments"
            self._findings.say("DG158", message, f"donnez {len(items)} noms, séparés par des virgules")
            return (ANY,) * count
        if items is not None:
            return items
        if isinstance(shape, Many):
            return (shape.item,) * count
        if not unknown(frozenset({shape})):
            message = f"la boucle donne {count} noms à {describe(frozenset({shape}))}"
            self._findings.say("DG158", message, "donnez un seul nom")
        return (ANY,) * count

    def _unread(self, tag: Tag, names: Mapping[str, Name]) -> None:
        for name, given in names.items():
            if not given.read:
                message = f"« {name} » n'est employé nulle part dans la boucle"
                advice = f"imprimez-le : {{{{ {name} }}}}, ou retirez la boucle"
                self._findings.say("DG165", message, advice, tag=tag)


_WORD_AFTER = re.compile(r"[ \u00a0][^\W\d_]{2}")


_GOES_ON = ("à ", "au", "de ", "du ", "des ", "d'", "par ", "portant ", "relati")
"""How what goes on from the title above begins: « AVENANT N° 2 », then « à la convention »."""


def _small(doc: str, *, title: bool) -> bool:
    """Tell whether one example of a docstring, between « », begins with a small letter."""
    examples = re.findall("«[ \u00a0]([^»]+)", doc)
    return any(one[0].islower() and not (title and one.startswith(_GOES_ON)) for one in examples)


def _is_row(shape: Shape) -> bool:
    return isinstance(shape, Thing) and items_of_row(shape) is not None


def _is_blank(kinds: Kinds) -> bool:
    return bool(kinds) and all(getattr(shape, "values", None) == ("",) for shape in kinds)


def _has_content(steps: list[Step]) -> bool:
    return any(not isinstance(step, Words) or step.text.strip("\n") for step in steps)
