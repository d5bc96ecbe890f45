"""Elision, contraction and agreement, against hand-written lists and INSEE's."""

import json
import unicodedata
from pathlib import Path

import pytest

from delibgen import french
from delibgen.french import FrenchError

INSEE = Path(__file__).parents[3] / "shared/schemas/cog/charniere_exceptions.json"

ELIDE = """
approuver autoriser inscrire émettre habiliter héberger honorer harmoniser homologuer hésiter
hériter habiter humaniser habitat habitant habilitation hectare herbe héritage heure histoire hiver
homme hommage honneur honoraires hôpital horaire horizon horloge hôtel huile huissier huître
humidité hygiène hymne hypothèque haleine halogène haltère héroïne héroïque hôte hospice
hebdomadaire hélicoptère harmonie hameçon huis oncle ouïe ouvrage un une urne Œuilly œuvre ædicule
État Évry état ÉTAT ÉVRY Yutz Yvetot Yffiniac yeux ypérite y URSSAF EPCI ONU HLM Hélène Henri
"""
KEEP = """
mandater voter signer hacher hausser heurter hisser hiérarchiser haïr hâter héler handicap handicapé
halte halle halles hall hameau hangar haie haras harcèlement hausse haut haute haut-commissaire
hauteur havre hiérarchie hors huit huitième huitaine hasard haine harnais héros hérisson hernie
hockey homard honte houle housse hublot hutte HANGAR Hauteur hors-sujet Hollande Hongrie Hainaut
Hambourg onze onzième oui ouistiti yaourt yacht yoga week-end 8 11 1er Yaoundé Yann
"""


@pytest.mark.parametrize("word", ELIDE.split())
def test_these_words_elide(word: str) -> None:
    assert french.elision(word) == f"d'{word}"
    assert french.elision(unicodedata.normalize("NFD", word)).startswith("d'")


@pytest.mark.parametrize("word", KEEP.split())
def test_these_words_do_not_elide(word: str) -> None:
    assert french.elision(word) == f"de {word}"
    assert french.elision(unicodedata.normalize("NFD", word)).startswith("de ")


def test_every_commune_in_h_is_linked_as_insee_links_it() -> None:
    if not INSEE.exists():
        pytest.skip("shared reference data absent")
    known = json.loads(INSEE.read_text(encoding="utf-8"))
    for name in known["h_muet_unambiguous"]:
        assert french.de(name) == f"d'{name}"
        assert french.de(name.upper(), capitales=True) == f"D'{name.upper()}"
    for name in known["h_aspire_unambiguous"]:
        assert french.de(name) == f"de {name}"
    for name in known["h_ambiguous_by_insee_code"]:
        assert french.de(name, "d'") == f"d'{name}"


@pytest.mark.parametrize(
    ("name", "of", "at"),
    [
        ("Dijon", "de Dijon", "à Dijon"),
        ("Dijon métropole", "de Dijon métropole", "à Dijon métropole"),
        ("Ibos", "d'Ibos", "à Ibos"),
        ("Évry-Courcouronnes", "d'Évry-Courcouronnes", "à Évry-Courcouronnes"),
        ("Œuilly", "d'Œuilly", "à Œuilly"),
        ("Y", "d'Y", "à Y"),
        ("Le Havre", "du Havre", "au Havre"),
        ("Le Mans", "du Mans", "au Mans"),
        ("La Rochelle", "de La Rochelle", "à La Rochelle"),
        ("Les Lilas", "des Lilas", "aux Lilas"),
        ("Les Abymes", "des Abymes", "aux Abymes"),
        ("Aux Marais", "des Marais", "aux Marais"),
        ("L'Haÿ-les-Roses", "de L'Haÿ-les-Roses", "à L'Haÿ-les-Roses"),
        ("L’Haÿ-les-Roses", "de L’Haÿ-les-Roses", "à L’Haÿ-les-Roses"),
        ("Los Masos", "de Los Masos", "à Los Masos"),
        ("Las Illas", "de Las Illas", "à Las Illas"),
        ("Honfleur", "de Honfleur", "à Honfleur"),
        ("Haguenau", "de Haguenau", "à Haguenau"),
        ("Hendaye", "d'Hendaye", "à Hendaye"),
        ("Hérouville-Saint-Clair", "d'Hérouville-Saint-Clair", "à Hérouville-Saint-Clair"),
        ("Lesquin", "de Lesquin", "à Lesquin"),
        ("le Bureau", "du Bureau", "au Bureau"),
        ("la commission permanente", "de la commission permanente", "à la commission permanente"),
        ("l'association", "de l'association", "à l'association"),
        ("« Agir ensemble »", "d'« Agir ensemble »", "à « Agir ensemble »"),
    ],
)
def test_names_after_de_and_a(name: str, of: str, at: str) -> None:
    assert french.de(name) == of
    assert french.a(name) == at


