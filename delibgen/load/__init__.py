"""Data files to the model: YAML and JSON, values stay text until typed, faults have a line."""

from delibgen.load.codes import CODES
from delibgen.load.folders import books_apart, data_files, is_sitting, seance_file
from delibgen.load.numbering import Numeros, Suites, serie_key
from delibgen.load.single import load, read_one
from delibgen.load.sitting import (
    ActeLu,
    DossierSeance,
    SeanceLue,
    load_seance,
    read_seance,
)

__all__ = [
    "CODES",
    "ActeLu",
    "DossierSeance",
    "Numeros",
    "SeanceLue",
    "Suites",
    "books_apart",
    "data_files",
    "is_sitting",
    "load",
    "load_seance",
    "read_one",
    "read_seance",
    "seance_file",
    "serie_key",
]
