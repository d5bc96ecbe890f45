"""The command ``comparer``: what changes between two versions of a packet."""

from pathlib import Path

import click

from delibgen.cli.app import Code
from delibgen.cli.chemins import Chemin
from delibgen.cli.commands import json_option, output_option
from delibgen.cli.screen import counted, say, say_json

_FOLDER = Chemin(file_okay=False)


@click.argument("avant", metavar="AVANT", type=_FOLDER)
@click.argument("apres", metavar="APRÈS", type=_FOLDER)
@output_option("FICHIER.docx", "Écrit la feuille de changements en document Word.")
@json_option
def comparer(avant: Path, apres: Path, sortie: Path | None, *, en_json: bool) -> None:
    """Compare les documents de deux dossiers de sortie, mot à mot.

    Code de sortie : 0, que les dossiers diffèrent ou non.

    \b
    Exemple :
      delibgen comparer envoi-1 envoi-2 -o changements.docx
    """
    from delibgen.dossier.changes import compare
    from delibgen.render import render

    sheet = compare(avant, apres)
    if sortie is not None:
        render(sheet).save(sortie, durable=True)
    if en_json:
        say_json({"changements": [change.model_dump(mode="json") for change in sheet.changements]})
    else:
        for change in sheet.changements:
            detail = f" ({counted(len(change.passages), 'passage')})" if change.passages else ""
            say(f"{change.etat} : {change.papier}{detail}")
        say(counted(len(sheet.changements), "papier différent", "papiers différents"))
    click.get_current_context().exit(Code.FAIT)
