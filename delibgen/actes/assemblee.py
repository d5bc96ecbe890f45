"""Typed functions for the body and its assembly: text in, checked records out."""

from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Literal, TypedDict, Unpack

from delibgen.actes.builder import Builder, read_membre
from delibgen.model.assemblee import Assemblee, Collectivite, Illustration, Liaison, Presentation
from delibgen.model.formules import Formules
from delibgen.model.membre import Membre, parse_membre
from delibgen.model.reglage import Gravite, Reglage, Reglement
from delibgen.model.vocabulaire import Vocabulaire

NatureNom = Literal[
    "commune",
    "communaute_de_communes",
    "communaute_d_agglomeration",
    "communaute_urbaine",
    "metropole",
    "ept",
    "departement",
    "region",
    "syndicat",
    "syndicat_mixte",
    "ccas",
    "cias",
    "autre",
]
OrganeNom = Literal[
    "conseil_municipal",
    "conseil_arrondissement",
    "conseil_communautaire",
    "conseil_metropolitain",
    "conseil_territorial",
    "conseil_departemental",
    "conseil_regional",
    "commission_permanente",
    "bureau",
    "comite_syndical",
    "conseil_administration",
]


class CollectiviteOptions(TypedDict, total=False):
    """What ``collectivite`` takes beside the name and the kind; see the fields of ``Collectivite``."""

    liaison: Liaison
    siren: str
    departement: str
    population_3500: bool
    ville: str
    adresse: str
    entete: Iterable[str]
    logo: Illustration


class AssembleeOptions(TypedDict, total=False):
    """What ``assemblee`` takes beside the body and the kind; see the fields of ``Assemblee``."""

    nom: str
    sujet: str
    sieges: int
    en_exercice: int
    membres: Iterable[str | Membre]
    formule: str
    presentation: Presentation
    vocabulaire: Vocabulaire
    formules: Formules
    suppleants: tuple[Membre, ...]
    sieges_vacants: Iterable[str]
    regles: Mapping[str, Gravite] | Iterable[Reglage]
    reglement: Reglement


class MembreOptions(TypedDict, total=False):
    """What ``membre`` takes beside the name; see the fields of ``Membre``."""

    qualite: str
    titre: str
    commune: str
    suppleant_de: str
    groupe: str
    college: str


def membre(nom: str, **options: Unpack[MembreOptions]) -> Membre:
    """Return a member: « Monsieur Paul NOIR (Héricourt), vice-président », and what the name does not say.

    >>> from delibgen import membre
    >>> paul = membre("Monsieur Paul NOIR (Héricourt), vice-président")
    >>> paul.commune, paul.qualite
    ('Héricourt', 'vice-président')

    Args:
        nom: honorific, first name, NAME in capitals, then « (commune) » and « , capacity » if they are known.
        **options: ``titre`` (« Madame la Maire », as the person wishes), ``commune``, ``suppleant_de`` (the
            member whom a deputy replaces, CGCT L5211-6), ``qualite``.

    Raises:
        LoadError: every fault at once.
    """
    builder = Builder()
    builder._step("membre", lambda: {**parse_membre(nom), **options}, nom=nom)
    return builder._finish(Membre, f"Membre {nom}")


def illustration(fichier: str | Path, description: str, *, largeur_mm: int = 40) -> Illustration:
    """Return the image of a PNG or JPEG file, with the text read by screen readers.

    >>> from delibgen import illustration
    >>> from delibgen.render import PACKAGE
    >>> logo = PACKAGE / "exemples" / "2024-10-01-conseil-municipal" / "logo.png"
    >>> illustration(logo, "Armoiries d'Ormeval", largeur_mm=22).largeur_mm
    22

    Raises:
        OSError: the file cannot be read.
    """
    return Illustration(contenu=Path(fichier).read_bytes(), description=description, largeur_mm=largeur_mm)


def collectivite(nom: str, nature: NatureNom, **options: Unpack[CollectiviteOptions]) -> Collectivite:
    """Return a public body.

    >>> from delibgen import collectivite
    >>> collectivite("Ormeval", "commune", departement="89").nom
    'Ormeval'

    Args:
        nom: usual name, « Dijon métropole ».
        nature: kind of body.
        **options: other fields of ``Collectivite``.

    Raises:
        LoadError: every fault at once.
    """
    builder = Builder()
    fields = {**options, "nom": nom, "nature": nature}
    if "entete" in options:
        fields["entete"] = tuple(options["entete"])
    builder._step("collectivite", lambda: fields, nom=nom)
    return builder._finish(Collectivite, f"Collectivité {nom}")


def _add_membre(builder: Builder, name: str | Membre) -> dict[str, object]:
    return builder._append("membres", read_membre(name, None))


def assemblee(
    collectivite: Collectivite, organe: OrganeNom, **options: Unpack[AssembleeOptions]
) -> Assemblee:
    """Return an assembly; members are given as « Monsieur François REBSAMEN, Président » or records.

    >>> from delibgen import assemblee, collectivite
    >>> commune = collectivite("Ormeval", "commune")
    >>> conseil = assemblee(commune, "conseil_municipal", membres=["Madame Claire VASSEUR, Maire"])
    >>> conseil.membres[0].nom
    'VASSEUR'

    Raises:
        LoadError: every fault at once.
    """
    builder = Builder()
    fields = {**options, "collectivite": collectivite, "organe": organe, "membres": ()}
    builder._step("assemblee", lambda: fields, organe=organe)
    for name in options.get("membres", ()):
        builder._step("membres", partial(_add_membre, builder, name), membre=name)
    return builder._finish(Assemblee, f"Assemblée de {collectivite.nom}")
