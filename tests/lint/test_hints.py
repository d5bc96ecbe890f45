"""Type hints that cannot all be read: what is known is followed, what is not is never accused."""

import importlib
import sys
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, IntEnum
from pathlib import Path
from typing import TypedDict

import pytest

from delibgen import Template, lint
from tests.word.build import docx, p

MODULE = """
from __future__ import annotations
from dataclasses import dataclass
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    from paquet_absent import Chose
    import autre.absent as rien
{decorator}
class Lettre:
    nom: str
    chose: Chose
    lettres: list[Chose]
    mal: "list["
    age: int
    @property
    def calcule(self) -> Chose: ...
    @property
    def ville(self) -> str: ...
"""


@pytest.fixture(params=["@dataclass", ""])
def kind(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> type:
    (tmp_path / "lettres_perdues.py").write_text(MODULE.format(decorator=request.param))
    monkeypatch.syspath_prepend(tmp_path)
    sys.modules.pop("lettres_perdues", None)
    found: type = importlib.import_module("lettres_perdues").Lettre
    return found


def codes(kind: type, text: str) -> list[str]:
    return [finding.code for finding in lint(docx(p(text)), kind)]


def test_what_cannot_be_read_is_never_accused(kind: type) -> None:
    text = (
        "{{ nom }}{{ chose.x }}{{ calcule.y }}{{ ville }}{{ mal }}{% for l in lettres %}{{ l.z }}{% endfor %}"
    )
    assert codes(kind, text) == []


def test_what_can_be_read_is_followed(kind: type) -> None:
    assert codes(kind, "{{ nmo }}") == ["DG151"]
    assert codes(kind, "{{ age.x }}") == ["DG152"]
    assert codes(kind, "{{ ville.x }}") == ["DG152"]


def test_an_element_beyond_the_end_of_a_tuple_is_told() -> None:
    class Paire:
        deux: tuple[str, int]
        suite: tuple[str, ...]
        un: "tuple[str, int] | tuple[str, int, str]"

    assert (
        codes(
            Paire, "{{ deux[0] }}{{ deux[1] }}{% if suite | length > 7 %}{{ suite[7] }}{% endif %}{{ un[2] }}"
        )
        == []
    )
    (finding,) = lint(docx(p("{{ deux[2] }}")), Paire)
    assert (finding.code, finding.suggestion) == ("DG152", "le dernier est [1]")


class Suite(Sequence[str]):
    """A sequence of the user's own, with a field."""

    titre: str = "t"

    def __getitem__(self, rank):
        return ("a", "b")[rank]

    def __len__(self):
        return 2


class Suites(TypedDict):
    rangs: range
    file: deque
    suite: Suite


def test_what_the_engine_loops_over_is_a_list_for_lint():
    body = "".join(f"{{% for x in {name} %}}{{{{ x }}}}{{% endfor %}}" for name in ("rangs", "file", "suite"))
    data = docx(p(body + "{{ suite.titre }}"))
    assert lint(data, Suites) == []
    values = {"rangs": range(2), "file": deque(["c"]), "suite": Suite()}
    assert Template(docx(p(body))).render(values).text.strip() == "01cab"


def test_an_enumeration_that_is_no_text_is_told_with_what_to_take():
    class Couleur(Enum):
        ROUGE = "rouge"

    @dataclass
    class Tache:
        couleur: Couleur
        rang: Rang

    for text in ("{{ couleur }}", "{{ couleur.value }}", '{% if couleur == "rouge" %}x{% endif %}'):
        (finding,) = lint(docx(p(text)), Tache)
        assert "StrEnum" in finding.suggestion
    assert codes(Tache, "{% if couleur %}x{% endif %}") == ["DG163"]
    assert codes(Tache, "{{ rang }} {{ rang | ordinal }}{% if rang == 2 %}x{% endif %}") == []
    assert codes(Tache, "{% if rang == 3 %}x{% endif %}") == ["DG159"]


class Rang(IntEnum):
    UN = 1
    DEUX = 2
