"""The texts of a new act pack: class, test, metadata, README."""

from collections.abc import Sequence

from delibgen import __version__

Declaration = tuple[str, str, str]
"""Name of a field, its type hint, its value when it may be missing."""

GIVEN = ("assemblee", "collectivite", "presentation", "logo", "template", "rules", "mentions")
"""What every new class has beside its own fields."""
_HOMES = {
    "Ligne": "delibgen.model.base",
    "Texte": "delibgen.model.base",
    "TexteRiche": "delibgen.model.base",
    "Jour": "delibgen.model.base",
    "Heure": "delibgen.model.base",
    "Montant": "delibgen.model.base",
    "Nombre": "delibgen.model.base",
    "OuiNon": "delibgen.model.base",
    "Suite": "delibgen.model.base",
    "PersonneLue": "delibgen.model.membre",
    "Dispositif": "delibgen.model.acte",
    "ActeAssemblee": "delibgen.model.acte_assemblee",
}
IMPORTED = frozenset({"Assemblee", *_HOMES})
"""Names that the source of a new class imports: the class itself has another."""
_DESCRIPTIONS = {
    "auteur": "Autorité qui signe",
    "date": "Date de l'acte",
    "beneficiaire": "Bénéficiaire",
    "visas": "Visas, sans le « Vu » initial",
    "considerants": "Considérants, sans le « Considérant » initial",
    "montant": "Montant en euros",
    "expose": "Exposé des motifs (Markdown)",
    "dispositif": "Dispositif, en articles",
}


def module(nom: str, name: str, module: str, champs: Sequence[Declaration]) -> str:
    """Return the source of the class."""
    fields = "".join(map(_field, champs))
    return f'''"""{_sentence(nom)}

The class says what the act holds; « {module}.docx », beside it, says how it is printed.
"""

from delibgen import Assemblee
{_imports(champs)}

class {name}(ActeAssemblee):
    """{_sentence(nom)}"""

    template = "{module}.docx"

    assemblee: Assemblee
    """Assemblée de la collectivité, pour l'en-tête ; celle de la séance, dans le dossier d'une séance."""
{fields}'''


def _field(champ: Declaration) -> str:
    name, hint, missing = champ
    value = f" = {missing}" if missing else ""
    return f'    {name}: {hint}{value}\n    """{_described(name)}."""\n'


def _described(name: str) -> str:
    return _DESCRIPTIONS.get(name, name.replace("_", " ").capitalize())


def _imports(champs: Sequence[Declaration]) -> str:
    words = " ".join(hint.replace("[", " ").replace("]", " ") for _, hint, _ in champs).split()
    used = {"ActeAssemblee", *(word for word in words if word in _HOMES)}
    homes = sorted({_HOMES[name] for name in used})
    lines = (
        f"from {home} import {', '.join(sorted(name for name in used if _HOMES[name] == home))}"
        for home in homes
    )
    return "\n".join(lines) + "\n"


def _sentence(nom: str) -> str:
    """Return the name of the paper as the first line of a docstring."""
    clean = " ".join(nom.replace("\\", "/").replace('"', "'").split()).rstrip(".")
    return clean[0].upper() + clean[1:] + "."


def init(nom: str, module: str, name: str) -> str:
    """Return the ``__init__.py`` of the pack."""
    return f'''"""{_sentence(nom)}"""

from {module}.{module} import {name}

__version__ = "0.1.0"
__all__ = ["{name}"]
'''


def one_line_test(module: str, name: str) -> str:
    """Return the test of the act: one line."""
    return f'''"""The act is documented, its template sound, its sample gives the expected text."""

from pathlib import Path

from delibgen.testing import assert_act
from {module} import {name}


def test_{module}() -> None:
    assert_act({name}, Path(__file__).with_name("exemple.yaml"))
'''


def pyproject(nom: str, module: str, name: str, group: str) -> str:
    """Return the metadata of the pack; its entry point is what makes « type: … » known."""
    major, minor, *_ = __version__.split(".")
    text = _sentence(nom)
    return f"""[build-system]
requires = ["hatchling>=1.27"]
build-backend = "hatchling.build"

[project]
name = "delibgen-{module.replace("_", "-")}"
dynamic = ["version"]
description = "{text}"
readme = "README.md"
requires-python = ">=3.11"
dependencies = ["delibgen>={major}.{minor}"]

[project.entry-points."{group}"]
{module} = "{module}:{name}"

[tool.hatch.version]
path = "{module}/__init__.py"

[tool.hatch.build.targets.wheel]
packages = ["{module}"]
"""


def readme(nom: str, module: str, name: str) -> str:
    """Return the README: what each file is, and what to do next."""
    return f"""# {_sentence(nom).rstrip(".")}

Un acte pour [delibgen](https://pypi.org/project/delibgen/).

| fichier | ce que c'est |
|---|---|
| `{module}/{module}.py` | les champs de l'acte : la classe `{name}` |
| `{module}/{module}.docx` | sa présentation : à ouvrir et à changer dans Word |
| `exemple.yaml` | des données d'exemple, chaque champ expliqué |
| `exemple.txt` | le texte attendu de cet exemple |
| `test_{module}.py` | le test : une ligne |

    pip install -e .                    # fait connaître « type: {module} » à delibgen
    delibgen acte exemple.yaml          # écrit le document dans « sortie »
    delibgen dictionnaire {module} -o dictionnaire.docx
    pytest                              # après un changement voulu : DELIBGEN_REFAIRE=1 pytest

Pour le partager : augmenter `__version__` dans `{module}/__init__.py`, puis `python -m build`.
"""
