"""Text boxes are written twice (a form for recent readers, one for the others): both must say the same."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from delibgen.errors import Finding
from delibgen.word.codes import warning
from delibgen.word.names import FALLBACK, MC_NS, P, T, ancestor, own_paragraph_nodes
from delibgen.word.parts import Places

if TYPE_CHECKING:
    from lxml.etree import _Element

_BOTH, _CHOICE = f"{{{MC_NS}}}AlternateContent", f"{{{MC_NS}}}Choice"
_ADVICE = "dans Word, tapez de nouveau le texte de la zone et enregistrez : les deux copies sont refaites"


def differing(root: "_Element", places: Places) -> Iterator[Finding]:
    """Yield a finding for each text box whose two copies do not say the same: nobody sees the second one."""
    for both in root.iter(_BOTH):
        shown, other = (_texts(both, child) for child in (both.find(_CHOICE), both.find(FALLBACK)))
        if shown and other and shown != other:
            one, two = _first_difference(shown, other)
            message = f"les deux copies d'une zone de texte diffèrent : « {one} » et « {two} »"
            yield warning("DG179", message, places.of(next(both.iter(P))).around(one), _ADVICE)


def _texts(both: "_Element", form: "_Element | None") -> list[str]:
    """Return the paragraphs of one form, white space apart; boxes inside are read by themselves."""
    paragraphs = form.iter(P) if form is not None else ()
    return [_text(paragraph) for paragraph in paragraphs if ancestor(paragraph, _BOTH) is both]


def _text(paragraph: "_Element") -> str:
    words = (node.text or "" for node in own_paragraph_nodes(paragraph) if node.tag == T)
    return " ".join("".join(words).split())


def _first_difference(shown: list[str], other: list[str]) -> tuple[str, str]:
    pairs = zip([*shown, ""], [*other, ""], strict=False)
    one, two = next(((one, two) for one, two in pairs if one != two), ("", ""))
    return one[:60], two[:60]
