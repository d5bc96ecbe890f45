"""The zip package: read within limits, written with untouched entries copied still compressed."""

import re
import struct
import zlib
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache

from deflate import crc32, deflate_compress

from delibgen.light import TYPE_CHECKING, dataclass
from delibgen.word.codes import refusal
from delibgen.word.limits import Limits

if TYPE_CHECKING:
    import zipfile

STORED, DEFLATED = 0, 8
_XML_NAME = r"(?i)\.(xml|rels|vml)$"
_LOCAL = struct.Struct("<IHHHHHIIIHH")
_SHARED = struct.Struct("<HHHHIIIHH")
"""What the two records of an entry say alike."""
_TAIL = struct.Struct("<10xI")
_LOCAL_SIGN, _CENTRAL_SIGN = b"PK\x03\x04\x14\x00", b"PK\x01\x02\x14\x00\x14\x00"
_END = struct.Struct("<IHHHHIIH")
_UTF8_NAME = 0x800
_DATE_1980, _TIME_0 = 0x21, 0
"""The first day a zip can tell: the same input must give the same bytes."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of the package, as it is stored."""

    name: str
    method: int
    crc: int
    size: int
    """Bytes once decompressed."""
    raw: bytes
    """Bytes as stored, compressed by ``method``."""


_KEPT = 16_384
"""Characters of a part, a header most often, that is kept as it was last packed."""
LEVEL = 1
"""Deflate level of what a render makes: half the time of level 6, for documents larger by 1 to 7 %."""


def compress(name: str, data: bytes, level: int = LEVEL) -> Entry:
    """Return ``data`` deflated as an entry, by libdeflate: the same octets on every system."""
    return Entry(name, DEFLATED, crc32(data), len(data), bytes(deflate_compress(data, level)))


def store(name: str, data: bytes) -> Entry:
    """Return ``data`` as an entry that is not compressed (images already are)."""
    return Entry(name, STORED, crc32(data), len(data), data)


class Packer:
    """Compresses a part, once for the renders that print it alike; threads may share it."""

    __slots__ = ("_last", "_name")

    def __init__(self, name: str) -> None:
        self._name = name
        self._last: tuple[str, Entry] | None = None

    def pack(self, text: str) -> Entry:
        """Return the entry of a text: that of the last render, if it is the same."""
        last = self._last
        if last is not None and last[0] == text:
            return last[1]
        entry = compress(self._name, text.encode("utf-8"))
        if len(text) <= _KEPT:
            self._last = text, entry
        return entry


# ---------------------------------------------------------------- reading


def read_package(data: bytes, limits: Limits) -> tuple[dict[str, Entry], dict[str, bytes]]:
    """Return the entries of a .docx (as stored) and their contents, by name.

    Raises ``TemplateError`` (DG102 to DG106) for anything that is not a sane zip.
    """
    _check_kind(data, limits)
    import io
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, struct.error) as error:
        raise refusal(
            "DG104", "le fichier est tronqué ou abîmé", "rouvrez-le dans Word et réenregistrez-le"
        ) from error
    _check_directory(infos, limits)
    entries: dict[str, Entry] = {}
    contents: dict[str, bytes] = {}
    position = 0
    for info in sorted(infos, key=lambda info: info.header_offset):
        if info.header_offset < position:
            raise refusal("DG106", "des éléments du fichier se chevauchent ; le fichier est piégé ou abîmé")
        entry, content, position = _read_entry(data, info)
        if not info.is_dir():
            entries[info.filename], contents[info.filename] = entry, content
    order = [info.filename for info in infos if not info.is_dir()]
    return {name: entries[name] for name in order}, contents


