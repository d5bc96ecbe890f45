"""Acts without a number get theirs from the pattern of the assembly, once and for all."""

import re
import shutil

import pytest
import yaml
from click.testing import CliRunner

from delibgen.cli import main
from delibgen.dossier import Options, build
from delibgen.load import load, load_seance, read_seance
from tests.dossier.conftest import SEANCE, acte

PATTERN = "DEL{annee}-{rang:03}"


def sentence(more="", motif=PATTERN, day="12 septembre 2024"):
    text = SEANCE.replace("  membres:", f"  numerotation: {{motif: '{motif}'}}\n  membres:")
    return text.replace("jeudi 12 septembre 2024", day) + more


def bare(name):
    """Return an act without a number."""
    return acte("x").replace("numero: 'x'\nobjet: Objet x", f"objet: Objet {name}")


@pytest.fixture
def town(sitting):
    """Return a sitting of three acts without a number; the first number is known."""
    for folder in ("actes", "annexes"):
        for path in (sitting / folder).iterdir():
            path.unlink()
    (sitting / "seance.yaml").write_text(sentence("premier_numero: DEL2024-031\n"), encoding="utf-8")
    for rank, name in enumerate(("eau", "ecole", "foire"), 1):
        put(sitting, f"{rank:02}-{name}", bare(name))
    return sitting


def put(sitting, stem, text):
    (sitting / "actes" / f"{stem}.yaml").write_text(text, encoding="utf-8")


def move(sitting, before, after):
    (sitting / "actes" / f"{before}.yaml").rename(sitting / "actes" / f"{after}.yaml")


def numbers(sitting):
    return {lu.fichier.stem[3:]: lu.acte.numero for lu in read_seance(sitting).lus}


def kept(sitting):
    rows = yaml.safe_load((sitting / "numeros.yaml").read_text(encoding="utf-8"))
    return {key: row["numero"] for key, row in rows.items()}


def made(sitting, tmp_path, **options):
    return build(sitting, tmp_path / "sortie", Options(**options))


THREE = {"eau": "DEL2024-031", "ecole": "DEL2024-032", "foire": "DEL2024-033"}


def test_acts_get_the_next_numbers_in_order_and_their_documents_bear_them(town, tmp_path):
    assert numbers(town) == THREE
    assert not (town / "numeros.yaml").exists()  # reading writes nothing
    assert made(town, tmp_path).ok
    assert kept(town) == THREE
    names = sorted(path.name for path in (tmp_path / "sortie" / "actes").iterdir())
    assert names == ["DEL2024-031.docx", "DEL2024-032.docx", "DEL2024-033.docx"]


def test_numbers_stay_when_the_agenda_changes_its_order(town, tmp_path):
    made(town, tmp_path)
    move(town, "01-eau", "04-eau")
    put(town, "00-voirie", bare("voirie"))
    assert numbers(town) == {**THREE, "voirie": "DEL2024-034"}
    assert made(town, tmp_path, tout=True).ok
    assert kept(town) == {**THREE, "voirie": "DEL2024-034"}


def test_the_number_of_an_act_taken_away_is_kept_and_never_given_again(town, tmp_path):
    made(town, tmp_path)
    (town / "actes" / "02-ecole.yaml").unlink()
    put(town, "04-voirie", bare("voirie"))
    assert numbers(town) == {"eau": "DEL2024-031", "foire": "DEL2024-033", "voirie": "DEL2024-034"}
    dossier = load_seance(town)
    assert dossier.seance.numeros_retires == ("DEL2024-032",)
    report = made(town, tmp_path, tout=True)
    assert report.ok  # no gap: the number is known to be withdrawn
    assert kept(town)["ecole"] == "DEL2024-032"


def test_a_number_written_in_an_act_is_left_alone_and_not_given_twice(town, tmp_path):
    put(town, "02-ecole", acte("DEL2024-031"))
    assert numbers(town) == {"eau": "DEL2024-032", "ecole": "DEL2024-031", "foire": "DEL2024-033"}
    assert made(town, tmp_path).ok


