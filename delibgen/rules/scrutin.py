"""The vote: sums, names, ties."""

from collections.abc import Iterator

from delibgen import french
from delibgen.errors import Severity
from delibgen.model.assemblee import NatureCollectivite
from delibgen.model.deliberation import Deliberation
from delibgen.model.membre import Membre
from delibgen.model.presence import Presence, cles
from delibgen.model.scrutin import ModeScrutin, Scrutin
from delibgen.rules.base import Remarque, rule
from delibgen.rules.portee import Portee
from delibgen.rules.presence import agreed, names


def _by_sense(scrutin: Scrutin) -> tuple[tuple[str, int, tuple[Membre, ...]], ...]:
    return (
        ("pour", scrutin.pour, scrutin.noms_pour),
        ("contre", scrutin.contre, scrutin.noms_contre),
        ("abstentions", scrutin.abstentions, scrutin.noms_abstentions),
    )


def _sum(scrutin: Scrutin) -> str:
    abstentions = french.compte(scrutin.abstentions, "abstention")
    text = f"{scrutin.pour} pour + {scrutin.contre} contre + {abstentions}"
    papers = scrutin.blancs + scrutin.nuls
    return f"{text} + {french.compte(papers, 'blanc ou nul', 'blancs ou nuls')}" if papers else text


def _voters(presence: Presence) -> str:
    return (
        f"{french.compte(presence.votants, 'votant')} "
        f"({french.compte(presence.nombre_presents_votants, 'présent')} "
        f"+ {french.compte(presence.nombre_pouvoirs, 'pouvoir')})"
    )


@rule("DG330", "CGCT L2121-20 : somme des voix", severity=Severity.BLOQUANT)
def pas_plus_de_voix_que_de_votants(acte: Deliberation, presence: Presence) -> Iterator[Remarque]:
    """Les voix ne dépassent pas les votants : présents qui prennent part, et pouvoirs exercés.

    Dans un syndicat mixte ouvert, où les statuts peuvent donner plusieurs voix, c'est une alerte (DG620).
    Rien quand « reglement » dit que les voix sont pondérées.

    À faire : corriger les voix, les présents, les pouvoirs ou les déports.
    """
    if acte.collectivite.nature is not NatureCollectivite.SYNDICAT_MIXTE and not _weighted(acte):
        yield from _too_many(acte, presence, "corriger les voix, les présents, les pouvoirs ou les déports")


def _weighted(acte: Deliberation) -> bool:
    own = acte.assemblee.reglement
    return own is not None and own.voix_ponderees


def _too_many(acte: Deliberation, presence: Presence, todo: str) -> Iterator[Remarque]:
    for path, scrutin in _votes(acte):
        if not scrutin.tours and scrutin.votants > presence.votants:
            yield path, f"{_sum(scrutin)} = {scrutin.votants} voix, pour {_voters(presence)}", todo


@rule(
    "DG620",
    "CGCT L5721-2 : statuts du syndicat mixte",
    portee=Portee(natures=frozenset({NatureCollectivite.SYNDICAT_MIXTE})),
)
def voix_ponderees(acte: Deliberation, presence: Presence) -> Iterator[Remarque]:
    """Dans un syndicat mixte ouvert, plus de voix que de votants : si les statuts en donnent plusieurs.

    De mémoire : L5721-2.

    À faire : vérifier les voix ; si les statuts en donnent plusieurs, « reglement: {voix_ponderees: oui} ».
    """
    if not _weighted(acte):
        yield from _too_many(acte, presence, "vérifier les voix, ou les statuts qui en donnent plusieurs")


def _votes(acte: Deliberation) -> Iterator[tuple[str, Scrutin]]:
    """Yield every vote of an item: on the whole, on its parts."""
    if acte.scrutin is not None:
        yield "scrutin", acte.scrutin
    for rank, vote in enumerate(acte.votes_separes):
        yield f"votes_separes[{rank}].scrutin", vote.scrutin


@rule("DG331", "CGCT L2121-20 : somme des voix")
def toutes_les_voix(acte: Deliberation, presence: Presence) -> Iterator[Remarque]:
    """Chaque votant vote pour, contre ou s'abstient ; sinon il ne prend pas part au vote.

    À faire : ajouter des abstentions, ou dire par « deports » qui ne prend pas part au vote.
    """
    scrutin = acte.scrutin
    if scrutin is None or scrutin.tours or scrutin.votants >= presence.votants:
        return
    missing = presence.votants - scrutin.votants
    who = _unnamed(scrutin, presence)
    likely = f" ; sans vote nommé : {names(who)}" if len(who) == missing else ""
    yield (
        "scrutin",
        f"{_sum(scrutin)} = {scrutin.votants} voix, pour {_voters(presence)} : {missing} de moins{likely}",
        "ajouter des abstentions, ou dire par « deports » qui ne prend pas part au vote",
    )


def _unnamed(scrutin: Scrutin, presence: Presence) -> list[Membre]:
    """Return the voters whose vote no list names, themselves or by proxy."""
    named = cles((*scrutin.noms_pour, *scrutin.noms_contre, *scrutin.noms_abstentions))
    voters = (*presence.presents_votants, *(p.mandant for p in presence.pouvoirs_exerces))
    return [membre for membre in voters if membre.cle not in named]


