"""Random layouts: where lint says nothing, every render succeeds and gives a file that Word reads.

Blocks of paragraphs and rows, in cells, controls, text boxes and headers, lists that may be empty: what
lint has to tell is a cell or a box that may end up empty, and nothing else may stop a render.
"""

import random
from dataclasses import dataclass

import pytest

from delibgen.errors import RenderError, Severity
from delibgen.lint import lint
from delibgen.word import Template, validate
from tests.word.build import docx, p, table, textbox

EMPTY = {"DG408"}
"""What lint warns about (DG173): a cell, a control or a box with nothing in it."""


@dataclass
class Lettre:
    a: str
    b: bool
    c: bool
    l: list[str]  # noqa: E741
    m: list[str]


class Layout:
    """Makes the blocks of a template."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def line(self) -> str:
        texts = ("t {{ a }}", "{% if b %}o{% endif %}", "{% for x in l %}{{ x }}{% endfor %}", "")
        return self.random.choice(texts)

    def blocks(self, depth: int) -> str:
        return "".join(self.block(depth) for _ in range(self.random.choice((1, 1, 2))))

    def block(self, depth: int) -> str:
        if depth > 3:
            return p(self.line())
        makers = (self.plain, self.plain, self.condition, self.loop, self.table, self.control, self.box)
        return self.random.choice(makers)(depth)

    def plain(self, _: int) -> str:
        return p(self.line())

    def condition(self, depth: int) -> str:
        other = p("{%p else %}") + self.blocks(depth + 1) if self.random.random() < 0.4 else ""
        return (
            p(f"{{%p if {self.random.choice('bc')} %}}") + self.blocks(depth + 1) + other + p("{%p endif %}")
        )

    def loop(self, depth: int) -> str:
        head = p(f"{{%p for v{depth} in {self.random.choice('lm')} %}}")
        return head + self.blocks(depth + 1) + p(f"{{{{ v{depth} }}}}") + p("{%p endfor %}")

    def control(self, depth: int) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{self.blocks(depth + 1)}</w:sdtContent></w:sdt>"

    def box(self, _: int) -> str:
        return textbox("ZZ").replace(p("ZZ"), self.blocks(4))

    def table(self, depth: int) -> str:
        lines: list[tuple[str, str]] = []
        for _ in range(self.random.choice((1, 2))):
            lines += self.random.choice((self.row, self.loop_of_rows, self.choice_of_rows))(depth)
        return table(*lines)

    def row(self, depth: int) -> list[tuple[str, str]]:
        return [(self.cell(depth), self.cell(depth))]

    def loop_of_rows(self, depth: int) -> list[tuple[str, str]]:
        head = f"{{%tr for r{depth} in {self.random.choice('lm')} %}}"
        return [(head, ""), *self.row(depth), (f"{{{{ r{depth} }}}}", ""), ("{%tr endfor %}", "")]

    def choice_of_rows(self, depth: int) -> list[tuple[str, str]]:
        return [
            ("{%tr if b %}", ""),
            *self.row(depth),
            ("{%tr else %}", ""),
            *self.row(depth),
            ("{%tr endif %}", ""),
        ]

    def cell(self, depth: int) -> str:
        if self.random.random() < 0.6:
            return self.line()
        content = self.blocks(depth + 1)
        return content + p("") if self.random.random() < 0.6 or content.endswith("</w:tbl>") else content

    def data(self) -> dict[str, object]:
        yes, length = self.random.random, self.random.choice
        lists = {"l": ["1", "2"][: length((0, 1, 2))], "m": ["u"][: length((0, 1))]}
        return {"a": "x", "b": yes() < 0.5, "c": yes() < 0.5, **lists}


ONCE_SILENT = (273, 361, 379, 395, 620, 815, 979, 983, 1994, 2443, 2530)
"""Layouts with a table that may lose all its rows, of which lint said nothing."""


def faults_of(seed: int) -> list[str]:
    """Return what is wrong with the renders of one layout, lint asked before."""
    layout = Layout(seed)
    source = docx(layout.blocks(0) + p("fin"), header=layout.blocks(2))
    told = [one for one in lint(source, Lettre) if one.severity is not Severity.INFORMATION]
    template, found = Template(source), []
    for _ in range(6):
        try:
            made = template.render(layout.data())
        except RenderError as error:
            codes = {one.code for one in error.findings}
            found += [] if codes <= EMPTY and any(one.code == "DG173" for one in told) else [str(error)]
        else:
            found += map(str, (*made.findings, *validate(made.to_bytes())))
    return found


ONCE_INVALID = (3006,)
"""A header without a tag that ends with a table."""


@pytest.mark.parametrize("seed", [*range(60), *ONCE_SILENT, *ONCE_INVALID])
def test_lint_and_render_agree_on_any_layout(seed: int) -> None:
    assert faults_of(seed) == []


@pytest.mark.long
def test_lint_and_render_agree_on_thousands_of_layouts() -> None:
    assert [(seed, faults) for seed in range(60, 5_000) if (faults := faults_of(seed))] == []
