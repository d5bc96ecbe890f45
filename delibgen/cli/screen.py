"""What commands print: findings with their line, tables, progress; nothing that a terminal would obey."""

import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

import click

from delibgen.cli.encodage import is_unicode
from delibgen.dossier import Report
from delibgen.dossier.prepare import Progress
from delibgen.errors import DelibgenError, Finding, Severity, printable

_COLOURS = {Severity.BLOQUANT: "red", Severity.ALERTE: "yellow", Severity.INFORMATION: "blue"}
_PLURALS = {
    "écrit": "écrits",
    "inchangé": "inchangés",
    "erreur": "en erreur",
    "retenu": "retenus",
}


def say(text: str, *, colour: str | None = None, err: bool = False) -> None:
    """Print a text; colours only on a terminal, always with ``FORCE_COLOR``, never with ``NO_COLOR``."""
    plain = False if os.environ.get("NO_COLOR") else True if os.environ.get("FORCE_COLOR") else None
    click.secho(printable(text), fg=colour, err=err, color=plain)


def say_json(data: object) -> None:
    """Print one JSON object."""
    text = json.dumps(data, ensure_ascii=not is_unicode(), indent=2)
    click.echo(text.encode("utf-8", "backslashreplace").decode())


def show_findings(findings: Iterable[Finding]) -> None:
    """Print each finding, and the line that it is about."""
    for finding in findings:
        mark = "" if finding.severity is Severity.BLOQUANT else f"{finding.severity.value} : "
        say(f"{mark}{finding}", colour=_COLOURS[finding.severity])
        for line in finding.place.excerpt.splitlines():
            say(f"    {line}")


def counted(count: int, singular: str, plural: str = "") -> str:
    """Return a number and its noun as a terminal shows them, « 1 page », « 2 pages »: with a plain space.

    Args:
        count: how many.
        singular: the noun; ``plural``, when it does not only take an « s ».
    """
    return f"{count} {(plural or f'{singular}s') if count > 1 else singular}"


def count_findings(findings: Iterable[Finding]) -> str:
    """Return « 2 erreurs, 1 alerte », or « aucune erreur »."""
    counts = Counter(finding.severity for finding in findings)
    names = ((Severity.BLOQUANT, "erreur"), (Severity.ALERTE, "alerte"))
    parts = [counted(counts[key], name) for key, name in names if counts[key]]
    return ", ".join(parts) or "aucune erreur"


def show_error(fault: DelibgenError, *, as_json: bool) -> None:
    """Print what stopped a command: on stderr, or as the JSON object that stdout owes."""
    if as_json:
        say_json({"ok": False, "constats": [finding.to_dict() for finding in fault.findings]})
    else:
        say(str(fault), colour="red", err=True)


def show_report(report: Report) -> None:
    """Print what a build found, and what it wrote."""
    show_findings(report.findings)
    rows = [(line.etat, line.chemin, line.intitule) for line in report.lignes]
    show_table(("État", "Fichier", "Acte"), rows)
    counts: Counter[str] = Counter(line.etat for line in report.lignes)
    found = f" ; {count_findings(report.findings)}" if report.findings else ""
    say(f"{_said(counts)}, dans {report.sortie}{found}" if _wrote(counts) else f"Rien n'est écrit{found}")


def _said(counts: "Counter[str]") -> str:
    """Return « 7 écrits, 2 inchangés »."""
    seen = (etat for etat in _PLURALS if counts[etat])
    return ", ".join(f"{counts[etat]} {_PLURALS[etat] if counts[etat] > 1 else etat}" for etat in seen)


def _wrote(counts: Counter[str]) -> bool:
    """Tell whether some file is in the output folder, written now or before."""
    return any(counts[etat] for etat in _PLURALS if etat != "erreur")


def show_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table: drawn on a terminal, aligned plain text elsewhere, never cut."""
    if not rows:
        return
    cleaned = [[*map(printable, row)] for row in rows]
    if sys.stdout.isatty():
        _draw(head, cleaned)
    else:
        _align(cleaned)


def _align(rows: Sequence[Sequence[str]]) -> None:
    """Print rows as plain text, each column as wide as its widest cell; the last one is left as it is."""
    widths = [max(map(len, column)) for column in list(zip(*rows, strict=True))[:-1]]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        click.echo("  ".join((*cells, row[-1])).rstrip())


def _draw(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*head)
    for row in rows:
        table.add_row(*map(Text, row))
    Console().print(table)


@contextmanager
def progress_bar() -> Iterator[Progress | None]:
    """Show a progress bar on stderr inside the ``with`` block; nothing when stderr is not a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Actes", total=None)
        yield lambda done, total, name: bar.update(
            task, completed=done, total=total, description=printable(name)
        )
