"""A sitting in a spreadsheet: the same records as the folder, whole, and every fault at its cell."""

import datetime as dt
import json
import os
import random
import shutil
import subprocess
import zipfile
from collections.abc import Iterable
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from xlsxwriter import Workbook

from delibgen import ConversionError, LoadError, load_seance
from delibgen.cli import main
from delibgen.exports.classeur import classeur, vierge
from delibgen.exports.classeur.dossier import dossier_of
from delibgen.exports.classeur.remplir import Grille
from delibgen.load import read_seance
from delibgen.load.classeur.lecture import read_classeur
from delibgen.load.formules_en_erreur import failed_formulas
from delibgen.load.nodes import plain
from tests.conftest import BUREAU, CONSEIL
from tests.load.mutants import sitting

CALCEXT = "org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
SEANCES = {folder.name: load_seance(folder) for folder in (BUREAU, CONSEIL)}


def written(name: str, target: Path) -> Path:
    dossier = SEANCES[name]
    classeur(dossier.seance, dossier.actes, dossier=target.parent).save(target)
    return target


@pytest.mark.parametrize("name", SEANCES)
@pytest.mark.parametrize("target", ["seance.xlsx", "csv"])
def test_a_sitting_comes_back_from_its_workbook(name, target, tmp_path):
    found = load_seance(written(name, tmp_path / target))
    assert found.seance == SEANCES[name].seance
    assert found.actes == SEANCES[name].actes


ODS = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.2"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>{}
</office:spreadsheet></office:body></office:document-content>"""


def ods(path: Path, grids: Iterable[Grille]) -> Path:
    """Write sheets as LibreOffice does: a paragraph for each line of a cell."""

    def cell(text: str) -> str:
        lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in text.split("\n"))
        return f'<table:table-cell office:value-type="string">{lines}</table:table-cell>' if text else EMPTY

    tables = ""
    for grid in grids:
        rows = [grid.entete, *([row.get(name, "") for name in grid.entete] for row in grid.rangees)]
        xml = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
        tables += f'<table:table table:name="{grid.feuille.nom}">{xml}</table:table>'
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", MANIFEST)
        archive.writestr("content.xml", ODS.format(tables))
    return path


MANIFEST = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
EMPTY = "<table:table-cell/>"


@pytest.mark.parametrize("name", SEANCES)
def test_a_sitting_comes_back_from_an_ods_file(name, tmp_path):
    source = SEANCES[name]
    made = classeur(source.seance, source.actes, dossier=tmp_path)
    made.save(tmp_path / "x.xlsx")  # for the files beside
    found = load_seance(ods(tmp_path / "seance.ods", made.grilles))
    assert found.seance == source.seance
    assert found.actes == source.actes


def round_trip(seed: int, folder: Path, suffix: str) -> None:
    rnd = random.Random(seed)
    source = SEANCES[rnd.choice(sorted(SEANCES))]
    seance, actes = sitting(source.seance, source.actes[:3], rnd)
    target = folder / f"s{suffix}"
    classeur(seance, actes, dossier=folder).save(target)
    found = read_seance(target)
    assert found.seance == seance, [str(fault) for fault in found.faults]
    assert found.actes == actes
    as_yaml(target, folder / "yaml", seance, actes)


def as_yaml(book: Path, folder: Path, seance: object, actes: object) -> None:
    """The folder of YAML that the workbook becomes, then the same data in JSON, hold the same records."""
    dossier_of(book, folder)
    found = read_seance(folder)
    assert (found.seance, found.actes) == (seance, actes), [str(fault) for fault in found.faults]
    for path in folder.rglob("*.yaml"):
        data = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
        path.with_suffix(".json").write_text(json.dumps(data), encoding="utf-8")
        path.unlink()
    found = read_seance(folder)
    assert (found.seance, found.actes) == (seance, actes), [str(fault) for fault in found.faults]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32), suffix=st.sampled_from([".xlsx", ""]))
def test_any_sitting_comes_back_whole(seed, suffix, tmp_path_factory):
    round_trip(seed, tmp_path_factory.mktemp("s"), suffix)


@pytest.mark.parametrize("seed", [32563])
def test_sittings_that_were_lost_once_come_back(seed, tmp_path):
    round_trip(seed, tmp_path, ".xlsx")


@pytest.mark.long
@settings(max_examples=int(os.environ.get("DELIBGEN_SEANCES", "300")), deadline=None)
@given(seed=st.integers(0, 2**32), suffix=st.sampled_from([".xlsx", ""]))
def test_many_sittings_come_back_whole(seed, suffix, tmp_path_factory):
    round_trip(seed, tmp_path_factory.mktemp("s"), suffix)


TYPED = {
    "séance": [
        ["Champ", "Valeur"],
        ["assemblee", "assemblee.yaml"],
        ["date", dt.date(2024, 10, 1)],
        ["heure", dt.time(19, 0)],
        ["convocation", dt.date(2024, 9, 26)],
        ["président", "VASSEUR"],
        ["secretaires", "SCHMITT"],
    ],
    "Présence": [["membre", "état"], ["OUALI", "Excusé"], ["BAZIN", "absent"], ["ROCHE", ""]],
    "pouvoirs": [["mandant", "mandataire", "au_point"], ["HUMBERT", "TISSIER", 2]],
    "points": [
        ["point", "Numéro", "objet", "visas"],
        [1, "2024-31", "Eau & assainissement < 2025", "le code général\nle budget"],
        ["2 bis", 202432, "Subvention", ""],
    ],
    "dispositif": [["point", "verbe", "texte"], [1, "d'approuver", "le rapport"], [1, "de dire", "la suite"]],
    "votes": [["point", "pour", "contre"], [1, 15, "BAZIN ; SCHMITT"], ["2 bis", 17, 0]],
    "autres champs": [
        ["point", "champ", "valeur"],
        ["2 bis", "plan_financement.depenses[1].libelle", "Travaux"],
        ["2 bis", "plan_financement.depenses[1].montant", 18416.67],
        ["2 bis", "plan_financement.recettes[1].libelle", "Commune"],
        ["2 bis", "plan_financement.recettes[1].montant", "18 416,67"],
    ],
}
"""Sheets as a clerk fills them: cells of Excel's own types, headers with capitals and accents."""


