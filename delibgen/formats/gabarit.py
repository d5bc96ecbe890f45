"""The first Word template of a kind of act: every field placed, guarded and in French, clean for the lint."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from pydantic import BaseModel

from delibgen.formats.champs import FILTRES, Champ, champs_of, has, object_of, representative
from delibgen.formats.kit import PAGE, Gras, Morceau, Tag, block, cell, letterhead, p, package, row, table
from delibgen.model.acte import Acte, Dispositif
from delibgen.model.assemblee import Illustration
from delibgen.model.membre import Personne
from delibgen.model.noms import noun
from delibgen.render import field_names
from delibgen.word.lint.hints import fields_of
from delibgen.word.lint.shapes import NOTHING, Choice, Kinds, Leaf, Thing, optional, present

SIGNATAIRES = ("auteur", "signataire", "president")
"""Fields whose person signs."""
_PLACED = ("numero", "objet", "assemblee", "collectivite", "formules")
_DEEP = 2
_ITEMS = ("element", "detail", "precision")
"""Names of the items of lists, of lists in them, and so on."""
_LOGO = re.compile(r"<w:p>(?:(?!</w:p>).)*\{%p if logo %\}.*?\{%p endif %\}</w:t></w:r></w:p>")


@dataclass(frozen=True)
class Niveau:
    """Where a field is: how deep in the act, and the names that a loop there may not take."""

    pris: frozenset[str]
    """Names of the fields of the act."""
    rang: int = 0
    """0 for a field of the act, 1 for one of an object in it, and so on."""

    def dessous(self) -> "Niveau":
        """Return the level of the fields of an object at this one."""
        return replace(self, rang=self.rang + 1)

    def nom(self, name: str) -> str:
        """Return a name for the items of a loop: this one, unless a field of the act has it."""
        while name in self.pris:
            name = f"un_{name}"
        return name


def gabarit(kind: type[Acte]) -> bytes:
    """Return a first Word template for a kind of act, as a .docx.

    Letterhead when the act has an assembly, title, subject, every field with the filter of its type, loops
    for lists, guards for what may be missing, signature. What a tag cannot print is listed by ``omis``.
    """
    head = _letterhead(kind) if has(kind, "assemblee") else ""
    niveau = _niveau(kind)
    fields = "".join(_field(champ, champ.nom, niveau) for champ in _others(kind))
    body = head + _title(kind) + fields + _signature(kind)
    return package(body, _footer(kind), titre=nature(kind))


def omis(kind: type[Acte]) -> tuple[str, ...]:
    """Return the fields that the first template leaves out: several types at once, or of no known type."""
    niveau = _niveau(kind)
    return tuple(champ.nom for champ in _others(kind) if not _field(champ, champ.nom, niveau))


def _niveau(kind: type[Acte]) -> Niveau:
    return Niveau(frozenset(field_names(kind)))


def nature(kind: type[Acte]) -> str:
    """Return the name of the paper, from its class: « Arrêté d'occupation du domaine public »."""
    own = getattr(kind, "nature", None) or getattr(kind, "titre", None)
    doc = (vars(kind).get("__doc__") or "").strip().split("\n", 1)[0].rstrip(".")
    if kind.__module__.startswith("delibgen."):  # these docstrings are for developers, in English
        doc = noun(kind).capitalize()
    return own if isinstance(own, str) and own else doc or kind.__name__


def label(champ: Champ) -> str:
    """Return what is printed before a value: the first words of the field's description."""
    text = re.split(r"\s*[,;(]|\s+:", champ.description, maxsplit=1)[0].strip()
    return text or champ.nom.replace("_", " ").capitalize()


def _others(kind: type[Acte]) -> Iterator[Champ]:
    placed = set(_PLACED) if has(kind, "assemblee") else {"numero", "objet"}
    signs = _signatory(kind)
    yield from (champ for champ in champs_of(kind) if champ.nom not in placed and champ != signs)


def _signatory(kind: type[Acte]) -> Champ | None:
    """Return the field of the person who signs, when the act always has one."""
    return next(
        (c for c in champs_of(kind) if c.nom in SIGNATAIRES and _is_person(c) and not c.facultatif), None
    )


def _letterhead(kind: type[Acte]) -> str:
    xml = letterhead()
    if not has(kind, "logo"):
        xml = _LOGO.sub("", xml, count=1)
    return xml if has(kind, "collectivite") else xml.replace("collectivite.", "assemblee.collectivite.")


def _title(kind: type[Acte]) -> str:
    name = nature(kind).upper()
    numero: tuple[Morceau, ...] = (f"{name} N°\u00a0", Tag("{{ numero }}"))
    if kind.model_fields["numero"].is_required():
        title = p("Titre", *numero)
    else:
        guard = (Tag("{% if numero is not none %}"), " N°\u00a0", Tag("{{ numero }}"), Tag("{% endif %}"))
        title = p("Titre", name, *guard)
    return title + p("Rubrique", "OBJET\u00a0: ", Tag("{{ objet }}")) + p("Intervalle")


