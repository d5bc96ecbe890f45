"""A folder, or a file, that is no sitting: what is said of it, and what to do."""

import pytest

from delibgen.load import read_seance


def said(path):
    """Return what is said of a path that is no sitting: the message, then what to do."""
    finding = next(one for one in read_seance(path).findings if one.code == "DG216")
    return finding.message, finding.suggestion


def make(folder, *names):
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")
    return folder


def test_what_does_not_exist_is_said(tmp_path):
    assert said(tmp_path / "absent")[0] == "dossier introuvable"


def test_a_file_is_no_folder(tmp_path):
    make(tmp_path, "notes.txt")
    assert said(tmp_path / "notes.txt")[0] == "un fichier ; le dossier d'une séance est attendu"


@pytest.mark.parametrize("name", ["seances.yaml", "Séance.yaml", "sceance.json"])
def test_a_file_badly_named_is_to_be_renamed(tmp_path, name):
    message, todo = said(make(tmp_path, name))
    assert message == "« seance.yaml » absent"
    assert todo == f"renommer « {name} » en « seance.yaml » ?"


def test_the_folder_of_the_acts_leads_to_the_one_above(tmp_path):
    make(tmp_path, "seance.yaml", "actes/01-eau.yaml")
    assert said(tmp_path / "actes")[1] == f"donner le dossier de la séance : « {tmp_path} »"


def test_a_folder_of_other_things_is_told_how_to_begin(tmp_path):
    message, todo = said(make(tmp_path, "lisez-moi.txt"))
    assert message == "« seance.yaml » absent"
    assert todo.startswith("donner le dossier qui le contient ; « delibgen demo »")


def test_tables_alone_are_to_be_named_as_the_sheets_of_a_sitting(tmp_path):
    message, todo = said(make(tmp_path, "presents.csv", "liste.tsv"))
    assert message == "ce dossier n'a pas de séance, mais des tableaux : « liste.tsv » et « presents.csv »"
    assert "« seance.csv », « points.csv »" in todo


def test_a_workbook_is_read_by_the_command_that_names_it(tmp_path):
    message, todo = said(make(tmp_path, "octobre.xlsx"))
    assert message.endswith(": « octobre.xlsx »")
    assert todo == f"pour un classeur : delibgen seance {tmp_path / 'octobre.xlsx'}"


def test_a_name_with_a_space_is_quoted_in_the_command(tmp_path):
    _, todo = said(make(tmp_path, "octobre 2024.xlsx"))
    assert f'delibgen seance "{tmp_path / "octobre 2024.xlsx"}"' in todo


def test_several_workbooks_go_in_a_folder_each_and_three_are_named(tmp_path):
    message, todo = said(make(tmp_path, *(f"{month:02}.xlsx" for month in range(1, 6))))
    assert message.replace("\u00a0", " ").endswith(": « 01.xlsx », « 02.xlsx », « 03.xlsx » et 2 autres")
    assert "mettre chacun dans un dossier à lui" in todo


def test_what_a_program_hides_is_no_table(tmp_path):
    message, _ = said(make(tmp_path, "~$octobre.xlsx", ".octobre.xlsx.swp", "octobre.xlsx"))
    assert message.endswith("des tableaux : « octobre.xlsx »")
    assert said(make(tmp_path / "autre", "~$octobre.xlsx"))[0] == "« seance.yaml » absent"
