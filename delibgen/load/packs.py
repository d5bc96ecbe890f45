"""Act packs: kinds of acts that other packages bring, found by entry points, imported when asked for.

A pack declares in its ``pyproject.toml``::

    [project.entry-points."delibgen.actes"]
    arrete_voirie = "arrete_voirie:ArreteVoirie"

The name is the ``type`` of files; nothing is imported until a file asks for it.
"""

from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points

from delibgen.errors import Finding, TemplateError, did_you_mean
from delibgen.model.acte import Acte

GROUPE = "delibgen.actes"


class PackError(TemplateError):
    """An act pack is installed, and cannot be used."""

    title = "Paquet d'actes refusé"


class UnknownKindError(PackError):
    """Nobody knows the kind of act that a command is given."""

    title = "Sorte d'acte refusée"


TOUS = "tous : « delibgen expliquer DG204 »"
_USUELS = ("deliberation", "convention", "arrete", "decision_deleguee")
_SHOWN = 3
_LIKE = 0.4


@lru_cache(maxsize=1)
def packs() -> dict[str, EntryPoint]:
    """Return the entry point of each kind of act that an installed package brings, by name."""
    return {entry.name: entry for entry in entry_points(group=GROUPE)}


def kind_of(name: str) -> type[Acte] | None:
    """Return the kind of act of this name, importing the pack that brings it; ``None`` if nobody knows it.

    Raises:
        PackError: a pack brings it, and cannot be imported.
    """
    known = Acte.kinds()
    if name in known or name not in packs():
        return known.get(name)
    entry = packs()[name]
    try:
        found = entry.load()
    except Exception as error:
        raise _refused(entry, f"{type(error).__name__} : {error}") from error
    if not (isinstance(found, type) and issubclass(found, Acte)):
        raise _refused(entry, "ce n'est pas une classe d'acte")
    if found.kind() != name:
        raise _refused(entry, f"la classe s'appelle « {found.kind()} »")
    return found


def _refused(entry: EntryPoint, why: str) -> PackError:
    owner = entry.dist.name if entry.dist else entry.value
    message = f"le paquet « {owner} » annonce l'acte « {entry.name} » ({entry.value}) : {why}"
    return PackError(Finding(code="DG226", message=message, suggestion="le réinstaller, ou le corriger"))


def kind_names() -> list[str]:
    """Return the names of the kinds of acts, those of packs included though none is imported."""
    import_module("delibgen.load.loading")  # makes the shipped kinds known
    return sorted({*Acte.kinds(), *packs()})


def require_kind(name: str) -> type[Acte]:
    """Return the kind of act of this name, as a command is given it.

    Raises:
        UnknownKindError: nobody knows it; the closest names are proposed.
        PackError: its pack cannot be imported.
    """
    names = kind_names()
    found = kind_of(name)
    if found is not None:
        return found
    message = f"type d'acte « {name} » inconnu"
    raise UnknownKindError(Finding(code="DG204", message=message, suggestion=kinds_like(name, names)))


def kinds_like(name: str, names: Sequence[str]) -> str:
    """Return what is proposed instead of a kind of act that nobody knows: one, or some, the closest first.

    >>> kinds_like("delibration", ["arrete", "convention", "deliberation", "registre", "sommaire"])
    'vouliez-vous dire « deliberation » ?'
    >>> kinds_like("x", ["arrete", "convention", "deliberation", "registre", "sommaire"])
    'par exemple deliberation, convention, arrete ; tous : « delibgen expliquer DG204 »'
    """
    some = ", ".join(some_kinds(name, names))
    return did_you_mean(name, names, f"par exemple {some} ; {TOUS}")


def some_kinds(name: str, names: Sequence[str]) -> list[str]:
    """Return a few kinds of acts, those whose names have most in common with a name first."""

    def rank(kind: str) -> tuple[float, int]:
        usual = _USUELS.index(kind) if kind in _USUELS else len(_USUELS)
        likeness = SequenceMatcher(None, name, kind).ratio()
        return -likeness if likeness > _LIKE else 0, usual

    return sorted(names, key=rank)[:_SHOWN]
