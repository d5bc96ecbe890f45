"""Nothing is lost and nothing is added: on random templates, Word shows what an independent renderer says."""

import random

import pytest

from delibgen.errors import RenderError
from delibgen.word import Template, validate
from tests.word.build import call, docx, note, p, paragraph_texts, textbox
from tests.word.oracle import Block, EmptyCellError, Row, Values, paragraphs

WORDS = [
    "Vu ", "le code", " & ", "<b>", " l’article 3", "« oui »", "\u00a0%", "é", " {x} ", "12", " ; ",
    "]]>", "&amp;",
    "e\u0301", "𝒜", "'", '"', "  ", "endif", "$",
]  # fmt: skip
NASTY = [
    "A & B",
    "<w:p/>",
    "{{ a }}",
    "{% endfor %}",
    "{_{ x }_}",
    "l’État",
    "a\nb",
    "\tc",
    " ",
    "é\u202f!",
    "]]>",
    "x",
]
SHAPES = ["", "<w:b/>", '<w:rStyle w:val="Champ"/>', '<w:i/><w:sz w:val="20"/>', '<w:lang w:val="fr-FR"/>']
NOISE = [
    '<w:proofErr w:type="spellStart"/>',
    '<w:bookmarkStart w:id="{n}" w:name="_Hlk{n}"/><w:bookmarkEnd w:id="{n}"/>',
    "<w:r><w:lastRenderedPageBreak/></w:r>", '<w:commentRangeStart w:id="0"/>',
    '<w:permStart w:id="{n}" w:edGrp="x"/>',
    '<w:permEnd w:id="{n}"/>', '<w:bookmarkStart w:id="0" w:name="_GoBack"/><w:bookmarkEnd w:id="0"/>',
]  # fmt: skip


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


Scope = tuple[tuple[str, str], ...]
"""The loops around: variable, kind of item."""


