"""Mutants of the shipped templates: a sample every day, all of them in the long run."""

import pytest

from delibgen import Convention, Deliberation, lint
from delibgen.render import find_template, template_bytes
from tests.lint.cases import Lettre
from tests.mutation.acts import acts_of
from tests.mutation.kinds import PROVED
from tests.mutation.run import outputs, score, shipped
from tests.mutation.surgery import operate, sites
from tests.word.build import docx, p


def test_at_least_ten_kinds():
    assert len(PROVED) >= 10


def test_a_tag_is_changed_and_nothing_else():
    data = docx(p("a {{ objet }} b {{ nombre }}"))
    first, second = sites(data)
    assert (first.raw, second.raw) == ("{{ objet }}", "{{ nombre }}")
    assert operate(operate(data, first, "{{ objte }}"), first, first.raw) != data
    assert [f.code for f in lint(operate(data, first, "{{ objte }}"), Lettre)] == ["DG151"]


@pytest.mark.parametrize("kind", [Deliberation, Convention])
def test_a_sample_of_mutants_is_reported_where_it_is(kind):
    found = score(template_bytes(find_template(kind)), kind, PROVED, every=199)
    assert found.mutants
    assert [str(mutant) for mutant in found.missed] == []


@pytest.mark.long
@pytest.mark.parametrize("kind", sorted(shipped().values(), key=lambda kind: kind.__name__))
def test_every_mutant_is_reported_where_it_is(kind):
    if not acts_of(kind):
        pytest.skip("aucun acte d'exemple de cette sorte")
    found = score(template_bytes(find_template(kind)), kind, PROVED)
    assert [str(mutant) for mutant in found.missed] == []


def test_outputs_tell_a_failure_by_its_kind():
    assert outputs(docx(p("{{ objet }")), ()) == ["TemplateError"]
