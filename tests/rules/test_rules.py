"""Each rule finds its fault, and nothing else; a right act has no finding."""

import datetime as dt
import re
from collections.abc import Callable
from importlib import import_module
from pkgutil import iter_modules

import pytest

from delibgen import rules
from delibgen.errors import Finding, Severity
from delibgen.model.acte import Acte, Annexe
from delibgen.model.deliberation import Deliberation
from delibgen.rules import RULES, Rule, check
from tests.rules.cases import FAULTS, grant
from tests.rules.papers import act, deal, sitting, votes
from tests.rules.right import VALID


@pytest.mark.parametrize(("code", "make"), [pytest.param(c, f, id=f"{c} {what}") for c, what, f in FAULTS])
def test_a_rule_finds_its_fault_and_no_other_rule_does(code: str, make: Callable[[], Acte]):
    findings = check(make())
    assert {finding.code for finding in findings} == {code}, [str(finding) for finding in findings]


@pytest.mark.parametrize("make", [pytest.param(make, id=what) for what, make in VALID])
def test_a_right_act_has_no_finding(make: Callable[[], Acte]):
    assert [str(finding) for finding in check(make())] == []


@pytest.mark.parametrize(("code", "make"), [pytest.param(c, f, id=f"{c} {what}") for c, what, f in FAULTS])
def test_a_finding_says_what_where_and_what_to_do_in_french(code: str, make: Callable[[], Acte]):
    law = next(law for law in RULES if law.code == code)
    for finding in check(make()):
        assert finding.severity is law.severity
        assert finding.article == law.article
        assert finding.path
        assert finding.message
        assert not finding.message.endswith(".")
        assert finding.suggestion or finding.severity is Severity.INFORMATION


@pytest.mark.parametrize("law", RULES, ids=lambda law: law.code)
def test_every_rule_has_an_article_a_sentence_and_a_case(law: Rule):
    assert re.fullmatch(r"DG[367]\d\d", law.code)
    assert law.article
    assert law.since <= law.until
    assert re.match(r"[A-ZÀÉÊ]", law.title)
    assert law.title.endswith(".")
    assert any(code == law.code for code, _, _ in FAULTS)


def test_every_module_of_rules_is_read():
    modules = (import_module(name) for _, name, _ in iter_modules(rules.__path__, "delibgen.rules."))
    written = {value.code for module in modules for value in vars(module).values() if isinstance(value, Rule)}
    assert written <= {law.code for law in RULES}


def test_codes_are_unique():
    assert len({law.code for law in RULES}) == len(RULES)


def test_the_findings_of_an_annex_say_in_which_paper():
    paper = act(annexes=(Annexe(titre="Convention", acte=deal(numero="2024-31-A", articles=())),))
    (finding,) = check(paper)
    assert finding.code == "DG387"
    assert finding.place.file == "2024-31-A"


def test_an_annex_without_a_date_follows_the_law_of_its_act():
    old = act(
        sitting(date=dt.date(2019, 6, 4)),
        annexes=(Annexe(titre="Convention", acte=grant(1000, "Objet.")),),
    )
    assert check(old) == []
    assert [finding.code for finding in check(grant(1000, "Objet."))] == ["DG383"]


def test_rules_of_ones_own_run_after_those_of_the_law(monkeypatch: pytest.MonkeyPatch):
    own = Finding(code="MOI1", message="à revoir")
    monkeypatch.setattr(Deliberation, "rules", (lambda acte: [own],))
    assert check(act(scrutin=votes(9)))[1:] == [own]
