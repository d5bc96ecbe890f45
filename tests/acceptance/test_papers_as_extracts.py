"""Minutes, register and recueil follow the extract: order of its reasons, annexes, formulas of acts."""

import datetime as dt
import re
import zipfile
from pathlib import Path

import pytest

from delibgen import LoadError, load, render
from delibgen.actes.papiers import PapierSeance, ProcesVerbal, Projet, RecueilActes, Registre
from delibgen.model.acte import Acte
from delibgen.model.assemblee import Presentation
from delibgen.model.deliberation import Deliberation
from delibgen.model.dispositif import Decision, Dispositif, Grammaire
from delibgen.model.formules import Formules
from delibgen.model.formules_actes import FormulesActe
from delibgen.model.scrutin import Scrutin, Sort
from delibgen.render import shipped_templates
from tests.acceptance.test_annexed_texts import DECISION, FILE, LETTER, ORDER, TABLE
from tests.acceptance.test_built_variety import CONSEIL
from tests.acceptance.test_papers_word_the_acts import item
from tests.reader import Reader, W

PAPERS = Path(__file__).parent / "papiers_reels"
VISA, STATEMENT = "Vu le code général des collectivités territoriales ;", "Le contrat finit."
VISAS_FIRST = Presentation.model_validate({"ordre": [["considerants", "expose"]]})


def lines(acte: Acte) -> list[str]:
    found = Reader(render(acte).to_bytes()).paragraphs()
    return [re.sub(r"\s+", " ", line.replace("\u00a0", " ")).strip() for line in found]


def of_body(act: Deliberation, **champs: object) -> Deliberation:
    """Return an act whose assembly has chosen something."""
    body = act.assemblee.model_copy(update=champs)
    return act.model_copy(update={"seance": act.seance.model_copy(update={"assemblee": body})})


def paper(kind: type[Acte], act: Deliberation) -> Acte:
    if issubclass(kind, PapierSeance):
        return next(iter(kind.papers_of(act.seance, (act,))))
    return recueil(act)


def recueil(*acts: Acte, alone: bool = False) -> RecueilActes:
    return RecueilActes.of(acts, dt.date(2020, 1, 1), dt.date(2030, 1, 1), dispositif_seul=alone)


@pytest.mark.parametrize("kind", [ProcesVerbal, Registre, Projet, RecueilActes])
def test_statement_and_visas_come_in_the_order_of_the_extract(kind: type[Acte]):
    act = item().model_copy(update={"expose": STATEMENT})
    usual, own = lines(paper(kind, act)), lines(paper(kind, of_body(act, presentation=VISAS_FIRST)))
    assert usual.index(STATEMENT) < usual.index(VISA)
    assert own.index(VISA) < own.index("Considérant l'intérêt du projet ;") < own.index(STATEMENT)
    assert sorted(own) == sorted(usual)


@pytest.mark.parametrize("kind", [None, ProcesVerbal, Registre, Projet, RecueilActes])
def test_an_act_has_an_order_of_its_own(kind: type[Acte] | None):
    act = item().model_copy(update={"expose": STATEMENT})
    own = act.model_copy(update={"ordre": (("considerants", "expose"),)})
    usual, moved = (lines(one if kind is None else paper(kind, one)) for one in (act, own))
    assert usual.index(STATEMENT) < usual.index(VISA) < moved.index(STATEMENT)
    assert sorted(moved) == sorted(usual)


def test_the_order_of_an_act_is_read_in_its_file_and_its_faults_are_placed(tmp_path: Path):
    source = (PAPERS / "38-plan-de-financement.yaml").read_text(encoding="utf-8")
    path = tmp_path / "acte.yaml"
    path.write_text(f"ordre: [objet, numero]\n{source}", encoding="utf-8")
    names = [name for bloc in load(path).presentation.blocs for name in bloc if bloc[name]]
    assert names[names.index("objet") + 1] == "numero"
    path.write_text(f"ordre: [objet, nmero]\n{source}", encoding="utf-8")
    with pytest.raises(LoadError, match="numero"):
        load(path)


@pytest.mark.parametrize("kind", [Registre, RecueilActes])
def test_register_and_recueil_hold_the_annexes_that_are_texts(kind: type[Acte]):
    told = lines(paper(kind, item().model_copy(update={"annexes": (TABLE, FILE, LETTER)})))
    assert told.index("Annexe 1 – Tarifs") < told.index("60 €") < told.index("Une lettre.")
    assert not any(line.startswith("Annexe – Plan") for line in told)


