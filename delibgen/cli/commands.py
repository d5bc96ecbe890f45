"""The command ``acte``, and the options that several commands share."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from delibgen.cli.app import Code
from delibgen.cli.chemins import Chemin, Sortie
from delibgen.cli.screen import say_json, show_report
from delibgen.dossier import Options, Report, build_act
from delibgen.dossier.report import Convertisseur

F = TypeVar("F", bound=Callable[..., object])

FILE = Chemin(dir_okay=False)


def option(*names: str, texte: str) -> Callable[[F], F]:
    """Return a flag of a command, with its help."""
    return click.option(*names, is_flag=True, help=texte)


def output_option(fichier: str, texte: str) -> Callable[[F], F]:
    """Return the option that names the file to write."""
    return click.option("-o", "--sortie", metavar=fichier, type=Sortie(Path(fichier).suffix), help=texte)


json_option = option("--json", "en_json", texte="Un objet JSON sur la sortie standard, et rien d'autre.")
strict_option = option("--strict/--souple", texte="Compte les alertes comme des erreurs.")
pdf_option = option("--pdf/--sans-pdf", texte="Fait aussi les PDF (PDF/A), avec LibreOffice.")
gabarits_option = click.option(
    "--gabarits",
    metavar="DOSSIER",
    type=Chemin(file_okay=False),
    help="Vos documents Word types, cherchés là d'abord.",
)
tout_option = option("--tout", texte="Refait tout, et remplace les fichiers changés à la main.")


def converter(*, wanted: bool) -> Convertisseur | None:
    """Return what makes PDF files; a missing LibreOffice is said before anything is done."""
    if not wanted:
        return None
    from delibgen.apercu.soffice import require_soffice
    from delibgen.exports.pages import convert_numbered

    require_soffice()
    return convert_numbered


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
@gabarits_option
@pdf_option
@strict_option
@tout_option
@json_option
def acte(fichier: Path, sortie: Path, *, en_json: bool, pdf: bool, **choix: Any) -> None:
    """Écrit un acte (.yaml ou .json) et ses annexes.

    Dans le dossier « actes » d'une séance, l'acte prend la séance du dossier.

    \b
    Exemple :
      delibgen acte DOSSIER/actes/01-eau.yaml -o sortie
    """
    finish(build_act(fichier, sortie, Options(pdf=converter(wanted=pdf), **choix)), en_json=en_json)
