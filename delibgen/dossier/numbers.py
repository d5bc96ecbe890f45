"""Proof that the numbers of acts have no gap and no reuse, when the assembly declares their pattern."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from delibgen.errors import Finding, Place, Severity
from delibgen.load import ActeLu, DossierSeance, Suites, read_seance, serie_key
from delibgen.model.deliberation import Deliberation
from delibgen.model.numerotation import Numerotation
from delibgen.model.seance import Seance


@dataclass(frozen=True)
class Serie:
    """The numbers that one sitting uses or keeps."""

    seance: Seance
    rangs: Mapping[int, str]
    """Rank → number, withdrawn ones included."""


def number_faults(seance: Seance | None, lus: Sequence[ActeLu]) -> Iterator[Finding]:
    """Yield what is wrong with the numbers of a sitting; nothing when the assembly declares no pattern."""
    if seance is None or seance.assemblee.numerotation is None:
        return
    pattern = seance.assemblee.numerotation
    numbered = [(lu, lu.acte.numero) for lu in lus if isinstance(lu.acte, Deliberation)]
    for lu, number in numbered:
        yield from map(lu.place, _faults_of(number, pattern, seance))
    serie = _serie(seance, pattern, [number for _, number in numbered])
    if all(lu.acte is not None for lu in lus):  # a faulty act may bear the number that is missing
        yield from _gaps(pattern, serie, _expected_first(seance, pattern))


def _faults_of(number: str, pattern: Numerotation, seance: Seance) -> Iterator[Finding]:
    """Yield what is wrong with one number, whatever the others are."""
    if pattern.rang(number, seance.date) is None:
        yield _off_pattern(pattern, seance, number)
    if number in seance.numeros_retires:
        message = f"« {number} » est dans « numeros_retires » : un numéro retiré n'est jamais redonné"
        yield Finding(code="DG522", message=message, path="numero")


def serie_of(seance: Seance, actes: Iterable[object]) -> Serie | None:
    """Return the numbers of a sitting, or ``None`` when its assembly declares no pattern."""
    pattern = seance.assemblee.numerotation
    if pattern is None:
        return None
    return _serie(seance, pattern, [acte.numero for acte in actes if isinstance(acte, Deliberation)])


def _serie(seance: Seance, pattern: Numerotation, numbers: Iterable[str]) -> Serie:
    ranks = {}
    for number in (*numbers, *seance.numeros_retires):
        rank = pattern.rang(number, seance.date)
        if rank is not None:
            ranks[rank] = number
    return Serie(seance, ranks)


def _off_pattern(pattern: Numerotation, seance: Seance, number: str) -> Finding:
    example = pattern.numero(seance.date, 1)
    message = f"« {number} » ne suit pas le motif « {pattern.motif} » de l'assemblée : « {example} » attendu"
    todo = "corriger le numéro, ou ôter « numerotation » si les numéros sont libres"
    return Finding(code="DG520", message=message, path="numero", suggestion=todo)


def _expected_first(seance: Seance, pattern: Numerotation) -> int | None:
    """Return the rank that the sitting begins with, when it is known from its own data."""
    if seance.premier_numero is not None:
        return pattern.rang(seance.premier_numero, seance.date)
    return 1 if pattern.periode == "seance" else None


def _gaps(pattern: Numerotation, serie: Serie, first: int | None) -> Iterator[Finding]:
    if not serie.rangs:
        return
    lowest, highest = min(serie.rangs), max(serie.rangs)
    if first is not None and lowest < first:
        message = f"« {serie.rangs[lowest]} » vient avant « premier_numero », {_of(pattern, serie, first)}"
        yield _about(serie, "DG521", message, "corriger « premier_numero » dans seance.yaml, ou le numéro")
    missing = [rank for rank in range(first or lowest, highest) if rank not in serie.rangs]
    if missing:
        yield _gap(pattern, serie, missing)


def _gap(pattern: Numerotation, serie: Serie, missing: Sequence[int]) -> Finding:
    shown = ", ".join(_of(pattern, serie, rank) for rank in missing[:5])
    more = f" et {len(missing) - 5} autres" if len(missing) > 5 else ""
    message = f"trou dans les numéros : {shown}{more} ne sont à aucun acte"
    if len(missing) == 1:
        message = f"trou dans les numéros : {shown} n'est à aucun acte"
    todo = "ajouter l'acte, ou garder le numéro dans « numeros_retires » de seance.yaml"
    return _about(serie, "DG521", message, todo)


def _of(pattern: Numerotation, serie: Serie, rank: int) -> str:
    return f"« {pattern.numero(serie.seance.date, rank)} »"


def _about(serie: Serie, code: str, message: str, todo: str) -> Finding:
    return about_sitting(serie.seance, code, message, todo)


def about_sitting(
    seance: Seance, code: str, message: str, todo: str, *, severity: Severity = Severity.BLOQUANT
) -> Finding:
    """Return a finding that is about a whole sitting, named by its day."""
    place = Place(file=f"séance du {seance.date.strftime('%d/%m/%Y')}")
    return Finding(code=code, message=message, severity=severity, place=place, suggestion=todo)


def continuity_faults(series: Iterable[Serie]) -> Iterator[Finding]:
    """Yield the gaps and the reuses between sittings, in the order of their dates.

    The first sitting of a year need not be among them: only what lies between the sittings given is proved.
    """
    previous: dict[object, Serie] = {}
    for serie in sorted(series, key=lambda one: one.seance.date):
        pattern = serie.seance.assemblee.numerotation
        if pattern is None or pattern.periode == "seance" or not serie.rangs:
            continue
        key = serie_key(serie.seance)
        if key in previous:
            yield from _between(pattern, previous[key], serie)
        before = previous[key].rangs if key in previous else {}
        previous[key] = Serie(serie.seance, {**before, **serie.rangs})


def _between(pattern: Numerotation, before: Serie, serie: Serie) -> Iterator[Finding]:
    twice = sorted(before.rangs.keys() & serie.rangs.keys())
    if twice:
        shown = ", ".join(f"« {serie.rangs[rank]} »" for rank in twice[:5])
        message = f"déjà donné à une séance précédente : {shown}"
        yield _about(serie, "DG522", message, "donner un autre numéro")
    known = before.rangs.keys() | serie.rangs.keys()
    missing = [rank for rank in range(max(before.rangs) + 1, min(serie.rangs)) if rank not in known]
    if missing:
        yield _gap(pattern, serie, missing)


class Annee:
    """Sittings read in their order: the numbers of each go on from those before, and are proved together."""

    def __init__(self) -> None:
        self._suites = Suites()
        self._series: list[Serie] = []

    def read(self, folder: Path) -> DossierSeance:
        """Return what the folder of the next sitting holds."""
        dossier = read_seance(folder, self._suites)
        serie = serie_of(dossier.seance, dossier.actes) if dossier.seance is not None else None
        self._series += [] if serie is None else [serie]
        return dossier

    def faults(self) -> Iterator[Finding]:
        """Yield the gaps and the reuses of numbers between the sittings read."""
        yield from continuity_faults(self._series)
