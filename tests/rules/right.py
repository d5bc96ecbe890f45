"""Acts in which no rule finds anything, each the neighbour of a fault."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

from delibgen.model.acte import Acte, Annexe, Article
from delibgen.model.deliberation import Comptes, Publicite
from delibgen.model.scrutin import ModeScrutin, Sort
from delibgen.model.seance import Convocation
from tests.rules.cases import LUDOBUS, OWN, WHOLE, D, declared_row, grant, plan
from tests.rules.papers import (
    INCONNU,
    PRESENTATION_SANS_COMPTES,
    act,
    assembly,
    body,
    deal,
    deport,
    election,
    m,
    mouvement,
    ms,
    partie,
    pouvoir,
    schedule,
    sitting,
    tour,
    votes,
)


def _two_proxies() -> tuple[object, ...]:
    return (pouvoir("J", "C"), pouvoir("I", "C"))


VALID: tuple[tuple[str, Callable[[], Acte]], ...] = (
    ("une séance ordinaire", act),
    (
        "deux pouvoirs pour un membre, en juillet 2022",
        lambda: act(sitting(date=D(2022, 7, 31), pouvoirs=_two_proxies())),
    ),
    (
        "un tiers des membres en mai 2022",
        lambda: act(
            sitting(date=D(2022, 5, 10), presents=ms("ABCD"), absents=ms("EFGHIK")), scrutin=votes(5)
        ),
    ),
    (
        "sans quorum, sur seconde convocation",
        lambda: act(
            sitting(
                presents=ms("ABC"),
                absents=ms("DEFGHIK"),
                convocation=Convocation(date=D(2024, 9, 25), seconde=True),
            ),
            scrutin=votes(4),
        ),
    ),
    (
        "sans quorum, point ajourné",
        lambda: act(
            sitting(presents=ms("ABC"), absents=ms("DEFGHIK")),
            scrutin=None,
            dispositif=None,
            sort_declare=Sort.AJOURNE,
        ),
    ),
    (
        "commission permanente : les représentés comptent",
        lambda: act(
            sitting(
                presents=ms("ABCDE"),
                absents=ms("FGHIK"),
                sent=D(2024, 9, 30),
                assemblee=assembly("commission_permanente", collectivite=body("departement")),
            ),
            scrutin=votes(6),
        ),
    ),
    ("deux secrétaires, dont un absent (C42)", lambda: act(sitting(secretaires=ms("BK")))),
    (
        "aucun secrétaire en Moselle",
        lambda: act(sitting(secretaires=(), assemblee=assembly(collectivite=body(departement="57")))),
    ),
    ("trois jours francs, petite commune", lambda: act(sitting(sent=D(2024, 9, 27)))),
    (
        "urgence, un jour franc",
        lambda: act(sitting(convocation=Convocation(date=D(2024, 9, 29), urgence=True))),
    ),
    (
        "trois jours non francs en Moselle",
        lambda: act(sitting(sent=D(2024, 9, 28), assemblee=assembly(collectivite=body(departement="57")))),
    ),
    (
        "la veille, en urgence, en Moselle",
        lambda: act(
            sitting(
                convocation=Convocation(date=D(2024, 9, 30), urgence=True),
                assemblee=assembly(collectivite=body(departement="57")),
            )
        ),
    ),
    (
        "trois jours au CCAS",
        lambda: act(
            sitting(
                sent=D(2024, 9, 28), assemblee=assembly("conseil_administration", collectivite=body("ccas"))
            )
        ),
    ),
    (
        "douze jours au département",
        lambda: act(
            sitting(
                sent=D(2024, 9, 19),
                assemblee=assembly("conseil_departemental", collectivite=body("departement")),
            )
        ),
    ),
    (
        "la veille, dans un syndicat mixte ouvert",
        lambda: act(
            sitting(
                sent=D(2024, 9, 30),
                assemblee=assembly("comite_syndical", collectivite=body("syndicat_mixte")),
            )
        ),
    ),
    (
        "cinq jours francs, population inconnue",
        lambda: act(sitting(assemblee=assembly(collectivite=body(population_3500=None)))),
    ),
    ("sans convocation connue", lambda: act(sitting(convocation=None))),
    ("mardi annoncé un mardi", lambda: act(sitting(jour="mardi"))),
    (
        "sans liste, si les comptes ne s'impriment pas (C25)",
        lambda: act(sitting(assemblee=assembly(membres=(), presentation=PRESENTATION_SANS_COMPTES))),
    ),
    (
        "arrivée à l'heure, avant le point",
        lambda: act(
            sitting(mouvements=(mouvement("K", "arrivee", heure=dt.time(19, 7)),)),
            heure=dt.time(19, 30),
            scrutin=votes(11),
        ),
    ),
    (
        "départ avec pouvoir, puis retour",
        lambda: act(
            sitting(
                mouvements=(
                    mouvement("D", "depart", point=2, pouvoir_a=m("E")),
                    mouvement("D", "arrivee", point=4),
                )
            ),
            rang=3,
        ),
    ),
    (
        "pouvoir borné à un point",
        lambda: act(sitting(pouvoirs=(pouvoir("J", "C", au_point=1), pouvoir("J", "D", du_point=2)))),
    ),
    (
        "un suppléant à la place du titulaire (C06)",
        lambda: act(
            sitting(
                presents=(
                    *ms("ABCDEFGHI"),
                    INCONNU.model_copy(update={"suppleant_de": "Madame Katia LORIOL"}),
                ),
                absents=(),
            ),
            scrutin=votes(11),
        ),
    ),
    ("le représenté vote contre, par son mandataire", lambda: act(scrutin=votes(9, contre=ms("J")))),
    (
        "scrutin public nominatif",
        lambda: act(scrutin=votes(pour=ms("ABCDEFGHI"), contre=ms("J"), mode=ModeScrutin.PUBLIC)),
    ),
    ("partage tranché par la présidente", lambda: act(scrutin=votes(5, contre=5, voix_du_president="pour"))),
    (
        "partage déclaré adopté avec la voix de la présidente",
        lambda: act(scrutin=votes(5, contre=5, voix_du_president="pour"), sort_declare=Sort.ADOPTE),
    ),
    ("partage au scrutin secret", lambda: act(scrutin=votes(5, contre=5, mode=ModeScrutin.SECRET))),
    ("quarante-deux moins dix, à l'échelle (C27)", lambda: election(tour(10, 8, blancs=1, nuls=1))),
    ("élu au deuxième tour", lambda: election(tour(10, 5, 4, blancs=1), tour(9, 5, 4))),
    (
        "élu au troisième tour à la majorité relative",
        lambda: election(tour(10, 4, 3, 3), tour(10, 4, 3, 3), tour(10, 4, 3, 3)),
    ),
    ("prend acte, avec un vote sur le débat (C21)", lambda: act(sort_declare=Sort.PREND_ACTE)),
    ("prend acte sans vote (C13)", lambda: act(scrutin=None, sort_declare=Sort.PREND_ACTE)),
    ("candidat unique, sans vote (C26)", lambda: act(scrutin=None, sort_declare=Sort.DESIGNATION)),
    (
        "un déport, compté hors des votants (C49)",
        lambda: act(
            deports=(deport("D"),),
            scrutin=votes(8, abstentions=1),
            declares=Comptes(
                presents=9,
                presents_votants=8,
                pouvoirs=1,
                absents=2,
                en_exercice=11,
                votants=9,
                exprimes=8,
                non_votants=1,
                quorum=6,
                majorite_absolue=5,
            ),
        ),
    ),
    ("numéro transmissible", lambda: act(numero_transmis="DEL2023_001", objet="x" * 500)),
    ("publiée le jour même", lambda: act(publicite=Publicite(publication=D(2024, 10, 1)))),
    (
        "convention signée ensuite, qui cite l'acte",
        lambda: act(annexes=(Annexe(titre="Convention", acte=deal(date=D(2024, 10, 8), deliberation=OWN)),)),
    ),
    ("plan de financement équilibré", lambda: act(plan_financement=plan("163000.10", "163000.10"))),
    ("convention simple", deal),
    (
        "échéancier exact",
        lambda: deal(
            articles=(LUDOBUS,),
            echeancier=schedule(WHOLE, totaux=(Decimal(750), Decimal(750)), total=Decimal(1500)),
        ),
    ),
    ("total de ligne exact", lambda: declared_row(1000)),
    ("23 000 € tout juste à une association", lambda: grant(23_000)),
    (
        "société privée, sans subvention",
        lambda: deal(
            parties=(partie("la commune de Combreval"), partie("la société Verdance", publique=False)),
            articles=(Article(texte="Occupation du domaine public."),),
        ),
    ),
)
