"""What to write instead is said: slips of people who know Word, French, another template language."""

import pytest

from delibgen.errors import Finding, TemplateError
from delibgen.word import Template
from tests.word.build import W, docx, p

EXPRESSIONS = [
    ("{% if n = 1 %}x{% endif %}", "écrivez « == » au lieu de « = »"),
    ("{% if n <> 1 %}x{% endif %}", "écrivez « != » au lieu de « <> »"),
    ("{% if n => 1 %}x{% endif %}", "écrivez « >= » au lieu de « => »"),
    ("{% if n ≥ 1 %}x{% endif %}", "écrivez « >= »"),
    ("{% if n ≠ 1 %}x{% endif %}", "écrivez « != »"),
    ("{% if a et b %}x{% endif %}", "écrivez « and » au lieu de « et »"),
    ("{% if a OU b %}x{% endif %}", "écrivez « or » au lieu de « OU »"),
    ("{% if a || b %}x{% endif %}", "écrivez « or » au lieu de « || »"),
    ("{% if a &amp;&amp; b %}x{% endif %}", "écrivez « and »"),
    ("{% if pas a %}x{% endif %}", "écrivez « not » au lieu de « pas »"),
    ("{% if !a %}x{% endif %}", "écrivez « not » au lieu de « ! »"),
    ("{% for x dans l %}x{% endfor %}", "écrivez « in » au lieu de « dans »"),
    ("{% for x of l %}x{% endfor %}", "écrivez « in » au lieu de « of »"),
    ("{% for x l.m %}x{% endfor %}", "écrivez « for x in l.m »"),
    ("{% if a %}x{% else if b %}y{% endif %}", "écrivez « elif b »"),
    ("{{ a si b sinon c }}", "écrivez « else » au lieu de « sinon »"),
    ("{% if a AND b %}x{% endif %}", "écrivez « and » au lieu de « AND »"),
    ("{% for x In l %}x{% endfor %}", "écrivez « in » au lieu de « In »"),
    ("{{ seance date }}", "formes : {{ champ }}"),
    ('{% if a = "a et b" %}x{% endif %}', "écrivez « == »"),
]
COMMANDS = [
    ("{{ for x in l }}x{{ endfor }}", "écrivez « {% for x in l %} »"),
    ("{{ if a }}x{{ endif }}", "écrivez « {% if a %} »"),
    ("{{p if a }}", "écrivez « {%p if a %} »"),
    ('{{ include "a.docx" }}', 'écrivez « {% include "a.docx" %} »'),
    ("{{ set x = 1 }}", "écrivez « {% set x = 1 %} »"),
    ("{{ renvoi : duree }}", "écrivez « {% renvoi : duree %} »"),
    ("{% nom %}", "écrivez « {{ nom }} »"),
    ("{% date | date_longue %}", "écrivez « {{ date | date_longue }} »"),
    ("{%P if a %}", "écrivez « {%p … »"),
    ("{%pif a %}", "écrivez « {%p if »"),
    ("{%trfor x in l %}", "écrivez « {%tr for »"),
    ("{% SI a %}x{% FINSI %}", "écrivez « if »"),
    ("{% macro %}", "les commandes sont for"),
]
NAMES = [
    ("{{ élu }}", "écrivez « elu »"),
    ("{{ e\u0301lu }}", "écrivez « elu »"),
    ("{{ œuvre }}", "écrivez « oeuvre »"),
    ("{{ Nom }}", "écrivez « nom »"),
    ("{{ no\u00adm }}", "retapez"),
    ("{{ nоm }}", "autre alphabet"),
    ("{{ a | upper }}", "écrivez « majuscules »"),
    ("{{ a | date }}", "écrivez « date_longue »"),
    ('{{ a | default("x") }}', '{{ champ or "texte" }}'),
    ("{{ a | safe }}", "telle qu'elle est donnée"),
    ("{{ a | round(2) }}", "préparez la valeur dans les données"),
    ("{{ a | euro }}", "vouliez-vous « euros »"),
    ("{% if a is defined %}x{% endif %}", "écrivez « is not none »"),
    ("{% if a is empty %}x{% endif %}", "écrivez {% if not champ %}"),
]


def first(body: str) -> Finding:
    with pytest.raises(TemplateError) as caught:
        Template(docx(body))
    return caught.value.findings[0]


@pytest.mark.parametrize(("text", "advice"), EXPRESSIONS + COMMANDS + NAMES)
def test_what_to_write_is_said(text: str, advice: str) -> None:
    finding = first(p(text.replace("<", "&lt;").replace(">", "&gt;")))
    assert advice in finding.suggestion, finding
    assert finding.place.element == "§1"


@pytest.mark.parametrize(
    "name", ["numero", "sommaire", "fort", "iffy", "endforet", "renvoi", "include", "format"]
)
def test_a_field_may_bear_nearly_any_name(name: str) -> None:
    for text in (
        f"{{{{ {name} }}}}",
        f"{{{{ {name} if {name} else 'x' }}}}",
        f"{{{{p {name} | markdown }}}}",
    ):
        assert name in Template(docx(p(text))).render({name: "valeur"}).text or "valeur"


def test_an_invisible_character_is_named() -> None:
    assert "« trait d'union conditionnel » (U+00AD)" in first(p("{{ no\u00adm }}")).message
    assert "« espace sans chasse » (U+FEFF)" in first(p("{{ \ufeffnom }}")).message


@pytest.mark.parametrize(
    "space", "\u2002\u2003\u2004\u2005\u2006\u2008\u200a\u205f\u3000\u00a0\u202f\u2009\u2007"
)
def test_any_space_is_a_space_in_a_tag(space: str) -> None:
    text = f"{{{{{space}nom{space}}}}} {{% if ville ==  'Le{space}Havre' %}}oui{{% endif %}}"
    document = Template(docx(p(text))).render({"nom": "x", "ville": "Le Havre"})
    assert document.text.strip() == "x oui"


SECTION = f'<w:p xmlns:w="{W}"><w:pPr><w:sectPr/></w:pPr><w:r><w:t>{{%p if a %}}</w:t></w:r></w:p>'
PAGE = p("{%p if a %}").replace("<w:r>", '<w:r><w:br w:type="page"/></w:r><w:r>', 1)
NOTE = p("{%p if a %}").replace("<w:r>", '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r><w:r>', 1)


@pytest.mark.parametrize(
    ("body", "lost"),
    [
        (SECTION, "le saut de section"),
        (PAGE, "le saut de page"),
        (NOTE, "l'objet"),
        (p("a {%p if a %}"), "le texte"),
    ],
)
def test_what_a_tag_of_paragraph_would_take_away_is_named(body: str, lost: str) -> None:
    assert f"{lost} " in first(body + p("x") + p("{%p endif %}")).message


@pytest.mark.parametrize(
    "text",
    [
        " or ".join(["a"] * 300),
        "not " * 200 + "a",
        "a" + ".a" * 200,
        "a" + " | length" * 200,
        "a" + "[0]" * 200,
    ],
)
def test_a_tag_of_too_many_operations_is_refused(text: str) -> None:
    assert first(p(f"{{% if {text} %}}x{{% endif %}}")).code == "DG135"
