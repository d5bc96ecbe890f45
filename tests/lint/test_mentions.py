"""What a document must say: printed always, in some branches only, never, or by choice of layout."""

import io
import zipfile
from dataclasses import dataclass
from typing import ClassVar, Literal

import pytest

from delibgen import Acte, Convention, Deliberation, Severity, lint
from delibgen.model.base import Jour, Ligne, OuiNon
from delibgen.render import find_template, template_bytes
from delibgen.word.lint import Mention, lint_template, scope_of
from tests.mutation.surgery import operate, sites
from tests.word.build import docx, p, packed


@dataclass(frozen=True)
class Mise:
    date: bool
    forme: Literal["longue", "courte"]


@dataclass(frozen=True)
class Un:
    ne_le: Jour


class Avis(Acte):
    mentions: ClassVar[tuple[Mention, ...]] = (
        Mention(
            libelle="la date",
            champs=("jour", "jours.un", "gens.ne_le"),
            article="CGCT L2121-10",
            textes=("ce jour",),
            sauf=("annule",),
            parmi=("long", "court"),
            choix=("mise",),
        ),
    )
    jour: Jour | None
    jours: tuple[Ligne, ...]
    annule: OuiNon
    urgent: OuiNon
    long: OuiNon
    court: OuiNon
    mise: Mise
    veille: Jour | None
    gens: tuple[Un, ...]
    mode: Literal["a", "b"]


ALWAYS = [
    "{% if jour %}{{ jour | date_longue }}{% endif %}",
    "{% if urgent %}{{ acte.jour }}{% else %}{{ jour }}{% endif %}",
    "{% if urgent %}Fait ce jour{% else %}{{ jour }}{% endif %}",
    "{% if annule %}rien{% else %}{{ jour }}{% endif %}",
    "{% if not annule and jour %}{{ jour }}{% endif %}",
    "{% if long %}{{ jour }}{% elif court %}{{ jour }}{% endif %}",
    "{% set j = jour %}{{ j }}",
    "{% if urgent %}x{% endif %}{% if not urgent %}y{% endif %}{{ jour }}",
    "{% if urgent %}{{ jour }}{% endif %}{% if not urgent %}{{ jour }}{% endif %}",
    "{{ jour if jour else '-' }}",
    "{% if jour is not none %}{{ jour | date_longue }}{% endif %}",
    "{% if gens | length > 0 %}{% for g in gens %}{{ g.ne_le | date_longue }}{% endfor %}{% endif %}",
    "{% if gens | length %}{% for g in gens %}{{ g.ne_le | date_longue }}{% endfor %}{% endif %}",
    "{% if gens != [] %}{{ gens[0].ne_le | date_longue }}{% endif %}",
    "{% for g in gens %}{% if loop.first %}{{ jour | date_longue }}{% endif %}{% endfor %}",
    "{% for g in gens %}{% if loop.index == 1 %}{{ jour | date_longue }}{% endif %}{% endfor %}",
    "{% for g in gens %}{% if not loop.last %}x{% else %}{{ jour | date_longue }}{% endif %}{% endfor %}",
    '{% if mode == "a" %}{{ jour }}{% elif mode == "b" %}{{ jour }}{% endif %}',
    '{% if mode == "a" %}{{ jour }}{% endif %}{% if mode != "a" %}{{ jour }}{% endif %}',
    '{% if mode in ("a", "b") %}{{ jour }}{% endif %}',
    "{% set j = jour if urgent else jour %}{{ j }}",
    "{% if urgent %}{% set j = jour %}{% else %}{% set j = jour %}{% endif %}{{ j }}",
    "{% set non = not annule %}{% if non %}{{ jour }}{% endif %}",
    "{% set x = acte %}{{ x.jour }}",
    "{{ jour or veille }}",
    "{{ veille | periode(jour) }}",
    "{{ [veille, jour] | dates }}",
    "{% if annule == false %}{{ jour }}{% endif %}",
    "{% if annule != true %}{{ jour }}{% endif %}",
    "{% if true %}{{ jour }}{% endif %}",
    "{% for x in [1, 2] %}{{ jour }} {{ x }}{% endfor %}",
    "{{ jour.day }} {{ jour | mois }} {{ jour.year }}",
    "{% if urgent %}Fait ce\u00a0jour{% else %}{{ jour }}{% endif %}",
    "Fait  ce jour",
]
NEVER = [
    "{{ jour | annee }}",
    "{{ jour.year }}",
    "{{ gens | length }}",
    "{{ 'oui' if jour else 'non' }}",
    "{% if false %}{{ jour }}{% endif %}",
    "{% if 1 == 2 %}{{ jour }}{% endif %}",
    "{% for x in [] %}{{ jour }}{{ x }}{% endfor %}",
    "{% if urgent and not urgent %}{{ jour }}{% endif %}",
    '{% if mode == "a" and mode == "b" %}{{ jour }}{% endif %}',
    "{% if not jour %}{{ jour }}{% endif %}",
    "{% set j = jour %}",
    "{# {{ jour }} #}",
    "rien",
]
SOMETIMES = [
    ("{% if urgent %}{{ jour }}{% endif %}", "« urgent » est faux"),
    ("{% if urgent %}x{% else %}{{ jour }}{% endif %}", "« urgent » est vrai"),
    ("{% if long %}{{ jour }}{% endif %}", "« long » est faux"),
    (
        "{% if urgent %}{{ jour }}{% elif long %}{{ jour }}{% endif %}",
        "« urgent » est faux et « long » est faux",
    ),
    ("{% for x in copies %}{{ jour }}{% endfor %}", "« copies » est faux"),
    ("{% set j = jour if urgent else veille %}{{ j }}", "« urgent » est faux"),
    ("{{ jour if urgent else veille }}", "« urgent » est faux"),
    ("{{ veille or jour }}", "« veille » est vrai"),
    ('{% if mode == "a" %}{{ jour }}{% endif %}', '« mode == "a" » est faux'),
    ('{% if mode in ("a",) %}{{ jour }}{% endif %}', '« mode == "a" » est faux'),
    (
        "{% if urgent %}{% set j = jour %}{% else %}{% set j = veille %}{% endif %}{{ j }}",
        "« urgent » est faux",
    ),
    ("{% if copies | length > 1 %}{{ jour }}{% endif %}", "« copies | length > 1 » est faux"),
    (
        "{% for g in gens %}{% if loop.first and urgent %}{{ jour }}{% endif %}{% endfor %}",
        "« urgent » est faux",
    ),
]


