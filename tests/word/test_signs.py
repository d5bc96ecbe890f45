"""What a paragraph shows that is no text (symbols, special hyphens, breaks, fields) stays in its place.

Random paragraphs: signs, values, blocks in a line, links and controls around them, cut into runs as Word cuts
them. What must come out is computed from the tokens alone.
"""

import random
from collections.abc import Iterator
from xml.etree import ElementTree as ET

import pytest

from delibgen.word import Template, validate
from tests.word.build import W, docx, part

SIGNS = {
    "sym": '<w:sym w:font="Wingdings" w:char="F04A"/>',
    "noBreakHyphen": "<w:noBreakHyphen/>",
    "softHyphen": "<w:softHyphen/>",
    "tab": "<w:tab/>",
    "br": "<w:br/>",
    "cr": "<w:cr/>",
    "pgNum": "<w:pgNum/>",
    "ptab": '<w:ptab w:relativeTo="margin" w:alignment="right" w:leader="none"/>',
}
FIELD = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
AROUND = {
    "hyperlink": ('<w:hyperlink w:anchor="a">', "</w:hyperlink>"),
    "sdt": ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
    "smartTag": ('<w:smartTag w:uri="u" w:element="e">', "</w:smartTag>"),
}
NOISE = ("", "", '<w:proofErr w:type="spellEnd"/>', "<w:r><w:lastRenderedPageBreak/></w:r>", "<w:r/>")
VALUES: dict[str, object] = {
    "nom": "N & <M>", "autre": "l1\nl2\tz", "oui": True, "non": False, "liste": ["1", "2"],
}  # fmt: skip
SHOWN = {"nom": "N & <M>", "autre": "l1[br]l2[tab]z"}
Token = tuple[object, ...]


def tokens(dice: random.Random, depth: int = 0) -> list[Token]:
    found: list[Token] = []
    for _ in range(dice.randint(1, 4)):
        kind = dice.choice(["text", "text", "sign", "sign", "value", "if", "for", "around", "field"])
        if kind == "text":
            found.append((kind, dice.choice(["abc", " x ", "é & <", "  ", " fin", "\u00a0"])))
        elif kind == "sign":
            found.append((kind, dice.choice(list(SIGNS))))
        elif kind == "value":
            found.append((kind, dice.choice(list(SHOWN))))
        elif kind == "field":
            found.append((kind,))
        elif depth < 2:
            inside = tokens(dice, depth + 1)
            other = tokens(dice, depth + 1) if dice.random() < 0.5 else []
            name = dice.choice(list(AROUND)) if kind == "around" else dice.choice(["oui", "non", "not oui"])
            found.append((kind, name, inside, other))
    return found


def expected(found: list[Token]) -> str:
    return "".join(map(_expected, found))


def _expected(token: Token) -> str:
    match token:
        case ("text", str(text)):
            return text
        case ("sign", str(name)):
            return f"[{name}]"
        case ("value", str(name)):
            return SHOWN[name]
        case ("field",):
            return "[field]"
        case ("if", str(test), list(inside), list(other)):
            return expected(inside if test == "oui" else other)
        case ("for", _, list(inside), _):
            return expected(inside) * 2
        case ("around", _, list(inside), _):
            return expected(inside)
    raise AssertionError(token)


class Typist:
    """Types tokens as Word stores them: cut into runs and texts anywhere."""

    def __init__(self, dice: random.Random) -> None:
        self._dice = dice
        self._xml: list[str] = []
        self._open = False

    def paragraph(self, found: list[Token]) -> str:
        self._type(found)
        self._close()
        return f"<w:p>{''.join(self._xml)}</w:p>"

    def _type(self, found: list[Token]) -> None:
        for token in found:
            match token:
                case ("text", str(text)):
                    self._text(text)
                case ("sign", str(name)):
                    self._run(SIGNS[name])
                case ("value", str(name)):
                    self._text(f"{{{{ {name} }}}}")
                case ("field",):
                    self._bare(FIELD)
                case ("around", str(name), list(inside), _):
                    self._bare(AROUND[name][0])
                    self._type(inside)
                    self._bare(AROUND[name][1])
                case (str(kind), str(test), list(inside), list(other)):
                    self._block(kind, test, inside, other)

    def _block(self, kind: str, test: str, inside: list[Token], other: list[Token]) -> None:
        self._text("{% for q in liste if q %}" if kind == "for" else f"{{% if {test} %}}")
        self._type(inside)
        if other:
            self._text("{% else %}")
            self._type(other)
        self._text(f"{{% end{kind} %}}")

    def _text(self, text: str) -> None:
        while text:
            size = self._dice.randint(1, len(text))
            piece = text[:size].replace("&", "&amp;").replace("<", "&lt;")
            self._run(f'<w:t xml:space="preserve">{piece}</w:t>')
            text = text[size:]

    def _run(self, xml: str) -> None:
        if self._open and self._dice.random() < 0.3:
            self._bare(self._dice.choice(NOISE))
        if not self._open:
            self._xml.append(f"<w:r>{self._dice.choice(['', '<w:rPr><w:b/></w:rPr>'])}")
            self._open = True
        self._xml.append(xml)

    def _bare(self, xml: str) -> None:
        self._close()
        self._xml.append(xml)

    def _close(self) -> None:
        self._xml += ["</w:r>"] if self._open else []
        self._open = False


def shown(paragraph: ET.Element) -> Iterator[str]:
    for node in paragraph:
        name = node.tag.removeprefix(f"{{{W}}}")
        if name == "t":
            yield node.text or ""
        elif name == "fldSimple":
            yield "[field]"
        elif name in SIGNS:
            yield f"[{name}]"
        else:
            yield from shown(node)


def check(seeds: range) -> None:
    for seed in seeds:
        dice = random.Random(seed)
        found = tokens(dice)
        body = Typist(dice).paragraph(found)
        data = Template(docx(body)).render(VALUES).to_bytes()
        paragraph = ET.fromstring(part(data)).find(f".//{{{W}}}p")
        assert paragraph is not None
        assert "".join(shown(paragraph)) == expected(found), (seed, body)
        assert validate(data) == []


def test_signs_stay_in_their_place() -> None:
    check(range(150))


@pytest.mark.long
def test_signs_stay_in_their_place_in_very_many_paragraphs() -> None:
    check(range(150, 10_150))
