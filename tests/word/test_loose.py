"""What a block does not print leaves the file with it: images, and the addresses of links."""

import io
import pickle
from pathlib import Path

import pytest
from docx import Document as WordDocument

from delibgen.word import Image, Template, validate
from delibgen.word.names import REL_TYPE
from tests.word.build import docx, names, p, part
from tests.word.office import audit, pdf_text
from tests.word.test_memo import PIXEL

SIGNATURE, LOGO = PIXEL + b"signature", PIXEL + b"logo"
RELATIONS = (
    f'<Relationship Id="rId50" Type="{REL_TYPE}image" Target="media/signature.png"/>'
    f'<Relationship Id="rId5" Type="{REL_TYPE}image" Target="media/logo.png"/>'
    f'<Relationship Id="rId51" Type="{REL_TYPE}hyperlink" Target="mailto:maire@ormeval.fr"'
    ' TargetMode="External"/>'
)
FILES = {"word/media/signature.png": SIGNATURE, "word/media/logo.png": LOGO}
RELS = "word/_rels/document.xml.rels"


PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"


def picture(identifier: str = "rId50") -> str:
    return (
        '<w:p><w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="9" cy="9"/>'
        f'<wp:docPr id="1" name="i"/><a:graphic><a:graphicData uri="{PICTURE}">'
        f'<pic:pic xmlns:pic="{PICTURE}"><pic:nvPicPr><pic:cNvPr id="1" name="i"/><pic:cNvPicPr/>'
        f'</pic:nvPicPr><pic:blipFill><a:blip r:embed="{identifier}"/></pic:blipFill><pic:spPr>'
        '<a:xfrm><a:off x="0" y="0"/><a:ext cx="9" cy="9"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )


LINK = '<w:p><w:hyperlink r:id="rId51"><w:r><w:t>écrire</w:t></w:r></w:hyperlink></w:p>'
SIGNED = p("{%p if signe %}") + picture() + LINK + p("{%p endif %}")


def template(body: str, **parts: str) -> Template:
    return Template(docx(body, extra=FILES, relations=RELATIONS, **parts))


def test_an_image_and_a_link_leave_with_the_block_that_holds_them() -> None:
    made = template(p("{{ nom }}") + picture("rId5") + SIGNED)
    for again in (made, pickle.loads(pickle.dumps(made))):
        told = again.render({"nom": '"rId7"', "signe": True}).to_bytes()
        assert {"word/media/signature.png", "word/media/logo.png"} < set(names(told))
        assert "maire@ormeval.fr" in part(told, RELS)
        quiet = again.render({"nom": "A", "signe": False}).to_bytes()
        assert "word/media/logo.png" in names(quiet)
        assert "word/media/signature.png" not in names(quiet)
        assert SIGNATURE not in quiet
        assert "signature" not in part(quiet, RELS)
        assert "maire@" not in part(quiet, RELS)
        assert '"rId5"' in part(quiet, RELS)
        assert validate(quiet) == []


def test_it_is_the_same_for_a_template_that_is_kept_on_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DELIBGEN_CACHE", str(tmp_path / "cache"))
    source = docx(p("{{ nom }}") + SIGNED, extra=FILES, relations=RELATIONS)
    values = {"nom": "A", "signe": False}
    first = Template(source).render(values)
    monkeypatch.setattr("delibgen.word.compile.patch_template", None)
    assert Template(source).render(values) == first
    assert "word/media/signature.png" not in names(first.to_bytes())


def test_the_other_branch_keeps_its_own() -> None:
    made = template(p("{%p if signe %}") + picture() + p("{%p else %}") + picture("rId5") + p("{%p endif %}"))
    kept = [
        [name for name in names(made.render({"signe": signe}).to_bytes()) if "media" in name]
        for signe in (True, False)
    ]
    assert kept == [["word/media/signature.png"], ["word/media/logo.png"]]


@pytest.mark.parametrize("always", ["body", "header"])
def test_an_image_shown_elsewhere_stays(always: str) -> None:
    if always == "body":
        made = template(picture() + SIGNED)
    else:
        extra = {
            **FILES,
            "word/_rels/header1.xml.rels": part(docx(""), "_rels/.rels")
            .replace(f"{REL_TYPE}officeDocument", f"{REL_TYPE}image")
            .replace('"word/document.xml"', '"media/signature.png"'),
        }
        made = Template(docx(SIGNED, extra=extra, relations=RELATIONS, header=picture("rId1")))
    assert "word/media/signature.png" in names(made.render({"signe": False}).to_bytes())


def test_a_loop_that_turns_once_or_never() -> None:
    made = template(p("{%p for x in l %}") + p("{{ x }}") + picture() + p("{%p endfor %}"))
    sizes = [
        "word/media/signature.png" in names(made.render({"l": turns}).to_bytes())
        for turns in ([], ["a"], ["a", "b"])
    ]
    assert sizes == [False, True, True]


def test_an_inline_block_and_images_of_the_data_share_the_relationships() -> None:
    inside = picture().removeprefix("<w:p>").removesuffix("</w:p>")
    body = (
        "<w:p><w:r><w:t>{% if signe %}</w:t></w:r>"
        + inside
        + "<w:r><w:t>{% endif %}</w:t></w:r></w:p>"
        + p("{{ i }}")
    )
    made = template(body)
    image = Image(PIXEL, largeur_mm=10, description="un point")
    for signe in (True, False, True):
        data = made.render({"signe": signe, "i": image}).to_bytes()
        assert ("word/media/signature.png" in names(data)) is signe
        assert part(data, RELS).count("rIdDelibgen1") == 1
        assert validate(data) == []


def test_a_real_file_of_word_without_its_stamp(tmp_path: Path, soffice: str) -> None:
    """Made by python-docx, opened by LibreOffice and an independent checker."""
    document = WordDocument()
    document.add_paragraph("Avant")
    document.add_paragraph("{%p if tampon %}")
    document.add_picture(io.BytesIO(PIXEL))
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("Après {{ nom }}")
    document.save(str(tmp_path / "modele.docx"))
    made = Template(tmp_path / "modele.docx")
    for tampon in (True, False):
        data = made.render({"tampon": tampon, "nom": "A"}).to_bytes()
        assert any("media" in name for name in names(data)) is tampon
        assert set(audit(data)) <= set(audit((tmp_path / "modele.docx").read_bytes()))
        assert "Après A" in pdf_text(data, soffice, tmp_path)
