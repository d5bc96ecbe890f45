"""What lies in a package without being of the document: programs are refused, the rest is left behind."""

import pytest

from delibgen.errors import TemplateError
from delibgen.word import Template
from tests.word.build import docx, names, p, part
from tests.word.test_packages import files, stored, with_part

PROGRAMS = [
    "word/vbaProject.bin", "word/vbaData.xml", "vbaproject.bin", "word/media/image1.EXE", "a.js",
    "word/run.vbs", "docProps/x.bat", "word/media/lien.lnk", "x.hta", "x.ps1", "x.jar", "x.url",
]  # fmt: skip
LEFT = [
    ".DS_Store", "__MACOSX/word/._document.xml", "Thumbs.db", "[trash]/0000.dat", "word/media/oubliee.png",
    "word/header9.xml", "notes.txt", "word/document2.xml", "word/_rels/header9.xml.rels",
]  # fmt: skip
RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_program_is_refused_whatever_its_type(name: str) -> None:
    with pytest.raises(TemplateError) as caught:
        Template(with_part(name, "<x/>" if name.endswith("xml") else "texte simple"))
    (found,) = caught.value.findings
    assert found.code == "DG114"
    assert name in found.message


@pytest.mark.parametrize("name", LEFT)
def test_what_no_relationship_leads_to_is_left_behind(name: str) -> None:
    content = RELATIONS if name.endswith(".rels") else "<a>b</a>" if name.endswith("xml") else "octets"
    source = with_part(name, content)
    template = Template(source)
    assert template.findings == ()
    made = template.render({"a": "x"}).to_bytes()
    assert name in names(source)
    assert name not in names(made)
    assert set(names(docx(p("{{ a }}"), header="", footnotes=""))) <= set(names(made))


def test_a_part_that_only_a_left_part_leads_to_is_left_too() -> None:
    relation = RELATIONS[:-2] + '><Relationship Id="r" Type="x/image" Target="media/a.png"/></Relationships>'
    source = stored({
        **files(),
        "word/header9.xml": "<a/>",
        "word/_rels/header9.xml.rels": relation,
        "word/media/a.png": b"x",
    })
    made = names(Template(source).render({"a": "x"}).to_bytes())
    assert not {"word/header9.xml", "word/media/a.png"} & set(made)


def test_a_signature_of_the_template_does_not_sign_its_documents() -> None:
    """Word would show a red banner on each act: the signature is that of another text."""
    kind = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"
    line = f'<Relationship Id="rIdSig" Type="{kind}" Target="_xmlsignatures/origin.sigs"/>'
    package = part(docx(p("x")), "_rels/.rels").replace("</Relationships>", f"{line}</Relationships>")
    signed = RELATIONS[:-2] + '><Relationship Id="r" Type="x/signature" Target="sig1.xml"/></Relationships>'
    source = stored({
        **files(docx(p("{{ a }}"))),
        "_rels/.rels": package,
        "_xmlsignatures/origin.sigs": b"",
        "_xmlsignatures/_rels/origin.sigs.rels": signed,
        "_xmlsignatures/sig1.xml": "<Signature/>",
    })
    made = Template(source).render({"a": "x"}).to_bytes()
    assert not [name for name in names(made) if "xmlsignatures" in name]
    assert "xmlsignatures" not in part(made, "_rels/.rels")


KEPT = '<w:p><w:fldSimple w:instr=" DOCPROPERTY Service "><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>'


@pytest.mark.parametrize(
    ("body", "kind", "left"),
    [
        ("", "customXml", True),
        (KEPT, "customXml", True),
        ("", "custom-properties", True),
        (KEPT, "custom-properties", False),
        ("", "stylesWithEffects", True),
    ],
)
def test_what_programs_keep_beside_the_text_is_left_behind(body: str, kind: str, left: bool) -> None:
    """SharePoint and Outlook write there who typed, reviewed and mailed the template."""
    line = f'<Relationship Id="rIdX" Type="x/{kind}" Target="/beside/a.xml"/></Relationships>'
    holder = "_rels/.rels" if kind.startswith("custom-") else "word/_rels/document.xml.rels"
    source = files(docx(p("{{ a }}") + body))
    source[holder] = str(source[holder]).replace("</Relationships>", line)
    made = (
        Template(stored({**source, "beside/a.xml": "<a>agent@exemple.fr</a>"})).render({"a": "x"}).to_bytes()
    )
    assert ("beside/a.xml" not in names(made)) is left
    assert ("beside/a.xml" in part(made, holder)) is not left
