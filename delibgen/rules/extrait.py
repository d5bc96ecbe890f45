"""What the wording that an assembly chose leaves out of its extracts, although a text asks for it."""

import re
from collections.abc import Iterator

from delibgen.errors import Severity
from delibgen.model.acte_assemblee import ActeAssemblee
from delibgen.model.champs_libres import PREFIXE, nearest
from delibgen.model.deliberation import Deliberation, Publicite
from delibgen.model.formule import SANS, named
from delibgen.model.formules import chosen
from delibgen.model.phrases import Phrases
from delibgen.model.tournures import PRESENTS, names_people
from delibgen.model.unilateral import ActeUnilateral
from delibgen.rules.base import Remarque, rule
from delibgen.rules.periods import PUBLICITE_2022
from delibgen.rules.portee import ACTION_SOCIALE, COMMUNES_ET_EPCI, DEPARTEMENTS, REGIONS, Portee
from delibgen.rules.textes import passages

_LINES = (
    "titre",
    "sous_titre",
    "seance",
    "session",
    "comptes",
    "presents",
    "absents",
    "quorum",
    "numero",
    "objet",
    "presidence",
    "demande",
    "vote",
    "ont_vote_pour",
    "conforme",
    "fait",
    "signature_president",
    "executoire",
    "recours",
    "pied",
)
"""Formulas of lines that every extract may print, beside the opening and the decision."""
_SECRETARY = ("secretaires",)
_PRESENT = ("le nombre de présents", ("nombre_presents", "nombre_titulaires"))
_COUNTS = (
    ("le nombre de membres en exercice", ("en_exercice",)),
    _PRESENT,
    ("le nombre de votants", ("votants", "nombre_presents_votants", "nombre_pour", "pour", "bulletins")),
)
_RESULT = frozenset({
    *("resultat", "pour", "nombre_pour", "noms_pour", "groupes_pour", "contre", "nombre_contre", "elus"),
    *("voix_exprimees", "bulletins", "noms_contre", "groupes_contre"),
})
"""Fields by which a formula tells how the assembly voted."""
_CONVOCATION = frozenset({"convocation"})
_SAID = re.compile(r"unanim|majorit|\bvoix\b|\badopt|\brejet", re.IGNORECASE)
"""Words by which a formula tells it without a field."""


def _printed(acte: Deliberation) -> Iterator[str]:
    """Yield the formulas whose lines the extract prints."""
    said, layout = acte.phrases, acte.presentation
    yield said.formule("ouverture" if layout.ouverture else "renseignements")
    yield _decision(acte)
    if layout.ouverture or said.choisie("secretaires"):
        yield said.formule("secretaires")
    off = {
        name for name in ("comptes", "quorum", "numero", "executoire", "recours") if not getattr(layout, name)
    }
    yield from (said.formule(name) for name in _LINES if name not in off)


def _decision(acte: Deliberation) -> str:
    said = acte.phrases
    if said.texte_propre is not None:
        return SANS
    return said.formule("rejet" if acte.rejete and acte.dispositif is not None else "decision")


def _wanted(acte: Deliberation) -> list[tuple[str, tuple[str, ...]]]:
    """Return the counts that the extract must tell; where it names those present, it tells their number."""
    said = acte.phrases
    names_them = bool(said.presents) or names_people(said.formule("ouverture"), PRESENTS)
    return [count for count in _COUNTS if count != _PRESENT or not names_them]


def _fields(acte: Deliberation) -> frozenset[str]:
    """Return the fields that the extract prints."""
    return frozenset().union(*map(named, _printed(acte)))


def _prints_one(acte: Deliberation, fields: frozenset[str]) -> bool:
    """Tell whether the extract prints one of these fields: nearly always its first lines do."""
    return any(not fields.isdisjoint(named(formule)) for formule in _printed(acte))


@rule(
    "DG709",
    "CGCT L2121-10, L5211-1",
    severity=Severity.INFORMATION,
    portee=Portee(natures=COMMUNES_ET_EPCI, alsace_moselle=False),
)
def convocation_dite(acte: Deliberation) -> Iterator[Remarque]:
    """La convocation est mentionnée au registre des délibérations : l'extrait en dit la date.

    Beaucoup d'extraits ne la disent pas ; le registre, lui, doit la mentionner.

    À faire : mettre « {convocation} » dans la formule d'ouverture, ou dans une autre.
    """
    if acte.seance.convocation is None or _prints_one(acte, _CONVOCATION):
        return
    line = "ouverture" if acte.presentation.ouverture else "renseignements"
    yield (
        f"seance.assemblee.formules.{line}",
        "aucune formule de l'extrait ne dit la date de la convocation",
        f"l'ajouter à « {line} » : « [convoqué le {{convocation}}] »",
    )


@rule(
    "DG711",
    "CGCT L2121-17, L2121-20 : quorum et majorité se vérifient",
    severity=Severity.INFORMATION,
    portee=Portee(natures=COMMUNES_ET_EPCI),
)
def effectifs_dits(acte: Deliberation) -> Iterator[Remarque]:
    """Les nombres choisis pour l'extrait disent les membres en exercice, les présents et les votants.

    À faire : compléter la formule « comptes ».
    """
    if not acte.presentation.comptes or not acte.phrases.choisie("comptes"):
        return
    fields = _fields(acte)
    for what, names in _wanted(acte):
        if not any(field.startswith(names) for field in fields):
            yield (
                "seance.assemblee.formules.comptes",
                f"aucune formule de l'extrait ne dit {what}",
                f"l'ajouter à « comptes » : « {{{names[0]}}} »",
            )


