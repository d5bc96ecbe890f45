"""The packet of a sitting: its papers planned, checked, made out of sight, then put in place whole."""

from delibgen.dossier.annee import build_tables
from delibgen.dossier.build import build, build_act
from delibgen.dossier.codes import CODES
from delibgen.dossier.dossier import Dossier
from delibgen.dossier.numbers import Annee, continuity_faults, serie_of
from delibgen.dossier.plan import Lot, Papier, Plan, plan_act, plan_seance
from delibgen.dossier.prepare import LotPret, Preparation, prepare, prepare_act
from delibgen.dossier.recueils import Periode, build_recueils
from delibgen.dossier.report import Ligne, Options, Report

__all__ = [
    "CODES",
    "Annee",
    "Dossier",
    "Ligne",
    "Lot",
    "LotPret",
    "Options",
    "Papier",
    "Periode",
    "Plan",
    "Preparation",
    "Report",
    "build",
    "build_act",
    "build_recueils",
    "build_tables",
    "continuity_faults",
    "plan_act",
    "plan_seance",
    "prepare",
    "prepare_act",
    "serie_of",
]
