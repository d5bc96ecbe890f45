"""The sittings typed from real forms give every paper; minutes and register hold the whole operative part."""

from pathlib import Path

import pytest

from delibgen import load_seance, render
from delibgen.actes.papiers import ListeDeliberations, ProcesVerbal, Registre
from delibgen.model.deliberation import Deliberation
from delibgen.word import validate
from delibgen.word.markdown import markdown
from tests.acceptance.test_real_sittings import FOLDER, printed

SITTINGS = sorted(path.parent for path in FOLDER.glob("*/seance.yaml"))


def pieces(acte: Deliberation) -> list[str]:
    """Return what the operative part of an act says, sentence by sentence and cell by cell."""
    said = [line.phrase for line in acte.phrases.dispositif]
    said += [line.suite for line in acte.phrases.dispositif if line.suite]
    cells = [cell for text in said for row in markdown(text).text.split("\n") for cell in row.split("\t")]
    return [" ".join(cell.split()) for cell in cells if cell.strip()]


@pytest.mark.parametrize("folder", SITTINGS, ids=lambda folder: folder.name)
@pytest.mark.parametrize("paper", [ProcesVerbal, Registre])
def test_nothing_of_what_was_decided_is_missing(folder: Path, paper: type[ProcesVerbal] | type[Registre]):
    read = load_seance(folder)
    document = render(paper.of(read.seance, read.actes))
    assert validate(document.to_bytes()) == []
    text = " ".join(document.text.split())
    missing = [piece for acte in read.actes for piece in pieces(acte) if piece not in text]
    assert missing == []


@pytest.mark.parametrize("folder", SITTINGS, ids=lambda folder: folder.name)
def test_the_list_names_every_item_with_its_outcome(folder: Path):
    read = load_seance(folder)
    text = " ".join(render(ListeDeliberations.of(read.seance, read.actes)).text.split())
    for acte in read.actes:
        assert " ".join(acte.objet.split()) in text
        assert acte.issue.split("\u00a0")[0].split(" ")[0] in text


def test_a_missing_cell_would_be_found():
    acte = load_seance(FOLDER / "commune-rurale").actes[0]
    assert "187 420,06 €" in pieces(acte)
    assert "221 877,91 €" in pieces(acte)


def minutes(name: str) -> list[str]:
    """Return the lines of the minutes of a sitting."""
    read = load_seance(FOLDER / name)
    return [
        " ".join(line.split())
        for line in printed(render(ProcesVerbal.of(read.seance, read.actes)).to_bytes())
    ]


@pytest.mark.parametrize(
    ("name", "subtitle"),
    [
        ("metropole", "du conseil d'Aubance Métropole"),
        ("metropole-lyonnaise", "du Conseil de la Métropole du Confluent"),
        ("agglo-communes", "du conseil de la Communauté de communes du Val d'Oume"),
        ("departement-conseil", "du conseil départemental de la Côte-Vive"),
    ],
)
def test_an_assembly_that_bears_the_name_of_its_body_is_named_once(name: str, subtitle: str):
    assert subtitle in minutes(name)


def test_minutes_name_nobody_twice_where_every_member_stands_with_his_commune():
    lines = minutes("agglo-communes")
    assert "BUSSY-SUR-OUME : Mme Anne LACOMBLE – excusée" in lines
    assert not [line for line in lines if "absents" in line]
    assert sum("LACOMBLE" in line for line in lines) == 1


def test_minutes_tell_who_came_and_went_in_the_heading_of_the_whole_sitting():
    lines = minutes("departement-releve")
    assert any("MAURICE (à partir de 11 h 50), Yan KIEFER (jusqu'à 12 h 10)" in line for line in lines)
    assert any(line.startswith("Arrivée de Madame Marie-Cécile MAURICE") for line in lines)
