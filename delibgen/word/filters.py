"""The filters and tests of the engine itself; those of French come from ``delibgen.french``."""

from collections.abc import Callable, Mapping, Sequence

from delibgen.word.escape import plain
from delibgen.word.faults import Fault


def count(value: object) -> int:
    """Return the number of items of a list, or of characters of a text."""
    if isinstance(value, str | list | tuple | Mapping):
        return len(value)
    raise Fault("DG406", "« nombre_de » compte les éléments d'une liste ; {tag} n'en est pas une")


def first(value: object) -> object:
    """Return the first item of a list that has one."""
    return _items(value, "first")[0]


def last(value: object) -> object:
    """Return the last item of a list that has one."""
    return _items(value, "last")[-1]


def join(value: object, separator: str = "") -> str:
    """Return the texts of a list, one after the other."""
    texts = [plain(item) for item in _items(value, "join", empty=True)]
    if None in texts:
        raise Fault(
            "DG406", "« join » ne réunit que des textes, dans {tag}", "mettez chaque élément en forme d'abord"
        )
    return str(separator).join(text for text in texts if text is not None)


def _items(value: object, name: str, *, empty: bool = False) -> Sequence[object]:
    if not isinstance(value, list | tuple):
        raise Fault("DG406", f"« {name} » s'applique à une liste ; {{tag}} n'en est pas une")
    if not value and not empty:
        raise Fault("DG406", f"« {name} » s'applique à une liste qui a au moins un élément, dans {{tag}}")
    return value


def _markdown(value: object) -> object:
    from delibgen.word.markdown import markdown

    return markdown(_text(value, "markdown"))


def _bold_italic(value: object) -> object:
    from delibgen.word.markdown import inline_lines

    return inline_lines(_text(value, "gras_italique"))


def _text(value: object, name: str) -> str:
    text = plain(value)
    if text is None:
        raise Fault("DG406", f"« {name} » s'applique à un texte ; {{tag}} n'en est pas un")
    return text


def _rest(value: object) -> int:
    """Return what is left of a whole number divided by two."""
    if type(value) is not int:
        message = "« is odd » et « is even » s'appliquent à un nombre entier ; {tag} donne autre chose"
        raise Fault("DG406", message, "nommez un nombre entier : loop.index")
    return value % 2


def engine_filters(used: frozenset[str] | None = None) -> dict[str, Callable[..., object]]:
    """Return the filters of the engine, then those of French if one of them is ``used``.

    ``default`` is left out: a missing datum is a fault, never a blank. So are the text filters of Jinja
    (``title``, ``int``, ``replace``…), which do not know French.
    """
    own: dict[str, Callable[..., object]] = {
        "markdown": _markdown,
        "gras_italique": _bold_italic,
        "length": count,
        "count": count,
        "nombre_de": count,
        "first": first,
        "last": last,
        "join": join,
    }
    if used is not None and used <= own.keys():
        return own
    from delibgen.french.filters import FILTERS

    return {**own, **FILTERS}


def engine_tests(used: frozenset[str] | None = None) -> dict[str, Callable[..., bool]]:
    """Return the tests of the engine, then those of French if one of them is ``used``."""
    own: dict[str, Callable[..., bool]] = {
        "none": lambda value: value is None,
        "odd": lambda value: _rest(value) == 1,
        "even": lambda value: _rest(value) == 0,
    }
    if used is not None and used <= own.keys():
        return own
    from delibgen.french.filters import TESTS

    return {**own, **TESTS}
