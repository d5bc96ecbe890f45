"""The wording of an extract, line by line, as the assembly chooses it; the usual wording by default."""

from collections.abc import Callable, Mapping
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator

from delibgen.model.base import Record, Texte, check_text
from delibgen.model.champs import (
    ANNEXE,
    DEPORT,
    GROUPE,
    MARQUE,
    MEMBRE,
    MOUVEMENT,
    POUVOIR,
    SEPARE,
)
from delibgen.model.champs_acte import ACTE
from delibgen.model.champs_gens import RANG_DE_MEMBRES
from delibgen.model.formule import SANS, checker, parse, places, silent

SILENT = BeforeValidator(silent)
"""Reads « non » as a line that is not printed."""
DeActe = Annotated[Texte, SILENT, AfterValidator(checker(ACTE))]
"""A formula of an act; « non » for a line that is not printed."""
DeMembre = Annotated[Texte, AfterValidator(checker(MEMBRE))]
DePouvoir = Annotated[Texte, AfterValidator(checker(POUVOIR))]
DeMouvement = Annotated[Texte, SILENT, AfterValidator(checker(MOUVEMENT))]
DeDeport = Annotated[Texte, SILENT, AfterValidator(checker(DEPORT))]
DeSepare = Annotated[Texte, AfterValidator(checker(SEPARE))]
DeGroupe = Annotated[Texte, AfterValidator(checker(GROUPE))]
DeMarque = Annotated[Texte, SILENT, AfterValidator(checker(MARQUE))]
DeAnnexe = Annotated[Texte, SILENT, AfterValidator(checker(ANNEXE))]
DeRang = Annotated[Texte, AfterValidator(checker(RANG_DE_MEMBRES))]


def _not_itself(formule: str) -> str:
    """Refuse a formula of a member that would be written with itself."""
    if any(place.nom == "membre" and not place.mot for place in places(parse(formule))):
        raise ValueError("« {membre} » dans sa propre formule ; écrire « {nom_complet} », « {nom} »…")
    return formule


def _around(champ: str, exemple: str = "") -> Callable[[str], str]:
    """Return the check of what stands around a visa: without its place, words would run together."""

    def check_place(formule: str) -> str:
        """Return the pattern, or refuse it without its place."""
        if formule != SANS and f"{{{champ}}}" not in formule:
            raise ValueError(f"« {{{champ}}} » manque : écrire par exemple « {exemple or USUELLES[champ]} »")
        return check_text(formule)

    return check_place


DeVisa = Annotated[str, SILENT, AfterValidator(_around("visa"))]
DeConsiderant = Annotated[str, SILENT, AfterValidator(_around("considerant"))]
DeSigne = Annotated[str, SILENT, AfterValidator(_around("signature", "Signé\u00a0: {signature}"))]
Separateur = Annotated[str, AfterValidator(check_text)]


