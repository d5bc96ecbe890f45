"""A name that the data lack is told where it is asked, not where a loop of the same name gives it."""

import pytest

from delibgen import lint
from delibgen.errors import RenderError
from delibgen.word import Template
from delibgen.word.missing import first_use
from tests.word.build import docx, p, textbox

LOOP = p("{%p for x in lignes %}") + p("{{ x.a }}") + p("{%p endfor %}")
CASES = [
    (docx(LOOP + p("total {{ x.b }}")), "corps", "§4", "n'existe que dans la boucle"),
    (docx(p("total {{ x.b }}") + LOOP), "corps", "§1", "n'existe que dans la boucle"),
    (docx(LOOP + textbox("{{ x.b }}")), "zone de texte", "corps, §4, §1", "n'existe que dans la boucle"),
    (
        docx(p("{% set x = lignes %}{{ x | length }}"), header=p("{{ x }}")),
        "en-tête 1",
        "§1",
        "n'existe qu'après",
    ),
    (
        docx(p("{% if lignes %}{% set x = 1 %}{{ x }}{% endif %}") + p("{{ x }}")),
        "corps",
        "§2",
        "n'existe qu'après",
    ),
    (docx(p("{% for x in lignes %}{{ x.a }}{% else %}{{ x }}{% endfor %}")), "corps", "§1", "dans la boucle"),
    (docx(p("{{ x }} et {{ x }}")), "corps", "§1", "ajoutez-le aux données"),
]


@pytest.mark.parametrize(("data", "part", "element", "advice"), CASES)
def test_a_missing_name_is_placed_where_it_is_asked(
    data: bytes, part: str, element: str, advice: str
) -> None:
    with pytest.raises(RenderError) as caught:
        Template(data).render({"lignes": [{"a": "1", "b": "2"}]})
    (finding,) = caught.value.findings
    assert (finding.code, finding.place.part, finding.place.element) == ("DG401", part, element)
    assert advice in finding.suggestion


def test_lint_says_which_loop_gives_the_name() -> None:
    findings = lint(CASES[0][0], Lignes)
    assert [(f.code, f.place.element) for f in findings] == [("DG151", "§4")]
    assert "« {%p for x in lignes %} »" in findings[0].suggestion


class Ligne:
    a: str
    b: str


class Lignes:
    lignes: list[Ligne]


def test_a_name_that_nothing_reads_has_no_tag() -> None:
    assert first_use("y", Template(CASES[0][0]).tags) is None


def test_a_field_of_nothing_is_told_as_such() -> None:
    with pytest.raises(RenderError, match="valeur vide") as caught:
        Template(docx(p("{{ chef.nom }}"))).render({"chef": None})
    assert "{% if … %}" in caught.value.findings[0].suggestion
    assert "« {{ chef.nom }} »" in caught.value.findings[0].message


def test_a_field_of_an_empty_mapping_does_not_exist() -> None:
    with pytest.raises(RenderError, match="« nom » n'existe pas ; champs : aucun"):
        Template(docx(p("{{ chef.nom }}"))).render({"chef": {}})
