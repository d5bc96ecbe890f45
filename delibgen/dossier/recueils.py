"""The recueil des actes administratifs of each public body whose sittings a folder holds."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from delibgen import french
from delibgen.actes.papiers import Phase, RecueilActes
from delibgen.dossier.annee import AnneeLue, keep_numbers, read_year
from delibgen.dossier.build import NOTHING, build_plan
from delibgen.dossier.plan import Plan, plan_act
from delibgen.dossier.report import Options, Report
from delibgen.errors import Finding, Place
from delibgen.load import ActeLu
from delibgen.model.acte import Acte
from delibgen.model.acte_assemblee import ActeAssemblee
from delibgen.word.save import safe_name


@dataclass(frozen=True, kw_only=True)
class Periode:
    """Which acts a recueil gathers, and how."""

    debut: dt.date | None = None
    """First day; that of the first year of the acts by default."""
    fin: dt.date | None = None
    """Last day; that of the last year by default."""
    numero: str | None = None
    """Number of the recueil."""
    dispositif_seul: bool = False
    """Print the operative parts alone."""


def build_recueils(
    folders: Sequence[Path],
    output: str | Path,
    options: Options = NOTHING,
    *,
    periode: Periode | None = None,
    source: Path,
) -> Report:
    """Write the recueil of the acts of a period, one for each public body.

    Args:
        folders: folders of the sittings.
        output: where to write.
        options: what is wanted.
        periode: which acts; those of every year found by default.
        source: folder of the year, whose « decisions » and « arretes » hold the acts of no sitting.

    Raises:
        ConversionError: a file cannot be written or converted.
    """
    year = read_year(folders, source)
    lots = []
    if year.sound:
        wish = periode or Periode()
        lots = [plan_act(lu, folder) for folder, lu in _recueils(year, wish, source)]
        if not lots:
            year.findings.append(_nothing(source, wish))
        keep_numbers(year)
    plan, known = Plan(Phase.APRES, tuple(lots)), tuple(year.findings)
    return build_plan(plan, output, options, source=source, fichiers=year.fichiers, known=known)


@dataclass(frozen=True)
class RecueilLu(ActeLu):
    """A recueil, which no file says: what is found of one of its acts is placed in the file of that act."""

    lus: Sequence[ActeLu] = ()
    """Acts of no sitting, with their files."""

    def place(self, finding: Finding) -> Finding:
        """Return a finding with the file and the line of the act that it is about."""
        found = _RANK.match(finding.path)
        acte = (
            self.acte.actes_unilateraux[int(found[1])]
            if found and isinstance(self.acte, RecueilActes)
            else None
        )
        lu = next((one for one in self.lus if acte is not None and one.acte == acte), None)
        if lu is None or found is None:
            return replace(finding, place=Place(file=str(self.fichier)))
        return lu.place(replace(finding, path=finding.path.removeprefix(found[0])))


_RANK = re.compile(r"actes_unilateraux\[(\d+)\]\.")


def _nothing(source: Path, wish: Periode) -> Finding:
    message = "aucun acte à publier dans la période"
    todo = "corriger la période ; ce qui est refusé, ajourné, retiré ou seulement notifié n'y entre pas"
    if wish.debut and wish.fin and wish.fin < wish.debut:
        first, last = french.date_longue(wish.debut), french.date_longue(wish.fin)
        message, todo = (
            f"la période finit le {last}, avant de commencer, le {first}",
            "échanger les deux jours",
        )
    return Finding(code="DG526", message=message, place=Place(file=str(source)), suggestion=todo)


def _recueils(year: AnneeLue, wish: Periode, source: Path) -> Iterator[tuple[str, ActeLu]]:
    """Yield the recueil of each body, with the folder that it goes in when there are several."""
    bodies = _by_body(year)
    for body, acts in bodies.items():
        paper = _recueil(acts, wish)
        if paper is not None:
            folder = f"{safe_name(body, '')}/" if len(bodies) > 1 else ""
            yield folder, RecueilLu(source, paper, lus=year.a_part)


def _by_body(year: AnneeLue) -> dict[str, list[Acte]]:
    """Return the acts of each public body, by its name."""
    bodies: dict[str, list[Acte]] = {}
    for acte in (*(acte for dossier in year.dossiers for acte in dossier.actes), *_alone(year)):
        if isinstance(acte, ActeAssemblee):
            bodies.setdefault(acte.collectivite.nom, []).append(acte)
    return bodies


def _recueil(acts: Sequence[Acte], wish: Periode) -> RecueilActes | None:
    """Return the recueil of a body, of whole years by default; ``None`` when the period publishes nothing."""
    found = RecueilActes.published(acts)
    if not found:
        return None
    debut = wish.debut or dt.date(min(found).year, 1, 1)
    fin = wish.fin or dt.date(max(found).year, 12, 31)
    if not any(debut <= day <= fin for day in found):
        return None
    only = wish.dispositif_seul
    return RecueilActes.of(acts, debut, fin, numero=wish.numero, dispositif_seul=only)


def _alone(year: AnneeLue) -> Iterator[Acte]:
    yield from (lu.acte for lu in year.a_part if lu.acte is not None)


__all__ = ["Periode", "build_recueils"]
