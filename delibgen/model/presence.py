"""Who takes part in one item, and every number that follows from it.

The counts are computed here, for the item; what a paper declares is compared with them by the rules.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from delibgen.model.kept import cached_property
from delibgen.model.quorum import RegleQuorum

if TYPE_CHECKING:  # seance.py builds on this module
    from delibgen.model.assemblee import Assemblee
    from delibgen.model.membre import Membre
    from delibgen.model.seance import Deport, Pouvoir


_USUEL = RegleQuorum()


def cles(membres: Iterable[Membre]) -> frozenset[str]:
    """Return the identities of members, to look people up quickly."""
    return frozenset(membre.cle for membre in membres)


def without(membres: Iterable[Membre], away: frozenset[str]) -> tuple[Membre, ...]:
    """Return the members who are not among ``away``, in order."""
    return tuple(membre for membre in membres if membre.cle not in away)


@dataclass(frozen=True)
class Appel:
    """The roll: members present, excused, absent (represented members are in the proxies)."""

    presents: tuple[Membre, ...]
    excuses: tuple[Membre, ...]
    absents: tuple[Membre, ...]

    def after(self, membre: Membre, sens: str) -> Appel:
        """Return the roll once ``membre`` has arrived or left."""
        one = frozenset({membre.cle})
        bare = Appel(
            presents=without(self.presents, one),
            excuses=without(self.excuses, one),
            absents=without(self.absents, one),
        )
        if sens == "arrivee":
            return replace(bare, presents=(*bare.presents, membre))
        return replace(bare, absents=(*bare.absents, membre))


@dataclass(frozen=True)
class LigneAbsents:
    """One row of the table of absent members: without a proxy on the left, represented on the right."""

    sans_pouvoir: Membre | None
    pouvoir: Pouvoir | None


@dataclass(frozen=True)
class Presence:
    """The state of the assembly for one item; nothing in it says which, so that items may share it."""

    assemblee: Assemblee
    """Assembly."""
    appel: Appel
    """Roll for the item."""
    pouvoirs: tuple[Pouvoir, ...]
    """Proxies that hold for the item."""
    deports: tuple[Deport, ...]
    """Members who take no part in the item."""
    president: Membre
    """Chair for the item."""
    secretaires: tuple[Membre, ...]
    """Secretaries of the sitting."""
    en_exercice: int
    """Members in office."""
    hors_quorum: frozenset[str] = frozenset()
    """Identities of members who are not counted as in office for the quorum (CGCT L2131-11)."""
    non_votants_sans_nom: int = 0
    """Members who take no part in the vote, beside those whom the recusals name."""
    tombes: tuple[Pouvoir, ...] = ()
    """Proxies that nobody exercises: their holder has left, or has not arrived yet."""
    regle: RegleQuorum = _USUEL
    """How the quorum is counted in this assembly, on that day."""
    hauteurs: tuple[int, ...] | None = None
    """Imposed heights of the columns of the list of present members."""

    def sauf(
        self,
        deports: tuple[Deport, ...],
        president: Membre,
        hors_quorum: frozenset[str],
        non_votants_sans_nom: int,
    ) -> Presence:
        """Return the same state for an item with recusals, or with another chair.

        The lists that neither changes stay the same objects: what is printed of them may be printed once.
        """
        made = replace(
            self,
            deports=deports,
            president=president,
            hors_quorum=hors_quorum,
            non_votants_sans_nom=non_votants_sans_nom,
        )
        made.__dict__.update({name: getattr(self, name) for name in _SHARED})
        return made

    @property
    def presents(self) -> tuple[Membre, ...]:
        """Members present, recused ones included: they attend, they do not vote."""
        return self.appel.presents

    @cached_property
    def excuses(self) -> tuple[Membre, ...]:
        """Excused members without a proxy."""
        return without(self.appel.excuses, cles(self.representes))

    @cached_property
    def absents(self) -> tuple[Membre, ...]:
        """Absent members, neither excused nor represented."""
        return without(self.appel.absents, cles(self.representes))

    @cached_property
    def representes(self) -> tuple[Membre, ...]:
        """Absent members who gave a proxy."""
        return tuple(pouvoir.mandant for pouvoir in self.pouvoirs)

    @cached_property
    def absents_sans_pouvoir(self) -> tuple[Membre, ...]:
        """Absent and excused members who gave no proxy."""
        return (*self.absents, *self.excuses)

    @cached_property
    def non_votants(self) -> tuple[Membre, ...]:
        """Members who take no part in the vote (NPPV), represented ones included."""
        return tuple(deport.membre for deport in self.deports)

    @cached_property
    def presents_votants(self) -> tuple[Membre, ...]:
        """Members present who take part in the vote."""
        return without(self.presents, cles(self.non_votants)) if self.deports else self.presents

    @cached_property
    def pouvoirs_exerces(self) -> tuple[Pouvoir, ...]:
        """Proxies that vote: the holder is present and votes, the giver has not withdrawn.

        The proxy held by a member who withdraws falls with him for that item.
        """
        voting, recused = cles(self.presents_votants), cles(self.non_votants)
        return tuple(
            pouvoir
            for pouvoir in self.pouvoirs
            if pouvoir.mandataire.cle in voting and pouvoir.mandant.cle not in recused
        )

    @cached_property
    def cles_presents(self) -> frozenset[str]:
        """Identities of the members present."""
        return cles(self.presents)

    @cached_property
    def cles_votants(self) -> frozenset[str]:
        """Identities of those who can vote, themselves or by a proxy that is exercised."""
        return cles(self.presents_votants) | cles(pouvoir.mandant for pouvoir in self.pouvoirs_exerces)

    @property
    def nombre_presents(self) -> int:
        """Members present."""
        return len(self.presents)

    @cached_property
    def nombre_suppleants(self) -> int:
        """Members present in the place of another (CGCT L5211-6)."""
        return sum(membre.suppleant_de is not None for membre in self.presents)

    @property
    def nombre_titulaires(self) -> int:
        """Members present in their own right."""
        return self.nombre_presents - self.nombre_suppleants

    @cached_property
    def nombre_presents_et_representes(self) -> int:
        """Members present, and those who gave a proxy: what some papers print as present (C51)."""
        return len(self.cles_presents | cles(self.representes))

    @property
    def nombre_presents_votants(self) -> int:
        """Members present who take part in the vote."""
        return len(self.presents_votants) - self.non_votants_sans_nom

    @property
    def nombre_pouvoirs(self) -> int:
        """Proxies that vote for the item."""
        return len(self.pouvoirs_exerces)

    @property
    def nombre_absents(self) -> int:
        """Members absent, excused or represented."""
        return len(self.absents_sans_pouvoir) + len(self.representes)

    @property
    def nombre_non_votants(self) -> int:
        """Members who take no part in the vote."""
        return len(self.deports) + self.non_votants_sans_nom

    @property
    def votants(self) -> int:
        """Votes that can be given: present members who take part, and the proxies they exercise."""
        return self.nombre_presents_votants + len(self.pouvoirs_exerces)

    @cached_property
    def quorum(self) -> int:
        """Least number of members present: more than half of those in office (CGCT L2121-17).

        A third during the health emergency, what the statutes say in the bodies that have their own.
        """
        return self.regle.minimum(self.en_exercice - len(self.hors_quorum))

    @property
    def representes_comptes(self) -> bool:
        """Whether represented members count for the quorum: commissions permanentes (CGCT L3121-14-1)."""
        return self.regle.representes

    @cached_property
    def nombre_presents_quorum(self) -> int:
        """Members who count for the quorum: present, or represented where the law says so."""
        counted = self.cles_presents
        if self.representes_comptes:
            counted = counted | cles(self.representes)
        return len(counted - self.hors_quorum if self.hors_quorum else counted)

    @property
    def quorum_atteint(self) -> bool:
        """Whether enough members are there; proxies do not count, but in a commission permanente."""
        return self.nombre_presents_quorum >= self.quorum

    @property
    def hauteurs_presents(self) -> tuple[int, ...] | None:
        """Imposed column heights, when they hold for this item's list."""
        return self.hauteurs if self.hauteurs and sum(self.hauteurs) == self.nombre_presents else None

    @cached_property
    def lignes_absents(self) -> tuple[LigneAbsents, ...]:
        """Rows of two columns: absent without a proxy, and proxies; each column in its own order."""
        rows = zip_longest(self.absents_sans_pouvoir, self.pouvoirs)
        return tuple(LigneAbsents(sans_pouvoir=left, pouvoir=right) for left, right in rows)


_SHARED = ("representes", "excuses", "absents", "absents_sans_pouvoir", "lignes_absents", "cles_presents")
"""What depends on the roll and on the proxies alone."""