@pytest.mark.parametrize(
    ("name", "link", "of", "at"),
    [
        ("Houilles", "de", "de Houilles", "à Houilles"),
        ("Rhône", "du", "du Rhône", "au Rhône"),
        ("Ain", "de l'", "de l'Ain", "à l'Ain"),
        ("Côte-d'Or", "de la", "de la Côte-d'Or", "à la Côte-d'Or"),
        ("Vosges", "des", "des Vosges", "aux Vosges"),
        ("Le Goff", "de", "de Le Goff", "à Le Goff"),
        ("Le Havre", "du", "du Havre", "au Havre"),
        ("La Rochelle", "de la", "de La Rochelle", "à La Rochelle"),
    ],
)
def test_the_link_chosen_by_the_collectivite_wins(name: str, link: str, of: str, at: str) -> None:
    assert french.de(name, link) == of
    assert french.a(name, link) == at


def test_homonyms_that_insee_links_in_two_ways_take_de_unless_told() -> None:
    assert french.de("Hauteville") == "de Hauteville"
    assert french.de("Hauteville", "d'") == "d'Hauteville"


def test_links_in_capitals() -> None:
    assert french.de("ONET-LE-CHÂTEAU", capitales=True) == "D'ONET-LE-CHÂTEAU"
    assert french.de("LE HAVRE", capitales=True) == "DU HAVRE"
    assert french.de("LA RÉUNION", capitales=True) == "DE LA RÉUNION"
    assert french.a("LES LILAS", capitales=True) == "AUX LILAS"
    assert french.a("DIJON", capitales=True) == "À DIJON"


def test_an_unknown_link_is_refused_with_the_known_ones() -> None:
    with pytest.raises(FrenchError, match="« de l' »"):
        french.de("Dijon", "d")


@pytest.mark.parametrize(
    ("verb", "text"),
    [
        ("approuver les principes", "d'approuver les principes"),
        ("mandater", "de mandater"),
        ("y procéder", "d'y procéder"),
        ("honorer", "d'honorer"),
        ("hausser", "de hausser"),
        ("d'inscrire et de prélever", "d'inscrire et de prélever"),
        ("de mandater", "de mandater"),
        ("D'autoriser", "D'autoriser"),
        ("demander", "de demander"),
        ("déléguer", "de déléguer"),
    ],
)
def test_decisions_begin_with_de(verb: str, text: str) -> None:
    assert french.de_verbe(verb) == text


def test_que_and_the_particles_that_elide_only_before_a_few_words() -> None:
    assert french.que("il") == "qu'il"
    assert french.que("le maire") == "que le maire"
    assert french.elision("elle", "lorsque") == "lorsqu'elle"
    assert french.elision("avis", "lorsque") == "lorsque avis"
    assert french.elision("à", "jusque") == "jusqu'à"


FEMININES = {
    "absent": "absente",
    "absent excusé": "absente excusée",
    "représenté": "représentée",
    "désigné": "désignée",
    "nommé": "nommée",
    "élu": "élue",
    "ci-après dénommé": "ci-après dénommée",
    "dûment habilité": "dûment habilitée",
    "présent": "présente",
    "domicilié": "domiciliée",
    "démissionnaire": "démissionnaire",
    "président": "présidente",
    "Président": "Présidente",
    "PRÉSIDENT": "PRÉSIDENTE",
    "vice-président": "vice-présidente",
    "1er vice-président": "1re vice-présidente",
    "premier adjoint": "première adjointe",
    "2e adjoint": "2e adjointe",
    "conseiller municipal délégué": "conseillère municipale déléguée",
    "conseiller délégué à la culture": "conseillère déléguée à la culture",
    "directeur général des services": "directrice générale des services",
    "maire": "maire",
    "secrétaire de séance": "secrétaire de séance",
    "rapporteur": "rapporteure",
    "préfet": "préfète",
    "sous-préfet": "sous-préfète",
    "trésorier": "trésorière",
    "administrateur": "administratrice",
    "haut-commissaire": "haute-commissaire",
    "chef de service": "cheffe de service",
    "doyen": "doyenne",
    "suppléant": "suppléante",
    "soussigné": "soussignée",
    "sortant": "sortante",
    "actif": "active",
    "public": "publique",
    "contigu": "contiguë",
    "jumeau": "jumelle",
    "bref": "brève",
    "frais": "fraîche",
    "métis": "métisse",
    "fou": "folle",
    "acquéreur": "acquéreuse",
}
PLURALS = {
    "absent": "absents",
    "voix": "voix",
    "avis": "avis",
    "conseiller municipal": "conseillers municipaux",
    "vice-président": "vice-présidents",
    "haut-commissaire": "hauts-commissaires",
    "procès-verbal": "procès-verbaux",
    "chef-lieu": "chefs-lieux",
    "membre en exercice": "membres en exercice",
    "vote contre": "votes contre",
    "bail": "baux",
    "travail": "travaux",
    "lieu": "lieux",
    "festival": "festivals",
    "ayant droit": "ayants droit",
    "1er adjoint": "1ers adjoints",
    "madame": "mesdames",
}


