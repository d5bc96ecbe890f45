"""delibgen: typed builders that fill French administrative Word templates.

Everything a caller needs is here: records and builders of the acts, ``load``, ``check`` and ``render``.
"""

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
from delibgen.load import load, load_seance
from delibgen.model.acte import Acte
from delibgen.model.assemblee import Assemblee, Collectivite
from delibgen.model.convention import Convention, Partie
from delibgen.model.deliberation import Deliberation
from delibgen.model.membre import Membre, Personne
from delibgen.model.montant import Echeancier, repartir
from delibgen.model.scrutin import Scrutin
from delibgen.model.seance import Seance
from delibgen.render import render
from delibgen.rules import check, rule
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
    "load",
    "load_seance",
    "membre",
    "reference",
    "render",
    "repartir",
    "rule",
    "seance",
]
