"""Elections and appointments by secret ballot: the papers, the rounds, the elected (CGCT L2121-21)."""

import re
from collections.abc import Iterator
from typing import TypeGuard

from delibgen import french
from delibgen.errors import Severity, did_you_mean
from delibgen.model.deliberation import Deliberation
from delibgen.model.membre import fold_name
from delibgen.model.presence import Presence
from delibgen.model.scrutin import Candidature, Scrutin, Tour
from delibgen.rules.base import Remarque, rule
from delibgen.rules.elections import each_election
from delibgen.rules.textes import plain

Round = tuple[str, int, Tour]
"""Path of a round, its number, and itself."""


def _rounds(acte: Deliberation) -> Iterator[Round]:
    for rank, tour in enumerate(acte.scrutin.tours if acte.scrutin else ()):
        yield f"scrutin.tours[{rank}]", rank + 1, tour


@rule("DG340", "CGCT L2121-21", severity=Severity.BLOQUANT)
@each_election
def bulletins_et_votants(acte: Deliberation, presence: Presence) -> Iterator[Remarque]:
    """L'urne ne contient pas plus de bulletins qu'il n'y a de votants.

    À faire : corriger les bulletins, les présents, les pouvoirs ou les déports.
    """
    for path, number, tour in _rounds(acte):
        if tour.bulletins > presence.votants:
            yield (
                f"{path}.bulletins",
                f"tour {number} : {french.compte(tour.bulletins, 'bulletin')} pour "
                f"{french.compte(presence.votants, 'votant')}",
                "corriger les bulletins, les présents, les pouvoirs ou les déports",
            )


@rule("DG341", "CGCT L2121-21", severity=Severity.BLOQUANT)
@each_election
def exprimes_possibles(acte: Deliberation) -> Iterator[Remarque]:
    """Blancs et nuls ne dépassent pas les bulletins ; nul n'a plus de voix qu'il n'y a d'exprimés.

    À faire : corriger les voix, les bulletins, les blancs ou les nuls.
    """
    for path, number, tour in _rounds(acte):
        if tour.exprimes < 0:
            yield (
                f"{path}.bulletins",
                f"tour {number} : plus de blancs et de nuls que de bulletins : {_papers(tour)}",
                "corriger les bulletins, les blancs ou les nuls",
            )
            continue
        for rank, candidate in enumerate(tour.candidatures):
            if candidate.voix > tour.exprimes:
                yield (
                    f"{path}.candidatures[{rank}].voix",
                    f"tour {number} : {candidate.nom} a {candidate.voix} voix pour {_cast(tour)}",
                    "corriger les voix ou les bulletins",
                )


def _papers(tour: Tour) -> str:
    found, blank = french.compte(tour.bulletins, "bulletin"), french.compte(tour.blancs, "blanc")
    return f"{found} − {blank} − {french.compte(tour.nuls, 'nul')}"


def _cast(tour: Tour) -> str:
    return f"{french.compte(tour.exprimes, 'suffrage exprimé')} ({_papers(tour)})"


def _uneven(acte: Deliberation) -> Iterator[Remarque]:
    for path, number, tour in _rounds(acte):
        total = sum(candidate.voix for candidate in tour.candidatures)
        above = any(candidate.voix > tour.exprimes for candidate in tour.candidatures)
        if total != tour.exprimes and not above and tour.exprimes >= 0:
            yield (
                path,
                f"tour {number} : {total} voix obtenues en tout, pour {_cast(tour)}",
                "corriger les voix, les blancs, les nuls ou les bulletins",
            )


def _single(scrutin: Scrutin | None) -> TypeGuard[Scrutin]:
    return scrutin is not None and len(scrutin.elus) == 1


@rule("DG342", "CGCT L2121-21", severity=Severity.BLOQUANT)
@each_election
def voix_egales_aux_exprimes(acte: Deliberation) -> Iterator[Remarque]:
    """Pour un seul siège, les voix obtenues font les suffrages exprimés : bulletins − blancs − nuls.

    À faire : corriger les voix, les blancs, les nuls ou les bulletins.
    """
    if _single(acte.scrutin):
        yield from _uneven(acte)


