"""A finished act and its data give a template, which gives the act back."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from delibgen import load, render
from delibgen.cli import main
from delibgen.formats.exemple import donnees
from delibgen.formats.kit import Gras, p, package
from delibgen.formats.lecture import read_text
from delibgen.formats.reprise import reprendre
from delibgen.model.unilateral import Arrete
from delibgen.word import Template
from delibgen.word.package import replace_part
from tests.conftest import BUREAU, CONSEIL
from tests.word.build import part

CONVENTIONS = [
    file for town in (BUREAU, CONSEIL) for file in sorted((town / "annexes").glob("*convention.yaml"))
]
FILES = [
    BUREAU / "actes" / "01-reussite-educative.yaml",
    CONSEIL / "actes" / "02-subvention.yaml",
    CONSEIL / "actes" / "03-petite-enfance.yaml",
    CONSEIL / "annexes" / "04-convention.yaml",
]
DATA = {
    **donnees(Arrete),
    "objet": "Stationnement & marché <rue Basse>",
    "visas": ["le code", "la demande du 3 mai"],
}


def arrete(**changes: object) -> Arrete:
    return Arrete.model_validate({**DATA, **changes}, context={"texte": True})


def finished(*paragraphs: str) -> bytes:
    return package("".join(paragraphs), (), titre="Arrêté")


ACT = finished(
    p("Titre", "ARRÊTÉ N° ", Gras("2024"), "-12"),
    p("Objet", "Stationnement & marché <rue Basse>"),
    p("Visa", "Vu le code ;"),
    p("Visa", "Vu la demande du 3 mai ;"),
    p("Faita", "Fait le 1er\u00a0octobre 2024, par ", "Claire VASSEUR."),
)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_finished_acts_are_given_back_word_for_word(path: Path):
    acte = load(path)
    made = reprendre(render(acte).to_bytes(), acte)
    assert made.differences == ()
    assert len(made.places) > 8
    assert "{{ objet }}" in made.places


def test_values_become_tags_over_several_runs_and_lists_become_loops():
    made = reprendre(ACT, arrete())
    assert made.fidele, made.differences
    assert read_text(made.gabarit).splitlines()[:8] == [
        "ARRÊTÉ N° {{ numero }}",
        "{{ objet }}",
        "{%p for element in visas %}",
        "Vu {{ element }} ;",
        "{%p endfor %}",
        "Fait le {{ date | date_longue }}, par {{ auteur.nom_sans_civilite }}.",
        "",
        "## pied de page 1",
    ]
    assert {"considerants", "expose", "dispositif"} <= set(made.absents)


def test_another_act_comes_out_of_the_proposed_template():
    made = reprendre(ACT, arrete())
    other = arrete(numero="2025-1", visas=["a", "b", "c"], date="2 janvier 2025")
    text = read_text(render(other, Template(made.gabarit)))
    assert text.startswith("ARRÊTÉ N° 2025-1\n")
    assert "Vu a ;\nVu b ;\nVu c ;\nFait le 2~janvier 2025" in text


def test_what_the_data_do_not_say_is_told():
    other = finished(p("Objet", "Stationnement & marché <rue Basse>"), p("Visa", "Vu le code ;"))
    made = reprendre(other, arrete())
    assert made.fidele
    assert "visas" in made.absents
    assert "numero" in made.absents


def test_the_first_name_of_one_person_is_not_replaced_in_the_name_of_another():
    data = finished(p("Corps", "Monsieur Jean-Claire DODET, Madame Claire DUVAL, Madame Claire VASSEUR"))
    text = read_text(reprendre(data, arrete()).gabarit)
    assert text.startswith("Monsieur Jean-Claire DODET, Madame Claire DUVAL, {{ auteur.nom_complet }}\n")


def test_a_number_inside_another_word_is_left():
    made = reprendre(finished(p("Corps", "dossier A2024-125, arrêté 2024-12")), arrete())
    assert read_text(made.gabarit).startswith("dossier A2024-125, arrêté {{ numero }}\n")


def test_the_command(tmp_path):
    source = FILES[1]
    render(load(source)).save(tmp_path / "acte.docx")
    out = tmp_path / "gabarit.docx"
    done = CliRunner().invoke(main, ["reprise", str(tmp_path / "acte.docx"), str(source), "-o", str(out)])
    assert done.exit_code == 0, done.output
    assert "redonne l'acte mot pour mot" in done.output
    assert "{{ objet }}" in read_text(out)


def test_what_the_command_says_to_type_next_finds_what_it_counts(tmp_path):
    source = FILES[0]
    render(load(source)).save(tmp_path / "x.docx")
    told = CliRunner().invoke(main, ["reprise", str(tmp_path / "x.docx"), str(source)]).output
    (line,) = (line for line in told.splitlines() if line.startswith("Ce qu'il reste à y mettre"))
    typed, _, count = line.partition("delibgen ")[2].rpartition(" (")
    assert typed == f"verifier {tmp_path / 'x-gabarit.docx'} --type deliberation"
    assert count.rstrip(")") in CliRunner().invoke(main, typed.split()).output


def test_a_value_before_a_tab_is_found_and_a_choice_between_fields_is_told():
    data = package(p("Corps", "Ormeval, en Bourgogne"), ("Arrêté n° ", "2024-12"), titre="x")
    made = reprendre(data, arrete())
    assert "Arrêté n° {{ numero }}\tPage" in read_text(made.gabarit)
    assert made.ambigus == ("« Ormeval » : {{ collectivite.nom }} ou {{ collectivite.ville }}",)
    assert made.fidele, made.differences


@pytest.mark.parametrize(("town", "said"), [("Le Havre", "au Havre"), ("Ormeval", "à Ormeval")])
def test_the_town_where_the_act_is_made_is_found_after_its_link(town: str, said: str):
    body = {**DATA["assemblee"]["collectivite"], "ville": town}
    acte = arrete(assemblee={**DATA["assemblee"], "collectivite": body})
    made = reprendre(finished(p("Faita", f"Fait {said}, le 1er\u00a0octobre 2024")), acte)
    town_tag = "{% if collectivite.a_ville %}{{ collectivite.a_ville }}{% else %}[à compléter]{% endif %}"
    assert read_text(made.gabarit).startswith(f"Fait {town_tag}, le {{{{ date | date_longue }}}}")
    assert made.fidele, made.differences


@pytest.mark.parametrize("path", CONVENTIONS, ids=lambda path: path.parent.parent.name)
def test_the_parties_the_schedule_and_the_signatures_of_a_convention_become_loops(path: Path):
    acte = load(path)
    made = reprendre(render(acte).to_bytes(), acte)
    assert made.fidele, made.differences
    assert made.constats == ()
    assert "parties" not in made.absents
    text = read_text(made.gabarit)
    for tag in (
        "{%p for partie in phrases.parties %}",
        "{%tc for annee in echeancier.annees %}",
        "{%tr for ligne in echeancier.lignes %}",
        "{%tr for gauche, droite in phrases.lignes_signatures %}",
    ):
        assert tag in text
    assert not any(party.nom in text for party in acte.parties)


def test_another_convention_comes_out_of_the_proposed_template():
    first, second = map(load, CONVENTIONS)
    gabarit = Template(reprendre(render(first).to_bytes(), first).gabarit)
    lines = read_text(render(second, gabarit)).splitlines()
    wanted = read_text(render(second)).splitlines()
    start, end = (
        next(n for n, line in enumerate(wanted) if line.startswith(word)) for word in ("Entre", "ensemble")
    )
    assert wanted[start : end + 1] == lines[lines.index(wanted[start]) : lines.index(wanted[end]) + 1]
    for line in [one for one in wanted if one.startswith(("Partie\t", "Total\t", "Pour "))]:
        assert line in lines


def test_a_schedule_with_an_amount_of_its_own_stays_as_it_is():
    acte = load(CONVENTIONS[0])
    data = render(acte).to_bytes()
    body = part(data)
    amount = "12\u00a0500\u00a0€"
    assert amount in body
    made = reprendre(replace_part(data, body.encode(), body.replace(amount, "9\u00a0€", 1).encode()), acte)
    assert "echeancier.annees" not in read_text(made.gabarit)


def test_a_value_that_begins_a_sentence_with_a_capital_is_given_it():
    act = finished(p("Objet", "Réglementation du marché, rue Basse."))
    made = reprendre(act, arrete(objet="réglementation du marché"))
    assert read_text(made.gabarit).startswith("{{ objet | capitale }}, rue Basse.")
    assert made.fidele
