"""Extract of a deliberation from the register (CGCT L2121-23, R2121-9)."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Annotated, ClassVar, Self

from pydantic import AfterValidator, Strict, ValidationInfo, model_validator

from delibgen.model.acte import Acte, Annexe, Dispositif, Signature
from delibgen.model.acte_assemblee import ActeSeance
from delibgen.model.assemblee import Presentation
from delibgen.model.base import Heure, Jour, Ligne, Nombre, OuiNon, Rang, Record, Suite, Texte, TexteRiche
from delibgen.model.blocs import Ordre
from delibgen.model.champs_libres import ChampsLibres
from delibgen.model.depouillement import Depouillement, ResultatSepare
from delibgen.model.formules import Formules
from delibgen.model.issue import write_outcome, write_outcome_in_numbers, write_outcome_once
from delibgen.model.kept import cached_property
from delibgen.model.les_autres import counted
from delibgen.model.membre import Annuaire, Membre, MembreLu, Rapporteur
from delibgen.model.mentions import MENTIONS
from delibgen.model.montant import PlanFinancement
from delibgen.model.phrases import Phrases
from delibgen.model.presence import Presence
from delibgen.model.scrutin import Scrutin, Sort, VoteSepare
from delibgen.model.seance import Deport, Mouvement, Seance
from delibgen.model.tableau import with_names_for
from delibgen.model.vocabulaire import Vocabulaire
from delibgen.word.lint.mention import Mention


def _check_matiere(value: str) -> str:
    if not re.fullmatch(r"[1-9](?:\.[1-9][0-9]?){0,4}", value):
        raise ValueError(f"matière « {value} » : code attendu, « 7.5 » ou « 7.10 »")
    return value


Matiere = Annotated[Ligne, AfterValidator(_check_matiere)]
"""Code of the nomenclature of acts sent to the préfet, as text: « 7.10 » comes after « 7.9 »."""


class Comptes(Record):
    """Counts declared in the source, to be compared with those that are computed."""

    presents: Nombre | None = None
    """Présents."""
    presents_et_representes: Nombre | None = None
    """Présents, y compris ceux qui ont donné procuration."""
    presents_votants: Nombre | None = None
    """Présents participant au vote."""
    pouvoirs: Nombre | None = None
    """Pouvoirs ou procurations."""
    absents: Nombre | None = None
    """Absents, excusés et représentés compris."""
    en_exercice: Nombre | None = None
    """Membres en exercice."""
    votants: Nombre | None = None
    """Votants, procurations comprises."""
    exprimes: Nombre | None = None
    """Suffrages exprimés."""
    non_votants: Nombre | None = None
    """Membres ne prenant pas part au vote."""
    quorum: Nombre | None = None
    """Quorum."""
    majorite_absolue: Nombre | None = None
    """Majorité absolue."""


class Publicite(Record):
    """Dates that make the act executory, when they are known (CGCT L2131-1)."""

    transmission: Jour | None = None
    """Transmission au représentant de l'État."""
    reception: Jour | None = None
    """Réception par le représentant de l'État."""
    publication: Jour | None = None
    """Publication."""
    affichage: Jour | None = None
    """Affichage."""
    notification: Jour | None = None
    """Notification à l'intéressé, pour une décision individuelle."""
    transmissible: OuiNon = True
    """Soumis à l'obligation de transmission ; « non » pour les actes que L2131-2 en dispense."""
    signature: Jour | None = None
    """Signature électronique, si sa date s'imprime."""

    @property
    def publicite_le(self) -> dt.date | None:
        """Day when the act was made public, or notified."""
        return self.publication or self.affichage or self.notification

    @property
    def executoire(self) -> dt.date | None:
        """Day from which the act is executory: made public and transmitted; ``None`` until both are known."""
        public, sent = self.publicite_le, self.reception or self.transmission
        if public is None or not self.transmissible:
            return public
        return None if sent is None else max(public, sent)


