"""Variants of the hostile kinds, continued: the language, text that a tag would take away, blocks, tables."""

import itertools
from collections.abc import Iterator

import pytest

from delibgen.errors import TemplateError
from delibgen.word import Template, validate
from tests.word.build import call, cell, docx, note, p, paragraph_texts, table, textbox
from tests.word.test_kinds import CONTROL, FIELD, INSTRUCTION, LINK, line, refused, run

# ---------------------------------------------------------------- the language

ABUSES = [
    "a()",
    "a.b()",
    "a.__class__",
    "a._b",
    "a['__class__']",
    "a|attr('b')",
    "''.__class__",
    "a.__class__.__mro__[1]",
    "cycler",
    "lipsum",
    "namespace",
    "joiner",
    "range(9)",
    "dict(a=1)",
    "self._x",
    "self.a()",
    "a.format(b)",
    "a % b",
    "'%s' % a",
    "a * 9",
    "a ** 9",
    "9 ** 9 ** 9",
    "a + b",
    "a - b",
    "a / b",
    "a // b",
    "-a",
    "+a",
    "a ~ b",
    "a[b]",
    "a[0:9]",
    "a[::2]",
    "{'a': 1}",
    "a|center(9999999)",
    "a|replace('a', b)",
    "a|format(b)",
    "a|map('b')",
    "a|sort",
    "a|safe",
    "a|e",
    "a|escape",
    "a|default('x')",
    "a|int",
    "a|title",
    "a|join(', ') * 9",
    "a|tojson",
    "a|pprint",
    "a|xmlattr",
    "a|urlize",
    "a|batch(9)",
    "a|groupby('x')",
    "a|select",
    "a|random",
    "a|list",
    "a|string",
    "a|upper",
    "a|join(*b)",
    "a|join(**b)",
    "a is defined",
    "a is callable",
    "a is divisibleby 3",
    "1.5",
    "1e9",
    "caller()",
    "loop.cycle('a')",
    "loop(a)",
    "super()",
    "varargs",
    "kwargs",
    "a if b",
    "lambda: 1",
    "a := 1",
    "a; b",
    "a, b = 1",
    "import os",
    "`a`",
    "a?b",
    "a!b",
    "a||b",
    "a&&b",
    "None.x()",
    "(a)(b)",
    "[x for x in a]",
    "a.b.c.d()",
]
STATEMENTS = [
    "include 'x'",
    "import 'x' as y",
    "from 'x' import y",
    "extends 'x'",
    "block x",
    "macro m()",
    "call a()",
    "do a.b()",
    "filter upper",
    "raw",
    "autoescape false",
    "with a = 1",
    "trans",
    "debug",
    "set a.b = 1",
    "set a[0] = 1",
    "set a, b = c",
    "for x in a recursive",
    "for x in a if x()",
    "break",
    "continue",
    "set x = namespace()",
    "set x = a()",
    "fi",
    "foreach",
]


def test_the_language_is_closed() -> None:
    forms = [
        "{{{{ {} }}}}",
        "{{% if {} %}}x{{% endif %}}",
        "{{% set z = {} %}}",
        "{{% for x in {} %}}x{{% endfor %}}",
    ]
    values = {"a": "x", "b": "y", "c": ["z"]}
    count = 0
    for abuse, form in itertools.product(ABUSES, forms):
        assert refused(docx(line(run(form.format(abuse)))), values), abuse
        count += 1
    for statement, prefix in itertools.product(STATEMENTS, ("", "p ", "tr ", "r ")):
        with pytest.raises(TemplateError):
            Template(docx(line(run(f"{{%{prefix}{statement} %}}")))).render(values)
        count += 1
    assert count > 400


def test_signs_that_eat_spaces_are_refused() -> None:
    tags = [
        "{{ a }}",
        "{% if a %}",
        "{% else %}",
        "{% endif %}",
        "{% for x in l %}",
        "{% endfor %}",
        "{% set z = a %}",
        "{%p if a %}",
        "{%p endif %}",
        "{%tr for x in l %}",
        "{%r if a %}",
        "{{p a }}",
        "{{r a }}",
    ]
    shapes = [(2, "-"), (2, "+"), (-2, "-"), (-2, "+")]
    for tag, (at, sign), beside in itertools.product(tags, shapes, ("", "x ", " z")):
        text = tag[:at] + sign + tag[at:]
        codes = refused(docx(p(beside + text)), {"a": "x", "l": []})
        assert codes & {"DG128", "DG123", "DG140", "DG141"}, text


# ---------------------------------------------------------------- text that a tag would take away

TAGS = ["if a", "elif a", "else", "endif", "for x in l", "endfor", "set z = a"]
PAGE_BREAK = '<w:r><w:br w:type="page"/></w:r>'
BESIDE = [
    run("texte"),
    run("{{ a }}"),
    run("."),
    "<w:r><w:drawing/></w:r>",
    "<w:r><w:pict/></w:r>",
    PAGE_BREAK,
    '<w:r><w:footnoteReference w:id="2"/></w:r>',
    '<w:r><w:sym w:char="F041"/></w:r>',
    FIELD.format("begin") + INSTRUCTION + FIELD.format("end"),
    '<w:fldSimple w:instr=" PAGE "/>',
    LINK.format(run("x")),
    CONTROL.format(run("x")),
]


