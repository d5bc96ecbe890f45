"""The folder of a sitting: what it supplies, what acts may name, what is never used."""

import sys

import pytest

from delibgen.actes.assemblee import assemblee, collectivite
from delibgen.actes.deliberation import deliberation
from delibgen.actes.seance import seance
from delibgen.errors import LoadError, Severity
from delibgen.load import load, load_seance, read_seance
from delibgen.model.convention import Convention
from tests.conftest import BUREAU, CONSEIL

ASSEMBLEE = """\
collectivite: {nom: Valmont-sur-Orbe, nature: commune, departement: "21"}
organe: conseil_municipal
membres: ["Madame Anne DURAND, Maire", Monsieur Paul PETIT, M. Luc de BRÉON]
"""
SEANCE = (
    "assemblee: ../assemblee.yaml\ndate: jeudi 12 septembre 2024\npresident: DURAND\nexcuses: [de BRÉON]\n"
)
ACTE = """\
numero: '1'
objet: Objet
scrutin: {pour: 1, contre: [PETIT]}
dispositif:
  - d'approuver: la convention
"""
CONVENTION = """\
type: convention
objet: Convention
parties: [{nom: Valmont-sur-Orbe}, {nom: Nervaux}]
preambule: {fichier: preambule.md}
articles: [{titre: Objet, texte: Texte.}]
"""


@pytest.fixture
def folder(tmp_path):
    root = tmp_path / "seances" / "2024-09-12"
    write(root, "../assemblee.yaml", ASSEMBLEE)
    write(root, "seance.yaml", SEANCE)
    write(root, "actes/01-un.yaml", ACTE)
    return root


def write(root, name, text):
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def codes(root):
    return [(finding.code, finding.place.file.rsplit("/", 1)[-1]) for finding in read_seance(root).findings]


def test_both_examples_load_without_a_fault():
    assert [len(load_seance(example).actes) for example in (BUREAU, CONSEIL)] == [1, 7]


def test_a_folder_gives_the_same_objects_as_the_builders(folder):
    write(folder, "actes/01-un.md", "Premier.\n\n- deux\n")
    conseil = assemblee(
        collectivite("Valmont-sur-Orbe", "commune", departement="21"),
        "conseil_municipal",
        membres=["Madame Anne DURAND, Maire", "Monsieur Paul PETIT", "M. Luc de BRÉON"],
    )
    jour = seance(conseil, "2024-09-12").president("DURAND").excuses("de BRÉON").build()
    built = (
        deliberation("1")
        .seance(jour, rang=1)
        .objet("Objet")
        .expose("Premier.\n\n- deux")
        .decide("d'approuver", "la convention")
        .scrutin(pour=1, contre=["PETIT"])
        .build()
    )
    assert load_seance(folder).actes == (built,)
    assert load(folder / "actes" / "01-un.yaml") == built


def test_the_rank_is_the_order_of_the_names_unless_the_act_says_it(folder):
    write(folder, "actes/02-deux.yaml", ACTE.replace("'1'", "'2'"))
    write(folder, "actes/03-trois.json", '{"numero": "3", "objet": "x", "rang": 7}')
    assert [acte.rang for acte in load_seance(folder).actes] == [1, 2, 7]


def test_annexed_acts_and_texts_come_from_their_files(folder):
    write(folder, "actes/01-un.yaml", ACTE + "annexes: [{titre: Convention, acte: ../annexes/c.yaml}]\n")
    write(folder, "annexes/c.yaml", CONVENTION)
    write(folder, "annexes/preambule.md", "Un **ludobus**.\r\n\r\nFin.\r\n")
    (acte,) = load_seance(folder).actes
    convention = acte.annexes[0].acte
    assert isinstance(convention, Convention)
    assert convention.preambule == "Un **ludobus**.\n\nFin."


def test_a_file_kept_as_it_is_must_exist(folder):
    write(folder, "actes/01-un.yaml", ACTE + "annexes: [{titre: Plan, fichier: plan.pdf}]\n")
    assert codes(folder) == [("DG212", "01-un.yaml")]
    plan = write(folder, "actes/plan.pdf", b"%PDF-")
    assert load_seance(folder).actes[0].annexes[0].fichier == plan


@pytest.mark.parametrize(
    "name", ["/etc/passwd.md", "../../../x.md", "..\\\\x.md", "C:x.md", "~/x.md", "actes/../../../../x.md"]
)
def test_no_path_leaves_the_folder_and_its_parent(folder, name):
    write(folder, "actes/01-un.yaml", ACTE + f'expose: {{fichier: "{name}"}}\n')
    assert codes(folder) == [("DG213", "01-un.yaml")]


