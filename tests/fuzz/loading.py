"""Fuzz what opens a file: a Word template, a YAML file, a JSON file. Only typed errors may come out.

    pip install atheris
    python -m tests.fuzz.loading template -max_total_time=300
    python -m tests.fuzz.loading yaml -max_total_time=300
    python -m tests.fuzz.loading json -max_total_time=300

The first inputs are the shipped templates and the example sittings. A crash leaves its input in the current
folder; give its name after the options to run it again.
"""

import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["delibgen"]):
    from delibgen import DelibgenError, Template
    from delibgen.load.json_reader import read_json
    from delibgen.load.nodes import Source
    from delibgen.load.yaml_reader import read_yaml
    from delibgen.render import shipped_templates
    from tests.conftest import EXEMPLES


def template(data: bytes) -> None:
    """Compile a template."""
    try:
        Template(data)
    except DelibgenError:
        return


def yaml(data: bytes) -> None:
    """Read a YAML text; faults are values, nothing is raised."""
    read_yaml(Source("fuzz.yaml", data.decode("utf-8", "replace")), [])


def json(data: bytes) -> None:
    """Read a JSON text; faults are values, nothing is raised."""
    read_json(Source("fuzz.json", data.decode("utf-8", "replace")), [])


TARGETS: dict[str, tuple[Callable[[bytes], None], Callable[[], Iterable[Path]]]] = {
    "template": (template, lambda: shipped_templates().glob("*.docx")),
    "yaml": (yaml, lambda: EXEMPLES.rglob("*.yaml")),
    "json": (json, lambda: EXEMPLES.rglob("*.yaml")),
}


def main() -> None:
    """Run one target; what follows its name goes to libFuzzer."""
    name, *options = sys.argv[1:]
    target, seeds = TARGETS[name]
    corpus = Path(tempfile.mkdtemp(prefix="delibgen-fuzz-"))
    for rank, path in enumerate(seeds()):
        (corpus / f"{rank}").write_bytes(path.read_bytes())
    atheris.Setup([sys.argv[0], *options, str(corpus)], target)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
