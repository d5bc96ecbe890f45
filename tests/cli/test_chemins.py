"""What a user types wrong: a path, a kind of file, a number. Each message says what to do next."""

import ast
import importlib
import inspect
import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner

from delibgen.cli import main
from delibgen.cli.french_click import _MODULES, _TEXTS
from tests.conftest import CONSEIL, ROOT

WORD_97 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.fixture
def here(tmp_path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "vide"))
    shutil.copytree(CONSEIL, "DOSSIER")
    for name, data in {
        "vide.docx": b"",
        "vide.yaml": b"",
        "ancien.doc": WORD_97,
        "ancien.docx": WORD_97,
        "texte.docx": b"bonjour",
        "note.txt": b"bonjour",
    }.items():
        Path(name).write_bytes(data)
    Path("rien").mkdir()
    return tmp_path


def run(line: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, line.split())
    assert not isinstance(result.exception, BaseException) or isinstance(result.exception, SystemExit)
    return result.exit_code, result.output


@pytest.mark.parametrize(
    ("line", "code", "words"),
    [
        ("acte DOSSIER/actes/01-eaux.yaml", 2, "vouliez-vous dire « DOSSIER/actes/01-eau.yaml » ?"),
        ("seance DOSSIERS", 2, "vouliez-vous dire « DOSSIER » ?"),
        ("seance DOSSIER --gabarits zzzz", 2, "corriger le nom, ou changer de dossier de travail"),
        ("verifier nulle/part.yaml", 2, "le dossier « nulle » n'existe pas ; la commande cherche depuis"),
        ("seance DOSSIER/seance.yaml", 2, "donner le dossier : « DOSSIER »"),
        ("seance DOSSIER/actes", 1, "donner le dossier de la séance : « DOSSIER »"),
        ("seance rien", 1, "donner le dossier qui le contient ; « delibgen demo » en écrit deux exemples"),
        ("acte vide.yaml", 1, "fichier vide : y écrire ses champs"),
        ("verifier vide.docx", 1, "le fichier est vide ; enregistrez-le de nouveau depuis Word"),
        ("verifier texte.docx", 1, "enregistrez-le en .docx depuis Word"),
        ("verifier ancien.docx", 1, "ouvrez-le dans Word et enregistrez-le en .docx"),
        ("verifier ancien.doc", 1, "l'ouvrir dans Word ou LibreOffice, et l'enregistrer en .docx"),
        ("verifier note.txt", 1, "fichier .yaml, .json, .docx, .xlsx ou .ods attendu"),
        ("apercu ancien.doc", 1, "l'ouvrir dans Word ou LibreOffice, et l'enregistrer en .docx"),
        ("apercu vide.docx", 1, "vide.docx : DG102"),
        ("reprise vide.docx DOSSIER/actes/01-eau.yaml", 1, "vide.docx : DG102"),
        ("comparer-gabarits vide.docx ancien.docx", 1, "ancien.docx : DG103"),
        ("comparer rien DOSSIER", 1, "donner le dossier de sortie d'une séance"),
        ("dictionnaire deliberation -o x.pdf", 2, "un nom en .docx est attendu, « x.docx »"),
        ("dictionnaire deliberation -o rien", 2, "est un dossier, un fichier est attendu"),
        ("schema deliberation -o x.docx", 2, "un nom en .json est attendu, « x.json »"),
        ("apercu vide.docx --dpi x", 2, "« x » n'est pas un nombre"),
        ("apercu vide.docx --dpi 3", 2, "3 est hors de l'intervalle permis, 30<=x<=600"),
        ("seance DOSSIER -j 0", 2, "0 est hors de l'intervalle permis"),
        ("verifier DOSSIER --type absent:Acte", 2, "se placer dans le dossier de son fichier .py"),
        ("seance DOSSIER -o vide.yaml", 4, "choisir un autre dossier de sortie"),
    ],
)
def test_what_is_typed_wrong_is_told_with_what_to_do(here, line, code, words):
    found, output = run(line)
    assert words in output
    assert found == code
    assert "Traceback" not in output


