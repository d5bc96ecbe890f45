"""The fields of formulas that name the public body: the same in an extract, a decision and an arrêté."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from delibgen.model.champs import T, place
from delibgen.model.formule import Champ

if TYPE_CHECKING:
    from delibgen.model.assemblee import Collectivite

P = TypeVar("P")


def body(read: Callable[[P], Collectivite]) -> dict[str, Champ[P]]:
    """Return the fields of the public body: « collectivite », « collectivite.ville ».

    What follows « de » and « à » is what the body says of itself, that templates print too.
    """
    return {
        "collectivite": Champ(
            T,
            lambda said: read(said).nom,
            "« Ormeval »",
            apres_de=lambda said: read(said).de_nom,
            apres_a=lambda said: read(said).a_nom,
        ),
        "collectivite.de_nom": Champ(T, lambda said: read(said).de_nom, "« d'Ormeval »"),
        "collectivite.ville": place(lambda said: read(said).ville, "commune du siège"),
        "collectivite.adresse": Champ(T, lambda said: read(said).adresse, "adresse"),
    }
