"""The totals of tables that people write: what adds up, and what is no sum at all."""

import pytest

from delibgen import check
from tests.rules.papers import act

HEAD = "| Poste | Montant | Taux |\n|---|--:|--:|\n"
RIGHT = {
    "sous-totaux": [("A", "10 €", ""), ("Sous-total", "10 €", ""), ("B", "5 €", ""), ("Total", "15 €", "")],
    "en italique": [
        ("A", "10 €", ""),
        ("*Sous-total*", "10 €", ""),
        ("B", "5 €", ""),
        ("**Total**", "15 €", ""),
    ],
    "totaux de section": [
        ("A", "10 €", ""),
        ("Total fonctionnement", "10 €", ""),
        ("B", "5 €", ""),
        ("Total investissement", "5 €", ""),
        ("Total général", "15 €", ""),
    ],
    "dont": [("A", "10 €", ""), ("dont TVA", "2 €", ""), ("B", "5 €", ""), ("Total", "15 €", "")],
    "taux moyen": [("A", "10 €", "40 %"), ("B", "5 €", "50 %"), ("Total", "15 €", "43 %")],
    "parts": [("A", "10 €", "67 %"), ("B", "5 €", "33 %"), ("Total", "15 €", "100 %")],
}
WRONG = {
    "somme": [("A", "10 €", ""), ("B", "5 €", ""), ("Total", "16 €", "")],
    "malgré un sous-total": [
        ("A", "10 €", ""),
        ("Sous-total", "10 €", ""),
        ("B", "5 €", ""),
        ("Total", "25 €", ""),
    ],
    "« totalisateur » est un poste": [("Totalisateur", "10 €", ""), ("B", "5 €", ""), ("Total", "5 €", "")],
    "parts qui font trop": [("A", "10 €", "67 %"), ("B", "5 €", "43 %"), ("Total", "15 €", "100 %")],
}


def found(rows: list[tuple[str, str, str]]) -> list[str]:
    table = HEAD + "\n".join(f"| {' | '.join(row)} |" for row in rows)
    return [finding.code for finding in check(act(expose=table)) if finding.code == "DG375"]


@pytest.mark.parametrize("rows", RIGHT.values(), ids=RIGHT)
def test_a_right_table_is_told_nothing(rows):
    assert found(rows) == []


@pytest.mark.parametrize("rows", WRONG.values(), ids=WRONG)
def test_a_wrong_total_is_told(rows):
    assert found(rows) == ["DG375"]


JOINED = """\
| Chapitre | Exercice 2025 | < |
| ^ | Dépenses | Recettes |
|---|--:|--:|
| 011 | 10 € | 7 € |
| 012 | 5 € | {merged} |
| Total | {total} € | 7 € |
"""


@pytest.mark.parametrize("total", [15, 16])
def test_columns_under_a_header_of_two_rows_are_summed_by_their_own_name(total):
    faults = [f for f in check(act(expose=JOINED.format(total=total, merged="^"))) if f.code == "DG375"]
    assert len(faults) == (total != 15)
    assert all("« Dépenses »" in fault.message for fault in faults)


def test_a_row_of_dashes_is_no_second_header():
    assert found([("A", "10 €", ""), ("-", "-", "-"), ("B", "5 €", ""), ("Total", "16 €", "")]) == ["DG375"]
