"""How French is written in administrative acts: dates, numbers, amounts, grammar, typography.

Pure functions on plain values, without locale, environment or clock; only the standard library. They serve
alone and as filters of Word templates (``FILTERS``, ``TESTS``). What cannot be written is refused
with :class:`FrenchError`.
"""

from delibgen.french._refuse import (
    FrenchError,
    Genre,
    Orthographe,
)
from delibgen.french.agreement import (
    accord,
    accord_groupe,
    article_defini,
    au_pluriel,
    feminin,
    titre_avec_article,
)
from delibgen.french.amounts import (
    euros,
    euros_complets,
    euros_en_lettres,
    francs_cfp,
    francs_cfp_en_lettres,
    montant,
    montant_en_lettres,
)
from delibgen.french.contraction import (
    LIAISONS,
    a,
    apres_de,
    de,
    de_verbe,
    elision,
    que,
    s_elide,
)
from delibgen.french.datetimes import (
    JOURS,
    MOIS,
    annee,
    annees,
    annees_longues,
    date_acte,
    date_complete,
    date_lettres,
    date_longue,
    date_numerique,
    dates,
    heure,
    heure_lettres,
    heure_longue,
    jour_semaine,
    mois,
    periode,
)
from delibgen.french.filters import (
    FILTERS,
    TESTS,
)
from delibgen.french.holidays import (
    jours_feries,
    jours_francs,
    paques,
)
from delibgen.french.lists import (
    colonnes,
    liste,
    liste_ou,
)
from delibgen.french.numbers import (
    cardinal,
    compte,
    est_pluriel,
    nombre,
    ordinal,
    ordinal_lettres,
    pluriel,
    pourcentage,
    romain,
)
from delibgen.french.parsing import (
    parse_date,
    parse_heure,
    parse_montant,
)
from delibgen.french.territoires import (
    de_departement,
    departement,
    tribunal,
    ville_tribunal,
)
from delibgen.french.typography import (
    capitale,
    insecable,
    majuscules,
    typographie,
)

__all__ = [
    "FILTERS",
    "JOURS",
    "LIAISONS",
    "MOIS",
    "TESTS",
    "FrenchError",
    "Genre",
    "Orthographe",
    "a",
    "accord",
    "accord_groupe",
    "annee",
    "annees",
    "annees_longues",
    "apres_de",
    "article_defini",
    "au_pluriel",
    "capitale",
    "cardinal",
    "colonnes",
    "compte",
    "date_acte",
    "date_complete",
    "date_lettres",
    "date_longue",
    "date_numerique",
    "dates",
    "de",
    "de_departement",
    "de_verbe",
    "departement",
    "elision",
    "est_pluriel",
    "euros",
    "euros_complets",
    "euros_en_lettres",
    "feminin",
    "francs_cfp",
    "francs_cfp_en_lettres",
    "heure",
    "heure_lettres",
    "heure_longue",
    "insecable",
    "jour_semaine",
    "jours_feries",
    "jours_francs",
    "liste",
    "liste_ou",
    "majuscules",
    "mois",
    "montant",
    "montant_en_lettres",
    "nombre",
    "ordinal",
    "ordinal_lettres",
    "paques",
    "parse_date",
    "parse_heure",
    "parse_montant",
    "periode",
    "pluriel",
    "pourcentage",
    "que",
    "romain",
    "s_elide",
    "titre_avec_article",
    "tribunal",
    "typographie",
    "ville_tribunal",
]
