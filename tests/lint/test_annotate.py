"""The annotated copy: comments at the faults, those of people kept, nothing of it in a rendered document."""

import subprocess
from xml.etree import ElementTree as ET

import pytest

from delibgen import Template, lint
from delibgen.errors import Finding, Severity
from delibgen.word import validate
from delibgen.word.lint.annotate import annotate
from tests.lint.cases import Lettre
from tests.word.build import STYLES, W, docx, names, p, part, table, textbox

_PEOPLE = (
    '<w:comment w:id="7" w:author="Odile FERRAND" w:initials="OF"><w:p><w:r><w:t>À revoir</w:t></w:r></w:p>'
    "</w:comment>"
)
_THEIRS = (
    '<w:p><w:commentRangeStart w:id="7"/><w:r><w:t>Bonjour</w:t></w:r><w:commentRangeEnd w:id="7"/>'
    '<w:r><w:commentReference w:id="7"/></w:r></w:p>'
)
WRONG = p("avant {{ objte }} après") + table(("x", "{{ envoyee }}")) + p("{{ objet }") + p("{{ nombre }}")


def comments(data: bytes) -> list[tuple[str, str]]:
    root = ET.fromstring(part(data, "word/comments.xml"))
    return [
        (node.get(f"{{{W}}}author") or "", "\n".join("".join(para.itertext()) for para in node))
        for node in root.iter(f"{{{W}}}comment")
    ]


def anchored(data: bytes) -> dict[str, str]:
    """Return the text between the marks of each comment."""
    found: dict[str, str] = {}
    opened: set[str] = set()
    for node in ET.fromstring(part(data)).iter():
        number = node.get(f"{{{W}}}id") or ""
        if node.tag == f"{{{W}}}commentRangeStart":
            opened.add(number)
            found[number] = ""
        elif node.tag == f"{{{W}}}commentRangeEnd":
            opened.discard(number)
        elif node.tag == f"{{{W}}}t":
            for one in opened:
                found[one] += node.text or ""
    return found


def test_each_fault_has_its_comment_at_the_tag():
    data = docx(WRONG)
    copy = annotate(data, lint(data, Lettre))
    texts = [text for _, text in comments(copy)]
    assert {author for author, _ in comments(copy)} == {"delibgen"}
    assert [text[:5] for text in texts] == ["DG151", "DG154", "DG120"]
    assert "À faire : vouliez-vous « objet » ?" in texts[0]
    assert list(anchored(copy).values()) == ["avant {{ objte }} après", "{{ envoyee }}", "{{ objet }"]
    assert "/word/comments.xml" in part(copy, "[Content_Types].xml")
    assert "comments" in part(copy, "word/_rels/document.xml.rels")


def test_a_tag_alone_in_its_run_is_anchored_alone():
    runs = "".join(
        f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'
        for text in ("avant ", "{{ ob", "jte }}", " après")
    )
    data = docx(f"<w:p>{runs}</w:p>")
    assert anchored(annotate(data, lint(data, Lettre))) == {"0": "{{ objte }}"}


def test_comments_of_people_stay_and_a_second_annotation_replaces_the_first():
    data = docx(_THEIRS + WRONG, comments=_PEOPLE)
    first = annotate(data, lint(data, Lettre))
    second = annotate(first, lint(first, Lettre))
    assert len(comments(first)) == 4
    assert comments(first)[0] == ("Odile FERRAND", "À revoir")
    assert comments(second) == comments(first)
    assert anchored(second) == anchored(first)
    assert anchored(second)["7"] == "Bonjour"
    assert annotate(second, []) == annotate(annotate(data, []), [])


def test_faults_of_other_parts_are_told_at_the_first_paragraph():
    data = docx(p("Bonjour") + textbox("{{ objte }}"), footer=p("{{ nombr }}"))
    copy = annotate(data, lint(data, Lettre))
    box, foot = (text for _, text in comments(copy))
    assert box.startswith("DG151")
    assert foot.startswith("pied de page 1, §1 : DG151")
    assert anchored(copy)["1"] == "Bonjour"


def test_an_annotated_copy_lints_and_renders_as_its_original():
    data = docx(_THEIRS + p("{{ objet }} {{ objte }}"), comments=_PEOPLE)
    copy = annotate(data, lint(data, Lettre))
    assert lint(copy, Lettre) == lint(data, Lettre)
    assert Template(copy).names == {"objet", "objte"}


def test_comments_authors_and_the_style_of_fields_never_reach_a_document():
    styled = '<w:p><w:r><w:rPr><w:rStyle w:val="Champ"/><w:b/></w:rPr><w:t>{{ objet }}</w:t></w:r></w:p>'
    based = STYLES + '<w:style w:type="character" w:styleId="Vif"><w:basedOn w:val="Champ"/></w:style>'
    data = docx(_THEIRS + styled, comments=_PEOPLE, styles=based)
    copy = annotate(data, [Finding(code="DG160", message="x", severity=Severity.ALERTE)])
    rendered = Template(copy).render({"objet": "Eau"}).to_bytes()
    whole = "".join(part(rendered, name) for name in names(rendered))
    assert "word/comments.xml" not in names(rendered)
    for trace in ('delibgen"', "FERRAND", "commentRange", "commentReference", 'rStyle w:val="Champ"'):
        assert trace not in part(rendered)
    assert "FERRAND" not in whole
    assert "hamp" not in whole.replace("champs", "")
    assert 'w:styleId="Vif"' in whole
    assert validate(rendered) == []
    assert "<w:b/>" in part(rendered)


def test_it_opens_in_libreoffice_with_its_comments(soffice, tmp_path):
    data = docx(_THEIRS + WRONG, comments=_PEOPLE)
    (tmp_path / "x.docx").write_bytes(annotate(data, lint(data, Lettre)))
    profile = f"-env:UserInstallation=file://{tmp_path}/lo"
    command = [soffice, profile, "--headless", "--convert-to", "fodt", "--outdir", str(tmp_path), "x.docx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=180)
    text = (tmp_path / "x.fodt").read_text(encoding="utf-8")
    assert text.count("<office:annotation ") == 4
    assert "DG154" in text
    assert "Odile FERRAND" in text


def test_what_is_no_word_document_cannot_be_annotated():
    from delibgen import TemplateError

    with pytest.raises(TemplateError):
        annotate(b"rien", [])
