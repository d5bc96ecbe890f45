"""Terminals of all sorts: narrow, without UTF-8, closed or interrupted while the command works."""

import json
import os
import signal
import subprocess
import sys
import time
import tomllib

import pytest
from click.testing import CliRunner

from delibgen.cli import main
from tests.conftest import CONSEIL, ROOT


def delibgen(*words: object, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "delibgen", *map(str, words)],
        capture_output=True,
        env=os.environ | {"NO_COLOR": "1"} | environment,
        check=False,
    )


@pytest.mark.parametrize("encoding", ["cp1252", "cp850", "latin-1", "iso-8859-15"])
def test_a_terminal_of_another_encoding_shows_readable_french(encoding):
    """Dashes and narrow spaces, which it lacks, are written with those it has, never as « \\u2013 »."""
    done = delibgen("expliquer", "DG322", PYTHONIOENCODING=encoding)
    text = done.stdout.decode(encoding)
    assert done.returncode == 0
    assert text.startswith(("DG322 – Convocation : 3", "DG322 - Convocation : 3"))
    assert "\\u" not in text
    assert "?" not in text
    assert "À faire : vérifier la date d'envoi" in text


@pytest.mark.parametrize("encoding", ["cp850", "ascii", "utf-8"])
def test_json_is_whole_in_every_encoding(encoding):
    texts = [
        json.loads(delibgen("expliquer", "DG322", "--json", PYTHONIOENCODING=name).stdout.decode(name))
        for name in (encoding, "utf-8")
    ]
    assert texts[0] == texts[1]


def test_under_the_c_locale_every_word_is_there():
    done = delibgen("verifier", CONSEIL, LC_ALL="C", LANG="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert done.returncode == 0
    assert "ne prend pas part au point" in done.stdout.decode()
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("name", sorted(main.commands))
@pytest.mark.parametrize("width", [50, 60, 80])
def test_the_help_fits_narrow_terminals(name, width):
    """No « guillemet » is parted from its word, and no example is cut: it is there to be copied."""
    text = CliRunner().invoke(main, [name, "--help"], terminal_width=width).output
    assert not [line for line in text.splitlines() if line.rstrip().endswith("«")]
    assert not [line for line in text.splitlines() if line.lstrip().startswith(("»", ":", ";", "?"))]
    examples = [line.strip() for line in (main.commands[name].help or "").splitlines()]
    assert [line for line in examples if line.startswith("delibgen ") and line not in text] == []


def interrupted(after: float, *words: str) -> tuple[int, str]:
    process = subprocess.Popen(
        [sys.executable, "-m", "delibgen", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    time.sleep(after)
    process.send_signal(signal.SIGINT)
    return process.wait(60), process.communicate()[0]


SLOW_START = """
import builtins, sys
real = builtins.__import__
def slow(name, *rest):
    if name == "delibgen.cli":
        raise KeyboardInterrupt  # Ctrl-C while the command loads
    return real(name, *rest)
builtins.__import__ = slow
from delibgen.__main__ import run
run()
"""


def test_an_interruption_while_the_command_loads_is_told_without_a_traceback():
    done = subprocess.run([sys.executable, "-c", SLOW_START], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (130, "Interrompu : rien n'est fait.\n")


def test_an_interruption_at_work_is_told_and_the_same_command_ends_the_work(tmp_path):
    demo = str(tmp_path / "demo")
    code, output = interrupted(0.9, "demo", demo)
    if code == 0:
        pytest.skip("la machine va plus vite")
    # Heard inside an exec() of a text (a dataclass being made), Python ends by the signal itself once all is
    # said: the shell tells 130 both ways.
    assert code in {130, -signal.SIGINT}, output
    assert "Interrompu" in output
    assert "Traceback" not in output
    assert delibgen("demo", demo, DELIBGEN_SOFFICE="/nulle/part").returncode == 0


def test_the_installed_command_is_that_module():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["scripts"] == {"delibgen": "delibgen.__main__:run"}
