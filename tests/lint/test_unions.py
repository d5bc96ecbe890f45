"""Classes told apart by a code, sets that no loop takes, elements of lists that may be empty."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import pytest

from delibgen import lint
from delibgen.errors import RenderError
from delibgen.word import Template
from tests.word.build import docx, p


@dataclass
class Don:
    genre: Literal["don"]
    donateur: str


@dataclass
class Vente:
    genre: Literal["vente", "cession"]
    prix: int


@dataclass
class Registre:
    acte: Don | Vente
    actes: list[Don | Vente]
    noms: set[str]
    fige: frozenset[str]
    flux: Iterator[str]
    liste: list[str]
    table: list[list[str]]


def codes(text: str) -> list[str]:
    return [finding.code for finding in lint(docx(p(text)), Registre)]


@pytest.mark.parametrize(
    "text",
    [
        '{% if acte.genre == "don" %}{{ acte.donateur }}{% else %}{{ acte.prix }}{% endif %}',
        '{% if acte.genre != "don" %}{{ acte.prix }}{% endif %}',
        '{% if acte.genre in ("vente", "cession") %}{{ acte.prix }}{% else %}{{ acte.donateur }}{% endif %}',
        '{% for a in actes %}{% if a.genre == "vente" %}{{ a.prix }}{% endif %}{% endfor %}',
        '{{ acte.donateur if acte.genre == "don" else acte.prix }}',
        '{% set don = acte.genre == "don" %}{% if don %}{{ acte.donateur }}{% endif %}',
    ],
)
def test_a_code_tells_the_class(text: str) -> None:
    assert codes(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "{{ acte.donateur }}",
        '{% if acte.genre == "vente" %}{{ acte.donateur }}{% endif %}',
        '{% if acte.genre == "vente" %}x{% else %}{{ acte.donateur }}{% endif %}',
        '{% if acte.genre not in ("don",) %}{{ acte.donateur }}{% endif %}',
    ],
)
def test_a_field_of_another_class_is_told(text: str) -> None:
    assert codes(text) == ["DG152"]


@pytest.mark.parametrize("name", ["noms", "fige", "flux"])
def test_what_a_loop_refuses_is_told_before(name: str) -> None:
    text = f"{{% for x in {name} %}}{{{{ x }}}}{{% endfor %}}"
    assert codes(text) == ["DG157"]
    with pytest.raises(RenderError, match="DG407"):
        Template(docx(p(text))).render({
            name: {"noms": {"a"}, "fige": frozenset("a"), "flux": iter("a")}[name]
        })


def test_an_element_of_a_list_that_may_be_empty_is_told() -> None:
    assert codes("{{ liste[0] }}") == ["DG162"]
    assert codes("{% if liste %}{{ liste[0] }}{% endif %}") == []
    assert codes("{% if liste | length > 1 %}{{ liste[1] }}{% endif %}") == []
    assert codes("{% for r in table if r %}{{ r[0] }}{% endfor %}") == []


@dataclass
class Prix:
    montant: str


@dataclass
class Repertoire:
    prix: dict[str, Prix]
    mots: dict[str, str]
    libre: dict[str, object]
    titre: str
    rang: int


def told(text: str) -> list[tuple[str, str]]:
    return [(found.code, found.severity) for found in lint(docx(p(text)), Repertoire)]


@pytest.mark.parametrize(
    "text",
    [
        "{{ prix.bas.montant }}",
        "{{ prix['bas'].montant }}",
        "{{ mots.a }}",
        "{% if mots.a %}{{ mots.a }}{% endif %}",
        "{% if mots %}{{ mots.a }}{% endif %}",
        "{% if 'b' in mots %}{{ mots.a }}{% endif %}",
        "{% if 'a' not in mots %}{{ mots.a }}{% endif %}",
        "{% set q = prix.bas %}{{ q.montant }}",
    ],
)
def test_a_key_of_a_dictionary_may_be_missing(text: str) -> None:
    assert set(told(text)) == {("DG153", "alerte")}
    (found, *_) = lint(docx(p(text)), Repertoire)
    with pytest.raises(RenderError, match="DG402"):
        Template(docx(p(text))).render({"prix": {}, "mots": {"b": "x"} if "'b'" in text else {"c": "x"}})
    guard = found.suggestion.removeprefix("entourez de ").partition(" … ")[0]
    assert ("DG153", "alerte") not in told(f"{guard}{text}{{% endif %}}")


@pytest.mark.parametrize(
    "text",
    [
        "{% if 'bas' in prix %}{{ prix.bas.montant }}{% endif %}",
        "{% if 'a' in mots and mots.a == titre %}x{% endif %}",
        "{% if 'a' not in mots %}-{% else %}{{ mots.a }}{% endif %}",
        "{% if titre in mots %}x{% endif %}",
        "{{ libre.a }}",
    ],
)
def test_a_key_that_a_condition_has_looked_for_is_there(text: str) -> None:
    assert told(text) == []
    assert Template(docx(p(text))).render({
        "prix": {"bas": {"montant": "1"}}, "mots": {"a": "x"}, "titre": "t", "libre": {"a": "x"}
    })  # fmt: skip


def test_what_is_no_text_is_never_a_key() -> None:
    assert told("{% if rang in mots %}x{% endif %}") == [("DG159", "bloquant")]


@pytest.mark.parametrize("filtre", ["liste", "liste_ou", "join(', ')"])
def test_a_list_that_may_be_empty_is_not_made_a_sentence_without_a_condition(filtre: str) -> None:
    text = f"{{{{ liste | {filtre} }}}}"
    (found,) = lint(docx(p(text)), Registre)
    assert (found.code, found.severity) == ("DG162", "alerte")
    assert codes(f"{{% if liste %}}{text}{{% endif %}}") == []


def test_what_the_render_of_an_empty_list_does() -> None:
    for name in ("liste", "liste_ou"):
        with pytest.raises(RenderError, match="DG406"):
            Template(docx(p(f"{{{{ liste | {name} }}}}"))).render({"liste": []})
    assert Template(docx(p("{{ liste | join }}"))).render({"liste": []}).findings[0].code == "DG419"


@pytest.mark.parametrize(
    "text", ["{{ liste | liste(vide='néant') }}", "{{ liste | join or 'rien' }}", "{{ ['a', 'b'] | liste }}"]
)
def test_a_list_that_says_what_to_write_when_empty_is_let_be(text: str) -> None:
    assert codes(text) == []
    assert Template(docx(p(text))).render({"liste": []}).findings == ()


@dataclass
class Suite:
    acte: Don | None
    titre: str
    rang: int


@pytest.mark.parametrize(
    "text",
    [
        "{{ acte and acte.donateur or '-' }}",
        "{{ (acte and acte.donateur) or titre }}",
        "{{ titre and titre }}",
    ],
)
def test_and_gives_its_left_side_only_where_that_is_empty(text: str) -> None:
    assert [found.code for found in lint(docx(p(text)), Suite)] == []
    shown = Template(docx(p(text))).render({"acte": None, "titre": "t"}).text
    assert shown in {"-", "t"}


def test_and_of_something_that_may_be_missing_is_told() -> None:
    assert [found.code for found in lint(docx(p("{{ acte and acte.donateur }}")), Suite)] == ["DG153"]
