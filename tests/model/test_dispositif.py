"""A decision is a sentence, then what follows it; its mark is what the assembly chose."""

import pytest

from delibgen.model.champs import article_number, letter
from delibgen.model.dispositif import Decision, Dispositif

TABLE = "| A | B |\n|---|--:|\n| x | 1 |"


@pytest.mark.parametrize(
    ("texte", "phrase", "suite"),
    [
        ("la convention", "la convention", ""),
        ("deux lignes\nd'une phrase", "deux lignes\nd'une phrase", ""),
        (f"les tarifs :\n\n{TABLE}", "les tarifs :", TABLE),
        (f"les tarifs :\n{TABLE}", "les tarifs :", TABLE),
        ("les aides :\n- une\n- deux", "les aides :", "- une\n- deux"),
        ("les aides :\n1. une", "les aides :", "1. une"),
        ("le 1er mai,\n1945 et après", "le 1er mai,\n1945 et après", ""),
        ("un alinéa.\n\nUn autre.", "un alinéa.", "Un autre."),
        ("fin\n\n", "fin", ""),
        ("a - b | c", "a - b | c", ""),
    ],
)
def test_a_sentence_runs_up_to_a_list_a_table_or_a_blank_line(texte, phrase, suite):
    decision = Decision(verbe="FIXE", texte=texte)
    assert (decision.phrase, decision.suite) == (phrase, suite)


@pytest.mark.parametrize("texte", ["un", "deux :\n- a\n- b", f"trois\n\n{TABLE}", "quatre.\n\nCinq"])
def test_nothing_of_a_text_is_lost(texte):
    decision = Decision(texte=texte)
    assert f"{decision.phrase}\n{decision.suite}".split() == texte.split()
    (line,) = Dispositif.model_validate([texte]).lignes
    assert line.texte.startswith(texte)


def test_only_a_sentence_alone_gets_its_mark():
    lines = Dispositif.model_validate([
        {"FIXE": "les tarifs :\n- a ;\n- b."},
        {"DIT": "ceci"},
        {"DIT": "cela"},
    ]).lignes
    assert [line.phrase for line in lines] == ["les tarifs :", "ceci\u00a0;", "cela."]


def test_marks_take_the_place_of_the_dash():
    what = Dispositif.model_validate([{"d'approuver": "a"}, {"d'autoriser": "b"}])
    assert [line.tiret for line in what.lignes] == [True, True]
    assert [(line.marque, line.tiret) for line in what.dites(["a)", "b)"])] == [("a)", False), ("b)", False)]


@pytest.mark.parametrize(("rank", "expected"), [(1, "a"), (26, "z"), (27, "aa"), (52, "az"), (53, "ba")])
def test_letters_go_on_after_z(rank, expected):
    assert letter(rank) == expected


def test_numbers_of_articles():
    assert [article_number(1, 1), article_number(1, 2), article_number(2, 2)] == ["unique", "1er", "2"]


@pytest.mark.parametrize(
    ("marque", "longue"), [("-", False), ("9°)", False), ("1° -", True), ("Point 2", True)]
)
def test_a_mark_wider_than_its_indent_is_told(marque: str, longue: bool):
    data = [{"APPROUVE": "le plan"}]
    [line] = Dispositif.model_validate(data, context={"texte": True}).dites([marque])
    assert line.marque_longue is longue


@pytest.mark.parametrize(
    "typed",
    [
        ["Article 1er : le tarif est fixé.", "Article 2 : il s'applique."],
        ["ARTICLE 1 – le tarif est fixé.", "ARTICLE 2 – il s'applique."],
        ["Art. 1er. - le tarif est fixé.", "Art. 2. - il s'applique."],
        ["Article premier : le tarif est fixé.", "Article 2. il s'applique."],
        [{"Article 1er": "le tarif est fixé."}, {"Article 2": "il s'applique."}],
        {
            "grammaire": "articles",
            "decisions": ["Article 1 : le tarif est fixé.", "Article 2 : il s'applique."],
        },
    ],
)
def test_the_number_typed_before_an_article_is_not_printed_twice(typed):
    what = Dispositif.model_validate(typed)
    assert what.articles
    assert [line.phrase for line in what.lignes] == ["le tarif est fixé.", "il s'applique."]


@pytest.mark.parametrize(
    "typed",
    [
        ["Les statuts sont modifiés :", "Article 4 : le siège est à Vy."],
        ["Article 2 : le siège.", "Article 3 : la durée."],
        ["Article 3 du règlement : il est abrogé."],
        ["Article 1er du règlement : il est abrogé."],
    ],
)
def test_an_article_that_is_quoted_keeps_its_number(typed):
    assert [decision.texte for decision in Dispositif.model_validate(typed).decisions] == typed


def test_one_article_typed_with_its_name():
    (line,) = Dispositif.model_validate(["Article unique : le tarif est fixé."]).lignes
    assert line.phrase == "le tarif est fixé."


@pytest.mark.parametrize(
    ("typed", "grammar", "verbs"),
    [
        (["APPROUVE: le compte", "PREND ACTE : du rapport"], "verbes", ["APPROUVE", "PREND ACTE"]),
        (["d'approuver : le compte", "de fixer: le prix"], "infinitifs", ["d'approuver", "de fixer"]),
    ],
)
def test_a_verb_quoted_with_its_text_is_a_verb(typed, grammar, verbs):
    what = Dispositif.model_validate(typed)
    assert what.grammaire == grammar
    assert [decision.verbe for decision in what.decisions] == verbs
    assert what.decisions[0].texte == "le compte"


@pytest.mark.parametrize(
    "typed",
    [["OBJET : le prêt", "DURÉE : un an"], ["APPROUVE: le compte", "Le maire signe."], ["de plus : ceci"]],
)
def test_a_title_of_an_article_is_no_verb(typed):
    what = Dispositif.model_validate(typed)
    assert what.articles
    assert [decision.texte for decision in what.decisions] == typed
