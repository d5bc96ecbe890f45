"""What a template may not carry: foreign files, dangerous fields, tracked changes, bound controls."""

import copy
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import unquote

from delibgen.errors import Finding, Place
from delibgen.word.codes import fault, refusal
from delibgen.word.fieldcodes import SAFE_LINK, TAG, check_field, fields_of
from delibgen.word.names import STRICT_NS, W14_NS, W15_NS, W_NS, is_instruction, w
from delibgen.word.opc import Relation, rels_name
from delibgen.word.parts import Places, Story, part_label

if TYPE_CHECKING:
    from lxml.etree import _Element

_FOREIGN_PARTS = {
    "aFChunk": "un fichier incorporé (altChunk)",
    "subDocument": "un sous-document",
    "vbaProject": "des macros",
    "wordVbaData": "des macros",
    "control": "un contrôle ActiveX",
    "frame": "un cadre vers un autre fichier",
    "oleObject": "un objet incorporé (OLE)",
    "extensibility": "un ruban personnalisé",
    "keyMapCustomizations": "des raccourcis qui lancent des macros",
    "attachedToolbars": "des barres d'outils",
    "webextensiontaskpanes": "un complément Office",
    "webextension": "un complément Office",
}
_FOREIGN_TYPES = {
    "vbaproject": "des macros",
    "macroenabled": "des macros",
    "activex": "un contrôle ActiveX",
    "oleobject": "un objet incorporé (OLE)",
    "customization": "un ruban personnalisé",
    "text/html": "un fichier HTML incorporé",
    "application/rtf": "un fichier RTF incorporé",
    "webextension": "un complément Office",
}
_TRACKED = frozenset(
    w(name)
    for name in (
        "ins", "del", "moveFrom", "moveTo", "moveFromRangeStart", "moveToRangeStart", "rPrChange",
        "pPrChange", "sectPrChange", "tblPrChange", "tblPrExChange", "trPrChange", "tcPrChange",
        "tblGridChange", "numberingChange",
        "cellIns", "cellDel", "cellMerge", "delText", "delInstrText", "customXmlInsRangeStart",
        "customXmlDelRangeStart", "customXmlMoveFromRangeStart", "customXmlMoveToRangeStart",
    )
) | {f"{{{W14_NS}}}conflictIns", f"{{{W14_NS}}}conflictDel"}  # fmt: skip
_ELEMENTS = {
    w("altChunk"): "un fichier incorporé (altChunk)",
    w("subDoc"): "un sous-document",
    w("control"): "un contrôle ActiveX",
    w("entryMacro"): "une macro",
    w("exitMacro"): "une macro",
    "{urn:schemas-microsoft-com:office:office}OLEObject": "un objet incorporé (OLE)",
}
_CONTAINERS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"MZ", b"Rar!", b"7z\xbc\xaf")
"""How archives, old Office files and programs begin."""
_PROGRAMS = re.compile(
    r"(?i)(^|/)(vbaProject|vbaData)\b"
    r"|\.(exe|dll|com|scr|pif|msi|cpl|bat|cmd|ps1|psm1|vbs|vbe|js|jse|mjs|wsf|wsh|hta|lnk|jar|reg|sh|py|swf|url)$"
)
"""Names of macros and of what a machine runs or follows, whatever type they are given."""
_ACTIVE_DRAWING = re.compile(
    rb"(?i)<!ENTITY|<\s*(?:\w+:)?(?:script|foreignObject)\b|\son[a-z]+\s*=|@import|\0"
    rb"|\bhref\s*=\s*[\"'](?!\s*(?:#|data:image/))|url\(\s*[\"']?(?!\s*[\"']?\s*(?:#|data:))"
)
"""What makes a drawing of the web more than a drawing; a NUL byte is an encoding where it could hide."""
_ADDRESSES = ("src", "href", "{urn:schemas-microsoft-com:office:office}href")
"""Attributes by which an old drawing (VML) names a file without any relationship."""
ANNOTATOR = "delibgen"
"""Author of the comments that ``verifier --annoter`` writes: they may quote tags."""
_AUTHOR = w("author")


