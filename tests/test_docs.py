"""Pages that tell the truth: every example of the README and of ``docs/`` is run, read or checked here.

A page's Python runs in order, in one namespace, in a folder that holds what the page supposes (``scene``).
Lines of its blocks that begin with ``delibgen`` go through the command line; YAML blocks are read as the file
that they belong to; ``delibgen …`` inside a sentence must name commands and options that exist.
"""

import asyncio
import importlib.util
import re
import shlex
import shutil
import sys
import tomllib
import types
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import docx
import pytest
import yaml
from click.testing import CliRunner

from delibgen import check
from delibgen.cli import main
from delibgen.exports.classeur import classeur
from delibgen.load import load, load_seance, read_seance
from delibgen.model.acte import Article
from delibgen.model.assemblee import Assemblee
from delibgen.model.convention import Avenant, Convention, Partie
from delibgen.model.deliberation import Deliberation, Publicite
from delibgen.model.montant import Echeancier, LigneEcheancier, PlanFinancement, Poste
from delibgen.model.seance import Seance
from delibgen.model.unilateral import Arrete, DecisionDeleguee
from delibgen.render import render
from tests.conftest import CONSEIL, EXEMPLES, ROOT

PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
ACTE = "actes/03-petite-enfance.yaml"
NEEDS = re.compile(r"^(?:import|from) (\w+)", re.MULTILINE)
HEAVY = re.compile(r"--(pdf|recueil|volume)\b|delibgen apercu")
"""What needs LibreOffice."""


LETTRE = """
from typing import TypedDict


class Ligne(TypedDict):
    libelle: str


class Lettre(TypedDict):
    nom: str
    lignes: list[Ligne]
"""
"""What ``lettre.docx`` prints, as a user would type it in ``mes_lettres.py``."""


class Block(NamedTuple):
    """One fenced block of a page."""

    page: str
    language: str
    text: str


def blocks_of(page: Path) -> Iterator[Block]:
    text = page.read_text(encoding="utf-8")
    for language, body in re.findall(r"^```(\S*)[^\n]*\n(.*?)^```$", text, re.DOTALL | re.MULTILINE):
        yield Block(page.name, language, body)


BLOCKS = [block for page in PAGES for block in blocks_of(page)]


def texts(page: str, language: str) -> list[str]:
    return [block.text for block in BLOCKS if (block.page, block.language) == (page, language)]


