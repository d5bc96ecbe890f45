"""The operative part of an act: decisions in one grammar, each a sentence and what follows it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Self

from pydantic import AfterValidator, Strict, model_validator

from delibgen import french
from delibgen.model.base import Choix, Ligne, OuiNon, Record, Suite, Texte, TexteRiche
from delibgen.model.kept import cached_property
from delibgen.model.saisie import as_meant


class Grammaire(Choix):
    """The grammars of the operative part; one act never mixes them."""

    INFINITIFS = "infinitifs"
    VERBES = "verbes"
    VERBES_NUMEROTES = "verbes_numerotes"
    ARTICLES = "articles"
    LISTE = "liste"
    """Things decided, without a verb each: « décide : - la mise en vente … ; - le prix … »."""


_BEGUN = re.compile(r"^(?:de |d['’])", re.IGNORECASE)
_ENDS_AS_INFINITIVE = re.compile(
    r"(?:er|ir|[nru]dre|ttre|[aio]ître|être|clure|clore|crire|[dl]ire|uire|faire|suivre|vivre|rompre|vaincre)$"
)


def write_verb(verbe: str) -> str:
    """Return the verb of a decision as it is printed: « de » is added to a bare infinitive.

    A verb in capitals (« APPROUVE ») or in the third person (« prend acte ») is kept as it is.

    >>> write_verb("approuver"), write_verb("D'autoriser"), write_verb("PREND ACTE"), write_verb("retire")
    ("d'approuver", "D'autoriser", 'PREND ACTE', 'retire')
    """
    first = verbe.split(" ")[0]
    bare_infinitive = not first.isupper() and _ENDS_AS_INFINITIVE.search(first.lower())
    if _BEGUN.match(verbe) or not bare_infinitive:
        return verbe
    return french.de_verbe(verbe[0].lower() + verbe[1:])


_STARTS_BLOCK = re.compile(r"\n(?=[ \t]*(?:\n|[-*+>|#] |\||[0-9]{1,9}[.)] ))")
"""Where a sentence ends and a list, a table or another paragraph begins."""


class Decision(Record):
    """One decision of the operative part: a sentence, then lists, tables and paragraphs if there are some."""

    verbe: Annotated[Ligne, AfterValidator(write_verb)] | None = None
    """« d'approuver » (infinitifs), « APPROUVE » (verbes) ; rien pour un article."""
    texte: TexteRiche
    """Ce qui est décidé, sans le point final ; suivi au besoin d'une liste, d'un tableau (Markdown)."""

    @property
    def ponctue(self) -> bool:
        """Whether the text ends with its own punctuation, or with something else than a sentence."""
        text = self.texte.rstrip()
        return text.endswith((".", ";", "!", "?", "…")) or ("\n" in text and bool(self.suite))

    @cached_property
    def phrase(self) -> str:
        """The sentence, which runs up to a blank line, a list or a table."""
        if "\n" not in self.texte:
            return self.texte.strip()
        return _STARTS_BLOCK.split(self.texte.strip(), maxsplit=1)[0].rstrip()

    @cached_property
    def suite(self) -> str:
        """What follows the sentence (Markdown), or nothing."""
        return self.texte.strip()[len(self.phrase) :].strip("\n")


_SHORT_MARK = 3
"""Signs that go before the tab of a mark: « 9°) », no more."""


@dataclass(frozen=True)
class LigneDispositif:
    """One decision as it is printed."""

    verbe: str
    """« d'approuver », « APPROUVE » ; vide pour un article."""
    texte: TexteRiche
    """Texte entier, avec sa ponctuation."""
    phrase: Texte
    """Sa phrase, avec sa ponctuation."""
    suite: str = ""
    """Ce qui suit la phrase : liste, tableau, paragraphes (Markdown)."""
    marque: str = ""
    """« Article 1er : », « 1. », ou la marque que l'assemblée a choisie ; vide pour un tiret."""
    tiret: OuiNon = False
    """La ligne commence par le tiret de son style."""
    article: OuiNon = False
    """C'est un article."""

    @property
    def marque_longue(self) -> bool:
        """Whether the mark is wider than the indent of its style: « 1° - », « Point 2 »."""
        return len(self.marque) > _SHORT_MARK


def _told_grammar(decisions: Sequence[object]) -> Grammaire:
    """Return the grammar that the first verb of some decisions tells."""
    verbs = (item.get("verbe") for item in decisions if isinstance(item, dict))
    verb = next(filter(None, verbs), None)
    return grammar_of(write_verb(verb) if isinstance(verb, str) else None)


