"""The wording of decisions and arrêtés, line by line, as the public body chooses it, or the usual one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

from pydantic import AfterValidator

from delibgen.model.base import Record, Texte
from delibgen.model.champs import F, G, J, N, T
from delibgen.model.champs_collectivite import body
from delibgen.model.champs_gens import person
from delibgen.model.champs_libres import AvecLibres
from delibgen.model.formule import Champ, checker
from delibgen.model.formules import SILENT, DeAnnexe, DeConsiderant, DeMarque, DeSigne, DeVisa

if TYPE_CHECKING:
    from delibgen.model.phrases_actes import PhrasesActe

_CHAMPS: Mapping[str, Champ[PhrasesActe]] = {
    "numero": Champ(T, lambda p: p.acte.numero, "numéro"),
    "objet": Champ(T, lambda p: p.acte.objet, "objet"),
    "nature": Champ(T, lambda p: p.acte.nature, "« Arrêté », « Décision »"),
    "present_acte": Champ(T, lambda p: p.acte.present_acte, "« le présent arrêté »…"),
    "verbe": Champ(T, lambda p: p.acte.verbe, "« ARRÊTE », « DÉCIDE »"),
    "date": Champ(J, lambda p: p.acte.date, "date de l'acte"),
    "autorite": Champ(T, lambda p: p.acte.autorite, "« La Maire », « Le Président »"),
    **person("auteur", lambda p: p.acte.auteur, "qui signe"),
    "delegation": Champ(T, lambda p: p.delegation, "délibération qui donne délégation, pour une décision"),
    "matiere": Champ(T, lambda p: p.acte.matiere, "matière (nomenclature)"),
    "annexes": Champ(
        G,
        lambda p: "\u00a0; ".join(a.titre for a in p.acte.annexes),
        "annexes",
        lambda p: ["f"] * len(p.acte.annexes),
    ),
    **body(lambda p: p.acte.collectivite),
    "tribunal": Champ(T, lambda p: p.acte.collectivite.tribunal, "« tribunal administratif de Dijon »"),
    "delai_recours": Champ(T, lambda p: p.acte.collectivite.delai_recours, "« deux mois »"),
    "transmissible": Champ(F, lambda p: p.acte.publicite.transmissible, "l'acte est transmis au préfet"),
    "transmission": Champ(J, lambda p: p.acte.publicite.transmission, "transmission au préfet"),
    "reception": Champ(J, lambda p: p.acte.publicite.reception, "réception par le préfet"),
    "notification": Champ(J, lambda p: p.acte.publicite.notification, "notification à l'intéressé"),
    "publication": Champ(J, lambda p: p.acte.publicite.publicite_le, "publication ou affichage"),
    "signature": Champ(J, lambda p: p.acte.publicite.signature, "date de la signature"),
    "nombre_articles": Champ(N, lambda p: len(p.acte.dispositif.decisions), "nombre d'articles"),
}
ACTE_UNILATERAL: Mapping[str, Champ[PhrasesActe]] = AvecLibres(_CHAMPS, lambda p: p.acte.champs)
"""Fields of the formulas of a decision or an arrêté."""

DeLActe = Annotated[Texte, SILENT, AfterValidator(checker(ACTE_UNILATERAL))]
"""A formula of a decision or an arrêté; « non » for a line that is not printed."""


class FormulesActe(Record):
    """The wording of decisions, or of arrêtés; « non » leaves a line out."""

    titre: DeLActe | None = None
    """Titre et numéro."""
    date: DeLActe | None = None
    """Sous le titre : la date."""
    objet: DeLActe | None = None
    """Objet."""
    autorite: DeLActe | None = None
    """Autorité, au-dessus des visas : « Le Maire de la commune de Vy, »."""
    delegation: DeLActe | None = None
    """Premier visa d'une décision : la délibération qui donne délégation."""
    visa: DeVisa | None = None
    """Ce qui entoure un visa ; à défaut, les mots des extraits de l'assemblée."""
    considerant: DeConsiderant | None = None
    """Ce qui entoure un considérant ; de même."""
    decide: DeLActe | None = None
    """Ce qui ouvre le dispositif : « ARRÊTE : »."""
    article: DeMarque | None = None
    """Ce qui ouvre chaque article ; à défaut, comme dans les extraits de l'assemblée."""
    annexes: DeLActe | None = None
    """Liste des annexes."""
    annexe: DeAnnexe | None = None
    """Titre d'une annexe imprimée à la suite ; à défaut, comme dans les extraits de l'assemblée."""
    fait: DeLActe | None = None
    """Lieu et date."""
    signature: DeLActe | None = None
    """Au-dessus du nom de qui signe : « Pour le Maire et par délégation, »."""
    signe: DeSigne | None = None
    """Ce qui entoure la signature et le nom, en une ligne, dans le recueil."""
    apres_signature: DeLActe | None = None
    """Sous la signature : ampliations, notification à l'agent ; rien n'est imprimé sans cette formule."""
    executoire: DeLActe | None = None
    """Caractère exécutoire."""
    recours: DeLActe | None = None
    """Voies et délais de recours."""


USUELLES_ACTES: Mapping[str, str] = {
    "titre": "{NATURE} N°\u00a0{numero}",
    "date": "du {date}",
    "objet": "OBJET\u00a0: {objet}",
    "autorite": "{autorite} {collectivite.de_nom},",
    "delegation": "{delegation} lui donnant délégation",
    "decide": "{verbe}\u00a0:",
    "annexes": "[{annexes:Annexe}\u00a0: {annexes}.]",
    "fait": "Fait à {collectivite.ville|[à compléter]}, le {date}.",
    "signature": "{autorite},",
    "signe": "Signé\u00a0: {signature}",
    "executoire": (
        "Acte rendu exécutoire par "
        "[sa transmission au représentant de l'État le {transmission|[à compléter]} et {?transmissible}]"
        "[sa notification le {notification}][sa publication le {publication|[à compléter]}{!notification}]."
    ),
    "recours": (
        "Voies et délais de recours\u00a0: {present_acte} peut faire l'objet d'un recours pour excès de "
        "pouvoir devant le {tribunal|tribunal administratif compétent} dans un délai de {delai_recours} "
        "à compter de sa publication ou de sa notification "
        "(article\u00a0R.\u00a0421-1 du code de justice administrative), "
        "notamment par l'application Télérecours citoyens (www.telerecours.fr)."
    ),
}
"""The usual wording of decisions and arrêtés."""

__all__ = ["ACTE_UNILATERAL", "USUELLES_ACTES", "FormulesActe"]
