"""Builders take what people have, keep the caller's loops natural, and name the faulty step."""

import datetime as dt
from decimal import Decimal

import pytest

from delibgen.actes.assemblee import assemblee, collectivite
from delibgen.actes.convention import convention, reference
from delibgen.actes.deliberation import deliberation
from delibgen.actes.seance import seance
from delibgen.errors import LoadError
from delibgen.model.acte import Grammaire
from delibgen.model.convention import Partie
from delibgen.model.membre import Membre

NOMS = ["Madame Anne DURAND, Maire", "Monsieur Paul PETIT", "M. Luc de BRÉON", "Mme Zoé L'HUILLIER"]


@pytest.fixture
def conseil():
    return assemblee(collectivite("Ormeval", "commune"), "conseil_municipal", membres=NOMS)


@pytest.fixture
def ouverture(conseil):
    return seance(conseil, "2024-09-12").president("DURAND").secretaire("PETIT")


def test_a_member_is_named_by_any_unambiguous_way(conseil):
    assert [conseil.annuaire.find(text).nom for text in ("petit", "M. PETIT", "Paul PETIT", "de Bréon")] == [
        "PETIT",
        "PETIT",
        "PETIT",
        "de BRÉON",
    ]


def test_dates_hours_and_amounts_come_as_text_or_values(conseil):
    by_text = seance(conseil, "jeudi 12 septembre 2024").lieu("mairie", heure="18 h 30").president("DURAND")
    by_value = seance(conseil, dt.date(2024, 9, 12)).lieu("mairie", heure=dt.time(18, 30)).president("DURAND")
    assert by_text.build() == by_value.build()


def test_loops_and_conditions_of_the_caller_stay_natural(conseil, ouverture):
    etapes = deliberation("1", assemblee=conseil).seance(ouverture.build()).objet("Tarifs")
    for rank in range(3):
        etapes.decide("fixer", f"le tarif n° {rank}")
    if len(conseil.membres) > 3:
        etapes.scrutin(pour=4)
    acte = etapes.build()
    assert [decision.verbe for decision in acte.dispositif.decisions] == ["de fixer"] * 3


@pytest.mark.parametrize(
    ("verbe", "ecrit", "grammaire"),
    [
        ("approuver", "d'approuver", Grammaire.INFINITIFS),
        ("d'approuver", "d'approuver", Grammaire.INFINITIFS),
        ("hausser", "de hausser", Grammaire.INFINITIFS),
        ("habiliter", "d'habiliter", Grammaire.INFINITIFS),
        ("APPROUVE", "APPROUVE", Grammaire.VERBES),
        ("approuve", "approuve", Grammaire.VERBES),
        ("Prend acte", "Prend acte", Grammaire.VERBES),
    ],
)
def test_the_verb_gives_the_grammar(conseil, ouverture, verbe, ecrit, grammaire):
    acte = deliberation("1").seance(ouverture.build()).objet("x").decide(verbe, "y").build()
    assert acte.dispositif.grammaire is grammaire
    assert acte.dispositif.decisions[0].verbe == ecrit


def test_every_fault_comes_at_once_with_its_step_and_line(conseil, ouverture):
    with pytest.raises(LoadError) as caught:
        (
            deliberation("1", assemblee=conseil)
            .seance(ouverture.build())
            .rapporteur("Madame DURANT")
            .decide("APPROUVE", "le budget")
            .decide("autoriser", "la dépense")
            .scrutin(pour=2, contre=["Paul PETITE"])
            .build()
        )
    faults = {finding.path: finding for finding in caught.value.findings}
    assert set(faults) == {"rapporteur", "decide", "scrutin", "objet"}
    assert "vouliez-vous dire « Monsieur\u00a0Paul PETIT » ?" in faults["scrutin"].message
    assert "une seule par acte" in faults["decide"].message
    assert faults["rapporteur"].place.step == ".rapporteur(membre='Madame DURANT')"
    assert {finding.place.file for finding in caught.value.findings} == {"test_builders.py"}
    lines = [faults[name].place.line for name in ("rapporteur", "decide", "scrutin")]
    assert lines == [lines[0], lines[0] + 2, lines[0] + 3]


