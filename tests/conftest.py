"""What several tests share: the seed, the example sittings, LibreOffice."""

import os
import shutil
from pathlib import Path

import pytest

collect_ignore = ["fuzz"]
"""Scripts that need atheris, run by hand: see ``tests/fuzz``."""
ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
EXEMPLES = ROOT / "delibgen" / "exemples"
BUREAU = EXEMPLES / "2024-09-12-bureau-metropolitain"
CONSEIL = EXEMPLES / "2024-10-01-conseil-municipal"

os.environ["DELIBGEN_CACHE"] = "non"  # tests compile their templates, and leave nothing in the user's folders


@pytest.fixture(scope="session")
def shared() -> Path:
    """The reference material; tests that use it skip where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("matériel de référence absent (../shared)")
    return SHARED


@pytest.fixture(scope="session")
def soffice() -> str:
    """LibreOffice's command; absent, the test skips, except in CI where that is a fault."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found is None:
        assert "CI" not in os.environ, "LibreOffice doit être installé en CI"
        pytest.skip("LibreOffice absent : apt-get install libreoffice-writer")
    return found


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test that needs LibreOffice, so that ``-m "not libreoffice"`` leaves them out."""
    for item in items:
        if "soffice" in getattr(item, "fixturenames", ()):
            item.add_marker("libreoffice")
