"""The blocks of an extract, and their order, which the assembly chooses."""

from functools import lru_cache
from itertools import chain
from typing import Annotated, Literal, TypedDict, cast

from pydantic import AfterValidator, BeforeValidator

from delibgen.errors import did_you_mean
from delibgen.model.base import Ligne, Suite


class Bloc(TypedDict):
    """One block of an extract: exactly one of these is true. Their order here is the usual one.

    A mapping, not a record: a template asks each block some fifteen times which one it is.
    """

    titre: bool
    """Titre et assemblée."""
    seance: bool
    """Date de la séance, session."""
    ouverture: bool
    """Formule d'ouverture, ou renseignements en deux colonnes."""
    comptes: bool
    """Nombres de membres, de présents, de pouvoirs ; sièges vacants."""
    presents: bool
    """Présents."""
    absents: bool
    """Absents, excusés, pouvoirs."""
    mouvements: bool
    """Arrivées et départs."""
    assistants: bool
    """Personnes sans voix délibérative, si la formule est écrite."""
    secretaires: bool
    """Désignation des secrétaires."""
    quorum: bool
    """Constatation du quorum."""
    reunion: bool
    """Visioconférence, huis clos."""
    numero: bool
    """Numéro."""
    objet: bool
    """Rubrique et objet."""
    rapporteurs: bool
    """Rapporteurs."""
    expose: bool
    """Exposé des motifs."""
    visas: bool
    """Visas."""
    considerants: bool
    """Considérants."""
    plan_financement: bool
    """Plan de financement."""
    deports: bool
    """Membres qui ne prennent pas part au vote."""
    presidence: bool
    """Autre président pour ce point."""
    votes_separes: bool
    """Votes séparés."""
    depouillement: bool
    """Demande de scrutin, scrutin secret et ses tours."""
    decision: bool
    """Formule de décision."""
    dispositif: bool
    """Dispositif."""
    vote: bool
    """Résultat du vote, s'il n'est pas dans la formule de décision ; groupes ; tableau."""
    annexes: bool
    """Liste des annexes."""
    cloture: bool
    """« Fait et délibéré… », « Pour extrait conforme »."""
    signatures: bool
    """Signatures."""
    executoire: bool
    """Caractère exécutoire."""
    recours: bool
    """Voies et délais de recours."""


NOMS = tuple(Bloc.__annotations__)
"""Blocks in their usual order."""
Motif = Literal["rapporteurs", "expose", "visas", "considerants", "plan_financement"]
MOTIFS: tuple[Motif, ...] = ("rapporteurs", "expose", "visas", "considerants", "plan_financement")
"""Blocks that give the reasons of an act: minutes and registers print them in the order of the extract."""
Groupes = tuple[tuple[str, ...], ...]


def check_names(groupes: Groupes) -> Groupes:
    """Return the groups; refuse unknown blocks, and a block named twice.

    Raises:
        ValueError: which one, and the closest name.
    """
    _check_once(groupes)
    unknown = next((name for name in chain.from_iterable(groupes) if name not in NOMS), None)
    if unknown is not None:
        hint = did_you_mean(unknown, NOMS, f"possibles : {', '.join(NOMS)}")
        raise ValueError(f"bloc « {unknown} » inconnu ; {hint}")
    return groupes


def _check_once(groupes: Groupes) -> None:
    """Refuse a block that follows two others, or itself."""
    seen: set[str] = set()
    for groupe in groupes:
        for name in groupe[1:]:
            if name in seen or name == groupe[0]:
                raise ValueError(f"bloc « {name} » placé deux fois")
            seen.add(name)


def _groups(value: object) -> object:
    """Read ``[seance, numero, objet]`` as one group."""
    return [value] if isinstance(value, list | tuple) and value and isinstance(value[0], str) else value


Ordre = Annotated[Suite[Suite[Ligne]], BeforeValidator(_groups), AfterValidator(check_names)]
"""An order of blocks: each list names a block, which stays in its place, and those that follow it at once."""


@lru_cache(maxsize=256)
def arrange(groupes: Groupes) -> tuple[Bloc, ...]:
    """Return every block once: in each group, the blocks follow the first, which stays in its place.

    >>> blocs = arrange((("seance", "numero", "objet"),))
    >>> blocs[2]["numero"], blocs[3]["objet"], blocs[4]["ouverture"]
    (True, True, True)
    """
    order = list(NOMS)
    for first, *followers in groupes:
        order = [name for name in order if name not in followers]
        at = order.index(first) + 1
        order[at:at] = followers
    return tuple(_bloc(name) for name in order)


def _bloc(nom: str) -> Bloc:
    return cast(Bloc, {name: name == nom for name in NOMS})


__all__ = ["MOTIFS", "NOMS", "Bloc", "Groupes", "Ordre", "arrange", "check_names"]
