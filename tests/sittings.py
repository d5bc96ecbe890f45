"""Sittings of every kind of assembly, invented: what the papers of a sitting are looked at with.

Each is data as a file would hold them, read by the model with ``context={"texte": True}``.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from delibgen.actes.papiers import Phase, papers_of
from delibgen.model.acte import Acte
from delibgen.model.deliberation import Deliberation
from delibgen.model.seance import Seance

Donnees = dict[str, object]
_TEXTE = {"texte": True}
_PRENOMS = ("Anne", "Bruno", "Chloé", "Denis", "Élise", "Farid", "Gaëlle", "Hugo", "Inès", "Jules")
_NOMS = ("MARTINET", "ŒUVRARD", "D'ANGELO", "LE GALL", "da SILVA", "BEN AMAR", "N'GUYEN", "PÉRIER", "ROY")
_LONG = (
    "Le rapporteur rappelle que le service a recensé les besoins de l'année écoulée et les a présentés à "
    "la commission compétente, qui les a examinés puis a rendu un avis favorable à l'unanimité. "
)


def people(count: int, *, communes: tuple[str, ...] = (), first: str = "Maire") -> list[str]:
    """Return so many members, women and men in turn, with their commune when there are several."""
    names = []
    for rank in range(count):
        civilite = "Monsieur" if rank % 2 else "Madame"
        turn = rank // len(_PRENOMS)
        name = f"{civilite} {_PRENOMS[rank % len(_PRENOMS)]} {_NOMS[(rank + turn) % len(_NOMS)]}"
        name += f"-{chr(64 + turn)}" if turn else ""
        names.append(f"{name} ({communes[rank % len(communes)]})" if communes else name)
    return [f"{names[0]}, {first}", *names[1:]]


@dataclass(frozen=True)
class Cas:
    """One sitting and its items."""

    seance: Seance
    points: tuple[Deliberation, ...]

    def papers(self) -> Iterator[Acte]:
        """Yield every paper of the sitting, before and after it, extracts included."""
        for phase in Phase:
            yield from papers_of(self.seance, self.points, phase)
        yield from self.points


def cas(assemblee: Donnees, seance: Donnees, actes: list[Donnees]) -> Cas:
    """Return a sitting of an assembly."""
    names: list[str] = assemblee["membres"]  # type: ignore[assignment]
    data = {
        "assemblee": assemblee,
        "date": "8 octobre 2024",
        "heure": "18 h 30",
        "fin": "20 h 10",
        "convocation": "20/09/2024",
        "president": names[0],
        "secretaires": [names[1]],
        **seance,
    }
    sitting = Seance.model_validate(data, context=_TEXTE)
    items = tuple(
        Deliberation.model_validate({"seance": sitting, "rang": str(rank), **acte}, context=_TEXTE)
        for rank, acte in enumerate(actes, 1)
    )
    return Cas(sitting, items)


def item(rank: int, voters: int, **more: object) -> Donnees:
    """Return an item put to the vote."""
    return {
        "numero": f"2024-{rank:03}",
        "objet": f"Affaire n° {rank} : programme de travaux et plan de financement de l'équipement",
        "rubrique": ("Finances", "Patrimoine", "Personnel")[rank % 3],
        "visas": ["le code général des collectivités territoriales"],
        "considerants": ["l'intérêt qui s'attache à cette opération"],
        "expose": _LONG,
        "debats": "Un membre demande quand commencent les travaux ; il lui est répondu : au printemps.",
        "matiere": "7.10",
        "dispositif": [{"d'approuver": "le programme"}, {"d'autoriser": "la signature de tout acte utile"}],
        "scrutin": {"pour": str(voters)},
        "publicite": {"transmission": "10/10/2024", "publication": "11/10/2024"},
        **more,
    }


def commission_permanente() -> Cas:
    """Return a commission permanente of a département: proxies count for its quorum."""
    names = people(15, first="Présidente du conseil départemental")
    assemblee: Donnees = {
        "collectivite": {
            "nom": "Yonne",
            "nature": "departement",
            "departement": "89",
            "ville": "Auxerre",
            "entete": ["RÉPUBLIQUE FRANÇAISE", "Département de l'Yonne"],
        },
        "organe": "commission_permanente",
        "membres": names,
    }
    away = [names[9], names[10], names[11], names[12]]
    proxies = [{"mandant": who, "mandataire": names[2 + rank]} for rank, who in enumerate(away)]
    seance: Donnees = {"pouvoirs": proxies, "excuses": names[13:], "lieu": "hôtel du département"}
    return cas(assemblee, seance, [item(rank, 13) for rank in range(1, 4)])


def ccas() -> Cas:
    """Return the conseil d'administration of a CCAS."""
    names = people(11, first="Maire, Présidente")
    assemblee: Donnees = {
        "collectivite": {
            "nom": "CCAS d'Ormeval",
            "nature": "ccas",
            "departement": "89",
            "ville": "Ormeval",
            "entete": ["RÉPUBLIQUE FRANÇAISE", "Centre communal d'action sociale d'Ormeval"],
        },
        "organe": "conseil_administration",
        "membres": names,
    }
    seance: Donnees = {"excuses": names[9:], "lieu": "mairie d'Ormeval", "convocation": "2 octobre 2024"}
    return cas(assemblee, seance, [item(rank, 9) for rank in range(1, 3)])


