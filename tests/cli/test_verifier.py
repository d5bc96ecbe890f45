"""The commands ``verifier`` on Word documents, and ``expliquer``."""

import json
import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

import delibgen
from delibgen import apercu, exports
from delibgen.cli import main
from delibgen.cli.expliquer import explain, titles
from delibgen.dossier import codes as dossier_codes
from delibgen.load import codes as load_codes
from delibgen.load import packs
from delibgen.model.acte import Acte
from delibgen.model.base import Ligne
from delibgen.model.unilateral import Arrete
from delibgen.render import SHIPPED
from delibgen.rules import RULES
from delibgen.word.codes import TITLES
from tests.word.build import docx, p, part

PACKAGE = Path(delibgen.__file__).parent


def run(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    return result.exit_code, result.output


@pytest.fixture
def template(tmp_path) -> Path:
    path = tmp_path / "deliberation.docx"
    path.write_bytes(docx(p("{{ objte }}")))
    return path


def test_the_kind_of_act_is_guessed_from_the_name(template):
    code, output = run("verifier", template)
    assert code == 1
    assert "deliberation.docx : corps, §1 : DG151 : le nom « objte » n'existe pas" in output
    assert "vouliez-vous « objet » ?" in output


def test_a_name_that_says_nothing_is_checked_without_types(template):
    other = template.rename(template.with_name("courrier.docx"))
    assert run("verifier", other)[0] == 0
    assert "DG151" in run("verifier", other, "--type", "deliberation")[1]


def test_a_document_whose_fields_are_not_looked_at_says_so(template):
    other = template.rename(template.with_name("courrier.docx"))
    output = run("verifier", other)[1]
    assert "information : " in output
    assert "DG183" in output
    assert "ajouter --type" in output
    assert "DG183" not in run("verifier", other, "--type", "deliberation")[1]
    other.write_bytes(docx(p("Un acte fini.")))
    assert "DG183" not in run("verifier", other)[1]
    piece = other.with_name("piece-recours.docx")
    piece.write_bytes(docx(p("{{ recours }}")))
    assert "DG183" not in run("verifier", piece)[1]


class ArreteDePack(Acte):
    """Arrêté d'un paquet."""

    template = "arrete_pack.docx"
    lieu: Ligne
    """Lieu."""


@pytest.fixture
def pack(template, monkeypatch) -> Path:
    """The template of an act that an installed package brings; nothing has imported it yet."""
    monkeypatch.setattr(Acte, "kinds", classmethod(lambda _: {"arrete": Arrete}))
    entry = SimpleNamespace(name="arrete_de_pack", load=lambda: ArreteDePack)
    monkeypatch.setattr(packs, "packs", lambda: {"arrete_de_pack": entry})
    other = template.rename(template.with_name("arrete_de_pack.docx"))
    other.write_bytes(docx(p("{{ lieu }} {{ leu }}")))
    return other


@pytest.mark.parametrize("options", [(), ("--type", "arrete_de_pack")])
def test_the_document_of_an_installed_pack_is_held_against_its_own_fields(pack, options):
    code, output = run("verifier", pack, *options)
    assert code == 1
    assert output.count("DG151") == 1
    assert "« leu » n'existe pas" in output


def test_the_document_beside_a_class_not_installed_is_not_taken_for_another(template):
    other = template.rename(template.with_name("arrete_tournage.docx"))
    other.write_bytes(docx(p("{{ tarif }}")))
    assert "DG151" in run("verifier", other)[1]
    other.with_suffix(".py").write_text("", encoding="utf-8")
    code, output = run("verifier", other)
    assert code == 0
    assert "DG183" in output
    assert "pip install -e" in output


def test_the_class_of_ones_own_project(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "lettre_verifiee.py").write_text("class Lettre:\n    objet: str\n", encoding="utf-8")
    (tmp_path / "x.docx").write_bytes(docx(p("{{ objet }} {{ date }}")))
    monkeypatch.syspath_prepend(str(tmp_path))
    code, output = run("verifier", "x.docx", "--type", "lettre_verifiee:Lettre")
    assert (code, output.count("DG151")) == (1, 1)


@pytest.mark.parametrize("sorte", ["absent:Classe", "json:Absente"])
def test_an_unknown_class_is_a_fault_of_use(template, sorte):
    code, output = run("verifier", template, "--type", sorte)
    assert code == 2
    assert "Erreur" in output


@pytest.mark.parametrize(
    "command",
    [
        ("verifier", "deliberation.docx", "--type"),
        ("comparer-gabarits", "deliberation.docx", "deliberation.docx", "--type"),
        ("schema",),
        ("dictionnaire",),
    ],
)
def test_an_unknown_kind_has_one_exit_code_and_a_short_answer(template, monkeypatch, command):
    monkeypatch.chdir(template.parent)
    code, output = run(*command, "deliberatio")
    assert (code, "vouliez-vous dire « deliberation » ?" in output) == (2, True)
    code, output = run(*command, "xyz")
    assert (code, output.count("DG204")) == (2, 2)
    assert "par exemple deliberation, convention, arrete ; tous" in " ".join(output.split())
    assert "feuille_presence" not in output


def test_the_explanation_names_every_kind():
    code, output = run("expliquer", "DG204")
    assert code == 0
    shipped = [name for name, kind in Acte.kinds().items() if kind.__module__.startswith("delibgen.")]
    assert [name for name in shipped if name not in output] == []


def test_the_document_of_another_kind_is_said_first(tmp_path):
    document = tmp_path / "deliberation.docx"
    document.write_bytes((SHIPPED / "convention.docx").read_bytes())
    code, output = run("verifier", document)
    assert code == 1
    first = output.splitlines()[0]
    assert "DG187" in first
    assert "le gabarit de « convention », pas de « deliberation »" in first
    assert "DG151" in output
    answer = json.loads(run("verifier", document, "--annoter", "--json")[1])
    assert answer["constats"][0]["code"] == "DG187"
    assert len(answer["annotes"]) == 1
    assert run("verifier", document, "--type", "convention")[0] == 0


def test_a_document_of_its_own_kind_with_faults_is_not_taken_for_another(template):
    template.write_bytes(docx(p("{{ objte }} {{ numro }} {{ seance.date }} {{ objet }} {{ a }} {{ b }}")))
    assert "DG187" not in run("verifier", template)[1]


def test_the_kind_that_a_document_reads_is_proposed(tmp_path):
    document = tmp_path / "courrier.docx"
    document.write_bytes((SHIPPED / "convention.docx").read_bytes())
    code, output = run("verifier", document)
    assert (code, "ajouter --type convention" in output) == (0, True)


@pytest.mark.parametrize("document", sorted(SHIPPED.glob("[!p]*.docx")), ids=lambda path: path.stem)
def test_a_shipped_document_whose_name_says_nothing_finds_its_pieces(tmp_path, document):
    other = tmp_path / "courrier.docx"
    other.write_bytes(document.read_bytes())
    answer = json.loads(run("verifier", other, "--json")[1])
    assert (answer["ok"], [found["code"] for found in answer["constats"]]) == (True, ["DG183"])


@pytest.mark.parametrize("document", ["registre", "deliberation", "recueil-actes", "convention"])
def test_a_document_that_includes_pieces_is_told_from_another_kind(tmp_path, document):
    other = tmp_path / "feuille-changements.docx"
    other.write_bytes((SHIPPED / f"{document}.docx").read_bytes())
    assert "DG187" in run("verifier", other)[1].splitlines()[0]


def test_a_piece_that_is_nowhere_is_still_told(tmp_path):
    other = tmp_path / "courrier.docx"
    other.write_bytes(docx(p("{{ objet }}") + p('{%p include "piece-absente.docx" %}')))
    code, output = run("verifier", other)
    assert (code, "DG190" in output) == (1, True)


def test_the_folder_of_a_pack_is_verified_by_its_templates(tmp_path):
    folder = tmp_path / "pack"
    assert run("nouveau", "Arrêté de brocante", "-o", folder)[0] == 0
    code, output = run("verifier", folder, "--json")
    answer = json.loads(output)
    assert code == 0
    assert answer["verifies"] == [str(folder / "arrete_brocante" / "arrete_brocante.docx")]
    assert [found["code"] for found in answer["constats"]] == ["DG183"]


def test_the_acts_of_no_sitting_are_verified_with_the_year(tmp_path):
    assert run("demo", tmp_path / "annee")[0] == 0
    year = next(path.parent for path in (tmp_path / "annee").rglob("seance.yaml")).parent
    folder = year / "arretes"
    folder.mkdir()
    (folder / "01.yaml").write_text("type: arrete\nobjt: x\n", encoding="utf-8")
    (year / "decisions").mkdir()
    (year / "decisions" / "01.yaml").write_text("type: decision_deleguee\n", encoding="utf-8")
    for path in (year, folder):
        code, output = run("verifier", path, "--json")
        answer = json.loads(output)
        assert code == 1
        assert str(folder / "01.yaml") in answer["verifies"]
        assert any(found["position"]["file"] == str(folder / "01.yaml") for found in answer["constats"])
        assert (str(year / "decisions" / "01.yaml") in answer["verifies"]) is (path == year)


def test_annotate_writes_a_copy_beside(template):
    before = template.read_bytes()
    code, output = run("verifier", template, "--annoter", "--json")
    answer = json.loads(output)
    copy = template.with_name("deliberation.verifie.docx")
    assert code == 1
    assert answer["annotes"] == [str(copy)]
    assert answer["constats"][0]["code"] == "DG151"
    assert answer["constats"][0]["position"]["element"] == "§1"
    assert "DG151" in part(copy.read_bytes(), "word/comments.xml")
    assert template.read_bytes() == before
    again = run("verifier", copy, "--annoter", "--json")[1]
    assert json.loads(again)["annotes"] == [str(copy)]
    assert part(copy.read_bytes(), "word/comments.xml").count("<w:comment ") == len(answer["constats"])


def test_a_folder_leaves_annotated_copies_out(template):
    run("verifier", template, "--annoter")
    answer = json.loads(run("verifier", template.parent, "--json")[1])
    assert answer["verifies"] == [str(template)]


def test_nothing_is_written_for_what_is_no_document(tmp_path):
    (tmp_path / "deliberation.docx").write_bytes(b"rien")
    code, output = run("verifier", tmp_path / "deliberation.docx", "--annoter", "--json")
    assert (code, json.loads(output)["annotes"]) == (1, [])
    assert [path.name for path in tmp_path.iterdir()] == ["deliberation.docx"]


def emitted() -> set[str]:
    """Return every code written in the sources."""
    files = (path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
    return {code for text in files for code in re.findall(r"\"(DG\d{3})\"", text)}


def test_every_code_of_the_sources_is_explained():
    told = {code for code in titles() if explain(code).get("cause") or explain(code).get("article")}
    assert sorted(emitted() - told) == []
    assert sorted(set(titles()) - emitted()) == []


def test_no_code_has_two_meanings():
    catalogues = (TITLES, load_codes.CODES, dossier_codes.CODES, exports.CODES, apercu.CODES)
    each = [code for catalogue in catalogues for code in catalogue] + [law.code for law in RULES]
    assert sorted(each) == sorted(set(each))


@pytest.mark.parametrize(
    "code", [code for code in sorted(titles()) if not code.startswith(("DG3", "DG6", "DG7"))]
)
def test_an_explanation_is_whole(code):
    told = explain(code)
    assert all(told[name].strip() for name in ("titre", "cause", "exemple", "correction"))


def test_expliquer_says_cause_example_and_what_to_do():
    code, output = run("expliquer", "dg153")
    assert code == 0
    assert all(word in output for word in ("DG153 – ", "Cause : ", "Exemple : ", "À faire : "))
    assert "CGCT L2121-20" in run("expliquer", "307")[1]
    assert run("expliquer", "DG999")[0] == 2
    assert json.loads(run("expliquer", "--json")[1])["DG101"]
    assert json.loads(run("expliquer", "DG101", "--json")[1])["code"] == "DG101"
