"""The fields that the formulas of an act may name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from delibgen.model.champs import SHORT, VOIX, F, G, H, J, N, T, place
from delibgen.model.champs_collectivite import body
from delibgen.model.champs_gens import people, person
from delibgen.model.champs_libres import AvecLibres
from delibgen.model.formule import SANS, Champ, Valeur, parse, places

if TYPE_CHECKING:
    from delibgen.french._refuse import Genre
    from delibgen.model.diction import Diction
    from delibgen.model.membre import Membre
    from delibgen.model.scrutin import Voix


def _people(prefix: str, read: Callable[[Diction], Iterable[Membre]], told: str) -> dict[str, Champ[Diction]]:
    return people(prefix, read, told, lambda said: said)


_SITTING: Mapping[str, Champ[Diction]] = {
    "date": Champ(J, lambda p: p.acte.seance.date, "date de la séance"),
    "heure": Champ(H, lambda p: p.acte.seance.heure, "heure d'ouverture"),
    "fin": Champ(H, lambda p: p.acte.seance.fin, "heure de la levée"),
    "lieu": place(lambda p: p.acte.seance.lieu, "lieu"),
    "session": Champ(T, lambda p: p.acte.seance.session, "session : « ordinaire »"),
    "convocation": Champ(
        J, lambda p: p.convocation.date if p.convocation else None, "date de la convocation"
    ),
    "convocation.auteur": Champ(T, lambda p: p.convocation.auteur if p.convocation else None, "qui convoque"),
    "affichage_convocation": Champ(J, lambda p: p.acte.seance.affichage_convocation, "affichage de celle-ci"),
    "liste_publiee": Champ(
        J, lambda p: p.acte.seance.liste_publiee, "affichage de la liste des délibérations"
    ),
    "assistants": Champ(T, lambda p: p.joints(p.acte.seance.assistants), "qui assiste sans voter"),
    "seconde_convocation": Champ(
        F,
        lambda p: p.convocation is not None and p.convocation.seconde,
        "séance tenue sur seconde convocation",
    ),
    "premiere_seance": Champ(
        J,
        lambda p: p.convocation.premiere_seance if p.convocation else None,
        "séance qui n'a pas eu le quorum",
    ),
    "huis_clos": Champ(
        T, lambda p: p.huis_clos.resultat if p.huis_clos else None, "vote du huis clos, en mots"
    ),
    "huis_clos.demande": Champ(T, lambda p: p.huis_clos.demande if p.huis_clos else None, "qui l'a demandé"),
    "huis_clos.demandeurs": Champ(
        N, lambda p: p.huis_clos.demandeurs if p.huis_clos else None, "combien l'ont demandé"
    ),
    "visioconference": Champ(F, lambda p: bool(p.acte.seance.visioconference), "séance en visioconférence"),
    "visioconference.lieux": Champ(T, lambda p: p.joints(p.visio.lieux) if p.visio else None, "lieux reliés"),
    **_people("a_distance", lambda p: p.a_distance, "présents à distance"),
}
_BODY: Mapping[str, Champ[Diction]] = {
    "assemblee": Champ(
        G,
        lambda p: p.assemblee.denomination_en_phrase,
        "« le conseil municipal » ; s'accorde : « {assemblee:convoqué} »",
        lambda p: [p.assemblee.genre],
    ),
    "assemblee.nom": Champ(T, lambda p: p.assemblee.intitule, "« conseil municipal »"),
    "assemblee.du_nom": Champ(T, lambda p: p.assemblee.du_nom, "« du conseil municipal »"),
    "assemblee.au_nom": Champ(T, lambda p: p.assemblee.au_nom, "« au conseil municipal »"),
    **body(lambda p: p.collectivite),
    "collectivite.siren": Champ(T, lambda p: p.collectivite.siren, "SIREN"),
    "tribunal": Champ(
        T,
        lambda p: p.collectivite.tribunal or "tribunal administratif compétent",
        "« tribunal administratif de Dijon »",
    ),
    "delai_recours": Champ(T, lambda p: p.collectivite.delai_recours, "« deux mois »"),
    "sieges": Champ(N, lambda p: p.assemblee.effectif_legal, "sièges"),
    "sieges_vacants": Champ(T, lambda p: p.enumeration(p.assemblee.sieges_vacants), "sièges vacants"),
}
_BY = {
    "commune": "commune",
    "college": "collège",
    "groupe": "groupe",
    "qualite": "qualité, telle qu'elle est écrite",
    "fonction": "fonction, sans rang ni matière : « adjoints »",
}
"""What members may be listed by, one line each."""


def _listed_by(who: str, read: Callable[[Diction], Iterable[Membre]], told: str) -> dict[str, Champ[Diction]]:
    """Return the fields of members listed by commune, by college, by group, by capacity."""

    def listed(champ: str) -> Callable[[Diction], Valeur]:
        """Return what lists them by one of these."""
        return lambda said: said.par(champ, read(said))

    return {
        f"{who}_par_{champ}": Champ(T, listed(champ), f"{told}, une ligne par {name}")
        for champ, name in _BY.items()
    }


_PRESENCE: Mapping[str, Champ[Diction]] = {
    "en_exercice": Champ(N, lambda p: p.acte.presence.en_exercice, "membres en exercice"),
    "nombre_presents": Champ(N, lambda p: p.acte.presence.nombre_presents, "présents"),
    "nombre_presents_votants": Champ(
        N, lambda p: p.acte.presence.nombre_presents_votants, "présents qui prennent part au vote"
    ),
    "nombre_presents_et_representes": Champ(
        N, lambda p: p.acte.presence.nombre_presents_et_representes, "présents et représentés"
    ),
    "nombre_titulaires": Champ(N, lambda p: p.acte.presence.nombre_titulaires, "titulaires présents"),
    "nombre_suppleants": Champ(N, lambda p: p.acte.presence.nombre_suppleants, "suppléants présents"),
    "nombre_pouvoirs": Champ(N, lambda p: p.acte.presence.nombre_pouvoirs, "pouvoirs exercés"),
    "nombre_absents": Champ(
        N, lambda p: p.acte.presence.nombre_absents, "absents, excusés et représentés compris"
    ),
    "nombre_excuses": Champ(N, lambda p: len(p.acte.presence.excuses), "excusés sans pouvoir"),
    "nombre_absents_sans_pouvoir": Champ(
        N, lambda p: len(p.acte.presence.absents_sans_pouvoir), "absents et excusés sans pouvoir"
    ),
    "nombre_non_votants": Champ(
        N, lambda p: p.acte.presence.nombre_non_votants, "qui ne prennent pas part au vote"
    ),
    "votants": Champ(N, lambda p: p.acte.presence.votants, "votants, pouvoirs compris"),
    "quorum": Champ(N, lambda p: p.acte.presence.quorum, "quorum"),
    "representes_comptes": Champ(
        F, lambda p: p.acte.presence.representes_comptes, "les représentés comptent pour le quorum"
    ),
    "quorum_atteint": Champ(F, lambda p: p.acte.presence.quorum_atteint, "le quorum est atteint"),
    "pouvoirs": Champ(
        T, lambda p: p.pouvoirs, "« X pouvoir à Y », un par pouvoir, selon la formule « pouvoir »"
    ),
    **_people("presents", lambda p: p.acte.presence.presents, "présents"),
    **_people("titulaires", lambda p: p.titulaires, "titulaires présents"),
    **_people("suppleants", lambda p: p.suppleants, "suppléants présents"),
    **_people("absents", lambda p: p.acte.presence.absents, "absents, ni excusés ni représentés"),
    **_people("excuses", lambda p: p.acte.presence.excuses, "excusés sans pouvoir"),
    **_people("absents_sans_pouvoir", lambda p: p.acte.presence.absents_sans_pouvoir, "absents et excusés"),
    **_people("representes", lambda p: p.acte.presence.representes, "représentés"),
    **_people("non_votants", lambda p: p.acte.presence.non_votants, "qui ne prennent pas part au vote"),
    **_people(
        "participants", lambda p: p.participants, "présents à un moment de la séance, du début à la fin"
    ),
    "pouvoirs_seance": Champ(
        T, lambda p: p.pouvoirs_seance, "pouvoirs de toute la séance, ceux donnés en partant compris"
    ),
    **_listed_by("presents", lambda p: p.acte.presence.presents, "présents"),
    **_listed_by("excuses", lambda p: p.acte.presence.excuses, "excusés sans pouvoir"),
    **_listed_by("representes", lambda p: p.acte.presence.representes, "représentés"),
    **_listed_by("absents", lambda p: p.acte.presence.absents, "absents, ni excusés ni représentés"),
    **_listed_by("membres", lambda p: p.assemblee.membres, "tous les membres, présents ou non"),
}


def _reporting(name: str) -> Callable[[Diction], Valeur]:
    return lambda said: said.rapporteurs_par(name)


_ACT: Mapping[str, Champ[Diction]] = {
    "numero": Champ(T, lambda p: p.acte.numero, "numéro"),
    "numero_transmis": Champ(T, lambda p: p.acte.numero_transmis, "numéro transmis au contrôle de légalité"),
    "rang": Champ(N, lambda p: p.acte.rang, "rang du point"),
    "objet": Champ(T, lambda p: p.acte.objet, "objet"),
    "rubrique": Champ(T, lambda p: p.acte.rubrique, "rubrique"),
    "matiere": Champ(T, lambda p: p.acte.matiere, "matière (nomenclature)"),
    "heure_du_point": Champ(H, lambda p: p.acte.heure, "heure à laquelle le point est abordé"),
    "rapporteurs": Champ(
        G, lambda p: p.rapporteurs, "rapporteurs", lambda p: [r.genre for r in p.acte.tous_rapporteurs]
    ),
    **{
        f"rapporteurs.{name}": Champ(
            G, _reporting(name), f"rapporteurs, {told}", lambda p: [r.genre for r in p.acte.tous_rapporteurs]
        )
        for name, told in SHORT.items()
    },
    "annexes": Champ(
        G,
        lambda p: "\u00a0; ".join(a.titre for a in p.acte.annexes),
        "annexes",
        lambda p: ["f"] * len(p.acte.annexes),
    ),
    "resultat": Champ(T, lambda p: p.resultat, "résultat du vote en mots"),
    "decide": Champ(F, lambda p: p.introduit, "dispositif en infinitifs ou en articles, après « décide : »"),
    "dispositif": Champ(F, lambda p: p.acte.dispositif is not None, "l'acte a un dispositif"),
    "adopte": Champ(F, lambda p: p.acte.adopte, "point adopté"),
    "rejete": Champ(F, lambda p: p.acte.rejete, "point rejeté"),
    "prend_acte": Champ(F, lambda p: p.acte.prend_acte, "il est pris acte"),
    "sans_vote": Champ(F, lambda p: p.sans_vote, "point ajourné ou retiré avant tout vote"),
    "unanime": Champ(F, lambda p: p.unanime, "aucune voix contre, aucune abstention"),
    "secret": Champ(F, lambda p: p.acte.scrutin is not None and p.acte.scrutin.secret, "scrutin secret"),
    "public": Champ(F, lambda p: p.scrutin_public, "scrutin public"),
    "demande": Champ(
        T, lambda p: p.acte.scrutin.demande if p.acte.scrutin else None, "qui a demandé ce mode de scrutin"
    ),
    "elus": Champ(T, lambda p: p.enumeration(p.acte.scrutin.elus if p.acte.scrutin else ()), "élus"),
    "groupes_pour": Champ(T, lambda p: p.groupes("pour"), "groupes qui votent pour, avec leurs voix"),
    "groupes_contre": Champ(T, lambda p: p.groupes("contre"), "groupes qui votent contre"),
    "groupes_abstentions": Champ(T, lambda p: p.groupes("abstentions"), "groupes qui s'abstiennent"),
    "groupes_non_votants": Champ(T, lambda p: p.groupes("non_votants"), "groupes qui ne votent pas"),
    "transmissible": Champ(F, lambda p: p.acte.publicite.transmissible, "l'acte est transmis au préfet"),
    "transmission": Champ(J, lambda p: p.acte.publicite.transmission, "transmission au préfet"),
    "reception": Champ(J, lambda p: p.acte.publicite.reception, "réception par le préfet"),
    "publication": Champ(J, lambda p: p.acte.publicite.publication, "publication"),
    "affichage": Champ(J, lambda p: p.acte.publicite.affichage, "affichage"),
    "notification": Champ(J, lambda p: p.acte.publicite.notification, "notification à l'intéressé"),
    "signature": Champ(J, lambda p: p.acte.publicite.signature, "date de la signature"),
    **person("president", lambda p: p.acte.president, "président de séance pour ce point"),
    **person("president_seance", lambda p: p.acte.seance.president, "président à l'ouverture"),
    **person("presidence", lambda p: p.acte.presidence, "autre président, pour ce point seulement"),
    **_people("secretaires", lambda p: p.acte.secretaires, "secrétaires de séance"),
}


def _of_vote(champ: Champ[Voix]) -> Champ[Diction]:
    """Return a field of the act's vote, which says nothing when the act has none."""
    read, genders = champ.lire, champ.genres

    def value(said: Diction) -> Valeur:
        """Return what the field says of the vote."""
        return read(said.voix) if said.voix is not None else None

    def genres(said: Diction) -> Sequence[Genre]:
        """Return the genders of those that the field names."""
        return genders(said.voix) if genders is not None and said.voix is not None else ()

    return Champ(champ.nature, value, champ.description, None if genders is None else genres)


