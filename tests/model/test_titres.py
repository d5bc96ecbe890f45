"""The article of a title is that of the word that the person chose."""

import pytest

from delibgen.model.membre import Civilite, Personne


@pytest.mark.parametrize(
    ("qualite", "signs"),
    [
        ("Présidente", "La Présidente"),
        ("Président", "Le Président"),
        ("Maire", "La Maire"),
        ("Maire, Présidente", "La Maire, Présidente"),
        ("1re adjointe", "La 1re adjointe"),
        ("1er adjoint", "Le 1er adjoint"),
        ("2e adjoint", "Le 2e adjoint"),
        ("adjointe aux finances", "L'adjointe aux finances"),
        ("Maire délégué", "Le Maire délégué"),
        ("Vice-présidente déléguée à l'eau", "La Vice-présidente déléguée à l'eau"),
        ("Directeur général des services", "Le Directeur général des services"),
        ("DGS", "La DGS"),
        ("Madame le Maire", "Madame le Maire"),
        ("son Maire", "La Maire"),
    ],
)
def test_a_woman_signs_with_the_article_of_her_title(qualite: str, signs: str):
    assert Personne(civilite=Civilite.MADAME, nom="DUC", qualite=qualite).fonction == signs


@pytest.mark.parametrize("qualite", ["Président", "Maire", "1er adjoint", "DGS"])
def test_a_man_signs_with_le(qualite: str):
    assert Personne(civilite=Civilite.MONSIEUR, nom="DUC", qualite=qualite).fonction == f"Le {qualite}"
