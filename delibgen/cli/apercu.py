"""The command ``apercu``: the pages of an act, of a template or of a finished document, as pictures."""

from collections.abc import Iterator
from pathlib import Path

import click

from delibgen.apercu import Pages, draw_pages
from delibgen.cli.chemins import about, unexpected
from delibgen.cli.commands import FILE, json_option
from delibgen.cli.screen import counted, say, say_json, show_error, show_findings
from delibgen.errors import DelibgenError, LoadError
from delibgen.load import load
from delibgen.load.files import DONNEES
from delibgen.render import render
from delibgen.watch import Essai, essayer, surveiller
from delibgen.word import Document
from delibgen.word.save import safe_name, write_whole

DPI = 110


@click.argument("fichier", metavar="FICHIER", type=FILE)
@click.option(
    "-d",
    "--donnees",
    metavar="ACTE",
    type=FILE,
    help="Acte (.yaml ou .json) à mettre dans FICHIER, quand c'est un document Word à champs.",
)
@click.option(
    "-o",
    "--sortie",
    metavar="DOSSIER",
    default="apercu",
    show_default=True,
    type=click.Path(path_type=Path),
    help="Dossier des images.",
)
@click.option(
    "--dpi",
    metavar="N",
    default=DPI,
    show_default=True,
    type=click.IntRange(30, 600),
    help="Points par pouce.",
)
@click.option("--surveiller", "surveille", is_flag=True, help="Recommence à chaque enregistrement.")
@json_option
def apercu(
    fichier: Path, donnees: Path | None, sortie: Path, *, dpi: int, surveille: bool, en_json: bool
) -> None:
    """Dessine les pages (PNG) d'un acte, ou d'un document Word.

    FICHIER : un acte .yaml ou .json, avec ses annexes ; un document .docx fini ; un document .docx à
    champs, rempli par --donnees, ou tel quel.

    \b
    Exemple :
      delibgen apercu DOSSIER/actes/01-eau.yaml
    """
    if surveille:
        _watch(fichier, donnees, sortie, dpi)
        return
    files = []
    for document in _documents(fichier, donnees):
        files += write_pages(document, sortie, dpi)
    if en_json:
        say_json({"ok": True, "pages": [str(path) for path in files]})
        return
    for path in files:
        say(str(path))
    say(f"{counted(len(files), 'page')}, dans {sortie}", colour="green", err=True)


def _documents(fichier: Path, donnees: Path | None) -> Iterator[Document]:
    suffix = fichier.suffix.lower()
    if suffix == ".docx" and donnees is not None:
        made = essayer(fichier, donnees).resultat
        if isinstance(made, DelibgenError):
            raise made
        yield made
    elif suffix == ".docx":
        with about(fichier):
            made = Document.read(fichier)
        yield made
    elif suffix in DONNEES and donnees is None:
        acte = load(fichier)
        yield from (render(paper) for paper in (acte, *acte.papers()))
    else:
        message = "fichier .docx attendu avec --donnees, ou fichier .yaml, .json ou .docx seul"
        raise LoadError(unexpected(fichier, message))


def write_pages(document: Document, output: Path, dpi: int) -> list[Path]:
    """Write a PNG a page, « nom-page-1.png »; those of pages that the document no longer has go."""
    drawn: Pages = draw_pages(document.to_bytes(), dpi=dpi)
    stem = output / safe_name(document.name, "")
    made = [write_whole(_page(stem, rank), png) for rank, png in enumerate(drawn.images, 1)]
    rank = len(made) + 1
    while _page(stem, rank).is_file():
        _page(stem, rank).unlink()
        rank += 1
    return made


def _page(stem: Path, rank: int) -> Path:
    return stem.with_name(f"{stem.name}-page-{rank}.png")


def _watch(fichier: Path, donnees: Path | None, sortie: Path, dpi: int) -> None:
    if fichier.suffix.lower() != ".docx" or donnees is None:
        raise click.UsageError("--surveiller demande un document .docx, et l'acte à y mettre (--donnees)")

    def show(essai: Essai) -> None:
        """Print what a render gave."""
        if isinstance(essai.resultat, DelibgenError):
            say(str(essai), colour="red", err=True)
            return
        show_findings(essai.constats)
        try:
            for path in write_pages(essai.resultat, sortie, dpi):
                say(str(path))
        except DelibgenError as fault:
            show_error(fault, as_json=False)

    say(f"« {fichier} » est surveillé ; Ctrl-C pour finir", err=True)
    surveiller(fichier, donnees, afficher=show)


__all__ = ["apercu", "write_pages"]
