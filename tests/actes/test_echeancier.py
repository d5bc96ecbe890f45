"""The schedule of a convention: a column a year while a page can hold them, one amount a row beyond."""

import datetime as dt
from decimal import Decimal

import pytest

from delibgen import lint, render
from delibgen.model.acte import Article
from delibgen.model.convention import Convention
from delibgen.model.montant import Echeancier, LigneEcheancier
from delibgen.word import validate
from tests.rules.papers import deal
from tests.word.build import docx, p

PARTIES = ("la commune de Combreval", "la commune d'Ivry-le-Bas")


def convention(years: int, amount: str = "12500", missing: bool = False) -> Convention:
    lignes = tuple(
        LigneEcheancier(
            partie=partie,
            montants=tuple(
                None if missing and rank == years - 1 else Decimal(amount) + rank for rank in range(years)
            ),
        )
        for partie in PARTIES
    )
    table = Echeancier(annees=tuple(range(2025, 2025 + years)), lignes=lignes)
    article = Article(titre="Contributions", texte="Les contributions sont les suivantes :", echeancier=True)
    return deal(date=dt.date(2024, 12, 2), articles=(article,), echeancier=table)


def rows(acte: Convention) -> list[list[str]]:
    document = render(acte)
    assert validate(document.to_bytes()) == []
    lines = [line.split("\t") for line in document.text.splitlines()]
    start = next(rank for rank, line in enumerate(lines) if line[0] == "Partie")
    return [line for line in lines[start:] if len(line) > 2]


@pytest.mark.parametrize("years", [1, 2, 3, 4, 5, 6, 7])
def test_each_year_has_its_column(years: int) -> None:
    printed = rows(convention(years))
    assert printed[0] == ["Partie", *map(str, range(2025, 2025 + years)), "Total"]
    assert printed[1][:2] == [PARTIES[0], "12\u00a0500\u00a0€"]
    assert [len(row) for row in printed] == [years + 2] * 4
    assert printed[3][0] == "Total"
    assert printed[3][1] == "25\u00a0000\u00a0€"


@pytest.mark.parametrize(
    ("years", "amount"), [(8, "12500"), (6, "1234567"), (5, "123456.50"), (20, "5"), (3, "123456789.25")]
)
def test_what_no_page_can_hold_in_columns_is_printed_in_rows(years: int, amount: str) -> None:
    acte = convention(years, amount)
    assert acte.echeancier is not None
    assert not acte.echeancier.en_colonnes
    printed = rows(acte)
    assert printed[0] == ["Partie", "Année", "Montant"]
    assert len(printed) == 1 + 3 * (years + 1)


def test_small_amounts_keep_their_columns_longer() -> None:
    assert len(rows(convention(9, "80"))[0]) == 11


def test_a_year_still_to_be_filled_says_so() -> None:
    assert rows(convention(5, missing=True))[1][-2:] == ["[à compléter]", "[à compléter]"]


def test_a_template_may_print_the_first_and_the_last_year() -> None:
    years = "{{ echeancier.premiere_annee | annees_longues(echeancier.derniere_annee) }}"
    tag = f"{{% if echeancier %}}{years}{{% endif %}}"
    made = docx(p(tag))
    assert [f for f in lint(made, Convention) if f.code != "DG180"] == []
    assert render(convention(3), made).text.strip() == "de 2025 à 2027"
