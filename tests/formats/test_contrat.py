"""What a new version of a template breaks."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from delibgen import Deliberation
from delibgen.cli import main
from delibgen.formats.contrat import Genre, comparer, contrat
from delibgen.render import SHIPPED
from tests.word.build import docx, p

BEFORE = (
    "Objet : {{ objet }}",
    "{%p if rapporteur %}",
    "Rapporteur : {{ rapporteur.nom_complet }}",
    "{%p endif %}",
    "{%p for v in visas %}",
    "Vu {{ v }} ;",
    "{%p endfor %}",
    "Séance du {{ seance.date | date_longue }}",
)


def template(*lines: str) -> bytes:
    return docx("".join(map(p, lines)))


def changed(old: str, new: str) -> bytes:
    lines = [line.replace(old, new) for line in BEFORE]
    return template(*(line for line in lines if line))


def told(after: bytes) -> list[str]:
    return [
        str(ecart)
        for ecart in comparer(template(*BEFORE), after, Deliberation)
        if ecart.genre is not Genre.FAUTE
    ]


def test_a_template_is_itself():
    path = SHIPPED / "deliberation.docx"
    assert comparer(path, path, Deliberation) == []
    assert "phrases.seance" in " ".join(contrat(path).champs)


def test_renaming_a_loop_variable_changes_nothing():
    renamed = [line.replace("for v in", "for visa in").replace("{{ v }}", "{{ visa }}") for line in BEFORE]
    assert comparer(template(*BEFORE), template(*renamed), Deliberation) == []


def test_a_field_no_longer_printed_breaks():
    found = comparer(template(*BEFORE), changed("{{ objet }}", "voir ci-dessous"))
    assert [(e.genre, e.objet, e.casse) for e in found if e.casse] == [(Genre.CHAMP_PERDU, "objet", True)]


def test_an_item_of_a_loop_no_longer_printed_breaks():
    assert "champ qui n'est plus imprimé : visas[]" in told(changed("{{ v }}", "le code"))


def test_a_condition_that_changes_is_told_with_both():
    found = told(changed("if rapporteur", "if rapporteur and visas"))
    assert found == ["condition changée : rapporteur.nom_complet : rapporteur → rapporteur and visas"]


def test_another_filter_is_told():
    found = told(changed("date_longue", "date_numerique"))
    assert found == [
        "écriture changée : seance.date : seance.date | date_longue → seance.date | date_numerique"
    ]


def test_words_lost_and_new_are_told():
    assert told(changed("Séance du", "Réunion du")) == [
        "mention supprimée : Séance du …",
        "mention nouvelle : Réunion du …",
    ]


def test_new_faults_come_first():
    found = comparer(template(*BEFORE), changed("{{ objet }}", "{{ objt }}"), Deliberation)
    faults = [ecart for ecart in found if ecart.genre is Genre.FAUTE]
    assert found[: len(faults)] == faults
    assert any("« objt »" in ecart.objet for ecart in faults)


@pytest.mark.parametrize(("after", "code"), [(BEFORE, 0), (BEFORE[1:], 1)])
def test_the_command_says_it_by_its_exit_code(tmp_path: Path, after, code):
    (tmp_path / "a.docx").write_bytes(template(*BEFORE))
    (tmp_path / "b.docx").write_bytes(template(*after))
    command = [
        "comparer-gabarits",
        str(tmp_path / "a.docx"),
        str(tmp_path / "b.docx"),
        "--type",
        "deliberation",
    ]
    done = CliRunner().invoke(main, command)
    assert done.exit_code == code, done.output
    assert ("champ qui n'est plus imprimé : objet" in done.output) == bool(code)