def book(path: Path, sheets: dict[str, list[list[object]]]) -> Path:
    with Workbook(path, {"default_date_format": "dd/mm/yyyy"}) as made:
        clock = made.add_format({"num_format": "hh:mm"})
        for name, rows in sheets.items():
            sheet = made.add_worksheet(name)
            for line, row in enumerate(rows):
                for column, value in enumerate(row):
                    sheet.write(line, column, value, *([clock] if isinstance(value, dt.time) else []))
    shutil.copy(CONSEIL / "assemblee.yaml", path.parent)
    shutil.copy(CONSEIL / "logo.png", path.parent)
    return path


def test_what_a_clerk_types_is_read(tmp_path):
    found = load_seance(book(tmp_path / "conseil.xlsx", TYPED))
    seance, (eau, subvention) = found.seance, found.actes
    assert (seance.date, seance.heure) == (dt.date(2024, 10, 1), dt.time(19, 0))
    assert seance.convocation.date == dt.date(2024, 9, 26)
    assert [membre.nom for membre in (*seance.excuses, *seance.absents)] == ["OUALI", "BAZIN"]
    assert seance.pouvoirs[0].au_point == 2
    assert eau.visas == ("le code général", "le budget")
    assert [ligne.texte for ligne in eau.dispositif.lignes] == ["le rapport\u00a0;", "la suite."]
    assert (eau.scrutin.contre, [m.nom for m in eau.scrutin.noms_contre]) == (2, ["BAZIN", "SCHMITT"])
    assert (subvention.numero, subvention.rang) == ("202432", 2)
    assert str(subvention.plan_financement.depenses[0].montant) == "18416.67"
    assert found.findings == ()


def cell(sheet: str, line: int, column: int, value: object) -> dict[str, list[list[object]]]:
    """Return the clerk's sheets with one cell changed; lines and columns count from 1."""
    rows = [list(row) for row in TYPED[sheet]]
    rows[line - 1][column - 1] = value
    return {**TYPED, sheet: rows}


