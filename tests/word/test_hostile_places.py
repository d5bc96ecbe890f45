"""Tags in the places where nobody looks: each gives its text, or is refused with its code, never lost.

What is expected of each case was written before it was run.
"""

import re

import pytest

from delibgen.errors import DelibgenError, TemplateError
from delibgen.word import Template
from delibgen.word.package import replace_part
from tests.word.build import NS, W, call, cell, docx, note, p, paragraph_texts, part, textbox

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W15 = 'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
SIGN = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
IMAGE = (
    '<w:r><w:drawing><wp:inline><wp:extent cx="1" cy="1"/><wp:docPr id="7" name="x"{}/><a:graphic>'
    '<a:graphicData uri="u"/></a:graphic></wp:inline></w:drawing></w:r>'
)
SECTION = '<w:p><w:pPr><w:sectPr><w:pgSz w:w="1" w:h="1"/></w:sectPr></w:pPr>{}</w:p>'
MERGED = "<w:tc><w:tcPr><w:vMerge{}/></w:tcPr>{}</w:tc>"
BODY = "word/document.xml"
DATA = {"a": "x & y", "b": True, "l": ["1", "2"]}
FALSE = {**DATA, "b": False}
Case = tuple[bytes, list[str] | str, str, dict[str, object]]
"""The template, the texts of its paragraphs or the code of its refusal, the part, the data."""
CASES: dict[str, Case] = {}


def case(name: str, source: bytes, wanted: list[str] | str, part: str = BODY, data: object = None) -> None:
    assert name not in CASES
    CASES[name] = source, wanted, part, dict(data) if isinstance(data, dict) else DATA


def body(name: str, xml: str, wanted: list[str] | str, data: object = None) -> None:
    case(name, docx(xml), wanted, data=data)


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def para(*content: str) -> str:
    return f"<w:p>{''.join(content)}</w:p>"


def field(code: str, result: str) -> str:
    begin, middle, end = (SIGN.format(kind) for kind in ("begin", "separate", "end"))
    return f'{begin}<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>{middle}{result}{end}'


def control(content: str, properties: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def box(inside: str) -> str:
    """Return a text box of old Word (VML)."""
    shape = f"<v:textbox><w:txbxContent>{inside}</w:txbxContent></v:textbox>"
    return f'<w:p><w:r><w:pict><v:shape style="width:9pt;height:9pt">{shape}</v:shape></w:pict></w:r></w:p>'


def rows(*lines: str) -> str:
    return f'<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="1"/></w:tblGrid>{"".join(lines)}</w:tbl>'


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(cells)}</w:tr>"


def looped(*lines: str) -> str:
    """Return a table whose rows are repeated, and a paragraph after it."""
    return rows(row(cell("{%tr for x in l %}")), *lines, row(cell("{%tr endfor %}"))) + p("z")


def link(text: str, attributes: str = "") -> str:
    return f'<w:hyperlink r:id="rIdL"{attributes}>{run(text)}</w:hyperlink>'


def leading(target: str) -> str:
    return f'<Relationship Id="rIdL" Type="{REL}/hyperlink" Target="{target}" TargetMode="External"/>'


def choice(content: str) -> str:
    return (
        f'<mc:AlternateContent><mc:Choice Requires="wps">{content}</mc:Choice>'
        f"<mc:Fallback>{content}</mc:Fallback></mc:AlternateContent>"
    )


def twice(text: str) -> str:
    return p("{%p for x in l %}") + text + p("{%p endfor %}")


def marked(name: str, text: str) -> str:
    return f'<w:bookmarkStart w:id="1" w:name="{name}"/>{text}<w:bookmarkEnd w:id="1"/>'


