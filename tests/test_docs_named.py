"""What pages name exists: files, modules, marks; the faults that they show are those that a user gets."""

import importlib
import importlib.util
import re
import tomllib
from functools import partial
from pathlib import Path

import pytest

from delibgen import LoadError, assemblee, collectivite, deliberation, seance, surveiller
from delibgen.load import load
from tests.conftest import CONSEIL, ROOT

PAGES = {
    page.relative_to(ROOT).as_posix(): page.read_text(encoding="utf-8")
    for page in (ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md")))
}
PATHS = re.compile(r"(?<![\w/.-])((?:tests|delibgen|docs|templates|\.ci)/[\w/.*-]*\w)")
MADE = {"templates/aide.docx", "templates/arrete.docx"}
"""Files that the examples of a page write, or suppose, in the reader's own folder."""


def named(pattern: str | re.Pattern[str]) -> list[tuple[str, str]]:
    return sorted({(page, found) for page, text in PAGES.items() for found in re.findall(pattern, text)})


@pytest.mark.parametrize(("page", "path"), [pair for pair in named(PATHS) if pair[1] not in MADE])
def test_a_file_that_a_page_names_is_in_the_repository(page, path):
    assert list(ROOT.glob(path)), f"{page} nomme {path}"


@pytest.mark.parametrize(("page", "module"), named(r"python -m ([\w.]+\w)"))
def test_a_module_that_a_page_runs_exists(page, module):
    assert importlib.util.find_spec(module), f"{page} : python -m {module}"


@pytest.mark.parametrize(("page", "module"), named(r"`(delibgen(?:\.(?!toml\b)\w+)+)`"))
def test_a_name_of_the_package_that_a_page_gives_can_be_imported(page, module):
    assert find_object(module) is not None, f"{page} : {module}"


def find_object(path: str) -> object:
    """Return what a dotted path names: a module, or something in it; ``None`` when it is nothing."""
    module, attributes = path, list[str]()
    while module:
        try:
            found: object = importlib.import_module(module)
        except ModuleNotFoundError:
            module, _, last = module.rpartition(".")
            attributes.insert(0, last)
            continue
        for name in attributes:
            found = getattr(found, name, None)
        return found
    return None


def test_the_marks_of_pytest_that_pages_name_are_declared():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    known = {mark.partition(":")[0] for mark in project["tool"]["pytest"]["ini_options"]["markers"]}
    assert {mark for _, mark in named(r"pytest -m (\w+)")} <= known


def test_the_extras_that_pages_name_are_declared():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = {extra for _, text in named(r"(?:delibgen|\.)\[([a-z,]+)\]") for extra in text.split(",")}
    assert extras <= set(project["optional-dependencies"])


def test_the_faults_of_the_readme_are_those_of_its_builder():
    """The page shows them with the lines of a user's file; their words are compared."""
    conseil = assemblee(
        collectivite("Ormeval", "commune", departement="89", population_3500=False),
        "conseil_municipal",
        membres=[
            "Madame Claire VASSEUR, Maire",
            "Monsieur Hervé LOMBARD, 1er adjoint",
            "Monsieur Étienne BAZIN",
        ],
    )
    tenue = seance(conseil, "2024-10-01").convocation("2024-09-26").president("VASSEUR").secretaire("BAZIN")
    with pytest.raises(LoadError) as caught:
        (
            deliberation("2024-34", assemblee=conseil)
            .seance(tenue.build(), rang=1)
            .objet("Ludobus")
            .rapporteur("LOMBART")
            .decide("approuver", "la convention")
            .decide("AUTORISE", "Madame la Maire à la signer")
            .scrutin(pour=3)
            .build()
        )
    said = [re.sub(r"\w+\.py:\d+", "notice.py:1", line) for line in str(caught.value).splitlines()]
    shown = re.search(r"^Délibération 2024-34 : 2 erreurs\n(?:  .*\n)+", PAGES["README.md"], re.MULTILINE)
    assert shown is not None
    page = [re.sub(r"\w+\.py:\d+", "notice.py:1", line) for line in shown[0].splitlines()]
    assert [line.replace("\u00a0", " ") for line in said] == page


def test_the_cell_that_watches_a_document_runs(tmp_path, monkeypatch):
    """The page's own cell, in a folder where its files are; it looks once instead of until Ctrl-C."""
    (code,) = re.findall(r"^```ipython\n(.*?)^```$", PAGES["docs/guide-carnets.md"], re.MULTILINE | re.DOTALL)
    monkeypatch.chdir(tmp_path)
    Path("terrasse.docx").write_bytes((ROOT / "templates" / "deliberation.docx").read_bytes())
    shown = []

    watched = partial(surveiller, afficher=shown.append, fini=lambda: True)
    monkeypatch.setattr("delibgen.surveiller", watched)
    exec(
        compile(code, "guide-carnets.md", "exec"),
        {"acte": load(CONSEIL / "actes" / "03-petite-enfance.yaml")},
    )
    assert "Pôle petite enfance" in shown[0].resultat.text
