"""Typed builder of a convention and of its avenants; it reads like one."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal, Self, TypedDict, Unpack

from delibgen.actes.builder import (
    DateLike,
    MontantLike,
    MotivatedBuilder,
    optional,
    read_amount,
    read_annexe,
    read_date,
    read_personne,
)
from delibgen.model.acte import Acte, Article, Reference
from delibgen.model.assemblee import Illustration
from delibgen.model.convention import Avenant, Convention, Partie
from delibgen.model.membre import Personne
from delibgen.model.montant import Echeancier, LigneEcheancier


class PartieOptions(TypedDict, total=False):
    """What ``partie`` takes beside the name; see the fields of ``Partie``."""

    represente_par: str | Personne
    habilitation: str | Reference
    denomination: str
    forme: str
    siege: str
    siret: str
    genre: Literal["m", "f"]
    publique: bool


def reference(
    numero: str | None = None, *, date: DateLike | None = None, organe: str | None = None
) -> Reference:
    """Return the reference of a deliberation: number, date, assembly.

    >>> from delibgen import reference
    >>> reference("2024-34", date="1er octobre 2024").date
    datetime.date(2024, 10, 1)
    """
    return Reference(numero=numero, date=None if date is None else read_date(date), organe=organe)


class ConventionBuilder(MotivatedBuilder):
    """A convention, step by step; every method returns the builder, ``build`` the ``Convention``."""

    _kind = "Convention"

    def __init__(self, objet: str, numero: str | None) -> None:
        super().__init__()
        self._objet = objet
        self._step("convention", lambda: {"objet": objet, "numero": numero}, objet=objet)

    def partie(self, nom: str, **options: Unpack[PartieOptions]) -> Self:
        """Add a party.

        Args:
            nom: « Dijon métropole ».
            **options: ``represente_par`` (« Madame Anne MARTIN, Présidente »), ``habilitation`` (a
                ``reference(…)`` or free text), ``denomination`` (« la Métropole »), ``forme``, ``siege``,
                ``siret``, ``genre`` for agreement, ``publique``.
        """

        def work() -> Mapping[str, object]:
            """Return the party."""
            fields = {**options, "nom": nom}
            fields["representant"] = optional(read_personne, options.get("represente_par"))
            fields.pop("represente_par", None)
            return self._append("parties", Partie.model_validate(fields))

        self._step("partie", work, nom=nom)
        return self

    def avenant_a(
        self, convention: str | Convention, *, numero: int = 1, signee_le: DateLike | None = None
    ) -> Self:
        """Make the act an avenant to ``convention``."""
        titre = convention if isinstance(convention, str) else convention.objet
        self._step(
            "avenant_a",
            lambda: {
                "avenant": Avenant.model_validate({
                    "numero": numero,
                    "convention": titre,
                    "signee_le": optional(read_date, signee_le),
                })
            },
            convention=titre,
        )
        return self

    def preambule(self, texte: str) -> Self:
        """Set the preamble (Markdown)."""
        self._step("preambule", lambda: {"preambule": texte})
        return self

    def article(self, titre: str | None, texte: str, *, echeancier: bool = False) -> Self:
        """Add an article; ``echeancier`` prints the schedule at its end."""
        self._step(
            "article",
            lambda: self._append("articles", Article(titre=titre, texte=texte, echeancier=echeancier)),
            titre=titre,
        )
        return self

    def echeancier(
        self,
        annees: Sequence[int],
        montants: Mapping[str, Sequence[MontantLike | None]],
        *,
        titre: str | None = None,
    ) -> Self:
        """Set the contributions: party → one amount a year; ``None`` is printed « [à compléter] »."""

        def work() -> Mapping[str, object]:
            """Return the schedule."""
            lignes = tuple(
                LigneEcheancier.model_validate({
                    "partie": partie,
                    "montants": [optional(read_amount, value) for value in row],
                })
                for partie, row in montants.items()
            )
            return {"echeancier": Echeancier(titre=titre, annees=tuple(annees), lignes=lignes)}

        self._step("echeancier", work, annees=len(annees))
        return self

    def annexe(self, annexe: Acte | str | Path, titre: str | None = None) -> Self:
        """Annex an act, or a file kept as it is."""
        self._step("annexe", lambda: self._append("annexes", read_annexe(annexe, titre)), titre=titre)
        return self

    def fait_a(self, lieu: str, *, le: DateLike | None = None, exemplaires: int | None = None) -> Self:
        """Set the place and day of signature, and the number of original copies (one a party by default)."""
        self._step(
            "fait_a",
            lambda: {"lieu": lieu, "date": optional(read_date, le), "exemplaires": exemplaires},
            lieu=lieu,
        )
        return self

    def annexee_a(self, deliberation: Reference) -> Self:
        """Say to which deliberation the convention is annexed."""
        self._step("annexee_a", lambda: {"deliberation": deliberation})
        return self

    def entete(self, *lignes: str, logo: Illustration | None = None) -> Self:
        """Set the lines and the logo of the letterhead."""
        self._step("entete", lambda: {"entete": lignes, "logo": logo})
        return self

    def build(self) -> Convention:
        """Return the convention.

        Raises:
            LoadError: every fault of every step, with the line of the caller.
        """
        return self._finish(Convention, f"Convention « {self._objet} »")


def convention(objet: str, *, numero: str | None = None) -> ConventionBuilder:
    """Begin a convention; ``objet`` is its title.

    >>> from delibgen import convention
    >>> acte = (
    ...     convention("Convention relative au ludobus", numero="2024-34-annexe")
    ...     .partie("la commune d'Ormeval", represente_par="Madame Claire VASSEUR, Maire")
    ...     .partie("la commune de Nervaux", represente_par="Monsieur Gaspard THÉVENET, Maire")
    ...     .article("Objet", "La présente convention fixe les conditions du partage.")
    ...     .build()
    ... )
    >>> len(acte.parties)
    2
    """
    return ConventionBuilder(objet, numero)
