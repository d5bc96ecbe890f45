"""The subject of the act in the nomenclature of acts sent to the préfet."""

from collections.abc import Iterator

from delibgen.model.assemblee import NatureCollectivite
from delibgen.model.deliberation import Deliberation
from delibgen.rules.base import Remarque, rule

SOUS_MATIERES = {1: 7, 2: 3, 3: 6, 4: 5, 5: 8, 6: 5, 7: 10, 8: 9, 9: 4}
"""Subjects of the second level under each of the first: 1.1 to 1.7… (@CTES, classification of 2019-03-01)."""

_OWN = {
    "9.1": NatureCollectivite.COMMUNE,
    "9.2": NatureCollectivite.DEPARTEMENT,
    "9.3": NatureCollectivite.REGION,
}


@rule("DG397", "@CTES, nomenclature nationale des matières, niveaux 1 et 2")
def matiere_connue(acte: Deliberation) -> Iterator[Remarque]:
    """La matière existe dans la nomenclature nationale, à deux niveaux au moins, pour cette collectivité.

    À faire : corriger « matiere » : « 7.5 » pour une subvention, « 7.10 » pour les divers des finances.
    """
    if acte.matiere is None:
        return
    first, *more = (int(level) for level in acte.matiere.split("."))
    last = SOUS_MATIERES[first]
    if not more:
        yield (
            "matiere",
            f"matière « {acte.matiere} » : deux niveaux au moins",
            f"de {first}.1 à {first}.{last}",
        )
    elif more[0] > last:
        yield "matiere", f"matière « {acte.matiere} » inconnue", f"de {first}.1 à {first}.{last}"
    nature = _OWN.get(f"{first}.{more[0]}" if more else "")
    if nature is not None and acte.collectivite.nature in {*_OWN.values()} - {nature}:
        right = next(code for code, kind in _OWN.items() if kind is acte.collectivite.nature)
        yield "matiere", f"matière « {acte.matiere} » : celle d'une autre collectivité", f"écrire « {right} »"
