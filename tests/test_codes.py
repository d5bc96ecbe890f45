"""Every code that can be told has a test that provokes it and reads it in what was told."""

import ast
from pathlib import Path

import pytest

from delibgen.cli.expliquer import titles

HERE = Path(__file__).parent


def _named(node: ast.AST) -> set[str]:
    """Return the codes that stand in the texts of a piece of a test: « DG105 », or « DG105 » in a pattern."""
    if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.NotIn):
        return set()  # a code that must not be told proves nothing
    if isinstance(node, ast.JoinedStr | ast.Constant):
        texts = [n.value for n in ast.walk(node) if isinstance(n, ast.Constant) and isinstance(n.value, str)]
        return {text[at : at + 5] for text in texts for at in range(len(text)) if text[at : at + 2] == "DG"}
    return set().union(*map(_named, ast.iter_child_nodes(node)))


def _proofs(tree: ast.Module) -> set[str]:
    """Return the codes that a file of tests claims: asserted, awaited by ``raises``, or listed as cases."""
    found: set[str] = set()
    for node in ast.walk(tree):
        claims = isinstance(node, ast.Assert | ast.Assign | ast.AnnAssign)
        called = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        if claims or (called and node.func.attr in {"raises", "parametrize"}):
            found |= _named(node)
    return found


@pytest.fixture(scope="module")
def proved() -> set[str]:
    files = [path for path in HERE.rglob("*.py") if path != Path(__file__)]
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in files)
    return set().union(*map(_proofs, trees))


@pytest.mark.parametrize("code", sorted(titles()))
def test_a_code_is_provoked_by_a_test(code: str, proved: set[str]) -> None:
    assert code in proved
