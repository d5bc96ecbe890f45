"""The subject of the act in the nomenclature of acts sent to the préfet."""

from collections.abc import Iterator

from delibgen.model.assemblee import NatureCollectivite
from delibgen.model.deliberation import Deliberation
from delibgen.rules.base import Remarque, rule

SOUS_MATIERES = {1: 7, 2: 3, 3: 6, 4: 5, 5: 8, 6: 5, 7: 10, 8: 9, 9: 4}
"""Subjects of the second level under each of the first: 1.1 to 1.7… (@CTES, classification of 2019-03-01)."""

_OWN = {
    NatureCollectivite.COMMUNE: "9.1",
    NatureCollectivite.DEPARTEMENT: "9.2",
    NatureCollectivite.REGION: "9.3",
}
"""Other business of a town, of a département, of a région."""


@rule("DG397", "@CTES, nomenclature nationale des matières, niveaux 1 et 2")
def matiere_connue(acte: Deliberation) -> Iterator[Remarque]:
    """La matière existe dans la nomenclature nationale, à deux niveaux au moins, pour cette collectivité.

    À faire : corriger « matiere » : « 7.5 » pour une subvention, « 7.10 » pour les divers des finances.
    """
    if acte.matiere is None:
        return
    first, *more = (int(level) for level in acte.matiere.split("."))
    known = f"de {first}.1 à {first}.{SOUS_MATIERES[first]}"
    if not more:
        yield "matiere", f"matière « {acte.matiere} » : deux niveaux au moins", known
        return
    if more[0] > SOUS_MATIERES[first]:
        yield "matiere", f"matière « {acte.matiere} » inconnue", known
    right = _OWN.get(acte.collectivite.nature)
    if right and f"{first}.{more[0]}" in {*_OWN.values()} - {right}:
        yield "matiere", f"matière « {acte.matiere} » : celle d'une autre collectivité", f"écrire « {right} »"
