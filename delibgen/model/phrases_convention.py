"""The lines of a convention, in the words that the public body chose: what the template prints."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from delibgen import french
from delibgen.model.acte import AnnexeImprimee
from delibgen.model.base import A_COMPLETER, TexteRiche
from delibgen.model.champs import ANNEXE
from delibgen.model.formule import SANS, Rempli
from delibgen.model.formules import USUELLES, chosen
from delibgen.model.formules_convention import (
    ARTICLE,
    CONVENTION,
    NUMERO,
    PARTIE,
    RANG,
    USUELLES_CONVENTION,
)
from delibgen.model.kept import cached_property
from delibgen.model.phrases_communes import Lignes
from delibgen.model.tournures import annexes_printed

if TYPE_CHECKING:  # convention.py builds on this module
    from delibgen.model.convention import Convention, Partie


_USUELLES = {**USUELLES_CONVENTION, "visa": USUELLES["visa"], "considerant": USUELLES["considerant"]}


@dataclass(frozen=True)
class PartieDite:
    """One party as it is printed; its name stands in bold in the first line."""

    avant: str
    """Ce qui précède son nom."""
    nom: str
    """Son nom, avec sa capitale au besoin."""
    apres: str
    """Ce qui suit son nom."""
    suite: Lignes
    """Lignes suivantes."""
    part: Lignes
    """« d'une part, »."""
    et: Lignes
    """« et : », avant la partie suivante."""


@dataclass(frozen=True)
class ArticleDit:
    """One article as it is printed."""

    avant: str
    """Ce qui précède son numéro, ou toute la ligne s'il n'en a pas."""
    apres: str
    """Ce qui suit son numéro."""
    numerote: bool
    """Word compte son numéro : « 1er », « 2 »."""
    range: bool
    """Word compte son rang : « 1 », « 2 »."""
    titre: str | None
    """Son titre, par lequel un texte y renvoie."""
    texte: TexteRiche
    """Texte (Markdown)."""
    echeancier: bool
    """L'échéancier est imprimé à sa fin."""


@dataclass(frozen=True)
class SignatureDite:
    """One block of signature as it is printed."""

    premiere: str
    """Première ligne, en gras : « Pour la Ville, »."""
    lignes: Lignes
    """Lignes suivantes : « Le Maire, »."""
    nom: str
    """Nom de qui signe."""


class PhrasesConvention:
    """What one convention prints, line by line."""

    def __init__(self, acte: Convention) -> None:
        self.acte = acte
        self._choisies = chosen(acte.formules)

    def formule(self, nom: str) -> str:
        """Return a formula: that of the convention, or the usual one."""
        found = self._choisies.get(nom)
        return _USUELLES.get(nom, SANS) if found is None else found

    def _lignes(self, nom: str) -> Lignes:
        return Rempli(CONVENTION, self.acte).lignes(self.formule(nom))

    @property
    def titre(self) -> Lignes:
        """Title."""
        return self._lignes("titre")

    @property
    def sous_titre(self) -> Lignes:
        """What an avenant amends."""
        return self._lignes("sous_titre")

    @property
    def objet(self) -> Lignes:
        """Subject of an avenant."""
        return self._lignes("objet")

    @property
    def deliberation(self) -> Lignes:
        """Deliberation to which the convention is annexed."""
        return self._lignes("deliberation")

    @property
    def entre(self) -> Lignes:
        """What stands above the parties."""
        return self._lignes("entre")

    @cached_property
    def parties(self) -> tuple[PartieDite, ...]:
        """The parties, in order."""
        total = len(self.acte.parties)
        return tuple(self._partie(partie, rank, total) for rank, partie in enumerate(self.acte.parties, 1))

    def _partie(self, partie: Partie, rang: int, total: int) -> PartieDite:
        said = Rempli(PARTIE, (partie, rang, total))
        first, *others = said.lignes(self.formule("partie")) or ("",)
        name = next((n for n in (french.capitale(partie.nom), partie.nom) if n in first), "")
        before, _, after = first.partition(name) if name else (first, "", "")
        return PartieDite(
            avant=before,
            nom=name,
            apres=after,
            suite=tuple(others),
            part=said.lignes(self.formule("part")),
            et=said.lignes(self.formule("et")) if rang < total else (),
        )

    @property
    def ensemble(self) -> Lignes:
        """What stands under the last party."""
        return self._lignes("ensemble")

    @property
    def preambule(self) -> Lignes:
        """Heading of the preamble and of the recitals."""
        return self._lignes("preambule") if self.acte.preambule or self.acte.considerants else ()

    @property
    def convenu(self) -> Lignes:
        """What opens the articles."""
        return self._lignes("convenu")

    @cached_property
    def articles(self) -> tuple[ArticleDit, ...]:
        """The articles, in order."""
        return tuple(self._articles())

    def _articles(self) -> Iterator[ArticleDit]:
        total, formule = len(self.acte.articles), self.formule("article")
        for rank, article in enumerate(self.acte.articles, 1):
            line = " ".join(Rempli(ARTICLE, (article, rank, total)).lignes(formule))
            mark = NUMERO if NUMERO in line else RANG
            before, number, after = line.partition(mark)
            yield ArticleDit(
                avant=before,
                apres=after,
                numerote=number == NUMERO,
                range=number == RANG,
                titre=article.titre,
                texte=article.texte,
                echeancier=article.echeancier,
            )

    @property
    def annexes(self) -> Lignes:
        """Heading of the list of the annexes."""
        return self._lignes("annexes") if self.acte.annexes else ()

    @property
    def annexes_listees(self) -> Lignes:
        """The annexes, one line each."""
        formule = self.formule("annexe")
        return tuple(" ".join(Rempli(ANNEXE, annexe).lignes(formule)) for annexe in self.acte.annexes)

    @property
    def annexes_imprimees(self) -> tuple[AnnexeImprimee, ...]:
        """Annexes that are texts, printed after the convention."""
        return annexes_printed(self.acte.annexes, self.formule("annexe_imprimee"))

    @property
    def fait(self) -> Lignes:
        """Place, day and copies."""
        return self._lignes("fait")

    @cached_property
    def signatures(self) -> tuple[SignatureDite, ...]:
        """One block for each party, in order."""
        total = len(self.acte.parties)
        return tuple(self._signature(partie, rank, total) for rank, partie in enumerate(self.acte.parties, 1))

    def _signature(self, partie: Partie, rang: int, total: int) -> SignatureDite:
        first, *others = Rempli(PARTIE, (partie, rang, total)).lignes(self.formule("signature")) or ("",)
        person = partie.representant
        named = person.nom_sans_civilite if person else f"[{A_COMPLETER}]"
        return SignatureDite(first, tuple(others), named)

    @cached_property
    def lignes_signatures(self) -> tuple[tuple[SignatureDite, SignatureDite | None], ...]:
        """Signature blocks two by two."""
        blocks = self.signatures
        return tuple(zip_longest(blocks[::2], blocks[1::2]))


__all__ = ["ArticleDit", "PartieDite", "PhrasesConvention", "SignatureDite"]
