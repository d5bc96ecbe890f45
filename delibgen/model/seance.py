"""A sitting, and who takes part in each of its items.

Presence, proxies, chair and voters belong to the item: people arrive, leave, withdraw and hand over the
chair. The sitting gives the state at its opening and the changes; ``Seance.presence`` gives the state at one
item. Present, absent, excused and represented are four states (CGCT L2121-17, L2121-20).
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Annotated, Literal, Self

from pydantic import model_validator

from delibgen import french
from delibgen.model.assemblee import Assemblee
from delibgen.model.base import Heure, Jour, Ligne, Mot, Nombre, OuiNon, Rang, Record, Suite, TexteRiche
from delibgen.model.kept import cached_property
from delibgen.model.membre import Annuaire, Membre, MembreLu
from delibgen.model.presence import Appel, Presence, cles, without
from delibgen.model.quorum import regle_quorum
from delibgen.model.reunion import HuisClos, Visioconference

DEPORT_2025 = dt.date(2025, 12, 22)
"""First day of the new L2131-11: representatives who withdraw are out of the quorum (loi n° 2025-1249)."""


JourDeSemaine = Literal["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]


class Convocation(Record):
    """The notice of a sitting."""

    date: Jour
    """Date d'envoi."""
    urgence: OuiNon = False
    """Convocation en urgence : délai réduit, au moins un jour franc (CGCT L2121-11, L2121-12)."""
    auteur: Ligne | None = None
    """Auteur de la convocation."""
    motif_urgence: Ligne | None = None
    """Motif de l'urgence, dont il est rendu compte à l'ouverture (CGCT L2121-11, L2121-12)."""
    seconde: OuiNon = False
    """Seconde convocation après défaut de quorum : le quorum n'est plus exigé (CGCT L2121-17)."""
    premiere_seance: Jour | None = None
    """Date de la séance qui n'a pas eu le quorum, pour une seconde convocation."""

    @model_validator(mode="before")
    @classmethod
    def _date_alone(cls, data: object) -> object:
        return {"date": data} if isinstance(data, str | dt.date) else data


_GIVES = re.compile(r"(.+?)\s+(?:(?:a donné|donne) )?(?:pouvoir |procuration )?à\s+(.+)")


class Pouvoir(Record):
    """A written proxy (CGCT L2121-20)."""

    mandant: MembreLu
    """Membre absent, qui donne pouvoir."""
    mandataire: MembreLu
    """Membre présent, qui vote en son nom."""
    du_point: Rang | None = None
    """Premier point pour lequel il vaut ; toute la séance si rien n'est dit."""
    au_point: Rang | None = None
    """Dernier point pour lequel il vaut."""
    seances: Rang = 1
    """Séances consécutives pour lesquelles il a servi, celle-ci comprise : trois au plus (CGCT L2121-20)."""
    maladie: OuiNon = False
    """Maladie dûment constatée du mandant : la limite de trois séances ne vaut pas (CGCT L2121-20)."""

    @model_validator(mode="before")
    @classmethod
    def _in_one_line(cls, data: object) -> object:
        """Read « HUMBERT à TISSIER », « HUMBERT a donné pouvoir à TISSIER »."""
        found = _GIVES.fullmatch(data.strip()) if isinstance(data, str) else None
        return {"mandant": found[1], "mandataire": found[2]} if found else data

    def vaut_au_point(self, rang: int | None) -> bool:
        """Tell whether the proxy holds for item number ``rang`` (``None``: the opening)."""
        point = 1 if rang is None else rang
        return (self.du_point or point) <= point <= (self.au_point or point)


class Mouvement(Record):
    """An arrival or a departure during the sitting, placed by item number or by the clock."""

    membre: MembreLu
    """Membre qui arrive ou qui part."""
    sens: Annotated[Literal["arrivee", "depart"], Mot]
    """« arrivee » ou « depart »."""
    point: Rang | None = None
    """Premier point concerné : présent (ou absent) à partir de ce point."""
    heure: Heure | None = None
    """Heure de l'arrivée ou du départ."""
    pouvoir_a: MembreLu | None = None
    """En partant, pouvoir donné à ce membre pour la suite."""

    @property
    def arrivee(self) -> bool:
        """Whether the member arrives."""
        return self.sens == "arrivee"

    @model_validator(mode="after")
    def _placed(self) -> Self:
        if self.point is None and self.heure is None:
            raise ValueError("indiquer le point ou l'heure de l'arrivée ou du départ")
        if self.pouvoir_a is not None and self.sens == "arrivee":
            raise ValueError("« pouvoir_a » : seulement pour un départ")
        return self

    def a_eu_lieu(self, rang: int | None, heure: dt.time | None) -> bool:
        """Tell whether it took place before item ``rang``, taken up at ``heure``.

        Raises:
            ValueError: the movement is known by the clock only and the item has no hour.
        """
        if rang is None:
            return False
        if self.point is not None:
            return self.point <= rang
        if heure is None or self.heure is None:
            raise ValueError(f"{self.membre.nom_complet} : indiquer le point, ou l'heure de chaque point")
        return self.heure <= heure


