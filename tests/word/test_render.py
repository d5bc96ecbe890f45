"""What a template prints, in every place that Word has."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

import pytest
from pydantic import BaseModel, computed_field

from delibgen.errors import RenderError
from delibgen.word import Document, Template
from tests.word.build import STYLES, call, cell, docx, names, note, p, paragraph_texts, part, table, textbox


def render(body: str, **values: object) -> Document:
    return Template(docx(body)).render(values)


def texts(body: str, **values: object) -> list[str]:
    return paragraph_texts(render(body, **values).to_bytes())


def refused(body: str, **values: object) -> str:
    template = Template(docx(body))
    with pytest.raises(RenderError) as caught:
        template.render(values)
    return str(caught.value.findings[0])


def test_every_part_is_rendered_once_and_escaped() -> None:
    source = docx(
        p("corps {{ nom }}")
        + call("footnote")
        + call("endnote")
        + textbox("zone {{ nom }}")
        + table(("cellule {{ nom }}",)),
        header=p("haut {{ nom }}"),
        footer=p("bas {{ nom }}"),
        footnotes=note("footnote", "note {{ nom }}"),
        endnotes=note("endnote", "fin {{ nom }}"),
    )
    data = Template(source).render({"nom": "A & <B> {{ 7 }}"}).to_bytes()
    shown = "A & <B> {{ 7 }}"
    body = paragraph_texts(data)
    assert body.count(f"zone {shown}") == 2
    assert f"corps {shown}" in body
    assert f"cellule {shown}" in body
    for name, word in (("header1", "haut"), ("footer1", "bas"), ("footnotes", "note"), ("endnotes", "fin")):
        assert f"{word} {shown}" in paragraph_texts(data, f"word/{name}.xml")


def test_line_ends_and_tabs_become_those_of_word() -> None:
    assert texts(p("{{ x }}"), x="a\r\nb\tc\nd") == ["a\nb\tc\nd"]


def test_spaces_at_the_ends_are_kept() -> None:
    document = render(p("{{ x }}"), x="  a  ")
    assert '<w:t xml:space="preserve">  a  </w:t>' in part(document.to_bytes())


def test_inline_blocks_inside_one_run_and_over_several_runs() -> None:
    assert texts(p("{% if a %}Madame{% elif b %}X{% else %}Monsieur{% endif %} !"), a=False, b=False) == [
        "Monsieur !"
    ]
    runs = (
        "<w:p><w:r><w:t>A {% for x in l %}[</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>{{ x }}</w:t></w:r>"
        "<w:r><w:t>]{% endfor %} Z</w:t></w:r></w:p>"
    )
    document = render(runs, l=["1", "2"])
    assert paragraph_texts(document.to_bytes()) == ["A [1][2] Z"]
    assert part(document.to_bytes()).count("<w:rPr><w:b/></w:rPr>") == 2
    assert texts(runs, l=[]) == ["A  Z"]


def test_a_false_condition_over_runs_keeps_the_formatting_of_what_follows() -> None:
    body = (
        "<w:p><w:r><w:t>A{% if a %}B</w:t></w:r><w:r><w:rPr><w:i/></w:rPr>"
        "<w:t>C{% endif %}D</w:t></w:r></w:p>"
    )
    xml = part(render(body, a=False).to_bytes())
    assert '<w:rPr><w:i/></w:rPr><w:t xml:space="preserve">D</w:t>' in xml


def test_paragraph_and_row_loops_with_loop_variables() -> None:
    body = p("{%p for x in l %}") + p("{{ loop.index }}/{{ loop.length }} {{ x }}") + p("{%p endfor %}")
    assert texts(body, l=["a", "b"]) == ["1/2 a", "2/2 b"]
    rows = table(
        ("Nom", "Voix"), ("{%tr for x in l %}", ""), ("{{ x.a }}", "{{ x.b }}"), ("{%tr endfor %}", "")
    ) + p("fin")
    assert texts(rows, l=[{"a": "n", "b": 3}]) == ["Nom", "Voix", "n", "3", "fin"]


def test_a_loop_with_else_and_a_set() -> None:
    body = (
        p("{%p for x in l %}")
        + p("{{ x }}")
        + p("{%p else %}")
        + p("néant")
        + p("{%p endfor %}")
        + p("{% set y = l %}{{ y | length }}")
    )
    assert texts(body, l=[]) == ["néant", "0"]


def test_a_table_left_without_rows_disappears() -> None:
    rows = table(("{%tr for x in l %}",), ("{{ x }}",), ("{%tr endfor %}",))
    assert texts(rows + p("fin"), l=[]) == ["fin"]
    assert texts(rows + p("fin"), l=["a"]) == ["a", "fin"]
    two = table(
        ("{%tr if a %}",),
        ("oui",),
        ("{%tr endif %}",),
        ("{%tr for x in l %}",),
        ("{{ x }}",),
        ("{%tr endfor %}",),
    )
    assert texts(two + p("fin"), a=False, l=[]) == ["fin"]
    assert texts(two + p("fin"), a=True, l=[]) == ["oui", "fin"]
    nested = table(
        ("{%tr for x in l %}",),
        (rows.replace("in l", "in x.s").replace("x }}", "x }}") + p("z"),),
        ("{%tr endfor %}",),
    )
    assert texts(nested + p("fin"), l=[{"s": []}, {"s": ["k"]}]) == ["z", "k", "z", "fin"]


def test_a_cell_left_empty_is_refused_and_a_full_one_is_not() -> None:
    inside = p("{%p if a %}") + p("oui") + p("{%p endif %}")
    assert texts(table((inside,)) + p("fin"), a=True) == ["oui", "fin"]
    message = refused(table((inside,)) + p("fin"), a=False)
    assert "DG408" in message
    assert "tableau 1, ligne 1, colonne 1" in message
    whole = p("{%p if a %}") + p("oui") + p("{%p else %}") + p("non") + p("{%p endif %}")
    assert texts(table((whole,)) + p("fin"), a=False) == ["non", "fin"]


def test_an_empty_header_is_refused_too() -> None:
    template = Template(docx(p("x"), header=p("{%p if a %}") + p("oui") + p("{%p endif %}")))
    with pytest.raises(RenderError, match="en-tête 1"):
        template.render({"a": False})


def test_a_tag_cut_by_word_is_healed_and_nothing_else_moves() -> None:
    body = (
        '<w:p><w:r><w:t>x {</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:t>{ no</w:t></w:r>'
        '<w:bookmarkStart w:id="4" w:name="repere"/><w:r><w:rPr><w:b/></w:rPr><w:t>m }</w:t>'
        '</w:r><w:bookmarkEnd w:id="4"/>'
        "<w:r><w:t>} y {{ nom }}</w:t></w:r></w:p>"
    )
    data = render(body, nom="N").to_bytes()
    assert paragraph_texts(data) == ["x N y N"]
    assert 'w:name="repere"' in part(data)
    assert "proofErr" not in part(data)


def test_comments_authors_and_hints_never_reach_a_document() -> None:
    body = (
        '<w:p><w:commentRangeStart w:id="0"/><w:r><w:rPr><w:rStyle w:val="Champ"/></w:rPr>'
        "<w:t>{{ nom }}</w:t></w:r>"
        '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r></w:p>'
    )
    comments = f'<w:comment w:id="0" w:author="Alice Dupré">{p("à revoir")}</w:comment>'
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>Alice Dupré</dc:creator>'
        "</cp:coreProperties>"
    )
    data = (
        Template(docx(body, comments=comments, extra={"docProps/core.xml": core}))
        .render({"nom": "N"})
        .to_bytes()
    )
    assert "word/comments.xml" not in names(data)
    assert all("Alice" not in part(data, name) for name in names(data))
    assert "comment" not in part(data) + part(data, "[Content_Types].xml") + part(
        data, "word/_rels/document.xml.rels"
    )
    assert "Champ" not in part(data)


def test_a_hint_that_word_made_a_linked_style_never_reaches_a_document() -> None:
    linked = STYLES.replace("Champ", "ChampCar").replace("delibgen champ", "delibgen champ Car")
    linked += (
        '<w:style w:type="paragraph" w:styleId="Champ"><w:name w:val="delibgen champ"/>'
        '<w:link w:val="ChampCar"/></w:style>'
    )
    body = (
        '<w:p><w:r><w:rPr><w:rStyle w:val="ChampCar"/></w:rPr><w:t>{{ nom }}</w:t></w:r></w:p>'
        '<w:p><w:pPr><w:pStyle w:val="Champ"/></w:pPr><w:r><w:t>{{ nom }}</w:t></w:r></w:p>'
    )
    data = Template(docx(body, styles=linked)).render({"nom": "N"}).to_bytes()
    assert paragraph_texts(data) == ["N", "N"]
    assert all("hamp" not in part(data, name) for name in names(data))


class Etat(StrEnum):
    PRESENT = "présent"


@dataclass(frozen=True)
class Personne:
    nom: str
    etat: Etat = Etat.PRESENT

    @property
    def salut(self) -> str:
        return f"Bonjour {self.nom}"

    @cached_property
    def long(self) -> str:
        return self.nom * 2

    def methode(self) -> str:
        return "jamais"


class Fiche(BaseModel):
    titre: str
    jour: date

    @computed_field  # type: ignore[prop-decorator]
    @property
    def double(self) -> str:
        return self.titre * 2


class Paire(NamedTuple):
    gauche: str


def test_objects_show_their_public_data() -> None:
    body = p(
        "{{ a.nom }} {{ a.etat }} {{ a.salut }} {{ a.long }} {{ f.titre }} {{ f.double }}"
        " {{ f.jour.year }} {{ t.gauche }} {{ l[0] }}"
    )
    fiche = Fiche(titre="T", jour=date(2024, 9, 12))
    shown = texts(body, a=Personne("N"), f=fiche, t=Paire("g"), l=["z"])
    assert shown == ["N présent Bonjour N NN T TT 2024 g z"]


@pytest.mark.parametrize(
    "expression",
    [
        "a.methode",
        "f.model_dump",
        "f.model_fields_set",
        "f.model_extra",
        "t.index",
        "l.append",
        "s.title",
        "a.nmo",
        "d.items",
    ],
)
def test_methods_and_unknown_fields_are_refused(expression: str) -> None:
    fiche = Fiche(titre="T", jour=date(2024, 9, 12))
    values = {"a": Personne("N"), "f": fiche, "t": Paire("g"), "l": [1], "s": "x", "d": {"k": 1}}
    name = expression[0]
    message = refused(p(f"{{{{ {expression} }}}}"), **{name: values[name]})
    assert "DG402" in message


def test_the_nearest_field_is_proposed() -> None:
    assert "vouliez-vous « nom »" in refused(p("{{ a.nmo }}"), a=Personne("N"))
    assert "vouliez-vous « montant »" in refused(p("{{ montan }}"), montant="1")


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (None, "DG403"),
        (True, "DG403"),
        (1.5, "DG403"),
        ([1], "DG403"),
        ({}, "DG403"),
        (b"x", "DG403"),
        (Decimal(1), "DG403"),
        (date(2024, 1, 1), "DG403"),
        (object(), "DG403"),
        ("x" * 200_001, "DG405"),
        ("a\x00", "DG404"),
        ("a\udc80", "DG404"),
    ],
)
def test_what_is_not_plainly_printable_is_refused_with_its_place(value: object, code: str) -> None:
    message = refused(p("avant") + p("{{ x }} après"), x=value)
    assert code in message
    assert "corps, §2" in message
    assert "{{ x }}" in message


def test_markup_objects_are_refused() -> None:
    class Html(str):
        def __html__(self) -> str:
            return "<w:p/>"

    from markupsafe import Markup

    for value in (Html("x"), Markup("<b>"), type("H", (), {"__html__": lambda self: "x"})()):
        assert "DG403" in refused(p("{{ x }}"), x=value)


@pytest.mark.parametrize("value", ["texte", {"a": 1}, {1, 2}, None, 3, iter([1]), (x for x in "a")])
def test_a_loop_runs_over_lists_only(value: object) -> None:
    assert "DG407" in refused(p("{% for x in l %}{{ x }}{% endfor %}"), l=value)


def test_all_missing_names_are_told_at_once() -> None:
    template = Template(docx(p("{{ un }} {% if deux %}{{ trois.x }}{% endif %}")))
    assert template.names == {"un", "deux", "trois"}
    with pytest.raises(RenderError) as caught:
        template.render({})
    assert [finding.code for finding in caught.value.findings] == ["DG401"] * 3


def test_a_filter_that_fails_names_the_tag() -> None:
    def explode(value: object) -> str:
        raise ValueError("montant négatif")

    template = Template(docx(p("x") + p("{{ a | explose }}")), filters={"explose": explode})
    with pytest.raises(RenderError) as caught:
        template.render({"a": 1})
    finding = caught.value.findings[0]
    assert finding.code == "DG406"
    assert "montant négatif" in finding.message
    assert finding.place.element == "§2"


@pytest.mark.parametrize(
    ("tag", "values", "message"),
    [
        ("{% for x, y in l %}{{ x }}{{ y }}{% endfor %}", {"l": [(1, 2, 3)]}, "plus ou moins de noms"),
        ("{% if a &lt; b %}{{ a }}{% endif %}", {"a": 1, "b": "x"}, "nature différente"),
    ],
)
def test_values_that_cannot_be_computed_together_name_their_tag(tag, values, message) -> None:
    with pytest.raises(RenderError) as caught:
        Template(docx(p("x") + p(tag))).render(values)
    (finding,) = caught.value.findings
    assert (finding.code, finding.place.element) == ("DG412", "§2")
    assert message in finding.message


@pytest.mark.parametrize(("count", "said"), [(0, "0 élément ;"), (1, "1 élément ;"), (2, "2 éléments ;")])
def test_a_rank_that_does_not_exist_is_told_with_the_length(count: int, said: str) -> None:
    assert said in refused(p("{{ a[5] }}"), a=["x"] * count)


def test_what_a_filter_returns_is_escaped() -> None:
    template = Template(docx(p("{{ a | marque }}")), filters={"marque": lambda value: f"<b>{value}&"})
    assert paragraph_texts(template.render({"a": "x"}).to_bytes()) == ["<b>x&"]


def test_constants_are_compared_as_they_are() -> None:
    assert texts(p('{% if a == "x &lt; y" %}oui{% else %}non{% endif %}'), a="x < y") == ["oui"]
    assert texts(p('{{ "a" if n > 3 and not b else "b" }}'), n=4, b=False) == ["a"]
    assert texts(p('{% if a in ["x", "y"] and c is none %}oui{% endif %}'), a="y", c=None) == ["oui"]


def test_french_filters_are_there() -> None:
    assert texts(p("{{ d | date_longue }}"), d=date(2024, 9, 1)) == ["1er\u00a0septembre 2024"]


def test_drawings_in_a_loop_have_their_own_identifiers() -> None:
    body = textbox("{{ x }}")
    looped = p("{%p for x in l %}") + body + p("{%p endfor %}") + body.replace("{{ x }}", "fixe")
    xml = part(render(looped, l=["a", "b", "c"]).to_bytes())
    identifiers = [piece.split('"')[0] for piece in xml.split('<wp:docPr id="')[1:]]
    assert len(identifiers) == 4
    assert len(set(identifiers)) == 4


def test_drawings_of_different_parts_have_different_identifiers() -> None:
    data = Template(docx(textbox("{{ a }}"), header=textbox("fixe"))).render({"a": "x"}).to_bytes()
    first = part(data).split('<wp:docPr id="')[1].split('"')[0]
    assert first != part(data, "word/header1.xml").split('<wp:docPr id="')[1].split('"')[0]


def test_the_text_of_a_document_is_in_reading_order() -> None:
    document = render(p("{{ a }}") + table(("{{ a }}", "y")) + textbox("zone"), a="x")
    assert document.text == "x\nx\ty\n\nzone"


def test_a_template_without_tags_is_a_document_too() -> None:
    document = render(p("fixe"))
    assert document.text == "fixe"
    assert cell("x") not in document.text


def test_pretty_printed_xml_and_multiline_tags_keep_their_places() -> None:
    body = "\n  ".join([p("un"), p("{{ a }}\n {{ b }}"), p("{{ c.d }}")])
    assert "corps, §3" in refused(body, a="x", b="y", c={})
