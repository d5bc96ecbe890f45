"""The roll of the item: who is present, absent, in the chair; and what other rules need to know of it."""

from collections import Counter
from collections.abc import Iterable, Iterator

from delibgen import french
from delibgen.errors import Severity, did_you_mean
from delibgen.model.assemblee import Assemblee
from delibgen.model.deliberation import Deliberation
from delibgen.model.kept import kept
from delibgen.model.membre import Annuaire, Membre
from delibgen.model.presence import Presence, cles
from delibgen.model.seance import Seance
from delibgen.rules.base import Remarque, rule
from delibgen.rules.portee import COMMUNES_ET_EPCI, Portee
from delibgen.rules.regard import roll_known


def agreed(membre: Membre, word: str) -> str:
    """Return « présent » or « présente »."""
    return french.accord(word, membre.genre)


def names(membres: Iterable[Membre]) -> str:
    """Return « Madame Anne ROY, Monsieur Luc PETIT »."""
    return ", ".join(membre.nom_complet for membre in membres)


@rule("DG300", "CGCT L2121-17, L2121-20", severity=Severity.BLOQUANT)
def presence_connue(acte: Deliberation) -> Iterator[Remarque]:
    """Chaque arrivée et chaque départ se place avant ou après le point.

    À faire : donner « heure » au point, ou « point » au mouvement.
    """
    try:
        acte.presence  # noqa: B018  (computed once, kept by the act)
    except ValueError as fault:
        yield "heure", str(fault), "donner « heure » au point, ou « point » au mouvement"


@rule("DG301", "pratique : un extrait imprime présents et votants", severity=Severity.BLOQUANT)
def appel_donne(seance: Seance) -> Iterator[Remarque]:
    """La séance nomme ses membres présents, sans quoi l'extrait imprimerait « 0 présent ».

    À faire : donner « membres » à l'assemblée ou « presents » à la séance.
    """
    shown = seance.assemblee.presentation
    if (shown.comptes or shown.quorum) and not roll_known(seance):
        yield (
            "seance.presents",
            "ni présents ni membres de l'assemblée : l'extrait imprimerait 0 présent",
            "donner « membres » à l'assemblée ou « presents » à la séance, ou ôter « comptes » et « quorum » "
            "de sa présentation",
        )


@rule("DG302", "CGCT L2121-17, L2121-20", severity=Severity.BLOQUANT)
def un_seul_etat(acte: Deliberation, presence: Presence) -> Iterator[Remarque]:
    """Un membre est présent, représenté, excusé ou absent : un seul de ces états pour un point.

    À faire : corriger les listes de la séance, ou dire l'arrivée ou le départ par « mouvements ».
    """
    for membre, what, state in kept(_in_two_states, presence):
        item = f" au point {acte.rang}" if acte.rang else ""
        yield (
            f"seance.{_FIELDS[state]}",
            f"{membre.nom_complet} : {what}{item}",
            "corriger la liste, ou placer l'arrivée ou le départ par « mouvements », le pouvoir par "
            "« du_point »",
        )


def _in_two_states(presence: Presence) -> tuple[tuple[Membre, str, str], ...]:
    """Return the members who are in two states or twice in one: who, what, the second state."""
    return tuple(_doubles(presence))


def _doubles(presence: Presence) -> Iterator[tuple[Membre, str, str]]:
    seen: dict[str, str] = {}
    for state, membres in _states(presence):
        for membre in membres:
            earlier = seen.setdefault(membre.cle, state)
            if earlier is not state:
                yield membre, f"à la fois {agreed(membre, earlier)} et {agreed(membre, state)}", state
        for membre in repeated(membres):
            yield membre, f"{agreed(membre, 'nommé')} deux fois parmi les {state}s", state


def _states(presence: Presence) -> Iterator[tuple[str, tuple[Membre, ...]]]:
    yield "présent", presence.presents
    yield "représenté", once(presence.representes)
    yield "excusé", presence.excuses
    yield "absent", presence.absents


_FIELDS = {"présent": "presents", "représenté": "pouvoirs", "excusé": "excuses", "absent": "absents"}


def once(membres: Iterable[Membre]) -> tuple[Membre, ...]:
    """Return the members, each of them one time."""
    return tuple({membre.cle: membre for membre in membres}.values())


def repeated(membres: tuple[Membre, ...]) -> Iterator[Membre]:
    """Yield the members who are named more than once."""
    if len(cles(membres)) < len(membres):
        counts = Counter(membre.cle for membre in membres)
        yield from (membre for membre in once(membres) if counts[membre.cle] > 1)


