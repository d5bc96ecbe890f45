"""Variants of every kind of hostile case, built by code: right things come out right, the rest is refused."""

import itertools

import pytest

from delibgen.errors import DelibgenError, RenderError
from delibgen.word import Template
from tests.word.build import call, docx, note, p, paragraph_texts, table, textbox

FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
INSTRUCTION = "<w:r><w:instrText> PAGE </w:instrText></w:r>"
CONTROL = "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"
LINK = '<w:hyperlink w:anchor="x">{}</w:hyperlink>'


def run(text: str) -> str:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    return f'<w:r><w:t xml:space="preserve">{escaped}</w:t></w:r>' if text else ""


def line(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def refused(source: bytes, values: dict[str, object] | None = None) -> set[str]:
    """Return the codes of a refusal; fail when there is none."""
    with pytest.raises(DelibgenError) as caught:
        Template(source).render(values or {})
    assert all(f.message and f.code.startswith("DG") for f in caught.value.findings)
    return {finding.code for finding in caught.value.findings}


# ---------------------------------------------------------------- values

PIECES = [
    "A & B",
    "&amp;",
    "&lt;b&gt;",
    "<b>x</b>",
    "</w:t></w:r></w:p>",
    "]]>",
    "<![CDATA[x]]>",
    "<!-- x -->",
    "<?x?>",
    "{{ 7*7 }}",
    "{% for x in y %}",
    "{% endfor %}",
    "{# x #}",
    "{_{ 7 }_}",
    "{_% x %_}",
    "}}",
    "%}",
    "{{",
    "{%",
    "{",
    "l’État",
    "« oui »",
    "“a” ‘b’",
    "a\u00a0b",
    "a\u202fb",
    "e\u0301",
    "é",
    "œŒæ",
    "𝒜😀",
    "👨\u200d👩\u200d👧",
    "\ufeffx",
    "\u00adx",
    "\u200bx",
    "x\u2028y",
    "x\u2029y",
    "\ue000",
    "\U0010fffd",
    "\\x41",
    "\\n",
    "%s %(a)s {0}",
    "$a ${b}",
    "a\nb",
    "a\r\nb",
    "\n",
    "a\tb",
    "\t",
    "  a  ",
    " ",
    "",
    "x" * 5_000,
    "日本語",
    "עברית",
    "ﻋﺮﺑﻲ",
    "0",
    "-0",
    "None",
]
PLACES = docx(
    p("1[{{ v }}]")
    + table(("2[{{ v }}]", p("3[{{ v }}]") + table(("4[{{ v }}]",)) + p("")))
    + textbox("5[{{ v }}]")
    + CONTROL.format(p("6[{{ v }}]"))
    + line(LINK.format(run("7[{{ v }}]")))
    + line(CONTROL.format(run("8[{{ v }}]")))
    + call("footnote")
    + call("endnote")
    + p("9[{% if v == v %}{{ v }}{% endif %}]")
    + p("{%p for x in [v] %}")
    + p("10[{{ x }}]")
    + p("{%p endfor %}"),
    header=p("11[{{ v }}]"),
    footer=p("12[{{ v }}]"),
    footnotes=note("footnote", "13[{{ v }}]"),
    endnotes=note("endnote", "14[{{ v }}]"),
)
PARTS = ["word/document.xml", *(f"word/{n}.xml" for n in ("header1", "footer1", "footnotes", "endnotes"))]


def test_any_value_is_the_same_text_in_every_place() -> None:
    template, count = Template(PLACES), 0
    for piece in [*PIECES, *map("".join, itertools.pairwise(PIECES))]:
        data = template.render({"v": piece}).to_bytes()
        texts = [text for part in PARTS for text in paragraph_texts(data, part)]
        wanted = piece.replace("\r\n", "\n").translate({0x2028: "\n", 0x2029: "\n"})
        for number in range(1, 15):
            assert texts.count(f"{number}[{wanted}]") == (2 if number == 5 else 1), (piece, number)
            count += 1
    assert count > 1_500


CONTROLS = [*range(9), 0xB, 0xC, *range(0xE, 0x20), *range(0x7F, 0xA0)]
BIDI = [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]
NONCHARACTERS = [
    *range(0xFDD0, 0xFDF0),
    *(plane << 16 | low for plane in range(17) for low in (0xFFFE, 0xFFFF)),
]
SURROGATES = [0xD800, 0xDBFF, 0xDC00, 0xDFFF]


def test_a_character_that_no_act_may_hold_is_refused_with_its_code_point() -> None:
    template, count = Template(docx(p("{{ v }}"))), 0
    for point in [*CONTROLS, *BIDI, *NONCHARACTERS, *SURROGATES]:
        for text in (chr(point), f"a{chr(point)}b"):
            with pytest.raises(RenderError, match=f"DG404.*U\\+{point:04X}"):
                template.render({"v": text})
            count += 1
    assert count > 150


# ---------------------------------------------------------------- a tag cut in two

HEALED = {
    "": "",
    "proofErr": '<w:proofErr w:type="spellStart"/>',
    "perm": '<w:permStart w:id="1" w:edGrp="x"/>',
    "signet": '<w:bookmarkStart w:id="1" w:name="_Hlk1"/><w:bookmarkEnd w:id="1"/>',
    "signet nommé": '<w:bookmarkStart w:id="1" w:name="repere"/><w:bookmarkEnd w:id="1"/>',
    "commentaire": '<w:commentRangeStart w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>',
    "page": "<w:r><w:lastRenderedPageBreak/></w:r>",
    "XML": "<!-- x -->",
    "instruction": "<?x y?>",
    "vide": "<w:r/>",
    "mise en forme seule": "<w:r><w:rPr><w:b/></w:rPr></w:r>",
}
CUT = {
    "saut": "<w:r><w:br/></w:r>",
    "tabulation": "<w:r><w:tab/></w:r>",
    "tiret": "<w:r><w:noBreakHyphen/></w:r>",
    "césure": "<w:r><w:softHyphen/></w:r>",
    "symbole": '<w:r><w:sym w:font="x" w:char="F041"/></w:r>',
    "champ": FIELD.format("begin") + INSTRUCTION + FIELD.format("end"),
    "note": '<w:r><w:footnoteReference w:id="2"/></w:r>',
    "insertion": '<w:ins w:id="1" w:author="x"><w:r><w:t/></w:r></w:ins>',
    "suppression": '<w:del w:id="1" w:author="x"><w:r><w:delText>x</w:delText></w:r></w:del>',
    "déplacement": '<w:moveFrom w:id="1" w:author="x"><w:r><w:t>x</w:t></w:r></w:moveFrom>',
    "équation": '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"/>',
    "mise en forme suivie": '<w:r><w:rPr><w:rPrChange w:id="1" w:author="x"/></w:rPr><w:t/></w:r>',
}
TYPED = "{{ nom }}"


def test_a_tag_cut_by_what_word_writes_for_itself_is_healed() -> None:
    count = 0
    for (name, noise), at in itertools.product(HEALED.items(), range(len(TYPED) + 1)):
        shapes = [run(TYPED[:at]) + noise + run(TYPED[at:])]
        smart = f'<w:smartTag w:uri="u" w:element="e">{run(TYPED[at:])}</w:smartTag>'
        shapes += [LINK.format(shapes[0]), CONTROL.format(shapes[0]), run(TYPED[:at]) + noise + smart]
        for shape in shapes:
            data = Template(docx(line(run("a "), shape, run(" z")))).render({"nom": "N & M"}).to_bytes()
            assert paragraph_texts(data) == ["a N & M z"], (name, at)
            count += 1
    assert count > 150


def test_a_tag_cut_by_anything_else_is_refused() -> None:
    count = 0
    for (name, noise), at in itertools.product(CUT.items(), range(1, len(TYPED))):
        assert refused(
            docx(line(run(TYPED[:at]), noise, run(TYPED[at:])), footnotes=note("footnote", "x"))
        ), name
        count += 1
    for wrapper, at in itertools.product((LINK, CONTROL), range(1, len(TYPED))):
        for pair in (
            (run(TYPED[:at]), wrapper.format(run(TYPED[at:]))),
            (wrapper.format(run(TYPED[:at])), run(TYPED[at:])),
        ):
            assert refused(docx(line(*pair))) <= {"DG122"}
            count += 1
    for at in range(1, len(TYPED)):
        for text in ("", " texte "):
            codes = refused(docx(line(run(text + TYPED[:at])) + line(run(TYPED[at:] + text))))
            assert codes & {"DG120", "DG121"} or at in {1, len(TYPED) - 1}
            count += 1
    assert count > 120


def test_half_a_tag_alone_is_never_printed_without_a_word() -> None:
    for half in (
        "{ nom }}",
        "{{ nom }",
        "{ { nom } }",
        "{{nom",
        "nom}}",
        "{ % if a %}",
        "{% if a % }",
        "{# x",
        "x #}",
    ):
        assert refused(docx(p(half)), {"nom": "x", "a": True})


# ---------------------------------------------------------------- odd characters typed in a tag

SPACES = "\u00a0\u202f\u2009\u2007"
ODD = "«»„‟‹›–—‐‑−…·•’‘“”`´¨^~@#$§°²½€£&\\;?\u200b\u200c\u200d\ufeff\u00ad\u2060éÉçœßñΩ{}"
FORMS = [
    ("{{ ", "nom", " }}"),
    ("{% if ", "nom", " %}x{% endif %}"),
    ("{% for x in ", "liste", " %}{{ x }}{% endfor %}"),
]


def test_spaces_of_word_are_spaces_in_a_tag() -> None:
    for space, (start, name, end) in itertools.product(SPACES, FORMS):
        text = (start + name + end).replace(" ", space)
        data = Template(docx(p(text))).render({"nom": "x", "liste": ["x"]}).to_bytes()
        assert paragraph_texts(data) == ["x"]


def test_an_odd_character_in_a_tag_is_refused_wherever_it_is() -> None:
    count = 0
    for char, (start, name, end) in itertools.product(ODD, FORMS):
        for text in (
            f"{char}{name}",
            f"{name}{char}",
            f"{name[:2]}{char}{name[2:]}",
            f"{name} {char} {name}",
        ):
            assert refused(docx(line(run(start + text + end))), {"nom": "x", "liste": []}), text
            count += 1
    assert count > 500