@pytest.mark.parametrize(
    ("sheet", "line", "column", "value", "place", "message"),
    [
        ("séance", 3, 2, "31/02/2024", "ligne 3, colonne B (date)", "février 2024 va du 1er au 29"),
        ("séance", 6, 1, "presidant", "ligne 6, colonne A (presidant)", "vouliez-vous dire « president »"),
        ("séance", 6, 2, "VASEUR", "ligne 6, colonne B (président)", "Madame Claire VASSEUR"),
        ("Présence", 2, 2, "malade", "ligne 2, colonne B (état)", "présent, excusé ou absent attendu"),
        ("pouvoirs", 2, 3, "deux", "ligne 2, colonne C (au_point)", "nombre entier attendu"),
        ("points", 1, 3, "objt", "ligne 1, colonne C (objt)", "vouliez-vous dire « objet »"),
        ("points", 3, 1, 1, "ligne 3, colonne A (point)", "point « 1 » écrit deux fois"),
        ("votes", 2, 1, "3", "ligne 2, colonne A (point)", "absent de la feuille « points »"),
        ("votes", 2, 2, -4, "ligne 2, colonne B (pour)", "-4"),
        ("votes", 2, 3, "BASIN", "ligne 2, colonne C (contre)", "Monsieur Étienne BAZIN"),
        ("dispositif", 3, 1, "", "ligne 3, colonne A (point)", "à quel point cette ligne appartient-elle"),
        ("dispositif", 2, 2, "APPROUVE", "ligne 2", "grammaire"),
        ("autres champs", 3, 3, 18416.675, "ligne 3, colonne C", "montant"),
        ("autres champs", 3, 2, "plan_financement.depenses[3].montant", "ligne 3, colonne C", "se suivent"),
        ("autres champs", 3, 2, "plan financement..", "ligne 3, colonne C", "n'est pas un nom de champ"),
        ("autres champs", 3, 2, "plan_financement.depenses[1].libelle", "ligne 3, colonne C", "deux fois"),
    ],
)
def test_a_fault_is_told_at_its_cell(sheet, line, column, value, place, message, tmp_path):
    faults = read_seance(book(tmp_path / "conseil.xlsx", cell(sheet, line, column, value))).faults
    told = [f"{fault}" for fault in faults]
    text = next((text for text in told if message in text.replace("\u00a0", " ")), "")
    assert place in text, told
    assert f"feuille «\u00a0{sheet}\u00a0»" in text


def test_all_faults_of_all_sheets_are_told_at_once(tmp_path):
    sheets = {**TYPED, **{name: cell(*change)[name] for name, change in FAULTS.items()}}
    found = read_seance(book(tmp_path / "conseil.xlsx", sheets))
    with pytest.raises(LoadError) as caught:
        load_seance(tmp_path / "conseil.xlsx")
    assert caught.value.findings == found.findings
    told = "\n".join(map(str, found.faults))
    assert [name for name in FAULTS if f"feuille «\u00a0{name}\u00a0»" not in told] == []


FAULTS = {
    name: (name, *change)
    for name, change in {
        "séance": (3, 2, "demain"),
        "pouvoirs": (2, 2, "PERSONNE"),
        "points": (2, 3, ""),
        "votes": (2, 2, -4),
        "autres champs": (3, 3, "cher"),
    }.items()
}


def test_a_sheet_badly_named_stops_and_a_scratch_sheet_is_told(tmp_path):
    sheets = {name.replace("votes", "vote"): rows for name, rows in TYPED.items()}
    found = read_seance(book(tmp_path / "conseil.xlsx", {**sheets, "brouillon": [["x"]]}))
    assert [
        (fault.severity.value, fault.suggestion) for fault in found.findings if fault.code == "DG228"
    ] == [
        ("bloquant", "la renommer «\u00a0votes\u00a0» ?"),
        ("alerte", ""),
    ]


def test_a_workbook_beside_yaml_is_told_as_unread(tmp_path):
    shutil.copytree(CONSEIL, tmp_path / "s")
    book(tmp_path / "s" / "seance.xlsx", TYPED)
    (told,) = [str(f) for f in read_seance(tmp_path / "s").findings if "classeur" in f.message]
    assert "n'est pas lu" in told


