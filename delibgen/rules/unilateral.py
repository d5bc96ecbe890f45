"""Acts of the executive alone: decisions taken by delegation, and arrêtés."""

from collections.abc import Iterator

from delibgen import french
from delibgen.errors import Severity
from delibgen.model.acte import Reference
from delibgen.model.unilateral import ActeUnilateral, DecisionDeleguee
from delibgen.rules.base import Remarque, rule
from delibgen.rules.portee import COMMUNES_ET_EPCI, Portee

_DATES = ("transmission", "reception", "publication", "affichage", "notification")


@rule("DG608", "CGCT L2122-22, L5211-10, L3211-2, L4221-5")
def delegation_anterieure(acte: DecisionDeleguee) -> Iterator[Remarque]:
    """Une décision est prise après la délibération qui donne délégation.

    De mémoire : L4221-5.

    À faire : corriger la date de la décision, ou citer la délibération qui valait alors.
    """
    given = acte.delegation.date if isinstance(acte.delegation, Reference) else None
    if given is not None and given > acte.date:
        yield (
            "delegation.date",
            f"délégation du {french.date_longue(given)}, après la décision du "
            f"{french.date_longue(acte.date)}",
            "corriger l'une des deux dates",
        )


@rule("DG609", "CGCT L2131-1 : ordre des dates", severity=Severity.BLOQUANT)
def publicite_apres_signature(acte: ActeUnilateral) -> Iterator[Remarque]:
    """Une décision ou un arrêté est transmis, publié ou notifié après sa signature.

    À faire : corriger l'une des dates.
    """
    for name in _DATES:
        day = getattr(acte.publicite, name)
        if day is not None and day < acte.date:
            what = "réception" if name == "reception" else name
            yield (
                f"publicite.{name}",
                f"{what} du {french.date_longue(day)}, avant la signature du {french.date_longue(acte.date)}",
                "corriger l'une des deux dates",
            )


@rule("DG622", "CGCT L2131-1", portee=Portee(natures=COMMUNES_ET_EPCI))
def acte_individuel_transmis(acte: ActeUnilateral) -> Iterator[Remarque]:
    """Un acte individuel est transmis dans les quinze jours de sa signature.

    Individuel : notifié à l'intéressé.

    De mémoire : le délai, lu dans une version ancienne du texte.

    À faire : transmettre sans attendre, et corriger « transmission ».
    """
    public = acte.publicite
    late = public.transmission is not None and (public.transmission - acte.date).days > 15
    if late and public.notification is not None and public.transmission is not None:
        yield (
            "publicite.transmission",
            f"signé le {french.date_longue(acte.date)}, transmis le "
            f"{french.date_longue(public.transmission)} : quinze jours au plus",
            "corriger la date ; au-delà, transmettre sans attendre",
        )
