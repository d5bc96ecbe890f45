"""The commands of a year: tables of the register, recueil des actes administratifs."""

import datetime as dt
from pathlib import Path
from typing import Any

import click

from delibgen import french
from delibgen.apercu.soffice import find_soffice
from delibgen.cli.commands import (
    converter,
    finish,
    gabarits_option,
    json_option,
    option,
    pdf_option,
    strict_option,
    tout_option,
)
from delibgen.cli.sitting import sittings_in
from delibgen.dossier import Options, Periode, build_recueils, build_tables
from delibgen.dossier.annee import A_PART
from delibgen.dossier.report import Convertisseur
from delibgen.load import data_files, is_sitting

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


class _Day(click.ParamType[dt.date]):
    """A date, in the forms that the data take."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """Return the date; a refusal in French when it cannot be read."""
        try:
            return french.parse_date(str(value))
        except ValueError as fault:
            self.fail(str(fault), param, ctx)


@annee_argument
@click.option("--du", metavar="DATE", type=_Day(), help="Premier jour ; le 1er janvier par défaut.")
@click.option("--au", metavar="DATE", type=_Day(), help="Dernier jour ; le 31 décembre par défaut.")
@click.option("--numero", metavar="N", help="Numéro du recueil, s'il en a un.")
@option("--dispositif", texte="N'imprime que les dispositifs, sans visas ni exposés.")
@sortie_option
@gabarits_option
@pdf_option
@strict_option
@tout_option
@json_option
def recueil(annee: Path, sortie: Path | None, *, en_json: bool, pdf: bool, **choix: Any) -> None:
    """Écrit le recueil des actes administratifs d'une période.

    ANNEE : le dossier qui contient ceux des séances et, au besoin, « decisions » et « arretes », un fichier
    par acte. Le recueil réunit ces actes et les délibérations adoptées ; ce qui est refusé, ajourné, retiré
    ou seulement notifié n'y entre pas.

    Il n'est plus imposé depuis le 1er juillet 2022 (ordonnance n° 2021-1310) ; chaque acte est publié.

    \b
    Exemples :
      delibgen recueil ANNEE --du 01/07/2024 --au 30/09/2024 --numero 2024-3 --pdf
      delibgen recueil ANNEE --dispositif
    """
    periode = Periode(
        debut=choix.pop("du"),
        fin=choix.pop("au"),
        numero=choix.pop("numero"),
        dispositif_seul=choix.pop("dispositif"),
    )
    options = Options(pdf=converter(wanted=pdf), **choix)
    output = sortie or annee / "sortie"
    report = build_recueils(_sittings(annee), output, options, periode=periode, source=annee)
    finish(report, en_json=en_json)


def _sittings(annee: Path) -> list[Path]:
    """Return the sittings of a year; none when it only holds acts of no sitting."""
    found = sittings_in(annee)
    alone = any(data_files(annee / name) for name in A_PART)
    return [] if alone and found == [annee] and not is_sitting(annee) else found


def _layout() -> Convertisseur | None:
    """Return what lays registers out, if LibreOffice is there."""
    return converter(wanted=True) if find_soffice() else None
