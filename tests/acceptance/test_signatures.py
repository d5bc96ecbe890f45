"""Signatories stand side by side; the recueil says who signed in the words of the act."""

import datetime as dt

import pytest
from pydantic import ValidationError

from delibgen import render
from delibgen.actes.papiers import RecueilActes
from delibgen.model.acte import Acte, Signature
from delibgen.model.formules_actes import FormulesActe
from tests.acceptance.test_annexed_texts import DECISION, EXTRACT, ORDER
from tests.reader import Reader, W

WHO = tuple(
    Signature(partie=f"Pour la commune {name}", qualite="le maire", nom=f"{first} {name}")
    for first, name in (("Anne", "BREL"), ("Luc", "CANO"), ("Ève", "DURY"))
)
ACTS = pytest.mark.parametrize("acte", [EXTRACT, ORDER, DECISION], ids=["extrait", "arrete", "decision"])


def signed(acte: Acte, count: int, **presentation: object) -> Acte:
    """Return an act that several sign."""
    update: dict[str, object] = {"signataires": WHO[:count]}
    if presentation:
        where = "assemblee" if "assemblee" in type(acte).model_fields else "seance"
        body = acte.assemblee
        body = body.model_copy(update={"presentation": body.presentation.model_copy(update=presentation)})
        update[where] = body if where == "assemblee" else acte.seance.model_copy(update={"assemblee": body})
    return acte.model_copy(update=update)


def blocks(acte: Acte) -> list[list[str]]:
    """Return the rows of the table of signatures: who is in each cell; each row is whole on its page."""
    body = Reader(render(acte).to_bytes()).tree("word/document.xml")
    table = next(t for t in body.iter(f"{W}tbl") if "BREL" in "".join(t.itertext()))
    rows = list(table.iter(f"{W}tr"))
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    return [["".join(cell.itertext()).rpartition(",")[2] for cell in row.iter(f"{W}tc")] for row in rows]


@ACTS
def test_one_signatory_is_on_the_right(acte):
    assert blocks(signed(acte, 1)) == [["", "Anne BREL"]]


@ACTS
def test_two_are_side_by_side(acte):
    assert blocks(signed(acte, 2)) == [["Anne BREL", "Luc CANO"]]


@ACTS
def test_the_third_is_under_the_first(acte):
    assert blocks(signed(acte, 3)) == [["Anne BREL", "Luc CANO"], ["Ève DURY", ""]]


@ACTS
def test_the_assembly_may_keep_them_one_under_the_other(acte):
    assert blocks(signed(acte, 2, signatures_en_colonne=True)) == [["", "Anne BREL"], ["", "Luc CANO"]]


def recueil(*acts: Acte) -> list[str]:
    made = RecueilActes.of(acts, dt.date(2020, 1, 1), dt.date(2030, 1, 1))
    return [line.replace("\u00a0", " ") for line in Reader(render(made).to_bytes()).paragraphs()]


@pytest.mark.parametrize("acte", [ORDER, DECISION], ids=["arrete", "decision"])
def test_the_recueil_signs_in_the_words_of_the_act(acte):
    own = FormulesActe(
        signature="Pour le Maire et par délégation,\nl'adjointe,", signe="(signé) {signature}."
    )
    assert (
        f"(signé) Pour le Maire et par délégation, l'adjointe, {acte.auteur.nom_sans_civilite}."
        in recueil(acte.model_copy(update={"formules": own}))
    )


@pytest.mark.parametrize("acte", [ORDER, DECISION], ids=["arrete", "decision"])
def test_a_formula_that_names_its_author_names_him_once(acte):
    lines = recueil(acte.model_copy(update={"formules": FormulesActe(signature="{auteur.nom_complet}")}))
    assert f"Signé : {acte.auteur.nom_complet}".replace("\u00a0", " ") in lines


@pytest.mark.parametrize("acte", [ORDER, DECISION], ids=["arrete", "decision"])
def test_each_signatory_has_a_line_in_the_recueil(acte):
    lines = recueil(signed(acte, 2))
    assert "Signé : Pour la commune BREL, le maire, Anne BREL" in lines
    assert "Signé : Pour la commune CANO, le maire, Luc CANO" in lines


def test_the_place_of_the_signature_is_asked_for():
    with pytest.raises(ValidationError, match=r"Signé\W+\{signature\}"):
        FormulesActe(signe="Signé.")
    assert FormulesActe(signe="non").signe
