"""Convention annexed to a deliberation, for two parties or more, and its avenants."""

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import ClassVar, Literal, Self

from delibgen import french
from delibgen.model.acte import Acte, Annexe, Article, Reference, Signature
from delibgen.model.assemblee import Assemblee, Illustration, Siret, format_siret
from delibgen.model.base import A_COMPLETER, Jour, Ligne, Nombre, OuiNon, Rang, Record, Suite, TexteRiche
from delibgen.model.formule import SANS
from delibgen.model.formules import chosen
from delibgen.model.formules_convention import FormulesConvention
from delibgen.model.kept import cached_property
from delibgen.model.membre import PersonneLue
from delibgen.model.montant import Echeancier
from delibgen.model.motifs import Motive
from delibgen.model.phrases_convention import PhrasesConvention
from delibgen.word.lint.mention import Mention

MENTIONS = (
    Mention(
        libelle="l'objet de la convention", champs=("objet", "phrases.titre"), article="Code civil, art. 1163"
    ),
    Mention(
        libelle="les parties",
        champs=("parties.nom", "parties.appellation", "parties.denomination", "phrases.parties.nom"),
        article="Code civil, art. 1101",
    ),
    Mention(
        libelle="qui représente chaque partie",
        champs=("parties.representant", "phrases.parties.apres"),
        article="CGCT L2122-21, L5211-9",
    ),
    Mention(
        libelle="les articles",
        champs=("articles.texte", "phrases.articles.texte"),
        article="Code civil, art. 1103",
    ),
    Mention(
        libelle="les montants",
        champs=("echeancier.lignes.montants", "echeancier.detail", "echeancier.lignes.somme"),
        article="Loi n° 2000-321 du 12 avril 2000, art. 10 ; décret n° 2001-495",
        si=("articles.echeancier", "phrases.articles.echeancier"),
    ),
    Mention(
        libelle="les signatures",
        champs=(
            "signatures",
            "lignes_signatures",
            "phrases.lignes_signatures",
            "parties.representant.nom_sans_civilite",
        ),
        article="Code civil, art. 1367",
    ),
)
"""What a convention says, whatever its layout."""


_ACT = re.compile(r"(?:(?:la|une|sa) )?(?:délibération|décision|arrêté)\b|l[’']arrêté\b", re.IGNORECASE)
"""An act that is only named: « habilité » asks for « par » before it, not before « en vertu de… »."""


_OF_EXTRACTS = frozenset({"visa", "considerant"})
"""Words of the extracts that conventions take too."""


class Partie(Record):
    """A party: who it is, who signs for it, and by what authority."""

    nom: Ligne
    """Nom : « Dijon métropole », « l'association Les Mots passants »."""
    genre: Literal["m", "f"] = "f"
    """Genre du nom, pour les accords : « représentée », « dénommé »."""
    forme: Ligne | None = None
    """Forme juridique : « établissement public de coopération intercommunale »."""
    siege: Ligne | None = None
    """Adresse du siège."""
    siret: Siret | None = None
    """SIRET, 14 chiffres."""
    representant: PersonneLue | None = None
    """Signataire, avec sa qualité."""
    habilitation: Reference | Ligne | None = None
    """Délibération qui habilite le signataire, ou texte libre : « en vertu de ses statuts »."""
    denomination: Ligne | None = None
    """Nom dans la suite du texte : « la Métropole »."""
    publique: OuiNon = True
    """Personne publique ; une personne privée relève de la loi n° 2000-321, article 10."""

    @property
    def feminin(self) -> bool:
        """Whether words about the party are feminine: « représentée », « dénommée »."""
        return self.genre == "f"

    @cached_property
    def siret_lisible(self) -> str | None:
        """« 242 100 410 00012 », with no-break spaces."""
        return format_siret(self.siret) if self.siret else None

    @property
    def appellation(self) -> str:
        """Short name in the rest of the text."""
        return self.denomination or self.nom

    @cached_property
    def texte_habilitation(self) -> str | None:
        """« par délibération du conseil municipal n° 12 du 3 juin 2024 », or the free text."""
        if isinstance(self.habilitation, Reference):
            return f"par {self.habilitation.libelle}"
        bare = self.habilitation is not None and _ACT.match(self.habilitation)
        return f"par {self.habilitation}" if bare else self.habilitation


