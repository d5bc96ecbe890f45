"""Members are given as people write them: commune, capacity, deputy; and told from one another."""

import datetime as dt

import pytest

from delibgen.actes.assemblee import assemblee, collectivite, membre
from delibgen.actes.deliberation import deliberation
from delibgen.actes.seance import seance
from delibgen.errors import LoadError

VALLEES = collectivite("Communauté de communes des Trois Vallées", "communaute_de_communes")


@pytest.fixture
def conseil():
    return assemblee(
        VALLEES,
        "conseil_communautaire",
        membres=[
            membre("Madame Anne ROUX (Lure), Présidente", titre="Madame la Présidente"),
            "Monsieur Paul NOIR (Héricourt), 1er vice-président",
            membre("Monsieur Jean BLANC", commune="Ronchamp", suppleant_de="Monsieur Luc GRIS"),
            "Monsieur Jean MARTIN (Vy)",
            "Monsieur Jean MARTIN (Us)",
        ],
    )


def test_a_text_gives_the_commune_and_the_capacity(conseil):
    noir = conseil.membres[1]
    assert (noir.prenom, noir.nom, noir.commune, noir.qualite) == (
        "Paul",
        "NOIR",
        "Héricourt",
        "1er vice-président",
    )
    blanc = conseil.membres[2]
    assert (blanc.commune, blanc.suppleant_de) == ("Ronchamp", "Monsieur Luc GRIS")
    assert conseil.membres[0].titre == "Madame la Présidente"


def test_two_members_of_one_name_are_told_by_their_commune(conseil):
    find = conseil.annuaire.find
    assert find("Jean MARTIN (Us)") == find("M. MARTIN (us)") == conseil.membres[4]
    with pytest.raises(ValueError, match="désigne plusieurs membres") as caught:
        find("MARTIN")
    assert "(Vy), Monsieur\u00a0Jean MARTIN (Us) ; ajouter la commune entre parenthèses" in str(caught.value)


def test_a_wrong_name_of_member_says_how_to_write_it():
    with pytest.raises(LoadError, match="écrire par exemple « Monsieur François REBSAMEN »"):
        membre("Jean (Us)")


def test_who_arrives_later_is_absent_at_the_opening(conseil):
    une = (
        seance(conseil, dt.date(2024, 6, 3))
        .president("ROUX")
        .arrivee("BLANC", point=2, heure="20 h 15")
        .depart("NOIR", heure="21 h")
        .arrivee("NOIR", heure="21 h 30")
        .build()
    )
    assert [m.nom for m in une.presence().presents] == ["ROUX", "NOIR", "MARTIN", "MARTIN"]
    assert [m.nom for m in une.presence().absents] == ["BLANC"]
    late = une.presence(2, heure=dt.time(20, 30))
    assert [m.nom for m in late.presents] == ["ROUX", "NOIR", "BLANC", "MARTIN", "MARTIN"]
    assert late.absents == ()
    assert [m.nom for m in une.presence(3, heure=dt.time(21, 10)).absents] == ["NOIR"]


def test_a_latecomer_already_excused_or_represented_is_not_counted_twice(conseil):
    une = (
        seance(conseil, "2024-06-03")
        .president("ROUX")
        .excuses("BLANC")
        .pouvoir("NOIR", a="ROUX", au_point=1)
        .arrivee("BLANC", point=2)
        .arrivee("NOIR", point=2)
        .build()
    )
    opening = une.presence(1)
    assert ([m.nom for m in opening.excuses], opening.absents) == (["BLANC"], ())
    assert opening.nombre_presents + opening.nombre_absents == 5
    assert une.presence(2).nombre_presents == 5


def test_a_given_list_of_present_members_is_kept_as_given(conseil):
    une = seance(conseil, "2024-06-03").president("ROUX").presents("ROUX", "NOIR").arrivee("BLANC", point=2)
    assert [m.nom for m in une.build().presence(1).presents] == ["ROUX", "NOIR"]


def test_a_bare_text_is_not_a_list_of_names(conseil):
    une = seance(conseil, "2024-06-03").president("ROUX").build()
    etapes = deliberation("1").seance(une).objet("x").scrutin(pour=4, contre="NOIR")
    with pytest.raises(LoadError, match="un nombre de voix, ou une liste de noms attendue"):
        etapes.build()
