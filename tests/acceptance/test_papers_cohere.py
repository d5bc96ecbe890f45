"""Proof that extracts, list, minutes, register and certificate agree; each break makes it speak.

What is compared is what is printed, read again from the Word files: one paper is made of other data than the
rest, and the proof must name it.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

import pytest

from delibgen import load_seance, render
from delibgen.actes.papiers import (
    CertificatPublicite,
    ListeDeliberations,
    PapierSeance,
    ProcesVerbal,
    Registre,
)
from delibgen.model.deliberation import Deliberation
from tests.conftest import BUREAU, CONSEIL
from tests.golden.dump import dump

KINDS = (ListeDeliberations, ProcesVerbal, Registre, CertificatPublicite)
SITTING = load_seance(CONSEIL)
POINTS = [acte for acte in SITTING.actes if isinstance(acte, Deliberation)]
DECIDED = ("formule", "dispositif", "cellule montant", "visa")
"""Styles of what an extract, the minutes and the register word alike."""


def lines(acte) -> list[str]:
    """Return the lines of a paper, each with its style, without what only keeps lines together."""
    text = dump(render(acte).to_bytes()).replace("~", " ").replace(" +lié]", "]")
    return [line.strip().removeprefix("| ") for line in text.splitlines()]


def sections(paper: PapierSeance) -> dict[str, list[str]]:
    """Return the lines of each item that the minutes or the register tell, up to the next one."""
    found: dict[str, list[str]] = {}
    current: list[str] = []
    for line in lines(paper):
        told = re.match(r"\[delibgen (?:renseignement|titre de page)\] Délibération n° (\S+)", line)
        if told is not None:
            current = found.setdefault(told[1], [])
        elif line.startswith("[delibgen titre de page]"):
            current = []
        current.append(line)
    return found


def styled(some: Sequence[str]) -> list[str]:
    return [line for line in some if line.startswith(tuple(f"[delibgen {style}" for style in DECIDED))]


def counts(some: Sequence[str]) -> dict[str, int]:
    """Return the counts that a text prints: present, proxies, voters."""
    text = " ".join(some)
    found = {name: re.search(rf"{name} : (\d+)", text) for name in ("Présents", "Pouvoirs", "Votants")}
    by_proxy = re.search(r"Votants : \d+, dont (\d+) par pouvoir", text)
    told = {name: int(hit[1]) for name, hit in found.items() if hit is not None}
    return {**told, **({"par pouvoir": int(by_proxy[1])} if by_proxy else {})}


def disagreements(points: Sequence[Deliberation], papers: Sequence[PapierSeance]) -> list[str]:
    """Return what the papers of a sitting print otherwise than the extracts of its items do."""
    extracts = {point.numero: lines(point) for point in points}
    return [
        f"{paper.titre}: {fault}"
        for paper in papers
        for fault in (
            _of_text(paper, points, extracts)
            if isinstance(paper, ProcesVerbal | Registre)
            else _of_rows(paper, points)
        )
    ]


def _of_text(
    paper: PapierSeance, points: Sequence[Deliberation], extracts: dict[str, list[str]]
) -> Iterator[str]:
    found, whole = sections(paper), " ".join(lines(paper))
    if list(found) != [point.numero for point in points]:
        yield f"items {list(found)}"
    for point in points:
        own, said = extracts[point.numero], found.get(point.numero, [])
        agree = {
            "subject": point.objet in whole and point.objet in " ".join(own),
            "words of the decision": styled(own) == styled(said),
            "outcome": _issue(point) in " ".join(said),
            "counts": _same_counts(own, said),
            "who takes no part": all(name in " ".join(said) for name in _withdrawn(own)),
        }
        yield from (f"{point.numero}: {what}" for what, right in agree.items() if not right)


def _same_counts(own: Sequence[str], said: Sequence[str]) -> bool:
    """Tell whether an item has the counts of its extract: those that both print, and who voted by proxy."""
    theirs, ours = counts(own), counts(said)
    if "Pouvoirs" in theirs and not _withdrawn(own):  # the proxies of one who takes no part are not exercised
        theirs["par pouvoir"] = theirs["Pouvoirs"]
    return all(theirs.get(name, count) == count for name, count in ours.items())


def _issue(point: Deliberation) -> str:
    return point.issue.replace("\u00a0", " ")


def _withdrawn(extract: Sequence[str]) -> list[str]:
    """Return who takes no part, as an extract says it."""
    return re.findall(r"([A-ZÀ-Ý]{2,}[^.\]]*?) ne prend pas part au vote", " ".join(extract))


def _of_rows(paper: PapierSeance, points: Sequence[Deliberation]) -> Iterator[str]:
    text = "\n".join(lines(paper))
    everything = isinstance(paper, ListeDeliberations)
    acts = [point for point in points if everything or not (point.ajourne or point.retire)]
    places = [text.find(f"] {point.numero}\n") for point in acts]
    if -1 in places or places != sorted(places):
        yield "numbers"
    if len(re.findall(r"\] 2024-\d\d\n", text)) != len(acts) and points[0].numero.startswith("2024-"):
        yield "more or fewer items"
    for point, here, end in zip(acts, places, [*places[1:], len(text)], strict=True):
        row = text[here:end]
        if point.objet not in row:
            yield f"{point.numero}: subject"
        if isinstance(paper, ListeDeliberations) and _issue(point) not in row:
            yield f"{point.numero}: outcome"


def papers(points: Sequence[Deliberation]) -> list[PapierSeance]:
    return [kind.of(points[0].seance, points) for kind in KINDS]


@pytest.mark.parametrize("folder", [CONSEIL, BUREAU], ids=lambda path: path.name)
def test_the_papers_of_a_sitting_agree(folder):
    points = [acte for acte in load_seance(folder).actes if isinstance(acte, Deliberation)]
    assert disagreements(points, papers(points)) == []


def changed(point: Deliberation, **fields: object) -> Deliberation:
    return type(point)(**{**{name: getattr(point, name) for name in type(point).model_fields}, **fields})


def _at(rank: int, **fields: object) -> list[Deliberation]:
    return [*POINTS[:rank], changed(POINTS[rank], **fields), *POINTS[rank + 1 :]]


def _scrutin(rank: int, **fields: object) -> list[Deliberation]:
    vote = POINTS[rank].scrutin
    assert vote is not None
    own = {name: getattr(vote, name) for name in type(vote).model_fields}
    return _at(rank, scrutin=type(vote)(**{**own, **fields}))


def _dispositif() -> list[Deliberation]:
    own = POINTS[1].dispositif
    assert own is not None
    first = own.decisions[0]
    other = first.model_copy(update={"texte": first.texte.replace("trois mille cinq cents", "trois mille")})
    assert other != first
    return _at(1, dispositif=own.model_copy(update={"decisions": (other, *own.decisions[1:])}))


def _plan() -> list[Deliberation]:
    plan = POINTS[2].plan_financement
    assert plan is not None
    spent, got = plan.depenses, plan.recettes
    more = spent[0].model_copy(update={"montant": spent[0].montant + Decimal("1.00")})
    less = got[0].model_copy(update={"montant": got[0].montant + Decimal("1.00")})
    both = {"depenses": (more, *spent[1:]), "recettes": (less, *got[1:])}
    return _at(2, plan_financement=plan.model_copy(update=both))


def _everyone_there() -> list[Deliberation]:
    own = {name: getattr(SITTING.seance, name) for name in type(SITTING.seance).model_fields}
    seance = type(SITTING.seance)(**{**own, "mouvements": ()})
    return [changed(point, seance=seance) for point in POINTS]


TEXTS = {"Procès-verbal", "Registre des délibérations"}
ALL = {"Liste des délibérations", *TEXTS}
LISTED = {*ALL, "Certificat de publicité"}
BREAKS: dict[str, tuple[Callable[[], list[Deliberation]], set[str]]] = {
    "a total of votes": (lambda: _scrutin(5, pour=8, contre=9), ALL),
    "the outcome": (lambda: _scrutin(5, pour=10, contre=7), ALL),
    "one abstention for a vote against": (lambda: _scrutin(5, contre=11, abstentions=0), ALL),
    "who votes against": (
        lambda: _scrutin(2, noms_contre=(POINTS[2].presence.presents[1], POINTS[2].presence.presents[2])),
        ALL,
    ),
    "an amount in the words of the decision": (_dispositif, TEXTS),
    "an amount of the funding plan": (_plan, TEXTS),
    "a number": (lambda: _at(3, numero="2024-99"), LISTED),
    "a subject": (lambda: _at(0, objet="Objet d'une autre affaire"), LISTED),
    "the order of the items": (lambda: [POINTS[1], POINTS[0], *POINTS[2:]], LISTED),
    "an item left out": (lambda: POINTS[:-2], LISTED),
    "who is there": (_everyone_there, TEXTS),
    "who takes no part": (lambda: _at(1, deports=()), TEXTS),
    "a visa": (lambda: _at(3, visas=("le code de la route",)), TEXTS),
    "who is appointed": (
        lambda: _scrutin(4, elus=(POINTS[4].presence.presents[0].nom_complet,)),
        ALL,
    ),
    "an item put off that was adopted": (
        lambda: _at(3, scrutin=None, sort_declare="ajourne"),
        LISTED,
    ),
}


@pytest.mark.parametrize("name", BREAKS)
def test_a_break_in_one_paper_alone_is_seen_in_that_paper_alone(name):
    make, speak = BREAKS[name]
    others = make()
    for paper in papers(others):
        right = [one for one in papers(POINTS) if type(one) is not type(paper)]
        found = {fault.split(":")[0] for fault in disagreements(POINTS, [*right, paper])}
        assert found == ({paper.titre} if paper.titre in speak else set())


def test_the_day_of_a_paper_is_that_of_the_others():
    day = SITTING.seance.date
    shown = f"{day.day}er octobre {day.year}" if day.day == 1 else ""
    assert shown
    for acte in (*papers(POINTS), POINTS[0]):
        assert shown in " ".join(lines(acte))
    assert day == dt.date(2024, 10, 1)
