"""Whose an output folder is: the papers of one sitting are not put over those of another."""

from itertools import chain

from delibgen.dossier.memory import IDENTITE, MANIFESTE, Memory
from delibgen.dossier.prepare import Preparation
from delibgen.errors import ConversionError, Finding, Place
from delibgen.model.seance import Seance


def identity(seance: Seance) -> dict[str, str]:
    """Return what tells a sitting from another: assembly, day, hour."""
    owner = f"{seance.assemblee.intitule} – {seance.assemblee.collectivite.nom}"
    hour = seance.heure.isoformat() if seance.heure else ""
    return dict(zip(IDENTITE, (owner, seance.date.isoformat(), hour), strict=True))


def check_same_sitting(memory: Memory, ready: Preparation, output: str) -> None:
    """Refuse a folder that holds the papers of another sitting: they would be replaced by these.

    A sitting whose day was corrected has acts in common with what it was: it is the same one.

    Raises:
        ConversionError: neither the sitting nor any of its papers is what the manifest tells.
    """
    if ready.seance is None or not memory.identite.get("seance"):
        return
    now = identity(ready.seance)
    same = all(memory.identite.get(name, now[name]) == now[name] for name in IDENTITE)
    if same or _shares_a_paper(memory, ready):
        return
    held = " ".join(filter(None, map(memory.identite.get, IDENTITE)))
    message = f"ce dossier contient déjà une autre séance ({held}) : ses papiers seraient remplacés"
    todo = "choisir un autre dossier (« -o »), ou « --tout » si c'est bien la même séance"
    place = Place(file=f"{output}/{MANIFESTE}")
    raise ConversionError(Finding(code="DG517", message=message, place=place, suggestion=todo))


def _shares_a_paper(memory: Memory, ready: Preparation) -> bool:
    """Tell whether one of the papers bears the name of one that the folder holds."""
    names = {paper.intitule for paper in chain.from_iterable(lot.lot.papiers for lot in ready.lots)}
    return any(trace.intitule in names for trace in memory.traces.values() if trace.genre == "papier")
