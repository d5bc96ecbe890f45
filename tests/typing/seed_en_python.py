"""User code: the seed's deliberation by typed builders. It must pass mypy --strict and pyright, and run."""

from pathlib import Path

from delibgen import (
    Assemblee,
    Convention,
    Deliberation,
    Seance,
    assemblee,
    collectivite,
    convention,
    deliberation,
    reference,
    seance,
)
from delibgen.model.assemblee import Presentation

DOSSIER = Path(__file__).resolve().parents[2] / "delibgen" / "exemples" / "2024-09-12-bureau-metropolitain"
EXPOSE = DOSSIER / "actes" / "01-reussite-educative.md"
PREAMBULE = DOSSIER / "annexes" / "01-preambule.md"
TITRE = (
    "Convention pluriannuelle d'objectifs et de moyens 2024 - 2026 relative à la coordination "
    "des Programmes de Réussite Éducative de Dijon métropole"
)
PRESENTS = """
    Monsieur Thierry FALCONNET, Madame Nathalie KOENDERS, Monsieur Rémi DETANG, Madame Sladana ZIVKOVIC,
    Monsieur Jean-François DODET, Madame Françoise TENENBAUM, Monsieur Dominique GRIMPRET,
    Madame Danielle JUBAN, Monsieur Jean-Claude GIRARD, Monsieur Philippe LEMANCEAU,
    Madame Marie-Hélène JUILLARD-RANDRIAN, Madame Christine MARTIN, Monsieur Antoine HOAREAU,
    Monsieur Nicolas BOURNY, Madame Nadjoua BELHADEF, Monsieur Hamid EL HASSOUNI, Monsieur Denis HAMEAU,
    Madame Nuray AKPINAR-ISTIQUAM, Monsieur Laurent GOBET, Madame Dominique MARTIN-GENDRE,
    Madame Karine HUON-SAVINA, Monsieur Nicolas SCHOUTITH, Madame Ludmila MONTEIRO,
    Monsieur Jean-Michel VERPILLOT, Monsieur Lionel SANCHEZ, Monsieur Gérard HERRMANN,
    Madame Dominique BEGIN-CLAUDET, Monsieur Jean DUBUET, Monsieur Didier RELOT,
    Monsieur Patrick BAUDEMMENT, Monsieur Philippe BELLEVILLE
"""
ABSENTS = ["Madame Céline TONOT", "Monsieur Guillaume RUET", "Monsieur Jacques CARRELET DE LOISY"]
POUVOIRS = {
    "Monsieur Jean-Patrick MASSON": "HOAREAU",
    "Monsieur François DESEILLE": "JUILLARD-RANDRIAN",
    "Madame Claire TOMASELLI": "HUON-SAVINA",
    "Madame Brigitte POPARD": "FALCONNET",
    "Monsieur Patrick CHAPUIS": "BELLEVILLE",
    "Madame Monique BAYARD": "BEGIN-CLAUDET",
}


def bureau() -> Assemblee:
    """Return the Bureau, 41 members in the order of the roll."""
    from delibgen import Membre

    president = Membre.model_validate({
        "civilite": "Monsieur",
        "prenom": "François",
        "nom": "REBSAMEN",
        "qualite": "Président",
        "titre": "Monsieur le Président",
    })
    others = [" ".join(name.split()) for name in PRESENTS.split(",")]
    return assemblee(
        collectivite("Dijon métropole", "metropole", departement="21", ville="Dijon"),
        "bureau",
        nom="Bureau métropolitain",
        sujet="Le Bureau",
        formule="Le Bureau,\naprès en avoir délibéré, décide :",
        membres=[president, *others, *ABSENTS, *POUVOIRS],
        presentation=Presentation(
            numero=False,
            ouverture=False,
            quorum=False,
            vote="tableau",
            signatures=False,
            executoire=False,
            recours=False,
        ),
    )


def la_seance(organe: Assemblee) -> Seance:
    """Return the sitting of 12 September 2024."""
    etapes = (
        seance(organe, "jeudi 12 septembre 2024")
        .convocation("2024-09-06")
        .president("Monsieur REBSAMEN")
        .secretaire("Monsieur HOAREAU")
        .absents(*ABSENTS)
        .colonnes(12, 11, 9)
    )
    for mandant, mandataire in POUVOIRS.items():
        etapes.pouvoir(mandant, a=mandataire)
    return etapes.build()


def la_convention() -> Convention:
    """Return the annexed convention; what the seed does not say is left to complete."""
    acte = reference("BM20240912_001", date="12/09/2024", organe="Bureau métropolitain")
    etapes = (
        convention(TITRE, numero="BM20240912_001-annexe")
        .annexee_a(acte)
        .partie(
            "Dijon métropole",
            represente_par="Monsieur François REBSAMEN, Président",
            habilitation=acte,
            denomination="la Métropole",
        )
    )
    for commune in ("Chenôve", "Dijon", "Longvic", "Talant"):
        etapes.partie(f"le CCAS de {commune}", genre="m")
    return (
        etapes
        .partie("la ville de Quetigny", genre="f")
        .vu("l'article L 5111-1 et suivants du Code général des collectivités territoriales")
        .preambule(PREAMBULE.read_text(encoding="utf-8").rstrip("\n"))
        .article("Durée", "La présente convention est conclue pour les années 2024 à 2026.")
        .article("Participations", "Les participations sont fixées comme suit.", echeancier=True)
        .echeancier(
            [2024, 2025, 2026],
            {"Dijon métropole": ["12 500", "12 500", 12_500], "CCAS de Chenôve": [None, None, None]},
        )
        .fait_a("Dijon")
        .build()
    )


def la_deliberation(annexe: Convention | None = None) -> Deliberation:
    """Return the deliberation, with its annexed convention."""
    organe = bureau()
    return (
        deliberation("BM20240912_001", assemblee=organe)
        .seance(la_seance(organe), rang=1)
        .objet(TITRE, rubrique="HABITAT, POLITIQUE DE LA VILLE ET URBANISME")
        .expose(EXPOSE.read_text(encoding="utf-8").rstrip("\n"))
        .decide("approuver", "les principes énoncés dans la convention annexée à la présente délibération")
        .decide(
            "mandater",
            "Monsieur le Président à signer ladite convention et tout acte nécessaire à son exécution",
        )
        .decide(
            "d'inscrire et de prélever", "les crédits nécessaires sur les budgets 2024 de Dijon métropole"
        )
        .annexe(annexe or la_convention(), "Convention pluriannuelle d'objectifs et de moyens 2024 - 2026")
        .scrutin(pour=38)
        .declare(en_exercice=41, presents_votants=32, pouvoirs=6)
        .build()
    )
