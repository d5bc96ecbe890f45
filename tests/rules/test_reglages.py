"""What an assembly sets: how grave a rule is, never in silence; and rules of its own."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from delibgen import assemblee, collectivite
from delibgen.errors import Finding, LoadError, Severity
from delibgen.load import load_seance
from delibgen.model.acte import Annexe
from delibgen.model.deliberation import Deliberation
from delibgen.model.reglage import Reglage, Reglement
from delibgen.model.scrutin import Sort
from delibgen.model.seance import Convocation, Seance
from delibgen.rules import Portee, Remarque, check, rule
from delibgen.rules.portee import COMMUNES, REGIONS
from tests.conftest import CONSEIL
from tests.rules.papers import act, assembly, body, deal, ms, pouvoir, sitting, votes


def settled(*regles: tuple[str, ...], **more: object) -> Seance:
    """Return a sitting without a secretary (DG312), and what its assembly has set."""
    names = ("code", "severite", "motif")
    own = [dict(zip(names, regle, strict=False)) for regle in regles]
    return sitting(secretaires=(), assemblee=assembly(regles=own, **more))


def of(code: str, findings: list[Finding]) -> Finding:
    """Return the one finding of a code."""
    (finding,) = [finding for finding in findings if finding.code == code]
    return finding


def test_a_rule_can_be_made_graver_and_says_who_chose_so():
    finding = of("DG312", check(act(settled(("DG312", "bloquant", "règlement intérieur, article 6")))))
    assert finding.severity is Severity.BLOQUANT
    assert finding.message == (
        "aucun secrétaire de séance [règle « bloquant » au lieu de « alerte », choix de l'assemblée : "
        "règlement intérieur, article 6]"
    )


def test_an_ignored_rule_stays_in_the_findings_as_information_with_its_reason():
    finding = of("DG312", check(act(settled(("DG312", "ignoree", "secrétariat tournant")))))
    assert finding.severity is Severity.INFORMATION
    assert "ignorée » au lieu de « alerte », choix de l'assemblée : secrétariat tournant" in finding.message


def test_a_choice_that_changes_nothing_says_nothing():
    assert "choix" not in of("DG312", check(act(settled(("DG312", "alerte"))))).message


def test_a_choice_about_a_rule_that_finds_nothing_says_nothing():
    assert [f.code for f in check(act(settled(("DG320", "alerte"))))] == ["DG312"]


def test_a_choice_holds_for_the_annexes_too():
    paper = act(settled(("DG387", "alerte")), annexes=(Annexe(titre="C", acte=deal(articles=())),))
    assert of("DG387", check(paper)).severity is Severity.ALERTE


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("DG3122", "vouliez-vous dire « DG312 » ?"),
        ("dg 312", "vouliez-vous dire « DG312 » ?"),
        ("DGE399", "vouliez-vous dire « DG399 » ?"),
        ("ZZZ", "voir docs/regles.md"),
    ],
)
def test_a_code_that_no_rule_has_blocks_and_the_closest_is_proposed(code: str, said: str):
    finding = of("DG399", check(act(settled((code, "alerte"), ("DG399", "ignoree", "essai")))))
    assert finding.severity is Severity.BLOQUANT
    assert finding.suggestion == said


def test_a_rule_is_set_once():
    findings = check(act(settled(("DG312", "alerte"), ("DG312", "information"))))
    assert of("DG399", findings).message == "« DG312 » réglée deux fois"


def test_the_configuration_file_sets_rules_and_a_wrong_word_is_told_at_its_line(tmp_path: Path):
    for path in CONSEIL.rglob("*"):
        target = tmp_path / path.relative_to(CONSEIL)
        target.parent.mkdir(parents=True, exist_ok=True)
        if path.is_file():
            target.write_bytes(path.read_bytes())
    config = tmp_path / "assemblee.yaml"
    config.write_text(
        config.read_text(encoding="utf-8")
        + "regles:\n  DG304: information\n  DG312: {severite: ignorée, motif: usage local}\n",
        encoding="utf-8",
    )
    regles = load_seance(tmp_path).actes[0].assemblee.regles
    assert regles == (
        Reglage(code="DG304", severite="information"),
        Reglage(code="DG312", severite="ignoree", motif="usage local"),
    )
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("DG304: information", "DG304: alarme"), encoding="utf-8")
    with pytest.raises(LoadError) as caught:
        load_seance(tmp_path)
    (finding,) = caught.value.findings
    assert finding.place.line == len(text.splitlines()) - 1
    assert "« alarme » reçu ; choix possibles" in finding.message


def test_ignoring_needs_a_reason():
    with pytest.raises(ValueError, match="sans raison"):
        Reglage(code="DG312", severite="ignoree")


def test_rules_are_set_in_python_as_in_files():
    made = assemblee(collectivite("Ormeval", "commune"), "conseil_municipal", regles={"DG312": "alerte"})
    assert made.regles == (Reglage(code="DG312", severite="alerte"),)
    assert hash(made) == hash(made.model_copy())


@rule("RI1", "règlement intérieur, article 4", since=dt.date(2023, 1, 1), portee=Portee(natures=COMMUNES))
def rapporteur_nomme(acte: Deliberation) -> Iterator[Remarque]:
    """Chaque point a un rapporteur."""
    if acte.rapporteur is None:
        yield "rapporteur", "aucun rapporteur", "donner « rapporteur »"


def test_a_rule_of_ones_own_in_python_has_a_period_a_scope_and_can_be_set(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(Deliberation, "rules", (rapporteur_nomme,))
    regles = ({"code": "RI1", "severite": "information"},)
    assert [f.code for f in check(act())] == ["RI1"]
    assert of("RI1", check(act(sitting(assemblee=assembly(regles=regles))))).severity == "information"
    assert check(act(sitting(date=dt.date(2022, 12, 31)))) == []
    assert check(act(sitting(assemblee=assembly(collectivite=body("ccas"))))) == []


def by_law(**own: object) -> dict[str, object]:
    """Return the change of an assembly that has rules of its own."""
    return {"assemblee": assembly(reglement=Reglement.model_validate({"source": "statuts", **own}))}


def test_own_rules_of_the_configuration():
    late = act(sitting(sent=dt.date(2024, 9, 25), **by_law(delai_convocation=6)))
    assert (
        of("DG398", check(late)).message == "5\u00a0jours de convocation, 6 jours francs au moins (statuts)"
    )
    assert check(act(sitting(**by_law(delai_convocation=6, jours_francs=False)))) == []
    urgent = Convocation(date=dt.date(2024, 9, 29), urgence=True, motif_urgence="crue")
    assert check(act(sitting(convocation=urgent, **by_law(delai_convocation=6)))) == []
    assert (
        of("DG398", check(act(sitting(**by_law(quorum=10))))).message
        == "9\u00a0présents, 10 au moins (statuts)"
    )
    assert check(act(sitting(**by_law(quorum=9)))) == []
    postponed = act(sitting(**by_law(quorum=10))).model_copy(
        update={"scrutin": None, "sort_declare": Sort.AJOURNE}
    )
    assert [finding for finding in check(postponed) if finding.code == "DG398"] == []
    assert (
        "porte 1\u00a0pouvoir, 0 au plus"
        in of("DG398", check(act(sitting(**by_law(pouvoirs_par_membre=0))))).message
    )
    assert check(act(sitting(**by_law(pouvoirs_par_membre=1)))) == []
    assert of("DG398", check(act(sitting(**by_law(champs_obligatoires=["rapporteur"]))))).path == "rapporteur"
    assert check(act(sitting(**by_law(champs_obligatoires=["objet"])))) == []
    unknown = of("DG398", check(act(sitting(**by_law(champs_obligatoires=["raporteur"])))))
    assert unknown.suggestion == "vouliez-vous dire « rapporteur » ?"
    odd = of("DG398", check(act(sitting(**by_law(champs_obligatoires=["zzz"])))))
    assert odd.suggestion == "l'ôter"


def test_the_statutes_of_a_syndicat_mixte_replace_what_the_law_would_say():
    own = Reglement(source="statuts", quorum=4, pouvoirs_par_membre=2)
    mixed = assembly("comite_syndical", collectivite=body("syndicat_mixte"), reglement=own)
    few = sitting(
        assemblee=mixed,
        presents=ms("ABCD"),
        absents=ms("EFGHK"),
        pouvoirs=(pouvoir("J", "C"), pouvoir("I", "C")),
    )
    assert check(act(few, scrutin=votes(6))) == []


def test_a_scope_says_itself_in_french():
    assert str(Portee()) == "toutes"
    assert str(Portee(natures=COMMUNES | REGIONS, grande=True)) == (
        "communes et régions, 3 500 habitants et plus"
    )
