"""A bench for templates: generated acts rendered with one template, and what is lost, ugly or invalid said.

::

    from delibgen.testing import banc

    rapport = banc(ArreteVoirie)
    print(rapport)
    assert rapport.sain
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from delibgen.errors import DelibgenError
from delibgen.formats.contrat import Contrat, contrat
from delibgen.formats.lecture import read_text
from delibgen.model.acte import Acte
from delibgen.render import fill, find_template, load_template, template_folders
from delibgen.testing.laideur import ugly
from delibgen.testing.seances import cas
from delibgen.word import Document, Template, validate


class Defaut(StrEnum):
    """What is wrong in a rendered act, the worst first."""

    ERREUR = "erreur"
    INVALIDE = "invalide"
    PERDU = "perdu"
    LAID = "laid"


@dataclass(frozen=True, slots=True)
class Constat:
    """One thing wrong in one case."""

    cas: str
    defaut: Defaut
    message: str

    def __str__(self) -> str:
        return f"{self.cas} : {self.defaut.value} : {self.message}"


@dataclass(frozen=True, slots=True)
class Rapport:
    """What the bench found."""

    cas: tuple[str, ...]
    """Cases rendered."""
    constats: tuple[Constat, ...]
    documents: dict[str, Document]
    """The rendered acts, by case."""

    @property
    def sain(self) -> bool:
        """Whether nothing is wrong."""
        return not self.constats

    @property
    def pire(self) -> str | None:
        """The case with the most faults, gravest first; ``None`` when nothing is wrong."""
        counts = Counter(constat.cas for constat in self.constats if constat.cas in self.documents)
        return counts.most_common(1)[0][0] if counts else None

    def image(self) -> bytes | None:
        """Return the page of the worst case that holds most of its faults, as PNG.

        ``None`` if all is well or nothing draws pages. The page is told by the words that the faults quote.
        """
        from delibgen.testing.page import worst_page

        if self.pire is None:
            return None
        try:
            messages = [constat.message for constat in self.constats if constat.cas == self.pire]
            return worst_page(self.documents[self.pire].to_bytes(), messages)
        except DelibgenError:
            return None

    def __str__(self) -> str:
        head = f"{len(self.cas)} cas rendus : {', '.join(self.cas)}"
        return "\n".join((head, *map(str, self.constats))) if self.constats else f"{head}\nrien à redire"


def banc(kind: type[Acte], template: Template | str | Path | bytes | None = None) -> Rapport:
    """Render generated acts of a kind with a template, and return what is wrong.

    Nobody absent, one woman alone, 96 names, a tie, a secret vote, empty lists, a subject of 499 characters
    with « & » and « < », 0 €, 1 000 000 €: each case that the kind of act can say.

    Args:
        kind: the kind of act.
        template: its template; the one found for the class by default.

    Raises:
        TemplateError: the template is nowhere, or does not compile.
    """
    compiled = _compiled(kind, template)
    promised = contrat(compiled)
    made = list(cas(kind))
    documents: dict[str, Document] = {}
    constats: list[Constat] = []
    for one in made:
        try:
            documents[one.nom] = fill(one.acte, compiled)
        except DelibgenError as fault:
            constats.append(Constat(one.nom, Defaut.ERREUR, str(fault)))
        else:
            constats += _judge(one.nom, one.acte, documents[one.nom], promised)
    order = list(Defaut)
    constats.sort(key=lambda constat: order.index(constat.defaut))
    return Rapport(tuple(one.nom for one in made), tuple(constats), documents)


def _compiled(kind: type[Acte], template: Template | str | Path | bytes | None) -> Template:
    if isinstance(template, Template):
        return template
    folders = tuple(template_folders(kind))  # of what the template includes
    if isinstance(template, bytes):
        return Template(template, pieces=folders)
    return load_template(template or find_template(kind), folders)


def _judge(nom: str, acte: Acte, document: Document, promised: Contrat) -> Iterator[Constat]:
    for finding in validate(document.to_bytes()):
        yield Constat(nom, Defaut.INVALIDE, str(finding))
    for path in _lost(acte, document, promised):
        yield Constat(nom, Defaut.PERDU, path)
    for message in ugly(document.to_bytes()):
        yield Constat(nom, Defaut.LAID, message)


def _lost(acte: Acte, document: Document, promised: Contrat) -> Iterator[str]:
    """Yield the texts that the template promises to print as they are and that the document lacks."""
    text = _flat(read_text(document))
    for path, places in promised.champs.items():
        plain = all("|" not in written for written in promised.ecritures[path])
        if () in places and plain:
            for value in _values(acte, path.split(".")):
                if _flat(value) not in text:
                    yield f"« {path} » : « {value[:60]} » n'est pas dans le document"


def _values(value: object, steps: list[str]) -> Iterator[str]:
    """Yield the texts found at a path, those of every item of a list."""
    if not steps:
        if isinstance(value, str) and value.strip():
            yield value
        return
    name, listed = steps[0].removesuffix("[]"), steps[0].endswith("[]")
    inner = getattr(value, name, None) if name != "acte" else value
    for item in inner if listed and isinstance(inner, tuple | list) else [inner]:
        yield from _values(item, steps[1:])


def _flat(text: str) -> str:
    return "".join(text.replace("~", " ").replace("\u00a0", " ").split())