def bureau() -> Cas:
    """Return the Bureau of a communauté de communes."""
    names = people(9, communes=("Ormeval", "Combreval", "Ivry-le-Bas"), first="Président")
    assemblee: Donnees = {
        "collectivite": {
            "nom": "Communauté de communes du Val d'Orme",
            "nature": "communaute_de_communes",
            "departement": "89",
            "ville": "Ormeval",
            "entete": ["RÉPUBLIQUE FRANÇAISE", "Communauté de communes du Val d'Orme"],
        },
        "organe": "bureau",
        "nom": "Bureau communautaire",
        "membres": names,
    }
    seance: Donnees = {"excuses": names[8:], "lieu": "siège de la communauté"}
    return cas(assemblee, seance, [item(rank, 8) for rank in range(1, 3)])


def comite_syndical() -> Cas:
    """Return the comité of a syndicat, with a suppléant who sits."""
    names = people(12, communes=("Ormeval", "Combreval", "Ivry-le-Bas", "Aubépine"), first="Président")
    suppleant = {
        "civilite": "Madame",
        "prenom": "Odile",
        "nom": "VERNAY",
        "commune": "Aubépine",
        "suppleant_de": names[11].split(" (")[0],
    }
    assemblee: Donnees = {
        "collectivite": {
            "nom": "Syndicat des eaux du Val d'Orme",
            "nature": "syndicat",
            "departement": "89",
            "ville": "Combreval",
            "entete": ["RÉPUBLIQUE FRANÇAISE", "Syndicat intercommunal des eaux du Val d'Orme"],
        },
        "organe": "comite_syndical",
        "membres": names,
        "suppleants": [suppleant],
    }
    seance: Donnees = {
        "presents": [*names[:9], suppleant],
        "excuses": names[9:],
        "lieu": "salle des fêtes de Combreval",
    }
    return cas(assemblee, seance, [item(rank, 10) for rank in range(1, 3)])


def commune(count: int, **body: object) -> Donnees:
    """Return the conseil municipal of a commune."""
    return {
        "collectivite": {
            "nom": "Ormeval",
            "nature": "commune",
            "departement": "89",
            "ville": "Ormeval",
            "population_3500": "non",
            "entete": ["RÉPUBLIQUE FRANÇAISE", "Département de l'Yonne", "Commune d'Ormeval"],
            **body,
        },
        "organe": "conseil_municipal",
        "membres": people(count),
    }


def seventy() -> Cas:
    """Return a council of seventy members."""
    assemblee = commune(70, population_3500="oui")
    names: list[str] = assemblee["membres"]  # type: ignore[assignment]
    proxies = [{"mandant": who, "mandataire": names[2 + rank]} for rank, who in enumerate(names[60:66])]
    seance: Donnees = {"pouvoirs": proxies, "excuses": names[66:], "lieu": "hôtel de ville"}
    named = {"pour": [*names[:50]], "contre": names[50:60], "abstentions": "6"}
    return cas(assemblee, seance, [item(1, 66), item(2, 66, scrutin=named, vote_par_nom="oui")])


def seven() -> Cas:
    """Return a council of seven members."""
    return cas(commune(7), {"lieu": "mairie"}, [item(1, 7), item(2, 7)])


def nothing() -> Cas:
    """Return a sitting with an empty agenda."""
    return cas(commune(7), {"lieu": "mairie", "questions": ["Point sur la rentrée scolaire"]}, [])


def no_quorum() -> Cas:
    """Return a sitting without quorum: nothing is deliberated."""
    assemblee = commune(11)
    names: list[str] = assemblee["membres"]  # type: ignore[assignment]
    left = {"scrutin": None, "sort_declare": "ajourne", "publicite": {}}
    seance: Donnees = {"absents": names[4:], "lieu": "mairie", "fin": "18 h 45"}
    return cas(assemblee, seance, [item(rank, 0, **left) for rank in range(1, 3)])


def second_notice() -> Cas:
    """Return the second sitting after a missed quorum."""
    assemblee = commune(11)
    names: list[str] = assemblee["membres"]  # type: ignore[assignment]
    notice = {"date": "09/10/2024", "seconde": "oui", "premiere_seance": "08/10/2024"}
    seance: Donnees = {
        "date": "14 octobre 2024",
        "convocation": notice,
        "absents": names[4:],
        "lieu": "mairie",
    }
    public = {"publicite": {"transmission": "16/10/2024", "publication": "17/10/2024"}}
    return cas(assemblee, seance, [item(rank, 4, **public) for rank in range(1, 3)])


def sixty() -> Cas:
    """Return a sitting of sixty items."""
    return cas(commune(15), {"lieu": "mairie"}, [item(rank, 15) for rank in range(1, 61)])


def region() -> Cas:
    """Return a conseil régional."""
    names = people(21, first="Présidente du conseil régional")
    assemblee: Donnees = {
        "collectivite": {
            "nom": "Région Val-d'Orme",
            "nature": "region",
            "departement": "21",
            "ville": "Dijon",
        },
        "organe": "conseil_regional",
        "membres": names,
    }
    return cas(assemblee, {"lieu": "hôtel de région"}, [item(1, 21), item(2, 21)])


SITTINGS: Mapping[str, Callable[[], Cas]] = {
    "commission-permanente": commission_permanente,
    "ccas": ccas,
    "bureau": bureau,
    "comite-syndical": comite_syndical,
    "region": region,
    "70-membres": seventy,
    "7-membres": seven,
    "ordre-du-jour-vide": nothing,
    "sans-quorum": no_quorum,
    "seconde-convocation": second_notice,
    "60-points": sixty,
}
"""Name of a sitting → what makes it."""
