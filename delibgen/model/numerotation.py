"""Numbers of acts that follow a pattern declared by the assembly; elsewhere they are opaque text.

« DEL{annee}-{rang:03} » reads as: ``DEL``, the year of the sitting, ``-``, the rank on three digits.
"""

import re
import string
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator

from delibgen.model.base import Ligne, Mot, Record
from delibgen.model.kept import cached_property

_FIELDS = {"annee": r"\d{4}", "an": r"\d{2}", "mois": r"\d{2}", "jour": r"\d{2}", "rang": r"\d+"}


def _pieces(motif: str) -> list[tuple[str, str | None, str]]:
    """Return (text before, name of the field, width) for each piece of a pattern; no field may end it.

    Raises:
        ValueError: a brace is missing, or a field is written otherwise than « {annee} » or « {rang:03} ».
    """
    try:
        parsed = list(string.Formatter().parse(motif))
    except ValueError as error:
        raise ValueError(f"« {motif} » : accolade ouverte ou fermée de trop") from error
    if any(conversion for *_, conversion in parsed):
        raise ValueError(f"« {motif} » : ôter le « ! » entre accolades")
    return [(text, name, width or "") for text, name, width, _ in parsed]


def _check_field(name: str, width: str) -> None:
    if name not in _FIELDS:
        known = ", ".join(f"{{{name}}}" for name in _FIELDS)
        raise ValueError(f"« {{{name}}} » inconnu ; possibles : {known}")
    if width and (name != "rang" or not re.fullmatch(r"0[1-9]", width)):
        raise ValueError(f"« {{{name}:{width}}} » : seule la forme « {{rang:03}} » est comprise")


def _check_motif(motif: str) -> str:
    fields = [(name, width) for _, name, width in _pieces(motif) if name is not None]
    for name, width in fields:
        _check_field(name, width)
    if [name for name, _ in fields].count("rang") != 1:
        raise ValueError("un « {rang} » et un seul est attendu, par exemple « DEL{annee}-{rang:03} »")
    return motif


class Numerotation(Record):
    """How an assembly numbers its acts, so that gaps and reuse can be proved absent."""

    motif: Annotated[Ligne, AfterValidator(_check_motif)]
    """Forme des numéros : « DEL{annee}-{rang:03} », « {annee}/{mois}/{jour}-{rang} »."""
    continuite: Annotated[Literal["annee", "seance", "mandat"], Mot] | None = None
    """Quand le rang reprend à 1 : chaque année, à chaque séance, jamais ; à défaut, selon le motif."""

    @property
    def periode(self) -> Literal["annee", "seance", "mandat"]:
        """What the ranks are continuous over: told, or guessed from the pattern (« {jour} »: the sitting)."""
        if self.continuite:
            return self.continuite
        names = {name for _, name, _ in _pieces(self.motif)}
        if "jour" in names:
            return "seance"
        return "annee" if names & {"annee", "an"} else "mandat"

    @cached_property
    def _regex(self) -> re.Pattern[str]:
        parts = []
        for text, name, width in _pieces(self.motif):
            parts.append(re.escape(text))
            if name:
                shape = rf"\d{{{int(width)},}}" if width else _FIELDS[name]
                parts.append(f"(?P<{name}>{shape})")
        return re.compile("".join(parts))

    def numero(self, day: date, rang: int) -> str:
        """Return the number of rank ``rang`` for a sitting of ``day``.

        >>> Numerotation(motif="DEL{annee}-{rang:03}").numero(date(2024, 10, 1), 31)
        'DEL2024-031'
        """
        values = {"annee": f"{day.year:04}", "an": f"{day.year % 100:02}"}
        values |= {"mois": f"{day.month:02}", "jour": f"{day.day:02}"}
        return self.motif.format(rang=rang, **values)

    def rang(self, numero: str, day: date) -> int | None:
        """Return the rank of a number of a sitting of ``day``, ``None`` when it is off the pattern.

        >>> Numerotation(motif="DEL{annee}-{rang:03}").rang("DEL2023-031", date(2024, 10, 1)) is None
        True
        """
        found = self._regex.fullmatch(numero)
        rang = int(found["rang"]) if found else 0
        return rang if rang and self.numero(day, rang) == numero else None


__all__ = ["Numerotation"]
