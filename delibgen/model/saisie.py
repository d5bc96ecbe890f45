"""The operative part as it is pasted from an older act, read as it was meant.

The number of an article is printed, never typed: « Article 1er : Le tarif… » would be printed as « Article
1er : Article 1er : Le tarif… ». « "APPROUVE: le compte" », quoted whole, is a verb and what is approved.
"""

import re
from collections.abc import Iterable, Sequence

_NUMBERED = re.compile(
    r"(?:article|art\.)[ \u00a0]*(?P<rank>1er|premier|unique|[0-9]{1,3})"
    r"[ \u00a0]*(?:[:–—-]|\.[ \u00a0]*[:–—-]?)[ \u00a0]*(?=\S)",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"(?P<verb>(?:(?:de |d['’])\w+(?:er|ir|re)|"
    r"(?:ACCEPTE|ACCORDE|ADOPTE|AFFECTE|APPROUVE|ARRÊTE|ATTRIBUE|AUTORISE|CHARGE|CONFIRME|CRÉE|DÉCIDE|DEMANDE"
    r"|DÉSIGNE|DIT|DONNE|ÉMET|FIXE|INSTALLE|MANDATE|PRÉCISE|PREND|RETIENT|SOLLICITE|SUPPRIME|VALIDE|VOTE)\b"
    r"[A-ZÀ-Ý'’ ]*?))[ \u00a0]?:[ \u00a0\n]+(?P<text>\S.*)",
    re.DOTALL,
)
_RANKS = {"1er": 1, "premier": 1, "unique": 1}


def as_meant(items: Sequence[object]) -> Sequence[object]:
    """Return a list of decisions without the numbers typed before them, each verb apart from its text.

    Only where every item says it: an article « Article 4 : … » of modified statutes stays as it is written.

    >>> as_meant(["Article 1er : Le tarif est fixé.", {"Article 2": "Il s'applique."}])
    ['Le tarif est fixé.', "Il s'applique."]
    >>> as_meant(["APPROUVE: le compte", "AUTORISE : le maire à signer"])
    [{'verbe': 'APPROUVE', 'texte': 'le compte'}, {'verbe': 'AUTORISE', 'texte': 'le maire à signer'}]
    """
    texts = [_whole(item) for item in items]
    numbered = [_NUMBERED.match(text) for text in texts]
    ranks = [_RANKS.get((rank := found["rank"].lower()), 0) or int(rank) for found in numbered if found]
    if ranks and ranks == [*range(1, len(items) + 1)]:
        return [text[found.end() :] for text, found in zip(texts, numbered, strict=True) if found]
    return _with_verbs(items)


def _whole(item: object) -> str:
    """Return the sentence of an item; « - Article 1er: le tarif » is one that YAML cuts at the colon."""
    match item:
        case str():
            return item.strip()
        case dict() if len(item) == 1:
            return _sentence(item.items())
    return ""


def _sentence(pairs: Iterable[tuple[object, object]]) -> str:
    return next((f"{key} : {text}" for key, text in pairs if isinstance(text, str)), "")


def _with_verbs(items: Sequence[object]) -> Sequence[object]:
    found = [_VERB.fullmatch(item.strip()) if isinstance(item, str) else None for item in items]
    verbs = [{"verbe": one["verb"], "texte": one["text"]} for one in found if one]
    return verbs if len(verbs) == len(items) else items


__all__ = ["as_meant"]
