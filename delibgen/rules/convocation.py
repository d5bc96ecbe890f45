"""The convocation: its day, its delay, its urgency, the second one after a missed quorum."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from delibgen import french
from delibgen.errors import Severity
from delibgen.model.assemblee import NatureCollectivite, Organe
from delibgen.model.deliberation import Deliberation
from delibgen.model.seance import Seance
from delibgen.rules.base import Remarque, rule
from delibgen.rules.periods import alsace_moselle
from delibgen.rules.portee import ACTION_SOCIALE, COMMUNES_ET_EPCI, DEPARTEMENTS, REGIONS, Portee, large


@rule("DG321", "CGCT L2121-10", severity=Severity.BLOQUANT)
def convocation_avant_seance(seance: Seance) -> Iterator[Remarque]:
    """La convocation est envoyée avant la séance.

    À faire : corriger l'une des deux dates.
    """
    notice, day = seance.convocation, seance.date
    if notice is not None and notice.date > day:
        yield (
            "seance.convocation.date",
            f"convocation du {french.date_longue(notice.date)}, après la séance du {french.date_longue(day)}",
            "corriger l'une des deux dates",
        )


def _gap(seance: Seance) -> int | None:
    """Return the days between the notice and the sitting; ``None`` when the date is missing or absurd."""
    notice = seance.convocation
    gap = (seance.date - notice.date).days if notice else -1
    return gap if gap >= 0 else None


def _late(seance: Seance, least: int, *, clear: bool = True) -> Iterator[Remarque]:
    """Compare the delay with the least one; ``clear``: neither of the two days counts."""
    gap, notice = _gap(seance), seance.convocation
    if gap is None or notice is None or notice.seconde:  # a second notice: DG317
        return
    wanted = 1 if notice.urgence else least
    given = max(gap - 1, 0) if clear else gap
    if given < wanted:
        kind = ("jour franc", "jours francs") if clear else ("jour", "jours")
        even, or_say = (" même en urgence", "") if notice.urgence else ("", " ou dire « urgence: oui »")
        sent, sat = french.date_longue(notice.date), french.date_longue(seance.date)
        last = french.date_longue(seance.date - dt.timedelta(days=wanted + clear))
        yield (
            "seance.convocation.date",
            f"convocation du {sent} pour le {sat} : {given} {kind[given > 1]}, {wanted} au moins{even}",
            f"envoi le {last} au plus tard ; vérifier la date{or_say}",
        )


_LOCALES = Portee(
    natures=COMMUNES_ET_EPCI,
    sauf_organes=frozenset({Organe.COMMISSION_PERMANENTE, Organe.CONSEIL_ARRONDISSEMENT}),
)


@rule("DG322", "CGCT L2121-11, L2121-12, L5211-1", portee=_LOCALES)
def delai_convocation(seance: Seance) -> Iterator[Remarque]:
    """Convocation : 3 jours francs, 5 dès 3 500 habitants et dans tout EPCI ; 1 en urgence.

    Ni le jour de l'envoi ni celui de la séance ne comptent ; samedis, dimanches et jours fériés comptent et
    ne prolongent rien. Première séance d'un conseil municipal renouvelé : 3 jours francs partout (L2121-7) ;
    d'un EPCI : 5 (CE, 22 juillet 2015, n° 383072). Une seconde convocation, faute de quorum, n'a que
    l'intervalle de trois jours entre les deux séances (DG317).

    De mémoire : le détail de l'urgence.

    À faire : vérifier la date d'envoi, ou dire l'urgence.
    """
    body = seance.assemblee.collectivite
    first = seance.installation and body.nature is NatureCollectivite.COMMUNE
    big = large(body) and not first
    if big or not alsace_moselle(seance.assemblee):
        yield from _late(seance, 5 if big else 3)


@rule("DG323", "CGCT L2541-2", portee=replace(_LOCALES, alsace_moselle=True, grande=False))
def delai_alsace_moselle(seance: Seance) -> Iterator[Remarque]:
    """Convocation en Alsace-Moselle sous 3 500 habitants : 3 jours au moins, la veille en urgence.

    À faire : vérifier la date d'envoi, ou dire l'urgence.
    """
    yield from _late(seance, 3, clear=False)


@rule("DG324", "CGCT L2121-12, L2541-2", severity=Severity.INFORMATION, portee=_LOCALES)
def delai_population_inconnue(seance: Seance) -> Iterator[Remarque]:
    """Sans la population, le délai de 3 ou 5 jours francs ne peut être vérifié.

    À faire : donner « population_3500 » à la collectivité.
    """
    gap, notice = _gap(seance), seance.convocation
    if gap is None or notice is None or notice.urgence or notice.seconde:
        return
    certain = 3 if alsace_moselle(seance.assemblee) else 4
    if large(seance.assemblee.collectivite) is None and certain <= gap < 6:
        yield (
            "seance.assemblee.collectivite.population_3500",
            f"{gap - 1} jours francs de convocation : assez sous 3 500 habitants, trop peu au-dessus (5)",
            "donner « population_3500 » à la collectivité",
        )


@rule("DG325", "CASF R123-16", portee=Portee(natures=ACTION_SOCIALE))
def delai_ccas(seance: Seance) -> Iterator[Remarque]:
    """Convocation d'un conseil d'administration de CCAS ou de CIAS : 3 jours au moins.

    À faire : vérifier la date d'envoi.
    """
    notice = seance.convocation
    if notice is not None and not notice.urgence:
        yield from _late(seance, 3, clear=False)


@rule(
    "DG326",
    "CGCT L3121-19, L4132-18",
    portee=Portee(natures=DEPARTEMENTS | REGIONS, sauf_organes=frozenset({Organe.COMMISSION_PERMANENTE})),
)
def delai_departement_region(seance: Seance) -> Iterator[Remarque]:
    """Rapports aux conseillers départementaux et régionaux : 12 jours au moins avant la séance.

    De mémoire : le délai des régions, et l'urgence ici (L4132-18).

    À faire : vérifier la date d'envoi des rapports, ou dire l'urgence.
    """
    notice = seance.convocation
    yield from _late(seance, 12, clear=notice is not None and notice.urgence)


@rule(
    "DG317",
    "CGCT L2121-17, L2541-4, L3121-14, L4132-13",
    portee=Portee(natures=COMMUNES_ET_EPCI | DEPARTEMENTS | REGIONS),
)
def intervalle_seconde_convocation(seance: Seance) -> Iterator[Remarque]:
    """La seconde séance, après un défaut de quorum, se tient trois jours plus tard au moins.

    En Alsace-Moselle la seconde convocation dit expressément qu'elle en est une (L2541-4). Seuls les points
    de la première se passent de quorum.

    À faire : corriger « premiere_seance » ou la date de la séance.
    """
    notice, day = seance.convocation, seance.date
    if notice is None or not notice.seconde or notice.premiere_seance is None:
        return
    days = (day - notice.premiere_seance).days
    if days < 3:
        yield (
            "seance.convocation.premiere_seance",
            f"séance sans quorum du {french.date_longue(notice.premiere_seance)}, seconde séance du "
            f"{french.date_longue(day)} : {french.compte(max(days, 0), 'jour')} d'intervalle, 3 au moins",
            "corriger l'une des deux dates",
        )


@rule("DG318", "CGCT L2121-11, L2121-12, L3121-19, L4132-18", severity=Severity.INFORMATION)
def urgence_motivee(seance: Seance) -> Iterator[Remarque]:
    """L'urgence est exposée dès l'ouverture, et l'assemblée se prononce sur elle.

    De mémoire : le détail de l'urgence, et L4132-18.

    À faire : donner « motif_urgence » à la convocation, et rendre compte de l'urgence à l'ouverture.
    """
    notice = seance.convocation
    if notice is not None and notice.urgence and notice.motif_urgence is None:
        yield (
            "seance.convocation.motif_urgence",
            "convocation en urgence, sans motif : l'assemblée peut renvoyer l'affaire à une autre séance",
            "donner « motif_urgence »",
        )


@rule("DG611", "CGCT L2121-10, L5211-1", portee=Portee(natures=COMMUNES_ET_EPCI))
def convocation_affichee(seance: Seance) -> Iterator[Remarque]:
    """La convocation est affichée ou publiée, entre son envoi et la séance.

    À faire : corriger « affichage_convocation » dans « seance.yaml ».
    """
    shown, notice, day = seance.affichage_convocation, seance.convocation, seance.date
    if shown is None:
        return
    early = notice is not None and shown < notice.date
    if early or shown > day:
        when = "avant son envoi" if early else "après la séance"
        message = f"convocation affichée le {french.date_longue(shown)}, {when}"
        yield "seance.affichage_convocation", message, "corriger l'une des deux dates"


@rule(
    "DG319",
    "CGCT L2121-12, L5211-1 ; CASF R123-16",
    severity=Severity.INFORMATION,
    portee=Portee(natures=COMMUNES_ET_EPCI | ACTION_SOCIALE, sauf_organes=_LOCALES.sauf_organes, grande=True),
)
def note_explicative(acte: Deliberation) -> Iterator[Remarque]:
    """Dès 3 500 habitants et dans tout EPCI, une note explicative de synthèse accompagne la convocation.

    Dans un CCAS, un rapport explicatif, dès 3 500 habitants (R123-16).

    À faire : donner « note », ou « expose » qui en tient lieu.
    """
    if acte.note is None and acte.expose is None:
        yield "note", "ni note explicative de synthèse, ni exposé", "donner « note » ou « expose »"
