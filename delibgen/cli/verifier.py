"""The command ``verifier``: sittings, acts, and Word templates held against the type of their data."""

from collections.abc import Iterator
from itertools import chain, starmap
from pathlib import Path

import click

from delibgen.cli.app import Code
from delibgen.cli.chemins import Chemin, unexpected
from delibgen.cli.commands import gabarits_option, json_option, strict_option
from delibgen.cli.screen import count_findings, counted, say, say_json, show_findings
from delibgen.dossier import Annee
from delibgen.dossier.prepare import prepare, prepare_act, stops
from delibgen.errors import DelibgenError, Finding, Place, Severity, closest
from delibgen.load import books_apart, is_sitting
from delibgen.load.files import DONNEES
from delibgen.model.acte import Acte
from delibgen.word import Template

SUFFIXE = ".verifie"
"""« deliberation.docx » is annotated as « deliberation.verifie.docx »."""
PIECE = "piece-"
"""What the names of the documents that others include begin with."""


@click.argument("chemins", metavar="CHEMIN…", nargs=-1, required=True, type=Chemin())
@click.option(
    "--type",
    "sorte",
    metavar="T",
    help="Sorte d'acte des documents Word : deliberation, convention, ou module:Classe.",
)
@click.option("--annoter", is_flag=True, help="Écrit une copie .verifie.docx, un commentaire à chaque faute.")
@gabarits_option
@strict_option
@json_option
def verifier(
    chemins: tuple[Path, ...],
    sorte: str | None,
    *,
    annoter: bool,
    gabarits: Path | None,
    strict: bool,
    en_json: bool,
) -> None:
    """Vérifie des séances, des actes ou des documents Word.

    CHEMIN : dossier d'une séance, dossier de séances ou de documents Word, fichier .yaml, .json ou
    .docx, classeur .xlsx ou .ods d'une séance.
    Un document Word est vérifié contre les données de sa sorte d'acte, que son nom dit si --type se tait.

    \b
    Exemples :
      delibgen verifier DOSSIER
      delibgen verifier deliberation.docx --annoter
    """
    kind = named_kind(sorte) if sorte else None
    targets = list(chain.from_iterable(map(_targets, chemins)))
    year = Annee()
    found = [(target, _verify(target, kind, gabarits, year)) for target in targets]
    copies = list(map(str, chain.from_iterable(starmap(_annotate, found)))) if annoter else []
    findings = dict.fromkeys((
        *chain.from_iterable(own for _, own in found),
        *year.faults(),
        *chain.from_iterable(map(books_apart, chemins)),
    ))
    _tell(targets, tuple(findings), copies, strict=strict, en_json=en_json)


def _tell(
    targets: list[Path], findings: tuple[Finding, ...], copies: list[str], *, strict: bool, en_json: bool
) -> None:
    ok = not any(stops(finding, strict=strict) for finding in findings)
    if en_json:
        constats = [finding.to_dict() for finding in findings]
        checked = [str(target) for target in targets]
        say_json({"ok": ok, "verifies": checked, "annotes": copies, "constats": constats})
    else:
        show_findings(findings)
        for copy in copies:
            say(f"Copie annotée : {copy}")
        done = counted(len(targets), "vérifié")
        say(f"{done} : {count_findings(findings)}", colour="green" if ok else None)
    click.get_current_context().exit(Code.FAIT if ok else Code.FAUTES)


def _targets(path: Path) -> Iterator[Path]:
    """Yield what there is to verify: a sitting's folder, a file; or those that a folder holds."""
    if path.is_file():
        yield path.parent if path.stem == "seance" and path.suffix in DONNEES else path
    elif is_sitting(path):
        yield path
    else:
        inside = [child for child in sorted(path.iterdir()) if _is_target(child)]
        yield from inside or [path]


def _is_target(path: Path) -> bool:
    if path.is_dir():
        return is_sitting(path)
    mine = path.name.startswith("~$") or path.stem.endswith(SUFFIXE)
    return path.suffix.lower() == ".docx" and not mine


def _verify(path: Path, kind: type | None, gabarits: Path | None, year: Annee) -> tuple[Finding, ...]:
    suffix = path.suffix.lower()
    if path.is_dir() or is_sitting(path):
        return prepare(year.read(path), gabarits=gabarits).findings
    if suffix == ".docx":
        return _verify_template(path, kind or guessed_kind(path))
    if suffix in DONNEES:
        return prepare_act(path, gabarits=gabarits).findings
    message = "dossier, fichier .yaml, .json, .docx, .xlsx ou .ods attendu"
    return (unexpected(path, message),)


