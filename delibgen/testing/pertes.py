"""What a rendered act lost: texts that the template promised to print, fields that it never reads."""

from collections.abc import Iterator, Mapping
from enum import Enum
from itertools import chain

from delibgen.formats.champs import Champ, champs_of
from delibgen.formats.contrat import Contrat
from delibgen.formats.lecture import read_text
from delibgen.formats.valeurs import WORDING, markdown_of, texts_of
from delibgen.model.acte import Acte
from delibgen.model.base import Record
from delibgen.word import Document


def unprinted(
    actes: Mapping[str, Acte], documents: Mapping[str, Document], promised: Contrat
) -> Iterator[Champ]:
    """Yield the fields of an act that the template does not read, and whose texts are in no document.

    Args:
        actes: the acts, by case.
        documents: what was rendered of them.
        promised: the contract of the template.
    """
    shown = [(actes[nom], _flat(read_text(document))) for nom, document in documents.items()]
    for champ in champs_of(type(shown[0][0])) if shown else ():
        if champ.nom in promised.lus or champ.nom in WORDING:
            continue
        if not any(_says(text, getattr(acte, champ.nom)) for acte, text in shown):
            yield champ


def _says(text: str, value: object) -> bool:
    """Tell whether a text holds one of the ways to write a value, or a part of it: a computed field did."""
    return any(_flat(one) in text for one in (*texts_of(value), *_inside(value), *_formatted(value)))


def _inside(value: object) -> Iterator[str]:
    """Yield the texts of the records that a record lists: those of the decisions of an operative part."""
    lists = (
        [one for one in vars(value).values() if isinstance(one, tuple)] if isinstance(value, Record) else []
    )
    for record in chain.from_iterable(lists):
        texts = vars(record).values() if isinstance(record, Record) else ()
        yield from (text for text in texts if isinstance(text, str) and not isinstance(text, Enum) and text)


def _formatted(value: object) -> Iterator[str]:
    """Yield what the Markdown of listed records gives in a document: the texts of the articles."""
    for record in value if isinstance(value, tuple) else ():
        lines = markdown_of(record) if isinstance(record, Record) else ()
        yield from ("\n".join(paragraphs) for _, paragraphs in lines if any(paragraphs))


def lost(acte: Acte, document: Document, promised: Contrat) -> Iterator[str]:
    """Yield the texts that the template promises to print as they are and that the document lacks."""
    text = _flat(read_text(document))
    for path, places in promised.champs.items():
        plain = all("|" not in written for written in promised.ecritures[path])
        if () in places and plain:
            for value in _values(acte, path.split(".")):
                if _flat(value) not in text:
                    yield f"« {path} » : « {value[:60]} » n'est pas dans le document"


def _values(value: object, steps: list[str]) -> Iterator[str]:
    """Yield the texts found at a path, those of every item of a list."""
    if not steps:
        if isinstance(value, str) and value.strip():
            yield value
        return
    name, listed = steps[0].removesuffix("[]"), steps[0].endswith("[]")
    inner = getattr(value, name, None) if name != "acte" else value
    for item in inner if listed and isinstance(inner, tuple | list) else [inner]:
        yield from _values(item, steps[1:])


def _flat(text: str) -> str:
    return "".join(text.replace("~", " ").replace("\u00a0", " ").split())
