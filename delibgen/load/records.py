"""Trees to records: faults of the model, each at its line, all of them."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from delibgen.errors import Finding, Severity
from delibgen.load.appartient import belongs
from delibgen.load.nodes import Built, Fields, Items, Lost, Node, Steps, find, mark_of, plain
from delibgen.model.assemblee import Assemblee, Collectivite, NatureCollectivite, Organe
from delibgen.model.faults import explain_at, join_path
from delibgen.model.membre import Annuaire, Civilite, Membre
from delibgen.model.seance import Seance

R = TypeVar("R", bound=BaseModel)


class _Anyone(Annuaire):
    """A roll where every name is found: used once the roll itself is faulty, to look for the other faults."""

    def __init__(self) -> None:
        super().__init__(())

    def find(self, text: str) -> Membre:
        """Return somebody of that name."""
        return Membre.model_construct(civilite=Civilite.MONSIEUR, nom=text)


def blocked(faults: list[Finding], since: int = 0) -> bool:
    """Tell whether a fault, and not only an alert, was reported after the first ``since``."""
    return any(finding.severity is Severity.BLOQUANT for finding in faults[since:])


def roll_of(assemblee: Assemblee | None) -> Annuaire | None:
    """Return where names are looked up: the members, nowhere if none is listed, anyone if faulty."""
    if assemblee is None:
        return _Anyone()
    return assemblee.annuaire if assemblee.membres else None


def _stand_in() -> Seance:
    """Return a sitting for the acts of a faulty one to be read with; no act is ever made of it."""
    body = Collectivite(nom="?", nature=NatureCollectivite.AUTRE)
    chair = Membre(civilite=Civilite.MONSIEUR, nom="?")
    assemblee = Assemblee(collectivite=body, organe=Organe.BUREAU, membres=(chair,))
    return Seance(assemblee=assemblee, date=dt.date(2000, 1, 3), president=chair)


@dataclass(frozen=True)
class Session:
    """The sitting that acts belong to."""

    seance: Seance
    node: Node
    sound: bool
    """False when the sitting is faulty and ``seance`` only stands in for it."""

    @property
    def annuaire(self) -> Annuaire | None:
        """Where the names of its acts are looked up."""
        return roll_of(self.seance.assemblee if self.sound else None)

    def keeping(self, numbers: tuple[str, ...]) -> "Session":
        """Return the session whose sitting keeps these numbers too, never to be given again."""
        if not numbers:
            return self
        kept = (*self.seance.numeros_retires, *numbers)
        return replace(self, seance=self.seance.model_copy(update={"numeros_retires": kept}))


def validate(
    kind: type[R],
    node: Node,
    faults: list[Finding],
    *,
    annuaire: Annuaire | None = None,
    at: Steps = (),
) -> R | None:
    """Return the record of a tree, or report each of its faults at its line.

    Args:
        kind: the record's class.
        node: the tree.
        faults: where faults go.
        annuaire: where names of members are looked up.
        at: path of the tree in its file, for what findings say.
    """
    context: Mapping[str, object] = {"texte": True, **({"annuaire": annuaire} if annuaire else {})}
    try:
        return kind.model_validate(plain(node), context=dict(context))
    except ValidationError as fault:
        faults.extend(
            _placed(finding, node, steps, at, kind)
            for steps, finding in explain_at(fault, kind)
            if not isinstance(find(node, steps), Lost)
        )
        return None


def _placed(finding: Finding, node: Node, steps: Steps, at: Steps, kind: type[BaseModel]) -> Finding:
    about_name = finding.code in {"DG202", "DG203"}
    place = mark_of(node, steps, name=about_name).place()
    where = belongs(kind, steps) if finding.code == "DG202" else ""
    todo = where or finding.suggestion or _colon_hint(finding, find(node, steps))
    return replace(finding, place=place, path=join_path((*at, *steps)), suggestion=todo)


def _colon_hint(finding: Finding, node: Node) -> str:
    """Say what to do of « - Vu : le code », which YAML reads as a group."""
    if not finding.message.startswith("texte attendu"):
        return ""
    if isinstance(node, Fields) and len(node.entries) == 1:
        return "ce texte contient « : » : le mettre entre guillemets"
    return "écrire un seul texte, sans tirets" if isinstance(node, Items) else ""


def build_session(node: Node, faults: list[Finding], *, at: Steps = ()) -> Session:
    """Return the sitting of a tree; its assembly is read first, so that the rest may name its members."""
    before = len(faults)
    assemblee: Assemblee | None = None
    if isinstance(node, Fields) and "assemblee" in node.entries:
        inner = node.entries["assemblee"]
        if not isinstance(inner, Lost):
            assemblee = validate(Assemblee, inner, faults, at=(*at, "assemblee"))
        node = node.replaced(assemblee=Built(assemblee or _stand_in().assemblee, inner))
    seance = validate(Seance, node, faults, annuaire=roll_of(assemblee), at=at)
    if seance is None or assemblee is None or blocked(faults, before):
        return lost_session(node)
    return Session(seance, node, sound=True)


def lost_session(node: Node) -> Session:
    """Return what the acts of a faulty sitting are read with, to look for their own faults."""
    return Session(_stand_in(), node, sound=False)
