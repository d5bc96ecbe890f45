"""How an act is said: people and lists as the assembly writes them, and what the fields of formulas read."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from delibgen.model import allees_venues
from delibgen.model.champs import (
    GROUPE,
    MEMBRE,
    PERSONNE,
    POUVOIR,
    SANS_POUVOIR,
)
from delibgen.model.champs_acte import ACTE, of_sitting, of_state
from delibgen.model.formule import SANS, Champs, Rempli, Valeur
from delibgen.model.formules import USUELLES, chosen
from delibgen.model.kept import cached_property, kept
from delibgen.model.listes import Listes
from delibgen.model.phrases_communes import Lignes
from delibgen.model.scrutin import SENS, Voix, VoixGroupe

if TYPE_CHECKING:  # deliberation.py builds on this module
    from delibgen.model.assemblee import Assemblee, Collectivite
    from delibgen.model.deliberation import Deliberation
    from delibgen.model.membre import Membre, Personne
    from delibgen.model.presence import Appel, Presence
    from delibgen.model.seance import Convocation, HuisClos, Pouvoir, Seance, Visioconference

R = TypeVar("R")


Nom = tuple[type["Diction"], str]
"""Who says it, and the formula or the name of what is said: a way of saying of one's own shares nothing."""
_WHOLE = frozenset({"nom_complet", "nom_abrege", "nom_court", "nom_sans_civilite"})
"""Fields that name a person."""
_MOST = 4096
"""Members whose words are kept; guests of a thousand sittings of one assembly are not all held."""


def _lines(_: Seance | Presence) -> dict[Nom, tuple[Seance, Membre, Membre | None, Lignes]]:
    """Return where lines that the sitting alone fills, or who takes part, are kept: with which chair."""
    return {}


def _by_name(_: Presence) -> dict[type[Diction], tuple[Seance, Membre, Membre | None, dict[str, Lignes]]]:
    """Return where lines are kept by the name of their formula: of which sitting, with which chair."""
    return {}


def _lists(_: Seance) -> dict[Nom, tuple[Appel, tuple[Pouvoir, ...], object]]:
    """Return where what was said last of the roll is kept: of which one, with which proxies, what."""
    return {}


def _members(_: Assemblee) -> dict[tuple[Nom, int], tuple[Personne, str]]:
    """Return where members as formulas write them are kept; each is held, so that her identity is hers."""
    return {}


_OF_ITEM = re.compile(
    r"\{[?!]?(?:pouvoir_de|pouvoir_a|present|excuse|arrivee\.|depart\.)[.}|a-z_]", re.IGNORECASE
)
"""A field of a member that changes with the item, or with the sitting."""


def _tells_proxies(assemblee: Assemblee) -> bool:
    """Tell whether a formula says more of a member than who he is: he is then written anew for each item."""
    return any(_OF_ITEM.search(formule) for formule in assemblee.formules_choisies.values())


