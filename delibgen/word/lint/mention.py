"""What a document must say."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Mention:
    """Something that every document of a kind must print, whatever its template.

    >>> Mention(libelle="la date de la séance", champs=("seance.date",), article="CGCT L2121-23").champs
    ('seance.date',)
    """

    libelle: str
    """What it is, in French: « la date de la séance »."""
    champs: tuple[str, ...]
    """Fields that say it: printing one of them, or a field of it, is enough."""
    article: str = ""
    """Text of law or practice that asks for it."""
    textes: tuple[str, ...] = ()
    """Words of the template that say it too: « unanimité »."""
    si: tuple[str, ...] = ()
    """Conditions under which there is something to say: fields taken to be true."""
    sauf: tuple[str, ...] = ()
    """Conditions under which there is nothing to say: fields taken to be false."""
    parmi: tuple[str, ...] = ()
    """Conditions of which one always holds: the four grammars of an operative part."""
    choix: tuple[str, ...] = ()
    """Fields by which the body lays out its documents: « presentation »."""
