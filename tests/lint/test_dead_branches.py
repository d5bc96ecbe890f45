"""Branches that nothing can take: what stands in them would never be printed."""

from functools import partial

import pytest

from delibgen import lint
from delibgen.word.lint import dead
from delibgen.word.lint.logic import possible
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
NAMES = [f"libre.n{rank}" for rank in range(40)]
CHAIN = "{% if " + "%}x{% elif ".join(f"{name} " for name in NAMES)
DEAD += [
    f"{CHAIN}%}}y{{% elif {NAMES[3]} %}}z{{% endif %}}",
    f"{CHAIN}%}}y{{% elif {' and '.join(NAMES)} %}}z{{% endif %}}",
    f"{{% if {' and '.join(NAMES)} %}}{{% if not {NAMES[39]} %}}z{{% endif %}}{{% endif %}}",
    "{% if not libre.a or libre.b %}{% if not libre.b %}{% if libre.a %}x{% endif %}{% endif %}{% endif %}",
    "{% if libre.a or libre.b %}x{% elif libre.c %}y{% elif libre.a and libre.d %}z{% endif %}",
]
LIVE = [
    f"{CHAIN}%}}y{{% else %}}z{{% endif %}}",
    f"{CHAIN}%}}y{{% elif libre.autre %}}z{{% endif %}}",
    f"{{% if {' or '.join(NAMES)} %}}{{% if {NAMES[39]} %}}z{{% endif %}}{{% endif %}}",
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


def _pigeons(holes: int) -> str:
    """Return a condition that no values meet: one pigeon more than holes, no two in one hole."""
    nests = [[f"libre.p{p}_{h}" for h in range(holes)] for p in range(holes + 1)]
    terms = [f"({' or '.join(row)})" for row in nests]
    for first, row in enumerate(nests):
        terms += [f"not ({a} and {b})" for other in nests[:first] for a, b in zip(row, other, strict=True)]
    return "{% if " + " and ".join(terms) + " %}x{% endif %}"


def test_a_tangle_is_decided_and_said_where_it_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    tangle = docx(p(_pigeons(4)))
    assert [one.code for one in lint(tangle, Lettre)] == ["DG185"]
    monkeypatch.setattr(dead, "possible", partial(possible, effort=500))
    assert [(one.code, one.severity) for one in lint(tangle, Lettre)] == [("DG188", "information")]


@pytest.mark.parametrize("word", ["and", "or"])
def test_a_condition_of_a_hundred_terms_is_read(word: str) -> None:
    chain = f" {word} ".join(f"libre.n{rank}" for rank in range(120))
    assert list(lint(docx(p(f"{{% if {chain} %}}x{{% endif %}}")), Lettre)) == []


def test_thousands_of_open_blocks_are_followed_without_a_traceback() -> None:
    codes = {one.code for one in lint(docx(p("{% for a in libre %}") * 3_000), Lettre)}
    assert "DG130" in codes