class Deport(Record):
    """A member who takes no part in one item (NPPV), with the reason (CGCT L2131-11, L1111-6)."""

    membre: MembreLu
    """Membre qui ne prend pas part au vote."""
    motif: Ligne | None = None
    """Motif, tel qu'il s'imprime : « en sa qualité de présidente de l'association »."""
    quitte_la_salle: OuiNon = True
    """A quitté la salle pendant le débat et le vote."""
    mention: Ligne | None = None
    """Phrase imprimée à la place de la formule : « Madame ROY, sortie avant le vote, n'y prend pas part. »"""
    representant: OuiNon = False
    """Se déporte comme représentant dans un autre organisme (CGCT L1111-6, II) : n'est plus compté pour le
    quorum, depuis le 22 décembre 2025 (L2131-11)."""

    @model_validator(mode="before")
    @classmethod
    def _name_alone(cls, data: object) -> object:
        return {"membre": data} if isinstance(data, str) else data


class DecisionRendue(Record):
    """A decision taken by delegation since the last sitting, which the assembly is told of."""

    numero: Ligne | None = None
    """Numéro."""
    date: Jour
    """Date de la décision."""
    objet: Ligne
    """Objet."""


def _find_replaced(membre: Membre, annuaire: Annuaire) -> None:
    """Refuse a suppléant of somebody who is not known, or not told from another; of nobody, he may sit."""
    if not membre.suppleant_de:
        return
    try:
        annuaire.find(membre.suppleant_de)
    except ValueError as unknown:
        raise ValueError(f"suppleants : {membre.nom_complet}, suppléant de {unknown}") from None


