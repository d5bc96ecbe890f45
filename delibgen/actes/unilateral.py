"""Typed builders of the acts that one person signs: decisions by delegation, arrêtés."""

from collections.abc import Mapping
from typing import Generic, Self, TypeVar

from delibgen.actes.builder import DateLike, ExplainedBuilder, optional, read_annexe, read_date, read_personne
from delibgen.model.acte import Acte, Decision, Dispositif, Grammaire, Reference
from delibgen.model.assemblee import Assemblee
from delibgen.model.deliberation import Publicite
from delibgen.model.membre import Personne
from delibgen.model.unilateral import ActeUnilateral, Arrete, DecisionDeleguee

A = TypeVar("A", bound=ActeUnilateral)


class ActeUnilateralBuilder(ExplainedBuilder, Generic[A]):
    """An act step by step; every method returns the builder, ``build`` the act."""

    def __init__(self, kind: type[A], numero: str, assemblee: Assemblee) -> None:
        super().__init__()
        self._made, self._numero = kind, numero
        self._articles: tuple[Decision, ...] = ()
        self._roll = assemblee.annuaire
        self._step(kind.kind(), lambda: {"numero": numero, "assemblee": assemblee}, numero=numero)

    def objet(self, objet: str) -> Self:
        """Set the subject."""
        self._step("objet", lambda: {"objet": objet}, objet=objet)
        return self

    def signe(self, auteur: str | Personne, *, date: DateLike) -> Self:
        """Set who signs (« Madame Claire VASSEUR, Maire », or a name of the roll) and the day of the act."""
        self._step("signe", lambda: {"auteur": self._signer(auteur), "date": read_date(date)}, auteur=auteur)
        return self

    def _signer(self, auteur: str | Personne) -> Personne:
        """Return who signs: a member of the roll, unless a capacity is written after the name."""
        if isinstance(auteur, str) and "," not in auteur and self._roll.knows(auteur):
            return self._roll.find(auteur)
        return read_personne(auteur)

    def delegation(self, delegation: str | Reference) -> Self:
        """Set the deliberation that delegates: a ``reference(…)``, or free text."""
        self._step("delegation", lambda: {"delegation": delegation})
        return self

    def article(self, texte: str) -> Self:
        """Add an article."""

        def work() -> Mapping[str, object]:
            """Return the operative part with this article."""
            self._articles = (*self._articles, Decision(texte=texte))
            return {"dispositif": Dispositif(grammaire=Grammaire.ARTICLES, decisions=self._articles)}

        self._step("article", work, texte=texte)
        return self

    def matiere(self, code: str) -> Self:
        """Set the subject code of the act: « 6.1 »."""
        self._step("matiere", lambda: {"matiere": code}, code=code)
        return self

    def annexe(self, acte: Acte, titre: str | None = None) -> Self:
        """Annex an act."""
        self._step("annexe", lambda: self._append("annexes", read_annexe(acte, titre)), titre=titre)
        return self

    def publicite(self, *, transmission: DateLike | None = None, publication: DateLike | None = None) -> Self:
        """Set the days of transmission and of publication, once known (CGCT L2131-1)."""
        self._step(
            "publicite",
            lambda: {
                "publicite": Publicite.model_validate({
                    "transmission": optional(read_date, transmission),
                    "publication": optional(read_date, publication),
                })
            },
        )
        return self

    def build(self) -> A:
        """Return the act.

        Raises:
            LoadError: every fault of every step, with the line of the caller.
        """
        return self._finish(self._made, f"{self._made.nature} {self._numero}")


def decision_deleguee(numero: str, *, assemblee: Assemblee) -> ActeUnilateralBuilder[DecisionDeleguee]:
    """Begin a decision taken by delegation (CGCT L2122-22, L5211-10)."""
    return ActeUnilateralBuilder(DecisionDeleguee, numero, assemblee)


def arrete(numero: str, *, assemblee: Assemblee) -> ActeUnilateralBuilder[Arrete]:
    """Begin an arrêté."""
    return ActeUnilateralBuilder(Arrete, numero, assemblee)
