"""A sitting of which an act cannot be read: what is told of the others is true."""

import pytest

from delibgen.dossier import Options, build
from tests.dossier.feuilles import DAYS, sitting


@pytest.fixture
def folder(tmp_path):
    return sitting(tmp_path / "s", DAYS["03-mai"], ["2024-1", "2024-2", "2024-3"])


def write(folder, name, text):
    (folder / "actes" / f"{name}.yaml").write_text(text, encoding="utf-8")


def codes(report):
    return [finding.code for finding in report.findings]


def test_the_papers_say_nothing_of_items_when_one_is_missing(folder, tmp_path):
    write(folder, "2024-2", 'numero: 2024-2\nobjet: "ouvert\n')
    report = build(folder, tmp_path / "o", Options(continuer=True))
    assert "DG206" in codes(report)
    assert not {"DG603", "DG604", "DG605"} & set(codes(report))
    assert sorted(path.name for path in (tmp_path / "o" / "actes").iterdir()) == [
        "2024-1.docx",
        "2024-3.docx",
    ]


def test_once_all_are_read_they_do(folder, tmp_path):
    assert "DG604" in codes(build(folder, tmp_path / "o"))


def test_a_number_that_a_faulty_act_bears_is_not_given_to_another(folder, tmp_path):
    write(folder, "2024-2", "numero: 2024-2\nobjet: Sans dispositif\nrapporteur: ZORRO\n")
    text = (folder / "actes" / "2024-3.yaml").read_text(encoding="utf-8")
    write(folder, "2024-4", text.replace("2024-3", "2024-2"))
    report = build(folder, tmp_path / "o", Options(continuer=True))
    (twice,) = [finding for finding in report.findings if finding.code == "DG215"]
    assert twice.place.file.endswith("2024-4.yaml")
    assert "« 2024-2 » déjà utilisé par « 2024-2.yaml »" in twice.message
    assert {path.stem for path in (tmp_path / "o" / "actes").iterdir()} == {"2024-1", "2024-3"}
