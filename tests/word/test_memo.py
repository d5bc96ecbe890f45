"""What is printed once for a sitting: the same text, never an old one."""

import dataclasses
import datetime as dt
import gc
import weakref
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from enum import Enum, StrEnum
from functools import cached_property
from typing import ClassVar, NamedTuple

import pytest
from pydantic import BaseModel, ConfigDict, PrivateAttr

from delibgen.errors import RenderError
from delibgen.model.membre import Civilite, Membre
from delibgen.render import render
from delibgen.word import Image, Template
from delibgen.word.escape import Raw
from delibgen.word.memo import Memo, is_constant
from tests.conftest import CONSEIL
from tests.word.build import docx, p

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360f8cf50"
    "0f0003860180342ba0d30000000049454e44ae426082"
)
ROLL = "{% for m in membres %}{{ m.nom }}{% if m.chef %}*{% endif %} {% endfor %}"


@dataclasses.dataclass(frozen=True)
class Fiche:
    nom: str
    chef: bool = False


@dataclasses.dataclass
class Muable:
    nom: str
    chef: bool = False


def counted(
    template: Template, monkeypatch: pytest.MonkeyPatch
) -> Callable[[dict[str, object]], tuple[str, int]]:
    """Return what renders a template, and tells how many fields it read."""
    from delibgen.word import runtime

    space = template._compiled.parts[0].program.run.__globals__  # type: ignore[attr-defined]
    calls = [0]

    def read(value: object, name: str) -> object:
        calls[0] += 1
        return runtime.read(value, name)

    monkeypatch.setitem(space, "read", read)
    for shortcut, without in (("known_fields", {}), ("dict", object)):  # fields that are read without a call
        monkeypatch.setitem(space, shortcut, without)

    def run(values: dict[str, object]) -> tuple[str, int]:
        calls[0] = 0
        return template.render(values).text, calls[0]

    return run


def test_a_constant_roll_is_read_twice_then_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    run = counted(Template(docx(p(ROLL + "{{ objet }}"))), monkeypatch)
    membres = (Fiche("A & B", chef=True), Fiche("C"))
    assert [run({"membres": membres, "objet": str(rank)}) for rank in range(4)] == [
        ("A & B* C 0", 4), ("A & B* C 1", 4), ("A & B* C 2", 0), ("A & B* C 3", 0)
    ]  # fmt: skip
    assert run({"membres": (Fiche("D"),), "objet": ""}) == ("D ", 2)
    assert run({"membres": membres, "objet": ""}) == ("A & B* C ", 4)


ROWS = (
    "{% for b in blocs %}{% if b == 'appel' %}"
    "{% for x, y in acte.liste | colonnes(2, hauteurs=acte.hauteurs) %}"
    "{{ x.nom }}-{{ y.nom if y else '' }};{% endfor %}"
    "{% else %}{{ b }}{% endif %}{% endfor %}"
)
"""A roll inside a block that is printed anew for each act."""


@dataclasses.dataclass(frozen=True)
class Feuille:
    numero: int
    liste: object
    hauteurs: tuple[int, ...] | None = None


def test_a_roll_inside_a_block_is_kept_while_its_list_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    run = counted(Template(docx(p(ROWS))), monkeypatch)
    liste = (Fiche("A & B"), Fiche("C"), Fiche("D"))

    def shown(*, rank: int = 0, **other: object) -> tuple[str, int]:
        feuille = Feuille(**{"numero": rank, "liste": liste, **other})  # type: ignore[arg-type]
        return run({"acte": feuille, "blocs": [str(rank), "appel"]})

    usual = "A & B-D;C-;"
    assert [shown(rank=rank) for rank in range(4)] == [
        (f"0{usual}", 5), (f"1{usual}", 5), (f"2{usual}", 2), (f"3{usual}", 2)
    ]  # fmt: skip
    assert shown(liste=(Fiche("E"),)) == ("0E-;", 3)
    assert shown() == (f"0{usual}", 5)
    assert shown(liste=(Fiche("A & B"), Fiche("C"), Fiche("D"))) == (f"0{usual}", 5)


def test_what_else_a_filter_of_a_roll_is_given_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    template = Template(docx(p(ROWS)))
    liste = tuple(Fiche(letter) for letter in "ABCD")
    two, three = (2, 2), (3, 1)
    for _ in range(4):
        for heights, text in ((two, "A-C;B-D;"), (three, "A-D;B-;C-;"), (None, "A-C;B-D;")):
            values = {"acte": Feuille(0, liste, heights), "blocs": ["appel"]}
            assert [template.render(values).text for _ in "123"] == [text] * 3


