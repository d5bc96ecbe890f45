"""Names in sentences: after « de », of homonyms, of candidates, of bodies; one member at a distance."""

import json
import re
from collections.abc import Callable

import pytest

from delibgen import Deliberation, LoadError, load, render
from delibgen.actes.papiers import ProcesVerbal
from delibgen.model.assemblee import Collectivite
from tests.reader import Reader
from tests.sittings import _TEXTE

BODY = {
    "collectivite": {"nom": "Ormeval", "nature": "commune", "departement": "89"},
    "organe": "conseil_municipal",
    "membres": [
        "Madame Alice BRUNEL, Maire",
        "Monsieur Luc MARTIN (Vy)",
        "Monsieur Luc MARTIN (Aubette)",
        "Madame Jeanne D'ARC",
        "Monsieur Denis ESPÉRON",
    ],
}


@pytest.fixture
def act(tmp_path) -> Callable[..., Deliberation]:
    """Return what reads an act from a file: its formulas, its body, its sitting, its fields."""

    def read(formules=None, body=None, seance=None, **more: object) -> Deliberation:
        sitting = {
            "assemblee": {**BODY, "formules": formules or {}, **(body or {})},
            "date": "1er octobre 2024",
            "president": "BRUNEL",
            "secretaires": ["ESPÉRON"],
            **(seance or {}),
        }
        acte = {"type": "deliberation", "numero": "1", "objet": "Affaire.", "rang": "1", "seance": sitting}
        fields = {"dispositif": [{"APPROUVE": "le projet"}], **more}
        told = {name: value for name, value in {**acte, **fields}.items() if value is not None}
        (tmp_path / "acte.json").write_text(json.dumps(told), encoding="utf-8")
        found = load(tmp_path / "acte.json")
        assert isinstance(found, Deliberation)
        return found

    return read


def words(acte) -> str:
    return re.sub(r"\s+", " ", Reader(render(acte).to_bytes()).text().replace("\u00a0", " "))


@pytest.mark.parametrize(
    ("nom", "formule", "printed"),
    [
        ("Ormeval", "{assemblee} de {collectivite}.", "le conseil municipal d'Ormeval."),
        ("Le Havre-du-Lac", "{assemblee} de {collectivite}.", "le conseil municipal du Havre-du-Lac."),
        ("Dijonnet", "{assemblee} de {collectivite}.", "le conseil municipal de Dijonnet."),
        ("Ormeval", "VILLE DE {COLLECTIVITE}", "VILLE D'ORMEVAL"),
        ("Le Havre-du-Lac", "VILLE DE {COLLECTIVITE}", "VILLE DU HAVRE-DU-LAC"),
        ("Ormeval", "commune de {COLLECTIVITE}", "commune d'ORMEVAL"),
        ("Ormeval", "Vote[ de {collectivite}]", "Vote d'Ormeval"),
        ("Ormeval", "du côté de {collectivite.nom|rien}", None),
        ("Ormeval", "commune de {president}", "commune de Madame Alice BRUNEL"),
        ("Ormeval", "nom de {president.nom}", "nom de BRUNEL"),
        ("Ormeval", "au mode {collectivite}", "au mode Ormeval"),
        ("Ormeval", "séance de {date:annee}", "séance de 2024"),
        ("Ormeval", "vote de {nombre_pour:suffrage}", "vote de 5 suffrages"),
    ],
)
def test_de_is_joined_to_the_name_after_it(nom, formule, printed, act):
    body = {"collectivite": {**BODY["collectivite"], "nom": nom}}
    if printed is None:
        with pytest.raises(LoadError, match="inconnu"):
            act({"fait": formule}, body)
        return
    assert printed in words(act({"fait": formule}, body, scrutin={"pour": "5"}))


def test_a_request_in_private_is_contracted(act):
    private = {"huis_clos": {"demande": "le tiers des membres présents", "scrutin": {"pour": "5"}}}
    assert "à la demande du tiers des membres présents." in words(act(seance=private, scrutin={"pour": "5"}))


