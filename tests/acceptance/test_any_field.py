"""Any printable text in any text field of any paper comes out identical, through an independent reader.

The texts of the example papers are found by walking their data. All of them are replaced at once, everywhere
they stand (a member is named in several lists), by texts that a marker tells apart: what a paper prints of
them must be whole. The same walk puts a character that no act may hold in each field in turn.
"""

import re
from collections.abc import Iterator, Mapping
from enum import Enum
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from delibgen import Acte, load_seance, render
from delibgen.actes.papiers import Phase, papers_of
from delibgen.model.faults import explain
from tests.acceptance.test_any_text import line
from tests.conftest import BUREAU, CONSEIL
from tests.reader import Reader

FOLDER = load_seance(CONSEIL)
RICH = {"expose", "note", "debats", "informations", "preambule", "articles.texte", "decisions.texte"}
"""Fields in Markdown: marks are escaped in what is put there."""
CLOSED = {"departement", "siren", "vote", "sens", "matiere", "genre"}
"""Texts with a closed list of values."""
Path = tuple[str | int, ...]


def sources() -> Iterator[Acte]:
    """Yield every paper of the example sittings: acts, annexes, what is made before and after."""
    for acte in (*load_seance(BUREAU).actes, *FOLDER.actes):
        yield from (acte, *acte.papers())
    assert FOLDER.seance is not None
    for phase in Phase:
        yield from papers_of(FOLDER.seance, FOLDER.actes, phase)


def of_communes(data: object) -> object:
    """Return dumped data where each member stands for a commune."""
    if isinstance(data, dict):
        own = {"commune": f"Bourg-{data['nom']}"} if "suppleant_de" in data else {}
        return {key: of_communes(value) for key, value in data.items()} | own
    return tuple(map(of_communes, data)) if isinstance(data, list | tuple) else data


PAPERS = {paper.nom_fichier: paper for paper in sources()}
PAPERS["communes"] = type(FOLDER.actes[1]).model_validate(of_communes(FOLDER.actes[1].model_dump()))


def leaves(data: object, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Yield each open text of dumped data with its path."""
    if isinstance(data, dict):
        for key, value in data.items():
            if key not in CLOSED | {"type"}:
                yield from leaves(value, (*path, key))
    elif isinstance(data, list | tuple):
        for rank, value in enumerate(data):
            yield from leaves(value, (*path, rank))
    elif isinstance(data, str) and not isinstance(data, Enum):
        yield path, data


def replaced(data: object, texts: Mapping[str, str]) -> object:
    """Return dumped data with other texts in the place of its own, wherever they stand."""
    if isinstance(data, dict):
        return {k: v if k in CLOSED | {"type"} else replaced(v, texts) for k, v in data.items()}
    if isinstance(data, list | tuple):
        return tuple(replaced(value, texts) for value in data)
    return texts.get(data, data) if isinstance(data, str) and not isinstance(data, Enum) else data


def field(path: Path) -> str:
    """Return the name of a field, whatever the paper that holds it: « membres.nom »."""
    names = [part for part in path if isinstance(part, str) and part not in {"point", "points"}]
    return ".".join(".".join(names).rsplit("acte.")[-1].split(".")[-2:])


def is_rich(path: Path) -> bool:
    return field(path) in RICH or path[-1] in RICH


@cache
def texts_of(name: str) -> dict[str, Path]:
    """Return the distinct texts of a paper, each with the first path where it stands."""
    found: dict[str, Path] = {}
    for path, text in leaves(PAPERS[name].model_dump()):
        found.setdefault(text, path)
    return found


def disguise(name: str, inside: str) -> dict[str, str]:
    """Return what is put for each text of a paper: a marker, then ``inside``."""
    made = {}
    for rank, (text, path) in enumerate(texts_of(name).items()):
        before = f"{text} " if path[-1] == "verbe" else ""
        made[text] = f"{before}Zq{rank}x{inside}xz"
    return made


def escaped(text: str) -> str:
    """Return text as Markdown prints it."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text)


def shown(name: str, texts: Mapping[str, str]) -> str:
    """Return all that the paper shows, descriptions of images included."""
    rich = {text for text, path in texts_of(name).items() if is_rich(path)}
    put = {old: escaped(new) if old in rich else new for old, new in texts.items()}
    acte = type(PAPERS[name]).model_validate(replaced(PAPERS[name].model_dump(), put))
    reader = Reader(render(acte).to_bytes())
    parts = [part for part in reader.parts if re.fullmatch(r"word/(document|footer\d|header\d)\.xml", part)]
    images = [
        node.get("descr", "") for part in parts for node in reader.tree(part).iter() if node.get("descr")
    ]
    return "\n".join([*map(reader.text, parts), *images])


@cache
def printed(name: str) -> frozenset[str]:
    """Return the texts that a paper prints."""
    texts = disguise(name, "")
    page = shown(name, texts)
    return frozenset(old for old, new in texts.items() if new in page)


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@pytest.mark.parametrize("name", PAPERS)
@given(inside=line)
def test_every_text_that_a_paper_prints_comes_out_identical(name, inside):
    texts = disguise(name, inside)
    page = shown(name, texts)
    lost = [field(texts_of(name)[old]) for old in printed(name) if texts[old] not in page]
    assert lost == []


def test_every_text_field_is_printed_by_some_paper():
    every = [(name, path, text) for name in PAPERS for path, text in leaves(PAPERS[name].model_dump())]
    held = {field(path) for _, path, _ in every}
    seen = {field(path) for name, path, text in every if text in printed(name)}
    assert held - seen == set()


def put(data: object, path: Path, text: str) -> object:
    """Return dumped data with ``text`` at ``path``."""
    if not path:
        return text
    key, *rest = path
    if isinstance(data, dict):
        return {k: put(v, tuple(rest), text) if k == key else v for k, v in data.items()}
    assert isinstance(data, list | tuple)
    return tuple(put(v, tuple(rest), text) if k == key else v for k, v in enumerate(data))


def written(path: Path) -> str:
    """Return a path as errors write it: « seance.assemblee.membres[3].nom »."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).removeprefix(".")


@pytest.mark.parametrize("name", PAPERS)
@settings(max_examples=2, deadline=None)
@given(char=st.sampled_from("\x00\x0b\x1f\x7f\x85\ud800\udfff\ufdd0\ufffe\U0010ffff\u202e\u2066\u200f"))
def test_a_character_that_no_act_may_hold_is_refused_in_every_field(name, char):
    data = PAPERS[name].model_dump()
    fields = {field(path): path for path, _ in leaves(data)}
    for path in fields.values():
        with pytest.raises(ValidationError) as caught:
            type(PAPERS[name]).model_validate(put(data, path, f"avant{char}après"))
        found = [f for f in explain(caught.value) if f"U+{ord(char):04X}" in f.message]
        assert [f.path for f in found] == [written(path)]
