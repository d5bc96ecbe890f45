"""Lists of people as papers write them: honorifics said once, proxies, suppléants, arrivals, places."""

from pathlib import Path

import pytest

from delibgen import LoadError, load, render
from tests.reader import Reader

ACT = """type: deliberation
numero: "1"
rang: 2
objet: Tarifs
seance:
  assemblee:
    collectivite: {{nom: Syndicat de la Combre, nature: syndicat, departement: "89", ville: Le Mas}}
    organe: comite_syndical
    formules:
      {formules}
    membres:
      - M. Alain BRUNEL (Le Mas), Président
      - M. Bruno CASTEL (Nervaux), délégué de Nervaux
      - Mme Chloé DARNAUD (Nervaux)
      - M. Denis ESPÉRON (Vy)
      - Mme Emma FAUVEL (Vy)
    suppleants:
      - {{civilite: Madame, prenom: Odile, nom: FERRAND, commune: Vy, suppleant_de: {titulaire}}}
  date: 01/10/2024
  heure: 18 h 30
  lieu: le siège du syndicat
  president: BRUNEL
  secretaires: [CASTEL]
  {seance}
scrutin: {{pour: {pour}}}
"""


def write(tmp_path: Path, formules: str, seance: str = "", pour: int = 5, titulaire: str = "ESPÉRON") -> Path:
    """Write an act with these formulas and lines of the sitting."""
    path = tmp_path / "acte.yaml"
    text = ACT.format(formules=formules, seance=seance, pour=pour, titulaire=titulaire)
    path.write_text(text, encoding="utf-8")
    return path


def lines(path: Path) -> list[str]:
    return Reader(render(load(path)).to_bytes()).text().replace("\u00a0", " ").split("\n")


@pytest.mark.parametrize(
    ("formule", "said"),
    [
        ('presents: "{presents.par_civilite}."', "MM. BRUNEL, CASTEL, ESPÉRON et Mmes DARNAUD, FAUVEL."),
        (
            'presents: "[{presents.mesdames:Madame} {presents.mesdames}] – [{presents.messieurs:Monsieur}]"',
            "Mesdames DARNAUD, FAUVEL – Messieurs",
        ),
        (
            'presents: "{presents}"\n      dernier_separateur: " et "',
            "BRUNEL, CASTEL, DARNAUD, ESPÉRON et FAUVEL",
        ),
        ('comptes: "{secretaires.nom}, {secretaires.qualite}"', "CASTEL, délégué de Nervaux"),
        (
            'presents: "{presents_par_commune}"\n      membres_par: "{INTITULE} : {membres.par_civilite}"',
            "VY : M. ESPÉRON et Mme FAUVEL",
        ),
        (
            'presents: "{presents_par_commune}."\n      membres_par: "{membres} de {intitule} ({nombre})"\n'
            '      separateur_membres_par: " ; "',
            "BRUNEL du Mas (1) ; CASTEL, DARNAUD de Nervaux (2) ; ESPÉRON, FAUVEL de Vy (2).",
        ),
        ('comptes: "{secretaires:Était} là"', "Était là"),
        ('comptes: "{presents:Était excusé}"', "Étaient excusés"),
    ],
)
def test_a_list_is_written_as_papers_write_it(tmp_path, formule, said):
    assert said in lines(write(tmp_path, f'membre: "{{nom}}"\n      {formule}'))


@pytest.mark.parametrize(
    ("formule", "said"),
    [
        ("fait: 'Fait à {collectivite.ville}.'", "Fait au Mas."),
        ("fait: 'FAIT À {COLLECTIVITE.VILLE}'", "FAIT AU MAS"),
        ("fait: 'Réuni à {lieu}, siège de {collectivite.ville}'", "Réuni au siège du syndicat, siège du Mas"),
        ("fait: 'Avis à {collectivite}'", "Avis au Syndicat de la Combre"),
        ("fait: 'Réuni à {heure}'", "Réuni à 18 h 30"),
    ],
)
def test_a_place_is_joined_to_what_comes_before_it(tmp_path, formule, said):
    assert said in lines(write(tmp_path, formule))


PROXY = "pouvoirs: [{mandant: FAUVEL, mandataire: CASTEL}]"


def test_a_proxy_does_not_say_again_who_holds_it(tmp_path):
    path = write(
        tmp_path, 'membre: "{nom}[ (pouvoir de {pouvoir_de.nom})]"\n      presents: "{presents}"', PROXY
    )
    said = lines(path)
    assert "BRUNEL, CASTEL (pouvoir de FAUVEL), DARNAUD, ESPÉRON" in said
    assert "FAUVEL pouvoir à CASTEL" in said


