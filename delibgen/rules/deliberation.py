"""The deliberation itself: declared counts, result, recusals, its annexes."""

import re
from collections.abc import Iterator

from delibgen import french
from delibgen.errors import Severity
from delibgen.model.convention import Convention
from delibgen.model.deliberation import Comptes, Deliberation
from delibgen.model.presence import Presence
from delibgen.model.quorum import own_rules
from delibgen.model.scrutin import Sort
from delibgen.rules.base import Remarque, rule
from delibgen.rules.nominations import elects_president
from delibgen.rules.occasion import only_if, with_annexes, with_outcome

_UNDECLARED: Comptes = Deliberation.model_fields["declares"].default

Count = tuple[str, int, str]
"""Field of ``Comptes``, computed number, how it is made."""


@rule("DG350", "comptes du document d'origine", severity=Severity.BLOQUANT)
def comptes_declares(acte: Deliberation) -> Iterator[Remarque]:
    """Les nombres déclarés sont ceux qui se calculent.

    À faire : corriger le nombre déclaré, ou les listes de la séance.
    """
    if acte.declares is _UNDECLARED or acte.declares == _UNDECLARED:
        return
    try:
        presence = acte.presence
    except ValueError:  # said by DG300
        return
    for field, computed, how in (*_of_presence(presence), *_of_quorum(acte, presence), *_of_vote(acte)):
        declared = getattr(acte.declares, field)
        if declared is not None and declared != computed:
            yield (
                f"declares.{field}",
                f"{_n(declared, 'déclaré')}, {_n(computed, 'calculé')} : {how}",
                "corriger le nombre déclaré, ou les listes de la séance",
            )


def _n(number: int, what: str) -> str:
    return french.compte(number, what)


def _of_presence(presence: Presence) -> Iterator[Count]:
    present, voting = presence.nombre_presents, presence.nombre_presents_votants
    without = len(presence.absents_sans_pouvoir)
    yield "presents", present, "membres présents au point"
    together = f"{_n(present, 'présent')} + {_n(len(presence.representes), 'représenté')}"
    yield "presents_et_representes", presence.nombre_presents_et_representes, together
    yield "presents_votants", voting, f"{_n(present, 'présent')} − {_n(present - voting, 'déport')}"
    yield "pouvoirs", presence.nombre_pouvoirs, "pouvoirs exercés, mandataire présent et prenant part"
    away = f"{_n(without, 'absent')} sans pouvoir + {_n(len(presence.representes), 'représenté')}"
    yield "absents", presence.nombre_absents, away
    yield "en_exercice", presence.en_exercice, "membres en exercice de l'assemblée"
    yield "votants", presence.votants, f"{_n(voting, 'présent')} + {_n(presence.nombre_pouvoirs, 'pouvoir')}"
    yield "non_votants", presence.nombre_non_votants, "déports"


def _of_quorum(acte: Deliberation, presence: Presence) -> Iterator[Count]:
    """Yield the quorum, where the law leaves one number.

    During the health emergency some wrote the usual quorum, others the third; statutes may set their own; the
    members who withdraw may be left out of its base; two thirds elect the president of a région.
    """
    rule = presence.regle
    unknown = rule.tiers or (rule.fixe is None and own_rules(acte.assemblee)) or elects_president(acte)
    least = rule.minimum(presence.en_exercice - presence.nombre_non_votants)
    if not unknown and acte.declares.quorum != least:
        how = f"plus de la moitié de {presence.en_exercice} membres en exercice"
        yield "quorum", presence.quorum, how


def _of_vote(acte: Deliberation) -> Iterator[Count]:
    scrutin = acte.scrutin
    if scrutin is None:
        return
    last = "bulletins − blancs − nuls du dernier tour"
    how = last if scrutin.tours else f"{scrutin.pour} pour + {scrutin.contre} contre"
    yield "exprimes", scrutin.exprimes, how
    yield "majorite_absolue", scrutin.majorite_absolue, f"plus de la moitié de {scrutin.exprimes} exprimés"


@rule("DG351", "CGCT L2121-20", severity=Severity.BLOQUANT)
@only_if(with_outcome)
def sort_possible(acte: Deliberation) -> Iterator[Remarque]:
    """Un point n'est pas adopté contre la majorité des suffrages exprimés.

    À faire : corriger le sort ou les voix.
    """
    scrutin = acte.scrutin
    if scrutin is None or scrutin.tours or acte.sort_declare is not Sort.ADOPTE:
        return
    against = scrutin.sort is Sort.REJETE
    undecided = scrutin.partage and not scrutin.secret and scrutin.voix_du_president is None
    if against and not undecided:
        yield (
            "sort_declare",
            f"« adopté » déclaré, mais {scrutin.pour} voix pour et {scrutin.contre} contre",
            "corriger le sort ou les voix",
        )


@rule("DG352", "CGCT L2121-20 ; majorités qualifiées")
@only_if(with_outcome)
def rejet_a_verifier(acte: Deliberation) -> Iterator[Remarque]:
    """Un point qui a la majorité n'est rejeté que si un texte demande davantage.

    À faire : corriger le sort ou les voix, sauf si une majorité qualifiée est exigée.
    """
    scrutin = acte.scrutin
    if scrutin is None or scrutin.tours or acte.sort_declare is not Sort.REJETE:
        return
    if scrutin.sort is Sort.ADOPTE:
        yield (
            "sort_declare",
            f"« rejeté » déclaré, mais {scrutin.pour} voix pour et {scrutin.contre} contre",
            "corriger le sort ou les voix, sauf si une majorité qualifiée est exigée",
        )


