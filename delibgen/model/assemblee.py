"""Who deliberates: the public body, its assembly, and how its papers are worded and laid out."""

from collections import Counter
from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, Strict

from delibgen import french
from delibgen.model.base import Choix, Entier, Ligne, Mot, Nombre, Octets, OuiNon, Record, Suite, Texte
from delibgen.model.blocs import MOTIFS, Bloc, Ordre, arrange
from delibgen.model.formules import Formules, chosen
from delibgen.model.formules_actes import FormulesActe
from delibgen.model.formules_convention import FormulesConvention
from delibgen.model.genres import Genre, genre_du_sujet, nom_defini, without_body
from delibgen.model.kept import cached_property
from delibgen.model.liaisons import Liaison, liaison_of
from delibgen.model.membre import Annuaire, Membre, MembreLu
from delibgen.model.numerotation import Numerotation
from delibgen.model.reglage import Reglages, Reglement
from delibgen.model.vocabulaire import Vocabulaire


class NatureCollectivite(Choix):
    """Kinds of public bodies that deliberate (CGCT; CASF for the CCAS and CIAS)."""

    COMMUNE = "commune"
    COMMUNAUTE_DE_COMMUNES = "communaute_de_communes"
    COMMUNAUTE_D_AGGLOMERATION = "communaute_d_agglomeration"
    COMMUNAUTE_URBAINE = "communaute_urbaine"
    METROPOLE = "metropole"
    EPT = "ept"
    DEPARTEMENT = "departement"
    REGION = "region"
    SYNDICAT = "syndicat"
    SYNDICAT_MIXTE = "syndicat_mixte"
    CCAS = "ccas"
    CIAS = "cias"
    AUTRE = "autre"


class Organe(Choix):
    """Kinds of assemblies."""

    CONSEIL_MUNICIPAL = "conseil_municipal"
    CONSEIL_ARRONDISSEMENT = "conseil_arrondissement"
    CONSEIL_COMMUNAUTAIRE = "conseil_communautaire"
    CONSEIL_METROPOLITAIN = "conseil_metropolitain"
    CONSEIL_TERRITORIAL = "conseil_territorial"
    CONSEIL_DEPARTEMENTAL = "conseil_departemental"
    CONSEIL_REGIONAL = "conseil_regional"
    COMMISSION_PERMANENTE = "commission_permanente"
    BUREAU = "bureau"
    COMITE_SYNDICAL = "comite_syndical"
    CONSEIL_ADMINISTRATION = "conseil_administration"


def _check_siren(value: str) -> str:
    from stdnum.fr import siren

    if not siren.is_valid(value):
        raise ValueError(f"SIREN « {value} » invalide : 9 chiffres, dont une clé de contrôle")
    return siren.compact(value)


def _check_siret(value: str) -> str:
    from stdnum.fr import siret

    if not siret.is_valid(value):
        raise ValueError(f"SIRET « {value} » invalide : 14 chiffres, dont une clé de contrôle")
    return siret.compact(value)


def format_siret(value: str) -> str:
    """Return a SIRET as it is read aloud.

    >>> format_siret("73282932000074").replace("\u00a0", " ")
    '732 829 320 00074'
    """
    return "\u00a0".join((value[:3], value[3:6], value[6:9], value[9:]))


def _check_departement(value: str) -> str:
    french.departement(value)
    return value


Siren = Annotated[str, AfterValidator(_check_siren)]
Siret = Annotated[str, AfterValidator(_check_siret)]


class Illustration(Record):
    """An image that a template may print: a logo, a signature."""

    contenu: Octets = Field(repr=False)
    """Octets d'un fichier PNG ou JPEG."""
    description: Ligne
    """Texte de remplacement, lu par les lecteurs d'écran."""
    largeur_mm: Annotated[Entier, Field(ge=5, le=180)] = 40
    """Largeur imprimée, en millimètres."""


