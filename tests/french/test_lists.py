"""Lists in a sentence and names in columns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delibgen import french
from delibgen.french import FrenchError


def test_lists_in_a_sentence() -> None:
    assert french.liste(["A"]) == "A"
    assert french.liste(["A", "B"]) == "A et B"
    assert french.liste(("A", "B", "C")) == "A, B et C"
    assert french.liste(["A", "B"], dernier="ainsi que") == "A ainsi que B"
    assert french.liste_ou(iter(["A", "B", "C"])) == "A, B ou C"
    assert french.liste([2024, 2025]) == "2024 et 2025"


def test_an_empty_list_or_a_blank_item_is_refused() -> None:
    assert french.liste([], vide="néant") == "néant"
    for items in ([], ["A", ""], ["A", None], [" "], "abc", None, 3, [1.5], [True], [[1]], [b"a"]):
        with pytest.raises(FrenchError):
            french.liste(items)


def test_the_32_names_of_the_seed_stand_in_columns_of_12_11_and_9() -> None:
    rows = french.colonnes(range(32), 3, hauteurs=(12, 11, 9))
    assert len(rows) == 12
    assert rows[0] == (0, 12, 23)
    assert rows[8] == (8, 20, 31)
    assert rows[9] == (9, 21, "")
    assert rows[11] == (11, "", "")


def test_columns_are_as_even_as_can_be_and_short_lists_leave_blanks() -> None:
    heights = [sum(1 for row in french.colonnes(range(32), 3) if row[column] != "") for column in range(3)]
    assert heights == [11, 11, 10]
    assert french.colonnes([], 3) == []
    assert french.colonnes(["A"], 3) == [("A", "", "")]
    assert french.colonnes(["A", "B"], 2, hauteurs=(2, 2)) == [("A", ""), ("B", "")]


@given(st.lists(st.integers()), st.integers(min_value=1, max_value=8))
def test_columns_lose_no_name_and_keep_their_order(items: list[int], n: int) -> None:
    rows = french.colonnes(items, n)
    assert all(len(row) == n for row in rows)
    read = [row[column] for column in range(n) for row in rows if row[column] != ""]
    assert read == items
    heights = [sum(1 for row in rows if row[column] != "") for column in range(n)]
    assert max(heights) - min(heights) <= 1


@pytest.mark.parametrize(
    "call",
    [
        lambda: french.colonnes(["A"], 0),
        lambda: french.colonnes(["A"], 1.5),
        lambda: french.colonnes(["A"] * 5, 2, hauteurs=(2, 2)),
        lambda: french.colonnes(["A"], 2, hauteurs=(2,)),
        lambda: french.colonnes(["A"], 2, hauteurs=(-1, 2)),
        lambda: french.colonnes("ABC", 2),
        lambda: french.colonnes(None, 2),
    ],
)
def test_impossible_columns_are_refused(call) -> None:
    with pytest.raises(FrenchError):
        call()
