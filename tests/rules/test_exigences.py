"""docs/exigences.md holds every rule, and nothing that no test covers."""

import re
from pathlib import Path

from delibgen.cli.regles import every_rule
from delibgen.dossier import codes as dossier
from delibgen.load import codes as load
from tests.conftest import ROOT
from tests.rules.cases import FAULTS

PAGE = (ROOT / "docs" / "exigences.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (?!exigence|---)(.+) \| (.+) \|$", PAGE, re.MULTILINE)
CITED = set(re.findall(r"DG\d{3}", PAGE))
TESTS = "\n".join(path.read_text(encoding="utf-8") for path in Path(ROOT, "tests").rglob("test_*.py"))


def test_every_rule_answers_to_something_that_the_law_or_practice_asks():
    assert {law.code for law in every_rule()} - CITED == set()


def test_every_code_exists():
    assert CITED - {law.code for law in every_rule()} - {*dossier.CODES, *load.CODES} == set()


def test_every_row_is_checked_printed_or_cannot_be_said():
    assert len(ROWS) >= 60
    for what, how in ROWS:
        assert re.search(r"DG\d{3}|imprimé|par construction", how), what


def test_every_code_has_a_test():
    """A rule of the law has a case in which it alone finds a fault; the others are named by a test."""
    cased = {code for code, _, _ in FAULTS}
    assert [code for code in sorted(CITED - cased) if f'"{code}"' not in TESTS] == []