@rule("DG303", "CGCT L2121-15, L2121-20, L5211-6")
def membres_connus(presence: Presence) -> Iterator[Remarque]:
    """Les personnes nommées dans la séance sont membres de l'assemblée, ou suppléants.

    De mémoire : L5211-6.

    À faire : corriger le nom, ou ajouter la personne à « membres ».
    """
    roll = presence.assemblee.membres
    known = kept(_roll, presence.assemblee) | cles(presence.assemblee.suppleants)
    strangers = [membre for membre in _named(presence) if membre.cle not in known] if roll else []
    for membre in once(strangers):
        if membre.suppleant_de is None:
            names = (other.nom_sans_civilite for other in roll)
            hint = did_you_mean(membre.nom_sans_civilite, names, "l'ajouter à « membres », ou l'ôter")
            yield "seance", f"{membre.nom_complet} n'est pas dans la liste des membres de l'assemblée", hint


def _roll(assemblee: Assemblee) -> frozenset[str]:
    return cles(assemblee.membres)


def _named(presence: Presence) -> Iterator[Membre]:
    yield from (*presence.presents, *presence.absents_sans_pouvoir, presence.president)
    yield from (*presence.secretaires, *presence.non_votants)
    for pouvoir in presence.pouvoirs:
        yield from (pouvoir.mandant, pouvoir.mandataire)


def _stated(presence: Presence) -> tuple[Membre, ...]:
    return (*presence.presents, *presence.absents_sans_pouvoir, *presence.representes)


def _stated_keys(presence: Presence) -> frozenset[str]:
    return cles(_stated(presence))


def _replaced(presence: Presence) -> frozenset[str]:
    """Return the members whose place a suppléant takes (CGCT L5211-6)."""
    return _titulaires(presence, (*presence.presents, *presence.representes))


def _titulaires(presence: Presence, membres: tuple[Membre, ...]) -> frozenset[str]:
    """Return the keys of those whose suppléants are among these members."""
    names_of = [m.suppleant_de for m in membres if m.suppleant_de is not None]
    if not names_of:
        return frozenset()
    everybody = Annuaire(once((*presence.assemblee.membres, *_stated(presence))))
    return cles(everybody.find(name) for name in names_of if everybody.knows(name))


@rule("DG304", "CGCT L2121-17")
def membres_tous_nommes(presence: Presence) -> Iterator[Remarque]:
    """Chaque membre est présent, représenté, excusé ou absent ; son suppléant ne siège qu'à sa place.

    De mémoire : le suppléant (L5211-6).

    À faire : dire chaque membre présent, excusé, absent ou représenté.
    """
    replaced, away = _replaced(presence), _titulaires(presence, presence.absents_sans_pouvoir)
    stated = kept(_stated_keys, presence) | replaced | away
    missing = [membre for membre in presence.assemblee.membres if membre.cle not in stated]
    if missing:
        yield "seance", f"dans aucune liste : {names(missing)}", "les dire présents, excusés ou absents"
    for membre in (*presence.presents, *once(presence.representes)) if replaced else ():
        if membre.cle in replaced:
            yield (
                "seance.presents",
                f"{membre.nom_complet} siège en même temps que son suppléant",
                "ôter l'un des deux",
            )


def _offices(presence: Presence) -> str:
    return french.compte(presence.en_exercice, "membre en exercice", "membres en exercice")


def _voices(presence: Presence) -> int:
    return len(presence.cles_presents | cles(presence.representes))


def _vacancies(presence: Presence) -> Iterator[Remarque]:
    seats, vacant = presence.assemblee.sieges, len(presence.assemblee.sieges_vacants)
    if seats is not None and vacant and seats - presence.en_exercice != vacant:
        yield (
            "seance.assemblee.sieges_vacants",
            f"{french.compte(seats, 'siège')} pour {_offices(presence)}, et "
            f"{french.compte(vacant, 'siège vacant', 'sièges vacants')}",
            "compléter « sieges_vacants », ou corriger les nombres",
        )


@rule("DG305", "CGCT L2121-17 : somme des états")
def effectif(presence: Presence) -> Iterator[Remarque]:
    """Les membres en exercice sont les présents, les représentés, les excusés et les absents.

    À faire : compléter les listes, ou corriger « en_exercice ».
    """
    yield from _vacancies(presence)
    stated = kept(_stated_keys, presence)
    everybody = stated | kept(_roll, presence.assemblee)
    left = cles(m for m in presence.absents_sans_pouvoir if m.suppleant_de is not None)
    total = len(everybody) - len(_replaced(presence)) - len(left)  # a suppléant who has left holds no seat
    if total != presence.en_exercice and _voices(presence) <= presence.en_exercice:
        represented = french.compte(len(presence.representes), "représenté")
        away = f"{represented} + {french.compte(len(presence.absents_sans_pouvoir), 'absent')}"
        unsaid = len(everybody) - len(stated)
        more = f" + {unsaid} dans aucune liste" if unsaid else ""
        yield (
            "seance.assemblee.en_exercice",
            f"{_offices(presence)}, mais {total} d'après les listes : "
            f"{french.compte(presence.nombre_presents, 'présent')} + {away}{more}",
            "compléter les listes, ou corriger « en_exercice »",
        )


