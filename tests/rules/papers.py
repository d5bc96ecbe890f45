"""An invented commune of eleven members, Combreval, and short ways to make its papers right or wrong.

Members are named by a letter, A to K. As given, A presides, B is secretary, J is absent and gives a proxy to
C, K is absent: 9 present + 1 proxy = 10 votes.
"""

import datetime as dt
from decimal import Decimal

from delibgen.model.acte import Article, Decision, Dispositif, Grammaire, Reference
from delibgen.model.assemblee import Assemblee, Collectivite, NatureCollectivite, Organe, Presentation
from delibgen.model.convention import Convention, Partie
from delibgen.model.deliberation import Deliberation
from delibgen.model.formules import Formules
from delibgen.model.membre import Civilite, Membre, Personne, Rapporteur
from delibgen.model.montant import Echeancier, LigneEcheancier
from delibgen.model.scrutin import Candidature, ModeScrutin, Scrutin, Tour
from delibgen.model.seance import Convocation, Deport, Mouvement, Pouvoir, Seance
from delibgen.model.unilateral import DecisionDeleguee

NOMS = (
    ("Madame", "Alice", "BRUNEL"),
    ("Monsieur", "Bruno", "CASTEL"),
    ("Madame", "Chloé", "DARNAUD"),
    ("Monsieur", "Denis", "ESPÉRON"),
    ("Madame", "Emma", "FAUVEL"),
    ("Monsieur", "Farid", "GHAZI"),
    ("Madame", "Gisèle", "HOUDAN"),
    ("Monsieur", "Hugo", "IMBERT"),
    ("Madame", "Irène", "JOUVET"),
    ("Monsieur", "Jules", "KERVELLA"),
    ("Madame", "Katia", "LORIOL"),
)
MEMBRES = tuple(Membre(civilite=Civilite(c), prenom=p, nom=n) for c, p, n in NOMS)
INCONNU = Membre(civilite=Civilite.MONSIEUR, prenom="Zacharie", nom="WAGNER")
SEANCE = dt.date(2024, 10, 1)
SUBVENTION = "L'association souscrit le contrat d'engagement républicain."


def m(letter: str) -> Membre:
    """Return a member by letter."""
    return MEMBRES["ABCDEFGHIJK".index(letter)]


def ms(letters: str) -> tuple[Membre, ...]:
    """Return members by letters."""
    return tuple(m(letter) for letter in letters)


def pouvoir(mandant: str, mandataire: str, **bounds: int) -> Pouvoir:
    """Return a proxy."""
    return Pouvoir(mandant=m(mandant), mandataire=m(mandataire), **bounds)


def deport(letter: str, **more: object) -> Deport:
    """Return a recusal."""
    return Deport.model_validate({"membre": m(letter), **more})


def mouvement(letter: str, sens: str, **more: object) -> Mouvement:
    """Return an arrival or a departure."""
    return Mouvement.model_validate({"membre": m(letter), "sens": sens, **more})


def body(nature: str = "commune", **more: object) -> Collectivite:
    """Return the public body."""
    fields = {"nom": "Combreval", "nature": NatureCollectivite(nature), "departement": "89"}
    return Collectivite.model_validate({**fields, "population_3500": False, **more})


def assembly(organe: str = "conseil_municipal", **more: object) -> Assemblee:
    """Return the assembly; ``collectivite`` may be given."""
    fields = {"collectivite": body(), "organe": Organe(organe), "membres": MEMBRES}
    return Assemblee.model_validate({**fields, **more})


def sitting(**more: object) -> Seance:
    """Return the sitting, with changes; ``sent`` is the day of the notice."""
    day = more.get("date", SEANCE)
    assert isinstance(day, dt.date)
    sent = more.pop("sent", day - dt.timedelta(days=6))
    fields = {
        "assemblee": assembly(),
        "date": day,
        "convocation": Convocation.model_validate({"date": sent}),
        "president": m("A"),
        "secretaires": ms("B"),
        "absents": ms("K"),
        "pouvoirs": (pouvoir("J", "C"),),
    }
    return Seance.model_validate({**fields, **more})


def votes(pour: int = 10, **more: object) -> Scrutin:
    """Return votes; ``contre`` and ``abstentions`` take a number or members."""
    return Scrutin.model_validate({"pour": pour, **more})


DISPOSITIF = Dispositif(
    grammaire=Grammaire.INFINITIFS,
    decisions=(Decision(verbe="d'approuver", texte="le projet présenté"),),
)


def articles(*texts: str) -> Dispositif:
    """Return an operative part in articles."""
    return Dispositif(grammaire=Grammaire.ARTICLES, decisions=tuple(Decision(texte=text) for text in texts))


