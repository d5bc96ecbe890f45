"""A new kind of act, from its name to a package that other people install."""

import importlib
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from delibgen import ConversionError, LoadError, TemplateError, lint, load, render
from delibgen.cli import main
from delibgen.formats.exemple import donnees
from delibgen.formats.gabarit import gabarit, omis
from delibgen.formats.paquet import TYPES, nouveau
from delibgen.load import packs
from delibgen.load.packs import require_kind
from delibgen.model.acte import Acte, Dispositif
from delibgen.model.base import Ligne, Nombre, Record, Suite
from delibgen.model.membre import PersonneLue
from delibgen.model.unilateral import Arrete
from delibgen.testing import assert_act, banc, read_text
from delibgen.word import Template, validate

NOM = "Arrêté d'occupation du domaine public"
MENTIONS = {"DG180", "DG181", "DG182"}
"""What the law asks of a paper is worded by people: a first template says that it is still to be written."""
MODULE = "arrete_occupation_domaine_public"


class Candidat(Record):
    """Candidat."""

    nom: Ligne
    """Nom du candidat."""
    voix: Nombre
    """Voix obtenues."""


class BureauDeVote(Record):
    """Bureau de vote."""

    libelle: Ligne
    """Nom du bureau."""
    president: PersonneLue
    """Président du bureau."""
    candidats: Suite[Candidat] = ()
    """Résultats du bureau."""


class Election(Acte):
    """Élection."""

    bureaux: Suite[BureauDeVote] = ()
    """Bureaux de vote."""


@pytest.fixture
def pack(tmp_path, monkeypatch) -> Iterator[Path]:
    """A new act, with one field of every type, importable as once installed."""
    champs = [f"champ_{name}:{name}" for name in TYPES] + [f"peut_etre_{name}:{name}?" for name in TYPES]
    folder = nouveau(NOM, tmp_path / "acte", ["auteur:personne", "date:date", *champs])
    monkeypatch.syspath_prepend(str(folder))
    yield folder
    for name in [name for name in sys.modules if name.split(".")[0] == MODULE]:
        sys.modules.pop(name).__dict__.clear()


def test_its_test_passes_as_written(pack):
    kind = importlib.import_module(MODULE).ArreteOccupationDomainePublic
    assert_act(kind, pack / "exemple.yaml")
    kind.template = ""


def test_every_field_is_in_the_document(pack):
    kind = importlib.import_module(MODULE).ArreteOccupationDomainePublic
    template = pack / MODULE / f"{MODULE}.docx"
    assert lint(template, kind) == []
    assert omis(kind) == ()
    text = read_text(render(load(pack / "exemple.yaml", kind), template))
    for wanted in (
        "12~500,50~€",
        "1er~octobre 2024",
        "18~h~30",
        "oui",
        "Claire VASSEUR",
        "Champ liste (autre",
    ):
        assert wanted in text, wanted
    kind.template = ""


def test_without_the_optional_fields_nothing_is_left_of_them(pack, tmp_path):
    kind = importlib.import_module(MODULE).ArreteOccupationDomainePublic
    acte = load(pack / "exemple.yaml", kind)
    given = {name: getattr(acte, name) for name in kind.model_fields if not name.startswith("peut_etre")}
    document = render(kind(**given), pack / MODULE / f"{MODULE}.docx")
    assert "eut etre" not in read_text(document)
    assert validate(document.to_bytes()) == []
    kind.template = ""


def test_zero_euro_is_printed_in_an_optional_field(pack):
    kind = importlib.import_module(MODULE).ArreteOccupationDomainePublic
    acte = load(pack / "exemple.yaml", kind).model_copy(update={"peut_etre_montant": 0})
    text = read_text(render(acte, pack / MODULE / f"{MODULE}.docx"))
    assert "Peut etre montant~: 0~€" in text
    kind.template = ""


