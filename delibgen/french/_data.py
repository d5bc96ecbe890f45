"""The data files of this package: each carries its source and its date, is read once, at first use."""

from functools import cache


@cache
def load(name: str) -> dict[str, object]:
    """Return a data file of ``delibgen/french/data`` as plain data.

    >>> sorted(load("departements"))
    ['date', 'departements', 'source']
    """
    import json
    from importlib.resources import files

    text = files("delibgen.french").joinpath("data", f"{name}.json").read_text(encoding="utf-8")
    content: dict[str, object] = json.loads(text)
    return content


@cache
def words(name: str, key: str) -> tuple[str, ...]:
    """Return one list of words of a data file.

    >>> words("communes_h", "homonymes")[:2]
    ('Halloy', 'Haraucourt')
    """
    value = load(name)[key]
    return tuple(str(word) for word in value) if isinstance(value, list) else ()


@cache
def pairs(name: str, key: str) -> dict[str, str]:
    """Return one table of words of a data file.

    >>> pairs("accords", "feminins")["rapporteur"]
    'rapporteure'
    """
    value = load(name)[key]
    return {str(word): str(other) for word, other in value.items()} if isinstance(value, dict) else {}


@cache
def records(name: str) -> dict[str, dict[str, str]]:
    """Return the records of the data file ``name``, kept under the key of the same name.

    >>> records("departements")["21"]["nom"]
    "Côte-d'Or"
    """
    value = load(name)[name]
    found = value.items() if isinstance(value, dict) else ()
    return {str(code): {str(key): str(text) for key, text in record.items()} for code, record in found}