def test_a_roll_that_can_change_is_read_each_time() -> None:
    template = Template(docx(p(ROWS)))
    rows: list[object] = [Fiche("A")]
    for letter in "BCDE":
        rows[0] = Fiche(letter)
        assert template.render({"acte": Feuille(0, rows), "blocs": ["appel"]}).text == f"{letter}-;"
    shared = {"liste": (Fiche("A"),), "hauteurs": None}
    for letter in "BCDE":
        shared["liste"] = (Fiche(letter),)
        assert template.render({"acte": shared, "blocs": ["appel"]}).text == f"{letter}-;"


def test_rows_that_say_something_of_their_act_are_printed_for_each() -> None:
    liste, acts = ((Fiche("A"), Fiche("B")),), range(4)
    for inside in ("{{ acte.numero }}", "{% if acte.numero > 1 %}+{% endif %}", "{{ loop.index }}{{ b }}"):
        rows = "{% for x, y in acte.liste %}{{ x.nom }}" + inside + "{{ y.nom }}{% endfor %}"
        template = Template(docx(p("{% for b in (1,) %}" + rows + "{% endfor %}")))
        bare = [template.render({"acte": Feuille(rank, [*liste])}).text for rank in acts]
        assert [template.render({"acte": Feuille(rank, liste)}).text for rank in acts] == bare


def test_a_fault_in_a_roll_is_told_at_its_tag_each_time() -> None:
    rows = "".join((
        p("{%p for b in (1,) %}"), p("{%p for x, y in acte.liste %}"), p("{{ x.nom }}"), p("{{ y.absent }}"),
        p("{%p endfor %}"), p("{%p endfor %}"),
    ))  # fmt: skip
    template, values = Template(docx(rows)), {"acte": Feuille(0, ((Fiche("A"), Fiche("B")),))}
    for _ in range(4):
        with pytest.raises(RenderError, match="« absent »") as caught:
            template.render(values)
        assert caught.value.findings[0].place.element == "§4"
    for listed, words in ((((1,),), "plus ou moins de noms"), ((3,), "la boucle"), (7, "liste")):
        for _ in range(4):
            with pytest.raises(RenderError, match=words) as caught:
                template.render({"acte": Feuille(0, listed)})
            assert caught.value.findings[0].place.element == "§2"


def test_a_roll_that_leaves_a_blank_tells_it_each_time() -> None:
    template = Template(
        docx(p("{% for b in (1,) %}{% for x, y in acte.liste %}{{ x }}{{ y }}{% endfor %}{% endfor %}"))
    )
    values = {"acte": Feuille(0, (("", "A"), ("B", "")))}
    told = [[finding.code for finding in template.render(values).findings] for _ in range(4)]
    assert told[0]
    assert told == [told[0]] * 4


def test_threads_never_mix_rolls() -> None:
    template = Template(docx(p(ROWS)))
    sheets = [Feuille(rank, (Fiche(f"{rank}"), Fiche("z"))) for rank in range(3)]

    def work(turn: int) -> bool:
        rank = turn // 3 % 3
        return template.render({"acte": sheets[rank], "blocs": ["appel"]}).text == f"{rank}-z;"

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(work, range(600)))


def test_what_can_change_is_read_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    run = counted(Template(docx(p(ROLL))), monkeypatch)
    fiche: dict[str, object] = {"nom": "A", "chef": False}
    muable = Muable("B")
    for membres in ([fiche, muable], (fiche, muable)):
        values: dict[str, object] = {"membres": membres}
        for text in ("1", "2", "3", "4"):
            fiche["nom"], muable.nom = text, text * 2
            assert run(values) == (f"{text} {text * 2} ", 4)
    rows: list[Fiche] = []
    for rank in range(4):
        rows.append(Fiche(str(rank)))
        assert run({"membres": rows})[0] == "".join(f"{one} " for one in range(rank + 1))


class Nomme(BaseModel):
    model_config = ConfigDict(frozen=True)
    nom: str


def test_a_fault_is_told_each_time() -> None:
    template, values = Template(docx(p(ROLL))), {"membres": (Nomme(nom="A"),)}
    for _ in range(4):
        with pytest.raises(RenderError, match="le champ « chef » n'existe pas"):
            template.render(values)