def test_impossible_names_and_fields_are_all_said_and_nothing_is_written(tmp_path):
    with pytest.raises(TemplateError) as caught:
        nouveau("Arrêté", tmp_path / "x", ["objet:texte", "debut:jour", "fin", "a:date", "a:date"])
    messages = [finding.message for finding in caught.value.findings]
    assert len(messages) == 5
    assert {finding.code for finding in caught.value.findings} == {"DG240"}
    assert "l'acte « arrete » existe déjà" in messages
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize(
    "nom",
    [
        "Montant",
        "Jour",
        "Assemblée",
        "Personne lue",
        "JSON",
        "Test",
        "Delibgen",
        "YAML",
        "Pydantic",
        "Acte",
        "Acte assemblée",
        "Papier séance",
        "Acte unilatéral",
    ],
)
def test_a_name_that_would_hide_another_is_refused(tmp_path, nom):
    with pytest.raises(TemplateError, match=r"DG240.* plus précis"):
        nouveau(nom, tmp_path / "x")
    assert not (tmp_path / "x").exists()


def test_fields_named_like_the_items_of_loops_leave_the_template_clean():
    class Ligne2(Record):
        """Ligne."""

        poste: Ligne
        """Poste."""
        nombre: Nombre
        """Nombre."""

    class ActeAuxNomsPris(Acte):
        """Acte."""

        d: Ligne
        """Texte."""
        element: Suite[Ligne] = ()
        """Éléments."""
        un_element: Ligne
        """Un élément."""
        ligne: Suite[Ligne2] = ()
        """Lignes."""
        dispositif: Dispositif
        """Dispositif."""

    made = gabarit(ActeAuxNomsPris)
    assert [f for f in lint(made, ActeAuxNomsPris) if f.code not in MENTIONS] == []
    acte = ActeAuxNomsPris.model_validate(donnees(ActeAuxNomsPris), context={"texte": True})
    text = read_text(Template(made).render({n: getattr(acte, n) for n in Template(made).names}))
    assert text.count("Élément") >= 3
    assert "Poste (exemple)" in text
    assert "Article 1er" in text


def test_an_odd_name_gives_a_sound_pack(tmp_path):
    folder = nouveau("Avis \"d'achat\"\\n\nde l'œuvre & <co>", tmp_path / "x")
    assert tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))["project"][
        "description"
    ] == ("Avis 'd'achat'/n de l'œuvre & <co>.")
    for path in folder.rglob("*.py"):
        compile(path.read_text(encoding="utf-8"), path.name, "exec")


