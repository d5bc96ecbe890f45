"""Faults of every kind in one sitting: all of them at once, each at its line, and nothing written."""

import pytest

from delibgen.errors import LoadError
from delibgen.load import load, load_seance

SEANCE = """\
assemblee:
  collectivite: {nom: Valmont-sur-Orbe, nature: communne}
  organe: conseil_municipal
  membres:
    - Madame Anne DURAND, Maire
    - Monsieur Paul PETIT
    - Monsieur Luc de BRÉON
    - Jeanne sans civilité
date: vendredi 12 septembre 2024
lieux: salle du conseil
president: DURAND
absents: PETIT
"""
ACTE = """\
numero: 2024-1
objt: Convention de partenariat
rubrique: Culture
rubrique: Sport
heure: 25 h 12
visas: le code général des collectivités territoriales
expose: "un\\x0bdeux"
plan_financement:
  depenses:
    - {libelle: Études, montant: 12.500}
    - {libelle: Travaux, montant: "12 500,505"}
  recettes:
    - {libelle: Emprunt, montant: vingt mille}
scrutin: {mode: publique, pour: trente}
declares: {votants: -3}
dispositif:
  - d'approuver: la convention
publicite: {transmission: 31/02/2024}
"""
NAMES = """\
numero: 2024-2
objet: Subvention
rapporteur: DURANT
deports:
  - {membre: PETITT}
scrutin: {pour: [BRÉON, DURAND, BREHON]}
"""
MEMBRES = (
    SEANCE
    .replace("communne", "commune")
    .replace("    - Jeanne sans civilité\n", "")
    .replace("vendredi", "jeudi")
)
MEMBRES = MEMBRES.replace("lieux", "lieu").replace("absents: PETIT", "absents: [PETIT]")


def sitting(tmp_path, seance, **actes):
    folder = tmp_path / "2024-09-12"
    (folder / "actes").mkdir(parents=True)
    (folder / "seance.yaml").write_text(seance, encoding="utf-8")
    for name, text in actes.items():
        (folder / "actes" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def faults(folder):
    """Return (file, line, code, path) of every fault, and the text of the error."""
    with pytest.raises(LoadError) as caught:
        load_seance(folder)
    found = caught.value.findings
    return {
        (finding.place.file.rsplit("/", 1)[-1], finding.place.line, finding.code, finding.path)
        for finding in found
    }, str(caught.value).replace("\u00a0", " ")


def test_every_fault_of_every_file_is_listed_at_once_with_its_line(tmp_path):
    found, text = faults(sitting(tmp_path, SEANCE, un=ACTE))
    assert found == {
        ("seance.yaml", 2, "DG201", "assemblee.collectivite.nature"),
        ("seance.yaml", 8, "DG201", "assemblee.membres[3]"),
        ("seance.yaml", 9, "DG201", "date"),
        ("seance.yaml", 10, "DG202", "lieux"),
        ("seance.yaml", 12, "DG201", "absents"),
        ("un.yaml", 1, "DG203", "objet"),
        ("un.yaml", 2, "DG202", "objt"),
        ("un.yaml", 4, "DG205", ""),
        ("un.yaml", 5, "DG201", "heure"),
        ("un.yaml", 6, "DG201", "visas"),
        ("un.yaml", 7, "DG201", "expose"),
        ("un.yaml", 10, "DG201", "plan_financement.depenses[0].montant"),
        ("un.yaml", 11, "DG201", "plan_financement.depenses[1].montant"),
        ("un.yaml", 13, "DG201", "plan_financement.recettes[0].montant"),
        ("un.yaml", 14, "DG201", "scrutin.mode"),
        ("un.yaml", 14, "DG201", "scrutin.pour"),
        ("un.yaml", 15, "DG201", "declares.votants"),
        ("un.yaml", 18, "DG201", "publicite.transmission"),
    }
    for words in (
        "« communne » reçu",
        "vouliez-vous dire « commune » ?",
        "c'est un jeudi",
        "champ inconnu « lieux »",
        "vouliez-vous dire « lieu » ?",
        "liste attendue, « PETIT » reçu",
        "champ inconnu « objt »",
        "vouliez-vous dire « objet » ?",
        "champ « rubrique » écrit deux fois, déjà à la ligne 3",
        "25 h",
        "caractère interdit U+000B",
        "« 12.500 » ambigu",
        "deux décimales",
        "vouliez-vous dire « public » ?",
        "nombre entier attendu, « trente » reçu",
        "février 2024 va du 1er au 29",
    ):
        assert words in text


def test_the_line_is_shown_with_a_caret_under_the_fault(tmp_path):
    _, text = faults(sitting(tmp_path, SEANCE, un=ACTE))
    assert "      objt: Convention de partenariat\n      ^" in text
    amount = "    - {libelle: Études, montant: 12.500}"
    assert f"      {amount}\n      {' ' * amount.index('12.500')}^" in text


def test_unknown_members_are_listed_with_the_closest_name(tmp_path):
    found, text = faults(sitting(tmp_path, MEMBRES, deux=NAMES))
    assert found == {
        ("deux.yaml", 3, "DG201", "rapporteur"),
        ("deux.yaml", 5, "DG201", "deports[0].membre"),
        ("deux.yaml", 6, "DG201", "scrutin.noms_pour[0]"),
        ("deux.yaml", 6, "DG201", "scrutin.noms_pour[2]"),
    }
    assert "vouliez-vous dire « Madame Anne DURAND » ?" in text
    assert "vouliez-vous dire « Monsieur Paul PETIT » ?" in text


def test_an_act_alone_gets_the_faults_of_its_sitting_too(tmp_path):
    folder = sitting(tmp_path, SEANCE, un=ACTE)
    with pytest.raises(LoadError) as caught:
        load(folder / "actes" / "un.yaml")
    assert {finding.place.file.rsplit("/", 1)[-1] for finding in caught.value.findings} == {
        "seance.yaml",
        "un.yaml",
    }


def test_syntax_of_one_file_does_not_hide_the_faults_of_the_others(tmp_path):
    found, _ = faults(sitting(tmp_path, "date: [\n", un="objet: @x\n", deux="numero: 1\nobjt: x\n"))
    assert found == {
        ("seance.yaml", 2, "DG206", ""),
        ("un.yaml", 1, "DG206", ""),
        ("deux.yaml", 1, "DG203", "objet"),
        ("deux.yaml", 2, "DG202", "objt"),
    }
