"""The vote on one item: ordinary, public with names, or secret with rounds.

Votes cast (« suffrages exprimés ») are pour + contre: abstentions, blank and spoilt papers and members who
do not take part are not cast (CGCT L2121-20). Members who take no part (NPPV) stand outside the vote: they
are recusals of the item, see ``delibgen.model.seance``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal, Self

from pydantic import Strict, model_validator

from delibgen import french
from delibgen.model.base import Choix, Jour, Ligne, Nombre, OuiNon, Record, Suite
from delibgen.model.champs import VOIX
from delibgen.model.formule import Rempli, named
from delibgen.model.kept import cached_property
from delibgen.model.les_autres import read_others
from delibgen.model.membre import Membre, MembreLu, NomLu
from delibgen.model.vocabulaire import Vocabulaire

_USUEL = Vocabulaire()
SENS = ("pour", "contre", "abstentions")
"""The senses of a vote."""


class ModeScrutin(Choix):
    """How votes are collected (CGCT L2121-21)."""

    ORDINAIRE = "ordinaire"
    PUBLIC = "public"
    SECRET = "secret"  # noqa: S105  (a ballot, not a password)


class Sort(Choix):
    """What became of an item."""

    ADOPTE = "adopte"
    REJETE = "rejete"
    PREND_ACTE = "prend_acte"
    AJOURNE = "ajourne"
    RETIRE = "retire"
    DESIGNATION = "designation"


class Candidature(Record):
    """A candidate, a list or an answer in a secret ballot."""

    nom: NomLu
    """Candidat, liste ou réponse : « Madame Claire FONTAINE »."""
    voix: Nombre
    """Suffrages obtenus."""
    naissance: Jour | None = None
    """Date de naissance : à égalité au dernier tour, le plus âgé est élu (CGCT L2121-21)."""


class Tour(Record):
    """One round of a secret ballot: papers found, blank, spoilt, and votes of each candidate."""

    bulletins: Nombre
    """Bulletins trouvés dans l'urne."""
    blancs: Nombre = 0
    """Bulletins blancs."""
    nuls: Nombre = 0
    """Bulletins nuls."""
    candidatures: Suite[Candidature]
    """Suffrages obtenus par chacun."""

    @property
    def exprimes(self) -> int:
        """Votes cast: papers less blank and spoilt ones."""
        return self.bulletins - self.blancs - self.nuls

    @property
    def majorite_absolue(self) -> int:
        """More than half of the votes cast."""
        return self.exprimes // 2 + 1


class VoteGroupe(Record):
    """The votes of one political group; names come from the vote, and from the group of each member."""

    groupe: Ligne
    """Groupe, tel qu'il s'imprime : « groupe Ormeval ensemble », « non-inscrits »."""
    pour: Nombre = 0
    """Voix pour."""
    contre: Nombre = 0
    """Voix contre."""
    abstentions: Nombre = 0
    """Abstentions."""
    non_votants: Nombre = 0
    """Membres du groupe qui ne prennent pas part au vote."""


def _asked(data: dict[str, object]) -> dict[str, object]:
    """Return who asked for a special ballot, from their number: minutes must say it (CGCT L2121-15)."""
    count = str(data.get("demandeurs") or "")
    special = data.get("mode") in {"public", "secret"}
    return {"demande": french.compte(int(count), "membre")} if special and count.isdigit() else {}


@dataclass(frozen=True)
class VoixGroupe:
    """What one group does in one sense, to be printed."""

    groupe: str
    nombre: int
    noms: str


def _sums(groupes: object) -> dict[str, object]:
    """Return what the groups do in each sense, for those that the vote does not tell."""
    told = _fields_of(groupes)
    if told is None:
        return {}  # told by the check of the groups themselves
    sums = {sense: _sum([groupe.get(sense, 0) for groupe in told]) for sense in (*SENS, "non_votants")}
    return {sense: total for sense, total in sums.items() if total is not None}


def _fields_of(groupes: object) -> list[Mapping[str, object]] | None:
    """Return the fields of the groups of a vote, read or made already; ``None`` if one is no group."""
    if not isinstance(groupes, list | tuple) or not all(isinstance(g, dict | VoteGroupe) for g in groupes):
        return None
    return [groupe if isinstance(groupe, dict) else vars(groupe) for groupe in groupes]


def _sum(counts: Sequence[object]) -> int | str | None:
    """Return a sum as its counts are written, as a text if one is; ``None`` if one of them is no count."""
    if not all(isinstance(count, int) or str(count).isdigit() for count in counts):
        return None
    total = sum(count if isinstance(count, int) else int(str(count)) for count in counts)
    return str(total) if any(isinstance(count, str) for count in counts) else total


_SEMICOLON = "\u00a0; "
Ecriture = Callable[[Membre], str]
"""How a voter is named."""


def nom_abrege(membre: Membre) -> str:
    """Return « Mme Anne ROY »."""
    return membre.nom_abrege