@rule("DG343", "CGCT L2121-21")
@each_election
def voix_et_exprimes_a_plusieurs(acte: Deliberation) -> Iterator[Remarque]:
    """Pour plusieurs sièges, les voix peuvent différer des suffrages exprimés : à vérifier.

    À faire : vérifier les voix et les bulletins.
    """
    if not _single(acte.scrutin):
        yield from _uneven(acte)


def _whom_to_elect(elected: str, scrutin: Scrutin) -> str:
    """Return what to do with an elected person who stood in no round: the closest candidate's name."""
    names = (candidate.nom for tour in scrutin.tours for candidate in tour.candidatures)
    return did_you_mean(elected, names, "corriger l'élu ou les candidatures")


def _result(scrutin: Scrutin, name: str) -> tuple[int, Tour, Candidature] | None:
    """Return the last round in which a person stood, its number, and the person's result."""
    for rank in range(len(scrutin.tours) - 1, -1, -1):
        for candidate in scrutin.tours[rank].candidatures:
            if fold_name(candidate.nom) == fold_name(name):
                return rank + 1, scrutin.tours[rank], candidate
    return None


@rule("DG344", "CGCT L2121-21")
@each_election
def elu_a_la_majorite(acte: Deliberation) -> Iterator[Remarque]:
    """L'élu a la majorité absolue aux deux premiers tours, le plus de voix au troisième.

    Qui a la majorité absolue est élu : il n'y a pas d'autre tour.

    À faire : corriger les voix, les tours ou l'élu.
    """
    scrutin = acte.scrutin
    if scrutin is None:
        return
    for rank, name in enumerate(() if _overtaken(scrutin) else scrutin.elus):
        found = _result(scrutin, name)
        if found is not None and (fault := _too_few(*found, len(scrutin.elus))):
            yield f"scrutin.elus[{rank}]", f"{name} est élu avec {fault}", "corriger les voix ou l'élu"
    if _single(scrutin):
        yield from _already_elected(scrutin)


_NOBODY = re.compile(r"(?:bulletins? |votes? )?(?:blancs?|nuls?|contre|non|abstentions?|divers)\b")
"""A line of the count that is no candidate: it is never elected."""


def _overtaken(scrutin: Scrutin | None) -> tuple[Candidature, Candidature] | None:
    """Return the one elected and who has more votes in the last round, for a single seat."""
    found = _result(scrutin, scrutin.elus[0]) if _single(scrutin) else None
    if scrutin is None or found is None or found[0] < len(scrutin.tours):
        return None
    _, tour, elected = found
    people = (other for other in tour.candidatures if not _NOBODY.match(plain(other.nom)))
    first = max(people, key=lambda other: other.voix, default=elected)
    return (elected, first) if first.voix > elected.voix else None


@rule("DG710", "CGCT L2121-21, L2122-7, L4133-1", severity=Severity.BLOQUANT)
@each_election
def elu_en_tete(acte: Deliberation) -> Iterator[Remarque]:
    """Pour un seul siège, nul n'est élu au dernier tour avec moins de voix qu'un autre.

    La majorité absolue aux deux premiers tours, la majorité relative au troisième : à aucun, celui qui a le
    moins de voix n'est élu. C'est le compte de tout scrutin majoritaire : la règle vaut aussi où le texte
    propre à l'assemblée n'a pas été lu.

    À faire : corriger les voix, les tours ou l'élu.
    """
    found = _overtaken(acte.scrutin)
    if found is not None:
        elected, first = found
        yield (
            "scrutin.elus[0]",
            f"{elected.nom} est élu avec {french.compte(elected.voix, 'voix', 'voix')}, "
            f"{first.nom} en a {first.voix}",
            "corriger les voix, les tours ou l'élu",
        )


