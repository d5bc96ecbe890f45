"""A packet that is cut anywhere: no broken file, no older file lost, and the same command ends the work."""

import contextlib
import os
import random
import shutil
import signal
import time

import pytest

from delibgen.dossier import Options, build
from delibgen.exports.pdf import convert
from tests.dossier.many import fake_soffice, fill, final, finish, start, tree

OPTIONS = ("--pdf", "--zip")


@pytest.fixture
def runs(sitting, tmp_path, monkeypatch):
    """Return how to make, start and check packets of older and of newer data."""
    monkeypatch.setenv("DELIBGEN_SOFFICE", str(fake_soffice(tmp_path)))
    (sitting / "annexes" / "plan.pdf").write_bytes(b"%PDF-1.7 plan\n%%EOF\n")
    return Runs(sitting, tmp_path)


class Here:
    """A run in a child of this process: the same code, without the second that Python takes to start."""

    def start(self, sitting, output):
        child = os.fork()
        if child:
            return child
        os.setsid()
        with contextlib.suppress(BaseException):
            self.finish(sitting, output)
        os._exit(0)

    def finish(self, sitting, output):
        assert build(sitting, output, Options(pdf=convert, archive=True)).ok

    def kill(self, child):
        done, _ = os.waitpid(child, os.WNOHANG)
        if not done:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
        return not done


class Command:
    """A run of the command, as an operator types it."""

    def start(self, sitting, output):
        return start(sitting, output, *OPTIONS)

    def finish(self, sitting, output):
        code, said = finish(sitting, output, *OPTIONS)
        assert code == 0, said

    def kill(self, process):
        cut = process.poll() is None
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        return cut


class Runs:
    """Kills runs, checks what they leave, resumes them, compares with a run that nobody cut."""

    def __init__(self, sitting, folder):
        self.sitting, self.old, self.new, self.output = (
            sitting,
            folder / "ancien",
            folder / "neuf",
            folder / "sortie",
        )

    def prepare(self, how):
        fill(self.sitting, 8, "Ancien")
        how.finish(self.sitting, self.old)
        fill(self.sitting, 14, "Nouveau")
        shutil.copytree(self.old, self.new)
        begin = time.monotonic()
        how.finish(self.sitting, self.new)
        self.duration = time.monotonic() - begin
        self.before, self.whole = tree(self.old), tree(self.new)

    def cut(self, how, delay):
        """Kill a run after ``delay`` seconds, then resume it; tell whether it was cut."""
        shutil.rmtree(self.output, ignore_errors=True)
        shutil.copytree(self.old, self.output)
        process = how.start(self.sitting, self.output)
        time.sleep(delay)
        cut = how.kill(process)
        self.check()
        how.finish(self.sitting, self.output)
        assert tree(self.output) == self.whole
        return cut

    def check(self):
        left = tree(self.output)
        for name, data in final(left).items():
            assert data in {self.before.get(name), self.whole.get(name)}, f"{name} : ni ancien, ni nouveau"
        assert self.before.keys() <= left.keys(), "un fichier plus ancien a disparu"

    def cut_often(self, how, count, seed, first=0.0):
        self.prepare(how)
        chance = random.Random(seed)
        cuts = [self.cut(how, chance.uniform(first, 1.0) * self.duration) for _ in range(count)]
        assert sum(cuts) > count // 3, "presque aucune coupure : la durée mesurée est fausse"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="pas de fork ici : voir les quarante coupures")
def test_a_packet_killed_at_random_is_ended_by_the_same_run(runs):
    runs.cut_often(Here(), 6, seed=1)


@pytest.mark.long
def test_forty_kills_of_the_command(runs):
    # Python needs a good part of the run to start: kills fall in the part where something is done.
    runs.cut_often(Command(), 40, seed=int(os.environ.get("DELIBGEN_SEED", "2")), first=0.3)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="pas de fork ici : voir les quarante coupures")
def test_what_was_done_before_the_cut_is_not_done_again(runs):
    """A PDF is dear: those that were made stay, even when no manifest was written."""
    how = Here()
    fill(runs.sitting, 14)
    how.finish(runs.sitting, runs.new)
    process = how.start(runs.sitting, runs.output)
    end = time.monotonic() + 20
    while len(list(runs.output.glob("actes/*.pdf"))) < 5 and time.monotonic() < end:
        time.sleep(0.005)
    assert how.kill(process)
    assert not (runs.output / "manifeste.json").exists()
    made = {path: path.stat().st_mtime_ns for path in runs.output.glob("actes/*.*")}
    how.finish(runs.sitting, runs.output)
    assert {path: path.stat().st_mtime_ns for path in made} == made
    assert tree(runs.output) == tree(runs.new)
