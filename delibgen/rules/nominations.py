"""Nominations and elections: when the ballot is secret, and when a public or secret one was asked for."""

import re
from collections.abc import Iterator

from delibgen import french
from delibgen.model.deliberation import Deliberation
from delibgen.model.presence import Presence
from delibgen.model.scrutin import ModeScrutin, Sort
from delibgen.rules.base import Remarque, rule
from delibgen.rules.portee import ACTION_SOCIALE, COMMUNES_ET_EPCI, DEPARTEMENTS, REGIONS, Portee
from delibgen.rules.textes import written

_EXECUTIVE = re.compile(
    r"^election (?:du|de la|de l'|des|d'un|d'une) ?(?:nouveau |nouvelle |nouveaux )?"
    r"(?:\w+ )?(?:maire|adjoint|adjointe|president|presidente|vice-president)"
    r"(?!\w* de (?:la )?(?:seance|commission|jury))",
)
_PRESIDENT = re.compile(
    r"^election (?:du|de la) (?:nouveau |nouvelle )?presidente?\b(?! de (?:la )?(?:seance|commission|jury))"
)
_PEOPLE = re.compile(
    r"^(?:designation|nomination|election|remplacement) .*\b(?:representants?|delegue|membre|administrat|"
    r"secretaire|titulaire|suppleant|correspondant)"
)


_FIRST_WORDS = ("designation", "nomination", "election", "remplacement")
"""What the subjects of these patterns begin with."""


def elects_executive(acte: Deliberation) -> bool:
    """Tell whether the item elects the maire, the président, an adjoint or a vice-président."""
    return acte.matiere == "5.1" or bool(_EXECUTIVE.match(_subject(acte)))


def elects_president(acte: Deliberation) -> bool:
    """Tell whether the item elects the president, and not the rest of the executive."""
    return bool(_PRESIDENT.match(_subject(acte)))


def _names_people(acte: Deliberation) -> bool:
    named = acte.matiere == "5.3" or acte.sort is Sort.DESIGNATION
    return named or bool(_PEOPLE.match(_subject(acte)))


def _subject(acte: Deliberation) -> str:
    """Return the folded subject of an act that may name people; ``""`` for any other."""
    subject = written(acte).field("objet")
    return subject if subject.startswith(_FIRST_WORDS) else ""


@rule(
    "DG349", "CGCT L2121-21, L5211-1 ; CASF R123-18", portee=Portee(natures=COMMUNES_ET_EPCI | ACTION_SOCIALE)
)
def nomination_au_secret(acte: Deliberation) -> Iterator[Remarque]:
    """Une nomination ou une présentation se vote au scrutin secret, sauf décision contraire unanime.

    Un seul candidat ou une seule liste : la nomination prend effet aussitôt, sans vote ; le président la lit.

    À faire : donner le scrutin secret, ou « renonciation_au_secret: oui ».
    """
    scrutin = acte.scrutin
    if scrutin is None or scrutin.secret or scrutin.renonciation_au_secret or elects_executive(acte):
        return
    if _names_people(acte):
        yield (
            "scrutin.mode",
            f"une nomination, au scrutin {scrutin.mode.value}",
            "donner « mode: secret » et les tours, ou « renonciation_au_secret: oui » si l'assemblée y a "
            "renoncé à l'unanimité",
        )


@rule("DG364", "CGCT L2122-7, L2122-7-2, L5211-2", portee=Portee(natures=COMMUNES_ET_EPCI))
def executif_elu_au_secret(acte: Deliberation) -> Iterator[Remarque]:
    """Le maire, le président, les adjoints et les vice-présidents s'élisent au scrutin secret.

    L'assemblée ne peut y renoncer.

    De mémoire : L2122-7-2, L5211-2.

    À faire : donner le scrutin secret et ses tours.
    """
    scrutin = acte.scrutin
    if scrutin is not None and elects_executive(acte) and not scrutin.secret:
        waived = ", auquel l'assemblée a renoncé" if scrutin.renonciation_au_secret else ""
        yield (
            "scrutin.mode",
            f"élection de l'exécutif au scrutin {scrutin.mode.value}{waived} : elle est secrète",
            "donner « mode: secret » et les tours",
        )


@rule("DG339", "CGCT L2121-21, L3121-15, L4132-14 ; CASF R123-18")
def demande_de_scrutin(acte: Deliberation, presence: Presence) -> Iterator[Remarque]:
    """Un scrutin public se demande par le quart des présents, un scrutin secret par le tiers.

    Dans les départements et les régions, le sixième suffit pour un scrutin public.

    À faire : corriger « demandeurs », ou le mode de scrutin.
    """
    scrutin = acte.scrutin
    if scrutin is None or scrutin.demandeurs is None or scrutin.mode is ModeScrutin.ORDINAIRE:
        return
    wide = acte.collectivite.nature in DEPARTEMENTS | REGIONS
    part, word = (3, "tiers") if scrutin.secret else (6, "sixième") if wide else (4, "quart")
    if scrutin.demandeurs * part < presence.nombre_presents:
        yield (
            "scrutin.demandeurs",
            f"scrutin {scrutin.mode.value} demandé par {french.compte(scrutin.demandeurs, 'membre')} sur "
            f"{french.compte(presence.nombre_presents, 'présent')} : le {word} au moins",
            "corriger le nombre, ou le mode de scrutin",
        )
