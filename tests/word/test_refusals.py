"""What a template may not hold: every fault has its code, its place, and what to do; all are told at once."""

import io
import zipfile

import pytest

from delibgen.errors import TemplateError
from delibgen.word import Limits, Template
from delibgen.word.codes import TITLES
from tests.word.build import call, docx, note, p, packed, table

LIST = '<w:pStyle w:val="Listenumros"/>'
FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'


def codes(source: bytes, **options: Limits) -> list[str]:
    with pytest.raises(TemplateError) as caught:
        Template(source, **options)
    for finding in caught.value.findings:
        assert finding.code in TITLES
        assert finding.message
    return [finding.code for finding in caught.value.findings if finding.code != "DG129"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{{ a", "DG120"),
        ("a }}", "DG120"),
        ("{% if a", "DG120"),
        ("{# a", "DG120"),
        ("{{ a {{ b }}", "DG120"),
        ("{ { a } }", "DG121"),
        ("{ % if a %}", "DG121"),
        ("{{{ a }}}", "DG123"),
        ("{{ é }}", "DG123"),
        ("{{ a – b }}", "DG123"),
        ("{{ “l’État” }}", "DG123"),
        ("{{ «a» }}", "DG123"),
        ("{{ a\u200b }}", "DG123"),
        ("{{ 'a&amp;b' }}", "DG123"),
        ("x {%p set b = a %}", "DG125"),
        ("{{p a }} x", "DG125"),
        ("{%tr set b = a %}", "DG126"),
        ("{%p if a %}{%p endif %}", "DG127"),
        ("{%- if a %}x{% endif %}", "DG128"),
        ("{{tr a }}", "DG128"),
        ("{% cellbg a %}", "DG126"),
        ("{% endif %}", "DG130"),
        ("{% else %}", "DG130"),
        ("{% for x in l %}", "DG130"),
        ("{% if a %}{% endfor %}{% endif %}", "DG130"),
        ("{% if a %}{% else %}{% else %}{% endif %}", "DG130"),
        ("{{ a b }}", "DG140"),
        ("{{ }}", "DG140"),
        ("{% if %}x{% endif %}", "DG140"),
        ("{% if a %}{% endif a %}", "DG140"),
        ("{{ a | }}", "DG140"),
        ("{% pour a %}{% endfor %}", "DG141"),
        ("{% p for x in l %}", "DG141"),
        ("{% include 'x' %}", "DG190"),
        ("{{ Nom }}", "DG142"),
        ("{{ a() }}", "DG143"),
        ("{{ a + 1 }}", "DG143"),
        ("{{ a ~ b }}", "DG143"),
        ("{{ nom-maire }}", "DG143"),
        ("{{ a[1:2] }}", "DG143"),
        ("{{ a._b }}", "DG143"),
        ("{{ a[b] }}", "DG143"),
        ("{{ a if b }}", "DG143"),
        ("{{ self }}", "DG143"),
        ("{{ 1.5 }}", "DG143"),
        ("{{ none }}", "DG143"),
        ("{% set a.b = 1 %}", "DG143"),
        ("{% for x in l recursive %}{% endfor %}", "DG143"),
        ("{{ a | title }}", "DG144"),
        ("{{ a | default('') }}", "DG144"),
        ("{{ a | attr('x') }}", "DG144"),
        ("{% if a is defined %}x{% endif %}", "DG145"),
        ("{{ a | join(1, 2) }}", "DG147"),
        ("{% for x in l %}{% set t = x %}{% endfor %}{{ t }}", "DG146"),
    ],
)
def test_a_wrong_tag_has_its_code(text: str, code: str) -> None:
    assert set(codes(docx(p(text)))) == {code}


def test_every_fault_is_told_at_once_with_its_place() -> None:
    source = docx(
        p("{{ a") + table(("x", "{{ Nom }}")) + p("{{ b | inconnu }}"),
        header=p("{% endfor %}"),
        footnotes=note("footnote", "{{ c() }}"),
    )
    with pytest.raises(TemplateError) as caught:
        Template(source, name="extrait.docx")
    shown = [(f.code, f.place.file, f.place.part, f.place.element) for f in caught.value.findings]
    assert shown == [
        ("DG120", "extrait.docx", "corps", "§1"),
        ("DG142", "extrait.docx", "corps", "tableau 1, ligne 1, colonne 2, §1"),
        ("DG144", "extrait.docx", "corps", "§2"),
        ("DG130", "extrait.docx", "en-tête 1", "§1"),
        ("DG143", "extrait.docx", "notes de bas de page", "note 1, §1"),
    ]
    assert "{{ b | inconnu }}" in caught.value.findings[2].place.excerpt


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (p("{% if a %}") + p("x") + p("{% endif %}"), "DG131"),
        (table(("{%tr if a %}",), ("x",)) + p("{%p endif %}"), "DG131"),
        (table(("{% for x in l %}", "{% endfor %}")), "DG131"),
        (p("{%p for a in l %}") + call("footnote") + p("{%p endfor %}"), "DG134"),
        (
            f"<w:p><w:r><w:t>{{% if a %}}</w:t></w:r>{FIELD.format('begin')}<w:r>"
            f"<w:t>{{% endif %}}</w:t></w:r>{FIELD.format('end')}</w:p>",
            "DG132",
        ),
        (
            p("{%p for a in l %}")
            + '<w:p><w:bookmarkStart w:id="1" w:name="ici"/><w:bookmarkEnd w:id="1"/></w:p>'
            + p("{%p endfor %}"),
            "DG132",
        ),
        ('<w:p><w:r><w:instrText> IF "{{ a }}" </w:instrText></w:r></w:p>', "DG124"),
        ('<w:p><w:bookmarkStart w:id="1" w:name="{{ a }}"/><w:bookmarkEnd w:id="1"/></w:p>', "DG124"),
        ('<w:p><w:ins w:id="1" w:author="x"><w:r><w:t>{{ a }}</w:t></w:r></w:ins></w:p>', "DG112"),
        (
            '<w:sdt><w:sdtPr><w:dataBinding w:xpath="/a"/></w:sdtPr><w:sdtContent><w:p/>'
            "</w:sdtContent></w:sdt>",
            "DG113",
        ),
        ('<w:altChunk r:id="rId1"/>', "DG114"),
        (
            f"<w:p>{FIELD.format('begin')}<w:r><w:instrText>INCLUDE</w:instrText></w:r><w:r>"
            f'<w:instrText>TEXT "x"</w:instrText></w:r>{FIELD.format("end")}</w:p>',
            "DG111",
        ),
        ('<w:p><w:fldSimple w:instr="DDE x y"/></w:p>', "DG111"),
        (
            f"<w:p>{FIELD.format('begin')}<w:r>"
            f'<w:instrText>HYPERLINK "javascript:x"</w:instrText></w:r>{FIELD.format("end")}</w:p>',
            "DG110",
        ),
        ("<w:p><w:r><w:t>{{ a</w:t><w:br/><w:t> }}</w:t></w:r></w:p>", "DG122"),
        (
            '<w:p><w:r><w:t>{{ a</w:t></w:r><w:hyperlink w:anchor="x"><w:r><w:t> }}</w:t>'
            "</w:r></w:hyperlink></w:p>",
            "DG122",
        ),
        ('<w:p><w:r><w:t>{%p if a %}</w:t><w:br w:type="page"/></w:r></w:p>' + p("{%p endif %}"), "DG125"),
        ("<w:p><w:r><w:t>x \ufdd0</w:t></w:r></w:p>", "DG109"),
    ],
)
def test_a_structure_that_would_lose_text_has_its_code(body: str, code: str) -> None:
    assert set(codes(docx(body, footnotes=note("footnote", "n")))) == {code}