@rule(
    "DG712",
    "CGCT L2121-15, L2121-23, L5211-1 (ordonnance n° 2021-1310)",
    since=PUBLICITE_2022,
    portee=Portee(natures=COMMUNES_ET_EPCI, alsace_moselle=False),
)
def secretaire_dit(acte: Deliberation) -> Iterator[Remarque]:
    """Le secrétaire de séance, qui signe la délibération, est nommé dans l'extrait ou le signe.

    À faire : garder les signatures, ou la formule « secretaires ».
    """
    signs = acte.presentation.signatures and not acte.signataires
    if acte.secretaires and not signs and not any(f.startswith(_SECRETARY) for f in _fields(acte)):
        yield (
            "seance.assemblee.formules.secretaires",
            "aucune formule de l'extrait ne nomme le secrétaire, et il ne le signe pas",
            "écrire la formule « secretaires », ou garder les signatures",
        )


@rule(
    "DG713",
    "CGCT L2121-20, L2121-21, L3121-15, L4132-14 ; CASF R123-18",
    severity=Severity.INFORMATION,
    portee=Portee(natures=COMMUNES_ET_EPCI | ACTION_SOCIALE | DEPARTEMENTS | REGIONS),
)
def resultat_dit(acte: Deliberation) -> Iterator[Remarque]:
    """L'extrait dit le résultat du vote.

    Le procès-verbal et la liste des délibérations le disent toujours ; quelques assemblées s'en tiennent là.

    À faire : mettre « {resultat} » dans la formule de décision, ou dans « vote ».
    """
    scrutin = acte.scrutin
    if scrutin is None or scrutin.tours or acte.phrases.suspendu or acte.presentation.vote_en_tableau:
        return
    if not _tells_result(acte):
        yield (
            "seance.assemblee.formules.vote",
            "aucune formule de l'extrait ne dit le résultat du vote",
            "mettre « {resultat} » dans « decision », ou dans « vote »",
        )


def _tells_result(acte: Deliberation) -> bool:
    if _prints_one(acte, _RESULT):
        return True
    said: Phrases = acte.phrases
    return bool(_SAID.search("\n".join((*said.decision, *said.vote, *said.votes_nommes))))


def _notified(acte: ActeAssemblee) -> bool:
    publicite = getattr(acte, "publicite", None)
    return isinstance(publicite, Publicite) and publicite.notification is not None


def _says_remedies(acte: ActeAssemblee) -> bool:
    """Tell whether the act says its remedies in words of its own: many arrêtés give them an article."""
    own = (
        passage for passage in passages(acte, "recours") if passage.path.startswith(("dispositif", "expose"))
    )
    return any("tribunal" in passage.plain and "mois" in passage.plain for passage in own)


@rule("DG714", "code de justice administrative, R421-5")
def recours_dit(acte: ActeAssemblee) -> Iterator[Remarque]:
    """Un acte notifié porte les voies et délais de recours : sans eux, le délai ne court pas.

    Pour un acte seulement publié, la mention est d'usage, non obligatoire.

    À faire : garder « recours » dans la présentation, et sa formule.
    """
    if not _notified(acte) or _says_remedies(acte):
        return
    silent = isinstance(acte, Deliberation | ActeUnilateral) and acte.phrases.formule("recours") == SANS
    if silent or not acte.presentation.recours:
        yield (
            "publicite.notification",
            "acte notifié à l'intéressé, sans voies ni délais de recours : le délai ne courra pas",
            "imprimer la mention : « recours: oui » dans « presentation », et sa formule",
        )


@rule("DG715", "exactitude de l'extrait : ce qui est écrit s'imprime")
def champs_imprimes(acte: ActeAssemblee) -> Iterator[Remarque]:
    """Un champ propre à l'assemblée est imprimé par l'une de ses formules.

    À faire : nommer le champ dans une formule, ou corriger son nom dans « champs ».
    """
    if not isinstance(acte, Deliberation | ActeUnilateral) or not acte.champs:
        return
    printed = _fields_printed(acte)
    for champ in acte.champs:
        if f"{PREFIXE}{champ.nom}" not in printed:
            near = nearest(champ.nom, printed)
            yield (
                f"champs.{champ.nom}",
                f"« {champ.nom} » n'est imprimé par aucune formule",
                f"vouliez-vous dire « {near} » ?"
                if near
                else f"écrire « {{{PREFIXE}{champ.nom}}} » dans une formule, « objet » par exemple",
            )


def _fields_printed(acte: Deliberation | ActeUnilateral) -> frozenset[str]:
    """Return the fields that the formulas of an act, and those of its assembly, print."""
    theirs = acte.assemblee.formules if isinstance(acte, Deliberation) else acte.formules_communes
    formules = {**chosen(theirs), **chosen(acte.formules)}
    return frozenset[str]().union(*(named(f) for name, f in formules.items() if name not in _AROUND))


_AROUND = frozenset({"visa", "considerant", "separateur"})
"""Formulas that are no patterns."""