def test_proxies_have_a_separator_of_their_own(tmp_path):
    two = "pouvoirs: [{mandant: FAUVEL, mandataire: CASTEL}, {mandant: DARNAUD, mandataire: BRUNEL}]"
    formules = 'membre: "{nom}"\n      absents: "{pouvoirs}"\n      separateur_pouvoirs: " // "'
    assert "FAUVEL pouvoir à CASTEL // DARNAUD pouvoir à BRUNEL" in lines(write(tmp_path, formules, two))


def test_a_chosen_excuse_is_written_wherever_the_excused_are_named(tmp_path):
    formules = (
        'membre: "{nom}"\n      absents: "{absents_sans_pouvoir}"\n      excuse: "{nom} de {commune} (exc.)"'
    )
    away = "excuses: [FAUVEL]\n  absents: [DARNAUD]"
    assert "DARNAUD, FAUVEL de Vy (exc.)" in lines(write(tmp_path, formules, away, pour=3))
    usual = 'membre: "{nom}"\n      absents: "{excuses}"'
    assert "FAUVEL" in lines(write(tmp_path, usual, away, pour=3))


def test_an_arrival_is_told_beside_the_name(tmp_path):
    name = 'membre: "{nom}[ (arrivée à {arrivee.heure})][ (au point {arrivee.point})]"'
    formules = name + '\n      presents: "{presents}"'
    moved = "mouvements: [{membre: FAUVEL, sens: arrivee, point: 2, heure: 19 h 10}]"
    assert "BRUNEL, CASTEL, DARNAUD, ESPÉRON, FAUVEL (arrivée à 19 h 10) (au point 2)" in lines(
        write(tmp_path, formules, moved)
    )
    formules = 'membre: "{nom}[ (jusqu\'à {depart.heure}, point {depart.point})]"\n      absents: "{absents}"'
    moved = "mouvements: [{membre: FAUVEL, sens: depart, point: 2, heure: 19 h 10}]"
    assert "FAUVEL (jusqu'à 19 h 10, point 2)" in lines(write(tmp_path, formules, moved, pour=4))


REPLACED = (
    'membre: "[{titulaire.nom} {titulaire:remplacé} par {membre:son} {membre:suppléant} ]{nom}"\n'
    '      presents: "{presents}"\n'
    '      comptes: "{nombre_titulaires} et {nombre_suppleants}, {nombre_absents}"'
)


def test_a_suppleant_sits_in_the_place_of_the_titulaire_without_a_list_of_all(tmp_path):
    said = lines(write(tmp_path, REPLACED, "suppleants: [FERRAND]"))
    assert "BRUNEL, CASTEL, DARNAUD, ESPÉRON remplacé par sa suppléante FERRAND, FAUVEL" in said
    assert "4 et 1, 0" in said


def test_a_titulaire_may_be_excused_too(tmp_path):
    said = lines(write(tmp_path, REPLACED, "suppleants: [FERRAND]\n  excuses: [ESPÉRON]"))
    assert "4 et 1, 1" in said


def test_a_suppleant_of_nobody_known_is_refused_with_the_nearest_name(tmp_path):
    with pytest.raises(LoadError, match=r"FERRAND, suppléant de « ESPERAN ».*« Monsieur.Denis ESPÉRON »"):
        load(write(tmp_path, REPLACED, "suppleants: [FERRAND]", titulaire="ESPERAN"))


def test_a_suppleant_who_is_not_among_those_listed_is_refused(tmp_path):
    listed = "suppleants: [FERRAND]\n  presents: [BRUNEL, CASTEL, DARNAUD, ESPÉRON, FAUVEL]"
    with pytest.raises(LoadError, match=r"FERRAND.*pas dans « presents »"):
        load(write(tmp_path, REPLACED, listed))


def test_the_chair_may_sign_the_extract_alone(tmp_path):
    both = lines(write(tmp_path, 'titre: "EXTRAIT"'))
    alone = lines(write(tmp_path, "signature_secretaire: non"))
    assert "Le secrétaire de séance," in both
    assert "Le secrétaire de séance," not in alone
    assert "Alain BRUNEL" in alone


def test_rapporteurs_are_named_as_lists_are(tmp_path):
    path = write(tmp_path, 'rapporteurs: "{rapporteurs.nom_court} explique le dossier."')
    text = path.read_text(encoding="utf-8") + "rapporteurs: [CASTEL, Maître Luc PRAT]\n"
    path.write_text(text, encoding="utf-8")
    assert "Monsieur CASTEL et Maître Luc PRAT explique le dossier." in lines(path)