class Maker:
    """Makes a random document of the allowed grammar."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.count = 0

    def values(self) -> Values:
        text = self.text
        items = [
            {
                "nom": text(),
                "k": self.flip(),
                "n": self.dice.randrange(4),
                "s": [text() for _ in range(self.few())],
            }
            for _ in range(self.few())
        ]
        return {
            "a": text(), "b": text(), "n": self.dice.randrange(5), "ok": self.flip(),
            "non": self.flip(), "rien": None,
            "l": items, "noms": [text() for _ in range(self.few())], "d": {"x": text(),
            "e": {"y": text()}}, "vide": [],
        }  # fmt: skip

    def flip(self) -> bool:
        return self.dice.random() < 0.5

    def few(self) -> int:
        return self.dice.choice([0, 1, 1, 2, 3])

    def text(self) -> str:
        return "".join(self.dice.choice(NASTY) for _ in range(self.dice.choice([1, 1, 2])))

    def words(self) -> str:
        return "".join(self.dice.choice(WORDS) for _ in range(self.dice.randrange(4)))

    # ---- expressions; ``scope`` is the loops around: (variable, kind of item)

    def printed(self, scope: Scope) -> str:
        choices = ["a", "b", "n", "d.x", "d.e.y", "noms | length", "noms | join(', ')", '"x" if ok else "y"',
                   "a if n > 2 else b", "l | length"]  # fmt: skip
        for name, kind in scope:
            choices += [f"{name}.nom", f"{name}.n", f"{name}.s | length"] if kind == "fiche" else [name] * 3
        return self.dice.choice(choices + (["loop.index", "loop.revindex", "loop.length"] if scope else []))

    def condition(self, scope: Scope) -> str:
        choices = ["ok", "not ok", "ok and non", "ok or non", "n > 2", "n == 1", 'a == "x"',
            "rien is none", "l",
                   'a in ["x", "y"]', "not l and ok", "n != 3"]  # fmt: skip
        choices += [f"{name}.k" for name, kind in scope if kind == "fiche"]
        found = self.dice.choice(choices + (["loop.first", "not loop.last"] if scope else []))
        return found if "[" not in found else 'a == "x" or a == "y"'

    def loop(self, scope: Scope) -> tuple[str, str, str]:
        self.count += 1
        choices = [("l", "fiche"), ("noms", "texte"), ("vide", "texte")]
        choices += [(f"{name}.s", "texte") for name, kind in scope if kind == "fiche"]
        source, kind = self.dice.choice(choices)
        return f"v{self.count}", source, kind

    # ---- levels

    def inline(self, scope: Scope = (), depth: int = 0) -> str:
        pieces = [self.words()]
        for _ in range(self.dice.randrange(4)):
            kind = self.dice.randrange(7 if depth < 2 else 3)
            if kind < 3:
                pieces.append(f"{{{{ {self.printed(scope)} }}}}")
            elif kind == 3:
                pieces.append(self.choice(scope, depth))
            elif kind == 4:
                name, source, what = self.loop(scope)
                body = self.inline((*scope, (name, what)), depth + 1)
                other = f"{{% else %}}{self.inline(scope, depth + 1)}" if self.flip() else ""
                pieces.append(f"{{% for {name} in {source} %}}{body}{other}{{% endfor %}}")
            elif kind == 5:
                self.count += 1
                pieces.append(f"{{% set z{self.count} = {self.printed(scope)} %}}[{{{{ z{self.count} }}}}]")
            else:
                pieces.append("{# note {{ a }} #}")
            pieces.append(self.words())
        return "".join(pieces)

    def choice(self, scope: Scope, depth: int) -> str:
        other = f"{{% elif {self.condition(scope)} %}}{self.inline(scope, depth + 1)}" if self.flip() else ""
        other += f"{{% else %}}{self.inline(scope, depth + 1)}" if self.flip() else ""
        return f"{{% if {self.condition(scope)} %}}{self.inline(scope, depth + 1)}{other}{{% endif %}}"

    def blocks(self, scope: Scope = (), depth: int = 0) -> list[Block]:
        found: list[Block] = []
        for _ in range(1 + self.dice.randrange(3)):
            kind = self.dice.randrange(6 if depth < 2 else 3)
            if kind < 3:
                found.append(self.inline(scope))
            elif kind == 3:
                found += [f"{{%p if {self.condition(scope)} %}}", *self.blocks(scope, depth + 1)]
                if self.flip():
                    found += [f"{{%p elif {self.condition(scope)} %}}", *self.blocks(scope, depth + 1)]
                if self.flip():
                    found += ["{%p else %}", *self.blocks(scope, depth + 1)]
                found.append("{%p endif %}")
            elif kind == 4:
                name, source, what = self.loop(scope)
                found += [f"{{%p for {name} in {source} %}}", *self.blocks((*scope, (name, what)), depth + 1)]
                found += ["{%p else %}", *self.blocks(scope, depth + 1)] if self.flip() else []
                found.append("{%p endfor %}")
            else:
                found.append(self.table(scope, depth + 1))
                found.append(self.inline(scope))
        return found

    def table(self, scope: Scope, depth: int) -> list[Row]:
        width = self.dice.choice([1, 2, 3])
        rows = [self.row(scope, width, depth) for _ in range(self.dice.randrange(2))]
        blank: Row = [[""] for _ in range(width - 1)]
        if self.flip():
            name, source, what = self.loop(scope)
            rows += [
                [[f"{{%tr for {name} in {source} %}}"], *blank],
                self.row((*scope, (name, what)), width, depth),
            ]
            rows.append([["{%tr endfor %}"], *blank])
        if not rows or self.flip():
            rows += [[[f"{{%tr if {self.condition(scope)} %}}"], *blank], self.row(scope, width, depth)]
            rows += [[["{%tr else %}"], *blank], self.row(scope, width, depth)] if self.flip() else []
            rows.append([["{%tr endif %}"], *blank])
        return rows

    def row(self, scope: Scope, width: int, depth: int) -> Row:
        return [
            self.blocks(scope, depth + 1) if depth < 2 and self.dice.random() < 0.2 else [self.inline(scope)]
            for _ in range(width)
        ]

    # ---- Word

    def xml(self, blocks: list[Block]) -> str:
        return "".join(self.paragraph(b) if isinstance(b, str) else self.grid(b) for b in blocks)

    def grid(self, rows: list[Row]) -> str:
        columns = '<w:gridCol w:w="2000"/>' * len(rows[0])
        lines = "".join(
            f"<w:tr>{''.join(f'<w:tc>{self.xml(cell)}</w:tc>' for cell in row)}</w:tr>" for row in rows
        )
        return f"<w:tbl><w:tblPr/><w:tblGrid>{columns}</w:tblGrid>{lines}</w:tbl>"

    def paragraph(self, text: str) -> str:
        """Return a paragraph whose text Word has cut anywhere, with its marks between the runs."""
        cuts = sorted(self.dice.randrange(len(text) + 1) for _ in range(self.dice.choice([0, 1, 3, 8])))
        runs = [self.run(text[a:b]) for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
        return f'<w:p w:rsidR="00A1">{"".join(runs)}</w:p>'

    def run(self, text: str) -> str:
        shape = self.dice.choice(SHAPES)
        run = f'<w:r><w:rPr>{shape}</w:rPr><w:t xml:space="preserve">{escaped(text)}</w:t></w:r>'
        if self.dice.random() < 0.1:
            run = f'<w:smartTag w:uri="u" w:element="PersonName">{run}</w:smartTag>'
        self.count += 1
        return run + (
            self.dice.choice(NOISE).replace("{n}", str(self.count)) if self.dice.random() < 0.3 else ""
        )


IN_VALUES = {"DG541", "DG543"}
"""Tags are in the values, and the marks of Word come in twice in the templates themselves."""
DRAWS = 2
"""Sets of values tried on each template."""


def check(seed: int) -> int:
    """Compare the engine with the oracle on one random template; return how many draws were rendered."""
    maker = Maker(seed)
    parts = {
        "word/document.xml": [*maker.blocks(), maker.inline()],
        "word/header1.xml": maker.blocks(depth=2 if maker.flip() else 1),
        "word/footnotes.xml": [maker.inline()],
    }
    box = maker.inline()
    source = docx(
        maker.xml(parts["word/document.xml"]) + textbox(escaped(box)) + call("footnote"),
        header=maker.xml(parts["word/header1.xml"]),
        footnotes=note("footnote", "@").replace(p("@"), maker.xml(parts["word/footnotes.xml"])),
    )
    template = Template(source)
    return sum(_agrees(template, parts, box, maker.values(), f"graine {seed}") for _ in range(DRAWS))


def _agrees(template: Template, parts: dict[str, list[Block]], box: str, values: Values, where: str) -> bool:
    try:
        expected = {name: paragraphs(blocks, dict(values)) for name, blocks in parts.items()}
        expected["word/document.xml"] += ["", *paragraphs([box], dict(values)) * 2, "appel"]
        expected["word/footnotes.xml"].insert(0, "")
    except EmptyCellError:
        with pytest.raises(RenderError, match="DG408"):
            template.render(values)
        return False
    data = template.render(values).to_bytes()
    for name, texts in expected.items():
        assert paragraph_texts(data, name) == texts, f"{where}, {name}"
    unsound = [f for f in validate(data) if f.code not in IN_VALUES]
    assert unsound == [], f"{where} : {unsound[0]}"
    return True


def test_random_templates_show_what_the_oracle_says() -> None:
    rendered = sum(check(seed) for seed in range(150))
    assert rendered > 250


@pytest.mark.long
@pytest.mark.parametrize("lot", range(20))
def test_twenty_thousand_random_templates(lot: int) -> None:
    start = 1_000 + lot * 500
    assert sum(check(seed) for seed in range(start, start + 500)) > 900