class Collectivite(Record):
    """A commune, an EPCI, a département, a CCAS…"""

    nom: Ligne
    """Nom usuel : « Dijon métropole », « Le Havre »."""
    nature: Annotated[NatureCollectivite, Strict(strict=False)]
    """Nature de la collectivité ou de l'établissement."""
    liaison: Liaison | None = None
    """Ce qui relie « de » au nom quand la règle par défaut ne convient pas (type de liaison INSEE)."""
    siren: Siren | None = None
    """SIREN, 9 chiffres."""
    departement: Annotated[Ligne, AfterValidator(_check_departement)] | None = None
    """Code du département : « 21 », « 2A », « 974 »."""
    population_3500: OuiNon | None = None
    """Commune de 3 500 habitants et plus : change le délai de convocation (CGCT L2121-11, L2121-12)."""
    ville: Ligne | None = None
    """Commune du siège, pour « Fait à … »."""
    adresse: Texte | None = None
    """Adresse du siège."""
    entete: Suite[Ligne] = ()
    """Lignes d'en-tête : « RÉPUBLIQUE FRANÇAISE », « Département de la Côte-d'Or »…"""
    logo: Illustration | None = None
    """Logo."""

    @cached_property
    def de_nom(self) -> str:
        """« de Dijon métropole », « du Havre », « de l'Yonne », « du CCAS d'Ormeval »."""
        if self.liaison is None and self._named_as_departement:
            return french.de_departement(self.departement or "")
        return french.de(self.nom, self._link)

    @cached_property
    def a_nom(self) -> str:
        """« à Dijon métropole », « au Havre », « à la Région Sud »."""
        return french.a(self.nom, self._link)

    @cached_property
    def a_ville(self) -> str | None:
        """« à Ormeval », « au Havre », for « Fait à … »; ``None`` if the commune is not known."""
        return french.a(self.ville) if self.ville else None

    @property
    def _link(self) -> Liaison | None:
        commune = self.nature is NatureCollectivite.COMMUNE
        return self.liaison or liaison_of(self.nom, commune=commune)

    @property
    def _named_as_departement(self) -> bool:
        kind, code = self.nature, self.departement
        return (
            kind is NatureCollectivite.DEPARTEMENT
            and bool(code)
            and self.nom == french.departement(code or "")
        )

    @cached_property
    def tribunal(self) -> str | None:
        """« tribunal administratif de Dijon », from the département (CJA R221-3); ``None`` if unknown."""
        return french.tribunal(self.departement) if self.departement else None

    @property
    def delai_recours(self) -> str:
        """« deux mois » (CJA R421-1), « trois mois » in the Pacific (CJA R421-6)."""
        return "trois mois" if self.departement in _PACIFIC else "deux mois"


_PACIFIC = frozenset({"986", "987", "988"})
"""Wallis-et-Futuna, Polynésie française, Nouvelle-Calédonie."""

GENRES_ORGANES: dict[Organe, Genre] = {Organe.COMMISSION_PERMANENTE: "f"}
NOMS_ORGANES = {
    Organe.CONSEIL_MUNICIPAL: "conseil municipal",
    Organe.CONSEIL_ARRONDISSEMENT: "conseil d'arrondissement",
    Organe.CONSEIL_COMMUNAUTAIRE: "conseil communautaire",
    Organe.CONSEIL_METROPOLITAIN: "conseil métropolitain",
    Organe.CONSEIL_TERRITORIAL: "conseil territorial",
    Organe.CONSEIL_DEPARTEMENTAL: "conseil départemental",
    Organe.CONSEIL_REGIONAL: "conseil régional",
    Organe.COMMISSION_PERMANENTE: "commission permanente",
    Organe.BUREAU: "Bureau",
    Organe.COMITE_SYNDICAL: "comité syndical",
    Organe.CONSEIL_ADMINISTRATION: "conseil d'administration",
}
"""Usual names of the assemblies."""


class Presentation(Record):
    """How one assembly wants its extracts: blocks printed or not, and their form."""

    numero: OuiNon = True
    """Imprimer le numéro au-dessus de l'objet ; il est toujours en pied de page."""
    ouverture: OuiNon = True
    """Imprimer la formule d'ouverture : « L'an deux mille vingt-quatre, le … »."""
    comptes: OuiNon = True
    """Imprimer les nombres de membres, de présents et de procurations en tête."""
    quorum: OuiNon = True
    """Imprimer la constatation du quorum."""
    vote: Annotated[Literal["phrase", "tableau"], Mot] = "phrase"
    """Résultat du vote en une phrase, ou en tableau."""
    tableau_des_membres: OuiNon = False
    """Imprimer un tableau de tous les membres, présence et vote de chacun, à la place des listes."""
    ordre: Ordre = ()
    """Ordre des blocs : chaque liste nomme un bloc, qui reste à sa place, et ceux qui le suivent aussitôt."""
    secretaire_a_gauche: OuiNon = False
    """Signature du secrétaire à gauche, du président à droite."""
    signatures_en_colonne: OuiNon = False
    """Signataires d'un acte (« signataires ») l'un sous l'autre, et non deux par deux."""
    signatures: OuiNon = True
    """Imprimer « Fait et délibéré… » et les signatures (CGCT L2121-23)."""
    executoire: OuiNon = True
    """Imprimer la mention du caractère exécutoire (CGCT L2131-1)."""
    recours: OuiNon = True
    """Imprimer les voies et délais de recours (CJA R421-1)."""

    @cached_property
    def blocs(self) -> tuple[Bloc, ...]:
        """Blocks of the extract, in the order chosen."""
        return arrange(self.ordre)

    @cached_property
    def motifs(self) -> tuple[Bloc, ...]:
        """Rapporteurs, statement, visas, recitals and funding plan alone, in the same order."""
        return tuple(bloc for bloc in self.blocs if any(bloc[name] for name in MOTIFS))

    @property
    def vote_en_tableau(self) -> bool:
        """Whether the result of the vote is a table."""
        return self.vote == "tableau"


