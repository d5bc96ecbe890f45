"""Codes of the faults of a packet (DG5xx), with their titles; DG501 is the engine's: a file not written."""

from typing import Final

CODES: Final[dict[str, str]] = {
    "DG502": "Deux papiers au même nom de fichier",
    "DG503": "Acte impossible à calculer",
    "DG504": "Fichier ouvert dans un autre programme",
    "DG505": "Fichier changé par quelqu'un d'autre que delibgen",
    "DG506": "Papier qui n'est plus dans la séance",
    "DG507": "Papiers d'avant la séance, faute de vote",
    "DG508": "Processus de travail arrêté",
    "DG509": "Dossier de sortie déjà pris",
    "DG516": "Manifeste illisible",
    "DG517": "Dossier de sortie d'une autre séance",
    "DG513": "Dossier sans document à comparer",
    "DG520": "Numéro qui ne suit pas le motif déclaré",
    "DG521": "Trou dans les numéros",
    "DG522": "Numéro déjà donné",
    "DG523": "Feuillet du registre déjà pris",
    "DG524": "Trou dans les feuillets du registre",
    "DG525": "Feuillets du registre en blanc",
    "DG526": "Recueil ou tables sans acte",
}
"""Code → title; a code never changes its meaning."""
