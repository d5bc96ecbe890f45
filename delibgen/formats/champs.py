"""The fields of a kind of act, as a template meets them: name, meaning, kind of value."""

from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from functools import cached_property
from typing import get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from delibgen.model.acte import Annexe
from delibgen.model.assemblee import Assemblee, Collectivite
from delibgen.model.membre import Personne
from delibgen.model.noms import noun
from delibgen.word.lint.hints import kinds_of
from delibgen.word.lint.shapes import Choice, Kinds, Leaf, Many, Thing, optional, present

NATURES: dict[type, str] = {
    bool: "oui ou non",
    date: "date",
    time: "heure",
    Decimal: "montant",
    int: "nombre",
}
FILTRES: dict[type, str] = {date: " | date_longue", time: " | heure", Decimal: " | euros"}


@dataclass(frozen=True, slots=True)
class Champ:
    """One field of a record."""

    nom: str
    description: str
    """Its docstring, without the final stop."""
    kinds: Kinds = field(repr=False)
    obligatoire: bool = True
    """Whether the data must give it."""
    riche: bool = False
    """Whether it is Markdown."""

    @property
    def facultatif(self) -> bool:
        """Whether its value may be missing, so that a template must guard it."""
        return optional(self.kinds)

    @property
    def forme(self) -> Leaf | Choice | Many | Thing | None:
        """The shape of its value, the first of a union; ``None`` when nothing is known."""
        shapes = [s for s in present(self.kinds) if isinstance(s, Leaf | Choice | Many | Thing)]
        return min(shapes, key=_richest) if shapes else None

    @property
    def objet(self) -> type[BaseModel] | None:
        """The class of its value, or of the items of its list."""
        return object_of(self.kinds) or object_of(self.items)

    @property
    def liste(self) -> bool:
        """Whether it is a list."""
        return isinstance(self.forme, Many)

    @property
    def items(self) -> Kinds:
        """Kinds of the items of a list; none for another value."""
        return self.forme.item if isinstance(self.forme, Many) else frozenset()

    @property
    def nature(self) -> str:
        """What it is, in French: « date », « liste de textes », « personne »."""
        if self.riche:
            return "texte mis en forme"
        if self.liste:
            return f"liste {_of(_plural(nature_of(self.items)))}"
        return nature_of(self.kinds)


def _richest(shape: Leaf | Choice | Many | Thing) -> tuple[bool, str]:
    return isinstance(shape, Leaf | Choice), str(shape)


def object_of(kinds: Kinds) -> type[BaseModel] | None:
    """Return the class of a value that is a record."""
    found = (shape.type for shape in sorted(present(kinds), key=str) if isinstance(shape, Thing))
    return next((kind for kind in found if issubclass(kind, BaseModel)), None)


def nature_of(kinds: Kinds) -> str:
    """Return how the dictionary names a value: « date », « Monsieur ou Madame », « texte »."""
    kind = object_of(kinds)
    if kind is not None:
        return "personne" if issubclass(kind, Personne) else noun(kind)
    shapes = sorted(present(kinds), key=str)
    return next((_nature_of(shape) for shape in shapes if isinstance(shape, Choice | Leaf)), "valeur")


def _nature_of(shape: Choice | Leaf) -> str:
    if isinstance(shape, Choice):
        return " ou ".join(f"« {value} »" for value in shape.values)
    near = next((name for leaf, name in NATURES.items() if issubclass(shape.type, leaf)), None)
    return near or ("image" if "Image" in shape.type.__name__ else "texte")


def _plural(noun: str) -> str:
    """Return a noun in the plural, the adjective after it too: « votes séparés », « lignes du vote »."""
    first, *rest = noun.split(" ")
    if not first.isalpha():
        return noun
    agreed = rest if any("'" in word or word in _PREPOSITIONS for word in rest) else map(_with_s, rest)
    return " ".join((_with_s(first), *agreed))


def _with_s(word: str) -> str:
    return word if word[-1] in "sxz" else f"{word}s"


def _of(noun: str) -> str:
    return f"d'{noun}" if noun[0] in "aeiouyéèêâœ" else f"de {noun}"


_PREPOSITIONS = ("de", "du", "des", "à")


def is_markdown(info: FieldInfo) -> bool:
    """Tell whether a field holds Markdown, « None » being allowed or not."""
    return "markdown" in repr(info.json_schema_extra) or any(_marked(hint) for hint in [info.annotation])


def _marked(hint: object) -> bool:
    metadata = getattr(hint, "__metadata__", ())
    return "markdown" in repr(metadata) or any(map(_marked, get_args(hint)))


def champs_of(kind: type[BaseModel]) -> tuple[Champ, ...]:
    """Return the stored fields of a record, in the order of the class; those of ``Acte`` first for an act."""
    return tuple(
        Champ(
            nom=name,
            description=(info.description or "").split("\n\n")[0].replace("\n", " ").rstrip(" ."),
            kinds=kinds_of(info.annotation),
            obligatoire=info.is_required(),
            riche=is_markdown(info),
        )
        for name, info in kind.model_fields.items()
    )


REPRESENTANTS: dict[type, str] = {
    Personne: "nom_complet",
    Annexe: "titre",
    Assemblee: "intitule",
    Collectivite: "nom",
}
"""What stands for an object in one line of text."""


def representative(kind: type[BaseModel]) -> str | None:
    """Return the field that says an object in a few words: ``nom_complet``, ``libelle``, ``titre``…"""
    known = next((name for base, name in REPRESENTANTS.items() if issubclass(kind, base)), None)
    if known:
        return known
    usual = ("libelle", "intitule", "titre", "nom", "objet", "texte")
    return next((name for name in usual if has(kind, name)), None)


def has(kind: type[BaseModel], name: str) -> bool:
    """Tell whether a template may read this field, stored or computed, on a record."""
    return name in kind.model_fields or isinstance(getattr(kind, name, None), property | cached_property)