class Dispositif(Record):
    """The operative part: decisions in one of the grammars."""

    grammaire: Annotated[Grammaire, Strict(strict=False)]
    """Grammaire : infinitifs, verbes, verbes_numerotes, articles ou liste."""
    decisions: Suite[Decision]
    """Décisions, dans l'ordre."""

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, data: object) -> object:
        """Read ``[{"d'approuver": "la convention"}, …]``, or a list of texts for articles."""
        if isinstance(data, dict) and isinstance(data.get("decisions"), list):
            items = as_meant(data["decisions"]) if data.get("grammaire") == "articles" else data["decisions"]
            return {**data, "decisions": [_short_decision(item) for item in items]}
        if not isinstance(data, list):
            return data
        decisions = [_short_decision(item) for item in as_meant(data)]
        return {"grammaire": _told_grammar(decisions), "decisions": decisions}

    @model_validator(mode="after")
    def _one_grammar(self) -> Self:
        for decision in self.decisions:
            fault = _grammar_fault(self.grammaire, decision)
            if fault:
                raise ValueError(fault)
        return self

    @cached_property
    def lignes(self) -> tuple[LigneDispositif, ...]:
        """The decisions as they are printed, each with its final punctuation: « ; » then « . »."""
        return self.dites(None)

    def dites(self, marques: Sequence[str] | None) -> tuple[LigneDispositif, ...]:
        """Return the decisions as they are printed, after the marks that an assembly chose for them."""
        last, articles = len(self.decisions) - 1, self.articles
        dash = (self.infinitifs or self.liste) and not marques
        return tuple(
            LigneDispositif(
                verbe=decision.verbe or "",
                texte=decision.texte + (mark := self._mark(decision, last=rank == last)),
                phrase=decision.phrase + mark,
                suite=decision.suite,
                marque=marques[rank] if marques else "",
                tiret=dash,
                article=articles,
            )
            for rank, decision in enumerate(self.decisions)
        )

    def _mark(self, decision: Decision, *, last: bool) -> str:
        if decision.ponctue:
            return ""
        return "." if last or self.articles else "\u00a0;"

    @property
    def infinitifs(self) -> bool:
        """« décide : - d'approuver … ; - de mandater … »."""
        return self.grammaire is Grammaire.INFINITIFS

    @property
    def liste(self) -> bool:
        """« décide : - la mise en vente … ; - le prix … »."""
        return self.grammaire is Grammaire.LISTE

    @property
    def verbes(self) -> bool:
        """« APPROUVE … », « AUTORISE … »."""
        return self.grammaire is Grammaire.VERBES

    @property
    def verbes_numerotes(self) -> bool:
        """« 1. ACCEPTE … »."""
        return self.grammaire is Grammaire.VERBES_NUMEROTES

    @property
    def articles(self) -> bool:
        """« Article 1er : … », « Article unique : … »."""
        return self.grammaire is Grammaire.ARTICLES


def _short_decision(item: object) -> object:
    if isinstance(item, str):
        return {"texte": item}
    if isinstance(item, dict) and len(item) == 1 and not item.keys() & {"verbe", "texte"}:
        verb, text = next(iter(item.items()))
        return {"verbe": verb, "texte": text}
    return item


def _grammar_fault(grammaire: Grammaire, decision: Decision) -> str:
    verb = decision.verbe
    if grammaire in {Grammaire.ARTICLES, Grammaire.LISTE}:
        what = "un article" if grammaire is Grammaire.ARTICLES else "une liste"
        return f"{what} n'a pas de verbe à part : écrire « {verb} » dans le texte" if verb else ""
    if not verb:
        return (
            f"« {decision.texte[:40]} » : verbe attendu, « d'approuver » ou « APPROUVE », "
            "puis « : » et ce qui est décidé"
        )
    infinitive = bool(_BEGUN.match(verb))
    if infinitive != (grammaire is Grammaire.INFINITIFS):
        return f"« {verb} » ne va pas avec la grammaire « {grammaire.value} » ; une seule par acte"
    return ""


def grammar_of(verbe: str | None) -> Grammaire:
    """Return the grammar that a verb announces.

    >>> grammar_of("d'approuver"), grammar_of("APPROUVE"), grammar_of(None)
    (<Grammaire.INFINITIFS: 'infinitifs'>, <Grammaire.VERBES: 'verbes'>, <Grammaire.ARTICLES: 'articles'>)
    """
    if verbe is None:
        return Grammaire.ARTICLES
    return Grammaire.INFINITIFS if _BEGUN.match(verbe) else Grammaire.VERBES


__all__ = ["Decision", "Dispositif", "Grammaire", "LigneDispositif", "grammar_of", "write_verb"]
