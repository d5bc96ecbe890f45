"""Type hints as written, resolved: names imported for type checkers only are found too."""

import ast
import importlib
import inspect
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import lru_cache
from types import SimpleNamespace
from typing import Any, get_type_hints


@lru_cache(maxsize=1024)
def annotations_of(kind: type) -> Mapping[str, object]:
    """Return the type hints of the attributes of a class; empty when they cannot be read."""
    return _resolve(kind, [base.__module__ for base in kind.__mro__])


@lru_cache(maxsize=4096)
def return_of(function: Callable[..., object] | None) -> object:
    """Return what a function says it returns; ``Any`` when it does not say."""
    return hints_of(function).get("return", Any) if function is not None else Any


@lru_cache(maxsize=4096)
def hints_of(function: Callable[..., object]) -> Mapping[str, object]:
    """Return the type hints of the parameters of a function, and of its result."""
    return _resolve(inspect.unwrap(function), [getattr(function, "__module__", "")])


def _resolve(owner: object, modules: list[str]) -> Mapping[str, object]:
    try:
        return get_type_hints(owner, include_extras=True)
    except _UNREADABLE:
        pass
    names: dict[str, object] = {}
    for module in reversed(modules):
        names |= _checker_names(module)
    try:
        return get_type_hints(owner, localns=names, include_extras=True)
    except _UNREADABLE:
        return _one_by_one(owner, names)


_UNREADABLE = (NameError, TypeError, AttributeError, SyntaxError, RecursionError)


def _one_by_one(owner: object, names: dict[str, object]) -> Mapping[str, object]:
    """Return the hints that can be read, and ``Any`` for each of the others: it is never accused."""
    found: dict[str, object] = {}
    for base in reversed(owner.__mro__) if isinstance(owner, type) else (owner,):
        space = vars(sys.modules.get(getattr(base, "__module__", ""), object))
        own = vars(base).get("__annotations__", {}) if isinstance(base, type) else base.__annotations__
        for name, hint in own.items():
            alone = SimpleNamespace(__annotations__={name: hint})
            try:
                found |= get_type_hints(alone, dict(space), names, include_extras=True)
            except _UNREADABLE:
                found[name] = Any
    return found


@lru_cache(maxsize=256)
def _checker_names(module: str) -> Mapping[str, object]:
    """Return what a module imports under ``if TYPE_CHECKING:``."""
    found = sys.modules.get(module)
    if found is None:
        return {}
    try:
        tree = ast.parse(inspect.getsource(found))
    except (OSError, TypeError, SyntaxError):
        return {}
    names: dict[str, object] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            for line in node.body:
                with suppress(Exception):  # what is imported for checkers only may not be there at all
                    names |= _imported(line, module)
    return names


def _imported(line: ast.stmt, module: str) -> dict[str, object]:
    """Return the names that a line of imports gives, and what they are."""
    if isinstance(line, ast.ImportFrom):
        package = module.rpartition(".")[0]
        source = importlib.import_module("." * line.level + (line.module or ""), package)
        there = (name for name in line.names if hasattr(source, name.name))
        return {name.asname or name.name: getattr(source, name.name) for name in there}
    return dict(map(_module, line.names)) if isinstance(line, ast.Import) else {}


def _module(name: ast.alias) -> tuple[str, object]:
    """Return what ``import a.b`` names, the package ``a``, or ``import a.b as c``, the module itself."""
    loaded = importlib.import_module(name.name)
    top = name.name.partition(".")[0]
    return (name.asname, loaded) if name.asname else (top, sys.modules[top])
