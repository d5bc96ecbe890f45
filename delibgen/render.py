"""Where the model, French and Word meet: an act and its template give a document."""

import sys
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from stat import S_ISREG

from delibgen.errors import CheckError, Finding, RenderError, Severity, TemplateError, did_you_mean
from delibgen.model.acte import Acte
from delibgen.model.assemblee import Illustration
from delibgen.model.kept import forget
from delibgen.rules import check
from delibgen.word import Document, Image, Properties, Template
from delibgen.word.template import Source, opened

PACKAGE = Path(__file__).resolve().parent


def shipped_templates() -> Path:
    """Return the folder of delibgen's own templates: in the wheel, or beside the package in a checkout."""
    inside = PACKAGE / "_templates"
    return inside if inside.is_dir() else PACKAGE.parent / "templates"


SHIPPED = shipped_templates()


@lru_cache(maxsize=256)
def template_folders(kind: type[Acte], templates: str | Path | None = None) -> tuple[Path, ...]:
    """Return the folders where the template of ``kind`` is looked for, the caller's first."""
    given = () if templates is None else (Path(templates),)
    return (*given, *_own_folders(kind), Path("templates"), SHIPPED)


@lru_cache(maxsize=256)
def _own_folders(kind: type[Acte]) -> tuple[Path, ...]:
    """Return the folders of the module of a class and of its parents, those of delibgen left out."""
    folders: list[Path] = []
    for parent in kind.__mro__:
        file = getattr(sys.modules.get(parent.__module__), "__file__", None)
        home = Path(file).resolve().parent if file else PACKAGE
        if issubclass(parent, Acte) and not home.is_relative_to(PACKAGE):
            folders += (home, home / "templates")
    return tuple(folders)


def find_template(kind: type[Acte], templates: str | Path | None = None) -> Path:
    """Return the path of the Word template of a kind of act.

    Raises:
        TemplateError: the class names no template, or the file is nowhere.
    """
    folders = template_folders(kind, templates)
    for path in _candidates(folders, kind.template) if kind.template else ():
        if path.is_file():
            return path
    names = {file.name for folder in folders if folder.is_dir() for file in folder.glob("*.docx")}
    message = f"document Word « {kind.template} » introuvable pour {kind.__name__}"
    if not kind.template:
        message = f"{kind.__name__} ne dit pas son document Word : template = « arrete.docx »"
    todo = did_you_mean(kind.template, names, "le placer à côté de la classe ou dans ./templates")
    raise TemplateError(Finding(code="DG150", message=message, suggestion=todo))


@lru_cache(maxsize=256)
def _candidates(folders: tuple[Path, ...], name: str) -> tuple[Path, ...]:
    return tuple(folder / name for folder in folders)


Stamp = tuple[int, int]


@lru_cache(maxsize=64)
def _compiled(path: Path, stamp: Stamp, folders: tuple[Path, ...], pieces: tuple[Stamp, ...]) -> Template:
    return Template(path, pieces=folders)


_PIECES: dict[tuple[Path, tuple[Path, ...]], tuple[Path, ...]] = {}
"""Where the pieces of each template were looked for, as last read, by its path and its folders."""


def _stamp(path: Path) -> Stamp:
    """Return what changes with a file; zeros when it is not there any more."""
    try:
        state = path.stat()
    except OSError:
        return 0, 0
    return (state.st_mtime_ns, state.st_size) if S_ISREG(state.st_mode) else (0, 0)


def load_template(path: str | Path, folders: Iterable[Path] = ()) -> Template:
    """Return the compiled template of a file; the same one while the file and its pieces do not change.

    ``folders`` are where the documents that it includes are looked for, before its own folder. Raises
    ``TemplateError`` when the file is nowhere (DG101), or a tag in it is wrong.
    """
    path, places = path if isinstance(path, Path) else Path(path), tuple(folders)
    stamps = tuple(map(_stamp, _PIECES.get((path, places), ())))
    template = _compiled(path, _stamp(path), places, stamps)
    if template.piece_files:
        _PIECES[path, places] = template.piece_files
    return template