def test_a_wrong_step_of_a_sitting_names_itself(conseil):
    with pytest.raises(LoadError) as caught:
        seance(conseil, "vendredi 12 septembre 2024").president("DURAND").convocation("31/02/2024").build()
    text = str(caught.value)
    assert "jeudi" in text
    assert ".convocation(date='31/02/2024')" in text


def test_a_float_is_never_an_amount(conseil):
    etapes = convention("X").partie("A").partie("B").article("Objet", "…")
    etapes.echeancier([2024], {"A": [0.1 + 0.2]})  # type: ignore[list-item]
    with pytest.raises(LoadError, match="montant exact attendu"):
        etapes.build()


def test_a_convention_reads_like_one():
    acte = (
        convention("Convention de partenariat", numero="7")
        .partie(
            "la commune d'Ormeval",
            represente_par="Madame Anne DURAND, Maire",
            habilitation=reference("2024-32", date="1er octobre 2024", organe="conseil municipal"),
            denomination="la Commune",
        )
        .partie("l'association Les Mots passants", habilitation="en vertu de ses statuts", publique=False)
        .preambule("Les parties se rapprochent.")
        .article("Objet", "Une bibliothèque **de rue**.")
        .article("Contribution", "Elle est fixée comme suit.", echeancier=True)
        .echeancier([2025, 2026], {"la Commune": ["1 500,50", 1500]})
        .fait_a("Ormeval", le="2024-10-15")
        .build()
    )
    habilitation = acte.parties[0].texte_habilitation.replace("\u00a0", " ")
    assert habilitation == "par délibération du conseil municipal n° 2024-32 du 1er octobre 2024"
    assert acte.echeancier.somme == Decimal("3000.50")
    assert acte.nombre_exemplaires == 2
    assert [block.qualite for block in acte.signatures] == ["La Maire", "[à compléter]"]


def test_an_avenant_names_the_convention_it_amends():
    first = convention("Convention de partenariat").partie("A").partie("B").article(None, "…").build()
    acte = convention("Avenant").partie("A").partie("B").article(None, "…").avenant_a(first, numero=2).build()
    assert (acte.avenant.numero, acte.avenant.convention) == (2, "Convention de partenariat")


def test_the_sitting_of_another_assembly_is_refused(conseil, ouverture):
    other = assemblee(collectivite("Nervaux", "commune"), "conseil_municipal", membres=NOMS)
    with pytest.raises(LoadError, match="autre assemblée"):
        deliberation("1", assemblee=other).seance(ouverture.build()).objet("x").build()


def test_names_of_opponents_are_members_and_count(conseil, ouverture):
    acte = deliberation("1").seance(ouverture.build()).objet("x").scrutin(pour=3, contre=["PETIT"]).build()
    assert acte.scrutin.contre == 1
    assert acte.scrutin.noms_contre == (conseil.annuaire.find("PETIT"),)


def test_rounds_of_an_election_follow_each_other(ouverture):
    acte = (
        deliberation("1")
        .seance(ouverture.build())
        .objet("Élection")
        .tour({"A": 2, "B": 2}, bulletins=4)
        .tour({"A": 3, "B": 1}, bulletins=4, elu="A")
        .build()
    )
    assert [tour.majorite_absolue for tour in acte.scrutin.tours] == [3, 3]
    assert acte.scrutin.elus == ("A",)
    assert acte.adopte


def test_a_person_may_be_given_as_a_record(conseil):
    membre = Membre.model_validate({"civilite": "Madame", "nom": "AUBRY"})
    organe = assemblee(conseil.collectivite, "bureau", membres=[membre])
    assert organe.membres == (membre,)


