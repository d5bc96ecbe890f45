"""User code: assemblies and votes of many kinds by typed builders; type checkers pass it, and it runs."""

import datetime as dt
from decimal import Decimal

from delibgen import (
    Acte,
    Assemblee,
    Convention,
    Seance,
    assemblee,
    collectivite,
    convention,
    deliberation,
    membre,
    reference,
    repartir,
    seance,
)


def conseil_communautaire() -> tuple[Assemblee, Seance]:
    """Return a council with deputies and namesakes, and a sitting with arrivals and departures."""
    conseil = assemblee(
        collectivite("Communauté de communes des Trois Vallées", "communaute_de_communes", departement="70"),
        "conseil_communautaire",
        membres=[
            membre("Madame Anne ROUX (Lurette), Présidente", titre="Madame la Présidente"),
            "Monsieur Paul NOIR (Hérincourt)",
            membre("Monsieur Jean BLANC (Ronval)", suppleant_de="Monsieur Luc GRIS"),
            "Monsieur Jean MARTIN (Vyans)",
            "Monsieur Jean MARTIN (Usson)",
            "Madame Ève MAT (Usson)",
        ],
    )
    ouverture = (
        seance(conseil, "lundi 3 juin 2024")
        .lieu("salle des fêtes", heure="20 h")
        .convocation("27/5/2024", auteur="la Présidente")
        .president("ROUX")
        .secretaire("NOIR")
        .pouvoir("MAT", a="Jean MARTIN (Usson)")
        .arrivee("BLANC", point=2, heure="20 h 15")
        .depart("NOIR", heure=dt.time(21, 0), pouvoir_a="ROUX")
        .fin("22 h")
        .build()
    )
    return conseil, ouverture


def actes_du_conseil() -> list[Acte]:
    """Return acts with the kinds of votes that a council knows."""
    conseil, ouverture = conseil_communautaire()

    un = deliberation("2024-01", assemblee=conseil).seance(ouverture, rang=1, heure="20 h 05")
    un.objet("Zone d'activités").decide("APPROUVE", "la zone").decide("DIT", "que les crédits sont inscrits")
    un.scrutin(pour=4, abstentions=["NOIR"])
    deux = deliberation("2024-02").seance(ouverture, rang=2, heure="20 h 20")
    deux.objet("Rapport d'activité").expose("Rapport **annuel**.").prend_acte()
    trois = deliberation("2024-03").seance(ouverture, rang=3, heure="20 h 30").objet("Élection")
    for voix in ({"A": 2, "B": 2, "C": 1}, {"A": 2, "B": 2, "C": 1}):
        trois.tour(voix, bulletins=6, blancs=1)
    trois.tour({"A": 3, "B": 2}, bulletins=6, blancs=1, elu="A")
    quatre = deliberation("2024-04", assemblee=conseil).seance(ouverture, rang=4, heure="20 h 40")
    quatre.objet("Taux").decide("fixer", "le taux à 2 %")
    quatre.scrutin(
        pour=["ROUX", "NOIR", "Jean MARTIN (Usson)"],
        contre=["BLANC", "MAT"],
        abstentions=["Jean MARTIN (Vyans)"],
        public=True,
        demande="le quart des membres présents",
    )
    cinq = deliberation("2024-05", assemblee=conseil).seance(ouverture, rang=5, heure="21 h 10")
    cinq.objet("Compte administratif 2023").presidence("Jean MARTIN (Vyans)")
    cinq.deport("ROUX", motif="présidente en 2023").article("Le compte est adopté.").scrutin(pour=4)
    six = deliberation("2024-06").seance(ouverture, rang=6, heure="21 h 30").objet("Vœu").retire()
    return [step.build() for step in (un, deux, trois, quatre, cinq, six)]


def commission_permanente() -> Acte:
    """Return an act of a département, voted by secret ballot, in numbered verbs."""
    organe = assemblee(
        collectivite("Département de la Côte-d'Or", "departement", departement="21"),
        "commission_permanente",
        membres=["Monsieur Luc ABEL, Président", "Madame Ida BON, 1re vice-présidente", "Madame Zoé DUC"],
    )
    ouverture = seance(organe, "27/01/2025").convocation("13/01/2025").president("ABEL").build()
    return (
        deliberation("CP 2025-001", assemblee=organe)
        .seance(ouverture, rang=1)
        .objet("Subvention")
        .rapporteur("BON")
        .decide("APPROUVE", "la convention", numerote=True)
        .decide("AUTORISE", "le Président à la signer", numerote=True)
        .scrutin_secret(pour=2, contre=0, blancs=1)
        .teletransmission(matiere="7.5", numero="CP2025_001")
        .publicite(transmission="28/01/2025", publication="28/01/2025")
        .build()
    )


def convention_a_six() -> Convention:
    """Return a convention of six parties, whose amounts are split by key to the cent."""
    etapes = convention("Convention pluriannuelle 2025-2027", numero="2025-C1")
    for rang in range(1, 7):
        etapes.partie(
            f"la commune de Nervaux-{rang}",
            represente_par="Madame Anne MARTIN, Maire",
            habilitation=reference(f"D{rang}", date="2025-01-01", organe="conseil municipal"),
        )
    parts = repartir(Decimal("10000.01"), [1, 2, 3, 4, 5, 6])
    return (
        etapes
        .preambule("Les communes s'entraident.")
        .article("Objet", "La présente convention fixe les contributions.")
        .article("Contributions", "Elles sont fixées comme suit.", echeancier=True)
        .echeancier([2025, 2026, 2027], {f"Nervaux-{rang}": [part] * 3 for rang, part in enumerate(parts, 1)})
        .fait_a("Nervaux-1", le="1er mars 2025")
        .build()
    )


def avenant() -> Convention:
    """Return an avenant to the convention."""
    return (
        convention("Avenant n° 1")
        .partie("la commune de Nervaux-1", represente_par="Madame Anne MARTIN, Maire")
        .partie("l'association Les Prés", represente_par="Monsieur Guy PRÉ, Président", publique=False)
        .avenant_a(convention_a_six(), numero=1, signee_le="2025-03-01")
        .article("Objet", "La durée est portée à quatre ans.")
        .article("Autres clauses", "Les autres clauses restent inchangées.")
        .fait_a("Nervaux-1")
        .build()
    )
