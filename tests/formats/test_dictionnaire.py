"""The dictionary of the fields: complete, right in what it says to type, and a sound file."""

import inspect
import io
import re
import zipfile
from functools import cached_property

import pytest
from click.testing import CliRunner

from delibgen import Acte, Convention, Deliberation, lint
from delibgen.actes.papiers import ProcesVerbal
from delibgen.cli import main
from delibgen.formats.calcules import class_of, described, descriptions
from delibgen.formats.dictionnaire import LARGEURS, dictionnaire
from delibgen.formats.lecture import read_text
from delibgen.model.unilateral import Arrete, DecisionDeleguee
from delibgen.word import validate
from delibgen.word.lint.hints import fields_of
from delibgen.word.lint.shapes import Thing
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


LOOP = re.compile(
    r"^((?:\{%p if [\w. ]+ %\}\n)?\{%p for \w+ in ([a-z_]+)[a-z_.]* %\}\n"
    r".*\n\{%p endfor %\}(?:\n\{%p endif %\})?)$",
    re.M,
)


@pytest.mark.parametrize("kind", [*KINDS, ProcesVerbal])
def test_loops_to_copy_are_right(kind):
    """Each loop over what the act holds, copied as it is in a document, is clean for the lint."""
    known = {*kind.model_fields, *(name for name, _ in inspect.getmembers(kind, _is_property))}
    loops = {text for text, first in LOOP.findall(read_text(dictionnaire(kind))) if first in known}
    assert len(loops) > 2
    body = "".join(p(line) for loop in sorted(loops) for line in loop.split("\n"))
    assert [str(found) for found in lint(docx(body), kind) if found.code not in LAWS] == []


def _is_property(value: object) -> bool:
    return isinstance(value, property | cached_property)


def test_a_loop_hides_no_field_and_guards_what_may_be_missing():
    text = read_text(dictionnaire(Deliberation))
    assert "{%p for chaque_rapporteur in rapporteurs %}\n{{ chaque_rapporteur.libelle }}\n" in text
    assert "{%p if dispositif %}\n{%p for decision in dispositif.decisions %}\n{{ decision.texte }}\n" in text
    articles = read_text(dictionnaire(Convention))
    assert "{% if article.titre %}{{ article.titre }}{% endif %}" in articles


def test_natures_agree_in_french():
    text = read_text(dictionnaire(Deliberation))
    assert "(liste de votes séparés)" in text
    assert "(liste d'annexes)" in text
    assert "(liste de postes)" in text
    assert "**" not in text


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
    assert CliRunner().invoke(main, ["dictionnaire", "arete"]).exit_code == 2


def shipped() -> list[type[Acte]]:
    return [kind for kind in Acte.kinds().values() if kind.__module__.startswith("delibgen.")]


def met(kinds: list[type[Acte]]) -> dict[type, None]:
    """Return every class that a template meets from some kinds of acts."""
    found: dict[type, None] = {}
    queue: list[type] = list(kinds)
    for kind in queue:
        if kind not in found and (kind.__module__.startswith("delibgen.") or kind in kinds):
            found[kind] = None
            queue += filter(None, (class_of(kinds) for kinds in fields_of(Thing(kind)).values()))
    return found


def test_no_public_field_is_without_description():
    """Stored or computed, every field that a template may read says in French what it is."""
    bare = []
    for kind in met(shipped()):
        stored = getattr(kind, "model_fields", {})
        bare += [f"{kind.__name__}.{name}" for name, info in stored.items() if not info.description]
        computed = [name for name in fields_of(Thing(kind)) if name not in stored]
        bare += [f"{kind.__name__}.{name}" for name in computed if described(kind, name) is None]
    assert bare == []


def test_no_description_is_about_a_field_that_is_gone():
    known = {
        (owner.__name__, name)
        for kind in met(shipped())
        for owner in kind.__mro__
        for name in fields_of(Thing(kind))
    }
    told = {(owner, name) for owner, fields in descriptions().items() for name in fields if name != "*"}
    assert told - known == set()


def test_computed_fields_say_what_they_are_and_presence_is_among_them():
    text = read_text(dictionnaire(Deliberation)).replace("\u00a0", " ")
    assert "Résultat du vote, en mots." in text
    assert "{{ presence.quorum }}\tQuorum : nombre de présents exigé.\t10" in text
    assert "{%p for … in presence.presents %}" in text
    assert "cles_votants" not in text


class AvecDelai(Acte):
    """A kind of act of one's own, with a computed field."""

    template = "avec-delai.docx"

    @property
    def delai(self) -> int:
        """Délai, en jours.

        The rest is for developers.
        """
        return 15


def test_a_class_of_ones_own_says_its_computed_fields_in_its_docstrings():
    assert "{{ delai }}\tDélai, en jours.\t15" in read_text(dictionnaire(AvecDelai))
