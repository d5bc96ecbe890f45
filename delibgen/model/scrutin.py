"""The vote on one item: ordinary, public with names, or secret with rounds.

Votes cast (« suffrages exprimés ») are pour + contre: abstentions, blank and spoilt papers and members who
do not take part are not cast (CGCT L2121-20). Members who take no part (NPPV) stand outside the vote: they
are recusals of the item, see ``delibgen.model.seance``.
"""

from enum import StrEnum
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import Strict, model_validator

from delibgen import french
from delibgen.model.base import Jour, Ligne, Nombre, OuiNon, Record, Suite
from delibgen.model.membre import Membre, MembreLu
from delibgen.model.vocabulaire import Vocabulaire

_USUEL = Vocabulaire()


class ModeScrutin(StrEnum):
    """How votes are collected (CGCT L2121-21)."""

    ORDINAIRE = "ordinaire"
    PUBLIC = "public"
    SECRET = "secret"  # noqa: S105  (a ballot, not a password)


class Sort(StrEnum):
    """What became of an item."""

    ADOPTE = "adopte"
    REJETE = "rejete"
    PREND_ACTE = "prend_acte"
    AJOURNE = "ajourne"
    RETIRE = "retire"
    DESIGNATION = "designation"


class Candidature(Record):
    """A candidate, a list or an answer in a secret ballot."""

    nom: Ligne
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


_SEMICOLON = "\u00a0; "


def _named(membres: tuple[Membre, ...], proxies: int | None) -> str:
    """« (M. Paul NOIR, Mme Anne ROY ; dont 1 procuration) », or what is known of it."""
    parts = [", ".join(membre.nom_abrege for membre in membres)] if membres else []
    if proxies:
        parts.append(f"dont {french.compte(proxies, 'procuration')}")
    return f" ({_SEMICOLON.join(parts)})" if parts else ""


class Scrutin(Record):
    """The votes on one item. In a file, ``contre:`` may be a number or the list of the names."""

    mode: Annotated[ModeScrutin, Strict(strict=False)] = ModeScrutin.ORDINAIRE
    """Mode de scrutin : ordinaire, public ou secret."""
    pour: Nombre = 0
    """Voix pour."""
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
    tours: Suite[Tour] = ()
    """Tours d'une élection ou d'une désignation au scrutin secret."""
    elus: Suite[Ligne] = ()
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
        if not isinstance(data, dict):
            return data
        data = dict(data)
        for sense in ("pour", "contre", "abstentions"):
            names = data.get(sense)
            if isinstance(names, list | tuple):
                data[f"noms_{sense}"] = names
                data[sense] = str(len(names)) if names and isinstance(names[0], str) else len(names)
        return data

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
        """Whether as many votes are for as against."""
        return not self.tours and self.pour == self.contre

    def resultat(
        self,
        *,
        par_nom: bool = False,
        presidente: bool = False,
        deports: bool = False,
        vocabulaire: Vocabulaire = _USUEL,
    ) -> str:
        """Return the result in words, as it follows « après en avoir délibéré ».

        Args:
            par_nom: the votes for are counted, and named when the names are known, even if all are for.
            presidente: the chair is a woman, for « la voix de la présidente étant prépondérante ».
            deports: some members take no part: the vote is not unanimous among all who are present.
            vocabulaire: the words that the assembly has chosen.
        """
        partial = deports or self.non_votants
        chosen = vocabulaire.unanimite_avec_deports if partial else vocabulaire.unanimite
        all_for = chosen or "à l'unanimité"
        named = f" ({self._pour})" if par_nom else ""
        said = self._issue(vocabulaire, all_for + named, presidente=presidente)
        shown = vocabulaire.scrutin_ordinaire if self.mode is ModeScrutin.ORDINAIRE else None
        return f"{shown}, {said}" if shown else said

    def _issue(self, words: Vocabulaire, all_for: str, *, presidente: bool) -> str:
        if self.unanime and self.votants == self.pour:
            return all_for
        if self.unanime and not self.secret:
            return words.sans_contre(self._pour, self._abstentions)
        return self._majority(words) + self._counts + self._casting(presidente=presidente)

    def _majority(self, words: Vocabulaire) -> str:
        return f"{words.majorite}, " if words.majorite and self.pour > self.contre > 0 else ""

    def _casting(self, *, presidente: bool) -> str:
        who = "de la présidente" if presidente else "du président"
        return f", la voix {who} étant prépondérante" if self.partage and self.voix_du_president else ""

    @property
    def _counts(self) -> str:
        against = _named(self.noms_contre, self.pouvoirs_contre)
        parts = [self._pour, f"{french.compte(self.contre, 'voix')} contre{against}"]
        if self.abstentions:
            parts.append(self._abstentions)
        parts += [
            french.compte(count, word)
            for count, word in ((self.blancs, "bulletin blanc"), (self.nuls, "bulletin nul"))
            if count
        ]
        return f"par {french.liste(parts)}"

    @property
    def _pour(self) -> str:
        return f"{french.compte(self.pour, 'voix')} pour{_named(self.noms_pour, self.pouvoirs_pour)}"

    @property
    def _abstentions(self) -> str:
        named = _named(self.noms_abstentions, self.pouvoirs_abstentions)
        return f"{french.compte(self.abstentions, 'abstention')}{named}"

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


class ResultatSepare(Record):
    """A separate vote as it is printed."""

    objet: str
    """Ce qui est mis aux voix."""
    sort: str
    """« adoption » ou « rejet »."""
    resultat: str
    """Résultat, en mots."""


__all__ = ["Candidature", "Membre", "ModeScrutin", "ResultatSepare", "Scrutin", "Sort", "Tour", "VoteSepare"]
