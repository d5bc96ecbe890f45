"""Templates that Word or LibreOffice has saved again: same tags, clean, same text once rendered."""

import re
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from delibgen import load_seance, render
from delibgen.errors import TemplateError
from delibgen.model.acte import Acte
from delibgen.render import SHIPPED, find_template
from delibgen.word import Template
from tests.conftest import BUREAU, CONSEIL
from tests.reader import Reader
from tests.word.build import call, docx, note, p, paragraph_texts, part, table, textbox

EVERY_TAG = docx(
    p("{{ a }} {% if b %}oui{% elif c %}peut-être{% else %}non{% endif %} {# note {{ a }} #}{{ d.x }}.")
    + p("{% set z = a %}[{{ z }}] {% for x in l %}{{ x.n }}{% if not loop.last %}, {% endif %}{% endfor %}")
    + p("{%p for x in l %}")
    + p("{{ loop.index }}. {{ x.n }}")
    + p("{%p if x.k %}")
    + p("choisi")
    + p("{%p else %}")
    + p("laissé")
    + p("{%p endif %}")
    + p("{%p endfor %}")
    + table(
        ("Nom", "Voix"),
        ("{%tr for x in l %}", ""),
        ("{{ x.n }}", p("{%p if x.k %}") + p("K") + p("{%p endif %}") + p("z")),
        ("{%tr endfor %}", ""),
    )
    + p("{{p m | markdown }}")
    + p("{% if b %}{% numero article %}{% elif c %}{% numero article d.x %}{% endif %}{% renvoi d.x %}")
    + p('{% if e == "Dijon métropole" %}capitale{% endif %}')
    + textbox("zone {{ a }}")
    + call("footnote"),
    header=p("{{ a }} haut"),
    footer=p("{{ a }} bas"),
    footnotes=note("footnote", "{{ a }} note"),
)
VALUES = {
    "a": "A & <b>",
    "b": False,
    "c": True,
    "d": {"x": "dx"},
    "e": "Dijon\u00a0métropole",
    "l": [{"n": "un", "k": True}, {"n": "deux", "k": False}],
    "m": "- x\n- **y**\n\n1. z",
}


