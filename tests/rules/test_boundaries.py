"""Each threshold of the law, on its two sides: the last value that is right, the first that is not."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest

from delibgen.model.acte import Acte, Annexe, Article
from delibgen.model.deliberation import Publicite
from delibgen.model.montant import Echeancier, LigneEcheancier
from delibgen.model.scrutin import Sort
from delibgen.model.seance import Convocation
from delibgen.rules import check
from tests.rules.papers import (
    SEANCE,
    SUBVENTION,
    act,
    aged,
    articles,
    assembly,
    body,
    deal,
    election,
    m,
    mouvement,
    ms,
    partie,
    pouvoir,
    sitting,
    tour,
    votes,
)

CCAS = assembly("conseil_administration", collectivite=body("ccas"))
DEPARTEMENT = assembly("conseil_departemental", collectivite=body("departement"))
UNKNOWN = assembly(collectivite=body(population_3500=None))


def days(count: int) -> dt.date:
    """Return a day so many days after the sitting (before it, when negative)."""
    return SEANCE + dt.timedelta(days=count)


def paid(amount: str) -> Acte:
    """Return a convention by which a commune pays an association this much in a year."""
    row = LigneEcheancier(partie="Commune de Combreval", montants=(Decimal(amount),))
    return deal(
        parties=(partie("la commune de Combreval"), partie("l'association Les Mots", publique=False)),
        articles=(Article(texte=SUBVENTION, echeancier=True),),
        echeancier=Echeancier(annees=(2025,), lignes=(row,)),
    )


def granted(amount: str) -> Acte:
    """Return a deliberation that grants this much to an association, without a convention."""
    return act(
        objet="Subvention à l'association Les Mots",
        dispositif=articles(f"Une subvention de {amount} est attribuée."),
    )


def second(count: int) -> Acte:
    """Return an act of a second sitting, so many days after the one without a quorum."""
    notice = Convocation(date=days(-6), seconde=True, premiere_seance=days(-count))
    return act(sitting(convocation=notice))


def signed(count: int) -> Acte:
    """Return an act executory three days after its sitting, its convention signed so many days after it."""
    return act(
        annexes=(Annexe(titre="Convention", acte=deal(date=days(count))),),
        publicite=Publicite(transmission=days(2), publication=days(3)),
    )


def asked(asking: int, present: str) -> Acte:
    """Return an act whose public ballot was asked by so many of the members present."""
    there, away = ms(present), ms("".join(letter for letter in "ABCDEFGHIJK" if letter not in present))
    seance = sitting(presents=there, absents=away, pouvoirs=())
    return act(seance, scrutin=votes(len(there), mode="public", demandeurs=asking))


Make = Callable[[], Acte]
BOUNDS: list[tuple[str, str, Make, Make]] = [
    ("DG305", "membres en exercice", lambda: act(), lambda: act(sitting(assemblee=assembly(en_exercice=12)))),
    (
        "DG306",
        "pouvoirs portés",
        lambda: act(sitting(pouvoirs=(pouvoir("J", "C"), pouvoir("K", "D")), absents=()), scrutin=votes(11)),
        lambda: act(sitting(pouvoirs=(pouvoir("J", "C"), pouvoir("K", "C")), absents=()), scrutin=votes(11)),
    ),
    (
        "DG315",
        "part après être arrivé",
        lambda: act(
            sitting(mouvements=(mouvement("K", "arrivee", point=2), mouvement("K", "depart", point=3)))
        ),
        lambda: act(
            sitting(mouvements=(mouvement("K", "depart", point=2), mouvement("K", "arrivee", point=3)))
        ),
    ),
    ("DG317", "jours entre les deux séances", lambda: second(3), lambda: second(2)),
    (
        "DG324",
        "jours francs, population inconnue",
        lambda: act(sitting(assemblee=UNKNOWN, sent=days(-6))),
        lambda: act(sitting(assemblee=UNKNOWN, sent=days(-5))),
    ),
    (
        "DG325",
        "jours au CCAS",
        lambda: act(sitting(assemblee=CCAS, sent=days(-3))),
        lambda: act(sitting(assemblee=CCAS, sent=days(-2))),
    ),
    (
        "DG326",
        "jours au conseil départemental",
        lambda: act(sitting(assemblee=DEPARTEMENT, sent=days(-12))),
        lambda: act(sitting(assemblee=DEPARTEMENT, sent=days(-11))),
    ),
    ("DG330", "voix et votants", lambda: act(scrutin=votes(10)), lambda: act(scrutin=votes(11))),
    ("DG331", "voix et votants", lambda: act(scrutin=votes(10)), lambda: act(scrutin=votes(9))),
    ("DG336", "partage", lambda: act(scrutin=votes(6, contre=4)), lambda: act(scrutin=votes(5, contre=5))),
    ("DG339", "quart des huit présents", lambda: asked(2, "ABCDEFGH"), lambda: asked(1, "ABCDEFGH")),
    ("DG339", "quart des neuf présents", lambda: asked(3, "ABCDEFGHI"), lambda: asked(2, "ABCDEFGHI")),
    ("DG340", "bulletins", lambda: election(tour(10, 6, 4)), lambda: election(tour(11, 6, 5))),
    ("DG341", "blancs", lambda: election(tour(10, 9, blancs=1)), lambda: election(tour(10, 10, blancs=1))),
    ("DG342", "suffrages", lambda: election(tour(10, 6, 4)), lambda: election(tour(10, 6, 3))),
    ("DG344", "majorité absolue", lambda: election(tour(10, 6, 4)), lambda: election(tour(10, 5, 5))),
    (
        "DG345",
        "tours",
        lambda: election(*[tour(10, 4, 3, 3)] * 2, tour(10, 4, 3, 3)),
        lambda: election(*[tour(10, 4, 3, 3)] * 3, tour(10, 4, 3, 3)),
    ),
    (
        "DG347",
        "âge",
        lambda: election(*[tour(10, 4, 4, 2)] * 2, aged(10, 4, 4, 2, births=(1950, 1951, 1940))),
        lambda: election(*[tour(10, 4, 4, 2)] * 2, aged(10, 4, 4, 2, births=(1951, 1950, 1940))),
    ),
    (
        "DG351",
        "majorité",
        lambda: act(scrutin=votes(6, contre=4)),
        lambda: act(scrutin=votes(4, contre=6), sort_declare=Sort.ADOPTE),
    ),
    (
        "DG358",
        "jour de la transmission",
        lambda: act(publicite=Publicite(transmission=days(0), reception=days(0))),
        lambda: act(publicite=Publicite(transmission=days(-1), reception=days(0))),
    ),
    (
        "DG358",
        "jour de la réception",
        lambda: act(publicite=Publicite(transmission=days(2), reception=days(2))),
        lambda: act(publicite=Publicite(transmission=days(2), reception=days(1))),
    ),
    (
        "DG359",
        "caractères du numéro",
        lambda: act(numero_transmis="D" * 15),
        lambda: act(numero_transmis="D" * 16),
    ),
    ("DG360", "caractères de l'objet", lambda: act(objet="o" * 500), lambda: act(objet="o" * 501)),
    (
        "DG367",
        "liste sous huitaine",
        lambda: act(sitting(liste_publiee=days(7))),
        lambda: act(sitting(liste_publiee=days(8))),
    ),
    (
        "DG367",
        "liste après la séance",
        lambda: act(sitting(liste_publiee=days(0))),
        lambda: act(sitting(liste_publiee=days(-1))),
    ),
    ("DG381", "exemplaires", lambda: deal(exemplaires=2), lambda: deal(exemplaires=1)),
    ("DG382", "convention de subvention", lambda: paid("23000"), lambda: paid("23000.01")),
    ("DG390", "signature", lambda: signed(3), lambda: signed(2)),
    ("DG391", "subvention sans convention", lambda: granted("23 000 €"), lambda: granted("23 000,01 €")),
    (
        "DG394",
        "séances d'un pouvoir",
        lambda: act(sitting(pouvoirs=(pouvoir("J", "C", seances=3),))),
        lambda: act(sitting(pouvoirs=(pouvoir("J", "C", seances=4),))),
    ),
    (
        "DG396",
        "sièges",
        lambda: act(sitting(assemblee=assembly(sieges=11))),
        lambda: act(sitting(assemblee=assembly(sieges=10))),
    ),
]


def told(acte: Acte, code: str) -> list[str]:
    return [str(finding) for finding in check(acte) if finding.code == code]


@pytest.mark.parametrize(
    ("code", "right", "wrong"),
    [pytest.param(code, right, wrong, id=f"{code} {what}") for code, what, right, wrong in BOUNDS],
)
def test_a_threshold_is_told_from_its_first_wrong_value_on(code: str, right: Make, wrong: Make) -> None:
    assert told(right(), code) == []
    assert told(wrong(), code) != []


def test_the_presiding_member_is_there() -> None:
    assert told(act(presidence=m("B")), "DG310") == []
    assert told(act(presidence=m("K")), "DG310") != []
