"""Records take exact types, refuse what they do not know, and say it in French."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from delibgen.errors import Finding
from delibgen.model.acte import Acte, Decision, Dispositif, Grammaire
from delibgen.model.assemblee import Collectivite, Illustration, Presentation
from delibgen.model.base import check_text
from delibgen.model.deliberation import Comptes, Deliberation
from delibgen.model.faults import explain
from delibgen.model.scrutin import Scrutin
from delibgen.model.seance import Convocation
from tests.rules.papers import act, assembly, body, deport, mouvement, sitting

TEXT = {"texte": True}


def faults(kind: type[BaseModel], data: dict[str, object], **options: object) -> list[Finding]:
    """Return the findings of a validation that must fail."""
    with pytest.raises(ValidationError) as caught:
        kind.model_validate(data, context=options or None)
    return explain(caught.value, kind)


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        (Comptes, {"presents": "32"}),
        (Comptes, {"presents": 32.0}),
        (Comptes, {"presents": True}),
        (Comptes, {"presents": -1}),
        (Comptes, {"presents": 10**40}),
        (Presentation, {"ouverture": "non"}),
        (Presentation, {"ouverture": 0}),
        (Convocation, {"date": "2024-09-06"}),
        (Convocation, {"date": dt.datetime(2024, 9, 6, tzinfo=dt.UTC)}),
        (Scrutin, {"pour": None}),
    ],
)
def test_python_values_have_the_exact_type(kind: type[BaseModel], data: dict[str, object]):
    (finding,) = faults(kind, data)
    assert finding.path == next(iter(data))
    assert "Input should" not in finding.message


@pytest.mark.parametrize(
    ("kind", "data", "expected"),
    [
        (Comptes, {"presents": "32"}, 32),
        (Comptes, {"presents": " 1\u00a0250 "}, 1250),
        (Presentation, {"ouverture": "Oui"}, True),
        (Presentation, {"ouverture": "non"}, False),
        (Convocation, {"date": "vendredi 6 septembre 2024"}, dt.date(2024, 9, 6)),
        (Convocation, {"date": "06/09/2024"}, dt.date(2024, 9, 6)),
    ],
)
def test_texts_of_a_file_are_read(kind: type[BaseModel], data: dict[str, object], expected: object):
    record = kind.model_validate(data, context=TEXT)
    assert getattr(record, next(iter(data))) == expected


@pytest.mark.parametrize("text", ["32.0", "trente", "-3", "٣٢", "", "1e3", "9" * 16])
def test_a_text_that_is_no_number_is_refused(text: str):
    (finding,) = faults(Comptes, {"presents": text}, texte=True)
    assert "nombre entier attendu" in finding.message


def test_an_unknown_key_is_refused_with_the_closest_one():
    (finding,) = faults(Comptes, {"presnts": 3})
    assert (finding.code, finding.message) == ("DG202", "champ inconnu « presnts »")
    assert finding.suggestion == "vouliez-vous dire « presents » ?"


def test_every_fault_is_told_at_once():
    found = faults(Collectivite, {"nature": "comune", "siren": "123", "population_3500": "oui"})
    assert [finding.path for finding in found] == ["nom", "nature", "siren", "population_3500"]
    assert "vouliez-vous dire « commune » ?" in found[1].message
    assert "SIREN « 123 » invalide" in found[2].message


@pytest.mark.parametrize(
    ("char", "point"),
    [
        ("\x00", "U+0000"),
        ("\x0b", "U+000B"),
        ("\x1b", "U+001B"),
        ("\x85", "U+0085"),
        ("\r", "U+000D"),
        ("\ud800", "U+D800"),
        ("\u202e", "U+202E"),
        ("\u200f", "U+200F"),
        ("\ufffe", "U+FFFE"),
        ("\U0001ffff", "U+1FFFF"),
    ],
)
def test_what_no_document_can_show_is_told_by_code_point_and_place(char: str, point: str):
    (finding,) = faults(Decision, {"texte": f"Vu{char}"})
    assert f"caractère interdit {point}, le 3e du texte" in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "Dupont & Fils <1 000 €>",
        "œ ŒUVRE É",
        "18\u00a0h\u202f30",
        "l’été",
        "a\nb\tc",
        "𝄞 😀",
        "{{ objet }}",
        "é",
    ],
)
def test_what_a_document_can_show_is_kept_as_it_is(text: str):
    assert check_text(text) == text


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Cf", "Cn"))))
def test_ordinary_text_is_never_changed(text: str):
    assert check_text(text) == text


def test_line_breaks_of_windows_become_plain_ones():
    assert Decision(texte="un\r\ndeux").texte == "un\ndeux"


@pytest.mark.parametrize("text", ["", "  ", "\n", "\u00a0"])
def test_an_empty_text_is_refused(text: str):
    (finding,) = faults(Decision, {"texte": text})
    assert "texte vide" in finding.message


def test_a_line_has_no_break():
    assert "une seule ligne attendue" in faults(Collectivite, {"nom": "a\nb", "nature": "commune"})[0].message


def test_a_record_is_frozen_and_hashable():
    acte = act()
    with pytest.raises(ValidationError):
        acte.objet = "autre"  # type: ignore[misc]
    assert hash(acte) == hash(act())
    assert acte == act()


@pytest.mark.parametrize("deep", [False, True])
def test_a_changed_copy_computes_anew(deep: bool):
    acte = act()
    assert acte.presence.votants == 10
    other = acte.model_copy(update={"deports": (deport("D"),)}, deep=deep)
    assert other.presence.votants == 9
    assert acte.presence.votants == 10


def test_an_act_comes_back_whole_from_json():
    logo = Illustration(contenu=bytes(range(256)), description="Armoiries")
    town = assembly(collectivite=body(logo=logo))
    lost = mouvement("K", "arrivee", heure=dt.time(19, 7))
    acte = act(sitting(assemblee=town, heure=dt.time(18, 30), mouvements=(lost,)), heure=dt.time(20))
    assert Deliberation.model_validate_json(acte.model_dump_json()) == acte
    assert acte.model_dump()["type"] == "deliberation"


def test_kinds_of_acts_are_found_by_name():
    assert Acte.kinds()["deliberation"] is Deliberation


@pytest.mark.parametrize(
    ("data", "grammaire"),
    [
        ([{"d'approuver": "le projet"}, {"de mandater": "le maire"}], Grammaire.INFINITIFS),
        ([{"APPROUVE": "le projet"}], Grammaire.VERBES),
        (["Le projet est approuvé."], Grammaire.ARTICLES),
    ],
)
def test_the_short_form_tells_the_grammar(data: object, grammaire: Grammaire):
    assert Dispositif.model_validate(data).grammaire is grammaire


@pytest.mark.parametrize(
    "data",
    [
        [{"d'approuver": "le projet"}, {"AUTORISE": "le maire"}],
        [{"APPROUVE": "le projet"}, "Le maire signe."],
        {"grammaire": "articles", "decisions": [{"verbe": "APPROUVE", "texte": "le projet"}]},
    ],
)
def test_one_act_never_mixes_grammars(data: object):
    with pytest.raises(ValidationError):
        Dispositif.model_validate(data)
