"""The filters and tests that Word templates may use: the functions of this package, under their own names.

The piped value is the first argument; the others are written between parentheses:
``{{ montant | euros(centimes=true) }}``, ``{{ nom | de }}``, ``{{ n | compte("abstention") }}``.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from delibgen.french import (
    agreement,
    amounts,
    contraction,
    datetimes,
    holidays,
    lists,
    numbers,
    territoires,
    typography,
)

_FUNCTIONS: tuple[Callable[..., object], ...] = (
    datetimes.annee,
    datetimes.annees,
    datetimes.annees_longues,
    datetimes.date_acte,
    datetimes.date_complete,
    datetimes.date_lettres,
    datetimes.date_longue,
    datetimes.date_numerique,
    datetimes.dates,
    datetimes.heure,
    datetimes.heure_lettres,
    datetimes.heure_longue,
    datetimes.jour_semaine,
    datetimes.mois,
    datetimes.periode,
    holidays.jours_francs,
    numbers.cardinal,
    numbers.compte,
    numbers.nombre,
    numbers.ordinal,
    numbers.ordinal_lettres,
    numbers.pluriel,
    numbers.pourcentage,
    numbers.romain,
    amounts.euros,
    amounts.euros_complets,
    amounts.euros_en_lettres,
    amounts.francs_cfp,
    amounts.francs_cfp_en_lettres,
    amounts.montant,
    amounts.montant_en_lettres,
    contraction.a,
    contraction.de,
    contraction.de_verbe,
    contraction.elision,
    contraction.que,
    agreement.accord,
    agreement.accord_groupe,
    agreement.article_defini,
    agreement.au_pluriel,
    agreement.feminin,
    agreement.titre_avec_article,
    territoires.de_departement,
    territoires.departement,
    territoires.tribunal,
    territoires.ville_tribunal,
    lists.colonnes,
    lists.liste,
    lists.liste_ou,
    typography.capitale,
    typography.insecable,
    typography.majuscules,
    typography.typographie,
)

FILTERS: Mapping[str, Callable[..., object]] = MappingProxyType({
    function.__name__: function for function in _FUNCTIONS
})
"""Filters of Word templates, by name."""

TESTS: Mapping[str, Callable[..., bool]] = MappingProxyType({
    "est_pluriel": numbers.est_pluriel,
    "pluriel": numbers.est_pluriel,
    "s_elide": contraction.s_elide,
})
"""Tests of Word templates, by name: ``{% if n is pluriel %}``."""
