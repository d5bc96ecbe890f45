"""The wording of an assembly: patterns, their faults, the order of the blocks."""

import datetime as dt

import pytest
from pydantic import ValidationError

from delibgen.model.assemblee import Presentation
from delibgen.model.blocs import NOMS
from delibgen.model.champs import POUVOIR
from delibgen.model.champs_acte import ACTE
from delibgen.model.deliberation import Deliberation
from delibgen.model.formule import Rempli, named, parse
from delibgen.model.formules import COMPTES, USUELLES, Formules, chosen
from delibgen.model.membre import Annuaire, Rapporteur, parse_personne
from delibgen.model.vocabulaire import Vocabulaire
from tests.rules.papers import MEMBRES, act, assembly, deport, sitting, votes

SAID = act(sitting(heure=dt.time(18, 30), lieu="mairie"), scrutin=votes(8, contre=2)).phrases


def said(formule: str) -> str:
    return Rempli(ACTE, SAID).texte(formule).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("formule", "text"),
    [
        ("{numero}", "2024-31"),
        (
            "{Assemblee}, {ASSEMBLEE}, {assemblee.NOM}",
            "Le conseil municipal, LE CONSEIL MUNICIPAL, CONSEIL MUNICIPAL",
        ),
        ("{date}, {date:complete}, {date:chiffres}", "1er octobre 2024, mardi 1er octobre 2024, 01/10/2024"),
        ("{date:jour_en_lettres}, {date:sans_annee}, {date:annee}", "premier octobre, 1er octobre, 2024"),
        ("{heure}, {heure:longue}, {heure:lettres}", "18 h 30, 18 heures 30, dix-huit heures trente"),
        ("{quorum}, {quorum:lettres}, {quorum:membre}", "6, six, 6 membres"),
        ("{nombre_contre|/}, {nombre_abstentions|/}", "2, /"),
        ("a[ le {signature}] b[ à {lieu}]", "a b à mairie"),
        ("[x{?adopte}][y{!adopte}][z{?secret}]", "x"),
        ("[à compléter], [{fin|[heure]}]", "[à compléter], [heure]"),
        (
            "{assemblee:convoqué} {secretaires:a été élu} {president:Le} {president:maire}",
            "convoqué a été élu La maire",
        ),
        ("{absents:absent excusé} {presents.mesdames:Mme}", "absente excusée Mmes"),
        ("{absents.nom_court}.", "Madame LORIOL."),
        ("Fait à {lieu}.[ Fin {heure}.]", "Fait à mairie. Fin 18 h 30."),
    ],
)
def test_a_formula_is_filled(formule: str, text: str):
    assert said(formule) == text


def test_a_stop_is_not_doubled():
    assert Rempli(POUVOIR, (SAID, act().seance.pouvoirs[0])).texte("{mandant.initiale}. Fin") == "J. Fin"


@pytest.mark.parametrize(
    ("formule", "message"),
    [
        ("{nbre_presents}", "« {nombre_presents} »"),
        ("{objet:lettres}", "rien ne suit"),
        ("{date:longue}", "« :complete »"),
        ("{adopte}", "écrire « {?adopte} »"),
        ("{date", "de trop"),
        ("[ {date}", "« ] » manque"),
        ("{date !}", "écrire « {champ} »"),
    ],
)
def test_a_formula_that_cannot_be_filled_is_refused_when_it_is_read(formule: str, message: str):
    with pytest.raises(ValidationError) as caught:
        Formules(ouverture=formule)
    assert message in str(caught.value)


def test_a_member_is_not_written_with_itself():
    with pytest.raises(ValidationError, match="propre formule"):
        Formules(membre="{membre}, {qualite}")
    assert Formules(membre="{nom} ({membre:absent})").membre == "{nom} ({membre:absent})"


@pytest.mark.parametrize("no", ["non", "Non", False])
def test_a_line_is_left_out(no: object):
    made = assembly(formules=Formules.model_validate({"quorum": no, "deport": no}))
    phrases = act(sitting(assemblee=made), scrutin=votes(9), deports=(deport("D"),)).phrases
    assert (phrases.quorum, phrases.deports) == ((), ())


def test_every_usual_formula_can_be_read():
    assert Formules(**USUELLES).titre == USUELLES["titre"]
    assert all(parse(formule) for formule in COMPTES.values())
    assert set(USUELLES) <= set(Formules.model_fields)
    assert chosen(Formules(titre="X")) == {"titre": "X"}
    assert named(None) == named("non") == frozenset()


def test_the_words_of_the_act_go_before_those_of_the_assembly():
    made = assembly(formules=Formules(titre="A", conforme="B"))
    phrases = act(sitting(assemblee=made), formules=Formules(titre="C")).phrases
    assert (phrases.titre, phrases.cloture[-1]) == (("C",), "B")


