"""The command ``demo``: the example sittings, sources and results."""

from pathlib import Path

import click

from delibgen.cli.app import Code
from delibgen.cli.chemins import quoted
from delibgen.cli.screen import count_findings, say, show_findings
from delibgen.dossier import Options, Report, build
from delibgen.dossier.disk import check_writable
from delibgen.word.save import write_whole

EXEMPLES = Path(__file__).resolve().parent.parent / "exemples"


@click.argument("dossier", default="demo-delibgen", type=click.Path(file_okay=False, path_type=Path))
def demo(dossier: Path) -> None:
    """Écrit deux séances d'exemple, données et documents, dans DOSSIER (demo-delibgen).

    Un fichier de données que vous avez modifié est gardé.

    \b
    Exemple :
      delibgen demo essai
    """
    from delibgen.apercu.soffice import find_soffice
    from delibgen.exports.pages import convert_numbered

    check_writable(dossier)
    kept = _copy_sources(dossier)
    converter = convert_numbered if find_soffice() else None
    options = Options(pdf=converter)
    reports = [_build(dossier / example.name, options) for example in _examples()]
    if kept:
        say(f"Gardés tels que vous les avez modifiés : {', '.join(kept)}")
    sound = all(report.ok for report in reports)
    _tell_what_next(dossier / _examples()[-1].name, with_pdf=converter is not None, sound=sound)
    click.get_current_context().exit(Code.FAIT if sound else Code.FAUTES)


def _build(folder: Path, options: Options) -> Report:
    """Write the papers of one example, and say which."""
    report = build(folder, folder / "sortie", options)
    _tell(report)
    return report


def _tell_what_next(folder: Path, *, with_pdf: bool, sound: bool) -> None:
    """Say where the PDF are, or why there is none, and what to type to go on with an example."""
    if not with_pdf:
        say("LibreOffice est absent : pas de PDF. « delibgen docteur » dit comme l'installer.")
    elif sound:
        say("Chaque document a son PDF à côté, du même nom.")
    pdf = " --pdf" if with_pdf else ""  # else the PDF that are there would be older than their documents
    say(f"Changez un fichier .yaml, puis : delibgen seance {quoted(folder)}{pdf}")


def _examples() -> list[Path]:
    return sorted(path for path in EXEMPLES.iterdir() if (path / "seance.yaml").is_file())


def _copy_sources(target: Path) -> list[str]:
    """Copy the data of every example; return the files that were there, changed, and stay as they are."""
    kept = []
    for example in _examples():
        for source in sorted(path for path in example.rglob("*") if path.is_file()):
            name = source.relative_to(EXEMPLES)
            copy, data = target / name, source.read_bytes()
            if not copy.exists():
                write_whole(copy, data)
            elif copy.read_bytes() != data:
                kept.append(name.as_posix())
    return kept


def _tell(report: Report) -> None:
    faults = [finding for finding in report.findings if not report.ok]
    show_findings(faults)
    name = report.sortie.parent.name
    if not report.ok:
        say(f"{name} : rien n'est écrit, {count_findings(report.findings)}", colour="red")
        return
    alerts = f" ({count_findings(report.findings)})" if report.findings else ""
    documents = [line.chemin for line in report.lignes if line.chemin.endswith(".docx")]
    acts = [chemin for chemin in documents if chemin.startswith("actes/")]
    annexed = [chemin for chemin in acts if "-annexe-" in chemin]
    say(f"{name} : {len(documents)} documents{alerts}. Ouvrez par exemple :", colour="green")
    for chemin in (acts[0], annexed[0], documents[0]):
        say(f"  {report.sortie / chemin}")
