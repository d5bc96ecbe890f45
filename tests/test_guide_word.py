"""The clerk's guide names every filter of the engine, and no other; what it prints is what they give."""

import datetime as dt
import re
from decimal import Decimal

import pytest

from delibgen.word.filters import engine_filters
from tests.conftest import ROOT

GUIDE = (ROOT / "docs" / "guide-word.md").read_text(encoding="utf-8")
ROWS = {
    name: (tag.replace("\\|", "|"), result.strip())
    for name, tag, result in re.findall(r"^\| `(\w+)` : [^|]+\| `(.+?)` \| (.+) \|$", GUIDE, re.MULTILINE)
}
VALUES = {
    "annee": dt.date(2024, 10, 1),
    "date_acte": dt.date(2024, 10, 1),
    "date_complete": dt.date(2024, 10, 1),
    "date_longue": dt.date(2024, 10, 1),
    "date_numerique": dt.date(2024, 10, 1),
    "heure": dt.time(18, 30),
    "heure_lettres": dt.time(18, 30),
    "cardinal": 21,
    "nombre": 20000,
    "ordinal": 2,
    "romain": 4,
    "euros": Decimal("12500.5"),
    "euros_complets": Decimal(20000),
    "euros_en_lettres": Decimal(20000),
    "de": "Le Havre",
    "a": "Le Havre",
    "de_departement": "89",
    "tribunal": "89",
    "liste": ["A", "B", "C"],
    "majuscules": "élu",
}


def test_the_guide_names_every_filter():
    assert set(ROWS) == set(engine_filters())


@pytest.mark.parametrize("name", VALUES)
def test_what_the_guide_prints_is_what_the_filter_gives(name):
    tag, result = ROWS[name]
    assert f"| {name} }}}}" in tag
    assert str(engine_filters()[name](VALUES[name])).replace("\u00a0", " ") == result.replace("\u00a0", " ")
