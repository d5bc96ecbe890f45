"""What makes a joined PDF fit for keeping: PDF/A-2b, and the trees of tags of its files made one.

A file joins with its tags: pages and notes name their entry of the tree by a number, so those of each file
are moved beyond those of the files before.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    import pikepdf

_XMP = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" rdf:about="">
   <pdfaid:part>2</pdfaid:part>
   <pdfaid:conformance>B</pdfaid:conformance>
  </rdf:Description>
  <rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" rdf:about="">
   <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt></dc:title>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>
"""


def is_pdfa2(path: Path) -> bool:
    """Tell whether a PDF file says that it is PDF/A-2, in colours that the packet's own profile can show."""
    import pikepdf

    try:
        with pikepdf.open(path) as pdf:
            with pdf.open_metadata() as metadata:
                part = metadata.pdfa_status[:1]
            intents = list(pdf.Root.get("/OutputIntents", []))
            return part == "2" and all(_is_rgb(intent) for intent in intents)
    except (pikepdf.PdfError, OSError, ValueError):
        return False


def _is_rgb(intent: "pikepdf.Object") -> bool:
    profile = intent.get("/DestOutputProfile")
    return profile is not None and int(profile.get("/N", 0)) == 3


def claim(target: "pikepdf.Pdf", title: str, folio: Path) -> None:
    """Write in a packet what PDF/A-2b asks for: the colour profile of LibreOffice's page, and the claim."""
    import pikepdf

    with pikepdf.open(folio) as source:
        intents = [target.copy_foreign(intent) for intent in source.Root.OutputIntents]
        target.Root.OutputIntents = pikepdf.Array(intents)
    stream = pikepdf.Stream(target, _XMP.format(escape(title)).encode())
    stream.Type, stream.Subtype = pikepdf.Name.Metadata, pikepdf.Name.XML
    target.Root.Metadata = target.make_indirect(stream)


@dataclass
class Etiquettes:
    """The trees of tags of the files joined so far."""

    target: "pikepdf.Pdf"
    kids: list["pikepdf.Object"] = field(default_factory=list)
    parents: list[object] = field(default_factory=list)
    """Number of an entry, the entry, and so on."""
    roles: dict[str, "pikepdf.Object"] = field(default_factory=dict)
    next: int = 0
    whole: bool = True
    """Whether every file has tags."""

    def prepare(self, source: "pikepdf.Pdf") -> None:
        """Move the numbers of a file beyond those of the files before; take them off when it has no tags."""
        tagged = "/StructTreeRoot" in source.Root
        self.whole = self.whole and tagged
        for held, name in _numbered(source):
            if tagged:
                held[name] = int(held[name]) + self.next
            else:
                del held[name]

    def take(self, source: "pikepdf.Pdf") -> None:
        """Take the tree of a file whose pages are in the packet already."""
        import pikepdf

        if "/StructTreeRoot" not in source.Root:
            return
        root = self.target.copy_foreign(source.make_indirect(source.Root.StructTreeRoot))
        tree = pikepdf.NumberTree(root.ParentTree)
        highest = -1
        for number, entry in tree.items():
            self.parents += [self.next + number, entry]
            highest = max(highest, number)
        top = root.K if isinstance(root.K, pikepdf.Array) else [root.K]
        self.kids += list(top)
        # LibreOffice maps standard roles to themselves, which PDF/UA and level a refuse.
        roles = {str(name): role for name, role in dict(root.get("/RoleMap", {})).items()}
        self.roles.update({name: role for name, role in roles.items() if name != str(role)})
        self.next += highest + 1

    def write(self) -> None:
        """Give the packet the one tree."""
        import pikepdf

        if not self.kids:
            return
        root = self.target.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot))
        for kid in self.kids:
            kid.P = root
        root.K = pikepdf.Array(self.kids)
        root.ParentTree = self.target.make_indirect(pikepdf.Dictionary(Nums=pikepdf.Array(self.parents)))
        root.ParentTreeNextKey = self.next
        root.RoleMap = pikepdf.Dictionary(dict(sorted(self.roles.items())))
        self.target.Root.StructTreeRoot = root
        self.target.Root.MarkInfo = pikepdf.Dictionary(Marked=self.whole)


def _numbered(source: "pikepdf.Pdf") -> Iterator[tuple["pikepdf.Object", str]]:
    """Yield each page and each note that has an entry in the tree, with the name of its number."""
    for page in source.pages:
        if "/StructParents" in page.obj:
            yield page.obj, "/StructParents"
        for note in page.obj.get("/Annots", []):
            if "/StructParent" in note:
                yield note, "/StructParent"


__all__ = ["Etiquettes", "claim", "is_pdfa2"]
