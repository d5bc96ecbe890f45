"""Keys that a TypedDict lets leave out: what a render refuses, lint tells, with a condition that helps."""

import typing
from typing import Any

import pytest
import typing_extensions

from delibgen import Template, lint
from delibgen.errors import RenderError
from tests.word.build import docx, p


class Adresse(typing.TypedDict, total=False):
    rue: typing.Required[str]
    cp: str
    pays: str | None


class AdresseBis(typing_extensions.TypedDict, total=False):
    rue: typing_extensions.Required[str]
    cp: str
    pays: str | None


class Client(typing.TypedDict):
    adr: Adresse
    adr2: AdresseBis
    surnom: typing.NotRequired[str]


FULL: dict[str, Any] = {"rue": "r", "cp": "29000", "pays": None}
DATA: list[dict[str, Any]] = [
    {"adr": {"rue": "r"}, "adr2": {"rue": "r"}},
    {"adr": FULL, "adr2": FULL, "surnom": "s"},
    {"adr": {"rue": "r", "cp": "29000"}, "adr2": {"rue": "r", "cp": "29000"}, "surnom": "s"},
]
CASES = [
    ("{{ adr.rue }}", ""),
    ("{{ adr.cp }}", "bloquant"),
    ("{% if adr.cp %}x{% endif %}", "bloquant"),
    ('{{ adr.cp or "-" }}', "bloquant"),
    ('{% if "cp" in adr %}{{ adr.cp }}{% endif %}', ""),
    ('{% if "cp" not in adr %}-{% else %}{{ adr.cp }}{% endif %}', ""),
    ('{{ adr.cp if "cp" in adr else "-" }}', ""),
    ('{% if "pays" in adr and adr.pays %}{{ adr.pays }}{% endif %}', ""),
    ('{% if "cp" in adr %}{{ adr.pays or "" }}{% endif %}', "bloquant"),
    ("{{ surnom }}", "bloquant"),
    ("{% if surnom %}{{ surnom }}{% endif %}", "alerte"),
]


@pytest.mark.parametrize(("text", "severity"), CASES)
@pytest.mark.parametrize("name", ["adr", "adr2"])
def test_a_key_that_may_not_be_there(text: str, severity: str, name: str) -> None:
    data = docx(p(text.replace("adr", name) + "."))
    assert [(f.code, str(f.severity)) for f in lint(data, Client)] == (
        [("DG153", severity)] if severity else []
    )
    refused = 0
    for values in DATA:
        try:
            Template(data).render(values)
        except RenderError:
            refused += 1
    assert bool(refused) is bool(severity)


@pytest.mark.parametrize(
    ("text", "code", "advice"),
    [
        ("{{ adr2.ville }}", "DG152", "champs"),
        ('{% if "rues" in adr %}x{% endif %}', "DG159", "vouliez-vous « rue »"),
        ("{% if 3 in adr %}x{% endif %}", "DG159", "clé"),
        ('{% if "x" in adr.rue %}x{% endif %}', "", ""),
    ],
)
def test_a_key_that_never_is(text: str, code: str, advice: str) -> None:
    findings = lint(docx(p(text)), Client)
    assert [f.code for f in findings] == ([code] if code else [])
    assert all(advice in f.suggestion for f in findings)
