"""Branches that nothing can take: what stands in them would never be printed."""

import pytest

from delibgen import lint
from tests.lint.cases import Lettre
from tests.word.build import docx, p

DEAD = [
    "{% if urgente %}a{% elif urgente %}b{% endif %}",
    "{% if urgente %}a{% elif not urgente %}b{% else %}c{% endif %}",
    "{% if urgente and not urgente %}a{% endif %}",
    "{% if urgente %}{% if not urgente %}a{% endif %}{% endif %}",
    "{% if urgente %}a{% else %}{% for c in copies %}{{ c.nom }}{% if urgente %}b{% endif %}{% endfor %}"
    "{% endif %}",
    "{% if urgente or recue %}a{% elif recue %}{{ recue | date_longue }}{% endif %}",
    "{% if nombre > 2 %}a{% elif nombre > 2 and urgente %}b{% endif %}",
    "{% if nombre == 2 %}a{% elif nombre != 2 %}b{% else %}c{% endif %}",
    "{% if recue is none %}a{% elif recue is none %}b{% endif %}",
]
LIVE = [
    "{% if urgente %}a{% elif recue %}b{% else %}c{% endif %}{% if urgente %}d{% endif %}",
    "{% if relecteur is none %}a{% elif not relecteur.prenom %}b{% else %}c{% endif %}",
    "{% if urgente %}a{% endif %}{% if not urgente %}b{% endif %}",
    "{% set q = urgente %}{% if q %}a{% set q = recue %}{% if not q %}b{% endif %}{% endif %}",
    "{% for c in copies %}{% if loop.first %}{% for d in c.nom | liste %}{% if not loop.first %}x{% endif %}"
    "{% endfor %}{% endif %}{% endfor %}",
    "{% if nombre > 2 %}a{% elif nombre > 1 %}b{% else %}c{% endif %}",
    "{% if urgente and recue %}a{% elif urgente %}b{% elif recue %}c{% else %}d{% endif %}",
]


def _dead(text: str) -> list[str]:
    found = lint(docx(p(text.replace("<", "&lt;").replace(">", "&gt;"))), Lettre)
    return [str(finding) for finding in found if finding.code in {"DG185", "DG159"}]


@pytest.mark.parametrize("text", DEAD)
def test_a_branch_that_is_never_taken_is_one_finding_at_its_tag(text: str) -> None:
    told = _dead(text)
    assert len(told) == 1, told
    assert "corps, §1 : DG185 : cette branche n'est jamais prise" in told[0]


@pytest.mark.parametrize("text", LIVE)
def test_a_branch_that_some_values_take_says_nothing(text: str) -> None:
    assert _dead(text) == []
