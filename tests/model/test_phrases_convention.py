"""Conventions in the words of the public body: its own, those of its assembly, or the usual ones."""

import pytest
from pydantic import ValidationError

from delibgen import render
from delibgen.model.acte import Annexe, Article
from delibgen.model.convention import Convention, Partie
from delibgen.model.formules import Formules
from delibgen.model.formules_convention import USUELLES_CONVENTION, FormulesConvention
from delibgen.model.membre import Personne
from tests.rules.papers import act, assembly, deal, partie, sitting

MAIRE = Personne.model_validate({"civilite": "Madame", "prenom": "Ève", "nom": "ROY", "qualite": "son Maire"})


def said(**more: object) -> Convention:
    """Return a convention worded so, of two parties and one article."""
    return deal(formules=FormulesConvention.model_validate(more.pop("formules", {})), **more)


def test_its_own_words_come_before_those_of_the_public_body():
    theirs = assembly(formules_conventions=FormulesConvention(entre="ENTRE", convenu="ARRÊTENT :"))
    own = said(formules={"convenu": "CONVIENNENT :"})
    annexed = act(sitting(assemblee=theirs), annexes=(Annexe(titre="Convention", acte=own),))
    [paper] = annexed.papers()
    assert isinstance(paper, Convention)
    assert (paper.phrases.entre, paper.phrases.convenu) == (("ENTRE",), ("CONVIENNENT :",))
    assert own.phrases.entre == ("Entre\u00a0:",)


def test_an_annexed_convention_takes_the_visas_of_the_extracts_and_is_the_same_object_without_words():
    own = said(visas=("le code",))
    spoken = assembly(formules=Formules(visa="VU {visa},", considerant="non"))
    assert own.in_words_of(spoken).visas_dits == ("VU le code,",)
    assert own.in_words_of(assembly()) is own


def test_a_name_in_the_middle_of_the_sentence_stays_in_bold():
    first = said(formules={"partie": "D'une part, {nom}, ici présente"}).phrases.parties[0]
    assert (first.avant, first.apres) == ("D'une part, ", ", ici présente")
    assert first.nom


def test_a_party_without_its_name_has_no_bold_words():
    first = said(formules={"partie": "La partie {rang}"}).phrases.parties[0]
    assert (first.avant, first.nom, first.apres) == ("La partie 1", "", "")


def test_what_stands_between_parties_never_follows_the_last_one():
    parties = said(parties=(partie("a"), partie("b"), partie("c")), formules={"et": "ET"}).phrases.parties
    assert [p.et for p in parties] == [("ET",), ("ET",), ()]
    assert [p.part for p in parties] == [("d'une part,",), (), ("d'autre part,",)]


@pytest.mark.parametrize(
    ("formule", "first", "second"),
    [
        ("Article {numero} : {titre}", "Article 1er : Objet", "Article 2 : Durée"),
        ("ARTICLE {rang} – {titre}", "ARTICLE 1 – Objet", "ARTICLE 2 – Durée"),
        ("§ {titre}", "§ Objet", "§ Durée"),
    ],
)
def test_articles_are_numbered_as_the_formula_says(formule: str, first: str, second: str):
    articles = (Article(titre="Objet", texte="Un."), Article(titre="Durée", texte="Deux."))
    lines = render(said(articles=articles, formules={"article": formule})).text.split("\n")
    assert first in lines
    assert second in lines


def test_a_reference_finds_an_article_whose_number_is_a_plain_rank():
    articles = (
        Article(titre="Objet", texte="Un."),
        Article(titre="Durée", texte="Selon l'article [[Objet]]."),
    )
    text = render(said(articles=articles, formules={"article": "ARTICLE {rang} : {titre}"})).text
    assert "Selon l'article 1." in text


def test_the_sentence_s_own_word_is_not_signed():
    party = Partie(nom="la commune de Vy", representant=MAIRE)
    assert said(parties=(party, partie("b"))).phrases.signatures[0].lignes == ("La Maire,",)


def test_an_annex_that_is_a_text_is_printed_after_the_signatures():
    annexe = Annexe(titre="Budget", numero="1", texte="| Poste | Montant |\n|---|--:|\n| Loyer | 12 € |")
    text = render(said(annexes=(annexe,), formules={"annexe_imprimee": "ANNEXE {numero} : {titre}"})).text
    assert text.index("ANNEXE 1 : Budget") > text.index("Fait à")
    assert "Loyer" in text


def test_an_unknown_field_is_refused_with_the_nearest():
    with pytest.raises(ValidationError, match="representant"):
        FormulesConvention(partie="{represantant}")


def test_every_usual_formula_is_one_that_can_be_chosen():
    assert set(USUELLES_CONVENTION) <= set(FormulesConvention.model_fields)
    FormulesConvention.model_validate(dict(USUELLES_CONVENTION))
