"""What the papers of a sitting share: the sitting, its items, and the moment when they are made.

A new paper of a sitting is one subclass of ``PapierSeance`` and one Word file: ``papers_of`` finds it
among the subclasses, nothing is registered.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import cached_property
from typing import ClassVar, Self

from delibgen import french
from delibgen.model.acte_assemblee import ActeSeance
from delibgen.model.base import Record, Suite
from delibgen.model.champs_acte import of_state
from delibgen.model.deliberation import Deliberation
from delibgen.model.diction import Lignes
from delibgen.model.formules import USUELLES
from delibgen.model.membre import Membre
from delibgen.model.phrases import Phrases
from delibgen.model.presence import Presence
from delibgen.model.seance import Mouvement, Seance
from delibgen.model.tournures import ABSENTS, PRESENTS, TOUS, names_people
from delibgen.rules.periods import PUBLICITE_2022
from delibgen.rules.portee import ACTION_SOCIALE, COMMUNES, COMMUNES_ET_EPCI, DEPARTEMENTS, REGIONS


class Phase(StrEnum):
    """When a paper is made: before the sitting, or once it is over."""

    AVANT = "avant"
    APRES = "apres"


class PapierSeance(ActeSeance):
    """A paper made of a sitting and its items."""

    phase: ClassVar[Phase] = Phase.APRES
    """When it is made."""
    titre: ClassVar[str] = ""
    """Name of the paper: « Liste des délibérations »."""
    fichier: ClassVar[str] = ""
    """Name of its file without extension; the number before it gives the order of the packet."""

    seance: Seance
    """Séance."""
    points: Suite[Deliberation] = ()
    """Points de la séance, dans l'ordre."""

    @classmethod
    def of(cls, seance: Seance, points: Iterable[Deliberation] = (), **champs: object) -> Self:
        """Return the paper of a sitting.

        Args:
            seance: the sitting.
            points: its items, in order.
            champs: the fields that this kind of paper adds.

        Raises:
            ValidationError: a field is unknown or wrong.
        """
        objet = f"{cls.titre_de(seance)} – {seance.assemblee.intitule} du {french.date_longue(seance.date)}"
        fields = {"objet": objet, "seance": seance, "points": ranked(points), **champs}
        return cls.model_validate(fields)

    @classmethod
    def titre_de(cls, seance: Seance) -> str:
        """Return the name of the paper for one sitting: some have another name in some bodies or years."""
        return cls.titre

    @classmethod
    def papers_of(cls, seance: Seance, points: tuple[Deliberation, ...]) -> Iterator[Self]:
        """Yield the papers of this kind for a sitting: one, none, or one for each item."""
        yield cls.of(seance, points)

    @property
    def depuis_2022(self) -> bool:
        """Whether the reform of publicity and registers holds (ordonnance n° 2021-1310, 1 July 2022)."""
        return self.date >= PUBLICITE_2022

    @property
    def departement_ou_region(self) -> bool:
        """Whether the body is a département or a région: reports, one proxy for one meeting."""
        return self.collectivite.nature in DEPARTEMENTS | REGIONS

    @property
    def region(self) -> bool:
        """Whether the body is a région."""
        return self.collectivite.nature in REGIONS

    @property
    def action_sociale(self) -> bool:
        """Whether the body is a CCAS or a CIAS, which the code de l'action sociale rules."""
        return self.collectivite.nature in ACTION_SOCIALE

    @property
    def commune_ou_epci(self) -> bool:
        """Whether the body is a commune, or an EPCI that follows its rules (CGCT L5211-1)."""
        return self.collectivite.nature in COMMUNES_ET_EPCI

    @property
    def commune(self) -> bool:
        """Whether the body is a commune."""
        return self.collectivite.nature in COMMUNES

    @property
    def seconde_convocation(self) -> bool:
        """Whether the sitting follows one that had no quorum: none is asked then (CGCT L2121-17)."""
        return self.seance.convocation is not None and self.seance.convocation.seconde

    @cached_property
    def sans_quorum(self) -> bool:
        """Whether the sitting could not deliberate: no quorum, no second notice, and nothing voted."""
        missing = not (self.seconde_convocation or self.presence.quorum_atteint)
        return missing and all(point.ajourne or point.retire or point.sort is None for point in self.points)

    @cached_property
    def mouvements_dits(self) -> tuple[tuple[int | None, Mouvement], ...]:
        """Arrivals and departures, each with the rank of the first item that it precedes."""
        told: list[Mouvement] = []
        pairs = []
        for point in self.points:
            new = [movement for movement in point.mouvements if movement not in told]
            pairs += [(point.rang, movement) for movement in new]
            told += new
        return tuple(pairs)

    @cached_property
    def mouvements_en_lignes(self) -> tuple[tuple[int | None, str], ...]:
        """The same, each in the words of extracts."""
        said = self.a_l_ouverture
        return tuple((rank, line) for rank, move in self.mouvements_dits for line in said.mouvement_dit(move))

    @cached_property
    def mouvements_restants(self) -> Lignes:
        """Arrivals and departures that no item follows, in the words of extracts."""
        told = [move for _, move in self.mouvements_dits]
        left = (move for move in self.seance.mouvements if move not in told)
        return tuple(line for move in left for line in self.a_l_ouverture.mouvement_dit(move))

    @cached_property
    def a_l_ouverture(self) -> Phrases:
        """The lines of the opening of the sitting, in the words of the assembly."""
        return Deliberation(numero=self.fichier or "séance", objet=self.objet, seance=self.seance).phrases

    def _chosen(self, nom: str, lignes: Lignes) -> Lignes:
        """Return the lines that the assembly words itself, unless their words ask for an item."""
        said = self.a_l_ouverture
        return lignes if said.choisie(nom) and of_state(said.formule(nom)) else ()

    @property
    def ouverture_dite(self) -> Lignes:
        """Opening in the assembly's own words; nothing when the usual ones stand in the template."""
        return self._chosen("ouverture", self.a_l_ouverture.ouverture)

    @property
    def secretaires_dits(self) -> Lignes:
        """Who was named secretary, in the same way."""
        return self._chosen("secretaires", self.a_l_ouverture.secretaires)

    @property
    def quorum_dit(self) -> Lignes:
        """That the quorum is met, in the same way."""
        return self._chosen("quorum", self.a_l_ouverture.quorum)

    @property
    def comptes_dits(self) -> Lignes:
        """Counts of members, in the same way."""
        return self._chosen("comptes", self.a_l_ouverture.comptes)

    @property
    def presents_dits(self) -> Lignes:
        """Heading of the members present, or the sentence that names them, in the words of extracts."""
        return self._roll_words("presents")

    @property
    def presents_nommes(self) -> bool:
        """Whether these words name the members present themselves."""
        return names_people(self._roll_formula("presents"), PRESENTS)

    @property
    def absents_dits(self) -> Lignes:
        """Heading of the absent members, or the sentences that name them, in the same way."""
        return () if self._tous_nommes else self._roll_words("absents")

    @property
    def absents_nommes(self) -> bool:
        """Whether these words, or those of the members present, name the absent members themselves."""
        return self._tous_nommes or names_people(self._roll_formula("absents"), ABSENTS)

    @property
    def _tous_nommes(self) -> bool:
        """Whether the words of the members present name everybody, commune by commune."""
        return names_people(self._roll_formula("presents"), TOUS)

    def _roll_formula(self, nom: str) -> str:
        """Return the formula of a list of the roll; the usual one when the assembly's asks for an item."""
        formule = self.a_l_ouverture.toujours(nom)
        return formule if of_state(formule) else USUELLES[nom]

    def _roll_words(self, nom: str) -> Lignes:
        return self.a_l_ouverture.lignes_de(self._roll_formula(nom))

    @property
    def reunion(self) -> Lignes:
        """What holds from the opening: places linked by video, decision to sit in private."""
        return self.a_l_ouverture.reunion_dite

    @cached_property
    def reunions_dites(self) -> tuple[tuple[int | None, str], ...]:
        """The same in the course of the sitting: what changes, with the rank of the item that it precedes."""
        said = self.reunion
        pairs: list[tuple[int | None, str]] = []
        for point in self.points:
            lines = point.phrases.reunion_dite
            pairs += [(point.rang, line) for line in lines if line not in said]
            said = lines
        return tuple(pairs)

    @property
    def retour_public(self) -> int | None:
        """Rank of the item before which a sitting in private is public again."""
        private = self.seance.huis_clos
        return private.au_point + 1 if private is not None and private.au_point is not None else None

    @property
    def president(self) -> Membre:
        """Chair of the sitting."""
        return self.seance.president

    @property
    def presence(self) -> Presence:
        """Who is there at the opening."""
        return self.seance.presence()

    @property
    def date(self) -> dt.date:
        """Day of the sitting, whose law applies."""
        return self.seance.date

    @property
    def nom_fichier(self) -> str:
        """Name of the file, without its extension."""
        return self.fichier


def ranked(points: Iterable[Deliberation]) -> tuple[Deliberation, ...]:
    """Return items with their ranks: those given, or 1, 2, 3… when none is."""
    items = tuple(points)
    if any(item.rang is not None for item in items):
        return items
    return tuple(item.model_copy(update={"rang": rank}) for rank, item in enumerate(items, 1))


class Groupe(Record):
    """Items that follow each other under one heading."""

    titre: str | None
    """Heading, or ``None``."""
    points: tuple[Deliberation, ...]
    """Items."""


def by_heading(points: Iterable[Deliberation]) -> tuple[Groupe, ...]:
    """Return items grouped by heading (« rubrique »), without changing their order."""
    groups: list[tuple[str | None, list[Deliberation]]] = []
    for point in points:
        if not groups or groups[-1][0] != point.rubrique:
            groups.append((point.rubrique, []))
        groups[-1][1].append(point)
    return tuple(Groupe(titre=title, points=tuple(items)) for title, items in groups)