def test_a_folder_that_holds_something_is_left_alone(tmp_path):
    (tmp_path / "notes.txt").write_text("à garder")
    with pytest.raises(ConversionError, match="pas vide"):
        nouveau(NOM, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_the_first_template_of_every_shipped_kind_is_clean():
    import delibgen.actes.papiers  # noqa: F401

    kinds = {name: kind for name, kind in Acte.kinds().items() if kind.__module__.startswith("delibgen.")}
    faults = {
        name: [f for f in lint(gabarit(kind), kind) if f.code not in MENTIONS] for name, kind in kinds.items()
    }
    assert faults == {name: [] for name in kinds}


class Broken:
    """An entry point whose package cannot be imported."""

    name, value, dist = "arrete_casse", "absent_module:Arrete", None

    def load(self) -> object:
        return importlib.import_module("absent_module")


def test_a_broken_pack_is_a_fault_with_its_line(tmp_path, monkeypatch):
    monkeypatch.setattr(packs, "packs", lambda: {"arrete_casse": Broken()})
    path = tmp_path / "a.yaml"
    path.write_text("objet: x\ntype: arrete_casse\n", encoding="utf-8")
    with pytest.raises(LoadError, match=r"a\.yaml:2:\d+ : DG226 type : le paquet .* ModuleNotFoundError"):
        load(path)


class Announced:
    """An entry point that brings something."""

    value, dist = "mairie:x", None

    def __init__(self, name: str, brought: object) -> None:
        self.name, self.brought = name, brought

    def load(self) -> object:
        return self.brought


class ActeDAilleurs(Acte):
    """An act of a pack."""

    template = "convention.docx"


@pytest.mark.parametrize(
    ("name", "brought", "why"),
    [
        ("x", "texte", "ce n'est pas une classe d'acte"),
        ("autre", ActeDAilleurs, "s'appelle « acte_dailleurs »"),
    ],
)
def test_a_pack_that_brings_something_else_than_it_announces_is_refused(monkeypatch, name, brought, why):
    monkeypatch.setattr(packs, "packs", lambda: {name: Announced(name, brought)})
    with pytest.raises(packs.PackError, match=f"DG226.*« mairie:x ».*« {name} ».*{why}"):
        require_kind(name)


def test_a_pack_that_brings_what_it_announces_is_found_by_its_name(monkeypatch):
    kind = type("ActeAnnonce", (Acte,), {"__doc__": "x", "template": ""})
    monkeypatch.setattr(packs, "packs", lambda: {"acte_annonce": Announced("acte_annonce", kind)})
    assert require_kind("acte_annonce") is kind


def test_an_unknown_kind_is_told_the_nearest_pack_without_importing_it(tmp_path, monkeypatch):
    monkeypatch.setattr(packs, "packs", lambda: {"arrete_casse": Broken()})
    with pytest.raises(TemplateError, match="vouliez-vous dire « arrete_casse »"):
        require_kind("arrete_case")


@pytest.mark.parametrize("nom", ["Permission de brocante", "Arrêté de tournage"])
def test_an_act_not_installed_yet_is_told_to_be_installed(tmp_path, nom):
    folder = nouveau(nom, tmp_path / "acte")
    with pytest.raises(LoadError, match=r"DG204.*_(brocante|tournage) » inconnu.*pip install -e"):
        load(folder / "exemple.yaml")
    (tmp_path / "sans.yaml").write_text("objet: x\n", encoding="utf-8")
    with pytest.raises(LoadError, match=r"DG204.*absent ; écrire « type: »"):
        load(tmp_path / "sans.yaml")


@pytest.mark.long
def test_the_pack_is_built_installed_and_found_by_the_command(tmp_path):
    folder = nouveau(NOM, tmp_path / "acte")
    run = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "-q",
        "--no-deps",
        "--target",
        str(tmp_path / "site"),
        str(folder),
    ]
    subprocess.run(run, check=True, capture_output=True)
    shutil.copy(folder / "exemple.yaml", tmp_path / "exemple.yaml")
    done = subprocess.run(
        [sys.executable, "-m", "delibgen", "acte", "exemple.yaml"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path / "site"), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    written = next((tmp_path / "sortie").rglob("*.docx"))
    assert zipfile.is_zipfile(written)
    assert "ARRÊTÉ D'OCCUPATION DU DOMAINE PUBLIC" in read_text(written)


@pytest.mark.parametrize(("town", "said"), [("Le Havre", "Fait au Havre, le 1er"), (None, "Fait, le 1er")])
def test_the_first_template_says_where_the_act_is_made(town: str | None, said: str):
    acte = Arrete.model_validate(donnees(Arrete), context={"texte": True})
    body = acte.assemblee.collectivite.model_copy(update={"ville": town})
    moved = acte.model_copy(
        update={"assemblee": acte.assemblee.model_copy(update={"collectivite": body}), "collectivite": body}
    )
    assert said in read_text(render(moved, Template(gabarit(Arrete))))


def test_lists_in_lists_are_in_the_first_template_and_in_the_sample():
    template = gabarit(Election)
    assert lint(template, Election) == []
    assert omis(Election) == ()
    acte = Election.model_validate(donnees(Election), context={"texte": True})
    text = read_text(render(acte, Template(template)))
    assert "Président du bureau~: Claire VASSEUR" in text.replace("Madame~", "")
    assert "Résultats du bureau\nNom du candidat\tVoix obtenues\n" in text
    assert text.count("Nom du candidat (exemple)\t3") == 4
    assert banc(Election, template).sain


def test_a_field_named_with_an_accent_is_told_with_the_right_name(tmp_path):
    with pytest.raises(TemplateError) as caught:
        nouveau("Acte de lot", tmp_path / "x", ["auteur:personne", "numéro_lot:texte?"])
    assert "« numéro_lot » : un nom de champ n'a que des lettres sans accent" in str(caught.value)
    assert "par exemple « numero_lot:texte? »" in str(caught.value)


def test_what_is_to_be_typed_next_is_between_quotes_when_it_has_spaces(tmp_path):
    folder = tmp_path / "Mon élection été"
    done = CliRunner().invoke(main, ["nouveau", "Élection à l'École", "-o", str(folder)])
    assert done.exit_code == 0, done.output
    assert f'pip install -e "{folder}"' in done.output
    assert f'delibgen acte "{folder / "exemple.yaml"}"' in done.output