def test_numbering_that_restarts_by_level_is_accepted() -> None:
    numbered = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="9"/></w:numPr>'
    numbering = (
        '<w:abstractNum w:abstractNumId="9"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="9"><w:abstractNumId w:val="9"/></w:num>'
    )
    inner = p("{%p for b in a %}") + p("{{ b }}", numbered.format(1)) + p("{%p endfor %}")
    body = p("{%p for a in l %}") + p("article", numbered.format(0)) + inner + p("{%p endfor %}")
    assert Template(docx(body, numbering=numbering)).names == {"l"}
    bullets = (
        p("{%p for a in l %}")
        + p("{%p for b in a %}")
        + p("{{ b }}", '<w:pStyle w:val="Listepuces"/>')
        + p("{%p endfor %}") * 2
    )
    assert Template(docx(bullets)).names == {"l"}


@pytest.mark.parametrize(
    ("relation", "code"),
    [
        ('Type="x/image" Target="http://exemple.fr/a.png" TargetMode="External"', "DG110"),
        ('Type="x/hyperlink" Target="file:///c:/a" TargetMode="External"', "DG110"),
        ('Type="x/hyperlink" Target="javascript:alert(1)" TargetMode="External"', "DG110"),
        ('Type="x/image" Target="media/absente.png"', "DG108"),
        ('Type="x/image" Target="../../secret.png"', "DG106"),
        ('Type="x/vbaProject" Target="styles.xml"', "DG114"),
    ],
)
def test_a_relation_to_the_outside_is_refused(relation: str, code: str) -> None:
    assert codes(docx(p("x"), relations=f'<Relationship Id="rIdX" {relation}/>')) == [code]


