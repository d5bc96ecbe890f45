"""The closed language of the tags: each one is read alone, held against what is allowed, and explained."""

import inspect
import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from jinja2 import TemplateSyntaxError, nodes

from delibgen.errors import Finding, closest
from delibgen.word.advice import of_expression, of_filter, of_test
from delibgen.word.codes import fault
from delibgen.word.environment import BLOCK, BLOCK_END, VALUE, VALUE_END
from delibgen.word.fields import NAME
from delibgen.word.tag import Tag

if TYPE_CHECKING:
    from delibgen.word.environment import WordEnvironment

_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.CondExpr, nodes.Compare,
    nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.If, nodes.For, nodes.Assign, nodes.Getattr,
    nodes.Getitem, nodes.Filter, nodes.Test, nodes.Tuple, nodes.List, nodes.Keyword,
)  # fmt: skip
_RESERVED = frozenset(("self", "super", "caller", "varargs", "kwargs"))
_FORBIDDEN = {
    nodes.Call: (
        "un appel « …( ) »",
        "retirez les parenthèses ; une balise nomme une donnée, ou la passe à un filtre",
    ),
    nodes.BinExpr: ("un calcul", "faites le calcul dans les données"),
    nodes.UnaryExpr: ("un calcul", "faites le calcul dans les données"),
    nodes.Concat: ("un assemblage « ~ »", "écrivez deux balises l'une après l'autre"),
    nodes.Slice: ("une tranche de liste", "préparez la liste dans les données"),
    nodes.Dict: ("un dictionnaire", "préparez-le dans les données"),
}


_BARE = frozenset(("#", "else", "endif", "endfor", "sommaire"))
"""Keywords of the tags that hold no expression."""
_TOO_LARGE = 10**18
"""From here on, an integer of a tag is a mistake: Python itself refuses to print the largest ones."""


def check_tag(tag: Tag, environment: "WordEnvironment", faults: list[Finding]) -> None:
    """Add the faults of one tag; fill ``tag.names``."""
    if tag.faulty:
        return
    if tag.keyword in _BARE:
        faults.extend(_extra(tag))
        return
    try:
        nodes_of_tag = _nodes(_alone(tag))
    except (TemplateSyntaxError, RecursionError, MemoryError, AssertionError, ValueError) as error:
        faults.append(_syntax(error, tag))
        return
    names: set[str] = set()
    for node in nodes_of_tag:
        _check_node(node, tag, environment, faults)
        if isinstance(node, nodes.Name) and node.ctx == "load":
            names.add(node.name)
    tag.names = frozenset(names)


def _extra(tag: Tag) -> Iterator[Finding]:
    """Yield the fault of what follows the keyword of a tag that is given nothing."""
    extra = tag.body.removeprefix(tag.keyword).strip()
    if extra and tag.keyword != "#":
        message = f"« {extra} » est de trop dans la balise « {tag.raw} »"
        advice = f"écrivez « el{extra} » : une autre condition" if _IF.match(extra) else "retirez-le"
        yield fault("DG140", message, tag.place, advice)


_IF = re.compile(r"if\s")


def parse_alone(tag: Tag) -> nodes.Template:
    """Return the tree of a template made of this tag alone, shared and read only; raise what Jinja raises."""
    return _parse(_alone(tag))


@lru_cache(maxsize=2048)
def _parse(source: str) -> nodes.Template:
    tree = _bare().parse(source)
    level: list[nodes.Node] = [tree]
    for _ in range(_DEEPEST):
        level = [child for node in level for child in node.iter_child_nodes()]
        if not level:
            return tree
    raise TemplateSyntaxError(_TOO_DEEP, 1)


_DEEPEST = 128
"""Operations one inside another: whoever reads a tag goes down as many levels, and Python has an end."""
_TOO_DEEP = "too deep"


@cache
def _bare() -> "WordEnvironment":
    """Return an environment to read tags with: their syntax depends on no filter."""
    from delibgen.word.environment import WordEnvironment

    return WordEnvironment({}, {})


def _alone(tag: Tag) -> str:
    """Return a template made of this tag alone."""
    if tag.is_value or tag.is_shape or tag.is_field:
        return f"{VALUE} {tag.body} {VALUE_END}"
    body = re.sub(r"^elif\b", "if", tag.body)
    closing = {"for": "endfor", "if": "endif", "elif": "endif"}.get(tag.keyword, "")
    end = f"{BLOCK}{closing}{BLOCK_END}" if closing else ""
    return f"{BLOCK}{body} {BLOCK_END}{end}"


@lru_cache(maxsize=2048)
def _nodes(source: str) -> tuple[nodes.Node, ...]:
    return tuple(_walk(_parse(source)))


def _walk(node: nodes.Node) -> Iterator[nodes.Node]:
    yield node
    for child in node.iter_child_nodes():
        yield from _walk(child)


def _check_node(node: nodes.Node, tag: Tag, environment: "WordEnvironment", faults: list[Finding]) -> None:
    if not isinstance(node, _ALLOWED):
        what, advice = next(
            (v for k, v in _FORBIDDEN.items() if isinstance(node, k)), ("une construction interdite", "")
        )
        faults.append(fault("DG143", f"la balise « {tag.raw} » contient {what}", tag.place, advice))
        return
    problem = (
        _check_name(node) or _check_known(node, environment) or _check_shape(node) or _check_statement(node)
    )
    if problem:
        code, message, advice = problem
        faults.append(fault(code, f"{message}, dans la balise « {tag.raw} »", tag.place, advice))


