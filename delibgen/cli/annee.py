"""The commands of a year: tables of the register."""

from pathlib import Path
from typing import Any

import click

from delibgen.apercu.soffice import find_soffice
from delibgen.cli.commands import (
    converter,
    finish,
    gabarits_option,
    json_option,
    pdf_option,
    strict_option,
    tout_option,
)
from delibgen.cli.sitting import sittings_in
from delibgen.dossier import Options, build_tables
from delibgen.dossier.report import Convertisseur

annee_argument = click.argument(
    "annee", metavar="ANNEE", type=click.Path(exists=True, file_okay=False, path_type=Path)
)
sortie_option = click.option(
    "-o",
    "--sortie",
    metavar="DOSSIER",
    type=click.Path(path_type=Path),
    help="Dossier des documents ; « sortie », dans celui de l'année, par défaut.",
)


@annee_argument
@sortie_option
@gabarits_option
@pdf_option
@strict_option
@tout_option
@json_option
def tables(annee: Path, sortie: Path | None, *, en_json: bool, pdf: bool, **choix: Any) -> None:
    """Écrit les tables du registre de l'année, par date et par matière (CGCT R2121-9).

    ANNEE : le dossier qui contient ceux des séances ; ce qui n'a pas encore été voté est laissé de côté.

    Les feuillets sont comptés par LibreOffice, à la suite d'une séance à l'autre. Si l'assemblée les suit
    (« feuillets_suivis: oui » dans « assemblee.yaml »), chaque séance garde les siens (« feuillets.yaml »).
    Sans LibreOffice, ou sans premier feuillet, la colonne reste à remplir à la main, et c'est dit.

    \b
    Exemples :
      delibgen tables ANNEE
      delibgen tables ANNEE -o registre --pdf
    """
    options = Options(pdf=converter(wanted=pdf), **choix)
    output = sortie or annee / "sortie"
    report = build_tables(sittings_in(annee), output, options, layout=_layout(), source=annee)
    finish(report, en_json=en_json)


def _layout() -> Convertisseur | None:
    """Return what lays registers out, if LibreOffice is there."""
    return converter(wanted=True) if find_soffice() else None
