"""The command ``seance``: the packet of one sitting, or of every sitting of a folder."""

import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import cast, get_args

import click
from click.core import ParameterSource

from delibgen.actes.papiers import Phase
from delibgen.cli.app import Code
from delibgen.cli.chemins import Chemin
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
from delibgen.cli.screen import progress_bar, say, say_json, show_findings, show_report
from delibgen.dossier import Annee, Options, Report, build
from delibgen.dossier.plan import same_name
from delibgen.dossier.prepare import stops
from delibgen.dossier.work import end_with_parent
from delibgen.errors import Finding
from delibgen.exports.annexes import Politique, require_pikepdf
from delibgen.exports.recueil import Recueil
from delibgen.load import DossierSeance, books_apart, is_sitting, read_seance
from delibgen.load.classeur.lecture import folder_of

_MEGA = 1_000_000


@click.argument(
    "dossiers",
    metavar="DOSSIER…",
    nargs=-1,
    required=True,
    type=Chemin(),
)
@click.option(
    "-o",
    "--sortie",
    metavar="DOSSIER",
    type=click.Path(path_type=Path),
    help="Dossier des documents ; « sortie », dans le dossier de la séance, par défaut.",
)
@click.option(
    "--phase",
    type=click.Choice([phase.value for phase in Phase]),
    help="Papiers d'avant ou d'après la séance ; par défaut, selon qu'il y a des votes dans les données.",
)
@gabarits_option
@pdf_option
@option("--recueil", texte="Réunit tout en un PDF : sommaire, signets, pages numérotées (avec --pdf).")
@click.option(
    "--volume",
    metavar="MO",
    type=click.FloatRange(min=0, min_open=True),
    help="Coupe le recueil en volumes de MO mégaoctets au plus.",
)
@click.option(
    "--annexes",
    type=click.Choice(get_args(Politique)),
    help="Annexes PDF protégées, illisibles, lourdes ou d'un autre format que A4 : tout arrêter, avertir, "
    "ou les laisser à part du recueil.",
)
@option("--zip", "archive", texte="Fait aussi une archive (.zip) du dossier.")
@option("--continuer", texte="Écrit les actes sains même si d'autres ont des erreurs.")
@strict_option
@tout_option
@click.option(
    "-j",
    "processus",
    metavar="N",
    type=click.IntRange(min=1),
    default=1,
    help="Nombre de processus de travail.",
)
@json_option
def seance(dossiers: tuple[Path, ...], sortie: Path | None, **choix: object) -> None:
    """Écrit tous les papiers d'une séance, ou de chaque séance d'un dossier.

    DOSSIER : celui d'une séance, celui de plusieurs, ou un classeur (.xlsx, .ods) de « delibgen tableur ».

    Tout est vérifié d'abord : si quelque chose ne va pas, rien n'est écrit. Ce qui n'a pas changé n'est pas
    refait ; une commande interrompue se reprend telle quelle.

    \b
    Exemples :
      delibgen seance DOSSIER
      delibgen seance DOSSIER -o sortie --pdf
      delibgen seance ANNEE -o sortie --continuer
    """
    folders = list(
        {folder.resolve(): folder for folder in chain.from_iterable(map(sittings_in, dossiers))}.values()
    )
    source = click.get_current_context().get_parameter_source("sortie")
    if sortie and source is ParameterSource.DEFAULT_MAP and len(folders) == 1:
        sortie /= _name(folders[0])  # that of the settings is the folder of every sitting
    options = _options(choix)
    left = tuple(chain.from_iterable(map(books_apart, dossiers)))
    with _workers(cast("int", choix["processus"])) as executor:
        _run(folders, sortie, replace(options, executor=executor), left, en_json=bool(choix["en_json"]))


def _options(choix: dict[str, object]) -> Options:
    recueil = None
    if choix["recueil"]:
        volume = cast("float | None", choix["volume"])
        limit = None if volume is None else int(volume * _MEGA)
        recueil = Recueil(annexes=cast("Politique | None", choix["annexes"]), volume_max=limit)
        require_pikepdf()
    phase = choix["phase"]
    return Options(
        phase=None if phase is None else Phase(cast("str", phase)),
        pdf=converter(wanted=bool(choix["pdf"] or recueil)),
        recueil=recueil,
        archive=bool(choix["archive"]),
        continuer=bool(choix["continuer"]),
        strict=bool(choix["strict"]),
        gabarits=cast("Path | None", choix["gabarits"]),
        tout=bool(choix["tout"]),
    )