class Deliberation(ActeSeance):
    """A deliberation, with the sitting that voted it."""

    template: ClassVar[str] = "deliberation.docx"
    mentions: ClassVar[tuple[Mention, ...]] = MENTIONS

    numero: Ligne
    """Numéro imprimé, texte libre."""
    numero_transmis: Ligne | None = None
    """Numéro transmis au contrôle de légalité (@CTES), s'il diffère."""
    seance: Seance
    """Séance."""
    rang: Rang | None = None
    """Rang du point dans la séance (CGCT R2121-9)."""
    heure: Heure | None = None
    """Heure à laquelle le point est abordé."""
    rubrique: Ligne | None = None
    """Rubrique imprimée au-dessus de l'objet."""
    rapporteur: MembreLu | None = None
    """Rapporteur ; qui n'est pas membre s'écrit en texte libre."""
    rapporteurs: Suite[Rapporteur] = ()
    """Rapporteurs, s'ils sont plusieurs ou ne sont pas membres : un nom de l'assemblée, ou un texte libre."""
    visas: Suite[Ligne] = ()
    """Visas, sans le « Vu » initial ni la ponctuation finale."""
    considerants: Suite[Ligne] = ()
    """Considérants, sans le « Considérant » initial ni la ponctuation finale."""
    note: TexteRiche | None = None
    """Note explicative de synthèse jointe à la convocation (Markdown ; CGCT L2121-12)."""
    expose: TexteRiche | None = None
    """Exposé des motifs (Markdown)."""
    debats: TexteRiche | None = None
    """Teneur des débats, pour le procès-verbal (Markdown ; CGCT L2121-15)."""
    matiere: Matiere | None = None
    """Matière de l'acte dans la nomenclature du contrôle de légalité : « 7.5 »."""
    plan_financement: PlanFinancement | None = None
    """Plan de financement."""
    dispositif: Dispositif | None = None
    """Dispositif."""
    formule: Texte | None = None
    """Formule de décision, si elle diffère de celle de l'assemblée."""
    champs: ChampsLibres = ()
    """Champs propres à l'assemblée, par nom, que ses formules impriment : « {champs.commission} »."""
    formules: Formules = Formules()
    """Formules de cet acte, si elles diffèrent de celles de l'assemblée."""
    ordre: Ordre = ()
    """Ordre des blocs de cet acte, s'il diffère de celui de l'assemblée : un bloc, et ceux qui le suivent."""
    scrutin: Scrutin | None = None
    """Vote ; aucun pour un point ajourné, retiré, ou dont il est pris acte."""
    votes_separes: Suite[VoteSepare] = ()
    """Votes séparés, avant le vote d'ensemble : amendements, chapitres, articles."""
    sort_declare: Annotated[Sort, Strict(strict=False)] | None = None
    """Sort déclaré du point : obligatoire sans vote (prend_acte, ajourne, retire)."""
    deports: Suite[Deport] = ()
    """Membres qui ne prennent pas part à ce point."""
    presidence: MembreLu | None = None
    """Président de séance pour ce point, si ce n'est pas celui de la séance."""
    annexes: Suite[Annexe] = ()
    """Annexes."""
    declares: Comptes = Comptes()
    """Nombres déclarés, comparés à ceux qui sont calculés."""
    publicite: Publicite = Publicite()
    """Transmission et publication."""
    vote_par_nom: OuiNon = False
    """Imprimer le nom de tous les votants."""
    signataires: Suite[Signature] = ()
    """Signataires, si ce n'est pas le président et les secrétaires : « Pour le Maire et par délégation »."""

    @model_validator(mode="before")
    @classmethod
    def _reported_by_another(cls, data: object, info: ValidationInfo) -> object:
        """Read a rapporteur who is no member where the one of the members is given; one word is a surname."""
        if not isinstance(data, dict) or not isinstance(data.get("rapporteur"), str) or "rapporteurs" in data:
            return data
        annuaire, who = (info.context or {}).get("annuaire"), data["rapporteur"]
        if not isinstance(annuaire, Annuaire) or annuaire.knows(who) or annuaire.nearly(who):
            return data
        if len(who.split()) < 2:
            return data
        return {**data, "rapporteur": None, "rapporteurs": (who,)}

    @model_validator(mode="after")
    def _count_the_others(self) -> Self:
        """Count those who vote for, where the others alone are told."""
        votes = [vote.scrutin for vote in self.votes_separes]
        if any(vote.reste_pour for vote in (*votes, *filter(None, (self.scrutin,)))):
            parts = [
                vote.model_copy(update={"scrutin": counted(vote.scrutin, self.presence)})
                for vote in self.votes_separes
            ]
            whole = self.scrutin and counted(self.scrutin, self.presence)
            self.__dict__.update(scrutin=whole, votes_separes=tuple(parts))
        return self

    def _resume(self) -> Iterator[tuple[str, object]]:
        yield from {"sort": self.sort, "resultat_vote": self.resultat_vote}.items()

    @cached_property
    def presentation(self) -> Presentation:
        """Layout wanted by the assembly, its blocks moved as the act says."""
        theirs = self.assemblee.presentation
        return theirs.model_copy(update={"ordre": (*theirs.ordre, *self.ordre)}) if self.ordre else theirs

    @cached_property
    def presence(self) -> Presence:
        """Who takes part in this item.

        Raises:
            ValueError: a movement known by the clock only, and no hour for the item.
        """
        return self.seance.presence(
            self.rang,
            heure=self.heure,
            president=self.presidence,
            deports=self.deports,
            non_votants_sans_nom=self.scrutin.non_votants if self.scrutin else 0,
        )

    @cached_property
    def mouvements(self) -> tuple[Mouvement, ...]:
        """Arrivals and departures to be told: with this item, or by the clock and before it."""
        return tuple(filter(self._is_told, self.seance.mouvements))

    def _is_told(self, movement: Mouvement) -> bool:
        """Tell whether the extract prints a movement; without a rank, the state is that of the opening."""
        if self.rang is None:
            return False
        if movement.point is not None:
            return movement.point == self.rang
        return self.heure is not None and movement.a_eu_lieu(self.rang, self.heure)

    @property
    def president(self) -> Membre:
        """Chair for this item."""
        return self.presidence or self.seance.president

    @cached_property
    def tous_rapporteurs(self) -> tuple[Rapporteur, ...]:
        """The rapporteur, and the others."""
        first = (Rapporteur(membre=self.rapporteur),) if self.rapporteur else ()
        return (*first, *self.rapporteurs)

    @property
    def sort(self) -> Sort | None:
        """What became of the item: declared, or decided by the vote."""
        if self.sort_declare is not None:
            return self.sort_declare
        if self.scrutin is not None:
            return self.scrutin.sort
        return Sort.DESIGNATION if self.depouillements else None

    @cached_property
    def depouillements(self) -> tuple[Depouillement, ...]:
        """The elections of the item: its own, and those that were held one after the other."""
        whole = () if self.scrutin is None else (VoteSepare(objet="-", scrutin=self.scrutin),)
        return tuple(
            Depouillement(
                objet=vote.objet.strip("-"),
                tours=vote.scrutin.tours,
                elus=vote.scrutin.elus,
                suivants=self.phrases.votes_dits(self.votes_separes[rank:]),
            )
            for rank, vote in enumerate((*self.votes_separes, *whole), 1)
            if vote.scrutin.tours
        )

    @property
    def adopte(self) -> bool:
        """Whether the item is carried."""
        return self.sort in {Sort.ADOPTE, Sort.DESIGNATION}

    @property
    def rejete(self) -> bool:
        """Whether the item is rejected."""
        return self.sort is Sort.REJETE

    @property
    def ajourne(self) -> bool:
        """Whether the item is postponed."""
        return self.sort is Sort.AJOURNE

    @property
    def retire(self) -> bool:
        """Whether the item is withdrawn."""
        return self.sort is Sort.RETIRE

    @property
    def prend_acte(self) -> bool:
        """Whether the assembly takes note."""
        return self.sort is Sort.PREND_ACTE

    @cached_property
    def resultat_vote(self) -> str | None:
        """« à l'unanimité », « par 15 voix pour, 2 voix contre (…) et 1 abstention (…) ».

        ``None`` without a vote, and for an election: its rounds are printed as tables.
        """
        vote = with_names_for(self) if self.vote_par_nom else self.scrutin
        return None if vote is None or vote.tours else self.resultat_de(vote, self.assemblee.vocabulaire)

    def resultat_de(self, vote: Scrutin, vocabulaire: Vocabulaire) -> str:
        """Return the result of the vote of this item in these words."""
        return vote.resultat(
            par_nom=self.vote_par_nom,
            presidente=self.president.feminin,
            deports=bool(self.deports),
            vocabulaire=vocabulaire,
            ecrit=self.phrases.votant,
        )

    @cached_property
    def phrases(self) -> Phrases:
        """The lines of the extract, in the words of the assembly."""
        return Phrases(self)

    @cached_property
    def resultats_separes(self) -> tuple[ResultatSepare, ...]:
        """Votes on parts of the item, in order, as they are printed; elections are in ``depouillements``."""
        return tuple(self.resultat_separe(vote) for vote in self.votes_separes if not vote.scrutin.tours)

    def resultat_separe(self, vote: VoteSepare) -> ResultatSepare:
        """Return a vote on a part of the item, as it is printed."""
        return ResultatSepare(
            objet=vote.objet,
            sort="adoption" if vote.scrutin.sort is Sort.ADOPTE else "rejet",
            resultat=vote.scrutin.resultat(
                presidente=self.president.feminin,
                deports=bool(self.deports),
                vocabulaire=self.assemblee.vocabulaire,
                ecrit=self.phrases.votant,
            ),
        )

    @property
    def formule_propre(self) -> bool:
        """Whether the act or the assembly words its own formula of decision."""
        return self.phrases.formule_propre

    @cached_property
    def formule_decision(self) -> str:
        """« Le Bureau, après en avoir délibéré, à l'unanimité, décide : »; "" when nothing is known."""
        return "\n".join(self.phrases.decision)

    @cached_property
    def issue(self) -> str:
        """« Adoptée à l'unanimité », « Reportée à une prochaine séance »: the outcome in brief."""
        return write_outcome(self)

    @cached_property
    def issue_en_nombres(self) -> str:
        """The same with the numbers of a vote that names every voter, not their names: for a list."""
        return write_outcome_in_numbers(self)

    @cached_property
    def issue_dite(self) -> str:
        """The same in minutes and registers: they name every voter once, here or in the decision."""
        return write_outcome_once(self)

    def papers(self) -> Iterator[Acte]:
        """Yield the annexed acts."""
        words = self.assemblee
        yield from (annexe.acte.in_words_of(words) for annexe in self.annexes if annexe.acte is not None)