def _check_kind(data: bytes, limits: Limits) -> None:
    if len(data) > limits.file_bytes:
        raise refusal(
            "DG105",
            f"le fichier pèse {len(data) // 1024} Kio ; la limite est de {limits.file_bytes // 1024} Kio",
            "réduisez les images du document",
        )
    if not data:
        raise refusal("DG102", "le fichier est vide", "enregistrez-le de nouveau depuis Word")
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        locked = "EncryptedPackage".encode("utf-16-le") in data
        what = "protégé par un mot de passe" if locked else "à l'ancien format Word 97-2003 (.doc)"
        raise refusal(
            "DG103",
            f"le document est {what}",
            "ouvrez-le dans Word et enregistrez-le en .docx, sans mot de passe",
        )
    if not data.startswith(b"PK\x03\x04"):
        raise refusal("DG102", "ce fichier n'est pas un document Word", "enregistrez-le en .docx depuis Word")


def _check_directory(infos: "list[zipfile.ZipInfo]", limits: Limits) -> None:
    if len(infos) > limits.entries:
        raise refusal(
            "DG105", f"le document contient {len(infos)} éléments ; la limite est de {limits.entries}"
        )
    seen: set[str] = set()
    total = swollen = 0
    for info in infos:
        name = info.orig_filename
        _check_name(name)
        if name.casefold() in seen:
            raise refusal("DG106", f"l'élément « {name} » figure deux fois dans le document")
        seen.add(name.casefold())
        _check_entry(info, limits)
        total += info.file_size
        if info.file_size > limits.ratio * max(info.compress_size, 1):
            swollen += info.file_size
            _check_swollen(name, swollen, limits)
    if total > limits.total_bytes:
        raise refusal("DG105", f"le document décompressé dépasse {limits.total_bytes // 1024 // 1024} Mio")


def _check_name(name: str) -> None:
    steps = name.removesuffix("/").split("/")
    odd = any(step in {"", ".", ".."} or step[-1] in ". " for step in steps)
    if odd or "\\" in name or ":" in name or any(char < " " or char == "\x7f" for char in name):
        shown = name.encode("unicode_escape").decode("ascii")[:80]
        raise refusal(
            "DG106", f"le nom d'élément « {shown} » sort du document ; le fichier est piégé ou abîmé"
        )


def _check_entry(info: "zipfile.ZipInfo", limits: Limits) -> None:
    name, size = info.filename, info.file_size
    if info.flag_bits & 1:
        raise refusal("DG103", "le document est chiffré", "enregistrez-le sans mot de passe")
    if info.compress_type not in {STORED, DEFLATED}:
        raise refusal("DG104", f"l'élément « {name} » est compressé par un procédé que Word n'emploie pas")
    if re.search(_XML_NAME, name) and size > limits.part_bytes:
        raise refusal("DG105", f"la partie « {name} » dépasse {limits.part_bytes // 1024 // 1024} Mio")


def _check_swollen(name: str, swollen: int, limits: Limits) -> None:
    """Refuse what would fill the memory from a small file; small parts of Word may shrink as much."""
    if swollen > limits.ratio_grace:
        raise refusal(
            "DG105", f"l'élément « {name} » se décompresse plus de {limits.ratio} fois ; le fichier est piégé"
        )


def _read_entry(data: bytes, info: "zipfile.ZipInfo") -> tuple[Entry, bytes, int]:
    """Return an entry, its content, and where it ends in the file."""
    damaged = refusal(
        "DG104",
        f"l'élément « {info.filename} » est abîmé",
        "rouvrez le fichier dans Word et réenregistrez-le",
    )
    head = data[info.header_offset : info.header_offset + _LOCAL.size]
    if len(head) < _LOCAL.size or head[:4] != b"PK\x03\x04":
        raise damaged
    fields = _LOCAL.unpack(head)
    start = info.header_offset + _LOCAL.size + fields[9] + fields[10]
    name_at = info.header_offset + _LOCAL.size
    _check_local_name(data[name_at : name_at + fields[9]], info)
    raw = data[start : start + info.compress_size]
    try:
        content = raw if info.compress_type == STORED else _inflate(raw, info.file_size)
    except zlib.error as error:
        raise damaged from error
    if len(content) != info.file_size or crc32(content) != info.CRC:
        raise damaged
    entry = Entry(info.filename, info.compress_type, info.CRC, info.file_size, raw)
    return entry, content, start + info.compress_size