Problem = tuple[str, str, str] | None


def _check_name(node: nodes.Node) -> Problem:
    match node:
        case nodes.Name(name=name):
            return _check_word(name, stored=node.ctx == "store")
        case nodes.Getattr(attr=name):
            return _check_word(name, stored=False)
        case _:
            return None


def _check_word(name: str, *, stored: bool) -> Problem:
    if name.startswith("_"):
        return "DG143", f"le nom « {name} » est privé", "nommez un champ public"
    if not NAME.match(name):
        return (
            "DG142",
            f"le nom « {name} » est mal formé",
            f"écrivez « {name.lower()} » : minuscules sans accent, chiffres et « _ »",
        )
    if name in _RESERVED or (name == "loop" and stored):
        return "DG143", f"le nom « {name} » est réservé", "nommez un champ des données"
    return None


def _check_known(node: nodes.Node, environment: "WordEnvironment") -> Problem:
    if isinstance(node, nodes.Filter):
        if node.name not in environment.public_filters:
            near = closest(node.name, environment.public_filters)
            advice = of_filter(node.name) or _or_remove(near)
            return "DG144", f"le filtre « {node.name} » n'existe pas", advice
        named, called = f"du filtre « {node.name} »", environment.filters[node.name]
    elif isinstance(node, nodes.Test):
        if node.name not in environment.tests:
            near = closest(node.name, environment.tests)
            advice = of_test(node.name) or _or_remove(near and f"is {near}")
            return "DG145", f"le test « is {node.name} » n'existe pas", advice
        named, called = f"du test « is {node.name} »", environment.vocabulary.tests[node.name]
    else:
        return None
    if binds(node, called):
        return None
    return "DG147", f"les arguments {named} ne conviennent pas", "voyez le dictionnaire des filtres"


def _or_remove(near: str) -> str:
    return f"vouliez-vous « {near} » ?" if near else "retirez-le"


def binds(node: nodes.Filter | nodes.Test, function: Callable[..., object]) -> bool:
    """Tell whether a filter or a test takes the arguments of a tag, none of them named twice."""
    names = [str(keyword.key) for keyword in node.kwargs]
    if len(set(names)) < len(names):
        return False
    try:
        signature = inspect.signature(function)
    except (TypeError, ValueError):
        return True
    try:
        signature.bind(None, *node.args, **dict.fromkeys(names))
    except TypeError:
        return False
    return True


def _check_shape(node: nodes.Node) -> Problem:
    match node:
        case nodes.Const(value=value) if not isinstance(value, str | int):
            advice = "utilisez un texte, un nombre entier, ou « is none »"
            return "DG143", f"la constante « {value} » est refusée", advice
        case nodes.Const(value=int() as value) if value >= _TOO_LARGE:
            message = "un nombre de plus de dix-huit chiffres est refusé"
            return "DG143", message, "préparez-le dans les données"
        case nodes.Getitem():
            return _check_key(node.arg)
        case nodes.CondExpr(expr2=None):
            return "DG143", "« if » sans « else » laisserait un blanc", "ajoutez « else … »"
        case nodes.Filter() if (node.dyn_args, node.dyn_kwargs) != (None, None):
            return "DG143", "les arguments d'un filtre ne se déplient pas", "nommez-les un à un"
    return None


def _check_statement(node: nodes.Node) -> Problem:
    match node:
        case nodes.If(test=nodes.Tuple()):
            return "DG143", "une virgule sépare deux conditions", "joignez-les par « and » ou par « or »"
        case nodes.For(recursive=True):
            return "DG143", "une boucle récursive est refusée", "retirez « recursive »"
        case nodes.Assign() if not isinstance(node.target, nodes.Name):
            return "DG143", "« set » ne modifie pas une donnée", "donnez un nom nouveau"
    return None


def _check_key(argument: nodes.Node) -> Problem:
    key = argument.value if isinstance(argument, nodes.Const) else None
    if type(key) not in {str, int} or (isinstance(key, int) and key >= _TOO_LARGE):
        message = "un rang ou une clé entre crochets n'est pas une constante"
        return "DG143", message, "préparez la valeur dans les données"
    if not NAME.match(f"k{key}") or str(key).startswith("_"):
        return "DG142", "une clé entre crochets est mal formée", "minuscules sans accent, chiffres et « _ »"
    return None


_EXPECTED = re.compile(r"expected token '([^']*)', got '([^']*)'")
_UNEXPECTED = re.compile(r"unexpected '?([^']*)'?$")


def _syntax(error: Exception, tag: Tag) -> Finding:
    text = getattr(error, "message", None) or ""
    message = f"la balise « {tag.raw} » ne se lit pas"
    if text == _TOO_DEEP:
        message = f"la balise « {tag.raw} » enchaîne plus de {_DEEPEST} opérations"
        return fault("DG135", message, tag.place, "préparez la valeur dans les données")
    if match := _EXPECTED.search(text):
        got = {
            "end of print statement": "la fin de la balise",
            "end of statement block": "la fin de la balise",
        }.get(match[2], f"« {match[2]} »")
        message += f" : {got} n'est pas à sa place"
    elif match := _UNEXPECTED.search(text):
        message += (
            " : il manque un mot" if "end of" in match[1] else f" : « {match[1]} » n'est pas à sa place"
        )
    return fault("DG140", message, tag.place, of_expression(tag.body))
