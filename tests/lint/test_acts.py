"""Lint of acts: the names that ``render`` gives, and a new kind of act in a user's project."""

import pytest

from delibgen import Acte, Convention, Deliberation, lint
from delibgen.model.base import Jour, Ligne
from delibgen.render import find_template
from tests.mutation.run import shipped
from tests.word.build import docx, p


class Terrasse(Acte):
    template = "terrasse.docx"
    beneficiaire: Ligne
    debut: Jour


def test_a_new_kind_of_act_is_linted_against_its_fields():
    right = "{{ numero if numero else '-' }} {{ acte.objet }} {{ beneficiaire }} {{ debut | date_longue }}"
    assert lint(docx(p(right)), Terrasse) == []
    assert [f.code for f in lint(docx(p("{{ beneficaire }} {{ debut }}")), Terrasse)] == ["DG151", "DG154"]


def codes(text: str, kind: type[Acte]) -> list[str]:
    """Return the codes of a template of one paragraph, missing mentions apart."""
    return [finding.code for finding in lint(docx(p(text)), kind) if not finding.code.startswith("DG18")]


@pytest.mark.parametrize(
    "text",
    [
        "{% if acte.matiere %}{{ matiere }}{% endif %}",
        "{% if matiere %}{{ acte.matiere }}{% endif %}",
        "{% set s = acte.seance %}{% if s.heure %}{{ seance.heure | heure }}{% endif %}",
        "{% if seance.heure %}{% set s = seance %}{{ s.heure | heure }}{% endif %}",
    ],
)
def test_a_datum_is_the_same_by_each_of_its_names(text):
    assert codes(text, Deliberation) == []


@pytest.mark.parametrize(
    "text",
    [
        "{% for matiere in visas %}{% if matiere %}{{ acte.matiere }}{% endif %}{% endfor %}",
        "{% for acte in annexes %}{% if acte.matiere %}{{ matiere }}{% endif %}{% endfor %}",
        "{% set s = seance %}{% if s.heure %}x{% endif %}{{ seance.heure | heure }}",
    ],
)
def test_another_datum_of_the_same_name_is_no_guard(text):
    assert "DG153" in codes(text, Deliberation)


def test_an_illustration_of_the_act_is_printed_as_an_image():
    assert codes("{% if logo %}{{ logo }}{% endif %}", Convention) == []
    assert codes("{% if collectivite.logo %}{{ collectivite.logo }}{% endif %}", Deliberation) == ["DG154"]


@pytest.mark.parametrize("kind", sorted(shipped().values(), key=lambda kind: kind.__name__))
def test_the_shipped_templates_lint_clean(kind):
    """Nothing to correct; only what the assembly may leave out is told."""
    findings = lint(find_template(kind), kind)
    assert [str(finding) for finding in findings if finding.code != "DG182"] == []
