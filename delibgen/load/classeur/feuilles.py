"""The sheets of a sitting: what each holds, and where it stands in the data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from delibgen.load.nodes import Steps
from delibgen.load.rolls import COLONNES, fold

CHAMP, VALEUR, POINT, ETAT = "champ", "valeur", "point", "etat"
"""Headers that are no field: a field's name, its value, item of a row, state at the roll call."""


class Forme(Enum):
    """How a sheet is laid out."""

    FICHE = "un champ par ligne"
    TABLE = "un objet par ligne"


@dataclass(frozen=True, slots=True)
class Feuille:
    """One sheet."""

    nom: str
    """Its name, in French."""
    racine: Steps
    """Where its fields stand in the sitting, or in each item."""
    aide: str
    """What it is for, in one sentence."""
    forme: Forme = Forme.TABLE
    par_point: bool = False
    """Whether each row belongs to an item of the agenda."""
    liste: bool = False
    """Whether each row is one item of a list."""
    colonnes: tuple[str, ...] = ()
    """Usual columns, in order; any other field may have its own."""
    alias: Mapping[str, str] = field(default_factory=dict)
    """Other headers → field."""


ETATS: Mapping[str, str] = {"présent": "presents", "excusé": "excuses", "absent": "absents"}
"""State at the roll call → field of the sitting."""

_PERSONNE = ("civilite", "prenom", "nom", "qualite", "titre", "commune")
PRESENCE = Feuille(
    "présence",
    (),
    "État à l'ouverture : présent, excusé ou absent ; qui a donné pouvoir va dans « pouvoirs ».",
    liste=True,
    colonnes=("membre", ETAT),
)
POINTS = Feuille(
    "points",
    (),
    "Un point de l'ordre du jour par ligne, dans l'ordre ; les autres feuilles reprennent son repère.",
    par_point=True,
    colonnes=(
        POINT,
        "type",
        "numero",
        "objet",
        "rubrique",
        "rapporteur",
        "matiere",
        "heure",
        "visas",
        "considerants",
        "expose",
        "formule",
        "sort_declare",
        "presidence",
        "debats",
    ),
)
AUTRES = Feuille(
    "autres champs",
    (),
    "Tout autre champ d'un point, par son chemin : « plan_financement.depenses[1].montant ».",
    forme=Forme.FICHE,
    par_point=True,
)
FEUILLES = (
    Feuille("séance", (), "Date, lieu, présidence : un champ par ligne.", forme=Forme.FICHE),
    Feuille(
        "assemblée",
        ("assemblee",),
        "La collectivité et l'assemblée, les mêmes à chaque séance : un champ par ligne.",
        forme=Forme.FICHE,
    ),
    Feuille(
        "membres",
        ("assemblee", "membres"),
        "Les membres, dans l'ordre du tableau.",
        liste=True,
        colonnes=_PERSONNE,
        alias=COLONNES,
    ),
    Feuille(
        "suppléants",
        ("assemblee", "suppleants"),
        "Les suppléants appelés à siéger, s'il y en a.",
        liste=True,
        colonnes=(*_PERSONNE, "suppleant_de"),
        alias=COLONNES,
    ),
    PRESENCE,
    Feuille(
        "pouvoirs",
        ("pouvoirs",),
        "Un pouvoir écrit par ligne : qui le donne (mandant), qui le reçoit (mandataire).",
        liste=True,
        colonnes=("mandant", "mandataire", "du_point", "au_point", "seances", "maladie"),
    ),
    Feuille(
        "mouvements",
        ("mouvements",),
        "Arrivées et départs en cours de séance, dans l'ordre.",
        liste=True,
        colonnes=("membre", "sens", "point", "heure", "pouvoir_a"),
    ),
    POINTS,
    Feuille(
        "dispositif",
        ("dispositif", "decisions"),
        "Ce qui est décidé, une décision par ligne : « d'approuver » et le texte ; sans verbe : article.",
        par_point=True,
        liste=True,
        colonnes=(POINT, "verbe", "texte"),
    ),
    Feuille(
        "votes",
        ("scrutin",),
        "Le vote de chaque point : des nombres, ou les noms (un par ligne dans la case).",
        par_point=True,
        colonnes=(
            POINT,
            "mode",
            "pour",
            "contre",
            "abstentions",
            "noms_pour",
            "noms_contre",
            "noms_abstentions",
            "non_votants",
            "blancs",
            "nuls",
            "voix_du_president",
        ),
    ),
    Feuille(
        "votes séparés",
        ("votes_separes",),
        "Votes avant le vote d'ensemble : amendement, chapitre, article.",
        par_point=True,
        liste=True,
        colonnes=(POINT, "objet", "scrutin.pour", "scrutin.contre", "scrutin.abstentions"),
    ),
    Feuille(
        "déports",
        ("deports",),
        "Membres qui ne prennent pas part à un point.",
        par_point=True,
        liste=True,
        colonnes=(POINT, "membre", "motif", "quitte_la_salle"),
    ),
    Feuille(
        "annexes",
        ("annexes",),
        "Annexes de chaque point : un fichier joint, ou un acte (.yaml).",
        par_point=True,
        liste=True,
        colonnes=(POINT, "titre", "numero", "fichier", "acte"),
    ),
    AUTRES,
)
"""Every sheet, in the order of a workbook."""

MODE_D_EMPLOI = "mode d'emploi"
"""Sheet that only people read."""

PAR_NOM: Mapping[str, Feuille] = {fold(feuille.nom): feuille for feuille in FEUILLES}
"""Sheets by name, case and accents aside."""
