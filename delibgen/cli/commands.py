"""The commands ``acte`` and ``verifier``."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import click

from delibgen.cli.app import Code
from delibgen.cli.screen import count_findings, say, say_json, show_findings, show_report
from delibgen.dossier import Options, Report, build_act
from delibgen.dossier.prepare import prepare, prepare_act, stops
from delibgen.dossier.report import Convertisseur
from delibgen.errors import DelibgenError, Finding, Place
from delibgen.load import seance_file
from delibgen.load.files import DONNEES

F = TypeVar("F", bound=Callable[..., object])

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


def option(*names: str, texte: str) -> Callable[[F], F]:
    """Return a flag of a command, with its help."""
    return click.option(*names, is_flag=True, help=texte)


json_option = option("--json", "en_json", texte="Un objet JSON sur la sortie standard, et rien d'autre.")
strict_option = option("--strict", texte="Compte les alertes comme des erreurs.")
pdf_option = option("--pdf", texte="Fait aussi les PDF (PDF/A), avec LibreOffice.")
tout_option = option("--tout", texte="Refait tout, et remplace les fichiers changés à la main.")


def converter(*, wanted: bool) -> Convertisseur | None:
    """Return what makes PDF files; a missing LibreOffice is said before anything is done."""
    if not wanted:
        return None
    from delibgen.exports.pdf import convert
    from delibgen.exports.soffice import require_soffice

    require_soffice()
    return convert


def finish(report: Report, *, en_json: bool) -> None:
    """Print a report and exit with its code."""
    if en_json:
        say_json(report.to_dict())
    else:
        show_report(report)
    click.get_current_context().exit(Code.FAIT if report.ok else Code.FAUTES)


@click.argument("fichier", metavar="FICHIER", type=FILE)
@click.option(
    "-o",
    "--sortie",
    metavar="DOSSIER",
    default="sortie",
    show_default=True,
    type=click.Path(path_type=Path),
    help="Dossier des documents.",
)
@pdf_option
@strict_option
@tout_option
@json_option
def acte(fichier: Path, sortie: Path, *, pdf: bool, strict: bool, tout: bool, en_json: bool) -> None:
    """Écrit un acte (.yaml ou .json) et ses annexes.

    Dans le dossier « actes » d'une séance, l'acte prend la séance du dossier.
    """
    finish(
        build_act(fichier, sortie, Options(pdf=converter(wanted=pdf), strict=strict, tout=tout)),
        en_json=en_json,
    )


@click.argument(
    "chemins", metavar="CHEMIN…", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path)
)
@strict_option
@json_option
def verifier(chemins: tuple[Path, ...], *, strict: bool, en_json: bool) -> None:
    """Vérifie des séances, des actes ou des documents Word, sans rien écrire.

    CHEMIN : dossier d'une séance, dossier de séances ou de documents Word, fichier .yaml, .json ou .docx.
    """
    targets = [target for chemin in chemins for target in _targets(chemin)]
    findings = tuple(dict.fromkeys(finding for target in targets for finding in _verify(target)))
    ok = not any(stops(finding, strict) for finding in findings)
    if en_json:
        checked = [str(target) for target in targets]
        constats = [finding.to_dict() for finding in findings]
        say_json({"ok": ok, "verifies": checked, "constats": constats})
    else:
        show_findings(findings)
        verb = "vérifiés" if len(targets) > 1 else "vérifié"
        say(f"{len(targets)} {verb} : {count_findings(findings)}", colour="green" if ok else None)
    click.get_current_context().exit(Code.FAIT if ok else Code.FAUTES)


def _targets(path: Path) -> Iterator[Path]:
    """Yield what there is to verify: a sitting's folder, a file; or those that a folder holds."""
    if path.is_file():
        yield path.parent if path.stem == "seance" and path.suffix in DONNEES else path
    elif seance_file(path):
        yield path
    else:
        inside = [child for child in sorted(path.iterdir()) if _is_target(child)]
        yield from inside or [path]


def _is_target(path: Path) -> bool:
    if path.is_dir():
        return seance_file(path) is not None
    return path.suffix.lower() == ".docx" and not path.name.startswith("~$")


def _verify(path: Path) -> tuple[Finding, ...]:
    suffix = path.suffix.lower()
    if path.is_dir():
        return prepare(path).findings
    if suffix == ".docx":
        return _verify_template(path)
    if suffix in DONNEES:
        return prepare_act(path).findings
    message = "dossier, fichier .yaml, .json ou .docx attendu"
    return (Finding(code="DG212", message=message, place=Place(file=str(path))),)


def _verify_template(path: Path) -> tuple[Finding, ...]:
    from delibgen.word import Template

    try:
        Template(path)
    except DelibgenError as fault:
        return fault.findings
    return ()