class Diction(Listes):
    """The formulas of an act, and the values of their fields."""

    acte: Deliberation

    def __init__(self, acte: Deliberation) -> None:
        self.acte = acte
        self.assemblee: Assemblee = acte.assemblee
        self.collectivite: Collectivite = acte.collectivite
        self._propres = chosen(acte.formules)
        theirs = self.assemblee.formules_choisies
        self._choisies = {**theirs, **self._propres} if self._propres else theirs
        self._partage = not self._propres and _is_as_its_sitting(acte)
        self._par_point = kept(_tells_proxies, self.assemblee)

    # How people and lists are written.

    def formule(self, nom: str) -> str:
        """Return a formula: that of the act, of the assembly, or the usual one."""
        found = self._choisies.get(nom)
        return USUELLES.get(nom, "") if found is None else found

    def choisie(self, nom: str) -> bool:
        """Tell whether the act or the assembly words a line itself."""
        return nom in self._choisies

    def toujours(self, nom: str) -> str:
        """Return a formula that minutes and registers print even where extracts print none (« non »)."""
        theirs = self.assemblee.formules_choisies.get(nom, SANS)
        return next(f for f in (self.formule(nom), theirs, USUELLES[nom]) if f != SANS)

    def _lignes(self, nom: str) -> Lignes:
        """Return the lines of a formula; those that items share are found again by its name."""
        lines = self._communes.get(nom)
        if lines is None:
            formule = self.formule(nom)
            lines = self.lignes_de(formule)
            if self._partage and of_state(formule):
                self._communes[nom] = lines
        return lines

    @cached_property
    def _communes(self) -> dict[str, Lignes]:
        """Lines, by name, that are known of the items of the same state, under the same chair."""
        acte = self.acte
        try:
            said = kept(_by_name, acte.presence) if self._partage else {}
        except ValueError:  # an item without its hour: who takes part is not known
            return {}
        known = said.get(type(self))
        if known is None or known[0] is not acte.seance or not self._chairs(known):
            known = said[type(self)] = acte.seance, acte.president, acte.presidence, {}
        return known[3]

    def lignes_de(self, formule: str) -> Lignes:
        """Return the lines of a formula, kept when only the sitting, or who takes part, fills them.

        Not those of an act that words something itself (a formula may be written with another), or whose
        class gives it another assembly or other secretaries than its sitting.
        """
        if not self._partage or not of_state(formule):
            return Rempli(ACTE, self).lignes(formule)
        acte, key = self.acte, (type(self), formule)
        of_all = of_sitting(formule) and not self._par_point
        said = kept(_lines, acte.seance if of_all else acte.presence)
        known = said.get(key)
        if known is None or known[0] is not acte.seance or not (of_all or self._chairs(known)):
            lines = Rempli(ACTE, self).lignes(formule)
            known = said[key] = acte.seance, acte.president, acte.presidence, lines
        return known[3]

    def _chairs(self, known: tuple[Seance, Membre, Membre | None, object]) -> bool:
        """Tell whether the chair is the one of lines that are known."""
        return known[1] is self.acte.president and known[2] is self.acte.presidence

    def _de_l_appel(self, nom: str, dire: Callable[[], R]) -> R:
        """Return what is said of the roll and of the proxies: one object while neither changes."""
        if not self._partage:
            return dire()
        presence, said, key = self.acte.presence, kept(_lists, self.acte.seance), (type(self), nom)
        known = said.get(key)
        if known is None or known[0] is not presence.appel or known[1] is not presence.pouvoirs:
            known = said[key] = (presence.appel, presence.pouvoirs, dire())
        found: R = known[2]  # type: ignore[assignment]  # what ``dire`` returned, for this name
        return found

    def _dit(self, nom: str, champs: Champs[tuple[Diction, R]], about: R) -> str:
        return Rempli(champs, (self, about)).texte(self.formule(nom))

    def membre(self, personne: Personne) -> str:
        """Return a member as lists write him."""
        return self._personne("membre", personne)

    def votant(self, membre: Membre) -> str:
        """Return a voter as the result names him."""
        return self._personne("votant", membre)

    def _personne(self, nom: str, personne: Personne) -> str:
        """Return a person as a formula says, kept for the acts that word nothing themselves."""
        formule, said = self.formule(nom), kept(_members, self.assemblee)
        if self._propres or self._par_point:  # proxies change with the item
            return self._nomme(formule, personne)
        key = ((type(self), formule), id(personne))
        known = said.get(key)
        if known is None:
            if len(said) >= _MOST:
                said.clear()
            known = said[key] = (personne, self._nomme(formule, personne))
        return known[1]

    def _nomme(self, formule: str, personne: Personne) -> str:
        """Return a person as a formula says; two members of the same whole name never read alike."""
        text = Rempli(MEMBRE, (self, personne)).texte(formule)
        if personne.nom_complet not in self.assemblee.memes_noms or "{commune}" in formule:
            return text
        commune = self.attribut(personne, "commune")
        return f"{text} ({commune})" if commune else text

    def sans_pouvoir(self, personne: Personne) -> str:
        """Return a member as lists write him, without the proxies that he holds."""
        formule = self.formule("membre")
        if "pouvoir_de" not in formule:
            return self.membre(personne)
        return Rempli(SANS_POUVOIR, (self, personne)).texte(formule)

    def pouvoir_de(self, personne: Personne, nom: str = "nom_complet") -> str:
        """Return whose proxy a member holds for this item: « Madame ROY »."""
        proxies = self.acte.presence.pouvoirs
        held = (p.mandant for p in proxies if p.mandataire is personne or p.mandataire == personne)
        return self.attributs(held, nom)

    def pouvoir_a(self, personne: Personne) -> Membre | None:
        """Return who holds the proxy of an absent member for this item."""
        held = (p.mandataire for p in self.acte.presence.pouvoirs if p.mandant == personne)
        return next(held, None)

    def est_present(self, personne: Personne) -> bool:
        """Tell whether a member is present for this item."""
        return getattr(personne, "cle", None) in self.acte.presence.cles_presents

    def est_excuse(self, personne: Personne) -> bool:
        """Tell whether a member is excused, without a proxy, for this item."""
        return personne in self.acte.presence.excuses

    def allee(self, sens: str, personne: Personne, nom: str) -> Valeur:
        """Return the hour, or the item, of the arrival or of the departure of a member."""
        find = allees_venues.arrivee if sens == "arrivee" else allees_venues.depart
        moved = find(self.acte.seance, personne)
        value: Valeur = getattr(moved, nom) if moved else None
        return value

    def debut(self, pouvoir: Pouvoir) -> Valeur:
        """Return the hour from which a proxy given on leaving holds."""
        return allees_venues.debut_du_pouvoir(self.acte.seance, pouvoir)

    def fin(self, pouvoir: Pouvoir) -> Valeur:
        """Return the hour when a proxy ended, because its giver arrived."""
        return allees_venues.fin_du_pouvoir(self.acte.seance, pouvoir)

    @property
    def participants(self) -> tuple[Membre, ...]:
        """Those who attended at some time of the sitting."""
        return allees_venues.participants(self.acte.seance)

    @property
    def pouvoirs_seance(self) -> str:
        """The proxies of the whole sitting."""
        given = allees_venues.tous_pouvoirs(self.acte.seance)
        return self.joints(self._dit("pouvoir", POUVOIR, held) for held in given)

    def titulaire(self, personne: Personne) -> Membre | None:
        """Return whose place a suppléant takes, when the assembly lists him."""
        name = getattr(personne, "suppleant_de", None) or ""
        known = self.assemblee.annuaire
        return known.find(name) if known.knows(name) else None

    def attribut(self, personne: Personne | None, nom: str) -> str | None:
        """Return a field of a person; a short name borne by two members is given whole."""
        if personne is None:
            return None
        if nom == "nom_court" and self.assemblee.homonymes and personne.nom_court in self.assemblee.homonymes:
            return personne.nom_complet
        return PERSONNE[nom](personne)

    def nomme(self, personne: Personne | None, nom: str) -> str | None:
        """Return a field of a person named in a sentence: of two whole names alike, with the commune."""
        text = self.attribut(personne, nom)
        if personne is None or nom not in _WHOLE or personne.nom_complet not in self.assemblee.memes_noms:
            return text
        commune = self.attribut(personne, "commune")
        return f"{text} ({commune})" if commune else text

    # What the fields read of the act.

    @property
    def convocation(self) -> Convocation | None:
        """Notice of the sitting."""
        return self.acte.seance.convocation

    @property
    def huis_clos(self) -> HuisClos | None:
        """Decision to sit in private, when it covers this item."""
        private = self.acte.seance.huis_clos
        return private if private is not None and private.couvre(self.acte.rang) else None

    @property
    def visio(self) -> Visioconference | None:
        """Places linked together."""
        return self.acte.seance.visioconference

    @property
    def a_distance(self) -> tuple[Membre, ...]:
        """Members present at a distance for this item."""
        there = self.acte.presence.cles_presents
        return tuple(m for m in self.visio.a_distance if m.cle in there) if self.visio else ()

    @property
    def titulaires(self) -> tuple[Membre, ...]:
        """Members present in their own right."""
        return tuple(m for m in self.acte.presence.presents if m.suppleant_de is None)

    @property
    def suppleants(self) -> tuple[Membre, ...]:
        """Members present in the place of another."""
        return tuple(m for m in self.acte.presence.presents if m.suppleant_de is not None)

    @cached_property
    def pouvoirs(self) -> str:
        """« X pouvoir à Y, Z pouvoir à T »."""
        said = tuple(self._dit("pouvoir", POUVOIR, held) for held in self.acte.presence.pouvoirs)
        if self.choisie("separateur_pouvoirs"):
            return self.formule("separateur_pouvoirs").join(said)
        return self.reunis(said)

    @property
    def rapporteurs(self) -> str:
        """« Madame ROY, 1re adjointe et Maître PRAT »."""
        return self.enumeration([
            who.texte or (self._personne("rapporteur", who.membre) if who.membre else "")
            for who in self.acte.tous_rapporteurs
        ])

    def rapporteurs_par(self, nom: str) -> str:
        """Return the rapporteurs by a field of theirs; who is no member, as he was typed."""
        return self.enumeration([
            who.texte or self.nomme(who.membre, nom) or "" for who in self.acte.tous_rapporteurs
        ])

    @cached_property
    def voix(self) -> Voix | None:
        """The votes, when there are some."""
        scrutin = self.acte.scrutin
        return None if scrutin is None else Voix(scrutin, self.votant, self.reunis)

    @property
    def resultat(self) -> str | None:
        """Result in words; a table tells it alone, unless the assembly has chosen its words."""
        acte = self.acte
        by_table = acte.presentation.vote_en_tableau and not self.assemblee.vocabulaire.choisi
        return None if by_table and not acte.rejete else acte.resultat_vote

    @property
    def introduit(self) -> bool:
        """Whether the operative part needs « décide : » before it."""
        what = self.acte.dispositif
        return what is not None and (what.infinitifs or what.articles or what.liste)

    @property
    def unanime(self) -> bool:
        """Whether all votes are for."""
        vote = self.acte.scrutin
        return vote is not None and vote.unanime and vote.votants == vote.pour

    @property
    def scrutin_public(self) -> bool:
        """Whether the vote is public, with names."""
        return self.acte.scrutin is not None and self.acte.scrutin.public

    @property
    def sans_vote(self) -> bool:
        """Whether nobody votes on the item: postponed or withdrawn before any vote."""
        acte = self.acte
        return (acte.ajourne or acte.retire) and acte.scrutin is None and not acte.votes_separes

    def groupes(self, sens: str) -> str:
        """Return the groups that vote in one sense: « groupe A (12), groupe B (3) »."""
        vote = self.acte.scrutin
        said = [
            VoixGroupe(g.groupe, getattr(g, sens), self._noms_du_groupe(g.groupe, sens))
            for g in (vote.groupes if vote else ())
        ]
        formule = self.formule("groupe")
        return self.joints(Rempli(GROUPE, group).texte(formule) for group in said if group.nombre)

    def _noms_du_groupe(self, groupe: str, sens: str) -> str:
        if sens not in SENS or self.voix is None:
            return ""
        named: tuple[Membre, ...] = getattr(self.voix.scrutin, f"noms_{sens}")
        return self.voix.noms(m for m in named if m.groupe == groupe)


def _is_as_its_sitting(acte: Deliberation) -> bool:
    """Tell whether the assembly, its public body and the secretaries of an act are those of its sitting."""
    assemblee = acte.seance.assemblee
    return (
        acte.assemblee is assemblee
        and acte.collectivite is assemblee.collectivite
        and acte.secretaires is acte.seance.secretaires
    )


__all__ = ["Diction", "Lignes"]
