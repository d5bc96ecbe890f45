"""Names typed between quotes: « {{ "nom" }} » prints the word « nom », and a condition on it always holds."""

import re
from typing import TYPE_CHECKING

from jinja2 import nodes

from delibgen.word.lint.scope import Scope
from delibgen.word.lint.written import constant

if TYPE_CHECKING:
    from delibgen.word.lint.report import Findings

_PATH = re.compile(r"[a-z]\w*(\.\w+)*\Z")


def check_printed(findings: "Findings", node: nodes.Expr, scope: Scope) -> None:
    """Report a tag that prints the name of a datum in place of its value."""
    base: nodes.Expr | None = node
    while isinstance(base, nodes.Filter):
        base = base.node
    if base is not None and _names_datum(base, scope):
        name = _shown(base)
        message = f"« {name} » entre guillemets est un texte : la balise l'imprime tel quel"
        findings.say("DG189", message, f"retirez les guillemets : {{{{ {name} }}}}")


def check_tested(findings: "Findings", node: nodes.Expr, scope: Scope) -> None:
    """Report a constant in the place of a condition."""
    if (constant := _constant(node)) is not None:
        advice = "ôtez la condition"
        if _names_datum(constant, scope):
            advice = f"retirez les guillemets : {_shown(constant)}"
        message = (
            f"la condition sur « {_shown(constant)} » ne change rien : c'est une constante, pas un champ"
        )
        findings.say("DG163", message, advice)


def _constant(node: nodes.Expr | None) -> nodes.Const | None:
    """Return the first constant of an expression that holds nothing else, ``None`` for any other."""
    match node:
        case nodes.Const():
            return node
        case nodes.Filter(args=[], kwargs=[]):
            return _constant(node.node)
        case nodes.Compare(ops=[operand]) if _constant(operand.expr) is not None:
            return _constant(node.expr)
    return None


def _names_datum(node: nodes.Expr, scope: Scope) -> bool:
    value = node.value if isinstance(node, nodes.Const) else None
    return (
        isinstance(value, str)
        and _PATH.match(value) is not None
        and value.partition(".")[0] in {*scope.known(), "loop"}
    )


def _shown(node: nodes.Expr) -> str:
    if not isinstance(node, nodes.Const):
        return ""
    return node.value if isinstance(node.value, str) else constant(node.value)