def test_a_withdrawn_number_is_not_given(town):
    text = sentence("premier_numero: DEL2024-031\nnumeros_retires: [DEL2024-032]\n")
    (town / "seance.yaml").write_text(text, encoding="utf-8")
    assert numbers(town) == {"eau": "DEL2024-031", "ecole": "DEL2024-033", "foire": "DEL2024-034"}


def test_an_unknown_first_number_is_one_fault_and_nothing_is_written(town, tmp_path):
    (town / "seance.yaml").write_text(sentence(), encoding="utf-8")
    report = made(town, tmp_path, continuer=True)
    faults = [finding for finding in report.findings if finding.severity.value == "bloquant"]
    assert [finding.code for finding in faults] == ["DG227"]
    assert "3 actes sans numéro" in faults[0].message.replace("\u00a0", " ")
    assert not (town / "numeros.yaml").exists()
    assert not list((tmp_path / "sortie").rglob("*.docx"))


def test_a_pattern_of_the_sitting_begins_at_one(town):
    (town / "seance.yaml").write_text(sentence(motif="{annee}-{mois}-{jour}/{rang}"), encoding="utf-8")
    assert list(numbers(town).values()) == ["2024-09-12/1", "2024-09-12/2", "2024-09-12/3"]


def test_a_faulty_packet_gives_no_number(town, tmp_path):
    put(town, "02-ecole", bare("ecole").replace("pour: 3", "pour: 9"))
    assert not made(town, tmp_path).ok
    assert not (town / "numeros.yaml").exists()


def test_one_act_alone_has_the_number_that_it_has_in_its_sitting(town, tmp_path):
    assert load(town / "actes" / "02-ecole.yaml").numero == "DEL2024-032"
    made(town, tmp_path)
    (town / "actes" / "01-eau.yaml").unlink()
    assert load(town / "actes" / "02-ecole.yaml").numero == "DEL2024-032"


def test_the_same_command_gives_the_same_octets(town, tmp_path):
    first = made(town, tmp_path)
    before = {path: path.read_bytes() for path in (tmp_path / "sortie").rglob("*") if path.is_file()}
    again = made(town, tmp_path)
    assert first.ok
    assert again.ok
    assert {path: path.read_bytes() for path in before} == before


def test_a_value_that_is_no_number_is_told_at_its_line(town):
    (town / "numeros.yaml").write_text("eau: DEL2024-031\necole: [1]\n", encoding="utf-8")
    (finding,) = [f for f in read_seance(town).findings if f.code == "DG201"]
    assert (finding.place.line, "ecole" in finding.message) == (2, True)


def test_two_files_of_one_name_keep_their_ranks_in_their_keys(town, tmp_path):
    put(town, "04-eau", bare("autre"))
    made(town, tmp_path)
    assert kept(town) == {
        "01-eau": "DEL2024-031",
        "ecole": "DEL2024-032",
        "foire": "DEL2024-033",
        "04-eau": "DEL2024-034",
    }


def test_a_year_built_together_goes_on_from_one_sitting_to_the_next(town, tmp_path):
    year = tmp_path / "2024"
    days = ("12 septembre 2024", "10 octobre 2024", "14 novembre 2024")
    for rank, day in enumerate(days):
        folder = year / f"seance-{rank}"
        shutil.copytree(town, folder)
        more = "premier_numero: DEL2024-031\n" if rank == 0 else ""
        text = sentence(more, day=day).replace("convocation: 06/09/2024\n", "")
        (folder / "seance.yaml").write_text(text, encoding="utf-8")
    for _ in range(2):  # the second time, from the numbers that are kept
        done = CliRunner().invoke(main, ["seance", str(year), "-o", str(tmp_path / "s"), "--continuer"])
        assert "DG52" not in done.output, done.output
        given = [number for rank in range(3) for number in kept(year / f"seance-{rank}").values()]
        assert given == [f"DEL2024-{rank:03}" for rank in range(31, 40)]
    put(year / "seance-1", "04-neuf", bare("neuf"))  # the next sitting has this number already
    for command in ("verifier", "seance"):
        done = CliRunner().invoke(main, [command, str(year)])
        assert "DG522" in done.output
        assert "DEL2024-037" in done.output
    assert "neuf" not in kept(year / "seance-1")


