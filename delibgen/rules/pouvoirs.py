"""Proxies and recusals for the item."""

from collections import Counter
from collections.abc import Iterator

from delibgen.errors import Severity
from delibgen.model.deliberation import Deliberation
from delibgen.model.kept import kept
from delibgen.model.membre import Membre
from delibgen.model.presence import Presence, cles
from delibgen.model.quorum import covid, own_rules
from delibgen.model.seance import Seance
from delibgen.rules.base import Remarque, rule
from delibgen.rules.portee import COMMUNES_ET_EPCI, DEPARTEMENTS, REGIONS, Portee
from delibgen.rules.presence import agreed, names, once, repeated


def _holders_of_several(presence: Presence) -> list[tuple[Membre, int]]:
    """Return the members who hold several proxies, and how many."""
    counts = Counter(pouvoir.mandataire.cle for pouvoir in presence.pouvoirs)
    holders = once(pouvoir.mandataire for pouvoir in presence.pouvoirs)
    return [(membre, counts[membre.cle]) for membre in holders if counts[membre.cle] > 1]


@rule("DG306", "CGCT L2121-20, L3121-16, L4132-15 ; CE 2 décembre 1991, n° 109724")
def un_pouvoir_par_mandataire(acte: Deliberation, presence: Presence) -> Iterator[Remarque]:
    """Un membre ne porte qu'un pouvoir ; deux jusqu'au 31 juillet 2022, pendant l'état sanitaire.

    De mémoire : les deux pouvoirs de l'état sanitaire.

    À faire : n'en garder qu'un ; le pouvoir en trop n'annule l'acte que s'il change le résultat.
    """
    own = acte.assemblee.reglement
    if own is not None and own.pouvoirs_par_membre is not None and own_rules(acte.assemblee):
        return  # the statutes of a syndicat mixte: DG398
    most = 2 if covid(acte.seance.date) else 1
    for membre, count in kept(_holders_of_several, presence):
        if count > most:
            givers = names(p.mandant for p in presence.pouvoirs if p.mandataire.cle == membre.cle)
            yield (
                "seance.pouvoirs",
                f"{membre.nom_complet} porte {count} pouvoirs, {most} au plus : {givers}",
                "n'en garder qu'un ; le pouvoir en trop n'annule l'acte que s'il change le résultat",
            )


@rule("DG307", "CGCT L2121-20", severity=Severity.BLOQUANT)
def un_pouvoir_par_mandant(presence: Presence) -> Iterator[Remarque]:
    """Un membre absent ne donne qu'un pouvoir pour un même point.

    À faire : n'en garder qu'un, ou les borner par « du_point » et « au_point ».
    """
    for membre in repeated(presence.representes):
        holders = names(p.mandataire for p in presence.pouvoirs if p.mandant.cle == membre.cle)
        yield (
            "seance.pouvoirs",
            f"{membre.nom_complet} donne plusieurs pouvoirs pour le même point : à {holders}",
            "n'en garder qu'un, ou les borner par « du_point » et « au_point »",
        )


@rule("DG308", "CGCT L2121-20", severity=Severity.BLOQUANT)
def mandataire_present(presence: Presence) -> Iterator[Remarque]:
    """Celui qui porte un pouvoir est présent au point.

    À faire : borner le pouvoir, nommer un autre mandataire, ou corriger les présents.
    """
    for pouvoir in presence.pouvoirs:
        if pouvoir.mandataire.cle not in presence.cles_presents:
            yield (
                "seance.pouvoirs",
                f"{pouvoir.mandataire.nom_complet} porte le pouvoir de {pouvoir.mandant.nom_complet}, "
                f"mais n'est pas {agreed(pouvoir.mandataire, 'présent')}",
                "borner le pouvoir par « au_point », nommer un autre mandataire, ou corriger les présents",
            )


@rule("DG309", "CGCT L2131-11, L2121-20", severity=Severity.INFORMATION)
def pouvoir_tombe(presence: Presence) -> Iterator[Remarque]:
    """Le pouvoir porté par un membre qui ne prend pas part au point, ou qui est parti, tombe avec lui.

    À faire : rien : le pouvoir n'est pas compté ; vérifier que c'est bien ce qui s'est passé.
    """
    recused = cles(presence.non_votants)
    for pouvoir in presence.pouvoirs:
        if pouvoir.mandataire.cle in recused:
            yield (
                "deports",
                f"{pouvoir.mandataire.nom_complet} ne prend pas part au point : le pouvoir de "
                f"{pouvoir.mandant.nom_complet} n'est pas exercé",
                "",
            )
    for pouvoir in presence.tombes:
        holder = pouvoir.mandataire
        yield (
            "seance.pouvoirs",
            f"{holder.nom_complet} n'est pas {agreed(holder, 'présent')} au point : le pouvoir de "
            f"{pouvoir.mandant.nom_complet} n'est pas exercé",
            "",
        )


@rule("DG313", "CGCT L2131-11")
def deport_utile(presence: Presence) -> Iterator[Remarque]:
    """Le membre qui ne prend pas part au vote est présent ou représenté.

    À faire : ôter ce déport, ou corriger les présents.
    """
    there = presence.cles_presents | cles(presence.representes)
    for rank, deport in enumerate(presence.deports):
        if deport.membre.cle not in there:
            yield (
                f"deports[{rank}].membre",
                f"{deport.membre.nom_complet} ne prend pas part au vote, mais n'est "
                f"ni {agreed(deport.membre, 'présent')} ni {agreed(deport.membre, 'représenté')}",
                "ôter ce déport, ou corriger les présents",
            )


@rule("DG314", "CGCT L2131-11", severity=Severity.BLOQUANT)
def deport_unique(presence: Presence) -> Iterator[Remarque]:
    """Un membre ne se déporte qu'une fois pour un point.

    À faire : n'en garder qu'un.
    """
    for membre in repeated(presence.non_votants):
        yield (
            "deports",
            f"{membre.nom_complet} : {agreed(membre, 'nommé')} deux fois parmi les déports",
            "n'en garder qu'un",
        )


@rule("DG394", "CGCT L2121-20, L5211-1", portee=Portee(natures=COMMUNES_ET_EPCI))
def pouvoir_de_trois_seances(seance: Seance) -> Iterator[Remarque]:
    """Un pouvoir vaut pour trois séances consécutives au plus, sauf maladie dûment constatée.

    À faire : demander un nouveau pouvoir, ou dire « maladie: oui ».
    """
    for rank, pouvoir in enumerate(seance.pouvoirs):
        if pouvoir.seances > 3 and not pouvoir.maladie:
            yield (
                f"seance.pouvoirs[{rank}].seances",
                f"le pouvoir de {pouvoir.mandant.nom_complet} sert pour {pouvoir.seances} séances "
                "consécutives, trois au plus",
                "demander un nouveau pouvoir écrit, ou dire « maladie: oui »",
            )


@rule("DG395", "CGCT L3121-16, L4132-15", portee=Portee(natures=DEPARTEMENTS | REGIONS))
def pouvoir_d_une_reunion(seance: Seance) -> Iterator[Remarque]:
    """Dans un département ou une région, un pouvoir ne vaut que pour une réunion.

    À faire : demander un pouvoir pour cette réunion.
    """
    for rank, pouvoir in enumerate(seance.pouvoirs):
        if pouvoir.seances > 1:
            yield (
                f"seance.pouvoirs[{rank}].seances",
                f"le pouvoir de {pouvoir.mandant.nom_complet} sert pour {pouvoir.seances} séances, une "
                "seule au plus",
                "demander un pouvoir pour cette réunion",
            )
