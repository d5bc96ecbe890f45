"""``surveiller``: one render for each save, and a fault never ends it."""

import os

import pytest

from delibgen import Document, load
from delibgen.render import find_template
from delibgen.watch import surveiller
from tests.conftest import CONSEIL
from tests.word.build import docx, p

GOOD = docx(p("{{ objet }}"))
OTHER = docx(p("Objet : {{ objet }}"))
BROKEN = docx(p("{{ objt }}"))


@pytest.fixture
def acte():
    return load(CONSEIL / "actes" / "04-ludobus.yaml")


class Clerk:
    """Saves files while the others wait; goes home when there is nothing left to do."""

    def __init__(self, *steps) -> None:
        self.steps, self.seen = list(steps), []

    def wait(self, _seconds) -> None:
        if self.steps:
            self.steps.pop(0)()

    def gone(self) -> bool:
        return not self.steps


def save(path, data, stamp):
    def step():
        path.write_bytes(data)
        os.utime(path, ns=(stamp, stamp))

    return step


def nothing():
    pass


def watch(path, acte, *steps):
    clerk = Clerk(*steps, nothing)
    count = surveiller(path, acte, afficher=clerk.seen.append, dormir=clerk.wait, fini=clerk.gone)
    assert count == len(clerk.seen)
    return clerk.seen


def test_it_renders_once_then_at_each_save(tmp_path, acte):
    path = tmp_path / "acte.docx"
    save(path, GOOD, 1)()
    seen = watch(path, acte, nothing, save(path, OTHER, 2), nothing, nothing, nothing)
    assert [essai.resultat.text for essai in seen] == [acte.objet, f"Objet : {acte.objet}"]


def test_a_fault_is_shown_and_the_next_save_mends_it(tmp_path, acte):
    path = tmp_path / "acte.docx"
    save(path, GOOD, 1)()
    steps = (save(path, BROKEN, 2), nothing, path.unlink, nothing, save(path, OTHER, 3), nothing)
    good, broken, absent, mended = watch(path, acte, *steps)
    assert isinstance(good.resultat, Document)
    assert "vouliez-vous « objet »" in str(broken)
    assert "objt" in broken._repr_html_()
    assert "n'existe pas" in str(absent)
    assert isinstance(mended.resultat, Document)


def test_a_file_being_written_is_left_alone(tmp_path, acte):
    path = tmp_path / "acte.docx"
    save(path, GOOD, 1)()
    half = save(path, OTHER[: len(OTHER) // 2], 2)
    seen = watch(path, acte, nothing, half, save(path, OTHER, 3), nothing)
    assert all(isinstance(essai.resultat, Document) for essai in seen)
    assert len(seen) == 2


def test_the_data_file_is_watched_too(tmp_path):
    path, data = tmp_path / "acte.docx", tmp_path / "acte.yaml"
    save(path, GOOD, 1)()
    save(data, b"type: convention\nobjet: Un\n", 1)()
    faulty = save(data, b"type: convention\nobjt: Deux\n", 2)
    seen = watch(path, data, nothing, faulty, nothing, nothing)
    assert "objt" in str(seen[-1])
    assert len(seen) == 2


def test_an_interruption_ends_it_quietly(tmp_path, acte):
    path = tmp_path / "acte.docx"
    save(path, GOOD, 1)()

    def interrupt(_seconds):
        raise KeyboardInterrupt

    assert surveiller(path, acte, afficher=lambda _: None, dormir=interrupt) == 1


def test_on_a_terminal_it_prints(tmp_path, acte, capsys):
    path = tmp_path / "acte.docx"
    save(path, BROKEN, 1)()
    surveiller(path, acte, dormir=lambda _: None, fini=lambda: True)
    assert "vouliez-vous « objet » ?" in capsys.readouterr().out


def test_the_lint_of_the_template_is_shown_with_the_pages(acte):
    seen = []
    surveiller(find_template(type(acte)), acte, afficher=seen.append, fini=lambda: True)
    assert [finding for finding in seen[0].constats if finding.severity == "bloquant"] == []
    assert "<img" in seen[0]._repr_html_()
