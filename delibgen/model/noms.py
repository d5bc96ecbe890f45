"""What the classes of the model are called in French: their names bear no accents and no small words."""

import re
from collections.abc import Mapping

_WHOLE: Mapping[str, str] = {
    "ActeAssemblee": "acte d'assemblée",
    "ActeSeance": "acte de séance",
    "CertificatPublicite": "certificat de publicité",
    "CompteRenduDecisions": "compte rendu des décisions",
    "EntreeSommaire": "entrée du sommaire",
    "FeuilleChangements": "feuille des changements",
    "FeuillePresence": "feuille de présence",
    "FormulairePouvoir": "formulaire de pouvoir",
    "GroupeMatiere": "groupe de matière",
    "Illustration": "image",
    "LettreConvocation": "lettre de convocation",
    "LigneDispositif": "ligne du dispositif",
    "LigneEcheancier": "ligne d'échéancier",
    "LigneFinancement": "ligne de financement",
    "LigneMembre": "ligne d'un membre",
    "LigneTable": "ligne de la table",
    "ListeDeliberations": "liste des délibérations",
    "NoteSynthese": "note de synthèse",
    "PapierAvant": "papier d'avant la séance",
    "PapierSeance": "papier de la séance",
    "PlanFinancement": "plan de financement",
    "ProcesVerbal": "procès-verbal",
    "TableDeliberations": "table des délibérations",
    "VoteGroupe": "vote d'un groupe",
}
"""Classes whose name in French has words that the class has not."""
_ACCENTS: Mapping[str, str] = {
    "arrete": "arrêté",
    "assemblee": "assemblée",
    "collectivite": "collectivité",
    "decision": "décision",
    "decisions": "décisions",
    "deleguee": "déléguée",
    "deliberation": "délibération",
    "deliberations": "délibérations",
    "depouillement": "dépouillement",
    "deport": "déport",
    "echeancier": "échéancier",
    "elue": "élue",
    "entree": "entrée",
    "matiere": "matière",
    "numerotation": "numérotation",
    "presence": "présence",
    "presentation": "présentation",
    "proces": "procès",
    "publicite": "publicité",
    "reference": "référence",
    "reglage": "réglage",
    "reglement": "règlement",
    "resultat": "résultat",
    "seance": "séance",
    "separe": "séparé",
    "synthese": "synthèse",
    "unilateral": "unilatéral",
    "visioconference": "visioconférence",
}
"""Words of the names of classes, which bear no accents."""


def noun(kind: type) -> str:
    """Return what an object is called in French.

    >>> from delibgen import Deliberation
    >>> from delibgen.model.montant import PlanFinancement
    >>> noun(Deliberation), noun(PlanFinancement)
    ('délibération', 'plan de financement')
    """
    words = re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[^A-Z_]+", kind.__name__)
    return _WHOLE.get(kind.__name__) or " ".join(_ACCENTS.get(word.lower(), word.lower()) for word in words)