def test_what_a_cell_cannot_hold_goes_beside_or_is_said(tmp_path):
    dossier = SEANCES[CONSEIL.name]
    long = dossier.actes[0].model_copy(update={"expose": "a" * 40_000, "objet": " entre deux espaces "})
    made = classeur(dossier.seance, [long], dossier=tmp_path)
    assert {"seance-1-expose.md", "seance-1-objet.md"} <= set(made.fichiers)
    made.save(tmp_path / "s.xlsx")
    assert load_seance(tmp_path / "s.xlsx").actes == (long,)
    late = dossier.seance.model_copy(update={"heure": dt.time(19, 0, 12)})
    with pytest.raises(
        ConversionError, match=r"séance : DG229 heure : [\s\S]*point 1 : DG229 seance"
    ) as caught:
        classeur(late, [long])
    assert len(caught.value.findings) == 2
    assert list(tmp_path.glob("*.csv")) == []


def test_the_same_sitting_gives_the_same_octets(tmp_path):
    first, second = (written(CONSEIL.name, tmp_path / name / "s.xlsx").read_bytes() for name in ("a", "b"))
    assert first == second


def test_a_blank_workbook_names_the_members_and_says_what_is_missing(tmp_path):
    vierge(SEANCES[CONSEIL.name].seance.assemblee).save(tmp_path / "vierge.xlsx")
    tree = plain(read_classeur(tmp_path / "vierge.xlsx", []).seance)
    assert [membre["nom"] for membre in tree["assemblee"]["membres"]][:2] == ["VASSEUR", "LOMBARD"]
    told = [str(fault) for fault in read_seance(tmp_path / "vierge.xlsx").faults]
    assert any("« séance », ligne 2" in text.replace("\u00a0", " ") and "date" in text for text in told)


