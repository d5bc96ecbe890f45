"""What a document must say: printed always, in some branches only, never, or by choice of layout."""

from dataclasses import dataclass
from typing import ClassVar

import pytest

from delibgen import Acte, Convention, Deliberation, Severity, lint
from delibgen.model.base import Jour, Ligne, OuiNon
from delibgen.render import find_template, template_bytes
from delibgen.word.lint import Mention, lint_template, scope_of
from tests.mutation.surgery import operate, sites
from tests.word.build import docx, p


@dataclass(frozen=True)
class Mise:
    date: bool


class Avis(Acte):
    mentions: ClassVar[tuple[Mention, ...]] = (
        Mention(
            libelle="la date",
            champs=("jour", "jours.un"),
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
]


def mentions(text: str) -> list[tuple[str, str]]:
    findings = lint(docx(p(text.replace('"', "'"))), Avis)
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
