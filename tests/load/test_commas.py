"""A comma between brackets cuts a sentence: told, with its line; a list that is right tells nothing."""

import shutil

import pytest

from delibgen.errors import Severity
from delibgen.load import load_seance, read_seance
from delibgen.load.files import read_tree
from tests.conftest import CONSEIL, EXEMPLES


def cut(tmp_path, text):
    path = tmp_path / "x.yaml"
    path.write_text(text, encoding="utf-8")
    faults = []
    assert read_tree(path, faults) is not None
    return [(f.code, f.place.line, f.place.column) for f in faults]


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("considerants: [que Monsieur DUC est absent, démissionnaire]", 45),
        ("considerants: [que le siège est vacant, faute de candidat]", 41),
        ("considerants: [que le montant est de 84 333,33 €]", 45),
        ("visas: [le code général des collectivités territoriales, notamment son article L. 2121-29]", 58),
        ("visas: [la loi relative aux droits des communes, des départements et des régions]", 50),
        ("visas: [le décret n° 2021-1311, modifié]", 33),
        ("dispositif: [La salle est louée, sauf le lundi.]", 34),
        ("sieges_vacants: [M. René DUC, démissionnaire]", 31),
        ("rapporteurs: [BENSALEM, Maître Luc PRAT, avocat]", 42),
        ("seance: {assistants: [Mme Odile FERRAND, directrice générale]}", 42),
    ],
)
def test_the_end_of_a_sentence_is_told_at_its_place(tmp_path, text, column):
    assert cut(tmp_path, f"objet: x\n{text}\n") == [("DG230", 2, column)]


@pytest.mark.parametrize(
    "text",
    [
        'considerants: ["que Monsieur DUC est absent, démissionnaire"]',
        "considerants: [que l'eau est rare, qu'elle est chère, l'intérêt du projet]",
        'considerants: [que l\'eau est rare, "démissionnaire"]',
        "considerants:\n  - que Monsieur DUC est absent\n  - démissionnaire",
        "considerants:\n  - que Monsieur DUC est absent, démissionnaire",
        "visas: [le code de la route, la loi du 2 mars 1982, l'arrêté, les statuts, sa délibération]",
        "visas: [le code de la route, Sur la proposition du bureau, délibération n° 3 du 4 mai]",
        "visas: [notamment]",
        "dispositif: [La salle est louée., L'arrêté est affiché.]",
        "dispositif: [{d'approuver: le plan}, {d'autoriser: Madame la Maire}]",
        "entete: [RÉPUBLIQUE FRANÇAISE, commune d'Ormeval]",
        "rapporteurs: [BENSALEM, da SILVA, de BOISGELIN]",
        "contre: [bazin, aubry]",
        "visas: []",
        "visas: le code, et la loi",
    ],
)
def test_a_list_that_is_right_tells_nothing(tmp_path, text):
    assert cut(tmp_path, f"{text}\n") == []


def test_an_alias_and_an_anchor_tell_nothing(tmp_path):
    assert cut(tmp_path, "a: &a [que le prix est juste, dont acte]\nconsiderants: *a\n") == []
    assert cut(tmp_path, "considerants: [&a que le prix, *a]\n") == []


def test_the_alert_says_the_phrase_and_does_not_block(tmp_path):
    folder = tmp_path / "séance"
    shutil.copytree(CONSEIL, folder)
    path = folder / "actes" / "01-eau.yaml"
    lines = [
        line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("considerants")
    ]
    path.write_text(
        "\n".join([*lines, "considerants: [que Monsieur DUC est absent, démissionnaire]"]), encoding="utf-8"
    )
    (found,) = (f for f in read_seance(folder).findings if f.code == "DG230")
    assert found.severity is Severity.ALERTE
    assert found.message == (
        "« démissionnaire » : la virgule a coupé la phrase « que Monsieur DUC est absent, démissionnaire »"
    )
    assert "entre guillemets" in found.suggestion
    assert found.place.file.endswith("01-eau.yaml")


@pytest.mark.parametrize(
    "folder", sorted(path.name for path in EXEMPLES.iterdir() if (path / "seance.yaml").is_file())
)
def test_the_examples_tell_nothing(folder):
    assert not [f for f in load_seance(EXEMPLES / folder).findings if f.code == "DG230"]