def _footer(kind: type[Acte]) -> tuple[Morceau, ...]:
    body = "collectivite.nom" if has(kind, "collectivite") else "assemblee.collectivite.nom"
    who: tuple[Morceau, ...] = (Tag(f"{{{{ {body} }}}}"), " – ") if has(kind, "assemblee") else ()
    return (*who, nature(kind))


def _field(champ: Champ, path: str, niveau: Niveau) -> str:
    """Return the paragraphs of one field; nothing when no tag can print it."""
    made, guard = _value(champ, path, niveau), _guard(champ, path)
    return block("Corps", f"{{%p if {guard} %}}", [made], "{%p endif %}") if made and guard else made


def _guard(champ: Champ, path: str) -> str | None:
    """Return the condition that says that there is something to print; ``None`` when there always is."""
    if champ.liste:
        return path
    return f"{path} is not none" if champ.facultatif else None


def _value(champ: Champ, path: str, niveau: Niveau) -> str:
    if champ.riche:
        return _heading(champ, niveau) + p("Corps", Tag(f"{{{{p {path} | markdown }}}}"))
    if champ.liste:
        return _list(champ, path, niveau)
    kind = object_of(champ.kinds)
    if kind is not None:
        return "" if _mixed(champ.kinds) else _object(champ, path, kind, niveau)
    text = printed(champ.kinds, path)
    return p("Renseignement", Gras(f"{label(champ)}\u00a0: "), *text) if text else ""


def _heading(champ: Champ, niveau: Niveau) -> str:
    return p("Titre3" if niveau.rang else "Titre2", label(champ))


def _mixed(kinds: Kinds) -> bool:
    return len(present(kinds)) > 1


def printed(kinds: Kinds, path: str) -> tuple[Morceau, ...]:
    """Return the runs that print a simple value; none when nothing is known of it."""
    leaves = _leaves(kinds)
    if leaves is None:
        return ()
    if bool in leaves:
        return (Tag(f"{{% if {path} %}}"), "oui", Tag("{% else %}"), "non", Tag("{% endif %}"))
    if bytes in leaves or len(leaves) > 1:
        return ()
    suffix = "".join(FILTRES.get(kind, "") for kind in leaves)
    return (Tag(f"{{{{ {path}{suffix} }}}}"),)


def _leaves(kinds: Kinds) -> set[type] | None:
    """Return the types of a field that holds simple values only, choices apart; ``None`` for another one."""
    shapes = present(kinds)
    if not shapes or not all(isinstance(shape, Leaf | Choice) for shape in shapes):
        return None
    return {shape.type for shape in shapes if isinstance(shape, Leaf)}


def _is_person(champ: Champ) -> bool:
    kind = object_of(champ.kinds)
    return kind is not None and issubclass(kind, Personne) and not _mixed(champ.kinds)


def _object(champ: Champ, path: str, kind: type[BaseModel], niveau: Niveau) -> str:
    depth = niveau.rang
    if issubclass(kind, Illustration):
        return p("Corps", Tag(f"{{{{ {path} }}}}")) if depth == 0 else ""
    if issubclass(kind, Dispositif):
        return _dispositif(path, niveau.nom("d"))
    if representative(kind) and (issubclass(kind, Personne) or depth >= _DEEP - 1):
        return p("Renseignement", Gras(f"{label(champ)}\u00a0: "), *_said(kind, path))
    return _inside(champ, path, kind, niveau) if depth < _DEEP else ""


def _inside(champ: Champ, path: str, kind: type[BaseModel], niveau: Niveau) -> str:
    """Return the fields of an object beneath a heading; nothing when none of them can be printed."""
    inside = {inner: _field(inner, f"{path}.{inner.nom}", niveau.dessous()) for inner in champs_of(kind)}
    guards = [_guard(inner, f"{path}.{inner.nom}") for inner, made in inside.items() if made]
    if not guards:
        return ""
    head = _heading(champ, niveau)
    if all(guards):  # nothing is sure to be printed beneath
        head = block("Corps", f"{{%p if {' or '.join(filter(None, guards))} %}}", [head], "{%p endif %}")
    return head + "".join(inside.values())


def _dispositif(path: str, d: str) -> str:
    number = (
        Tag("{% if loop.first %}"),
        "1er",
        Tag("{% else %}"),
        Tag("{{ loop.index }}"),
        Tag("{% endif %}"),
    )
    line = p(
        "Dispositif",
        *(
            Tag(f"{{% if {d}.verbe %}}"),
            Tag(f"{{{{ {d}.verbe }}}}"),
            " ",
            Tag("{% else %}"),
            Gras("Article "),
        ),
        *number,
        *("\u00a0: ", Tag("{% endif %}"), Tag(f"{{{{r {d}.phrase | gras_italique }}}}")),
    )
    suite = p("Corps", Tag(f"{{{{p {d}.suite | markdown }}}}"))
    more = block("Corps", f"{{%p if {d}.suite %}}", [suite], "{%p endif %}")
    return block("Dispositif", f"{{%p for {d} in {path}.lignes %}}", [line, more], "{%p endfor %}")


