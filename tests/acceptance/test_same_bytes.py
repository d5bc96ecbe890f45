"""The same data gives the same bytes: builders, YAML and JSON; two processes, locales, time zones."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator

import pytest

from delibgen import Acte, Convention, Deliberation, load, load_seance, render
from tests.conftest import BUREAU, CONSEIL, ROOT
from tests.typing.seed_en_python import la_deliberation

HASH = """
import locale
from delibgen import Deliberation, load_seance
from tests.acceptance.test_same_bytes import digests, everything
print(locale.setlocale(locale.LC_ALL, ""), locale.localeconv()["decimal_point"])
print(*digests(everything()), sep="\\n")
"""


def everything() -> Iterator[Acte]:
    """Yield every paper of both sittings, from YAML, then from JSON, then the seed's from the builders."""
    acts = [acte for folder in (BUREAU, CONSEIL) for acte in load_seance(folder).actes]
    again = [Deliberation.model_validate_json(acte.model_dump_json()) for acte in acts]
    annexe = next(iter(acts[0].papers()))
    assert isinstance(annexe, Convention)
    for acte in (*acts, *again, la_deliberation(annexe)):
        yield from (acte, *acte.papers())


def digests(papers: Iterable[Acte]) -> list[str]:
    return [hashlib.sha256(render(paper).to_bytes()).hexdigest() for paper in papers]


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
    """Return what another process says: its locale and decimal point, then its digests."""
    result = subprocess.run(
        [sys.executable, "-c", HASH],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    return result.stdout.splitlines()


@pytest.fixture(scope="module")
def french_locale(tmp_path_factory) -> str:
    """A folder with the locale fr_FR.UTF-8, compiled from the system's sources."""
    folder = tmp_path_factory.mktemp("locales")
    command = ["localedef", "-i", "fr_FR", "-f", "UTF-8", str(folder / "fr_FR.UTF-8")]
    if shutil.which("localedef") is None or subprocess.run(command, capture_output=True).returncode > 1:
        assert "CI" not in os.environ, "le paquet locales doit être installé en CI"
        pytest.skip("locale fr_FR absente : apt-get install locales")
    return str(folder)


@pytest.mark.parametrize("locale", ["C", "fr_FR.UTF-8"])
def test_processes_locales_time_zones_and_hash_seeds_change_nothing(locale, french_locale):
    here = digests(everything())
    for seed, zone in (("0", "UTC"), ("4242", "Pacific/Kiritimati")):
        (told, *there) = hashes(LC_ALL=locale, LOCPATH=french_locale, TZ=zone, PYTHONHASHSEED=seed)
        assert told == f"{locale} {',' if locale.startswith('fr') else '.'}"
        assert there == here


@pytest.mark.parametrize("folder", [BUREAU, CONSEIL], ids=lambda path: path.name)
def test_an_act_comes_back_from_json_equal(folder):
    for acte in load_seance(folder).actes:
        assert type(acte).model_validate_json(acte.model_dump_json()) == acte
