"""Tables typed in Markdown: widths of their columns, breaks in their cells; bold words inside a sentence."""

import pytest

from delibgen.word.faults import Fault
from delibgen.word.markdown import Span, inline_lines, markdown
from delibgen.word.writing import shares
from tests.word.grids import cells, grid


def test_a_break_in_a_cell_is_a_line_break():
    assert cells("| A | B |\n|---|---|\n| x<br>y | z <br/> t |")[1] == ["x\ny", "z\nt"]


def test_a_break_elsewhere_stays_as_it_was_typed():
    assert markdown("un<br>deux").text == "un<br>deux"


def test_a_row_longer_than_its_header_is_still_refused():
    with pytest.raises(Fault):
        markdown("| A |\n|---|\n| x | perdu |")


@pytest.mark.parametrize(
    ("text", "wider"),
    [
        ("| Libellé de la dépense | Prix |\n|---|--:|\n| Repas | 4 € |", (0, 1)),
        ("| N° | Association |\n|---|---|\n| 1 | Comité des fêtes d'Ormeval |", (1, 0)),
    ],
)
def test_a_column_is_as_wide_as_what_it_holds(text, wider):
    widths = shares(grid(text))
    assert widths[wider[0]] > widths[wider[1]]
    assert 4_990 <= sum(widths) <= 5_000


def test_a_long_sentence_leaves_room_for_the_others():
    sentence, amount = shares(grid(f"| A | B |\n|---|---|\n| {'mot ' * 200} | 4 € |"))
    assert sentence <= 6.5 * amount


@pytest.mark.parametrize("columns", [3, 6, 8])
def test_no_word_of_a_header_is_cut_while_the_line_is_wide_enough(columns):
    head = ["Catégorie", "Échelon", "Ancienneté", "Grade", "Effectif", "Indice", "Durée", "Taux"][:columns]
    row = ["Adjoint technique territorial principal de 2e classe", *["1"] * (columns - 1)]
    text = "\n".join(["|".join(["", *line, ""]) for line in (head, ["---"] * columns, row)])
    for word, share in zip(head, shares(grid(text)), strict=True):
        assert share / 5_000 * 92 >= len(word) + 2, word


def test_columns_of_one_kind_are_even():
    assert len(set(shares(grid("| A | B | C |\n|---|---|---|\n| 1 | 2 | 3 |")))) == 1


@pytest.mark.parametrize(
    "text", ["sans rien", "2 * 3 = 6", "n° 2024_03_17", "a\nb", "une **grande** ville\net *une* autre"]
)
def test_breaks_and_signs_of_a_sentence_are_kept(text):
    assert inline_lines(text).text == text.replace("**", "").replace("*une*", "une")


def test_bold_words_of_a_sentence():
    assert inline_lines("la **Ville**").spans == (Span("la "), Span("Ville", bold=True))
