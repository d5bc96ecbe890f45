"""Visas and recitals as they are printed: between the words of a formula, unless they bring their own."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from delibgen.model.formule import SANS
from delibgen.model.formules import USUELLES
from delibgen.model.kept import cached_property

_OWN_OPENING = re.compile(
    r"(?:VU|Vu|SUR|Sur|APRÈS|Après|OUÏ|Ouï|ENTENDU|Entendu|ATTENDU|Attendu|CONSIDÉRANT|Considérant)\b"
)
"""A visa or a recital that begins with its own word keeps it: « Sur la proposition de… »."""
_WORD_OF_FORMULA = re.compile(r"\A(?:vu|considérant)[ \u00a0]+")
"""The word of the formula, written in the data all the same."""
_MARKS = (";", ",", ":")
"""A mark that the data end with: it stands for that of the formula."""
_FULL_STOP = re.compile(r"(?:[a-zà-öø-ÿœ]{5,}|[\d)»])[\u00a0 ]?\.\Z")
"""A full stop after a whole word or a number; « C.G.C.T. », « et suiv. », « etc. » do not end a sentence."""
_DASH = re.compile(r"[-–—•][ \u00a0]")
"""What begins an item of a list under a visa that ends with « : »: it has no word of its own."""


def motive(formule: str, champ: str, texte: str) -> str:
    """Return a visa or a recital between the words of its formula; its own first word takes their place.

    >>> motive("Vu {visa} ;", "visa", "le code"), motive("Vu {visa} ;", "visa", "Ouï le rapporteur")
    ('Vu le code ;', 'Ouï le rapporteur ;')

    Args:
        formule: the words around, with one place « {champ} ».
        champ: name of the place: « visa », « considerant ».
        texte: the visa or the recital, as it was written.
    """
    before, after = around(formule, champ)
    after = "" if texte.endswith(_MARKS) or _ends(texte) else after
    if texte.startswith(("vu", "considérant")):
        texte = _WORD_OF_FORMULA.sub("", texte)
    return f"{texte}{after}" if _OWN_OPENING.match(texte) or _DASH.match(texte) else f"{before}{texte}{after}"


def motives(formule: str, champ: str, textes: tuple[str, ...]) -> tuple[str, ...]:
    """Return visas or recitals, each between the words of their formula; nothing where it prints none."""
    return () if formule == SANS else tuple(motive(formule, champ, texte) for texte in textes)


def _ends(texte: str) -> bool:
    """Tell whether a text ends with a full stop of its own, not with that of an abbreviation.

    >>> _ends("la demande du 2 mai 2024."), _ends("le C.G.C.T."), _ends("l'article L. 1 et suiv.")
    (True, False, False)
    """
    return texte.endswith(".") and _FULL_STOP.search(texte) is not None


@lru_cache(maxsize=256)
def around(formule: str, champ: str) -> tuple[str, str]:
    """Return what a formula prints before and after its place."""
    before, _, after = formule.partition(f"{{{champ}}}")
    return before, after


class Motive:
    """An act other than an extract, with visas and recitals; the words around them are the usual ones."""

    if TYPE_CHECKING:  # declared by each subclass, at its own place among its fields

        @property
        def visas(self) -> tuple[str, ...]:
            """Visas."""

        @property
        def considerants(self) -> tuple[str, ...]:
            """Recitals."""

    def formule_motif(self, nom: str) -> str:
        """Return the words around a visa (« visa ») or a recital (« considerant »)."""
        return USUELLES[nom]

    @cached_property
    def visas_dits(self) -> tuple[str, ...]:
        """Visas, each with its opening word and its mark: « Vu le code… ; », « Sur la proposition… ; »."""
        return self._motives("visa", self.visas)

    @cached_property
    def considerants_dits(self) -> tuple[str, ...]:
        """Recitals, in the same way."""
        return self._motives("considerant", self.considerants)

    def _motives(self, nom: str, textes: tuple[str, ...]) -> tuple[str, ...]:
        return motives(self.formule_motif(nom), nom, textes)


__all__ = ["Motive", "around", "motive", "motives"]