def _check_local_name(local: bytes, info: "zipfile.ZipInfo") -> None:
    """Refuse an entry that two programs would read under two names."""
    encoding = "utf-8" if info.flag_bits & _UTF8_NAME else "cp437"
    if local.decode(encoding, "replace") != info.orig_filename:
        raise refusal(
            "DG106", f"l'élément « {info.filename} » porte deux noms ; le fichier est piégé ou abîmé"
        )


def _inflate(raw: bytes, size: int) -> bytes:
    unpacker = zlib.decompressobj(-15)
    return unpacker.decompress(raw, size + 1)  # one byte more shows a directory that lies


# ---------------------------------------------------------------- writing


def _heads(entry: Entry, offset: int) -> tuple[bytes, bytes]:
    """Return the local and the central record of an entry that begins at ``offset``."""
    name, flags = _encoded(entry.name)
    shared = _SHARED.pack(
        flags, entry.method, _TIME_0, _DATE_1980, entry.crc, len(entry.raw), entry.size, len(name), 0
    )
    return b"%b%b%b" % (_LOCAL_SIGN, shared, name), b"%b%b%b%b" % (
        _CENTRAL_SIGN,
        shared,
        _TAIL.pack(offset),
        name,
    )


@lru_cache(maxsize=1024)
def _encoded(name: str) -> tuple[bytes, int]:
    return (name.encode("ascii"), 0) if name.isascii() else (name.encode("utf-8"), _UTF8_NAME)


@dataclass(frozen=True, slots=True)
class Archive:
    """What every document of a template shares, ready to be copied: a render only adds its own parts."""

    prefix: bytes
    """Local records of the entries that never change."""
    directory: bytes
    """Their central records."""
    count: int
    volatile: tuple[Entry, ...]
    """Entries copied too, unless the render brings another version of them."""

    @classmethod
    def of(cls, constant: Iterable[Entry], volatile: Iterable[Entry]) -> "Archive":
        """Lay out the constant entries, in the order given."""
        blocks: list[bytes] = []
        directory, offset, count = [], 0, 0
        for entry in constant:
            local, central = _heads(entry, offset)
            directory.append(central)
            blocks += (local, entry.raw)
            offset += len(local) + len(entry.raw)
            count += 1
        return cls(b"".join(blocks), b"".join(directory), count, tuple(volatile))

    def pack(self, parts: Mapping[str, Entry], without: Collection[str] = ()) -> bytes:
        """Return the whole file: the constant entries, the volatile ones, then ``parts`` in their order.

        ``without`` names volatile entries that are left out.
        """
        others = [parts.get(entry.name, entry) for entry in self.volatile if entry.name not in without]
        known = {entry.name for entry in self.volatile}
        others += [entry for name, entry in parts.items() if name not in known]
        blocks, directory, offset = [self.prefix], [self.directory], len(self.prefix)
        for entry in others:
            local, central = _heads(entry, offset)
            directory.append(central)
            blocks += (local, entry.raw)
            offset += len(local) + len(entry.raw)
        central = b"".join(directory)
        count = self.count + len(others)
        blocks += (central, _END.pack(0x06054B50, 0, 0, count, count, len(central), offset, 0))
        return b"".join(blocks)


def replace_part(data: bytes, old: bytes, new: bytes) -> bytes:
    """Return a package of ours in which the part that contains ``old`` contains ``new`` instead."""
    entries, contents = read_package(data, Limits())
    written = [compress(name, new) if contents.get(name) == old else entry for name, entry in entries.items()]
    return Archive.of(written, ()).pack({})
