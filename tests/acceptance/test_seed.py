"""The real document comes out whole: every word of the seed, in order, and no other.

Tolerances, all of them: white space is folded (the seed's own layout), the bold marks ``**`` of the text dump
are dropped, and three surnames that the seed cuts at a hyphen (« BEGIN- CLAUDET ») are joined. The page
footer (number of the act, page X/Y) is page furniture, which the dump does not hold: the body is compared.
"""

import re

import pytest

from delibgen import check, load_seance, render
from tests.conftest import BUREAU, ROOT
from tests.reader import Reader

SEED = ROOT / "tests" / "acceptance" / "seed.txt"
CUT_NAMES = {"BEGIN- CLAUDET": "BEGIN-CLAUDET", "AKPINAR- ISTIQUAM": "AKPINAR-ISTIQUAM"} | {
    "MARTIN- GENDRE": "MARTIN-GENDRE"
}


def seed_tokens() -> list[str]:
    """Return the words of the seed, with the tolerances above."""
    text = SEED.read_text(encoding="utf-8").replace("**", "")
    for cut, joined in CUT_NAMES.items():
        text = text.replace(cut, joined)
    return text.split()


@pytest.fixture(scope="module")
def document():
    (acte,) = load_seance(BUREAU).actes
    return render(acte)


def test_the_text_of_the_extract_is_the_seed_token_by_token(document):
    produced = re.split(r"\s+", Reader(document.to_bytes()).text().strip())
    assert produced == seed_tokens()


def test_the_copy_of_the_seed_is_the_seed(shared):
    (original,) = (shared / "seed").glob("*.txt")
    assert SEED.read_bytes() == original.read_bytes()


def test_the_seed_breaks_no_rule():
    (acte,) = load_seance(BUREAU).actes
    own = [finding for finding in check(acte) if "compléter" not in finding.message]
    own = [finding for finding in own if not finding.place.file]
    assert [str(finding) for finding in own if finding.severity != "information"] == []