def _verify_template(path: Path, kind: type | None) -> tuple[Finding, ...]:
    """Return the faults of a template, by the types when the kind of act is known."""
    from delibgen.lint import lint

    found = tuple(lint(path, kind or dict))
    return found if kind or not _asks_fields(path) else (*found, _unknown(path))


def _asks_fields(path: Path) -> bool:
    """Tell whether a document has fields to look at: a piece of another is looked at there."""
    if path.stem.startswith(PIECE):
        return False
    try:
        return bool(Template(path).names)
    except DelibgenError:
        return False  # its faults are told already


def _unknown(path: Path) -> Finding:
    """Return what is said of a document whose fields were not looked at."""
    here = path.with_name(f"{path.stem.removesuffix(SUFFIXE)}.py")
    todo = "ajouter --type deliberation, ou la sorte d'acte que ce document imprime"
    if here.is_file():
        todo = f"installer l'acte de « {here.name} » (pip install -e), ou ajouter --type module:Classe"
    return Finding(
        code="DG183",
        message="le nom de ce fichier ne dit pas sa sorte d'acte : ses champs ne sont pas vérifiés",
        place=Place(file=str(path)),
        suggestion=todo,
        severity=Severity.INFORMATION,
    )


def guessed_kind(path: Path) -> type[Acte] | None:
    """Return the kind of act whose template bears this file name, or whose name it begins with.

    Packs are imported when their name is that of the file, and only then.

    Raises:
        PackError: the pack of that name cannot be imported.
    """
    from delibgen.load.packs import kind_names, kind_of

    stem = path.stem.removesuffix(SUFFIXE)
    for kind in Acte.kinds().values():
        if kind.template and Path(kind.template).stem == stem:
            return kind
    words = stem.replace("-", "_")
    near = [name for name in kind_names() if words == name or words.startswith(f"{name}_")]
    longest = max(near, key=len, default=None)
    return kind_of(longest) if longest and not _beside_its_class(path, longest) else None


def _beside_its_class(path: Path, name: str) -> bool:
    """Tell whether a template is that of a new act not installed yet, whose name begins with a known one."""
    stem = path.stem.removesuffix(SUFFIXE)
    return stem.replace("-", "_") != name and path.with_name(f"{stem}.py").is_file()


def named_kind(text: str) -> type:
    """Return a kind of act by name, « deliberation », or a class by place, « mes_actes:Arrete ».

    Raises:
        BadParameter: nobody knows it.
        PackError: its pack cannot be imported.
    """
    from delibgen.load.packs import kind_names, kind_of

    known = kind_of(text)
    if known is not None:
        return known
    kinds = kind_names()
    module, _, name = text.partition(":")
    if not name:
        near = closest(text, kinds)
        hint = f"vouliez-vous « {near} » ? " if near else ""
        raise click.BadParameter(f"« {text} » inconnu ; {hint}sortes : {', '.join(kinds)}")
    import importlib
    import sys

    sys.path.insert(0, "")
    try:
        found = getattr(importlib.import_module(module), name, None)
    except ImportError as error:
        raise click.BadParameter(_not_loaded(module, error)) from error
    if not isinstance(found, type):
        raise click.BadParameter(f"« {module} » n'a pas de classe « {name} »")
    return found


def _not_loaded(module: str, error: ImportError) -> str:
    if isinstance(error, ModuleNotFoundError) and error.name == module.partition(".")[0]:
        where = f"ni installé, ni dans « {Path.cwd()} »"
        return f"module « {module} » introuvable : {where} ; se placer dans le dossier de son fichier .py"
    return f"le module « {module} » ne se charge pas : {error}"


def _annotate(path: Path, findings: tuple[Finding, ...]) -> Iterator[Path]:
    """Write the annotated copy of a template that has faults; yield its path."""
    from delibgen.word.lint.annotate import annotate
    from delibgen.word.save import write_whole

    sound = all(finding.severity is Severity.INFORMATION for finding in findings)
    if sound or path.suffix.lower() != ".docx":
        return
    copy = path.with_name(f"{path.stem.removesuffix(SUFFIXE)}{SUFFIXE}.docx")
    try:
        data = annotate(path.read_bytes(), findings, name=path.name)
    except DelibgenError:
        return  # the file is no Word document: the findings say so, there is nothing to write in
    write_whole(copy, data)
    yield copy
