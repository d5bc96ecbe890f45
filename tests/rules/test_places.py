"""The law of each kind of body: the same situations in every assembly, told only where their text holds.

What is expected is written from the articles, not from the scopes of the rules.
"""

import datetime as dt
from collections.abc import Callable

import pytest

from delibgen.actes.papiers import ProcesVerbal
from delibgen.model.assemblee import Assemblee
from delibgen.model.deliberation import Deliberation, Publicite
from delibgen.model.scrutin import ModeScrutin
from delibgen.model.seance import Convocation, HuisClos, Visioconference
from delibgen.rules import check
from tests.rules.papers import SEANCE, act, assembly, body, deport, ms, pouvoir, sitting, votes


def _of(organe: str, nature: str = "commune", **more: object) -> Assemblee:
    return assembly(organe, collectivite=body(nature, **more))


PETITES = {
    "commune de 600 habitants": _of("conseil_municipal"),
    "commune de 2 000 habitants": _of("conseil_municipal"),
    "petite commune de La Réunion": _of("conseil_municipal", departement="974"),
    "petite commune de Polynésie": _of("conseil_municipal", departement="987"),
}
GRANDES = {
    "commune de 8 000 habitants": _of("conseil_municipal", population_3500=True),
    "Paris": _of("conseil_municipal", population_3500=True, departement="75"),
    "ville de Corse": _of("conseil_municipal", population_3500=True, departement="2A"),
    "ville de Moselle": _of("conseil_municipal", population_3500=True, departement="57"),
}
INCONNUE = {"commune, population inconnue": _of("conseil_municipal", population_3500=None)}
VILLAGES = {
    "petite commune du Bas-Rhin": _of("conseil_municipal", departement="67"),
    "petite commune du Haut-Rhin": _of("conseil_municipal", departement="68"),
}
ARRONDISSEMENT = {
    f"arrondissement, {code}": _of("conseil_arrondissement", population_3500=True, departement=code)
    for code in ("75", "69", "13")
}
PROPRES = {
    "communauté de communes": _of("conseil_communautaire", "communaute_de_communes"),
    "communauté d'agglomération": _of("conseil_communautaire", "communaute_d_agglomeration"),
    "communauté urbaine": _of("conseil_communautaire", "communaute_urbaine"),
    "métropole": _of("conseil_metropolitain", "metropole"),
    "communauté de Moselle": _of("conseil_communautaire", "communaute_de_communes", departement="57"),
}
BUREAU = {"Bureau d'une communauté": _of("bureau", "communaute_de_communes")}
SYNDICATS = {
    "syndicat de communes": _of("comite_syndical", "syndicat"),
    "EPT": _of("conseil_territorial", "ept"),
}
DEPARTEMENTS = {"département": _of("conseil_departemental", "departement")}
REGIONS = {"région": _of("conseil_regional", "region")}
PERMANENTES = {
    "commission permanente, département": _of("commission_permanente", "departement"),
    "commission permanente, région": _of("commission_permanente", "region"),
}
CCAS = {
    "petit CCAS": _of("conseil_administration", "ccas"),
    "CCAS de Moselle": _of("conseil_administration", "ccas", departement="57"),
}
CCAS_VILLE = {
    "CCAS d'une ville": _of("conseil_administration", "ccas", population_3500=True),
    "CIAS d'une ville": _of("conseil_administration", "cias", population_3500=True),
}
MIXTE = {"syndicat mixte ouvert": _of("comite_syndical", "syndicat_mixte")}
AUTRES = {
    "collectivité de Corse": _of("conseil_territorial", "autre", departement="2A"),
    "collectivité de Guyane": _of("conseil_territorial", "autre", departement="973"),
}
CALEDONIE = {
    "commune de Nouvelle-Calédonie": _of("conseil_municipal", departement="988"),
    "ville de Nouvelle-Calédonie": _of("conseil_municipal", departement="988", population_3500=True),
}

EPCI = {*PROPRES, *BUREAU, *SYNDICATS}
CONSEILS = {*PETITES, *GRANDES, *INCONNUE, *VILLAGES}
COMMUNES = {*CONSEILS, *ARRONDISSEMENT}
DEP_REG = {*DEPARTEMENTS, *REGIONS}
ALSACE_MOSELLE = {*VILLAGES, "ville de Moselle", "communauté de Moselle"}
STATUTS = {*MIXTE, *AUTRES, *CALEDONIE, *ARRONDISSEMENT}
"""Bodies whose statutes, by-laws or own code set the quorum: it is never a refusal."""

PLACES = {
    **PETITES,
    **GRANDES,
    **INCONNUE,
    **VILLAGES,
    **ARRONDISSEMENT,
    **PROPRES,
    **BUREAU,
    **SYNDICATS,
    **DEPARTEMENTS,
    **REGIONS,
    **PERMANENTES,
    **CCAS,
    **CCAS_VILLE,
    **MIXTE,
    **AUTRES,
    **CALEDONIE,
}


