"""The fields of formulas that name one person of the act, or a list of its members."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from delibgen import french
from delibgen.model.champs import DE_PERSONNE, SHORT, G, N, T, genders_of, place
from delibgen.model.formule import Champ, Valeur

if TYPE_CHECKING:
    from delibgen.french._refuse import Genre
    from delibgen.model.listes import Listes
    from delibgen.model.membre import Membre, Personne

    MembresDits = tuple[Listes, str, Sequence[Membre]]
    """Members listed together: what says them, their heading, who they are."""


class Names(Protocol):
    """What knows how to give the fields of a person."""

    def attribut(self, personne: Personne | None, nom: str) -> str | None:
        """Return a field of a person."""


D = TypeVar("D", bound=Names)
Q = TypeVar("Q")


def person(prefix: str, read: Callable[[D], Personne | None], told: str) -> dict[str, Champ[D]]:
    """Return the fields of a person of the act: « president », « president.qualite »."""

    def attribute(name: str) -> Callable[[D], Valeur]:
        """Return what reads an attribute of the member."""
        return lambda said: said.attribut(read(said), name)

    whole: Champ[D] = Champ(
        G, lambda said: said.attribut(read(said), "nom_complet"), told, lambda said: genders_of(read(said))
    )
    parts: dict[str, Champ[D]] = {
        f"{prefix}.{name}": Champ(T, attribute(name), f"{told} : {what}")
        for name, (what, _) in DE_PERSONNE.items()
    }
    return {prefix: whole, **parts}


_OF_LIST = (*SHORT, "qualite", "commune")
"""How a list of people may also be written: « {secretaires.nom_court} »."""


@dataclass(frozen=True)
class _People(Generic[Q]):
    """A list of members that formulas name: how it is read, what it is, what knows how to write it."""

    read: Callable[[Q], Iterable[Membre]]
    told: str
    by: Callable[[Q], Listes]

    def genders(self, said: Q) -> list[Genre]:
        """Return the genders of the members."""
        return [membre.genre for membre in self.read(said)]

    def whole(self) -> Champ[Q]:
        """Return the field of all of them, in the words of the assembly."""
        return Champ(G, lambda said: self.by(said).liste(self.read(said)), self.told, self.genders)

    def attribute(self, name: str) -> Champ[Q]:
        """Return the field of one of their attributes, each after the other."""
        written = f"{self.told}, {DE_PERSONNE[name][0]}"
        return Champ(G, lambda said: self.by(said).attributs(self.read(said), name), written, self.genders)

    def of_gender(self, genre: Genre) -> Champ[Q]:
        """Return the field of those of one gender."""

        def some(said: Q) -> list[Membre]:
            """Return the members of that gender."""
            return [membre for membre in self.read(said) if membre.genre == genre]

        told = f"{self.told}, {'femmes' if genre == 'f' else 'hommes'}"
        return Champ(
            G, lambda said: self.by(said).liste(some(said)), told, lambda said: [genre for _ in some(said)]
        )

    def by_honorific(self) -> Champ[Q]:
        """Return the field of all of them, each honorific said once."""
        told = f"{self.told}, « MM. PETIT et NOIR et Mme ROY »"
        return Champ(G, lambda said: self.by(said).par_civilite(self.read(said)), told, self.genders)


def people(
    prefix: str, read: Callable[[Q], Iterable[Membre]], told: str, by: Callable[[Q], Listes]
) -> dict[str, Champ[Q]]:
    """Return the fields of a list of members, written as the assembly writes its members.

    ``by`` gives what knows how to write them.
    """
    members = _People(read, told, by)
    return {
        prefix: members.whole(),
        **{f"{prefix}.{name}": members.attribute(name) for name in _OF_LIST},
        f"{prefix}.mesdames": members.of_gender("f"),
        f"{prefix}.messieurs": members.of_gender("m"),
        f"{prefix}.par_civilite": members.by_honorific(),
    }


RANG_DE_MEMBRES: Mapping[str, Champ[MembresDits]] = {
    "intitule": place(lambda g: g[1], "commune, groupe, collège ou fonction"),
    "de_intitule": Champ(T, lambda g: french.de(g[1]), "après « de » : « d'Ivry-le-Bas »"),
    **people("membres", lambda g: g[2], "membres", lambda g: g[0]),
    "nombre": Champ(N, lambda g: len(g[2]), "leur nombre"),
}
"""Fields of the formula of members who are listed together."""
