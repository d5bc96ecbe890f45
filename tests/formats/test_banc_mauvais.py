"""The bench on templates that are bad on purpose: it must see what each of them does wrong."""

import pytest

from delibgen import Acte, Convention, Deliberation
from delibgen.actes.papiers import ProcesVerbal
from delibgen.formats.kit import PAGE, Tag, cell, p, package, row, table
from delibgen.model.base import Ligne, Montant, Suite
from delibgen.model.membre import PersonneLue
from delibgen.model.unilateral import Arrete
from delibgen.testing import Rapport, banc
from delibgen.testing.banc import Defaut
from delibgen.testing.papier import Feuilles
from tests.word.build import NS, textbox

OBJET = p("Corps", Tag("{{ objet }}"))
BOX = textbox("{{ objet }}").replace("<mc:AlternateContent>", f"<mc:AlternateContent {NS}>")
SIGNE = p("Corps", Tag("{{ auteur.nom_sans_civilite }}"))


class Permis(Acte):
    """Permis de stationnement."""

    auteur: PersonneLue
    """Autorité qui signe."""
    lieu: Ligne
    """Lieu du stationnement."""
    conditions: Suite[Ligne] = ()
    """Conditions."""
    redevance: Montant | None = None
    """Redevance."""


LIEU = p("Corps", Tag("{{ lieu }}"))
LISTE = p("Corps", Tag("{{ conditions | join(' ; ') }}"))


def tried(*blocks: str, pages: bool = False, styles: str = "") -> Rapport:
    return banc(Permis, package("".join(blocks), (), titre="Essai", styles=styles), pages=pages)


def said(rapport: Rapport, defaut: Defaut) -> str:
    return "\n".join(str(constat) for constat in rapport.constats if constat.defaut is defaut)


def spaced(lines: int) -> str:
    return "".join(p("Corps", f"Ligne {rank} de remplissage.") for rank in range(lines))


def test_a_sound_template_is_sound_on_paper_too(soffice):
    signed = row(cell(PAGE, p("Signature", "Le Maire,"), SIGNE))
    rapport = tried(p("Titre2", "Objet"), OBJET, LIEU, LISTE, table((PAGE,), signed), pages=True)
    assert rapport.sain, str(rapport)
    assert rapport.omis == ("numero", "redevance")
    assert "jamais imprimés : numero, redevance" in str(rapport)


def test_a_mandatory_field_forgotten():
    assert said(tried(OBJET, SIGNE), Defaut.PERDU) == (
        "tous les cas : perdu : « lieu » (Lieu du stationnement) n'est imprimé nulle part"
    )


def test_a_field_printed_by_a_condition_or_a_text_of_it_is_not_forgotten():
    condition = p("Corps", Tag("{% if lieu %}"), "Un lieu est donné.", Tag("{% endif %}"))
    assert "lieu" not in said(tried(OBJET, SIGNE, condition), Defaut.PERDU)


def test_a_bullet_around_what_may_be_missing():
    bullet = p("Listepuces", Tag("{% if redevance %}"), Tag("{{ redevance | euros }}"), Tag("{% endif %}"))
    assert "puce ou numéro sans texte" in said(tried(OBJET, LIEU, SIGNE, bullet), Defaut.LAID)


LOOSE = (
    '<w:style w:type="paragraph" w:styleId="Libre"><w:name w:val="heading 4"/><w:basedOn w:val="Corps"/>'
    "</w:style>"
)


def test_a_heading_that_nothing_keeps_with_its_text():
    rapport = tried(OBJET, p("Libre", "Conditions d'occupation"), LIEU, SIGNE, styles=LOOSE)
    assert (
        "listes vides : laid : titre qui peut rester seul en bas de page : « Conditions d'occupation » ; "
        "cochez « Paragraphes solidaires »"
    ) in said(rapport, Defaut.LAID)


def test_a_heading_kept_by_itself_is_right():
    kept = p("Libre", "Conditions d'occupation").replace("</w:pPr>", "<w:keepNext/></w:pPr>")
    assert "titre" not in said(tried(OBJET, kept, LIEU, SIGNE, styles=LOOSE), Defaut.LAID)


