"""The hostile corpus: every case gives what it expects, never an exception of another family."""

import json
import re
from pathlib import Path

import pytest

from delibgen.errors import DelibgenError
from delibgen.word import Document, Template
from tests.word.build import paragraph_texts, part

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus" / "hostile"
CASES = json.loads((CORPUS / "cases.json").read_text(encoding="utf-8")) if CORPUS.is_dir() else []


def _lists_start_anew(data: bytes) -> None:
    """The numbered list of each article has an instance of its own, which counts from 1."""
    first, again, second, last = re.findall(r'<w:numId w:val="(\d+)"/>', part(data))
    assert first == again != second == last
    for number in (first, second):
        found = re.search(f'<w:num w:numId="{number}">.*?</w:num>', part(data, "word/numbering.xml"))
        assert found is not None
        assert '<w:startOverride w:val="1"/>' in found[0]


BETTER = {"M01 numérotation en boucle": _lists_start_anew}
"""Cases that the corpus refuses because numbers would go on from one list to the next: rendered right."""


def _expanded(value: object) -> object:
    if isinstance(value, dict):
        if set(value) == {"$repeat"}:
            text, times = value["$repeat"]
            return text * times
        return {key: _expanded(item) for key, item in value.items()}
    return [_expanded(item) for item in value] if isinstance(value, list) else value


def _render(case: dict[str, object]) -> Document:
    data = _expanded(case["data"])
    assert isinstance(data, dict)
    return Template(CORPUS / str(case["tpl"])).render(data)


@pytest.mark.skipif(not CASES, reason="the hostile corpus is not beside the repository")
@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_hostile_case_gives_what_it_expects(case: dict[str, object]) -> None:
    if case["id"] in BETTER:
        BETTER[str(case["id"])](_render(case).to_bytes())
        return
    if case["expect"] == "refuse" and not case.get("policy"):
        with pytest.raises(DelibgenError) as caught:
            _render(case)
        assert all(finding.code.startswith("DG") for finding in caught.value.findings)
        return
    try:
        document = _render(case)
    except DelibgenError:
        assert case.get("policy")
        return
    if case["expect"] != "refuse":
        assert paragraph_texts(document.to_bytes()) == case["expect"]