def sittings_in(path: Path) -> list[Path]:
    """Return a sitting's folder, or those of the sittings that a folder holds."""
    if is_sitting(path):
        return [path]
    if path.is_file():
        hint = f" ; donner le dossier : « {path.parent} »" if is_sitting(path.parent) else ""
        raise click.BadParameter(
            f"« {path} » : dossier d'une séance, ou classeur .xlsx ou .ods, attendu{hint}"
        )
    inside = [child for child in sorted(path.iterdir()) if child.is_dir() and is_sitting(child)]
    return inside or [path]


def _name(path: Path) -> str:
    return path.resolve().stem if path.is_file() else path.resolve().name


@contextmanager
def _workers(count: int) -> Iterator[Executor | None]:
    if count == 1:
        yield None
        return
    # Not « fork »: the progress bar has a thread of its own.
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    with ProcessPoolExecutor(count, mp_context=context, initializer=end_with_parent) as pool:
        yield pool


def _run(
    folders: Sequence[Path],
    sortie: Path | None,
    options: Options,
    left: tuple[Finding, ...],
    *,
    en_json: bool,
) -> None:
    if len(folders) == 1:
        _run_one(folders[0], sortie, options, left, en_json=en_json)
    else:
        _run_all(folders, sortie, options, left, en_json=en_json)


def _run_one(
    folder: Path, sortie: Path | None, options: Options, left: tuple[Finding, ...], *, en_json: bool
) -> None:
    one = read_seance(folder)
    one = replace(one, findings=(*one.findings, *left))
    finish(_build(one, sortie or folder_of(folder) / "sortie", options), en_json=en_json)


def _run_all(
    folders: Sequence[Path],
    sortie: Path | None,
    options: Options,
    left: tuple[Finding, ...],
    *,
    en_json: bool,
) -> None:
    year = Annee()
    read = [year.read(folder) for folder in folders]
    found = (*year.faults(), *left)
    stopped = any(stops(finding, strict=options.strict) for finding in found)
    sound = read if not stopped or options.continuer else []
    outputs = [_output_of(dossier, sortie) for dossier in read]
    _apart(outputs)
    reports = [_build(dossier, _output_of(dossier, sortie), options) for dossier in sound]
    _finish_all(reports, found, ok=not stopped, en_json=en_json)


def _apart(outputs: Sequence[Path]) -> None:
    """Refuse sittings whose papers would go in one folder, on one system at least."""
    first: dict[str, Path] = {}
    for output in outputs:
        if first.setdefault(same_name(str(output.resolve())), output) is not output:
            todo = "les donner dans deux commandes, chacune avec son « -o »"
            raise click.BadParameter(f"deux séances iraient dans « {output} » : {todo}")


def _output_of(dossier: DossierSeance, sortie: Path | None) -> Path:
    """Return where the papers of one sitting among several go."""
    return sortie / dossier.nom if sortie else dossier.dossier / "sortie"


def _build(dossier: DossierSeance, output: Path, options: Options) -> Report:
    with progress_bar() as progress:
        return build(dossier, output, options, progress=progress)


def _finish_all(reports: Sequence[Report], found: Sequence[Finding], *, ok: bool, en_json: bool) -> None:
    ok = ok and all(report.ok for report in reports)
    if en_json:
        constats = [finding.to_dict() for finding in found]
        say_json({"ok": ok, "constats": constats, "seances": [report.to_dict() for report in reports]})
    else:
        show_findings(found)
        _show_reports(reports)
    click.get_current_context().exit(Code.FAIT if ok else Code.FAUTES)


def _show_reports(reports: Sequence[Report]) -> None:
    for report in reports:
        show_report(report)
    if not reports:
        say("Rien n'est écrit : corriger ce qui précède, ou « --continuer »", colour="red")
