"""The packet of a sitting: its papers planned, prepared in memory, then written whole."""

from delibgen.dossier.build import Ligne, Report, build, build_act, write
from delibgen.dossier.codes import CODES
from delibgen.dossier.plan import Lot, Papier, plan_act
from delibgen.dossier.prepare import LotPret, Preparation, prepare, prepare_act

__all__ = [
    "CODES",
    "Ligne",
    "Lot",
    "LotPret",
    "Papier",
    "Preparation",
    "Report",
    "build",
    "build_act",
    "plan_act",
    "prepare",
    "prepare_act",
    "write",
]
