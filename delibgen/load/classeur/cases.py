"""One cell to a value: a text, a list written on several lines, names of voters where a number may stand."""

import re

from pydantic import BaseModel

from delibgen.load.classeur.chemins import Case
from delibgen.load.classeur.especes import is_number, is_person, is_whole, kinds_at, many, record_of
from delibgen.load.nodes import Fields, Items, Node, Scalar, Steps
from delibgen.word.lint.shapes import Kinds

VIDE = "[]"
"""What a cell holds when the list is said to be empty."""
GROUPE_VIDE = "{}"
"""What a cell holds for a group of fields of which none is filled."""
_WHOLE = re.compile(r"\s*([0-9]+)[.,]0{1,2}\s*")
"""« 15,0 », « 15.00 »; three zeros may be thousands."""
_NAME = re.compile(r"[^\W\d_]{2}")


def value_of(record: type[BaseModel], steps: Steps, mark: Case) -> Node:
    """Return the value of a cell for the field at a path below a record.

    A list holds one item on each line of its cell, or names separated by « ; ».
    """
    kinds = kinds_at(record, steps)
    if mark.texte == GROUPE_VIDE and record_of(kinds) is not None and not is_person(kinds):
        return Fields({}, mark)
    listed = many(kinds)
    if listed is not None:
        return items_of(mark, listed.item)
    names = many(kinds_at(record, (*steps[:-1], f"noms_{steps[-1]}"))) if steps else None
    if names is not None and is_number(kinds) and _NAME.search(mark.texte):
        return items_of(mark, names.item)
    return Scalar(_typed(mark.texte, kinds), mark)


def _typed(text: str, kinds: Kinds) -> str:
    """Return a whole number without the decimals of a spreadsheet: « 15,0 » in a cell of text is 15."""
    whole = _WHOLE.fullmatch(text) if is_whole(kinds) else None
    return whole[1] if whole else text


def items_of(mark: Case, item: Kinds) -> Items:
    """Return the list that a cell holds."""
    return Items(tuple(Scalar(text, mark) for text in split_items(mark.texte, item)), mark)


def split_items(text: str, item: Kinds) -> tuple[str, ...]:
    """Return the items of a list written in one cell."""
    if text.strip() == VIDE:
        return ()
    separator = r"[\n;]" if is_person(item) else r"\n"
    return tuple(bit.strip() for bit in re.split(separator, text) if bit.strip())