def test_a_link_that_leaves_the_folder_is_refused(folder, tmp_path):
    write(tmp_path, "secret.md", "secret")
    (folder / "actes" / "lien.md").symlink_to(tmp_path / "secret.md")
    write(folder, "actes/01-un.yaml", ACTE + "expose: {fichier: lien.md}\n")
    assert ("DG213", "01-un.yaml") in codes(folder)


def test_acts_annexed_in_a_circle_are_refused(folder):
    write(folder, "actes/01-un.yaml", ACTE + "annexes: [{titre: A, acte: ../annexes/a.yaml}]\n")
    for one, other in (("a", "b"), ("b", "a")):
        text = CONVENTION.replace("{fichier: preambule.md}", "x")
        write(folder, f"annexes/{one}.yaml", f"{text}annexes: [{{titre: X, acte: {other}.yaml}}]\n")
    assert codes(folder) == [("DG214", "b.yaml")]


def test_the_closest_kind_is_proposed_and_an_annexed_act_must_name_its_own(folder):
    write(
        folder,
        "actes/01-un.yaml",
        ACTE + "annexes: [{titre: A, acte: ../annexes/a.yaml}]\ntype: delibration\n",
    )
    (finding,) = read_seance(folder).findings[:1]
    assert (finding.code, finding.place.line) == ("DG204", 7)
    assert finding.suggestion == "vouliez-vous dire « deliberation » ?"
    write(folder, "actes/01-un.yaml", ACTE + "annexes: [{titre: A, acte: ../annexes/a.yaml}]\n")
    write(
        folder,
        "annexes/a.yaml",
        CONVENTION.replace("type: convention\n", "").replace("{fichier: preambule.md}", "x"),
    )
    assert codes(folder) == [("DG204", "a.yaml")]


def test_a_number_used_twice_is_a_fault_of_the_second(folder):
    write(folder, "actes/02-deux.yaml", ACTE)
    (finding,) = read_seance(folder).faults
    assert (finding.code, finding.place.line, finding.place.column) == ("DG215", 1, 9)
    assert "01-un.yaml" in finding.message


def test_what_nothing_uses_is_an_alert(folder):
    write(folder, "actes/02-orphelin.md", "texte")
    write(folder, "actes/.cache", "x")
    write(folder, "actes/~$01.docx", "x")
    write(folder, "annexes/seule.yaml", CONVENTION)
    found = load_seance(folder)
    assert [(f.code, f.severity) for f in found.findings] == [("DG218", Severity.ALERTE)] * 2


def test_a_statement_written_twice_and_a_sitting_in_an_act_are_refused(folder):
    write(folder, "actes/01-un.yaml", ACTE + "expose: texte\nseance: {date: 2024-09-12}\n")
    write(folder, "actes/01-un.md", "autre texte")
    assert codes(folder) == [("DG219", "01-un.yaml"), ("DG217", "01-un.yaml")]


def test_an_incomplete_folder_says_what_is_missing(tmp_path):
    assert codes(tmp_path / "rien") == [("DG216", "rien")]
    (tmp_path / "vide").mkdir()
    assert codes(tmp_path / "vide") == [("DG216", "vide"), ("DG216", "actes")]


def test_faults_of_a_shared_assembly_are_in_its_own_file(folder):
    write(folder, "../assemblee.yaml", ASSEMBLEE.replace("organe:", "organes:"))
    found = read_seance(folder)
    assert [(f.code, f.path, f.place.file.rsplit("/", 1)[-1], f.place.line) for f in found.findings] == [
        ("DG203", "assemblee.organe", "assemblee.yaml", 1),
        ("DG202", "assemblee.organes", "assemblee.yaml", 2),
    ]
    assert (found.seance, found.actes) == (None, ())


def test_an_absent_assembly_is_said_once(folder):
    write(folder, "seance.yaml", SEANCE.replace("../assemblee", "../assemblees"))
    assert codes(folder) == [("DG212", "seance.yaml")]


def test_an_act_alone_holds_its_own_sitting(tmp_path):
    text = SEANCE.replace("../assemblee.yaml", "assemblee.yaml").replace("\n", "\n  ").rstrip()
    write(tmp_path, "s/assemblee.yaml", ASSEMBLEE)
    path = write(tmp_path, "s/acte.yaml", f"type: deliberation\n{ACTE}seance:\n  {text}\n")
    assert load(path).president.nom == "DURAND"
    with pytest.raises(LoadError, match="« deliberation » lu, « convention » demandé"):
        load(path, Convention)


