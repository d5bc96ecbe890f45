"""The acts of the benchmark: records built and validated from the data of ``../shared/bench``."""

import datetime as dt
from pathlib import Path

from delibgen import Assemblee, Collectivite, Deliberation, Membre, Scrutin, Seance
from delibgen.model.acte import Decision, Dispositif, Grammaire
from delibgen.model.deliberation import Publicite
from delibgen.model.membre import Civilite
from delibgen.model.seance import Convocation, Pouvoir

BENCH = Path(__file__).resolve().parents[3] / "shared" / "bench"

Row = dict[str, str]
Groups = tuple[list[Membre], list[Membre], list[Membre]]
"""Present, absent and represented members."""


def membre(text: str, rank: int) -> Membre:
    """Return a member of that name, made unique by the rank (the names of the data are drawn at random)."""
    honorific, given, name = text.replace("\u00a0", " ").split(" ", 2)
    return Membre(civilite=Civilite(honorific), prenom=f"{given}-{rank}", nom=name)


def split_absents(rows: list[Row]) -> tuple[list[str], list[str]]:
    """Return the names without a proxy and the givers of a proxy."""
    givers = [row["b"].split(" pouvoir")[0] for row in rows if row["b"]]
    return [row["a"] for row in rows if row["a"]], givers


def group_by_state(data: dict[str, object]) -> Groups:
    """Return the present, the absent and the represented members of one data set."""
    present_rows, absent_rows = data["presents"], data["absents"]
    assert isinstance(present_rows, list)
    assert isinstance(absent_rows, list)
    names = [cell for row in present_rows for cell in row.values() if cell]
    absents, givers = split_absents(absent_rows)
    groups, rank = [], 0
    for group in (names, absents, givers):
        groups.append([membre(name, rank + i) for i, name in enumerate(group)])
        rank += len(group)
    return groups[0], groups[1], groups[2]


def sitting(groups: Groups) -> Seance:
    """Build and validate the records of a sitting."""
    presents, absents, givers = groups
    organe = Assemblee(
        collectivite=Collectivite(nom="Dijon métropole", nature="metropole", departement="21"),
        organe="bureau",
        nom="Bureau métropolitain",
        membres=(*presents, *absents, *givers),
    )
    return Seance(
        assemblee=organe,
        date=dt.date(2024, 9, 12),
        convocation=Convocation(date=dt.date(2024, 9, 6)),
        president=presents[0],
        secretaires=(presents[1],),
        presents=tuple(presents),
        absents=tuple(absents),
        pouvoirs=tuple(
            Pouvoir(mandant=giver, mandataire=presents[2 + rank]) for rank, giver in enumerate(givers)
        ),
    )


def crowd(members: int) -> Seance:
    """Build a sitting of that many members: nine in ten present, the others absent or represented."""
    people = [membre(f"Madame Jeanne ARÈNE-{rank}", rank) for rank in range(members)]
    there, away = people[: members * 9 // 10], people[members * 9 // 10 :]
    return sitting((there, away[: len(away) // 2], away[len(away) // 2 :]))


def typed(data: dict[str, object], seance: Seance, mark: str) -> Deliberation:
    """Build and validate the records of one act; ``mark`` makes its texts like no other."""
    return Deliberation(
        numero=str(data["ref"]),
        seance=seance,
        rang=1,
        objet=f"{data['titre']} ({mark})",
        rubrique=str(data["rubrique"]),
        visas=tuple(str(text).removeprefix("VU ").rstrip(",;") for text in list(data["visas"])),
        considerants=tuple(
            str(text).removeprefix("CONSIDÉRANT ").rstrip(",;") for text in list(data["considerants"])
        ),
        expose="\n\n".join((
            *data["paragraphes"],
            f"Suite de l'exposé {mark}.",
            *(f"- {x}" for x in data["missions"]),
            *data["suite"],
        )),
        dispositif=Dispositif(
            grammaire=Grammaire.INFINITIFS,
            decisions=tuple(
                Decision(verbe=item["verbe"], texte=item["texte"].rstrip(" ;.")) for item in data["decisions"]
            ),
        ),
        scrutin=Scrutin(pour=len(seance.presents) + len(seance.pouvoirs)),
        publicite=Publicite(transmission=dt.date(2024, 9, 16), publication=dt.date(2024, 9, 17)),
    )