class Seance(Record):
    """One sitting: one notice, one day, one place."""

    assemblee: Assemblee
    """Assemblée qui siège."""
    date: Jour
    """Date de la séance."""
    jour: (
        Annotated[Literal["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"], Mot]
        | None
    ) = None
    """Jour de la semaine annoncé ; il est comparé à la date."""
    heure: Heure | None = None
    """Heure d'ouverture."""
    lieu: Ligne | None = None
    """Lieu : « salle du conseil, hôtel de ville »."""
    convocation: Convocation | None = None
    """Convocation."""
    session: Ligne | None = None
    """Session, telle qu'elle s'imprime : « ordinaire », « extraordinaire »."""
    affichage_convocation: Jour | None = None
    """Date d'affichage de la convocation (CGCT L2121-10)."""
    installation: OuiNon = False
    """Première séance après le renouvellement : délai de trois jours francs en commune (CGCT L2121-7)."""
    president: MembreLu
    """Président ou présidente de séance."""
    secretaires: Suite[MembreLu] = ()
    """Secrétaires de séance."""
    presents: Suite[MembreLu] | None = None
    """Présents à l'ouverture, dans l'ordre d'impression ; à défaut, tous les membres que rien n'écarte."""
    suppleants: Suite[MembreLu] = ()
    """Suppléants qui siègent dès l'ouverture, chacun à la place de son titulaire (« suppleant_de »)."""
    excuses: Suite[MembreLu] = ()
    """Absents excusés, sans pouvoir."""
    absents: Suite[MembreLu] = ()
    """Absents sans excuse ni pouvoir."""
    pouvoirs: Suite[Pouvoir] = ()
    """Pouvoirs écrits ; leurs mandants sont les membres représentés."""
    mouvements: Suite[Mouvement] = ()
    """Arrivées et départs en cours de séance, dans l'ordre."""
    huis_clos: HuisClos | None = None
    """Décision de se réunir à huis clos (CGCT L2121-18, L5211-11)."""
    visioconference: Visioconference | None = None
    """Séance tenue en plusieurs lieux par visioconférence (CGCT L5211-11-1, L3121-9-1, L4132-9-1)."""
    assistants: Suite[Ligne] = ()
    """Personnes qui assistent sans voix délibérative."""
    fin: Heure | None = None
    """Heure de la levée de séance (CGCT L2121-15)."""
    pv_precedent: Jour | None = None
    """Date de la séance dont le procès-verbal est arrêté au commencement de celle-ci (CGCT L2121-15)."""
    pv_arrete: Jour | None = None
    """Date de la séance suivante, qui arrête le procès-verbal de celle-ci (CGCT L2121-15)."""
    pv_publie: Jour | None = None
    """Date de publication du procès-verbal, dans la semaine qui suit (CGCT L2121-15)."""
    informations: TexteRiche | None = None
    """Informations données en séance, sans vote (Markdown)."""
    decisions: Suite[DecisionRendue] = ()
    """Décisions prises par délégation, dont il est rendu compte (CGCT L2122-23, L5211-10)."""
    questions: Suite[Ligne] = ()
    """Questions orales et diverses de l'ordre du jour, sans délibération."""
    premier_feuillet: Rang | None = None
    """Numéro du premier feuillet de la séance au registre de l'année (CGCT R2121-9)."""
    liste_publiee: Jour | None = None
    """Date d'affichage et de mise en ligne de la liste des délibérations examinées (CGCT L2121-25)."""
    presents_par_colonne: Suite[Nombre] | None = None
    """Hauteur des colonnes de la liste des présents, si elle est imposée : 12, 11, 9."""
    premier_numero: Ligne | None = None
    """Premier numéro de la séance, suite de la précédente : « DEL2024-031 » (numérotation à motif)."""
    numeros_retires: Suite[Ligne] = ()
    """Numéros attribués puis retirés : gardés, jamais redonnés (numérotation à motif)."""

    @cached_property
    def designation_secretaires(self) -> str:
        """« Madame Noémie SCHMITT a été désignée secrétaire de séance », or nothing without a secretary."""
        people = self.secretaires
        if not people:
            return ""
        names = french.liste([membre.nom_complet for membre in people])
        chosen = french.accord_groupe("désigné", [membre.genre for membre in people])
        verb = "ont" if len(people) > 1 else "a"
        return f"{names} {verb} été {chosen} {french.pluriel(len(people), 'secrétaire')} de séance"

    def _resume(self) -> Iterator[tuple[str, object]]:
        opening = self.presence()
        yield "presents_a_l_ouverture", opening.nombre_presents
        yield "absents_ou_representes", opening.nombre_absents
        yield "en_exercice", self.assemblee.effectif_en_exercice

    @cached_property
    def appel(self) -> Appel:
        """The state at the opening."""
        away = [*self.excuses, *self.absents, *(p.mandant for p in self.pouvoirs if p.vaut_au_point(1))]
        if self.presents is not None:
            return Appel(presents=self.presents, excuses=self.excuses, absents=self.absents)
        late = without(self._latecomers, cles(away))
        present = without(self._sitting(), cles((*away, *late)))
        return Appel(presents=present, excuses=self.excuses, absents=(*self.absents, *late))

    @model_validator(mode="after")
    def _seated(self) -> Self:
        """Refuse a suppléant whose place is not known, or whom « presents » leaves out."""
        listed = None if self.presents is None else cles(self.presents)
        for membre in self.suppleants:
            _find_replaced(membre, self.assemblee.annuaire)
            if listed is not None and membre.cle not in listed:
                raise ValueError(f"{membre.nom_complet} : dans « suppleants », et pas dans « presents »")
        return self

    def _sitting(self) -> tuple[Membre, ...]:
        """Return the members in order, each suppléant who sits in the place of his titulaire."""
        if not self.suppleants:
            return self.assemblee.membres
        known = self.assemblee.annuaire
        in_place = {known.find(s.suppleant_de).cle: s for s in self.suppleants if s.suppleant_de}
        seated = tuple(in_place.get(membre.cle, membre) for membre in self.assemblee.membres)
        return (*seated, *without(self.suppleants, cles(seated)))

    @property
    def _latecomers(self) -> tuple[Membre, ...]:
        """Members whose first movement is an arrival: they were not there at the opening."""
        first: dict[str, Mouvement] = {}
        for movement in self.mouvements:
            first.setdefault(movement.membre.cle, movement)
        return tuple(movement.membre for movement in first.values() if movement.arrivee)

    def presence(
        self,
        rang: int | None = None,
        *,
        heure: dt.time | None = None,
        president: Membre | None = None,
        deports: Iterable[Deport] = (),
        non_votants_sans_nom: int = 0,
    ) -> Presence:
        """Return who takes part in item ``rang`` (``None``: the state at the opening).

        Raises:
            ValueError: a movement known by the clock only cannot be placed before or after the item.
        """
        etat = self._etat(rang, heure)
        recused = tuple(deports)
        if not recused and president is None and not non_votants_sans_nom:
            return etat
        out = () if self.date < DEPORT_2025 else (d.membre for d in recused if d.representant)
        return etat.sauf(recused, president or self.president, cles(out), non_votants_sans_nom)

    def _etat(self, rang: int | None, heure: dt.time | None) -> Presence:
        """Return who attends and whose proxies hold: the same object while neither changes."""
        held, moved = self.pouvoirs, self.mouvements
        if self._change:
            held = tuple(pouvoir for pouvoir in held if pouvoir.vaut_au_point(rang))
            moved = tuple(movement for movement in moved if movement.a_eu_lieu(rang, heure))
        state = (len(held), *map(id, held), *map(id, moved)) if self._change else ()
        if state not in self._etats:
            self._etats[state] = self._presence(held, moved)
        return self._etats[state]

    @cached_property
    def _change(self) -> bool:
        """Whether people arrive or leave, or proxies hold for some items only."""
        bounded = (pouvoir.du_point or pouvoir.au_point for pouvoir in self.pouvoirs)
        return bool(self.mouvements) or any(bounded)

    @cached_property
    def _etats(self) -> dict[tuple[int, ...], Presence]:
        """States of the assembly that are known already: most items of a sitting share one."""
        return {}

    def _presence(self, held: tuple[Pouvoir, ...], moved: tuple[Mouvement, ...]) -> Presence:
        appel, proxies = self.appel, list(held)
        for movement in moved:
            appel = appel.after(movement.membre, movement.sens)
            proxies = [p for p in proxies if p.mandant.cle != movement.membre.cle]
            if movement.pouvoir_a is not None:
                proxies.append(Pouvoir(mandant=movement.membre, mandataire=movement.pouvoir_a))
        appel = replace(appel, presents=self.en_ordre(appel.presents)) if moved else appel
        fallen = self._fallen(proxies, appel)
        proxies = [p for p in proxies if p not in fallen]
        return Presence(
            assemblee=self.assemblee,
            appel=self._without_a_proxy(appel, proxies) if self._change else appel,
            pouvoirs=tuple(proxies),
            tombes=fallen,
            deports=(),
            president=self.president,
            secretaires=self.secretaires,
            en_exercice=self.assemblee.effectif_en_exercice,
            regle=regle_quorum(self.assemblee, self.date),
            hauteurs=self.presents_par_colonne,
        )

    def en_ordre(self, membres: Iterable[Membre]) -> tuple[Membre, ...]:
        """Return members in the order of the table; as they are where « presents » has its own order."""
        if self.presents is not None:
            return tuple(membres)
        place = {membre.cle: rank for rank, membre in enumerate(self._sitting())}
        return tuple(sorted(membres, key=lambda membre: place.get(membre.cle, len(place))))

    def _fallen(self, proxies: Iterable[Pouvoir], appel: Appel) -> tuple[Pouvoir, ...]:
        """Return the proxies whose holder has not arrived yet, or has left: nobody exercises them."""
        away = cles(movement.membre for movement in self.mouvements) - cles(appel.presents)
        return tuple(p for p in proxies if p.mandataire.cle in away)

    def _without_a_proxy(self, appel: Appel, proxies: Iterable[Pouvoir]) -> Appel:
        """Return the roll in which those whose proxy has ended, or fell, are absent."""
        said = cles((*appel.presents, *appel.excuses, *appel.absents, *(p.mandant for p in proxies)))
        alone = without({p.mandant.cle: p.mandant for p in self.pouvoirs}.values(), said)
        return replace(appel, absents=(*appel.absents, *alone)) if alone else appel


__all__ = [
    "Convocation",
    "DecisionRendue",
    "Deport",
    "HuisClos",
    "Mouvement",
    "Pouvoir",
    "Seance",
    "Visioconference",
]
