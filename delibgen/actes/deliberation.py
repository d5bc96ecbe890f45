"""Typed builder of a deliberation."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal, Self, Unpack

from delibgen.actes.builder import (
    DateLike,
    ExplainedBuilder,
    HeureLike,
    MontantLike,
    optional,
    read_amount,
    read_annexe,
    read_date,
    read_membre,
    read_time,
)
from delibgen.actes.options import ComptesOptions, ScrutinOptions, VoixLike
from delibgen.model.acte import Acte, Decision, Dispositif, Grammaire, Signature, grammar_of
from delibgen.model.assemblee import Assemblee
from delibgen.model.convention import Convention
from delibgen.model.deliberation import Comptes, Deliberation, Publicite
from delibgen.model.membre import Annuaire, Membre, Rapporteur
from delibgen.model.montant import PlanFinancement, Poste
from delibgen.model.scrutin import Candidature, Scrutin, Tour, VoteSepare
from delibgen.model.seance import Deport, Seance


class DeliberationBuilder(ExplainedBuilder):
    """A deliberation, step by step; every method returns the builder, ``build`` the ``Deliberation``."""

    _kind = "Délibération"

    def __init__(self, numero: str, assemblee: Assemblee | None) -> None:
        super().__init__()
        self._numero = numero
        self._assemblee = assemblee
        self._decisions: tuple[Decision, ...] = ()
        self._grammaire: Grammaire | None = None
        self._step("deliberation", lambda: {"numero": numero}, numero=numero)

    @property
    def _annuaire(self) -> Annuaire | None:
        return self._assemblee.annuaire if self._assemblee else None

    def _membre(self, value: str | Membre) -> Membre:
        return read_membre(value, self._annuaire)

    def seance(self, seance: Seance, *, rang: int | None = None, heure: HeureLike | None = None) -> Self:
        """Set the sitting, the rank of the item in it, and the hour at which it was taken up."""

        def work() -> Mapping[str, object]:
            """Return the sitting and the rank of the item."""
            if self._assemblee is not None and seance.assemblee != self._assemblee:
                raise ValueError("la séance est celle d'une autre assemblée")
            self._assemblee = seance.assemblee
            return {"seance": seance, "rang": rang, "heure": optional(read_time, heure)}

        self._step("seance", work, date=seance.date)
        return self

    def objet(self, objet: str, *, rubrique: str | None = None) -> Self:
        """Set the subject, and the rubric printed above it."""
        self._step("objet", lambda: {"objet": objet, "rubrique": rubrique}, objet=objet)
        return self

    def rapporteur(self, membre: str | Membre) -> Self:
        """Set the rapporteur."""
        self._step("rapporteur", lambda: {"rapporteur": self._membre(membre)}, membre=membre)
        return self

    def rapporteurs(self, *noms: str | Membre) -> Self:
        """Add rapporteurs: members by name, or anyone: « Maître Luc PRAT, avocat »."""

        def work() -> Mapping[str, object]:
            """Return who reports."""
            context = {"texte": True, "annuaire": self._annuaire}
            read = (Rapporteur.model_validate(nom, context=context) for nom in noms)
            return self._append("rapporteurs", *read)

        self._step("rapporteurs", work, noms=len(noms))
        return self

    def signataire(self, partie: str, *, qualite: str, nom: str) -> Self:
        """Add who signs in the place of the chair: « Pour le Maire et par délégation »."""
        signature = {"partie": partie, "qualite": qualite, "nom": nom}
        self._step(
            "signataire",
            lambda: self._append("signataires", Signature.model_validate(signature)),
            partie=partie,
        )
        return self

    def note(self, texte: str) -> Self:
        """Set the explanatory note sent with the notice (Markdown; CGCT L2121-12)."""
        self._step("note", lambda: {"note": texte})
        return self

    def debats(self, texte: str) -> Self:
        """Set the tenor of the debates, for the minutes (Markdown; CGCT L2121-15)."""
        self._step("debats", lambda: {"debats": texte})
        return self

    def teletransmission(self, *, matiere: str | None = None, numero: str | None = None) -> Self:
        """Set the subject code (« 7.5 ») and the number sent to the préfet, if it is not the printed one."""
        self._step(
            "teletransmission", lambda: {"matiere": matiere, "numero_transmis": numero}, matiere=matiere
        )
        return self

    def formule(self, texte: str) -> Self:
        """Set the formula of decision, if it is not that of the assembly."""
        self._step("formule", lambda: {"formule": texte}, texte=texte)
        return self

    def decide(self, verbe: str, texte: str, *, numerote: bool = False) -> Self:
        """Add a decision; the verb gives the grammar.

        Args:
            verbe: « d'approuver » or « approuver » (« d' » is then written), or « APPROUVE ».
            texte: what is decided, without the final stop.
            numerote: « 1. APPROUVE … ».
        """

        def work() -> Mapping[str, object]:
            """Return the operative part with this decision."""
            decision = Decision(verbe=verbe, texte=texte)
            grammaire = grammar_of(decision.verbe)
            if numerote and grammaire is Grammaire.VERBES:
                grammaire = Grammaire.VERBES_NUMEROTES
            return self._decision(decision, grammaire)

        self._step("decide", work, verbe=verbe)
        return self

    def article(self, texte: str) -> Self:
        """Add a decision in the form of an article: « Article 1er : … »."""
        self._step("article", lambda: self._decision(Decision(texte=texte), Grammaire.ARTICLES), texte=texte)
        return self

    def _decision(self, decision: Decision, grammaire: Grammaire) -> Mapping[str, object]:
        if self._grammaire not in {None, grammaire}:
            raise ValueError(
                f"« {decision.verbe or decision.texte[:40]} » : grammaire « {grammaire.value} », "
                f"alors que l'acte suit « {self._grammaire} » ; une seule par acte"
            )
        self._grammaire = grammaire
        self._decisions = (*self._decisions, decision)
        return {"dispositif": Dispositif(grammaire=grammaire, decisions=self._decisions)}

    def plan_financement(
        self,
        *,
        depenses: Mapping[str, MontantLike],
        recettes: Mapping[str, MontantLike],
        base: Literal["HT", "TTC"] = "HT",
    ) -> Self:
        """Set the funding plan: label → amount, in order."""

        def postes(rows: Mapping[str, MontantLike]) -> tuple[Poste, ...]:
            """Return the lines of one side."""
            return tuple(Poste(libelle=label, montant=read_amount(value)) for label, value in rows.items())

        self._step(
            "plan_financement",
            lambda: {
                "plan_financement": PlanFinancement(
                    depenses=postes(depenses), recettes=postes(recettes), base=base
                )
            },
        )
        return self

    def annexe(self, annexe: Convention | Acte | str | Path, titre: str | None = None) -> Self:
        """Annex an act, or a file kept as it is; the title is the act's subject or the file's name."""
        self._step("annexe", lambda: self._append("annexes", read_annexe(annexe, titre)), titre=titre)
        return self

    def scrutin(
        self,
        *,
        pour: VoixLike = 0,
        contre: VoixLike = 0,
        abstentions: VoixLike = 0,
        **options: Unpack[ScrutinOptions],
    ) -> Self:
        """Set the votes, as numbers or as the names of those who cast them.

        Args:
            pour: votes for.
            contre: votes against.
            abstentions: abstentions.
            **options: ``public`` for a roll-call vote (CGCT L2121-21); ``demande`` and ``demandeurs``, who
                asked for it and how many; ``voix_du_president`` in a tie (L2121-20);
                ``non_votants``, how many take no part when nobody is named;
                ``groupes``, votes by political group;
                ``pouvoirs_pour``, ``pouvoirs_contre``, ``pouvoirs_abstentions``, proxies on each side;
                ``renonciation_au_secret`` when the assembly has unanimously waived the secret ballot.
        """

        def work() -> Mapping[str, object]:
            """Return the ballot."""
            fields: dict[str, object] = {**options}
            fields["mode"] = "public" if fields.pop("public", False) else "ordinaire"
            for sense, votes in (("pour", pour), ("contre", contre), ("abstentions", abstentions)):
                if votes != 0 or "groupes" not in options:  # what the groups do adds up by itself
                    fields[sense] = self._voix(votes)
            return {"scrutin": Scrutin.model_validate(fields)}

        self._step("scrutin", work, pour=pour, contre=contre, abstentions=abstentions)
        return self

    def vote_separe(
        self, objet: str, *, pour: VoixLike = 0, contre: VoixLike = 0, abstentions: VoixLike = 0
    ) -> Self:
        """Add the vote on a part of the item: « Amendement de Monsieur BAZIN », « Chapitre 011 »."""

        def work() -> Mapping[str, object]:
            """Return the votes put apart, with this one."""
            votes = (("pour", pour), ("contre", contre), ("abstentions", abstentions))
            scrutin = Scrutin.model_validate({sense: self._voix(voix) for sense, voix in votes})
            return self._append("votes_separes", VoteSepare(objet=objet, scrutin=scrutin))

        self._step("vote_separe", work, objet=objet)
        return self

    def _voix(self, votes: VoixLike) -> int | tuple[Membre, ...]:
        """Return a number of votes, or the members named; a bare text would be read letter by letter."""
        if isinstance(votes, str):
            raise ValueError(f"« {votes} » : un nombre de voix, ou une liste de noms attendue")
        return votes if isinstance(votes, int) else tuple(map(self._membre, votes))

    def scrutin_secret(
        self, *, pour: int, contre: int, blancs: int = 0, nuls: int = 0, abstentions: int = 0
    ) -> Self:
        """Set the result of a secret vote by yes or no."""
        self._step(
            "scrutin_secret",
            lambda: {
                "scrutin": Scrutin.model_validate({
                    "mode": "secret",
                    "pour": pour,
                    "contre": contre,
                    "blancs": blancs,
                    "nuls": nuls,
                    "abstentions": abstentions,
                })
            },
            pour=pour,
            contre=contre,
        )
        return self

    def tour(
        self,
        voix: Mapping[str, int],
        *,
        bulletins: int,
        blancs: int = 0,
        nuls: int = 0,
        elu: str | Iterable[str] = (),
        naissances: Mapping[str, DateLike] | None = None,
    ) -> Self:
        """Add a round of an election by secret ballot: candidate → votes; ``elu`` as proclaimed.

        ``elu`` is one name, or the names of a list of which several are elected. ``naissances`` gives days of
        birth: in a tie at the last round, the oldest is elected.
        """

        def work() -> Mapping[str, object]:
            """Return the ballot with this round."""
            earlier = self._fields.get("scrutin")
            rounds = earlier.tours if isinstance(earlier, Scrutin) else ()
            births = {name: read_date(day) for name, day in (naissances or {}).items()}
            candidates = tuple(
                Candidature(nom=name, voix=votes, naissance=births.get(name)) for name, votes in voix.items()
            )
            this = Tour(bulletins=bulletins, blancs=blancs, nuls=nuls, candidatures=candidates)
            elected = (elu,) if isinstance(elu, str) else tuple(elu)
            fields = {"mode": "secret", "tours": (*rounds, this), "elus": elected}
            return {"scrutin": Scrutin.model_validate(fields)}

        self._step("tour", work, bulletins=bulletins)
        return self

    def prend_acte(self) -> Self:
        """Say that the assembly takes note, without a vote."""
        return self._sort("prend_acte")

    def ajourne(self) -> Self:
        """Say that the item is postponed."""
        return self._sort("ajourne")

    def retire(self) -> Self:
        """Say that the item is withdrawn."""
        return self._sort("retire")

    def _sort(self, sort: str) -> Self:
        self._step(sort, lambda: {"sort_declare": sort})
        return self

    def deport(
        self,
        membre: str | Membre,
        *,
        motif: str | None = None,
        quitte_la_salle: bool = True,
        representant: bool = False,
    ) -> Self:
        """Add a member who takes no part in the item, with the reason (CGCT L2131-11).

        ``representant``: recused as a representative in another body (L1111-6 II), out of the quorum.
        """
        self._step(
            "deport",
            lambda: self._append(
                "deports",
                Deport(
                    membre=self._membre(membre),
                    motif=motif,
                    quitte_la_salle=quitte_la_salle,
                    representant=representant,
                ),
            ),
            membre=membre,
        )
        return self

    def presidence(self, membre: str | Membre) -> Self:
        """Set the chair of this item, when it is not that of the sitting (CGCT L2121-14)."""
        self._step("presidence", lambda: {"presidence": self._membre(membre)}, membre=membre)
        return self

    def declare(self, **comptes: Unpack[ComptesOptions]) -> Self:
        """Declare counts printed in a source, to be compared with the computed ones."""
        self._step("declare", lambda: {"declares": Comptes(**comptes)}, **comptes)
        return self

    def publicite(
        self,
        *,
        transmission: DateLike | None = None,
        reception: DateLike | None = None,
        publication: DateLike | None = None,
        affichage: DateLike | None = None,
    ) -> Self:
        """Set the days that make the act executory, once known (CGCT L2131-1)."""
        days = {
            "transmission": transmission,
            "reception": reception,
            "publication": publication,
            "affichage": affichage,
        }
        self._step(
            "publicite",
            lambda: {
                "publicite": Publicite.model_validate({
                    name: optional(read_date, day) for name, day in days.items()
                })
            },
        )
        return self

    def build(self) -> Deliberation:
        """Return the deliberation.

        Raises:
            LoadError: every fault of every step, with the line of the caller.
        """
        return self._finish(Deliberation, f"Délibération {self._numero}")


def deliberation(numero: str, *, assemblee: Assemblee | None = None) -> DeliberationBuilder:
    """Begin a deliberation; ``assemblee`` lets steps name its members before the sitting is given.

    >>> from delibgen import assemblee, collectivite, deliberation, seance
    >>> conseil = assemblee(collectivite("Ormeval", "commune"), "conseil_municipal", membres=[
    ...     "Madame Claire VASSEUR, Maire", "Monsieur Étienne BAZIN", "Madame Noémie SCHMITT"])
    >>> ouverture = seance(conseil, "2024-10-01").president("VASSEUR").secretaire("SCHMITT").build()
    >>> acte = (
    ...     deliberation("2024-34", assemblee=conseil)
    ...     .seance(ouverture)
    ...     .objet("Ludobus intercommunal")
    ...     .decide("approuver", "la convention annexée")
    ...     .scrutin(pour=3)
    ...     .build()
    ... )
    >>> acte.dispositif.lignes[0].verbe
    "d'approuver"
    """
    return DeliberationBuilder(numero, assemblee)