def test_words_of_a_vote_that_would_hide_it_are_refused():
    with pytest.raises(ValidationError, match=r"\{contre\}"):
        Vocabulaire(majorite="à la majorité, {pour}")
    assert Vocabulaire(majorite="à la majorité, {pour}[, {contre}]").majorite


@pytest.mark.parametrize(
    ("ordre", "message"),
    [
        ([["seance", "objt"]], "« objet »"),
        ([["seance", "objet"], ["titre", "objet"]], "deux fois"),
        ([["objet", "objet"]], "deux fois"),
        ([["zzz"]], "possibles"),
    ],
)
def test_an_order_that_cannot_be_is_refused(ordre: object, message: str):
    with pytest.raises(ValidationError, match=message):
        Presentation.model_validate({"ordre": ordre})
    with pytest.raises(ValidationError, match=message):
        Deliberation.model_validate({**act().model_dump(), "ordre": ordre})


def test_an_order_keeps_every_block_once():
    blocs = Presentation.model_validate({"ordre": ["recours", "titre", "expose"]}).blocs
    names = [name for bloc in blocs for name, chosen in bloc.items() if chosen]
    assert sorted(names) == sorted(NOMS)
    assert names[-3:] == ["recours", "titre", "expose"]


def test_an_act_moves_blocks_after_its_assembly():
    body = assembly(presentation=Presentation.model_validate({"ordre": ["decision", "vote", "dispositif"]}))
    names = [name for bloc in act(sitting(assemblee=body)).presentation.blocs for name in bloc if bloc[name]]
    moved = act(sitting(assemblee=body)).model_copy(update={"ordre": (("considerants", "expose"),)})
    mine = [name for bloc in moved.presentation.blocs for name in bloc if bloc[name]]
    assert sorted(mine) == sorted(names)
    assert mine.index("expose") == mine.index("considerants") + 1
    assert mine[mine.index("decision") :][:3] == ["decision", "vote", "dispositif"]
    assert body.presentation.ordre == (("decision", "vote", "dispositif"),)


def test_the_table_of_votes_keeps_the_words_that_the_assembly_chose():
    words = Vocabulaire(unanimite="à l'unanimité des voix")
    table = Presentation(vote="tableau")
    plain = act(sitting(assemblee=assembly(presentation=table)))
    worded = act(sitting(assemblee=assembly(presentation=table, vocabulaire=words)))
    assert plain.formule_decision == "Le conseil municipal, après en avoir délibéré, décide\u00a0:"
    assert "à l'unanimité des voix" in worded.formule_decision


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("M. DUPONT Jean", ("DUPONT", "Jean")),
        ("Madame LE GALL Maud, adjointe", ("LE GALL", "Maud")),
        ("M. Jacques CARRELET DE LOISY", ("CARRELET DE LOISY", "Jacques")),
        ("Monsieur de FRÉVAL Guy-Marie", ("de FRÉVAL", "Guy-Marie")),
        ("Madame DURAND", ("DURAND", None)),
    ],
)
def test_the_surname_may_come_first(text: str, fields: tuple[str, str | None]):
    read = parse_personne(text)
    assert (read["nom"], read.get("prenom")) == fields


def test_a_rapporteur_is_a_member_or_anyone_but_no_member_badly_typed():
    context = {"texte": True, "annuaire": Annuaire(MEMBRES)}
    member = Rapporteur.model_validate("CASTEL", context=context)
    other = Rapporteur.model_validate("Maître Luc PRAT, avocat", context=context)
    assert (member.libelle, other.libelle) == ("Monsieur\u00a0Bruno CASTEL", "Maître Luc PRAT, avocat")
    assert (member.genre, Rapporteur(texte="Madame Ève SOLAL").genre) == ("m", "f")
    with pytest.raises(ValidationError, match="CASTEL"):
        Rapporteur.model_validate("CASTELL", context=context)
    with pytest.raises(ValidationError, match="l'un des deux"):
        Rapporteur.model_validate({})


def test_more_patterns_than_the_memory_holds_are_still_filled(monkeypatch):
    """Assemblies without end, in a service that never stops: the memory is emptied, texts stay the same."""
    monkeypatch.setattr("delibgen.model.formule._MOST", 3)
    assert [said(f"{rank} : {{numero}}") for rank in range(9)] == [f"{rank} : 2024-31" for rank in range(9)]


def test_a_formula_of_the_act_passes_before_the_words_of_the_assembly():
    theirs = assembly(formule="Le conseil décide, {x}")
    own = act(sitting(assemblee=theirs), formules=Formules(decision="Nous, {assemblee}, décidons"))
    assert own.phrases.texte_propre is None
    assert own.phrases.decision[0].startswith("Nous, le conseil municipal, décidons")
    assert act(sitting(assemblee=theirs)).phrases.texte_propre == "Le conseil décide, {x}"