@rule("DG332", "CGCT L2121-20", severity=Severity.BLOQUANT)
def votants_en_droit_de_voter(acte: Deliberation, presence: Presence) -> Iterator[Remarque]:
    """Celui qui vote est présent ou représenté, et prend part au vote.

    À faire : corriger le vote, les présents, les pouvoirs ou les déports.
    """
    if acte.scrutin is None:
        return
    for sense, _, membres in _by_sense(acte.scrutin):
        for rank, membre in enumerate(membres):
            if membre.cle not in presence.cles_votants:
                yield (
                    f"scrutin.noms_{sense}[{rank}]",
                    f"{membre.nom_complet} vote, mais {_why_not(membre, presence)}",
                    "corriger le vote, les présents, les pouvoirs ou les déports",
                )


def _why_not(membre: Membre, presence: Presence) -> str:
    if membre.cle in cles(presence.non_votants):
        return "ne prend pas part au vote (déport)"
    if membre.cle in cles(presence.representes):
        return "son pouvoir n'est pas exercé : le mandataire est absent ou ne prend pas part au vote"
    if membre.cle in cles(presence.absents_sans_pouvoir):
        return f"est {agreed(membre, 'absent')} sans pouvoir"
    return f"n'est ni {agreed(membre, 'présent')} ni {agreed(membre, 'représenté')}"


@rule("DG333", "CGCT L2121-21", severity=Severity.BLOQUANT)
def pas_plus_de_noms_que_de_voix(acte: Deliberation) -> Iterator[Remarque]:
    """Il n'y a pas plus de noms que de voix dans un sens.

    À faire : corriger le nombre ou les noms.
    """
    if acte.scrutin is None:
        return
    for sense, count, membres in _by_sense(acte.scrutin):
        if len(membres) > count:
            yield (
                f"scrutin.noms_{sense}",
                f"{french.compte(len(membres), 'nom')} pour {count} voix « {sense} » : {names(membres)}",
                "corriger le nombre ou les noms",
            )


@rule("DG334", "CGCT L2121-20", severity=Severity.BLOQUANT)
def un_seul_vote_par_membre(acte: Deliberation) -> Iterator[Remarque]:
    """Un membre ne vote qu'une fois, dans un seul sens.

    À faire : n'en garder qu'un.
    """
    if acte.scrutin is None:
        return
    seen: dict[str, str] = {}
    for sense, _, membres in _by_sense(acte.scrutin):
        for rank, membre in enumerate(membres):
            if membre.cle in seen:
                twice = f"« {seen[membre.cle]} » et « {sense} »"
                yield (
                    f"scrutin.noms_{sense}[{rank}]",
                    f"{membre.nom_complet} est {agreed(membre, 'nommé')} deux fois : {twice}",
                    "n'en garder qu'un",
                )
            seen[membre.cle] = sense


@rule("DG335", "CGCT L2121-21, L3121-15, L4132-14")
def scrutin_public_nominatif(acte: Deliberation) -> Iterator[Remarque]:
    """Au scrutin public, le registre porte le nom des votants et le sens de leur vote.

    À faire : donner les noms des votants dans chaque sens.
    """
    if acte.scrutin is None or acte.scrutin.mode is not ModeScrutin.PUBLIC:
        return
    for sense, count, membres in _by_sense(acte.scrutin):
        if len(membres) < count:
            yield (
                f"scrutin.noms_{sense}",
                f"scrutin public : {count} voix « {sense} », {french.compte(len(membres), 'nom')}",
                f"donner les noms : « {sense}: [Monsieur …, Madame …] »",
            )


@rule("DG336", "CGCT L2121-20, L3121-15, L4132-14 ; CASF R123-18")
def partage_des_voix(acte: Deliberation) -> Iterator[Remarque]:
    """En cas de partage, la voix du président est prépondérante, sauf au scrutin secret.

    À faire : dire le vote du président : « voix_du_president: pour » ou « contre ».
    """
    scrutin = acte.scrutin
    if scrutin is None or not scrutin.partage or scrutin.secret or scrutin.voix_du_president:
        return
    yield (
        "scrutin.voix_du_president",
        f"partage : {scrutin.pour} voix pour et {scrutin.contre} contre ; sans la voix du président, "
        "le point est rejeté",
        "dire le vote du président : « voix_du_president: pour » ou « contre »",
    )


@rule("DG337", "CGCT L2121-20, L2121-21")
def pas_de_voix_preponderante_au_secret(acte: Deliberation) -> Iterator[Remarque]:
    """Au scrutin secret, le président n'a pas de voix prépondérante.

    À faire : ôter « voix_du_president ».
    """
    if acte.scrutin is not None and acte.scrutin.secret and acte.scrutin.voix_du_president:
        yield "scrutin.voix_du_president", "voix du président donnée au scrutin secret", "l'ôter"


@rule("DG338", "CGCT L2121-20", severity=Severity.BLOQUANT)
def voix_du_president_coherente(acte: Deliberation) -> Iterator[Remarque]:
    """La voix du président est dans le sens où son vote est nommé.

    À faire : corriger la voix du président, ou son nom dans les listes.
    """
    scrutin, who = acte.scrutin, acte.president
    if scrutin is None or scrutin.voix_du_president is None:
        return
    for sense, _, membres in _by_sense(scrutin):
        if sense != scrutin.voix_du_president and who.cle in cles(membres):
            yield (
                "scrutin.voix_du_president",
                f"« {scrutin.voix_du_president} », mais {who.nom_complet} est "
                f"{agreed(who, 'nommé')} parmi « {sense} »",
                "corriger l'un des deux",
            )