def test_a_signature_that_may_be_alone():
    found = said(tried(OBJET, LIEU, p("Corps", "Le Maire,"), SIGNE), Defaut.LAID)
    assert "signature qui peut rester seule sur une page : « Claire VASSEUR »" in found


def test_a_row_that_a_page_may_cut():
    signed = row(
        cell(PAGE, p("Signature", "Le Maire,"), p("Signature", "", Tag("{{ auteur.nom_sans_civilite }}")))
    )
    loose = signed.replace("<w:cantSplit/>", "")
    found = said(tried(OBJET, LIEU, table((PAGE,), loose)), Defaut.LAID)
    assert "ligne de tableau qu'une page peut couper : « Le Maire,Claire VASSEUR »" in found
    assert tried(OBJET, LIEU, table((PAGE,), signed)).sain


def test_a_table_wider_than_the_page():
    wide = table((6000, 8000), row(cell(6000, LIEU), cell(8000, SIGNE)))
    found = said(tried(OBJET, wide), Defaut.LAID)
    assert "tableau plus large que la page (24,7 cm pour 17,4 cm)" in found


def test_a_text_in_a_box_too_small_is_lost_on_paper(soffice):
    rapport = tried(LIEU, SIGNE, BOX, pages=True)
    found = said(rapport, Defaut.PERDU)
    assert (
        "titre de 499 caractères : perdu : texte qu'aucune page ne montre : « Attribution d'un marché"
        in found
    )
    assert "listes vides" not in found


def test_a_text_in_a_row_of_fixed_height_is_lost_on_paper(soffice):
    low = row(cell(PAGE, OBJET)).replace(
        "<w:cantSplit/>", '<w:cantSplit/><w:trHeight w:val="300" w:hRule="exact"/>'
    )
    found = said(tried(LIEU, SIGNE, table((PAGE,), low), pages=True), Defaut.PERDU)
    assert "titre de 499 caractères : perdu : texte qu'aucune page ne montre" in found


def test_a_hidden_text_is_lost_on_paper(soffice):
    hidden = LIEU.replace('<w:rStyle w:val="Champ"/>', "<w:vanish/>")
    assert "texte qu'aucune page ne montre : « Lieu" in said(
        tried(OBJET, SIGNE, hidden, pages=True), Defaut.PERDU
    )


def test_a_heading_and_its_text_on_two_pages(soffice):
    text = p("Corps", "Sans objet.").replace("</w:pPr>", "<w:pageBreakBefore/></w:pPr>")
    rapport = tried(spaced(60), p("Libre", "Conditions"), text, OBJET, LIEU, SIGNE, pages=True, styles=LOOSE)
    assert "titre en bas de la page 2, son texte page 3 : « Conditions »" in said(rapport, Defaut.LAID)


def test_a_table_of_signatures_on_two_pages(soffice):
    first = row(cell(PAGE, p("Signature", "Le Maire,")))
    high = first.replace("<w:cantSplit/>", '<w:cantSplit/><w:trHeight w:val="13700" w:hRule="atLeast"/>')
    found = said(tried(OBJET, LIEU, table((PAGE,), high, row(cell(PAGE, SIGNE))), pages=True), Defaut.LAID)
    assert "tableau coupé entre les pages 1 et 2 : « Le Maire,Claire VASSEUR »" in found


@pytest.mark.parametrize("kind", [Deliberation, Convention, Arrete, ProcesVerbal])
def test_shipped_templates_stand_their_pages(kind: type[Acte], soffice):
    rapport = banc(kind, pages=True)
    assert rapport.sain, str(rapport)


PAGES = [("Vu le code", 1), ("Objet du marché", 2), ("absent", None), ("", None)]


@pytest.mark.parametrize(("text", "page"), PAGES)
def test_a_block_is_found_on_its_page(text: str, page: int | None):
    assert Feuilles(["Vu le code", "Objet du mar-\nché"]).page(text) == page


def test_blocks_are_found_in_their_order():
    pages = Feuilles(["Le Maire\nVu", "Le Maire"])
    assert [pages.page(text) for text in ("Le Maire", "Vu", "Le Maire")] == [1, 1, 2]
