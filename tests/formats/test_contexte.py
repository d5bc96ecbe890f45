"""Which field a text of a finished act comes from: the words around it tell, or the doubt is said."""

import pytest

from delibgen.formats.contexte import Valeur, choose, named, numbers_in, stems_of

DAY = "le 12 septembre 2024"


def value(path: str, text: str = DAY) -> Valeur:
    """Return a value that a tag writes."""
    return Valeur(text, f"{{{{ {path} }}}}", path)


SENT = value("seance.convocation.date")
POSTED = value("seance.affichage_convocation")
HELD = value("seance.date")


@pytest.mark.parametrize(
    ("before", "path"),
    [
        ("Date de la convocation : ", "seance.convocation.date"),
        ("Conseillers convoqués ", "seance.convocation.date"),
        ("Convocation affichée ", "seance.affichage_convocation"),
        ("AFFICHAGE DE LA CONVOCATION ", "seance.affichage_convocation"),
    ],
)
def test_the_words_before_a_date_tell_which_one_it_is(before: str, path: str) -> None:
    chosen, rivals = choose([HELD, SENT, POSTED], before)
    assert chosen is not None
    assert (chosen.chemin, rivals) == (path, ())


def test_without_a_word_the_first_is_taken_and_the_others_are_named() -> None:
    assert choose([HELD, SENT, POSTED], "Fait ") == (HELD, (SENT, POSTED))


def test_words_that_tell_several_fields_leave_these_only_in_doubt() -> None:
    one, other = value("seance.convocation.date"), value("convocation.date_envoi")
    chosen, rivals = choose([HELD, one, other], "Convocation du ")
    assert chosen is one
    assert HELD not in rivals


def test_two_paths_to_one_field_are_no_doubt() -> None:
    chair = value("seance.president.nom_complet", "Madame Anne ROY")
    again = value("president.nom_complet", "Madame Anne ROY")
    assert choose([chair, again], "Signé : ") == (chair, ())


@pytest.mark.parametrize(
    ("text", "path"), [("Ormeval", "seance.assemblee.collectivite.ville"), ("trois", "presence.quorum")]
)
def test_a_common_word_is_replaced_only_where_words_say_why_it_is_there(text: str, path: str) -> None:
    assert choose([value(path, text)], "avec Habitat et ") == (None, ())


def test_the_name_of_a_town_is_that_of_the_place_where_the_act_is_made() -> None:
    town = value("seance.assemblee.collectivite.ville", "Ormeval")
    assert choose([town], "Fait à ") == (town, ())
    assert named("seance.assemblee.collectivite.ville", "Fait à")


def test_a_town_after_its_link_is_that_of_the_place_where_the_act_is_made() -> None:
    body, town = value("collectivite.a_nom", "à Ormeval"), value("collectivite.a_ville", "à Ormeval")
    for before, after in (
        ("Fait ", ", le 1er octobre 2024"),
        ("Fait et délibéré ", " le 1er octobre"),
        ("Fait ", ""),
    ):
        assert choose([body, town], before, after) == (town, ())
        assert choose([town], before, after) == (town, ())
    assert choose([body, town], "Une fête ") == (body, (town,))


def test_a_town_after_its_link_is_left_where_no_word_says_why_it_is_there() -> None:
    assert choose([value("collectivite.a_ville", "au Havre")], "il fait escale ", " le 1er mai") == (None, ())


def test_the_words_that_tell_a_field_leave_out_those_that_say_nothing() -> None:
    assert stems_of("seance.convocation.date") == {"convo"}
    assert stems_of("nom") == frozenset()
    assert stems_of("") == frozenset()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Votants : 18", "presence.votants"),
        ("18 votants", "presence.votants"),
        ("18 présents", None),
        ("18,5 votants", None),
        ("du 18/09 votants", None),
    ],
)
def test_a_number_is_told_by_the_words_beside_it(text: str, found: str | None) -> None:
    told = [path for _, _, path in numbers_in(text, {"presence.votants": 18})]
    assert told == ([] if found is None else [found])
