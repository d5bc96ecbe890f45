"""Acts in which no rule finds anything, each the neighbour of a fault."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

from delibgen.model.acte import Acte, Annexe, Article
from delibgen.model.assemblee import Presentation
from delibgen.model.deliberation import Comptes, Publicite
from delibgen.model.formules import Formules
from delibgen.model.reglage import Reglement
from delibgen.model.scrutin import ModeScrutin, Scrutin, Sort
from delibgen.model.seance import Convocation, HuisClos, Visioconference
from tests.rules.cases import (
    BUREAU,
    CONSEIL_EPCI,
    EPCI,
    LUDOBUS,
    OWN,
    SHARES,
    SYNDICAT_MIXTE,
    TABLE,
    WHOLE,
    D,
    accounts,
    declared_row,
    departement,
    elsewhere,
    grant,
    groups,
    held,
    of_region,
    plan,
    second,
    signed,
)
from tests.rules.papers import (
    INCONNU,
    PRESENTATION_SANS_COMPTES,
    act,
    aged,
    articles,
    assembly,
    body,
    deal,
    decision,
    deport,
    election,
    m,
    mouvement,
    ms,
    partie,
    pouvoir,
    reporters,
    schedule,
    sitting,
    tour,
    votes,
    worded,
)


def _two_proxies() -> tuple[object, ...]:
    return (pouvoir("J", "C"), pouvoir("I", "C"))


SUPPLEANT = INCONNU.model_copy(update={"suppleant_de": "Madame Katia LORIOL"})

VALID: tuple[tuple[str, Callable[[], Acte]], ...] = (
    ("une séance ordinaire", act),
    ("des rapporteurs présents", lambda: act(rapporteur=m("C"), rapporteurs=reporters("DE"))),
    (
        "un rapporteur arrivé au point même",
        lambda: act(
            sitting(mouvements=(mouvement("K", "arrivee", point=1),)), rapporteur=m("K"), scrutin=votes(11)
        ),
    ),
    (
        "un rapporteur absent, point retiré",
        lambda: act(rapporteur=m("K"), scrutin=None, sort_declare=Sort.RETIRE),
    ),
    ("l'élue au troisième tour à la majorité relative", lambda: election(*[tour(10, 4, 3, 3)] * 3)),
    ("la convocation dite en tête de l'extrait", lambda: worded(ouverture="Réuni.", seance="{convocation}")),
    (
        "des nombres dits par le quorum et par le vote",
        lambda: worded(
            comptes="Présents : {nombre_presents}",
            quorum="{en_exercice} en exercice",
            vote="{nombre_pour} pour",
        ),
    ),
    (
        "le secrétaire dit, sans signatures",
        lambda: worded(Presentation(signatures=False), secretaires="{secretaires.nom_complet}, secrétaire."),
    ),
    ("le secrétaire signe", lambda: worded(secretaires="non")),
    ("le résultat en toutes lettres", lambda: worded(decision="{Assemblee}, à l'unanimité,", vote="non")),
    (
        "le résultat en tableau",
        lambda: worded(Presentation(vote="tableau"), decision="{Assemblee} décide :", vote="non"),
    ),
    (
        "publié, sans voies de recours",
        lambda: worded(
            Presentation(recours=False),
            publicite=Publicite(transmission=D(2024, 10, 3), publication=D(2024, 10, 4)),
        ),
    ),
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
    *(
        (
            f"quorum de {quorum} déclaré en mai 2022 : le tiers ou la moitié, selon les assemblées",
            lambda quorum=quorum: act(sitting(date=D(2022, 5, 10)), declares=Comptes(quorum=quorum)),
        )
        for quorum in (4, 6)
    ),
    (
        "une somme en lettres devant des chiffres qui n'en sont pas une",
        lambda: act(considerants=("qu'une aide de deux cents euros (12.34.56 €) est demandée",)),
    ),
    (
        "une virgule suivie d'un autre montant",
        lambda: act(considerants=("que 12,50, 13,50 € et 14,50 € sont dus",)),
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
        lambda: act(
            sitting(convocation=Convocation(date=D(2024, 9, 29), urgence=True, motif_urgence="crue"))
        ),
    ),
    (
        "trois jours non francs en Moselle",
        lambda: act(sitting(sent=D(2024, 9, 28), assemblee=assembly(collectivite=body(departement="57")))),
    ),
    (
        "la veille, en urgence, en Moselle",
        lambda: act(
            sitting(
                convocation=Convocation(date=D(2024, 9, 30), urgence=True, motif_urgence="crue"),
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
    (
        "refus de vote, sans quitter la salle",
        lambda: act(
            deports=(deport("D", motif="refuse de prendre part au vote", quitte_la_salle=False),),
            scrutin=votes(9),
        ),
    ),
    (
        "seconde convocation trois jours avant, grande ville",
        lambda: act(
            held(
                D(2024, 10, 1),
                presents=ms("ABC"),
                absents=ms("DEFGHIK"),
                convocation=Convocation(date=D(2024, 9, 28), seconde=True, premiere_seance=D(2024, 9, 27)),
            ),
            scrutin=votes(4),
        ),
    ),
    (
        "un suppléant s'en va",
        lambda: act(
            sitting(
                presents=(*ms("ABCDEFGHI"), SUPPLEANT),
                absents=(),
                excuses=ms("K"),
                mouvements=(mouvement("K", "depart", point=2).model_copy(update={"membre": SUPPLEANT}),),
            ),
            rang=3,
        ),
    ),
    ("que des abstentions", lambda: act(scrutin=votes(0, abstentions=10))),
    ("partage tranché par la présidente", lambda: act(scrutin=votes(5, contre=5, voix_du_president="pour"))),
    (
        "partage déclaré adopté avec la voix de la présidente",
        lambda: act(scrutin=votes(5, contre=5, voix_du_president="pour"), sort_declare=Sort.ADOPTE),
    ),
    ("partage au scrutin secret", lambda: act(scrutin=votes(5, contre=5, mode=ModeScrutin.SECRET))),
    ("quarante-deux moins dix, à l'échelle (C27)", lambda: election(tour(10, 8, blancs=1, nuls=1))),
    ("élu au deuxième tour", lambda: election(tour(10, 4, 4, 1, blancs=1), tour(9, 5, 4))),
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
    # the law of each date and place
    ("seconde séance trois jours après", lambda: act(second(D(2024, 9, 28)), scrutin=votes(4))),
    (
        "première séance d'un conseil, quatre jours francs, plus de 3 500 habitants",
        lambda: act(held(D(2026, 3, 28), sent=D(2026, 3, 23), installation=True)),
    ),
    (
        "note, sans exposé, dans un EPCI",
        lambda: act(sitting(assemblee=BUREAU), expose=None, note="Note."),
    ),
    ("ni note ni exposé, petite commune", lambda: act(expose=None)),
    (
        "élection du président de région, huit présents sur onze",
        lambda: of_region("ABCDEFGH", "Élection du président du conseil régional"),
    ),
    (
        "un autre point, sept présents sur onze, dans une région",
        lambda: of_region("ABCDEFG", "Désignation d'un représentant au comité"),
    ),
    (
        "scrutin public demandé par le quart",
        lambda: act(scrutin=votes(pour=ms("ABCDEFGHIJ"), mode=ModeScrutin.PUBLIC, demandeurs=3)),
    ),
    (
        "scrutin public demandé par le sixième, dans un département",
        lambda: act(
            sitting(sent=D(2024, 9, 10), assemblee=departement()),
            scrutin=votes(pour=ms("ABCDEFGHIJ"), mode=ModeScrutin.PUBLIC, demandeurs=2),
        ),
    ),
    (
        "scrutin secret demandé par le tiers",
        lambda: act(scrutin=votes(mode=ModeScrutin.SECRET, demandeurs=3)),
    ),
    ("un nombre de demandeurs, au scrutin ordinaire", lambda: act(scrutin=votes(demandeurs=1))),
    (
        "égalité au troisième tour, le plus âgé proclamé",
        lambda: election(*[tour(10, 4, 4, 2)] * 2, aged(10, 4, 4, 2, births=(1950, 1980, None))),
    ),
    ("numéro du jour de la séance", lambda: act(numero="DM20241001_001")),
    ("un numéro qui n'est pas une date", lambda: act(numero="2024134501")),
    (
        "délibération citée du jour de son numéro",
        lambda: act(
            visas=("la délibération n° DM20240607028 du 7 juin 2024", "l'acte n° 20241399 du 7 juin 2024")
        ),
    ),
    (
        "désignation, renonciation unanime au secret",
        lambda: act(
            objet="Désignation d'un représentant au collège", scrutin=votes(renonciation_au_secret=True)
        ),
    ),
    ("désignation d'un lauréat", lambda: act(objet="Désignation du lauréat du concours de la halle")),
    (
        "désignation à main levée, dans un département",
        lambda: act(sitting(sent=D(2024, 9, 10), assemblee=departement()), matiere="5.3"),
    ),
    ("adjoints élus au secret", lambda: election(tour(10, 10), objet="Élection des adjoints")),
    (
        "comptes votés sous une autre présidence, sans la maire (C44)",
        lambda: accounts(presidence=m("B"), deports=(deport("A"),), scrutin=votes(9)),
    ),
    (
        "comptes votés en l'absence de la maire",
        lambda: accounts(
            seance=sitting(
                assemblee=assembly(
                    membres=(m("A").model_copy(update={"qualite": "Maire"}), *ms("BCDEFGHIJK"))
                ),
                president=m("B"),
                presents=ms("BCDEFGHI"),
                absents=ms("AK"),
            ),
            scrutin=votes(9),
        ),
    ),
    ("affectation du résultat", lambda: act(objet="Affectation du résultat du compte administratif 2023")),
    (
        "comptes d'un autre, dont il est pris acte",
        lambda: accounts(scrutin=None, sort_declare=Sort.PREND_ACTE),
    ),
    (
        "président de séance élu à main levée",
        lambda: act(objet="Élection du président de séance pour le vote des comptes"),
    ),
    ("comptes reportés", lambda: accounts(scrutin=None, sort_declare=Sort.AJOURNE)),
    (
        "un membre intéressé reste dans la salle, en 2026",
        lambda: act(
            sitting(date=D(2025, 12, 22)),
            deports=(deport("D", quitte_la_salle=False),),
            scrutin=votes(9),
        ),
    ),
    (
        "quorum sans les représentants, le 22 décembre 2025",
        lambda: act(
            sitting(date=D(2025, 12, 22), presents=ms("ABCDEFG"), absents=ms("HIK")),
            deports=tuple(deport(who, representant=True, quitte_la_salle=False) for who in "EF"),
            declares=Comptes(quorum=5),
            scrutin=votes(6),
        ),
    ),
    ("liste publiée sept jours après", lambda: act(sitting(liste_publiee=D(2024, 10, 8)))),
    (
        "compte rendu affiché sept jours après, en juin 2022",
        lambda: act(sitting(date=D(2022, 6, 7), liste_publiee=D(2022, 6, 14))),
    ),
    (
        "affichée seulement, le 30 juin 2022",
        lambda: act(held(D(2022, 6, 30)), publicite=Publicite(affichage=D(2022, 7, 1))),
    ),
    (
        "affichée seulement, petite commune",
        lambda: act(publicite=Publicite(affichage=D(2024, 10, 2))),
    ),
    (
        "affichée seulement, syndicat de communes",
        lambda: act(
            sitting(assemblee=assembly("comite_syndical", collectivite=body("syndicat"))),
            publicite=Publicite(affichage=D(2024, 10, 2)),
        ),
    ),
    (
        "publiée en ligne et affichée",
        lambda: act(
            held(D(2024, 10, 1)), publicite=Publicite(affichage=D(2024, 10, 2), publication=D(2024, 10, 2))
        ),
    ),
    (
        "sommes en lettres et en chiffres",
        lambda: act(
            considerants=(
                "que vingt mille euros (20 000 €), vingt-et-un mille deux cents euros (21\u00a0200 €) et un "
                "million d'euros (1 000 000,00 €) sont inscrits",
                "que cent euros HT (100 € HT) et 200 000 € TTC (deux cent mille euros) sont demandés",
                "que 12,50 € (douze euros et cinquante centimes) suffisent (100 €)",
            )
        ),
    ),
    (
        "une seule écriture des montants",
        lambda: act(
            considerants=("que 1 234,50 € puis 4 343 040,07 € sont inscrits", "que 3.1 est l'article")
        ),
    ),
    ("somme exacte d'un tableau", lambda: act(expose=TABLE.format("162 720"))),
    (
        "pourcentages à l'arrondi près, cellules vides, tableau sans total",
        lambda: act(
            expose="| A | Part | Note |\n|---|---|---|\n| x | 33,3 % | a |\n| y | 33,3 % | b |\n"
            "| z | 33,3 % | |\n"
            "| Total | 100 % | |\n\n| A | B |\n|---|---|\n| x | 1 |\n| y | 2 |\n| z | 4 |\n\n"
            "| A | B |\n|---|---|\n| x | 1 |\n| y |\n| Total | 4 |"
        ),
    ),
    (
        "jours justes, et une date sans jour",
        lambda: act(
            visas=("l'avis du lundi 6 février 2023 et du 1er avril 2024, lundi\u00a01er avril 2024",)
        ),
    ),
    (
        "formule de la séance, en lettres",
        lambda: act(expose="L’an deux-mille-vingt-quatre, le mardi premier octobre, à dix-huit heures."),
    ),
    (
        "formule de la séance, ancienne écriture",
        lambda: act(
            sitting(date=D(2022, 11, 15)),
            expose="L'an deux mil vingt et deux, et le quinze novembre, à vingt heures.",
        ),
    ),
    (
        "le tribunal du département",
        lambda: act(
            expose="Recours devant le tribunal\nadministratif de Dijon, ou au tribunal administratif saisi.",
            annexes=(Annexe(titre="Plan", fichier=Path("plan.pdf")),),
        ),
    ),
    (
        "département inconnu",
        lambda: act(
            sitting(assemblee=assembly(collectivite=body(departement=None))),
            expose="Recours devant le tribunal administratif de Nice.",
        ),
    ),
    (
        "« les membres présents ayant signé », le 30 juin 2022",
        lambda: act(
            sitting(date=D(2022, 6, 30)), expose="Ainsi fait, les membres présents ayant signé au registre."
        ),
    ),
    (
        "signée le jour où la délibération devient exécutoire",
        lambda: signed(D(2024, 10, 4), publication=D(2024, 10, 2), transmission=D(2024, 10, 4)),
    ),
    ("signée, publication inconnue", lambda: signed(D(2024, 10, 4), transmission=D(2024, 10, 8))),
    (
        "23 000 € à une association, sans convention",
        lambda: act(
            objet="Subvention à l'association Les Mots",
            dispositif=articles("Une subvention de 23 000 € est attribuée."),
        ),
    ),
    (
        "30 000 € à une association, convention citée",
        lambda: act(
            objet="Subvention à l'association Les Mots",
            dispositif=articles(
                "Une subvention de 30 000 € est attribuée, selon la convention du 3 mai 2024."
            ),
        ),
    ),
    (
        "30 000 € à une association, convention annexée",
        lambda: act(
            objet="Subvention à l'association Les Mots",
            dispositif=articles("Une subvention de 30 000 € est attribuée."),
            annexes=(Annexe(titre="C", acte=deal()),),
        ),
    ),
    (
        "30 000 € à un CCAS",
        lambda: act(
            objet="Subvention au CCAS", dispositif=articles("Une subvention de 30 000 € est attribuée.")
        ),
    ),
    (
        "politique de la ville : une convention en Bureau (le document d'origine)",
        lambda: act(
            sitting(assemblee=BUREAU), objet="Politique de la ville : convention de réussite éducative"
        ),
    ),
    (
        "tarifs votés par un conseil communautaire",
        lambda: act(
            sitting(assemblee=assembly("conseil_communautaire", collectivite=EPCI)), objet="Tarifs 2025"
        ),
    ),
    (
        "subvention en commission permanente",
        lambda: act(sitting(assemblee=departement("commission_permanente")), objet="Subventions 2025"),
    ),
    ("pouvoir d'une troisième séance", lambda: act(sitting(pouvoirs=(pouvoir("J", "C", seances=3),)))),
    (
        "pouvoir d'une cinquième séance, maladie",
        lambda: act(sitting(pouvoirs=(pouvoir("J", "C", seances=5, maladie=True),))),
    ),
    (
        "pouvoir d'une cinquième séance, au CCAS",
        lambda: act(
            sitting(
                assemblee=assembly("conseil_administration", collectivite=body("ccas")),
                pouvoirs=(pouvoir("J", "C", seances=5),),
            )
        ),
    ),
    (
        "pouvoir d'une réunion, dans un département",
        lambda: act(sitting(sent=D(2024, 9, 10), assemblee=departement())),
    ),
    (
        "urgence au CCAS",
        lambda: act(
            sitting(
                assemblee=assembly("conseil_administration", collectivite=body("ccas")),
                convocation=Convocation(date=D(2024, 9, 30), urgence=True, motif_urgence="crue"),
            )
        ),
    ),
    (
        "nombres déclarés d'un point sans vote",
        lambda: act(scrutin=None, sort_declare=Sort.PREND_ACTE, declares=Comptes(presents=9)),
    ),
    (
        "rejeté par 4 contre 6, et déclaré tel",
        lambda: act(scrutin=votes(4, contre=6), sort_declare=Sort.REJETE),
    ),
    (
        "règlement intérieur, sans liste de membres",
        lambda: act(
            sitting(
                assemblee=assembly(
                    membres=(), presentation=PRESENTATION_SANS_COMPTES, reglement=Reglement(quorum=9)
                )
            )
        ),
    ),
    (
        "un tableau au milieu du texte",
        lambda: act(expose=f"Texte.\n\n{TABLE.format('162 720')}\n\nSuite | fin."),
    ),
    (
        "quinze sièges, quatre vacants",
        lambda: act(sitting(assemblee=assembly(sieges=13, sieges_vacants=("M. DUC", "Mme SOLAL")))),
    ),
    ("un dossier à compléter, sans crochets", lambda: act(considerants=("que le dossier est à compléter",))),
    ("onze en exercice pour quinze sièges", lambda: act(sitting(assemblee=assembly(sieges=15)))),
    ("convocation affichée", lambda: act(sitting(affichage_convocation=D(2024, 9, 25)))),
    ("une décision du maire", decision),
    (
        "une décision publiée le jour de sa signature",
        lambda: decision(publicite=Publicite(publication=D(2024, 9, 16), notification=D(2024, 9, 20))),
    ),
    (
        "procurations dites dans chaque sens",
        lambda: act(scrutin=votes(8, contre=2, pouvoirs_pour=0, pouvoirs_contre=1)),
    ),
    ("procurations dites d'un seul côté", lambda: act(scrutin=votes(8, contre=2, pouvoirs_contre=0))),
    ("votes par groupe, voix déduites", lambda: act(scrutin=Scrutin(groupes=groups(8, 2)))),
    (
        "huis clos voté, à la demande de trois membres",
        lambda: act(sitting(huis_clos=HuisClos(demandeurs=3, scrutin=votes(6, contre=4)))),
    ),
    ("huis clos pour un autre point", lambda: act(sitting(huis_clos=HuisClos(scrutin=votes(1), du_point=2)))),
    (
        "conseil communautaire par visioconférence",
        lambda: act(sitting(assemblee=CONSEIL_EPCI, visioconference=Visioconference(a_distance=ms("C")))),
    ),
    (
        "conseil municipal par visioconférence en 2021",
        lambda: act(sitting(date=D(2021, 3, 2), visioconference=Visioconference())),
    ),
    (
        "élection des vice-présidents de région, sept présents sur onze",
        lambda: of_region("ABCDEFG", "Élection des vice-présidents du conseil régional"),
    ),
    (
        "voix et votants égaux, syndicat mixte",
        lambda: act(sitting(assemblee=SYNDICAT_MIXTE)),
    ),
    (
        "quorum déclaré des statuts, syndicat mixte",
        lambda: act(sitting(assemblee=SYNDICAT_MIXTE), declares=Comptes(quorum=4)),
    ),
    (
        "quorum déclaré sans le membre qui se retire, en 2024",
        lambda: act(deports=(deport("D"), deport("E")), scrutin=votes(8), declares=Comptes(quorum=5)),
    ),
    (
        "quorum déclaré des deux tiers, élection du président de région",
        lambda: of_region("ABCDEFGH", "Élection du président du conseil régional").model_copy(
            update={"declares": Comptes(quorum=8)}
        ),
    ),
    (
        "parts à l'arrondi près (C04)",
        lambda: act(expose=SHARES.format("20 %", "80 %")),
    ),
    (
        "taux d'autre chose, parts d'une seconde colonne, montant nul",
        lambda: act(
            expose="| A | HT | TTC | Taux | Part |\n|---|---|---|---|---|\n| x | 10 | 30 | 5 % | 75 % |\n"
            "| y | 30 | 10 | 20 % | 25 % |\n| Total | 40 | 40 | 25 % | 100 % |\n\n"
            "| A | Montant | Part |\n|---|---|---|\n| x | 0 | 50 % |\n| y | 0 | 50 % |\n| Total | 0 | 100 % |"
        ),
    ),
    (
        "taux de cent pour cent, qui n'est pas une part",
        lambda: act(
            expose="| A | Montant | Taux |\n|---|---|---|\n| x | 10 | 100 % |\n| y | 30 | 100 % |\n"
            "| Total | 40 | 100 % |"
        ),
    ),
    (
        "convention confiée au président d'un EPCI",
        lambda: decision(assemblee=CONSEIL_EPCI, objet="Convention de partage du ludobus"),
    ),
    ("tarifs fixés par le maire, par délégation", lambda: decision(objet="Tarifs 2025 de la piscine")),
    (
        "acte individuel transmis quinze jours après",
        lambda: decision(publicite=Publicite(notification=D(2024, 9, 20), transmission=D(2024, 10, 1))),
    ),
    (
        "acte non notifié transmis un mois après",
        lambda: decision(publicite=Publicite(transmission=D(2024, 10, 16), publication=D(2024, 10, 16))),
    ),
    (
        "commune de Polynésie, recours écrit par elle",
        lambda: act(
            sitting(assemblee=elsewhere("987", formules=Formules(recours="Recours dans les trois mois.")))
        ),
    ),
    (
        "commune de Nouvelle-Calédonie, la veille, sans secrétaire",
        lambda: act(
            sitting(
                assemblee=elsewhere("988", presentation=Presentation(recours=False)),
                sent=D(2024, 9, 30),
                secretaires=(),
            )
        ),
    ),
    (
        "quorum du règlement intérieur, conseil d'arrondissement",
        lambda: act(
            sitting(
                assemblee=assembly("conseil_arrondissement", reglement=Reglement(quorum=4)),
                presents=ms("ABCDE"),
                absents=ms("FGHIK"),
            ),
            scrutin=votes(6),
            declares=Comptes(quorum=4),
        ),
    ),
    ("matière 7.10", lambda: act(matiere="7.10")),
    ("matière 9.1, en commune", lambda: act(matiere="9.1")),
    ("matière 9.1, en communauté", lambda: act(sitting(assemblee=BUREAU), matiere="9.1.2")),
)
