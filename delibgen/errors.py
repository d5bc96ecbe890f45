"""What can go wrong, as values (``Finding``) and as one family of exceptions (``DelibgenError``).

A finding says what is wrong, where, how grave it is and what to do, in French, for the person who reads it.
An exception carries every finding of the step that failed: all faults at once, never the first only.
This module imports nothing of delibgen but what makes its classes.
"""

import errno
import unicodedata
from collections.abc import Iterable
from enum import StrEnum

from delibgen.light import TYPE_CHECKING, dataclass, field

if TYPE_CHECKING:
    from typing import Protocol

    class _Printer(Protocol):
        def text(self, text: str) -> None:
            """Write a text."""


class Severity(StrEnum):
    """How grave a finding is: only ``BLOQUANT`` stops a render."""

    BLOQUANT = "bloquant"
    ALERTE = "alerte"
    INFORMATION = "information"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a fault is: a line of a file, a paragraph of a Word part, or a step of a builder."""

    file: str = ""
    """Name or path of the file, as the user gave it."""
    line: int = 0
    """Line, from 1; 0 when unknown."""
    column: int = 0
    """Column, from 1; 0 when unknown."""
    part: str = ""
    """Word part in French: « corps », « en-tête 1 », « notes de bas de page »…"""
    element: str = ""
    """Place in the part: « §12 », « tableau 1, ligne 2, colonne 3, §1 »."""
    excerpt: str = ""
    """The words around, or the line of the file, as they stand."""
    step: str = ""
    """Step of a typed builder: « .scrutin(pour=38) »."""

    def around(self, excerpt: str) -> "Place":
        """Return the place with these words around."""
        # Made anew, for what is done at each tag: a tenth of the time of ``replace``.
        return Place(
            file=self.file,
            line=self.line,
            column=self.column,
            part=self.part,
            element=self.element,
            excerpt=excerpt,
            step=self.step,
        )

    def __str__(self) -> str:
        # In a sheet, « ligne 4, colonne C » says what numbers would: they are for other tools.
        numbers = () if self.element else (self.line, self.column)
        position = ":".join(str(bit) for bit in (self.file, *numbers) if bit)
        word = ", ".join(bit for bit in (self.part, self.element) if bit)
        return " : ".join(bit for bit in (position, word, self.step) if bit)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing to know or to correct, as a value.

    ``str(finding)`` is the French text on one line; the excerpt stays in ``place``.
    """

    code: str
    """Stable code, « DG103 »: 1xx templates, 2xx data files, 3xx rules, 4xx rendering, 5xx files
    and PDF, 6xx rules of the papers of a sitting."""
    message: str
    """What is wrong and what was expected, in French, without a final full stop."""
    severity: Severity = Severity.BLOQUANT
    path: str = ""
    """Path in the data, with the names of the fields: ``presents[2].nom``."""
    place: Place = field(default_factory=Place)
    article: str = ""
    """Text of law or standard behind the finding, with its period when it has one."""
    suggestion: str = ""
    """What to do."""

    def __str__(self) -> str:
        head = " ".join(
            bit for bit in (f"{self.place} :" if str(self.place) else "", self.code, self.path) if bit
        )
        tail = f" ; {self.suggestion}" if self.suggestion else ""
        law = f" ({self.article})" if self.article else ""
        return f"{head} : {self.message}{tail}{law}"

    def _repr_pretty_(self, printer: "_Printer", cycle: bool) -> None:  # noqa: FBT001  (IPython's protocol)
        """Tell IPython what to print: the French text on one line, also inside a list."""
        printer.text("…" if cycle else printable(str(self)))

    def to_dict(self) -> dict[str, object]:
        """Return the finding as plain data, for ``--json`` and other tools."""
        place = {name: getattr(self.place, name) for name in Place.__slots__ if getattr(self.place, name)}
        return {
            "code": self.code,
            "severite": self.severity.value,
            "message": self.message,
            "chemin": self.path,
            "position": place,
            "article": self.article,
            "suggestion": self.suggestion,
        }


class DelibgenError(Exception):
    """Root of the family: one exception, all the findings of the step that failed."""

    title = "Erreur"

    def __init__(self, findings: Finding | Iterable[Finding], *, title: str = "") -> None:
        self.findings = (findings,) if isinstance(findings, Finding) else tuple(findings)
        """Every finding, gravest or not, in the order of the source."""
        self.heading = title or self.title
        super().__init__(self.findings)

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (type(self), self.findings, self.heading))

    def __str__(self) -> str:
        count = len(self.findings)
        faults = "1 erreur" if count == 1 else f"{count} erreurs"
        lines = [f"{self.heading} : {faults}"]
        for finding in self.findings:
            lines.append(f"  {finding}")
            if finding.place.excerpt:
                lines.extend(f"      {line}" for line in finding.place.excerpt.splitlines())
        return "\n".join(lines)

    def _render_traceback_(self) -> list[str]:
        """Tell IPython what to print: the French text of the commands, without the calls inside delibgen."""
        return [bit for line in printable(str(self)).split("\n") for bit in _folded(line)]