def template_bytes(path: Path, folders: Iterable[Path] = ()) -> bytes:
    """Return the octets of a template, those that it includes merged."""
    return load_template(path, folders).ingredients[0]


def context_of(acte: Acte, names: frozenset[str]) -> dict[str, object]:
    """Return the values that a template asks of an act, by name; ``acte`` is the act itself."""
    values: dict[str, object] = {}
    for name in _fields_among(type(acte), names):
        value = getattr(acte, name)
        values[name] = image_of(value) if isinstance(value, Illustration) else value
    return values | {"acte": acte} if "acte" in names else values


@lru_cache(maxsize=256)
def _fields_among(kind: type[Acte], names: frozenset[str]) -> tuple[str, ...]:
    """Return which of these names are fields, stored or computed, of a class."""
    known = (name for name in sorted(names) if name != "acte")
    return tuple(name for name in known if name in kind.model_fields or isinstance_property(kind, name))


def field_names(kind: type[Acte]) -> list[str]:
    """Return the names of the fields, stored or computed, of a class."""
    names = (name for name in dir(kind) if not name.startswith("_"))
    return [*kind.model_fields, *(name for name in names if isinstance_property(kind, name))]


def isinstance_property(kind: type[Acte], name: str) -> bool:
    """Tell whether ``name`` is a computed field of the class, not a method."""
    found = getattr(kind, name, None)
    return found is not None and not callable(found) and not name.startswith(("_", "model_"))


@lru_cache(maxsize=256)
def image_of(illustration: Illustration) -> Image:
    """Return the Word image of an illustration."""
    return Image(
        illustration.contenu,
        largeur_mm=illustration.largeur_mm,
        description=illustration.description,
    )


def render(
    acte: Acte,
    template: Template | Source | None = None,
    *,
    templates: str | Path | None = None,
) -> Document:
    """Return the Word document of an act.

    >>> from delibgen import load, render
    >>> folder = PACKAGE / "exemples" / "2024-10-01-conseil-municipal"
    >>> document = render(load(folder / "actes" / "03-petite-enfance.yaml"))
    >>> "plan de financement" in document.text
    True

    Args:
        acte: the act.
        template: its template, compiled, as a file or as the bytes of one; that of its class by default.
        templates: folder looked into first for the template of the class.

    Raises:
        CheckError: a rule blocks the act.
        TemplateError: the template is nowhere, or a tag in it is wrong.
        RenderError: a value cannot be put in its place; what is given is no act.
    """
    if not isinstance(acte, Acte):
        message = f"« render » attend un acte, et reçoit une valeur de type {type(acte).__name__}"
        todo = "pour d'autres données : Template(…).render({…})"
        raise RenderError(Finding(code="DG401", message=message, suggestion=todo))
    blocking = [finding for finding in check(acte) if finding.severity is Severity.BLOQUANT]
    if blocking:
        raise CheckError(blocking, title=acte.intitule)
    document = fill(acte, _chosen(type(acte), template, templates))
    forget(acte, "phrases")  # they hold the act: without them it goes as soon as nobody wants it
    return document


def _chosen(
    kind: type[Acte],
    template: Template | Source | None,
    templates: str | Path | None,
) -> Template:
    """Return the compiled template that a call of ``render`` names."""
    if isinstance(template, Template):
        return template
    folders = template_folders(kind, templates)
    given = opened(template) if template else find_template(kind, templates)
    return (
        load_template(given, folders) if isinstance(given, Path) else Template.cached(given, pieces=folders)
    )


def fill(acte: Acte, template: Template) -> Document:
    """Return the document of an act that has been checked already."""
    properties = Properties(
        titre=acte.objet,
        sujet=acte.numero or "",
        langue="fr-FR",
        premiere_page=acte.premiere_page,
    )
    context: Mapping[str, object] = context_of(acte, template.names)
    if len(context) < len(template.names):  # the render will say which, and name the closest field
        context = {**dict.fromkeys(field_names(type(acte))), **context}
    return template.render(context, properties=properties, name=acte.nom_fichier)
