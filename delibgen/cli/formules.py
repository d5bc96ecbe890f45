"""``python -m delibgen.cli.formules > docs/formules-champs.md``: every formula, every field."""

import sys
from collections.abc import Iterator, Mapping
from typing import TypeVar

from delibgen.model.base import Record
from delibgen.model.champs import (
    ANNEXE,
    DEPORT,
    GROUPE,
    MARQUE,
    MEMBRE,
    MOUVEMENT,
    POUVOIR,
    SEPARE,
    VOIX,
)
from delibgen.model.champs_acte import ACTE
from delibgen.model.champs_gens import RANG_DE_MEMBRES
from delibgen.model.formule import Champs
from delibgen.model.formules import COMPTES, USUELLES, Formules
from delibgen.model.formules_actes import ACTE_UNILATERAL, USUELLES_ACTES, FormulesActe
from delibgen.model.formules_convention import (
    ARTICLE,
    CONVENTION,
    PARTIE,
    USUELLES_CONVENTION,
    FormulesConvention,
)

S = TypeVar("S")
_HEAD = """# Formules et champs

Tables faites par `python -m delibgen.cli.formules > docs/formules-champs.md` ; ne pas les modifier à la main.
Comment on écrit une formule : [les mots et l'ordre d'un extrait](formules.md).

## Les formules et leur texte usuel
"""


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ⏎ ") for cell in cells) + " |\n"


def _formulas(kind: type[Record], usual: Mapping[str, str], absent: str = "–") -> Iterator[str]:
    """Yield the table of the formulas of a kind of act; ``absent`` stands for no usual text."""
    yield "\n| formule | ce qu'elle dit | texte usuel |\n|---|---|---|\n"
    for name, field in kind.model_fields.items():
        text = usual.get(name, "")
        yield _row(f"`{name}`", (field.description or "").rstrip("."), f"`{text}`" if text else absent)


def _fields(titre: str, champs: Champs[S]) -> Iterator[str]:
    """Yield the table of the fields of one kind of formula; those of one person are told once."""
    yield f"\n## Champs {titre}\n\n| champ | nature | valeur |\n|---|---|---|\n"
    for name, champ in champs.items():
        owner, _, part = name.partition(".")
        if part and (f"{owner}.prenom" in champs or f"{owner}.mesdames" in champs):
            continue
        person = " ; et ses champs : `.qualite`, `.nom`…" if f"{name}.prenom" in champs else ""
        several = " ; et leurs champs : ci-dessous" if f"{name}.mesdames" in champs else ""
        yield _row(f"`{{{name}}}`", champ.nature.value, champ.description + person + several)


def _lists() -> Iterator[str]:
    """Yield the table of the fields of a list of people, by the example of those present."""
    yield "\n## Champs d'une liste de personnes\n\n| champ | nature | valeur |\n|---|---|---|\n"
    for name, champ in ACTE.items():
        if name.startswith("presents."):
            yield _row(f"`{{{name}}}`", champ.nature.value, champ.description)


def _tables() -> Iterator[str]:
    yield from _fields("d'un acte : toutes les formules qui ne sont pas ci-dessous", ACTE)
    yield from _lists()
    yield _row("`{champs.nom}`", "texte", "champ propre à l'assemblée, donné par l'acte : `champs: {nom: …}`")
    yield from _fields("du vocabulaire des votes", VOIX)
    people = "`membre`, `excuse`, `votant`, `rapporteur`, `signature_secretaire`"
    yield from _fields(f"d'un membre : {people}", MEMBRE)
    yield from _fields("d'un pouvoir : `pouvoir`", POUVOIR)
    yield from _fields("d'une arrivée ou d'un départ : `arrivee`, `depart`", MOUVEMENT)
    yield from _fields("d'un déport : `deport`", DEPORT)
    yield from _fields("d'un vote séparé : `vote_separe`", SEPARE)
    yield from _fields("d'un groupe : `groupe`", GROUPE)
    yield from _fields("de ce qui ouvre une décision : `article`, `puce`", MARQUE)
    yield from _fields("du titre d'une annexe imprimée : `annexe`", ANNEXE)
    yield from _fields("de membres listés ensemble : `membres_par`", RANG_DE_MEMBRES)


def _formulas_of_acts() -> Iterator[str]:
    yield "\n## Formules des décisions et des arrêtés\n"
    yield from _formulas(FormulesActe, USUELLES_ACTES)
    yield from _fields("d'une décision ou d'un arrêté", ACTE_UNILATERAL)


def _formulas_of_conventions() -> Iterator[str]:
    yield "\n## Formules des conventions et des avenants\n"
    yield from _formulas(FormulesConvention, USUELLES_CONVENTION)
    yield from _fields("d'une convention", CONVENTION)
    yield from _fields("d'une partie : `partie`, `part`, `et`, `signature`", PARTIE)
    yield from _fields("de ce qui ouvre un article de convention : `article`", ARTICLE)


def page() -> str:
    """Return the page, in Markdown."""
    usual = {**USUELLES, "comptes": COMPTES[True]}
    tables = (
        *_formulas(Formules, usual, "rien"),
        *_tables(),
        *_formulas_of_acts(),
        *_formulas_of_conventions(),
    )
    return "".join((_HEAD, *tables))


if __name__ == "__main__":
    sys.stdout.buffer.write(page().encode())  # a console may have another encoding