def test_every_step_of_a_sitting_sets_what_it_says(conseil):
    une = (
        seance(conseil, "2024-09-12")
        .president("DURAND")
        .excuses("PETIT")
        .absents("L'HUILLIER")
        .assistants("Monsieur Guy LENOIR, directeur général des services")
        .colonnes(1, 1)
        .fin("22 h 30")
        .pv_precedent("27 juin 2024")
        .informations("Décisions prises **par délégation**.")
        .questions("Voirie")
        .questions("École", "Cantine")
        .premier_feuillet(41)
        .build()
    )
    assert (une.fin, une.pv_precedent, une.premier_feuillet) == (dt.time(22, 30), dt.date(2024, 6, 27), 41)
    assert une.questions == ("Voirie", "École", "Cantine")
    assert une.informations == "Décisions prises **par délégation**."
    assert (len(une.excuses), len(une.absents), une.presents_par_colonne) == (1, 1, (1, 1))
    assert une.assistants == ("Monsieur Guy LENOIR, directeur général des services",)


def test_every_step_of_a_deliberation_sets_what_it_says(conseil, ouverture):
    acte = (
        deliberation("2024-5", assemblee=conseil)
        .seance(ouverture.build(), rang=2, heure="19 h")
        .objet("Budget", rubrique="FINANCES")
        .rapporteur("de BRÉON")
        .vu("le code général des collectivités territoriales")
        .considerant("qu'il y a lieu de voter")
        .note("Note.")
        .expose("Exposé.")
        .debats("Madame DURAND ouvre le débat.")
        .formule("Le conseil décide :")
        .article("Le budget est adopté.")
        .plan_financement(depenses={"Travaux": "12 500,50"}, recettes={"Commune": "12 500,50"}, base="TTC")
        .deport("L'HUILLIER", motif="en raison d'un intérêt", quitte_la_salle=False)
        .presidence("PETIT")
        .scrutin(pour=2, contre=["de BRÉON"], public=True, demande="le quart des membres présents")
        .teletransmission(matiere="7.10", numero="2024_5")
        .publicite(
            transmission="13/09/2024",
            reception="13/09/2024",
            publication="14/09/2024",
            affichage="2024-09-14",
        )
        .build()
    )
    assert (acte.rang, acte.heure, acte.rubrique) == (2, dt.time(19), "FINANCES")
    assert (acte.note, acte.expose, acte.debats) == ("Note.", "Exposé.", "Madame DURAND ouvre le débat.")
    assert (acte.matiere, acte.numero_transmis) == ("7.10", "2024_5")
    assert acte.plan_financement.total_depenses == Decimal("12500.50")
    assert (acte.scrutin.mode, acte.scrutin.demande) == ("public", "le quart des membres présents")
    assert acte.publicite.reception == dt.date(2024, 9, 13)
    assert acte.publicite.affichage == acte.publicite.publication == dt.date(2024, 9, 14)
    assert (acte.president.nom, acte.rapporteur.nom) == ("PETIT", "de BRÉON")
    assert acte.dispositif.articles
    assert acte.presence.nombre_non_votants == 1
    assert acte.formule_propre


@pytest.mark.parametrize("sort", ["prend_acte", "ajourne", "retire"])
def test_an_item_without_a_vote_says_what_became_of_it(ouverture, sort):
    etapes = deliberation("1").seance(ouverture.build()).objet("x")
    acte = getattr(etapes, sort)().build()
    assert acte.sort == sort
    assert [
        name for name in ("adopte", "rejete", "ajourne", "retire", "prend_acte") if getattr(acte, name)
    ] == [sort]


def test_a_list_may_have_several_elected(ouverture):
    acte = deliberation("1").seance(ouverture.build()).objet("Commission")
    acte.tour({"Liste A": 4}, bulletins=4, elu=["Madame Anne DURAND", "Monsieur Paul PETIT"])
    assert acte.build().scrutin.elus == ("Madame Anne DURAND", "Monsieur Paul PETIT")