_VOTE: Mapping[str, Champ[Diction]] = {name: _of_vote(champ) for name, champ in VOIX.items()}

ACTE: Mapping[str, Champ[Diction]] = AvecLibres(
    {**_SITTING, **_BODY, **_PRESENCE, **_ACT, **_VOTE}, lambda p: p.acte.champs
)
"""Fields of the formulas of an act."""
_OF_SITTING = frozenset(
    name
    for name in (*_SITTING, *_BODY, *ACTE)
    if name in _BODY
    or name.startswith(("president_seance", "secretaires"))
    or (name in _SITTING and not name.startswith(("a_distance", "huis_clos")))
)


_OF_STATE = _OF_SITTING.union(
    _PRESENCE, (name for name in _ACT if name.startswith(("president", "presidence")))
)


@lru_cache(maxsize=256)
def of_sitting(formule: str) -> bool:
    """Tell whether a formula reads nothing but the sitting: it is then the same for all its acts."""
    return formule == SANS or all(place.nom in _OF_SITTING for place in places(parse(formule)))


@lru_cache(maxsize=256)
def of_state(formule: str) -> bool:
    """Tell whether a formula reads nothing but the sitting and who takes part in an item."""
    return formule == SANS or all(place.nom in _OF_STATE for place in places(parse(formule)))
