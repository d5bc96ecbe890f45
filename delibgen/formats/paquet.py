"""``nouveau``: a new kind of act as a folder that can be installed, shared and versioned.

The folder holds the class, its first Word template, sample data, the expected text, one line of test, and
what makes it a package whose entry point the loader finds.
"""

import keyword
import re
import sys
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from importlib.machinery import SourceFileLoader
from importlib.metadata import packages_distributions
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType

from delibgen.errors import ConversionError, Finding, TemplateError
from delibgen.formats import sources
from delibgen.formats.exemple import donnees, yaml
from delibgen.formats.gabarit import gabarit
from delibgen.formats.lecture import read_text
from delibgen.load.packs import GROUPE, kind_names
from delibgen.model.acte import Acte
from delibgen.render import fill
from delibgen.word import Template
from delibgen.word.save import write_whole

TYPES: Mapping[str, tuple[str, str]] = {
    "texte": ("Ligne", "None"),
    "paragraphe": ("Texte", "None"),
    "markdown": ("TexteRiche", "None"),
    "date": ("Jour", "None"),
    "heure": ("Heure", "None"),
    "montant": ("Montant", "None"),
    "nombre": ("Nombre", "None"),
    "oui_non": ("OuiNon", "None"),
    "personne": ("PersonneLue", "None"),
    "dispositif": ("Dispositif", "None"),
    "liste": ("Suite[Ligne]", "()"),
}
"""Word of the command line → type hint in the class, and the value of a field that may be missing."""
CHAMPS = (
    "auteur:personne",
    "date:date",
    "beneficiaire:texte",
    "visas:liste?",
    "considerants:liste?",
    "montant:montant?",
    "expose:markdown?",
    "dispositif:dispositif",
)
"""Fields of a first class when nothing else is asked."""
_MODULES = frozenset({"delibgen", "test", "tests"})
"""Modules that the lists of Python may leave out."""
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_FIELD = re.compile(rf"({_NAME.pattern}):([a-z_]+)(\??)")


def nouveau(nom: str, dossier: str | Path | None = None, champs: Sequence[str] = CHAMPS) -> Path:
    """Write a new kind of act, and return its folder.

    Args:
        nom: name of the paper: « Arrêté d'occupation du domaine public ».
        dossier: folder to write; by default the short name of the act, here.
        champs: its fields, ``nom:type`` with « ? » for one that may be missing; types are those of ``TYPES``.

    Raises:
        TemplateError: a name or a field that cannot be; everything that is wrong at once.
        ConversionError: the folder is not empty, or cannot be written; nothing is written then.
    """
    module = identifier(nom)
    faults = [*_name_faults(nom, module), *_field_faults(champs)]
    if faults:
        raise TemplateError(faults, title="Nouvel acte refusé")
    folder = Path(dossier) if dossier else Path(module.replace("_", "-"))
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ConversionError(Finding(code="DG501", message=f"« {folder} » existe déjà, et n'est pas vide"))
    source = sources.module(nom, class_name(module), module, tuple(map(_declared, champs)))
    kind = class_of(source, class_name(module))
    for name, content in _files(nom, module, source, kind).items():
        write_whole(folder / name, content if isinstance(content, bytes) else content.encode())
    return folder


def identifier(nom: str) -> str:
    """Return the short name of a paper: the name of its files and its ``type``.

    >>> identifier("Arrêté d'occupation du domaine public"), identifier("ArreteVoirie")
    ('arrete_occupation_domaine_public', 'arrete_voirie')
    """
    spaced = re.sub(r"(?<=[a-zà-ÿ0-9])(?=[A-Z])", " ", nom.replace("’", "'").replace("œ", "oe"))
    bare = unicodedata.normalize("NFD", spaced.casefold()).encode("ascii", "ignore").decode()
    words = [word for word in re.split(r"[^a-z0-9]+", bare) if word]
    kept = [word for word in words if word not in {"d", "l", "de", "du", "des", "la", "le", "les", "et", "a"}]
    joined: list[str] = []
    for word in kept or words:
        if joined and (len(word) == 1 or word[0].isdigit()):  # so that the class gives the name back
            joined[-1] += word
        else:
            joined.append(word)
    return "_".join(joined)


def class_name(module: str) -> str:
    """Return the name of the class of a module, such that ``Acte.kind`` gives the module back.

    >>> class_name("arrete_voirie")
    'ArreteVoirie'
    """
    return "".join(word.capitalize() for word in module.split("_"))