def mentions(text: str) -> list[tuple[str, str]]:
    findings = lint(docx(p(text.replace("<", "&lt;").replace(">", "&gt;"))), Avis)
    return [(f.code, f.message) for f in findings if f.code.startswith("DG18")]


@pytest.mark.parametrize("text", ALWAYS)
def test_a_mention_printed_wherever_it_has_data_says_nothing(text):
    assert mentions(text) == []


@pytest.mark.parametrize(("text", "when"), SOMETIMES)
def test_a_mention_that_one_branch_forgets_is_told_with_the_branch(text, when):
    [(code, message)] = mentions(text)
    assert code == "DG181"
    assert "la date" in message
    assert when in message


@pytest.mark.parametrize("text", NEVER)
def test_a_mention_that_nothing_prints_whatever_the_data(text):
    assert [code for code, _ in mentions(text) if code != "DG185" and code != "DG186"] == ["DG180"]


@pytest.mark.parametrize(
    "text", ["{% for x in jour-veille %}{{ x }}{% endfor %}", "{% if jour ~ 'a' %}{{ jour }}{% endif %}"]
)
def test_what_the_engine_refuses_stops_no_search(text):
    """A calculation, a call: lint tells them, and goes on."""
    assert "DG143" in [f.code for f in lint(docx(p(text)), Avis)]


@pytest.mark.parametrize(
    "tag", ["{{ jour.x() }}", "{{ {'a': jour} }}", "{{ -jour }}", "{{ jour[1:2] }}", "{{ jour / 2 }}"]
)
def test_any_expression_is_read_without_a_failure(tag):
    assert lint(docx(p(tag)), Avis)


def test_a_mention_in_a_header_that_no_page_bears():
    data = docx(p("x"), header=p("{{ gens[0].ne_le | date_longue if gens else 0 }}"))
    assert [f.code for f in lint(data, Avis)] == []
    first = swapped(data, 'headerReference w:type="default"', 'headerReference w:type="first"')
    assert [f.code for f in lint(first, Avis)] == ["DG174", "DG180"]
    asked = swapped(first, "<w:pgSz", "<w:titlePg/><w:pgSz")
    assert [f.code for f in lint(asked, Avis)] == []


def swapped(data: bytes, before: str, after: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    body = files["word/document.xml"].decode()
    assert before in body
    return packed({**files, "word/document.xml": body.replace(before, after)})


def test_a_mention_printed_nowhere():
    [finding] = [f for f in lint(docx(p("{{ objet }}")), Avis) if f.code.startswith("DG18")]
    assert finding.code == "DG180"
    assert finding.severity is Severity.ALERTE
    assert "« jour »" in finding.suggestion
    assert finding.article == "CGCT L2121-10"


def test_a_mention_that_the_layout_takes_away_is_information():
    [(code, message)] = mentions("{% if mise.date %}{{ jour }}{% endif %}")
    assert code == "DG182"
    assert "« mise.date » est faux" in message
    assert mentions('{% if mise.forme == "longue" %}{{ jour }}{% endif %}')[0][0] == "DG182"
    assert mentions("{% if mise.date and urgent %}{{ jour }}{% endif %}")[0][0] == "DG181"


def test_any_class_may_be_held_to_mentions():
    mention = Mention(libelle="le mot", champs=("mot",))
    assert [f.code for f in lint_template(docx(p("{{ x }}")), scope_of(dict), (mention,))] == ["DG180"]


@pytest.mark.parametrize(
    ("kind", "field", "instead", "libelle"),
    [
        (Deliberation, "{{ president.nom_sans_civilite }}", "", "la signature du président"),
        (Deliberation, "{{ formule_decision }}", "", "le résultat du vote"),
        (
            Convention,
            "{%p for ligne in phrases.titre %}",
            "{%p for ligne in phrases.fait %}",
            "l'objet de la convention",
        ),
        (Convention, "{{p article.texte | markdown }}", "", "les articles"),
    ],
)
def test_a_mention_taken_out_of_a_shipped_template_is_missed(kind, field, instead, libelle):
    data = template_bytes(find_template(kind))
    while site := next((site for site in sites(data) if site.raw == field), None):
        data = operate(data, site, instead)
    found = [f for f in lint(data, kind) if f.code in {"DG180", "DG181"}]
    assert [libelle in f.message for f in found] == [True]


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        (docx(p("Rien.")), ["DG180"]),
        (docx(p("Rien."), footer=p("Rien non plus.")), ["DG180"]),
        (docx(p("Fait ce jour.")), []),
        (docx(p("{% if urgent %}x{% endif %}"), footer=p("Fait ce jour.")), []),
    ],
)
def test_a_part_without_tags_says_what_its_words_say(data, codes):
    assert [finding.code for finding in lint(data, Avis)] == codes