def as_before(town):
    """Write the numbers as an earlier delibgen kept them: nothing tells the act but a name."""
    lines = [f"{key}: {number}\n" for key, number in kept(town).items()]
    (town / "numeros.yaml").write_text("".join(lines), encoding="utf-8")


def test_an_act_keeps_its_number_when_another_of_the_same_name_comes(town, tmp_path):
    made(town, tmp_path)
    put(town, "04-eau", bare("autre"))
    assert [lu.acte.numero for lu in read_seance(town).lus] == [f"DEL2024-03{n}" for n in range(1, 5)]
    move(town, "01-eau", "05-eau")  # its subject tells it
    assert [lu.acte.numero for lu in read_seance(town).lus] == [f"DEL2024-03{n}" for n in (2, 3, 4, 1)]
    assert made(town, tmp_path, tout=True).ok
    assert kept(town) == {**THREE, "04-eau": "DEL2024-034"}


def test_numbers_kept_by_an_earlier_delibgen_are_asked_for_when_two_acts_may_have_one(town, tmp_path):
    made(town, tmp_path)
    as_before(town)
    assert numbers(town) == THREE
    put(town, "04-eau", bare("autre"))
    faults = [finding for finding in read_seance(town).findings if finding.code == "DG227"]
    assert [("« 01-eau.yaml »" in f.message, "DEL2024-031" in f.message) for f in faults] == [(True, True)]
    assert not made(town, tmp_path).ok
    assert "fichier" not in (town / "numeros.yaml").read_text(encoding="utf-8")
    move(town, "04-eau", "04-eau-potable")  # what the message says to do
    assert numbers(town) == {**THREE, "eau-potable": "DEL2024-034"}


def test_a_number_that_its_act_says_at_last_leaves_the_other_file_free(town, tmp_path):
    made(town, tmp_path)
    put(town, "01-eau", acte("DEL2024-031"))
    put(town, "04-eau", bare("autre"))
    assert {lu.fichier.name: lu.acte.numero for lu in read_seance(town).lus} == {
        "01-eau.yaml": "DEL2024-031",
        "02-ecole.yaml": "DEL2024-032",
        "03-foire.yaml": "DEL2024-033",
        "04-eau.yaml": "DEL2024-034",
    }
    move(town, "01-eau", "01-source")
    assert numbers(town)["eau"] == "DEL2024-034"


def test_of_two_files_of_one_name_the_renamed_one_keeps_its_number(town, tmp_path):
    put(town, "04-eau", bare("eau"))
    made(town, tmp_path)
    move(town, "04-eau", "05-eau")
    assert sorted(lu.acte.numero for lu in read_seance(town).lus) == [f"DEL2024-03{n}" for n in range(1, 5)]
    move(town, "01-eau", "06-eau")  # which is which, nobody can tell
    asked = [(f.code, re.search(r"DEL\d+-\d+", f.message)[0]) for f in read_seance(town).faults]
    assert asked == [("DG227", "DEL2024-031"), ("DG227", "DEL2024-034")]


def test_the_points_of_a_workbook_bear_their_numbers(town, tmp_path):
    done = CliRunner().invoke(main, ["tableur", str(town), "-o", str(tmp_path / "csv")])
    assert done.exit_code == 0, done.output
    points = tmp_path / "csv" / "points.csv"
    text = points.read_text(encoding="utf-8-sig")
    assert read_seance(tmp_path / "csv").lus[2].acte.numero == "DEL2024-033"
    points.write_text(re.sub(r"DEL2024-03\d", "", text), encoding="utf-8-sig")
    (fault,) = read_seance(tmp_path / "csv").faults
    assert (fault.code, "« numero » de la feuille « points »" in fault.suggestion) == ("DG227", True)
    assert "3 points sans numéro" in fault.message.replace("\u00a0", " ")
    assert "DEL2024-031" in fault.suggestion