@rule("DG316", "CGCT L2121-17 : somme des états", severity=Severity.BLOQUANT)
def effectif_possible(presence: Presence) -> Iterator[Remarque]:
    """Il n'y a pas plus de présents et de représentés que de membres en exercice.

    À faire : corriger « en_exercice », ou les listes.
    """
    if _voices(presence) > presence.en_exercice:
        yield (
            "seance.assemblee.en_exercice",
            f"{french.compte(presence.nombre_presents, 'présent')} et "
            f"{french.compte(len(presence.representes), 'représenté')} pour {_offices(presence)}",
            "corriger « en_exercice », ou les listes",
        )


@rule("DG396", "exactitude des comptes : sièges et membres en exercice", severity=Severity.BLOQUANT)
def sieges_suffisants(seance: Seance) -> Iterator[Remarque]:
    """Il n'y a pas plus de membres en exercice que de sièges.

    À faire : corriger « sieges », « en_exercice » ou la liste des membres.
    """
    body = seance.assemblee
    if body.sieges is None:
        return
    listed = sum(membre.suppleant_de is None for membre in body.membres)
    in_office = listed if body.en_exercice is None else body.en_exercice
    if in_office > body.sieges:
        yield (
            "seance.assemblee.sieges",
            f"{french.compte(in_office, 'membre')} en exercice pour {french.compte(body.sieges, 'siège')}",
            "corriger l'un des deux nombres",
        )


@rule("DG310", "CGCT L2121-14, L5211-1 : qui préside est présent", severity=Severity.BLOQUANT)
def president_present(presence: Presence) -> Iterator[Remarque]:
    """Celui qui préside est présent au point.

    À faire : donner « presidence » au point, ou corriger les présents.
    """
    chair = presence.president
    if chair.cle not in presence.cles_presents:
        yield (
            "presidence",
            f"{chair.nom_complet} préside, mais n'est pas {agreed(chair, 'présent')} au point",
            "donner « presidence » au point, ou corriger les présents",
        )


@rule("DG311", "CGCT L2121-15")
def secretaire_present(presence: Presence) -> Iterator[Remarque]:
    """Un secrétaire de séance au moins est présent au point.

    À faire : nommer un autre secrétaire, ou corriger les présents.
    """
    there = [m for m in presence.secretaires if m.cle in presence.cles_presents]
    if presence.secretaires and not there:
        yield (
            "seance.secretaires",
            f"secrétaire absent au point : {names(presence.secretaires)}",
            "nommer un autre secrétaire, ou corriger les présents",
        )


@rule(
    "DG312",
    "CGCT L2121-15, L5211-1 ; sauf Alsace-Moselle, L2541-1",
    portee=Portee(natures=COMMUNES_ET_EPCI, alsace_moselle=False),
)
def secretaire_nomme(seance: Seance) -> Iterator[Remarque]:
    """L'assemblée nomme au début de la séance un secrétaire, ou plusieurs.

    À faire : donner « secretaires » à la séance.
    """
    if not seance.secretaires:
        yield "seance.secretaires", "aucun secrétaire de séance", "donner « secretaires »"


@rule("DG315", "CGCT L2121-17, L2121-20", severity=Severity.BLOQUANT)
def mouvements_coherents(seance: Seance) -> Iterator[Remarque]:
    """Celui qui arrive n'était pas là, celui qui part était là.

    À faire : corriger la liste de l'ouverture, ou ôter le mouvement.
    """
    if not seance.mouvements or not roll_known(seance):
        return
    there = set(cles(seance.appel.presents))
    for rank, movement in enumerate(seance.mouvements):
        who, arrives = movement.membre, movement.sens == "arrivee"
        if (who.cle in there) == arrives:
            state = "arrive, mais était déjà" if arrives else "part, mais n'était pas"
            todo = "à mettre parmi les absents de l'ouverture" if arrives else "à ajouter aux présents"
            yield (
                f"seance.mouvements[{rank}]",
                f"{who.nom_complet} {state} {agreed(who, 'présent')}",
                f"{todo}, ou ôter le mouvement",
            )
        (there.add if arrives else there.discard)(who.cle)


__all__ = ["agreed", "names", "once", "repeated"]
