"""``dictionnaire``: a Word file of every field of an act, for the people who write its templates.

What to type in Word, what it is, whether the data must give it, how it looks once printed; then, for each
list, the lines to copy. Made from the docstrings of the model and from sample data.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from pydantic import BaseModel, ValidationError

from delibgen import french
from delibgen.errors import DelibgenError
from delibgen.formats.calcules import class_of, computed_of
from delibgen.formats.champs import Champ, champs_of, has, object_of, representative
from delibgen.formats.exemple import donnees
from delibgen.formats.gabarit import label, nature, printed
from delibgen.formats.gardes import conditions
from delibgen.formats.kit import PAGE, Gras, Morceau, Tag, cell, p, package, row, table
from delibgen.load import load
from delibgen.model.acte import Acte
from delibgen.model.noms import noun
from delibgen.word.lint.shapes import Thing, present

LARGEURS = (3300, 3064, 1300, 2200)
CALCULES = (LARGEURS[0], LARGEURS[1] + LARGEURS[2], LARGEURS[3])
TITRES = ("À écrire dans Word", "Ce que c'est", "Obligatoire", "Exemple")
_CODE = (
    '<w:style w:type="paragraph" w:customStyle="1" w:styleId="Acopier"><w:name w:val="delibgen à copier"/>'
    '<w:basedOn w:val="Cellule"/><w:qFormat/><w:rPr><w:rFonts w:ascii="Liberation Mono" '
    'w:hAnsi="Liberation Mono" w:cs="Liberation Mono"/>'
    '<w:sz w:val="16"/><w:szCs w:val="16"/></w:rPr></w:style>'
)
EXEMPLES = Path(__file__).resolve().parent.parent / "exemples" / "2024-10-01-conseil-municipal"
REELS: Mapping[str, str] = {
    "deliberation": "actes/03-petite-enfance.yaml",
    "convention": "annexes/04-convention.yaml",
}
"""Acts of the examples that show best what a kind of act prints."""
_GRIS = "F2F2F2"
_LONG = 60
_MARKS = re.compile(r"[*_`]+|^#+ |^- ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _Objet:
    """One kind of object: where it is met in the act, its fields, one of its instances."""

    kind: type
    chemin: str
    instances: tuple[object, ...]
    acte: type[Acte]
    dans_liste: bool = False

    def value(self, name: str) -> object:
        """Return the first value of a field that there is among the instances."""
        values = (_read(instance, name) for instance in self.instances)
        return next((value for value in values if value is not None and value != ()), None)


def dictionnaire(kind: type[Acte]) -> bytes:
    """Return the dictionary of the fields of a kind of act, as a .docx."""
    objets = list(_objects(kind, _samples(kind)))
    body = [
        p("Titre", "DICTIONNAIRE DES CHAMPS"),
        p("Soustitre", nature(kind)),
        *_introduction(),
        *(part for rank, objet in enumerate(objets) for part in _section(objet, first=rank == 0)),
    ]
    return package(
        "".join(body), ("Dictionnaire des champs – ", nature(kind)), titre="Dictionnaire", styles=_CODE
    )


def _samples(kind: type[Acte]) -> tuple[Acte, ...]:
    """Return acts that show the fields: one of the examples of delibgen first, then one of sample data."""
    path = EXEMPLES / REELS.get(kind.kind(), "")
    found = [load(path)] if path.is_file() else []
    with suppress(
        ValidationError
    ):  # the class asks more than its types say: its fields are told without example
        found.append(kind.model_validate(donnees(kind), context={"texte": True}))
    return tuple(found)


def _introduction() -> Iterator[str]:
    yield p(
        "Corps",
        "Chaque balise se copie telle quelle dans le document Word, avec ses accolades. Un champ facultatif "
        "peut manquer\u00a0: entourez-le de ",
        Tag("{% if … %}"),
        " et ",
        Tag("{% endif %}"),
        ". « delibgen verifier document.docx » dit ce qui ne va pas.",
    )


def _objects(kind: type[Acte], samples: tuple[object, ...]) -> Iterator[_Objet]:
    """Yield the act, then each kind of object, at the first place where a template meets it.

    Stored objects come first: what is computed leads to the same members and proxies.
    """
    seen: set[type] = {kind}
    queue, computed = [_Objet(kind, "", samples, kind)], list[_Objet]()
    while queue or computed:
        objet = (queue or computed).pop(0)
        if objet.kind in seen and objet.chemin:
            continue
        seen.add(objet.kind)
        yield objet
        queue += _inside(objet, _stored(objet.kind), seen)
        computed += _inside(objet, computed_of(objet.kind), seen)


def _inside(objet: _Objet, champs: Iterable[Champ], seen: set[type]) -> Iterator[_Objet]:
    """Yield the objects that the fields of an object hold, those met already left out."""
    for champ in champs:
        found = class_of(champ.kinds)
        if found is None or found in seen or issubclass(found, Acte):
            continue
        name = _item(found, objet.acte) if champ.liste else f"{objet.chemin}{champ.nom}"
        values = tuple(_one(_read(instance, champ.nom)) for instance in objet.instances)
        yield _Objet(found, f"{name}.", values, objet.acte, champ.liste)


def _stored(kind: type) -> tuple[Champ, ...]:
    return champs_of(kind) if issubclass(kind, BaseModel) else ()


def _item(kind: type, acte: type[BaseModel]) -> str:
    """Return the name of an item of a list, that hides no field of the act."""
    name = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", kind.__name__).lower()
    return f"chaque_{name}" if has(acte, name) else name


def _read(instance: object, name: str) -> object:
    try:
        return getattr(instance, name, None)
    except (ValueError, DelibgenError):  # a computed field of sample data that do not go together
        return None


def _one(value: object) -> object:
    return next(iter(value), None) if isinstance(value, tuple) else value


def _section(objet: _Objet, *, first: bool) -> Iterator[str]:
    champs, computed = _stored(objet.kind), computed_of(objet.kind)
    title = "Champs de l'acte" if first else _title(objet)
    yield p("Titre1", title)
    if champs:
        yield table(LARGEURS, _head(TITRES, LARGEURS), *(_row(champ, objet) for champ in champs))
    rows = [*filter(None, (_computed(champ, objet) for champ in computed))]
    if rows:
        yield p("Titre2", "Calculés par delibgen")
        yield table(CALCULES, _head((*TITRES[:2], TITRES[3]), CALCULES), *rows)
    for champ in (*champs, *computed):
        if champ.liste:
            yield from _loop(champ, objet)


def _title(objet: _Objet) -> str:
    words = noun(objet.kind)
    place = (
        f"dans une boucle, « {objet.chemin.rstrip('.')} »"
        if objet.dans_liste
        else f"« {objet.chemin.rstrip('.')} »"
    )
    return f"{words.capitalize()} ({place})"


def _head(names: Sequence[str], widths: Sequence[int]) -> str:
    cells = (
        cell(width, p("Cellule", Gras(name)), shade=_GRIS) for width, name in zip(widths, names, strict=True)
    )
    return row(*cells, head=True)


def _row(champ: Champ, objet: _Objet) -> str:
    path = f"{objet.chemin}{champ.nom}"
    texts = (
        (p("Acopier", *_tag(champ, path)),),
        (p("Cellule", f"{champ.description}."), p("Cellule", f"({champ.nature})")),
        (p("Cellule", "oui" if champ.obligatoire else "non"),),
        (p("Cellule", _shown(_plain(champ, objet.value(champ.nom)))),),
    )
    return row(*(cell(width, *text) for width, text in zip(LARGEURS, texts, strict=True)))


def _tag(champ: Champ, path: str) -> tuple[Morceau, ...]:
    """Return what is typed for a field: a tag, or where its own fields are."""
    if champ.riche:
        return (Tag(f"{{{{p {path} | markdown }}}}"),)
    if champ.liste:
        return (Tag(f"{{%p for … in {path} %}}"),)
    kind = class_of(champ.kinds)
    if kind is not None and len(present(champ.kinds)) == 1:
        return _tag_of_record(kind, path)
    return printed(champ.kinds, path) or (path,)


def _tag_of_record(kind: type, path: str) -> tuple[Morceau, ...]:
    """Return the tag of the field that stands for a record, else where its own fields are."""
    short = representative(kind) if issubclass(kind, BaseModel) else None
    return (Tag(f"{{{{ {path}.{short} }}}}"),) if short else ("plus bas\u00a0: «\u00a0", Tag(path), "\u00a0»")


def _computed(champ: Champ, objet: _Objet) -> str:
    tag = _tag(champ, f"{objet.chemin}{champ.nom}")
    if not tag:
        return ""
    texts = (
        (p("Acopier", *tag),),
        (p("Cellule", f"{champ.description}."),),
        (p("Cellule", _shown(objet.value(champ.nom))),),
    )
    return row(*(cell(width, *text) for width, text in zip(CALCULES, texts, strict=True)))


def _plain(champ: Champ, value: object) -> object:
    """Return the value of a field; that of a rich text without the marks of Markdown."""
    return _MARKS.sub("", value) if champ.riche and isinstance(value, str) else value


def _shown(value: object) -> str:
    """Return a value as the filters print it, cut when it is long."""
    text = _text(value)
    return text if len(text) <= _LONG else f"{text[: _LONG - 1].rstrip()}…"


def _text(value: object) -> str:
    if isinstance(value, BaseModel):
        said = representative(type(value))
        return _text(_read(value, said)) if said else ""
    if isinstance(value, tuple):
        return " ; ".join(filter(None, map(_text, value)))
    write = next((write for kind, write in _WRITE if isinstance(value, kind)), None)
    return "" if write is None else write(value).split("\n")[0]


_WRITE: tuple[tuple[type, Callable[..., str]], ...] = (
    (bool, lambda value: "oui" if value else "non"),
    (dt.date, french.date_longue),
    (dt.time, french.heure),
    (Decimal, french.euros),
    (int, str),
    (str, str),
)
"""How a value of each type is written; anything else has no example."""


def _first_said(kind: type[BaseModel], name: str) -> tuple[str, tuple[Morceau, ...]]:
    """Return the field that says an object in a few words, or the first that a tag can print, and its tag."""
    short = representative(kind)
    if short:
        return f"{name}.{short}", (Tag(f"{{{{ {name}.{short} }}}}"),)
    for champ in champs_of(kind):
        path = f"{name}.{champ.nom}"
        known = object_of(champ.kinds)
        if known and representative(known):
            return _first_said(known, path)
        if text := printed(champ.kinds, path):
            return path, text
    return "", ()


def _loop(champ: Champ, objet: _Objet) -> Iterator[str]:
    """Yield the lines to copy for a list, what may be missing guarded."""
    kind = champ.objet
    name = _item(kind, objet.acte) if kind else "element"
    read, inner = _first_said(kind, name) if kind else (name, printed(champ.items, name))
    if not inner:
        return
    item = {name: frozenset({Thing(kind)}) if kind else champ.items}
    if needs := conditions(objet.acte, read, item):
        inner = (Tag(f"{{% if {' and '.join(needs)} %}}"), *inner, Tag("{% endif %}"))
    path = f"{objet.chemin}{champ.nom}"
    lines = [(Tag(f"{{%p for {name} in {path} %}}"),), inner, (Tag("{%p endfor %}"),)]
    if needs := conditions(objet.acte, path):
        lines = [(Tag(f"{{%p if {' and '.join(needs)} %}}"),), *lines, (Tag("{%p endif %}"),)]
    yield p("Legende", f"À copier pour «\u00a0{label(champ)}\u00a0»")
    yield table((PAGE,), row(cell(PAGE, *(p("Acopier", *line) for line in lines))), style="Grilledutableau")
