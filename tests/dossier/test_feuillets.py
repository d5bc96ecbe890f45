"""Leaves of the register: counted, continued over the year, kept; none is lost, none is given twice."""

import re
import shutil
import sys

import pikepdf
import pytest
import yaml
from click.testing import CliRunner

from delibgen.cli import main
from delibgen.dossier import Options, build, build_tables
from delibgen.errors import ConversionError, MissingToolError
from delibgen.exports.feuillets import register_pages
from delibgen.exports.pages import convert_numbered
from delibgen.load.feuillets import FICHIER, Feuillets, read_leaves
from tests.dossier.feuilles import DAYS, layout, sitting, year
from tests.reader import Reader


@pytest.fixture
def folders(tmp_path):
    return year(tmp_path / "2024")


def kept(folder):
    return yaml.safe_load((folder / FICHIER).read_text(encoding="utf-8"))


def tables(folders, tmp_path, **options):
    how = options.pop("layout", layout)
    return build_tables(folders, tmp_path / "reg", Options(**options), layout=how, source=folders[0].parent)


def rows(tmp_path, par="date"):
    """Return number → leaf, as a table prints them."""
    text = Reader((tmp_path / "reg" / f"table-2024-par-{par}.docx").read_bytes()).text()
    cells = [cell for cell in text.splitlines() if cell.strip()]
    return {
        cell: cells[at + 2] if at + 2 < len(cells) and cells[at + 2].isdigit() else ""
        for at, cell in enumerate(cells)
        if re.fullmatch(r"2024-\d+", cell)
    }


def codes(report):
    return [(f.code, f.severity.value) for f in report.findings if f.code[:4] == "DG52"]


LEAVES = {"2024-1": "2", "2024-2": "3", "2024-3": "6", "2024-10": "9", "2024-11": "10"}


def test_leaves_go_on_from_one_sitting_to_the_next_and_the_tables_tell_them(folders, tmp_path):
    report = tables(folders, tmp_path)
    assert report.ok
    assert [(kept(one)["premier"], kept(one)["dernier"]) for one in folders] == [(1, 4), (5, 7), (8, 11)]
    assert kept(folders[2])["affaires"] == {"2024-10": 9, "2024-11": 10}
    assert rows(tmp_path) == LEAVES
    assert rows(tmp_path, "matiere") == LEAVES


