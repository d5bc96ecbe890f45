"""Compiled templates kept on disk: the same documents, and nothing that a bad file could change."""

import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import get_args, get_origin, get_type_hints

import pytest

from delibgen.errors import TemplateError
from delibgen.light import replace
from delibgen.render import shipped_templates, template_bytes
from delibgen.word import Template, cache
from delibgen.word import template as template_module
from delibgen.word.compiled import Patched
from delibgen.word.environment import WordEnvironment
from delibgen.word.frozen import FIELDS, PAIR, freeze, thaw
from delibgen.word.limits import Limits
from tests.word.build import docx, p

SOURCE = docx(p("{% for x in noms %}{{ x }} {% endfor %}{{ jour | date_longue }}"))


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DELIBGEN_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def values() -> dict[str, object]:
    import datetime as dt

    return {"noms": ["A & B", "C"], "jour": dt.date(2024, 9, 1)}


def forbid_compiling(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise AssertionError("compiled again")

    monkeypatch.setattr("delibgen.word.compile.patch_template", fail)


def test_a_kept_template_gives_the_same_bytes_without_compiling(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = Template(SOURCE).render(values())
    assert [stat.S_IMODE(path.stat().st_mode) for path in (place, *place.iterdir())] == [0o700, 0o600]
    forbid_compiling(monkeypatch)
    again = Template(SOURCE)
    assert again.render(values()) == first
    assert again.tags[0].place.part == "corps"


@pytest.mark.parametrize("path", sorted(shipped_templates().glob("*.docx")), ids=lambda path: path.name)
def test_what_the_compiler_makes_survives_json(path: Path) -> None:
    from delibgen.word.compile import patch_template

    patched = patch_template(template_bytes(path), WordEnvironment({}, {}), Limits())
    frozen = json.loads(json.dumps(freeze(patched)))
    assert freeze(thaw(frozen)) == frozen


def test_another_engine_other_limits_or_another_file_are_other_names(monkeypatch: pytest.MonkeyPatch) -> None:
    names = {cache.key_of(b"a", ["x"]), cache.key_of(b"b", ["x"]), cache.key_of(b"a", ["y"])}
    monkeypatch.setattr(cache, "_engine", lambda: "another")
    assert len(names | {cache.key_of(b"a", ["x"])}) == 4


def damage(path: Path, kind: str) -> None:
    data = path.read_bytes()
    if kind == "cut":
        path.write_bytes(data[: len(data) // 2])
    elif kind == "changed":
        path.write_bytes(data.replace(b"date_longue", b"date_acte  "))
    elif kind == "empty":
        path.write_bytes(b"")
    elif kind == "other":
        path.write_bytes(b"0" * 64 + b"\n[]")
    elif kind == "writable":
        path.chmod(0o666)
    elif kind == "link":
        path.rename(path.with_suffix(".real"))
        path.symlink_to(path.with_suffix(".real"))
    else:
        path.unlink()
        path.mkdir()


@pytest.mark.parametrize("kind", ["cut", "changed", "empty", "other", "writable", "link", "folder"])
def test_a_file_that_is_not_as_it_was_written_is_ignored(place: Path, kind: str) -> None:
    expected = Template(SOURCE).render(values())
    (path,) = place.glob("*.json")
    key = path.stem
    assert cache.read(key) is not None
    damage(path, kind)
    assert cache.read(key) is None
    assert Template(SOURCE).render(values()) == expected


@pytest.mark.parametrize(
    "changes",
    [
        {"sources": 3},
        {"sources": ("x", 1)},
        {"sources": None},
        {"names": 3},
        {"words": ()},
        {"words": (3, 4)},
    ],
)
def test_a_file_whose_values_are_not_those_of_a_compiler_is_ignored(
    place: Path, changes: dict[str, object]
) -> None:
    expected = Template(SOURCE).render(values())
    (path,) = place.glob("*.json")
    patched = cache.read(path.stem)
    assert patched is not None
    cache.write(path.stem, replace(patched, **changes))  # type: ignore[arg-type]
    assert cache.read(path.stem) != patched
    assert Template(SOURCE).render(values()) == expected


@pytest.mark.parametrize("kind", sorted(FIELDS, key=lambda kind: kind.__name__))
def test_a_value_of_another_kind_anywhere_is_ignored(kind: type, place: Path) -> None:
    """The digest is right: only what the file says is wrong, as deep as it may be."""
    source = template_bytes(shipped_templates() / "registre.docx")
    Template(source)
    path = max(place.glob("*.json"), key=lambda one: one.stat().st_size)
    frozen = json.loads(path.read_bytes().partition(b"\n")[2])
    records = [one for one in records_of(frozen) if one[0] == kind.__name__]
    for record in records[:3]:
        for rank in range(1, len(record)):
            kept = record[rank]
            for wrong in (None, 1.5, ["tuple", 3], "x" if not isinstance(kept, str) else 7):
                record[rank] = wrong
                with pytest.raises((LookupError, TypeError, ValueError)):
                    thaw(frozen)
            record[rank] = kept
    assert thaw(frozen) is not None
    assert records or kind.__name__ in {"Finding", "Merged", "Loose"}


def records_of(value: object) -> Iterator[list[object]]:
    if isinstance(value, list) and value and value[0] != "json":
        yield value
        for part in value[1:]:
            yield from records_of(part)


def test_what_is_expected_of_a_kept_file_is_what_the_classes_say() -> None:
    """The table is written by hand, to load nothing; the hints are read here."""
    space = {kind.__name__: kind for kind in FIELDS} | {"Mapping": Mapping}
    for kind, shapes in FIELDS.items():
        hints = get_type_hints(kind, localns=space)
        assert [shape_of(hint) for hint in hints.values()] == list(shapes), kind


def shape_of(hint: object) -> object:
    origin, arguments = get_origin(hint), [shape_of(one) for one in get_args(hint) if one is not ...]
    if origin in {None, list}:
        return origin or hint
    if origin is tuple and ... not in get_args(hint):
        return (PAIR, *arguments)
    return (dict if origin is Mapping else origin, *arguments)


def test_a_tag_that_is_not_there_is_ignored(place: Path) -> None:
    expected = Template(SOURCE).render(values())
    (path,) = place.glob("*.json")
    patched = cache.read(path.stem)
    assert isinstance(patched, Patched)
    cache.write(path.stem, replace(patched, tags=patched.tags[:1]))
    assert Template(SOURCE).render(values()) == expected


DEEP: list[object] = ["name", "noms"]
for _ in range(400):
    DEEP = ["not", DEEP]


@pytest.mark.parametrize(
    "code", [[3], [["print", 0, 3]], [["print", 0, DEEP]], [["if", [[0, DEEP, []]], []]]]
)
def test_a_program_that_no_compiler_writes_is_ignored(place: Path, code: object) -> None:
    expected = Template(SOURCE).render(values())
    (path,) = place.glob("*.json")
    patched = cache.read(path.stem)
    assert patched is not None
    sources = tuple(replace(source, code=code) for source in patched.sources)  # type: ignore[arg-type]
    cache.write(path.stem, replace(patched, sources=sources))
    assert cache.read(path.stem) != patched
    assert Template(SOURCE).render(values()) == expected


@pytest.mark.parametrize("kind", ["open to all", "link", "file"])
def test_a_folder_that_others_could_write_is_not_used(place: Path, tmp_path: Path, kind: str) -> None:
    if kind == "open to all":
        place.mkdir()
        place.chmod(0o777)
    elif kind == "link":
        (tmp_path / "real").mkdir(mode=0o700)
        place.symlink_to(tmp_path / "real")
    else:
        place.write_text("x")
    assert Template(SOURCE).render(values())
    assert cache.folder() is None


@pytest.mark.parametrize("value", ["non", "0", "relatif/ici"])
def test_it_can_be_turned_off(value: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DELIBGEN_CACHE", value)
    monkeypatch.chdir(tmp_path)
    Template(SOURCE)
    assert cache.folder() is None
    assert list(tmp_path.iterdir()) == []


def test_filters_of_ones_own_are_never_kept(place: Path) -> None:
    Template(docx(p("{{ x | cri }}")), filters={"cri": str})
    assert not list(place.glob("*.json"))


def test_many_writers_leave_one_whole_file(place: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        documents = set(pool.map(lambda _: Template(SOURCE).render(values()).to_bytes(), range(24)))
    assert len(documents) == 1
    assert [path.suffix for path in place.iterdir()] == [".json"]


def test_the_oldest_files_leave(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "_MAX_FILES", 2)
    for text in "abc":
        Template(docx(p(text)))
    assert len(list(place.glob("*.json"))) == 2


def test_a_program_that_finds_its_template_kept_loads_neither_lxml_nor_the_compiler(
    place: Path, tmp_path: Path
) -> None:
    (tmp_path / "t.docx").write_bytes(docx(p("{{ x }}")))
    code = (
        "import sys; from delibgen import Template; Template(sys.argv[1]).render({'x': 'a'}).to_bytes()"
        "; print(' '.join(sys.modules))"
    )
    run = [sys.executable, "-c", code, str(tmp_path / "t.docx")]
    outputs = [subprocess.run(run, capture_output=True, text=True, check=True).stdout.split() for _ in "12"]
    heavy = {"lxml", "delibgen.word.compile", "delibgen.french", "pydantic"}
    assert heavy & set(outputs[0]) == {"lxml", "delibgen.word.compile", "delibgen.french"}
    assert heavy & set(outputs[1]) == set()


def test_what_a_render_does_not_use_is_not_loaded(place: Path, tmp_path: Path) -> None:
    (tmp_path / "t.docx").write_bytes(docx(p("{{ x }}")))
    code = (
        "import sys; from delibgen import Template; Template(sys.argv[1]).render({'x': 'a'}).to_bytes()"
        "; print(' '.join(sys.modules))"
    )
    run = [sys.executable, "-c", code, str(tmp_path / "t.docx")]
    outputs = [subprocess.run(run, capture_output=True, text=True, check=True).stdout.split() for _ in "12"]
    of_compiler = {f"delibgen.word.{name}" for name in ("tags", "heal", "structure", "keep", "parts", "opc")}
    of_values = {f"delibgen.word.{name}" for name in ("image", "references", "markdown", "toc", "grid")}
    assert of_compiler <= set(outputs[0])
    assert (of_compiler | of_values | {"difflib", "secrets"}) & set(outputs[1]) == set()


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="Windows has no owner to check")
def test_the_usual_place_is_the_cache_of_the_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DELIBGEN_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache.folder() == tmp_path / "delibgen"


# ---------------------------------------------------------------- templates that include pieces

WHOLE = docx(p("{{ x }}") + p('{%p include "bas.docx" %}'))


def foot(folder: Path, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "t.docx").write_bytes(WHOLE)
    (folder / "bas.docx").write_bytes(docx(p(text + " {{ x }}")))
    return folder / "t.docx"


@pytest.mark.parametrize("make", [Template, Template.cached])
def test_pieces_are_merged_once_for_all_programs(
    make: Callable[..., Template], place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = foot(tmp_path / "a", "Bas" + make.__name__)
    first = make(path)
    expected = first.render({"x": "1"})
    forbid_compiling(monkeypatch)
    monkeypatch.setattr("delibgen.word.pieces.merge_pieces", lambda *_: pytest.fail("merged again"))
    template_module._cached.cache_clear()
    again = make(path)
    assert again.render({"x": "1"}) == expected
    assert (again.piece_files, again.findings, again.tags[1].place) == (
        first.piece_files, first.findings, first.tags[1].place
    )  # fmt: skip


def test_a_piece_that_changes_is_merged_again(place: Path, tmp_path: Path) -> None:
    path = foot(tmp_path / "a", "Un")
    assert Template(path).render({"x": "1"}).text == "1\nUn 1"
    assert Template(foot(tmp_path / "b", "Deux")).render({"x": "1"}).text == "1\nDeux 1"
    assert Template(path).render({"x": "1"}).text == "1\nUn 1"
    foot(tmp_path / "a", "Trois")
    assert Template(path).render({"x": "1"}).text == "1\nTrois 1"
    assert Template(WHOLE, pieces={"bas": docx(p("Quatre"))}).render({"x": "1"}).text == "1\nQuatre"
    (tmp_path / "a" / "bas.docx").unlink()
    with pytest.raises(TemplateError, match=r"« bas\.docx » est introuvable"):
        Template(path)


def test_a_program_that_finds_its_merged_template_loads_no_lxml(place: Path, tmp_path: Path) -> None:
    path = foot(tmp_path, "Bas")
    code = (
        "import sys; from delibgen import Template; Template(sys.argv[1]).render({'x': 'a'}).to_bytes()"
        "; print(' '.join(sys.modules))"
    )
    run = [sys.executable, "-c", code, str(path)]
    outputs = [subprocess.run(run, capture_output=True, text=True, check=True).stdout.split() for _ in "12"]
    heavy = {"lxml", "jinja2", "delibgen.word.compile", "delibgen.word.pieces"}
    assert heavy & set(outputs[0]) == heavy
    assert heavy & set(outputs[1]) == set()
