"""One file with ten faults of ten kinds: the command lists ten, each with its line, and writes nothing."""

import re

from click.testing import CliRunner

from delibgen.cli import main
from tests.load.test_ten_faults import MEMBRES, sitting

ACTE = """\
numero: 2024-1
objt: Convention de partenariat
rubrique: Culture
rubrique: Sport
heure: 25 h 12
rapporteur: DURANT
visas: le code général des collectivités territoriales
expose: "un\\x0bdeux"
plan_financement:
  depenses: [{libelle: Travaux, montant: "12 500,505"}]
  recettes: []
scrutin: {mode: publique, pour: 3}
publicite: {transmission: 31/02/2024}
"""
KINDS = (
    "objt",
    "deux fois",
    "objet",
    "25 h",
    "DURANT",
    "liste attendue",
    "U+000B",
    "décimales",
    "publique",
    "février",
)


def test_ten_faults_of_ten_kinds_are_ten_lines_and_no_file(tmp_path):
    folder = sitting(tmp_path, MEMBRES, un=ACTE)
    before = sorted(tmp_path.rglob("*"))
    ran = CliRunner().invoke(
        main, ["acte", str(folder / "actes" / "un.yaml"), "-o", str(tmp_path / "sortie")]
    )
    assert ran.exit_code == 1
    told = re.findall(r"^\S*un\.yaml:(\d+).*$", ran.output, re.MULTILINE)
    assert sorted(map(int, told)) == [1, 2, 4, 5, 6, 7, 8, 10, 12, 13]
    assert [kind for kind in KINDS if kind not in ran.output] == []
    assert "Rien n'est écrit ; 10 erreurs" in ran.output
    assert sorted(tmp_path.rglob("*")) == before
