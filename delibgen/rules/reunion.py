"""How a sitting is held: in private, by video; and votes told by proxies and by political groups."""

from collections.abc import Iterator

from delibgen import french
from delibgen.errors import Severity
from delibgen.model.deliberation import Deliberation
from delibgen.model.presence import Presence
from delibgen.model.quorum import covid
from delibgen.model.scrutin import SENS
from delibgen.model.seance import HuisClos, Seance
from delibgen.rules.base import Remarque, rule
from delibgen.rules.portee import COMMUNES, Portee

_TOLD = {sense: f"pouvoirs_{sense}" for sense in SENS}
"""The field that tells how many proxies vote in one sense."""


@rule("DG701", "CGCT L2121-20 : somme des pouvoirs", severity=Severity.BLOQUANT)
def pouvoirs_par_sens(acte: Deliberation, presence: Presence) -> Iterator[Remarque]:
    """Les procurations dites dans chaque sens ne dépassent ni les voix de ce sens, ni les pouvoirs exercés.

    À faire : corriger les procurations, ou les pouvoirs de la séance.
    """
    if acte.scrutin is None:
        return
    told = {sense: getattr(acte.scrutin, field) or 0 for sense, field in _TOLD.items()}
    if not any(told.values()):
        return
    for sense, count in told.items():
        votes = getattr(acte.scrutin, sense)
        if count > votes:
            yield (
                f"scrutin.pouvoirs_{sense}",
                f"{french.compte(count, 'procuration')} parmi {votes} voix « {sense} »",
                "corriger l'un des deux nombres",
            )
    total = sum(told.values())
    if total > presence.nombre_pouvoirs:
        yield (
            "scrutin",
            f"{french.compte(total, 'procuration')} dans les voix, "
            f"{french.compte(presence.nombre_pouvoirs, 'pouvoir exercé', 'pouvoirs exercés')}",
            "corriger les procurations, ou les pouvoirs de la séance",
        )


@rule("DG702", "CGCT L2121-20 : somme des pouvoirs")
def tous_les_pouvoirs(acte: Deliberation, presence: Presence) -> Iterator[Remarque]:
    """Quand les procurations sont dites dans chaque sens, elles font ensemble les pouvoirs exercés.

    À faire : ajouter les procurations qui manquent.
    """
    scrutin = acte.scrutin
    if scrutin is None or scrutin.votants < presence.votants:
        return
    told = [getattr(scrutin, field) for sense, field in _TOLD.items() if getattr(scrutin, sense)]
    known = [count for count in told if count is not None]
    if known and len(known) == len(told) and sum(known) < presence.nombre_pouvoirs:
        yield (
            "scrutin",
            f"{french.compte(sum(known), 'procuration')} dans les voix, "
            f"{french.compte(presence.nombre_pouvoirs, 'pouvoir exercé', 'pouvoirs exercés')}",
            "ajouter les procurations qui manquent",
        )


@rule("DG703", "exactitude des comptes : votes par groupe", severity=Severity.BLOQUANT)
def somme_des_groupes(acte: Deliberation) -> Iterator[Remarque]:
    """Les voix des groupes font ensemble les voix du scrutin.

    À faire : corriger les voix d'un groupe, ou celles du scrutin.
    """
    scrutin = acte.scrutin
    if scrutin is None or not scrutin.groupes:
        return
    for sense in SENS:
        total, votes = sum(getattr(groupe, sense) for groupe in scrutin.groupes), getattr(scrutin, sense)
        if total != votes:
            yield (
                f"scrutin.{sense}",
                f"{votes} voix « {sense} », {total} dans les groupes",
                "corriger les voix d'un groupe, ou celles du scrutin",
            )


@rule("DG704", "CGCT L2121-18, L3121-11, L4132-10, L5211-11")
def huis_clos_demande(seance: Seance) -> Iterator[Remarque]:
    """Le huis clos est demandé par le président, ou par trois membres en commune, cinq ailleurs.

    De mémoire : la règle entière.

    À faire : corriger le nombre, ou dire par « demande » que le président l'a demandé.
    """
    private = seance.huis_clos
    least = 3 if seance.assemblee.collectivite.nature in COMMUNES else 5
    if private is not None and private.demandeurs is not None and private.demandeurs < least:
        yield (
            "seance.huis_clos.demandeurs",
            f"huis clos demandé par {french.compte(private.demandeurs, 'membre')}, {least} au moins",
            "corriger le nombre, ou dire par « demande » que le président l'a demandé",
        )


@rule("DG705", "CGCT L2121-18, L3121-11, L4132-10, L5211-11")
def huis_clos_vote(acte: Deliberation, presence: Presence) -> Iterator[Remarque]:
    """Le huis clos est décidé par la majorité absolue des membres présents ou représentés.

    Les abstentions comptent donc : la majorité n'est pas celle des suffrages exprimés.

    De mémoire : la règle entière.

    À faire : corriger le vote, ou ôter le huis clos.
    """
    private: HuisClos | None = acte.seance.huis_clos
    if private is None or private.scrutin is None or not private.couvre(acte.rang):
        return
    there = presence.nombre_presents_et_representes
    if private.scrutin.pour * 2 <= there:
        yield (
            "seance.huis_clos.scrutin.pour",
            f"{private.scrutin.pour} voix pour le huis clos, {there // 2 + 1} au moins "
            f"pour {french.compte(there, 'membre présent ou représenté', 'membres présents ou représentés')}",
            "corriger le vote, ou ôter le huis clos",
        )


@rule(
    "DG706",
    "CGCT L5211-11-1, L3121-9-1, L4132-9-1 ; loi n° 2020-290, article 6, jusqu'au 31 juillet 2022",
    portee=Portee(natures=COMMUNES),
)
def visioconference_prevue(seance: Seance) -> Iterator[Remarque]:
    """La loi permet la visioconférence aux EPCI, aux départements et aux régions, non aux communes.

    De mémoire : la règle entière.

    À faire : compter les membres à distance parmi les absents, ou vérifier le texte qui permet cette réunion.
    """
    if seance.visioconference is not None and not covid(seance.date):
        yield (
            "seance.visioconference",
            "conseil municipal réuni par visioconférence",
            "compter les membres à distance parmi les absents, ou vérifier le texte qui le permet",
        )


@rule("DG707", "CGCT L5211-11-1, L3121-9-1, L4132-9-1")
def pas_de_secret_a_distance(acte: Deliberation) -> Iterator[Remarque]:
    """Un vote secret n'a pas lieu dans une réunion par visioconférence : le point est reporté.

    De mémoire : la règle entière.

    À faire : reporter le point à une séance tenue en un seul lieu.
    """
    if acte.seance.visioconference is not None and acte.scrutin is not None and acte.scrutin.secret:
        yield "scrutin.mode", "scrutin secret par visioconférence", "reporter le point à une autre séance"
