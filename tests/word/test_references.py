"""Articles and annexes numbered by fields, references that hold, wherever their target stands."""

import re
from pathlib import Path

import pytest

from delibgen import lint
from delibgen.errors import RenderError, TemplateError
from delibgen.word import Template
from tests.word.build import docx, note, p, part
from tests.word.office import audit, pdf_text

CONTRACT = (
    p("Voir l'article {% renvoi : duree %} et l'annexe {% renvoi annexe : budget %}.")
    + p("{%p for a in articles %}")
    + p("Article {% numero article a.titre %} - {{ a.titre }}")
    + p("{{p a.texte | markdown }}")
    + p("{%p endfor %}")
    + p("Article {% numero article : duree %} - Durée")
    + p("Annexe {% numero annexe : Budget %} - Budget")
    + p("Annexe {% numero annexe %}")
)
ARTICLES = [
    {"titre": "Objet", "texte": "Selon l'article [[Modalités de versement]], **sauf [[duree]]**."},
    {"titre": "Modalités de versement", "texte": "Voir l'article [[objet]] & l'annexe [[annexe: budget]]."},
]
TEXT = """Voir l'article 3 et l'annexe 1.
Article 1er - Objet
Selon l'article 2, sauf 3.
Article 2 - Modalités de versement
Voir l'article 1er & l'annexe 1.
Article 3 - Durée
Annexe 1 - Budget
Annexe 2"""


def rendered(body: str = CONTRACT, **context: object) -> bytes:
    return Template(docx(body)).render({"articles": ARTICLES, **context}).to_bytes()


def test_numbers_and_references_read_right_before_and_after_their_target() -> None:
    assert Template(docx(CONTRACT)).render({"articles": ARTICLES}).text == TEXT


def test_they_are_fields_to_bookmarks_that_exist_once() -> None:
    own = '<w:p><w:bookmarkStart w:id="41" w:name="moi"/><w:bookmarkEnd w:id="41"/></w:p>'
    xml = part(rendered(own + CONTRACT))
    starts = re.findall(r'<w:bookmarkStart w:id="(\d+)" w:name="(\w+)"/>', xml)
    assert [identifier for identifier, _ in starts] == ["41", "42", "43", "44", "45", "46"]
    marks = {name for _, name in starts}
    assert len(marks) == len(starts)
    wanted = re.findall(r" REF (\w+) \\h ", xml)
    assert len(wanted) == 6
    assert set(wanted) <= marks
    assert re.findall(r" SEQ (\w+) ", xml) == ["article"] * 3 + ["annexe"] * 2
    assert xml.count('w:fldCharType="begin"') == xml.count('w:fldCharType="end"') == 11


def test_formatting_of_the_tag_and_of_the_words_is_kept() -> None:
    run = "<w:r><w:rPr><w:i/></w:rPr><w:t>{% numero article : x %}</w:t></w:r>"
    xml = part(Template(docx(f"<w:p>{run}</w:p>")).render({}).to_bytes())
    assert xml.count("<w:rPr><w:i/></w:rPr>") == 6
    assert "<w:rPr><w:b/><w:bCs/></w:rPr><w:fldChar" in part(rendered())


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("[[Modalité de versement]]", "DG416", "vouliez-vous « Modalités de versement »"),
        ("[[zzz]]", "DG416", "« Objet »"),
        ("[[annexe: objet]]", "DG416", "ne désigne rien"),
    ],
)
def test_an_unknown_reference_says_where_and_the_closest_name(text: str, code: str, words: str) -> None:
    articles = [*ARTICLES, {"titre": "Fin", "texte": text}]
    with pytest.raises(RenderError) as caught:
        rendered(articles=articles)
    (finding,) = caught.value.findings
    assert finding.code == code
    assert finding.place.element == "§4"
    assert words in f"{finding.message} {finding.suggestion}"


