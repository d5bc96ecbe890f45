"""A packet that is cut anywhere: no broken file, no older file lost, and the same command ends the work."""

import contextlib
import os
import random
import shutil
import signal
import sys
import time

import pytest

from delibgen.dossier import Options, build
from delibgen.exports.pdf import convert
from tests.dossier.many import fake_soffice, fill, final, finish, start, tree

OPTIONS = ("--pdf", "--zip")
ENDLESS = 10**9
CHANGES = {"open", "os.rename", "os.remove", "os.mkdir"}
"""What Python tells of a change on the disk, as ``sys.addaudithook`` hears it; an ``open`` to write only."""


@pytest.fixture
def runs(sitting, tmp_path, monkeypatch):
    """Return how to make, start and check packets of older and of newer data."""
    monkeypatch.setenv("DELIBGEN_SOFFICE", str(fake_soffice(tmp_path)))
    (sitting / "annexes" / "plan.pdf").write_bytes(b"%PDF-1.7 plan\n%%EOF\n")
    return Runs(sitting, tmp_path)


class Kill:
    """Kills its own process once it has changed the disk so many times, among what ``counts`` picks."""

    def __init__(self, after, counts=lambda _event, _path: True):
        self.left, self.counts = after, counts

    def __call__(self, event, arguments):
        if event == "open" and not (arguments[2] or 0) & (os.O_WRONLY | os.O_RDWR):
            return
        if event in CHANGES and self.counts(event, str(arguments[event == "os.rename"])):
            self.left -= 1
            if self.left < 0:
                os.kill(os.getpid(), signal.SIGKILL)


class Here:
    """A run in a child of this process, cut at a place, not at a time: the machine's load changes nothing."""

    def run(self, sitting, output, hook):
        """Return the exit code of a run, minus the signal when it was killed."""
        child = os.fork()
        if child:
            return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        os.setsid()
        with contextlib.suppress(BaseException):
            sys.addaudithook(hook)
            self.finish(sitting, output)
            output.with_suffix(".touches").write_text(str(ENDLESS - hook.left), encoding="utf-8")
            os._exit(0)
        os._exit(1)

    def finish(self, sitting, output):
        assert build(sitting, output, Options(pdf=convert, archive=True)).ok

    def length(self, sitting, output):
        """Return how many times a whole run changes the disk."""
        assert self.run(sitting, output, Kill(ENDLESS)) == 0
        return int(output.with_suffix(".touches").read_text(encoding="utf-8"))

    def cut(self, sitting, output, place):
        code = self.run(sitting, output, place if isinstance(place, Kill) else Kill(int(place)))
        assert code in {0, -signal.SIGKILL}
        return code != 0


class Command:
    """A run of the command, as an operator types it."""

    def finish(self, sitting, output):
        code, said = finish(sitting, output, *OPTIONS)
        assert code == 0, said

    def length(self, sitting, output):
        """Return the seconds of a whole run."""
        begin = time.monotonic()
        self.finish(sitting, output)
        return time.monotonic() - begin

    def cut(self, sitting, output, delay):
        process = start(sitting, output, *OPTIONS)
        time.sleep(delay)
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
        self.length = how.length(self.sitting, self.new)
        self.before, self.whole = tree(self.old), tree(self.new)

    def cut(self, how, place):
        """Kill a run at a place, or after so many seconds, then resume it; tell whether it was cut."""
        shutil.rmtree(self.output, ignore_errors=True)
        shutil.copytree(self.old, self.output)
        cut = how.cut(self.sitting, self.output, place)
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
        cuts = [self.cut(how, chance.uniform(first, 1.0) * self.length) for _ in range(count)]
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
    put = Kill(5, lambda event, path: event == "os.rename" and path.endswith(".pdf"))
    assert how.cut(runs.sitting, runs.output, put)
    assert len(list(runs.output.glob("actes/*.pdf"))) >= 5
    assert not (runs.output / "manifeste.json").exists()
    made = {path: path.stat().st_mtime_ns for path in runs.output.glob("actes/*.*")}
    how.finish(runs.sitting, runs.output)
    assert {path: path.stat().st_mtime_ns for path in made} == made
    assert tree(runs.output) == tree(runs.new)
