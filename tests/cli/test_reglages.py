"""``delibgen.toml``, colours and completion: what a user sets once and finds everywhere."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import docx
import pytest

from delibgen.cli.polices import font_folders, installed
from tests.cli.test_cli import run

__all__ = ["run"]


@pytest.fixture(autouse=True)
def _no_settings_of_the_machine(monkeypatch, tmp_path_factory):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.mktemp("config")))


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_each_sitting_gets_its_folder_in_the_output_of_the_settings(run, sitting, tmp_path, monkeypatch):
    write(tmp_path / "delibgen.toml", 'sortie = "actes-faits"\n')
    (tmp_path / "bureau").mkdir()
    monkeypatch.chdir(tmp_path / "bureau")
    result = run("seance", sitting)
    assert result.exit_code == 0, result.output
    assert (tmp_path / "actes-faits" / sitting.name / "actes" / "2024-02.docx").is_file()
    assert run("acte", sitting / "actes" / "02.yaml").exit_code == 0
    assert (tmp_path / "actes-faits" / "2024-02.docx").is_file()


def test_an_option_wins_over_the_file(run, sitting, tmp_path):
    write(tmp_path / "delibgen.toml", 'sortie = "ailleurs"\nstrict = true\n')
    (sitting / "actes" / "03-orphelin.md").write_text("texte", encoding="utf-8")  # an alert
    assert run("verifier", sitting).exit_code == 1
    assert run("verifier", sitting, "--souple").exit_code == 0
    assert run("seance", sitting, "-o", "ici", "--souple").exit_code == 0
    assert (tmp_path / "ici").is_dir()
    assert not (tmp_path / "ailleurs").exists()


def test_the_nearest_file_wins_then_the_one_of_the_user(run, sitting, tmp_path, monkeypatch):
    user = write(Path(os.environ["XDG_CONFIG_HOME"]) / "delibgen" / "config.toml", f'sortie = "{tmp_path}/u"')
    assert run("seance", sitting).exit_code == 0
    assert (tmp_path / "u" / sitting.name).is_dir()
    write(tmp_path / "delibgen.toml", 'sortie = "p"')
    assert run("seance", sitting).exit_code == 0
    assert (tmp_path / "p" / sitting.name).is_dir()
    assert str(user) not in run("docteur").output.replace("\n", "")


def test_the_output_of_the_settings_is_that_of_acts_only(run, sitting, tmp_path):
    write(tmp_path / "delibgen.toml", 'sortie = "actes-faits"')
    assert run("comparer", tmp_path / "templates", tmp_path / "templates").exit_code == 0
    assert not (tmp_path / "actes-faits").exists()


def test_templates_of_the_settings_come_first(run, sitting, tmp_path):
    own = docx.Document()
    own.add_paragraph("Papier de la mairie : {{ objet }}")
    (tmp_path / "gabarits").mkdir()
    own.save(tmp_path / "gabarits" / "deliberation.docx")
    write(tmp_path / "delibgen.toml", 'gabarits = "gabarits"')
    assert run("seance", sitting, "-o", "s").exit_code == 0
    made = docx.Document(tmp_path / "s" / "actes" / "2024-02.docx")
    assert made.paragraphs[0].text == "Papier de la mairie : Objet 2024-02"
    shutil.copytree(tmp_path / "templates", tmp_path / "autres")
    assert run("seance", sitting, "-o", "t", "--gabarits", "autres").exit_code == 0
    made = docx.Document(tmp_path / "t" / "actes" / "2024-02.docx")
    assert made.paragraphs[0].text.startswith("2024-02")


def test_pdf_of_the_settings_is_asked_for_and_can_be_left_out(run, sitting, tmp_path):
    write(tmp_path / "delibgen.toml", "pdf = true")
    absent = {"DELIBGEN_SOFFICE": "/nulle/part/soffice"}
    assert run("seance", sitting, "-o", "s", **absent).exit_code == 3
    assert run("seance", sitting, "-o", "s", "--sans-pdf", **absent).exit_code == 0


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            'sorti = "x"\nstrict = "oui"',
            ["« sorti »", "vouliez-vous dire « sortie » ?", "« strict » : true ou false"],
        ),
        ("sortie = 3", ["« sortie » : un nom de dossier entre guillemets attendu"]),
        ('gabarits = "nulle-part"', ["« nulle-part » introuvable"]),
        ('sortie = "C:\\actes"', ["syntaxe incorrecte, ligne 1", "dans un chemin, « / »"]),
        ("[pdf]\n", ["« pdf » : true ou false attendu"]),
    ],
)
def test_settings_that_are_wrong_are_all_said_with_code_2(run, sitting, tmp_path, text, words):
    write(tmp_path / "delibgen.toml", text)
    result = run("verifier", sitting)
    assert result.exit_code == 2
    assert [word for word in words if word not in result.output] == []
    assert "delibgen.toml" in result.output
    assert run("verifier", "--help").exit_code == 0
    assert "non  Réglages" in run("docteur").output


def test_settings_saved_by_a_windows_editor_are_read(run, sitting, tmp_path):
    (tmp_path / "delibgen.toml").write_bytes(b"\xef\xbb\xbfstrict = true\r\n")
    assert run("verifier", sitting).exit_code == 0


def test_docteur_names_the_fonts_that_templates_lack(run, sitting, tmp_path, monkeypatch):
    own = docx.Document()
    own.styles["Normal"].font.name = "Marianne"
    own.save(tmp_path / "templates" / "charte.docx")
    monkeypatch.setattr("delibgen.cli.polices.shutil.which", lambda _: "fc-list")
    monkeypatch.setattr(
        "delibgen.cli.polices.output_of", lambda *_: "DejaVu Sans,DejaVu Sans Light\nLiberation Sans"
    )
    found = {line["nom"]: line for line in json.loads(run("docteur", "--json").stdout)["constats"]}
    assert found["Police Arial"]["present"]
    assert "Liberation Sans, mêmes largeurs" in found["Police Arial"]["detail"]
    assert not found["Police Marianne"]["present"]
    assert "charte.docx" in found["Police Marianne"]["detail"]


def delibgen(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {key: value for key, value in os.environ.items() if key not in {"NO_COLOR", "FORCE_COLOR"}}
    return subprocess.run(
        [sys.executable, "-m", "delibgen", *arguments],
        capture_output=True,
        text=True,
        env=clean | environment,
        check=False,
    )


@pytest.mark.parametrize(
    ("shell", "words"),
    [
        ("zsh", "#compdef delibgen"),
        ("fish", "complete --no-files --command delibgen"),
        ("bash", "complete -o nosort"),
    ],
)
def test_completion_of_each_shell(shell, words):
    if shell == "bash" and shutil.which("bash") is None:
        pytest.skip("bash absent")
    assert words in delibgen(_DELIBGEN_COMPLETE=f"{shell}_source").stdout


SOURCED = {
    "bash": """
        eval "$(_DELIBGEN_COMPLETE=bash_source delibgen)"
        for asked in "ver" "seance --rec" "seance --phase av"; do
            COMPREPLY=(); COMP_WORDS=(delibgen $asked); COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 ))
            _delibgen_completion delibgen; echo "${COMPREPLY[@]}"
        done""",
    "zsh": """
        autoload -Uz compinit; compinit -u -D
        eval "$(_DELIBGEN_COMPLETE=zsh_source delibgen)"
        test "$_comps[delibgen]" = _delibgen_completion || exit 1
        compadd() { echo "${(P)5}" }
        _describe() { echo "${(P)3}" | cut -d: -f1 }
        for asked in "ver" "seance --rec" "seance --phase av"; do
            words=(delibgen ${=asked}); CURRENT=${#words}; _delibgen_completion
        done""",
    "fish": """
        _DELIBGEN_COMPLETE=fish_source delibgen | source
        for asked in "ver" "seance --rec" "seance --phase av"
            complete -C "delibgen $asked" | cut -f1
        end""",
}


@pytest.mark.parametrize("shell", sorted(SOURCED))
def test_completion_works_in_the_shell_itself(shell, tmp_path):
    """The line of the guide is typed in the shell, which then completes a command, an option, a choice."""
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"{shell} absent")
    command = tmp_path / "delibgen"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m delibgen "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    done = subprocess.run(
        [program, "-c", SOURCED[shell]],
        capture_output=True,
        text=True,
        env=os.environ | {"PATH": f"{tmp_path}:{os.environ['PATH']}", "HOME": str(tmp_path)},
        check=False,
    )
    assert done.stdout.split() == ["verifier", "--recueil", "avant"], done.stderr


def test_completion_proposes_commands_and_options(sitting, tmp_path):
    write(tmp_path / "delibgen.toml", "faux")  # wrong settings do not stop the typing
    asked = {"_DELIBGEN_COMPLETE": "bash_complete", "COMP_CWORD": "1", "COMP_WORDS": "delibgen ver"}
    assert delibgen(**asked).stdout == "plain,verifier\n"
    asked |= {"COMP_CWORD": "2", "COMP_WORDS": "delibgen seance --conti"}
    assert delibgen(**asked).stdout == "plain,--continuer\n"


def test_colours_obey_the_two_usual_variables(sitting):
    (sitting / "actes" / "02.yaml").write_text("objt: x\n", encoding="utf-8")
    assert "\x1b[" not in delibgen("verifier", str(sitting)).stdout
    assert "\x1b[31m" in delibgen("verifier", str(sitting), FORCE_COLOR="1").stdout
    assert "\x1b[" not in delibgen("verifier", str(sitting), FORCE_COLOR="1", NO_COLOR="1").stdout


def test_fonts_are_read_in_the_folders_of_windows_and_macos(tmp_path):
    """The files themselves say their families, in a collection too; another file is left alone."""
    fonts = sorted(Path("/usr/share/fonts").rglob("LiberationSans-Bold.ttf"))
    if not fonts:
        pytest.skip("police Liberation absente : apt-get install fonts-liberation")
    data = fonts[0].read_bytes()
    (tmp_path / "Fonts" / "sub").mkdir(parents=True)
    (tmp_path / "Fonts" / "sub" / "LiberationSans-Bold.TTF").write_bytes(data)
    (tmp_path / "Fonts" / "broken.ttf").write_bytes(data[:200])
    (tmp_path / "Fonts" / "notes.txt").write_text("Arial", encoding="utf-8")
    assert installed([tmp_path / "Fonts"]) == {"Liberation Sans"}
    assert installed([tmp_path / "absent"]) is None


def test_the_folders_of_fonts_of_each_system(monkeypatch, tmp_path):
    monkeypatch.setenv("WINDIR", "D:/Win")
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    assert font_folders("win32") == (Path("D:/Win/Fonts"), tmp_path / "Microsoft" / "Windows" / "Fonts")
    assert Path("/Library/Fonts") in font_folders("darwin")
    assert font_folders("linux") == ()