def check_relations(relations: Iterable[Relation], names: Iterable[str]) -> list[Finding]:
    """Return the faults of the relationships: outside links, foreign parts, parts that are missing."""
    present = {name.casefold() for name in names}
    found = [finding for relation in relations if (finding := _check_relation(relation, present))]
    if rels_name("") not in present:
        raise refusal(
            "DG108",
            "la liste des parties (_rels/.rels) manque",
            "enregistrez le document en .docx depuis Word",
        )
    return found


def _check_relation(relation: Relation, present: set[str]) -> Finding | None:
    kind, target = relation.kind, relation.target
    place = Place(part=part_label(relation.source))
    if relation.external:
        return _check_outside(kind, target, place)
    if kind in _FOREIGN_PARTS:
        return fault("DG114", f"le document contient {_FOREIGN_PARTS[kind]}", place, "retirez-le du document")
    if not target.startswith("#") and target.casefold() not in present:
        return fault(
            "DG108",
            f"la partie « {target} » manque dans le document",
            place,
            "réenregistrez le document dans Word",
        )
    return None


def _check_outside(kind: str, target: str, place: Place) -> Finding | None:
    """Refuse what a document would fetch from elsewhere; a link is only followed by who reads."""
    if kind == "hyperlink" and SAFE_LINK.match(target):
        return _check_target(target, place)
    advice = "incorporez le fichier ou retirez le lien ; seuls les liens http, https et mailto restent"
    if kind == "attachedTemplate":
        advice = "dans Word, Développeur, Modèle de document : détachez-le (Normal)"
    message = f"le document dépend d'un fichier extérieur ({kind} : « {target[:80]} »)"
    return fault("DG110", message, place, advice)


def _check_target(target: str, place: Place) -> Finding | None:
    """Refuse a tag in the address of a link: Word writes it « %7B%7B », and nothing would fill it."""
    if not TAG.search(unquote(target)):
        return None
    message = "une balise est placée dans l'adresse d'un lien, que rien ne remplit"
    advice = "écrivez l'adresse dans le texte : {{ url }}, et retirez le lien"
    return fault("DG124", message, replace(place, excerpt=unquote(target)[:120]), advice)


def check_types(
    types: Mapping[str, str], contents: Mapping[str, bytes], roots: Mapping[str, "_Element"]
) -> None:
    """Refuse macros and objects by their content type, and what hides under another name or none."""
    for name, kind in types.items():
        if what := _refused(name, kind.lower(), contents):
            message = f"le document contient {what} (« {name} »)"
            raise refusal("DG114", message, "retirez-le du document")
        if name not in roots and _is_xml(kind.lower()):
            message = f"la partie « {name} » contient du XML sous un nom inhabituel"
            raise refusal("DG106", message, "réenregistrez le document dans Word")


def _refused(name: str, kind: str, contents: Mapping[str, bytes]) -> str:
    """Return what a part is that no template may hold, ``""`` for any other part."""
    if _PROGRAMS.search(name):
        return "un programme"
    if (not kind or kind.startswith("image/")) and contents[name].startswith(_CONTAINERS):
        return "un fichier incorporé"
    if kind.startswith("image/svg") and _ACTIVE_DRAWING.search(contents[name]):
        return "un dessin SVG qui lance ou va chercher quelque chose"
    if kind.endswith(".main+xml"):  # the document itself: one of macros (.docm) is named with its neighbours
        return ""
    return next((what for key, what in _FOREIGN_TYPES.items() if key in kind), "")


def _is_xml(kind: str) -> bool:
    return kind.endswith("+xml") and not kind.startswith("image/")


def check_settings(root: "_Element | None") -> list[Finding]:
    """Return the faults of the settings: a mail merge would ask for its data when the act is opened."""
    if root is None or root.find(w("mailMerge")) is None:
        return []
    advice = "dans Word, Publipostage : choisissez « Document Word normal »"
    message = "le document est attaché à une source de publipostage"
    return [fault("DG110", message, Place(part="réglages"), advice)]


