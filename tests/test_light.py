"""Light classes behave as those of ``dataclasses``, and load nothing."""

import copy
import dataclasses
import pickle
import subprocess
import sys

import pytest

from delibgen.errors import Finding, Place, Severity
from delibgen.light import replace
from delibgen.word.limits import Limits
from delibgen.word.package import Entry
from delibgen.word.session import Session
from delibgen.word.tag import Tag
from tests.word.test_program import surroundings

ENTRY = Entry("a.xml", 8, 1, 2, b"x")


def twin(kind: type) -> type:
    """Return the class as the standard library makes it."""
    body = {field.name: field for field in dataclasses.fields(kind)}
    lines = [
        (name, field.type, dataclasses.field(default=field.default, default_factory=field.default_factory))
        for name, field in body.items()
    ]
    return dataclasses.make_dataclass(kind.__name__, lines, frozen=True, slots=True)


def test_it_is_a_dataclass_for_who_asks() -> None:
    assert dataclasses.is_dataclass(Finding)
    assert [field.name for field in dataclasses.fields(Place)][:2] == ["file", "line"]
    assert dataclasses.asdict(Finding(code="DG101", message="m"))["place"]["part"] == ""
    assert dataclasses.replace(ENTRY, name="b").name == replace(ENTRY, name="b").name == "b"
    assert repr(ENTRY) == repr(twin(Entry)("a.xml", 8, 1, 2, b"x"))
    assert copy.copy(ENTRY) == copy.deepcopy(ENTRY) == pickle.loads(pickle.dumps(ENTRY)) == ENTRY


def test_it_compares_and_hashes_by_its_values() -> None:
    other = Entry("a.xml", 8, 1, 2, b"y")
    assert other != ENTRY
    assert len({ENTRY, other, Entry("a.xml", 8, 1, 2, b"x")}) == 2
    assert ENTRY != ("a.xml", 8, 1, 2, b"x")
    tag = Tag("{{ x }}", Place())
    assert tag != Tag("{{ x }}", Place())
    assert tag in {tag}
    with pytest.raises(TypeError, match="unhashable"):
        hash(Session(surroundings()))


def test_what_is_frozen_does_not_change_and_what_is_made_anew_is_not_shared() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot change field 'name'"):
        ENTRY.name = "b"  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        del ENTRY.name  # type: ignore[misc]
    with pytest.raises(AttributeError):
        Tag("", Place()).autre = 1  # type: ignore[attr-defined]
    first, second = Session(surroundings()), Session(surroundings())
    first.media["x"] = b""
    assert second.media == {}


@pytest.mark.parametrize(
    ("kind", "args", "named"),
    [
        (Entry, ("a",), {}),
        (Entry, (), {}),
        (Entry, ("a", 8, 1, 2, b"", 3), {}),
        (Entry, ("a", 8, 1, 2, b""), {"autre": 1}),
        (Limits, (3,), {}),
        (Finding, (), {"code": "DG101"}),
    ],
)
def test_wrong_arguments_are_refused(kind: type, args: tuple[object, ...], named: dict[str, object]) -> None:
    with pytest.raises(TypeError):
        kind(*args, **named)


def test_it_matches_by_position_and_can_be_derived() -> None:
    match ENTRY:
        case Entry(name, 8, _, size):
            assert (name, size) == ("a.xml", 2)
        case _:
            pytest.fail("no match")

    @dataclasses.dataclass(frozen=True, kw_only=True)
    class Suivi(Finding):
        suivi: str = ""

    found = Suivi(code="DG101", message="m", suivi="s")
    assert (found.severity, found.suivi) == (Severity.BLOQUANT, "s")
    assert dataclasses.replace(found, code="DG102") == Suivi(code="DG102", message="m", suivi="s")


def test_making_the_classes_loads_nothing() -> None:
    code = (
        "import sys; before = set(sys.modules); import delibgen.errors, delibgen.word.limits"
        "; print(' '.join(set(sys.modules) - before))"
    )
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"dataclasses", "inspect", "typing"} & set(loaded.stdout.split())
