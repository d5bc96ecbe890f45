"""The same data gives the same bytes: builders, YAML and JSON; two processes, locales, time zones."""

import hashlib
import itertools
import os
import subprocess
import sys

import pytest

from delibgen import load, load_seance, render
from tests.conftest import BUREAU, CONSEIL, ROOT
from tests.typing.seed_en_python import la_deliberation

HASH = """
import hashlib
from delibgen import load_seance, render
for folder in {folders!r}:
    for acte in load_seance(folder).actes:
        for paper in (acte, *acte.papers()):
            print(hashlib.sha256(render(paper).to_bytes()).hexdigest())
"""


def test_builders_yaml_and_json_give_the_same_bytes(tmp_path):
    (from_yaml,) = load_seance(BUREAU).actes
    annexe = next(iter(from_yaml.papers()))
    built = la_deliberation(annexe)
    path = tmp_path / "acte.json"
    path.write_text(built.model_dump_json(indent=1), encoding="utf-8")
    from_json = load(path)
    assert built == from_yaml
    assert from_json == from_yaml
    assert render(built).to_bytes() == render(from_yaml).to_bytes() == render(from_json).to_bytes()
    assert {render(next(iter(acte.papers()))).to_bytes() for acte in (built, from_yaml, from_json)} == {
        render(annexe).to_bytes()
    }


def hashes(**environment: str) -> list[str]:
    """Return the digests of every paper of both sittings, made in another process."""
    code = HASH.format(folders=[str(BUREAU), str(CONSEIL)])
    result = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    return result.stdout.split()


def test_processes_locales_and_time_zones_change_nothing():
    here = [
        hashlib.sha256(render(paper).to_bytes()).hexdigest()
        for folder in (BUREAU, CONSEIL)
        for acte in load_seance(folder).actes
        for paper in (acte, *acte.papers())
    ]
    for seed, (locale, zone) in enumerate(
        itertools.product(("C", "fr_FR.UTF-8"), ("UTC", "Pacific/Kiritimati"))
    ):
        assert hashes(LC_ALL=locale, TZ=zone, PYTHONHASHSEED=str(seed)) == here


@pytest.mark.parametrize("folder", [BUREAU, CONSEIL], ids=lambda path: path.name)
def test_an_act_comes_back_from_json_equal(folder):
    for acte in load_seance(folder).actes:
        assert type(acte).model_validate_json(acte.model_dump_json()) == acte