def test_text_beside_a_paragraph_or_row_tag_is_refused() -> None:
    count = 0
    for tag, beside, prefix in itertools.product(TAGS, BESIDE, ("p", "tr")):
        typed = run(f"{{%{prefix} {tag} %}}")
        for body in (line(typed, beside), line(beside, typed)):
            if prefix == "p" and body == line(typed, PAGE_BREAK):
                continue  # the next paragraph takes it: test_habits.py
            source = table((body,)) if prefix == "tr" else body
            codes = refused(docx(source + p("z"), footnotes=note("footnote", "x")), {"a": "x", "l": []})
            assert codes & {"DG125", "DG126", "DG127", "DG130", "DG128"}, (tag, prefix)
            count += 1
    for first, second in itertools.product(TAGS, TAGS):
        codes = refused(docx(p(f"{{%p {first} %}}{{%p {second} %}}")), {"a": "x", "l": []})
        assert "DG127" in codes
        count += 1
    other = [table(("{%tr if a %}", "texte")), table(("{%tr if a %}", p("") + table(("x",)) + p("")))]
    for body in other:
        assert "DG126" in refused(docx(body), {"a": "x"})
    assert count > 300


# ---------------------------------------------------------------- blocks over two places


def _documents(opening: str, closing: str) -> Iterator[tuple[str, bytes]]:
    """Yield documents where a block opens in one place and closes in another."""
    names = ["p1", "p2", "a", "b", "c", "n", "lien", "contrôle", "zone", "haut", "note"]
    for first, last in itertools.permutations(names, 2):
        t = {name: opening if name == first else closing if name == last else "" for name in names}
        nested = p(t["c"]) + table((t["n"],)) + p("")
        body = (
            p(t["p1"])
            + line(LINK.format(run(t["lien"])), CONTROL.format(run(t["contrôle"])))
            + table((t["a"], t["b"]), (nested, "x"))
            + textbox(t["zone"])
            + p(t["p2"])
            + call("footnote")
        )
        yield f"{first} → {last}", docx(body, header=p(t["haut"]), footnotes=note("footnote", t["note"]))


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("{% for x in l %}", "{% endfor %}"),
        ("{% if a %}", "{% endif %}"),
        ("{% if a %}", "{% else %}{% endif %}"),
    ],
)
def test_a_block_over_two_places_is_refused(opening: str, closing: str) -> None:
    found = [
        (name, refused(source, {"a": True, "l": ["x"]})) for name, source in _documents(opening, closing)
    ]
    assert len(found) == 110
    assert all(codes & {"DG130", "DG131"} for _, codes in found)


# ---------------------------------------------------------------- tables


def test_tables_of_every_shape_show_their_rows() -> None:
    count = 0
    shapes = itertools.product(
        range(4), (0, 1), (0, 1), ("", "span", "merge", "nested"), (0, 1), ("body", "cell")
    )
    for size, head, foot, shape, choice, where in shapes:
        items = [{"a": f"a{n}", "k": n % 2 == 0} for n in range(size)]
        source, wanted = _table(items, head, foot, shape, choice)
        body = table((source + p("après"),)) + p("fin") if where == "cell" else source + p("après") + p("fin")
        data = Template(docx(body)).render({"l": items}).to_bytes()
        assert paragraph_texts(data) == [*wanted, "après", "fin"]
        assert validate(data) == []
        count += 1
    assert count == 256


def _table(
    items: list[dict[str, object]], head: int, foot: int, shape: str, choice: int
) -> tuple[str, list[str]]:
    rows, wanted = [("H1", "H2")] * head, ["H1", "H2"] * head
    second = p("{{ x.a }}-") + table(("n",)) + p("") if shape == "nested" else "{{ x.a }}-"
    rows += [("{%tr for x in l %}", "")] + [("{%tr if x.k %}", "")] * choice
    rows += [("{{ x.a }}", second)] + [("{%tr endif %}", "")] * choice + [("{%tr endfor %}", "")]
    for item in items:
        if item["k"] or not choice:
            wanted += [str(item["a"]), f"{item['a']}-"] + (["n", ""] if shape == "nested" else [])
    xml = table(*rows, *[("T1", "T2")] * foot)
    if shape == "span":
        xml = xml.replace("</w:tbl>", f"<w:tr>{cell('S').replace('<w:tcPr>', '<w:tcPr>@')}</w:tr></w:tbl>")
        xml = xml.replace(
            '@<w:tcW w:w="3000" w:type="dxa"/>', '<w:tcW w:w="6000" w:type="dxa"/><w:gridSpan w:val="2"/>'
        )
    if shape == "merge":
        xml = xml.replace('w:type="dxa"/></w:tcPr>', 'w:type="dxa"/><w:vMerge w:val="restart"/></w:tcPr>')
    return xml, wanted + ["T1", "T2"] * foot + (["S"] if shape == "span" else [])
