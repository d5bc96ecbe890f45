"""Images as values: PNG and JPEG, their size read in the header, an alternative text always."""

import hashlib
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from delibgen.errors import Finding, RenderError
from delibgen.word.escape import FORBIDDEN, escape_attribute

_EMU_PER_MM, _EMU_PER_INCH = 36_000, 914_400
_MAX_BYTES = 10 * 1024 * 1024
_MAX_SIDE = 12_000
_MAX_PIXELS = 50_000_000
_MAX_MM = 1_000
_PAGE_WIDTH_MM = 160
_SCREEN_DPI = 96.0
_MARK, _APP0, _FRAMES = 0xFF, 0xE0, frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Of a JPEG file: what begins a marker, the marker of its density, those of its size."""
_DOTS_PER_INCH = {1: 1.0, 2: 2.54}
"""How many inches the unit of density of a JPEG file counts as: the inch, the centimetre."""
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"


@dataclass(frozen=True, slots=True, init=False)
class Image:
    """A PNG or JPEG image, printed by ``{{ logo }}``.

    Give one of the two dimensions, in millimetres: the other follows. With none, the image keeps the size its
    file tells, at most 160 mm wide. Raises ``RenderError`` (DG411) for another format, a damaged file or an
    image too large.
    """

    data: bytes
    """Bytes of the file."""
    description: str
    """Text for the readers who do not see the image."""
    kind: str
    """png or jpeg."""
    width: int
    """Width in English Metric Units (360 000 to the centimetre)."""
    height: int
    """Height, same unit."""

    def __init__(
        self,
        data: bytes | str | Path,
        *,
        description: str,
        largeur_mm: float | None = None,
        hauteur_mm: float | None = None,
    ) -> None:
        content = data if isinstance(data, bytes) else _read(Path(data))
        if not description.strip() or re.search(FORBIDDEN, description):
            raise _refused(
                "le texte de remplacement (« description ») est vide ou contient un caractère refusé"
            )
        kind, columns, rows, dpi = _header(content)
        width, height = _size(columns, rows, dpi, largeur_mm, hauteur_mm)
        for name, value in zip(self.__slots__, (content, description, kind, width, height), strict=True):
            object.__setattr__(self, name, value)

    @property
    def media_name(self) -> str:
        """Return the name of the image in a document: the same for the same bytes."""
        return f"delibgen-{hashlib.sha256(self.data).hexdigest()[:20]}.{self.kind}"


def _refused(message: str, suggestion: str = "") -> RenderError:
    return RenderError(Finding(code="DG411", message=message, suggestion=suggestion))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise _refused(f"l'image « {path.name} » ne peut pas être lue") from error


def _header(data: bytes) -> tuple[str, int, int, float]:
    if len(data) > _MAX_BYTES:
        raise _refused(
            f"l'image pèse {len(data) // 1024} Kio ; la limite est de {_MAX_BYTES // 1024} Kio", "réduisez-la"
        )
    try:
        if data.startswith(b"\x89PNG\r\n\x1a\n"):
            found = ("png", *_png(data))
        elif data.startswith(b"\xff\xd8\xff"):
            found = ("jpeg", *_jpeg(data))
        else:
            raise _refused("ce fichier n'est pas une image PNG ou JPEG", "enregistrez l'image en PNG")
    except (struct.error, IndexError) as error:
        raise _refused("l'image est abîmée", "réenregistrez-la en PNG") from error
    _, columns, rows, _ = found
    if not (0 < columns <= _MAX_SIDE and 0 < rows <= _MAX_SIDE and columns * rows <= _MAX_PIXELS):
        raise _refused(
            f"l'image compte {columns} × {rows} points ; la limite est de {_MAX_SIDE} de côté", "réduisez-la"
        )
    return found


def _png(data: bytes) -> tuple[int, int, float]:
    if data[12:16] != b"IHDR" or b"IEND" not in data[-16:]:
        raise struct.error
    columns, rows = struct.unpack(">II", data[16:24])
    at = 8
    while at < len(data):
        length, name = struct.unpack(">I4s", data[at : at + 8])
        if name == b"pHYs" and length == 9 and data[at + 16] == 1:
            return columns, rows, _dpi(struct.unpack(">I", data[at + 8 : at + 12])[0] * 0.0254)
        if name == b"IDAT":
            break
        at += length + 12
    return columns, rows, _SCREEN_DPI


def _jpeg(data: bytes) -> tuple[int, int, float]:
    dpi = _SCREEN_DPI
    for marker, content in _segments(data):
        if marker == _APP0 and content[:5] == b"JFIF\0" and content[7] in _DOTS_PER_INCH:
            (density,) = struct.unpack(">H", content[8:10])
            dpi = _dpi(density * _DOTS_PER_INCH[content[7]])
        if marker in _FRAMES:
            rows, columns = struct.unpack(">HH", content[1:5])
            return columns, rows, dpi
    raise struct.error


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the marker and the content of each segment of a JPEG file, up to what is none."""
    at = 2
    while data[at] == _MARK:
        marker = data[at + 1]
        if marker == _MARK:  # padding
            at += 1
            continue
        (length,) = struct.unpack(">H", data[at + 2 : at + 4])
        yield marker, data[at + 4 : at + 2 + length]
        at += 2 + length


def _dpi(value: float) -> float:
    return value if 30 <= value <= 2400 else _SCREEN_DPI


def _size(
    columns: int, rows: int, dpi: float, width_mm: float | None, height_mm: float | None
) -> tuple[int, int]:
    """Return the width and the height, in English Metric Units, for the sides that were asked for."""
    for side in (width_mm, height_mm):
        if side is not None and not 0 < side <= _MAX_MM:
            raise _refused(f"une dimension de {side} mm n'est pas possible", f"entre 1 et {_MAX_MM} mm")
    if width_mm is None:
        natural = min(_PAGE_WIDTH_MM, columns / dpi * _EMU_PER_INCH / _EMU_PER_MM)
        width_mm = natural if height_mm is None else height_mm * columns / rows
    if height_mm is None:
        height_mm = width_mm * rows / columns
    return max(1, round(width_mm * _EMU_PER_MM)), max(1, round(height_mm * _EMU_PER_MM))


def drawing(image: Image, relation: str, identifier: str) -> str:
    """Return the inline drawing of an image."""
    alt, size = escape_attribute(image.description), f'cx="{image.width}" cy="{image.height}"'
    return (
        '<w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
        f' distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/><wp:docPr id="{identifier}"'
        f' name="Image {identifier}" descr="{alt}"/><a:graphic xmlns:a="{_A}"><a:graphicData uri="{_PIC}">'
        f'<pic:pic xmlns:pic="{_PIC}"><pic:nvPicPr>'
        f'<pic:cNvPr id="{identifier}" name="{image.media_name}" descr="{alt}"/>'
        "<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip"
        ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
        f' r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing>"
    )
