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

from delibgen.apercu import office
from delibgen.errors import DelibgenError
from delibgen.formats.champs import Champ
from delibgen.formats.contrat import Contrat, contrat
from delibgen.formats.gabarit import SIGNATAIRES
from delibgen.model.acte import Acte
from delibgen.model.membre import Personne
from delibgen.render import fill, find_template, load_template, template_folders
from delibgen.testing.laideur import ugly
from delibgen.testing.mise_en_page import badly_laid_out
from delibgen.testing.papier import cut_by_pages, not_printed
from delibgen.testing.pertes import lost, unprinted
from delibgen.testing.seances import Cas, cas
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
    omis: tuple[str, ...] = ()
    """Fields of the act that may be missing and that the template prints nowhere, on purpose or not."""

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
        omis = (f"jamais imprimés : {', '.join(self.omis)}",) if self.omis else ()
        return "\n".join((head, *omis, *(map(str, self.constats) if self.constats else ("rien à redire",))))


def banc(
    kind: type[Acte], template: Template | str | Path | bytes | None = None, *, pages: bool = False
) -> Rapport:
    """Render generated acts of a kind with a template, and return what is wrong.

    Nobody absent, one woman alone, 96 names, a tie, a secret vote, empty lists, a subject of 499 characters
    with « & » and « < », 0 €, 1 000 000 €: each case that the kind of act can say.

    Args:
        kind: the kind of act.
        template: its template; the one found for the class by default.
        pages: look at the printed pages too, by LibreOffice (some ten seconds): a heading at the foot of a
            page and its text on the next one, a signature cut, a text that its frame hides.

    Raises:
        TemplateError: the template is nowhere, or does not compile.
        ConversionError, MissingToolError: the pages are asked for, and LibreOffice made nothing of them.
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
            constats += _judge(one, documents[one.nom], promised)
    unread = list(unprinted({one.nom: one.acte for one in made}, documents, promised))
    constats += [_forgotten(champ) for champ in unread if champ.obligatoire]
    if pages:
        constats += _printed(documents)
    constats = _once(constats)
    constats.sort(key=lambda constat: list(Defaut).index(constat.defaut))
    omis = tuple(champ.nom for champ in unread if not champ.obligatoire)
    return Rapport(tuple(one.nom for one in made), tuple(constats), documents, omis)


def _forgotten(champ: Champ) -> Constat:
    message = f"« {champ.nom} » ({champ.description or champ.nature}) n'est imprimé nulle part"
    return Constat("tous les cas", Defaut.PERDU, message)


def _compiled(kind: type[Acte], template: Template | str | Path | bytes | None) -> Template:
    if isinstance(template, Template):
        return template
    folders = tuple(template_folders(kind))  # of what the template includes
    if isinstance(template, bytes):
        return Template(template, pieces=folders)
    return load_template(template or find_template(kind), folders)


def _judge(one: Cas, document: Document, promised: Contrat) -> Iterator[Constat]:
    data = document.to_bytes()
    for finding in validate(data):
        yield Constat(one.nom, Defaut.INVALIDE, str(finding))
    for path in lost(one.acte, document, promised):
        yield Constat(one.nom, Defaut.PERDU, path)
    for message in (*ugly(data), *badly_laid_out(data, _signers(one.acte))):
        yield Constat(one.nom, Defaut.LAID, message)


def _signers(acte: Acte) -> Iterator[str]:
    for name in SIGNATAIRES:
        person = getattr(acte, name, None)
        if isinstance(person, Personne):
            yield person.nom_sans_civilite


def _printed(documents: dict[str, Document]) -> Iterator[Constat]:
    """Yield what the pages of the rendered acts show, all converted in one run."""
    contents = {nom: document.to_bytes() for nom, document in documents.items()}
    texts = office.read_pages(tuple(contents.values())) if contents else ()
    for (nom, data), read in zip(contents.items(), texts, strict=True):
        yield from (Constat(nom, Defaut.PERDU, message) for message in not_printed(data, read))
        yield from (Constat(nom, Defaut.LAID, message) for message in cut_by_pages(data, read))


def _once(constats: list[Constat]) -> list[Constat]:
    """Return the faults, what the template lays out badly in every case told for the first one only."""
    seen = set[str]()
    kept = []
    for constat in constats:
        if constat.message not in seen or constat.defaut is not Defaut.LAID:
            kept.append(constat)
        seen.add(constat.message)
    return kept
