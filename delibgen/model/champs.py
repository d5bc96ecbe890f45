"""The fields that formulas may name: of a person, of a proxy, of a movement, of a vote, of an act.

Their names are those of the model and of the Word tags.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeVar

from delibgen import french
from delibgen.model.formule import Champ, Nature, Valeur

if TYPE_CHECKING:
    from delibgen.french._refuse import Genre
    from delibgen.model.acte import Annexe
    from delibgen.model.depouillement import ResultatSepare
    from delibgen.model.diction import Diction
    from delibgen.model.membre import Membre, Personne
    from delibgen.model.scrutin import Voix, VoixGroupe
    from delibgen.model.seance import Deport, Mouvement, Pouvoir

    R = TypeVar("R")
    Dit = tuple[Diction, R]
    """Something of the act, with what knows how to say it."""

P = TypeVar("P")
T, N, J, H, G, F = (
    Nature.TEXTE,
    Nature.NOMBRE,
    Nature.JOUR,
    Nature.HEURE,
    Nature.GENS,
    Nature.FAIT,
)


def _initiale(personne: Personne) -> str:
    first = personne.prenom or ""
    return "-".join(f"{part[0]}." for part in first.split("-") if part)


def _abregee(personne: Personne) -> str:
    return "Mme" if personne.feminin else "M."


def article_number(rang: int, total: int) -> str:
    """Return the number of an article.

    >>> article_number(1, 1), article_number(1, 3), article_number(2, 3)
    ('unique', '1er', '2')
    """
    if total == 1:
        return "unique"
    return "1er" if rang == 1 else str(rang)


def letter(rang: int) -> str:
    """Return « a » for 1, « z » for 26, « aa » for 27."""
    before, place = divmod(rang - 1, 26)
    return (letter(before) if before else "") + chr(ord("a") + place)


def genders_of(personne: Personne | None) -> list[Genre]:
    """Return the gender of a person, if there is one."""
    return [personne.genre] if personne else []


DE_PERSONNE: Mapping[str, tuple[str, Callable[[Personne], str | None]]] = {
    "nom_complet": ("« Madame Claire VASSEUR »", lambda p: p.nom_complet),
    "nom_abrege": ("« Mme Claire VASSEUR »", lambda p: p.nom_abrege),
    "nom_court": ("« Madame VASSEUR » ; en entier si deux membres portent ce nom", lambda p: p.nom_court),
    "nom_sans_civilite": ("« Claire VASSEUR »", lambda p: p.nom_sans_civilite),
    "civilite": ("« Madame »", lambda p: p.civilite.value),
    "civilite_abregee": ("« Mme »", _abregee),
    "prenom": ("prénom", lambda p: p.prenom),
    "initiale": ("« C. », « J.-M. »", _initiale),
    "nom": ("nom", lambda p: p.nom),
    "qualite": ("qualité ou fonction", lambda p: p.qualite),
    "titre": ("titre d'usage : « Madame la Maire »", lambda p: p.titre),
    "fonction": ("comme la personne signe : titre, ou fonction avec son article", lambda p: p.fonction),
    "commune": ("commune représentée", lambda p: getattr(p, "commune", None)),
    "groupe": ("groupe politique", lambda p: getattr(p, "groupe", None)),
    "college": ("collège", lambda p: getattr(p, "college", None)),
    "suppleant_de": ("titulaire remplacé", lambda p: getattr(p, "suppleant_de", None)),
}
"""Fields of one person; « {president.qualite} » for a person of the act."""
PERSONNE: Mapping[str, Callable[[Personne], str | None]] = {
    name: read for name, (_, read) in DE_PERSONNE.items()
}
"""How each is read."""


def place(read: Callable[[P], str | None], told: str) -> Champ[P]:
    """Return the field of a place, which « de » and « à » are joined to: « au Havre »."""

    def after(link: Callable[[str], str]) -> Callable[[P], str]:
        """Return what says the place after a link, nothing when it is not known."""
        return lambda said: link(name) if (name := read(said)) else ""

    return Champ(T, read, told, apres_de=after(french.de), apres_a=after(french.a))


def _own(name: str) -> Callable[[Dit[Personne]], Valeur]:
    if name == "nom_court":  # whole when two members bear it
        return lambda said: said[0].attribut(said[1], name)
    read = PERSONNE[name]
    return lambda said: read(said[1])


def _held(name: str) -> Callable[[Dit[Personne]], Valeur]:
    return lambda said: said[0].pouvoir_de(said[1], name)


def _holder(name: str) -> Callable[[Dit[Personne]], Valeur]:
    return lambda said: said[0].nomme(said[0].pouvoir_a(said[1]), name)


def _replaced(name: str) -> Callable[[Dit[Personne]], Valeur]:
    return lambda said: said[0].nomme(said[0].titulaire(said[1]), name)


SHORT = {
    name: DE_PERSONNE[name][0]
    for name in ("nom_complet", "nom_abrege", "nom_court", "nom_sans_civilite", "nom")
}
"""How people may also be written: « {secretaires.nom_court} », and what that gives."""
_POUVOIR_DE: Mapping[str, Champ[Dit[Personne]]] = {
    "pouvoir_de": Champ(T, _held("nom_complet"), "de qui il porte le pouvoir, pour ce point"),
    **{
        f"pouvoir_de.{name}": Champ(T, _held(name), f"de qui il porte le pouvoir, {told}")
        for name, told in SHORT.items()
    },
}
MEMBRE: Mapping[str, Champ[Dit[Personne]]] = {
    **{name: Champ(T, _own(name), told) for name, (told, _) in DE_PERSONNE.items()},
    "commune": place(lambda d: PERSONNE["commune"](d[1]), DE_PERSONNE["commune"][0]),
    **_POUVOIR_DE,
    "titulaire": Champ(
        G, _replaced("nom_complet"), "titulaire remplacé", lambda d: genders_of(d[0].titulaire(d[1]))
    ),
    **{
        f"titulaire.{name}": Champ(T, _replaced(name), f"titulaire remplacé : {what}")
        for name, (what, _) in DE_PERSONNE.items()
    },
    "pouvoir_a": Champ(
        G,
        lambda d: d[0].nomme(d[0].pouvoir_a(d[1]), "nom_complet"),
        "absent : qui porte son pouvoir, pour ce point",
        lambda d: genders_of(d[0].pouvoir_a(d[1])),
    ),
    **{
        f"pouvoir_a.{name}": Champ(T, _holder(name), f"qui porte son pouvoir : {what}")
        for name, (what, _) in DE_PERSONNE.items()
    },
    "present": Champ(F, lambda d: d[0].est_present(d[1]), "présent, pour ce point"),
    "excuse": Champ(F, lambda d: d[0].est_excuse(d[1]), "excusé sans pouvoir, pour ce point"),
    "arrivee.heure": Champ(
        H,
        lambda d: d[0].allee("arrivee", d[1], "heure"),
        "heure de son arrivée, s'il vient en cours de séance",
    ),
    "arrivee.point": Champ(
        N, lambda d: d[0].allee("arrivee", d[1], "point"), "premier point auquel il est présent"
    ),
    "depart.heure": Champ(
        H, lambda d: d[0].allee("depart", d[1], "heure"), "heure de son départ, s'il part en cours de séance"
    ),
    "depart.point": Champ(
        N, lambda d: d[0].allee("depart", d[1], "point"), "premier point auquel il n'est plus là"
    ),
    "membre": Champ(
        G, lambda d: d[0].membre(d[1]), "écrit comme les membres le sont", lambda d: [d[1].genre]
    ),
}
"""Fields of the formulas that name one member."""
SANS_POUVOIR: Mapping[str, Champ[Dit[Personne]]] = {
    **MEMBRE,
    **{name: Champ(T, lambda _: None, champ.description) for name, champ in _POUVOIR_DE.items()},
}
"""The same for those whom a proxy names: it says already who holds it."""


def _of_pair(who: str, name: str) -> Callable[[Dit[Pouvoir]], Valeur]:
    return lambda said: said[0].nomme(getattr(said[1], who), name)


POUVOIR: Mapping[str, Champ[Dit[Pouvoir]]] = {
    "mandant": Champ(
        G, lambda d: d[0].sans_pouvoir(d[1].mandant), "qui donne pouvoir", lambda d: [d[1].mandant.genre]
    ),
    "mandataire": Champ(
        G, lambda d: d[0].sans_pouvoir(d[1].mandataire), "qui le porte", lambda d: [d[1].mandataire.genre]
    ),
    **{
        f"{who}.{name}": Champ(T, _of_pair(who, name), f"{who} : {what}")
        for who in ("mandant", "mandataire")
        for name, (what, _) in DE_PERSONNE.items()
    },
    "du_point": Champ(N, lambda d: d[1].du_point, "premier point pour lequel il vaut"),
    "au_point": Champ(N, lambda d: d[1].au_point, "dernier point pour lequel il vaut"),
    "a_partir_de": Champ(
        H, lambda d: d[0].debut(d[1]), "heure du départ du mandant, s'il l'a donné en partant"
    ),
    "jusqu_a": Champ(H, lambda d: d[0].fin(d[1]), "heure de l'arrivée du mandant, s'il est venu ensuite"),
}
"""Fields of the formula of one proxy."""


def _subject(read: Callable[[Dit[R]], Membre]) -> dict[str, Champ[Dit[R]]]:
    """Return the fields of the member whom a record is about."""

    def attribute(name: str) -> Callable[[Dit[R]], Valeur]:
        """Return what reads an attribute."""
        return lambda d: d[0].nomme(read(d), name)

    return {
        "membre": Champ(G, lambda d: d[0].membre(read(d)), "membre", lambda d: [read(d).genre]),
        **{
            f"membre.{name}": Champ(T, attribute(name), f"membre : {what}")
            for name, (what, _) in DE_PERSONNE.items()
        },
    }


MOUVEMENT: Mapping[str, Champ[Dit[Mouvement]]] = {
    **_subject(lambda d: d[1].membre),
    "heure": Champ(H, lambda d: d[1].heure, "heure"),
    "point": Champ(N, lambda d: d[1].point, "premier point concerné"),
    "pouvoir_a": Champ(
        G,
        lambda d: d[0].nomme(d[1].pouvoir_a, "nom_complet"),
        "à qui il laisse son pouvoir",
        lambda d: genders_of(d[1].pouvoir_a),
    ),
}
"""Fields of the formulas of an arrival and of a departure."""

DEPORT: Mapping[str, Champ[Dit[Deport]]] = {
    **_subject(lambda d: d[1].membre),
    "motif": Champ(T, lambda d: d[1].motif, "motif"),
    "quitte_la_salle": Champ(F, lambda d: d[1].quitte_la_salle, "il quitte la salle"),
}
"""Fields of the formula of a recusal."""

SEPARE: Mapping[str, Champ[ResultatSepare]] = {
    "objet": Champ(T, lambda v: v.objet, "ce qui est mis aux voix"),
    "sort": Champ(T, lambda v: v.sort, "« adoption » ou « rejet »"),
    "resultat": Champ(T, lambda v: v.resultat, "résultat en mots"),
}
"""Fields of the formula of a separate vote."""

GROUPE: Mapping[str, Champ[VoixGroupe]] = {
    "groupe": Champ(T, lambda g: g.groupe, "nom du groupe"),
    "nombre": Champ(N, lambda g: g.nombre, "voix du groupe dans ce sens"),
    "noms": Champ(T, lambda g: g.noms, "noms, s'ils sont connus"),
}
"""Fields of the formula of the votes of one group in one sense."""

MARQUE: Mapping[str, Champ[tuple[int, int]]] = {
    "rang": Champ(N, lambda d: d[0], "rang de la décision : 1, 2…"),
    "numero": Champ(T, lambda d: article_number(*d), "« 1er », « 2 » ; « unique » pour un seul"),
    "romain": Champ(T, lambda d: french.romain(d[0]), "« I », « II »…"),
    "lettre": Champ(T, lambda d: letter(d[0]), "« a », « b »…"),
    "premier": Champ(F, lambda d: d[0] == 1 < d[1], "c'est la première de plusieurs"),
    "unique": Champ(F, lambda d: d[1] == 1, "il n'y en a qu'une"),
}
"""Fields of what stands before a decision: its rank, among how many."""

ANNEXE: Mapping[str, Champ[Annexe]] = {
    "numero": Champ(T, lambda a: a.numero, "numéro de l'annexe : « 1 », « I »"),
    "titre": Champ(T, lambda a: a.titre, "son titre"),
}
"""Fields of the title of an annex that is printed after the act."""


def _names(field: str, told: str) -> Champ[Voix]:
    """Return the field of the names of those who vote in one sense."""

    def members(voix: Voix) -> tuple[Membre, ...]:
        """Return the members that a vote names."""
        named: tuple[Membre, ...] = getattr(voix.scrutin, field)
        return named

    return Champ(G, lambda v: v.noms(members(v)), told, lambda v: [m.genre for m in members(v)])


VOIX: Mapping[str, Champ[Voix]] = {
    "pour": Champ(T, lambda v: v.pour, "« 15 voix pour (noms ; dont 1 procuration) »"),
    "contre": Champ(T, lambda v: v.contre, "« 2 voix contre (noms) », rien si personne"),
    "abstentions": Champ(T, lambda v: v.abstentions, "« 1 abstention (noms) », rien si personne"),
    "nombre_pour": Champ(N, lambda v: v.scrutin.pour, "voix pour"),
    "nombre_contre": Champ(N, lambda v: v.scrutin.contre, "voix contre"),
    "nombre_abstentions": Champ(N, lambda v: v.scrutin.abstentions, "abstentions"),
    "noms_pour": _names("noms_pour", "ceux qui votent pour"),
    "noms_contre": _names("noms_contre", "ceux qui votent contre"),
    "noms_abstentions": _names("noms_abstentions", "ceux qui s'abstiennent"),
    "pouvoirs_pour": Champ(N, lambda v: v.scrutin.pouvoirs_pour, "procurations parmi les voix pour"),
    "pouvoirs_contre": Champ(N, lambda v: v.scrutin.pouvoirs_contre, "procurations parmi les voix contre"),
    "pouvoirs_abstentions": Champ(
        N, lambda v: v.scrutin.pouvoirs_abstentions, "procurations parmi les abstentions"
    ),
    "voix_exprimees": Champ(N, lambda v: v.scrutin.exprimes, "suffrages exprimés"),
    "bulletins": Champ(N, lambda v: v.scrutin.votants, "voix ou bulletins, abstentions comprises"),
    "blancs": Champ(N, lambda v: v.scrutin.blancs, "bulletins blancs"),
    "nuls": Champ(N, lambda v: v.scrutin.nuls, "bulletins nuls"),
    "majorite_absolue": Champ(N, lambda v: v.scrutin.majorite_absolue, "majorité absolue des exprimés"),
}
"""Fields of the words of a vote."""
