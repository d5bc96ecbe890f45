"""Votes are counts, or names, or a secret ballot with rounds."""

import pytest
from pydantic import ValidationError

from delibgen.model.membre import Annuaire, Membre
from delibgen.model.scrutin import ModeScrutin, Scrutin, Sort
from delibgen.model.vocabulaire import Vocabulaire
from tests.rules.papers import MEMBRES, ms, tour, votes


def test_names_are_counted():
    scrutin = Scrutin.model_validate({"pour": ms("ABC"), "contre": ms("D")})
    assert (scrutin.pour, scrutin.contre, scrutin.noms_contre) == (3, 1, ms("D"))


def test_names_in_a_file_are_those_of_the_roll():
    context = {"texte": True, "annuaire": Annuaire(MEMBRES)}
    scrutin = Scrutin.model_validate({"pour": "8", "contre": ["ESPERON", "Mme FAUVEL"]}, context=context)
    assert (scrutin.pour, scrutin.contre, scrutin.noms_contre) == (8, 2, ms("DE"))


def test_votes_cast_leave_abstentions_out():
    scrutin = votes(6, contre=2, abstentions=3)
    assert (scrutin.exprimes, scrutin.majorite_absolue, scrutin.votants) == (8, 5, 11)


@pytest.mark.parametrize(
    ("scrutin", "sort", "unanime"),
    [
        (votes(10), Sort.ADOPTE, True),
        (votes(10, abstentions=1), Sort.ADOPTE, True),
        (votes(6, contre=4), Sort.ADOPTE, False),
        (votes(4, contre=6), Sort.REJETE, False),
        (votes(5, contre=5), Sort.REJETE, False),
        (votes(5, contre=5, voix_du_president="pour"), Sort.ADOPTE, False),
        (votes(5, contre=5, voix_du_president="contre"), Sort.REJETE, False),
        (
            votes(5, contre=5, voix_du_president="pour", mode=ModeScrutin.SECRET),
            Sort.REJETE,
            False,
        ),
        (votes(0, abstentions=10), Sort.REJETE, False),
    ],
)
def test_the_vote_decides(scrutin: Scrutin, sort: Sort, unanime: bool):
    assert (scrutin.sort, scrutin.unanime) == (sort, unanime)


def test_a_secret_ballot_names_nobody():
    with pytest.raises(ValidationError, match="scrutin secret : aucun nom de votant"):
        Scrutin.model_validate({"mode": "secret", "pour": ms("AB")})


def test_rounds_and_papers_belong_to_a_secret_ballot():
    with pytest.raises(ValidationError, match="seulement si mode est « secret »"):
        votes(10, blancs=1)


def test_a_round_gives_its_numbers_as_in_c27():
    one = tour(42, 32, blancs=6, nuls=4)
    assert (one.exprimes, one.majorite_absolue) == (32, 17)


def test_an_election_takes_the_numbers_of_its_last_round():
    scrutin = Scrutin(mode=ModeScrutin.SECRET, tours=(tour(10, 5, 4, blancs=1), tour(9, 6, 3)))
    assert (scrutin.votants, scrutin.exprimes, scrutin.majorite_absolue) == (9, 9, 5)
    assert scrutin.sort is Sort.DESIGNATION
    assert not scrutin.unanime
    assert not scrutin.partage


@pytest.mark.parametrize(
    ("scrutin", "said"),
    [
        (votes(10), "à l'unanimité"),
        (votes(10, abstentions=1), "à l'unanimité des suffrages exprimés, par 10 voix pour et 1 abstention"),
        (votes(6, contre=4), "par 6 voix pour et 4 voix contre"),
        (votes(6, contre=1, abstentions=2), "par 6 voix pour, 1 voix contre et 2 abstentions"),
        (
            votes(6, contre=ms("AB"), abstentions=ms("C")),
            "par 6 voix pour, 2 voix contre ({A}, {B}) et 1 abstention ({C})",
        ),
        (
            votes(5, contre=5, voix_du_president="pour"),
            "par 5 voix pour et 5 voix contre, la voix de la présidente étant prépondérante",
        ),
        (
            votes(6, contre=2, blancs=2, nuls=1, mode=ModeScrutin.SECRET),
            "par 6 voix pour, 2 voix contre, 2 bulletins blancs et 1 bulletin nul",
        ),
    ],
)
def test_the_result_in_words(scrutin, said):
    names = {letter: ms(letter)[0].nom_abrege for letter in "ABC"}
    assert scrutin.resultat(presidente=True).replace("\u00a0", " ") == said.format(**names).replace(
        "\u00a0", " "
    )