def test_the_same_command_changes_nothing(folders, tmp_path):
    tables(folders, tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert {line.etat for line in tables(folders, tmp_path).lignes} == {"inchangé"}
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_each_sitting_built_alone_goes_on_from_the_one_before(folders, tmp_path):
    for folder in folders:
        assert build(folder, tmp_path / "sortie" / folder.name, Options(pdf=layout)).ok
    assert [(kept(one)["premier"], kept(one)["dernier"]) for one in folders] == [(1, 4), (5, 7), (8, 11)]
    body = Reader((tmp_path / "sortie" / "03-mai" / "12-registre.docx").read_bytes())
    assert b'<w:pgNumType w:start="8"/>' in body.parts["word/document.xml"]
    assert tables(folders, tmp_path).ok
    assert rows(tmp_path) == LEAVES


def test_a_sitting_whose_predecessor_has_no_leaves_is_left_blank_and_says_so(folders, tmp_path):
    assert build(folders[0], tmp_path / "a", Options(pdf=layout)).ok
    report = build(folders[2], tmp_path / "c", Options(pdf=layout))
    assert report.ok
    assert codes(report) == [("DG525", "information")]
    assert not (folders[2] / FICHIER).exists()
    body = Reader((tmp_path / "c" / "12-registre.docx").read_bytes())
    assert b"pgNumType" not in body.parts["word/document.xml"]


def lengthen(folder, number):
    path = folder / "actes" / f"{number}.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("objet: Objet", "objet: long"), encoding="utf-8")


def test_a_register_that_grew_over_the_next_one_is_refused_by_the_tables(folders, tmp_path):
    tables(folders, tmp_path)
    lengthen(folders[0], "2024-2")
    before = rows(tmp_path), kept(folders[0])
    report = tables(folders, tmp_path)
    assert not report.ok
    assert codes(report) == [("DG523", "bloquant")]
    assert "feuillet 5 du registre : déjà pris par la séance du 18/01/2024" in report.findings[0].message
    assert (rows(tmp_path), kept(folders[0])) == before


def test_the_sitting_itself_says_it_and_is_built_all_the_same(folders, tmp_path):
    tables(folders, tmp_path)
    lengthen(folders[0], "2024-2")
    assert build(folders[0], tmp_path / "a", Options(pdf=layout)).ok
    report = build(folders[1], tmp_path / "b", Options(pdf=layout))
    assert report.ok
    assert codes(report) == [("DG523", "alerte")]


def test_without_its_file_a_sitting_takes_its_leaves_anew(folders, tmp_path):
    tables(folders, tmp_path)
    lengthen(folders[0], "2024-2")
    for folder in folders[1:]:
        (folder / FICHIER).unlink()
    assert tables(folders, tmp_path).ok
    assert [(kept(one)["premier"], kept(one)["dernier"]) for one in folders] == [(1, 5), (6, 8), (9, 12)]


def test_a_leaf_that_no_sitting_has_is_told_until_it_is_struck_out(folders, tmp_path):
    tables(folders, tmp_path)
    (folders[0] / "actes" / "2024-2.yaml").unlink()
    report = tables(folders, tmp_path)
    assert codes(report) == [("DG524", "alerte")]
    assert report.ok
    path = folders[0] / FICHIER
    path.write_text(path.read_text(encoding="utf-8").replace("annules: []", "annules: [4]"), encoding="utf-8")
    assert codes(tables(folders, tmp_path)) == []
    assert kept(folders[0])["annules"] == [4]


def test_without_libreoffice_the_column_is_left_blank_and_it_is_said(folders, tmp_path):
    report = tables(folders, tmp_path, layout=None)
    assert report.ok
    assert codes(report) == [("DG525", "alerte")]
    assert "LibreOffice" in report.findings[0].message
    assert set(rows(tmp_path).values()) == {""}
    assert not any((folder / FICHIER).exists() for folder in folders)


def test_without_libreoffice_leaves_kept_before_are_printed(folders, tmp_path):
    tables(folders, tmp_path)
    shutil.rmtree(tmp_path / "reg")
    assert codes(tables(folders, tmp_path, layout=None)) == []
    assert rows(tmp_path) == LEAVES


def test_without_a_first_leaf_the_column_is_left_blank_and_it_says_what_to_give(folders, tmp_path):
    path = folders[0] / "seance.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("premier_feuillet: 1\n", ""), encoding="utf-8")
    report = tables(folders, tmp_path)
    assert codes(report) == [("DG525", "alerte")]
    assert "premier_feuillet: 1" in report.findings[0].suggestion
    assert set(rows(tmp_path).values()) == {""}


def test_an_assembly_that_does_not_follow_its_leaves_has_no_file_written(tmp_path):
    folder = sitting(tmp_path / "s", DAYS["01-janvier"], ["2024-1"], "premier_feuillet: 57\n")
    path = folder / "seance.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("feuillets_suivis: oui", "feuillets_suivis: non")
    )
    assert build(folder, tmp_path / "sortie", Options(pdf=layout)).ok
    assert not (folder / FICHIER).exists()
    assert tables([folder], tmp_path).ok
    assert rows(tmp_path) == {"2024-1": "58"}
    assert not (folder / FICHIER).exists()


def test_registers_of_two_assemblies_each_have_their_leaves_and_their_tables(folders, tmp_path):
    other = sitting(
        folders[0].parent / "04-bureau",
        "2024-02-08",
        ["B1"],
        "premier_feuillet: 1\n",
        "  nom: bureau municipal\n",
    )
    assert tables([*folders, other], tmp_path).ok
    assert (kept(other)["premier"], kept(other)["dernier"]) == (1, 3)
    assert kept(folders[1])["premier"] == 5
    names = {path.parent.name for path in (tmp_path / "reg").rglob("table-2024-par-date.docx")}
    assert len(names) == 2


@pytest.mark.parametrize(
    "text",
    [
        "- 1\n",
        "premier: 1\n",
        "registre: a\nseance: hier\npremier: 1\ndernier: 2\nannules: []\naffaires: {}\n",
    ],
)
def test_a_file_of_leaves_that_cannot_be_read_is_told_with_what_to_do(folders, tmp_path, text):
    (folders[0] / FICHIER).write_text(text, encoding="utf-8")
    report = build(folders[0], tmp_path / "a")
    assert not report.ok
    (finding,) = [f for f in report.findings if f.code == "DG201"]
    assert finding.place.file.endswith(FICHIER)
    assert "supprimer" in finding.suggestion


