"""An unknown field: the message says where it belongs; one unreadable act is told once."""

import shutil

import pytest

from delibgen.dossier import build
from delibgen.load import read_seance
from tests.conftest import CONSEIL

ACT = "numero: 2024-33\nobjet: Affaire\n"


@pytest.fixture
def folder(tmp_path):
    shutil.copytree(CONSEIL, tmp_path / "s")
    (tmp_path / "s" / "actes" / "03-petite-enfance.md").unlink(missing_ok=True)
    return tmp_path / "s"


def told(folder, path: str, text: str) -> list[str]:
    """Return what is said of the unknown fields of a file."""
    file = folder / path
    file.write_text(text, encoding="utf-8")
    return [f.suggestion for f in read_seance(folder).findings if f.code == "DG202"]


@pytest.mark.parametrize(
    ("line", "todo"),
    [
        ("secretaires: [SCHMITT]", "le placer dans « seance » (seance.yaml)"),
        ("presentation: {}", "le placer dans « seance.assemblee » (assemblee.yaml)"),
        ("pour: 3", "le placer dans « scrutin »"),
        ("transmission: 3/10/2024", "le placer dans « publicite »"),
        ("parties: []", "l'ôter : c'est un champ d'un autre type d'acte, « convention »"),
        (
            "auteur: VASSEUR",
            "l'ôter : c'est un champ d'un autre type d'acte, « decision_deleguee » ou « arrete »",
        ),
        ("scrutin: {pour: 3, deports: []}", "le placer hors de « scrutin », au premier niveau"),
        ("raporteur: BAZIN", "vouliez-vous dire « rapporteur » ?"),
        ("nom: x", "ôter ce champ"),
        ("xyzzy: x", "ôter ce champ"),
    ],
)
def test_an_unknown_field_of_an_act_is_told_where_it_belongs(folder, line, todo):
    assert told(folder, "actes/03-petite-enfance.yaml", f"{ACT}{line}\n") == [todo]


@pytest.mark.parametrize(
    ("file", "line", "todo"),
    [
        ("seance.yaml", "membres: []", "le placer dans « assemblee » (assemblee.yaml)"),
        ("seance.yaml", "visas: []", "le placer dans le fichier d'un acte"),
        ("assemblee.yaml", "secretaires: []", "le placer dans « seance.yaml »"),
        ("assemblee.yaml", "siren: x", "le placer dans « collectivite »"),
        ("assemblee.yaml", "visas: []", "le placer dans le fichier d'un acte"),
    ],
)
def test_so_is_one_of_the_sitting_and_of_the_assembly(folder, file, line, todo):
    text = (folder / file).read_text(encoding="utf-8")
    assert told(folder, file, f"{line}\n{text}") == [todo]


def test_an_act_that_cannot_be_read_is_told_alone(folder, tmp_path):
    (folder / "actes" / "03-petite-enfance.yaml").write_text("numero: 2024-33\nobjt: x\n", encoding="utf-8")
    report = build(folder, tmp_path / "sortie")
    assert not [f for f in report.findings if f.code in {"DG605", "DG604"}]
    assert {f.code for f in report.findings if f.severity == "bloquant"} == {"DG202", "DG203"}


def test_ranks_that_have_a_hole_are_still_told(folder, tmp_path):
    path = folder / "actes" / "03-petite-enfance.yaml"
    path.write_text(f"rang: 9\n{path.read_text(encoding='utf-8')}", encoding="utf-8")
    assert "DG605" in {f.code for f in build(folder, tmp_path / "sortie").findings}
