"""A whole year of an invented commune: twelve sittings, three hundred deliberations, always the same.

    python -m tests.bench.annee DOSSIER

Ormeval (nineteen members, from the examples) meets on the second Tuesday of each month and takes up
twenty-five items. Members are excused, give proxies, vote against; three items of a sitting have a convention
annexed. Numbers follow « {annee}-{rang:03} » over the year, one of them withdrawn. Everything is drawn from a
fixed seed, and nothing in it is of a real commune.
"""

import datetime as dt
import random
import shutil
import sys
from pathlib import Path

import yaml

from tests.conftest import CONSEIL

ANNEE = 2025
SEANCES = 12
POINTS = 25

MEMBRES = [
    *("LOMBARD", "BENSALEM", "MORVAN-GUÉRIN", "de FRÉVAL", "ROCHE", "CARVALHO", "TISSIER", "LE GALL"),
    *("DA SILVA", "HUMBERT"),
    *("PRÉVOST", "NGUYEN", "OUALI", "ŒUVRARD", "BAZIN", "SCHMITT", "DELATTRE", "AUBRY"),
]
SUJETS = [
    ("Vie associative", "Subvention à l'association « {nom} »", "d'attribuer", "une subvention"),
    ("Voirie", "Réfection de la chaussée de la rue {nom}", "d'approuver", "le programme de travaux"),
    ("Patrimoine", "Toiture de l'école {nom}", "d'approuver", "le devis de l'entreprise"),
    ("Enfance", "Tarifs de l'accueil de loisirs « {nom} »", "de fixer", "les tarifs de la rentrée"),
    ("Finances", "Décision modificative du budget « {nom} »", "d'adopter", "la décision modificative"),
    ("Personnel", "Création d'un emploi au service « {nom} »", "de créer", "un emploi permanent"),
    ("Culture", "Règlement de la médiathèque « {nom} »", "d'approuver", "le règlement intérieur"),
]
NOMS = ["Les Mots passants", "des Tilleuls", "du Lavoir", "Clair-Val", "des Ormes", "La Ruche"]
PHRASES = [
    "Le service a recensé les besoins de l'année écoulée et les a présentés à la commission compétente.",
    "La dépense est inscrite au budget ; elle peut être aidée par l'État et par le département.",
    "Les habitants du quartier ont été réunis à deux reprises, et leurs remarques ont été reprises.",
    "Le coût est estimé à 12 500 € pour la première année, puis à 8 400 € par an pendant trois ans.",
    "Les travaux pourraient commencer au printemps et durer six semaines, sans couper la circulation.",
]


def write_year(folder: Path) -> list[Path]:
    """Write the twelve sittings in ``folder``, and return their folders."""
    chance = random.Random(ANNEE)
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(CONSEIL / "logo.png", folder)
    _write_assembly(folder)
    sittings, rank = [], 1
    for month in range(1, SEANCES + 1):
        sitting = folder / f"{_day(month).isoformat()}-conseil-municipal"
        rank = _write_sitting(sitting, chance, month, rank)
        sittings.append(sitting)
    return sittings


def _day(month: int) -> dt.date:
    first = dt.date(ANNEE, month, 1)
    return first + dt.timedelta((1 - first.weekday()) % 7 + 7)


def _write_assembly(folder: Path) -> None:
    text = (CONSEIL / "assemblee.yaml").read_text(encoding="utf-8")
    motif = "numerotation: {motif: '{annee}-{rang:03}'}\nfeuillets_suivis: oui\n"
    (folder / "assemblee.yaml").write_text(motif + text, encoding="utf-8")


def _dump(path: Path, data: dict[str, object]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=100)
    path.write_text(text, encoding="utf-8")


def _write_sitting(folder: Path, chance: random.Random, month: int, rank: int) -> int:
    """Write one sitting from number ``rank`` on; return the first number of the next one."""
    away = chance.sample([name for name in MEMBRES if name not in {"SCHMITT", "LOMBARD"}], 4)
    there = [name for name in MEMBRES if name not in away]
    day = _day(month)
    seance: dict[str, object] = {
        "assemblee": "../assemblee.yaml",
        "date": day.isoformat(),
        "heure": "19 h 00",
        "lieu": "salle du conseil, à la mairie",
        "convocation": (day - dt.timedelta(days=8)).isoformat(),
        "president": "VASSEUR",
        "secretaires": ["SCHMITT"],
        "excuses": away[:2],
        "pouvoirs": [
            {"mandant": away[2], "mandataire": "LOMBARD"},
            {"mandant": away[3], "mandataire": "SCHMITT"},
        ],
        "premier_numero": f"{ANNEE}-{rank:03}",
    }
    if month == 1:
        seance["premier_feuillet"] = 1
    if month == 3:  # one number was given, then withdrawn
        seance["numeros_retires"] = [f"{ANNEE}-{rank + 4:03}"]
    _dump(folder / "seance.yaml", seance)
    for place in range(POINTS):
        if month == 3 and place == 4:
            rank += 1
        _dump(folder / "actes" / f"{place + 1:02}.yaml", _act(chance, rank, place, there, folder))
        rank += 1
    return rank


def _act(chance: random.Random, rank: int, place: int, there: list[str], folder: Path) -> dict[str, object]:
    heading, subject, verb, what = chance.choice(SUJETS)
    free = [name for name in there if name not in {"LOMBARD", "SCHMITT"}]
    against = chance.sample(free, chance.choice([0, 0, 0, 1, 2]))
    act: dict[str, object] = {
        "numero": f"{ANNEE}-{rank:03}",
        "rubrique": heading,
        "objet": subject.format(nom=chance.choice(NOMS)),
        "rapporteur": chance.choice(there),
        "visas": ["le code général des collectivités territoriales, notamment son article L. 2121-29"],
        "considerants": ["que l'intérêt communal le justifie"],
        "expose": "\n\n".join(chance.sample(PHRASES, 3))
        + "\n\n- **un** premier point ;\n- un second point.\n",
        "dispositif": [{verb: what}, {"d'autoriser": "Madame la Maire à signer tout acte utile"}],
        "scrutin": {"pour": 17 - len(against), **({"contre": against} if against else {})},
    }
    if place % 10 == 3:
        target = folder / "annexes" / f"{place + 1:02}-convention.yaml"
        target.parent.mkdir(parents=True, exist_ok=True)
        text = (CONSEIL / "annexes" / "04-convention.yaml").read_text(encoding="utf-8")
        day = dt.date.fromisoformat(folder.name[:10]).isoformat()
        text = text.replace("2024-34", f"{ANNEE}-{rank:03}").replace("01/10/2024", day)
        target.write_text(text, encoding="utf-8")
        act["annexes"] = [{"titre": "Convention de coopération", "acte": f"../annexes/{target.name}"}]
    return act


if __name__ == "__main__":
    for written in write_year(Path(sys.argv[1])):
        print(written)
