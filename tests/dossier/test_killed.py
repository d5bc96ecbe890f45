"""A command that is killed with its worker processes: none of them stays, and the next run ends the work."""

import os
import signal
import time
from pathlib import Path

import pytest

from tests.dossier.many import fill, finish, start, tree

PROC = Path("/proc")
ACTS = 120
PATIENCE = 20.0
"""Seconds that a loaded machine may take."""


def of_session(session: int) -> list[int]:
    """Return the processes of a session that are at work, not only waited for."""
    found = []
    for entry in PROC.glob("[0-9]*/stat"):
        try:
            fields = entry.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:  # it has just ended
            continue
        if fields[0] not in "ZX" and int(fields[3]) == session:
            found.append(int(entry.parent.name))
    return found


def until(done, what: str) -> None:
    end = time.monotonic() + PATIENCE
    while not done():
        assert time.monotonic() < end, what
        time.sleep(0.02)


@pytest.mark.skipif(not PROC.is_dir(), reason="processes are told by /proc")
def test_the_workers_of_a_killed_command_end_and_the_same_command_ends_the_work(sitting, tmp_path):
    fill(sitting, ACTS)
    output, whole = tmp_path / "sortie", tmp_path / "entier"
    running = start(sitting, output, "-j", "2")
    try:
        until(lambda: list((output / ".delibgen").glob("*.part")), "nothing was made")
        assert len(of_session(running.pid)) >= 3  # the command, and two workers at least
        os.kill(running.pid, signal.SIGKILL)
        running.wait()
        until(lambda: not of_session(running.pid), "a worker outlives its command")
    finally:
        for process in of_session(running.pid):
            os.kill(process, signal.SIGKILL)
        running.communicate()
    assert finish(sitting, output, "-j", "2")[0] == 0
    assert finish(sitting, whole)[0] == 0
    assert tree(output) == tree(whole)
