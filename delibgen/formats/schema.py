"""JSON Schema of a kind of act, for other tools and for the completion of YAML in editors.

It accepts what the loader accepts: dates, hours, amounts and numbers as French text or as JSON has them,
members by name, votes as counts or as lists of names, the short form of the operative part, files named in
place of what they hold. What only a computation can tell stays to ``load`` and ``check``.
"""

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema as cs

from delibgen.model.acte import Acte, Dispositif
from delibgen.model.assemblee import Assemblee, Collectivite, Illustration
from delibgen.model.scrutin import Scrutin
from delibgen.model.seance import Convocation, Seance

DIALECTE = "https://json-schema.org/draft/2020-12/schema"
ENREGISTREMENTS: Mapping[str, type[BaseModel]] = {
    "seance": Seance,
    "assemblee": Assemblee,
    "collectivite": Collectivite,
}
"""What has a file of its own without being an act."""

_SPACE = "[ \u00a0\u202f]"
_DAYS = "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
_MONTHS = (
    "janvier|février|fevrier|mars|avril|mai|juin|juillet|août|aout|"
    "septembre|octobre|novembre|décembre|decembre"
)


def _any_case(words: str) -> str:
    """Return a pattern that takes letters in both cases: JSON Schema knows no flag."""
    return "".join(f"[{c}{c.upper()}]" if c.isalpha() else c for c in words)


_DAY = rf"(?:(?:{_any_case(_DAYS)}){_SPACE}+)?"
_DATE = (
    rf"^\s*(?:[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}|{_DAY}[0-9]{{1,2}}/[0-9]{{1,2}}/[0-9]{{4}}"
    rf"|{_DAY}(?:1[eE][rR]|[0-9]{{1,2}}){_SPACE}+(?:{_any_case(_MONTHS)}){_SPACE}+[0-9]{{4}})\s*$"
)
_HEURE = (
    rf"^\s*(?:(?:[01]?[0-9]|2[0-4]){_SPACE}?(?:[hH]|[hH]eures?)(?:{_SPACE}?[0-5][0-9])?"
    rf"|(?:[01]?[0-9]|2[0-4]):[0-5][0-9](?::00)?)\s*$"
)
_ENTIER = "^[0-9\u00a0\u202f]+$"
_MONTANT = (
    rf"^\s*[-−]?(?:0|[1-9][0-9]*|[1-9][0-9]{{0,2}}(?:{_SPACE}[0-9]{{3}})+)(?:[,.][0-9]{{1,2}})?"
    rf"{_SPACE}*(?:€|euros?)?\s*$"
)
_FILE = {
    "type": "string",
    "pattern": r"\.(?:[yY][aA]?[mM][lL]|[jJ][sS][oO][nN])$",
    "description": "Nom d'un fichier.",
}
_PROSE = {
    "type": "object",
    "properties": {"fichier": {"type": "string", "pattern": r"\.(?:md|txt|MD|TXT)$"}},
    "required": ["fichier"],
    "additionalProperties": False,
}
_MARK = "x-scalaire"
_FROM_FOLDER = ("seance", "assemblee", "numero")
"""Fields of an act that the folder of a sitting gives."""
_NAMED_FILES = ("assemblee", "collectivite", "seance")

SCALAIRES: Mapping[str, JsonSchemaValue] = {
    "Texte": {
        "description": "Texte, ou fichier .md qui le contient.",
        "anyOf": [{"type": ["string", "number"]}, _PROSE],
    },
    "Date": {
        "description": "« 12 septembre 2024 », « 12/09/2024 » ou « 2024-09-12 ».",
        "type": "string",
        "pattern": _DATE,
    },
    "Heure": {"description": "« 18 h 30 » ou « 18:30 ».", "type": "string", "pattern": _HEURE},
    "OuiNon": {
        "description": "« oui » ou « non ».",
        "anyOf": [
            {"type": "boolean"},
            {"type": "string", "pattern": rf"^\s*(?:{_any_case('oui|non|vrai|faux|true|false')})\s*$"},
        ],
    },
    "Montant": {
        "description": "Montant en euros, au centime : « 12 500,50 ».",
        "anyOf": [{"type": "number"}, {"type": "string", "pattern": _MONTANT}],
    },
}
"""Scalars as files write them."""


def schema(kind: type[BaseModel]) -> dict[str, Any]:
    """Return the JSON Schema of the file of an act, of a sitting or of an assembly.

    Descriptions are the docstrings of the model; each class is one entry of ``$defs``.
    """
    made = _referred(kind.model_json_schema(schema_generator=_Generator, mode="validation"))
    definitions = {**made.pop("$defs", {}), **SCALAIRES}
    return {"$schema": DIALECTE, **made, "$defs": dict(sorted(definitions.items()))}


def _ref(name: str) -> JsonSchemaValue:
    """Return what stands for a scalar until the end: the generator follows references that it made only."""
    return {_MARK: name}


def _referred(node: Any) -> Any:  # noqa: ANN401  (a tree of JSON)
    """Return the schema with its references to the scalars."""
    if isinstance(node, list):
        return [_referred(child) for child in node]
    if not isinstance(node, dict):
        return node
    made = {name: _referred(child) for name, child in node.items() if name != _MARK}
    return {**made, "$ref": f"#/$defs/{node[_MARK]}"} if _MARK in node else made


