"""The sitting: its day, its quorum."""

from collections.abc import Iterator

from delibgen import french
from delibgen.errors import Severity
from delibgen.model.deliberation import Deliberation
from delibgen.model.presence import Presence
from delibgen.model.quorum import covid, own_rules
from delibgen.model.scrutin import Sort
from delibgen.model.seance import Seance
from delibgen.rules.base import Remarque, rule
from delibgen.rules.nominations import elects_president
from delibgen.rules.portee import DEPARTEMENTS, REGIONS

_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


@rule("DG320", "calendrier", severity=Severity.BLOQUANT)
def jour_de_la_semaine(seance: Seance) -> Iterator[Remarque]:
    """Le jour de la semaine annoncé est celui de la date.

    À faire : corriger le jour ou la date.
    """
    real = _DAYS[seance.date.weekday()]
    if seance.jour is not None and seance.jour != real:
        yield (
            "seance.jour",
            f"« {seance.jour} » annoncé, mais le {french.date_longue(seance.date)} est un {real}",
            "corriger le jour ou la date",
        )


def deliberates(acte: Deliberation) -> bool:
    """Tell whether the item needs a quorum: neither postponed nor withdrawn, nor on a second notice."""
    notice = acte.seance.convocation
    second = notice is not None and notice.seconde
    return not second and acte.sort_declare not in {Sort.AJOURNE, Sort.RETIRE}


def _counted(presence: Presence) -> tuple[int, str]:
    """Return who counts for the quorum: those present, and in a commission permanente the represented."""
    which = "présents ou représentés" if presence.representes_comptes else "présents"
    apart = [] if presence.representes_comptes else ["les pouvoirs ne comptent pas"]
    if presence.hors_quorum:
        out = len(presence.hors_quorum)
        apart.append(f"ni les {out} représentants" if out > 1 else "ni le représentant")
        apart[-1] += " qui se retirent" if out > 1 else " qui se retire"
    return presence.nombre_presents_quorum, f"{which} ({', '.join(apart)})" if apart else which


def _least(presence: Presence) -> int:
    """Return the least quorum that can be argued: members who withdraw may be left out of the base."""
    return (presence.en_exercice - presence.nombre_non_votants) // 2 + 1


def _no_quorum(acte: Deliberation, presence: Presence, least: int) -> Iterator[Remarque]:
    if presence.nombre_presents_quorum < least:
        count, which = _counted(presence)
        yield (
            "seance.presents",
            f"quorum non atteint : {count} {which}, {least} au moins pour {presence.en_exercice} "
            "membres en exercice",
            "corriger les présents ; sinon ajourner le point, ou dire « seconde: oui » à la convocation "
            "si elle fait suite à un défaut de quorum",
        )


_QUORUM = "CGCT L2121-17, L3121-14, L3121-14-1, L4132-13, L5211-1 ; CASF R123-17"
_BASE = f"{_QUORUM} ; L2131-11 depuis le 22 décembre 2025"


@rule("DG327", _BASE, severity=Severity.BLOQUANT)
def quorum(acte: Deliberation, presence: Presence) -> Iterator[Remarque]:
    """La majorité des membres en exercice est présente quand le point est abordé.

    Depuis le 22 décembre 2025 (L2131-11), le représentant au sens du II de L1111-6 qui se retire n'est pas
    compté parmi les membres en exercice pour le quorum : ni dans la base, ni donc parmi les présents ou les
    représentés. Avant, et pour tout autre membre qui se retire : il reste compté présent, et la base la plus
    basse qui se défend, sans lui, est retenue ; DG329 prévient quand son départ ferait perdre le quorum.

    À faire : corriger les présents, ajourner le point, ou dire la seconde convocation.
    """
    if deliberates(acte) and not own_rules(acte.assemblee) and not covid(acte.seance.date):
        yield from _no_quorum(acte, presence, _least(presence))


@rule("DG328", f"{_QUORUM} ; loi n° 2020-1379, article 6, jusqu'au 31 juillet 2022 ; statuts")
def quorum_particulier(acte: Deliberation, presence: Presence) -> Iterator[Remarque]:
    """Quorum d'un tiers pendant l'état sanitaire, jusqu'au 31 juillet 2022 ; ou selon les statuts.

    Deux tiers des membres, pour élire le président d'un conseil départemental ou régional (L3122-1,
    L4133-1) ; sinon la réunion se tient de plein droit trois jours plus tard, sans quorum. En
    Nouvelle-Calédonie, les communes suivent leur propre code.

    De mémoire : les dates de l'état sanitaire ; L3122-1.

    À faire : corriger les présents, ou ajourner le point.
    """
    if not deliberates(acte):
        return
    if covid(acte.seance.date):
        yield from _no_quorum(acte, presence, -(-presence.en_exercice // 3))
    elif own_rules(acte.assemblee) and not _own_quorum(acte):
        yield from _no_quorum(acte, presence, _least(presence))
    elif acte.collectivite.nature in DEPARTEMENTS | REGIONS and elects_president(acte):
        yield from _no_quorum(acte, presence, -(-2 * presence.en_exercice // 3))


def _own_quorum(acte: Deliberation) -> bool:
    """Tell whether the configuration gives the quorum of the statutes: DG398 then compares it."""
    own = acte.assemblee.reglement
    return own is not None and own.quorum is not None


@rule("DG329", "CGCT L2121-17, L2131-11, L1111-6")
def quorum_sans_les_sortis(acte: Deliberation, presence: Presence) -> Iterator[Remarque]:
    """Le quorum tient aussi sans les membres qui ont quitté la salle pour le point.

    À faire : vérifier que le retrait des membres intéressés ne fait pas perdre le quorum.
    """
    if not presence.deports:
        return
    gone = {d.membre.cle for d in presence.deports if d.quitte_la_salle} & presence.cles_presents
    count, _ = _counted(presence)
    tight = _least(presence) <= count and count - len(gone) < presence.quorum
    if tight and deliberates(acte) and not covid(acte.seance.date):
        yield (
            "deports",
            f"quorum de {presence.quorum}, mais {count - len(gone)} sans les membres intéressés qui ont "
            f"quitté la salle ; {_least(presence)} s'ils sortent aussi de la base",
            "vérifier que leur retrait ne fait pas perdre le quorum",
        )
