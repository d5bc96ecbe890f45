"""Faults of pydantic, said in French, with the path in the data and the closest right name."""

from collections.abc import Iterable, Iterator, Mapping
from typing import get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from delibgen import french
from delibgen.errors import Finding, did_you_mean

Path = tuple[int | str, ...]

_MESSAGES = {
    "missing": "champ obligatoire absent",
    "string_type": "texte attendu",
    "int_type": "nombre entier attendu",
    "int_parsing": "nombre entier attendu",
    "bool_type": "« oui » ou « non » attendu",
    "bool_parsing": "« oui » ou « non » attendu",
    "date_type": "date attendue, par exemple 2024-09-12 ou « 12 septembre 2024 »",
    "date_from_datetime_inexact": "date attendue, sans heure",
    "time_type": "heure attendue, par exemple « 18 h 30 »",
    "decimal_type": "montant attendu (Decimal ou entier), jamais un nombre à virgule flottante",
    "decimal_parsing": "montant attendu",
    "finite_number": "montant attendu, pas un infini ni « NaN »",
    "is_instance_of": "objet {class} attendu",
    "tuple_type": "liste attendue",
    "list_type": "liste attendue",
    "dict_type": "groupe de champs attendu",
    "model_type": "groupe de champs attendu",
    "model_attributes_type": "groupe de champs attendu",
    "bytes_type": "octets attendus",
    "path_type": "chemin de fichier attendu",
    "greater_than_equal": "{ge} au moins",
    "less_than_equal": "{le} au plus",
    "string_too_long": "{max_length} caractères au plus",
    "json_invalid": "JSON mal formé : accolade, guillemet ou virgule de trop ou qui manque",
    "recursion_loop": "un acte ne peut pas s'annexer lui-même",
}


_EMPTY = {kind for kind in _MESSAGES if kind.endswith("_type")}
"""Faults that, of nothing at all, say only that the field was left empty."""


def explain(fault: ValidationError, kind: type[BaseModel] | None = None) -> list[Finding]:
    """Return one finding for each fault of a validation, in the order of the fields.

    Args:
        fault: what pydantic raised.
        kind: the record that was validated, to propose the closest field for an unknown one.
    """
    return [finding for _, finding in explain_at(fault, kind)]


def explain_at(fault: ValidationError, kind: type[BaseModel] | None = None) -> list[tuple[Path, Finding]]:
    """Return what ``explain`` returns, each finding with its path as steps, for those who look it up."""
    return list(_unique(_finding(error, kind) for error in _of_one_branch(fault.errors(include_url=False))))


def _unique(found: Iterable[tuple[Path, Finding]]) -> Iterator[tuple[Path, Finding]]:
    seen = set()
    for path, finding in found:
        if (finding.path, finding.message) not in seen:
            seen.add((finding.path, finding.message))
            yield path, finding


def _of_one_branch(errors: list[ErrorDetails]) -> Iterator[ErrorDetails]:
    """Leave out « a text was expected » where the other branch of the union says what is wrong inside."""
    paths = [_place(error) for error in errors]
    for error, path in zip(errors, paths, strict=True):
        in_union = any(_is_branch(step) for step in error["loc"])
        deeper = any(len(other) > len(path) and other[: len(path)] == path for other in paths)
        if not (in_union and deeper and error["type"] in {"string_type", "none_required"}):
            yield error


def join_path(path: Path) -> str:
    """Return « presents[2].nom » for ``("presents", 2, "nom")``; ranks start at 0, as in Python.

    >>> join_path(("presents", 2, "nom"))
    'presents[2].nom'
    """
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}"
    return text.lstrip(".")


def _finding(error: ErrorDetails, kind: type[BaseModel] | None) -> tuple[Path, Finding]:
    path = _place(error)
    if error["type"] == "extra_forbidden":
        return path, _unknown_field(path, kind)
    code = {"missing": "DG203"}.get(error["type"], "DG201")
    return path, Finding(code=code, message=_message(error), path=join_path(path))


def _place(error: ErrorDetails) -> Path:
    """Return the path of an error in the data; the name of an unknown field stays, whatever it looks like."""
    *before, last = error["loc"] or ("",)
    named = error["type"] in {"extra_forbidden", "missing"} or not _is_branch(last)
    steps = (*(step for step in before if not _is_branch(step)), *((last,) if named else ()))
    return steps if error["loc"] else ()


def _is_branch(step: int | str) -> bool:
    """Tell whether a step of pydantic's path names a branch of a union, not a place in the data."""
    return isinstance(step, str) and ("[" in step or step[:1].isupper() or step in {"str", "none"})


def _unknown_field(path: Path, kind: type[BaseModel] | None) -> Finding:
    name = str(path[-1])
    hint = did_you_mean(name, fields_at(kind, path[:-1]) if kind else (), "ôter ce champ")
    return Finding(code="DG202", message=f"champ inconnu « {name} »", path=join_path(path), suggestion=hint)


def _message(error: ErrorDetails) -> str:
    context: Mapping[str, object] = error.get("ctx", {})
    if error["type"] in {"enum", "literal_error"}:
        expected = str(context.get("expected", "")).replace(" or ", " ou ").replace("'", "")
        choices = expected.replace(" ou ", ", ").split(", ")
        hint = did_you_mean(str(error["input"]), choices, lead=" ; ")
        return f"« {error['input']} » reçu ; choix possibles : {expected}{hint}"
    if error["type"] == "value_error":
        return str(context.get("error", error["msg"]))
    if error["input"] is None and error["type"] in _EMPTY:
        return "champ vide ; écrire la valeur, ou supprimer le champ"
    text = _MESSAGES.get(_kind(error), f"valeur inattendue ({error['type']})")
    text = text.format_map(dict(context)) if "{" in text else text
    return (
        text if error["type"] in {"missing", "json_invalid"} else f"{text}, {_received(error['input'])} reçu"
    )


def _kind(error: ErrorDetails) -> str:
    """Return the type of an error; an amount that is no ``Decimal`` is said as an amount."""
    wants_amount = error.get("ctx", {}).get("class") == "Decimal"
    return "decimal_type" if wants_amount else error["type"]


def _received(value: object) -> str:
    if isinstance(value, str):
        return f"« {value if len(value) < 60 else value[:59] + '…'} »"
    if value is None:
        return "rien"
    if isinstance(value, Mapping):
        return "groupe de champs"
    if isinstance(value, list | tuple):
        return f"liste de {french.compte(len(value), 'élément')}" if value else "liste vide"
    return f"{type(value).__name__} {str(value)[:40]}"


def fields_at(kind: type[BaseModel] | None, path: Path) -> list[str]:
    """Return the names of the fields of the record that stands at ``path`` below ``kind``."""
    kinds = [kind] if kind else []
    for step in path:
        if isinstance(step, int):
            continue
        kinds = [
            record
            for parent in kinds
            if str(step) in parent.model_fields
            for record in records_of(parent.model_fields[str(step)].annotation)
        ]
    return [name for record in kinds for name in record.model_fields]


def records_of(annotation: object) -> Iterator[type[BaseModel]]:
    """Yield the records that a field may hold."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from records_of(inner)
