"""The sittings typed from real forms are said in a workbook as in their folders: same acts, same lines."""

from pathlib import Path

import pytest
from xlsxwriter import Workbook

from delibgen import load_seance, render
from delibgen.exports.classeur import classeur
from tests.acceptance.test_real_packets import SITTINGS
from tests.acceptance.test_real_sittings import printed


@pytest.mark.parametrize("folder", SITTINGS, ids=lambda folder: folder.name)
def test_a_workbook_says_the_sitting_of_a_folder(tmp_path: Path, folder: Path):
    read = load_seance(folder)
    classeur(read.seance, read.actes, dossier=tmp_path).save(tmp_path / "seance.xlsx")
    again = load_seance(tmp_path / "seance.xlsx")
    for acte, found in zip(read.actes, again.actes, strict=True):
        assert found == acte
        assert printed(render(found).to_bytes()) == printed(render(acte).to_bytes())


SHEETS = {
    "assemblée": [
        ["champ", "valeur"],
        ["collectivite.nom", "Métropole du Confluent"],
        ["collectivite.nature", "métropole"],
        ["organe", "conseil_metropolitain"],
        ["collectivite.departement", "69"],
        ["formules.objet", "[commission : {champs.commission}]\n[service : {champs.service}]\n{objet}"],
        ["formules.presents", "Présents : {participants}"],
        ["formules.membre", "{nom}[ (à partir de {arrivee.heure})][ (jusqu'à {depart.heure})]"],
        ["formules.arrivee", "non"],
    ],
    "membres": [
        ["civilité", "prénom", "nom", "qualité"],
        ["M.", "Bruno", "BERNAY", "Président"],
        ["Mme", "Laurence", "BOFFARD", ""],
        ["Mme", "Zémorda", "KHELIL", ""],
        ["M.", "Jean", "CAMUZET", ""],
    ],
    "séance": [
        ["champ", "valeur"],
        ["date", "24/06/2024"],
        ["heure", "14 h"],
        ["convocation.date", "07/06/2024"],
        ["président", "BERNAY"],
        ["secrétaires", "KHELIL"],
    ],
    "mouvements": [["membre", "sens", "point", "heure"], ["CAMUZET", "arrivee", 2, "15 h 10"]],
    "points": [
        ["point", "numero", "objet", "champs.commission", "champs.service"],
        [1, "2024-1", "Charte du vélo", "mobilité", "voirie"],
        [2, "2024-2", "Plan de la nature en ville", "environnement", ""],
    ],
    "dispositif": [
        ["point", "verbe", "texte"],
        [1, "APPROUVE", "la charte"],
        [2, "ADOPTE", "le plan"],
    ],
    "votes": [["point", "pour"], [1, 3], [2, 4]],
}


def test_headings_of_ones_own_are_columns_of_the_points(tmp_path: Path):
    with Workbook(str(tmp_path / "seance.xlsx")) as book:
        for name, rows in SHEETS.items():
            sheet = book.add_worksheet(name)
            for rank, row in enumerate(rows):
                sheet.write_row(rank, 0, row)
    first, second = (printed(render(acte).to_bytes()) for acte in load_seance(tmp_path / "seance.xlsx").actes)
    assert "commission : mobilité" in first
    assert "service : voirie" in first
    assert "commission : environnement" in second
    assert not [line for line in second if line.startswith("service")]
    heading = "Présents : BERNAY, BOFFARD, KHELIL, CAMUZET (à partir de 15 h 10)"
    assert heading in first
    assert heading in second