def test_equal_texts_and_numbers_are_the_same_and_true_is_not_one() -> None:
    template = Template(docx(p("{% for x in (1,) %}{{ a.b if false else n }}{{ t }}{% endfor %}")))

    def shown(n: object, t: object) -> str:
        return template.render({"n": n, "t": t, "a": None}).text

    assert [shown(1, "a"), shown(1, "a"), shown(1, "".join(["a"])), shown(2, "a"), shown(1, "b")] == [
        "1a", "1a", "1a", "2a", "1b"
    ]  # fmt: skip
    with pytest.raises(RenderError, match="un oui/non"):
        shown(True, "b")


def test_a_record_that_lacks_a_field_is_read_each_time() -> None:
    """As ``model_construct`` makes them, or a dataclass with what only its making asks."""
    template = Template(docx(p("{% for m in membres %}{{ m.nom }}{% endfor %}")))
    for record in (Membre.model_construct(nom="A"), Initie("A"), Mince("A")):
        values = {"membres": (record, Nomme.model_construct(nom="B"))}
        assert [template.render(values).text for _ in "1234"] == ["AB"] * 4


def test_what_a_class_tells_of_its_records_is_asked_each_time() -> None:
    template = Template(
        docx(p("{% for m in membres %}{% if m == autre %}{{ m.nom }}{% endif %}{% endfor %}"))
    )
    one, other = Secret(nom="A"), Secret(nom="A")
    values = {"membres": (one,), "autre": other}
    assert [template.render(values).text for _ in "123"] == ["A"] * 3
    one._note = "absente"
    assert template.render(values).text == ""
    noted = Template(docx(p("{% for m in membres %}{{ m.nom }}{{ m.note }}{% endfor %}")))
    slotted = Ample("A")
    for note in ("b", "c"):
        object.__setattr__(slotted, "note", note)
        assert [noted.render({"membres": ones}).text for ones in [(slotted,)] * 3] == [f"A{note}"] * 3
    kept = (slotted,)
    for note in ("d", "e"):
        object.__setattr__(slotted, "note", note)
        assert [noted.render({"membres": kept}).text for _ in "123"] == [f"A{note}"] * 3


def test_what_the_render_counts_is_never_kept() -> None:
    """Images, numbering and formatted texts belong to one document."""
    pixel = Image(PIXEL, largeur_mm=10, description="un point")
    template = Template(
        docx(p("{% for x in images %}{{ x }}{% endfor %}{% for t in textes %}{{ t }}{% endfor %}"))
    )
    values = {"images": (pixel, pixel), "textes": ("a", "b")}
    assert len({template.render(values).to_bytes() for _ in range(5)}) == 1
    lists = Template(docx(p("{%p for t in textes %}") + p("{{p t | markdown }}") + p("{%p endfor %}")))
    texts = {"textes": ("1. a\n2. b", "1. c")}
    assert len({lists.render(texts).to_bytes() for _ in range(5)}) == 1


def test_a_blank_is_told_each_time() -> None:
    template = Template(docx(p(ROLL)))
    values = {"membres": (Fiche(""), Fiche("B"))}
    told = [[finding.code for finding in template.render(values).findings] for _ in range(4)]
    assert told[0]
    assert told == [told[0]] * 4


def test_filters_of_ones_own_are_called_each_time() -> None:
    turns = iter(range(100))
    source = docx(
        p("{% for m in membres %}{{ m.nom | tour }}{% if m.chef is venu %}!{% endif %}{% endfor %}")
    )
    template = Template(
        source, filters={"tour": lambda _: next(turns)}, tests={"venu": lambda _: next(turns) > 9}
    )
    values = {"membres": (Fiche("A"), Fiche("B"))}
    assert [template.render(values).text for _ in range(4)] == ["02", "46", "810!", "12!14!"]
    same = Template(
        docx(p("{% for m in membres %}{{ m.nom | join }}{% endfor %}")),
        filters={"join": lambda _: next(turns)},
    )
    assert len({same.render(values).text for _ in range(4)}) == 4


def test_threads_that_share_a_template_never_mix_acts() -> None:
    template = Template(docx(p(ROLL)))
    rolls = [(Fiche(f"{rank}"), Fiche("z")) for rank in range(3)]

    def work(turn: int) -> bool:
        rank = turn // 3 % 3
        return template.render({"membres": rolls[rank]}).text == f"{rank} z "

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(work, range(600)))