def test_a_text_with_a_colon_says_to_quote_it(folder):
    write(folder, "actes/01-un.yaml", ACTE + "visas:\n  - Vu : le code\n")
    (finding,) = read_seance(folder).findings
    assert (finding.path, finding.place.line) == ("visas[0]", 7)
    assert finding.suggestion == "ce texte contient « : » : le mettre entre guillemets"


def test_a_forbidden_character_of_a_markdown_file_has_its_line(folder):
    write(folder, "actes/01-un.md", "un\ndeux\x0btrois\n")
    (finding,) = read_seance(folder).findings
    assert (finding.code, finding.place.file[-9:], finding.place.line) == ("DG209", "/01-un.md", 2)


def test_a_logo_is_read_into_the_act(folder):
    logo = "{fichier: logo.png, description: Armoiries, largeur_mm: 22}"
    write(folder, "../assemblee.yaml", ASSEMBLEE.replace('"21"}', f'"21", logo: {logo}}}'))
    write(folder, "../logo.png", b"\x89PNG")
    found = load_seance(folder).seance.assemblee.collectivite.logo
    assert (found.contenu, found.description, found.largeur_mm) == (b"\x89PNG", "Armoiries", 22)


def test_a_file_whose_accents_are_spelt_otherwise_on_the_disk_is_found(folder):
    """A Mac writes « é » as two characters in the names of files; the data have one."""
    write(folder, "actes/02-e\u0301cole.yaml", ACTE.replace("'1'", "'2'"))
    write(folder, "actes/02-\u00e9cole.md", "Exposé.")
    write(folder, "actes/03-cantine.yaml", "numero: '3'\nexpose: {fichier: d\u00e9tail.md}\n" + ACTE[12:])
    write(folder, "actes/de\u0301tail.md", "Détail.")
    found = load_seance(folder)
    assert [acte.expose for acte in found.actes] == [None, "Exposé.", "Détail."]
    assert found.findings == ()


def test_a_folder_in_the_place_of_a_text_is_a_fault(folder):
    (folder / "actes" / "01-un.md").mkdir()
    assert codes(folder) == [("DG212", "01-un.md")]


@pytest.mark.parametrize(("first", "second"), [("a.yaml", "a.yaml"), ("a.yaml", "b.yaml")])
def test_a_data_file_that_names_itself_is_a_fault(folder, first, second):
    write(folder, first, f"assemblee: {second}\n")
    write(folder, "b.yaml", f"assemblee: {first}\n")
    write(folder, "seance.yaml", SEANCE.replace("../assemblee.yaml", first))
    assert "DG214" in [code for code, _ in codes(folder)]


def test_a_sitting_badly_named_is_recognised(folder):
    (folder / "seance.yaml").rename(folder / "Séance.yaml")
    (finding, *_) = read_seance(folder).findings
    assert finding.suggestion == "renommer « Séance.yaml » en « seance.yaml » ?"
    (other,) = read_seance(folder / "Séance.yaml").findings
    assert other.message == "un fichier ; le dossier d'une séance est attendu"


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        ("seance.yaml", "president: DURAND", "president:", "champ vide ; écrire la valeur"),
        ("seance.yaml", "excuses: [de BRÉON]", "excuses: {a: b}", "liste attendue"),
        ("actes/01-un.yaml", "objet: Objet", "objet: [a, b]", "texte attendu, liste de 2\u00a0éléments reçu"),
        (
            "actes/01-un.yaml",
            "- d'approuver: la",
            "- APPROUVE: a\n  - dit la",
            "« dit la convention » : verbe attendu",
        ),
    ],
)
def test_a_value_of_the_wrong_shape_is_told_in_french(folder, name, old, new, message):
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    write(folder, name, text.replace(old, new))
    assert message in read_seance(folder).findings[0].message


def annexed(value):
    return ACTE + f"annexes:\n  - {{titre: Annexe, acte: {value}}}\n"


@pytest.mark.parametrize(
    ("value", "code", "words"),
    [
        ("convention.docx", "DG201", "fichier .yaml ou .json attendu"),
        ("../annexes/liste.yaml", "DG201", "groupe de champs attendu : « objet: … »"),
        ("../annexes/boucle.yaml", "DG214", "« boucle.yaml » est déjà en cours de lecture"),
        ("'..\\annexes\\c.yaml'", "DG213", "écrire les chemins avec « / »"),
        ("/etc/c.yaml", "DG213", "chemin absolu"),
        ("~/c.yaml", "DG213", "chemin absolu"),
        ("../../../c.yaml", "DG213", "hors du dossier"),
        ('"\\u0001.yaml"', "DG213", "caractère interdit"),
        ("{objet: x}", "DG204", "type d'acte absent"),
        ("[a]", "DG201", "groupe de champs attendu, liste de 1\u00a0élément reçu"),
    ],
)
def test_what_is_annexed_must_be_an_act_of_the_folder(folder, value, code, words):
    write(folder, "annexes/liste.yaml", "- a\n")
    write(folder, "annexes/boucle.yaml", CONVENTION[:37] + annexed("boucle.yaml").split("\n", 5)[5])
    write(folder, "actes/01-un.yaml", annexed(value))
    found = read_seance(folder).faults
    assert [finding.code for finding in found][-1:] == [code]
    assert words in found[-1].message