def sent(days: int, **more: object) -> Callable[[Assemblee], Deliberation]:
    """Return a sitting convened so many days before."""
    notice = Convocation.model_validate({"date": SEANCE - dt.timedelta(days=days), **more})
    return lambda place: act(sitting(assemblee=place, convocation=notice))


def with_sitting(**more: object) -> Callable[[Assemblee], Deliberation]:
    """Return an act of a sitting convened long before, with changes."""
    early = {"sent": SEANCE - dt.timedelta(days=20)}
    return lambda place: act(sitting(assemblee=place, **early, **more))


def with_act(**more: object) -> Callable[[Assemblee], Deliberation]:
    """Return an act, with changes, of a sitting convened long before."""
    return lambda place: act(sitting(assemblee=place, sent=SEANCE - dt.timedelta(days=20)), **more)


def few(place: Assemblee, **notice: object) -> Deliberation:
    """Return the vote of five members present and one represented, of eleven."""
    convened = Convocation.model_validate({"date": SEANCE - dt.timedelta(days=20), **notice})
    there = sitting(assemblee=place, presents=ms("ABCDE"), absents=ms("FGHIK"), convocation=convened)
    return act(there, scrutin=votes(6))


BEFORE = SEANCE - dt.timedelta(days=2)
URGENT = {"urgence": True, "motif_urgence": "crue"}
Situation = tuple[Callable[[Assemblee], Deliberation], dict[str, set[str]]]

SITUATIONS: dict[str, Situation] = {
    "convoquée vingt jours avant": (sent(20), {}),
    "convoquée douze jours avant": (sent(12), {}),
    "convoquée onze jours avant": (sent(11), {"DG326": DEP_REG}),
    "cinq jours francs": (sent(6), {"DG326": DEP_REG}),
    "quatre jours francs": (
        sent(5),
        {"DG322": {*GRANDES, *EPCI}, "DG324": {*INCONNUE}, "DG326": DEP_REG},
    ),
    "trois jours francs": (
        sent(4),
        {"DG322": {*GRANDES, *EPCI}, "DG324": {*INCONNUE}, "DG326": DEP_REG},
    ),
    "trois jours": (
        sent(3),
        {"DG322": {*PETITES, *INCONNUE, *GRANDES, *EPCI}, "DG326": DEP_REG},
    ),
    "deux jours": (
        sent(2),
        {
            "DG322": {*PETITES, *INCONNUE, *GRANDES, *EPCI},
            "DG323": {*VILLAGES},
            "DG325": {*CCAS, *CCAS_VILLE},
            "DG326": DEP_REG,
        },
    ),
    "un jour franc, en urgence": (sent(2, **URGENT), {}),
    "la veille, en urgence": (
        sent(1, **URGENT),
        {"DG322": {*PETITES, *INCONNUE, *GRANDES, *EPCI}, "DG326": DEP_REG},
    ),
    "sans secrétaire": (
        with_sitting(secretaires=()),
        {"DG312": {*COMMUNES, *EPCI} - ALSACE_MOSELLE},
    ),
    "cinq présents et un représenté sur onze": (
        few,
        {"DG327": {*PLACES} - STATUTS - {*PERMANENTES}, "DG328": STATUTS},
    ),
    "seconde séance deux jours après": (
        lambda place: few(place, seconde=True, premiere_seance=BEFORE),
        {"DG317": {*COMMUNES, *EPCI, *DEP_REG, *PERMANENTES}},
    ),
    "seconde séance trois jours après": (
        lambda place: few(place, seconde=True, premiere_seance=BEFORE - dt.timedelta(days=1)),
        {},
    ),
    "deux pouvoirs pour un membre": (
        with_sitting(pouvoirs=(pouvoir("J", "C"), pouvoir("I", "C"))),
        {"DG306": {*PLACES}},
    ),
    "pouvoir d'une deuxième séance": (
        with_sitting(pouvoirs=(pouvoir("J", "C", seances=2),)),
        {"DG395": {*DEP_REG, *PERMANENTES}},
    ),
    "pouvoir d'une quatrième séance": (
        with_sitting(pouvoirs=(pouvoir("J", "C", seances=4),)),
        {"DG394": {*COMMUNES, *EPCI}, "DG395": {*DEP_REG, *PERMANENTES}},
    ),
    "scrutin public demandé par deux présents sur neuf": (
        with_act(scrutin=votes(ms("ABCDEFGHIJ"), mode=ModeScrutin.PUBLIC, demandeurs=2)),
        {"DG339": {*PLACES} - DEP_REG - {*PERMANENTES}},
    ),
    "scrutin public demandé par un présent sur neuf": (
        with_act(scrutin=votes(ms("ABCDEFGHIJ"), mode=ModeScrutin.PUBLIC, demandeurs=1)),
        {"DG339": {*PLACES}},
    ),
    "représentant désigné à main levée": (
        with_act(objet="Désignation d'un représentant au collège"),
        {"DG349": {*COMMUNES, *EPCI, *CCAS, *CCAS_VILLE}},
    ),
    "exécutif élu à main levée": (
        with_act(objet="Élection des vice-présidents"),
        {"DG364": {*COMMUNES, *EPCI}},
    ),
    "comptes votés sous la présidence de l'exécutif": (
        with_act(objet="Compte administratif 2023"),
        {"DG365": {*COMMUNES, *EPCI}, "DG392": {*BUREAU}, "DG393": {*PERMANENTES}},
    ),
    "budget": (
        with_act(objet="Budget primitif 2025"),
        {"DG392": {*BUREAU}, "DG393": {*PERMANENTES}},
    ),
    "liste publiée huit jours après": (
        with_sitting(liste_publiee=SEANCE + dt.timedelta(days=8)),
        {"DG367": {*COMMUNES, *EPCI}},
    ),
    "affichée, non publiée en ligne": (
        with_act(publicite=Publicite(affichage=SEANCE)),
        {"DG369": {*GRANDES, *ARRONDISSEMENT, *PROPRES, *BUREAU, *DEP_REG, *PERMANENTES}},
    ),
    "ni note ni exposé": (
        with_act(expose=None),
        {"DG319": {*GRANDES, *EPCI, *CCAS_VILLE}},
    ),
    "partage, sans la voix du président": (
        with_act(scrutin=votes(5, contre=5)),
        {"DG336": {*PLACES}},
    ),
    "onze voix pour dix votants": (
        with_act(scrutin=votes(11)),
        {"DG330": {*PLACES} - {*MIXTE}, "DG620": {*MIXTE}},
    ),
    "huis clos demandé par trois membres": (
        with_sitting(huis_clos=HuisClos(demandeurs=3)),
        {"DG704": {*PLACES} - COMMUNES - {*CALEDONIE}},
    ),
    "par visioconférence": (
        with_sitting(visioconference=Visioconference()),
        {"DG706": COMMUNES},
    ),
    "un membre qui se déporte": (with_act(deports=(deport("D"),), scrutin=votes(9)), {}),
}