def _parts() -> None:
    for kind, root in (("header", "hdr"), ("footer", "ftr")):
        for page in ("first", "even"):
            name = f"{kind}7.xml"
            text = p("{{ a }}") + p("{%p if b %}") + p("oui") + p("{%p endif %}")
            relation = f'<Relationship Id="rIdX" Type="{REL}/{kind}" Target="{name}"/>'
            used = f'<w:{kind}Reference w:type="{page}" r:id="rIdX"/><w:titlePg/>'
            xml = f"<w:p><w:pPr><w:sectPr>{used}</w:sectPr></w:pPr></w:p>" + p("z")
            extra = {f"word/{name}": f"{HEAD}<w:{root} {NS}>{text}</w:{root}>"}
            source = docx(xml, extra=extra, relations=relation)
            case(f"{kind} {page}", source, ["x & y", "oui"], f"word/{name}")
    shown = p("{%p if b %}") + p("oui") + p("{%p endif %}")
    foot = note("footnote", "{{ a }}").removesuffix("</w:footnote>") + f"{shown}</w:footnote>"
    source = docx(call("footnote"), footnotes=foot)
    case("note de deux paragraphes", source, ["", "x & y", "oui"], "word/footnotes.xml")
    end = note("endnote", "{%p if b %}").removesuffix("</w:endnote>") + p("oui") + p("{%p endif %}")
    source = docx(call("endnote"), endnotes=f"{end}</w:endnote>")
    case("note de fin vide", source, "DG408", "word/endnotes.xml", FALSE)
    kept = p("{%p if b %}") + call("footnote") + p("{%p endif %}") + p("z")
    case("appel ôté", docx(kept, footnotes=note("footnote", "{{ a }}")), ["z"], data=FALSE)
    case("appel répété", docx(looped(row(cell(call("footnote")))), footnotes=note("footnote", "x")), "DG134")
    settings = (
        f'<w:settings xmlns:w="{W}"><w:docVars><w:docVar w:val="{{{{ a }}}}"/></w:docVars></w:settings>'
    )
    for name, kind in (
        ("charts/chart1.xml", "chart"),
        ("diagrams/data1.xml", "diagramData"),
        ("glossary/document.xml", "glossaryDocument"),
        ("customXml/item1.xml", "customXml"),
        ("settings.xml", "settings"),
    ):
        xml = settings if kind == "settings" else '<c:x xmlns:c="urn:c">{{ a }}</c:x>'
        relation = f'<Relationship Id="rIdZ" Type="{REL}/{kind}" Target="{name}"/>'
        case(f"partie {kind}", docx(p("x"), extra={f"word/{name}": xml}, relations=relation), "DG124")


def _boxes() -> None:
    shown = p("{%p if b %}") + p("oui") + p("{%p endif %}")
    body("zone VML", box(p("{{ a }}")), ["", "x & y"])
    body("zone dans une zone", box(box(p("{{ a }}"))), ["", "", "x & y"])
    body("zone qui se vide", textbox("z").replace(p("z"), shown), "DG408", FALSE)
    body("zone gardée", textbox("z").replace(p("z"), shown + p("k")), ["", "k", "k"], FALSE)
    body("variantes de blocs", choice(p("{{ a }}")) + p("z"), ["x & y", "x & y", "z"])
    body("variantes de morceaux", para(choice(run("{{ a }}")), run(" z")), ["x & yx & y z"])
    body("variante à demi", para(choice(run("{{ a")), run(" }}")), "DG120")
    body("variante dans un morceau", para(f"<w:r>{choice('<w:t>{{ a }}</w:t>')}</w:r>"), "DG124")


