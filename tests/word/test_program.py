"""Programs of the engine against Jinja's: the same text, or the same fault at the same tag."""

import json
import random
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from jinja2 import Environment, nodes, pass_context
from jinja2.runtime import Context, Undefined

from delibgen.errors import RenderError, TemplateError
from delibgen.word import Template
from delibgen.word.environment import BLOCK, BLOCK_END, VALUE, VALUE_END, WordEnvironment
from delibgen.word.faults import Fault
from delibgen.word.fields import as_list, as_rows, folded, read_item
from delibgen.word.limits import Limits
from delibgen.word.lowering import lower
from delibgen.word.program import build
from delibgen.word.rendering import _line
from delibgen.word.runtime import read
from delibgen.word.scope import undeclared
from delibgen.word.session import Session, Surroundings
from delibgen.word.styles import Styles
from delibgen.word.vocabulary import Vocabulary
from tests.word.build import docx, p

FILE = "<essai>"
LOOP = ("index", "index0", "first", "last", "length", "revindex", "revindex0")


@dataclass(frozen=True)
class Fiche:
    nom: str
    rang: int

    @property
    def double(self) -> int:
        return self.rang * 2


FILTERS: dict[str, Callable[..., object]] = {
    "cri": lambda value, fin="!", fois=1: f"{value}{fin * fois}",
    "tour": lambda loop: f"{loop.index}/{loop.length}",
    "casse": lambda value: 1 // 0,
}
TESTS: dict[str, Callable[..., bool]] = {"plus_que": lambda value, other: value > other}


def surroundings() -> Surroundings:
    return Surroundings(Limits(), Styles(), {}, 1, 1)


# ---------------------------------------------------------------- the reference: Jinja itself


class Missing(Undefined):
    def __init__(self, hint: object = None, obj: object = None, name: str = "", *rest: object) -> None:
        raise Fault("DG401", name)


@pass_context
def printed(context: Context, value: object) -> str:
    session: Session = context.parent["_session"]
    return session.print_value(value)


class Reference(Environment):
    """Jinja as the engine ran it: the same parser, its own compiler and runtime."""

    def __init__(self) -> None:
        bare = WordEnvironment(FILTERS, TESTS)
        super().__init__(
            block_start_string=BLOCK, block_end_string=BLOCK_END, variable_start_string=VALUE,
            variable_end_string=VALUE_END, comment_start_string="\ufdd6", comment_end_string="\ufdd7",
            keep_trailing_newline=True, undefined=Missing, finalize=printed, cache_size=0,
        )  # fmt: skip
        self.filters = {**bare.filters, "_suite": as_list, "_lignes": as_rows, "_egal": folded}
        self.tests = bare.tests
        self.globals.clear()

    def getattr(self, obj: object, attribute: str) -> object:
        if type(obj).__name__ == "LoopContext":
            if attribute not in LOOP:
                raise Fault("DG402", f"« loop » n'a pas de « {attribute} »")
            return getattr(obj, attribute)
        return read(obj, attribute)

    def getitem(self, obj: object, argument: object) -> object:
        return read_item(obj, argument)


def guarded(tree: nodes.Template) -> nodes.Template:
    """Check that loops run over lists, and fold the texts compared: a program does it by itself."""

    def through(node: nodes.Expr, name: str) -> nodes.Expr:
        return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)

    for compared in tree.find_all(nodes.Compare):
        if any(isinstance(constant.value, str) for constant in compared.find_all(nodes.Const)):
            compared.expr = through(compared.expr, "_egal")
            for operand in compared.ops:
                operand.expr = through(operand.expr, "_egal")
    for loop in tree.find_all(nodes.For):
        loop.iter = through(loop.iter, "_lignes" if isinstance(loop.target, nodes.Tuple) else "_suite")
    return tree


def outcome(run: Callable[[], str], tag_of: Callable[[int], int]) -> tuple[object, ...]:
    try:
        return ("texte", run())
    except Exception as error:
        what = (error.code,) if isinstance(error, Fault) else (type(error), str(error))
        return (*what, tag_of(_line(error.__traceback__, FILE)[0]))


