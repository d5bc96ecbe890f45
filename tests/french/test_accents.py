"""Folding by a table of octets is folding character by character, for every text."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delibgen.french.accents import Form, without_accents, without_case_or_accents

MARKS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")
FRENCH = "aÉéÈèÀàÂâÇçÊêËëÎîÏïÔôŒœÙùÛûÜüŸÿÆæ’‘“”«»–—…€°·\u00a0\u202f\n\tßﬁſẞµª½²e\u0301"


def slow(text: str, form: Form) -> str:
    """Fold by Unicode's decomposition of the whole text."""
    return MARKS.sub("", unicodedata.normalize(form, text))


@pytest.mark.parametrize("form", ["NFD", "NFKD"])
def test_every_character_alone(form: Form):
    for char in map(chr, (*range(0x80, 0x2E80), *range(0xF900, 0x10000))):
        assert without_accents(char, form) == slow(char, form)
        assert without_case_or_accents(char, form) == slow(char.casefold(), form)


@given(st.text(st.sampled_from(FRENCH)) | st.text(), st.sampled_from(["NFD", "NFKD"]))
def test_any_text(text: str, form: Form):
    assert without_accents(text, form) == slow(text, form)
    assert without_case_or_accents(text, form) == slow(text.casefold(), form)