def _controls() -> None:
    body("contrôle entier", para(run("q "), control(run("{{ a }}"))), ["q x & y"])
    body("contrôle à demi", para(run("{{ "), control(run("a }}"))), "DG122")
    body("boucle dans un contrôle", control(twice(p("{{ x }}"))), ["1", "2"])
    split = p("{%p for x in l %}") + control(p("{{ x }}") + p("{%p endfor %}"))
    body("boucle à cheval sur un contrôle", split, "DG131")
    held = control(cell("{{ x }}"))
    body("contrôle autour d'une cellule", looped(row(held)), ["1", "2", "z"])
    tags = [row(control(cell(f"{{%tr {tag} %}}"))) for tag in ("for x in l", "endfor")]
    body("balise tr dans un contrôle", rows(tags[0], row(held), tags[1]) + p("z"), ["1", "2", "z"])
    body("contrôle autour d'une ligne", looped(control(row(cell("{{ x }}")))), ["1", "2", "z"])
    items = control(p("{{ a }}"), f"<w15:repeatingSectionItem {W15}/>")
    body("section répétée", control(items, f"<w15:repeatingSection {W15}/>"), ["x & y"])
    for name, properties in (
        ("date", '<w:date w:fullDate="2020-01-01T00:00:00Z"><w:dateFormat w:val="d"/></w:date>'),
        ("case", '<w14:checkbox><w14:checked w14:val="0"/></w14:checkbox>'),
        ("liste", '<w:dropDownList><w:listItem w:displayText="z" w:value="z"/></w:dropDownList>'),
        ("texte", '<w:text w:multiLine="1"/><w:temporary/>'),
    ):
        body(f"contrôle {name}", para(control(run("{{ a }}"), properties)), ["x & y"])
    body("nom d'un contrôle", para(control(run("z"), '<w:alias w:val="{{ a }}"/>')), "DG124")
    body("contrôle lié", para(control(run("{{ a }}"), '<w:dataBinding w:xpath="/a"/>')), "DG113")


def _tables() -> None:
    inner = rows(row(cell("{%tr for y in l %}")), row(cell("{{ y }}{{ x }}")), row(cell("{%tr endfor %}")))
    nested = f"<w:tc>{inner}<w:p/></w:tc>"
    body("boucles de lignes imbriquées", looped(row(nested)), ["11", "21", "", "12", "22", "", "z"])
    alone = nested.replace("{{ x }}", "")
    body("boucle d'une table imbriquée", rows(row(alone)) + p("z"), ["1", "2", "", "z"])
    beside = f"<w:tc>{rows(row(cell('q')))}{p('{%tr if b %}')}</w:tc>"
    body("tr à côté d'une table", rows(row(beside), row(cell("z")), row(cell("{%tr endif %}"))), "DG126")
    repeated = twice(rows(row(cell("{{ x }}"))))
    body("tables répétées", repeated + p("z"), ["1", "", "2", "z"])
    body("tables en cellule", rows(row(f"<w:tc>{repeated}<w:p/></w:tc>")) + p("z"), ["1", "", "2", "", "z"])
    _merged_cells()
    for name, lost in (("texte", cell("perdu")), ("image", f"<w:tc>{para(IMAGE.format(''))}</w:tc>")):
        lines = looped(row(cell("{{ x }}"), cell(""))).replace("</w:tc></w:tr>", f"</w:tc>{lost}</w:tr>", 1)
        body(f"{name} à côté de tr", lines, "DG126")


def _merged_cells() -> None:
    first, other = MERGED.format(' w:val="restart"', p("{{ x }}")), MERGED.format("", p(""))
    lines = looped(row(first, cell("u")), row(other, cell("v")))
    body("fusion répétée", lines, ["1", "u", "", "v", "2", "u", "", "v", "z"])
    wide = '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{}</w:tc>'
    tags = [row(wide.format(p(f"{{%tr {tag} %}}"))) for tag in ("for x in l", "endfor")]
    lines = rows(tags[0], row(cell("{{ x }}"), cell("u")), tags[1])
    body("balise sur deux colonnes", lines + p("z"), ["1", "u", "2", "u", "z"])
    shifted = f'<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>{cell("{{ x }}")}</w:tr>'
    body("ligne décalée", looped(shifted), ["1", "2", "z"])
    title = f"<w:tr><w:trPr><w:tblHeader/><w:cantSplit/></w:trPr>{cell('h')}</w:tr>"
    body(
        "titre répété",
        looped(row(cell("{{ x }}"))).replace("<w:tr>", title + "<w:tr>", 1),
        ["h", "1", "2", "z"],
    )
    tags = [row(cell(f"{{%tr {tag} %}}")) for tag in ("if b", "else", "endif")]
    lines = rows(tags[0], row(cell("o")), tags[1], row(cell("n")), tags[2])
    body("lignes ou bien", lines + p("z"), ["n", "z"], FALSE)
    body("table qui se vide", rows(tags[0], row(cell("o")), tags[2]) + p("z"), ["z"], FALSE)
    columns = row(cell("{%tc for x in l %}"), cell("{{ x }}"), cell("{%tc endfor %}"))
    body("colonnes", rows(columns) + p("z"), ["1", "2", "z"])


