"""The articles of a convention are numbered by Word, and its texts refer to them by their titles."""

import pytest

from delibgen import RenderError, load_seance, render
from delibgen.model.acte import Article
from delibgen.model.convention import Convention
from tests.conftest import CONSEIL
from tests.reader import Reader


@pytest.fixture
def ludobus() -> Convention:
    paper = load_seance(CONSEIL).actes[3].annexes[0].acte
    assert isinstance(paper, Convention)
    return paper


def with_first(paper: Convention, texte: str) -> Convention:
    return paper.model_copy(update={"articles": (Article(titre="Renvois", texte=texte), *paper.articles)})


def test_a_reference_follows_its_article_when_another_comes_before(ludobus):
    text = render(with_first(ludobus, "Voir l'article [[Durée]] et l'article [[Renvois]].")).text
    assert "Voir l'article 3 et l'article 1er." in text
    assert "Article 3 – Durée" in text


def test_numbers_and_references_are_word_fields(ludobus):
    body = Reader(render(with_first(ludobus, "Voir l'article [[Durée]].")).to_bytes()).parts[
        "word/document.xml"
    ]
    assert body.count(b" SEQ article") == len(ludobus.articles) + 1
    assert body.count(b" REF ") == 1


def test_a_reference_to_no_article_names_the_nearest(ludobus):
    with pytest.raises(RenderError, match="DG416") as caught:
        render(with_first(ludobus, "Voir l'article [[Durrée]]."))
    assert "Durée" in str(caught.value)


def test_a_single_article_has_no_number(ludobus):
    alone = ludobus.model_copy(update={"articles": (Article(texte="Tout est dit."),)})
    assert "Article unique" in render(alone).text
