"""docs/regles.md is the table of the rules that run."""

import datetime as dt
import re
import subprocess
import sys
from dataclasses import replace

import pytest
from click.testing import CliRunner

from delibgen.actes.papiers import apres, avant
from delibgen.cli import main
from delibgen.cli.regles import every_rule, page
from delibgen.errors import Severity
from delibgen.model.deliberation import Deliberation
from delibgen.rules import RULES, Remarque, Rule, find_rule, rule
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


FROM_MEMORY = sorted(law.code for law in every_rule() if law.de_memoire)


@pytest.mark.parametrize("law", every_rule(), ids=lambda law: law.code)
def test_what_is_from_memory_never_blocks_and_says_what_it_is(law: Rule):
    assert law.severity is not Severity.BLOQUANT or not law.de_memoire
    assert "De mémoire" not in law.explication
    assert not law.de_memoire.endswith(".")
    assert law.to_dict()["a_verifier"] == law.de_memoire
    assert f" {law.de_memoire} |" in page()


def test_the_facts_that_the_reference_has_from_memory_are_marked():
    known = {
        "DG306",
        "DG318",
        "DG322",
        "DG326",
        "DG328",
        "DG361",
        "DG378",
        "DG384",
        "DG390",
        "DG606",
        "DG620",
        "DG622",
        "DG623",
        "DG640",
        "DG641",
        "DG708",
    }
    unread = {"DG704", "DG705", "DG706", "DG707"}
    assert known | unread <= {*FROM_MEMORY}


def test_a_rule_from_memory_that_would_block_is_refused():
    def doubtful(acte: Deliberation) -> list[Remarque]:
        """Un point a un objet.

        De mémoire : l'article.
        """
        return []

    assert rule("RI9", "CGCT")(doubtful).de_memoire == "l'article"
    with pytest.raises(ValueError, match="RI9 : ce qui est écrit de mémoire ne bloque pas"):
        rule("RI9", "CGCT", severity=Severity.BLOQUANT)(doubtful)


@pytest.mark.parametrize("law", every_rule(), ids=lambda law: law.code)
def test_expliquer_prints_each_rule_with_its_article_and_what_is_to_be_checked(law: Rule):
    done = CliRunner().invoke(main, ["expliquer", law.code])
    assert done.exit_code == 0
    said = " ".join(done.output.split())
    for text in (law.title, law.article, law.periode, str(law.portee), law.severity.value, law.todo):
        assert " ".join(text.split()) in said
    assert ("À vérifier" in said) is bool(law.de_memoire)
    assert law.de_memoire in said
