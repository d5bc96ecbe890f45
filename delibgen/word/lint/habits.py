"""What Word does to tags while people type them, and what the layout does to their values."""

import re
from collections.abc import Iterable, Iterator

from delibgen.errors import Finding
from delibgen.word.codes import note, warning
from delibgen.word.lint.unshown import COVERED, MASKED, UNUSED, Unshown
from delibgen.word.names import ODD_SPACES
from delibgen.word.styles import Styles
from delibgen.word.tag import Tag
from delibgen.word.writing import unstyled

_HEALED = {
    **dict.fromkeys(ODD_SPACES, "espace typographique"),
    "\u00a0": "espace insécable",
    "\u202f": "espace fine insécable",
    "\u2009": "espace fine",
    "\u2007": "espace de chiffre",
    "\t": "tabulation",
    "“": "guillemets anglais",
    "”": "guillemets anglais",
    "‘": "guillemets simples courbes",
    "’": "guillemets simples courbes",
}


def habits(tags: Iterable[Tag]) -> Iterator[Finding]:
    """Yield an information for each tag that Word spread or changed, and that is read all the same."""
    for tag in tags:
        if tag.faulty or tag.keyword == "#":
            continue
        if tag.pieces > 1:
            message = f"Word a réparti la balise « {tag.raw} » sur {tag.pieces} morceaux : elle est recollée"
            yield _healed("DG170", message, tag)
        signs = dict.fromkeys(_HEALED[char] for char in tag.raw if char in _HEALED)
        if signs:
            shown = ", ".join(signs)
            message = f"la balise « {tag.raw} » contient des signes de Word ({shown}) : ils sont réparés"
            yield _healed("DG171", message, tag)


def _healed(code: str, message: str, tag: Tag) -> Finding:
    return note(code, message, tag.place, "rien à faire")


def layout(doubts: Iterable[Tag], hidden: Iterable[Unshown]) -> Iterator[Finding]:
    """Yield what the layout does to values: a cell that may end up empty, a value in hidden text."""
    for tag in doubts:
        message = (
            f"la cellule ou la zone qui finit par « {tag.raw} » peut se retrouver vide : le rendu échouerait"
        )
        advice = "ajoutez dessous un paragraphe vide hors du bloc, ou une branche {%p else %} avec un texte"
        yield warning("DG173", message, tag.place, advice)
    for place, why in hidden:
        where, advice = _UNSHOWN[why]
        message = f"une balise est {where} : Word ne montre pas sa valeur"
        make = note if why == UNUSED else warning
        yield make("DG174", message, place, advice)


_UNSHOWN = {
    MASKED: ("en texte masqué", "dans Word, Police : décochez « Masqué »"),
    COVERED: ("dans une cellule fusionnée avec celle du dessus", "mettez-la dans la première cellule"),
    UNUSED: (
        "dans un en-tête ou un pied de page que le document n'emploie pas",
        "rien à faire ; pour l'imprimer, cochez dans Word « Première page différente » ou « Pages paires »",
    ),
}


def styles(tags: Iterable[Tag], known: Styles) -> Iterator[Finding]:
    """Yield, at the first tag that prints Markdown, the styles that its lists and tables would lack."""
    tag = next((tag for tag in tags if tag.prefix == "p" and _MARKDOWN.search(tag.body)), None)
    missing = unstyled(known) if tag is not None else []
    if tag is not None and missing:
        message = f"il manque au document {', '.join(missing)}, style de liste ou de tableau"
        advice = "un texte qui en a serait refusé : appliquez ce style une fois dans Word, puis enregistrez"
        yield warning("DG410", f"{message}, pour la balise « {tag.raw} »", tag.place, advice)


_MARKDOWN = re.compile(r"\|\s*markdown\b")