def _inside_a_tag() -> None:
    for name, xml, wanted in (
        ("signet", '<w:bookmarkStart w:id="1" w:name="ici"/><w:bookmarkEnd w:id="1"/>', ""),
        ("commentaire", '<w:commentRangeStart w:id="0"/><w:commentRangeEnd w:id="0"/>', ""),
        ("appel de commentaire", '<w:r><w:commentReference w:id="0"/></w:r>', ""),
        ("orthographe", '<w:proofErr w:type="spellStart"/>', ""),
        ("permission", '<w:permStart w:id="1"/><w:permEnd w:id="1"/>', ""),
        ("page vue", "<w:r><w:lastRenderedPageBreak/></w:r>", ""),
        ("morceau vide", '<w:r w:rsidR="00AA"><w:rPr><w:lang w:val="fr-FR"/></w:rPr></w:r>', ""),
        ("texte vide", "<w:r><w:t></w:t></w:r>", ""),
        ("commentaire XML", "<!-- c -->", ""),
        ("instruction", "<?x y?>", ""),
        ("déplacement", '<w:moveFromRangeStart w:id="1"/><w:moveFromRangeEnd w:id="1"/>', "DG112"),
        ("insertion", '<w:customXmlInsRangeStart w:id="1"/><w:customXmlInsRangeEnd w:id="1"/>', "DG112"),
        ("suppression", '<w:del w:id="1"><w:r><w:delText>x</w:delText></w:r></w:del>', "DG112"),
        ("conflit", '<w14:conflictIns w:id="1"/>', "DG112"),
    ):
        wanted_texts = wanted or ["n x & y f"]
        body(f"{name} dans une balise", para(run("n {{ a"), xml, run(" }} f")), wanted_texts)
    for xml in (
        "<w:br/>", "<w:cr/>", "<w:tab/>", "<w:noBreakHyphen/>", "<w:softHyphen/>", "<w:pgNum/>",
        '<w:sym w:font="Wingdings" w:char="F04A"/>', '<w:footnoteReference w:id="2"/>',
        '<w:ptab w:relativeTo="margin" w:alignment="center" w:leader="none"/>', IMAGE.format("")[5:-6],
        '<w:fldChar w:fldCharType="begin"/>',
    ):  # fmt: skip
        body(f"{xml[:22]} dans une balise", para(run("n {{ a"), f"<w:r>{xml}</w:r>", run(" }} f")), "DG122")
    for name, xml, text in (
        ("commentaire dans le texte", "<w:t>n {{ a<!-- c --> }} f</w:t>", "n x & y f"),
        ("commentaire hors balise", "<w:t>n<!-- c -->m {{ a }}</w:t>", "nm x & y"),
        ("marque de l'outil", "<w:t>n {{ a<?dg 0?> }} f</w:t>", "n x & y f"),
        ("CDATA", "<w:t><![CDATA[n {{ a }} <f>]]></w:t>", "n x & y <f>"),
        ("entités", "<w:t>&#123;&#x7B; a &#125;}</w:t>", "x & y"),
        ("guillemets simples", "<w:t xml:space='preserve'>q {{ a }} s</w:t>", "q x & y s"),
        ("de droite à gauche", "<w:rPr><w:rtl/></w:rPr><w:t>{{ a }}</w:t>", "x & y"),
    ):
        body(name, para(f"<w:r>{xml}</w:r>"), [text])
    body("marque de l'outil entre blocs", "<?dg 0?>" + p("{{ a }}"), ["x & y"])
    body("texte hors d'un morceau", para("<w:t>{{ a }}</w:t>"), "DG124")
    for name in ("bdo", "dir", "customXml"):
        start, stop = f'<w:{name} w:val="rtl">', f"</w:{name}>"
        body(f"{name} entier", para(start, run("{{ a }}"), stop), ["x & y"])
        body(f"{name} à demi", para(start, run("{{ a"), stop, run(" }}")), "DG122")
    body("customXml de blocs", f"<w:customXml>{twice(p('{{ x }}'))}</w:customXml>", ["1", "2"])
    ruby = f"<w:ruby><w:rubyPr/><w:rt>{run('{{ a }}')}</w:rt><w:rubyBase>{run('b')}</w:rubyBase></w:ruby>"
    body("ruby", para(f"<w:r>{ruby}</w:r>"), ["x & yb"])
    math = "http://schemas.openxmlformats.org/officeDocument/2006/math"
    body("équation", para(f'<m:oMath xmlns:m="{math}"><m:r><m:t>{{{{ a }}}}</m:t></m:r></m:oMath>'), "DG124")


