"""Generated data: the sittings that break templates, as the text of a file.

Each case changes sample data of a kind of act in one way; a case that the kind of act cannot say (no vote, no
amount) is left out. People and towns are invented.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from pydantic import BaseModel, ValidationError

from delibgen.formats.champs import Champ, champs_of
from delibgen.formats.exemple import ASSEMBLEE, Donnees, donnees
from delibgen.model.acte import Acte
from delibgen.word.lint.shapes import Leaf, present

TITRE = ("Attribution d'un marché à « Dupont & Fils <travaux> », lot n° 3, " * 9)[:495] + " fin"
"""A subject of 499 characters, with what XML holds dear."""
_PRENOMS = ("Anne", "Bruno", "Chloé", "Denis", "Élise", "Farid", "Gaëlle", "Hugo")
_NOMS = ("MARTINET", "ŒUVRARD", "D'ANGELO", "LE GALL", "da SILVA", "BEN AMAR", "N'GUYEN", "PÉRIER-LAGRANGE")


@dataclass(frozen=True, slots=True)
class Cas:
    """One generated case."""

    nom: str
    acte: Acte


def membres(count: int) -> list[str]:
    """Return so many members, all different, women and men in turn.

    >>> membres(2)
    ['Madame Anne MARTINET, Maire', 'Monsieur Bruno ŒUVRARD']
    """
    names = []
    for rank in range(count):
        turn, place = divmod(rank, len(_PRENOMS))
        civilite = "Monsieur" if rank % 2 else "Madame"
        nom = _NOMS[(place + turn) % len(_NOMS)] + (f"-{chr(64 + turn)}" if turn else "")
        names.append(f"{civilite} {_PRENOMS[place]} {nom}")
    return [f"{names[0]}, Maire", *names[1:]] if names else []


def _seance(names: list[str]) -> Donnees:
    return {
        "assemblee": {**ASSEMBLEE, "membres": names},
        "date": "1er octobre 2024",
        "heure": "19 h 00",
        "lieu": "salle du conseil, à la mairie",
        "convocation": "24/09/2024",
        "president": names[0],
        "secretaires": names[1:2],
        "presents": names,
    }


def _with_people(count: int) -> Callable[[type[Acte], Donnees], Donnees | None]:
    def change(kind: type[Acte], sample: Donnees) -> Donnees | None:
        """Return the sample with that many members."""
        names = membres(count)
        made = dict(sample)
        if "seance" in kind.model_fields:
            made["seance"] = _seance(names)
        elif "assemblee" in kind.model_fields:
            made["assemblee"] = {**ASSEMBLEE, "membres": names}
        else:
            return None
        for name in ("rapporteur", "presidence"):
            made.pop(name, None)
        if "scrutin" in kind.model_fields:
            made = {**made, "scrutin": {"pour": str(count)}}
            made.pop("sort_declare", None)
        return made

    return change


def _with_vote(scrutin: Donnees) -> Callable[[type[Acte], Donnees], Donnees | None]:
    def change(kind: type[Acte], sample: Donnees) -> Donnees | None:
        """Return the sample with that vote."""
        made = _with_people(8)(kind, sample) if "scrutin" in kind.model_fields else None
        return {**made, "scrutin": scrutin} if made else None

    return change


def _without_lists(kind: type[Acte], sample: Donnees) -> Donnees:
    required = {name for name, info in kind.model_fields.items() if info.is_required()}
    kept = {name: value for name, value in sample.items() if name in required}
    return {**kept, "sort_declare": "prend_acte"} if "sort_declare" in kind.model_fields else kept


def _with_title(kind: type[Acte], sample: Donnees) -> Donnees:
    return {**sample, "objet": TITRE}


def _with_amount(amount: str) -> Callable[[type[Acte], Donnees], Donnees | None]:
    def change(kind: type[Acte], sample: Donnees) -> Donnees | None:
        """Return the sample with that amount."""
        made = _amounts(kind, sample, amount)
        return made if made != sample else None

    return change


def _amounts(kind: type[BaseModel], sample: Donnees, amount: str) -> Donnees:
    """Return the data with every amount, at any depth, replaced."""
    given = [champ for champ in champs_of(kind) if sample.get(champ.nom) is not None]
    return {**sample, **{champ.nom: _amount(champ, sample[champ.nom], amount) for champ in given}}


def _amount(champ: Champ, value: object, amount: str) -> object:
    """Return the value of a field, its amounts replaced."""
    if Leaf(Decimal) in present(champ.kinds):
        return amount
    if champ.objet:
        return _in_objects(champ.objet, value, amount)
    return [amount, amount] if champ.liste and Leaf(Decimal) in present(champ.items) else value


def _in_objects(kind: type[BaseModel], value: object, amount: str) -> object:
    """Return an object, or a list of them, its amounts replaced; another value as it is."""
    if isinstance(value, list):
        return [_in_objects(kind, item, amount) for item in value]
    return _amounts(kind, value, amount) if isinstance(value, dict) else value


CAS: dict[str, Callable[[type[Acte], Donnees], Donnees | None]] = {
    "personne d'absent": _with_people(8),
    "une seule femme": _with_people(1),
    "96 noms": _with_people(96),
    "partage des voix": _with_vote({"pour": "4", "contre": "4", "voix_du_president": "pour"}),
    "vote secret": _with_vote({"mode": "secret", "pour": "5", "contre": "2", "blancs": "1"}),
    "listes vides": _without_lists,
    "titre de 499 caractères": _with_title,
    "0 €": _with_amount("0"),
    "1 000 000 €": _with_amount("1 000 000,00"),
}
"""Name of a case → what it changes in sample data; ``None`` when the kind of act cannot say it."""


def cas(kind: type[Acte]) -> Iterator[Cas]:
    """Yield the generated acts of a kind; a case that its model refuses is left out."""
    sample = donnees(kind)
    for nom, change in CAS.items():
        changed = change(kind, sample)
        if changed is None:
            continue
        try:
            yield Cas(nom, kind.model_validate(changed, context={"texte": True}))
        except ValidationError:
            continue
