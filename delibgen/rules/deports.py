"""Members with an interest, before and after 22 December 2025 (CGCT L2131-11)."""

from collections.abc import Iterator
from datetime import timedelta

from delibgen.model.deliberation import Deliberation
from delibgen.model.membre import Membre
from delibgen.model.presence import Presence, cles
from delibgen.rules.base import Remarque, rule
from delibgen.rules.occasion import only_if, with_recusals
from delibgen.rules.periods import NOUVEAU_DEPORT
from delibgen.rules.presence import agreed


def _recused_actors(acte: Deliberation, why: str) -> Iterator[Remarque]:
    recused = cles(deport.membre for deport in acte.deports)
    roles = [(path, membre, "rapporte", "rapporteur") for path, membre in rapporteurs(acte)]
    for path, membre, verb, field in (*roles, ("presidence", acte.president, "préside", "presidence")):
        if membre.cle in recused:
            yield (
                path,
                f"{membre.nom_complet} ne prend pas part au point, mais le {verb}{why}",
                f"désigner un autre membre par « {field} »",
            )


def rapporteurs(acte: Deliberation) -> Iterator[tuple[str, Membre]]:
    """Yield the members who report on an item, each with the path where it is written."""
    if acte.rapporteur is not None:
        yield "rapporteur", acte.rapporteur
    for rank, who in enumerate(acte.rapporteurs):
        if who.membre is not None:
            yield f"rapporteurs[{rank}]", who.membre


@rule("DG708", "CGCT L2121-15, L2121-29 : l'affaire est exposée en séance")
def rapporteur_present(acte: Deliberation, presence: Presence) -> Iterator[Remarque]:
    """Celui qui rapporte un point est là quand il est abordé.

    De mémoire : L2121-29.

    À faire : nommer un autre rapporteur, ou corriger les présents, l'arrivée ou le départ.
    """
    named = tuple(rapporteurs(acte))
    if not named or acte.ajourne or acte.retire:
        return
    away = cles((*presence.absents_sans_pouvoir, *presence.representes)) - presence.cles_presents
    for path, membre in named:
        if membre.cle in away:
            yield (
                path,
                f"{membre.nom_complet} rapporte, mais n'est pas {agreed(membre, 'présent')} au point",
                "nommer un autre rapporteur, ou corriger les présents, l'arrivée ou le départ",
            )


@rule("DG356", "CGCT L2131-11, avant le 22 décembre 2025", until=NOUVEAU_DEPORT - timedelta(days=1))
@only_if(with_recusals)
def deport_et_role(acte: Deliberation) -> Iterator[Remarque]:
    """Un membre intéressé ne rapporte ni ne préside le point (texte jusqu'au 21 décembre 2025).

    À faire : désigner un autre membre.
    """
    yield from _recused_actors(acte, "")


@rule(
    "DG357",
    "CGCT L2131-11, L3132-5, L4142-5, depuis le 22 décembre 2025 (loi n° 2025-1249, article 32)",
    since=NOUVEAU_DEPORT,
)
@only_if(with_recusals)
def deport_et_role_depuis_2025(acte: Deliberation) -> Iterator[Remarque]:
    """Un membre intéressé ne rapporte ni ne préside le point (texte depuis le 22 décembre 2025).

    À faire : désigner un autre membre.
    """
    yield from _recused_actors(acte, " : sa présence est permise, non sa participation")


@rule("DG366", "CGCT L2131-11, avant le 22 décembre 2025", until=NOUVEAU_DEPORT - timedelta(days=1))
@only_if(with_recusals)
def deport_dans_la_salle(acte: Deliberation) -> Iterator[Remarque]:
    """Un membre intéressé quitte la salle (texte jusqu'au 21 décembre 2025).

    La jurisprudence pouvait voir dans sa présence une participation ; la loi dit depuis que la seule présence
    n'en est pas une. Un refus de vote, dit par « motif », n'est pas un retrait pour intérêt.

    À faire : vérifier que le membre n'a pas pris part au débat.
    """
    for rank, deport in enumerate(acte.deports):
        refuses = "refus" in (deport.motif or deport.mention or "").casefold()
        if not deport.quitte_la_salle and not refuses:
            yield (
                f"deports[{rank}].quitte_la_salle",
                f"{deport.membre.nom_complet} ne prend pas part au vote, mais reste dans la salle",
                "vérifier l'absence de toute part au débat ; dire « quitte_la_salle: oui » si c'est le cas",
            )