def _fields() -> None:
    for code in ("REF x \\h", 'HYPERLINK "https://x.fr"', "FORMTEXT", 'STYLEREF "Titre 1"', "EQ \\f(1;2)"):
        body(f"résultat de {code}", para(field(code, run("{{ a }}"))), ["x & y"])
    for code in ("PAGE", "NUMPAGES", "DATE", "= 1+1", "SEQ x", "FILENAME", "page"):
        body(f"résultat de {code}", para(field(code, run("{{ a }}"))), "DG124")
    for code in ('HYPERLINK "https://x.fr/{{ a }}"', 'IF "{{ a }}" = "1" "oui" "non"', "REF {{ a }}"):
        body(f"code de {code}", para(field(code, run("z"))), "DG124")
    body("champ dans une balise", para(run("{{ a"), field("PAGE", run("1")), run(" }}")), "DG122")
    begin, middle, end = (SIGN.format(kind) for kind in ("begin", "separate", "end"))
    code = "<w:r><w:instrText> REF x </w:instrText></w:r>"
    split = para(begin, code, middle, run("{{ a }}")) + para(run("{{ a }}"), end)
    body("champ sur deux paragraphes", split, ["x & y", "x & y"])
    cut = para(run("{% if b %}"), begin, code, middle, run("1{% endif %}"), end)
    body("champ coupé par un bloc", cut, "DG132")
    body("MACROBUTTON", para(field("MACROBUTTON x y", run("z"))), "DG111")


def _links() -> None:
    def linked(name: str, xml: str, wanted: list[str] | str, target: str = "https://x.fr") -> None:
        case(name, docx(xml, relations=leading(target)), wanted)

    linked("lien entier", para(link("{{ a }}")), ["x & y"])
    linked("lien en boucle", para(run("{% for x in l %}"), link("{{ x }}"), run("{% endfor %}")), ["12"])
    linked("lien à cheval", para(run("{% for x in l %}"), link("{{ x }}{% endfor %}")), "DG131")
    linked("infobulle", para(link("z", ' w:tooltip="{{ a }}"')), "DG124")
    linked("adresse", para(link("z")), "DG124", "https://x.fr/{{ a }}")
    linked("adresse codée", para(link("z")), "DG124", "https://x.fr/%7B%7B%20a%20%7D%7D")
    linked("courriel codé", para(link("z")), "DG124", "mailto:%7b%7b%20a%7d%7d@x.fr")
    body("ancre", para(f'<w:hyperlink w:anchor="{{{{ a }}}}">{run("z")}</w:hyperlink>'), "DG124")
    for name in ("descr", "title", "name"):
        image = IMAGE.replace('name="x"', "") if name == "name" else IMAGE
        body(f"image {name}", para(image.format(f' {name}="{{{{ a }}}}"')), "DG124")


