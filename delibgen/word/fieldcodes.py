"""The fields of Word in a part: what they compute, what they show, and which of them no act may hold."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from delibgen.errors import Finding, Place
from delibgen.word.codes import fault, warning
from delibgen.word.names import T, w

if TYPE_CHECKING:
    from lxml.etree import _Element

SAFE_LINK = re.compile(r"(https?://|mailto:)", re.IGNORECASE)
TAG = re.compile(r"\{\{|\{%|\{#")
NESTED = "\ufffc"
"""Stands, in the code of a field, for a field inside it."""
_FIELD_SIGN, _FIELD_CODE = w("fldChar"), w("instrText")
_FOREIGN_FIELDS = frozenset((
    "INCLUDETEXT",
    "INCLUDEPICTURE",
    "INCLUDE",
    "IMPORT",
    "DDE",
    "DDEAUTO",
    "LINK",
    "DATA",
    "DATABASE",
    "RD",
    "EMBED",
))
_ACTIVE_FIELDS = frozenset(("MACROBUTTON", "CONTROL", "HTMLCONTROL", "ADDIN", "PRINT"))
_MERGED_FIELDS = frozenset((
    "MERGEFIELD", "MERGEREC", "MERGESEQ", "GREETINGLINE", "ADDRESSBLOCK", "NEXT", "NEXTIF", "SKIPIF",
))  # fmt: skip
"""Fields that a mail merge of Word fills, and nothing else."""
_COUNTED_FIELDS = frozenset((
    "DATE", "TIME", "PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "PRINTDATE", "SAVEDATE", "CREATEDATE",
    "EDITTIME", "FILENAME", "FILESIZE", "NUMWORDS", "NUMCHARS", "USERNAME", "USERINITIALS", "USERADDRESS",
    "LASTSAVEDBY", "REVNUM", "SEQ", "=",
))  # fmt: skip
"""Fields whose result Word computes by itself: what is typed in it is gone at the next printing."""
_PROPERTY_FIELDS = frozenset((
    "AUTHOR", "SUBJECT", "KEYWORDS", "COMMENTS", "DOCPROPERTY", "DOCVARIABLE", "INFO", "TEMPLATE",
    "IF", "COMPARE", "QUOTE", "FILLIN", "ASK", "SET", "LISTNUM", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT",
))  # fmt: skip
"""Fields whose result Word computes too, but only where it is asked to update them."""
_REFUSED_FIELDS = {
    **dict.fromkeys(_ACTIVE_FIELDS, "lance une commande"),
    **dict.fromkeys(_FOREIGN_FIELDS, "va chercher un autre fichier"),
}
_RESULTS = {
    **dict.fromkeys(_COUNTED_FIELDS, (fault, "recalcule")),
    **dict.fromkeys(_PROPERTY_FIELDS, (warning, "peut recalculer")),
}
"""How a tag in the result of a field is reported, and what Word does of that result."""


def fields_of(root: "_Element") -> list["Field"]:
    """Return the fields of a part, each when it ends; those that nothing ends come last."""
    reader = _FieldReader([_simple(e) for e in root.iter(w("fldSimple"))])
    for e in root.iter(_FIELD_SIGN, _FIELD_CODE, T):
        reader.read(e)
    return reader.found + reader.opened


@dataclass(slots=True)
class Field:
    """A field of Word: its code, and the result that the document shows."""

    first: "_Element"
    code: str = ""
    result: str = ""
    is_code: bool = True
    """Whether its result has not begun."""

    @property
    def name(self) -> str:
        """Name of the field, in capitals."""
        return (self._words[:1] or ("",))[0].upper()

    @property
    def target(self) -> str:
        """First word after the name: the bookmark of a reference."""
        return (self._words[1:2] or ("",))[0]

    @property
    def _words(self) -> tuple[str, ...]:
        return tuple(self.code.replace('"', " ").split())


def _simple(element: "_Element") -> Field:
    result = "".join(node.text or "" for node in element.iter(T))
    return Field(element, element.get(w("instr"), ""), result, is_code=False)


@dataclass(slots=True)
class _FieldReader:
    """Reads the signs of fields one by one."""

    found: list[Field]
    opened: list[Field] = field(default_factory=list)

    def read(self, element: "_Element") -> None:
        """Read a sign, a piece of code or a text."""
        match element.get(w("fldCharType")) if element.tag == _FIELD_SIGN else element.tag:
            case "begin":
                self._begin(element)
            case "separate" if self.opened:
                self.opened[-1].is_code = False
            case "end" if self.opened:
                self.found.append(self.opened.pop())
            case str(tag) if tag in {_FIELD_CODE, T}:
                self._text(element)

    def _begin(self, element: "_Element") -> None:
        if self.opened and self.opened[-1].is_code:
            self.opened[-1].code += NESTED
        self.opened.append(Field(element))

    def _text(self, element: "_Element") -> None:
        if element.tag == _FIELD_CODE and not self.opened:
            self.opened.append(Field(element))
        if not self.opened:
            return
        if element.tag == _FIELD_CODE or self.opened[-1].is_code:
            self.opened[-1].code += element.text or ""
        else:
            self.opened[-1].result += element.text or ""


def check_field(found: Field, place: Place) -> Finding | None:
    """Return what a template may not hold of a field."""
    name, text = found.name, found.code
    excerpt = replace(place, excerpt=text.replace(NESTED, "▯").strip()[:120])
    if NESTED in name:
        message = "le nom d'un champ est lui-même calculé par un champ"
        return fault("DG111", message, excerpt, "remplacez-le par du texte")
    if name in _REFUSED_FIELDS:
        message = f"le champ {name} {_REFUSED_FIELDS[name]}"
        return fault("DG111", message, excerpt, "remplacez-le par du texte")
    if name in _RESULTS and TAG.search(found.result):
        return _check_result(found, place)
    if name in _MERGED_FIELDS:
        message = f"le champ de publipostage {name} {found.target}".rstrip() + " s'imprimera tel qu'il est"
        advice = f"remplacez-le par une balise : {{{{ {_as_name(found.target)} }}}}"
        return warning("DG177", message, excerpt, advice)
    return _check_link(text, excerpt) if name == "HYPERLINK" else None


def _check_result(found: Field, place: Place) -> Finding:
    """Return the fault of a tag that Word would write over."""
    finding, does = _RESULTS[found.name]
    message = f"une balise est placée dans le résultat d'un champ {found.name}, que Word {does}"
    advice = "dans Word, Ctrl + Maj + F9 sur le champ : il devient du texte"
    return finding("DG124", message, replace(place, excerpt=found.result[:120]), advice)


def _as_name(text: str) -> str:
    """Return the nearest name that a tag may bear: « Nom_du_Maire » → « nom_du_maire »."""
    plain = unicodedata.normalize("NFD", text.lower()).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_") or "champ"


def _check_link(text: str, excerpt: Place) -> Finding | None:
    for target in _link_targets(text):
        if not SAFE_LINK.match(target):
            message = f"le lien « {target[:60]} » n'est ni http, ni https, ni mailto"
            return fault("DG110", message, excerpt, "retirez-le")
    return None


_WORDS = re.compile(r'"((?:[^"\\]|\\.)*)"?|(\S+)')
_TOLD = frozenset(("\\l", "\\o", "\\t"))
"""Switches of HYPERLINK that a word follows: a bookmark, a tip, a frame."""


def _link_targets(text: str) -> Iterator[str]:
    """Yield where a HYPERLINK field may go; nothing for a place of the document itself."""
    words = iter(list(_WORDS.finditer(text.replace(NESTED, " ")))[1:])
    for word in words:
        if word[2] and word[2].startswith("\\") and len(word[2]) == _SWITCH:
            if word[2].lower() in _TOLD:
                next(words, None)
        elif word[1] or word[2]:
            yield word[1] or word[2]


_SWITCH = len("\\l")
