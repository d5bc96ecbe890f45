"""The vote of the accounts: the executive hands over the chair and leaves (CGCT L2121-14)."""

import re
from collections.abc import Iterator

from delibgen.model.deliberation import Deliberation
from delibgen.model.membre import Membre
from delibgen.model.presence import Presence, cles
from delibgen.model.scrutin import Sort
from delibgen.rules.base import Remarque, rule
from delibgen.rules.portee import COMMUNES_ET_EPCI, Portee
from delibgen.rules.textes import written

_ACCOUNTS = re.compile(r"\b(?:comptes? administratifs?|comptes? financiers? uniques?)\b")
_AFTER = re.compile(r"\b(?:affectation|reprise)\b")


def votes_accounts(acte: Deliberation) -> bool:
    """Tell whether the item votes the compte administratif, or the compte financier unique."""
    subject = written(acte).field("objet")
    voted = "compte" in subject and acte.sort in {Sort.ADOPTE, Sort.REJETE}
    return voted and bool(_ACCOUNTS.search(subject)) and not _AFTER.search(subject)


def executive_of(acte: Deliberation) -> Membre:
    """Return the maire or the président: the member of that capacity, or who chairs the sitting."""
    heads = (m for m in acte.assemblee.membres if m.qualite and _HEAD.match(m.qualite.casefold()))
    return next(heads, acte.seance.president)


_HEAD = re.compile(r"(?:maire|présidente?)(?:\b(?! délégué)|$)")


@rule("DG365", "CGCT L2121-14, L5211-1", portee=Portee(natures=COMMUNES_ET_EPCI))
def comptes_sans_l_executif(acte: Deliberation, presence: Presence) -> Iterator[Remarque]:
    """Au vote du compte administratif, un autre préside ; le maire ou le président se retire et ne vote pas.

    Il peut assister au débat. Il ne donne ni ne porte alors de pouvoir.

    De mémoire : le compte financier unique.

    À faire : donner « presidence » au point, et mettre l'exécutif parmi les « deports ».
    """
    if not votes_accounts(acte):
        return
    head = executive_of(acte)
    if acte.president.cle == head.cle:
        yield (
            "presidence",
            f"{head.nom_complet} préside le vote des comptes : l'assemblée élit un autre président",
            "donner « presidence » au point",
        )
    if head.cle in presence.cles_votants:
        given = head.cle in cles(presence.representes)
        why = "son pouvoir ne peut être exercé" if given else "l'exécutif se retire au moment du vote"
        yield (
            "deports",
            f"{head.nom_complet} est compté parmi les votants : {why}",
            "l'ajouter à « deports », avec son motif",
        )
