"""An annex that is a text is printed after the act, on a page of its own, under its title."""

import pytest

from delibgen import load, render
from delibgen.model.acte import Annexe
from delibgen.model.formules import Formules
from tests.acceptance.test_real_sittings import FOLDER
from tests.reader import Reader, W

EXTRACT = load(FOLDER / "commune-rurale" / "actes" / "10-tarifs-salle.yaml")
ORDER = load(FOLDER / "ville-moyenne" / "arretes" / "02-mise-en-securite.yaml")
DECISION = load(FOLDER / "ville-moyenne" / "arretes" / "03-regie-d-avances.yaml")
TABLE = Annexe(titre="Tarifs", numero="1", texte="| Durée | Prix |\n|---|--:|\n| Journée | 60 € |")
LETTER = Annexe(titre="Courrier", texte="Une **lettre**.")
FILE = Annexe(titre="Plan")


def paragraphs(acte) -> list[str]:
    return [text.replace("\u00a0", " ") for text in Reader(render(acte).to_bytes()).paragraphs()]


@pytest.mark.parametrize("acte", [EXTRACT, ORDER, DECISION], ids=["extrait", "arrete", "decision"])
def test_it_follows_everything_else_of_the_act(acte):
    lines = paragraphs(acte.model_copy(update={"annexes": (TABLE, FILE, LETTER)}))
    end = [line for line in lines[lines.index("Annexe 1 – Tarifs") :] if line]
    assert end == [
        "Annexe 1 – Tarifs",
        "Durée",
        "Prix",
        "Journée",
        "60 €",
        "Annexe – Courrier",
        "Une lettre.",
    ]


def test_each_begins_a_page():
    data = render(EXTRACT.model_copy(update={"annexes": (TABLE, LETTER)})).to_bytes()
    assert len(list(Reader(data).tree("word/document.xml").iter(f"{W}pageBreakBefore"))) == 2


def test_an_annex_without_a_text_is_listed_only():
    lines = paragraphs(EXTRACT.model_copy(update={"annexes": (FILE,)}))
    assert "Annexe : Plan." in lines
    assert not any(line.startswith("Annexe –") for line in lines)


def test_the_title_is_worded_by_the_assembly_or_the_act():
    own = Formules(annexe="ANNEXE N° {numero}")
    lines = paragraphs(EXTRACT.model_copy(update={"annexes": (TABLE,), "formules": own}))
    assert "ANNEXE N° 1" in lines


def test_a_title_may_be_left_out_and_the_text_stays():
    own = Formules(annexe="non")
    lines = paragraphs(EXTRACT.model_copy(update={"annexes": (LETTER,), "formules": own}))
    assert [line for line in lines if line][-1] == "Une lettre."


def test_text_under_a_table_does_not_touch_it():
    body = Reader(render(load(FOLDER / "commune-rurale" / "actes" / "05-subventions.yaml")).to_bytes())
    nodes = list(body.tree("word/document.xml").find(f"{W}body"))
    under = next(rank for rank, node in enumerate(nodes) if "65748" in "".join(node.itertext()))
    style = nodes[under - 1].find(f"{W}pPr/{W}pStyle")
    assert nodes[under - 2].tag == f"{W}tbl"
    assert style.get(f"{W}val") == "Intervalle"
