"""The command ``tableur``: a sitting to fill in a spreadsheet, from YAML to sheets and back."""

from pathlib import Path

import click

from delibgen.cli.app import Code
from delibgen.cli.chemins import Chemin, quoted
from delibgen.cli.commands import FILE
from delibgen.cli.screen import say


@click.argument("source", metavar="[SOURCE]", required=False, type=Chemin())
@click.option(
    "-o",
    "--sortie",
    metavar="CHEMIN",
    type=click.Path(path_type=Path),
    help="Classeur .xlsx à écrire, ou dossier : de fichiers .csv, ou de la séance d'un classeur.",
)
@click.option(
    "--assemblee",
    metavar="FICHIER.yaml",
    type=FILE,
    help="Assemblée qui remplit d'avance un classeur vierge : collectivité, membres.",
)
def tableur(source: Path | None, sortie: Path | None, assemblee: Path | None) -> None:
    """Écrit une séance en classeur à remplir, ou passe du dossier au classeur et du classeur au dossier.

    Sans SOURCE : un classeur vierge. Avec le dossier d'une séance : son classeur. Avec un classeur (.xlsx,
    .ods) : son dossier de fichiers .yaml. Un classeur rempli se vérifie et se rend comme un dossier.

    \b
    Exemples :
      delibgen tableur -o vierge.xlsx --assemblee DOSSIER/assemblee.yaml
      delibgen tableur DOSSIER -o seance.xlsx
      delibgen seance seance.xlsx -o sortie
    """
    if source is None:
        _blank(sortie or Path("seance.xlsx"), assemblee)
    elif assemblee is not None:
        raise click.UsageError("« --assemblee » remplit un classeur vierge : l'ôter, ou ôter SOURCE")
    elif source.is_file():
        _to_folder(source, sortie or source.with_suffix(""))
    else:
        _to_sheets(source, sortie or Path(f"{source.resolve().name}.xlsx"))
    click.get_current_context().exit(Code.FAIT)


def _blank(path: Path, assemblee: Path | None) -> None:
    from delibgen.exports.classeur import vierge
    from delibgen.load.single import load_assemblee

    _refuse_existing(path)
    vierge(load_assemblee(assemblee) if assemblee else None).save(path)
    say(f"{path} : classeur à remplir", colour="green")
    say(f"Ensuite : delibgen verifier {quoted(path)}")


def _to_sheets(folder: Path, path: Path) -> None:
    from delibgen.exports.classeur import classeur
    from delibgen.load import load_seance

    read = load_seance(folder)
    base = path.parent if path.suffix else path
    written = classeur(read.seance, read.actes, dossier=base, prefixe=path.stem).save(path)
    say(f"{path} : {len(read.actes)} points", colour="green")
    beside = [one.name for one in written if one != path and one.suffix != ".csv"]
    if beside:
        say(f"À garder à côté : {', '.join(beside)}")


def _to_folder(book: Path, folder: Path) -> None:
    from delibgen.exports.classeur.dossier import dossier_of

    _refuse_existing(folder / "seance.yaml")
    written = dossier_of(book, folder)
    say(f"{folder} : {len(written)} fichiers", colour="green")
    say(f"Ensuite : delibgen verifier {quoted(folder)}")


def _refuse_existing(path: Path) -> None:
    """Stop before a file that somebody may have filled."""
    if path.exists():
        raise click.UsageError(f"« {path} » existe déjà : le déplacer, ou donner un autre nom avec « -o »")