class Formules(Record):
    """The wording of extracts: each formula may have several lines; « non » leaves its line out.

    The fields of each are listed in the guide of formulas (docs/formules.md).
    """

    titre: DeActe | None = None
    """Titre."""
    sous_titre: DeActe | None = None
    """Sous le titre : l'assemblée."""
    seance: DeActe | None = None
    """Date de la séance."""
    session: DeActe | None = None
    """Session."""
    ouverture: DeActe | None = None
    """Formule d'ouverture."""
    renseignements: DeActe | None = None
    """Colonne de gauche, sans formule d'ouverture : président, secrétaire, convocation."""
    comptes: DeActe | None = None
    """Nombres de membres, de présents, de pouvoirs."""
    sieges_vacants: DeActe | None = None
    """Sièges vacants."""
    presents: DeActe | None = None
    """Intitulé de la liste des présents, ou la phrase qui les nomme."""
    absents: DeActe | None = None
    """Intitulé du tableau des absents, ou les phrases qui les nomment."""
    arrivee: DeMouvement | None = None
    """Une arrivée."""
    depart: DeMouvement | None = None
    """Un départ."""
    assistants: DeActe | None = None
    """Qui assiste sans voter ; rien n'est imprimé sans cette formule."""
    secretaires: DeActe | None = None
    """Désignation des secrétaires."""
    quorum: DeActe | None = None
    """Constatation du quorum."""
    visioconference: DeActe | None = None
    """Lieux reliés et membres présents à distance."""
    huis_clos: DeActe | None = None
    """Décision de se réunir à huis clos."""
    numero: DeActe | None = None
    """Numéro de l'acte."""
    objet: DeActe | None = None
    """Objet ; la première ligne en rubrique, les suivantes en objet."""
    rapporteurs: DeActe | None = None
    """Rapporteurs."""
    avant_expose: DeActe | None = None
    """Au-dessus de l'exposé ; rien n'est imprimé sans cette formule, ni sans exposé."""
    apres_expose: DeActe | None = None
    """Sous l'exposé ; rien n'est imprimé sans cette formule, ni sans exposé."""
    avant_visas: DeActe | None = None
    """Au-dessus des visas : « Le conseil municipal, » ; rien sans cette formule, ni sans visa."""
    visa: DeVisa | None = None
    """Ce qui entoure un visa."""
    considerant: DeConsiderant | None = None
    """Ce qui entoure un considérant."""
    avant_deports: DeActe | None = None
    """Au-dessus des membres qui ne prennent pas part au vote ; rien sans cette formule, ni sans eux."""
    deport: DeDeport | None = None
    """Un membre qui ne prend pas part au vote."""
    non_votants: DeActe | None = None
    """Présents qui ne prennent pas part au vote, sans leur nom, si rien d'autre ne les compte."""
    presidence: DeActe | None = None
    """Autre président pour ce point."""
    vote_separe: DeSepare | None = None
    """Un vote séparé."""
    demande: DeActe | None = None
    """Qui a demandé un scrutin public ou secret."""
    scrutin_secret: DeActe | None = None
    """Annonce d'un scrutin secret."""
    decision: DeActe | None = None
    """Formule de décision."""
    article: DeMarque | None = None
    """Ce qui ouvre chaque article du dispositif."""
    puce: DeMarque | None = None
    """Ce qui ouvre chaque décision qui n'est pas un article ; à défaut un tiret, rien, ou son numéro."""
    rejet: DeActe | None = None
    """Formule d'un point rejeté."""
    prend_acte: DeActe | None = None
    """Formule d'un point dont il est pris acte sans vote."""
    ajourne: DeActe | None = None
    """Point ajourné."""
    retire: DeActe | None = None
    """Point retiré."""
    vote: DeActe | None = None
    """Résultat du vote, en une ou plusieurs lignes ; à défaut, seulement si la décision ne le dit pas."""
    vote_par_groupe: DeActe | None = None
    """Votes par groupe politique."""
    annexes: DeActe | None = None
    """Liste des annexes."""
    annexe: DeAnnexe | None = None
    """Titre d'une annexe imprimée à la suite de l'acte."""
    fait: DeActe | None = None
    """Fait et délibéré."""
    conforme: DeActe | None = None
    """Pour extrait conforme."""
    signature_president: DeActe | None = None
    """Au-dessus du nom du président."""
    signature_secretaire: Annotated[DeMembre, SILENT] | None = None
    """Au-dessus du nom de chaque secrétaire ; « non » : l'extrait est signé du seul président."""
    executoire: DeActe | None = None
    """Caractère exécutoire."""
    recours: DeActe | None = None
    """Voies et délais de recours."""
    pied: DeActe | None = None
    """Pied de page."""
    membre: Annotated[DeMembre, AfterValidator(_not_itself)] | None = None
    """Un membre, dans les listes."""
    excuse: DeMembre | None = None
    """Un excusé, dans le tableau des absents ; et partout où ils sont nommés, si elle est écrite."""
    votant: DeMembre | None = None
    """Un votant nommé."""
    rapporteur: DeMembre | None = None
    """Un rapporteur."""
    pouvoir: DePouvoir | None = None
    """Un pouvoir."""
    groupe: DeGroupe | None = None
    """Un groupe et ses voix."""
    membres_par: DeRang | None = None
    """Une ligne de membres d'une même commune, d'un même collège…"""
    separateur: Separateur | None = None
    """Entre deux noms d'une liste."""
    dernier_separateur: Separateur | None = None
    """Entre les deux derniers noms d'une liste : « et » ; à défaut, comme entre les autres."""
    separateur_pouvoirs: Separateur | None = None
    """Entre deux pouvoirs ; à défaut, comme entre deux noms."""
    separateur_membres_par: Separateur | None = None
    """Entre deux communes, deux collèges… ; à défaut, chacun a sa ligne."""
    vote_titre: Texte | None = None
    """Premier mot du tableau des voix."""
    vote_pour: Texte | None = None
    """Voix pour, dans le tableau des voix."""
    vote_contre: Texte | None = None
    """Voix contre, dans le tableau des voix."""
    vote_abstention: Texte | None = None
    """Abstentions, dans le tableau des voix."""
    vote_non_votants: Texte | None = None
    """Qui ne vote pas, dans le tableau des voix."""
    vote_pouvoirs: DeActe | None = None
    """Procurations, dans le tableau des voix."""
    ont_vote_pour: DeActe | None = None
    """Noms de ceux qui votent pour ; rien n'est imprimé sans cette formule."""
    ont_vote_contre: DeActe | None = None
    """Noms de ceux qui votent contre, sous le tableau des voix ou si elle est écrite."""
    se_sont_abstenus: DeActe | None = None
    """Noms de ceux qui s'abstiennent, de même."""


