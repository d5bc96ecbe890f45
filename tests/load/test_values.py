"""What is typed is what is loaded: the same values through YAML and JSON, nothing converted on the way."""

import json

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from delibgen.load import read_seance
from delibgen.load.json_reader import read_json
from delibgen.load.nodes import Source, plain
from delibgen.load.yaml_reader import read_yaml


def from_yaml(text):
    faults = []
    node = read_yaml(Source("x.yaml", text), faults)
    assert faults == []
    return plain(node)


def from_json(text):
    faults = []
    node = read_json(Source("x.json", text), faults)
    assert faults == []
    return plain(node)


@pytest.mark.parametrize(
    "typed",
    [
        "18:30",
        "01004",
        "12_500",
        "oui",
        "non",
        "no",
        "on",
        "yes",
        "1e3",
        "1.10",
        "0x1F",
        "2024-09-12",
        ".inf",
        "=",
    ],
)
def test_plain_scalars_stay_the_text_that_was_typed(typed):
    assert from_yaml(f"champ: {typed}") == {"champ": typed}
    assert from_yaml(f"- {typed}") == [typed]


@pytest.mark.parametrize("typed", ["", "~", "null", "Null", "NULL"])
def test_plain_nulls_are_nothing_and_quoted_ones_are_text(typed):
    assert from_yaml(f"champ: {typed}") == {"champ": None}
    assert from_yaml(f"champ: '{typed}'") == {"champ": typed}


@pytest.mark.parametrize(("block", "text"), [("|", "a\nb"), ("|-", "a\nb"), ("|+", "a\nb"), (">", "a b")])
def test_block_texts_lose_their_last_line_break(block, text):
    assert from_yaml(f"champ: {block}\n  a\n  b\n") == {"champ": text}


def test_json_scalars_are_text_too_and_booleans_booleans():
    text = '{"a": 1, "b": 1.10, "c": 1e3, "d": true, "e": null, "f": [], "g": {}, "h": "\\ud83d\\ude00"}'
    assert from_json(text) == {
        "a": "1", "b": "1.10", "c": "1e3", "d": True, "e": None, "f": [], "g": {}, "h": "😀",
    }  # fmt: skip


def test_tabs_are_blank_in_json():
    assert from_json('{\t"a":\t[\t"b"\t]\t}\r\n') == {"a": ["b"]}


PRINTABLE = st.text().filter(str.isprintable)


@given(PRINTABLE)
def test_any_printable_text_between_quotes_loads_unchanged(text):
    quoted = text.replace("\\", "\\\\").replace('"', '\\"')
    assert from_yaml(f'champ: "{quoted}"') == {"champ": text}
    assert from_json(json.dumps({"champ": text})) == {"champ": text}


TREES = st.recursive(
    PRINTABLE | st.none(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(PRINTABLE, inner, max_size=4),
    max_leaves=12,
)


@given(TREES.filter(lambda tree: not isinstance(tree, dict) or "<<" not in tree))
def test_any_tree_is_the_same_through_yaml_and_json(tree):
    as_yaml = yaml.safe_dump(tree, allow_unicode=True, default_style='"', width=10**6)
    as_yaml = as_yaml.replace('!!null "null"', "null")
    assert from_json(json.dumps(tree)) == tree
    assert from_yaml(as_yaml) == tree


SEANCE = {
    "assemblee": {
        "collectivite": {
            "nom": "Valmont-sur-Orbe",
            "nature": "commune",
            "departement": "01",
            "population_3500": "oui",
        },
        "organe": "conseil_municipal",
        "membres": ["Madame Anne DURAND, Maire", "Monsieur Paul PETIT", "Monsieur Luc de BRÉON"],
    },
    "date": "12 septembre 2024",
    "heure": "18:30",
    "president": "DURAND",
    "pouvoirs": [{"mandant": "PETIT", "mandataire": "DURAND", "au_point": "2"}],
}
ACTE = {
    "numero": "2024-01",
    "objet": "Subvention « Été & Cie » : 1 000 €",
    "dispositif": [{"d'approuver": "la subvention"}],
    "scrutin": {"pour": "2", "contre": ["PETIT"]},
    "vote_par_nom": "non",
}


def test_a_sitting_is_the_same_in_yaml_and_in_json(tmp_path):
    read = []
    for suffix, dump in (
        ("json", json.dumps),
        ("yaml", lambda data: yaml.safe_dump(data, allow_unicode=True)),
    ):
        folder = tmp_path / suffix
        (folder / "actes").mkdir(parents=True)
        (folder / f"seance.{suffix}").write_text(dump(SEANCE), encoding="utf-8")
        (folder / "actes" / f"01.{suffix}").write_text(dump(ACTE), encoding="utf-8-sig")
        found = read_seance(folder)
        assert found.findings == ()
        read.append((found.seance, found.actes))
    assert read[0] == read[1]
    assert read[0][1][0].seance == read[0][0]


def test_real_json_numbers_and_booleans_give_the_same_model(tmp_path):
    folder = tmp_path / "s"
    (folder / "actes").mkdir(parents=True)
    (folder / "seance.json").write_text(json.dumps(SEANCE), encoding="utf-8")
    real = ACTE | {"scrutin": {"pour": 2, "contre": ["PETIT"]}, "vote_par_nom": False}
    (folder / "actes" / "01.json").write_text(json.dumps(real), encoding="utf-8")
    (folder / "actes" / "02.json").write_text(json.dumps(ACTE | {"numero": "2"}), encoding="utf-8")
    first, second = read_seance(folder).actes
    assert first.scrutin == second.scrutin
    assert first.vote_par_nom is second.vote_par_nom is False