def word_file(path: Path, *paragraphs: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(path)


def reminder(path: Path) -> None:
    """Write the letter that the page of the engine alone shows, tag by tag."""
    page = (ROOT / "docs" / "engine-alone.md").read_text(encoding="utf-8")
    document = docx.Document()
    lines = [line.removeprefix("> ") for line in re.findall(r"^> .+$", page, re.MULTILINE)]
    for line in lines[:-1]:
        document.add_paragraph(line)
    rows = [row.strip("|").split(" | ") for row in re.findall(r"^\|.*\|$", page, re.MULTILINE)]
    cells = [[cell.strip(" `|").replace("\\|", "|") for cell in row] for row in (rows[0], *rows[2:])]
    table = document.add_table(rows=0, cols=3)
    for row in cells:
        added = table.add_row().cells
        for cell, text in zip(added, row, strict=False):
            cell.text = text
    document.add_paragraph(lines[-1])
    document.save(path)


@pytest.fixture
def scene(tmp_path, monkeypatch) -> Path:
    """Return the working folder that the pages suppose: example sittings under the names that they use."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "vide"))
    shutil.copytree(EXEMPLES, "ANNEE")
    shutil.copytree(EXEMPLES, "demo-delibgen")
    for name in ("DOSSIER", "seances/2024-10-01", CONSEIL.name):
        shutil.copytree(CONSEIL, name)
    shutil.copy(ROOT / "templates" / "deliberation.docx", ".")
    word_file(Path("envoi-1/acte.docx"), "Objet")
    word_file(Path("envoi-2/acte.docx"), "Objet changé")
    for name in ("avant.docx", "apres.docx"):
        shutil.copy(ROOT / "templates" / "deliberation.docx", name)
    Path("mes_lettres.py").write_text(LETTRE, encoding="utf-8")
    render(load("DOSSIER/actes/01-eau.yaml")).save("acte.docx")
    word_file(Path("ancien.docx"), "{{ objet }}")
    word_file(Path("nouveau.docx"), "{{ objet }}", "{{ numero }}")
    word_file(Path("lettre.docx"), "{{ nom }}", "{%p for l in lignes %}", "{{ l.libelle }}", "{%p endfor %}")
    reminder(Path("relance.docx"))
    lue = load_seance("DOSSIER")
    classeur(lue.seance, lue.actes, dossier=tmp_path).save("seance.xlsx")
    for name in ("commun", "mairie"):
        word_file(Path(name) / "signatures.docx", "Le maire")
    word_file(Path("templates/arrete.docx"), "{{ beneficiaire }}", "{{ debut | date_longue }}")
    return tmp_path


SLOW = {"packet.md"}
"""Pages whose Python converts with LibreOffice."""
PYTHON = sorted({block.page for block in BLOCKS if block.language == "python"})


def run_python(page: str) -> None:
    """Run the Python of a page, but where an address is to be filled in or a library is not installed."""
    given = {"__name__": page.removesuffix(".md").replace("-", "_")}
    for text in texts(page, "python"):
        code = compile(text, page, "exec")
        if "//…" not in text and all(importlib.util.find_spec(name) for name in NEEDS.findall(text)):
            exec(code, given)


@pytest.mark.parametrize("page", sorted(set(PYTHON) - SLOW))
def test_the_python_of_a_page_runs(page, scene):
    run_python(page)


@pytest.mark.parametrize("page", sorted(SLOW))
def test_the_python_of_a_page_runs_with_libreoffice(page, scene, soffice):
    run_python(page)


class Answer:
    """Stand-in of a web response: what it was given."""

    def __init__(self, content, status_code=200, **options):
        self.content, self.status = content, options.get("status", status_code)


class Application:
    """Stand-in of ``FastAPI()``."""

    def post(self, path):
        return lambda handler: handler


def web_modules() -> dict[str, types.ModuleType]:
    """Return stand-ins of the two web frameworks: the names that the page imports."""
    names = {
        "fastapi": {"FastAPI": Application, "Request": Asked, "Response": Answer},
        "fastapi.responses": {"JSONResponse": Answer},
        "django": {},
        "django.http": {"HttpRequest": object, "HttpResponse": Answer, "JsonResponse": Answer},
    }
    made = {name: types.ModuleType(name) for name in names}
    for name, content in names.items():
        vars(made[name]).update(content)
    return made


class Asked:
    """Stand-in of a request: its body, awaited or not."""

    def __init__(self, text: str, *, awaited: bool) -> None:
        async def later() -> bytes:
            return text.encode()

        self.body = later if awaited else text.encode()


@pytest.mark.parametrize("framework", ["fastapi", "django"])
def test_the_ten_lines_of_a_web_application_answer(framework, monkeypatch):
    for name, module in web_modules().items():
        monkeypatch.setitem(sys.modules, name, module)
    space = {"__name__": "web"}
    for text in texts("web.md", "python"):
        if f"from {framework}" in text or "def lire" in text:
            exec(compile(text, "web.md", "exec"), space)
    sound = load(CONSEIL / ACTE).model_dump_json()
    no_vote = load(CONSEIL / ACTE).model_copy(update={"scrutin": None}).model_dump_json()
    for text, code in ((sound, None), (no_vote, "DG353"), ('{"objt": 1}', "DG202"), ("{", "DG201")):
        answer = space["extrait"](Asked(text, awaited=framework == "fastapi"))
        answer = asyncio.run(answer) if asyncio.iscoroutine(answer) else answer
        assert answer.status == (422 if code else 200)
        assert code in {found["code"] for found in answer.content} if code else answer.content[:2] == b"PK"


def command_lines() -> list[tuple[str, str, int]]:
    """Return (page, command, exit code) of each line of a block that calls ``delibgen``."""
    found = []
    for block in BLOCKS:
        for line in block.text.splitlines() if block.language in {"", "sh", "bash"} else ():
            match = re.match(r"(?:\$ |.*&& /usr/bin/)?(delibgen .*?)(?:\s{3,}.*|\s+[#>|].*)?$", line)
            code = re.search(r"# code (\d)", line)
            if match and "…" not in match[1] and "pip install -e" not in block.text:
                found.append((block.page, match[1].strip(), int(code[1]) if code else 0))
    return list(dict.fromkeys(found))


def help_examples() -> list[tuple[str, str, int]]:
    """Return (« aide de acte », command, 0) of each example that ``--help`` shows."""
    return [
        (f"aide de {name}", line.strip(), 0)
        for name, command in main.commands.items()
        for line in (command.help or "").splitlines()
        if line.strip().startswith("delibgen ")
    ]


def run_command(command: str, code: int) -> None:
    result = CliRunner().invoke(main, shlex.split(command)[1:])
    assert result.exit_code == code, result.output


LINES = command_lines() + help_examples()


@pytest.mark.parametrize(("page", "command", "code"), [line for line in LINES if not HEAVY.search(line[1])])
def test_a_command_of_the_pages_does_what_is_said(page, command, code, scene):
    run_command(command, code)


@pytest.mark.parametrize(("page", "command", "code"), [line for line in LINES if HEAVY.search(line[1])])
def test_a_command_of_the_pages_with_libreoffice(page, command, code, scene, soffice):
    run_command(command, code)


@pytest.mark.parametrize("name", sorted(main.commands))
def test_the_help_of_each_command_shows_an_example(name):
    assert f"aide de {name}" in {page for page, _, _ in LINES}
    assert "Exemple" in CliRunner().invoke(main, [name, "--help"]).output


def inline_commands() -> list[tuple[str, str]]:
    """Return (page, command) of each ``delibgen …`` written inside a sentence or a table."""
    pages = (
        (page.name, re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.S | re.M)) for page in PAGES
    )
    found = [(name, text) for name, page in pages for text in re.findall(r"`(delibgen [^`]+)`", page)]
    return list(dict.fromkeys(found))


@pytest.mark.parametrize(("page", "command"), inline_commands())
def test_a_command_in_a_sentence_exists(page, command):
    words = command.split()[1:]
    known = main.params + (main.commands[words[0]].params if words[0] in main.commands else [])
    options = {name for param in known for name in (*param.opts, *param.secondary_opts)} | {"--help"}
    assert words[0] in main.commands or words[0] in options
    assert {word for word in words if re.match(r"-{1,2}[a-z]", word)} <= options


FILES = {"assemblee.yaml": Assemblee, "seance.yaml": Seance, ACTE: Deliberation}
"""File of the example sitting → what it holds."""


def file_of(keys: set[str]) -> str:
    """Return the file that has these fields."""
    known = {name: set(kind.model_fields) | {"assemblee"} for name, kind in FILES.items()}
    found = [name for name, fields in known.items() if keys <= fields]
    assert found, f"aucun fichier n'a tous ces champs : {sorted(keys)}"
    return found[0]


YAML = [block for block in BLOCKS if block.language == "yaml"]
WHOLE = [
    block
    for block in YAML
    if block.page == "guide-seance.md" and re.search(r"^type: ", block.text, re.MULTILINE)
]
"""Blocks that are a whole file: their first line says which."""


@pytest.mark.parametrize("block", WHOLE, ids=lambda block: block.text.split("\n")[0].removeprefix("# "))
def test_an_act_of_a_page_is_read_and_printed_without_fault(block, scene):
    name = block.text.split("\n")[0].removeprefix("# ")
    path = Path(name) if name.startswith("ANNEE/") else Path("DOSSIER") / name
    path.parent.mkdir(exist_ok=True)
    for beside in ("assemblee.yaml", "logo.png"):
        shutil.copy(CONSEIL / beside, path.parent.parent / beside)
    path.write_text(block.text, encoding="utf-8")
    Path("templates/arrete.docx").unlink()  # the one of another page
    acte = load(path)
    assert [str(finding) for finding in check(acte)] == []
    printed = render(acte)
    assert [str(finding) for finding in printed.findings] == []
    assert acte.objet in printed.text
    assert [str(fault) for fault in read_seance("DOSSIER").faults] == []


SAID_BY = {
    Convention: "convention",
    Partie: "convention",
    Avenant: "convention",
    Article: "convention",
    Echeancier: "convention",
    LigneEcheancier: "convention",
    DecisionDeleguee: "decision_deleguee",
    Publicite: "decision_deleguee",
    Arrete: "arrete",
    PlanFinancement: "plan_financement",
    Poste: "plan_financement",
}


@pytest.mark.parametrize("kind", SAID_BY, ids=lambda kind: kind.__name__)
def test_the_guide_of_the_sitting_shows_every_field_of_the_other_acts(kind):
    guide = (ROOT / "docs" / "guide-seance.md").read_text(encoding="utf-8")
    assert [name for name in kind.model_fields if not re.search(rf"\b{name}\b", guide)] == []
    assert re.search(rf"^(?:type: )?{SAID_BY[kind]}\b", guide, re.MULTILINE)


@pytest.mark.parametrize("block", [block for block in YAML if block not in WHOLE])
def test_the_yaml_of_a_page_is_read(block, scene):
    """The block's fields take the place of those of the example sitting, which is then read without fault."""
    fields = yaml.load(block.text, yaml.BaseLoader)
    name = file_of(set(fields))
    path = Path("DOSSIER") / name
    whole = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader) | fields
    if "collectivite" in fields:  # the page lists two members; those of the example are named elsewhere
        whole["membres"] = yaml.load((CONSEIL / name).read_text(encoding="utf-8"), yaml.BaseLoader)["membres"]
    path.write_text(yaml.safe_dump(whole, allow_unicode=True, sort_keys=False), encoding="utf-8")
    assert [str(fault) for fault in read_seance("DOSSIER").faults] == []


EXPRESSIONS = re.compile(r"`((?:[a-z_]+: )\{[^`…]*\})`")


@pytest.mark.parametrize(
    "text", sorted({t for page in PAGES for t in EXPRESSIONS.findall(page.read_text("utf-8"))})
)
def test_yaml_in_a_sentence_is_yaml(text):
    assert isinstance(yaml.load(text, yaml.BaseLoader), dict)


@pytest.mark.parametrize("block", [block for block in BLOCKS if block.language == "toml"])
def test_the_toml_of_a_page_is_toml(block):
    assert tomllib.loads(block.text)
