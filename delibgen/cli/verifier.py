"""The command ``verifier``: sittings, acts, and Word templates held against the type of their data."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, starmap
from pathlib import Path

import click

from delibgen.cli.app import Code
from delibgen.cli.chemins import Chemin, unexpected
from delibgen.cli.cibles import SUFFIXE, targets_of
from delibgen.cli.commands import gabarits_option, json_option, strict_option
from delibgen.cli.screen import count_findings, counted, say, say_json, show_findings
from delibgen.cli.sortes import guessed_kind, named_kind, other_kind, unknown_kind
from delibgen.dossier import Annee
from delibgen.dossier.prepare import prepare, prepare_act, stops
from delibgen.errors import DelibgenError, Finding, Severity
from delibgen.load import books_apart, is_sitting
from delibgen.load.files import DONNEES
from delibgen.model.acte import Acte


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

    CHEMIN : dossier d'une séance, d'une année (séances, « decisions », « arretes »), de documents Word ou
    d'un paquet d'actes, fichier .yaml, .json ou .docx, classeur .xlsx ou .ods d'une séance.
    Un document Word est vérifié contre les données de sa sorte d'acte, que son nom dit si --type se tait.

    \b
    Exemples :
      delibgen verifier DOSSIER
      delibgen verifier deliberation.docx --annoter
    """
    kind = named_kind(sorte) if sorte else None
    targets = list(chain.from_iterable(map(targets_of, chemins)))
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
        _say_done(len(targets), findings, copies, colour="green" if ok else None)
    click.get_current_context().exit(Code.FAIT if ok else Code.FAUTES)


def _say_done(count: int, findings: Sequence[Finding], copies: Iterable[str], *, colour: str | None) -> None:
    for copy in copies:
        say(f"Copie annotée : {copy}")
    say(f"{counted(count, 'vérifié')} : {count_findings(findings)}", colour=colour)


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

    if kind is None:
        return (*_lint_untyped(path), *unknown_kind(path))
    return (*other_kind(path, kind), *lint(path, kind))


def _lint_untyped(path: Path) -> list[Finding]:
    """Return the faults of a template whose data are not known; it may include the pieces of any act."""
    from delibgen.render import template_folders
    from delibgen.word.lint import lint_template, scope_of

    return lint_template(path, scope_of(dict), pieces=template_folders(Acte))


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
