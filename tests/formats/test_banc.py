"""The bench: what it says of good templates, and of bad ones."""

import sys

import pytest

from delibgen import Acte, Convention, Deliberation
from delibgen.actes.papiers import FeuillePresence, ListeDeliberations, ProcesVerbal
from delibgen.apercu import DPI, office
from delibgen.formats.gabarit import gabarit
from delibgen.formats.kit import Tag, block, p, package
from delibgen.model.base import Ligne, Montant, Suite
from delibgen.model.unilateral import Arrete, DecisionDeleguee
from delibgen.render import find_template
from delibgen.testing import banc
from delibgen.testing.banc import Defaut
from delibgen.testing.laideur import ugly
from delibgen.testing.page import best_page
from delibgen.testing.seances import CAS, TITRE, membres
from delibgen.word import Document

KINDS = [
    Deliberation,
    Arrete,
    DecisionDeleguee,
    Convention,
    ListeDeliberations,
    ProcesVerbal,
    FeuillePresence,
]


class Aide(Acte):
    """Aide."""

    lieux: Suite[Ligne] = ()
    """Lieux."""
    montant: Montant | None = None
    """Montant."""


def faults(*paragraphs: str) -> list[tuple[str, Defaut, str]]:
    rapport = banc(Aide, package("".join(paragraphs), (), titre="Essai"))
    return [(constat.cas, constat.defaut, constat.message) for constat in rapport.constats]


@pytest.mark.parametrize("kind", KINDS)
def test_shipped_templates_stand_every_case(kind):
    rapport = banc(kind)
    assert rapport.sain, str(rapport)
    assert "titre de 499 caractères" in rapport.cas


def test_every_case_is_rendered_for_a_deliberation():
    assert set(banc(Deliberation).cas) == set(CAS)
    assert len(TITRE) == 499
    assert len(set(membres(96))) == 96


def test_the_octets_of_a_template_find_the_pieces_that_it_includes():
    assert banc(Deliberation, find_template(Deliberation).read_bytes()).sain


def test_the_first_template_of_a_kind_stands_every_case():
    for kind in (Aide, Arrete, Deliberation):
        rapport = banc(kind, gabarit(kind))
        assert rapport.sain, str(rapport)


def test_a_heading_alone_when_its_list_is_empty():
    found = faults(
        p("Corps", Tag("{{ objet }}")),
        p("Titre2", "Lieux"),
        block("Corps", "{%p for lieu in lieux %}", [p("Corps", Tag("{{ lieu }}"))], "{%p endfor %}"),
    )
    assert found == [("listes vides", Defaut.LAID, "titre sans rien dessous : « Lieux »")]


def test_an_empty_bullet_and_a_left_over_comma():
    found = faults(
        p(
            "Listepuces",
            Tag("{% if montant is not none %}"),
            Tag("{{ montant | euros }}"),
            Tag("{% endif %}"),
        ),
        p("Corps", Tag("{{ lieux | join(', ') }}"), ", à Ormeval, ", Tag("{{ objet }}")),
    )
    assert ("listes vides", Defaut.LAID, "puce ou numéro sans texte, en tête") in found


def test_a_value_that_cannot_be_printed_is_an_error_with_its_case():
    found = faults(p("Corps", Tag("{{ montant | euros }}"), Tag("{{ objet }}")))
    assert [(cas, defaut) for cas, defaut, _ in found] == [("listes vides", Defaut.ERREUR)]


def test_a_text_that_a_template_loses_is_named(monkeypatch):
    module = sys.modules["delibgen.testing.banc"]
    empty = Document.read(package(p("Corps", "rien"), (), titre="x"))
    monkeypatch.setattr(module, "fill", lambda acte, template: empty)
    found = faults(p("Corps", Tag("{{ objet }}")))
    assert {defaut for _, defaut, _ in found} == {Defaut.PERDU}
    assert "« objet » : « Attribution d'un marché" in " ".join(message for *_, message in found)


def test_ugly_things_are_quoted():
    data = package(p("Corps", "Vu le code , et () la loi, ."), (), titre="x")
    found = " ".join(ugly(data))
    assert "parenthèses vides" in found
    assert "espace avant une virgule" in found
    assert "virgule suivie" in found


def test_the_page_of_the_faults_is_the_one_shown(soffice):
    """A heading alone at the end of a long act, an empty bullet after it: both on the last page."""
    long = "".join(p("Corps", f"Ligne {rank} d'un long acte, à Ormeval.") for rank in range(90))
    bad = long + p("Titre2", "Lieux visités") + p("Listepuces", Tag("{{ '' }}")) + p("Titre2", "Moyens")
    rapport = banc(Aide, package(p("Corps", Tag("{{ objet }}")) + bad, (), titre="x"))
    assert {"titre sans rien dessous", "puce ou numéro sans texte"} <= {
        constat.message.split(" : ")[0].split(",")[0] for constat in rapport.constats
    }
    images, texts = office.draw_read(rapport.documents[rapport.pire].to_bytes(), DPI)
    assert len(images) == len(texts) > 1
    assert "Lieux visités" in texts[-1]
    assert rapport.image() == images[-1]


def test_the_page_of_a_cut_text_is_the_one_that_holds_most_of_its_words():
    lost = "« objet » : « Attribution du marché de voirie » n'est pas dans le document"
    assert best_page(["Vu le code", "Attribution du marché"], [lost]) == 1
    assert best_page(["une page", "une autre"], [lost]) == 0
    assert best_page([], [lost]) == 0


def test_the_worst_case_has_an_image(soffice):
    rapport = banc(Aide, package(p("Titre2", "Seul") + p("Titre2", Tag("{{ objet }}")), (), titre="x"))
    image = rapport.image()
    assert image is not None
    assert image.startswith(b"\x89PNG")


def listed(name: str, items: str, printed: str) -> str:
    loop = f"{{%p for {name} in phrases.{items} %}}"
    return block("Corps", loop, [p("Corps", Tag(printed))], "{%p endfor %}")


@pytest.mark.parametrize(
    ("printed", "lost"), [("{{p article.texte | markdown }}", False), ("{{ article.avant }}", True)]
)
def test_articles_printed_by_a_computed_list_are_not_lost(printed: str, lost: bool) -> None:
    parties = listed("partie", "parties", "{{ partie.nom }}")
    body = p("Corps", Tag("{{ objet }}")) + parties + listed("article", "articles", printed)
    rapport = banc(Convention, package(body, (), titre="x"))
    message = "« articles » (Articles, numérotés dans l'ordre) n'est imprimé nulle part"
    assert (message in str(rapport)) == lost
    assert "« parties »" not in str(rapport)
    assert "formules" not in rapport.omis  # how to word: never printed
