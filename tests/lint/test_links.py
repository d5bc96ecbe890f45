"""References that may not lead to one number: told by lint where the render would refuse them."""

from decimal import Decimal

import pytest

from delibgen import Template, lint
from delibgen.errors import RenderError
from tests.word.build import STYLES, docx, p


class Donnees:
    ok: bool
    autre: bool
    titre: str
    mots: list[str]
    cout: Decimal


def number(name: str) -> str:
    return p(f"Article {{% numero article : {name} %}}")


SEE = p("voir {% renvoi : x %}")
IF, ELSE, END = p("{%p if ok %}"), p("{%p else %}"), p("{%p endif %}")
LOOP, ENDLOOP = p("{%p for m in mots %}") + p("{{ m }}"), p("{%p endfor %}")
CASES = [
    ("dans un bloc", number("y") + IF + number("x") + END + SEE, "DG416", "alerte"),
    ("dans l'autre branche", IF + p("z") + ELSE + number("x") + END + SEE, "DG416", "alerte"),
    ("dans une boucle", LOOP + number("x") + ENDLOOP + SEE, "DG417", "alerte"),
    ("deux fois", number("x") + number("x") + SEE, "DG417", "bloquant"),
    ("deux fois, parfois", number("x") + IF + number("x") + END + SEE, "DG417", "alerte"),
    ("sans nom", p("Article {% numero article %}") + p("voir {% renvoi titre %}"), "DG416", "bloquant"),
    ("sans numéro", p("voir {% renvoi titre %}"), "DG416", "bloquant"),
    ("dans le même bloc", number("y") + IF + number("x") + SEE + END, "", ""),
    ("sous la même condition", IF + number("x") + END + p("a") + IF + SEE + END, "", ""),
    ("sous une condition de plus", IF + number("x") + END + p("{%p if ok and autre %}") + SEE + END, "", ""),
    ("une branche chacun", IF + number("x") + ELSE + number("x") + END + SEE, "", ""),
    ("nom des données", p("Article {% numero article titre %}") + p("voir {% renvoi titre %}"), "", ""),
]


@pytest.mark.parametrize(("_name", "body", "code", "severity"), CASES)
def test_a_doubtful_reference(_name: str, body: str, code: str, severity: str) -> None:
    found = [(f.code, str(f.severity)) for f in lint(docx(body), Donnees)]
    assert found == ([(code, severity)] if code else [])


@pytest.mark.parametrize(("body", "code"), [(body, code) for _, body, code, _ in CASES])
def test_the_render_agrees(body: str, code: str) -> None:
    failed = set()
    for ok in (False, True):
        data = {"ok": ok, "autre": True, "titre": "t", "mots": ["a", "b"], "cout": Decimal(1)}
        try:
            Template(docx(body)).render(data)
        except RenderError as error:
            failed |= {finding.code for finding in error.findings}
    assert failed == ({code} if code else set())


BARE = '<w:style w:type="paragraph" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'


@pytest.mark.parametrize(
    ("styles", "missing"),
    [
        (STYLES, []),
        (STYLES.replace("List Bullet", "Liste"), ["List Bullet (« Liste à puces »)"]),
        (STYLES.replace("Table Grid", "Grille"), ["Table Grid (« Grille du tableau »)"]),
        (BARE, ["List Bullet", "List Number", "Table Grid"]),
    ],
)
def test_formatted_text_without_the_styles_of_its_lists(styles: str, missing: list[str]) -> None:
    findings = lint(docx(p("{{p titre | markdown }}") + p("{{p titre | markdown }}"), styles=styles), Donnees)
    assert [f.code for f in findings] == (["DG410"] if missing else [])
    assert all(name in findings[0].message for name in missing)
    assert lint(docx(p("{{ titre }}"), styles=styles), Donnees) == []


def test_thousands_of_references_are_held_against_thousands_of_numbers() -> None:
    body = "".join(number(f"n{rank}") for rank in range(2_000)) + p("voir {% renvoi : n7 %}") * 2_000
    assert lint(docx(body), Donnees) == []
