"""The command ``gabarits``: delibgen's own Word templates, copied where a clerk can change them."""

from collections.abc import Collection, Sequence
from pathlib import Path

import click

from delibgen.cli.app import Code
from delibgen.cli.chemins import quoted
from delibgen.cli.screen import say
from delibgen.errors import did_you_mean
from delibgen.word.save import write_whole


@click.argument("dossier", type=click.Path(file_okay=False, path_type=Path))
@click.argument("noms", metavar="[NOM]…", nargs=-1)
def gabarits(dossier: Path, noms: tuple[str, ...]) -> None:
    """Copie les documents Word types de delibgen dans DOSSIER, pour les changer dans Word.

    NOM : deliberation, convention, convocation… ; tous par défaut. Ne copiez que ceux que vous changez : les
    autres suivent les nouvelles versions de delibgen. Un document qui est déjà dans DOSSIER est gardé.

    \b
    Exemple :
      delibgen gabarits mairie deliberation convention
    """
    kept = [path for path in _chosen(noms) if not _copy(path, dossier / path.name)]
    if kept:
        names = ", ".join(path.name for path in kept)
        say(f"Déjà là, gardés tels quels : {names} ; en déplacer un pour le reprendre", colour="yellow")
    folder = quoted(dossier)
    say("Ensuite, après chaque changement dans Word :")
    say(f"  delibgen verifier {folder} --annoter")
    say(f"  delibgen seance DOSSIER --gabarits {folder}")
    click.get_current_context().exit(Code.FAIT)


def _copy(source: Path, target: Path) -> bool:
    """Copy a template where nothing bears its name; tell whether it was."""
    if target.exists():
        return False
    say(str(write_whole(target, source.read_bytes())))
    return True


def _chosen(names: Sequence[str]) -> list[Path]:
    """Return the shipped templates of these names, « .docx » or not; all of them by default.

    Raises:
        click.BadParameter: names that are no template, each with the closest one.
    """
    from delibgen.render import SHIPPED

    known = {path.stem: path for path in sorted(SHIPPED.glob("*.docx"))}
    wanted = list(map(_stem, names)) or list(known)
    unknown = [name for name in wanted if name not in known]
    if unknown:
        raise click.BadParameter("\n  ".join(_refusal(name, known) for name in unknown))
    return [known[name] for name in dict.fromkeys(wanted)]


def _stem(name: str) -> str:
    return Path(name).stem if name.lower().endswith(".docx") else name


def _refusal(name: str, known: Collection[str]) -> str:
    hint = did_you_mean(name, known, f"documents : {', '.join(known)}")
    return f"« {name} » : aucun document Word type de ce nom ; {hint}"