def test_a_secret_vote_counts_its_papers(ouverture):
    acte = deliberation("1").seance(ouverture.build()).objet("x")
    scrutin = acte.scrutin_secret(pour=2, contre=1, blancs=1).build().scrutin
    assert (scrutin.secret, scrutin.votants, scrutin.exprimes, scrutin.majorite_absolue) == (True, 4, 3, 2)


def test_every_step_of_a_convention_sets_what_it_says():
    acte = (
        convention("Convention")
        .entete("RÉPUBLIQUE FRANÇAISE", "Commune d'Ormeval")
        .annexee_a(reference("2024-32"))
        .partie("A")
        .partie("B")
        .vu("le code")
        .considerant("que A et B le veulent")
        .article(None, "…")
        .annexe("plan.pdf")
        .annexe(convention("Autre").partie("A").partie("B").article(None, "…").build(), "Pièce 2")
        .fait_a("Ormeval", exemplaires=3)
        .build()
    )
    assert acte.entete == ("RÉPUBLIQUE FRANÇAISE", "Commune d'Ormeval")
    assert acte.deliberation.libelle == "délibération n°\u00a02024-32"
    assert [annexe.titre for annexe in acte.annexes] == ["plan", "Pièce 2"]
    assert [paper.objet for paper in acte.papers()] == ["Autre"]
    assert acte.exemplaires_en_lettres == "trois"
    assert acte.considerants == ("que A et B le veulent",)


def test_what_the_rules_need_can_be_said_in_python(conseil):
    tenue = (
        seance(conseil, "2026-03-10")
        .president(conseil.membres[0])
        .convocation(
            "2026-03-08", urgence=True, motif_urgence="crue", seconde=True, premiere_seance="2026-03-05"
        )
        .pouvoir(conseil.membres[1], a=conseil.membres[0], seances=3, maladie=True)
        .installation()
        .liste_publiee("12/03/2026")
        .build()
    )
    assert tenue.convocation is not None
    assert tenue.convocation.premiere_seance == dt.date(2026, 3, 5)
    assert (tenue.pouvoirs[0].seances, tenue.pouvoirs[0].maladie, tenue.installation) == (3, True, True)
    assert tenue.liste_publiee == dt.date(2026, 3, 12)
    acte = (
        deliberation("1", assemblee=conseil)
        .seance(tenue)
        .objet("Désignation")
        .deport(conseil.membres[0], representant=True)
        .tour({"Anne": 1, "Luc": 1}, bulletins=2, elu="Anne", naissances={"Anne": "12/03/1958"})
        .build()
    )
    assert acte.deports[0].representant
    assert acte.scrutin is not None
    assert [c.naissance for c in acte.scrutin.tours[0].candidatures] == [dt.date(1958, 3, 12), None]
    assert acte.presence.quorum == len(conseil.membres[1:]) // 2 + 1


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ("délibération de son bureau", "par délibération de son bureau"),
        ("en vertu de ses statuts", "en vertu de ses statuts"),
        ("par délibération n° 3", "par délibération n° 3"),
    ],
)
def test_an_act_that_empowers_is_named_after_par(said, printed):
    partie = Partie.model_validate({"nom": "l'association X", "habilitation": said})
    assert (partie.texte_habilitation or "").replace("\u00a0", " ") == printed


def test_two_voters_of_the_same_whole_name_are_told_apart_by_their_communes():
    conseil = assemblee(
        collectivite("Val", "communaute_de_communes", departement="21"),
        "conseil_communautaire",
        membres=["Madame Anne ROUX, Présidente", "Monsieur Jean MARTIN (Vy)", "Monsieur Jean MARTIN (Ay)"],
    )
    ouverture = seance(conseil, "26/06/2025").president("ROUX").secretaire("ROUX").build()
    acte = (
        deliberation("1", assemblee=conseil)
        .seance(ouverture, rang=1)
        .objet("Motion")
        .decide("adopter", "la motion")
        .scrutin(pour=2, contre=["Jean MARTIN (Ay)"])
        .build()
    )
    assert "(M.\u00a0Jean MARTIN (Ay))" in (acte.formule_decision or "")
