"""The names of assemblies: their gender, and their article inside a sentence."""

import pytest

from delibgen.model.genres import Genre, genre_du_sujet, nom_defini


@pytest.mark.parametrize(
    ("sujet", "usuel", "genre"),
    [
        ("Le Bureau", "f", "m"),
        ("La Métropole", "m", "f"),
        ("le conseil municipal", "f", "m"),
        ("L'Assemblée de Corse", "m", "f"),
        ("L’assemblée départementale", "m", "f"),
        ("commission syndicale", "m", "f"),
        ("Comité syndical", "f", "m"),
        ("L'instance de concertation", "f", "f"),
        ("L'organe délibérant", "m", "m"),
        ("Syndicat des eaux", "m", "m"),
    ],
)
def test_the_article_tells_the_gender_then_the_first_word_then_what_is_usual(
    sujet: str, usuel: Genre, genre: Genre
) -> None:
    assert genre_du_sujet(sujet, usuel) == genre


@pytest.mark.parametrize(
    ("nom", "usuel", "defini"),
    [
        ("Bureau", "f", "le Bureau"),
        ("Assemblée de Corse", "m", "l'Assemblée de Corse"),
        ("commission syndicale", "m", "la commission syndicale"),
        ("Le Bureau", "f", "le Bureau"),
        ("La Commission permanente", "m", "la Commission permanente"),
        ("L'Assemblée", "m", "l'Assemblée"),
        ("Délégation spéciale", "m", "la Délégation spéciale"),
        ("Syndicat", "m", "le Syndicat"),
    ],
)
def test_inside_a_sentence_a_name_has_its_article_once_in_small_letters(
    nom: str, usuel: Genre, defini: str
) -> None:
    assert nom_defini(nom, usuel) == defini
