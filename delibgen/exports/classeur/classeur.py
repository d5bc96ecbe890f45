"""A sitting as a workbook: its sheets, the files that go beside, and how they are saved."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from delibgen.errors import ConversionError, Finding
from delibgen.exports.classeur.aplatir import Aplatisseur
from delibgen.exports.classeur.remplir import Grille, empty_grids, fill_point, fill_sitting
from delibgen.load.rolls import fold
from delibgen.model.acte import Acte
from delibgen.model.assemblee import Assemblee
from delibgen.model.seance import Seance
from delibgen.word.save import write_whole

_CREUX = frozenset({"type", "seance"})


@dataclass(frozen=True)
class Classeur:
    """The sheets of a sitting, and the files that its cells name."""

    grilles: tuple[Grille, ...]
    fichiers: dict[str, bytes]
    """Texts too long for a cell, images: name beside the workbook → octets."""

    def save(self, path: str | Path) -> tuple[Path, ...]:
        """Write the workbook (``.xlsx``), or one CSV file a sheet in a folder; return what is written.

        Raises:
            ConversionError: the name ends with another suffix.
        """
        path = Path(path)
        if path.suffix.lower() == ".xlsx":
            from delibgen.exports.classeur.xlsx import workbook

            made = {path: workbook(self.grilles)}
            folder = path.parent
        elif not path.suffix or path.is_dir():
            made = {path / f"{fold(g.feuille.nom)}.csv": _csv(g) for g in self.grilles if g.rangees}
            folder = path
        else:
            message = f"«\u00a0{path.name}\u00a0» : fichier .xlsx attendu, ou dossier pour des fichiers .csv"
            raise ConversionError(Finding(code="DG501", message=message))
        for file, octets in {**{folder / name: data for name, data in self.fichiers.items()}, **made}.items():
            file.parent.mkdir(parents=True, exist_ok=True)
            write_whole(file, octets)
        return (*made, *(folder / name for name in self.fichiers))


def _csv(grille: Grille) -> bytes:
    """Return a sheet as French spreadsheets read it: « ; », UTF-8 with its mark."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(grille.entete)
    writer.writerows([rangee.get(titre, "") for titre in grille.entete] for rangee in grille.rangees)
    return text.getvalue().encode("utf-8-sig")


def classeur(
    seance: Seance, actes: Iterable[Acte], *, dossier: Path | None = None, prefixe: str = "seance"
) -> Classeur:
    """Return a sitting and its acts as a workbook that ``load_seance`` reads back to the same records.

    Args:
        seance: the sitting.
        actes: its acts, in order.
        dossier: folder of the workbook, from which annexed files are named; the current one by default.
        prefixe: how the names of the files that go beside begin.

    Raises:
        ConversionError: values that a spreadsheet cannot hold, all of them: none is ever dropped.
    """
    base = dossier or Path()
    grilles, fichiers, pertes = empty_grids(), dict[str, bytes](), list[Finding]()
    roll = seance.assemblee.annuaire if seance.assemblee.membres else None
    whole = Aplatisseur(Seance, base, prefixe, roll, "séance", fichiers, pertes)
    fill_sitting(grilles, list(whole.record_at(seance)))
    for rang, acte in enumerate(actes, 1):
        ou = f"point {rang}"
        names = roll if "seance" in type(acte).model_fields else None
        one = Aplatisseur(type(acte), base, f"{prefixe}-{rang}", names, ou, fichiers, pertes)
        fill_point(grilles, str(rang), _of_act(one, acte, seance, rang))
    if pertes:
        raise ConversionError(pertes, title="Séance qu'un classeur ne peut pas garder")
    return Classeur(tuple(grilles.values()), fichiers)


def _of_act(
    one: Aplatisseur, acte: Acte, seance: Seance, rang: int
) -> list[tuple[tuple[int | str, ...], str]]:
    skip = {"seance"}
    if getattr(acte, "seance", seance) != seance:
        one.lose(("seance",), "acte d'une autre séance")
    if "rang" in type(acte).model_fields:
        if getattr(acte, "rang", None) is None:
            one.lose(("rang",), "point sans rang, alors que sa place dans le classeur lui en donne un")
        skip |= {"rang"} if getattr(acte, "rang", None) == rang else set()
    kind = [(("type",), type(acte).kind())] if type(acte).kind() != "deliberation" else []
    return [*kind, *one.record_at(acte, skip=frozenset(skip))]


def vierge(assemblee: Assemblee | None = None) -> Classeur:
    """Return a workbook to fill; with an assembly, its sheets are filled and the members are named.

    Args:
        assemblee: the assembly that sits.
    """
    grilles, fichiers, pertes = empty_grids(), dict[str, bytes](), list[Finding]()
    paires = []
    if assemblee is not None:
        roll = assemblee.annuaire if assemblee.membres else None
        flat = Aplatisseur(Seance, Path(), "seance", roll, "assemblée", fichiers, pertes)
        paires = [*flat.value_at(assemblee, ("assemblee",))]
        for membre in assemblee.membres:
            name = next((text for _, text in flat.value_at(membre, ("presents", 0))), membre.nom)
            grilles["présence"].row({"membre": name})
    if pertes:
        raise ConversionError(pertes, title="Assemblée qu'un classeur ne peut pas garder")
    fill_sitting(grilles, paires)
    return Classeur(tuple(grilles.values()), fichiers)