class Avenant(Record):
    """What an avenant amends."""

    numero: Rang
    """Rang de l'avenant."""
    convention: Ligne
    """Titre de la convention modifiée."""
    signee_le: Jour | None = None
    """Date de signature de la convention modifiée."""

    @cached_property
    def libelle(self) -> str:
        """« à la convention de coopération, signée le 10 janvier 2025 », « au contrat de ville »."""
        link = _LINKS.get(self.convention.split()[0].casefold(), "à la ")
        signed = "signée" if link == "à la " else "signé"
        date = f", {signed} le {french.date_longue(self.signee_le)}" if self.signee_le else ""
        return f"{link}{self.convention}{date}"


_LINKS = {"accord": "à l'", **dict.fromkeys(("bail", "contrat", "marché", "pacte", "protocole"), "au ")}
"""What an avenant amends when it is not « la convention »."""


class Convention(Motive, Acte):
    """A convention; its ``objet`` is its title."""

    template: ClassVar[str] = "convention.docx"
    mentions: ClassVar[tuple[Mention, ...]] = MENTIONS

    parties: Suite[Partie]
    """Parties, deux au moins."""
    avenant: Avenant | None = None
    """Convention modifiée, si l'acte est un avenant."""
    visas: Suite[Ligne] = ()
    """Visas, sans le « Vu » initial."""
    preambule: TexteRiche | None = None
    """Préambule (Markdown)."""
    considerants: Suite[Ligne] = ()
    """Considérants, sans le « Considérant » initial."""
    articles: Suite[Article]
    """Articles, numérotés dans l'ordre."""
    echeancier: Echeancier | None = None
    """Contributions par partie et par année."""
    annexes: Suite[Annexe] = ()
    """Annexes."""
    lieu: Ligne | None = None
    """Lieu de signature."""
    date: Jour | None = None
    """Date de signature."""
    exemplaires: Nombre | None = None
    """Nombre d'exemplaires originaux ; à défaut, un par partie."""
    entete: Suite[Ligne] = ()
    """Lignes d'en-tête."""
    logo: Illustration | None = None
    """Logo."""
    deliberation: Reference | None = None
    """Délibération à laquelle la convention est annexée."""
    formules: FormulesConvention = FormulesConvention()
    """Formules de cette convention, si elles diffèrent de celles de l'assemblée qui l'annexe à un acte."""

    @cached_property
    def phrases(self) -> PhrasesConvention:
        """The lines of the convention, in the words of the public body."""
        return PhrasesConvention(self)

    def formule_motif(self, nom: str) -> str:
        """Return the words around a visa or a recital."""
        return self.phrases.formule(nom)

    def in_words_of(self, assemblee: Assemblee) -> Self:
        """Return the convention in the words of the assembly that annexes it; its own come first."""
        extracts = {n: f for n, f in chosen(assemblee.formules).items() if n in _OF_EXTRACTS and f != SANS}
        theirs = {**extracts, **chosen(assemblee.formules_conventions)}
        if not theirs:
            return self
        words = FormulesConvention.model_validate({**theirs, **chosen(self.formules)})
        return self.model_copy(update={"formules": words})

    @property
    def nombre_exemplaires(self) -> int:
        """Original copies: the number given, or one for each party."""
        return len(self.parties) if self.exemplaires is None else self.exemplaires

    @cached_property
    def exemplaires_en_lettres(self) -> str:
        """« six », « deux »."""
        return french.cardinal(self.nombre_exemplaires)

    @cached_property
    def signatures(self) -> tuple[Signature, ...]:
        """One block for each party, in order."""
        return tuple(_signature(partie) for partie in self.parties)

    @cached_property
    def lignes_signatures(self) -> tuple[tuple[Signature, Signature | None], ...]:
        """Signature blocks two by two, in the order of the parties."""
        blocks = self.signatures
        return tuple(zip_longest(blocks[::2], blocks[1::2]))

    @property
    def parties_au_feminin(self) -> bool:
        """Whether « les Parties » are all feminine, for agreement."""
        return all(partie.feminin for partie in self.parties)

    @property
    def nom_fichier(self) -> str:
        """Name of the file, without its extension."""
        return self.numero or "convention"

    def papers(self) -> Iterator[Acte]:
        """Yield the annexed acts."""
        yield from (annexe.acte for annexe in self.annexes if annexe.acte is not None)


def _signature(partie: Partie) -> Signature:
    person = partie.representant
    capacity = (person.fonction if person else None) or f"[{A_COMPLETER}]"
    return Signature(
        partie=f"Pour {partie.appellation}",
        qualite=capacity,
        nom=person.nom_sans_civilite if person else f"[{A_COMPLETER}]",
    )


__all__ = ["Avenant", "Convention", "Partie"]
