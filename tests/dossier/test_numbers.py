"""Numbers that follow a pattern have no gap and no reuse; others are opaque text."""

import datetime as dt

import pytest
from pydantic import ValidationError

from delibgen.dossier import Options, build, continuity_faults, serie_of
from delibgen.load import load_seance
from delibgen.model.numerotation import Numerotation
from tests.dossier.conftest import SEANCE, acte

DAY = dt.date(2024, 9, 12)


def number(sitting, *numbers, more="", motif="DEL{annee}-{rang:03}"):
    """Give a sitting a pattern, and acts with these numbers."""
    text = SEANCE.replace("  membres:", f"  numerotation: {{motif: '{motif}'}}\n  membres:") + more
    (sitting / "seance.yaml").write_text(text, encoding="utf-8")
    for path in (sitting / "actes").glob("*.yaml"):
        path.unlink()
    for path in (sitting / "annexes").iterdir():
        path.unlink()
    for rank, one in enumerate(numbers):
        (sitting / "actes" / f"{rank:02}.yaml").write_text(acte(one), encoding="utf-8")


def faults(sitting, tmp_path):
    found = build(sitting, tmp_path / "sortie").findings
    return [(finding.code, finding.message) for finding in found if finding.code.startswith("DG52")]


@pytest.mark.parametrize(
    ("motif", "rang", "numero"),
    [
        ("DEL{annee}-{rang:03}", 31, "DEL2024-031"),
        ("{annee}/{mois}/{jour}-{rang}", 7, "2024/09/12-7"),
        ("{an}.{rang:02}", 104, "24.104"),
    ],
)
def test_a_number_is_written_and_read_back(motif, rang, numero):
    pattern = Numerotation(motif=motif)
    assert pattern.numero(DAY, rang) == numero
    assert pattern.rang(numero, DAY) == rang
    assert pattern.rang(numero, dt.date(2023, 1, 1)) is None


@pytest.mark.parametrize(
    "numero", ["DEL2024-31", "DEL2024-0031", "DEL2024-000", "del2024-031", "DEL2024-031 "]
)
def test_a_number_off_the_pattern_has_no_rank(numero):
    assert Numerotation(motif="DEL{annee}-{rang:03}").rang(numero, DAY) is None


@pytest.mark.parametrize(
    "motif", ["DEL{annee}", "{rang}{rang}", "{rnag}", "{rang", "{rang:3}", "{annee:05}-{rang}"]
)
def test_a_pattern_that_numbers_nothing_is_refused(motif):
    with pytest.raises(ValidationError):
        Numerotation(motif=motif)


def test_numbers_in_a_row_are_proved_and_opaque_ones_are_left_alone(sitting, tmp_path):
    assert faults(sitting, tmp_path) == []  # « 2024/01 » and « 2024-02 », no pattern declared
    number(sitting, "DEL2024-031", "DEL2024-032", "DEL2024-033")
    assert faults(sitting, tmp_path) == []


def test_a_gap_is_a_fault_unless_the_number_is_kept_as_withdrawn(sitting, tmp_path):
    number(sitting, "DEL2024-031", "DEL2024-033")
    assert faults(sitting, tmp_path) == [
        ("DG521", "trou dans les numéros : « DEL2024-032 » n'est à aucun acte")
    ]
    assert not (tmp_path / "sortie").exists()
    number(sitting, "DEL2024-031", "DEL2024-033", more="numeros_retires: [DEL2024-032]\n")
    assert faults(sitting, tmp_path) == []


def test_a_withdrawn_number_is_never_given_again(sitting, tmp_path):
    number(sitting, "DEL2024-031", "DEL2024-032", more="numeros_retires: [DEL2024-032]\n")
    ((code, message),) = faults(sitting, tmp_path)
    assert code == "DG522"
    assert "jamais redonné" in message


def test_a_number_off_the_pattern_is_at_its_line(sitting, tmp_path):
    number(sitting, "DEL2024-031", "DEL2023-032")
    (finding,) = build(sitting, tmp_path / "sortie").findings
    assert (finding.code, finding.place.line) == ("DG520", 1)
    assert "DEL2024-001" in finding.message


def test_the_first_number_follows_the_last_one_of_the_sitting_before(sitting, tmp_path):
    number(sitting, "DEL2024-033", more="premier_numero: DEL2024-031\n")
    assert [code for code, _ in faults(sitting, tmp_path)] == ["DG521"]
    number(sitting, "DEL2024-030", more="premier_numero: DEL2024-031\n")
    assert [code for code, _ in faults(sitting, tmp_path)] == ["DG521"]
    number(sitting, "DEL2024-031", more="premier_numero: DEL2024-031\n")
    assert faults(sitting, tmp_path) == []


def test_ranks_begin_at_one_in_each_sitting_when_the_pattern_has_its_day(sitting, tmp_path):
    number(sitting, "20240912-2", motif="{annee}{mois}{jour}-{rang}")
    assert [code for code, _ in faults(sitting, tmp_path)] == ["DG521"]
    number(sitting, "20240912-1", "20240912-2", motif="{annee}{mois}{jour}-{rang}")
    assert faults(sitting, tmp_path) == []


def test_sound_acts_are_written_in_spite_of_a_gap_only_when_asked(sitting, tmp_path):
    number(sitting, "DEL2024-031", "DEL2024-033")
    report = build(sitting, tmp_path / "sortie", Options(continuer=True))
    assert not report.ok
    assert [line.etat for line in report.lignes] == ["écrit", "écrit"]


@pytest.fixture
def series(sitting):
    def make(*sittings):
        found = []
        for day, numbers in sittings:
            number(sitting, *numbers)
            path = sitting / "seance.yaml"
            text = path.read_text(encoding="utf-8").replace("jeudi 12 septembre 2024", day)
            path.write_text(text.replace("06/09/2024", "02/01/2024"), encoding="utf-8")
            loaded = load_seance(sitting)
            found.append(serie_of(loaded.seance, loaded.actes))
        return [finding.code for finding in continuity_faults(found)]

    return make


def test_between_sittings_of_a_year_there_is_no_gap_and_no_reuse(series):
    first, second = ("12/09/2024", ["DEL2024-031", "DEL2024-032"]), ("10/10/2024", ["DEL2024-033"])
    assert series(second, first) == []
    assert series(first, ("10/10/2024", ["DEL2024-034"])) == ["DG521"]
    assert series(first, ("10/10/2024", ["DEL2024-032", "DEL2024-033"])) == ["DG522"]
    assert series(first, ("09/01/2025", ["DEL2025-001"])) == []