PACIFIQUE = {"petite commune de Polynésie", *CALEDONIE}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("situation", SITUATIONS)
def test_a_situation_is_told_only_where_its_text_holds(situation: str, place: str):
    make, told = SITUATIONS[situation]
    expected = {code for code, places in told.items() if place in places}
    expected |= {"DG623"} if place in PACIFIQUE else set()
    assert {finding.code for finding in check(make(PLACES[place]))} == expected


def test_every_rule_of_the_table_names_places_that_exist():
    for _, told in SITUATIONS.values():
        for places in told.values():
            assert places
            assert places <= PLACES.keys()


FULL = {*COMMUNES, *EPCI, *DEP_REG, *PERMANENTES}


def minutes(place: Assemblee, day: dt.date, **more: object) -> list[str]:
    """Return what is found in minutes that lack what they should say."""
    seance = sitting(assemblee=place, date=day, sent=day - dt.timedelta(days=20), **more)
    return [f"{f.code} {f.path}" for f in check(ProcesVerbal.of(seance, [act(seance)]))]


@pytest.mark.parametrize("place", PLACES)
def test_minutes_say_what_the_code_asks_of_their_assembly(place: str):
    found = minutes(PLACES[place], SEANCE, secretaires=())
    asked = ["DG604 seance.heure", "DG604 seance.secretaires", "DG604 points"]
    expected = asked if place in FULL else []
    assert found == [what for what in expected if place not in ALSACE_MOSELLE or "secr" not in what]


@pytest.mark.parametrize("place", PLACES)
def test_minutes_are_published_within_the_week_where_the_code_says_so(place: str):
    settled = SEANCE + dt.timedelta(days=30)
    seance = {"heure": dt.time(18), "pv_arrete": settled, "pv_publie": settled + dt.timedelta(days=8)}
    found = [what for what in minutes(PLACES[place], SEANCE, **seance) if "DG604" not in what]
    assert found == (["DG610 seance.pv_publie"] if place in FULL else [])


def test_before_july_2022_no_text_said_what_minutes_hold_nor_when_they_are_published():
    place, eve = PLACES["commune de 600 habitants"], dt.date(2022, 6, 30)
    bare = {"secretaires": (), "pv_publie": dt.date(2022, 9, 30)}
    assert minutes(place, eve, **bare) == []
    assert minutes(place, eve, pv_arrete=eve) == ["DG607 seance.pv_arrete"]
    assert minutes(place, dt.date(2022, 7, 1), **bare) == [
        "DG604 seance.heure",
        "DG604 seance.secretaires",
        "DG604 points",
        "DG607 seance.pv_publie",
    ]