def test_the_command_goes_from_folder_to_workbook_and_back(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    shutil.copytree(CONSEIL, "DOSSIER")

    def run(*words: str) -> str:
        done = CliRunner().invoke(main, list(words))
        assert done.exit_code == 0, done.output
        return done.output

    assert "7 points" in run("tableur", "DOSSIER", "-o", "conseil.xlsx")
    run("tableur", "conseil.xlsx", "-o", "retour")
    assert load_seance("retour").actes == load_seance("DOSSIER").actes
    assert "aucune erreur" in run("verifier", "conseil.xlsx")
    run("seance", "conseil.xlsx", "-o", "sortie")
    assert (Path("sortie") / "actes" / "2024-34.docx").is_file()
    assert "à remplir" in run("tableur", "-o", "vierge.xlsx", "--assemblee", "DOSSIER/assemblee.yaml")
    refused = CliRunner().invoke(main, ["tableur", "-o", "vierge.xlsx"])
    assert (refused.exit_code, "existe déjà" in refused.output) == (2, True)


def votes_of(path: Path) -> list[tuple[int, int]]:
    return [(acte.scrutin.pour, acte.scrutin.contre) for acte in load_seance(path).actes]


def test_a_title_above_the_headers_and_blank_rows_are_passed_over(tmp_path):
    points = [["Ordre du jour du 1er octobre"], [], ["Conseil municipal"], *TYPED["points"]]
    votes = [TYPED["votes"][0], [], TYPED["votes"][1], [], [], TYPED["votes"][2]]
    path = book(tmp_path / "conseil.xlsx", {**TYPED, "points": points, "votes": votes})
    assert votes_of(path) == [(15, 2), (17, 0)]


def test_a_fault_below_a_title_is_told_at_its_line(tmp_path):
    votes = [["Votes"], ["point", "Contres"], [1, 15]]
    found = read_seance(book(tmp_path / "conseil.xlsx", {**TYPED, "votes": votes}))
    fault = str(found.faults[0]).replace("\xa0", " ")
    assert "feuille « votes », ligne 2, colonne B (Contres) : DG202" in fault


def test_texts_with_spaces_around_and_columns_without_a_name_are_read(tmp_path):
    votes = [["", "point ", "", "pour\xa0"], ["", "1", "", "15 "], ["", " 2 bis", "", "17\xa0"]]
    assert votes_of(book(tmp_path / "conseil.xlsx", {**TYPED, "votes": votes})) == [(15, 0), (17, 0)]


@pytest.mark.parametrize("typed", ["15,0", "15.0", "15,00", " 15.00 ", 15.0, "15"])
def test_a_whole_number_with_the_decimals_of_a_spreadsheet_is_read(typed, tmp_path):
    votes = [["point", "pour"], [1, typed], ["2 bis", 17]]
    assert votes_of(book(tmp_path / "conseil.xlsx", {**TYPED, "votes": votes}))[0] == (15, 0)


@pytest.mark.parametrize("typed", ["15,5", "15,000", "15.", ",0", "1 5,0"])
def test_a_number_that_may_not_be_whole_is_refused(typed, tmp_path):
    votes = [["point", "pour"], [1, typed], ["2 bis", 17]]
    with pytest.raises(LoadError, match="nombre entier attendu"):
        load_seance(book(tmp_path / "conseil.xlsx", {**TYPED, "votes": votes}))


def computed(path: Path, formula: str, value: object) -> Path:
    """Write the sheets, the votes for the first item computed by a formula."""
    book(path, {name: rows for name, rows in TYPED.items() if name != "votes"})
    path.unlink()
    with Workbook(path, {"default_date_format": "dd/mm/yyyy"}) as made:
        clock = made.add_format({"num_format": "hh:mm"})
        for name, rows in TYPED.items():
            sheet = made.add_worksheet(name)
            for line, row in enumerate(rows):
                for column, given in enumerate(row):
                    sheet.write(line, column, given, *([clock] if isinstance(given, dt.time) else []))
            if name == "votes":
                sheet.write_formula(1, 1, formula, None, value)
    return path


def test_a_formula_gives_its_value(tmp_path):
    assert votes_of(computed(tmp_path / "conseil.xlsx", "=10+5", 15))[0] == (15, 2)


def test_a_formula_that_failed_is_told_and_not_read_as_nothing(tmp_path):
    found = read_seance(computed(tmp_path / "conseil.xlsx", "=15/0", "#DIV/0!"))
    (fault,) = found.faults
    assert fault.code == "DG201"
    assert "feuille « votes », case B2" in str(fault).replace("\xa0", " ")
    assert "« #DIV/0! » : la formule de cette case ne donne aucune valeur" in str(fault)
    with pytest.raises(LoadError):
        load_seance(tmp_path / "conseil.xlsx")


def test_so_in_an_ods_file_made_by_libreoffice(soffice, tmp_path):
    source = computed(tmp_path / "conseil.xlsx", "=15/0", "#DIV/0!")
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [soffice, profile, "--headless", "--convert-to", "ods", "--outdir", str(tmp_path / "ods")]
    subprocess.run([*command, str(source)], check=True, capture_output=True)
    assert list(failed_formulas(tmp_path / "ods" / "conseil.ods")) == [("votes", "B2", "#DIV/0!")]


def test_what_is_no_workbook_has_no_formula(tmp_path):
    (tmp_path / "x.xlsx").write_bytes(b"PK")
    assert list(failed_formulas(tmp_path / "x.xlsx")) == []
    with zipfile.ZipFile(tmp_path / "y.xlsx", "w") as made:
        made.writestr("xl/workbook.xml", "<a")
    assert list(failed_formulas(tmp_path / "y.xlsx")) == []


@pytest.mark.parametrize(("line", "cell"), [(1, "B1"), (4, "B4")])
def test_rows_that_an_ods_file_repeats_are_counted(line, cell, tmp_path):
    table, calc = (f"urn:{name}" for name in ("oasis:names:tc:opendocument:xmlns:table:1.0", CALCEXT))
    blank = f'<t:table-row t:number-rows-repeated="{line - 1}"><t:table-cell/></t:table-row>' * (line > 1)
    text = (
        f'<doc xmlns:t="{table}" xmlns:c="{calc}"><t:table t:name="votes">{blank}<t:table-row><t:table-cell/>'
        '<t:table-cell c:value-type="error"><p>#N/A</p></t:table-cell></t:table-row></t:table></doc>'
    )
    with zipfile.ZipFile(tmp_path / "x.ods", "w") as made:
        made.writestr("content.xml", text)
    assert list(failed_formulas(tmp_path / "x.ods")) == [("votes", cell, "#N/A")]
