"""Act packs: kinds of acts that other packages bring, found by entry points, imported when asked for.

A pack declares in its ``pyproject.toml``::

    [project.entry-points."delibgen.actes"]
    arrete_voirie = "arrete_voirie:ArreteVoirie"

The name is the ``type`` of files; nothing is imported until a file asks for it.
"""

from functools import lru_cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points

from delibgen.errors import Finding, TemplateError, closest
from delibgen.model.acte import Acte

GROUPE = "delibgen.actes"


class PackError(TemplateError):
    """An act pack is installed, and cannot be used."""

    title = "Paquet d'actes refusé"


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
        PackError: nobody knows it (the closest name is proposed), or its pack cannot be imported.
    """
    names = kind_names()
    found = kind_of(name)
    if found is not None:
        return found
    near = closest(name, names)
    todo = f"vouliez-vous dire « {near} » ?" if near else f"connus : {', '.join(names)}"
    fault = Finding(code="DG204", message=f"type d'acte « {name} » inconnu", suggestion=todo)
    raise PackError(fault, title="Sorte d'acte refusée")