@dataclass(frozen=True)
class Voix:
    """The votes on one item, as they are said: what the words of an assembly are made of."""

    scrutin: Scrutin
    ecrit: Ecriture = nom_abrege
    reunis: Callable[[Sequence[str]], str] = ", ".join

    @property
    def pour(self) -> str:
        """« 15 voix pour (M. Paul NOIR ; dont 1 procuration) »."""
        vote = self.scrutin
        said = self._named(vote.noms_pour, vote.pouvoirs_pour)
        return f"{french.compte(vote.pour, 'voix')} pour{said}"

    @property
    def contre(self) -> str:
        """« 2 voix contre (…) », nothing when nobody is against."""
        vote = self.scrutin
        said = self._named(vote.noms_contre, vote.pouvoirs_contre)
        return f"{french.compte(vote.contre, 'voix')} contre{said}" if vote.contre else ""

    @property
    def abstentions(self) -> str:
        """« 1 abstention (…) », nothing when nobody abstains."""
        vote = self.scrutin
        said = self._named(vote.noms_abstentions, vote.pouvoirs_abstentions)
        return f"{french.compte(vote.abstentions, 'abstention')}{said}" if vote.abstentions else ""

    @property
    def comptes(self) -> str:
        """« par 15 voix pour, 2 voix contre et 1 abstention »."""
        vote = self.scrutin
        parts = [self.pour, self.contre or "0 voix contre"]
        if vote.abstentions:
            parts.append(self.abstentions)
        papers = ((vote.blancs, "bulletin blanc"), (vote.nuls, "bulletin nul"))
        parts += [french.compte(count, word) for count, word in papers if count]
        return f"par {french.liste(parts)}"

    def noms(self, membres: Iterable[Membre]) -> str:
        """Return names as the assembly writes its voters."""
        return self.reunis([self.ecrit(membre) for membre in membres])

    def _named(self, membres: tuple[Membre, ...], proxies: int | None) -> str:
        """« (M. Paul NOIR, Mme Anne ROY ; dont 1 procuration) », or what is known of it."""
        parts = [self.noms(membres)] if membres else []
        if proxies:
            parts.append(f"dont {french.compte(proxies, 'procuration')}")
        return f" ({_SEMICOLON.join(parts)})" if parts else ""

    def dit(self, formule: str) -> str:
        """Return words of the assembly with the votes in their place."""
        return Rempli(VOIX, self).texte(formule)


