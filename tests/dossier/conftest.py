"""A sitting of an invented commune, and small Word templates of its own."""

import docx
import pytest

SEANCE = """\
assemblee:
  collectivite: {nom: Valmont-sur-Orbe, nature: commune, population_3500: non}
  organe: conseil_municipal
  membres:
    - {civilite: Madame, nom: DURAND, titre: Madame la Maire, qualite: Maire}
    - Monsieur Paul PETIT
    - M. Luc de BRÉON
date: jeudi 12 septembre 2024
convocation: 06/09/2024
president: DURAND
secretaires: [PETIT]
"""
CONVENTION = """\
type: convention
objet: Convention
parties:
  - {nom: Valmont, representant: "Madame Anne DURAND, Maire", habilitation: {numero: "1", date: 2024-09-12}}
  - {nom: Nervaux, representant: "Monsieur Paul ROUX, Maire", habilitation: {numero: "9", date: 2024-09-11}}
articles: [{titre: Objet, texte: Texte.}]
"""


def acte(numero, more=""):
    return (
        f"numero: '{numero}'\nobjet: Objet {numero}\nscrutin: {{pour: 3}}\n"
        f"dispositif:\n  - d'approuver: le rapport\n{more}"
    )


@pytest.fixture
def sitting(tmp_path, monkeypatch):
    """Return the folder of a sitting of two acts, the first with an annexed convention and a file.

    The papers of the sitting itself (list, register…) have tests of their own: none is in these packets.
    """
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("delibgen.dossier.plan.papers_of", lambda *_: iter(()))
    (tmp_path / "templates").mkdir()
    for name, texts in {
        "deliberation": ["{{ numero }} : {{ objet }}", "{{ seance.date | date_longue }}"],
        "convention": ["{{ objet }}"],
    }.items():
        template = docx.Document()
        for text in texts:
            template.add_paragraph(text)
        template.save(tmp_path / "templates" / f"{name}.docx")
    folder = tmp_path / "seance-valmont"
    (folder / "actes").mkdir(parents=True)
    (folder / "annexes").mkdir()
    (folder / "seance.yaml").write_text(SEANCE, encoding="utf-8")
    annexes = (
        "annexes:\n  - {titre: C, acte: ../annexes/c.yaml}\n  - {titre: Plan, fichier: ../annexes/plan.pdf}\n"
    )
    (folder / "actes" / "01.yaml").write_text(acte("2024/01", annexes), encoding="utf-8")
    (folder / "actes" / "02.yaml").write_text(acte("2024-02"), encoding="utf-8")
    (folder / "annexes" / "c.yaml").write_text(CONVENTION, encoding="utf-8")
    (folder / "annexes" / "plan.pdf").write_bytes(b"%PDF-1.7 plan")
    return folder