def _bookmarks() -> None:
    for name in ("_GoBack", "_Hlk123456", "OLE_LINK1", "_Toc123", "_Ref123"):
        body(f"{name} en boucle", twice(para(marked(name, run("{{ x }}")))), ["1", "2"])
        start = f'<w:bookmarkStart w:id="1" w:name="{name}"/>'
        last = para(run("{{ x }}"), '<w:bookmarkEnd w:id="1"/>')
        body(f"{name} qui finit en boucle", para(start, run("q")) + twice(last), ["q", "1", "2"])
    body("signet en boucle", twice(para(marked("ici", run("{{ x }}")))), "DG132")
    around = para('<w:bookmarkStart w:id="1" w:name="ici"/>', run("q")) + twice(p("{{ x }}"))
    body("signet autour d'une boucle", around + para('<w:bookmarkEnd w:id="1"/>'), ["q", "1", "2", ""])
    for kind in ("REF", "PAGEREF"):
        told = para(field(f"{kind} _Ref123 \\h", run("1")))
        body(f"{kind} vers une boucle", twice(para(marked("_Ref123", run("{{ x }}")))) + told, "DG132")
        body(f"{kind} dans sa boucle", twice(para(marked("_Ref123", run("{{ x }}"))) + told), "DG132")
    anchor = para(f'<w:hyperlink w:anchor="_Hlk1">{run("z")}</w:hyperlink>')
    body("lien vers une boucle", twice(para(marked("_Hlk1", run("{{ x }}")))) + anchor, "DG132")


def _sections() -> None:
    block = p("{%p if b %}") + p("o") + SECTION.format("") + p("{%p endif %}")
    body("section ôtée", p("q") + block + p("z"), ["q", "z"], FALSE)
    body("section gardée", p("q") + block + p("z"), ["q", "o", "", "z"])
    carried = SECTION.format(run("{%p if b %}")) + p("o") + p("{%p endif %}")
    body("section qui porte une balise", carried, "DG125")
    body("section en boucle", twice(p("{{ x }}") + SECTION.format("")) + p("z"), ["1", "", "2", "", "z"])


for fill in (
    _parts, _boxes, _controls, _tables, _inside_a_tag, _fields, _links, _bookmarks, _sections,
):  # fmt: skip
    fill()


def test_there_are_many_places() -> None:
    assert len(CASES) >= 130


@pytest.mark.parametrize("name", CASES)
def test_a_tag_gives_its_text_or_is_refused(name: str) -> None:
    source, wanted, of, data = CASES[name]
    if isinstance(wanted, str):
        with pytest.raises(DelibgenError) as caught:
            Template(source).render(data)
        assert wanted in {finding.code for finding in caught.value.findings}, str(caught.value)
    else:
        assert paragraph_texts(Template(source).render(data).to_bytes(), of) == wanted


@pytest.mark.parametrize("xml", [para(run("{% for x in l %}"), IMAGE.format(""), run("{% endfor %}")),
                                 twice(para(IMAGE.format("")))])  # fmt: skip
def test_an_image_repeated_has_its_own_identifier_each_time(xml: str) -> None:
    made = part(Template(docx(xml)).render(DATA).to_bytes())
    found = re.findall(r'docPr id="(\d+)"', made)
    assert len(found) == len(set(found)) == 2


@pytest.mark.parametrize("code", ["SUBJECT", "AUTHOR", "DOCPROPERTY titre", 'QUOTE "x"', 'IF 1 = 1 "a"'])
def test_a_tag_in_a_result_that_word_may_compute_again_is_an_alert(code: str) -> None:
    template = Template(docx(para(field(code, run("{{ a }}")))))
    (found,) = template.findings
    assert (found.code, found.severity) == ("DG124", "alerte")
    assert template.render(DATA).text == "x & y"


@pytest.mark.parametrize(
    "xml",
    [
        "perdu" + p("{{ a }}"),
        p("{{ a }}").replace("<w:p>", "<w:p>perdu"),
        p("{{ a }}").replace("<w:r>", "<w:r>perdu"),
        p("{{ a }}") + "perdu",
        rows(row(cell("{{ a }}")).replace("<w:tc>", "<w:tc>perdu")) + p("z"),
    ],
)
def test_a_text_that_no_paragraph_holds_is_refused(xml: str) -> None:
    with pytest.raises(TemplateError) as caught:
        Template(docx(xml))
    assert {finding.code for finding in caught.value.findings} == {"DG109"}


def test_a_document_of_two_bodies_is_refused() -> None:
    source = docx(p("{{ a }}"))
    double = part(source).replace("</w:body>", f"</w:body><w:body>{p('x')}</w:body>")
    with pytest.raises(TemplateError, match="DG108"):
        Template(replace_part(source, part(source).encode(), double.encode()))
