"""Two tables that blocks bring together stay two: Word joins tables that touch."""

from pathlib import Path

import pytest

from delibgen.word import Template, validate
from tests.word.build import docx, p, part, table
from tests.word.office import pdf_of

T, U = table(("a", "b")), table(("c",))
LOOP, IF, END, STOP = p("{%p for i in l %}"), p("{%p if ok %}"), p("{%p endfor %}"), p("{%p endif %}")
ROWS = table(("{%tr for i in l %}",), ("{{ i }}",), ("{%tr endfor %}",))


def shown(body: str, turns: int, *, ok: bool = True) -> str:
    """Return T for a table, . for a paragraph, in the order of the body."""
    data = Template(docx(body)).render({"l": ["x"] * turns, "ok": ok}).to_bytes()
    assert validate(data) == []
    from lxml import etree

    blocks = list(etree.fromstring(part(data).encode())[0])
    signs = {"tbl": "T", "p": "."}
    assert not any("\ufdd0" <= char <= "\ufdef" for char in part(data))
    return "".join(signs.get(etree.QName(block).localname, "") for block in blocks)


@pytest.mark.parametrize(
    ("body", "turns", "ok", "wanted"),
    [
        (LOOP + T + END, 3, True, "T.T.T"),
        (LOOP + T + END, 1, True, "T"),
        (T + LOOP + U + END, 2, True, "T.T.T"),
        (LOOP + T + p("x") + END, 2, True, "T.T."),
        (T + IF + p("x") + STOP + U, 0, False, "T.T"),
        (T + IF + p("x") + STOP + U, 0, True, "T.T"),
        (IF + T + STOP + U, 0, True, "T.T"),
        (IF + T + STOP + U, 0, False, "T"),
        (T + IF + STOP + ROWS + IF + STOP + U, 0, True, "T.T"),
        (T + IF + STOP + ROWS + IF + STOP + U, 1, True, "T.T.T"),
        (LOOP + IF + T + STOP + END, 2, True, "T.T"),
        (T + U, 0, True, "TT"),
    ],
)
def test_a_paragraph_comes_between(body: str, turns: int, ok: bool, wanted: str) -> None:
    assert shown(body, turns, ok=ok) == wanted


def test_in_a_cell_and_after_a_bookmark() -> None:
    mark = '<w:bookmarkStart w:id="1" w:name="m"/><w:bookmarkEnd w:id="1"/>'
    assert shown(IF + T + STOP + mark + U, 0) == "T.T"
    data = Template(docx(table((LOOP + T + END + p("fin"),)))).render({"l": ["1", "2"]}).to_bytes()
    assert "</w:tbl><w:p/><w:tbl>" in part(data)


def test_libreoffice_shows_two_tables(soffice: str, tmp_path: Path) -> None:
    """Joined, they would be one table of two rows for whoever converts the file."""
    import subprocess

    data = Template(docx(LOOP + table(("{{ i }}", "b")) + END)).render({"l": ["un", "deux"]}).to_bytes()
    pdf_of(data, soffice, tmp_path)
    command = [soffice, f"-env:UserInstallation=file://{tmp_path}/lo", "--headless", "--convert-to", "fodt"]
    subprocess.run(
        [*command, "--outdir", str(tmp_path), str(tmp_path / "acte.docx")], check=True, timeout=120
    )
    assert (tmp_path / "acte.fodt").read_text(encoding="utf-8").count("<table:table ") == 2
