"""Mutants of the shipped templates: a sample every day, all of them in the long run."""

import pytest

from delibgen import Convention, Deliberation, lint
from delibgen.actes.papiers import FeuilleChangements
from delibgen.render import find_template, template_bytes
from tests.lint.cases import Lettre
from tests.mutation.acts import acts_of
from tests.mutation.journal import Journal
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
    found = score(template_bytes(find_template(kind)), kind, PROVED, lambda rank: rank % 199 == 0)
    assert found.changing
    assert [str(mutant) for mutant in found.missed] == []


def test_every_shipped_template_has_acts_that_fill_it():
    assert [kind.__name__ for kind in shipped().values() if not acts_of(kind)] == []


def test_a_run_goes_on_where_it_stopped(tmp_path):
    data = template_bytes(find_template(FeuilleChangements))
    parts = [Journal(tmp_path, data, "x", f"{rest}-40") for rest in (0, 7)]
    for rest, journal in zip((0, 7), parts, strict=True):
        score(data, FeuilleChangements, PROVED, lambda rank, rest=rest: rank % 40 == rest, journal)
    both = score(data, FeuilleChangements, PROVED, lambda rank: False, Journal(tmp_path, data, "x", "fin"))
    alone = score(data, FeuilleChangements, PROVED, lambda rank: rank % 40 in {0, 7})
    assert (both.counts, both.left) == (alone.counts, alone.left)
    assert both.changing


@pytest.mark.long
@pytest.mark.parametrize("kind", sorted(shipped().values(), key=lambda kind: kind.__name__))
def test_every_mutant_is_reported_where_it_is(kind):
    found = score(template_bytes(find_template(kind)), kind, PROVED)
    assert [str(mutant) for mutant in found.missed] == []


def test_outputs_tell_a_failure_by_its_kind():
    assert outputs(docx(p("{{ objet }")), ()) == ["TemplateError"]
