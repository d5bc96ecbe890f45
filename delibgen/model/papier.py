"""Papers of a whole sitting: the notice, the list of deliberations, the register…

A new one is one class and one Word file: subclass ``PapierSeance``, say in which phase it is printed, and
give its ``template``. Nothing is registered: the packet of a sitting finds the class among the subclasses.
"""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import ClassVar, Self

from pydantic import SerializeAsAny

from delibgen.model.acte import Acte
from delibgen.model.base import Suite
from delibgen.model.seance import Seance


class Phase(StrEnum):
    """Before the sitting (notice, drafts, sheets to sign), or after it (extracts, list, register)."""

    AVANT = "avant"
    APRES = "apres"


class PapierSeance(Acte):
    """A paper made from a sitting and its acts; a class without ``template`` is only a base."""

    phases: ClassVar[frozenset[Phase]] = frozenset({Phase.APRES})
    """When the packet holds this paper."""
    ordre: ClassVar[int] = 50
    """Its place in the packet, and the beginning of its file's name: « 01-convocation.docx »."""
    titre: ClassVar[str] = ""
    """Its title, the default ``objet``."""

    seance: Seance
    """Séance."""
    actes: Suite[SerializeAsAny[Acte]] = ()
    """Actes de la séance, dans l'ordre."""

    @property
    def nom_fichier(self) -> str:
        """« 01-convocation »; a kind with several papers in one packet tells them apart here."""
        return f"{self.ordre:02}-{self.kind().replace('_', '-')}"

    @classmethod
    def of(cls, seance: Seance, actes: Sequence[Acte], phase: Phase) -> Iterator[Self]:
        """Yield the papers of this kind for a sitting: one, by default.

        Override it for none or several: a form for each member, a certificate for each act.

        Args:
            seance: the sitting.
            actes: its acts, in order.
            phase: the phase of the packet, one of ``phases``.
        """
        yield cls(objet=cls.titre or cls.__name__, seance=seance, actes=tuple(actes))

    @classmethod
    def in_packet(cls, phase: Phase) -> list[type["PapierSeance"]]:
        """Return the kinds of paper of a phase, in the order of the packet."""
        kinds = [kind for kind in Acte.kinds().values() if issubclass(kind, PapierSeance)]
        found = [kind for kind in kinds if kind.template and phase in kind.phases]
        return sorted(found, key=lambda kind: (kind.ordre, kind.kind()))


__all__ = ["PapierSeance", "Phase"]
