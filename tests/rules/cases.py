"""For each rule, acts in which it finds something, alone; ``right.py`` has their neighbours, all right.

The faults are those of real acts (C04, C16… of the domain reference), rebuilt with invented names.
"""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

from delibgen.model.acte import Acte, Annexe, Article, Reference
from delibgen.model.deliberation import Comptes, Publicite
from delibgen.model.montant import LigneEcheancier, PlanFinancement, Poste
from delibgen.model.reglage import Reglement
from delibgen.model.scrutin import ModeScrutin, Sort
from delibgen.model.seance import Convocation
from tests.rules.papers import (
    INCONNU,
    SUBVENTION,
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

Case = tuple[str, str, Callable[[], Acte]]
"""Code of the rule, what is the matter, the act."""

D = dt.date
EPCI = body("communaute_de_communes")
OWN = Reference(numero="2024-31", date=D(2024, 10, 1), organe="conseil municipal")
LUDOBUS = Article(titre="Contributions", texte=SUBVENTION, echeancier=True)
ROWS = {"Commune de Combreval": (500, 500), "Commune d'Ivry-le-Bas": (250, None)}
WHOLE = {"Commune de Combreval": (500, 500), "Commune d'Ivry-le-Bas": (250, 250)}


def plan(expenses: str, resources: str) -> PlanFinancement:
    """Return a funding plan of one line a side."""
    return PlanFinancement(
        depenses=(Poste(libelle="Travaux", montant=Decimal(expenses)),),
        recettes=(Poste(libelle="Commune", montant=Decimal(resources)),),
    )


def grant(amount: int, text: str = SUBVENTION) -> Acte:
    """Return a convention by which a commune pays an association."""
    return deal(
        parties=(partie("la commune de Combreval"), partie("l'association Les Mots", publique=False)),
        articles=(Article(texte=text, echeancier=True),),
        echeancier=schedule({"Commune de Combreval": (amount, 1000)}),
    )


PRESENCE: tuple[Case, ...] = (
    (
        "DG300",
        "arrivée connue par l'horloge, point sans heure (C10, C48)",
        lambda: act(sitting(mouvements=(mouvement("K", "arrivee", heure=dt.time(19, 7)),))),
    ),
    ("DG301", "ni membres ni présents", lambda: act(sitting(assemblee=assembly(membres=())))),
    (
        "DG302",
        "présent et absent (C01, C13)",
        lambda: act(sitting(presents=ms("ABCDEFGHI"), absents=ms("KD"))),
    ),
    (
        "DG302",
        "présent et représenté",
        lambda: act(sitting(presents=ms("ABCDEFGHIJ")), scrutin=votes(11)),
    ),
    (
        "DG302",
        "deux fois parmi les présents",
        lambda: act(sitting(presents=ms("ABCDEFGHII")), scrutin=votes(11)),
    ),
    ("DG302", "excusé et absent", lambda: act(sitting(excuses=ms("K")))),
    ("DG303", "secrétaire inconnu de la liste", lambda: act(sitting(secretaires=(m("B"), INCONNU)))),
    ("DG304", "un membre dans aucune liste", lambda: act(sitting(presents=ms("ABCDEFGHI"), absents=()))),
    ("DG305", "en-tête de 13, 11 nommés (C10)", lambda: act(sitting(assemblee=assembly(en_exercice=13)))),
    ("DG316", "plus de voix que de membres", lambda: act(sitting(assemblee=assembly(en_exercice=9)))),
    (
        "DG306",
        "deux pouvoirs pour un membre (C46)",
        lambda: act(sitting(pouvoirs=(pouvoir("J", "C"), pouvoir("I", "C")))),
    ),
    (
        "DG307",
        "deux pouvoirs du même membre",
        lambda: act(sitting(pouvoirs=(pouvoir("J", "C"), pouvoir("J", "D"))), scrutin=votes(11)),
    ),
    (
        "DG308",
        "mandataire absent",
        lambda: act(sitting(pouvoirs=(pouvoir("J", "K"),)), scrutin=votes(9)),
    ),
    (
        "DG309",
        "le mandataire se retire (C28)",
        lambda: act(deports=(deport("C"),), scrutin=votes(8)),
    ),
    ("DG310", "président absent (C44)", lambda: act(presidence=m("K"))),
    ("DG311", "secrétaire absente au point 13 (C16)", lambda: act(sitting(secretaires=ms("K")))),
    ("DG312", "aucun secrétaire", lambda: act(sitting(secretaires=()))),
    ("DG313", "déport d'un absent", lambda: act(deports=(deport("K"),))),
    (
        "DG314",
        "déport nommé deux fois",
        lambda: act(deports=(deport("D"), deport("D")), scrutin=votes(9)),
    ),
    (
        "DG315",
        "arrive alors qu'il est présent",
        lambda: act(sitting(presents=ms("ABCDEFGHI"), mouvements=(mouvement("D", "arrivee", point=3),))),
    ),
    (
        "DG315",
        "part alors qu'il est absent",
        lambda: act(sitting(mouvements=(mouvement("K", "depart", point=3),))),
    ),
)

SEANCE: tuple[Case, ...] = (
    ("DG320", "vendredi annoncé un mardi (C04, C39)", lambda: act(sitting(jour="vendredi"))),
    ("DG321", "convocation après la séance", lambda: act(sitting(sent=D(2024, 10, 2)))),
    ("DG322", "deux jours francs, petite commune", lambda: act(sitting(sent=D(2024, 9, 28)))),
    (
        "DG322",
        "quatre jours francs, 3 745 habitants (C05)",
        lambda: act(
            sitting(sent=D(2024, 9, 26), assemblee=assembly(collectivite=body(population_3500=True)))
        ),
    ),
    (
        "DG322",
        "quatre jours francs dans un EPCI",
        lambda: act(
            sitting(sent=D(2024, 9, 26), assemblee=assembly("conseil_communautaire", collectivite=EPCI))
        ),
    ),
    (
        "DG322",
        "le jour même, en urgence",
        lambda: act(sitting(convocation=Convocation(date=D(2024, 10, 1), urgence=True))),
    ),
    (
        "DG323",
        "deux jours en Moselle",
        lambda: act(sitting(sent=D(2024, 9, 29), assemblee=assembly(collectivite=body(departement="57")))),
    ),
    (
        "DG324",
        "quatre jours francs, population inconnue (C56)",
        lambda: act(
            sitting(sent=D(2024, 9, 26), assemblee=assembly(collectivite=body(population_3500=None)))
        ),
    ),
    (
        "DG325",
        "deux jours au CCAS",
        lambda: act(
            sitting(
                sent=D(2024, 9, 29),
                assemblee=assembly("conseil_administration", collectivite=body("ccas")),
            )
        ),
    ),
    (
        "DG326",
        "onze jours au département",
        lambda: act(
            sitting(
                sent=D(2024, 9, 20),
                assemblee=assembly("conseil_departemental", collectivite=body("departement")),
            )
        ),
    ),
    (
        "DG327",
        "cinq présents et un pouvoir sur onze",
        lambda: act(sitting(presents=ms("ABCDE"), absents=ms("FGHIK")), scrutin=votes(6)),
    ),
    (
        "DG328",
        "moins d'un tiers en mai 2022",
        lambda: act(
            sitting(date=D(2022, 5, 10), presents=ms("ABC"), absents=ms("DEFGHIK")), scrutin=votes(4)
        ),
    ),
    (
        "DG328",
        "quorum d'un syndicat mixte",
        lambda: act(
            sitting(
                presents=ms("ABCDE"),
                absents=ms("FGHIK"),
                assemblee=assembly("comite_syndical", collectivite=body("syndicat_mixte")),
            ),
            scrutin=votes(6),
        ),
    ),
    (
        "DG329",
        "quorum tout juste, un membre sort",
        lambda: act(
            sitting(presents=ms("ABCDEF"), absents=ms("GHIK")),
            deports=(deport("D"),),
            scrutin=votes(6),
        ),
    ),
    (
        "DG329",
        "quorum si l'on ôte de sa base les membres intéressés",
        lambda: act(
            sitting(
                presents=ms("ABCDE"),
                absents=ms("FGHK"),
                pouvoirs=(pouvoir("J", "C"), pouvoir("I", "D")),
            ),
            deports=(deport("I"), deport("J")),
            scrutin=votes(5),
        ),
    ),
)

SCRUTIN: tuple[Case, ...] = (
    ("DG330", "onze voix pour dix votants", lambda: act(scrutin=votes(11))),
    ("DG331", "neuf voix pour dix votants", lambda: act(scrutin=votes(9))),
    ("DG332", "un absent sans pouvoir vote contre (C43)", lambda: act(scrutin=votes(9, contre=ms("K")))),
    (
        "DG332",
        "un membre en déport s'abstient",
        lambda: act(deports=(deport("D"),), scrutin=votes(8, abstentions=ms("D"))),
    ),
    (
        "DG333",
        "deux noms pour une voix",
        lambda: act(scrutin=votes(9, contre=1, noms_contre=ms("DE"))),
    ),
    (
        "DG334",
        "contre et abstention à la fois",
        lambda: act(scrutin=votes(8, contre=ms("D"), abstentions=ms("D"))),
    ),
    ("DG335", "scrutin public sans noms", lambda: act(scrutin=votes(mode=ModeScrutin.PUBLIC))),
    ("DG336", "partage sans la voix du président", lambda: act(scrutin=votes(5, contre=5))),
    (
        "DG337",
        "voix du président au scrutin secret",
        lambda: act(scrutin=votes(mode=ModeScrutin.SECRET, voix_du_president="pour")),
    ),
    (
        "DG338",
        "la présidente, nommée contre, aurait voté pour (C30)",
        lambda: act(scrutin=votes(5, contre=5, noms_contre=ms("A"), voix_du_president="pour")),
    ),
    ("DG340", "onze bulletins pour dix votants", lambda: election(tour(11, 11))),
    ("DG341", "douze blancs et nuls sur dix", lambda: election(tour(10, 0, blancs=6, nuls=6))),
    ("DG341", "un candidat au-dessus des exprimés", lambda: election(tour(10, 9, blancs=2))),
    ("DG342", "une voix perdue", lambda: election(tour(10, 7, 1, blancs=1))),
    ("DG343", "deux sièges, 19 voix pour 10", lambda: election(tour(10, 10, 9), elus="DE")),
    ("DG344", "élu au premier tour sans majorité", lambda: election(tour(10, 4, 3, 3))),
    (
        "DG344",
        "élu au troisième tour, second",
        lambda: election(tour(10, 4, 3, 3), tour(10, 4, 3, 3), tour(10, 4, 6)),
    ),
    ("DG345", "quatre tours", lambda: election(*[tour(10, 4, 3, 3)] * 4)),
    ("DG346", "élu qui n'était pas candidat", lambda: election(tour(10, 6, 4), elus="H")),
    ("DG346", "personne n'est proclamé", lambda: election(tour(10, 6, 4), elus="")),
)

DELIBERATION: tuple[Case, ...] = (
    ("DG350", "pouvoirs comptés avec les présents (C51)", lambda: act(declares=Comptes(presents=10))),
    ("DG350", "exprimés, abstention comprise", lambda: act(declares=Comptes(exprimes=9))),
    ("DG351", "adopté par 4 contre 6", lambda: act(scrutin=votes(4, contre=6), sort_declare=Sort.ADOPTE)),
    ("DG352", "rejeté par 6 contre 4", lambda: act(scrutin=votes(6, contre=4), sort_declare=Sort.REJETE)),
    ("DG353", "dispositif sans résultat", lambda: act(scrutin=None)),
    ("DG354", "ni dispositif ni vote", lambda: act(scrutin=None, dispositif=None)),
    ("DG354", "adopté sans vote", lambda: act(scrutin=None, sort_declare=Sort.ADOPTE)),
    ("DG355", "retiré avec un vote (C30)", lambda: act(sort_declare=Sort.RETIRE)),
    (
        "DG356",
        "le rapporteur se déporte, en 2024",
        lambda: act(rapporteur=m("D"), deports=(deport("D"),), scrutin=votes(9)),
    ),
    (
        "DG357",
        "la présidente se déporte, en 2026",
        lambda: act(sitting(date=D(2026, 1, 13)), deports=(deport("A"),), scrutin=votes(9)),
    ),
    ("DG358", "publiée la veille", lambda: act(publicite=Publicite(publication=D(2024, 9, 30)))),
    ("DG359", "numéro avec une barre (C06)", lambda: act(numero_transmis="2023/021")),
    ("DG359", "numéro de 16 caractères", lambda: act(numero_transmis="A234567890123456")),
    ("DG360", "objet de 501 caractères", lambda: act(objet="x" * 501)),
    (
        "DG361",
        "convention signée la veille",
        lambda: act(annexes=(Annexe(titre="Convention", acte=deal(date=D(2024, 9, 30))),)),
    ),
    ("DG362", "un considérant à compléter", lambda: act(considerants=("que [à compléter]",))),
    ("DG362", "un article à compléter", lambda: deal(articles=(Article(texte="[À compléter : durée]"),))),
    (
        "DG363",
        "la convention cite une autre délibération",
        lambda: act(annexes=(Annexe(titre="Convention", acte=deal(deliberation=Reference(numero="9"))),)),
    ),
    (
        "DG372",
        "dépenses et recettes à 280 € près (C04)",
        lambda: act(plan_financement=plan("163000", "162720")),
    ),
)


def declared_row(total: int) -> Acte:
    """Return a convention whose first row declares a total."""
    row = LigneEcheancier(
        partie="Commune de Combreval", montants=(Decimal(500), Decimal(500)), total=Decimal(total)
    )
    return deal(articles=(LUDOBUS,), echeancier=schedule(WHOLE).model_copy(update={"lignes": (row,)}))


CONVENTION: tuple[Case, ...] = (
    ("DG370", "total d'une ligne", lambda: declared_row(1001)),
    (
        "DG370",
        "total d'une année",
        lambda: deal(
            articles=(LUDOBUS,), echeancier=schedule(WHOLE, totaux=(Decimal(750), Decimal("750.01")))
        ),
    ),
    (
        "DG370",
        "total général",
        lambda: deal(articles=(LUDOBUS,), echeancier=schedule(WHOLE, total=Decimal("1499.99"))),
    ),
    (
        "DG370",
        "un total pour deux années",
        lambda: deal(articles=(LUDOBUS,), echeancier=schedule(WHOLE, totaux=(Decimal(750),))),
    ),
    ("DG371", "un montant à compléter", lambda: deal(articles=(LUDOBUS,), echeancier=schedule(ROWS))),
    ("DG380", "une seule partie", lambda: deal(parties=(partie("la commune de Combreval"),))),
    ("DG381", "un exemplaire pour deux", lambda: deal(exemplaires=1)),
    ("DG382", "23 000,01 € à une association", lambda: grant(23_001)),
    ("DG383", "sans contrat d'engagement républicain", lambda: grant(1000, "Objet de la subvention.")),
    (
        "DG384",
        "signée avant la délibération",
        lambda: deal(date=D(2024, 9, 30), deliberation=OWN),
    ),
    (
        "DG385",
        "ni signataire ni habilitation",
        lambda: deal(parties=(partie("A"), partie("B", representant=None, habilitation=None))),
    ),
    (
        "DG386",
        "ligne d'une commune étrangère à la convention",
        lambda: deal(articles=(LUDOBUS,), echeancier=schedule({"Commune de Combrevaux": (1, 1)})),
    ),
    ("DG387", "aucun article", lambda: deal(articles=())),
    ("DG388", "échéancier annoncé, absent", lambda: deal(articles=(LUDOBUS,))),
    ("DG389", "échéancier donné, jamais imprimé", lambda: deal(echeancier=schedule(WHOLE))),
)

REGLAGES: tuple[Case, ...] = (
    (
        "DG398",
        "aucun rapporteur, contre le règlement intérieur",
        lambda: act(
            sitting(assemblee=assembly(reglement=Reglement(champs_obligatoires=("rapporteur",)))),
        ),
    ),
    (
        "DG399",
        "un code de règle mal écrit",
        lambda: act(sitting(assemblee=assembly(regles={"DG3122": "alerte"}))),
    ),
)

FAULTS: tuple[Case, ...] = (*PRESENCE, *SEANCE, *SCRUTIN, *DELIBERATION, *CONVENTION, *REGLAGES)