def test_a_withdrawn_number_is_not_taken_by_a_new_act_of_the_same_name(town, tmp_path):
    made(town, tmp_path)
    (town / "actes" / "02-ecole.yaml").unlink()
    for seen in (False, True):  # whether a packet was made meanwhile or not
        put(town, "04-ecole", bare("cantine").replace("Objet ", ""))
        (fault,) = read_seance(town).faults
        assert fault.code == "DG227"
        assert "DEL2024-032" in fault.message
        assert "« Objet ecole »" in fault.message
        assert ("ôté depuis" in fault.message) is seen
        assert "numero: DEL2024-032" in fault.suggestion
        move(town, "04-ecole", "04-cantine")  # one way to say that it is another act
        assert numbers(town)["cantine"] == "DEL2024-034"
        (town / "actes" / "04-cantine.yaml").unlink()
        assert made(town, tmp_path).ok
    put(town, "04-ecole", acte("DEL2024-032"))  # the other way: it is the same one
    assert numbers(town)["ecole"] == "DEL2024-032"


def test_an_act_that_comes_back_under_its_name_and_its_subject_has_its_number_again(town, tmp_path):
    made(town, tmp_path)
    (town / "actes" / "02-ecole.yaml").unlink()
    assert made(town, tmp_path).ok
    assert "retire: oui" in (town / "numeros.yaml").read_text(encoding="utf-8")
    put(town, "02-ecole", bare("voirie").replace("Objet ", ""))
    assert [finding.code for finding in read_seance(town).faults] == ["DG227"]
    put(town, "02-ecole", bare("École"))  # typing is corrected, the subject is the same
    assert numbers(town) == THREE
    assert made(town, tmp_path, tout=True).ok
    assert "retire" not in (town / "numeros.yaml").read_text(encoding="utf-8").split("\n", 2)[2]


def test_a_renamed_act_keeps_its_number_and_it_is_said_once(town, tmp_path):
    made(town, tmp_path)
    move(town, "01-eau", "01-source")
    report = made(town, tmp_path)
    (said,) = [finding for finding in report.findings if finding.code == "DG232"]
    assert (report.ok, said.severity.value) == (True, "alerte")
    assert "DEL2024-031" in said.message
    assert "« 01-eau »" in said.message
    assert numbers(town)["source"] == "DEL2024-031"
    assert [finding.code for finding in made(town, tmp_path).findings] == []


def test_a_file_that_speaks_of_another_thing_is_said_once(town, tmp_path):
    made(town, tmp_path)
    put(town, "01-eau", bare("x").replace("Objet x", "Voirie communale"))
    report = made(town, tmp_path)
    (said,) = [finding for finding in report.findings if finding.code == "DG232"]
    assert "« Objet eau »" in said.message
    assert [finding.code for finding in made(town, tmp_path).findings] == []
    put(town, "01-eau", bare("x").replace("Objet x", "Entretien de la voirie"))  # still the same matter
    assert [finding.code for finding in made(town, tmp_path).findings] == []


def test_a_withdrawn_number_does_not_follow_its_subject_to_another_name(town, tmp_path):
    made(town, tmp_path)
    (town / "actes" / "02-ecole.yaml").unlink()
    made(town, tmp_path)
    put(town, "04-neuf", bare("ecole"))
    assert numbers(town)["neuf"] == "DEL2024-034"


def test_an_act_that_cannot_be_read_is_not_taken_for_withdrawn(town, tmp_path):
    made(town, tmp_path)
    put(town, "02-ecole", "objet: [")
    put(town, "04-neuf", bare("neuf"))
    made(town, tmp_path, continuer=True)
    assert "retire: oui" not in (town / "numeros.yaml").read_text(encoding="utf-8")


def test_two_acts_of_one_name_that_come_after_a_withdrawn_one_have_each_a_key(town, tmp_path):
    made(town, tmp_path)
    (town / "actes" / "01-eau.yaml").unlink()
    made(town, tmp_path)
    put(town, "05-eaux", bare("eaux"))
    put(town, "06-eaux", bare("eaux"))
    assert made(town, tmp_path).ok
    assert len(set(kept(town).values())) == 5