@pytest.mark.parametrize(("masculine", "feminine"), FEMININES.items())
def test_feminines_of_acts(masculine: str, feminine: str) -> None:
    assert french.accord(masculine, "f") == feminine
    assert french.accord(masculine, "m") == masculine


@pytest.mark.parametrize(("singular", "plural"), PLURALS.items())
def test_plurals_of_acts(singular: str, plural: str) -> None:
    assert french.accord(singular, "m", 2) == plural
    assert french.au_pluriel(singular) == plural


def test_the_plural_starts_at_two() -> None:
    assert [french.accord("excusé", "f", n) for n in (0, 1, 2)] == ["excusée", "excusée", "excusées"]


def test_a_mixed_group_is_masculine_and_a_group_of_women_is_feminine() -> None:
    assert french.accord_groupe("absent excusé", ["f", "f"]) == "absentes excusées"
    assert french.accord_groupe("absent excusé", ["f", "m", "f"]) == "absents excusés"
    assert french.accord_groupe("absent excusé", ["f"]) == "absente excusée"
    assert french.accord_groupe("absent excusé", iter(["m"])) == "absent excusé"
    assert french.accord_groupe("absent", []) == "absent"


def test_an_unknown_feminine_is_refused_not_guessed_and_may_be_given() -> None:
    with pytest.raises(FrenchError, match="feminin="):
        french.accord("brasseur", "f")
    assert french.accord("brasseur", "f", feminin="brasseuse") == "brasseuse"
    assert french.accord("rapporteur", "f", 2, feminin="rapporteuse") == "rapporteuses"


def test_definite_articles() -> None:
    assert french.titre_avec_article("Président") == "le Président"
    assert french.titre_avec_article("Présidente", "f") == "la Présidente"
    assert french.titre_avec_article("adjointe", "f") == "l'adjointe"
    assert french.titre_avec_article("onzième adjoint") == "le onzième adjoint"
    assert french.titre_avec_article("élus", nombre=3) == "les élus"
    assert french.de(french.titre_avec_article("Président")) == "du Président"
    assert french.de(french.titre_avec_article("Présidente", "f")) == "de la Présidente"
    assert french.article_defini("huissier") == "l'"
    assert french.article_defini("haut-commissaire") == "le"


@pytest.mark.parametrize(
    ("name", "of"), [("Haguenau", "de Haguenau"), ("Hyères", "d'Hyères"), ("Hœnheim", "de Hœnheim")]
)
def test_a_commune_in_h_is_linked_as_insee_says(name: str, of: str) -> None:
    assert french.de(name) == of


def test_the_usual_huis_clos_is_not_elided_though_huis_is() -> None:
    assert french.de("huis clos") == "de huis clos"
    assert french.elision("huis", "le") == "l'huis"


@pytest.mark.parametrize(
    ("words", "of"),
    [
        ("le tiers des membres", "du tiers des membres"),
        ("les conseillers", "des conseillers"),
        ("le\u00a0Président", "du Président"),
        ("la Présidente", "de la Présidente"),
        ("l'assemblée", "de l'assemblée"),
        ("Le Goff", "de Le Goff"),
        ("LE GOFF", "de LE GOFF"),
        ("ARNAUD", "d'ARNAUD"),
        ("Hugo", "de Hugo"),
        ("Yves", "de Yves"),
        ("lesquels", "de lesquels"),
        ("", "de "),
    ],
)
def test_words_after_de_keep_the_article_of_a_name_and_contract_a_small_one(words: str, of: str) -> None:
    assert french.apres_de(words) == of


@pytest.mark.parametrize(
    ("words", "of"),
    [
        ("LE MAIRE", "DE LE MAIRE"),
        ("le maire", "DU maire"),
        ("les adjoints", "DES adjoints"),
        ("ARNAUD", "D'ARNAUD"),
        ("", "DE "),
    ],
)
def test_the_link_alone_is_in_capitals(words: str, of: str) -> None:
    assert french.apres_de(words, capitales=True) == of
