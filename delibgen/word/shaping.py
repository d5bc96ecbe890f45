"""What a tag may ask of its cell: closed values only, written as marks that the settled table reads."""

import re

from delibgen.word.escape import Raw
from delibgen.word.faults import Fault

SHAPE, SHAPE_END = "\ufdeb", "\ufdec"
"""Around what is asked: « S3 » spans, « C » colours, « H », « V » merge."""
MOST_COLUMNS = 63
"""Columns that Word accepts."""
_COLOUR = r"#?([0-9A-Fa-f]{6})\Z"


def span(value: object) -> Raw:
    """Return the mark of a cell that covers ``value`` columns; raise ``Fault`` (DG415)."""
    if type(value) is not int or not 1 <= value <= MOST_COLUMNS:
        message = f"{{tag}} attend un nombre de colonnes, entier de 1 à {MOST_COLUMNS}"
        raise Fault("DG415", message, "écrivez par exemple {% colspan annees | nombre_de %}")
    return Raw(f"{SHAPE}S{value}{SHAPE_END}")


def background(value: object) -> Raw:
    """Return the mark of a coloured cell; raise ``Fault`` (DG415)."""
    found = re.match(_COLOUR, value) if type(value) is str else None
    if found is None:
        message = "{tag} attend une couleur, six chiffres de 0 à F, comme « D9E2F3 »"
        raise Fault("DG415", message, "donnez le code de la couleur (Word : Autres couleurs, Hex)")
    return Raw(f"{SHAPE}C{found[1].upper()}{SHAPE_END}")


def merge_along(first: object, number: int, length: int) -> Raw:
    """Return the mark of a cell merged with those of the other turns of its loop, in its row."""
    return Raw(f"{SHAPE}H{number} {length} {int(bool(first))}{SHAPE_END}")


def merge_down(first: object, number: int) -> Raw:
    """Return the mark of a cell merged with those of the turns before, in its column."""
    return Raw(f"{SHAPE}V{number} {int(bool(first))}{SHAPE_END}")