def _list(champ: Champ, path: str, niveau: Niveau) -> str:
    head, name = _heading(champ, niveau), niveau.nom(_ITEMS[min(niveau.rang, _DEEP)])
    kind = champ.objet
    if kind is None:
        text = _element(champ, name)
        return head + _loop(path, name, p("Listepuces", *text)) if text else ""
    columns = [inner for inner in champs_of(kind) if printed(inner.kinds, "x") and not inner.riche]
    if not issubclass(kind, Personne) and 2 <= len(columns) == len(champs_of(kind)) <= 5:
        return head + _table(columns, path, niveau.nom("ligne"))
    if not representative(kind):
        return ""
    return head + _loop(path, name, p("Listepuces", *_said(kind, name)), *_details(kind, name, niveau))


def _details(kind: type[BaseModel], name: str, niveau: Niveau) -> Iterator[str]:
    """Yield what an item of a list holds beside the words that say it; lists in lists, but no further."""
    if issubclass(kind, Personne) or niveau.rang >= _DEEP - 1 or kind.__module__.startswith("delibgen."):
        return
    for inner in champs_of(kind):
        if inner.nom != representative(kind):
            yield _field(inner, f"{name}.{inner.nom}", niveau.dessous())


def _element(champ: Champ, name: str) -> tuple[Morceau, ...]:
    """Return the runs that print an element of a list of simple values; a dash for one that is missing."""
    text = printed(champ.items, name)
    if text and optional(champ.items):
        return (Tag(f"{{% if {name} is not none %}}"), *text, Tag("{% else %}"), "–", Tag("{% endif %}"))
    return text


def _said(kind: type[BaseModel], path: str) -> tuple[Morceau, ...]:
    """Return the runs that say an object in a few words, guarded when those may be missing."""
    short = representative(kind)
    tag = Tag(f"{{{{ {path}.{short} }}}}")
    missing = optional(fields_of(Thing(kind)).get(short or "", NOTHING))
    return (Tag(f"{{% if {path}.{short} %}}"), tag, Tag("{% endif %}")) if missing else (tag,)


def _loop(path: str, name: str, *inside: str) -> str:
    return block("Listepuces", f"{{%p for {name} in {path} %}}", inside, "{%p endfor %}")


def _table(columns: list[Champ], path: str, name: str) -> str:
    width = PAGE // len(columns)
    widths = [width] * (len(columns) - 1) + [PAGE - width * (len(columns) - 1)]

    def line(write: Callable[[Champ], tuple[Morceau, ...]], *, head: bool = False) -> str:
        """Return a row of a cell a field."""
        cells = (
            cell(width, p("Cellule", *write(champ)), shade="F2F2F2" if head else "")
            for width, champ in zip(widths, columns, strict=True)
        )
        return row(*cells, head=head)

    def tag(text: str) -> str:
        """Return a row that holds a command alone."""
        return row(cell(widths[0], p("Cellule", Tag(text))), *(cell(width) for width in widths[1:]))

    return table(
        widths,
        line(lambda champ: (Gras(label(champ)),), head=True),
        tag(f"{{%tr for {name} in {path} %}}"),
        line(lambda champ: _guarded(champ, name)),
        tag("{%tr endfor %}"),
    )


def _guarded(champ: Champ, name: str) -> tuple[Morceau, ...]:
    path = f"{name}.{champ.nom}"
    text = printed(champ.kinds, path)
    return (Tag(f"{{% if {path} is not none %}}"), *text, Tag("{% endif %}")) if champ.facultatif else text


def _signature(kind: type[Acte]) -> str:
    signs = _signatory(kind)
    if signs is None:
        return ""
    where: tuple[Morceau, ...] = ("Fait",)
    if has(kind, "assemblee"):
        town = f"{'' if has(kind, 'collectivite') else 'assemblee.'}collectivite.a_ville"
        where = ("Fait", Tag(f"{{% if {town} %}}"), " ", Tag(f"{{{{ {town} }}}}"), Tag("{% endif %}"))
    day = next((champ for champ in champs_of(kind) if champ.nom == "date" and not champ.facultatif), None)
    when: tuple[Morceau, ...] = (", le ", *printed(day.kinds, "date")) if day else ()
    name = signs.nom
    title = (Tag(f"{{% if {name}.qualite %}}"), Tag(f"{{{{ {name}.qualite }}}}"), Tag("{% endif %}"))
    return (
        p("Faita", *where, *when, ".")
        + p("Signature", *title).replace("</w:pPr>", "<w:keepNext/></w:pPr>")
        + p("Signataire", Tag(f"{{{{ {name}.nom_sans_civilite }}}}"))
    )