@pytest.mark.parametrize("target", ["https://exemple.fr", "HTTP://exemple.fr", "mailto:mairie@exemple.fr"])
def test_web_and_mail_links_are_accepted(target: str) -> None:
    relation = f'<Relationship Id="rIdX" Type="x/hyperlink" Target="{target}" TargetMode="External"/>'
    assert Template(docx(p("x"), relations=relation)).tags == ()


@pytest.mark.parametrize(
    "place", ["comments", "docProps/core.xml", "docProps/custom.xml", "word/charts/chart1.xml"]
)
def test_a_tag_where_nothing_is_printed_is_refused(place: str) -> None:
    if place == "comments":
        source = docx(p("x"), comments=f'<w:comment w:id="0" w:author="A">{p("{{ a }}")}</w:comment>')
    else:
        source = docx(p("x"), extra={place: "<a xmlns='urn:x'>{{ a }}</a>"})
    assert codes(source) == ["DG124"]


def test_single_braces_only_warn() -> None:
    template = Template(docx(p("{ nom }")))
    assert [finding.code for finding in template.findings] == ["DG129"]
    assert template.render({}).text == "{ nom }"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "DG102"),
        (b"bonjour", "DG102"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "DG103"),
        (b"PK\x03\x04 tronque", "DG104"),
        (packed({"a.txt": "x"}), "DG108"),
        (packed({"../a": "x"}), "DG106"),
        (packed({"/a": "x"}), "DG106"),
        (packed({"A": "x", "a": "y"}), "DG106"),
        (packed({"a.bin": b"\0" * 20_000_000}), "DG105"),
    ],
)
def test_a_file_that_is_not_a_sane_docx_is_refused(data: bytes, code: str) -> None:
    assert codes(data) == [code]


TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


def rewritten(name: str, before: str, after: str) -> bytes:
    """Return a sound document of which a part is written otherwise."""
    with zipfile.ZipFile(io.BytesIO(docx(p("Bonjour")))) as archive:
        parts = {info.filename: archive.read(info).decode() for info in archive.infolist()}
    assert before in parts[name]
    return packed({**parts, name: parts[name].replace(before, after)})


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (rewritten("[Content_Types].xml", "document.main", "template.main"), "document type Word"),
        (
            rewritten("[Content_Types].xml", "wordprocessingml.document", "spreadsheetml.sheet"),
            "classeur Excel",
        ),
        (rewritten("word/document.xml", TRANSITIONAL, STRICT), "Strict Open XML"),
    ],
)
def test_a_neighbour_of_docx_is_named_and_refused(data: bytes, message: str) -> None:
    with pytest.raises(TemplateError, match=f"DG107.*{message}.*enregistrez-le"):
        Template(data)


def test_limits_can_be_tightened() -> None:
    source = docx(p("x" * 1000))
    for limits in (
        Limits(file_bytes=100),
        Limits(total_bytes=500),
        Limits(part_bytes=500),
        Limits(entries=2),
    ):
        assert codes(source, limits=limits) == ["DG105"]


def test_a_missing_file_is_told_in_french(tmp_path: object) -> None:
    with pytest.raises(TemplateError, match="n'existe pas"):
        Template(f"{tmp_path}/absent.docx")


def test_a_doctype_is_refused_in_every_part() -> None:
    bomb = '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'
    assert codes(docx(p("x"), extra={"customXml/item1.xml": bomb})) == ["DG109"]
