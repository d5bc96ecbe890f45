"""Mutants of the shipped templates: a sample every day, all of them in the long run."""

import pytest

from delibgen import Convention, Deliberation, Template, TemplateError, lint
from delibgen.actes.papiers import FeuilleChangements
from delibgen.render import find_template, template_bytes
from tests.lint.cases import Lettre
from tests.mutation.acts import acts_of
from tests.mutation.journal import Journal
from tests.mutation.kinds import PROVED, changed
from tests.mutation.run import main, outputs, refused, score, shipped
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


def test_what_lint_takes_for_refused_is_refused_by_the_compiler():
    data = template_bytes(find_template(Convention))
    mutants = [
        operate(data, site, text)
        for rank, site in enumerate(sites(data))
        for number, mutation in enumerate(PROVED.values())
        for text in changed(site.raw, mutation, frozenset())
        if (rank + number) % 31 == 0
    ]
    told = [data for data in mutants if any(refused(finding) for finding in lint(data, Convention))]
    assert len(told) > 15
    for data in told:
        with pytest.raises(TemplateError):
            Template(data)


def test_processes_share_the_work_and_say_the_same():
    data = template_bytes(find_template(FeuilleChangements))
    alone, shared = (
        score(data, FeuilleChangements, PROVED, lambda rank: rank % 9 == 0, processes=number)
        for number in (1, 2)
    )
    assert (alone.counts, alone.missed, alone.left) == (shared.counts, shared.missed, shared.left)
    assert alone.changing


def test_every_shipped_template_has_acts_that_fill_it():
    assert [kind.__name__ for kind in shipped().values() if not acts_of(kind)] == []


def test_a_kind_that_is_not_known_is_refused_by_the_command(capsys):
    with pytest.raises(SystemExit):
        main(["registre", "certificat"])
    assert "unknown kind of act: certificat; known: arrete, certificat_publicite" in capsys.readouterr().err


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
