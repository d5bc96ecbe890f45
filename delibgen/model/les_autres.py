"""Votes that are not counted by hand: « unanimité », « 2 contre, les autres pour »."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from delibgen.model.base import plain_word

if TYPE_CHECKING:
    from delibgen.model.presence import Presence
    from delibgen.model.scrutin import Scrutin

_EVERYBODY = frozenset({"unanimite", "a_l_unanimite"})
_THE_OTHERS = frozenset({"les_autres", "autres", "tous_les_autres", "le_reste", "reste", "tous"})


def _word(value: object) -> str:
    alone = value[0] if isinstance(value, list | tuple) and len(value) == 1 else value
    return plain_word(alone) if isinstance(alone, str) else ""


def read_others(data: object) -> object:
    """Read « unanimité », or « pour: les autres », as votes to be counted.

    Raises:
        ValueError: unanimity, and votes against.

    >>> read_others("à l'unanimité"), read_others({"pour": "les autres", "contre": "2"})
    ({'reste_pour': 'oui'}, {'contre': '2', 'reste_pour': 'oui'})
    """
    if _word(data) in _EVERYBODY:
        return {"reste_pour": "oui"}
    if not isinstance(data, Mapping) or _word(data.get("pour")) not in _EVERYBODY | _THE_OTHERS:
        return data
    if _word(data["pour"]) in _EVERYBODY and data.get("contre") not in (None, "", "0", 0, [], ()):
        raise ValueError("« unanimité », mais des voix contre : écrire « pour: les autres »")
    return {**{name: value for name, value in data.items() if name != "pour"}, "reste_pour": "oui"}


def counted(vote: Scrutin, presence: Presence) -> Scrutin:
    """Return a vote in which all those who are not told otherwise vote for."""
    if not vote.reste_pour:
        return vote
    others = vote.contre + vote.abstentions + vote.blancs + vote.nuls
    return vote.model_copy(update={"pour": max(presence.votants - others, 0)})


__all__ = ["counted", "read_others"]
