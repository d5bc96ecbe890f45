"""delibgen: typed builders that fill French administrative Word templates.

Everything a caller needs is here: records and builders of the acts, ``load``, ``check`` and ``render``.
Names are loaded when first used: a program that only fills a Word template loads neither pydantic nor rules.
"""

import sys
from types import ModuleType

from delibgen.light import TYPE_CHECKING

if TYPE_CHECKING:
    from delibgen.actes.assemblee import assemblee, collectivite, illustration, membre
    from delibgen.actes.convention import convention, reference
    from delibgen.actes.deliberation import deliberation
    from delibgen.actes.seance import seance
    from delibgen.errors import (
        CheckError,
        ConversionError,
        DelibgenError,
        Finding,
        LoadError,
        MissingToolError,
        Place,
        RenderError,
        Severity,
        TemplateError,
    )
    from delibgen.lint import lint
    from delibgen.load import load, load_seance
    from delibgen.model.acte import Acte
    from delibgen.model.assemblee import Assemblee, Collectivite
    from delibgen.model.convention import Convention, Partie
    from delibgen.model.deliberation import Deliberation
    from delibgen.model.membre import Membre, Personne
    from delibgen.model.montant import Echeancier, repartir
    from delibgen.model.refused import Shell
    from delibgen.model.scrutin import Scrutin
    from delibgen.model.seance import Seance
    from delibgen.render import render
    from delibgen.rules import check, rule
    from delibgen.watch import surveiller
    from delibgen.word import Document, Image, Template

__version__ = "0.1.0"

__all__ = [
    "Acte",
    "Assemblee",
    "CheckError",
    "Collectivite",
    "Convention",
    "ConversionError",
    "Deliberation",
    "DelibgenError",
    "Document",
    "Echeancier",
    "Finding",
    "Image",
    "LoadError",
    "Membre",
    "MissingToolError",
    "Partie",
    "Personne",
    "Place",
    "RenderError",
    "Scrutin",
    "Seance",
    "Severity",
    "Template",
    "TemplateError",
    "assemblee",
    "check",
    "collectivite",
    "convention",
    "deliberation",
    "illustration",
    "lint",
    "load",
    "load_seance",
    "membre",
    "reference",
    "render",
    "repartir",
    "rule",
    "seance",
    "surveiller",
]

_NAMES = {
    "actes.assemblee": ("assemblee", "collectivite", "illustration", "membre"),
    "actes.convention": ("convention", "reference"),
    "actes.deliberation": ("deliberation",),
    "actes.seance": ("seance",),
    "errors": (
        "CheckError",
        "ConversionError",
        "DelibgenError",
        "Finding",
        "LoadError",
        "MissingToolError",
        "Place",
        "RenderError",
        "Severity",
        "TemplateError",
    ),
    "lint": ("lint",),
    "load": ("load", "load_seance"),
    "model.acte": ("Acte",),
    "model.assemblee": ("Assemblee", "Collectivite"),
    "model.convention": ("Convention", "Partie"),
    "model.deliberation": ("Deliberation",),
    "model.membre": ("Membre", "Personne"),
    "model.montant": ("Echeancier", "repartir"),
    "model.scrutin": ("Scrutin",),
    "model.seance": ("Seance",),
    "render": ("render",),
    "rules": ("check", "rule"),
    "watch": ("surveiller",),
    "word": ("Document", "Image", "Template"),
}
_HOMES = {name: home for home, names in _NAMES.items() for name in names}
_LAYERS = ("actes", "errors", "french", "model", "rules", "word")


class _Facade(ModuleType):
    """Keeps ``load`` and ``render`` for the functions, though modules of the package bear the same names."""

    def __setattr__(self, name: str, value: object) -> None:
        if name not in _HOMES or not isinstance(value, ModuleType):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Facade


if not TYPE_CHECKING:  # a checker must see that a misspelt name does not exist

    def __getattr__(name: str) -> object:
        if name not in _HOMES and name not in _LAYERS:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        import importlib

        module = importlib.import_module(f"{__name__}.{_HOMES.get(name, name)}")
        value = getattr(module, name) if name in _HOMES else module
        globals()[name] = value
        return value


def load_ipython_extension(shell: "Shell") -> None:
    """Make ``%load_ext delibgen`` tell refused records in French, as everything else is told."""
    from delibgen.model.refused import tell_refusals

    tell_refusals(shell)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
