"""What every act has: a number, a subject, a Word template and rules; and the pieces of its text.

A new kind of act is one class and one Word file: subclass ``Acte``, declare its fields and ``template``.
Nothing is registered: ``render`` reads the class, the loader finds it by name among the subclasses.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, ClassVar, Self

from pydantic import (
    BeforeValidator,
    SerializeAsAny,
    SerializerFunctionWrapHandler,
    ValidationInfo,
    model_serializer,
    model_validator,
)

from delibgen import french
from delibgen.errors import Finding, did_you_mean
from delibgen.model.base import Jour, Ligne, OuiNon, Rang, Record, TexteRiche, reads_text
from delibgen.model.dispositif import Decision, Dispositif, Grammaire, LigneDispositif, grammar_of
from delibgen.model.kept import cached_property
from delibgen.word.lint.mention import Mention

if TYPE_CHECKING:
    from delibgen.model.assemblee import Assemblee


class Acte(Record):
    """Base of every paper: subclass it to invent a new one."""

    template: ClassVar[str] = ""
    """File name of the Word template: beside the class, in ``./templates``, or among those of delibgen."""
    rules: ClassVar[tuple[Callable[..., Iterable[Finding]], ...]] = ()
    """Rules of one's own, which ``check`` runs after those of the law: ``(acte) -> findings``."""

    mentions: ClassVar[tuple[Mention, ...]] = ()
    """What the law wants such a paper to say: ``lint`` looks for it in the template."""

    numero: Ligne | None = None
    """Numéro imprimé, texte libre : jamais interprété."""
    objet: Ligne
    """Objet de l'acte."""

    @model_validator(mode="before")
    @classmethod
    def _own_type(cls, data: object) -> object:
        """Accept the ``type`` that files and dumps carry, when it is the right one."""
        if isinstance(data, dict) and data.get("type") == cls.kind():
            return {name: value for name, value in data.items() if name != "type"}
        return data

    @model_serializer(mode="wrap")
    def _with_type(self, serialize: SerializerFunctionWrapHandler) -> dict[str, object]:
        fields: dict[str, object] = serialize(self)
        return {"type": self.kind(), **fields}

    @property
    def intitule(self) -> str:
        """Number and subject, to name the act in messages and lists."""
        return f"{self.numero} – {self.objet}" if self.numero else self.objet

    @property
    def nom_fichier(self) -> str:
        """Name of the file, without its extension."""
        return self.numero or self.objet

    @property
    def premiere_page(self) -> int | None:
        """Number of its first page, when it is not 1: the leaves of a register continued over the year."""
        return None

    def papers(self) -> Iterator["Acte"]:
        """Yield the acts annexed to this one, which are printed with it."""
        yield from ()

    def in_words_of(self, assemblee: "Assemblee") -> Self:  # conventions read it
        """Return the act in the words of the assembly that annexes it, or the act itself."""
        return self

    @classmethod
    def kind(cls) -> str:
        """Name of the kind of act in files: « deliberation » for ``Deliberation``."""
        return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", cls.__name__).lower()

    @classmethod
    def kinds(cls) -> dict[str, type["Acte"]]:
        """Return every kind of act that has a template, by name; a class in a notebook counts."""
        found: dict[str, type[Acte]] = {}
        for child in cls.__subclasses__():
            if child.template:
                found[child.kind()] = child
            found.update(child.kinds())
        return found


def _read_acte(value: object, info: ValidationInfo) -> object:
    """Make the act of a mapping that names its ``type``; an act stays as it is."""
    if not isinstance(value, dict):
        return value
    kinds = Acte.kinds()
    name = str(value.get("type", ""))
    if name not in kinds:
        hint = did_you_mean(name, kinds, lead=" ; ")
        raise ValueError(f"type d'acte « {name} » inconnu{hint}" if name else "type d'acte absent")
    context = {**(info.context or {}), "texte": reads_text(info)}
    if info.mode == "json":  # bytes and dates are texts there, at any depth
        return kinds[name].model_validate_json(json.dumps(value), context=context)
    return kinds[name].model_validate(value, context=context)


class Annexe(Record):
    """A paper annexed to an act: another act of delibgen, or a file kept as it is."""

    titre: Ligne
    """Titre de l'annexe."""
    numero: Ligne | None = None
    """Numéro imprimé : « 1 », « I », « A »."""
    acte: Annotated[SerializeAsAny[Acte] | None, BeforeValidator(_read_acte)] = None
    """Acte annexé, imprimé avec le premier : une convention par exemple."""
    fichier: Path | None = None
    """Fichier joint tel quel."""
    texte: TexteRiche | None = None
    """Texte ou tableau annexé (Markdown), imprimé à la suite de l'acte sur une nouvelle page."""


class AnnexeImprimee(Record):
    """An annex that is a text, printed after the act."""

    titre: str
    """« Annexe 1 – Tableau des bénéficiaires »."""
    texte: TexteRiche
    """Texte (Markdown)."""


_FEMININE = {"commission", "assemblée", "collectivité", "délégation"}


def _of(organe: str) -> str:
    """Return an assembly after « de »: « du conseil municipal », « de la commission permanente »."""
    if organe.startswith(("de la ", "de l'", "de l’", "du ", "des ")):
        return organe
    if organe.startswith(("le ", "la ", "l'", "l’", "les ")):
        return french.de(organe)
    if organe.split()[0].casefold() in _FEMININE:
        return "de l'" + organe if french.s_elide(organe) else "de la " + organe
    return french.de(organe, "du")


class Reference(Record):
    """Another act, cited: number, date, author."""

    numero: Ligne | None = None
    """Numéro."""
    date: Jour | None = None
    """Date."""
    organe: Ligne | None = None
    """Auteur : « conseil municipal »."""

    @cached_property
    def libelle(self) -> str:
        """« délibération du conseil municipal n° 2024-06 du 12 juin 2024 »."""
        parts = ["délibération"]
        if self.organe:
            parts.append(_of(self.organe))
        if self.numero:
            parts.append(f"n°\u00a0{self.numero}")
        if self.date:
            parts.append(f"du {french.date_longue(self.date)}")
        return " ".join(parts)


class Article(Record):
    """One numbered article of a convention."""

    titre: Ligne | None = None
    """Titre : « Objet »."""
    texte: TexteRiche
    """Texte (Markdown)."""
    echeancier: OuiNon = False
    """Imprimer l'échéancier à la fin de l'article."""


class Signature(Record):
    """A signature block."""

    partie: Ligne | None = None
    """Au nom de qui : « Pour la Ville » ; rien si la qualité le dit : « Le Préfet »."""
    qualite: Ligne
    """Qualité : « le Maire »."""
    nom: Ligne
    """Nom du signataire."""


__all__ = [
    "Acte",
    "Annexe",
    "AnnexeImprimee",
    "Article",
    "Decision",
    "Dispositif",
    "Grammaire",
    "LigneDispositif",
    "Rang",
    "Reference",
    "Signature",
    "grammar_of",
]
