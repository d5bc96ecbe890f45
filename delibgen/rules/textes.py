"""What any act may leave unsaid: the places where a text says that it is to be completed."""

import re
from collections.abc import Iterator

from delibgen.model.acte import Acte
from delibgen.model.base import A_COMPLETER, Record
from delibgen.model.membre import Membre
from delibgen.rules.base import Remarque, rule

_HOLE = re.compile(rf"\[\s*{A_COMPLETER}", re.IGNORECASE)


def _holes(value: object) -> Iterator[tuple[str, str]]:
    """Yield the path, below ``value``, and the text of each place to complete.

    Members are not looked into: an assembly has a hundred, and their names come from its roll. Annexed acts
    are not either: they are checked for themselves.
    """
    if isinstance(value, str):
        if "[" in value and _HOLE.search(value):
            yield "", value
    elif isinstance(value, tuple | list):
        for rank, item in enumerate(value):
            if isinstance(item, Membre):
                continue
            for path, text in _holes(item):
                yield f"[{rank}]{path}", text
    elif isinstance(value, Record) and not isinstance(value, Membre | Acte):
        yield from _holes_of_record(value)


def _holes_of_record(record: Record) -> Iterator[tuple[str, str]]:
    for name in type(record).model_fields:
        value = getattr(record, name)
        if value is not None:
            for path, text in _holes(value):
                yield f".{name}{path}", text


@rule("DG362", "pratique : un acte se signe complet")
def textes_complets(acte: Acte) -> Iterator[Remarque]:
    """Aucun texte ne reste à compléter.

    À faire : écrire le texte avant la signature.
    """
    for path, text in _holes_of_record(acte):
        found = _HOLE.search(text)
        excerpt = text[found.start() if found else 0 :].split("\n")[0]
        short = excerpt if len(excerpt) <= 60 else f"{excerpt[:59]}…"
        yield path.lstrip("."), f"reste à compléter : « {short} »", "écrire le texte avant la signature"
