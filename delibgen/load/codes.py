"""Codes of the faults of data files (DG2xx), with their titles."""

from typing import Final

CODES: Final[dict[str, str]] = {
    "DG201": "Valeur illisible ou d'un autre type que celui qui est attendu",
    "DG202": "Champ inconnu",
    "DG203": "Champ obligatoire absent",
    "DG204": "Type d'acte absent ou inconnu",
    "DG205": "Champ écrit deux fois",
    "DG206": "Syntaxe YAML incorrecte",
    "DG207": "Syntaxe JSON incorrecte",
    "DG208": "Fichier qui n'est pas du texte UTF-8",
    "DG209": "Caractère interdit dans un fichier",
    "DG210": "Fichier trop grand ou trop profond",
    "DG211": "Écriture YAML refusée (étiquette, fusion, plusieurs documents)",
    "DG212": "Fichier introuvable ou illisible",
    "DG213": "Chemin hors du dossier de la séance",
    "DG214": "Actes annexés en boucle",
    "DG215": "Numéro d'acte utilisé deux fois",
    "DG216": "Dossier de séance incomplet",
    "DG217": "Champ fourni par le dossier, à ne pas écrire dans l'acte",
    "DG218": "Fichier qui n'est utilisé par aucun acte",
    "DG219": "Texte écrit à la fois dans l'acte et dans le fichier Markdown voisin",
    "DG220": "Texte coupé par un commentaire",
    "DG221": "Tableau vide ou illisible",
    "DG222": "Tableau lu dans un autre codage que l'UTF-8",
    "DG223": "Lecture des classeurs non installée",
    "DG224": "Tableau où aucun membre ne se trouve",
    "DG225": "Colonne ignorée",
    "DG226": "Paquet d'actes installé, mais inutilisable",
    "DG227": "Premier numéro de la séance inconnu",
    "DG228": "Feuille de classeur inconnue",
    "DG229": "Valeur qu'un tableur ne peut pas garder",
    "DG230": "Texte coupé par une virgule dans une liste entre crochets",
    "DG232": "Numéro dont l'acte a changé d'objet ou de nom",
    "DG231": "Tableau des membres de plusieurs collectivités",
}
"""Code → title; a code never changes its meaning."""