def _name_faults(nom: str, module: str) -> list[Finding]:
    if not module or not module[0].isalpha() or keyword.iskeyword(module) or not _round_trip(module):
        message = f"« {nom} » : un nom qui commence par une lettre est attendu, sans chiffre isolé"
        return [Finding(code="DG240", message=message, suggestion="par exemple « Arrêté de voirie »")]
    if module in kind_names():
        return [_taken(f"l'acte « {module} » existe déjà")]
    return [_taken(what) for what in _hidden(module)]


def _hidden(module: str) -> Iterator[str]:
    """Yield what the class or the module of a new act would hide from its own source."""
    if class_name(module) in sources.IMPORTED:
        yield f"« {class_name(module)} » est déjà un type de delibgen"
    elif class_name(module) in _bases():
        yield f"« {class_name(module)} » est la classe dont d'autres actes sont faits"
    elif module in _MODULES | sys.stdlib_module_names or module in packages_distributions():
        yield f"le module Python « {module} » existe déjà, et ne serait plus trouvé"


def _bases() -> set[str]:
    """Return the names of the classes that kinds of acts are made of: « Acte », « ActeAssemblee »…"""
    return {base.__name__ for kind in Acte.kinds().values() for base in kind.__mro__}


def _taken(message: str) -> Finding:
    return Finding(code="DG240", message=message, suggestion="lui donner un nom plus précis")


def _round_trip(module: str) -> bool:
    """Tell whether ``Acte.kind`` of the class gives the module back: « plan_2_ans » would not."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", class_name(module)).lower() == module


def _field_faults(champs: Sequence[str]) -> list[Finding]:
    names = [champ.partition(":")[0] for champ in champs]
    told = ((champ, _field_fault(champ, name, names)) for champ, name in zip(champs, names, strict=True))
    found = [Finding(code="DG240", message=what, suggestion=_example(champ)) for champ, what in told if what]
    return list(dict.fromkeys(found))


def _field_fault(champ: str, name: str, names: Sequence[str]) -> str:
    """Return what is wrong with the declaration of a field; nothing when it can be."""
    match = _FIELD.fullmatch(champ)
    if ":" in champ and not _NAME.fullmatch(name):
        return f"« {name} » : un nom de champ n'a que des lettres sans accent, des chiffres et « _ »"
    if match is None or match[2] not in TYPES:
        return f"« {champ} » : « nom:type » attendu, le type parmi {', '.join(TYPES)}"
    if names.count(name) > 1:
        return f"« {name} » est donné plusieurs fois"
    if keyword.iskeyword(name) or hasattr(Acte, name) or name in {*Acte.model_fields, *sources.GIVEN}:
        return f"« {name} » est déjà pris par tous les actes"
    return ""


def _example(champ: str) -> str:
    """Return a declaration like the one that was tried, and that can be."""
    name, _, kind = champ.partition(":")
    near = identifier(name)
    if near and near != name and kind.removesuffix("?") in TYPES:
        return f"par exemple « {near}:{kind} »"
    return "par exemple « debut:date » ou « motif:texte? »"


def _declared(champ: str) -> tuple[str, str, str]:
    name, _, kind = champ.partition(":")
    hint, missing = TYPES[kind.removesuffix("?")]
    if not kind.endswith("?"):
        return name, hint, ""
    return name, hint if missing == "()" else f"{hint} | None", missing


def class_of(source: str, name: str) -> type[Acte]:
    """Return the class that the source of a new act defines; it is not left among the known kinds.

    It is read from a file: its attribute docstrings are found in its source.
    """
    with TemporaryDirectory() as folder:
        path = Path(folder, f"_nouveau_{name}.py")
        path.write_text(source, encoding="utf-8")
        module = ModuleType(path.stem)
        module.__file__ = str(path)
        sys.modules[path.stem] = module
        try:
            SourceFileLoader(path.stem, str(path)).exec_module(module)
        finally:
            del sys.modules[path.stem]
    kind: type[Acte] = getattr(module, name)
    kind.template = ""
    return kind


def _files(nom: str, module: str, source: str, kind: type[Acte]) -> dict[str, str | bytes]:
    """Return the files of the pack by name; the expected text is that of the sample, rendered."""
    name, template = class_name(module), gabarit(kind)
    acte = kind.model_validate(donnees(kind), context={"texte": True})
    return {
        "pyproject.toml": sources.pyproject(nom, module, name, GROUPE),
        "README.md": sources.readme(nom, module, name),
        "exemple.yaml": yaml(kind),
        "exemple.txt": read_text(fill(acte, Template(template))),
        f"test_{module}.py": sources.one_line_test(module, name),
        f"{module}/__init__.py": sources.init(nom, module, name),
        f"{module}/{module}.py": source,
        f"{module}/{module}.docx": template,
        f"{module}/py.typed": "",
    }
