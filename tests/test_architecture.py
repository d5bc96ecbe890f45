"""The layers import downwards only, and importing delibgen stays light."""

import ast
import subprocess
import sys
from pathlib import Path

import delibgen

PACKAGE = Path(delibgen.__file__).parent
LAYERS = [
    "light",
    "printable",
    "errors",
    "apercu",
    "french",
    "word",
    "model",
    "rules",
    "actes",
    "load",
    "render",
    "lint",
    "watch",
    "exports",
    "dossier",
    "formats",
    "testing",
    "cli",
]
HEAVY = {"lxml", "docxtpl", "docx", "rich", "click", "babel", "markdown_it", "stdnum"}


def layer_of(module: str) -> str | None:
    """Return the layer of ``delibgen.word.image``: « word »."""
    parts = module.split(".")
    return parts[1] if parts[0] == "delibgen" and len(parts) > 1 and parts[1] in LAYERS else None


def imports_of(path: Path) -> set[str]:
    """Return the modules of delibgen that a file imports, anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names} | {node.module}
    return {name for name in found if name.startswith("delibgen.")}


def violations() -> list[str]:
    """Return each import that goes upwards."""
    bad = []
    for path in PACKAGE.rglob("*.py"):
        module = "delibgen." + ".".join(path.relative_to(PACKAGE).with_suffix("").parts)
        layer = layer_of(module)
        for target in imports_of(path):
            above = layer_of(target)
            if layer and above and LAYERS.index(above) > LAYERS.index(layer):
                bad.append(f"{module} -> {target}")
    return bad


def test_imports_go_downwards_only():
    assert violations() == []


def test_every_module_belongs_to_a_layer():
    tops = {
        path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    assert tops - {"__init__", "__main__"} == set(LAYERS)


def test_importing_delibgen_loads_nothing_heavy():
    code = "import sys, delibgen; print(' '.join(sorted({name.split('.')[0] for name in sys.modules})))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert HEAVY & set(loaded.stdout.split()) == set()


def test_the_facade_names_at_most_forty_things_and_all_exist():
    assert len(delibgen.__all__) <= 40
    assert [name for name in delibgen.__all__ if not hasattr(delibgen, name)] == []
    assert sorted(delibgen.__all__) == delibgen.__all__


def test_filling_a_template_loads_neither_the_records_nor_the_rules():
    code = "import sys; from delibgen import Template; print(' '.join(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert {"pydantic", "jinja2", "delibgen.model", "delibgen.rules"} & set(loaded.stdout.split()) == set()


def test_names_of_the_facade_win_over_modules_in_any_order():
    code = "import delibgen.render, delibgen.load\nfrom delibgen import load, render\nload.__code__"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_any_record_makes_every_kind_of_act_known():
    code = "from delibgen import Acte; print(*sorted(Acte.kinds()))"
    known = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert {"arrete", "convention", "deliberation"} <= set(known.stdout.split())
