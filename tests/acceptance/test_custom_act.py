"""A new kind of act is one class and one Word file, in the user's own project, with no registration."""

import datetime as dt
import sys
from collections.abc import Iterator
from decimal import Decimal

import pytest

from delibgen import Acte, CheckError, load, render
from tests.reader import Reader
from tests.word.build import docx, p

MODULE = '''
from collections.abc import Iterator
from delibgen import Acte, Finding
from delibgen.model.base import Jour, Ligne, Montant


def plafond(acte: "ArreteTerrasse") -> Iterator[Finding]:
    """Au-delà de 5 000 €, une délibération est nécessaire."""
    if acte.caution > 5000:
        yield Finding(code="MA001", message="caution au-dessus de 5 000 €", path="caution")


class ArreteTerrasse(Acte):
    """Arrêté d'occupation du domaine public."""

    template = "arrete-terrasse.docx"
    rules = (plafond,)

    beneficiaire: Ligne
    """Bénéficiaire."""
    debut: Jour
    """Premier jour."""
    caution: Montant
    """Caution."""
'''
BODY = (
    "ARRÊTÉ n° {{ numero }}",
    "{{ objet }} : {{ beneficiaire }}, à compter du {{ debut | date_longue }}.",
    "Caution : {{ caution | euros }} ({{ caution | euros_en_lettres }}).",
)


@pytest.fixture
def arrete(tmp_path, monkeypatch) -> Iterator[type[Acte]]:
    """The user's project: one module and one Word file beside it."""
    (tmp_path / "mes_actes.py").write_text(MODULE, encoding="utf-8")
    (tmp_path / "arrete-terrasse.docx").write_bytes(docx("".join(map(p, BODY))))
    monkeypatch.syspath_prepend(str(tmp_path))
    import mes_actes

    yield mes_actes.ArreteTerrasse
    del sys.modules["mes_actes"]


def test_one_class_and_one_word_file_make_a_document(arrete):
    acte = arrete(
        numero="2024-7",
        objet="Terrasse",
        beneficiaire="Café de l'Orme & Fils",
        debut=dt.date(2024, 5, 1),
        caution=Decimal("1200.50"),
    )
    text = Reader(render(acte).to_bytes()).text().replace("\u00a0", " ")
    assert "Café de l'Orme & Fils, à compter du 1er mai 2024." in text
    assert "1 200,50 € (mille deux cents euros et cinquante centimes)" in text


def test_its_own_rule_blocks(arrete):
    acte = arrete(objet="x", beneficiaire="y", debut=dt.date(2024, 5, 1), caution=Decimal(6000))
    with pytest.raises(CheckError, match="MA001"):
        render(acte)


def test_the_loader_finds_it_by_name(arrete, tmp_path):
    path = tmp_path / "terrasse.yaml"
    path.write_text(
        "type: arrete_terrasse\nobjet: Terrasse\nbeneficiaire: Anne\ndebut: 1er mai 2024\ncaution: 12,5\n",
        encoding="utf-8",
    )
    acte = load(path)
    assert type(acte) is arrete
    assert acte.caution == Decimal("12.50")
