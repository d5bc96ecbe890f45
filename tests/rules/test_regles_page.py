"""docs/regles.md is the table of the rules that run."""

import datetime as dt
import re
import subprocess
import sys
from dataclasses import replace

import pytest

from delibgen.actes.papiers import apres, avant
from delibgen.cli.regles import every_rule, page
from delibgen.rules import RULES, Rule, find_rule
from tests.conftest import ROOT

PAGE = ROOT / "docs" / "regles.md"


def test_the_committed_page_is_what_the_command_prints():
    done = subprocess.run([sys.executable, "-m", "delibgen.cli.regles"], capture_output=True, check=True)
    assert PAGE.read_bytes() == done.stdout, "python -m delibgen.cli.regles > docs/regles.md"
    assert page().encode() == done.stdout


@pytest.mark.parametrize(
    ("code", "period"),
    [
        ("DG322", "toujours"),
        ("DG357", "depuis le 22\u00a0décembre 2025"),
        ("DG368", "jusqu'au 30\u00a0juin 2022"),
    ],
)
def test_a_rule_says_when_it_holds(code: str, period: str):
    law = find_rule(code)
    assert law is not None
    assert law.periode == period


def test_a_rule_of_a_few_years_says_both_ends():
    law = find_rule("DG328")
    assert law is not None
    few = replace(law, since=dt.date(2020, 3, 12), until=dt.date(2022, 7, 31))
    assert few.periode == "du 12\u00a0mars 2020 au 31\u00a0juillet 2022"


def test_the_page_has_a_row_for_each_rule():
    rows = re.findall(r"^\| (DG\d{3}) \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert rows == [law.code for law in every_rule()]
    assert {law.code for law in RULES} < set(rows)


@pytest.mark.parametrize("law", every_rule(), ids=lambda law: law.code)
def test_every_rule_says_what_to_do(law: Rule):
    assert law.todo
    assert not law.todo.endswith(".")
    assert all(law.to_dict()[name] for name in ("code", "titre", "article", "periode", "portee", "severite"))


def test_a_rule_is_found_by_its_code():
    law = find_rule("DG372")
    assert law is not None
    assert law.explication.startswith("Bloquant : les deux totaux")
    assert find_rule("DG000") is None


def test_no_code_is_used_twice_by_the_rules_of_the_papers_either():
    laws = {law for module in (avant, apres) for law in vars(module).values() if isinstance(law, Rule)}
    codes = [law.code for law in (*RULES, *laws)]
    assert len(codes) == len(set(codes))
    assert {law.code for law in laws} <= {law.code for law in every_rule()}