def check_format(root: "_Element") -> None:
    """Refuse the main part of another dialect than the usual one."""
    if root.tag == f"{{{STRICT_NS}}}document":
        what = "ce document est au format « Strict Open XML »"
        raise refusal("DG107", what, "enregistrez-le en « Document Word (.docx) »")
    if root.tag != w("document") or len(root.findall(w("body"))) != 1:
        raise refusal("DG108", "le corps du document manque", "réenregistrez-le dans Word")


def check_story(story: Story, places: Places) -> list[Finding]:
    """Return the faults of a printed part that no value can repair."""
    found: list[Finding] = []
    tracked = list(story.root.iter(*_TRACKED))
    if tracked:
        advice = "dans Word, Révision : acceptez ou refusez toutes les modifications et arrêtez le suivi"
        message = "le document contient des modifications suivies"
        found.append(fault("DG112", message, places.of(tracked[0]), advice))
    for bound in story.root.iter(w("dataBinding"), f"{{{W15_NS}}}dataBinding"):
        message = (
            "un contrôle de contenu est lié à des données : Word imprimerait ces données à la place du texte"
        )
        advice = "remplacez le contrôle de contenu par du texte simple"
        found.append(fault("DG113", message, places.of(bound), advice))
    found += [
        fault("DG114", f"le document contient {_ELEMENTS[str(e.tag)]}", places.of(e), "retirez-le")
        for e in story.root.iter(*_ELEMENTS)
    ]
    found += _check_addresses(story, places)
    if any(e.prefix != "w" for e in story.root.iter(f"{{{W_NS}}}*")):
        found.append(
            fault(
                "DG107",
                "le document n'est pas écrit comme Word l'écrit (préfixe « w: »)",
                Place(part=story.label),
            )
        )
    return found + [
        finding for one in fields_of(story.root) if (finding := check_field(one, places.of(one.first)))
    ]


def check_building_blocks(root: "_Element | None") -> list[Finding]:
    """Return the dangerous fields of the building blocks, which a click brings into the text."""
    if root is None:
        return []
    place = Place(part="blocs de construction")
    found = (check_field(one, place) for one in fields_of(root))
    return [finding for finding in found if finding and finding.code in {"DG110", "DG111"}]


def _check_addresses(story: Story, places: Places) -> list[Finding]:
    return [
        fault(
            "DG110",
            f"un dessin va chercher « {address[:80]} »",
            places.of(e),
            "incorporez l'image, ou retirez le lien",
        )
        for e in story.root.iter("{urn:schemas-microsoft-com:vml}*")
        for key in _ADDRESSES
        if (address := e.get(key, "")) and not (key != "src" and SAFE_LINK.match(address))
    ]


def check_other_parts(
    roots: Mapping[str, "_Element"], stories: Iterable[Story], labels: Mapping[str, str]
) -> list[Finding]:
    """Return a fault for each tag in a part that is not printed: comments, properties, drawings, charts…"""
    printed = {story.name for story in stories}
    return [
        _elsewhere(labels.get(name, name), text)
        for name, root in roots.items()
        if name not in printed and (text := _tagged(root))
    ]


def _tagged(root: "_Element") -> str:
    for text in _texts(_without_our_comments(root)):
        if match := TAG.search(text):
            return text[max(0, match.start() - 20) : match.end() + 60].strip()
    return ""


def _without_our_comments(root: "_Element") -> "_Element":
    """Return a part without the comments of an annotated copy: they quote the faulty tags."""
    if not any(map(_is_ours, root)):
        return root
    root = copy.deepcopy(root)
    for child in list(filter(_is_ours, root)):
        root.remove(child)
    return root


def _is_ours(child: "_Element") -> bool:
    return not is_instruction(child) and child.get(_AUTHOR) == ANNOTATOR


def _texts(root: "_Element") -> Iterator[str]:
    """Yield the text of a part, then the values of its attributes."""
    yield "".join(map(str, root.itertext()))
    for element in root.iter():
        if not is_instruction(element):
            yield from map(str, element.attrib.values())


def _elsewhere(label: str, excerpt: str) -> Finding:
    message = "une balise est placée là où rien n'est imprimé"
    return fault(
        "DG124", message, Place(part=label, excerpt=excerpt), "déplacez-la dans le texte, ou retirez-la"
    )
