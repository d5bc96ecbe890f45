"""French commands over everything: ``delibgen --help``."""

import click

from delibgen import __version__
from delibgen.cli.annee import recueil, tables
from delibgen.cli.apercu import apercu
from delibgen.cli.app import Commandes
from delibgen.cli.commands import acte
from delibgen.cli.comparer import comparer
from delibgen.cli.demo import demo
from delibgen.cli.docteur import docteur
from delibgen.cli.expliquer import expliquer
from delibgen.cli.formats import comparer_gabarits, dictionnaire, nouveau, reprise, schema
from delibgen.cli.gabarits import gabarits
from delibgen.cli.sitting import seance
from delibgen.cli.tableur import tableur
from delibgen.cli.verifier import verifier


@click.group(
    cls=Commandes,
    name="delibgen",
    options_metavar="[OPTIONS]",
    subcommand_metavar="COMMANDE [ARGUMENTS]…",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, message="delibgen %(version)s", help="Affiche la version.")
def main() -> None:
    """Actes des collectivités : délibérations, conventions, séances entières, en documents Word.

    Pour commencer : delibgen demo
    """


_COMMANDS = (
    (demo, "Écrit deux séances d'exemple."),
    (acte, "Écrit un acte et ses annexes."),
    (seance, "Écrit tous les actes d'une séance."),
    (tables, "Écrit les tables de l'année, par date et par matière."),
    (recueil, "Écrit le recueil des actes administratifs d'une période."),
    (tableur, "Écrit une séance en classeur à remplir, et en revient."),
    (apercu, "Dessine les pages d'un acte ou d'un document Word."),
    (gabarits, "Copie les documents Word types, pour les changer dans Word."),
    (verifier, "Vérifie séances, actes et documents Word."),
    (comparer, "Dit ce qui change entre deux versions d'un dossier."),
    (comparer_gabarits, "Dit ce qu'une nouvelle version d'un document Word casse."),
    (expliquer, "Explique un code d'erreur."),
    (nouveau, "Crée une sorte d'acte : classe, document Word, exemple, test."),
    (dictionnaire, "Écrit les champs d'une sorte d'acte, à copier dans Word."),
    (reprise, "Propose un document à balises à partir d'un acte fini."),
    (schema, "Écrit le schéma JSON d'une sorte d'acte."),
    (docteur, "Dit l'état de l'installation."),
)
for _function, _summary in _COMMANDS:
    main.command(short_help=_summary)(_function)

__all__ = ["main"]