class Scrutin(Record):
    """The votes on one item. In a file, ``contre:`` may be a number or the list of the names."""

    mode: Annotated[ModeScrutin, Strict(strict=False)] = ModeScrutin.ORDINAIRE
    """Mode de scrutin : ordinaire, public ou secret."""
    pour: Nombre = 0
    """Voix pour : un nombre, des noms, ou « les autres »."""
    reste_pour: OuiNon = False
    """Tous les autres votants votent pour : leurs voix sont comptées d'après la présence au point."""
    contre: Nombre = 0
    """Voix contre."""
    abstentions: Nombre = 0
    """Abstentions."""
    noms_pour: Suite[MembreLu] = ()
    """Noms de ceux qui votent pour, si le scrutin est public ou s'ils le demandent."""
    noms_contre: Suite[MembreLu] = ()
    """Noms de ceux qui votent contre."""
    noms_abstentions: Suite[MembreLu] = ()
    """Noms de ceux qui s'abstiennent."""
    non_votants: Nombre = 0
    """Présents qui ne prennent pas part au vote, sans leur nom ; avec leur nom, ce sont des déports."""
    pouvoirs_pour: Nombre | None = None
    """Procurations parmi les voix pour, si le compte rendu les dit : « dont 3 procurations »."""
    pouvoirs_contre: Nombre | None = None
    """Procurations parmi les voix contre."""
    pouvoirs_abstentions: Nombre | None = None
    """Procurations parmi les abstentions."""
    blancs: Nombre = 0
    """Bulletins blancs d'un vote secret par oui ou non."""
    nuls: Nombre = 0
    """Bulletins nuls d'un vote secret par oui ou non."""
    groupes: Suite[VoteGroupe] = ()
    """Votes par groupe politique ; leurs sommes donnent les voix qui ne sont pas dites."""
    tours: Suite[Tour] = ()
    """Tours d'une élection ou d'une désignation au scrutin secret."""
    elus: Suite[NomLu] = ()
    """Personnes désignées, telles que le président les a proclamées."""
    voix_du_president: Literal["pour", "contre"] | None = None
    """Vote du président en cas de partage : sa voix est prépondérante (CGCT L2121-20)."""
    demande: Ligne | None = None
    """Qui a demandé un scrutin public ou secret : « le tiers des membres présents » (CGCT L2121-21)."""
    demandeurs: Nombre | None = None
    """Nombre de membres présents qui ont demandé ce mode de scrutin."""
    renonciation_au_secret: OuiNon = False
    """L'assemblée a décidé à l'unanimité de ne pas voter au scrutin secret (CGCT L2121-21)."""

    @model_validator(mode="before")
    @classmethod
    def _names_or_numbers(cls, data: object) -> object:
        data = read_others(data)
        if not isinstance(data, dict):
            return data
        data = dict(data)
        for sense in SENS:
            names = data.get(sense)
            if isinstance(names, list | tuple):
                data[f"noms_{sense}"] = names
                data[sense] = str(len(names)) if names and isinstance(names[0], str) else len(names)
        return {**_sums(data.get("groupes")), **_asked(data), **data}

    @model_validator(mode="after")
    def _secret_hides_names(self) -> Self:
        if self.mode is ModeScrutin.SECRET:
            if self.noms_pour or self.noms_contre or self.noms_abstentions:
                raise ValueError("scrutin secret : aucun nom de votant ; ôter les noms")
            return self
        if self.tours or self.blancs or self.nuls:
            raise ValueError("tours, bulletins blancs et nuls : seulement si mode est « secret »")
        return self

    @cached_property
    def exprimes(self) -> int:
        """Votes cast: pour + contre, or those of the last round."""
        return self.tours[-1].exprimes if self.tours else self.pour + self.contre

    @cached_property
    def votants(self) -> int:
        """Members who voted, themselves or by proxy, abstentions and blank papers included."""
        if self.tours:
            return self.tours[-1].bulletins
        return self.pour + self.contre + self.abstentions + self.blancs + self.nuls

    @property
    def majorite_absolue(self) -> int:
        """More than half of the votes cast."""
        return self.exprimes // 2 + 1

    @property
    def unanime(self) -> bool:
        """Whether all votes cast are for, at least one being cast."""
        return not self.tours and self.pour > 0 and self.contre == 0

    @property
    def partage(self) -> bool:
        """Whether as many votes are for as against, some being cast."""
        return not self.tours and self.pour == self.contre > 0

    def resultat(
        self,
        *,
        par_nom: bool = False,
        presidente: bool = False,
        deports: bool = False,
        vocabulaire: Vocabulaire = _USUEL,
        ecrit: Ecriture = nom_abrege,
    ) -> str:
        """Return the result in words, as it follows « après en avoir délibéré ».

        Args:
            par_nom: the votes for are counted, and named when the names are known, even if all are for.
            presidente: the chair is a woman, for « la voix de la présidente étant prépondérante ».
            deports: some members take no part: the vote is not unanimous among all who are present.
            vocabulaire: the words that the assembly has chosen.
            ecrit: how a voter is named.
        """
        voix = Voix(self, ecrit)
        partial = deports or self.non_votants
        chosen = vocabulaire.unanimite_avec_deports if partial else vocabulaire.unanimite
        all_for = voix.dit(chosen) if chosen else "à l'unanimité"
        counted = f", par {voix.pour}" if self.noms_pour else f" ({voix.pour})"
        said = self._issue(vocabulaire, voix, all_for + (counted if par_nom else "")) + self._casting(
            presidente=presidente
        )
        shown = vocabulaire.scrutin_ordinaire if self.mode is ModeScrutin.ORDINAIRE else None
        return f"{shown}, {said}" if shown else said

    def _issue(self, words: Vocabulaire, voix: Voix, all_for: str) -> str:
        if self.unanime and self.votants == self.pour:
            return all_for
        if self.unanime and not self.secret:
            return voix.dit(words.avec_abstentions)
        if not words.majorite or not self.pour > self.contre > 0:
            return voix.comptes
        said = voix.dit(words.majorite)
        return said if named(words.majorite) else f"{said}, {voix.comptes}"

    def _casting(self, *, presidente: bool) -> str:
        who = "de la présidente" if presidente else "du président"
        return f", la voix {who} étant prépondérante" if self.partage and self.voix_du_president else ""

    @property
    def public(self) -> bool:
        """Whether the ballot is public, with the names in the register (CGCT L2121-21)."""
        return self.mode is ModeScrutin.PUBLIC

    @property
    def secret(self) -> bool:
        """Whether the ballot is secret."""
        return self.mode is ModeScrutin.SECRET

    @cached_property
    def sort(self) -> Sort:
        """What the vote alone decides; a tie follows the chair's own vote, except in a secret ballot."""
        if self.tours:
            return Sort.DESIGNATION
        carried = self.pour > self.contre
        if self.partage and not self.secret:
            carried = self.voix_du_president == "pour"
        return Sort.ADOPTE if carried else Sort.REJETE


class VoteSepare(Record):
    """A vote on a part of the item, before the vote on the whole: an amendment, a chapter, an article."""

    objet: Ligne
    """Ce qui est mis aux voix : « Amendement de Monsieur BAZIN », « Chapitre 011 »."""
    scrutin: Scrutin
    """Vote."""


__all__ = [
    "Candidature",
    "Membre",
    "ModeScrutin",
    "Scrutin",
    "Sort",
    "Tour",
    "Voix",
    "VoteGroupe",
    "VoteSepare",
]
