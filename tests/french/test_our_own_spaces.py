"""No line may break where French forbids it, in what delibgen itself prints: templates and usual formulas."""

import io
import re
import zipfile
from collections.abc import Iterator

import pytest

from delibgen.actes.papiers import FeuilleChangements
from delibgen.model.formules import COMPTES, USUELLES
from delibgen.model.formules_actes import USUELLES_ACTES
from delibgen.model.vocabulaire import Vocabulaire
from delibgen.render import shipped_templates
from tests.reader import Reader, W

BREAKABLE = (
    r" [:;?!»%€]",
    r"« ",
    r"[0-9}] (?:€|%|h\b)",
    r"\b[nN]°s? ",
    r"\b(?:M|MM|Mme|Mmes)\.? (?=[{A-Z])",
    r"(?i)\barticles? (?=[{0-9]|[LRD]\. )",
    r"\b[LRD]\. (?=[0-9{])",
    r"\b(?:1er|[0-9]{1,2}) (?:janv|fév|mars|avril|mai|jui|août|sept|oct|nov|déc)",
)
PART = re.compile(r"word/(?:document|header|footer|footnotes)[0-9]*\.xml")
FORMULAS = {
    **USUELLES,
    **{f"acte {name}": text for name, text in USUELLES_ACTES.items()},
    **{f"comptes {name}": text for name, text in COMPTES.items()},
    **{name: value for name, value in Vocabulaire().model_dump().items() if isinstance(value, str)},
}


def faults(text: str) -> list[str]:
    return [text[max(0, m.start() - 12) : m.end() + 12] for b in BREAKABLE for m in re.finditer(b, text)]


def printed(data: bytes) -> Iterator[str]:
    """Yield the paragraphs of a template: a place is « {} », and tags that print nothing part two texts."""
    reader, names = Reader(data), zipfile.ZipFile(io.BytesIO(data)).namelist()
    for part in filter(PART.fullmatch, names):
        for paragraph in reader.tree(part).iter(f"{W}p"):
            text = "".join(node.text or "" for node in paragraph.iter(f"{W}t"))
            yield re.sub(r"\{\{.*?\}\}", "{}", re.sub(r"\{%.*?%\}", "|", text))


@pytest.mark.parametrize("path", sorted(shipped_templates().glob("*.docx")), ids=lambda path: path.name)
def test_no_shipped_template_lets_a_line_break_in_a_wrong_place(path):
    assert [fault for text in printed(path.read_bytes()) for fault in faults(text)] == []


@pytest.mark.parametrize("name", FORMULAS)
def test_no_usual_formula_does(name):
    without = re.sub(r"\{[?!][a-z_.]+\}", "", FORMULAS[name])
    assert faults(without) == []


def test_the_title_of_the_sheet_of_changes_does_not():
    assert faults(FeuilleChangements.of("v1", "v2", ()).objet) == []


@pytest.mark.parametrize(
    "text",
    ["Article 1er", "le 1er octobre", "10 €", "n° 4", "M. DUC", "« a »", "article L. 2121-1", "20 h 30"],
)
def test_each_fault_is_seen(text):
    assert faults(text)
