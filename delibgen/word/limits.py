"""How much the engine accepts: bounds that stop hostile files and runaway values."""

from delibgen.light import dataclass

_MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds on a template, on the values and on a render.

    The sizes of a template are read in the zip directory, before anything is decompressed, then held to.
    """

    file_bytes: int = 20 * _MEBIBYTE
    """Size of the .docx file."""
    total_bytes: int = 100 * _MEBIBYTE
    """Size of all entries once decompressed."""
    part_bytes: int = 20 * _MEBIBYTE
    """Size of one XML part once decompressed."""
    ratio: int = 100
    """Decompressed / compressed size of one entry."""
    ratio_grace: int = 2 * _MEBIBYTE
    """Decompressed size of all the entries above the ratio, together: a long table of like rows is one."""
    entries: int = 1_000
    """Number of entries of the package."""
    markup: int = 500_000
    """Signs « < » in all XML parts: twice the elements, which cost far more memory than their text."""
    tags: int = 10_000
    """Number of tags of the template."""
    value_chars: int = 200_000
    """Characters of one printed value."""
    output_chars: int = 64 * _MEBIBYTE
    """Characters of one rendered part."""
