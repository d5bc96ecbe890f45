"""Making the act public and executory, before and after the reform of 1 July 2022."""

import datetime as dt
from collections.abc import Iterator

from delibgen import french
from delibgen.errors import Severity
from delibgen.model.convention import Convention
from delibgen.model.deliberation import Deliberation
from delibgen.model.seance import Seance
from delibgen.rules.base import Remarque, rule
from delibgen.rules.occasion import only_if, with_annexes
from delibgen.rules.periods import PUBLICITE_2022
from delibgen.rules.portee import COMMUNES, COMMUNES_ET_EPCI, DEPARTEMENTS, FISCALITE_PROPRE, REGIONS, Portee

_EVE = PUBLICITE_2022 - dt.timedelta(days=1)


@rule("DG358", "CGCT L2131-1", severity=Severity.BLOQUANT)
def publicite_apres_seance(acte: Deliberation) -> Iterator[Remarque]:
    """L'acte est transmis, reçu et publié après son vote ; il est reçu après sa transmission.

    À faire : corriger l'une des dates.
    """
    day, public = acte.seance.date, acte.publicite
    for field in ("transmission", "reception", "publication", "affichage"):
        date = getattr(public, field)
        if date is not None and date < day:
            yield (
                f"publicite.{field}",
                f"{_WORDS[field]} du {french.date_longue(date)}, avant la séance du "
                f"{french.date_longue(day)}",
                "corriger l'une des deux dates",
            )
    if public.transmission and public.reception and public.reception < public.transmission:
        yield (
            "publicite.reception",
            f"réception du {french.date_longue(public.reception)}, avant la transmission du "
            f"{french.date_longue(public.transmission)}",
            "corriger l'une des deux dates",
        )


_WORDS = {
    "transmission": "transmission",
    "reception": "réception",
    "publication": "publication",
    "affichage": "affichage",
}


def _within_a_week(seance: Seance, what: str) -> Iterator[Remarque]:
    shown, day = seance.liste_publiee, seance.date
    if shown is None or 0 <= (shown - day).days <= 7:
        return
    when = "avant la séance" if shown < day else "plus d'une semaine après la séance"
    yield (
        "seance.liste_publiee",
        f"{what} le {french.date_longue(shown)}, {when} du {french.date_longue(day)}",
        "corriger la date ; au-delà d'une semaine, publier sans attendre",
    )


@rule(
    "DG367",
    "CGCT L2121-25 (ordonnance n° 2021-1310), L5211-1",
    since=PUBLICITE_2022,
    portee=Portee(natures=COMMUNES_ET_EPCI),
)
def liste_sous_huitaine(seance: Seance) -> Iterator[Remarque]:
    """La liste des délibérations examinées est affichée et mise en ligne dans la semaine.

    Elle porte la date de la séance et l'objet de chaque délibération, approuvée ou refusée.

    À faire : publier la liste, et corriger « liste_publiee ».
    """
    yield from _within_a_week(seance, "liste des délibérations publiée")


@rule(
    "DG368",
    "CGCT L2121-25, avant l'ordonnance n° 2021-1310",
    until=_EVE,
    portee=Portee(natures=COMMUNES_ET_EPCI),
)
def compte_rendu_sous_huitaine(seance: Seance) -> Iterator[Remarque]:
    """Le compte rendu de la séance est affiché dans la semaine (texte jusqu'au 30 juin 2022).

    À faire : corriger « liste_publiee », qui date alors le compte rendu.
    """
    yield from _within_a_week(seance, "compte rendu affiché")


@rule(
    "DG369",
    "CGCT L2131-1, L3131-1, L4141-1, L5211-3 (ordonnance n° 2021-1310)",
    since=PUBLICITE_2022,
    portee=Portee(natures=COMMUNES | FISCALITE_PROPRE | DEPARTEMENTS | REGIONS),
)
def publication_electronique(acte: Deliberation) -> Iterator[Remarque]:
    """L'acte est publié en ligne ; sous 3 500 habitants la commune peut choisir l'affichage ou le papier.

    Les syndicats de communes choisissent aussi. En urgence l'affichage suffit, avant la mise en ligne.

    De mémoire : L3131-1, L4141-1.

    À faire : donner la date de « publication » en ligne.
    """
    public, body = acte.publicite, acte.collectivite
    if body.nature in COMMUNES and not body.population_3500:
        return
    if public.affichage is not None and public.publication is None:
        yield (
            "publicite.publication",
            "acte affiché, non publié en ligne : hors urgence, l'affichage seul ne le rend pas exécutoire",
            "donner la date de mise en ligne",
        )


@rule("DG390", "CE avis, 10 juin 1996, préfet de la Côte-d'Or ; CGCT L2131-1")
@only_if(with_annexes)
def convention_signee_une_fois_executoire(acte: Deliberation) -> Iterator[Remarque]:
    """La convention annexée n'est signée qu'une fois la délibération exécutoire.

    Exécutoire : publiée et, si elle doit l'être, transmise au représentant de l'État.

    De mémoire : l'avis du Conseil d'État.

    À faire : corriger la date de signature, ou signer de nouveau.
    """
    ready, day = acte.publicite.executoire, acte.seance.date
    for rank, annexe in enumerate(acte.annexes):
        signed = annexe.acte.date if isinstance(annexe.acte, Convention) else None
        if ready is not None and signed is not None and day <= signed < ready:
            yield (
                f"annexes[{rank}].acte.date",
                f"convention signée le {french.date_longue(signed)}, délibération exécutoire le "
                f"{french.date_longue(ready)}",
                "corriger la date, ou signer une fois l'acte exécutoire",
            )
