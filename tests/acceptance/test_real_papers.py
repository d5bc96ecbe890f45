"""Acts as real assemblies set them, typed in data: every line of each is printed word for word.

Each file of ``papiers_reels`` is one act, with invented people and towns, in the form of papers that
communes, EPCI, départements, régions, syndicats, CCAS and others publish: headings, orders, formulas,
ways to tell a vote. Its last lines, after « #| », are the document, whole. To accept what is printed now:
``DELIBGEN_BENIR=1 python -m pytest tests/acceptance/test_real_papers.py``, then read ``git diff``.
"""

import os
from pathlib import Path

import pytest

from delibgen import check, load, render
from delibgen.model.deliberation import Deliberation
from delibgen.model.formules import Formules, chosen
from delibgen.word import validate
from tests.reader import Reader

PAPERS = sorted((Path(__file__).parent / "papiers_reels").glob("*.yaml"))
SITTINGS = sorted((Path(__file__).parent / "seances_reelles").glob("*/actes/*.yaml"))
MARK = "#|"


def printed(data: bytes) -> list[str]:
    """Return the lines of the body, then of the foot of the page."""
    reader = Reader(data)
    text = f"{reader.text()}\n{reader.text('word/footer1.xml')}".replace("\u00a0", " ").replace("\t", " → ")
    return [line for line in text.split("\n") if line.strip()]


def expected(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.removeprefix(f"{MARK} ") for line in lines if line.startswith(MARK)]


def alerts(path: Path) -> list[str]:
    """Return the codes of the alerts that the paper deserves, after « #! »: its form leaves something out."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [code for line in lines if line.startswith("#! ") for code in line.removeprefix("#! ").split()]


def bless(path: Path, lines: list[str]) -> None:
    kept = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith(MARK)]
    path.write_text("\n".join([*kept, *(f"{MARK} {line}" for line in lines)]) + "\n", encoding="utf-8")


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.stem)
def test_a_real_form_is_said_in_data_and_printed_word_for_word(path: Path):
    acte = load(path)
    assert [f.code for f in check(acte) if f.severity != "information"] == alerts(path), str(check(acte))
    data = render(acte).to_bytes()
    assert validate(data) == []
    if os.environ.get("DELIBGEN_BENIR"):
        bless(path, printed(data))
    assert printed(data) == expected(path)


def test_forty_acts_and_more_of_every_kind_of_body():
    acts = [load(path) for path in PAPERS]
    assert len(acts) >= 40
    bodies = {acte.collectivite.nature for acte in acts if isinstance(acte, Deliberation)}
    assert len(bodies) >= 11


def test_every_formula_is_chosen_by_some_act():
    acts = [load(path) for path in (*PAPERS, *SITTINGS)]
    assemblies = {name for acte in acts for name in acte.assemblee.formules_choisies}
    own = {name for acte in acts for name in chosen(getattr(acte, "formules", Formules()))}
    assert set(Formules.model_fields) - assemblies - own == set()
