"""docs/regles.md is the table of the rules that run."""

import re
import subprocess
import sys

import pytest

from delibgen.rules import RULES, Rule, find_rule
from tests.conftest import ROOT

PAGE = ROOT / "docs" / "regles.md"


def test_the_committed_page_is_what_the_command_prints():
    done = subprocess.run([sys.executable, "-m", "delibgen.rules"], capture_output=True, check=True)
    assert PAGE.read_bytes() == done.stdout, "python -m delibgen.rules > docs/regles.md"


def test_the_page_has_a_row_for_each_rule():
    rows = re.findall(r"^\| (DG\d{3}) \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert rows == [law.code for law in RULES]


@pytest.mark.parametrize("law", RULES, ids=lambda law: law.code)
def test_every_rule_says_what_to_do(law: Rule):
    assert law.todo
    assert not law.todo.endswith(".")
    assert all(law.to_dict()[name] for name in ("code", "titre", "article", "periode", "portee", "severite"))


def test_a_rule_is_found_by_its_code():
    law = find_rule("DG372")
    assert law is not None
    assert law.explication.startswith("Bloquant : les deux totaux")
    assert find_rule("DG000") is None
