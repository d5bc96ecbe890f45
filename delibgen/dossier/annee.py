"""The papers of a year: tables of the register, by date and by subject, with the leaves counted."""

import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, groupby
from pathlib import Path

from delibgen.actes.papiers import Phase, Registre, TableDeliberations
from delibgen.dossier.build import NOTHING, build_plan
from delibgen.dossier.feuillets import between, counted, keep_leaves
from delibgen.dossier.numbers import Annee, about_sitting
from delibgen.dossier.plan import Plan, plan_act
from delibgen.dossier.report import Convertisseur, Options, Report
from delibgen.errors import Finding, Place, Severity
from delibgen.load import ActeLu, DossierSeance, books_apart, data_files, read_one
from delibgen.load.feuillets import FICHIER, Feuillets, own_leaves, register_of
from delibgen.model.acte import Acte
from delibgen.model.deliberation import Deliberation
from delibgen.model.seance import Seance
from delibgen.model.unilateral import DecisionDeleguee
from delibgen.render import fill, find_template, load_template
from delibgen.word.save import safe_name, write_whole

A_PART = ("decisions", "arretes")
"""Folders of a year that hold the acts of no sitting."""


@dataclass(frozen=True)
class SeanceTenue:
    """A sitting that was held, with the leaves of its register."""

    dossier: DossierSeance
    """What its folder holds."""
    seance: Seance
    """The sitting."""
    feuillets: Feuillets | None = None
    """Its leaves; ``None`` when they are not known."""

    @property
    def registre(self) -> Registre:
        """Its register."""
        points = [acte for acte in self.dossier.actes if isinstance(acte, Deliberation)]
        return Registre.of(self.seance, points)

    @property
    def cle(self) -> tuple[str, int]:
        """Register and year: where leaves go on."""
        return register_of(self.seance.assemblee), self.seance.date.year


@dataclass
class AnneeLue:
    """Sittings of a folder, in the order of their registers and of their dates."""

    dossiers: list[DossierSeance]
    """All of them."""
    tenues: list[SeanceTenue]
    """Those that were held."""
    findings: list[Finding]
    """What reading found."""
    a_part: list[ActeLu] = field(default_factory=list)
    """Decisions and arrêtés of no sitting, in the folders « decisions » and « arretes » of the year."""
    fichiers: list[Path] = field(default_factory=list)
    """Data files that were read."""

    @property
    def sound(self) -> bool:
        """Whether nothing stops the papers of the year."""
        return not any(finding.severity is Severity.BLOQUANT for finding in self.findings)

    @property
    def par_registre(self) -> Iterator[tuple[tuple[str, int], list[SeanceTenue]]]:
        """The sittings of each register and year."""
        for key, some in groupby(self.tenues, key=lambda held: held.cle):
            yield key, list(some)


def read_year(folders: Sequence[Path], source: Path) -> AnneeLue:
    """Read sittings together: their faults, the proof of their numbers, and those that were held.

    Args:
        folders: folders of the sittings.
        source: folder of the year, whose « decisions » and « arretes » hold the acts of no sitting.
    """
    year = Annee()
    read = [year.read(folder) for folder in folders]
    alone = [read_one(path) for name in A_PART for path in data_files(source / name)]
    found = [*chain(*(dossier.findings for dossier in read)), *chain(*(one.findings for one in alone))]
    held = sorted(_held(read), key=lambda one: (one.cle, one.seance.date, one.dossier.nom))
    files = chain(*(dossier.fichiers for dossier in read), (one.fichier.resolve() for one in alone))
    found += books_apart(source)
    return AnneeLue(read, held, [*found, *year.faults()], alone, list(dict.fromkeys(files)))


def _held(dossiers: Iterable[DossierSeance]) -> Iterator[SeanceTenue]:
    """Yield the sittings that were held, faulty ones left out."""
    for dossier in dossiers:
        if dossier.seance is not None and _was_held(dossier):
            yield SeanceTenue(dossier, dossier.seance)


def _was_held(dossier: DossierSeance) -> bool:
    """Tell whether a sitting was held: an item has an outcome, or its register has leaves already."""
    told = any(isinstance(acte, Deliberation) and acte.sort is not None for acte in dossier.actes)
    return told or (dossier.dossier / FICHIER).is_file()


def build_tables(
    folders: Sequence[Path],
    output: str | Path,
    options: Options = NOTHING,
    *,
    layout: Convertisseur | None = None,
    source: Path,
) -> Report:
    """Write the tables of each register and year: by date, and by subject (CGCT R2121-9).

    The registers are laid out, and the leaves of each sitting go on from those of the one before; they are
    kept in the sitting's folder when its assembly follows them (« feuillets_suivis »).

    Args:
        folders: folders of the sittings.
        output: where to write.
        options: what is wanted; ``pdf`` is for the tables themselves.
        layout: what lays the registers out, LibreOffice; without it the leaves kept so far are printed.
        source: folder of the year.

    Raises:
        ConversionError: a file cannot be written or converted.
    """
    year = read_year(folders, source)
    if year.sound:
        _count(year, layout, options.gabarits)
    lots = [plan_act(lu, folder) for folder, lu in _tables(year)] if year.sound else []
    if year.sound and not lots:
        message = "aucune délibération à mettre dans les tables : aucune séance n'a de vote"
        place = Place(file=str(source))
        todo = "recommencer une fois les votes écrits dans les actes"
        year.findings.append(Finding(code="DG526", message=message, place=place, suggestion=todo))
    if year.sound:
        keep_numbers(year)
        _keep_leaves(year)
    plan, known = Plan(Phase.APRES, tuple(lots)), tuple(year.findings)
    return build_plan(plan, output, options, source=source, fichiers=year.fichiers, known=known)


