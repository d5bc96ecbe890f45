"""The lines of decisions and arrêtés: the usual ones, those of the public body, those of the act."""

import datetime as dt

import pytest
from pydantic import ValidationError

from delibgen import render
from delibgen.actes.unilateral import arrete, decision_deleguee
from delibgen.model.deliberation import Publicite
from delibgen.model.formules import Formules
from delibgen.model.formules_actes import USUELLES_ACTES, FormulesActe
from delibgen.model.unilateral import Arrete, DecisionDeleguee
from tests.rules.papers import assembly

ASSEMBLEE = assembly()
SENT = "par sa transmission au représentant de l'État le"


def order(**changes: object) -> Arrete:
    made = (
        arrete("2024-7", assemblee=changes.pop("assemblee", ASSEMBLEE))
        .objet("Stationnement")
        .signe("Madame Claire VASSEUR, Maire", date="2024-10-01")
        .article("Le stationnement est interdit")
        .article("Le présent arrêté est affiché")
        .build()
    )
    return made.model_copy(update=changes)


def decided(**changes: object) -> DecisionDeleguee:
    made = (
        decision_deleguee("2024-12", assemblee=ASSEMBLEE)
        .objet("Bail")
        .signe("Madame Claire VASSEUR, Maire", date="2024-10-01")
        .delegation("Vu la délibération du 3 juillet 2020")
        .article("Un bail est consenti")
        .build()
    )
    return made.model_copy(update=changes)


def plain(lines: tuple[str, ...]) -> list[str]:
    return [line.replace("\u00a0", " ") for line in lines]


def test_the_usual_lines():
    phrases = order().phrases
    assert plain(phrases.titre) == ["ARRÊTÉ N° 2024-7"]
    assert plain(phrases.date) == ["du 1er octobre 2024"]
    assert plain(phrases.decide) == ["ARRÊTE :"]
    assert plain(decided().phrases.titre) == ["DÉCISION N° 2024-12"]
    assert plain(decided().phrases.visas) == ["Vu la délibération du 3 juillet 2020 lui donnant délégation ;"]


def test_an_arrete_without_delegation_has_no_first_visa():
    assert order(visas=("le code",)).phrases.visas == ("Vu le code\u00a0;",)


@pytest.mark.parametrize(
    ("publicite", "said"),
    [
        (
            {},
            f"{SENT} [à compléter] et sa publication le [à compléter].",
        ),
        ({"transmissible": False}, "par sa publication le [à compléter]."),
        (
            {"notification": dt.date(2024, 10, 3), "transmissible": False},
            "par sa notification le 3 octobre 2024.",
        ),
        (
            {"transmission": dt.date(2024, 10, 2), "affichage": dt.date(2024, 10, 4)},
            f"{SENT} 2 octobre 2024 et sa publication le 4 octobre 2024.",
        ),
    ],
)
def test_when_the_act_became_executory(publicite, said):
    (line,) = plain(order(publicite=Publicite(**publicite)).phrases.executoire)
    assert line.endswith(said)


def test_each_kind_speaks_of_itself():
    assert "le présent arrêté peut" in order().phrases.recours[0]
    assert "la présente décision peut" in decided().phrases.recours[0]


def test_the_act_comes_before_the_public_body_and_it_before_the_extracts():
    of_extracts = ASSEMBLEE.model_copy(
        update={"formules": Formules(article="Art. {rang}", visa="VU {visa},")}
    )
    theirs = of_extracts.model_copy(update={"formules_arretes": FormulesActe(article="ARTICLE {rang} –")})
    own = FormulesActe(article="{romain}.")
    assert [d.marque for d in order(assemblee=of_extracts).phrases.dispositif] == ["Art. 1", "Art. 2"]
    assert [d.marque for d in order(assemblee=theirs).phrases.dispositif] == ["ARTICLE 1 –", "ARTICLE 2 –"]
    assert [d.marque for d in order(assemblee=theirs, formules=own).phrases.dispositif] == ["I.", "II."]
    assert order(assemblee=theirs, visas=("le code",)).phrases.visas == ("VU le code,",)


def test_the_public_body_is_named_after_de_and_a_as_in_an_extract():
    theirs = FormulesActe(
        autorite="Le Maire de {collectivite},",
        date="MAIRIE DE {COLLECTIVITE}",
        fait="{collectivite} à {collectivite.ville}",
    )
    body = ASSEMBLEE.collectivite.model_copy(update={"nom": "Le Havre", "ville": "Le Havre"})
    phrases = order(assemblee=ASSEMBLEE.model_copy(update={"collectivite": body}), formules=theirs).phrases
    assert phrases.autorite == ("Le Maire du Havre,",)
    assert phrases.date == ("MAIRIE DU HAVRE",)
    assert phrases.fait == ("Le Havre au Havre",)


def test_the_usual_place_of_an_act_is_left_to_be_completed_where_the_town_is_not_known():
    bodies = [ASSEMBLEE.collectivite.model_copy(update={"ville": town}) for town in (None, "Les Lilas")]
    said = [
        order(assemblee=ASSEMBLEE.model_copy(update={"collectivite": body})).phrases.fait for body in bodies
    ]
    assert said == [
        ("Fait à [à compléter], le 1er\u00a0octobre 2024.",),
        ("Fait aux Lilas, le 1er\u00a0octobre 2024.",),
    ]


def test_formulas_of_arretes_are_not_those_of_decisions():
    theirs = ASSEMBLEE.model_copy(update={"formules_arretes": FormulesActe(decide="ARRÊTONS")})
    assert order(assemblee=theirs).phrases.decide == ("ARRÊTONS",)
    assert decided(assemblee=theirs).phrases.decide == ("DÉCIDE\u00a0:",)


def test_a_silent_line_is_not_printed():
    own = FormulesActe(date="non", recours="non", article="non")
    text = render(order(formules=own)).text
    assert "du 1er octobre 2024\n" not in text
    assert "recours pour excès" not in text
    assert "\nLe stationnement est interdit." in text


def test_a_name_that_the_formula_gives_is_not_printed_twice():
    own = FormulesActe(signature="{auteur.nom_sans_civilite}, {auteur.qualite}")
    text = render(order(formules=own)).text
    assert text.count("Claire VASSEUR") == 1
    assert render(order()).text.count("Claire VASSEUR") == 1


def test_a_wrong_field_is_refused_with_the_nearest_one():
    with pytest.raises(ValidationError, match="numero"):
        FormulesActe(titre="ARRÊTÉ {numreo}")


@pytest.mark.parametrize("name", sorted(USUELLES_ACTES))
def test_every_usual_line_is_a_valid_formula(name):
    FormulesActe.model_validate({name: USUELLES_ACTES[name]})


def test_the_author_may_be_a_name_of_the_roll():
    member = ASSEMBLEE.membres[0]
    typed = {**order().model_dump(), "assemblee": ASSEMBLEE, "auteur": member.nom}
    assert Arrete.model_validate(typed, strict=False).auteur == member
    with pytest.raises(ValidationError):
        Arrete.model_validate({**typed, "auteur": "INCONNUE"}, strict=False)
