"""Any printable text in any field comes out identical; any other is refused with its field and code point."""

import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from delibgen import load_seance, render
from delibgen.model.faults import explain
from tests.conftest import CONSEIL
from tests.reader import Reader

ACTES = load_seance(CONSEIL).actes
SUBVENTION = ACTES[1]
FIELDS = ("objet", "rubrique", "numero")
NASTY = st.sampled_from([
    "&",
    "<",
    ">",
    "{{ x }}",
    "{% if %}",
    "{#",
    "}}",
    "&amp;",
    "]]>",
    "\u00a0",
    "\u202f",
    "’",
    "œ",
    "é",
    "𝒜",
    "\\",
    '"',
])
BIDI = {*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C}


def printable(char: str) -> bool:
    """The definition of the promise, written apart from the code."""
    return (
        unicodedata.category(char) not in {"Cc", "Cs"}
        and ord(char) & 0xFFFE != 0xFFFE
        and not 0xFDD0 <= ord(char) <= 0xFDEF
        and ord(char) not in BIDI
    )


line = (
    st
    .lists(st.one_of(NASTY, st.characters(exclude_categories=["Cs", "Cc"])), min_size=1, max_size=40)
    .map("".join)
    .filter(lambda text: text.strip() and all(map(printable, text)))
)


def fields_with(name: str, text: str) -> dict[str, object]:
    fields = {field: getattr(SUBVENTION, field) for field in type(SUBVENTION).model_fields}
    return {**fields, name: text}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=line, name=st.sampled_from(FIELDS), visa=line, nom=line)
def test_any_printable_text_comes_out_identical(text, name, visa, nom):
    acte = type(SUBVENTION)(**{**fields_with(name, text), "visas": (visa,)})
    reader = Reader(render(acte).to_bytes())
    everything = "\n".join(
        reader.text(part)
        for part in reader.parts
        if part.startswith("word/")
        and "rels" not in part
        and part.endswith(".xml")
        and b"<w:p" in reader.parts[part]
    )
    assert text in everything
    said = (
        visa[:-1].rstrip(" \u00a0") if visa.endswith((";", ",")) else visa
    )  # its formula ends with its own mark
    assert f"Vu\u00a0{said}" in everything or f"Vu {said}" in everything


@settings(max_examples=200, deadline=None)
@given(
    char=st.one_of(
        st.characters(categories=["Cc", "Cs"]).filter(lambda c: c not in "\n\t"),
        st.sampled_from("\ufdd0\ufffe\uffff\u202e\u2066\u200f"),
    ),
    name=st.sampled_from(FIELDS),
)
def test_any_other_text_is_refused_with_its_field_and_code_point(char, name):
    with pytest.raises(ValidationError) as caught:
        type(SUBVENTION)(**fields_with(name, f"avant{char}après"))
    (finding,) = explain(caught.value)
    assert finding.path == name
    assert f"U+{ord(char):04X}" in finding.message
