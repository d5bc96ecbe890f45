"""The same variety from Python: what a file says of a sitting and its vote, the builders say too."""

from delibgen import assemblee, collectivite, deliberation, render, seance
from delibgen.model.formules import Formules
from delibgen.model.scrutin import Scrutin, VoteGroupe
from delibgen.model.vocabulaire import Vocabulaire
from tests.reader import Reader

CONSEIL = assemblee(
    collectivite("Val de Combre", "communaute_de_communes", departement="89"),
    "conseil_communautaire",
    membres=[
        "Madame Alice BRUNEL, Présidente",
        "M. CASTEL Bruno",
        "Madame Chloé DARNAUD",
        "Monsieur Denis ESPÉRON",
        "Madame Emma FAUVEL",
        "Monsieur Farid GHAZI",
    ],
    vocabulaire=Vocabulaire(majorite="à la majorité, {pour}[, {contre}]"),
    formules=Formules(fait="Ainsi fait et délibéré les jour, mois et an susdits.", quorum="non"),
)


def lines(acte) -> list[str]:
    return Reader(render(acte).to_bytes()).text().replace("\u00a0", " ").split("\n")


def test_what_files_say_is_said_by_the_builders():
    ouverture = (
        seance(CONSEIL, "mardi 1er octobre 2024")
        .convocation("2024-09-24")
        .affichage_convocation("2024-09-25")
        .session("extraordinaire")
        .president("BRUNEL")
        .secretaire("DARNAUD")
        .huis_clos(demandeurs=5, scrutin=Scrutin(pour=5, contre=1))
        .visioconference("GHAZI", lieux=["siège", "mairie de Vy"])
        .build()
    )
    acte = (
        deliberation("2024-1", assemblee=CONSEIL)
        .seance(ouverture)
        .objet("Contrat de ville")
        .rapporteurs("CASTEL", "Maître Luc PRAT, avocat")
        .expose("Le contrat lie l'État.")
        .decide("APPROUVE", "le contrat")
        .scrutin(groupes=(VoteGroupe(groupe="Ensemble", pour=5), VoteGroupe(groupe="Autrement", contre=1)))
        .signataire(
            "Pour la Présidente et par délégation", qualite="Directrice générale", nom="Odile FERRAND"
        )
        .build()
    )
    text = lines(acte)
    for line in (
        "Session extraordinaire",
        "Convocation affichée le 25 septembre 2024.",
        "La séance se tient par visioconférence, en plusieurs lieux : siège, mairie de Vy.",
        "Siège à distance : Monsieur Farid GHAZI.",
        "Le conseil communautaire décide, sans débat, par 5 voix pour et 1 voix contre, de se réunir "
        "à huis clos, à la demande de 5 membres.",
        "Rapporteurs : Monsieur Bruno CASTEL et Maître Luc PRAT, avocat.",
        "Le conseil communautaire, après en avoir délibéré, à la majorité, 5 voix pour, 1 voix contre,",
        "Pour : Ensemble (5)",
        "Contre : Autrement (1)",
        "Ainsi fait et délibéré les jour, mois et an susdits.",
        "Pour la Présidente et par délégation",
        "Directrice générale,",
    ):
        assert line in text
    assert not any(line.startswith("Le quorum") for line in text)
