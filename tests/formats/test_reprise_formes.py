"""``reprise`` on finished acts of many shapes: clean for the lint, the act given back, no name misplaced."""

import io
import subprocess
from pathlib import Path

import docx
import pytest

from delibgen import load, render
from delibgen.actes.papiers import ProcesVerbal
from delibgen.formats.exemple import donnees
from delibgen.formats.lecture import read_text
from delibgen.formats.reprise import Reprise, reprendre
from delibgen.model.acte import Acte
from delibgen.model.deliberation import Deliberation
from delibgen.model.unilateral import Arrete, DecisionDeleguee
from delibgen.testing import banc
from delibgen.testing.banc import Defaut
from delibgen.word import Template
from tests.conftest import BUREAU, CONSEIL

REELS = sorted((Path(__file__).parents[1] / "acceptance" / "papiers_reels").glob("*.yaml"))
LUDOBUS = CONSEIL / "actes" / "04-ludobus.yaml"
PETITE_ENFANCE = CONSEIL / "actes" / "03-petite-enfance.yaml"


def sample(kind: type[Acte], **changes: object) -> Acte:
    return kind.model_validate({**donnees(kind), **changes}, context={"texte": True})


def written(lines: list[str | list[list[str]]]) -> bytes:
    """Make a Word file as somebody would: a text is a paragraph, a list of rows a table."""
    document = docx.Document()
    for line in lines:
        if isinstance(line, str):
            document.add_paragraph(line)
            continue
        table = document.add_table(len(line), len(line[0]))
        for row, texts in zip(table.rows, line, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def clean(made: Reprise) -> bool:
    """Tell that the lint finds nothing but mentions that the act itself does not print."""
    return [str(found) for found in made.constats if found.code != "DG180"] == []


def by_hand(acte: Deliberation) -> list[str | list[list[str]]]:
    """Return a deliberation as a town hall lays it out: plain spaces, numbers beside labels."""
    presence = acte.presence
    names = [one.nom_complet.replace("\u00a0", " ") for one in presence.presents]
    dispositif = acte.dispositif
    assert dispositif is not None
    return [
        "Commune d'Ormeval",
        f"Délibération {acte.numero} : {acte.objet}",
        "Séance du 1er octobre 2024 à 19 h 00",
        "Convocation adressée le 26 septembre 2024, affichée le 26 septembre 2024",
        f"En exercice : {presence.en_exercice}. Présents : {presence.nombre_presents}. "
        f"Pouvoirs : {presence.nombre_pouvoirs}. Votants : {presence.votants}",
        "Étaient présents : " + ", ".join(names),
        "Madame Brigitte HUMBERT a donné pouvoir à Monsieur Olivier TISSIER ; "
        "Monsieur Paul-Henri DELATTRE a donné pouvoir à Monsieur Hervé LOMBARD",
        "Rapporteur : Monsieur Hervé LOMBARD",
        *(f"Vu {visa}," for visa in acte.visas),
        *(f"Article {'1er' if n == 1 else n} – {one.texte}" for n, one in enumerate(dispositif.decisions, 1)),
        "Adopté par 18 voix pour, 0 contre, 0 abstention.",
        "Fait à Ormeval, le 1er octobre 2024",
        "La présidente de séance, Claire VASSEUR",
    ]


def deliberation(path: Path = LUDOBUS) -> Deliberation:
    acte = load(path)
    assert isinstance(acte, Deliberation)
    return acte


@pytest.mark.parametrize(
    "path",
    [
        *sorted(CONSEIL.glob("actes/*.yaml")),
        *sorted(BUREAU.glob("actes/*.yaml")),
        *sorted(CONSEIL.glob("annexes/*.yaml")),
        *sorted(BUREAU.glob("annexes/*.yaml")),
    ],
    ids=lambda path: path.stem,
)
def test_every_example_gives_a_template_clean_and_faithful(path: Path):
    acte = load(path)
    made = reprendre(render(acte).to_bytes(), acte)
    assert made.fidele, made.differences
    assert clean(made), made.constats


@pytest.mark.parametrize("path", REELS, ids=lambda path: path.stem)
def test_forms_of_real_assemblies_give_templates_clean_and_faithful(path: Path):
    acte = load(path)
    made = reprendre(render(acte).to_bytes(), acte)
    assert made.fidele, made.differences
    assert clean(made), made.constats


def test_blank_lines_are_no_list():
    lines = by_hand(deliberation())
    made = reprendre(written([*lines[:1], "", "", "", *lines[1:]]), deliberation())
    assert read_text(made.gabarit).splitlines()[1:4] == ["", "", ""]
    assert clean(made), made.constats


@pytest.mark.parametrize("kind", [Arrete, DecisionDeleguee])
def test_acts_of_one_person(kind: type[Acte]):
    acte = sample(kind)
    made = reprendre(render(acte).to_bytes(), acte)
    assert made.fidele, made.differences
    assert clean(made), made.constats


def test_minutes_are_given_back_too():
    acte = sample(ProcesVerbal)
    made = reprendre(render(acte).to_bytes(), acte)
    assert made.fidele, made.differences


def test_lists_of_members_are_never_tagged_with_one_function():
    """The rapporteur, the chair and the secretary are in the roll as members, not for what they do."""
    text = read_text(reprendre(render(deliberation()).to_bytes(), deliberation()).gabarit)
    assert "{%tr for a, b, c in phrases.liste_presents | colonnes(3) %}\n{{ a }}\t{{ b or" in text
    assert "{%tr for absent, pouvoir in phrases.liste_absents %}" in text
    assert text.count("rapporteur.nom_complet") == 1
    assert "VASSEUR" not in text


def test_a_hand_made_deliberation():
    made = reprendre(written(by_hand(deliberation())), deliberation())
    assert made.fidele, made.differences
    assert clean(made), made.constats
    text = read_text(made.gabarit)
    assert "En exercice : {{ presence.en_exercice }}. Présents : {{ presence.nombre_presents }}. " in text
    assert "Pouvoirs : {{ presence.nombre_pouvoirs }}. Votants : {{ presence.votants }}\n" in text
    assert "{%p if scrutin %}\nAdopté par {{ scrutin.pour }} voix pour, {{ scrutin.contre }} contre, " in text


def test_one_date_of_two_fields_is_told_by_the_words_around():
    text = read_text(reprendre(written(by_hand(deliberation())), deliberation()).gabarit)
    line = next(line for line in text.splitlines() if line.startswith("Convocation"))
    assert line.index("seance.convocation.date |") < line.index("affichée")
    assert "affichée le {{ seance.affichage_convocation | date_longue }}" in line


def test_names_of_a_sentence_that_lists_members_are_left():
    text = read_text(reprendre(written(by_hand(deliberation())), deliberation()).gabarit)
    assert "Étaient présents : Madame Claire VASSEUR, " in text
    assert "a donné pouvoir à Monsieur Hervé LOMBARD\n" in text
    assert "Rapporteur : {{ rapporteur.nom_complet }}\n" in text
    assert "{%p if rapporteur %}\nRapporteur" in text


def test_a_choice_that_no_word_makes_is_told_with_both_fields():
    made = reprendre(written(["Le 26 septembre 2024"]), deliberation())
    assert len(made.ambigus) == 1
    assert made.ambigus[0].startswith("« 26\u00a0septembre 2024 » : {{ seance.")
    assert "seance.affichage_convocation" in made.ambigus[0]
    assert "seance.convocation.date" in made.ambigus[0]


def test_a_number_within_another_is_left():
    made = reprendre(
        written(["Arrivée à 19 h 40, pour 21 842,50 €, sous le n° 18-2, à 118 voix pour"]), deliberation()
    )
    assert read_text(made.gabarit).startswith(
        "Arrivée à 19 h 40, pour 21 842,50 €, sous le n° 18-2, à 118 voix"
    )


def test_a_sheet_of_labels_and_values_in_a_table():
    rows = [
        ["Numéro", "2024-34"],
        ["Objet", "Ludobus intercommunal : convention de coopération 2025-2027"],
        ["Date de la convocation", "26 septembre 2024"],
        ["Date d'affichage", "26/09/2024"],
        ["Rapporteur", "Monsieur Hervé LOMBARD"],
        ["Nombre de votants", "Votants : 18"],
    ]
    made = reprendre(written([rows]), deliberation())
    assert made.fidele, made.differences
    assert clean(made), made.constats
    text = read_text(made.gabarit)
    assert "Numéro\t{{ numero }}\n" in text
    assert "Rapporteur\t{% if rapporteur %}{{ rapporteur.nom_complet }}{% endif %}\n" in text
    assert "d'affichage\t{% if seance.affichage_convocation %}{{ seance.affichage_con" in text


def test_members_one_a_line_become_a_loop_over_those_present():
    acte = deliberation()
    names = [one.nom_complet.replace("\u00a0", " ") for one in acte.presence.presents]
    lines: list[str | list[list[str]]] = ["Étaient présents :", *names, "Objet : " + acte.objet]
    made = reprendre(written(lines), acte)
    assert made.fidele, made.differences
    text = read_text(made.gabarit)
    assert "{%p for element in presence.presents %}\n{{ element.nom_complet }}\n{%p endfor %}" in text


def test_the_funding_plan_becomes_a_loop_and_disappears_with_it():
    acte = deliberation(PETITE_ENFANCE)
    made = reprendre(render(acte).to_bytes(), acte)
    text = read_text(made.gabarit)
    assert "{%p if plan_financement %}\nDépenses\tMontant\tRecettes\tMontant\n" in text
    assert "{%tr for l in plan_financement.lignes %}" in text
    without = acte.model_copy(update={"plan_financement": None})
    assert "Dépenses" not in read_text(render(without, Template(made.gabarit)))


def test_what_is_guarded_is_not_guarded_twice():
    acte = deliberation(PETITE_ENFANCE)
    text = read_text(reprendre(render(acte).to_bytes(), acte).gabarit)
    assert "{% if l.depense %}{{ l.depense.libelle }}{% endif %}\t" in text


def test_numbered_decisions_become_a_loop_with_their_rank():
    acte = deliberation(PETITE_ENFANCE)
    made = reprendre(render(acte).to_bytes(), acte)
    assert "\n{{ loop.index }}.\t" in read_text(made.gabarit)
    other = deliberation(CONSEIL / "actes" / "06-panneaux.yaml")
    assert "APPROUVE l'avant-projet" not in read_text(render(other, Template(made.gabarit)))


@pytest.mark.parametrize("path", [CONSEIL / "annexes" / "04-convention.yaml"], ids=["ludobus"])
def test_articles_become_a_loop_and_the_schedule_stays_under_its_own(path: Path):
    acte = load(path)
    made = reprendre(render(acte).to_bytes(), acte)
    text = read_text(made.gabarit)
    assert "{%p for element in articles %}\nArticle {% if loop.first %}1er{% else %}{{ loop.index }}" in text
    assert "{{p element.texte | markdown }}\n{%p if element.echeancier %}\n" in text
    assert "Résiliation" not in text
    assert "articles" not in made.absents
    fewer = acte.model_copy(update={"articles": acte.articles[:2]})
    shown = read_text(render(fewer, Template(made.gabarit)))
    assert "Article 2 – Durée" in shown
    assert "Article 3" not in shown


def test_another_act_of_the_kind_loses_nothing_of_a_proposed_template():
    acte = deliberation()
    made = reprendre(render(acte).to_bytes(), acte)
    found = [one for one in banc(Deliberation, made.gabarit).constats if one.defaut is not Defaut.LAID]
    assert found == []


@pytest.mark.parametrize("shape", ["livré", "à la main"])
def test_acts_saved_by_libreoffice(shape: str, soffice: str, tmp_path: Path):
    acte = deliberation()
    data = render(acte).to_bytes() if shape == "livré" else written(by_hand(acte))
    (tmp_path / "acte.docx").write_bytes(data)
    (tmp_path / "lo").mkdir()
    command = [
        *(soffice, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless"),
        *(
            "--convert-to",
            "docx:MS Word 2007 XML",
            "--outdir",
            str(tmp_path / "lo"),
            str(tmp_path / "acte.docx"),
        ),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    made = reprendre(tmp_path / "lo" / "acte.docx", acte)
    assert made.fidele, made.differences
    assert clean(made), made.constats
    assert len(made.places) > 8