def test_the_votes_by_name_are_counted_even_when_all_are_for():
    scrutin = Scrutin.model_validate({"pour": ms("AB")})
    names = ", ".join(membre.nom_abrege for membre in ms("AB"))
    assert scrutin.resultat(par_nom=True) == f"à l'unanimité, par 2\u00a0voix pour ({names})"


CHOSEN = Vocabulaire(
    unanimite="à l'unanimité des membres présents et représentés",
    unanimite_avec_abstentions="à l'unanimité, moins {abstentions}",
    majorite="à la majorité",
    scrutin_ordinaire="à main levée",
)


@pytest.mark.parametrize(
    ("scrutin", "said"),
    [
        (votes(10), "à main levée, à l'unanimité des membres présents et représentés"),
        (votes(10, abstentions=2), "à main levée, à l'unanimité, moins 2 abstentions"),
        (votes(6, contre=4), "à main levée, à la majorité, par 6 voix pour et 4 voix contre"),
        (votes(4, contre=6), "à main levée, par 4 voix pour et 6 voix contre"),
        (
            votes(5, contre=5, voix_du_president="pour"),
            "à main levée, par 5 voix pour et 5 voix contre, la voix du président étant prépondérante",
        ),
        (votes(6, contre=4, mode=ModeScrutin.PUBLIC), "à la majorité, par 6 voix pour et 4 voix contre"),
        (votes(6, contre=2, mode=ModeScrutin.SECRET), "à la majorité, par 6 voix pour et 2 voix contre"),
    ],
)
def test_the_words_of_the_result_are_those_of_the_assembly(scrutin, said):
    assert scrutin.resultat(vocabulaire=CHOSEN).replace("\u00a0", " ") == said


@pytest.mark.parametrize(
    "words", ["à l'unanimité", "moins {abstention}", "{abstentions} {", "{abstentions!r}"]
)
def test_chosen_words_neither_hide_the_abstentions_nor_print_a_brace(words):
    with pytest.raises(ValueError, match="abstentions"):
        Vocabulaire(unanimite_avec_abstentions=words)


@pytest.mark.parametrize(("scrutin", "deports"), [(votes(9), True), (votes(9, non_votants=1), False)])
def test_a_vote_without_some_of_those_present_is_not_said_unanimous_among_them(scrutin, deports):
    assert scrutin.resultat(vocabulaire=CHOSEN, deports=deports) == "à main levée, à l'unanimité"
    chosen = CHOSEN.model_copy(update={"unanimite_avec_deports": "à l'unanimité des votants"})
    assert scrutin.resultat(vocabulaire=chosen, deports=deports) == "à main levée, à l'unanimité des votants"


def test_proxies_are_told_on_each_side_of_the_vote():
    vote = Scrutin(pour=38, abstentions=11, pouvoirs_pour=3, pouvoirs_abstentions=1)
    said = vote.resultat().replace("\u00a0", " ")
    assert said == (
        "à l'unanimité des suffrages exprimés, par 38 voix pour (dont 3 procurations)"
        " et 11 abstentions (dont 1 procuration)"
    )


def test_proxies_follow_the_names():
    noir = Membre(civilite="Monsieur", prenom="Paul", nom="NOIR")
    said = Scrutin(pour=5, contre=1, noms_contre=(noir,), pouvoirs_contre=1).resultat()
    assert "1 voix contre (M. Paul NOIR ; dont 1 procuration)" in said.replace("\u00a0", " ")


@pytest.mark.parametrize("groupe", [None, "groupe Ormeval", 12])
def test_what_is_no_group_of_a_vote_is_told_at_its_place(groupe):
    with pytest.raises(ValidationError) as caught:
        Scrutin.model_validate({"groupes": (groupe,)})
    assert {error["loc"][:2] for error in caught.value.errors()} == {("groupes", 0)}


def test_what_is_no_number_in_a_group_is_told_and_is_not_added():
    groupes = ({"groupe": "A", "pour": 4, "contre": "deux"}, {"groupe": "B", "pour": 3, "contre": 1})
    with pytest.raises(ValidationError) as caught:
        Scrutin.model_validate({"mode": "ordinaire", "groupes": groupes}, context={"texte": True})
    assert [error["loc"] for error in caught.value.errors()] == [("groupes", 0, "contre")]
