"""What the steps of the builder of deliberations take."""

from typing import Literal, TypedDict

from delibgen.model.membre import Membre
from delibgen.model.scrutin import VoteGroupe

VoixLike = int | list[str] | list[Membre] | list[str | Membre] | tuple[str | Membre, ...]
"""A number of votes, or the names of those who cast them; a bare text is not a list of names."""


class ScrutinOptions(TypedDict, total=False):
    """What ``scrutin`` takes beside the votes; see the fields of ``Scrutin``."""

    public: bool
    demandeurs: int
    non_votants: int
    demande: str
    voix_du_president: Literal["pour", "contre"]
    renonciation_au_secret: bool
    pouvoirs_pour: int
    pouvoirs_contre: int
    pouvoirs_abstentions: int
    groupes: tuple[VoteGroupe, ...]


class ComptesOptions(TypedDict, total=False):
    """Counts that ``declare`` takes; see the fields of ``Comptes``."""

    presents: int
    presents_et_representes: int
    presents_votants: int
    pouvoirs: int
    absents: int
    en_exercice: int
    votants: int
    exprimes: int
    non_votants: int
    quorum: int
    majorite_absolue: int