def test_the_annexes_of_an_item_put_off_are_not_in_the_register():
    act = item().model_copy(update={"annexes": (LETTER,), "scrutin": None, "sort_declare": Sort.AJOURNE})
    assert "Une lettre." not in lines(paper(Registre, act))


def test_the_operative_part_alone_has_no_annex():
    act = item().model_copy(update={"annexes": (LETTER,)})
    order = ORDER.model_copy(update={"annexes": (TABLE,)})
    told = lines(recueil(act, order, alone=True))
    assert "Une lettre." not in told
    assert "60 €" not in told


@pytest.mark.parametrize("act", [ORDER, DECISION], ids=["arrete", "decision"])
def test_the_recueil_words_an_act_as_its_own_paper(act: Acte):
    own = FormulesActe(autorite="Nous, {autorite},", decide="ARRÊTONS :", article="Art. {rang}.")
    said = act.model_copy(update={"formules": own, "annexes": (LETTER,)})
    told, alone = lines(recueil(said)), lines(said)
    assert "Nous, " in " ".join(told)
    for line in (*said.phrases.autorite, *said.phrases.decide, *said.phrases.visas):
        plain = re.sub(r"\s+", " ", line.replace("\u00a0", " "))
        assert told.count(plain) == alone.count(plain) == 1
    articles = [line for line in alone if line.startswith("Art. ")]
    assert [line for line in told if line.startswith("Art. ")] == articles != []
    assert told[-1] == "Une lettre."


@pytest.mark.parametrize("path", sorted(shipped_templates().glob("*.docx")), ids=lambda path: path.stem)
def test_a_line_break_stretches_no_line(path: Path):
    with zipfile.ZipFile(path) as archive:
        assert b"<w:doNotExpandShiftReturn/>" in archive.read("word/settings.xml")


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (("FAUVEL",), ("A voté contre :", "S'est abstenue :")),
        (("ESPÉRON",), ("A voté contre :", "S'est abstenu :")),
        (("FAUVEL", "ESPÉRON"), ("Ont voté contre :", "Se sont abstenus :")),
        (("FAUVEL", "BRUNEL"), ("Ont voté contre :", "Se sont abstenues :")),
    ],
)
def test_who_voted_against_is_one_or_several_men_or_women(names: tuple[str, ...], said: tuple[str, str]):
    people = tuple(m for m in CONSEIL.membres if m.nom in names)
    act = of_body(item(), presentation=Presentation(vote="tableau"))
    count = len(people)
    against = Scrutin(pour=4 - count, contre=count, noms_contre=people)
    abstaining = Scrutin(pour=4 - count, abstentions=count, noms_abstentions=people)
    for vote, begin in zip((against, abstaining), said, strict=True):
        told = lines(act.model_copy(update={"scrutin": vote}))
        assert sum(line.startswith(begin) for line in told) == 1


def test_the_opening_does_not_touch_the_subtitle_when_no_line_tells_the_sitting():
    act = item()
    silent = of_body(act, formules=Formules(seance="non", session="non"))
    for acte, gap in ((act, False), (silent, True)):
        body = list(Reader(render(acte).to_bytes()).tree("word/document.xml").iter(f"{W}p"))
        styles = [p.find(f"{W}pPr/{W}pStyle").get(f"{W}val") for p in body]
        assert (styles[styles.index("Soustitre") + 1] == "Intervalle") is gap


@pytest.mark.parametrize(
    ("puce", "deeper"), [("{lettre})", True), ("–", True), ("non", False)], ids=["lettre", "tiret", "rien"]
)
@pytest.mark.parametrize(
    ("suite", "style"), [("1. un ;\n2. deux.", "Listenumros"), ("- un\n- deux", "Listepuces")]
)
def test_a_list_under_a_marked_decision_stands_deeper_than_it(
    puce: str, deeper: bool, suite: str, style: str
):
    what = Dispositif(
        grammaire=Grammaire.VERBES,
        decisions=(
            Decision(verbe="APPROUVE", texte="le contrat"),
            Decision(verbe="FIXE", texte=f"les lots :\n{suite}"),
        ),
    )
    act = of_body(item(), formules=Formules(puce=puce)).model_copy(update={"dispositif": what})
    body = Reader(render(act).to_bytes()).tree("word/document.xml").iter(f"{W}pPr")
    items = [p for p in body if (node := p.find(f"{W}pStyle")) is not None and node.get(f"{W}val") == style]
    own = {"Listenumros": (510, 340), "Listepuces": (454, 284)}[style]
    wanted = (str(own[0] + 454), str(own[1])) if deeper else None
    indents = [p.find(f"{W}ind") for p in items]
    assert [i if i is None else (i.get(f"{W}left"), i.get(f"{W}hanging")) for i in indents] == [wanted] * 2


