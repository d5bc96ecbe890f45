"""What a user sets once: ``delibgen.toml``, found upwards from the working folder, else the user's own file.

An option of the command wins over the file, the file over the default. A file that holds anything else than
the known settings is refused whole, with every fault.
"""

import os
import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

import click

from delibgen.errors import did_you_mean, system_reason

NOM = "delibgen.toml"
REGLAGES: Mapping[str, type] = {"gabarits": str, "sortie": str, "strict": bool, "pdf": bool}
"""Setting → its type; a text is a folder, from the folder of the file."""


def settings_file() -> Path | None:
    """Return the file of settings in force: the nearest one upwards, else the user's own."""
    here = Path.cwd()
    places = [*(folder / NOM for folder in (here, *here.parents)), _user_folder() / "config.toml"]
    return next((path for path in places if path.is_file()), None)


def _user_folder() -> Path:
    given = os.environ.get("XDG_CONFIG_HOME")
    return Path(given) / "delibgen" if given else Path(click.get_app_dir("delibgen"))


def settings(names: Collection[str]) -> dict[str, object]:
    """Return the settings in force among ``names``, the parameters of a command; folders are absolute paths.

    Only commands that use the user's templates have settings: the « sortie » of others is another thing.

    Raises:
        click.UsageError: the file cannot be read, or holds what is no setting; every fault is listed.
    """
    path = settings_file() if "gabarits" in names else None
    if path is None:
        return {}
    values = _read(path)
    faults = list(_faults(values, path.parent))
    if faults:
        raise _refused(path, *faults)
    folders = {key: str(path.parent / str(value)) for key, value in values.items() if REGLAGES[key] is str}
    return {key: value for key, value in (values | folders).items() if key in names}


def _read(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as fault:
        raise _refused(path, system_reason(fault)) from fault
    except UnicodeDecodeError as fault:
        raise _refused(path, "le fichier n'est pas en UTF-8 ; l'enregistrer en UTF-8") from fault
    except tomllib.TOMLDecodeError as fault:
        found = re.search(r"line (\d+), column (\d+)", str(fault))
        where = f", ligne {found[1]}, colonne {found[2]}" if found else ""
        todo = 'un réglage s\'écrit : sortie = "actes" ; dans un chemin, « / » et non « \\ »'
        raise _refused(path, f"syntaxe incorrecte{where} ; {todo}") from fault


def _faults(values: Mapping[str, object], folder: Path) -> Iterator[str]:
    for key, value in values.items():
        if key not in REGLAGES:
            hint = did_you_mean(key, REGLAGES, ".", lead=" ; ")
            yield f"« {key} » : réglage inconnu{hint} Réglages : {', '.join(REGLAGES)}"
        elif type(value) is not REGLAGES[key]:
            wanted = "true ou false" if REGLAGES[key] is bool else "un nom de dossier entre guillemets"
            yield f"« {key} » : {wanted} attendu"
        elif key == "gabarits" and not (folder / str(value)).is_dir():
            yield f"« gabarits » : dossier « {value} » introuvable à côté du fichier ; le créer ou corriger"


def _refused(path: Path, *faults: str) -> click.UsageError:
    return click.UsageError("\n  ".join((f"réglages refusés, {path}", *faults)))