def test_an_act_may_be_annexed_where_it_is_written(folder):
    inline = "{type: convention, objet: C, parties: [{nom: A}, {nom: B}], articles: [{texte: T}]}"
    write(folder, "actes/01-un.yaml", annexed(inline))
    (acte,) = load_seance(folder).actes
    assert [paper.objet for paper in acte.papers()] == ["C"]


def test_an_empty_text_beside_an_act_is_no_statement(folder):
    write(folder, "actes/01-un.md", "\n\n")
    (acte,) = load_seance(folder).actes
    assert acte.expose is None


def test_a_file_too_large_or_unreadable_is_a_fault(folder, monkeypatch):
    monkeypatch.setattr(sys.modules["delibgen.load.source"], "TAILLE_MAX", 1000)
    write(folder, "actes/01-un.md", "x" * 1001)
    assert ("DG210", "01-un.md") in codes(folder)


def test_a_file_that_the_system_refuses_is_a_fault(folder, monkeypatch):
    def refuse(self):
        raise PermissionError(13, "Permission denied")

    write(folder, "actes/01-un.md", "Texte.")
    monkeypatch.setattr("pathlib.Path.read_bytes", refuse)
    (finding, *_) = read_seance(folder).findings
    assert finding.code == "DG212"
    assert finding.message.endswith("illisible : accès refusé par le système")


ARRETE = """type: arrete
numero: A-1
objet: Stationnement
auteur: Madame Claire VASSEUR, Maire
date: 1er octobre 2024
dispositif: [Le stationnement est interdit.]
"""


def test_an_act_of_the_folder_that_does_not_sit_has_the_assembly_of_the_sitting(folder):
    write(folder, "actes/02-arrete.yaml", ARRETE)
    lu = load_seance(folder)
    assert lu.actes[-1].assemblee is lu.seance.assemblee


def test_an_act_lent_a_faulty_assembly_is_not_blamed_for_it(folder):
    write(folder, "actes/02-arrete.yaml", ARRETE)
    write(folder, "assemblee.yaml", "organe: conseil_municipal\n")
    assert "02-arrete.yaml" not in {name for _, name in codes(folder)}


def test_alone_it_still_needs_its_own(tmp_path):
    write(tmp_path, "arrete.yaml", ARRETE)
    with pytest.raises(LoadError) as caught:
        load(tmp_path / "arrete.yaml")
    assert [finding.path for finding in caught.value.findings] == ["assemblee"]


def test_the_formula_of_the_annexes_may_be_in_a_file_of_its_own(folder):
    write(folder, "annexes.md", "[Pièces jointes : {annexes}.]")
    write(folder, "actes/01-un.yaml", ACTE + "formules: {annexes: {fichier: ../annexes.md}}\n")
    assert load_seance(folder).actes[0].formules.annexes == "[Pièces jointes : {annexes}.]"


BARREE = """\
type: arrete
numero: A-7
auteur: DURAND
date: 12/09/2024
objet: Rue barrée
dispositif: [La rue est barrée.]
"""


def test_an_arrete_that_lies_among_the_items_takes_no_rank_and_is_of_the_same_assembly(folder):
    for name, number in (("02-deux", "2"), ("04-quatre", "4")):
        write(folder, f"actes/{name}.yaml", ACTE.replace("'1'", f"'{number}'"))
    write(folder, "actes/03-rue.yaml", BARREE)
    read = load_seance(folder)
    ranks = [getattr(acte, "rang", None) for acte in read.actes]
    assert ranks == [1, 2, None, 3]
    rue = read.actes[2]
    assert rue.assemblee == read.seance.assemblee
    assert rue.auteur.nom == "DURAND"


@pytest.mark.parametrize("said", ["type: deliberatio\n", "type: [arrete]\n", "type: deliberation\n"])
def test_an_item_whose_kind_is_misspelt_keeps_its_rank(folder, said):
    write(folder, "actes/00-zero.yaml", said + ACTE.replace("'1'", "'0'"))
    read = read_seance(folder)
    assert read.lus[1].acte.rang == 2