def keep_numbers(year: AnneeLue) -> None:
    """Keep with the data the numbers that were given: a paper of the year is about to print them."""
    for dossier in year.dossiers:
        numbers = dossier.numeros
        if numbers is not None and numbers.nouveaux:
            write_whole(numbers.chemin, numbers.texte().encode())


def _keep_leaves(year: AnneeLue) -> None:
    for held in year.tenues:
        if held.feuillets is not None and held.seance.assemblee.feuillets_suivis:
            keep_leaves(held.dossier.dossier, held.feuillets)


def _tables(year: AnneeLue) -> Iterator[tuple[str, ActeLu]]:
    """Yield each table, with the folder that it goes in: one for each register when there are several."""
    several = len({key[0] for key, _ in year.par_registre}) > 1
    for (register, when), some in year.par_registre:
        leaves = {(one.seance.date, number): leaf for one in some for number, leaf in _affairs(one).items()}
        rows = list(filter(TableDeliberations.lists, _acts(year, some, register)))
        folder = f"{safe_name(register, '')}/" if several else ""
        for par in ("date", "matiere") if rows else ():
            table = TableDeliberations.of(rows, when, par=par, feuillets=leaves)
            yield folder, ActeLu(some[0].dossier.dossier, table)


def _acts(year: AnneeLue, sittings: Iterable[SeanceTenue], register: str) -> Iterator[Acte]:
    """Yield the acts of a register: those of its sittings, then those of no sitting."""
    yield from (acte for one in sittings for acte in one.dossier.actes)
    yield from (lu.acte for lu in year.a_part if lu.acte and _of_register(lu.acte, register))


def _of_register(acte: Acte, register: str) -> bool:
    return isinstance(acte, DecisionDeleguee) and register_of(acte.assemblee) == register


def _affairs(held: SeanceTenue) -> Mapping[str, int]:
    return held.feuillets.affaires if held.feuillets is not None else {}


def _count(year: AnneeLue, layout: Convertisseur | None, gabarits: Path | None) -> None:
    """Give each sitting its leaves, and add to the findings what they lack or contradict."""
    kept = {
        held.dossier.dossier: own_leaves(held.dossier.dossier, held.seance, year.findings)
        for held in year.tenues
    }
    counting: list[SeanceTenue] = []
    with tempfile.TemporaryDirectory(prefix="delibgen-") as name:
        pages = _laid_out(year.tenues, Path(name), layout, gabarits) if layout is not None else {}
        for _, some in year.par_registre:
            before: Feuillets | None = None
            for held in some:
                own = _leaves_of(held, before, kept[held.dossier.dossier], pages)
                if own is not None and before is not None:
                    faults = between(before, own.premier, held.seance, severity=Severity.BLOQUANT)
                    year.findings.extend(faults)
                counting.append(replace(held, feuillets=own))
                before = own
    year.tenues = counting
    year.findings.extend(_blank(year, laid_out=layout is not None))


def _leaves_of(
    held: SeanceTenue, before: Feuillets | None, kept: Feuillets | None, pages: Mapping[Path, Path]
) -> Feuillets | None:
    """Return the leaves of a sitting; ``None`` when its first one is not known, or nothing lays it out."""
    first = held.seance.premier_feuillet or (kept.premier if kept is not None else None)
    if first is None and before is not None:
        first = before.suivant
    pdf = pages.get(held.dossier.dossier)
    if pdf is None:
        return kept
    return None if first is None else counted(held.registre, first, pdf, kept=kept)


def _laid_out(
    held: Sequence[SeanceTenue], work: Path, layout: Convertisseur, gabarits: Path | None
) -> dict[Path, Path]:
    """Return the PDF file of the register of each sitting's folder, all made in one call."""
    template = load_template(find_template(Registre, gabarits))
    folders = {}
    for rank, one in enumerate(held):
        path = work / f"{rank:04}.docx"
        path.write_bytes(fill(one.registre, template).to_bytes())
        folders[path] = one.dossier.dossier
    made = {}
    for path, octets in layout(list(folders)):
        pdf = path.with_suffix(".pdf")
        pdf.write_bytes(octets)
        made[folders[path]] = pdf
    return made


def _blank(year: AnneeLue, *, laid_out: bool) -> Iterator[Finding]:
    """Yield, for each register, the first sitting whose leaves are to be written by hand, and why."""
    for _, some in year.par_registre:
        for held in some:
            lost = [point.numero for point in held.registre.points if point.numero not in _affairs(held)]
            if held.feuillets is None or lost:
                yield _why_blank(held, lost, laid_out=laid_out)
                break


def _why_blank(held: SeanceTenue, lost: Sequence[str], *, laid_out: bool) -> Finding:
    message = "feuillets du registre en blanc, à écrire à la main, à partir de cette séance : "
    if held.feuillets is not None:
        message += f"aucun titre du registre ne porte « {lost[0]} »"
        todo = "dans « registre.docx », mettre « {{ point.numero }} » dans un titre"
    elif not laid_out:
        message += "LibreOffice, qui compte les pages, est absent"
        todo = "installer LibreOffice et recommencer, ou les écrire à la main"
    else:
        message += "son premier feuillet n'est pas connu"
        todo = "donner « premier_feuillet: 1 » dans le « seance.yaml » de la première séance de l'année"
    return about_sitting(held.seance, "DG525", message, todo, severity=Severity.ALERTE)


__all__ = ["AnneeLue", "SeanceTenue", "build_tables", "keep_numbers", "read_year"]
