"""For each rule, acts in which it finds something, alone; ``right.py`` has their neighbours, all right.

The faults are those of real acts (C04, C16… of the domain reference), rebuilt with invented names.
"""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

from delibgen.model.acte import Acte, Annexe, Article, Reference
from delibgen.model.assemblee import Assemblee, Presentation
from delibgen.model.champs_libres import ChampLibre
from delibgen.model.deliberation import Comptes, Publicite
from delibgen.model.formules_actes import FormulesActe
from delibgen.model.membre import Civilite, Personne
from delibgen.model.montant import LigneEcheancier, PlanFinancement, Poste
from delibgen.model.reglage import Reglement
from delibgen.model.scrutin import ModeScrutin, Sort, VoteGroupe
from delibgen.model.seance import Convocation, HuisClos, Seance, Visioconference
from tests.rules.papers import (
    INCONNU,
    SUBVENTION,
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
    named_tour,
    partie,
    pouvoir,
    reporters,
    schedule,
    sitting,
    tour,
    votes,
    worded,
)

Case = tuple[str, str, Callable[[], Acte]]
"""Code of the rule, what is the matter, the act."""

D = dt.date
EPCI = body("communaute_de_communes")
OWN = Reference(numero="2024-31", date=D(2024, 10, 1), organe="conseil municipal")
ODILE = Personne(civilite=Civilite.MADAME, prenom="Odile", nom="FERRAND")
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
    (
        "DG305",
        "un siège vacant nommé, pour quatre qui manquent",
        lambda: act(sitting(assemblee=assembly(sieges=15, sieges_vacants=("M. René DUC (décédé)",)))),
    ),
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
    (
        "DG309",
        "le mandataire est parti",
        lambda: act(sitting(mouvements=(mouvement("C", "depart", point=2),)), rang=3, scrutin=votes(8)),
    ),
    (
        "DG309",
        "le mandataire n'est pas encore arrivé",
        lambda: act(
            sitting(
                presents=ms("ABDEFGHI"), absents=ms("CK"), mouvements=(mouvement("C", "arrivee", point=2),)
            ),
            scrutin=votes(8),
        ),
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
        lambda: act(
            sitting(convocation=Convocation(date=D(2024, 10, 1), urgence=True, motif_urgence="crue"))
        ),
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
        "élue au deuxième tour en tête, sans majorité",
        lambda: election(tour(10, 4, 3, 3), tour(10, 4, 3, 3)),
    ),
    (
        "DG344",
        "trois élus au troisième tour, dont un quatrième",
        lambda: election(tour(10, 4, 3, 3), tour(10, 4, 3, 3), tour(10, 1, 2, 3, 4), elus="DEF"),
    ),
    (
        "DG344",
        "moins de voix que de bulletins « contre », qui ne sont pas un candidat",
        lambda: election(
            *[tour(10, 4, 3, 3)] * 2, named_tour(10, ("Monsieur Denis ESPÉRON", 4), ("Contre", 6))
        ),
    ),
    (
        "DG710",
        "élu au troisième tour, second",
        lambda: election(tour(10, 4, 3, 3), tour(10, 4, 3, 3), tour(10, 4, 6)),
    ),
    ("DG710", "élue au premier tour par une voix contre deux", lambda: election(tour(3, 1, 2))),
    (
        "DG710",
        "élue au second tour, devancée par un autre",
        lambda: election(tour(10, 4, 3, 3), tour(10, 3, 5, 2)),
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
        "DG356",
        "le second rapporteur se déporte, en 2024",
        lambda: act(rapporteurs=reporters("CD"), deports=(deport("D"),), scrutin=votes(9)),
    ),
    (
        "DG357",
        "l'un des rapporteurs se déporte, en 2026",
        lambda: act(
            sitting(date=D(2026, 1, 13)),
            rapporteur=m("C"),
            rapporteurs=reporters("D"),
            deports=(deport("D"),),
            scrutin=votes(9),
        ),
    ),
    ("DG708", "le rapporteur est absent", lambda: act(rapporteur=m("K"))),
    ("DG708", "le second rapporteur est représenté", lambda: act(rapporteurs=reporters("CJ"))),
    (
        "DG708",
        "le rapporteur est parti avant le point",
        lambda: act(
            sitting(mouvements=(mouvement("D", "depart", point=1),)), rapporteur=m("D"), scrutin=votes(9)
        ),
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
        "DG384",
        "signée avant la délibération qui habilite une partie",
        lambda: deal(
            date=D(2024, 9, 30), parties=(partie("la commune de Combreval"), partie("B", habilitation=OWN))
        ),
    ),
    (
        "DG385",
        "un signataire sans qualité",
        lambda: deal(parties=(partie("A"), partie("B", representant=ODILE))),
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

BUREAU = assembly("bureau", collectivite=EPCI)
TABLE = "| Poste | Montant |\n|---|---|\n| État | 32 320 € |\n| Ville | 130 400 € |\n| **Total** | {} € |"


def departement(organe: str = "conseil_departemental", nature: str = "departement") -> Assemblee:
    """Return the assembly of a département, or of a région."""
    return assembly(organe, collectivite=body(nature))


def held(day: dt.date, **more: object) -> Seance:
    """Return a sitting of a large commune on a day."""
    big = assembly(collectivite=body(population_3500=True))
    return sitting(**{"date": day, "sent": day - dt.timedelta(days=13), "assemblee": big, **more})


def second(first: dt.date) -> Seance:
    """Return a sitting on a second notice, after one without a quorum."""
    return sitting(
        presents=ms("ABC"),
        absents=ms("DEFGHIK"),
        convocation=Convocation(date=D(2024, 9, 25), seconde=True, premiere_seance=first),
    )


def accounts(**more: object) -> Acte:
    """Return the vote of the accounts."""
    return act(**{"objet": "Approbation du compte administratif 2023", "matiere": "7.1", **more})


def signed(day: dt.date, **public: dt.date) -> Acte:
    """Return an act made public and sent on some days, whose convention is signed on a day."""
    return act(
        annexes=(Annexe(titre="Convention", acte=deal(date=day)),),
        publicite=Publicite.model_validate(public),
    )


def of_region(presents: str, objet: str, assemblee: Assemblee | None = None) -> Acte:
    """Return a ballot of a conseil régional (or another) of eleven, without proxies."""
    absents = "".join(letter for letter in "ABCDEFGHIJK" if letter not in presents)
    seance = sitting(
        assemblee=assemblee or departement("conseil_regional", "region"),
        presents=ms(presents),
        absents=ms(absents),
        pouvoirs=(),
        sent=D(2024, 9, 10),
    )
    return election(tour(len(presents), len(presents)), objet=objet, seance=seance)


LAW: tuple[Case, ...] = (
    ("DG317", "seconde séance deux jours après", lambda: act(second(D(2024, 9, 29)), scrutin=votes(4))),
    (
        "DG318",
        "urgence sans motif",
        lambda: act(sitting(convocation=Convocation(date=D(2024, 9, 29), urgence=True))),
    ),
    ("DG319", "ni note ni exposé dans un EPCI", lambda: act(sitting(assemblee=BUREAU), expose=None)),
    (
        "DG328",
        "élection du président de région, sept présents sur onze",
        lambda: of_region("ABCDEFG", "Élection du président du conseil régional"),
    ),
    (
        "DG339",
        "scrutin public demandé par deux membres sur neuf",
        lambda: act(scrutin=votes(pour=ms("ABCDEFGHIJ"), mode=ModeScrutin.PUBLIC, demandeurs=2)),
    ),
    (
        "DG339",
        "scrutin secret demandé par deux membres sur neuf",
        lambda: act(scrutin=votes(mode=ModeScrutin.SECRET, demandeurs=2)),
    ),
    (
        "DG344",
        "un second tour, alors que le premier a donné la majorité",
        lambda: election(tour(10, 6, 4), tour(10, 7, 3)),
    ),
    (
        "DG347",
        "égalité au troisième tour, le plus jeune proclamé",
        lambda: election(*[tour(10, 4, 4, 2)] * 2, aged(10, 4, 4, 2, births=(1980, 1950, 1940))),
    ),
    ("DG347", "égalité au troisième tour, sans les âges", lambda: election(*[tour(10, 4, 4, 2)] * 3)),
    (
        "DG348",
        "numéro d'un autre jour que la séance",
        lambda: act(numero="DM20240607028"),
    ),
    (
        "DG348",
        "délibération citée d'un autre jour que son numéro",
        lambda: act(visas=("la délibération n° DM20240607028 en date du 28 juin 2024",)),
    ),
    ("DG349", "désignation à main levée", lambda: act(objet="Désignation d'un représentant au collège")),
    ("DG349", "représentants, d'après la matière", lambda: act(matiere="5.3")),
    ("DG364", "adjoints élus à main levée", lambda: act(objet="Élection des adjoints")),
    (
        "DG364",
        "le maire, avec renonciation au secret",
        lambda: act(matiere="5.1", scrutin=votes(renonciation_au_secret=True)),
    ),
    ("DG365", "la présidente préside et vote", accounts),
    (
        "DG365",
        "la maire, absente, vote par son pouvoir",
        lambda: accounts(
            seance=sitting(
                assemblee=assembly(
                    membres=(m("A").model_copy(update={"qualite": "Maire"}), *ms("BCDEFGHIJK"))
                ),
                president=m("B"),
                presents=ms("BCDEFGHI"),
                absents=ms("K"),
                pouvoirs=(pouvoir("J", "C"), pouvoir("A", "D")),
            ),
        ),
    ),
    (
        "DG366",
        "un membre intéressé reste dans la salle, en 2024",
        lambda: act(deports=(deport("D", quitte_la_salle=False),), scrutin=votes(9)),
    ),
    ("DG367", "liste publiée huit jours après", lambda: act(sitting(liste_publiee=D(2024, 10, 9)))),
    ("DG367", "liste publiée la veille", lambda: act(sitting(liste_publiee=D(2024, 9, 30)))),
    (
        "DG368",
        "compte rendu affiché dix jours après, en juin 2022",
        lambda: act(sitting(date=D(2022, 6, 7), liste_publiee=D(2022, 6, 17))),
    ),
    (
        "DG369",
        "affichée, non publiée en ligne, en juillet 2022",
        lambda: act(held(D(2022, 7, 1)), publicite=Publicite(affichage=D(2022, 7, 2))),
    ),
    (
        "DG373",
        "deux cents euros pour 20 000 €",
        lambda: act(considerants=("qu'une aide de deux cents euros (20 000 €) est demandée",)),
    ),
    (
        "DG373",
        "chiffres puis lettres",
        lambda: deal(preambule="Une aide de 3 500 € (trois mille cinquante euros)."),
    ),
    (
        "DG374",
        "point et virgule mêlés (C22)",
        lambda: act(considerants=("que 198 765 492.07 € et 4 343 040,07 € sont inscrits",)),
    ),
    (
        "DG374",
        "4.000 € et 3,50 €",
        lambda: act(considerants=("que 4.000 € sont inscrits", "que le ticket coûte 3,50 €")),
    ),
    ("DG375", "somme de 162 720 pour 163 000 (C04)", lambda: act(expose=TABLE.format("163 000"))),
    (
        "DG375",
        "pourcentages qui font 101",
        lambda: act(expose="| A | Part |\n|---|---|\n| x | 80 % |\n| y | 20 % |\n| Total | 101,5 % |"),
    ),
    ("DG376", "vendredi 6 février 2023 (C04)", lambda: act(visas=("l'avis du vendredi 6 février 2023",))),
    ("DG376", "31 avril", lambda: act(visas=("l'avis du lundi 31 avril 2023",))),
    (
        "DG377",
        "formule d'une autre année (C08)",
        lambda: act(expose="L'an deux mille vingt-deux, le 1er octobre, le conseil s'est réuni."),
    ),
    (
        "DG377",
        "formule d'une séance précédente (C21, C43)",
        lambda: act(expose="L'an deux mil vingt-quatre, le douze septembre, le conseil s'est réuni."),
    ),
    (
        "DG378",
        "le tribunal de Nice pour l'Yonne",
        lambda: act(expose="Recours devant le tribunal administratif de Nice dans les deux mois."),
    ),
    (
        "DG378",
        "un autre tribunal dans la convention",
        lambda: act(
            annexes=(
                Annexe(titre="C", acte=deal(preambule="Litiges : le Tribunal administratif d'Orléans.")),
            )
        ),
    ),
    (
        "DG379",
        "« les membres présents ayant signé » en 2024 (C19)",
        lambda: act(expose="Ainsi fait, les membres présents ayant signé au registre."),
    ),
    (
        "DG379",
        "silence de quatre mois",
        lambda: act(expose="Le silence gardé pendant quatre mois vaut rejet."),
    ),
    (
        "DG390",
        "signée avant la transmission",
        lambda: signed(D(2024, 10, 3), publication=D(2024, 10, 2), transmission=D(2024, 10, 4)),
    ),
    (
        "DG391",
        "30 000 € à une association, sans convention",
        lambda: act(
            objet="Subvention à l'association Les Mots",
            dispositif=articles("Une subvention de 30 000 € est attribuée."),
        ),
    ),
    (
        "DG392",
        "tarifs votés par un Bureau",
        lambda: act(sitting(assemblee=BUREAU), objet="Tarifs 2025 de la piscine"),
    ),
    (
        "DG393",
        "budget en commission permanente",
        lambda: act(sitting(assemblee=departement("commission_permanente")), objet="Budget primitif 2025"),
    ),
    (
        "DG394",
        "pouvoir d'une quatrième séance",
        lambda: act(sitting(pouvoirs=(pouvoir("J", "C", seances=4),))),
    ),
    (
        "DG395",
        "pouvoir d'une seconde réunion, dans un département",
        lambda: act(
            sitting(
                sent=D(2024, 9, 10),
                assemblee=departement(),
                pouvoirs=(pouvoir("J", "C", seances=2),),
            )
        ),
    ),
    ("DG396", "onze en exercice pour dix sièges", lambda: act(sitting(assemblee=assembly(sieges=10)))),
    ("DG397", "matière 7.11", lambda: act(matiere="7.11")),
    ("DG397", "un seul niveau", lambda: act(matiere="7")),
    ("DG397", "matière d'un département, en commune", lambda: act(matiere="9.2")),
    (
        "DG304",
        "le titulaire et son suppléant siègent",
        lambda: act(
            sitting(
                presents=(
                    *ms("ABCDEFGHK"),
                    INCONNU.model_copy(update={"suppleant_de": "Madame Katia LORIOL"}),
                ),
                absents=ms("I"),
            ),
            scrutin=votes(11),
        ),
    ),
    (
        "DG358",
        "reçue avant sa transmission",
        lambda: act(publicite=Publicite(transmission=D(2024, 10, 4), reception=D(2024, 10, 3))),
    ),
)

SYNDICAT_MIXTE = assembly("comite_syndical", collectivite=body("syndicat_mixte"))


def elsewhere(departement: str, **more: object) -> Assemblee:
    """Return the conseil municipal of a commune of another département."""
    return assembly(collectivite=body(departement=departement), **more)


TERRITOIRES: tuple[Case, ...] = (
    (
        "DG317",
        "seconde séance deux jours après, dans une région",
        lambda: act(
            second(D(2024, 9, 29)).model_copy(
                update={
                    "assemblee": departement("conseil_regional", "region"),
                    "convocation": Convocation(
                        date=D(2024, 9, 19), seconde=True, premiere_seance=D(2024, 9, 29)
                    ),
                }
            ),
            scrutin=votes(4),
        ),
    ),
    (
        "DG328",
        "élection du président de département, sept présents sur onze",
        lambda: of_region(
            "ABCDEFG", "Élection du président du conseil départemental", departement("conseil_departemental")
        ),
    ),
    (
        "DG620",
        "trente voix pour dix votants, syndicat mixte",
        lambda: act(sitting(assemblee=SYNDICAT_MIXTE), scrutin=votes(30)),
    ),
    ("DG623", "commune de Polynésie", lambda: act(sitting(assemblee=elsewhere("987")))),
    (
        "DG375",
        "part qui n'est pas celle du montant",
        lambda: act(expose=SHARES.format("30 %", "70 %")),
    ),
)
SHARES = (
    "| Poste | Montant | Part |\n|---|---|---|\n| État | 32 320 € | {} |\n| Ville | 130 400 € | {} |\n"
    "| **Total** | 162 720 € | 100 % |"
)

NOTIFIED = Publicite(transmission=D(2024, 10, 3), notification=D(2024, 10, 3))
EXTRAIT: tuple[Case, ...] = (
    (
        "DG709",
        "une ouverture qui ne dit pas la convocation",
        lambda: worded(
            ouverture="{Date:acte}, {assemblee} s'est réuni sous la présidence de {president_seance}."
        ),
    ),
    (
        "DG709",
        "des renseignements qui ne la disent pas",
        lambda: worded(Presentation(ouverture=False), renseignements="Président : {president_seance}"),
    ),
    ("DG711", "des nombres sans les votants", lambda: worded(comptes="En exercice : {en_exercice}")),
    (
        "DG711",
        "des nombres sans les membres en exercice",
        lambda: worded(comptes="Présents : {nombre_presents} – Votants : {votants}"),
    ),
    (
        "DG711",
        "ni liste ni nombre de présents",
        lambda: worded(presents="non", comptes="{en_exercice} membres, {votants} votants"),
    ),
    (
        "DG712",
        "ni signatures ni secrétaire",
        lambda: worded(Presentation(signatures=False), secretaires="non"),
    ),
    (
        "DG713",
        "une décision sans résultat, et pas de vote",
        lambda: worded(decision="{Assemblee}, après en avoir délibéré, décide :", vote="non"),
    ),
    (
        "DG713",
        "un vote qui ne dit que le quorum",
        lambda: worded(decision="{Assemblee} décide :", vote="Quorum : {quorum}"),
    ),
    (
        "DG714",
        "notifié, sans voies de recours",
        lambda: worded(
            Presentation(recours=False),
            publicite=Publicite(transmission=D(2024, 10, 3), notification=D(2024, 10, 3)),
        ),
    ),
    (
        "DG714",
        "notifié, formule des recours ôtée",
        lambda: worded(
            recours="non", publicite=Publicite(transmission=D(2024, 10, 3), notification=D(2024, 10, 3))
        ),
    ),
    (
        "DG714",
        "décision notifiée, sans voies de recours",
        lambda: decision(
            assemblee=assembly(presentation=Presentation(recours=False)),
            publicite=Publicite(transmission=D(2024, 9, 18), notification=D(2024, 9, 19)),
        ),
    ),
    (
        "DG715",
        "un champ propre qu'aucune formule n'imprime",
        lambda: act(champs=(ChampLibre(nom="service", valeur="Voirie"),)),
    ),
    (
        "DG715",
        "un nom de champ mal écrit, dans un arrêté comme dans l'assemblée",
        lambda: decision(
            formules=FormulesActe(objet="{champs.service} : {objet}"),
            champs=(ChampLibre(nom="servise", valeur="Voirie"),),
        ),
    ),
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

UNILATERAL: tuple[Case, ...] = (
    (
        "DG611",
        "convocation affichée après la séance",
        lambda: act(sitting(affichage_convocation=D(2024, 10, 2))),
    ),
    (
        "DG611",
        "convocation affichée avant son envoi",
        lambda: act(sitting(affichage_convocation=D(2024, 9, 24))),
    ),
    (
        "DG319",
        "ni note ni exposé, au CCAS d'une ville",
        lambda: act(
            sitting(
                assemblee=assembly("conseil_administration", collectivite=body("ccas", population_3500=True)),
            ),
            expose=None,
        ),
    ),
    ("DG608", "décision prise avant la délégation", lambda: decision(date=D(2020, 5, 20))),
    (
        "DG621",
        "tarifs fixés par le président d'un EPCI",
        lambda: decision(assemblee=CONSEIL_EPCI, objet="Tarifs 2025 de la piscine"),
    ),
    (
        "DG622",
        "acte individuel transmis seize jours après",
        lambda: decision(publicite=Publicite(notification=D(2024, 9, 20), transmission=D(2024, 10, 2))),
    ),
    (
        "DG609",
        "décision publiée avant sa signature",
        lambda: decision(publicite=Publicite(publication=D(2024, 9, 10))),
    ),
)

CONSEIL_EPCI = assembly("conseil_communautaire", collectivite=EPCI)


def groups(pour: int, contre: int = 0) -> tuple[VoteGroupe, ...]:
    """Return the votes of two groups."""
    return (VoteGroupe(groupe="majorité", pour=pour), VoteGroupe(groupe="opposition", contre=contre))


REUNION: tuple[Case, ...] = (
    ("DG701", "deux procurations pour un pouvoir", lambda: act(scrutin=votes(10, pouvoirs_pour=2))),
    (
        "DG701",
        "une procuration sans voix contre",
        lambda: act(scrutin=votes(10, pouvoirs_contre=1)),
    ),
    ("DG702", "la procuration est oubliée", lambda: act(scrutin=votes(10, pouvoirs_pour=0))),
    ("DG703", "douze voix dans les groupes", lambda: act(scrutin=votes(10, groupes=groups(9)))),
    (
        "DG704",
        "huis clos demandé par deux membres",
        lambda: act(sitting(huis_clos=HuisClos(demandeurs=2, scrutin=votes(10)))),
    ),
    (
        "DG704",
        "huis clos demandé par quatre conseillers communautaires",
        lambda: act(sitting(assemblee=CONSEIL_EPCI, huis_clos=HuisClos(demandeurs=4, scrutin=votes(10)))),
    ),
    (
        "DG705",
        "cinq voix pour dix présents ou représentés",
        lambda: act(sitting(huis_clos=HuisClos(demandeurs=3, scrutin=votes(5, contre=2, abstentions=3)))),
    ),
    (
        "DG706",
        "conseil municipal par visioconférence",
        lambda: act(sitting(visioconference=Visioconference())),
    ),
    (
        "DG707",
        "vote secret à distance",
        lambda: act(
            sitting(assemblee=CONSEIL_EPCI, visioconference=Visioconference(a_distance=ms("C"))),
            scrutin=votes(10, mode=ModeScrutin.SECRET),
        ),
    ),
)

FAULTS: tuple[Case, ...] = (
    *PRESENCE,
    *SEANCE,
    *SCRUTIN,
    *DELIBERATION,
    *CONVENTION,
    *LAW,
    *TERRITOIRES,
    *EXTRAIT,
    *REGLAGES,
    *UNILATERAL,
    *REUNION,
)
