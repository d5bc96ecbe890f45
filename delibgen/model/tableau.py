"""The table of all members: presence and vote of each, for one item."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from delibgen import french
from delibgen.model.presence import cles

if TYPE_CHECKING:  # deliberation.py builds on this module
    from delibgen.model.deliberation import Deliberation
    from delibgen.model.membre import Membre
    from delibgen.model.scrutin import Scrutin

_SENS = (("noms_pour", "Pour"), ("noms_contre", "Contre"), ("noms_abstentions", "Abstention"))


@dataclass(frozen=True)
class LigneMembre:
    """One row of the table of all members."""

    nom: str
    """Membre."""
    presence: str
    """« Présente », « Excusé », « Pouvoir à … »."""
    vote: str
    """« Pour », « Contre », « Abstention », « Ne prend pas part au vote » ; rien s'il n'est pas connu."""


def member_rows(acte: Deliberation, ecrit: Callable[[Membre], str]) -> Iterator[LigneMembre]:
    """Yield every member in the order of the roll, then the deputies who sit."""
    presence = acte.presence
    sitting = presence.cles_presents
    deputies = (m for m in acte.assemblee.suppleants if m.cle in sitting)
    members = acte.assemblee.membres or presence.presents
    for membre in (*members, *deputies):
        yield LigneMembre(ecrit(membre), _presence(acte, membre), _vote(acte, membre))


def _presence(acte: Deliberation, membre: Membre) -> str:
    presence = acte.presence
    if membre.cle in presence.cles_presents:
        return french.accord("Présent", membre.genre)
    for pouvoir in presence.pouvoirs:
        if pouvoir.mandant.cle == membre.cle:
            return f"Pouvoir à {pouvoir.mandataire.nom_abrege}"
    return french.accord("Excusé" if membre in presence.excuses else "Absent", membre.genre)


def _vote(acte: Deliberation, membre: Membre) -> str:
    scrutin, presence = acte.scrutin, acte.presence
    if membre.cle in cles(presence.non_votants):
        return "Ne prend pas part au vote"
    if scrutin is None or scrutin.secret or membre.cle not in presence.cles_votants:
        return ""
    for field, word in _SENS:
        if membre.cle in cles(getattr(scrutin, field)):
            return word
    return _remaining(scrutin)


def _remaining(scrutin: Scrutin) -> str:
    """Return how those whom no list names vote: for, when all the others are named."""
    named = (
        len(scrutin.noms_contre) == scrutin.contre and len(scrutin.noms_abstentions) == scrutin.abstentions
    )
    return "Pour" if named and not scrutin.non_votants and not scrutin.noms_pour else ""


__all__ = ["LigneMembre", "member_rows"]