class _Generator(GenerateJsonSchema):
    """Turns the model into a schema of what the loader reads, not of what the model holds."""

    def str_schema(self, schema: cs.StringSchema) -> JsonSchemaValue:
        """Return any text, or a number that a file left without quotes."""
        return _ref("Texte")

    def date_schema(self, schema: cs.DateSchema) -> JsonSchemaValue:
        """Return a French or ISO date."""
        return _ref("Date")

    def time_schema(self, schema: cs.TimeSchema) -> JsonSchemaValue:
        """Return an hour."""
        return _ref("Heure")

    def bool_schema(self, schema: cs.BoolSchema) -> JsonSchemaValue:
        """Return yes or no."""
        return _ref("OuiNon")

    def decimal_schema(self, schema: cs.DecimalSchema) -> JsonSchemaValue:
        """Return an amount."""
        return _ref("Montant")

    def int_schema(self, schema: cs.IntSchema) -> JsonSchemaValue:
        """Return a whole number, or its digits as text."""
        return {
            "anyOf": [{"minimum": 0, **super().int_schema(schema)}, {"type": "string", "pattern": _ENTIER}]
        }

    def default_schema(self, schema: cs.WithDefaultSchema) -> JsonSchemaValue:
        """Leave defaults out: « () » or a record is nothing to write in a file."""
        return self.generate_inner(schema["schema"])

    def function_before_schema(self, schema: cs.BeforeValidatorFunctionSchema) -> JsonSchemaValue:
        """Add what a reader of the model accepts beside its type."""
        inner = super().function_before_schema(schema)
        function: Callable[..., object] = schema["function"]["function"]
        other = _READERS.get(getattr(function, "__name__", ""))
        return {"anyOf": [other, inner]} if other else inner

    def model_schema(self, schema: cs.ModelSchema) -> JsonSchemaValue:
        """Add to a class what the loader fills in or reads in another form."""
        made = super().model_schema(schema)
        kind: type[BaseModel] = schema["cls"]
        if "$ref" in made or "properties" not in made:
            return made
        properties: dict[str, Any] = made["properties"]
        for name in properties.keys() & _NAMED_FILES:
            properties[name] = _or(_FILE, properties[name])
        for known, change in _CHANGES:
            if issubclass(kind, known):
                change(made)
        if issubclass(kind, Acte):
            _as_act(made, kind)
        short = _short_form(kind)
        return _or(short, made) if short else made


def _short_form(kind: type[BaseModel]) -> JsonSchemaValue | None:
    """Return the schema of the short form of a class, if it has one."""
    return next((other for known, other in _SHORT if issubclass(kind, known)), None)


def _or(other: JsonSchemaValue, inner: JsonSchemaValue) -> JsonSchemaValue:
    """Return a schema that takes one or the other, described as the second."""
    told: JsonSchemaValue = {name: inner[name] for name in ("title", "description") if name in inner}
    rest = {name: value for name, value in inner.items() if name not in told}
    return {**told, "anyOf": [other, rest]}


def _as_act(made: JsonSchemaValue, kind: type[Acte]) -> None:
    properties: dict[str, Any] = made["properties"]
    made["properties"] = {"type": {"const": kind.kind(), "description": "Sorte d'acte."}, **properties}
    made["required"] = [name for name in made.get("required", []) if name not in _FROM_FOLDER]


def _votes(made: JsonSchemaValue) -> None:
    properties: dict[str, Any] = made["properties"]
    names = {"type": "array", "items": _READERS["_read_membre"]}
    for sense in ("pour", "contre", "abstentions"):
        properties[sense] = _or(names, properties[sense])


def _image(made: JsonSchemaValue) -> None:
    made["properties"]["fichier"] = {"type": "string", "description": "Fichier .png ou .jpeg."}
    made.pop("required", None)  # the file stands for its octets


def _roll(made: JsonSchemaValue) -> None:
    properties: dict[str, Any] = made["properties"]
    table = {"type": "object", "properties": {"fichier": {"type": "string"}}, "required": ["fichier"]}
    properties["membres"] = _or(table, properties["membres"])


_CHANGES: tuple[tuple[type[BaseModel], Callable[[JsonSchemaValue], None]], ...] = (
    (Scrutin, _votes),
    (Illustration, _image),
    (Assemblee, _roll),
)
_NAME = {"type": "string", "description": "Nom : « Madame Claire VASSEUR »."}
_DECISION = {
    "anyOf": [
        {"type": "string"},
        {
            "type": "object",
            "minProperties": 1,
            "maxProperties": 2,
            "additionalProperties": {"type": ["string", "number"]},
        },
    ]
}
_READERS: Mapping[str, JsonSchemaValue] = {
    "_read_membre": _NAME,
    "_read_personne": _NAME,
    "_read_civilite": {"type": "string", "pattern": f"^(?:{_any_case('monsieur|madame|mme')}|[mM])[.]?$"},
    "_read_acte": {"anyOf": [_FILE, {"type": "object", "required": ["type"]}]},
    "_read_missing": {"type": "string", "pattern": f"^{_any_case('à compléter')}$"},
    "_by_code": {"type": "object"},
    "_by_name": {"type": "object"},
}
"""Readers of the model, by name: what each accepts beside the type that it makes."""
_SHORT: tuple[tuple[type[BaseModel], JsonSchemaValue], ...] = (
    (Convocation, {_MARK: "Date"}),
    (Dispositif, {"type": "array", "minItems": 1, "items": _DECISION}),
)
"""Classes that have a short form."""
