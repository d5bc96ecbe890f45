"""The JSON Schema accepts what the loader accepts, and refuses what it refuses as far as a schema can say."""

import copy
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from delibgen import Convention, Deliberation, Seance, french, load
from delibgen.formats.schema import ENREGISTREMENTS, SCALAIRES, schema
from delibgen.model.assemblee import Assemblee
from delibgen.model.unilateral import Arrete, DecisionDeleguee
from tests.conftest import EXEMPLES

KINDS = {"actes": Deliberation, "annexes": Convention, "seance.yaml": Seance, "assemblee.yaml": Assemblee}
FILES = sorted(path for path in EXEMPLES.rglob("*.yaml"))


def kind_of(path: Path) -> type:
    return KINDS.get(path.name) or KINDS[path.parent.name]


class Editor(yaml.SafeLoader):
    """What an editor of YAML 1.2 sees: numbers and booleans, dates as text."""


Editor.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(("timestamp", "int", "float"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def faults(kind: type, data: object) -> list[str]:
    return [
        f"{error.json_path} : {error.message[:200]}"
        for error in Draft202012Validator(schema(kind)).iter_errors(data)
    ]


@pytest.mark.parametrize("kind", [*KINDS.values(), Arrete, DecisionDeleguee, *ENREGISTREMENTS.values()])
def test_the_schema_is_one(kind):
    made = schema(kind)
    Draft202012Validator.check_schema(made)
    wanted = {text.split('"')[0] for text in json.dumps(made).split('"$ref": "#/$defs/')[1:]}
    assert wanted <= set(made["$defs"])


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
@pytest.mark.parametrize("loader", [yaml.BaseLoader, Editor])
def test_every_example_is_valid(path, loader):
    assert faults(kind_of(path), yaml.load(path.read_text(encoding="utf-8"), loader)) == []


@pytest.mark.parametrize(
    "path", [path for path in FILES if path.parent.name in KINDS], ids=lambda path: path.name
)
def test_what_delibgen_writes_as_json_is_valid(path):
    acte = load(path)
    assert faults(type(acte), json.loads(acte.model_dump_json(exclude_none=True))) == []


GOOD = {
    "numero": 2024,
    "objet": "Essai",
    "heure": "18 h 30",
    "dispositif": [{"d'approuver": "le plan"}, {"verbe": "d'autoriser", "texte": "la Maire"}],
    "scrutin": {"pour": "38", "contre": ["Mme AUBRY"], "abstentions": 0},
    "publicite": {
        "transmission": "mardi 1er octobre 2024",
        "publication": "2024-10-02",
        "affichage": "3/10/2024",
    },
    "vote_par_nom": "oui",
    "expose": {"fichier": "expose.md"},
    "seance": "../seance.yaml",
}


def wrong() -> Iterator[tuple[str, dict[str, object]]]:
    changes: dict[str, object] = {
        "objt": "faute",
        "objet": ["a"],
        "heure": "25 h",
        "vote_par_nom": "peut-être",
        "scrutin": {"pour": -1},
        "publicite": {"transmission": "demain"},
        "dispositif": [],
        "rang": "premier",
        "seance": "seance.docx",
        "type": "convention",
        "grammaire": "x",
    }
    for name, value in changes.items():
        yield name, {**GOOD, name: value}
    yield "sans objet", {name: value for name, value in GOOD.items() if name != "objet"}


def test_the_forms_that_people_write_are_valid():
    assert faults(Deliberation, GOOD) == []


@pytest.mark.parametrize(
    ("name", "data"), list(wrong()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_wrong_data_are_refused(name, data):
    assert faults(Deliberation, copy.deepcopy(data)) != []


WRITTEN = {
    "Date": (
        french.parse_date,
        "1er octobre 2024|1 octobre 2024|le 1er octobre 2024|Mardi 1er Octobre 2024|mardi, 1er octobre 2024|"
        "1/10/2024|2024-10-01|mardi 1/10/2024| 1er  octobre 2024 |1ER OCTOBRE 2024|1er oct. 2024|2 aout 2024|"
        "mardi 2024-10-01|"
        "1er\u00a0octobre\u00a02024|demain|01/10/24",
    ),
    "Heure": (
        french.parse_heure,
        "18 h 30|18h30|18:30|18 h|18 heures|18 heures 30|8:05|18 H 30|18 h 30 min|18.30|7h5|00:00| 18:30 |"
        "25:00",
    ),
    "Montant": (
        french.parse_montant,
        "12 500,50|12500.5|12 500 €|12500 euros|-3|−3|12\u202f500|0|1 2|1,234|12.500,50|€ 3|012|3 EUR",
    ),
}


@pytest.mark.parametrize("name", WRITTEN)
def test_scalars_are_those_that_the_loader_reads(name):
    read, texts = WRITTEN[name]
    validator = Draft202012Validator(SCALAIRES[name])

    def reads(text: str) -> bool:
        try:
            read(text)
        except ValueError:
            return False
        return True

    cases = texts.split("|")
    assert {text: validator.is_valid(text) for text in cases} == {text: reads(text) for text in cases}


def test_descriptions_are_those_of_the_model():
    made = schema(Deliberation)
    assert made["properties"]["rubrique"]["description"] == "Rubrique imprimée au-dessus de l'objet."
    assert made["$defs"]["Convocation"]["anyOf"][1]["properties"]["urgence"]["description"].startswith(
        "Convocation en urgence"
    )


@pytest.mark.parametrize("kind", [Deliberation, Arrete, DecisionDeleguee])
def test_what_the_folder_of_a_sitting_gives_is_not_asked_of_an_act(kind):
    assert not {"seance", "assemblee", "numero"} & set(schema(kind)["required"])