@rule("DG353", "CGCT L2121-23, L2121-25", severity=Severity.BLOQUANT)
def resultat_connu(acte: Deliberation, presence: Presence) -> Iterator[Remarque]:
    """Un dispositif s'imprime avec le résultat du vote, ou le sort du point.

    À faire : donner « scrutin » ou « sort_declare ».
    """
    if acte.sort is None and acte.dispositif is not None:
        yield (
            "scrutin",
            "un dispositif, mais ni vote ni sort : l'extrait n'aurait pas de résultat",
            f"donner {_a_vote(presence)}, ou « sort_declare: {_outcome(acte)} »",
        )


def _outcome(acte: Deliberation) -> str:
    """Return the outcome to declare: parts that were voted one by one need no vote on the whole."""
    return "adopte" if acte.votes_separes else "prend_acte"


def _a_vote(presence: Presence) -> str:
    """Return how a vote is written, with as many as could have voted on the item."""
    return f"« scrutin: {{pour: {max(presence.votants, 1)}}} »"


@rule("DG354", "CGCT L2121-23, L2121-25")
def point_avec_un_sort(acte: Deliberation, presence: Presence) -> Iterator[Remarque]:
    """Chaque point a un vote ou un sort : adopté, rejeté, pris acte, ajourné, retiré.

    À faire : donner le vote, ou « sort_declare ».
    """
    if acte.sort is None and acte.dispositif is None:
        yield (
            "sort_declare",
            "ni dispositif, ni vote, ni sort",
            "donner le vote, ou « sort_declare: ajourne »",
        )
    elif acte.sort in {Sort.ADOPTE, Sort.REJETE} and acte.scrutin is None and not acte.votes_separes:
        state = "adopté" if acte.sort is Sort.ADOPTE else "rejeté"
        yield "scrutin", f"« {state} » déclaré sans vote", f"donner {_a_vote(presence)}"


@rule("DG355", "pratique ; CGCT L2121-20")
@only_if(with_outcome)
def point_ajourne_sans_vote(acte: Deliberation) -> Iterator[Remarque]:
    """Un point ajourné ou retiré n'a pas de vote.

    À faire : ôter le vote, ou le sort déclaré.
    """
    if acte.scrutin is not None and acte.sort_declare in {Sort.AJOURNE, Sort.RETIRE}:
        state = "ajourné" if acte.sort_declare is Sort.AJOURNE else "retiré"
        yield "scrutin", f"point {state}, mais un vote est donné", "ôter le vote, ou le sort déclaré"


_TRANSMITTED = re.compile(r"[A-Z0-9_]{1,15}")


@rule("DG359", "@CTES, schéma actesv1_1 ; CGCT R2131-1")
def numero_transmissible(acte: Deliberation) -> Iterator[Remarque]:
    """Le numéro transmis a 15 caractères au plus : capitales, chiffres et soulignés.

    À faire : donner « numero_transmis » : capitales, chiffres et soulignés.
    """
    number = acte.numero_transmis
    if number is not None and not _TRANSMITTED.fullmatch(number):
        near = re.sub(r"[^A-Z0-9_]", "_", number.upper())[:15]
        yield (
            "numero_transmis",
            f"« {number} » ({len(number)} caractères) : 15 au plus, A à Z, 0 à 9 et _",
            f"par exemple « {near} »",
        )


@rule("DG360", "@CTES, schéma actesv1_1")
def objet_transmissible(acte: Deliberation) -> Iterator[Remarque]:
    """L'objet transmis au contrôle de légalité a 500 caractères au plus.

    À faire : raccourcir l'objet.
    """
    if len(acte.objet) > 500:
        yield "objet", f"objet de {len(acte.objet)} caractères, 500 au plus", "le raccourcir"


def _conventions(acte: Deliberation) -> Iterator[tuple[str, Convention]]:
    for rank, annexe in enumerate(acte.annexes):
        if isinstance(annexe.acte, Convention):
            yield f"annexes[{rank}].acte", annexe.acte


@rule("DG361", "CE avis, 10 juin 1996, préfet de la Côte-d'Or")
@only_if(with_annexes)
def convention_signee_apres_seance(acte: Deliberation) -> Iterator[Remarque]:
    """La convention annexée est signée après la séance qui l'autorise.

    De mémoire : l'avis du Conseil d'État.

    À faire : corriger la date, ou la laisser vide jusqu'à la signature.
    """
    day = acte.seance.date
    for path, paper in _conventions(acte):
        cited = paper.deliberation is not None and paper.deliberation.date == day  # then said by DG384
        if paper.date is not None and paper.date < day and not cited:
            yield (
                f"{path}.date",
                f"convention signée le {french.date_longue(paper.date)}, avant la séance du "
                f"{french.date_longue(day)} qui l'autorise",
                "corriger la date, ou la laisser vide jusqu'à la signature",
            )


@rule("DG363", "concordance des actes")
@only_if(with_annexes)
def convention_cite_la_deliberation(acte: Deliberation) -> Iterator[Remarque]:
    """La convention annexée cite cette délibération, par son numéro et sa date.

    À faire : corriger « deliberation » dans la convention.
    """
    day = acte.seance.date
    for path, paper in _conventions(acte):
        cited = paper.deliberation
        if cited is not None and (cited.numero or acte.numero, cited.date or day) != (acte.numero, day):
            yield (
                f"{path}.deliberation",
                f"la convention cite la {cited.libelle}, alors qu'elle est annexée à l'acte "
                f"n° {acte.numero} du {french.date_longue(day)}",
                "corriger « deliberation » dans la convention",
            )
