"""The commands for those who invent acts and for other tools: ``nouveau``, ``schema``."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from delibgen.cli.app import Code
from delibgen.cli.chemins import about, quoted
from delibgen.cli.commands import FILE, json_option, output_option
from delibgen.cli.screen import count_findings, counted, say, say_json
from delibgen.word.save import write_whole

if TYPE_CHECKING:
    from delibgen.formats.contrat import Ecart
    from delibgen.formats.reprise import Reprise


@click.argument("nom", metavar="NOM")
@click.option(
    "-o",
    "--sortie",
    metavar="DOSSIER",
    type=click.Path(file_okay=False, path_type=Path),
    help="Dossier à créer ; par défaut, le nom court de l'acte.",
)
@click.option(
    "-c",
    "--champ",
    "champs",
    metavar="NOM:TYPE",
    multiple=True,
    help="Un champ, à répéter : « debut:date », « motif:texte? » s'il peut manquer.",
)
def nouveau(nom: str, sortie: Path | None, champs: tuple[str, ...]) -> None:
    """Crée une sorte d'acte : classe, document Word, exemple, test.

    \b
    Types des champs : texte, paragraphe, markdown, date, heure, montant,
    nombre, oui_non, personne, liste, dispositif.

    \b
    Exemple :
      delibgen nouveau "Arrêté de voirie" -c debut:date -c lieu:texte
    """
    from delibgen.formats.paquet import CHAMPS, identifier
    from delibgen.formats.paquet import nouveau as create

    folder = create(nom, sortie, champs or CHAMPS)
    name = identifier(nom)
    say(f"{folder} : acte « {name} » créé", colour="green")
    say(f"  document à présenter dans Word : {folder / name / name}.docx")
    say(f"  champs à changer : {folder / name / name}.py")
    say(f"Ensuite : pip install -e {quoted(folder)}, puis : delibgen acte {quoted(folder / 'exemple.yaml')}")
    click.get_current_context().exit(Code.FAIT)


@click.argument("sorte", metavar="TYPE")
@output_option("FICHIER.json", "Fichier à écrire.")
def schema(sorte: str, sortie: Path | None) -> None:
    """Écrit le schéma JSON d'une sorte d'acte, pour d'autres outils et les éditeurs de YAML.

    TYPE : deliberation, convention, arrete…, ou seance, assemblee, collectivite.

    \b
    Exemple :
      delibgen schema deliberation -o deliberation.json
    """
    from delibgen.formats.schema import ENREGISTREMENTS
    from delibgen.formats.schema import schema as made
    from delibgen.load.packs import require_kind

    data = made(ENREGISTREMENTS.get(sorte) or require_kind(sorte))
    if sortie is None:
        say_json(data)
    else:
        write_whole(sortie, json.dumps(data, ensure_ascii=False, indent=2).encode() + b"\n")
    click.get_current_context().exit(Code.FAIT)


@click.argument("sorte", metavar="TYPE")
@output_option("FICHIER.docx", "Fichier à écrire ; « dictionnaire-TYPE.docx » par défaut.")
def dictionnaire(sorte: str, sortie: Path | None) -> None:
    """Écrit un document Word de tous les champs d'une sorte d'acte, à copier dans les siens.

    TYPE : deliberation, convention, arrete…

    \b
    Exemple :
      delibgen dictionnaire deliberation
    """
    from delibgen.formats.dictionnaire import dictionnaire as made
    from delibgen.load.packs import require_kind

    path = sortie or Path(f"dictionnaire-{sorte}.docx")
    write_whole(path, made(require_kind(sorte)))
    say(f"{path} : champs de « {sorte} »", colour="green")
    click.get_current_context().exit(Code.FAIT)


@click.argument("avant", metavar="AVANT.docx", type=FILE)
@click.argument("apres", metavar="APRÈS.docx", type=FILE)
@click.option("--type", "sorte", metavar="TYPE", help="Sorte d'acte : ses nouvelles fautes sont dites aussi.")
@json_option
def comparer_gabarits(avant: Path, apres: Path, sorte: str | None, *, en_json: bool) -> None:
    """Dit ce qu'une nouvelle version d'un document Word à balises casse ou change.

    Code de sortie : 1 si un champ n'est plus imprimé ou si une faute apparaît.

    \b
    Exemple :
      delibgen comparer-gabarits ancien.docx nouveau.docx
    """
    from delibgen.formats.contrat import comparer
    from delibgen.load.packs import require_kind

    found = comparer(avant, apres, require_kind(sorte) if sorte else None)
    broken = any(ecart.casse for ecart in found)
    if en_json:
        rows = [{**asdict(ecart), "casse": ecart.casse} for ecart in found]
        say_json({"ok": not broken, "ecarts": rows})
    else:
        _say_gaps(found)
    click.get_current_context().exit(Code.FAUTES if broken else Code.FAIT)


def _say_gaps(found: "Sequence[Ecart]") -> None:
    for ecart in found:
        say(str(ecart), colour="red" if ecart.casse else None)
    say(counted(len(found), "différence"))


def _tell_leftovers(made: "Reprise") -> None:
    """Say what is left to do in a proposed document: values to place, fields to choose, differences."""
    if made.absents:
        missing = ", ".join(made.absents)
        say(f"Valeurs introuvables dans l'acte, à placer à la main : {missing}", colour="yellow")
    for choice in made.ambigus:
        say(f"Plusieurs champs possibles, à choisir : {choice}", colour="yellow")
    for line in made.differences:
        say(line, colour="red")


@click.argument("acte", metavar="ACTE.docx", type=FILE)
@click.argument("donnees", metavar="DONNÉES.yaml", type=FILE)
@output_option("GABARIT.docx", "Document à balises proposé ; « ACTE-gabarit.docx » par défaut.")
def reprise(acte: Path, donnees: Path, sortie: Path | None) -> None:
    """Propose un document Word à balises à partir d'un acte fini et de ses données.

    Le document proposé est vérifié : rendu avec les mêmes données, il doit redonner l'acte, mot pour mot.
    Code de sortie : 1 s'il ne le redonne pas.

    \b
    Exemple :
      delibgen reprise acte.docx DOSSIER/actes/01-eau.yaml
    """
    from delibgen.formats.reprise import reprendre
    from delibgen.load import load

    data = load(donnees)
    with about(acte):
        made = reprendre(acte, data)
    path = sortie or acte.with_name(f"{acte.stem}-gabarit.docx")
    write_whole(path, made.gabarit)
    for balise in made.places:
        say(f"  {balise}")
    _tell_leftovers(made)
    verdict = "redonne l'acte mot pour mot" if made.fidele else "ne redonne pas l'acte"
    say(f"{path} : {len(made.places)} balises, {verdict}", colour="green" if made.fidele else "red")
    if made.constats:
        check = f"delibgen verifier {quoted(path)} --type {data.kind()}"
        say(f"Ce qu'il reste à y mettre : {check} ({count_findings(made.constats)})")
    click.get_current_context().exit(Code.FAIT if made.fidele else Code.FAUTES)
