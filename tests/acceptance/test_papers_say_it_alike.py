"""What one paper says of a day, a town or a name, the others say too."""

from pathlib import Path

import pytest

from delibgen import load_seance, render
from delibgen.actes.papiers import NoteSynthese, Phase, papers_of
from delibgen.model.deliberation import Deliberation
from tests.reader import Reader

ASSEMBLY = """collectivite: {nom: NAME, nature: commune, departement: "49", ville: Le Havrais}
organe: conseil_municipal
membres: [Mme Alice BRUNEL, M. Bruno CASTEL, Mme Chloé DARNAUD]
"""
SITTING = """assemblee: assemblee.yaml
date: 14/03/2025
heure: 19 h
lieu: mairie
convocation: 05/03/2025
president: BRUNEL
secretaires: [CASTEL]
"""
ACT = """numero: "1"
objet: Tarifs
dispositif: [FIXE: les tarifs]
scrutin: {pour: 3}
publicite: PUBLICITY
"""
POSTED = "{transmission: 17/03/2025, affichage: 18/03/2025}"


def printed(tmp_path: Path, publicity: str = POSTED, name: str = "Le Havrais") -> dict[str, str]:
    """Return the text of the extract and of each paper after the sitting, by class."""
    (tmp_path / "actes").mkdir()
    (tmp_path / "assemblee.yaml").write_text(ASSEMBLY.replace("NAME", name), encoding="utf-8")
    (tmp_path / "seance.yaml").write_text(SITTING, encoding="utf-8")
    (tmp_path / "actes/01.yaml").write_text(ACT.replace("PUBLICITY", publicity), encoding="utf-8")
    folder = load_seance(tmp_path)
    acts = [acte for acte in folder.actes if isinstance(acte, Deliberation)]
    assert folder.seance is not None
    papers = [*acts, *papers_of(folder.seance, acts, Phase.APRES)]
    return {type(paper).__name__: whole(Reader(render(paper).to_bytes())) for paper in papers}


def whole(paper: Reader) -> str:
    """Return the text of the pages and of their foot."""
    return f"{paper.text()}\n{paper.text('word/footer1.xml')}".replace("\u00a0", " ")


def test_the_article_of_a_town_is_joined_in_every_paper(tmp_path):
    papers = printed(tmp_path)
    assert {name for name, text in papers.items() if "à Le Havrais" in text} == set()
    assert {name for name, text in papers.items() if "au Havrais" in text} >= {
        "Deliberation",
        "Registre",
        "CertificatPublicite",
    }


SENT = "sa transmission au représentant de l'État le 17 mars 2025 et "


@pytest.mark.parametrize(
    ("publicity", "said"),
    [
        (POSTED, f"{SENT}son affichage le 18 mars 2025."),
        ("{transmission: 17/03/2025, publication: 18/03/2025}", f"{SENT}sa publication le 18 mars 2025."),
        (
            "{transmission: 17/03/2025, affichage: 18/03/2025, publication: 19/03/2025}",
            f"{SENT}sa publication le 19 mars 2025.",
        ),
        ("{transmission: 17/03/2025, notification: 20/03/2025}", f"{SENT}sa notification le 20 mars 2025."),
        ("{transmission: 17/03/2025}", f"{SENT}sa publication le [à compléter]."),
        ("{transmissible: non, publication: 18/03/2025}", "par sa publication le 18 mars 2025."),
    ],
)
def test_the_extract_tells_the_day_that_the_certificate_tells(tmp_path, publicity, said):
    papers = printed(tmp_path, publicity)
    assert f"Acte rendu exécutoire par {said.removeprefix('par ')}" in papers["Deliberation"]
    assert ("[à compléter]" in papers["CertificatPublicite"]) == ("[à compléter]" in said)


def test_the_foot_of_a_page_begins_with_a_capital(tmp_path):
    papers = printed(tmp_path, name="communauté du Val d'Orne")
    assert {name for name, text in papers.items() if "communauté du Val d'Orne – " in text} == set()
    assert all("Communauté du Val d'Orne – " in text for text in papers.values())


def test_the_note_names_the_rapporteur_as_the_minutes_do(tmp_path, monkeypatch):
    act = ACT.replace("objet: Tarifs", "objet: Tarifs\nrubrique: Eau\nrapporteur: BRUNEL\nnote: Une note.")
    monkeypatch.setitem(globals(), "ACT", act)
    assert "Rapporteure : Madame Alice BRUNEL." in printed(tmp_path)["ProcesVerbal"]
    folder = load_seance(tmp_path)
    assert folder.seance is not None
    acts = [acte for acte in folder.actes if isinstance(acte, Deliberation)]
    note = NoteSynthese.of(folder.seance, acts)
    said = whole(Reader(render(note).to_bytes()))
    assert "Eau\nRapporteure : Madame Alice BRUNEL.\nUne note." in said