def test_a_register_that_cannot_be_read_is_told(tmp_path):
    (tmp_path / "r.pdf").write_bytes(b"%PDF-1.7 rien %%EOF")
    with pytest.raises(ConversionError, match="PDF du registre illisible"):
        register_pages(tmp_path / "r.pdf", ["1"])


def test_without_what_reads_pdf_nothing_is_begun(folders, tmp_path, monkeypatch):
    """Asked before anything is written: papers whose leaves nobody can count would need another run."""
    monkeypatch.setitem(sys.modules, "pikepdf", None)
    with pytest.raises(MissingToolError):
        build(folders[0], tmp_path / "a", Options(pdf=layout))
    assert not (tmp_path / "a" / "12-registre.docx").exists()
    assert build(folders[0], tmp_path / "b").ok  # no PDF, no leaves to count


def test_what_is_written_is_read_again(tmp_path):
    import datetime as dt

    leaves = Feuillets('Vy, « "x" »', dt.date(2024, 5, 16), 8, 11, {"2024/10": 9, "n° 1: a": 10}, (12, 13))
    (tmp_path / FICHIER).write_text(leaves.texte(), encoding="utf-8")
    assert read_leaves(tmp_path, []) == leaves
    assert leaves.suivant == 14


def test_a_sitting_whose_day_was_corrected_takes_its_place_among_the_others(folders, tmp_path):
    """The leaves kept were those of another day: they are counted again, in the order of the days."""
    tables(folders, tmp_path)
    path = folders[1] / "seance.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("2024-03-14", "2024-06-14"), encoding="utf-8")
    (folders[2] / FICHIER).unlink()
    assert codes(tables(folders, tmp_path)) == []
    assert (kept(folders[2])["premier"], kept(folders[1])["premier"]) == (5, 9)
    assert kept(folders[1])["seance"].isoformat() == "2024-06-14"


def without_vote(folder):
    for path in (folder / "actes").iterdir():
        text = path.read_text(encoding="utf-8").replace("scrutin: {pour: 3}\n", "")
        path.write_text(text, encoding="utf-8")


def test_sittings_to_come_are_left_out(folders, tmp_path):
    without_vote(folders[2])
    report = tables(folders, tmp_path)
    assert report.ok
    assert list(rows(tmp_path)) == ["2024-1", "2024-2", "2024-3"]
    assert not (folders[2] / FICHIER).exists()


def test_a_year_without_vote_has_no_table_and_says_so(folders, tmp_path):
    for folder in folders:
        without_vote(folder)
    report = tables(folders, tmp_path)
    assert codes(report) == [("DG526", "bloquant")]
    assert not (tmp_path / "reg").exists()


def test_a_sitting_where_everything_is_put_off_takes_its_leaves_and_lists_nothing(folders, tmp_path):
    path = folders[1] / "actes" / "2024-3.yaml"
    text = path.read_text(encoding="utf-8").replace("scrutin: {pour: 3}", "sort_declare: ajourne")
    path.write_text(text, encoding="utf-8")
    assert tables(folders, tmp_path).ok
    assert rows(tmp_path) == {number: leaf for number, leaf in LEAVES.items() if number != "2024-3"}
    assert codes(tables(folders[1:2], tmp_path)) == [("DG526", "bloquant")]


def test_a_fault_in_a_sitting_stops_the_tables_before_anything_is_written(folders, tmp_path):
    (folders[1] / "actes" / "2024-3.yaml").write_text("numero: 2024-3\n", encoding="utf-8")
    report = tables(folders, tmp_path)
    assert not report.ok
    assert not (tmp_path / "reg").exists()
    assert not any((folder / FICHIER).exists() for folder in folders)


def test_the_command_says_what_it_wrote(soffice, folders, tmp_path):
    """LibreOffice itself lays the registers out: each deliberation begins a page."""
    result = CliRunner().invoke(main, ["tables", str(folders[0].parent), "-o", str(tmp_path / "reg")])
    assert result.exit_code == 0, result.output
    assert [(kept(one)["premier"], kept(one)["dernier"]) for one in folders] == [(1, 4), (5, 7), (8, 11)]
    assert rows(tmp_path) == LEAVES


