"""Names between quotes, constants in the place of conditions, block tags that lost their sign."""

from typing import TypedDict

import pytest

from delibgen import lint
from tests.word.build import docx, p, table


class Ligne(TypedDict):
    nom: str
    ok: bool


class Donnees(TypedDict):
    objet: str
    urgent: bool
    note: str | None
    lignes: list[Ligne]


QUOTED = [
    ('{{ "objet" }}', ["DG189"]),
    ("{{ 'objet' | majuscules }}", ["DG189"]),
    ('{{r "objet" | gras_italique }}', ["DG189"]),
    ('{% for l in lignes %}{{ "l.nom" }}{{ l.nom }}{% endfor %}', ["DG189"]),
    ('{% for l in lignes %}{{ "loop.index" }}{{ l.nom }}{% endfor %}', ["DG189"]),
    ('{{ "note" or "néant" }}', ["DG163"]),
    ('{% if "urgent" %}x{% endif %}', ["DG163"]),
    ('{% if not "urgent" %}x{% endif %}', ["DG163"]),
    ('{% if urgent and "note" %}x{% endif %}', ["DG163"]),
    ('{% if "lignes" | length > 1 %}x{% endif %}', ["DG163"]),
    ('{% if "a" == "b" %}x{% endif %}', ["DG159", "DG163"]),
    ("{{ objet if 1 else objet }}", ["DG163"]),
    ("{% for l in lignes if l %}{{ l.nom }}{% endfor %}", ["DG163"]),
    ("{% if urgent, note %}x{% endif %}", ["DG143"]),
    ('{{ "urgent" if urgent else "" }}', []),
    ('{{ note or "objet" }}', []),
    ('{{ "texte libre" }}', []),
    ('{% if "objet" in objet %}x{% endif %}', []),
    ("{% for l in lignes if l.ok %}{{ l.nom }}{% endfor %}", []),
]


@pytest.mark.parametrize(("text", "codes"), QUOTED)
def test_a_name_between_quotes(text: str, codes: list[str]) -> None:
    findings = lint(docx(p("avant") + p(text.replace(">", "&gt;"))), Donnees)
    assert [finding.code for finding in findings] == codes
    assert all(finding.place.element == "§2" and finding.suggestion for finding in findings)


ROWS = ("{%tr for l in lignes %}", "{{ l.nom }}", "{%tr endfor %}")
CELL = "tableau 1, ligne"


def rows(*texts: str) -> bytes:
    return docx(table(*((text,) for text in texts)))


@pytest.mark.parametrize(
    ("data", "element", "advice"),
    [
        (docx(p("{%p if urgent %}") + p("x") + p("{% endif %}")), "§3", "{%p endif %}"),
        (docx(p("{% if urgent %}") + p("x") + p("{%p endif %}")), "§1", "{%p if urgent %}"),
        (
            docx(p("{%p if urgent %}") + p("x") + p("{% else %}") + p("y") + p("{%p endif %}")),
            "§3",
            "{%p else %}",
        ),
        (rows(ROWS[0], ROWS[1], "{%p endfor %}"), f"{CELL} 3, colonne 1, §1", "{%tr endfor %}"),
        (rows("{% for l in lignes %}", *ROWS[1:]), f"{CELL} 1, colonne 1, §1", "{%tr for l in lignes %}"),
        (docx(p("a{% if urgent %}") + p("b{% endif %}")), "§1", "dans le même paragraphe"),
    ],
)
def test_a_block_tag_that_lost_its_sign_is_the_one_told(data: bytes, element: str, advice: str) -> None:
    findings = [finding for finding in lint(data, Donnees) if finding.code == "DG131"]
    assert [finding.place.element for finding in findings] == [element]
    assert advice in findings[0].suggestion