def by_jinja(source: str, lines: dict[int, int], values: dict[str, object]) -> tuple[object, ...]:
    environment = Reference()
    tree = guarded(environment.parse(source))
    code = environment.compile(tree, "essai", FILE)
    program = environment.template_class.from_code(environment, code, {})
    session = Session(surroundings())
    context = program.new_context({**values, "_session": session})
    return outcome(
        lambda: "".join(map(str, program.root_render_func(context))),
        lambda line: lines.get(program.get_corresponding_lineno(line), -1),
    )


def by_program(source: str, lines: dict[int, int], values: dict[str, object]) -> tuple[object, ...]:
    tree = WordEnvironment(FILTERS, TESTS).parse(source)
    code = json.loads(json.dumps(lower(tree, lines)))
    given = undeclared(tree.body, set()) & values.keys()
    program = build(code, given, Vocabulary(FILTERS, TESTS), FILE)
    outcomes = [outcome(lambda: program.run(values, Session(surroundings())), program.tag_of) for _ in "123"]
    assert outcomes[1:] == outcomes[:-1], "a text that is kept is not the one that is printed"
    return outcomes[0]


# ---------------------------------------------------------------- random templates of the language


TEXTS = (
    "a", "n", "d.x", "d.e.y", "fiche.nom", "fiche.double", 'd["x"]', "noms[0]", "s1",
    "s2", "noms | join(', ')",
    "noms | first", "a | cri", "a | cri(fois=2)", "n | cri('?', fois=n)", '"e\u0301"', "3",
)  # fmt: skip
FAULTY = (
    "absent", "d.absent", "rien", "noms[9]", "a | casse", "a.x", "noms", "a < n", "rien | cri", "loop",
    "loop.previtem", "n in n", "s9",
)  # fmt: skip
CONDITIONS = (
    "ok", "non", "not ok", "n", "l", "vide", "rien is none", "a is not none", "n is odd", "n is plus_que(2)",
    "n is not plus_que 1", "n > 2", "1 < n <= 3", 'a == "x"', '"e\u0301" == accent', 'a in ["x", "A & B"]',
    'a not in ("y", n)', "n in [1, 2, n]", "noms == noms", "accent != d.x", "true",
)  # fmt: skip