def test_two_templates_that_cannot_be_read_are_not_found_equal(here):
    """Both faults at once: « 0 différence » of two broken files would be a lie."""
    code, output = run("comparer-gabarits vide.docx texte.docx")
    assert (code, output.count("DG102")) == (1, 2)
    assert "différence" not in output


def test_a_copy_of_one_template_is_compared_with_the_documents_that_it_includes(here):
    """« deliberation.docx » alone in its folder includes two pieces, which are delibgen's own."""
    for folder in ("avant", "apres"):
        assert run(f"gabarits {folder} deliberation")[0] == 0
    changed = docx.Document("apres/deliberation.docx")
    changed.add_paragraph("Copie au comptable public.")
    changed.save("apres/deliberation.docx")
    code, output = run(
        "comparer-gabarits avant/deliberation.docx apres/deliberation.docx --type deliberation"
    )
    assert (code, output) == (0, "mention nouvelle : Copie au comptable public.\n1 différence\n")


@pytest.mark.parametrize("written", ["NFC", "NFD"])
def test_accents_composed_otherwise_on_the_disk_are_found(here, written):
    """A folder that comes from a Mac has « é » in two characters; one types it in one."""
    on_disk = unicodedata.normalize(written, "séance d'été")
    typed = unicodedata.normalize("NFD" if written == "NFC" else "NFC", "séance d'été")
    Path("DOSSIER").rename(on_disk)
    result = CliRunner().invoke(main, ["verifier", typed])
    assert result.exit_code == 0, result.output


@pytest.mark.skipif(shutil.which("setpriv") is None, reason="setpriv absent")
@pytest.mark.parametrize("line", ["acte secret.yaml", "verifier secret.yaml"])
def test_a_file_that_may_not_be_read_is_told(here, line):
    secret = Path("secret.yaml")
    secret.write_text("numero: 1", encoding="utf-8")
    secret.chmod(0)
    plain = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]  # root reads everything
    done = subprocess.run(
        [*plain, sys.executable, "-m", "delibgen", *line.split()],
        capture_output=True,
        text=True,
        env={"PATH": "/usr/bin", "PYTHONPATH": str(ROOT)},
        check=False,
    )
    if "setpriv:" in done.stderr:
        pytest.skip("droits indivisibles ici")
    assert "« secret.yaml » illisible : demander le droit de le lire" in done.stderr
    assert done.returncode == 2


NEVER = {
    "Value must be an iterable.",
    "DeprecationWarning: The command {name!r} is deprecated.{extra_message}",
    "DeprecationWarning: The {param_type} {name!r} is deprecated.{extra_message}",
    "Do you want to continue?",
    "Confirm the action without prompting.",
    "%(prog)s, version %(version)s",
    "Press any key to continue...",
    "Repeat for confirmation",
    "Error: The two entered values do not match.",
    "Error: invalid input",
    "Takes {nargs} values but 1 was given.",
    "Takes {nargs} values but {len} were given.",
    "{len_type} values are required, but {len_value} was given.",
    "{len_type} values are required, but {len_value} were given.",
    "{value!r} does not match the format {format}.",
    "{value!r} does not match the formats {formats}.",
    "{value!r} is not a valid boolean. Recognized values: {states}",
    "{value!r} is not a valid UUID.",
    "Choose from:\n\t{choices}",
    "Choice({choices})",
}
"""Messages of what no command of ours has: questions, dates, tuples, deprecated options."""
MISTAKES = ("decl", "defined", "No options defined", "start character", "colour", "standard stream")
"""Messages to whoever writes a command."""


def click_messages() -> set[str]:
    """Return every text that click gives to its translator."""
    found = set()
    for name in _MODULES:
        tree = ast.parse(inspect.getsource(importlib.import_module(f"click.{name}")))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"_", "ngettext"}:
                found |= {arg.value for arg in node.args if isinstance(getattr(arg, "value", None), str)}
    return found


def test_every_message_of_click_that_a_user_may_see_is_in_french():
    left = click_messages() - set(_TEXTS) - NEVER
    assert [text for text in sorted(left) if not any(word in text for word in MISTAKES)] == []
