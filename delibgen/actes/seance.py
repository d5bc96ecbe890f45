"""Typed builder of a sitting."""

from collections.abc import Iterable, Mapping
from typing import Self, TypedDict, Unpack

from delibgen.actes.builder import (
    Builder,
    DateLike,
    HeureLike,
    optional,
    read_date,
    read_membre,
    read_time,
)
from delibgen.model.assemblee import Assemblee
from delibgen.model.membre import Membre
from delibgen.model.scrutin import Scrutin
from delibgen.model.seance import Convocation, HuisClos, Mouvement, Pouvoir, Seance, Visioconference


class ConvocationOptions(TypedDict, total=False):
    """What ``convocation`` takes beside the date; see the fields of ``Convocation``."""

    auteur: str
    urgence: bool
    motif_urgence: str
    seconde: bool
    premiere_seance: DateLike


class PouvoirOptions(TypedDict, total=False):
    """What ``pouvoir`` takes beside the two members; see the fields of ``Pouvoir``."""

    du_point: int | None
    au_point: int | None
    seances: int
    maladie: bool


class HuisClosOptions(TypedDict, total=False):
    """What ``huis_clos`` takes; see the fields of ``HuisClos``."""

    demandeurs: int
    demande: str
    scrutin: Scrutin
    du_point: int
    au_point: int


