"""A sitting as a spreadsheet: to fill, or made of its records, and read back by ``load_seance``."""

from delibgen.exports.classeur.classeur import Classeur, classeur, vierge

__all__ = ["Classeur", "classeur", "vierge"]