class Maker:
    """Makes the source of a random part: a tag a line, as the compiler writes it."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.pieces: list[str] = []
        self.lines: dict[int, int] = {}
        self.line = 1
        self.count = 0
        self.loops: list[tuple[str, ...]] = []

    def one_of(self, *choices: str) -> str:
        return self.dice.choice(choices)

    def tag(self, opening: str, body: str, closing: str) -> None:
        self.lines[self.line] = len(self.lines)
        self.pieces.append(f"{opening} {body}\n{closing}")
        self.line += 1

    def block(self, body: str) -> None:
        self.tag(BLOCK, body, BLOCK_END)

    def text(self) -> str:
        fields = [f"{name}.nom" for names in self.loops for name in names if name.startswith("f")]
        given = [name for names in self.loops for name in names]
        turns = [f"loop.{self.one_of(*LOOP)}", "loop | tour"] if self.loops else []
        return self.one_of(*TEXTS, *fields, *given, *turns)

    def value(self, depth: int = 2) -> str:
        if self.dice.random() < 0.01:
            return self.one_of(*FAULTY)
        if not depth or self.dice.random() < 0.5:
            return self.text()
        return f"({self.value(depth - 1)} if {self.condition(depth - 1)} else {self.value(depth - 1)})"

    def condition(self, depth: int = 2) -> str:
        if not depth or self.dice.random() < 0.4:
            turns = ("loop.first", "not loop.last", "loop.index > 1") if self.loops else ()
            return self.one_of(*CONDITIONS, *turns)
        word = self.one_of("and", "or")
        return f"{self.one_of('', 'not ')}({self.condition(depth - 1)} {word} {self.condition(depth - 1)})"

    def body(self, depth: int) -> None:
        for _ in range(self.dice.choice([1, 1, 2, 3])):
            kind = self.one_of("texte", "texte", "valeur", "valeur", "set", *(["if", "for"] * (depth > 0)))
            if kind == "texte":
                text = self.one_of("<w:p/>", " & ", "\n", "'\"\\", "é")
                self.pieces.append(text)
                self.line += text.count("\n")
            elif kind == "valeur":
                self.tag(VALUE, self.value(), VALUE_END)
            elif kind == "set":
                self.block(f"set s{self.dice.randrange(1, 4)} = {self.value()}")
            elif kind == "if":
                self.condition_block(depth)
            else:
                self.loop(depth)

    def condition_block(self, depth: int) -> None:
        self.block(f"if {self.condition()}")
        self.body(depth - 1)
        for _ in range(self.dice.choice([0, 0, 1, 2])):
            self.block(f"elif {self.condition()}")
            self.body(depth - 1)
        if self.dice.random() < 0.5:
            self.pieces.append(f"{BLOCK}else{BLOCK_END}")
            self.body(depth - 1)
        self.block("endif")

    def loop(self, depth: int) -> None:
        self.count += 1
        i = self.count
        target, names, items = self.dice.choice([
            (f"t{i}", (f"t{i}",), "noms"), (f"t{i}", (f"t{i}",), "vide"), (f"f{i}", (f"f{i}",), "l"),
            (f"t{i}, u{i}", (f"t{i}", f"u{i}"), "paires"), (f"t{i}", (f"t{i}",), "[a, n, 3]"),
            (f"(t{i}, u{i}), w{i}", (f"t{i}", f"u{i}", f"w{i}"), "triples"), ("a", (), "noms"),
            *([(f"t{i}", (f"t{i}",), "f1.s")] if ("f1",) in self.loops else []),
        ])  # fmt: skip
        if self.dice.random() < 0.01:
            items = self.one_of("paires", "a", "d", "noms", "rien")
        test = f" if {self.one_of('ok', 'n > 2', *(f'{name} is not none' for name in names))}"
        self.block(f"for {target} in {items}{test if self.dice.random() < 0.3 else ''}")
        self.loops.append(names)
        self.body(depth - 1)
        self.loops.pop()
        if self.dice.random() < 0.3:
            self.pieces.append(f"{BLOCK}else{BLOCK_END}")
            self.body(depth - 1)
        self.block("endfor")

    def values(self) -> dict[str, object]:
        few = self.dice.randrange
        text = lambda: self.one_of("A & B", "x", "é", "l’État", "a\nb", "")  # noqa: E731
        fiches = [{"nom": text(), "s": [text() for _ in range(few(3))]} for _ in range(few(3))]
        return {
            "a": text(), "n": few(5), "ok": self.dice.random() < 0.5, "non": False, "rien": None, "vide": [],
            "accent": self.one_of("é", "e\u0301"), "noms": tuple(text() for _ in range(1, 4)), "l": fiches,
            "d": {"x": text(), "e": {"y": text()}}, "fiche": Fiche(text(), few(9)),
            "paires": [(text(), few(9)) for _ in range(few(3))], "triples": [((text(), 1), text())] * few(3),
        }  # fmt: skip


def check(seed: int) -> str:
    """Compare one random part; return how it ended."""
    maker = Maker(seed)
    maker.body(3)
    source, values = "".join(maker.pieces), maker.values()
    mine, theirs = by_program(source, maker.lines, values), by_jinja(source, maker.lines, values)
    assert mine == theirs, f"graine {seed} :\n{source}"
    return str(mine[0])


def test_random_parts_print_what_jinja_prints() -> None:
    ends = [check(seed) for seed in range(600)]
    assert ends.count("texte") > 300
    assert len(set(ends)) > 4


@pytest.mark.long
def test_very_many_random_parts_print_what_jinja_prints() -> None:
    for seed in range(600, 40_000):
        check(seed)


# ---------------------------------------------------------------- names


def shown(source: str, **values: object) -> str:
    return Template(docx(p(source))).render(values).text


@pytest.mark.parametrize(
    ("source", "values", "expected"),
    [
        ("{% for x in l if ok %}{{ x }}{% endfor %}", {"l": ["a"], "ok": True}, "a"),
        ("{% for x in l if x %}{{ loop.index }}{{ x }}{% endfor %}", {"l": ["a", "", "b"]}, "1a2b"),
        ("{% for x in l %}{{ y }}{% endfor %}{% set y = 'b' %}{{ y }}", {"l": ["a"], "y": "c"}, "cb"),
        (
            "{% for x in l %}{{ y }}{% set y = x %}{{ y }}{% endfor %}{{ y }}",
            {"l": ["a", "b"], "y": "c"},
            None,
        ),
        ("{% if ok %}{% set y = 'b' %}{% endif %}{{ y }}", {"ok": False, "y": "c"}, "c"),
        (
            "{% for x in l %}{% for x in x %}{{ x }}{% else %}-{% endfor %}{% endfor %}",
            {"l": [["a"], []]},
            "a-",
        ),
        ("{% for x in l %}{% for y in [1] %}{{ loop.last }}{% endfor %}{% endfor %}", {"l": ["a"]}, None),
        ("{% for x in [] %}{% else %}{{ loop }}{% endfor %}", {"loop": "a"}, "a"),
        ("{% for (a, b), c in l %}{{ a }}{{ b }}{{ c }}{% endfor %}", {"l": [((1, 2), 3)]}, "123"),
        ("{{ v0_x }}{{ class }}{{ o }}{{ len }}", {"v0_x": "a", "class": "b", "o": "c", "len": "d"}, "abcd"),
    ],
)
def test_a_name_has_the_value_given_last_around_it(
    source: str, values: dict[str, object], expected: str | None
) -> None:
    if expected is None:
        with pytest.raises((RenderError, TemplateError)):
            shown(source, **values)
    else:
        assert shown(source, **values) == expected


@dataclass(frozen=True)
class Outil:
    nom: object
    classe: str = "A"

    @property
    def rompu(self) -> str:
        raise AttributeError("rien")


@pytest.mark.parametrize("turn", range(3))
def test_a_field_read_without_a_call_is_read_as_any_other(turn: int) -> None:
    """The first render learns the class of a value; those after it read its fields themselves."""
    template = Template(docx(p("{{ x.nom }}{% for y in l %}{{ y.class }}{{ y.from }}{% endfor %}")))
    values = {"x": Outil("a"), "l": [{"class": "b", "from": "c"}]}
    for _ in range(turn):
        assert template.render(values).text == "abc"
    for bad in (
        {"x": Outil(print)},
        {"x": {"nom": print}},
        {"x": Outil},
        {"l": [{"class": "b"}]},
        {"l": [Outil("a")]},
    ):
        with pytest.raises(RenderError):
            template.render({**values, **bad})
    assert template.render({**values, "x": {"nom": "A", "class": 1}}).text == "Abc"


@pytest.mark.parametrize("source", ["{{ x.rompu }}", "{% for y in [x] %}{{ y.rompu }}{% endfor %}"])
def test_a_field_that_breaks_is_told_at_its_tag(source: str) -> None:
    template = Template(docx(p("Avant") + p(source)))
    for _ in range(3):
        with pytest.raises(RenderError) as caught:
            template.render({"x": Outil("a")})
        (finding,) = caught.value.findings
        assert (finding.code, finding.place.element) == ("DG412", "§2")


@pytest.mark.parametrize(
    "source", ["{% set x = y %}{{ x.nom }}", "{% if ok %}{% set x = y %}{% endif %}{{ x.nom }}"]
)
def test_a_name_set_again_is_read_as_what_it_is_now(source: str) -> None:
    template = Template(docx(p(source)))
    for _ in range(3):
        assert template.render({"x": Outil("a"), "y": {"nom": "b"}, "ok": True}).text == "b"
        assert template.render({"x": {"nom": "a"}, "y": Outil("b"), "ok": True}).text == "b"


@pytest.mark.parametrize("source", ["{% set loop = 3 %}", "{% for loop in l %}{% endfor %}"])
def test_loop_is_no_name_to_give(source: str) -> None:
    with pytest.raises(TemplateError, match="« loop » est réservé"):
        shown(source, l=[])


def test_a_fault_in_a_loop_is_told_at_its_tag_and_not_at_the_loop() -> None:
    with pytest.raises(RenderError) as caught:
        shown("{% for x in l %}{{ x.a }}\n{{ x.b }}{% endfor %}", l=[{"a": 1, "b": 2}, {"a": 1}])
    (finding,) = caught.value.findings
    assert (finding.code, finding.place.element) == ("DG402", "§1")
    assert "« b » n'existe pas" in finding.message


# ---------------------------------------------------------------- nothing but the language


@pytest.mark.parametrize(
    "code",
    [
        [["run", "import os"]],
        [["print", 0, ["name", "__import__('os')"]]],
        [["print", 0, ["name", "_s"]]],
        [["print", 0, ["field", ["name", "x"], "__class__"]]],
        [["print", 0, ["const", 1.5]]],
        [["print", 0, ["const", None]]],
        [["print", 0, "g0_0"]],
        [["for", 0, ["x", "y"], "g0_0", None, [["print", 0, ["name", "x"]]], []]],
        [["for", 0, ["x", "y"], ["filter", "colonnes", "g0_0", [], []], None, [], []]],
        [["for", 0, ["x", "y"], ["filter", "colonnes", ["name", "x"], [], [["a"]]], None, [], []]],
        [["print", 0, ["filter", "eval", ["const", "1"], [], []]]],
        [["print", 0, ["filter", "length", ["const", "1"], [], [["x)", 1]]]]],
        [["print", 0, ["compare", ["const", 1], [["or os", ["const", 1]]]]]],
        [["print", "0", ["const", 1]]],
        [["set", 0, "p", ["call", ["name", "x"]]]],
        [["set", 0, "x = 1\nimport os", ["const", 1]]],
        [["set", 0, "loop", ["const", 1]]],
        [["for", 0, "x; import os", ["name", "x"], None, [], []]],
        [["for", 0, ["x", 3], ["name", "x"], None, [], []]],
        [["if", [], []]],
        [["if", [["0", ["const", 1], []]], []]],
        [["text", 3]],
        ["text"],
        {"text": 1},
        None,
    ],
)
def test_what_is_not_of_the_language_is_not_run(code: object) -> None:
    with pytest.raises(ValueError, match="not of the language"):
        build(code, {"x"}, Vocabulary({}, {}), FILE)  # type: ignore[arg-type]


def test_a_program_reads_no_name_of_python() -> None:
    code = [["print", 0, ["name", name]] for name in ("print", "missing", "read", "c", "s")]
    program = build([code[0]], set(), Vocabulary({}, {}), FILE)  # type: ignore[list-item]
    with pytest.raises(Fault, match="« print » n'a pas de valeur"):
        program.run({}, Session(surroundings()))
    kept = build(code, {"print", "missing", "read", "c", "s"}, Vocabulary({}, {}), FILE)  # type: ignore[arg-type]
    values = {"print": "1", "missing": "2", "read": "3", "c": "4", "s": "5"}
    assert kept.run(values, Session(surroundings())) == "12345"


def test_a_kept_template_is_rendered_without_jinja_nor_what_is_slow_to_load(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DELIBGEN_CACHE", str(tmp_path / "cache"))
    (tmp_path / "t.docx").write_bytes(
        docx(p("{% for x in l if x %}{{ loop.index }}{{ x | join }}{% endfor %}"))
    )
    code = (
        "import sys; before = set(sys.modules); from delibgen import Template"
        "; Template(sys.argv[1]).render({'l': [['a']]}).save(sys.argv[1] + '.docx')"
        "; print(' '.join(set(sys.modules) - before))"
    )
    run = [sys.executable, "-c", code, str(tmp_path / "t.docx")]
    outputs = [subprocess.run(run, capture_output=True, text=True, check=True).stdout.split() for _ in "12"]
    parser = {"jinja2", "jinja2.parser", "markupsafe", "delibgen.word.environment", "delibgen.word.lowering"}
    assert parser <= set(outputs[0])
    slow = {
        "typing",
        "dataclasses",
        "inspect",
        "hashlib",
        "decimal",
        "datetime",
        "base64",
        "zipfile",
        "tempfile",
    }
    assert not (parser | slow) & set(outputs[1])
