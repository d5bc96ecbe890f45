"""The lines of an extract, in the words that the assembly chose: what the templates print.

Each property is the lines of one formula (``delibgen.model.formules``), computed when it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import takewhile
from typing import TYPE_CHECKING

from delibgen.model.champs import DEPORT, SEPARE
from delibgen.model.diction import Lignes
from delibgen.model.dispositif import Dispositif, LigneDispositif
from delibgen.model.formule import SANS, Rempli, named
from delibgen.model.kept import cached_property
from delibgen.model.phrases_seance import PhrasesSeance
from delibgen.model.tournures import names

if TYPE_CHECKING:
    from delibgen.model.scrutin import VoteSepare

_SAYS_VOTE = frozenset({"resultat", "pour", "nombre_pour", "noms_pour", "groupes_pour"})
"""Fields by which a formula tells the result of the vote."""
_POUR = "{noms_pour:A} voté pour\u00a0: {noms_pour}."
"""What minutes say of those in favour, where extracts say nothing of them."""


class Phrases(PhrasesSeance):
    """What one act prints, line by line."""

    @property
    def suspendu(self) -> bool:
        """Whether the item was postponed or withdrawn: nothing was decided."""
        return self.acte.ajourne or self.acte.retire

    @property
    def numero(self) -> Lignes:
        """Number."""
        return self._lignes("numero") if self.acte.presentation.numero else ()

    @property
    def objet(self) -> Lignes:
        """Heading and subject."""
        return self._lignes("objet")

    @property
    def ligne_rapporteurs(self) -> Lignes:
        """Rapporteurs."""
        return self._lignes("rapporteurs") if self.acte.tous_rapporteurs else ()

    @property
    def avant_expose(self) -> Lignes:
        """What stands above the statement, when the assembly words it."""
        return self._lignes("avant_expose") if self.acte.expose and self.choisie("avant_expose") else ()

    @property
    def apres_expose(self) -> Lignes:
        """What stands under the statement: « Ceci exposé, »."""
        return self._lignes("apres_expose") if self.acte.expose and self.choisie("apres_expose") else ()

    @property
    def visas(self) -> Lignes:
        """Visas, each with its opening word and its mark, under what the assembly puts above them."""
        lines = self._motifs("visa", self.acte.visas)
        return (*self._lignes("avant_visas"), *lines) if lines and self.choisie("avant_visas") else lines

    @property
    def considerants(self) -> Lignes:
        """Recitals."""
        return self._motifs("considerant", self.acte.considerants)

    @property
    def deports(self) -> Lignes:
        """Members who take no part in the vote, under what the assembly puts above; how many are unnamed."""
        named = () if self.formule("deport") == SANS else self.deports_dits
        told = (*self._lignes("avant_deports"), *named) if named else ()
        return told if self._non_votants_dits() else (*told, *self._lignes("non_votants"))

    def _non_votants_dits(self) -> bool:
        """Tell whether all who take no part are named, or counted by other words of the extract."""
        acte, layout = self.acte, self.acte.presentation
        if acte.scrutin is None or not acte.scrutin.non_votants or acte.scrutin.groupes:
            return True
        own = self.texte_propre
        lines = ("vote", *(["comptes"] if layout.comptes else ()), *(["decision"] if own is None else ()))
        counted = any("nombre_non_votants" in named(self.formule(name)) for name in lines)
        return counted or layout.vote_en_tableau or "part au vote" in (own or "")

    @property
    def deports_dits(self) -> Lignes:
        """The same in minutes and registers, which tell them in any case."""
        formule = self.toujours("deport")
        return tuple(
            deport.mention or Rempli(DEPORT, (self, deport)).texte(formule) for deport in self.acte.deports
        )

    @property
    def presidence(self) -> Lignes:
        """Another chair for this item."""
        return self._lignes("presidence")

    @property
    def presidence_dite(self) -> Lignes:
        """The same in minutes and registers, which tell it in any case."""
        return self.lignes_de(self.toujours("presidence"))

    @property
    def votes_separes(self) -> Lignes:
        """Votes on parts of the item, up to the first election: those after it are printed under it."""
        return self.votes_dits(self.acte.votes_separes)

    def votes_dits(self, votes: Iterable[VoteSepare]) -> Lignes:
        """Return the lines of votes, up to the first election."""
        formule = self.formule("vote_separe")
        ordinary = takewhile(lambda vote: not vote.scrutin.tours, votes)
        return tuple(Rempli(SEPARE, self.acte.resultat_separe(vote)).texte(formule) for vote in ordinary)

    @property
    def scrutin(self) -> Lignes:
        """Who asked for the ballot, and that it is secret."""
        return self._annonce(self.formule("demande"))

    @property
    def scrutin_dit(self) -> Lignes:
        """The same in minutes and registers, which tell the request in any case (CGCT L2121-15)."""
        return self._annonce(self.toujours("demande"))

    def _annonce(self, demande: str) -> Lignes:
        vote = self.acte.scrutin
        secret = bool(self.acte.depouillements) or (vote is not None and vote.secret)
        asked = self.lignes_de(demande) if vote is not None else ()
        return (*asked, *self._lignes("scrutin_secret")) if secret else asked

    @cached_property
    def propre(self) -> str | None:
        """The formula of decision that the act or the assembly chose, its fields to be filled."""
        return self.formule("decision") if self.choisie("decision") else None

    @property
    def texte_propre(self) -> str | None:
        """The formula that the act or the assembly words whole, printed as it is."""
        if self.acte.formules.decision is not None:
            return None
        theirs = self.assemblee.formule if self.assemblee.formules.decision is None else None
        return self.acte.formule or theirs

    @property
    def formule_propre(self) -> bool:
        """Whether the formula of decision is not the usual one."""
        return self.texte_propre is not None or self.propre is not None

    @cached_property
    def decision(self) -> Lignes:
        """What opens the operative part, or stands for it."""
        acte = self.acte
        instead = self._formule_du_sort()
        if instead:
            return self._lignes(instead)
        if self.texte_propre is not None:
            return tuple(self.texte_propre.split("\n"))
        if self.propre is None and acte.dispositif is None and not acte.resultat_vote:
            return ()
        return self._lignes("decision")

    def _formule_du_sort(self) -> str:
        """Return the formula that the outcome puts in the place of the decision, none if it does not."""
        if self.suspendu:
            return "ajourne" if self.acte.ajourne else "retire"
        if self._dit_rejet:
            return "rejet"
        return "prend_acte" if self._dit_prend_acte else ""

    @property
    def _dit_rejet(self) -> bool:
        """Whether the formula of a rejection stands: one of the assembly's own says the whole by itself."""
        return self.acte.rejete and (self.acte.dispositif is not None or not self.formule_propre)

    @property
    def _dit_prend_acte(self) -> bool:
        """Whether the formula of what is only noted stands: nobody voted."""
        noted = self.acte.prend_acte and self.acte.scrutin is None
        return noted and (self.choisie("prend_acte") or not self.formule_propre)

    @cached_property
    def dispositif(self) -> tuple[LigneDispositif, ...]:
        """The operative part, each decision after its mark."""
        what = self.acte.dispositif
        if what is None:
            return ()
        formule = self._marque(what)
        return what.lignes if formule is None else self._dispositif(what, formule)

    def _marque(self, what: Dispositif) -> str | None:
        """Return the formula of the marks, ``None`` for the dash of the style, or for no mark at all."""
        if what.articles:
            return self.formule("article")
        if self.choisie("puce"):
            return self.formule("puce")
        return "{rang}." if what.verbes_numerotes else None

    @cached_property
    def vote(self) -> Lignes:
        """Result of the vote, where the decision does not tell it, or as the assembly words it."""
        acte = self.acte
        if acte.scrutin is None or self.suspendu or acte.scrutin.tours:
            return ()
        if self.choisie("vote"):
            return self._lignes("vote")
        told = self.texte_propre is None and _SAYS_VOTE & named(self.formule("decision"))
        return () if told or acte.rejete or acte.presentation.vote_en_tableau else self._lignes("vote")

    @property
    def votes_nommes(self) -> Lignes:
        """Names of the voters, where the sentence of the vote does not tell them."""
        if self.acte.scrutin is None:
            return ()
        table = self.acte.presentation.vote_en_tableau
        names = ("ont_vote_pour", "ont_vote_contre", "se_sont_abstenus")
        shown = (name for name in names if table or self.choisie(name))
        groups = self._lignes("vote_par_groupe") if self.acte.scrutin.groupes else ()
        return (*groups, *(line for name in shown for line in self._lignes(name)))

    @property
    def noms_pour_dits(self) -> Lignes:
        """Names of those in favour in minutes and registers, if the result does not name them (L2121-21)."""
        acte = self.acte
        vote, told = acte.scrutin, f"{acte.formule_decision}\n{acte.issue_dite}"
        if vote is None or all(self.votant(membre) in told for membre in vote.noms_pour):
            return ()
        return self.lignes_de(self.formule("ont_vote_pour") if self.choisie("ont_vote_pour") else _POUR)

    @property
    def cloture(self) -> Lignes:
        """« Fait et délibéré… », « Pour extrait conforme »."""
        done = () if self.suspendu else self._lignes("fait")
        return (*done, *self._lignes("conforme"))

    @property
    def signature_president(self) -> Lignes:
        """What stands above the name of the chair."""
        return self._lignes("signature_president")

    @property
    def president_signe(self) -> bool:
        """Whether the formula of his signature names the chair already."""
        return names(self.formule("signature_president"), "president")

    @property
    def signatures_secretaires(self) -> tuple[tuple[str, str], ...]:
        """What stands above the name of each secretary, and the name; none where the chair signs alone."""
        if self.formule("signature_secretaire") == SANS:
            return ()
        return tuple(
            (self._personne("signature_secretaire", m), m.nom_sans_civilite) for m in self.acte.secretaires
        )

    @property
    def executoire(self) -> Lignes:
        """That the act is executory."""
        return self._lignes("executoire") if self.acte.presentation.executoire and not self.suspendu else ()

    @property
    def recours(self) -> Lignes:
        """How the act may be contested."""
        return self._lignes("recours") if self.acte.presentation.recours and not self.suspendu else ()

    @property
    def pied(self) -> str:
        """Foot of the pages."""
        return " ".join(self._lignes("pied"))

    @property
    def vote_titre(self) -> str:
        """First word of the table of votes."""
        return self.formule("vote_titre")

    @property
    def vote_pour(self) -> str:
        """« POUR »."""
        return self.formule("vote_pour")

    @property
    def vote_contre(self) -> str:
        """« CONTRE »."""
        return self.formule("vote_contre")

    @property
    def vote_abstention(self) -> str:
        """« ABSTENTION »."""
        return self.formule("vote_abstention")

    @property
    def vote_non_votants(self) -> str:
        """« NE SE PRONONCE PAS »."""
        return self.formule("vote_non_votants")

    @property
    def vote_pouvoirs(self) -> str:
        """« DONT 6 PROCURATION(S) »."""
        return " ".join(self._lignes("vote_pouvoirs"))


__all__ = ["Phrases"]