def _folded(line: str) -> list[str]:
    """Cut a long line between words, as wide as a cell: a notebook would cut it inside them."""
    import textwrap

    margin = " " * (len(line) - len(line.lstrip()))
    folded = textwrap.wrap(
        line, _CELL, subsequent_indent=margin + "  ", break_long_words=False, break_on_hyphens=False
    )
    return folded if len(line) > _CELL else [line]


_CELL = 110
"""Characters on a line of a notebook's cell: an excerpt of a file is never cut."""


def _rebuild(kind: type[DelibgenError], findings: tuple[Finding, ...], heading: str) -> DelibgenError:
    return kind(findings, title=heading)


class LoadError(DelibgenError, ValueError):
    """The data cannot be read, or do not make a valid act (typed builders included)."""

    title = "Données refusées"


class CheckError(DelibgenError, ValueError):
    """A rule blocks the act."""

    title = "Acte refusé"


class TemplateError(DelibgenError, ValueError):
    """The Word template cannot be opened, or a tag in it is wrong."""

    title = "Document Word refusé"


class RenderError(DelibgenError, ValueError):
    """A value cannot be put at its place in the template."""

    title = "Rendu impossible"


class ConversionError(DelibgenError):
    """A file cannot be written or converted."""

    title = "Fichier impossible à produire"


class MissingToolError(ConversionError):
    """A program that the conversion needs is not installed."""

    title = "Outil absent"


_SYSTEM = {
    errno.EACCES: "accès refusé par le système",
    errno.EPERM: "accès refusé par le système",
    errno.EROFS: "disque en lecture seule",
    errno.ENOENT: "introuvable",
    errno.EISDIR: "un dossier porte ce nom",
    errno.ENOTDIR: "un fichier porte le nom du dossier",
    errno.EEXIST: "un fichier porte déjà ce nom",
    errno.ENOSPC: "disque plein",
    errno.ENAMETOOLONG: "nom trop long",
    errno.EMFILE: "trop de fichiers ouverts",
}


def system_reason(fault: Exception) -> str:
    """Return in French why the system refused a file.

    >>> system_reason(PermissionError(13, "Permission denied"))
    'accès refusé par le système'
    """
    return _SYSTEM.get(getattr(fault, "errno", None) or 0, "le disque ou le réseau ne répond pas")


def printable(text: str) -> str:
    r"""Return a text without what a terminal would obey: escapes, bidirectional marks.

    >>> printable("a\x1b[31mb\u202ec")
    'a\ufffd[31mb\ufffdc'
    """
    return "".join(
        char if char in "\n\t" or unicodedata.category(char) not in {"Cc", "Cf", "Cs"} else "\ufffd"
        for char in text
    )


def closest(name: str, known: Iterable[str]) -> str:
    """Return the known name nearest to ``name``, ignoring case and accents, or ``""``.

    >>> closest("montnat", ["objet", "montant"])
    'montant'
    >>> closest("xyz", ["objet", "montant"])
    ''
    """

    import difflib

    def fold(text: str) -> str:
        """Return a text without case or accents."""
        bare = unicodedata.normalize("NFD", text.casefold())
        return "".join(char for char in bare if not unicodedata.combining(char))

    folded = {fold(candidate): candidate for candidate in known}
    near = difflib.get_close_matches(fold(name), folded, n=1, cutoff=0.6)
    return folded[near[0]] if near else ""


def did_you_mean(name: str, known: Iterable[str], otherwise: str = "", *, lead: str = "") -> str:
    """Ask whether the known name nearest to ``name`` was meant; ``otherwise`` when none is near.

    Args:
        name: the name that nobody knows.
        known: the names that are.
        otherwise: what to do instead.
        lead: what joins the question to the words before it, when it is asked.

    >>> did_you_mean("montnat", ["objet", "montant"]), did_you_mean("xyz", ["objet"], "ôter ce champ")
    ('vouliez-vous dire « montant » ?', 'ôter ce champ')
    """
    near = closest(name, known)
    return f"{lead}vouliez-vous dire « {near} » ?" if near else otherwise