def test_an_ambiguous_reference_is_refused_and_a_series_tells_apart() -> None:
    articles = [{"titre": "Budget", "texte": "[[budget]]"}]
    body = CONTRACT.replace(": duree %} et", ": budget %} et", 1)
    with pytest.raises(RenderError) as caught:
        rendered(body, articles=articles)
    assert [finding.code for finding in caught.value.findings] == ["DG417", "DG417"]
    assert "article 1er, annexe 1" in caught.value.findings[0].message
    articles = [{"titre": "Budget", "texte": "[[article: budget]] [[annexe : budget]]"}]
    assert "\n1er 1\n" in Template(docx(CONTRACT)).render({"articles": articles}).text


def test_a_reference_by_the_data_and_from_a_note() -> None:
    body = p("{%p for a in articles %}") + p("{% numero article a.titre %}") + p("{%p endfor %}")
    source = docx(
        body + p("{% renvoi articles[0].titre %}"), footnotes=note("footnote", "{% renvoi : objet %}")
    )
    data = Template(source).render({"articles": ARTICLES}).to_bytes()
    assert "REF _Ref_article_1" in part(data, "word/footnotes.xml")
    assert "REF _Ref_article_1" in part(data)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{% numero %}", "DG140"),
        ("{% numero Article %}", "DG140"),
        ("{% renvoi %}", "DG140"),
        ("{% renvoi a + b %}", "DG143"),
        ("{%p numero article %}", "DG140"),
        ("{% numero article é %}", "DG123"),
    ],
)
def test_a_wrong_tag(text: str, code: str) -> None:
    with pytest.raises(TemplateError) as caught:
        Template(docx(p(text)))
    assert [finding.code for finding in caught.value.findings] == [code]


def test_a_number_in_a_header_is_refused() -> None:
    with pytest.raises(TemplateError, match="DG124"):
        Template(docx(p("x"), header=p("{% numero article %}")))


def test_lint_follows_them() -> None:
    assert lint(docx(p("{% numero article a %}{% renvoi b %}")), _Fields)[0].code == "DG155"


class _Fields:
    a: str
    b: int


def test_libreoffice_shows_the_same_and_the_file_is_valid(soffice: str, tmp_path: Path) -> None:
    assert audit(rendered()) == audit(docx(CONTRACT))
    shown = pdf_text(rendered(), soffice, tmp_path)
    assert shown.split() == TEXT.split()


def test_the_advice_on_several_targets_tells_them_apart() -> None:
    """« article: X » helps when an annexe has the same name; two articles need two titles."""
    one, other = p("{% numero article : x %}"), p("{% numero annexe : x %}")
    with pytest.raises(RenderError, match=r"DG417.*précisez « article: x »"):
        Template(docx(one + other + p("{% renvoi : x %}"))).render({})
    with pytest.raises(RenderError, match=r"DG417.*article 1er, article 2 ; donnez à chacun un titre"):
        Template(docx(one + one + p("{% renvoi : x %}"))).render({})


def test_a_name_that_several_bear_is_proposed_once() -> None:
    body = p("{% numero article : x %}") * 2 + p("{% renvoi : tout_autre %}")
    with pytest.raises(RenderError, match="on peut renvoyer à « x »\n"):
        Template(docx(body)).render({})


def test_a_number_and_its_conditions_may_be_typed_in_one_go() -> None:
    """Writer joins the runs of one format: a whole heading may stand in one text."""
    line = "{% if a.n and a.titre %}{% numero article a.titre %}{% elif a.n %}{% numero article %}{% endif %}"
    within = "{% if a.titre %}{% if a.n %}oui {% endif %}{{r a.titre | gras_italique }}{% endif %}."
    body = p("{%p for a in articles %}") + p(line) + p(within) + p("{%p endfor %}")
    articles = [{"n": True, "titre": "**Objet**"}, {"n": True, "titre": ""}, {"n": False, "titre": "Fin"}]
    found = rendered(body, articles=articles)
    assert Template(docx(body)).render({"articles": articles}).text.split("\n") == [
        *("1er", "oui Objet."),
        *("2", "."),
        *("", "Fin."),
    ]
    assert part(found).count("w:instrText") == 4
    assert "<w:rPr><w:b/><w:bCs/></w:rPr>" in part(found)
