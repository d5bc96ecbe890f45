"""The file of the leaves that a sitting keeps: what it says, and what is refused whole."""

import datetime as dt

import pytest

from delibgen.load.feuillets import FICHIER, Feuillets, leaves_file, read_leaves

RIGHT = {
    "registre": '"Ormeval, conseil municipal"',
    "seance": "2024-10-01",
    "premier": "41",
    "dernier": "48",
    "annules": "[49, 50]",
    "affaires": "{'2024-31': 42}",
}


def read(folder, **changes):
    """Return the leaves of a file whose lines are changed, or left out, and what was said of it."""
    lines = {**RIGHT, **changes}
    text = "".join(f"{name}: {value}\n" for name, value in lines.items() if value is not None)
    (folder / FICHIER).write_text(text, encoding="utf-8")
    faults = []
    return read_leaves(folder, faults), faults


def test_what_is_written_is_read_again(tmp_path):
    leaves = Feuillets(
        registre="Ormeval, conseil municipal",
        seance=dt.date(2024, 10, 1),
        premier=41,
        dernier=48,
        affaires={"2024-31": 42},
        annules=(49, 50),
    )
    assert read(tmp_path) == (leaves, [])
    (tmp_path / FICHIER).write_text(leaves.texte(), encoding="utf-8")
    assert read_leaves(tmp_path, []) == leaves


@pytest.mark.parametrize(
    ("annules", "suivant"), [("[]", 49), ("[49, 50]", 51), ("49", 50), ("'49'", 50), ("[12]", 49)]
)
def test_the_next_sitting_begins_after_the_leaves_struck_out(tmp_path, annules, suivant):
    leaves, faults = read(tmp_path, annules=annules)
    assert (leaves.suivant, faults) == (suivant, [])


@pytest.mark.parametrize(
    "change",
    [
        {"premier": None},
        {"affaires": None},
        {"affaires": "[42]"},
        {"affaires": "quarante-deux"},
        {"affaires": "{'2024-31': [42]}"},
        {"premier": "[41]"},
        {"premier": "quarante"},
        {"registre": "{nom: Ormeval}"},
        {"seance": "octobre"},
        {"annules": "[a]"},
    ],
)
def test_a_file_that_is_not_the_one_written_is_refused_whole(tmp_path, change):
    leaves, faults = read(tmp_path, **change)
    assert leaves is None
    assert [fault.code for fault in faults] == ["DG201"]
    assert faults[0].place.file == str(tmp_path / FICHIER)
    assert "le supprimer, et recommencer" in faults[0].suggestion


def test_a_list_is_no_file_of_leaves(tmp_path):
    (tmp_path / FICHIER).write_text("- 41\n- 48\n", encoding="utf-8")
    faults = []
    assert read_leaves(tmp_path, faults) is None
    assert [fault.code for fault in faults] == ["DG201"]


def test_without_a_file_nothing_is_known_and_nothing_is_said(tmp_path):
    faults = []
    assert (read_leaves(tmp_path, faults), faults) == (None, [])


def test_the_leaves_of_a_workbook_lie_beside_it_under_its_name(tmp_path):
    (tmp_path / "seance.xlsx.d").mkdir()
    assert leaves_file(tmp_path) == tmp_path / FICHIER
    assert leaves_file(tmp_path / "seance.yaml") == tmp_path / FICHIER
    assert leaves_file(tmp_path / "octobre.xlsx") == tmp_path / f"octobre-{FICHIER}"
    assert leaves_file(tmp_path / "Séance.ods") == tmp_path / FICHIER