class SeanceBuilder(Builder):
    """A sitting, step by step; every method returns the builder, ``build`` the ``Seance``."""

    _kind = "Séance"

    def __init__(self, assemblee: Assemblee, date: DateLike) -> None:
        super().__init__()
        self._assemblee = assemblee
        self._title = f"Séance du {date}"
        self._step("seance", lambda: {"assemblee": assemblee, "date": read_date(date)}, date=date)

    def _membre(self, value: str | Membre) -> Membre:
        return read_membre(value, self._assemblee.annuaire)

    def _membres(self, values: tuple[str | Membre, ...]) -> tuple[Membre, ...]:
        return tuple(self._membre(value) for value in values)

    def lieu(self, lieu: str, *, heure: HeureLike | None = None) -> Self:
        """Set the place, and the hour of the opening."""
        self._step("lieu", lambda: {"lieu": lieu, "heure": optional(read_time, heure)}, lieu=lieu)
        return self

    def convocation(
        self,
        date: DateLike,
        **options: Unpack[ConvocationOptions],
    ) -> Self:
        """Set the day the notice was sent (CGCT L2121-10 to L2121-12).

        Args:
            date: day of sending.
            **options: ``auteur``; ``urgence`` and ``motif_urgence``; ``seconde`` and ``premiere_seance``
                for a second notice after a sitting without a quorum (L2121-17).
        """

        def work() -> Mapping[str, object]:
            """Return the notice."""
            fields: dict[str, object] = {**options, "date": read_date(date)}
            fields["premiere_seance"] = optional(read_date, options.get("premiere_seance"))
            return {"convocation": Convocation.model_validate(fields)}

        self._step("convocation", work, date=date)
        return self

    def president(self, membre: str | Membre) -> Self:
        """Set the chair of the sitting."""
        self._step("president", lambda: {"president": self._membre(membre)}, membre=membre)
        return self

    def secretaire(self, *membres: str | Membre) -> Self:
        """Set the secretary or secretaries (CGCT L2121-15)."""
        self._step("secretaire", lambda: {"secretaires": self._membres(membres)}, membres=len(membres))
        return self

    def presents(self, *membres: str | Membre) -> Self:
        """Set the members present at the opening, in printed order; all the others when not called."""
        self._step("presents", lambda: {"presents": self._membres(membres)}, membres=len(membres))
        return self

    def absents(self, *membres: str | Membre) -> Self:
        """Set the absent members, neither excused nor represented."""
        self._step("absents", lambda: {"absents": self._membres(membres)}, membres=len(membres))
        return self

    def excuses(self, *membres: str | Membre) -> Self:
        """Set the excused members without a proxy."""
        self._step("excuses", lambda: {"excuses": self._membres(membres)}, membres=len(membres))
        return self

    def pouvoir(
        self,
        mandant: str | Membre,
        *,
        a: str | Membre,
        **options: Unpack[PouvoirOptions],
    ) -> Self:
        """Add a proxy from ``mandant`` to ``a`` (CGCT L2121-20).

        Args:
            mandant: who is absent.
            a: who votes in his name.
            **options: ``du_point`` and ``au_point`` when it holds for some items only; ``seances``, how
                many sittings in a row it has served for; ``maladie`` when illness lifts the limit.
        """
        self._step(
            "pouvoir",
            lambda: self._append(
                "pouvoirs",
                Pouvoir.model_validate({
                    **options,
                    "mandant": self._membre(mandant),
                    "mandataire": self._membre(a),
                }),
            ),
            mandant=mandant,
            a=a,
        )
        return self

    def arrivee(
        self, membre: str | Membre, *, point: int | None = None, heure: HeureLike | None = None
    ) -> Self:
        """Add an arrival, from item ``point`` on, or at ``heure``."""
        self._step(
            "arrivee",
            lambda: self._append(
                "mouvements",
                Mouvement.model_validate({
                    "membre": self._membre(membre),
                    "sens": "arrivee",
                    "point": point,
                    "heure": optional(read_time, heure),
                }),
            ),
            membre=membre,
        )
        return self

    def depart(
        self,
        membre: str | Membre,
        *,
        point: int | None = None,
        heure: HeureLike | None = None,
        pouvoir_a: str | Membre | None = None,
    ) -> Self:
        """Add a departure, absent from item ``point`` on, or after ``heure``; with a proxy or without."""
        self._step(
            "depart",
            lambda: self._append(
                "mouvements",
                Mouvement.model_validate({
                    "membre": self._membre(membre),
                    "sens": "depart",
                    "point": point,
                    "heure": optional(read_time, heure),
                    "pouvoir_a": optional(self._membre, pouvoir_a),
                }),
            ),
            membre=membre,
        )
        return self

    def assistants(self, *personnes: str) -> Self:
        """Set the persons who attend without a vote."""
        self._step("assistants", lambda: {"assistants": personnes}, personnes=len(personnes))
        return self

    def fin(self, heure: HeureLike) -> Self:
        """Set the hour at which the sitting was closed (CGCT L2121-15)."""
        self._step("fin", lambda: {"fin": read_time(heure)}, heure=heure)
        return self

    def pv_precedent(self, date: DateLike) -> Self:
        """Set the day of the sitting whose minutes are settled at the start of this one (CGCT L2121-15)."""
        self._step("pv_precedent", lambda: {"pv_precedent": read_date(date)}, date=date)
        return self

    def informations(self, texte: str) -> Self:
        """Set what was told to the assembly without a vote (Markdown)."""
        self._step("informations", lambda: {"informations": texte})
        return self

    def questions(self, *questions: str) -> Self:
        """Add oral and other questions of the agenda, which call for no deliberation."""
        self._step("questions", lambda: self._append("questions", *questions))
        return self

    def premier_feuillet(self, numero: int) -> Self:
        """Set the number of the first sheet of the sitting in the year's register (CGCT R2121-9)."""
        self._step("premier_feuillet", lambda: {"premier_feuillet": numero}, numero=numero)
        return self

    def session(self, session: str) -> Self:
        """Set the session as it is printed: « ordinaire », « extraordinaire »."""
        self._step("session", lambda: {"session": session}, session=session)
        return self

    def affichage_convocation(self, date: DateLike) -> Self:
        """Set the day the notice was posted (CGCT L2121-10)."""
        self._step("affichage_convocation", lambda: {"affichage_convocation": read_date(date)}, date=date)
        return self

    def huis_clos(self, **options: Unpack[HuisClosOptions]) -> Self:
        """Say that the assembly decided to sit in private (CGCT L2121-18, L5211-11).

        Args:
            **options: ``demandeurs``, how many members asked for it, or ``demande``, who did; ``scrutin``;
                ``du_point`` and ``au_point`` when it holds for some items only.
        """
        self._step("huis_clos", lambda: {"huis_clos": HuisClos.model_validate(options)})
        return self

    def visioconference(self, *a_distance: str | Membre, lieux: Iterable[str] = ()) -> Self:
        """Say that the sitting is held by video: places linked, members present at a distance."""
        self._step(
            "visioconference",
            lambda: {
                "visioconference": Visioconference(lieux=tuple(lieux), a_distance=self._membres(a_distance))
            },
            a_distance=len(a_distance),
        )
        return self

    def installation(self) -> Self:
        """Say that the sitting is the first one after a general election (CGCT L2121-7)."""
        self._step("installation", lambda: {"installation": True})
        return self

    def liste_publiee(self, date: DateLike) -> Self:
        """Set the day the list of deliberations was posted and put online (CGCT L2121-25)."""
        self._step("liste_publiee", lambda: {"liste_publiee": read_date(date)}, date=date)
        return self

    def colonnes(self, *hauteurs: int) -> Self:
        """Impose the heights of the columns of the list of present members: ``.colonnes(12, 11, 9)``."""
        self._step("colonnes", lambda: {"presents_par_colonne": hauteurs}, hauteurs=hauteurs)
        return self

    def build(self) -> Seance:
        """Return the sitting.

        Raises:
            LoadError: every fault of every step.
        """
        return self._finish(Seance, self._title)


def seance(assemblee: Assemblee, date: DateLike) -> SeanceBuilder:
    """Begin a sitting of ``assemblee`` on ``date``.

    >>> from delibgen import assemblee, collectivite, seance
    >>> conseil = assemblee(collectivite("Ormeval", "commune"), "conseil_municipal", membres=[
    ...     "Madame Claire VASSEUR, Maire", "Monsieur Étienne BAZIN", "Madame Noémie SCHMITT"])
    >>> seance(conseil, "mardi 1er octobre 2024").president("VASSEUR").build().date
    datetime.date(2024, 10, 1)
    """
    return SeanceBuilder(assemblee, date)