def test_no_act_is_held_but_the_last() -> None:
    template = Template(docx(p("{% for m in acte.membres %}{{ m.nom }}{% endfor %}")))

    @dataclasses.dataclass(frozen=True)
    class Porteur:
        membres: tuple[Fiche, ...]

    held = []
    for rank in range(5):
        acte = Porteur((Fiche(str(rank)),))
        template.render({"acte": acte})
        held.append(weakref.ref(acte))
    del acte
    gc.collect()
    assert [one() is not None for one in held] == [False, False, False, False, True]


def test_shipped_templates_print_a_sitting_as_if_nothing_were_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    from delibgen import load_seance

    actes = load_seance(CONSEIL).actes
    first = [render(acte).to_bytes() for acte in actes]
    kept = [render(acte).to_bytes() for acte in (*actes, *reversed(actes), *actes)]
    monkeypatch.setattr(Memo, "text", lambda *_: None)
    bare = [render(acte).to_bytes() for acte in actes]
    assert first == bare
    assert kept == [*bare, *reversed(bare), *bare]


# ---------------------------------------------------------------- what never changes


class Sens(Enum):
    POUR = "pour"


class Bavard(Enum):
    POUR = "pour"

    @property
    def date(self) -> dt.date:
        return dt.datetime.now(tz=dt.UTC).date()


@dataclasses.dataclass(frozen=True)
class Calcule:
    nom: str

    @cached_property
    def date(self) -> dt.date:
        return dt.datetime.now(tz=dt.UTC).date()


@dataclasses.dataclass(frozen=True)
class Devine(Fiche):
    def __getattr__(self, name: str) -> str:
        return name


class Couple(NamedTuple):
    a: int


class Lettre(str):
    __slots__ = ()


@dataclasses.dataclass(frozen=True)
class Initie(Fiche):
    rang: dataclasses.InitVar[int] = 0


@dataclasses.dataclass(frozen=True)
class Commun(Fiche):
    ville: ClassVar[str] = "Ormeval"


@dataclasses.dataclass(frozen=True, slots=True)
class Mince:
    nom: str


class Ample(Mince):
    __slots__ = ("note",)


@dataclasses.dataclass(frozen=True)
class Incertain(Fiche):
    def __bool__(self) -> bool:
        return dt.datetime.now(tz=dt.UTC).hour > 12


class Secret(Nomme):
    _note: str = PrivateAttr("")


class Ouvert(Nomme):
    model_config = ConfigDict(extra="allow")


class Nominatif(Membre):
    def _resume(self) -> Iterator[tuple[str, object]]:
        yield "jour", dt.datetime.now(tz=dt.UTC)


class Sage(Membre):
    def vieillir(self) -> str:
        return self.nom


@dataclasses.dataclass(frozen=True, order=True)
class Ordonne(Mince):
    rang: int = 0


class Ton(StrEnum):
    grave = "grave"


M = {"civilite": Civilite.MADAME, "nom": "A"}
CONSTANT = (
    Mince("A"), Ordonne("A"), Sage(**M), Membre(**M), Ton.grave,
    "a", 3, None, dt.date(2024, 1, 1), Decimal("1.0"), Sens.POUR, (1, ("a", frozenset({2}))), Fiche("A"),
    Nomme(nom="A"), (Fiche("A"), None), (),
)  # fmt: skip
OPEN = (
    [1], {}, set(), (1, ["a"]), Muable("A"), Fiche(["A"]), Calcule("A"), Devine("A"), Bavard.POUR, Couple(1),
    Lettre("a"), object(), iter(()), Initie("A"), Commun("A"), Ample("A"), Incertain("A"), Secret(nom="A"),
    Ouvert(nom="A"), Nominatif(**M), Mince.__new__(Mince), Nomme.model_construct(), Raw("a"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("value", "verdict"), [*((value, True) for value in CONSTANT), *((value, False) for value in OPEN)]
)
def test_only_what_is_constant_all_the_way_down_is(value: object, verdict: bool) -> None:
    assert is_constant(value) is verdict
    assert is_constant(value) is verdict


def test_the_records_of_a_sitting_are_constant() -> None:
    from delibgen import load_seance

    acte = load_seance(CONSEIL).actes[0]
    roll = {
        name: getattr(acte, name) for name in ("presence", "seance", "assemblee", "secretaires", "president")
    }
    assert {name for name, value in roll.items() if is_constant(value)} == roll.keys()


def test_values_nested_very_deep_are_looked_at() -> None:
    deep: object = ()
    for _ in range(100_000):
        deep = (deep,)
    assert is_constant(deep)
