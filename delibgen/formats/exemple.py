"""Sample data for any kind of act: one value for every field, as the text of a file.

The sample of a class that this module never saw is made of its type hints, then read by the model itself:
a field whose own check refuses the sample is dropped if the act can do without it.
"""

from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal

from pydantic import BaseModel, ValidationError

from delibgen.formats.champs import Champ, champs_of, object_of
from delibgen.formats.gabarit import label
from delibgen.load.yaml_writer import dump
from delibgen.model.acte import Acte, Dispositif
from delibgen.model.assemblee import Assemblee, Illustration
from delibgen.model.membre import Personne
from delibgen.model.seance import Seance
from delibgen.word.lint.shapes import Choice, Kinds, Leaf, present

Donnees = dict[str, object]

PERSONNE = "Madame Claire VASSEUR, Maire"
MEMBRES = [PERSONNE, "Monsieur Hervé LOMBARD, 1er adjoint", "Madame Inès CARVALHO"]
ASSEMBLEE: Donnees = {
    "collectivite": {
        "nom": "Ormeval",
        "nature": "commune",
        "departement": "89",
        "ville": "Ormeval",
        "entete": ["RÉPUBLIQUE FRANÇAISE", "Département de l'Yonne", "Commune d'Ormeval"],
    },
    "organe": "conseil_municipal",
    "membres": MEMBRES,
}
SEANCE: Donnees = {
    "assemblee": ASSEMBLEE,
    "date": "1er octobre 2024",
    "heure": "19 h 00",
    "lieu": "salle du conseil, à la mairie",
    "convocation": "26/09/2024",
    "president": "Madame Claire VASSEUR, Maire",
    "secretaires": ["Madame Inès CARVALHO"],
    "presents": MEMBRES,
}
_KNOWN: Mapping[str, object] = {
    "numero": "2024-12",
    "siren": "219999992",
    "siret": "73282932000074",
    "departement": "89",
    "matiere": "6.1",
}
"""Values that a check of the model wants of a certain form, by name of field."""
_SIMPLE: Mapping[type, str] = {
    bool: "oui",
    date: "1er octobre 2024",
    time: "18 h 30",
    Decimal: "12 500,50",
    int: "3",
}
_RECORDS: tuple[tuple[type[BaseModel], object], ...] = (
    (Assemblee, ASSEMBLEE),
    (Seance, SEANCE),
    (
        Dispositif,
        ["Le présent acte s'applique dès sa publication", "Ampliation en est adressée à l'intéressé"],
    ),
)
_DEPTH = 4


def donnees(kind: type[Acte]) -> Donnees:
    """Return sample data for a kind of act, that its model accepts.

    Raises:
        ValidationError: the class asks more than its types say of a field that it cannot do without.
    """
    sample = _record(kind, 0)
    while True:
        try:
            kind.model_validate(sample, context={"texte": True})
        except ValidationError as fault:
            if not _drop_refused(sample, fault, kind):
                raise
        else:
            return {"type": kind.kind(), **sample}


def _record(kind: type[BaseModel], depth: int) -> Donnees:
    found: Donnees = {}
    own = not kind.__module__.startswith("delibgen.")  # a class of one's own shows all that it can hold
    for champ in champs_of(kind):
        value = _of_field(champ, depth)
        if value is not None and (champ.obligatoire or depth == 0 or own):
            found[champ.nom] = value
    return found


def _of_field(champ: Champ, depth: int) -> object:
    if champ.nom in _KNOWN:
        return _KNOWN[champ.nom]
    if champ.riche:
        return f"{label(champ)} : premier paragraphe.\n\n- premier point ;\n- second point."
    if champ.liste:
        item = _of_kinds(champ, champ.items, depth)
        return None if item is None else [item, _second(item)]
    return _of_kinds(champ, champ.kinds, depth)


def _second(item: object) -> object:
    """Return another item like the first, told from it when it is a text."""
    return item.replace("exemple", "autre exemple") if isinstance(item, str) else item


def _of_kinds(champ: Champ, kinds: Kinds, depth: int) -> object:
    kind = object_of(kinds)
    if kind is not None:
        return _of_object(kind, depth)
    for shape in sorted(present(kinds), key=str):
        if isinstance(shape, Choice):
            return shape.values[0]
        if isinstance(shape, Leaf):
            return _of_leaf(champ, shape.type)
    return None


def _of_leaf(champ: Champ, kind: type) -> object:
    known = (text for leaf, text in _SIMPLE.items() if issubclass(kind, leaf))
    return next(known, f"{label(champ)} (exemple)" if issubclass(kind, str) else None)


def _of_object(kind: type[BaseModel], depth: int) -> object:
    if issubclass(kind, Personne):
        return PERSONNE
    if issubclass(kind, Illustration | Acte) or depth >= _DEPTH:
        return None
    known = next((value for base, value in _RECORDS if issubclass(kind, base)), None)
    return _record(kind, depth + 1) if known is None else known


def _drop_refused(sample: Donnees, fault: ValidationError, kind: type[BaseModel]) -> bool:
    """Take off the values that the model refuses, each where it stands; tell whether there was one.

    A field of the act that it cannot do without is never taken off.
    """
    return sum(_drop(sample, error["loc"], kind) for error in fault.errors()) > 0


def _drop(sample: Donnees, steps: tuple[int | str, ...], kind: type[BaseModel]) -> bool:
    holder, name = sample, str(steps[0]) if steps else ""
    if name not in sample:
        return False
    node: object = sample[name]
    for step in steps[1:]:
        if isinstance(node, dict) and step in node:
            holder, name = node, str(step)
        node = _child(node, step)
    if holder is sample and kind.model_fields[name].is_required():
        return False
    del holder[name]
    return True


def _child(node: object, step: int | str) -> object:
    if isinstance(node, dict):
        return node.get(step)
    return node[step] if isinstance(node, list) and isinstance(step, int) and step < len(node) else None


def yaml(kind: type[Acte]) -> str:
    """Return sample data as a YAML file, each field preceded by what it is."""
    described = {champ.nom: champ for champ in champs_of(kind)}
    lines = []
    for name, value in donnees(kind).items():
        champ = described.get(name)
        if champ is not None:
            lines.append(f"# {champ.description}" + ("." if champ.obligatoire else " (facultatif)."))
        lines.append(dump({name: value}))
    return "\n".join(lines) + "\n"
