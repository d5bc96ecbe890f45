"""The acts of real forms are said in a workbook as they are in a file: the same record, the same lines."""

import datetime as dt
from pathlib import Path

import pytest
from xlsxwriter import Workbook

from delibgen import load, load_seance, render
from delibgen.exports.classeur import classeur
from delibgen.model.deliberation import Deliberation
from tests.acceptance.test_real_papers import PAPERS, expected, printed

RECENT = [path for path in PAPERS if int(path.stem.partition("-")[0]) > 100]
SAID = [path for path in RECENT if "type: deliberation" in path.read_text(encoding="utf-8")]


@pytest.mark.parametrize("path", SAID, ids=lambda path: path.stem)
def test_a_workbook_says_the_act_of_a_file(tmp_path, path):
    acte = load(path)
    assert isinstance(acte, Deliberation)
    acte = acte.model_copy(update={"rang": acte.rang or 1})  # its row gives it a rank
    classeur(acte.seance, [acte], dossier=tmp_path).save(tmp_path / "seance.xlsx")
    (found,) = load_seance(tmp_path / "seance.xlsx").actes
    assert found == acte
    assert printed(render(found).to_bytes()) == expected(path)


SHEETS = {
    "assemblée": [
        ["champ", "valeur"],
        ["collectivite.nom", "SIVOM de la Combre"],
        ["collectivite.nature", "Syndicat"],
        ["Organe", "Comité syndical"],
        ["collectivite.departement", "03"],
        ["formules.membre", "{nom}"],
        ["formules.presents", "Présents :\n{presents_par_commune}"],
        ["formules.membres_par", "{INTITULE} : {membres.par_civilite}"],
        ["formules.signature_secretaire", "non"],
    ],
    "membres": [
        ["civilité", "prénom", "nom", "qualité", "commune"],
        ["Mr", "Alain", "BRUNEL", "Président", "Combreval"],
        ["M.", "Bruno", "CASTEL", "", "Nervaux"],
        ["M.", "Denis", "ESPÉRON", "", "Nervaux"],
        ["Mme", "Katia", "LORIOL", "", "Le Mas"],
    ],
    "suppléants": [
        ["civilité", "prénom", "nom", "commune", "suppléant de"],
        ["Mme", "Odile", "FERRAND", "Le Mas", "LORIOL"],
    ],
    "séance": [
        ["champ", "valeur"],
        ["Date", dt.date(2024, 10, 1)],
        ["heure", dt.time(18, 30)],
        ["convocation.date", dt.date(2024, 9, 20)],
        ["Président", "BRUNEL"],
        ["Secrétaires", "CASTEL"],
        ["suppléants", "FERRAND"],
    ],
    "mouvements": [["membre", "sens", "point"], ["ESPÉRON", "Arrivée", 2]],
    "points": [
        ["point", "numero", "objet", "rapporteur"],
        [1, "2024-31", "Adhésion", "Mme Odile PRAT, directrice"],
        [2, "2024-32", "Vente de matériel", "CASTEL"],
    ],
    "dispositif": [
        ["point", "verbe", "texte"],
        [1, "ACCEPTE", "l'adhésion"],
        [2, "", "la vente de la pelle"],
        [2, "", "le prix de 1 500 €"],
    ],
    "votes": [
        ["point", "pour", "contre", "abstentions"],
        [1, "unanimité", "", ""],
        [2, "les autres", "", "ESPÉRON"],
    ],
    "autres champs": [["point", "champ", "valeur"], [2, "dispositif.grammaire", "Liste"]],
}


def typed(path: Path) -> Path:
    """Type the sheets as a clerk would: dates, hours and numbers as a spreadsheet keeps them."""
    with Workbook(str(path)) as book:
        forms = {dt.date: "dd/mm/yyyy", dt.time: "hh:mm"}
        styles = {kind: book.add_format({"num_format": form}) for kind, form in forms.items()}
        for name, rows in SHEETS.items():
            sheet = book.add_worksheet(name)
            for rank, row in enumerate(rows):
                for place, value in enumerate(row):
                    sheet.write(rank, place, value, styles.get(type(value)))
    return path


def test_a_workbook_typed_in_good_faith(tmp_path):
    first, second = load_seance(typed(tmp_path / "seance.xlsx")).actes
    said = printed(render(first).to_bytes())
    assert "Rapporteure : Mme Odile PRAT, directrice." in said
    assert (first.scrutin.pour, second.scrutin.pour) == (3, 3)
    assert "LE MAS : Mme FERRAND" in said
    assert "COMBREVAL : M. BRUNEL" in said
    assert "Le secrétaire de séance," not in said
    said = printed(render(second).to_bytes())
    assert "NERVAUX : MM. CASTEL, ESPÉRON" in said
    assert said[said.index("- la vente de la pelle ;") + 1] == "- le prix de 1 500 €."
