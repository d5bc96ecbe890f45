"""The sitting: its day, its convocation, its quorum."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from delibgen import french
from delibgen.errors import Severity
from delibgen.model.assemblee import Organe
from delibgen.model.deliberation import Deliberation
from delibgen.model.presence import Presence
from delibgen.model.scrutin import Sort
from delibgen.rules.base import Remarque, rule
from delibgen.rules.periods import alsace_moselle, covid, own_rules
from delibgen.rules.portee import ACTION_SOCIALE, COMMUNES_ET_EPCI, DEPARTEMENTS, REGIONS, Portee, large
from delibgen.rules.presence import with_presence

_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


@rule("DG320", "calendrier", severity=Severity.BLOQUANT)
def jour_de_la_semaine(acte: Deliberation) -> Iterator[Remarque]:
    """Le jour de la semaine annoncé est celui de la date.

    À faire : corriger le jour ou la date.
    """
    seance = acte.seance
    real = _DAYS[seance.date.weekday()]
    if seance.jour is not None and seance.jour != real:
        yield (
            "seance.jour",
            f"« {seance.jour} » annoncé, mais le {french.date_longue(seance.date)} est un {real}",
            "corriger le jour ou la date",
        )


@rule("DG321", "CGCT L2121-10", severity=Severity.BLOQUANT)
def convocation_avant_seance(acte: Deliberation) -> Iterator[Remarque]:
    """La convocation est envoyée avant la séance.

    À faire : corriger l'une des deux dates.
    """
    notice, day = acte.seance.convocation, acte.seance.date
    if notice is not None and notice.date > day:
        yield (
            "seance.convocation.date",
            f"convocation du {french.date_longue(notice.date)}, après la séance du {french.date_longue(day)}",
            "corriger l'une des deux dates",
        )


def _gap(acte: Deliberation) -> int | None:
    """Return the days between the notice and the sitting; ``None`` when the date is missing or absurd."""
    notice = acte.seance.convocation
    gap = (acte.seance.date - notice.date).days if notice else -1
    return gap if gap >= 0 else None


def _late(acte: Deliberation, least: int, *, clear: bool = True) -> Iterator[Remarque]:
    """Compare the delay with the least one; ``clear``: neither of the two days counts."""
    gap, notice = _gap(acte), acte.seance.convocation
    if gap is None or notice is None:
        return
    if notice.urgence:
        least = 1
    given = max(gap - 1, 0) if clear else gap
    if given < least:
        kind = ("jour franc", "jours francs") if clear else ("jour", "jours")
        day = acte.seance.date
        urgency = "" if notice.urgence else " ou dire « urgence: oui »"
        last = day - dt.timedelta(days=least + clear)
        yield (
            "seance.convocation.date",
            f"convocation du {french.date_longue(notice.date)} pour le {french.date_longue(day)} : "
            f"{given} {kind[given > 1]}, {least} au moins{' même en urgence' if notice.urgence else ''}",
            f"envoi le {french.date_longue(last)} au plus tard ; vérifier la date{urgency}",
        )


_LOCALES = Portee(
    natures=COMMUNES_ET_EPCI,
    sauf_organes=frozenset({Organe.COMMISSION_PERMANENTE, Organe.CONSEIL_ARRONDISSEMENT}),
)


@rule("DG322", "CGCT L2121-11, L2121-12, L5211-1", portee=_LOCALES)
def delai_convocation(acte: Deliberation) -> Iterator[Remarque]:
    """Convocation : 3 jours francs, 5 dès 3 500 habitants et dans tout EPCI ; 1 en urgence.

    À faire : vérifier la date d'envoi, ou dire l'urgence.
    """
    big = large(acte.collectivite)
    if big or not alsace_moselle(acte.assemblee):
        yield from _late(acte, 5 if big else 3)


@rule("DG323", "CGCT L2541-2", portee=replace(_LOCALES, alsace_moselle=True, grande=False))
def delai_alsace_moselle(acte: Deliberation) -> Iterator[Remarque]:
    """Convocation en Alsace-Moselle sous 3 500 habitants : 3 jours au moins, la veille en urgence.

    À faire : vérifier la date d'envoi, ou dire l'urgence.
    """
    yield from _late(acte, 3, clear=False)


@rule("DG324", "CGCT L2121-12, L2541-2", severity=Severity.INFORMATION, portee=_LOCALES)
def delai_population_inconnue(acte: Deliberation) -> Iterator[Remarque]:
    """Sans la population, le délai de 3 ou 5 jours francs ne peut être vérifié.

    À faire : donner « population_3500 » à la collectivité.
    """
    gap, notice = _gap(acte), acte.seance.convocation
    if gap is None or notice is None or notice.urgence:
        return
    certain = 3 if alsace_moselle(acte.assemblee) else 4
    if large(acte.collectivite) is None and certain <= gap < 6:
        yield (
            "seance.assemblee.collectivite.population_3500",
            f"{gap - 1} jours francs de convocation : assez sous 3 500 habitants, trop peu au-dessus (5)",
            "donner « population_3500 » à la collectivité",
        )


@rule("DG325", "CASF R123-16", portee=Portee(natures=ACTION_SOCIALE))
def delai_ccas(acte: Deliberation) -> Iterator[Remarque]:
    """Convocation d'un conseil d'administration de CCAS ou de CIAS : 3 jours au moins.

    À faire : vérifier la date d'envoi.
    """
    notice = acte.seance.convocation
    if notice is not None and not notice.urgence:
        yield from _late(acte, 3, clear=False)


@rule(
    "DG326",
    "CGCT L3121-19, L4132-18",
    portee=Portee(natures=DEPARTEMENTS | REGIONS, sauf_organes=frozenset({Organe.COMMISSION_PERMANENTE})),
)
def delai_departement_region(acte: Deliberation) -> Iterator[Remarque]:
    """Rapports aux conseillers départementaux et régionaux : 12 jours au moins avant la séance.

    À faire : vérifier la date d'envoi des rapports, ou dire l'urgence.
    """
    notice = acte.seance.convocation
    yield from _late(acte, 12, clear=notice is not None and notice.urgence)


def _deliberates(acte: Deliberation) -> bool:
    """Tell whether the item needs a quorum: neither postponed nor withdrawn, nor on a second notice."""
    notice = acte.seance.convocation
    second = notice is not None and notice.seconde
    return not second and acte.sort_declare not in {Sort.AJOURNE, Sort.RETIRE}


def _counted(acte: Deliberation, presence: Presence) -> tuple[int, str]:
    """Return who counts for the quorum: those present, and in a commission permanente the represented."""
    if acte.assemblee.organe is Organe.COMMISSION_PERMANENTE:
        return presence.nombre_presents + len(presence.representes), "présents ou représentés"
    return presence.nombre_presents, "présents (les pouvoirs ne comptent pas)"


def _least(presence: Presence) -> int:
    """Return the least quorum that can be argued: members who withdraw may be left out of the base."""
    return (presence.en_exercice - presence.nombre_non_votants) // 2 + 1


def _no_quorum(acte: Deliberation, presence: Presence, least: int) -> Iterator[Remarque]:
    count, which = _counted(acte, presence)
    if count < least:
        yield (
            "seance.presents",
            f"quorum non atteint : {count} {which}, {least} au moins pour {presence.en_exercice} "
            "membres en exercice",
            "corriger les présents ; sinon ajourner le point, ou dire « seconde: oui » à la convocation "
            "si elle fait suite à un défaut de quorum",
        )


_QUORUM = "CGCT L2121-17, L3121-14, L3121-14-1, L4132-13, L5211-1 ; CASF R123-17"


@rule("DG327", _QUORUM, severity=Severity.BLOQUANT)
@with_presence
def quorum(acte: Deliberation, presence: Presence) -> Iterator[Remarque]:
    """La majorité des membres en exercice est présente quand le point est abordé.

    À faire : corriger les présents, ajourner le point, ou dire la seconde convocation.
    """
    if _deliberates(acte) and not own_rules(acte.assemblee) and not covid(acte.seance.date):
        yield from _no_quorum(acte, presence, _least(presence))


@rule("DG328", f"{_QUORUM} ; loi n° 2020-1379, article 6, jusqu'au 31 juillet 2022 ; statuts")
@with_presence
def quorum_particulier(acte: Deliberation, presence: Presence) -> Iterator[Remarque]:
    """Quorum d'un tiers pendant l'état sanitaire, jusqu'au 31 juillet 2022 ; ou selon les statuts.

    À faire : corriger les présents, ou ajourner le point.
    """
    if not _deliberates(acte):
        return
    if covid(acte.seance.date):
        yield from _no_quorum(acte, presence, -(-presence.en_exercice // 3))
    elif own_rules(acte.assemblee) and not _own_quorum(acte):
        yield from _no_quorum(acte, presence, _least(presence))


def _own_quorum(acte: Deliberation) -> bool:
    """Tell whether the configuration gives the quorum of the statutes: DG398 then compares it."""
    own = acte.assemblee.reglement
    return own is not None and own.quorum is not None


@rule("DG329", "CGCT L2121-17, L2131-11, L1111-6")
@with_presence
def quorum_sans_les_sortis(acte: Deliberation, presence: Presence) -> Iterator[Remarque]:
    """Le quorum tient aussi sans les membres qui ont quitté la salle pour le point.

    À faire : vérifier que le retrait des membres intéressés ne fait pas perdre le quorum.
    """
    gone = {d.membre.cle for d in presence.deports if d.quitte_la_salle} & presence.cles_presents
    count, _ = _counted(acte, presence)
    tight = _least(presence) <= count and count - len(gone) < presence.quorum
    if presence.deports and tight and _deliberates(acte) and not covid(acte.seance.date):
        yield (
            "deports",
            f"quorum de {presence.quorum}, mais {count - len(gone)} sans les membres intéressés qui ont "
            f"quitté la salle ; {_least(presence)} s'ils sortent aussi de la base",
            "vérifier que leur retrait ne fait pas perdre le quorum",
        )