_OUVERTURE = (
    "{Date:acte}[ à {heure:lettres}], {assemblee} {collectivite.de_nom}, légalement {assemblee:convoqué}"
    "[ le {convocation}], s'est {assemblee:réuni}[ ({lieu})] sous la présidence de {president_seance}"
    "[, {president_seance.qualite}].\n[Convocation affichée le {affichage_convocation}.]"
)
_RECOURS = (
    "Voies et délais de recours\u00a0: la présente délibération peut faire l'objet d'un recours pour excès "
    "de pouvoir devant le {tribunal} dans un délai de {delai_recours} à compter de sa publication "
    "(article\u00a0R.\u00a0421-1 du code de justice administrative), "
    "notamment par l'application Télérecours citoyens (www.telerecours.fr)."
)
USUELLES: Mapping[str, str] = {
    "titre": "EXTRAIT DU REGISTRE DES DÉLIBÉRATIONS",
    "sous_titre": "{assemblee.du_nom} {collectivite.de_nom}",
    "seance": "Séance du {date:complete}",
    "session": "[Session {session}]",
    "ouverture": _OUVERTURE,
    "renseignements": (
        "{president_seance:Président}\u00a0: {president_seance.nom_court}\n"
        "[{secretaires:Secrétaire} de séance\u00a0: {secretaires.nom_court}]\n"
        "[Convocation envoyée le {convocation}]\n[Convocation affichée le {affichage_convocation}]"
    ),
    "sieges_vacants": "[Sièges vacants\u00a0: {sieges_vacants}.]",
    "presents": "Membres présents\u00a0:",
    "absents": "Membres absents\u00a0:",
    "arrivee": (
        "Arrivée de {membre.nom_complet}[ à {heure}][, avant l'examen du présent point{?point}]"
        "[, avec pouvoir à {pouvoir_a}]."
    ),
    "depart": (
        "Départ de {membre.nom_complet}[ à {heure}][, avant l'examen du présent point{?point}]"
        "[, avec pouvoir à {pouvoir_a}]."
    ),
    "secretaires": "[{secretaires.nom_complet} {secretaires:a été désigné secrétaire} de séance.]",
    "quorum": (
        "Le quorum, fixé à {quorum} membres présents[ ou représentés{?representes_comptes}], est "
        "atteint\u00a0; {assemblee} peut valablement délibérer."
    ),
    "visioconference": (
        "[La séance se tient par visioconférence{?visioconference}"
        "[, en plusieurs lieux\u00a0: {visioconference.lieux}].]\n"
        "[{a_distance:Siège} à distance\u00a0: {a_distance}.]"
    ),
    "huis_clos": (
        "{Assemblee} décide, sans débat[, {huis_clos}], de se réunir à huis clos"
        "[, à la demande de {huis_clos.demande}][, à la demande de {huis_clos.demandeurs:membre}]."
    ),
    "numero": "Délibération n°\u00a0{numero}",
    "objet": "[OBJET\u00a0: {rubrique}\n{objet}][OBJET\u00a0: {objet}{!rubrique}]",
    "rapporteurs": "[{rapporteurs:Rapporteur}\u00a0: {rapporteurs}.]",
    "visa": "Vu {visa}\u00a0;",
    "considerant": "Considérant {considerant}\u00a0;",
    "deport": (
        "{membre.nom_complet}[, {motif},] ne prend pas part au vote[ et quitte la salle{?quitte_la_salle}]."
    ),
    "non_votants": "Ne prennent pas part au vote\u00a0: {nombre_non_votants}.",
    "presidence": "[{presidence} préside la séance pour ce point.]",
    "vote_separe": "{objet}\u00a0: {sort} {resultat}.",
    "demande": "[Scrutin{?demande}[ public{?public}][ secret{?secret}] demandé par {demande}.]",
    "scrutin_secret": "Il est procédé au vote au scrutin secret.",
    "decision": (
        "{Assemblee}, après en avoir délibéré[, {resultat}][, décide\u00a0:{?decide}]"
        "[,{?dispositif}{!decide}][, adopte la proposition.{!dispositif}]"
    ),
    "article": "Article\u00a0{numero}\u00a0:",
    "rejet": (
        "{Assemblee}, après en avoir délibéré[, {resultat}], rejette"
        "[ la proposition suivante\u00a0:{?decide}][ le texte suivant\u00a0:{?dispositif}{!decide}]"
        "[ la proposition.{!dispositif}]"
    ),
    "prend_acte": "{Assemblee}[ prend acte.{!dispositif}][ décide\u00a0:{?decide}]",
    "ajourne": "Le point est ajourné\u00a0; il sera inscrit à l'ordre du jour d'une prochaine séance.",
    "retire": "Le point est retiré de l'ordre du jour.",
    "vote": "[Adopté {resultat}.]",
    "vote_par_groupe": (
        "[Pour\u00a0: {groupes_pour}]\n[Contre\u00a0: {groupes_contre}]\n"
        "[Abstention\u00a0: {groupes_abstentions}]\n"
        "[Ne prennent pas part au vote\u00a0: {groupes_non_votants}]"
    ),
    "annexes": "[{annexes:Annexe}\u00a0: {annexes}.]",
    "annexe": "Annexe[ {numero}] – {titre}",
    "fait": "Fait et délibéré[ à {collectivite.ville}], les jour, mois et an susdits.",
    "conforme": "Pour extrait conforme,",
    "signature_president": (
        "[{president.fonction},][{president:Le} {president:président} de séance,{!president.fonction}]"
    ),
    "signature_secretaire": "{membre:Le} secrétaire de séance,",
    "executoire": (
        "Acte rendu exécutoire par "
        "[sa transmission au représentant de l'État le {transmission|[à compléter]} et {?transmissible}]"
        "[sa publication le {publication}][son affichage le {affichage}{!publication}]"
        "[sa notification le {notification}{!publication}{!affichage}]"
        "[sa publication le {publication|[à compléter]}{!publication}{!affichage}{!notification}]."
    ),
    "recours": _RECOURS,
    "pied": "{Collectivite} – Délibération n°\u00a0{numero}",
    "membre": "{nom_complet}[ ({commune})][ ({membre:suppléant} de {suppleant_de})]",
    "excuse": "{membre} ({membre:excusé})",
    "votant": "{nom_abrege}",
    "rapporteur": "{nom_complet}[, {qualite}]",
    "pouvoir": "{mandant} pouvoir à {mandataire}",
    "groupe": "{groupe} ({nombre})[\u00a0: {noms}]",
    "membres_par": "{intitule}\u00a0: {membres}",
    "separateur": ", ",
    "separateur_membres_par": "\n",
    "vote_titre": "SCRUTIN",
    "vote_pour": "POUR",
    "vote_contre": "CONTRE",
    "vote_abstention": "ABSTENTION",
    "vote_non_votants": "NE SE PRONONCE PAS",
    "vote_pouvoirs": "DONT {nombre_pouvoirs} PROCURATION(S)",
    "ont_vote_contre": "[{noms_contre:A} voté contre\u00a0: {noms_contre}.]",
    "se_sont_abstenus": "[{noms_abstentions:S'est abstenu}\u00a0: {noms_abstentions}.]",
}
"""The usual wording; « comptes » depends on the opening, see ``COMPTES``."""

COMPTES = {
    True: (
        "Membres en exercice\u00a0: {en_exercice} – Présents\u00a0: {nombre_presents}"
        "[ (titulaires\u00a0: {nombre_titulaires}, suppléants\u00a0: {nombre_suppleants})]"
        " – Pouvoirs\u00a0: {nombre_pouvoirs}[{!sans_vote} – Votants\u00a0: {votants|0}]"
    ),
    False: (
        "Nombre de membres {assemblee.du_nom}\u00a0: {sieges}\n"
        "[{!sans_vote}Nombre de présents participant au vote\u00a0: {nombre_presents_votants|0}]\n"
        "Nombre de membres en exercice\u00a0: {en_exercice}\n"
        "Nombre de procurations\u00a0: {nombre_pouvoirs}"
    ),
}
"""Usual counts: with an opening formula, and in two columns without it."""


def chosen(formules: Record) -> dict[str, str]:
    """Return the formulas that are not the usual ones, by name."""
    named = formules.model_fields_set
    return {name: text for name in named if (text := getattr(formules, name)) is not None}


__all__ = ["COMPTES", "USUELLES", "Formules", "chosen"]