@pytest.fixture(scope="module")
def saved(soffice: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of every template, opened and saved again by LibreOffice Writer in one call."""
    folder = tmp_path_factory.mktemp("writer")
    (folder / "source").mkdir()
    (folder / "source" / "essai.docx").write_bytes(EVERY_TAG)
    for path in SHIPPED.glob("*.docx"):
        (folder / "source" / path.name).write_bytes(path.read_bytes())
    profile = f"-env:UserInstallation={(folder / 'profil').as_uri()}"
    names = sorted(str(path) for path in (folder / "source").glob("*.docx"))
    command = [
        soffice,
        profile,
        "--headless",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(folder),
    ]
    subprocess.run([*command, *names], check=True, capture_output=True, timeout=300)
    assert len(list(folder.glob("*.docx"))) == len(names)
    return folder


def tags(template: Template) -> Counter[str]:
    """Return the tags outside text boxes, spaces made plain: Writer writes a box once or twice."""
    return Counter(re.sub(r"\s+", " ", t.raw) for t in template.tags if t.place.part != "zone de texte")


def shown(data: bytes) -> list[str]:
    """Return the text of the body, empty paragraphs and doubled text boxes left out."""
    return list(
        dict.fromkeys(text.replace("\u00a0", " ").strip() for text in paragraph_texts(data) if text.strip())
    )


@pytest.mark.libreoffice
def test_every_kind_of_tag_lives_through_writer(saved: Path) -> None:
    before, after = Template(EVERY_TAG), Template(saved / "essai.docx")
    assert tags(after) == tags(before)
    assert after.names == before.names
    assert shown(after.render(VALUES).to_bytes()) == shown(before.render(VALUES).to_bytes())


@pytest.mark.libreoffice
@pytest.mark.parametrize("name", sorted(path.name for path in SHIPPED.glob("*.docx")))
def test_a_shipped_template_lives_through_writer(name: str, saved: Path) -> None:
    before, after = Template(SHIPPED / name), Template(saved / name)
    missing = tags(before) - tags(after)
    assert not missing
    assert after.names == before.names


def _papers() -> dict[str, Acte]:
    found: dict[str, Acte] = {}
    for folder in (BUREAU, CONSEIL):
        for acte in load_seance(folder).actes:
            for paper in (acte, *acte.papers()):
                found.setdefault(find_template(type(paper)).name, paper)
    return found


@pytest.mark.libreoffice
def test_an_act_has_the_same_text_from_a_template_saved_by_writer(saved: Path) -> None:
    for name, paper in _papers().items():
        before, after = Reader(render(paper).to_bytes()), Reader(render(paper, saved / name).to_bytes())
        assert _texts(after) == _texts(before), name


def _texts(reader: Reader) -> list[str]:
    return [text.strip() for text in map(reader.text_of, reader.tree("word/document.xml").iter(
        "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"
    )) if text.strip()]  # fmt: skip


# ---------------------------------------------------------------- Word

RSID = ' w:rsidR="00A11B22" w:rsidRDefault="00C33D44" w14:paraId="1A2B3C4D" w14:textId="77777777"'
SPELLING = '<w:proofErr w:type="spellStart"/>{}<w:proofErr w:type="spellEnd"/>'
CONTROL = (
    '<w:sdt><w:sdtPr><w:alias w:val="Champ"/><w:id w:val="9"/></w:sdtPr>'
    "<w:sdtContent>{}</w:sdtContent></w:sdt>"
)


def run(text: str, shape: str = "") -> str:
    return f'<w:r w:rsidRPr="00E5">{shape}<w:t xml:space="preserve">{text}</w:t></w:r>'


LANG = '<w:rPr><w:lang w:val="fr-FR"/></w:rPr>'
BACK = '<w:bookmarkStart w:id="0" w:name="_GoBack"/>'
PASTED = '<w:bookmarkStart w:id="3" w:name="_Hlk99"/><w:bookmarkEnd w:id="3"/>'
PERMISSION = '<w:permStart w:id="1" w:edGrp="everyone"/>'
HABITS = {
    "orthographe": run("{{ ") + SPELLING.format(run("a", LANG)) + run(" }}"),
    "révisions": run("{") + run("{ a") + run(" }") + run("}"),
    "langue par morceau": run("{{", LANG) + run(" a ") + run("}}", '<w:rPr><w:lang w:val="en-US"/></w:rPr>'),
    "saut de page calculé": run("{{ ") + "<w:r><w:lastRenderedPageBreak/></w:r>" + run("a }}"),
    "dans le même texte": "<w:r><w:t>{{ </w:t><w:lastRenderedPageBreak/><w:t>a }}</w:t></w:r>",
    "signet de Word": BACK + run("{{ a") + '<w:bookmarkEnd w:id="0"/>' + run(" }}"),
    "permission": PERMISSION + run("{{ a") + '<w:permEnd w:id="1"/>' + run(" }}"),
    "commentaire": '<w:commentRangeStart w:id="0"/>' + run("{{ ") + '<w:commentRangeEnd w:id="0"/>'
    + '<w:r><w:commentReference w:id="0"/></w:r>' + run("a }}"),
    "balise active": run("{{ ") + f'<w:smartTag w:uri="u" w:element="n">{run("a")}</w:smartTag>' + run(" }}"),
    "contrôle de contenu": CONTROL.format(run("{{ a") + run(" }}")),
    "lien": '<w:hyperlink w:anchor="x">' + run("{{ ") + run("a }}") + "</w:hyperlink>",
    "deux textes": "<w:r><w:t>{{ a</w:t><w:t xml:space='preserve'> }}</w:t></w:r>",
    "insécables": run("{{\u00a0a\u202f}}"),
    "guillemets courbes": run("{{ “x” if a == “A” else a }}"),
    "guillemets anglais simples": run("{% if a == ‘A’ %}x{% endif %}"),
    "style des champs": run("{{ a }}", '<w:rPr><w:rStyle w:val="Champ"/></w:rPr>'),
    "sélection en retour": run("{{ a }}") + PASTED,
    "symbole de fin": run("{{ a }}") + '<w:proofErr w:type="gramEnd"/>',
}  # fmt: skip


@pytest.mark.parametrize("place", ["corps", "cellule", "en-tête", "boucle", "ligne"])
@pytest.mark.parametrize("habit", HABITS)
def test_a_habit_of_word_is_healed(habit: str, place: str) -> None:
    line = f"<w:p{RSID}>{run('avant ')}{HABITS[habit]}{run(' après')}</w:p>"
    loop = p("{%p for y in l %}") + line + p("{%p endfor %}")
    rows = table(("{%tr for y in l %}",), (line,), ("{%tr endfor %}",)) + p("z")
    body = {"cellule": table((line,)) + p("z"), "boucle": loop, "ligne": rows}.get(place, line)
    source = docx(p("corps"), header=line) if place == "en-tête" else docx(body)
    data = Template(source).render({"a": "A", "l": ["1", "2"]}).to_bytes()
    texts = paragraph_texts(data, "word/header1.xml" if place == "en-tête" else "word/document.xml")
    wanted = "x" if "guillemets" in habit else "A"
    assert texts.count(f"avant {wanted} après") == (2 if place in {"boucle", "ligne"} else 1)


@pytest.mark.parametrize(
    "tag", ["{{ « a » }}", "{{ a – 1 }}", "{{ l’a }}", "{{ a… }}", "{% if a == ”l’été” %}x{% endif %}"]
)
def test_an_autocorrection_that_changes_the_meaning_is_refused_with_its_character(tag: str) -> None:
    from delibgen.errors import TemplateError

    with pytest.raises(TemplateError, match="DG123"):
        Template(docx(p(tag)))


BREAK = '<w:r><w:br w:type="page"/></w:r>'


def with_break(text: str) -> str:
    """A paragraph as Writer saves it when the next one begins a page."""
    return p(text).replace("</w:p>", f"{BREAK}</w:p>")


def test_a_page_break_that_writer_left_with_a_tag_goes_to_the_paragraph_after_it() -> None:
    body = with_break("{%p for x in l %}") + p("{{ x }}") + p("{%p endfor %}")
    document = Template(docx(body)).render({"l": ["un", "deux"]})
    shown = part(document.to_bytes())
    assert document.text.split() == ["un", "deux"]
    assert shown.count("<w:pageBreakBefore/>") == 2
    assert "<w:br" not in shown


def test_a_page_break_goes_to_a_paragraph_that_said_it_had_none() -> None:
    none = '<w:pPr><w:pageBreakBefore w:val="0"/></w:pPr>'
    body = with_break("{%p set x = y %}") + p("{{ x }}").replace("<w:p>", f"<w:p>{none}", 1)
    shown = part(Template(docx(body)).render({"y": "un"}).to_bytes())
    assert shown.count("<w:pageBreakBefore/>") == 1
    assert 'w:val="0"' not in shown


def test_text_beside_a_tag_and_its_break_is_still_refused() -> None:
    with pytest.raises(TemplateError, match="DG125"):
        Template(docx(p("{%p if x %}") + with_break("suite {%p endif %}") + p("fin"))).render({"x": 1})