@pytest.mark.parametrize("kind", [ProcesVerbal, Registre, RecueilActes, None])
def test_votes_and_elections_of_an_item_are_told_in_their_order(kind: type[Acte] | None):
    act = load(PAPERS / "49-election-du-maire.yaml")
    told = lines(act if kind is None else paper(kind, act))
    wanted = [
        "1. ÉLECTION DU MAIRE",
        "2. NOMBRE D'ADJOINTS : adoption à l'unanimité.",
        "3. ÉLECTION DES ADJOINTS",
    ]
    assert [line for line in told if line in wanted] == wanted
    assert not any(
        line.startswith(wanted[0]) for line in told if line != wanted[0]
    )  # in no table of contents


def test_votes_before_the_first_election_stand_above_it():
    act = load(PAPERS / "49-election-du-maire.yaml")
    first, number, last = act.votes_separes
    told = lines(act.model_copy(update={"votes_separes": (number, first, last)}))
    assert told.index("2. NOMBRE D'ADJOINTS : adoption à l'unanimité.") < told.index("1. ÉLECTION DU MAIRE")


def test_a_joint_act_is_signed_by_each_in_its_paper_and_in_the_recueil():
    act = load(PAPERS / "52-arrete-conjoint.yaml")
    told = lines(act)
    assert told.index("Pour la commune") < told.index("Alice BRUNEL") < told.index("Hugo IMBERT")
    assert "Madame la Maire," not in told
    signed = [line for line in lines(recueil(act)) if line.startswith("Signé")]
    assert signed == [
        "Signé : Pour la commune, La Maire, Alice BRUNEL",
        "Signé : Pour le département, Le Président, Hugo IMBERT",
    ]


def test_a_visa_that_opens_a_list_takes_no_mark_and_its_items_no_vu():
    told = lines(load(PAPERS / "52-arrete-conjoint.yaml"))
    at = told.index("Vu le code de la route, notamment :")
    assert told[at + 1 : at + 3] == ["- son article R. 411-8 ;", "- son article R. 413-3 ;"]


@pytest.mark.parametrize(
    ("nom", "sujet", "of", "subject", "feminine"),
    [
        ("Assemblée de Corse", None, "de l'Assemblée de Corse", "L'Assemblée de Corse", True),
        ("commission syndicale", None, "de la commission syndicale", "La commission syndicale", True),
        ("conseil de communauté", None, "du conseil de communauté", "Le conseil de communauté", False),
        ("Congrès", None, "du Congrès", "Le Congrès", False),
        ("Assemblée", "Le Conseil", "de l'Assemblée", "Le Conseil", False),
        ("conseil", "L'Assemblée", "du conseil", "L'Assemblée", True),
        ("la Réunion des maires", None, "de la Réunion des maires", "La Réunion des maires", True),
    ],
)
def test_an_assembly_has_the_gender_of_its_name(nom, sujet, of, subject, feminine):
    body = CONSEIL.model_copy(update={"nom": nom, "sujet": sujet})
    assert (body.du_nom, body.denomination, body.feminin) == (of, subject, feminine)
    assert body.au_nom == {"de": "à ", "du": "au "}[of[:2]] + of[3:]


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("la demande de l'association.", "Vu la demande de l'association."),
        ("la lettre du 2 mai 2024.", "Vu la lettre du 2 mai 2024."),
        ("l'avis (favorable).", "Vu l'avis (favorable)."),
        ("le C.G.C.T.", "Vu le C.G.C.T. ;"),
        ("les articles L. 1 et suiv.", "Vu les articles L. 1 et suiv. ;"),
        ("le code civil, etc.", "Vu le code civil, etc. ;"),
    ],
)
def test_a_visa_that_ends_with_its_full_stop_takes_no_mark(typed: str, printed: str):
    assert printed in lines(item().model_copy(update={"visas": (typed,)}))
