"""What commands print: a table drawn on a terminal, plain and whole elsewhere; data command nothing."""

import io
import sys

import pytest

from delibgen.cli.screen import progress_bar, show_table

HEAD = ("Acte", "État", "Fichier")
ROWS = [("2024-1", "écrit", "actes/2024-1-un-tres-long-nom-de-fichier.docx"), ("12", "inchangé", "")]


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_elsewhere_than_on_a_terminal_columns_are_aligned_and_nothing_is_cut(
    capsys: pytest.CaptureFixture[str],
) -> None:
    show_table(HEAD, ROWS)
    assert capsys.readouterr().out == (
        "2024-1  écrit     actes/2024-1-un-tres-long-nom-de-fichier.docx\n12      inchangé\n"
    )


def test_a_table_without_rows_prints_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    show_table(HEAD, [])
    assert capsys.readouterr().out == ""


def test_on_a_terminal_the_table_has_its_head_and_data_are_text(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setenv("NO_COLOR", "1")
    show_table(HEAD, [("[bold]x[/bold]", "écrit\x1b[31m", "a.docx")])
    shown = terminal.getvalue()
    assert all(word in shown for word in HEAD)
    assert "[bold]x[/bold]" in shown  # not taken for a style
    assert "\x1b[31m" not in shown


def test_progress_is_shown_on_a_terminal_and_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("COLUMNS", "100")
    with progress_bar() as bar:
        assert bar is not None
        bar(1, 2, "01-eau.yaml")
        bar(2, 2, "02\x1b]0;titre\x07")
    assert "02" in terminal.getvalue()
    assert "\x1b]0;" not in terminal.getvalue()


def test_progress_is_silent_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with progress_bar() as bar:
        assert bar is None
