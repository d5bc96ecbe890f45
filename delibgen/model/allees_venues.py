"""Who came and went during a sitting: headings that tell the whole of it, not one item."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from delibgen.model.presence import cles

if TYPE_CHECKING:  # diction.py builds on this module
    from delibgen.model.membre import Membre, Personne
    from delibgen.model.seance import Mouvement, Pouvoir, Seance


def participants(seance: Seance) -> tuple[Membre, ...]:
    """Return those who attended at some time, present at the opening or arrived later, as the roll has them.

    Those who came late stand last where the sitting lists who was present, in an order of its own.
    """
    opening = seance.appel.presents
    late = tuple(m.membre for m in seance.mouvements if m.arrivee and m.membre.cle not in cles(opening))
    return seance.en_ordre(dict.fromkeys((*opening, *late)))


def tous_pouvoirs(seance: Seance) -> tuple[Pouvoir, ...]:
    """Return the proxies of the whole sitting: those of the opening, then those given on leaving."""
    from delibgen.model.seance import Pouvoir

    given = (
        Pouvoir(mandant=m.membre, mandataire=m.pouvoir_a, du_point=m.point)
        for m in seance.mouvements
        if m.pouvoir_a is not None
    )
    return (*seance.pouvoirs, *given)


def arrivee(seance: Seance, personne: Personne) -> Mouvement | None:
    """Return the movement by which a member who was not there at the opening arrived."""
    first = next(_of(seance, personne), None)
    return first if first is not None and first.arrivee else None


def depart(seance: Seance, personne: Personne) -> Mouvement | None:
    """Return the movement by which a member left for good."""
    last = next(_of(seance, personne, backwards=True), None)
    return last if last is not None and not last.arrivee else None


def fin_du_pouvoir(seance: Seance, pouvoir: Pouvoir) -> dt.time | None:
    """Return the hour when who gave a proxy arrived, so that it ended."""
    came = arrivee(seance, pouvoir.mandant) if pouvoir in seance.pouvoirs else None
    return came.heure if came else None


def debut_du_pouvoir(seance: Seance, pouvoir: Pouvoir) -> dt.time | None:
    """Return the hour when who gave a proxy left, so that it began."""
    left = depart(seance, pouvoir.mandant) if pouvoir not in seance.pouvoirs else None
    return left.heure if left else None


def _of(seance: Seance, personne: Personne, *, backwards: bool = False) -> Iterator[Mouvement]:
    """Yield the movements of a member, in order or from the last one."""
    moved = reversed(seance.mouvements) if backwards else seance.mouvements
    key = getattr(personne, "cle", None)
    return (movement for movement in moved if movement.membre.cle == key)


__all__ = ["arrivee", "debut_du_pouvoir", "depart", "fin_du_pouvoir", "participants", "tous_pouvoirs"]