class Assemblee(Record):
    """The assembly that deliberates."""

    collectivite: Collectivite
    """Collectivité ou établissement."""
    organe: Annotated[Organe, Strict(strict=False)]
    """Nature de l'assemblée ; elle commande les règles."""
    nom: Ligne | None = None
    """Nom de l'assemblée s'il diffère de l'usage : « Bureau métropolitain », « conseil de communauté »."""
    sujet: Ligne | None = None
    """Sujet des phrases : « Le Bureau », « Le Conseil municipal »."""
    sieges: Nombre | None = None
    """Effectif légal."""
    en_exercice: Nombre | None = None
    """Membres en exercice ; à défaut, le nombre de membres listés."""
    membres: Suite[MembreLu] = ()
    """Membres, dans l'ordre du tableau."""
    formule: Texte | None = None
    """Formule de décision : « Le Bureau, après en avoir délibéré, décide : »."""
    presentation: Presentation = Presentation()
    """Présentation des extraits."""
    vocabulaire: Vocabulaire = Vocabulaire()
    """Mots choisis pour le résultat des votes."""
    formules: Formules = Formules()
    """Formules choisies pour les lignes des extraits."""
    formules_decisions: FormulesActe = FormulesActe()
    """Formules choisies pour les lignes des décisions prises par délégation."""
    formules_arretes: FormulesActe = FormulesActe()
    """Formules choisies pour les lignes des arrêtés."""
    formules_conventions: FormulesConvention = FormulesConvention()
    """Formules choisies pour les lignes des conventions et des avenants."""
    suppleants: Suite[MembreLu] = ()
    """Suppléants appelés à siéger, avec « suppleant_de » ; hors des membres en exercice (CGCT L5211-6)."""
    sieges_vacants: Suite[Ligne] = ()
    """Sièges vacants, un par ligne : « M. René DUC (démissionnaire) »."""
    regles: Reglages = ()
    """Sévérité choisie pour une règle, par code : « DG312: alerte »."""
    reglement: Reglement | None = None
    """Règles propres à l'assemblée : règlement intérieur ou statuts."""
    numerotation: Numerotation | None = None
    """Numérotation des actes, si elle suit un motif : l'absence de trou et de doublon est alors prouvée."""
    feuillets_suivis: OuiNon = False
    """Feuillets du registre comptés, et continués d'une séance à l'autre de l'année (CGCT R2121-9)."""

    @property
    def intitule(self) -> str:
        """Name of the assembly: « Bureau métropolitain », « conseil municipal »."""
        return self.nom or NOMS_ORGANES[self.organe]

    @property
    def du_nom(self) -> str:
        """« du Bureau métropolitain », « de la commission permanente », before the name of the body."""
        return without_body(french.de(self._intitule_defini), self.collectivite.de_nom)

    @property
    def au_nom(self) -> str:
        """« au conseil municipal », « à la commission permanente », before the name of the body."""
        return without_body(french.a(self._intitule_defini), self.collectivite.de_nom)

    @property
    def denomination(self) -> str:
        """Subject of sentences: « Le Bureau », « Le conseil municipal »."""
        named = self._intitule_defini
        return self.sujet or named[0].upper() + named[1:]

    @property
    def denomination_en_phrase(self) -> str:
        """Subject inside a sentence: « le Bureau », « le conseil municipal »."""
        return self.denomination[0].lower() + self.denomination[1:]

    @property
    def feminin(self) -> bool:
        """Whether words about the assembly are feminine."""
        return self.genre == "f"

    @property
    def genre(self) -> Genre:
        """Gender of what begins its sentences, for agreement: « L'Assemblée, convoquée… »."""
        return genre_du_sujet(self.sujet or self.intitule, GENRES_ORGANES.get(self.organe, "m"))

    @cached_property
    def _intitule_defini(self) -> str:
        return nom_defini(self.intitule, GENRES_ORGANES.get(self.organe, "m"))

    @property
    def effectif_en_exercice(self) -> int:
        """Members in office: the number given, or the number of members listed."""
        return len(self.membres) if self.en_exercice is None else self.en_exercice

    @property
    def effectif_legal(self) -> int:
        """Seats: the number given, or the members in office."""
        return self.effectif_en_exercice if self.sieges is None else self.sieges

    @cached_property
    def formules_choisies(self) -> dict[str, str]:
        """Formulas that are not the usual ones, by name."""
        return chosen(self.formules)

    @cached_property
    def homonymes(self) -> frozenset[str]:
        """Short names that two members bear: « Monsieur DUPONT »."""
        return _borne_twice(membre.nom_court for membre in (*self.membres, *self.suppleants))

    @cached_property
    def memes_noms(self) -> frozenset[str]:
        """Whole names that two members bear: only their communes tell them apart."""
        return _borne_twice(membre.nom_complet for membre in (*self.membres, *self.suppleants))

    @cached_property
    def annuaire(self) -> Annuaire:
        """The members, to be found by name."""
        return Annuaire((*self.membres, *self.suppleants))


def _borne_twice(names: Iterable[str]) -> frozenset[str]:
    return frozenset(name for name, times in Counter(names).items() if times > 1)


__all__ = [
    "Assemblee",
    "Collectivite",
    "Illustration",
    "Liaison",
    "Membre",
    "NatureCollectivite",
    "Organe",
    "Presentation",
    "Siren",
    "Siret",
]
