"""The dictionary of the fields: complete, right in what it says to type, and a sound file."""

import io
import re
import zipfile

import pytest
from click.testing import CliRunner

from delibgen import Convention, Deliberation, lint
from delibgen.cli import main
from delibgen.formats.dictionnaire import LARGEURS, dictionnaire
from delibgen.formats.lecture import read_text
from delibgen.model.unilateral import Arrete, DecisionDeleguee
from delibgen.word import validate
from tests.word.build import docx, p

KINDS = [Deliberation, Convention, Arrete, DecisionDeleguee]
FREE = {"DG153"}
"""A tag alone lacks the guard that the dictionary's introduction asks for."""
LAWS = {"DG180", "DG181", "DG182"}


def xml(data: bytes) -> str:
    return zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_is_told_and_the_file_is_sound(kind):
    data = dictionnaire(kind)
    text = read_text(data)
    assert [
        name
        for name, info in kind.model_fields.items()
        if (info.description or "?").split("\n")[0] not in text
    ] == []
    assert {finding.code for finding in validate(data)} <= {"DG541"}, "tags stay: they are what is shown"


@pytest.mark.parametrize("kind", KINDS)
def test_what_it_says_to_type_is_right(kind):
    """Each tag of the act's own table and each loop to copy, put in a document, is clean."""
    own = read_text(dictionnaire(kind)).split("\nÀ copier pour")[0]
    tags = [line.split("\t")[0] for line in own.splitlines() if line.startswith("{") and "for …" not in line]
    assert len(tags) > 5
    assert [f for f in lint(docx("".join(map(p, tags))), kind) if f.code not in FREE | LAWS] == []


def test_loops_to_copy_are_right():
    text = read_text(dictionnaire(Deliberation))
    loops = re.findall(
        r"^(\{%p for \w+ in (?:visas|considerants|deports|annexes) %\})\n(.*)\n(\{%p endfor %\})$",
        text,
        re.M,
    )
    assert len(loops) == 4
    assert [
        f
        for f in lint(docx("".join(p(line) for loop in loops for line in loop)), Deliberation)
        if f.code not in LAWS
    ] == []


def test_columns_keep_their_widths_and_examples_are_real():
    data = dictionnaire(Deliberation)
    grids = re.findall(r"<w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>(.*?)</w:tblGrid>", xml(data))
    assert all(sum(map(int, re.findall(r'w:w="(\d+)"', grid))) == sum(LARGEURS) for grid in grids)
    assert "par 15~voix pour, 2~voix contre" in read_text(data)


def test_the_command(tmp_path):
    out = tmp_path / "d.docx"
    done = CliRunner().invoke(main, ["dictionnaire", "arrete", "-o", str(out)])
    assert done.exit_code == 0, done.output
    assert "DICTIONNAIRE DES CHAMPS" in read_text(out)
    assert CliRunner().invoke(main, ["dictionnaire", "arete"]).exit_code == 1