def test_two_members_of_one_name_are_told_apart_in_sentences(act):
    moved = {"mouvements": [{"membre": "Luc MARTIN (Vy)", "sens": "depart", "point": "1"}]}
    acte = act(
        seance=moved,
        scrutin={"pour": "3"},
        deports=[{"membre": "Luc MARTIN (Aubette)"}],
    )
    for paper in (acte, ProcesVerbal.of(acte.seance, [acte])):
        told = words(paper)
        assert "Départ de Monsieur Luc MARTIN (Vy)" in told
        assert "Monsieur Luc MARTIN (Aubette) ne prend pas part au vote" in told
        assert "(Vy) (Vy)" not in told


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("D'ARC", "Madame Jeanne D'ARC"),
        ("Jeanne D'ARC", "Madame Jeanne D'ARC"),
        ("Monsieur Luc MARTIN (Vy)", "Monsieur Luc MARTIN (Vy)"),
        ("Ormeval ensemble", "Ormeval ensemble"),
        ("Monsieur Paul NOIR", "Monsieur Paul NOIR"),
    ],
)
def test_a_candidate_who_is_a_member_is_named_whole(typed, printed, act):
    tour = {"bulletins": "5", "candidatures": [{"nom": typed, "voix": "5"}]}
    acte = act(scrutin={"mode": "secret", "tours": [tour], "elus": [typed]})
    assert acte.scrutin is not None
    assert acte.scrutin.elus[0].replace("\u00a0", " ") == printed
    assert words(acte).count(f"{printed} 5 voix") == 1


@pytest.mark.parametrize(
    ("away", "printed"),
    [
        (["ESPÉRON"], "Siège à distance : Monsieur Denis ESPÉRON."),
        (["ESPÉRON", "D'ARC"], "Siègent à distance : Monsieur Denis ESPÉRON, Madame Jeanne D'ARC."),
    ],
)
def test_one_member_sits_at_a_distance(away, printed, act):
    body = {"collectivite": {"nom": "Val d'Aubette", "nature": "communaute_de_communes"}, "organe": "bureau"}
    assert printed in words(
        act(None, body, seance={"visioconference": {"a_distance": away}}, scrutin={"pour": "5"})
    )


@pytest.mark.parametrize(
    ("dispositif", "printed"),
    [
        (
            [{"ÉMET LE VŒU": "que la ligne soit rouverte"}],
            "rejette le texte suivant : ÉMET LE VŒU que la ligne",
        ),
        ([{"d'approuver": "le projet"}], "rejette la proposition suivante : "),
        (["Le tarif est fixé."], "rejette la proposition suivante : "),
        (None, "rejette la proposition."),
    ],
)
def test_what_is_rejected_is_said_by_its_form(dispositif, printed, act):
    acte = act(dispositif=dispositif, scrutin={"pour": "1", "contre": "4"})
    assert printed in words(acte)


@pytest.mark.parametrize(
    ("nom", "nature", "printed"),
    [
        ("Val d'Aubette", "communaute_de_communes", "du Val d'Aubette"),
        ("Pays de Combreval", "communaute_d_agglomeration", "du Pays de Combreval"),
        ("Vallée de la Nerve", "syndicat", "de la Vallée de la Nerve"),
        ("Portes du Levant", "communaute_de_communes", "des Portes du Levant"),
        ("Val Parisette", "communaute_d_agglomeration", "de Val Parisette"),
        ("Val de Moire", "commune", "de Val de Moire"),
        ("Communauté de communes du Val", "communaute_de_communes", "de la Communauté de communes du Val"),
        ("Aubette métropole", "metropole", "d'Aubette métropole"),
    ],
)
def test_a_land_takes_its_article(nom, nature, printed):
    assert Collectivite.model_validate({"nom": nom, "nature": nature}, context=_TEXTE).de_nom == printed
