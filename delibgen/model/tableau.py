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
    from delibgen.model.presence import Presence
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
    state, vote = _presence(presence), _vote(acte)
    for membre in (*members, *deputies):
        yield LigneMembre(ecrit(membre), state(membre), vote(membre))


def _presence(presence: Presence) -> Callable[[Membre], str]:
    """Return what says whether a member is there."""
    holders = {p.mandant.cle: p.mandataire for p in reversed(presence.pouvoirs)}
    excused = cles(presence.excuses)

    def state(membre: Membre) -> str:
        """Return where a member is."""
        if membre.cle in presence.cles_presents:
            return french.accord("Présent", membre.genre)
        if membre.cle in holders:
            return f"Pouvoir à {holders[membre.cle].nom_abrege}"
        return french.accord("Excusé" if membre.cle in excused else "Absent", membre.genre)

    return state


def _vote(acte: Deliberation) -> Callable[[Membre], str]:
    """Return what says how a member votes."""
    scrutin, presence = acte.scrutin, acte.presence
    said = dict.fromkeys(cles(presence.non_votants), "Ne prend pas part au vote")
    if scrutin is None or scrutin.secret:
        return lambda membre: said.get(membre.cle, "")
    named = {m.cle: word for field, word in reversed(_SENS) for m in getattr(scrutin, field)}
    others = _remaining(scrutin)
    for key in presence.cles_votants:
        said.setdefault(key, named.get(key, others))
    return lambda membre: said.get(membre.cle, "")


def _remaining(scrutin: Scrutin) -> str:
    """Return how those whom no list names vote: for, when all the others are named."""
    named = (
        len(scrutin.noms_contre) == scrutin.contre and len(scrutin.noms_abstentions) == scrutin.abstentions
    )
    return "Pour" if named and not scrutin.non_votants and not scrutin.noms_pour else ""


def with_names_for(acte: Deliberation) -> Scrutin | None:
    """Return the vote of an item, those in favour named when they are all the voters whom no list names."""
    scrutin, presence = acte.scrutin, acte.presence
    if scrutin is None or scrutin.secret or not _remaining(scrutin):
        return scrutin
    others = presence.cles_votants - cles((*scrutin.noms_contre, *scrutin.noms_abstentions))
    names = tuple(m for m in (*presence.presents, *presence.representes) if m.cle in others)
    return scrutin.model_copy(update={"noms_pour": names}) if len(names) == scrutin.pour else scrutin


__all__ = ["LigneMembre", "member_rows", "with_names_for"]