def test_a_number_is_not_taken_for_another_that_begins_like_it_or_that_an_object_names(soffice, tmp_path):
    folder = sitting(tmp_path / "s", DAYS["01-janvier"], ["1", "2", "12"])
    path = folder / "actes" / "1.yaml"
    text = path.read_text(encoding="utf-8").replace("Objet 1", "Décision modificative n° 2 du budget")
    path.write_text(text, encoding="utf-8")
    build(folder, tmp_path / "a", Options(pdf=convert_numbered))
    found = register_pages(tmp_path / "a" / "12-registre.pdf", ["1", "12", "2", "2024"])
    assert found == (5, {"1": 2, "12": 3, "2": 4})


@pytest.mark.parametrize(
    "titles",
    [
        ["Délibération n° 1", "Décision n° 2", "Délibération n° 2", "Clôture, le 2"],
        ["Affaire 7, acte 1", "Voirie 2", "Affaire 8, acte 2", "2"],
        ["1 – Voirie (2)", "OBJET : 2", "2 – Voirie (1)", "3"],
    ],
)
def test_headings_of_a_template_of_ones_own_are_found(tmp_path, titles):
    with pikepdf.new() as pdf:
        for _ in titles:
            pdf.add_blank_page()
        with pdf.open_outline() as outline:
            outline.root.extend(pikepdf.OutlineItem(title, at) for at, title in enumerate(titles))
        pdf.save(tmp_path / "r.pdf")
    assert register_pages(tmp_path / "r.pdf", ["1", "2"]) == (4, {"1": 1, "2": 3})


def test_a_deliberation_that_no_heading_names_has_a_blank_leaf_and_it_is_said(folders, tmp_path):
    def bare(documents):
        for document, _ in layout(documents):
            with pikepdf.new() as pdf:
                pdf.add_blank_page()
                pdf.save(tmp_path / "x.pdf")
            yield document, (tmp_path / "x.pdf").read_bytes()

    report = tables(folders, tmp_path, layout=bare)
    assert codes(report) == [("DG525", "alerte")]
    assert "aucun titre du registre ne porte « 2024-1 »" in report.findings[0].message
    assert set(rows(tmp_path).values()) == {""}


def test_workbooks_of_one_folder_each_have_their_leaves_and_go_on(folders, tmp_path):
    books = [tmp_path / "classeurs" / f"{folder.name[3:]}.xlsx" for folder in folders]
    for folder, book in zip(folders, books, strict=True):
        done = CliRunner().invoke(main, ["tableur", str(folder), "-o", str(book)])
        assert done.exit_code == 0, done.output
    for _ in range(2):  # the second time, from the leaves that are kept
        for book in books:
            report = build(book, tmp_path / "sortie" / book.stem, Options(pdf=layout))
            assert report.ok, report.findings
            assert codes(report) == []
        files = sorted(path.name for path in books[0].parent.glob("*.yaml"))
        assert files == ["janvier-feuillets.yaml", "mai-feuillets.yaml", "mars-feuillets.yaml"]
        leaves = [read_leaves(book, []) for book in books]
        assert [(one.premier, one.dernier) for one in leaves] == [(1, 4), (5, 7), (8, 11)]
    (books[1].parent / "mars-feuillets.yaml").unlink()
    (books[2].parent / "mai-feuillets.yaml").unlink()
    report = build(books[2], tmp_path / "c", Options(pdf=layout))
    assert codes(report) == [("DG525", "information")]  # March has none yet: May cannot follow January


def test_a_sitting_of_the_year_in_a_workbook_is_waited_for_too(folders, tmp_path):
    book = tmp_path / "seance.xlsx"
    done = CliRunner().invoke(main, ["tableur", str(folders[1]), "-o", str(book)])
    assert done.exit_code == 0, done.output
    shutil.rmtree(folders[1])
    folders[1].mkdir()
    shutil.move(book, folders[1])
    assert build(folders[0], tmp_path / "a", Options(pdf=layout)).ok
    assert codes(build(folders[2], tmp_path / "c", Options(pdf=layout))) == [("DG525", "information")]
    assert build(folders[1], tmp_path / "b", Options(pdf=layout)).ok
    assert build(folders[2], tmp_path / "c", Options(pdf=layout)).ok
    assert [(kept(one)["premier"], kept(one)["dernier"]) for one in folders] == [(1, 4), (5, 7), (8, 11)]