def act(seance: Seance | None = None, **more: object) -> Deliberation:
    """Return the deliberation, with changes."""
    fields = {
        "numero": "2024-31",
        "objet": "Réfection de la halle",
        "seance": seance or sitting(),
        "rang": 1,
        "expose": "La halle, bâtie en 1904, menace ruine.",
        "dispositif": DISPOSITIF,
        "scrutin": votes(),
    }
    return Deliberation.model_validate({**fields, **more})


def worded(presentation: Presentation | None = None, **more: object) -> Deliberation:
    """Return the deliberation of an assembly that words its extracts; what is no formula is the act's."""
    fields = Formules.model_fields
    words = Formules.model_validate({name: text for name, text in more.items() if name in fields})
    rest = {name: value for name, value in more.items() if name not in fields}
    body_ = assembly(formules=words, presentation=presentation or Presentation())
    return act(sitting(assemblee=body_), **rest)


def reporters(letters: str) -> tuple[Rapporteur, ...]:
    """Return members as rapporteurs."""
    return tuple(Rapporteur(membre=m(letter)) for letter in letters)


def tour(bulletins: int, *voix: int, blancs: int = 0, nuls: int = 0) -> Tour:
    """Return a round: D, E, F… get these votes."""
    candidates = tuple(Candidature(nom=m(c).nom_complet, voix=v) for c, v in zip("DEFGH", voix, strict=False))
    return Tour(bulletins=bulletins, blancs=blancs, nuls=nuls, candidatures=candidates)


def named_tour(bulletins: int, *count: tuple[str, int]) -> Tour:
    """Return a round whose lines are named."""
    return Tour(bulletins=bulletins, candidatures=tuple(Candidature(nom=n, voix=v) for n, v in count))


def aged(bulletins: int, *voix: int, births: tuple[int | None, ...]) -> Tour:
    """Return a round of candidates D, E, F… born on the first day of these years."""
    plain = tour(bulletins, *voix)
    born = (None if year is None else dt.date(year, 1, 1) for year in births)
    people = zip(plain.candidatures, born, strict=True)
    dated = tuple(one.model_copy(update={"naissance": day}) for one, day in people)
    return plain.model_copy(update={"candidatures": dated})


def election(*tours: Tour, elus: str = "D", **more: object) -> Deliberation:
    """Return an appointment by secret ballot."""
    elected = tuple(m(letter).nom_complet for letter in elus)
    scrutin = Scrutin(mode=ModeScrutin.SECRET, tours=tours, elus=elected)
    return act(scrutin=scrutin, **more)


def partie(nom: str, **more: object) -> Partie:
    """Return a party, complete."""
    signer = Personne(civilite=Civilite.MADAME, prenom="Odile", nom="FERRAND", qualite="Présidente")
    fields = {"nom": nom, "representant": signer, "habilitation": "en vertu de ses statuts"}
    return Partie.model_validate({**fields, **more})


def schedule(rows: dict[str, tuple[int | None, ...]], **more: object) -> Echeancier:
    """Return a schedule from 2025 on."""
    lignes = tuple(
        LigneEcheancier(
            partie=name, montants=tuple(None if amount is None else Decimal(amount) for amount in row)
        )
        for name, row in rows.items()
    )
    years = tuple(range(2025, 2025 + len(next(iter(rows.values())))))
    return Echeancier.model_validate({"annees": years, "lignes": lignes, **more})


def deal(**more: object) -> Convention:
    """Return a convention, with changes."""
    fields = {
        "objet": "Convention de partage du ludobus",
        "parties": (partie("la commune de Combreval"), partie("la commune d'Ivry-le-Bas")),
        "articles": (Article(titre="Objet", texte=SUBVENTION),),
    }
    return Convention.model_validate({**fields, **more})


def decision(**more: object) -> DecisionDeleguee:
    """Return a decision taken by delegation, with changes."""
    fields = {
        "numero": "D-2024-12",
        "objet": "Contrat d'entretien des chaudières",
        "assemblee": assembly(),
        "auteur": Personne(civilite=Civilite.MADAME, prenom="Alice", nom="BRUNEL", titre="Madame la Maire"),
        "date": dt.date(2024, 9, 16),
        "dispositif": articles("Le contrat est conclu."),
        "delegation": Reference(numero="2020-11", date=dt.date(2020, 5, 25), organe="conseil municipal"),
    }
    return DecisionDeleguee.model_validate({**fields, **more})


PRESENTATION_SANS_COMPTES = Presentation(comptes=False, quorum=False)
