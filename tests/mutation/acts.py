"""The acts that show whether a mutant changes a document: they go through every branch of the templates."""

import dataclasses
import datetime as dt
import inspect
import sys
from collections.abc import Iterator
from functools import cache
from itertools import product

from delibgen import Acte, Deliberation, load_seance
from delibgen.actes.papiers import Phase, RecueilActes, Registre, TableDeliberations, papers_of
from delibgen.actes.papiers.changements import Changement, FeuilleChangements, Passage
from delibgen.actes.sommaire import EntreeSommaire, Sommaire
from delibgen.actes.unilateral import arrete
from delibgen.load.sitting import DossierSeance
from delibgen.model.assemblee import Presentation
from delibgen.model.base import Record
from delibgen.model.deliberation import Publicite
from delibgen.model.unilateral import ActeUnilateral
from delibgen.word.filters import engine_filters, engine_tests
from tests.actes.test_unilateral import ASSEMBLEE, decision
from tests.conftest import BUREAU, CONSEIL
from tests.rules.right import VALID


def acts_of(kind: type[Acte]) -> list[Acte]:
    """Return acts of a kind: the example sittings, the right acts of the rules, and every layout of them."""
    papers = [paper for acte in (*_all(), *_listings()) for paper in (acte, *acte.papers())]
    found = [paper for paper in papers if type(paper) is kind]
    return [*found, *_laid_out(found)] if kind is Deliberation else found


@cache
def _all() -> tuple[Acte, ...]:
    sittings = [load_seance(folder) for folder in (BUREAU, CONSEIL)]
    loaded = [acte for sitting in sittings for acte in sitting.actes]
    return (
        *loaded,
        *(make() for _, make in VALID),
        *(paper for s in sittings for paper in _papers(s)),
        *_alone(),
    )


def _alone() -> Iterator[Acte]:
    """Yield acts that are taken outside a sitting, bare and complete."""
    for complete in (False, True):
        builder = arrete("A-2024-7", assemblee=ASSEMBLEE).objet("Stationnement")
        builder.signe("Madame Claire VASSEUR, Maire", date="2024-10-08")
        builder.article("Le stationnement est interdit rue de l'Orme.")
        if complete:
            builder.vu("le code de la route").considerant("les travaux").article("La police veille.")
        yield builder.build()
    yield decision()


def _listings() -> Iterator[Acte]:
    """Yield what is made of many acts: contents of a packet, tables of a year, sheets of changes."""
    council = load_seance(CONSEIL)
    assert council.seance is not None
    points = [acte for acte in council.actes if isinstance(acte, Deliberation)]
    for par in ("date", "matiere"):
        yield TableDeliberations.of(points, 2024, par=par)
    bare = [acte.model_copy(update={"matiere": None if rank else "7.10"}) for rank, acte in enumerate(points)]
    table = TableDeliberations.of(bare, 2024, par="matiere")
    rows = [row.model_copy(update={"feuillet": rank}) for rank, row in enumerate(table.lignes, 12)]
    yield table.model_copy(update={"lignes": tuple(rows)})
    signed_by_all = council.seance.model_copy(update={"date": dt.date(2022, 6, 28)})
    yield Registre.of(signed_by_all, points)
    period = (dt.date(2024, 7, 1), dt.date(2024, 12, 31))
    signed = [act for act in _alone() if isinstance(act, ActeUnilateral)]
    public = Publicite(transmission=dt.date(2024, 10, 9), publication=dt.date(2024, 10, 10))
    told = [act.model_copy(update={"publicite": public, "numero": f"T-{act.numero}"}) for act in signed]
    for acts in (points, signed, [*points, *signed, *told]):
        for only in (False, True):
            yield RecueilActes.of(acts, *period, numero="3" if only else None, dispositif_seul=only)
    entries = [
        EntreeSommaire(intitule="2024-31 – Voirie", page=3, volume=1, debut_de_volume=True),
        EntreeSommaire(intitule="Plan", niveau=1, page=5, volume=1),
        EntreeSommaire(intitule="Budget", niveau=1, volume=2, debut_de_volume=True),
        EntreeSommaire(intitule="2024-32 – Crèche", volume=2),
    ]
    for seance, volumes in ((council.seance, 2), (None, 1), (load_seance(BUREAU).seance, 1)):
        for objet in ("Dossier de la séance", "dossier de la séance"):
            yield Sommaire(objet=objet, seance=seance, entrees=tuple(entries), volumes=volumes)
    yield FeuilleChangements.of("v1", "v2", ())
    passages = (Passage(avant="pour", apres="contre"), Passage(avant="un mot"), Passage(apres="deux mots"))
    changes = (
        Changement(papier="actes/a.docx", etat="modifié", passages=passages),
        Changement(papier="actes/b.docx", etat="retiré"),
    )
    yield FeuilleChangements.of("v1", "v2", changes)


def _papers(sitting: DossierSeance) -> Iterator[Acte]:
    """Yield the papers of a sitting, before it and after it."""
    assert sitting.seance is not None
    points = [acte for acte in sitting.actes if isinstance(acte, Deliberation)]
    for phase in Phase:
        yield from papers_of(sitting.seance, points, phase)


def _laid_out(acts: list[Acte]) -> Iterator[Acte]:
    """Yield the acts in other layouts: each block left out, the vote as a table, votes by name."""
    layouts = [
        Presentation(ouverture=opening, comptes=counts, vote=vote)
        for opening, counts, vote in product((True, False), (True, False), ("phrase", "tableau"))
    ]
    for rank, acte in enumerate(acts):
        assert isinstance(acte, Deliberation)
        layout = layouts[rank % len(layouts)]
        assemblee = acte.seance.assemblee.model_copy(update={"presentation": layout})
        seance = acte.seance.model_copy(update={"assemblee": assemblee})
        yield acte.model_copy(update={"seance": seance, "vote_par_nom": rank % 2 == 0})


@cache
def field_names(kind: type[Acte]) -> frozenset[str]:
    """Return every name that a tag may rightly bear: fields of the model, filters, tests."""
    names = {*engine_filters(), *engine_tests()}
    for module in [m for n, m in sys.modules.items() if n.startswith("delibgen.model.")]:
        for _, found in inspect.getmembers(module, inspect.isclass):
            if issubclass(found, Record) or dataclasses.is_dataclass(found):
                names |= {name for name in dir(found) if not name.startswith("_")}
                names |= set(getattr(found, "model_fields", ()))
    return frozenset(names)