def _already_elected(scrutin: Scrutin) -> Iterator[Remarque]:
    """Yield the rounds after which another took place although someone had been elected."""
    for rank, tour in enumerate(scrutin.tours[:-1]):
        for candidate in tour.candidatures:
            if candidate.voix >= tour.majorite_absolue:
                yield (
                    f"scrutin.tours[{rank + 1}]",
                    f"{candidate.nom} avait la majorité absolue au tour {rank + 1} : {candidate.voix} voix, "
                    f"majorité absolue {tour.majorite_absolue}",
                    "corriger les voix, ou ôter le tour de trop",
                )


@rule("DG347", "CGCT L2121-21, L2122-7")
@each_election
def plus_age_a_egalite(acte: Deliberation) -> Iterator[Remarque]:
    """À égalité de voix au dernier tour, le plus âgé est élu.

    À faire : donner « naissance » aux candidats à égalité, ou corriger l'élu.
    """
    for elected, other in _tied(acte.scrutin):
        what = _elder(other, elected)
        if what:
            yield (
                "scrutin.elus[0]",
                f"{elected.nom} et {other.nom} ont {french.compte(elected.voix, 'voix', 'voix')} : {what}",
                "à égalité, le plus âgé est élu : donner « naissance », ou corriger l'élu",
            )


def _tied(scrutin: Scrutin | None) -> Iterator[tuple[Candidature, Candidature]]:
    """Yield the only one elected, in the last round, and each candidate who has as many votes there."""
    found = _result(scrutin, scrutin.elus[0]) if scrutin and len(scrutin.elus) == 1 else None
    if found is None or found[0] < 3:
        return
    _, tour, elected = found
    equal = (other for other in tour.candidatures if other.voix == elected.voix)
    yield from ((elected, other) for other in equal if other is not elected)


def _elder(other: Candidature, elected: Candidature) -> str:
    """Return why another candidate might be the one elected; nothing when age says that he is not."""
    if elected.naissance is None or other.naissance is None:
        return "dates de naissance non données"
    return f"{other.nom} est plus âgé" if other.naissance < elected.naissance else ""


def _too_few(number: int, tour: Tour, candidate: Candidature, seats: int) -> str:
    if number <= 2:
        short = candidate.voix < tour.majorite_absolue
        return (
            f"{candidate.voix} voix au tour {number}, majorité absolue {tour.majorite_absolue}"
            if short
            else ""
        )
    better = [other for other in tour.candidatures if other.voix > candidate.voix]
    first = max(tour.candidatures, key=lambda other: other.voix)
    return f"{candidate.voix} voix, {first.nom} en a {first.voix}" if len(better) >= seats else ""


@rule("DG345", "CGCT L2121-21")
@each_election
def trois_tours_au_plus(acte: Deliberation) -> Iterator[Remarque]:
    """Une élection a trois tours au plus.

    À faire : ôter les tours en trop.
    """
    count = len(acte.scrutin.tours) if acte.scrutin else 0
    if count > 3:
        yield "scrutin.tours", f"{count} tours de scrutin, 3 au plus", "ôter les tours en trop"


@rule("DG346", "CGCT L2121-21")
@each_election
def elu_candidat(acte: Deliberation) -> Iterator[Remarque]:
    """L'élu est nommé parmi les candidats, et quelqu'un est élu.

    À faire : corriger l'élu ou les candidatures.
    """
    scrutin = acte.scrutin
    if scrutin is None or not scrutin.tours:
        return
    if not scrutin.elus:
        yield "scrutin.elus", "tours de scrutin, mais personne n'est proclamé élu", "donner « elus »"
    elif _single(scrutin) and _result(scrutin, scrutin.elus[0]) is None:
        elected = scrutin.elus[0]
        yield "scrutin.elus[0]", f"{elected} n'est candidat à aucun tour", _whom_to_elect(elected, scrutin)
