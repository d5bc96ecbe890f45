"""The guide of new kinds of acts tells the truth: its Python prints what it says, its commands exist."""

import re
import shlex

from click.testing import CliRunner

from delibgen.cli import main
from tests.conftest import ROOT

GUIDE = (ROOT / "docs" / "guide-formats.md").read_text(encoding="utf-8")


def test_the_python_of_the_guide_runs_and_prints_what_it_says(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    blocks = [
        block for block in re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL) if "ArreteVoirie" not in block
    ]
    assert len(blocks) == 3
    (tmp_path / "guide.py").write_text("\n".join(blocks), encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    import guide

    told = re.findall(r"^# (.+)$", "\n".join(blocks), re.MULTILINE)
    assert capsys.readouterr().out.splitlines() == told
    guide.Aide.template = ""


def test_the_commands_of_the_guide_exist():
    lines = re.findall(r"^delibgen (\S+)", GUIDE, re.MULTILINE)
    assert set(lines) == {"nouveau", "acte", "dictionnaire", "comparer-gabarits", "schema"}
    assert [name for name in lines if name not in main.commands] == []


def test_the_first_command_of_the_guide_works(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    line = next(line for line in GUIDE.splitlines() if line.startswith("delibgen nouveau"))
    done = CliRunner().invoke(main, shlex.split(line)[1:])
    assert done.exit_code == 0, done.output
    assert (tmp_path / "arrete-voirie" / "arrete_voirie" / "arrete_voirie.docx").is_file()
