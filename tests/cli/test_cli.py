"""The commands, as an operator types them: French, all faults at once, exit codes that scripts can trust."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from delibgen import __version__
from delibgen.cli import main
from delibgen.dossier import build as real_build
from tests.dossier.conftest import acte

ENGLISH = (
    "Usage: ",
    "Options:",
    "Commands:",
    "Error:",
    "Show this",
    "Try ",
    "No such",
    "Missing",
    "Did you mean",
)


@pytest.fixture
def run(monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")

    def call(*arguments, **environment):
        return CliRunner().invoke(main, [str(argument) for argument in arguments], env=environment)

    return call


@pytest.mark.parametrize(
    "command", [[], ["demo"], ["acte"], ["seance"], ["verifier"], ["apercu"], ["docteur"]]
)
def test_help_is_in_french(run, command):
    result = run(*command, "--help")
    assert result.exit_code == 0
    assert "Usage : delibgen" in result.output
    assert "Options :" in result.output
    assert "Affiche cette aide." in result.output
    assert not [words for words in ENGLISH if words in result.output]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["seanc"], "Commande inconnue : seanc. Vouliez-vous dire 'seance' ?"),
        (["verifier", "--strictt", "."], "Option inconnue : --strictt."),
        (["seance"], "Argument attendu 'DOSSIER…'"),
        (["seance", "nulle-part"], "'DOSSIER…' : « nulle-part » introuvable"),
        (["verifier", "nulle-part.yaml"], "'CHEMIN…' : « nulle-part.yaml » introuvable"),
        (["acte", "."], "est un dossier, un fichier est attendu"),
        (["docteur", "x"], "Argument en trop : x"),
        (["acte", "x", "-o"], "attend une valeur"),
    ],
)
def test_a_command_typed_wrong_is_said_in_french_with_code_2(run, tmp_path, monkeypatch, arguments, words):
    monkeypatch.chdir(tmp_path)
    result = run(*arguments)
    assert result.exit_code == 2
    assert words in result.output
    assert not [text for text in ENGLISH if text in result.output]


def test_click_speaks_english_again_after_our_commands(run):
    import click

    run("--help")

    @click.command()
    def other():
        pass

    assert "Usage: other" in CliRunner().invoke(other, ["--help"]).output


def test_version(run):
    assert run("--version").output == f"delibgen {__version__}\n"


def test_the_module_runs():
    command = [sys.executable, "-m", "delibgen", "--version"]
    assert (
        subprocess.run(command, capture_output=True, text=True, check=True).stdout
        == f"delibgen {__version__}\n"
    )


def test_seance_lists_what_it_wrote(run, sitting):
    result = run("seance", sitting, "-o", "sortie")
    assert result.exit_code == 0
    assert "actes/2024-02.docx" in result.output
    assert "4 écrits, dans sortie" in result.output
    assert "4 inchangés, dans sortie" in run("seance", sitting, "-o", "sortie").output


def test_seance_writes_into_its_folder_by_default(run, sitting):
    assert run("seance", sitting).exit_code == 0
    assert (sitting / "sortie" / "actes" / "2024-02.docx").is_file()


def test_faults_are_all_listed_with_code_1_and_nothing_is_written(run, sitting, tmp_path):
    (sitting / "actes" / "02.yaml").write_text("objt: x\nnumero: 2\n", encoding="utf-8")
    (sitting / "actes" / "03.yaml").write_text("objet: [\n", encoding="utf-8")
    result = run("seance", sitting, "-o", "sortie")
    assert result.exit_code == 1
    assert (
        "02.yaml:1:1 : DG202 objt : champ inconnu « objt » ; vouliez-vous dire « objet » ?" in result.output
    )
    assert "    objt: x\n    ^\n" in result.output
    assert "03.yaml:2:1 : DG206" in result.output
    assert "3 erreurs" in result.output
    assert not (tmp_path / "sortie").exists()
    assert run("seance", sitting, "-o", "sortie", "--continuer").exit_code == 1
    assert len(list((tmp_path / "sortie").rglob("*.docx"))) == 2


def test_json_is_one_object_on_stdout(run, sitting):
    result = run("seance", sitting, "-o", "sortie", "--json")
    found = json.loads(result.stdout)
    assert (found["ok"], found["constats"], len(found["papiers"])) == (True, [], 4)
    (sitting / "actes" / "02.yaml").write_text("objt: x\n", encoding="utf-8")
    for command in (["seance", "-o", "sortie"], ["verifier"]):
        result = run(*command, "--json", sitting)
        found = json.loads(result.stdout)
        assert result.exit_code == 1
        assert found["ok"] is False
        assert {constat["position"]["line"] for constat in found["constats"]} == {1}


def test_acte_writes_one_act_and_its_annexes(run, sitting, tmp_path):
    result = run("acte", sitting / "actes" / "01.yaml")
    assert result.exit_code == 0
    assert len(list((tmp_path / "sortie").iterdir())) == 4  # with the manifest


def test_verifier_takes_sittings_acts_templates_and_folders_of_them(run, sitting, tmp_path):
    assert "1 vérifié : aucune erreur" in run("verifier", sitting).output
    assert "1 vérifié : aucune erreur" in run("verifier", sitting / "seance.yaml").output
    assert "2 vérifiés : aucune erreur" in run("verifier", sitting / "actes" / "01.yaml", sitting).output
    bare = run("verifier", tmp_path / "templates")  # two lines each: most mentions are missing
    assert (bare.exit_code, "alertes" in bare.output, "erreur" in bare.output) == (0, True, False)
    assert "1 vérifié : aucune erreur" in run("verifier", sitting.parent).output
    (tmp_path / "templates" / "autre.docx").write_text("rien", encoding="utf-8")
    result = run("verifier", tmp_path / "templates")
    assert (result.exit_code, "DG1" in result.output) == (1, True)
    assert run("verifier", sitting / "annexes" / "plan.pdf").exit_code == 1
    assert not (sitting / "sortie").exists()


def test_alerts_change_the_code_only_when_strict(run, sitting):
    (sitting / "actes" / "03-orphelin.md").write_text("texte", encoding="utf-8")
    result = run("verifier", sitting)
    assert (result.exit_code, "alerte : " in result.output, "1 alerte" in result.output) == (0, True, True)
    assert run("verifier", sitting, "--strict").exit_code == 1


def test_pdf_without_libreoffice_says_how_to_install_it_with_code_3(run, sitting, tmp_path):
    result = run("seance", sitting, "-o", "sortie", "--pdf", DELIBGEN_SOFFICE="/nulle/part/soffice")
    assert result.exit_code == 3
    assert "pour l'installer" in result.stderr
    assert not (tmp_path / "sortie").exists()
    result = run("seance", sitting, "--pdf", "--json", DELIBGEN_SOFFICE="/nulle/part/soffice")
    assert json.loads(result.stdout)["constats"][0]["code"] == "DG510"


def test_an_output_that_cannot_be_written_is_code_4(run, sitting, tmp_path):
    (tmp_path / "sortie").write_text("x", encoding="utf-8")
    result = run("seance", sitting, "-o", "sortie")
    assert result.exit_code == 4
    assert "est un fichier, un dossier est attendu" in result.stderr


def test_an_interruption_is_code_130(run, sitting, monkeypatch):
    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("delibgen.cli.sitting.build", interrupted)
    result = run("seance", sitting)
    assert result.exit_code == 130
    assert "Interrompu" in result.stderr


def test_what_data_hold_never_commands_the_terminal(run, sitting):
    (sitting / "actes" / "02.yaml").write_text('"\\e[31m": x\nobjet: "\\u202e"\n', encoding="utf-8")
    output = run("seance", sitting).output
    assert "\x1b" not in output
    assert "\u202e" not in output


def test_demo_writes_both_sittings_and_keeps_what_was_changed(run, sitting, tmp_path, monkeypatch):
    monkeypatch.setattr("delibgen.apercu.soffice.find_soffice", lambda: None)
    result = run("demo")
    assert result.exit_code == 0, result.output
    target = tmp_path / "demo-delibgen"
    assert len(list(target.glob("*/seance.yaml"))) == 2
    assert len(list(target.glob("*/sortie/actes/*.docx"))) == 10
    first = result.output.split("Ouvrez par exemple :")[1].splitlines()[1].strip()
    assert first == "demo-delibgen/2024-09-12-bureau-metropolitain/sortie/actes/BM20240912_001.docx"
    assert "pas de PDF" in result.output
    assert "PDF à côté" not in result.output
    changed = target / "2024-10-01-conseil-municipal" / "actes" / "01-eau.yaml"
    changed.write_text(changed.read_text(encoding="utf-8").replace("2024-31", "2024-99"), encoding="utf-8")
    result = run("demo")
    assert (
        "Gardés tels que vous les avez modifiés : 2024-10-01-conseil-municipal/actes/01-eau.yaml"
        in result.output
    )
    assert (target / "2024-10-01-conseil-municipal" / "sortie" / "actes" / "2024-99.docx").is_file()


@pytest.mark.libreoffice
def test_demo_tells_that_each_document_has_its_pdf(run, soffice, tmp_path):
    result = run("demo", str(tmp_path / "essai"))
    assert "Chaque document a son PDF à côté, du même nom." in result.output
    made = list((tmp_path / "essai").glob("*/sortie/**/*.docx"))
    assert made
    assert all(path.with_suffix(".pdf").is_file() for path in made)


def test_demo_in_a_folder_whose_name_holds_a_space(run, sitting, tmp_path, monkeypatch):
    monkeypatch.setattr("delibgen.apercu.soffice.find_soffice", lambda: None)
    result = run("demo", "mes démos")
    assert result.exit_code == 0, result.output
    assert result.output.rstrip().endswith('delibgen seance "mes démos/2024-10-01-conseil-municipal"')


def test_docteur_says_what_is_there_and_what_is_not(run):
    result = run("docteur", DELIBGEN_SOFFICE="/nulle/part/soffice")
    assert result.exit_code == 0
    assert "oui  Python" in result.output
    assert "non  LibreOffice" in result.output
    names = {line["nom"] for line in json.loads(run("docteur", "--json").stdout)["constats"]}
    assert {"Python", "LibreOffice", "delibgen", "pikepdf"} <= names


def test_progress_goes_to_stderr_only_on_a_terminal(run, sitting, monkeypatch):
    seen = []
    monkeypatch.setattr(
        "delibgen.cli.sitting.build", lambda *a, progress, **k: seen.append(progress) or real_build(*a, **k)
    )
    assert run("seance", sitting).stderr == ""
    assert seen == [None]


def test_the_packet_of_forty_acts_is_one_line_an_act(run, sitting):
    for rank in range(3, 41):
        (sitting / "actes" / f"{rank:02}.yaml").write_text(acte(f"2024-{rank:02}"), encoding="utf-8")
    result = run("seance", sitting, "-o", "sortie")
    assert "42 écrits" in result.output
    assert len(result.output.splitlines()) == 43


def test_a_reader_who_stops_reading_is_no_fault(tmp_path):
    command = (
        f"'{sys.executable}' -m delibgen demo '{tmp_path / 'demo'}' | head -n 1; exit ${{PIPESTATUS[0]}}"
    )
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert "DG501" not in done.stderr + done.stdout
